"""HTML, whole pages and fragments, sound or broken: scripts, styles, navigation and struck-out text are left out.

The scanner follows the tokenization of the HTML standard. It keeps every offset, and its time grows with the length of
the text only; `html.parser` of the standard library takes quadratic time on broken tags.
"""

from __future__ import annotations

import re
from html import unescape

from checker.documents.markup import MarkupReader, Vocabulary
from checker.model import Document

VOCABULARY = Vocabulary(
    kinds={
        "h1": "headline", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
        "li": "list_item", "td": "table_cell", "th": "table_cell", "caption": "caption", "figcaption": "caption",
        "blockquote": "quote", "title": "headline",
    },
    divisions=frozenset({
        "address", "article", "aside", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figure", "footer", "form", "head", "header", "hgroup", "hr", "html", "legend", "main",
        "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    }),
    skipped=frozenset({
        "audio", "button", "canvas", "code", "datalist", "del", "footer", "form", "iframe", "input", "kbd",
        "map", "math", "nav", "noscript", "object", "rp", "rt", "s", "samp", "script", "select", "strike",
        "style", "svg", "template", "textarea", "video",
    }),
    fields={"title": "page title", "h1": "title", "figcaption": "figcaption"},
    article=frozenset({"article", "main"}),
    void=frozenset({
        "area", "base", "basefont", "bgsound", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
        "meta", "param", "source", "track", "wbr",
    }),
)  # fmt: skip

_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)|(?=>)))?"""
)
_TAG_END = re.compile(r"[\s/]*>")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
}
"""Elements whose content holds no tags, and what ends each."""
_DATE_NAMES = frozenset({
    "article:published_time", "date", "datepublished", "dc.date", "dc.date.issued", "dcterms.created",
    "dcterms.issued", "parsely-pub-date", "pubdate", "publish-date", "publishdate", "sailthru.date",
})  # fmt: skip


def read(source: str, *, path: str) -> Document:
    """The article in an HTML page or fragment."""
    reader = MarkupReader(VOCABULARY)
    read_into(reader, source)
    blocks, directives = reader.finish()
    return Document(
        path=path,
        source=source,
        blocks=blocks,
        published=reader.published,
        format="html",
        directives=directives,
    )


def read_into(reader: MarkupReader, source: str, start: int = 0, end: int | None = None) -> None:
    """Lead the HTML between two offsets of `source` into `reader`."""
    last = len(source) if end is None else end
    position = start
    while position < last:
        opening = source.find("<", position, last)
        if opening < 0:
            opening = last
        if opening > position:
            _text(reader, source, position, opening)
        if opening == last:
            return
        position = _markup(reader, source, opening, last)


def _markup(reader: MarkupReader, source: str, start: int, last: int) -> int:
    """Read what begins with the `<` at `start`; the offset after it."""
    if source.startswith("<!--", start):
        if source.startswith((">", "->"), start + 4):
            return source.index(">", start + 4) + 1
        end = source.find("-->", start + 4, last)
        inside = source[start + 4 : end if end >= 0 else last]
        reader.comment(inside, start, end + 3 if end >= 0 else last)
        return end + 3 if end >= 0 else last
    name = _TAG.match(source, start, last)
    if name is None:
        if source.startswith(("<!", "<?", "</"), start):
            end = source.find(">", start, last)
            return end + 1 if end >= 0 else last
        reader.text("<", start)
        return start + 1
    tag = name.group(1).lower()
    attributes, end = _attributes(source, name.end(), last)
    if source.startswith("/", start + 1):
        reader.end(tag)
        return end
    if tag in ("meta", "time"):
        _date(reader, tag, attributes, source, start, end)
    reader.start(tag, attributes, start, end)
    raw = _RAW.get(tag)
    if raw is None:
        return end
    closing = raw.search(source, end, last)
    stop = closing.start() if closing else last
    if tag in ("title", "textarea"):
        _text(reader, source, end, stop)
    return stop


def _attributes(source: str, position: int, last: int) -> tuple[dict[str, str], int]:
    attributes: dict[str, str] = {}
    while True:
        end = _TAG_END.match(source, position, last)
        if end is not None:
            return attributes, end.end()
        match = _ATTRIBUTE.match(source, position, last)
        if match is None or match.end() == position:
            return attributes, last
        value = next((group for group in match.groups()[1:] if group is not None), "")
        attributes.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
        position = match.end()


def _text(reader: MarkupReader, source: str, start: int, end: int) -> None:
    position = start
    while position < end:
        ampersand = source.find("&", position, end)
        if ampersand < 0:
            reader.text(source[position:end], position)
            return
        if ampersand > position:
            reader.text(source[position:ampersand], position)
        entity = _ENTITY.match(source, ampersand, end)
        if entity is None:
            reader.text("&", ampersand)
            position = ampersand + 1
        else:
            _entity(reader, entity.group(), ampersand)
            position = entity.end()


def _entity(reader: MarkupReader, raw: str, start: int) -> None:
    text = unescape(raw)
    if text == raw:
        reader.text(raw, start)
    elif text in (" ", "\n", "\t", "\r"):
        reader.piece(" ", start, start + len(raw))
    else:
        reader.piece(text, start, start + len(raw))


def _date(
    reader: MarkupReader, tag: str, attributes: dict[str, str], source: str, start: int, end: int
) -> None:
    names = {attributes.get(key, "").lower() for key in ("name", "property", "itemprop")}
    said = attributes.get("content" if tag == "meta" else "datetime", "")
    if not said or not (names & _DATE_NAMES or "pubdate" in attributes):
        return
    place = source.find(said, start, end)
    if place >= 0:
        reader.publish(said, place, place + len(said))
