"""One moment on two clocks: "4:42 local time (2042 UTC)", "8pm in London, which is 3pm in New York".

Roles: `first`, `second`, and the derived `difference`: what may lie between the two clocks, in minutes, by the names
of the zones and places beside them; any whole hour where nothing is said. `day` holds the weekdays beside both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checker.intervals import Interval
from checker.links.context import Context, derive
from checker.links.moments import moments, period
from checker.links.time_zones import HALF_HOURS, SEASONAL, offsets
from checker.model import Claim, Link, Reading

_DAY = 1440
_ZONE_NAME = "|".join(re.escape(name) for name in sorted(SEASONAL, key=len, reverse=True))
_ZONE_AFTER = re.compile(
    rf"\s*,?\s*\(?\s*(?P<zone>local(?:\s+time)?|[A-Z]{{2,4}}T|[A-Z]?[A-Z]T|GMT|UTC|BST|Z\b|(?i:{_ZONE_NAME}))\b",
    re.UNICODE,
)
_PLACE_AFTER = re.compile(
    r"(?:\s+(?:on\s+\w+day|local\s+time|time|today|yesterday|tomorrow|the\s+(?:same|next|following)\s+day))?,?\s+in\s+(?P<place>(?:the\s+)?[A-Z][\w.'’]+(?:\s+[A-Z][\w.'’]+){0,2})"
)
_PLACE_TIME = re.compile(r"\s+(?P<place>[A-Z][\w.'’]+(?:\s+[A-Z][\w.'’]+){0,2})\s+time\b")
_BETWEEN_BRACKET = re.compile(r"[^()\d.;:¶]{0,60}[(\[]\s*(?:or\s+|about\s+|around\s+)?", re.IGNORECASE)
_BETWEEN_SLASH = re.compile(r"\s*[A-Za-z. ]{0,14}\s*(?:/|,?\s+or\s+|;\s*|\s[–—-]\s)\s*", re.IGNORECASE)
_BETWEEN_WHICH = re.compile(
    r"[^();:¶]{1,80}?(?:,?\s+(?:which\s+is|that\s+is|or|i\.e\.|equivalent\s+to|when\s+it\s+(?:is|was|will\s+be))\s+(?:about\s+)?)"
)
_AND = re.compile(r"[^()\d.;:¶]{1,60}?\s*,?\s*(?:and|,|or)\s+")
_DAY_AFTER = re.compile(r"\s*(?:the\s+)?(?:same|next|following|previous)\s+day")


@dataclass(frozen=True, slots=True)
class _Clock:
    claim: Claim
    minute: int
    offsets: tuple[int, ...]
    """Minutes east of Greenwich that its zone or place may be; empty where none is named."""
    zone: str


def find(context: Context) -> Iterator[Link]:
    """Every moment that is given on two clocks."""
    for block, _ in enumerate(context.document.blocks):
        text = context.text(block)
        clocks = [claim for claim in context.in_block(block) if claim.form == "clock_time"]
        if len(clocks) < 2:
            continue
        days = _days(context, block)
        read = [clock for claim in clocks if (clock := _clock(text, claim, days)) is not None]
        for first, second in pairwise(read):
            if first.claim.sentence != second.claim.sentence:
                continue
            link = _link(context, block, text, first, second)
            if link is not None:
                yield link
        yield from _chained(context, block, text, read)


def _days(context: Context, block: int) -> tuple[date, ...]:
    """The days that the clocks may be of: those named in the block, else the publication date."""
    named = [
        span[0]
        for one in moments(context, block)
        if one.day is not None and (span := period(one.year_alike(one), one.month, one.day)) is not None
    ]
    if named:
        return tuple(named[:3])
    published = context.document.published
    return (published.day,) if published is not None else ()


def _clock(text: str, claim: Claim, days: Sequence[date]) -> _Clock | None:
    value = claim.quantity.calendar
    if value is None or value.minute_of_day is None:
        return None
    zone = value.zone or ""
    end = max(claim.end, claim.quantity.mention_end)
    if not zone:
        match = _ZONE_AFTER.match(text, end)
        if match is not None:
            zone = match["zone"]
    if not zone or zone.lower().startswith("local"):
        for pattern in (_PLACE_AFTER, _PLACE_TIME):
            match = pattern.match(text, end)
            if match is not None:
                found = _place_offsets(match["place"], days)
                if found:
                    return _Clock(claim, value.minute_of_day, found, match["place"])
    if not zone or zone.lower().startswith("local"):
        return _Clock(claim, value.minute_of_day, (), zone)
    return _Clock(claim, value.minute_of_day, offsets(zone, days), zone)


def _place_offsets(name: str, days: Sequence[date]) -> tuple[int, ...]:
    words = name.split()
    for length in range(len(words), 0, -1):
        found = offsets(" ".join(words[:length]), days)
        if found:
            return found
    return ()


def _link(context: Context, block: int, text: str, first: _Clock, second: _Clock) -> Link | None:
    between = text[max(first.claim.end, first.claim.quantity.mention_end) : second.claim.start]
    if _BETWEEN_BRACKET.fullmatch(between) and (second.zone or first.zone):
        cue = "clock in a bracket"
        close = text.find(")", second.claim.end)
        inside = text[second.claim.end : close] if close >= 0 else ""
        if not (0 <= close - second.claim.end <= 50) or re.search(
            r"\d|\b(?:to|until|till|and)\b|–|—", inside
        ):
            return None
        if not second.zone and not first.zone:
            return None
        if not second.zone and not re.search(r"\b(?:UTC|GMT|time|[A-Z]{2,4}T)\b", inside):
            return None
        tail = re.search(r"\b(?P<zone>UTC|GMT|[A-Z]{2,4}T)\b", inside)
        if not second.zone and tail is not None:
            second = _Clock(
                second.claim, second.minute, offsets(tail["zone"], _days(context, block)), tail["zone"]
            )
    elif (_BETWEEN_SLASH.fullmatch(between) and first.zone and second.zone and first.zone != second.zone) or (
        re.fullmatch(r"(?:\s+in\s+[A-Z][\w.'’ -]{1,30})?\s*,\s*(?:or\s+)?", between)
        and first.offsets
        and second.offsets
        and first.zone != second.zone
    ):
        cue = "two clocks side by side"
    elif _BETWEEN_WHICH.fullmatch(between) and first.offsets and second.offsets and first.zone != second.zone:
        cue = "clock that is another"
    else:
        return None
    return _made(context, block, text, first, second, cue)


def _chained(context: Context, block: int, text: str, clocks: list[_Clock]) -> Iterator[Link]:
    """ "9am in Rome ..., which is 8am in Lisbon and noon in Muscat": the third against the first."""
    for first, second, third in zip(clocks, clocks[1:], clocks[2:]):
        if not first.claim.sentence == second.claim.sentence == third.claim.sentence:
            continue
        start = max(first.claim.end, first.claim.quantity.mention_end)
        middle = max(second.claim.end, second.claim.quantity.mention_end)
        if (
            not (first.offsets and second.offsets and third.offsets)
            or len({first.zone, second.zone, third.zone}) < 3
        ):
            continue
        lead = text[start : second.claim.start]
        listed = _AND.fullmatch(text[middle : third.claim.start]) is not None
        if listed and (
            _BETWEEN_WHICH.fullmatch(lead)
            or _BETWEEN_BRACKET.fullmatch(lead)
            or _BETWEEN_SLASH.fullmatch(lead)
        ):
            yield _made(context, block, text, first, third, "third clock")


def _made(context: Context, block: int, text: str, first: _Clock, second: _Clock, cue: str) -> Link:
    gap = first.minute - second.minute
    allowed = _differences(context, text, first, second, gap)
    readings = [
        Reading(core=Interval.point(minutes), wide=Interval.point(minutes), unit="minute")
        for minutes in allowed
    ]
    zones = " and ".join(zone for zone in (first.zone, second.zone) if zone) or "two zones"
    difference = derive(
        second.claim,
        readings=readings,
        why=f"the distance of the clocks of {zones}",
        form="duration",
        unit="minute",
        text=zones,
    )
    known = bool(first.offsets and second.offsets)
    roles: dict[str, tuple[Claim, ...]] = {
        "first": (first.claim,),
        "second": (second.claim,),
        "difference": (difference,),
    }
    if _days_apart(text, first.claim, second.claim) is not None:
        roles["day"] = tuple(_weekdays_after(context, text, first.claim, second.claim))
    return Link(
        kind="clock_zones",
        roles=roles,
        cue=cue,
        read_as=f"{first.claim.quantity.text} and {second.claim.quantity.text} are one moment",
        excuses=() if known else ("no place named whose clocks are off by half an hour",),
        attributes={"zones": "known" if known else "unknown"},
    )


def _differences(context: Context, text: str, first: _Clock, second: _Clock, gap: int) -> list[int]:
    """What may lie between two clocks, brought within a day of what does: the nearest possibilities first."""
    turn = _days_apart(text, first.claim, second.claim)
    if turn is not None:
        return _with_weekdays(context, first, second, gap, turn)
    if first.offsets and second.offsets:
        exact = {east - other for east in first.offsets for other in second.offsets}
        near = {value + turn * _DAY for value in exact for turn in (-1, 0, 1)}
        return sorted(near, key=lambda value: abs(value - gap))[:8]
    step = _step(context)
    low = gap - gap % step
    return [low, low + step]


def _step(context: Context) -> int:
    """Minutes in which zones lie apart: whole hours, unless a place with an odd clock is named."""
    return 15 if any(HALF_HOURS.search(block.text) for block in context.document.blocks) else 60


_WEEKDAY_NEAR = re.compile(
    r"\s*(?:local\s+time|[A-Z]{2,4}T?\b)?\s*,?\s*(?:early\s+|late\s+)?(?:on\s+)?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FARTHEST = (-12 * 60, 14 * 60)


def _days_apart(text: str, first: Claim, second: Claim) -> int | None:
    """How many days the first clock's weekday is ahead of the second's, where both stand right after their clocks."""
    found = []
    for claim in (first, second):
        match = _WEEKDAY_NEAR.match(text, max(claim.end, claim.quantity.mention_end))
        if match is None:
            return None
        found.append(_WEEKDAY_NAMES.index(match["day"][:3].lower()))
    ahead = (found[0] - found[1]) % 7
    return ahead - 7 if ahead > 3 else ahead


def _weekdays_after(context: Context, text: str, *clocks: Claim) -> Iterator[Claim]:
    """The claims of the weekdays that stand right after the clocks."""
    for clock in clocks:
        match = _WEEKDAY_NEAR.match(text, max(clock.end, clock.quantity.mention_end))
        for claim in context.in_block(clock.block):
            if (
                match is not None
                and claim.form == "weekday"
                and claim.start < match.end("day")
                and match.start("day") < claim.end
            ):
                yield claim


def _with_weekdays(context: Context, first: _Clock, second: _Clock, gap: int, ahead: int) -> list[int]:
    """What may lie between two clocks whose days are known: no turn of the day is left open."""
    if first.offsets and second.offsets:
        exact = sorted({east - other for east in first.offsets for other in second.offsets})
    else:
        step = _step(context)
        exact = list(range(_FARTHEST[0], _FARTHEST[1] + 1, step))
    return sorted((value - ahead * _DAY for value in exact), key=lambda value: abs(value - gap))[:4]
