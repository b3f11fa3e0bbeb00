"""What a number may have been before it was misprinted: the values that are one slip of the hand away.

The slips are those that corrections desks name: two digits swapped, one digit wrong, dropped or doubled,
million for billion, percent for points, a weekday or a year off by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from checker.model import Claim

SWAPPED = "digits swapped"
WRONG = "one digit"
DROPPED = "a digit dropped"
DOUBLED = "a digit doubled"
ADDED = "a digit too many"
SCALE = "thousand, million or billion"
WEEKDAY_OFF = "weekday off by one"
WEEKDAY = "another weekday"
DAY = "another day"
YEAR_OFF = "year off by one"
YEAR = "another year"
SIGN = "the other sign"
WORD = "another number word"

RANK = {
    SWAPPED: 0,
    WEEKDAY_OFF: 0,
    YEAR_OFF: 0,
    DOUBLED: 1,
    ADDED: 1,
    DROPPED: 1,
    SCALE: 1,
    WRONG: 1,
    YEAR: 2,
    DAY: 2,
    WORD: 2,
    WEEKDAY: 3,
    SIGN: 3,
}
"""How much a slip explains, least first: a swap is seldom a coincidence, a wrong digit often."""


NO_SLIP = 9
"""The rank of a change that no slip explains."""


@dataclass(frozen=True, slots=True)
class Misprint:
    """A value that may have been meant, and the slip that made the written one of it."""

    value: Fraction
    why: str

    @property
    def rank(self) -> int:
        """Its place among slips: a swap of digits is the strongest evidence."""
        return RANK[self.why]


def misprints(claim: Claim) -> tuple[Misprint, ...]:
    """The values that are one slip away from what is written, each once, under its strongest slip.

    Numbers stand in the unit of the claim, dates as ordinals, weekdays as 0 to 6.
    """
    found: dict[Fraction, str] = {}
    for misprint in _slips(claim):
        before = found.get(misprint.value)
        if before is None or RANK[misprint.why] < RANK[before]:
            found[misprint.value] = misprint.why
    own = written_value(claim)
    return tuple(Misprint(value, why) for value, why in found.items() if value != own)


def written_value(claim: Claim) -> Fraction | None:
    """The number that is written; a date's ordinal; None for ranges and where no single number is said."""
    if claim.form in ("date", "weekday", "clock_time"):
        core = claim.quantity.core
        return core.low if core.is_point else None
    return claim.quantity.value


def _slips(claim: Claim) -> Iterator[Misprint]:
    value = written_value(claim)
    if value is None:
        return
    match claim.form:
        case "weekday":
            for step in range(1, 7):
                yield Misprint(Fraction((int(value) + step) % 7), WEEKDAY_OFF if step in (1, 6) else WEEKDAY)
        case "date":
            yield from _date_slips(value)
        case "clock_time":
            for hours in (-12, -1, 1, 12):
                moved = value + 60 * hours
                if 0 <= moved < 24 * 60:
                    yield Misprint(moved, WRONG)
        case "year" | "decade":
            yield Misprint(value - 1, YEAR_OFF)
            yield Misprint(value + 1, YEAR_OFF)
            yield from _digit_slips(claim, value)
        case _:
            yield from _digit_slips(claim, value)


def _date_slips(value: Fraction) -> Iterator[Misprint]:
    day = date.fromordinal(int(value))
    for year in (day.year - 1, day.year + 1):
        try:
            yield Misprint(Fraction(day.replace(year=year).toordinal()), YEAR_OFF)
        except ValueError:
            continue
    for step in (-7, -2, -1, 1, 2, 7):
        yield Misprint(value + step, DAY)
    for number in range(1, 32):
        text, other = str(day.day), str(number)
        swapped = text[::-1] == other
        one_digit = len(text) == len(other) and sum(a != b for a, b in zip(text, other)) == 1
        if number == day.day or not (swapped or one_digit or text in other or other in text):
            continue
        try:
            yield Misprint(Fraction(day.replace(day=number).toordinal()), SWAPPED if swapped else WRONG)
        except ValueError:
            continue


def _digit_slips(claim: Claim, value: Fraction) -> Iterator[Misprint]:
    written = claim.quantity.written
    if written.in_words or not written.digits.replace(".", "", 1).isdecimal():
        whole = int(value)
        if whole == value:
            for other in (whole - 1, whole + 1):
                if other >= 0:
                    yield Misprint(Fraction(other), WORD)
        return
    sign = -1 if value < 0 else 1
    digits = written.digits
    for text, why in edits(digits):
        yield Misprint(sign * Fraction(text) * written.scale, why)
    if written.scale > 1:
        for power in (Fraction(1, 1_000_000), Fraction(1, 1000), Fraction(1000), Fraction(1_000_000)):
            if written.scale * power >= 1000:
                yield Misprint(value * power, SCALE)


def edits(digits: str) -> Iterator[tuple[str, str]]:
    """The numerals one edit away from "128" or "2.3", each with its slip; none begins with a stray zero."""
    places = [place for place, character in enumerate(digits) if character != "."]
    for here, there in pairwise(places):
        if digits[here] != digits[there]:
            changed = list(digits)
            changed[here], changed[there] = changed[there], changed[here]
            yield from _sound("".join(changed), SWAPPED)
    for place in places:
        for other in "0123456789":
            if other != digits[place]:
                yield from _sound(digits[:place] + other + digits[place + 1 :], WRONG)
    for place in places:
        if len(places) > 1 and not (place and digits[place] == digits[place - 1]):
            doubled = digits[place + 1 : place + 2] == digits[place]
            yield from _sound(digits[:place] + digits[place + 1 :], DOUBLED if doubled else ADDED)
    for place in range(len(digits) + 1):
        for other in "0123456789":
            yield from _sound(digits[:place] + other + digits[place:], DROPPED)


def _sound(digits: str, why: str) -> Iterator[tuple[str, str]]:
    text = digits.strip()
    if not text or text.startswith(".") or text.endswith(".") or text.count(".") > 1:
        return
    if len(text) > 1 and text[0] == "0" and text[1] != ".":
        return
    yield text, why
