"""Text laid out for a terminal: wrapped by the width of its characters, with marks under the numbers.

A news paragraph is one long source line, so an excerpt is wrapped anew. Control characters and the invisible
characters that reorder text are replaced, never sent to the terminal; wide characters take two cells. Where a
text runs right to left a terminal moves the characters about, so there the numbers stand in brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.characters import shown

_NO_BREAK = frozenset("\u00a0\u202f\u2007")
_NARROW = r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*"
"""Letters and signs of Latin type, each one cell wide."""


def cells(text: str) -> int:
    """The cells that a text takes on a terminal."""
    if re.fullmatch(_NARROW, text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number to be marked: its span in the text, and what to write under it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark on a line: the cells it covers, its label, and whether it began on an earlier line."""

    start: int
    end: int
    label: str
    continued: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an excerpt: pieces of text, each with the index of its mark or None, and the marks on it."""

    pieces: tuple[tuple[str, int | None], ...]
    marks: tuple[Placed, ...]
    bracketed: bool = False
    """Whether the marked numbers stand in brackets, because what is under them cannot be known."""

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    cells: int
    mark: int | None
    is_break: bool


def runs_right_to_left(text: str) -> bool:
    """Whether a terminal may show some of this text from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text)


def lay_out(text: str, marks: Sequence[Mark], *, width: int, ascii_only: bool = False) -> Iterator[Line]:
    """The lines of `text`, none wider than `width` cells; a marked number is broken only where it must be."""
    bracketed = runs_right_to_left(text) and not ascii_only
    characters = _characters(text, marks, ascii_only=ascii_only, bracketed=bracketed)
    begun: set[int] = set()
    for line in _broken(characters, width=width):
        yield _line(line, marks, begun, bracketed=bracketed)


def _characters(text: str, marks: Sequence[Mark], *, ascii_only: bool, bracketed: bool) -> list[_Character]:
    owner: dict[int, int] = {}
    for index, mark in enumerate(marks):
        for offset in range(mark.start, mark.end):
            owner.setdefault(offset, index)
    characters: list[_Character] = []
    for offset, character in enumerate(text):
        mine = owner.get(offset)
        display = shown(character, ascii_only=ascii_only)
        if bracketed and mine is not None:
            display = ("[" if owner.get(offset - 1) != mine else "") + display
            display += "]" if owner.get(offset + 1) != mine else ""
        inside = mine is not None and owner.get(offset - 1) == mine == owner.get(offset + 1)
        is_break = display == " " and not inside and character not in _NO_BREAK
        if is_break and characters and characters[-1].is_break:
            continue
        characters.append(_Character(display, cells(display), mine, is_break))
    return characters


def _broken(characters: list[_Character], *, width: int) -> Iterator[list[_Character]]:
    line: list[_Character] = []
    used = 0
    for word in _words(characters):
        size = sum(character.cells for character in word)
        gap = 1 if line else 0
        if line and used + gap + size > width:
            yield line
            line, used, gap = [], 0, 0
        if gap:
            line.append(_Character(" ", 1, None, True))
            used += 1
        for character in word:
            if used + character.cells > width and character.cells:
                yield line
                line, used = [], 0
            line.append(character)
            used += character.cells
    if line:
        yield line


def _words(characters: list[_Character]) -> Iterator[list[_Character]]:
    word: list[_Character] = []
    for character in characters:
        if not character.is_break:
            word.append(character)
        elif word:
            yield word
            word = []
    if word:
        yield word


def _line(characters: list[_Character], marks: Sequence[Mark], begun: set[int], *, bracketed: bool) -> Line:
    pieces: list[tuple[str, int | None]] = []
    placed: list[Placed] = []
    cell = 0
    for character in characters:
        if pieces and pieces[-1][1] == character.mark:
            pieces[-1] = (pieces[-1][0] + character.text, character.mark)
        else:
            pieces.append((character.text, character.mark))
            if character.mark is not None:
                continued = character.mark in begun
                begun.add(character.mark)
                placed.append(Placed(cell, cell, marks[character.mark].label, continued))
        cell += character.cells
        if character.mark is not None:
            last = placed[-1]
            placed[-1] = Placed(last.start, max(cell, last.start + 1), last.label, last.continued)
    return Line(tuple(pieces), tuple(placed), bracketed)


def underline(marks: Sequence[Placed], *, width: int) -> Iterator[tuple[tuple[int, str, str], ...]]:
    """The rows under a line, each as (cell, carets, label) from left to right; a label may stand alone.

    The first row holds all carets. A label stands to their right, at the edge of the page to their left, and
    where it would run into the next mark on a row of its own, under the start of its carets.
    """
    first: list[tuple[int, str, str]] = []
    waiting: list[Placed] = []
    free = 0
    for position, mark in enumerate(marks):
        carets = "^" * (mark.end - mark.start)
        label = "" if mark.continued else mark.label
        size = cells(label)
        right = mark.end + 1 + size
        limit = marks[position + 1].start - 2 if position + 1 < len(marks) else width
        if not label or right <= min(limit, width):
            first.append((mark.start, carets, label))
            free = right + 2
        elif right > width and mark.start - size - 1 >= free:
            first.append((mark.start - size - 1, "", label))
            first.append((mark.start, carets, ""))
            free = mark.end + 2
        else:
            first.append((mark.start, carets, ""))
            waiting.append(mark)
            free = mark.end + 2
    if first:
        yield tuple(first)
    while waiting:
        row: list[tuple[int, str, str]] = []
        later: list[Placed] = []
        free = 0
        for mark in waiting:
            start = max(0, min(mark.start, width - cells(mark.label)))
            if start < free:
                later.append(mark)
            else:
                row.append((start, "", mark.label))
                free = start + cells(mark.label) + 2
        yield tuple(row)
        waiting = later
