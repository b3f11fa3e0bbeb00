"""Two days of one year, each with its weekday: "Friday, October 3, and the following Tuesday, October 8".

Where no year is known, the year is one in which the first weekday is right, and the second must be right in it too. Kind
`weekday_pair`, roles `first_weekday`, `first`, `weekday` and `date`; of three and more days the odd one out is `date`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checker.links.context import Context
from checker.links.moments import WEEKDAY_WORD, WEEKDAYS, Moment, moments, period
from checker.links.weekday_date import weekday_at
from checker.model import Claim, Link

_NEAR = 3
"""Sentences within which two days are taken to belong to one year."""
_FAR = 150
"""Days beyond which the two may belong to two years."""
_WEEKDAY = re.compile(rf"^(?P<day>{WEEKDAY_WORD}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b)", re.IGNORECASE)
_LEAD = re.compile(r"\b(?P<day>Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?\s+(?:the\s+)?$")
_OTHER_YEAR = re.compile(
    r"\b(?:(?:next|last|following|previous|another|every|each|same) year|years? (?:ago|earlier|later|before|after)|"
    r"annually|every|edition|Black|Cyber|Good|Ash|Palm|Easter|Sheffield|Ruby|Super|Mail on|(?:1[5-9]|20)\d\d)\b"
)
_CYCLE = range(2001, 2029)
"""Years in which every day of the year falls on every weekday."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A day of a month with the weekday written before it."""

    moment: Moment
    mention: Claim
    weekday: int
    word: tuple[int, int]

    def years(self) -> frozenset[int]:
        """The years of a whole cycle in which the weekday is right."""
        return frozenset(
            year
            for year in _CYCLE
            if (span := period(year, self.moment.month, self.moment.day)) is not None
            and span[0].weekday() == self.weekday
        )


def find(context: Context) -> Iterator[Link]:
    """Every weekday with a day whose year nobody knows, beside another such day."""
    if context.document.published is not None:
        return
    named: list[_Named] = []
    for block, _ in enumerate(context.document.blocks):
        named.extend(_named(context, block))
    run: list[_Named] = []
    for one in named:
        if run and not _one_year(context, run[-1], one):
            yield from _of_run(context, run)
            run = []
        run.append(one)
    yield from _of_run(context, run)


def _named(context: Context, block: int) -> Iterator[_Named]:
    for day in moments(context, block):
        if day.day is None or day.month is None or day.years:
            continue
        mention = context.claims[day.claim.index]
        text = context.text(block)
        written = _WEEKDAY.match(mention.quantity.text)
        lead = max(0, mention.start - 12)
        short = None if written is not None else _LEAD.search(text[lead : mention.start])
        if text[: mention.start].endswith(("The ", "the ")):
            continue
        if written is not None:
            yield _Named(
                day, mention, _number(written["day"]), (mention.start, mention.start + written.end("day"))
            )
        elif short is not None:
            yield _Named(
                day, mention, _number(short["day"]), (lead + short.start("day"), lead + short.end("day"))
            )


def _one_year(context: Context, first: _Named, second: _Named) -> bool:
    left, right = first.mention, second.mention
    if abs(right.block - left.block) > 1 or right.sentence - left.sentence > _NEAR:
        return False
    if left.block == right.block:
        around = context.text(left.block)[left.sentence_start : right.sentence_end]
    else:
        around = (
            context.text(left.block)[left.sentence_start :] + context.text(right.block)[: right.sentence_end]
        )
    if _OTHER_YEAR.search(around):
        return False
    return any(
        abs((one - other).days) <= _FAR
        for one in _days(first, 2001)
        for year in (2000, 2001, 2002)
        for other in _days(second, year)
    )


def _days(named: _Named, year: int) -> Sequence[date]:
    span = period(year, named.moment.month, named.moment.day)
    return () if span is None else (span[0],)


def _of_run(context: Context, run: Sequence[_Named]) -> Iterator[Link]:
    """The days of one year: each against the one that most of the others agree with."""
    if len(run) < 2:
        return
    agreeing = {one: [other for other in run if other is not one and _fits(one, other)] for one in run}
    base = max(run, key=lambda one: len(agreeing[one]))
    for one in run:
        if one is not base:
            link = _link(context, base, one)
            if link is not None:
                yield link


def _fits(one: _Named, other: _Named) -> bool:
    return any(year + step in other.years() for year in one.years() for step in _steps(one, other))


def _steps(one: _Named, other: _Named) -> tuple[int, ...]:
    """The years by which the other day may be later: New Year may lie between the two."""
    first, second = (
        (one.moment.month or 1, one.moment.day or 1),
        (other.moment.month or 1, other.moment.day or 1),
    )
    told_first = (one.mention.block, one.mention.start) < (other.mention.block, other.mention.start)
    if second < first and second[0] <= 5 and first[0] >= 8:
        return (0, 1) if not told_first else (1,)
    if first < second and first[0] <= 5 and second[0] >= 8:
        return (0, -1)
    return (0,)


def _link(context: Context, base: _Named, one: _Named) -> Link | None:
    years = sorted(base.years())
    if not years:
        return None
    wanted = [year + step for year in years for step in _steps(base, one)]
    dated = one.moment.dated(wanted)
    if not dated.quantity.readings or dated is one.moment.claim:
        return None
    first = base.moment.dated(years)
    return Link(
        kind="weekday_pair",
        roles={
            "first_weekday": (_weekday(context, base),),
            "first": (first,),
            "weekday": (_weekday(context, one),),
            "date": (dated,),
        },
        cue="two weekdays of one year",
        read_as=f"{base.mention.quantity.text} and {one.mention.quantity.text} in one year",
        excuses=("no other year named", "New Year between the two"),
    )


def _weekday(context: Context, named: _Named) -> Claim:
    return weekday_at(context, named.mention.block, named.word, named.weekday, named.moment.claim)


def _number(word: str) -> int:
    return next(place for place, day in enumerate(WEEKDAYS) if day.startswith(word[:3].lower()))
