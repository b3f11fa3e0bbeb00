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

_FENCE = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_END_TOML = re.compile(r"^\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_QUOTED = r"""\"(?:[^"\\\r\n]|\\[^\r\n])*\"|'(?:[^'\r\n]|'')*'"""
_SCALAR_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n)")
_SIMPLE_LINE = re.compile(
    rf"(?:([A-Za-z_][\w-]*):[ \t]+({_QUOTED}|[A-Za-z0-9](?:[^\r\n:#]|:(?![ \t\r\n])|(?<=\S)#)*)|\#[^\r\n]*)?"
    r"[ \t]*(?:\r\n|\r|\n|\Z)"
)
_TOML_LINE = re.compile(rf"^([A-Za-z_][\w-]*)[ \t]*=[ \t]*({_QUOTED}|\d[^\r\n#]*)", re.MULTILINE)
_UNREAD = "the article below it was read without its title and date"
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
    """The front matter between `---` lines (YAML) or `+++` lines (TOML) at the top; empty where there is none."""
    opening = _FENCE.match(source)
    if opening is None:
        return FrontMatter()
    closing = (_END_TOML if opening[1] == "+++" else _END).search(source, opening.end())
    if closing is None:
        return FrontMatter()
    start, end = opening.end(), closing.start()
    problems: list[Problem] = []
    entries: list[_Entry] | None
    if opening[1] == "+++":
        entries = [_entry(match) for match in _TOML_LINE.finditer(source, start, end)]
    else:
        entries = _simple_entries(source, start, end)
        if entries is None:
            entries = _composed_entries(source, start, end, problems, path)
    if entries is None:
        # `---` at the top without a mapping is a thematic break, and what follows belongs to the article.
        return FrontMatter()
    return _said(source, entries, closing.end(), problems, path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A key with a scalar: its source span, its style (the quote sign, `|` or `>`) and its value where it is known."""

    name: str
    start: int
    end: int
    style: str | None
    value: str | None = None


def _entry(match: re.Match[str]) -> _Entry:
    start, end = match.span(2)
    quote = match[2][:1] if match[2][:1] in ("'", '"') else None
    return _Entry(name=match[1].lower(), start=start, end=end, style=quote)


def _simple_entries(source: str, start: int, end: int) -> list[_Entry] | None:
    """The entries where every line is a key with a plain or quoted value; None where YAML must be parsed."""
    entries: list[_Entry] = []
    position = start
    while position < end:
        match = _SIMPLE_LINE.match(source, position, end)
        if match is None:
            return None
        if match[1]:
            entries.append(_entry(match))
        position = match.end()
    return entries


def _composed_entries(
    source: str, start: int, end: int, problems: list[Problem], path: str
) -> list[_Entry] | None:
    import yaml

    try:
        root = yaml.compose(source[start:end], Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = Lines(source).position(start + mark.index) if mark is not None else (1, 1)
        message = f"front matter is no YAML: {error.problem}"
        problems.append(Problem(path=path, line=line, column=column, message=message, hint=_UNREAD))
        return []
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = f"front matter is no YAML: {str(error).splitlines()[0]}"
        problems.append(Problem(path=path, line=1, column=1, message=message, hint=_UNREAD))
        return []
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        return None
    return [
        _Entry(
            name=str(key.value).lower(),
            start=start + value.start_mark.index,
            end=start + value.end_mark.index,
            style=value.style,
            value=str(value.value),
        )
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    ]


def _said(source: str, entries: list[_Entry], after: int, problems: list[Problem], path: str) -> FrontMatter:
    headlines: list[Block] = []
    standfirsts: list[Block] = []
    published: Published | None = None
    for entry in entries:
        if entry.name in TITLES:
            block = _scalar_block(source, entry, "headline", "title")
            if block is not None:
                headlines.append(block)
        elif entry.name in STANDFIRSTS:
            block = _scalar_block(source, entry, "standfirst", entry.name)
            if block is not None:
                standfirsts.append(block)
        elif entry.name in DATES and published is None:
            low, high = entry.start, entry.end
            if entry.style in ("'", '"'):
                low, high = low + 1, high - 1
            said = source[low:high].strip()
            day = read_date(said)
            if day is not None:
                published = Published(day=day, origin="metadata", start=low, end=low + len(said))
            elif said not in ("", "null", "~"):
                line, column = Lines(source).position(low)
                problem = Problem(path=path, line=line, column=column, message=f"{said!r} is no date")
                problems.append(replace(problem, hint="write it as 2026-05-24"))
    return FrontMatter(
        end=after, blocks=(*headlines[:1], *standfirsts), published=published, problems=tuple(problems)
    )


def _scalar_block(source: str, entry: _Entry, kind: BlockKind, field: str) -> Block | None:
    builder = BlockBuilder()
    start, end = entry.start, entry.end
    if entry.style == '"':
        _add_double_quoted(builder, source, start + 1, end - 1)
    elif entry.style == "'":
        _add_single_quoted(builder, source, start + 1, end - 1)
    elif entry.style is None:
        builder.add_collapsed(source[start:end], start)
    else:
        header = _SCALAR_HEADER.match(source, start)
        begin = header.end() if header else start
        builder.add_collapsed(source[begin:end], begin)
    block = builder.block(kind, field=field)
    if entry.value is None:
        return block
    visible = BlockBuilder()
    visible.add_collapsed(entry.value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), 0)
    expected = visible.block(kind, field=field)
    if expected is None or (block is not None and expected.text == block.text):
        return block
    # YAML folds what this module does not: the whole scalar stands for the whole text.
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
