"""The sum of a finding as a drawing: what the figures give against what is stated, to scale, so the gap is seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "m": 6, "bn": 9, "k": 3}
_NUMBER = re.compile(
    r"(?P<sign>[-−]?)[$€£¥₹]?(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>thousand|million|billion|trillion|bn|m|k)?\b|"
    r"(?P<bare>\d[\d,]*(?:\.\d+)?)"
)
_COMPARISON = re.compile(r"(.+?) (?:=|≤|≥|<|>|<=|>=|≠) (.+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: what it says, and where it begins and how long it is, in percent of the drawing's width."""

    text: str
    start: str
    size: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a drawing: its name, its figure as written, and its pieces from left to right."""

    name: str
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Two bars on one scale and the gap between their ends."""

    bars: tuple[Bar, Bar]
    gap: Piece | None
    gap_row: int
    """Which bar is the shorter, at whose end the gap begins."""
    description: str


def draw(working: Sequence[str]) -> Figure | None:
    """The drawing of the first working that has two figures to set against each other; None where there is none.

    Drawn are a sum against what is stated ("128 + 107 = 235", "stated: 245"), any other result against it, and two
    figures compared ("31 ≤ 40"). Dates and negative figures are not drawn.
    """
    given: tuple[str, tuple[tuple[str, Fraction], ...]] | None = None
    for line in working:
        label, colon, rest = line.partition(": ")
        if colon and label == "needed" and (match := _COMPARISON.fullmatch(rest)):
            left, right = _value(match[1]), _value(match[2])
            if left is not None and right is not None:
                return _figure(("this", ((match[1], left),)), ("that", ((match[2], right),)))
        elif colon and given is not None:
            stated = _value(rest)
            if stated is not None:
                return _figure(given, (label, ((rest, stated),)))
        elif not colon:
            given = _result(line)
    return None


def _result(line: str) -> tuple[str, tuple[tuple[str, Fraction], ...]] | None:
    left, equals, right = line.rpartition(" = ")
    total = _value(re.sub(r" \(.*\)$", "", right)) if equals else None
    if total is None:
        return None
    parts = left.split(" + ")
    values = [_value(part) for part in parts]
    known = [value for value in values if value is not None]
    if len(parts) > 1 and len(known) == len(parts) and sum(known) == total:
        return "sum", tuple(zip(parts, known))
    return "result", ((right, total),)


def _value(text: str) -> Fraction | None:
    """The number that a figure of the working says; None where it says none, several, or one below zero."""
    found = list(_NUMBER.finditer(text))
    if len(found) != 1 or re.search(r"[A-Za-z]{3,} \d|\d [A-Z]|:", text):
        return None
    match = found[0]
    if match["sign"]:
        return None
    number = Fraction(Decimal((match["digits"] or match["bare"]).replace(",", "")))
    return number * Fraction(10) ** _SCALES.get(match["scale"] or "", 0)


def _figure(
    first: tuple[str, Sequence[tuple[str, Fraction]]], second: tuple[str, Sequence[tuple[str, Fraction]]]
) -> Figure | None:
    ends = [sum((value for _, value in parts), Fraction(0)) for _, parts in (first, second)]
    longest = max(ends)
    if longest <= 0:
        return None
    low, high = sorted(ends)
    gap = Piece("gap", percent(low / longest), percent((high - low) / longest)) if low != high else None
    bars = (_bar(*first, longest=longest), _bar(*second, longest=longest))
    share = percent((high - low) / longest)
    description = f"{bars[0].name} {bars[0].text} against {bars[1].name} {bars[1].text}" + (
        f"; the gap is {share}% of the longer bar" if gap else "; no gap"
    )
    return Figure(bars, gap, 0 if ends[0] < ends[1] else 1, description)


def _bar(name: str, parts: Sequence[tuple[str, Fraction]], *, longest: Fraction) -> Bar:
    pieces: list[Piece] = []
    position = Fraction(0)
    for text, value in parts:
        pieces.append(Piece(text.strip(), percent(position / longest), percent(value / longest)))
        position += value
    return Bar(name, " + ".join(text.strip() for text, _ in parts), tuple(pieces))


def percent(share: Fraction) -> str:
    """A share as a percentage with at most two decimals, as SVG and CSS take it: "95.92"."""
    hundredths = round(share * 10_000)
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
