"""The YAML front matter of an article: its title, its standfirst and its date, each where it stands in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checker.documents.blocks import BlockBuilder
from checker.documents.dates import read_date
from checker.errors import Problem
from checker.model import Block, BlockKind, Lines, Published

TITLES = ("title", "headline")
STANDFIRSTS = ("standfirst", "subtitle", "dek", "deck", "description", "summary", "abstract", "excerpt")
DATES = ("date", "published", "pubdate", "publishdate", "publish_date", "published_at")

_FENCE = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$(?:\r\n|\r|\n)?", re.MULTILINE)
_ESCAPE = re.compile(
    r"\\(?:x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})(?:\\u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2}))?"
    r"|U(?P<U>[0-9A-Fa-f]{8})|(?P<break>(?:\r\n|\r|\n)[ \t]*)|(?P<one>.))",
    re.DOTALL,
)
_SIMPLE_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front matter says; `end` is the source offset at which the article begins."""

    end: int = 0
    blocks: tuple[Block, ...] = ()
    published: Published | None = None
    problems: tuple[Problem, ...] = ()


def read_front_matter(source: str, *, path: str) -> FrontMatter:
    """The front matter between `---` lines at the top of `source`; empty where there is none."""
    opening = _FENCE.match(source)
    if opening is None:
        return FrontMatter()
    closing = _END.search(source, opening.end())
    if closing is None:
        return FrontMatter()
    start, end = opening.end(), closing.start()
    return _read(source, start, end, after=closing.end(), path=path)


def _read(source: str, start: int, end: int, *, after: int, path: str) -> FrontMatter:
    import yaml

    lines = Lines(source)
    try:
        root = yaml.compose(source[start:end], Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = lines.position(start + mark.index) if mark is not None else (1, 1)
        problem = Problem(
            path=path, line=line, column=column, message=f"front matter is no YAML: {error.problem}",
            hint="the article below it was read without its title and date",
        )  # fmt: skip
        return FrontMatter(end=after, problems=(problem,))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problem = Problem(
            path=path, line=1, column=1, message=f"front matter is no YAML: {str(error).splitlines()[0]}"
        )
        return FrontMatter(end=after, problems=(problem,))
    if not isinstance(root, yaml.MappingNode):
        # `---` at the top without a mapping is a thematic break, and what follows belongs to the article.
        return FrontMatter()
    blocks: list[tuple[int, Block]] = []
    published: Published | None = None
    problems: list[Problem] = []
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            continue
        name = str(key.value).lower()
        low, high = start + value.start_mark.index, start + value.end_mark.index
        kind: BlockKind | None = (
            "headline" if name in TITLES else "standfirst" if name in STANDFIRSTS else None
        )
        if kind is not None:
            block = _scalar_block(
                source, low, high, str(value.value), value.style, kind, "title" if name in TITLES else name
            )
            if block is not None:
                blocks.append((0 if kind == "headline" else 1, block))
        elif name in DATES and published is None and str(value.value).strip() not in ("", "null", "~"):
            day = read_date(str(value.value))
            if day is None:
                line, column = lines.position(low)
                problem = Problem(path=path, line=line, column=column, message=f"{value.value!r} is no date")
                problems.append(replace(problem, hint="write it as 2026-05-24"))
            else:
                trim = len(source[low:high]) - len(source[low:high].rstrip())
                published = Published(day=day, origin="metadata", start=low, end=high - trim)
    blocks.sort(key=lambda pair: pair[0])
    return FrontMatter(
        end=after, blocks=tuple(block for _, block in blocks), published=published, problems=tuple(problems)
    )


def _scalar_block(
    source: str, start: int, end: int, value: str, style: str | None, kind: BlockKind, field: str
) -> Block | None:
    builder = BlockBuilder()
    if style == '"':
        _add_double_quoted(builder, source, start + 1, end - 1)
    elif style == "'":
        _add_single_quoted(builder, source, start + 1, end - 1)
    elif style is None:
        builder.add_collapsed(source[start:end], start)
    else:
        header = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n)").match(source, start)
        begin = header.end() if header else start
        builder.add_collapsed(source[begin:end], begin)
    block = builder.block(kind, field=field)
    visible = BlockBuilder()
    visible.add_collapsed(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), 0)
    expected = visible.block(kind, field=field)
    if expected is None or (block is not None and expected.text == block.text):
        return block
    whole = BlockBuilder()
    whole.add(expected.text, start, end)
    return whole.block(kind, field=field)


def _add_double_quoted(builder: BlockBuilder, source: str, start: int, end: int) -> None:
    position = start
    while position < end:
        slash = source.find("\\", position, end)
        builder.add_collapsed(source[position : slash if slash >= 0 else end], position)
        if slash < 0:
            return
        match = _ESCAPE.match(source, slash, end)
        if match is None:
            return
        text = _escaped(match)
        stop = match.end()
        if match["u"] and match["low"] and not 0xD800 <= int(match["u"], 16) < 0xDC00:
            stop = match.end("u")
            text = chr(int(match["u"], 16))
        if text in " \t\n\r\f":
            builder.add(" " if text else "", slash, stop)
        else:
            builder.add(text, slash, stop)
        position = stop


def _escaped(match: re.Match[str]) -> str:
    if match["break"] is not None:
        return ""
    if match["one"] is not None:
        return _SIMPLE_ESCAPES.get(match["one"], match["one"])
    code = int(match["x"] or match["u"] or match["U"], 16)
    if match["low"] and 0xD800 <= code < 0xDC00:
        return chr(0x10000 + ((code - 0xD800) << 10) + (int(match["low"], 16) - 0xDC00))
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _add_single_quoted(builder: BlockBuilder, source: str, start: int, end: int) -> None:
    position = start
    while position < end:
        quote = source.find("''", position, end)
        builder.add_collapsed(source[position : quote if quote >= 0 else end], position)
        if quote < 0:
            return
        builder.add("'", quote, quote + 2)
        position = quote + 2
