"""Blocks built piece by piece, each piece with the source that it was read from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model import Block, BlockKind, Segment

INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
"""Soft hyphens, zero-width spaces, word joiners and byte order marks: in the source, but not in what is read."""


class BlockBuilder:
    """The text of one block as it grows, and the map from it to the source."""

    __slots__ = ("_length", "_pieces", "_segments", "_space", "_verbatim")

    def __init__(self, *, verbatim: bool = False) -> None:
        self._verbatim = verbatim
        self._pieces: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0
        self._space = True

    def __bool__(self) -> bool:
        return self._length > 0

    def add(self, text: str, start: int, end: int) -> None:
        """Append `text`, read from the source span [start, end): one to one where the lengths are equal."""
        if not text:
            return
        if self._verbatim or INVISIBLE.isdisjoint(text):
            self._append(text, start, end)
        elif len(text) == end - start:
            for run_start, run_end in _visible_runs(text):
                self._append(text[run_start:run_end], start + run_start, start + run_end)
        else:
            kept = "".join(character for character in text if character not in INVISIBLE)
            self._append(kept, start, end)

    def add_collapsed(self, text: str, start: int) -> None:
        """Append source text that stands at `start`, each run of ASCII white space as one space."""
        position, length = 0, len(text)
        while position < length:
            run = position
            while run < length and text[run] not in " \t\n\r\f":
                run += 1
            if run > position:
                self.add(text[position:run], start + position, start + run)
            position = run
            while run < length and text[run] in " \t\n\r\f":
                run += 1
            if run > position and not self._space:
                self._append(" ", start + position, start + run)
            position = run

    def break_line(self, start: int, end: int) -> None:
        """Append a line break that the markup asks for."""
        if self._length:
            self._append("\n", start, end)

    def _append(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        length = len(text)
        last = self._segments[-1] if self._segments else None
        if (
            last is not None
            and last.length == last.source_length
            and length == end - start
            and last.source + last.length == start
        ):
            self._segments[-1] = Segment(last.text, last.source, last.length + length, last.length + length)
        else:
            self._segments.append(Segment(self._length, start, length, end - start))
        self._pieces.append(text)
        self._length += length
        self._space = text[-1] in " \n"

    def block(
        self,
        kind: BlockKind,
        *,
        field: str = "body",
        list_level: int = 0,
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> Block | None:
        """The finished block without white space at its ends; None where nothing is left."""
        text = "".join(self._pieces)
        stripped = text.strip()
        if not stripped:
            return None
        lead = len(text) - len(text.lstrip())
        segments = tuple(_trimmed(self._segments, lead, lead + len(stripped)))
        return Block(
            kind=kind,
            text=stripped,
            segments=segments,
            field=field,
            list_level=list_level,
            table=table,
            row=row,
            column=column,
        )


def _visible_runs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for position, character in enumerate(text):
        if character in INVISIBLE:
            if position > start:
                yield start, position
            start = position + 1
    if len(text) > start:
        yield start, len(text)


def _trimmed(segments: Sequence[Segment], start: int, end: int) -> Iterator[Segment]:
    for segment in segments:
        low, high = max(segment.text, start), min(segment.text + segment.length, end)
        if low >= high:
            continue
        if segment.length == segment.source_length:
            yield Segment(low - start, segment.source + low - segment.text, high - low, high - low)
        else:
            yield Segment(low - start, segment.source, high - low, segment.source_length)


class Normalised:
    """A source with every line end as LF and without a byte order mark, and the way back to the source."""

    __slots__ = ("_places", "_shifts", "text")

    def __init__(self, source: str, *, start: int = 0) -> None:
        if source.startswith("\ufeff", start):
            start += 1
        raw = source[start:]
        self._places = [0]
        self._shifts = [start]
        if "\r" not in raw:
            self.text = raw
            return
        pieces: list[str] = []
        position = length = 0
        shift = start
        while (found := raw.find("\r", position)) >= 0:
            pieces.append(raw[position:found])
            pieces.append("\n")
            length += found - position + 1
            position = found + 1
            if raw.startswith("\n", position):
                position += 1
                shift += 1
                self._places.append(length)
                self._shifts.append(shift)
        pieces.append(raw[position:])
        self.text = "".join(pieces)

    def to_source(self, offset: int) -> int:
        """The source offset of an offset into `text`."""
        return offset + self._shifts[bisect_right(self._places, offset) - 1]


_RAISED = {
    "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}


def raised(text: str, place: str) -> str:
    """`text` as it reads above ("sup") or below ("sub") the line, character by character: `m<sup>2</sup>` is m²."""
    return text.translate(_RAISED[place]) if place else text


LONGEST_SPACE = 16
LONGEST_WORD = 500
_BEYOND_MEASURE = re.compile(
    rf"(?<!\s)\s{{{LONGEST_SPACE}}}(?P<space>\s++)|(?<!\S)\S{{{LONGEST_WORD}}}(?P<word>\S++)"
)


def within_measure(block: Block) -> Block:
    """The block without what exceeds LONGEST_SPACE characters of white space, or LONGEST_WORD without any, in one run.

    So is the time of every later search bounded, whatever a page is filled with.
    """
    cut = [match.span(match.lastgroup or 0) for match in _BEYOND_MEASURE.finditer(block.text)]
    if not cut:
        return block
    kept = [
        (start, end)
        for start, end in zip([0, *(end for _, end in cut)], [*(start for start, _ in cut), len(block.text)])
        if start < end
    ]
    segments: list[Segment] = []
    place = length = 0
    for start, end in kept:
        while place and block.segments[place - 1].text + block.segments[place - 1].length > start:
            place -= 1
        first = place
        while place < len(block.segments) and block.segments[place].text < end:
            place += 1
        segments += [
            replace(segment, text=segment.text + length)
            for segment in _trimmed(block.segments[first:place], start, end)
        ]
        length += end - start
    text = "".join(block.text[start:end] for start, end in kept)
    return replace(block, text=text, segments=tuple(segments))


def through(block: Block, outer: Block) -> Block:
    """`block`, read from the text of `outer`, with its map led on to the source of `outer`."""
    segments: list[Segment] = []
    for segment in block.segments:
        if segment.length != segment.source_length:
            start, end = outer.to_source(segment.source, segment.source + segment.source_length)
            segments.append(Segment(segment.text, start, segment.length, end - start))
            continue
        segments += _led_on(segment, outer)
    return replace(block, segments=tuple(segments))


def _led_on(segment: Segment, outer: Block) -> Iterator[Segment]:
    text, position, end = segment.text, segment.source, segment.source + segment.length
    place = bisect_right(outer.segments, position, key=lambda piece: piece.text) - 1
    while position < end:
        piece = outer.segments[place]
        stop = min(end, piece.text + piece.length)
        length = stop - position
        if piece.length == piece.source_length:
            yield Segment(text, piece.source + position - piece.text, length, length)
        else:
            yield Segment(text, piece.source, length, piece.source_length)
        text, position, place = text + length, stop, place + 1
