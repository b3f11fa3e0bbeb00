"""A day late in its month, and a clock time out of the ordinary: whether there is such a day or such an hour.

`calendar_day`: roles `day` and the derived `last`, the last day of that month in that year. `clock_face`: roles `hour`
and `minute`, of a clock time that no clock shows.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator

from checker.links.context import Context, derive, exactly
from checker.links.moments import MONTHS
from checker.model import Claim, Link

_SHORTEST = 28
_FOUR_DIGITS = re.compile(r"\d{4}\b")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d\d))?")


def find(context: Context) -> Iterator[Link]:
    """Every date after the 28th, and every clock time of four digits or of no clock."""
    for claim in context.claims:
        value = claim.quantity.calendar
        if value is None:
            continue
        if (
            claim.form == "date"
            and value.day is not None
            and value.month is not None
            and value.day > _SHORTEST
        ):
            if not _is_no_day(context, claim):
                yield _day(claim, value.day, value.month, value.year)
        elif claim.form == "clock_time" and (
            value.minute_of_day is None or _FOUR_DIGITS.match(claim.quantity.text)
        ):
            link = _clock(claim)
            if link is not None:
                yield link


_TITLE = re.compile(
    r"\b(?:single|song|album|track|novel|film|play|book|band|group|poem|series|show|titled|called|entitled|"
    r"named)\s*,?\s*[“\"'‘]?$",
    re.IGNORECASE,
)
_IN = re.compile(r"\bin\s+(?:its\s+|the\s+)?$", re.IGNORECASE)
_THEN_VERB = re.compile(r"\s+(?:of\s+\w+\s+)?(?:were|are|have|had|died|came|left|took)\b")
_MONTH_THEN_COUNT = re.compile(r"\s+(?P<noun>[a-z]+s)\s+(?:were|was|are|have|had|will|would)\b")


def _is_no_day(context: Context, claim: Claim) -> bool:
    """Whether a date is a title ("the single, 30 February") or a month and a count ("in June 31 beds were")."""
    if _TITLE.search(context.before(claim)):
        return True
    month_first = claim.quantity.text[:1].isalpha()
    text = context.text(claim.block)
    if month_first and _IN.search(text[: claim.start]) and _THEN_VERB.match(text, claim.end):
        return True
    return month_first and _MONTH_THEN_COUNT.match(context.text(claim.block), claim.end) is not None


def _day(claim: Claim, day: int, month: int, year: int | None) -> Link:
    length = 29 if year is None and month == 2 else monthrange(year or 2001, month)[1]
    name = MONTHS[month - 1].capitalize()
    why = (
        f"{name} {year} has {length} days" if month == 2 and year is not None else f"{name} has {length} days"
    )
    number = re.search(rf"\b0?{day}(?=\D|$)", claim.quantity.text)
    start = claim.start + number.start() if number else claim.start
    end = claim.start + number.end() if number else claim.end
    return Link(
        kind="calendar_day",
        roles={
            "day": (
                derive(
                    claim,
                    readings=[exactly(day)],
                    why="the day of the month",
                    start=claim.start,
                    end=claim.end,
                    text=claim.quantity.text,
                ),
            ),
            "last": (derive(claim, readings=[exactly(length)], why=why),),
        },
        cue="leap day"
        if month == 2 and year is not None and not isleap(year) and day == 29
        else "day of a month",
        read_as=f"“{claim.quantity.text}”: {why}",
        attributes={"place": f"{start}-{end}"},
    )


def _clock(claim: Claim) -> Link | None:
    match = _CLOCK.search(claim.quantity.text)
    if match is None or match["minute"] is None:
        return None
    start = claim.start
    return Link(
        kind="clock_face",
        roles={
            "hour": (
                derive(
                    claim,
                    readings=[exactly(int(match["hour"]))],
                    why="the hour",
                    start=start,
                    end=claim.end,
                    text=claim.quantity.text,
                ),
            ),
            "minute": (derive(claim, readings=[exactly(int(match["minute"]))], why="the minute"),),
        },
        cue="clock time",
        read_as=f"{match['hour']} hours and {match['minute']} minutes",
    )
