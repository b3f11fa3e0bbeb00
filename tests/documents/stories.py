"""One story, written down in every format that Crossfoot reads."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a reader sees, whatever the format."""

    headline: str
    paragraphs: tuple[str, ...]
    date: str = "2026-05-24"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A story in one format."""

    name: str
    data: bytes
    decode: Callable[[str], str]
    """What a piece of the source says."""


def plain_text(story: Story, random: Random) -> bytes:
    return "\n\n".join((story.headline, *story.paragraphs)).encode()


def markdown(story: Story, random: Random) -> bytes:
    front = f"---\ntitle: {json.dumps(story.headline, ensure_ascii=random.random() < 0.5)}\ndate: {story.date}\n---\n\n"
    return (front + "\n\n".join(_marked(text, random) for text in story.paragraphs) + "\n").encode()


def html_page(story: Story, random: Random) -> bytes:
    body = "\n".join(f"<p>{_tagged(text, random)}" for text in story.paragraphs)
    return (
        f'<!doctype html><html><head><title>Site</title><meta name="date" content="{story.date}">'
        f"<style>p {{margin: 12px}}</style></head><body><nav>99 more stories</nav><article>"
        f"<h1>{_tagged(story.headline, random)}</h1>\n{body}<script>var x = 7 < 8;</script></article></body></html>"
    ).encode()


def ninjs_1(story: Story, random: Random) -> bytes:
    body = "".join(f"<p>{_tagged(text, random)}</p>\n" for text in story.paragraphs)
    item = {
        "uri": "urn:story:12",
        "version": "3",
        "versioncreated": f"{story.date}T10:00:00Z",
        "headline": story.headline,
        "body_html": body,
    }
    return json.dumps(item, ensure_ascii=random.random() < 0.5, indent=random.choice([None, 2])).encode()


def ninjs_3(story: Story, random: Random) -> bytes:
    item = {
        "uri": "urn:story:12",
        "versionCreated": f"{story.date}T10:00:00Z",
        "headlines": [{"role": "main", "value": story.headline}],
        "bodies": [{"role": "text", "contentType": "text/plain", "value": "\n".join(story.paragraphs)}],
    }
    return json.dumps(item, ensure_ascii=random.random() < 0.5).encode()


def nitf(story: Story, random: Random) -> bytes:
    body = "\n".join(f"<p>{_referenced(text, random)}</p>" for text in story.paragraphs)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<nitf><head><docdata>'
        f'<date.issue norm="{story.date.replace("-", "")}T100000Z"/></docdata></head><body><body.head>'
        f"<hedline><hl1>{_referenced(story.headline, random)}</hl1></hedline></body.head>"
        f"<body.content>\n{body}\n</body.content></body></nitf>"
    ).encode()


def newsml(story: Story, random: Random) -> bytes:
    body = "\n".join(f"<p>{_referenced(text, random)}</p>" for text in story.paragraphs)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta>'
        f'<itemClass qcode="ninat:text"/><versionCreated>{story.date}T10:00:00Z</versionCreated></itemMeta>'
        f"<contentMeta><slugline>story-12</slugline><headline>{_referenced(story.headline, random)}</headline>"
        '</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html '
        f'xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html></inlineXML></contentSet></newsItem>'
    ).encode()


def archieml(story: Story, random: Random) -> bytes:
    lines = [f"headline: {story.headline}", f"date: {story.date}", "slug: story-12", "", "[+body]"]
    return "\n".join([*lines, *(f"{text}\n" for text in story.paragraphs), "[]"]).encode()


def word(story: Story, random: Random) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    title = f'<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr>{_runs(story.headline, random)}</w:p>'
    body = "".join(f"<w:p>{_runs(text, random)}</w:p>" for text in story.paragraphs)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{title}{body}</w:body></w:document>"
        )
        archive.writestr(
            "word/styles.xml",
            f'<w:styles {space}><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>',
        )
    return stream.getvalue()


def _marked(text: str, random: Random) -> str:
    escaped = re.sub(r"([\\`*_{}\[\]<>()#+.!|~&=-])", r"\\\1", text)
    words = escaped.split(" ")
    return "".join(word + random.choice([" ", " ", " ", "\n"]) for word in words).strip()


def _tagged(text: str, random: Random) -> str:
    written = []
    for place, character in enumerate(text):
        written.append(f"&#{ord(character)};" if random.random() < 0.1 else html.escape(character))
        if text[place : place + 2].isdigit():
            written.append(random.choice(["", "", "<b></b>", "<!-- 1 -->"]))
    return "".join(written)


def _referenced(text: str, random: Random) -> str:
    return "".join(
        f"&#x{ord(character):x};" if random.random() < 0.1 else html.escape(character) for character in text
    )


def _runs(text: str, random: Random) -> str:
    pieces = re.findall(r".{1,7}", text, re.DOTALL) if random.random() < 0.7 else [text]
    return "".join(f'<w:r><w:t xml:space="preserve">{html.escape(piece)}</w:t></w:r>' for piece in pieces)


def _from_markdown(source: str) -> str:
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", source)


def _from_html(source: str) -> str:
    return html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", source))


def _from_json(source: str) -> str:
    return _from_html(str(json.loads(f'"{source}"')))


FORMATS: dict[str, tuple[Callable[[Story, Random], bytes], Callable[[str], str]]] = {
    "story.txt": (plain_text, str),
    "story.md": (markdown, _from_markdown),
    "story.html": (html_page, _from_html),
    "story-1.json": (ninjs_1, _from_json),
    "story-3.json": (ninjs_3, _from_json),
    "story.nitf": (nitf, _from_html),
    "story.xml": (newsml, _from_html),
    "story.aml": (archieml, str),
    "story.docx": (word, str),
}
"""File name to its writer, and to what reads a piece of its source as a person would."""


def write(name: str, story: Story, *, seed: int = 0, windows: bool = False, mark: bool = False) -> Writing:
    """The story in the format of a file name; with Windows line ends and a byte order mark where they are asked for."""
    writer, decode = FORMATS[name]
    data = writer(story, Random(seed))
    if not name.endswith(".docx"):
        if windows:
            data = data.replace(b"\n", b"\r\n")
        if mark:
            data = b"\xef\xbb\xbf" + data
    if name == "story.md":
        # The headline stands in the front matter, as JSON writes it.
        decode = _either(_from_json, decode)
    return Writing(name=name, data=data, decode=decode)


def _either(first: Callable[[str], str], second: Callable[[str], str]) -> Callable[[str], str]:
    def decode(source: str) -> str:
        try:
            return first(source)
        except ValueError:
            return second(source)

    return decode
