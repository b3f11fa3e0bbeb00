"""Plain text: paragraphs as they come, one a line or hard-wrapped between blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.documents.blocks import BlockBuilder
from checker.documents.directives import comments
from checker.model import Block, BlockKind, Directive, Document

WIDEST_WRAP = 120
"""Lines longer than this were not wrapped by hand or by a mail program: each is a paragraph of its own."""

LONGEST_HEADLINE = 150

_BLANK = "\ufeff \t\u00a0\u3000"
_LINE = re.compile(r"([^\r\n\x0b\x0c\u2028\u2029]*)(?:\r\n|[\r\n\x0b\x0c\u2028\u2029]|\Z)")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*\s*\Z")
_MARKER = re.compile(r"\s*(?:[•‣◦▪●·*+–—-]|\(?\d{1,2}[.)])[ \t\u00a0]+(?=\S)")
_BULLET = re.compile(r"\s*[•‣◦▪●]")
_NO_HEADLINE = re.compile(
    r"\s*(?:by\s|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d"
    r"|\d{1,4}[-/. ])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read(source: str, *, path: str) -> Document:
    """The article in a plain text."""
    blocks, directives = read_blocks(source)
    if _has_headline(source, blocks):
        blocks[0] = replace(blocks[0], kind="headline", field="title")
    return Document(
        path=path, source=source, blocks=tuple(blocks), format="text", directives=tuple(directives)
    )


def read_blocks(source: str) -> tuple[list[Block], list[Directive]]:
    """The paragraphs and list items of a plain text, and what its comments say to Crossfoot."""
    found = list(comments(source))
    blocks: list[Block] = []
    directives: list[Directive] = []
    place = 0
    for chunk in _chunks(_lines(source, [(item.start, item.end) for item in found])):
        for paragraph in _paragraphs(chunk):
            end = paragraph[-1].end
            while place < len(found) and found[place].start < end:
                directives.append(found[place].directive(len(blocks)))
                place += 1
            block = _block(paragraph)
            if block is not None:
                blocks.append(block)
    directives += [comment.directive(len(blocks)) for comment in found[place:]]
    return blocks, directives


def _lines(source: str, hidden: Sequence[tuple[int, int]]) -> Iterator[_Line | None]:
    """The lines in order, None for a blank one; what is hidden (comments) is cut out of its lines."""
    place = 0
    for match in _LINE.finditer(source):
        position, end = match.span(1)
        shown: list[_Line] = []
        while position < end:
            while place < len(hidden) and hidden[place][1] <= position:
                place += 1
            low, high = hidden[place] if place < len(hidden) else (end, end)
            if low > position:
                piece = source[position : min(low, end)]
                if piece.strip(_BLANK):
                    shown.append(_Line(piece, position))
            position = max(low, min(high, end)) if low < end else end
        if shown:
            yield from shown
        else:
            yield None


def _chunks(lines: Iterator[_Line | None]) -> Iterator[list[_Line]]:
    chunk: list[_Line] = []
    for line in lines:
        if line is None:
            if chunk:
                yield chunk
            chunk = []
        else:
            chunk.append(line)
    if chunk:
        yield chunk


def _paragraphs(chunk: list[_Line]) -> Iterator[list[_Line]]:
    """The paragraphs among lines that no blank line parts.

    Lines are joined where they were wrapped: somewhere a line breaks off in mid-sentence, and the first word of the
    next line would not have fitted. A line that had room left ends its paragraph.
    """
    width = max(len(line.text.rstrip()) for line in chunk)
    wrapped = width <= WIDEST_WRAP and any(
        _breaks_off(line.text, following.text, width) for line, following in pairwise(chunk)
    )
    paragraph = [chunk[0]]
    for line, following in pairwise(chunk):
        joined = (
            wrapped
            and not _MARKER.match(following.text)
            and (_is_full(line.text, following.text, width) or _starts_low(following.text))
        )
        if joined:
            paragraph.append(following)
        else:
            yield paragraph
            paragraph = [following]
    yield paragraph


def _starts_low(text: str) -> bool:
    return text.lstrip()[:1].islower()


def _is_full(text: str, following: str, width: int) -> bool:
    return len(text.rstrip()) + 1 + len(following.split(None, 1)[0]) > width


def _breaks_off(text: str, following: str, width: int) -> bool:
    if _SENTENCE_END.search(text):
        return False
    return _starts_low(following) or (len(text) >= 40 and _is_full(text, following, width))


def _block(paragraph: list[_Line]) -> Block | None:
    kind: BlockKind = "paragraph"
    builder = BlockBuilder()
    previous = -1
    for line in paragraph:
        text, start = line.text, line.start
        if previous < 0:
            marker = _MARKER.match(text)
            if marker is not None and (_BULLET.match(text) or marker.group().strip() in {"-", "*", "+", "–"}):
                kind = "list_item"
                text, start = text[marker.end() :], start + marker.end()
        else:
            text_stripped = text.lstrip()
            start += len(text) - len(text_stripped)
            text = text_stripped
            builder.add(" ", previous, start)
        text = text.rstrip()
        builder.add(text, start, start + len(text))
        previous = start + len(text)
    return builder.block(kind, list_level=1 if kind == "list_item" else 0)


def _has_headline(source: str, blocks: list[Block]) -> bool:
    """Whether the first line is clearly a headline: alone before a blank line, no sentence, with an article below."""
    if len(blocks) < 2:
        return False
    first, second = blocks[0], blocks[1]
    if first.kind != "paragraph" or len(first.text) > LONGEST_HEADLINE or _SENTENCE_END.search(first.text):
        return False
    if _NO_HEADLINE.match(first.text) or len(first.text.split()) < 3:
        return False
    _, end = first.to_source(0, len(first.text))
    start, _ = second.to_source(0, len(second.text))
    gap = source[end:start]
    if (
        "\n" in first.text
        or len(re.findall(r"\r\n|\r|\n", gap)) < 2
        or "\n" in source[: first.segments[0].source]
    ):
        return False
    first_start, _ = first.to_source(0, len(first.text))
    one_line = not re.search(r"[\r\n]", source[first_start:end])
    return one_line and bool(_SENTENCE_END.search(second.text))
