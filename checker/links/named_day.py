"""A day that the wording names and a date or weekday beside it: "yesterday, 10 February", "Friday, tomorrow".

Two kinds of link. `named_day`: roles `named`, `date`, where both mean the same day. `weekday_date`: roles `weekday`,
`date`, where the date is the one that a relative word names. Feasts of fixed date, the n-th weekday of a month,
weekends, and early, mid and late in a month are read too.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from checker.links.context import Context, derive
from checker.links.moments import (
    MONTHS,
    WEEKDAY_WORD,
    WEEKDAYS,
    Moment,
    days_reading,
    moments,
)
from checker.links.weekday_date import weekday_at
from checker.model import Claim, Link, Reading

_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1}
_GAP = r"\s*(?:,|\(|–|—|-)?\s*"
_RELATIVE_WORD = r"(?:yesterday|today|tomorrow)"
_PART = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime))?"
_RELATIVE_BEFORE_DATE = re.compile(
    rf"\b(?P<word>{_RELATIVE_WORD}){_PART}{_GAP}(?:on\s+)?(?:{WEEKDAY_WORD},?\s+)?(?:the\s+)?$", re.IGNORECASE
)
_RELATIVE_AFTER_DATE = re.compile(rf"\s*,?\s*\(?(?P<word>{_RELATIVE_WORD})\b(?!['’])", re.IGNORECASE)
_RELATIVE_WITH_WEEKDAY = (
    re.compile(
        rf"\b(?P<word>{_RELATIVE_WORD}){_PART}\s*(?:,|\()\s*(?:on\s+)?(?P<day>{WEEKDAY_WORD})\b(?!['’s])(?P<rest>.{{0,24}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<day>{WEEKDAY_WORD})\s*(?:,|\()\s*(?P<word>{_RELATIVE_WORD})\b(?P<rest>.{{0,24}})",
        re.IGNORECASE,
    ),
)
_FEASTS: dict[str, tuple[int, int]] = {
    r"new\s+year['’]s\s+day": (1, 1),
    r"new\s+year['’]s\s+eve": (12, 31),
    r"christmas\s+day": (12, 25),
    r"christmas\s+eve": (12, 24),
    r"boxing\s+day": (12, 26),
    r"(?:st\.?\s+)?valentine['’]s\s+day": (2, 14),
    r"(?:st\.?\s+)?patrick['’]s\s+day": (3, 17),
    r"april\s+fools?['’]?\s+day": (4, 1),
    r"halloween": (10, 31),
    r"bastille\s+day": (7, 14),
    r"waitangi\s+day": (2, 6),
    r"australia\s+day": (1, 26),
    r"anzac\s+day": (4, 25),
    r"canada\s+day": (7, 1),
    r"bonfire\s+night": (11, 5),
    r"armistice\s+day": (11, 11),
    r"veterans\s+day": (11, 11),
    r"juneteenth": (6, 19),
    r"leap\s+day": (2, 29),
    r"international\s+women['’]s\s+day": (3, 8),
    r"world\s+aids\s+day": (12, 1),
    r"st\.?\s+george['’]s\s+day": (4, 23),
    r"st\.?\s+andrew['’]s\s+day": (11, 30),
    r"st\.?\s+david['’]s\s+day": (3, 1),
}
_FEAST_BEFORE = {
    pattern: re.compile(rf"\b(?P<word>{pattern}){_GAP}(?:{WEEKDAY_WORD},?\s+)?(?:the\s+)?$", re.IGNORECASE)
    for pattern in _FEASTS
}
_FEAST_AFTER = {
    pattern: re.compile(
        rf"\s*(?:,\s*(?:which\s+is\s+)?|\(|–\s*|—\s*|-\s+|(?:,?\s*\d{{4}}\s*)?,?\s+(?:is|was)\s+)(?P<word>{pattern})\b\s*(?:[,.;)–—]|$|-\s)",
        re.IGNORECASE,
    )
    for pattern in _FEASTS
}
_NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": -1,
    "final": -1,
}
_MONTH = "|".join(MONTHS)
_NTH_BEFORE = re.compile(
    rf"\b(?P<word>the\s+(?P<nth>{'|'.join(_NTH)})\s+(?P<day>{WEEKDAY_WORD}|weekend)\s+(?:of|in)\s+(?P<month>{_MONTH}))"
    rf"(?:,?\s+\d{{4}})?\s*(?:,|\(|–|—|:)\s*(?:which\s+(?:is|was|falls\s+on|fell\s+on)\s+)?(?:{WEEKDAY_WORD},?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_FEAST_FALLS = re.compile(
    rf"\b(?P<feast>{'|'.join(_FEASTS)})(?:,?\s+(?P<year>\d{{4}}),?)?\s+(?:this\s+year\s+)?"
    rf"(?:falls|fell|will\s+fall|is|was)\s+on\s+an?\s+(?P<day>{WEEKDAY_WORD})\b(?:\s+in\s+(?P<later>\d{{4}}))?",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Every named day beside a date or a weekday."""
    for block, _ in enumerate(context.document.blocks):
        text = context.text(block)
        for moment in moments(context, block):
            if moment.day is None or not moment.years:
                continue
            day = moment
            yield from _relative(context, block, text, day)
            yield from _feast(context, text, day)
            yield from _nth(context, text, day)
        yield from _relative_weekdays(context, block, text)
        yield from _feast_weekdays(context, block, text)


def _relative_days(context: Context, word: str) -> list[date]:
    """The days that a relative word may name: seen from the day of publication, or from the day before it."""
    published = context.document.published
    if published is None:
        return []
    step = _RELATIVE[word.lower()]
    bases = [published.day, published.day - timedelta(days=1)]
    return [base + timedelta(days=step) for base in bases]


def _relative(context: Context, block: int, text: str, day: Moment) -> Iterator[Link]:
    match = _RELATIVE_BEFORE_DATE.search(text[max(0, day.start - 60) : day.start])
    lead = max(0, day.start - 60)
    if match is None:
        match = _RELATIVE_AFTER_DATE.match(text, day.end)
        lead = 0
        if match is not None and not re.match(r"\s*[,.;)–—]|\s*$", text[match.end() : match.end() + 3]):
            return
    if match is None:
        return
    days = _relative_days(context, match["word"])
    if not days:
        return
    start, end = lead + match.start("word"), lead + match.end("word")
    named = _named(
        day.claim,
        [days_reading(one, one) for one in days],
        start,
        end,
        text[start:end],
        "from the publication date",
    )
    yield _same_day(named, day.dated(), cue="relative day beside a date")


def _relative_weekdays(context: Context, block: int, text: str) -> Iterator[Link]:
    for pattern in _RELATIVE_WITH_WEEKDAY:
        for match in pattern.finditer(text):
            rest = match["rest"]
            if not re.match(
                r"\s*(?:[,.;)]|$|at\b|in\b|morning|afternoon|evening|night)", rest, re.IGNORECASE
            ):
                continue
            if re.match(rf"[\s,]*(?:and|or|{_MONTH}|\d|{WEEKDAY_WORD})", rest, re.IGNORECASE):
                continue
            if re.search(
                rf"(?:{WEEKDAY_WORD}|{_RELATIVE_WORD})\s*,\s*$",
                text[max(0, match.start() - 14) : match.start()],
                re.IGNORECASE,
            ):
                continue
            days = _relative_days(context, match["word"])
            like = _like(context, block, match.span("day"))
            if not days or like is None:
                continue
            number = WEEKDAYS.index(match["day"].lower())
            weekday = weekday_at(context, block, match.span("day"), number, like)
            start, end = match.span("word")
            named = _named(
                like,
                [days_reading(one, one) for one in days],
                start,
                end,
                text[start:end],
                "from the publication date",
            )
            yield Link(
                kind="weekday_date",
                roles={"weekday": (weekday,), "date": (named,)},
                cue="weekday beside a relative day",
                read_as=f"{match['word']} is a {match['day']}",
            )


def _like(context: Context, block: int, span: tuple[int, int]) -> Claim | None:
    for claim in context.in_block(block):
        if claim.start < span[1] and span[0] < claim.end:
            return claim
    return None


def _feast(context: Context, text: str, day: Moment) -> Iterator[Link]:
    lead = max(0, day.start - 60)
    near = text[lead : day.start]
    for pattern, (month, number) in _FEASTS.items():
        match = _FEAST_BEFORE[pattern].search(near)
        offset = lead
        if match is None:
            match = _FEAST_AFTER[pattern].match(text, day.end)
            offset = 0
        if match is None:
            continue
        start, end = offset + match.start("word"), offset + match.end("word")
        years = sorted({year + step for year in day.years for step in (-1, 0, 1)})
        readings = [
            days_reading(date(year, month, number), date(year, month, number))
            for year in years
            if number <= monthrange(year, month)[1]
        ]
        named = _named(day.claim, readings, start, end, text[start:end], "a feast of fixed date")
        yield _same_day(named, day.dated(), cue="feast beside a date")
        return


def _feast_weekdays(context: Context, block: int, text: str) -> Iterator[Link]:
    """ "Christmas Day falls on a Thursday": in the year stated, else in that of publication or one beside it."""
    for match in _FEAST_FALLS.finditer(text):
        like = _like(context, block, match.span("day"))
        if like is None:
            continue
        stated = match["year"] or match["later"]
        named = re.search(r"\bin\s+(\d{4}),?\s*$", text[: match.start()], re.IGNORECASE)
        published = context.document.published
        if stated is None and named is not None:
            stated = named[1]
        if stated is None and published is None:
            continue
        years = [int(stated)] if stated else [published.day.year + step for step in (0, 1, -1)]  # type: ignore[union-attr]
        month, number = next(
            day for pattern, day in _FEASTS.items() if re.fullmatch(pattern, match["feast"], re.IGNORECASE)
        )
        if number > monthrange(2024, month)[1] or (month, number) == (2, 29):
            continue
        weekday = weekday_at(context, block, match.span("day"), WEEKDAYS.index(match["day"].lower()), like)
        start, end = match.span("feast")
        readings = [days_reading(date(year, month, number), date(year, month, number)) for year in years]
        feast = _named(like, readings, start, end, text[start:end], "a feast of fixed date")
        yield Link(
            kind="weekday_date",
            roles={"weekday": (weekday,), "date": (feast,)},
            cue="weekday of a feast",
            read_as=f"{match['feast']} falls on a {match['day']}",
        )


def _nth(context: Context, text: str, day: Moment) -> Iterator[Link]:
    lead = max(0, day.start - 90)
    match = _NTH_BEFORE.search(text[lead : day.start])
    if match is None:
        return
    month = MONTHS.index(match["month"].lower()) + 1
    wanted = match["day"].lower()
    weekdays = (5, 6) if wanted == "weekend" else (WEEKDAYS.index(wanted),)
    readings: list[Reading] = []
    for year in day.years:
        for weekday in weekdays:
            found = nth_weekday(year, month, weekday, _NTH[match["nth"].lower()])
            if found is None:
                continue
            readings.append(days_reading(found, found))
            if wanted == "weekend":
                readings.append(days_reading(found - timedelta(days=1), found + timedelta(days=1)))
    if not readings:
        return
    start, end = lead + match.start("word"), lead + match.end("word")
    named = _named(day.claim, readings, start, end, text[start:end], "counted from the calendar")
    yield _same_day(named, day.dated(), cue="weekday of a month beside a date")


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The n-th such weekday of a month, -1 for the last; None where the month has none."""
    last = monthrange(year, month)[1]
    days = [
        date(year, month, number)
        for number in range(1, last + 1)
        if date(year, month, number).weekday() == weekday
    ]
    if nth == -1:
        return days[-1]
    return days[nth - 1] if nth <= len(days) else None


def _named(like: Claim, readings: list[Reading], start: int, end: int, text: str, why: str) -> Claim:
    return derive(like, readings=readings, why=why, form="date", start=start, end=end, text=text)


def _same_day(named: Claim, day: Claim, *, cue: str) -> Link:
    return Link(
        kind="named_day",
        roles={"named": (named,), "date": (day,)},
        cue=cue,
        read_as=f"{named.quantity.text} and {day.quantity.text} are one day",
    )
