"""A weekday that stands beside the date it belongs to: "Friday, 23 May 2025", "20 June was a Tuesday".

Roles: `weekday`, `date`. Lists ("Saturdays in June, the 7th and 14th") and ranges ("Thursday 22 to Sunday 25 August")
give a link for each day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.links.context import Context, derive
from checker.links.moments import (
    MONTHS,
    WEEKDAY_WORD,
    WEEKDAYS,
    Moment,
    derived_day,
    moments,
    period,
    weekday_readings,
)
from checker.model import Claim, Link

_SHORT = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)"
_PART_OF_DAY = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|lunchtime|noon|midnight))?"
_HOUR = r"(?:,?\s+(?:at\s+)?\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\.?)?"
_BEFORE = re.compile(
    rf"\b(?P<day>{WEEKDAY_WORD}){_PART_OF_DAY}{_HOUR}[\s,.(–—-]{{0,16}}(?:on\s+)?(?:the\s+)?$", re.IGNORECASE
)
_SHORT_BEFORE = re.compile(rf"(?:^|[\n(\[;:|•·–—]\s*)(?P<day>{_SHORT})\b[\s.,]{{1,4}}$")
_AFTER = re.compile(
    rf"[ \t\xa0]*,?[ \t\xa0]*(?:(?P<open>\()|(?P<verb>(?:,?\s*which\s+)?(?:is|was|fell\s+on|falls\s+on|will\s+be)\s+))?"
    rf"(?P<article>an?\s+)?(?P<day>{WEEKDAY_WORD})\b(?P<rest>.{{0,14}})",
    re.IGNORECASE | re.DOTALL,
)
_ENDS_AFTER = re.compile(r"\s*(?:[,.;:)\n–—]|$|[A-Z]{3,}\b|at\s+\d|[ap]m\b)")
_ANOTHER_DAY_BEFORE = re.compile(
    rf"\b{WEEKDAY_WORD}s?{_PART_OF_DAY}\s*(?:,|and|or|to|until|till|through|thru|&|/|–|—|-)\s*$",
    re.IGNORECASE,
)
_DAYS_AFTER = re.compile(
    r"\s*(?:and|to|until|till|through|or|,|&|/|–|—|-)\s*(?:the\s+)?(?P<number>\d{1,2})(?:st|nd|rd|th)?\b"
    rf"(?!\s*(?:[ap]\.?m\b|%|[:.]\d|people|(?:{'|'.join(MONTHS)})\b))",
    re.IGNORECASE,
)
_OVERNIGHT = re.compile(
    rf"\b(?:night|evening)\s+(?:of|from|between)\s+{WEEKDAY_WORD}\s+(?:to|and|until)\s+$", re.IGNORECASE
)
_NAME_BEFORE = re.compile(
    r"(?:\b(?:News|Football|Live|Sheffield|Ruby|Freaky|Happy|Mail\s+on|Independent\s+on|Scotland\s+on|Any\s+Given|Face\s+the)|\b(?:on|this)\s+ABC's)\s+$"
)
_EARLIER_IN_RANGE = re.compile(
    rf"\b(?P<day>{WEEKDAY_WORD}),?\s+(?:the\s+)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?{_PART_OF_DAY}"
    r"[\s,]*(?:and|to|until|till|through|thru|or|&|–|—|-|,)\s*(?:on\s+|until\s+)?$",
    re.IGNORECASE,
)
_LATER_IN_RANGE = re.compile(
    r"[\s,]*(?:and|to|until|till|through|thru|or|&|–|—|-)\s*(?:on\s+|until\s+)?"
    rf"(?P<day>{WEEKDAY_WORD}),?\s+(?:the\s+)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"(?!\s*(?:[ap]\.?m\b|%|[:.]\d|(?:of\s+)?(?:{'|'.join(MONTHS)})\b))",
    re.IGNORECASE,
)
_PAIR_BEFORE = re.compile(
    rf"\b(?P<first>{WEEKDAY_WORD})\s+(?:and|to|until|or)\s+(?P<second>{WEEKDAY_WORD}),?\s+(?:the\s+)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?"
    r"\s*(?:and|to|until|or|–|—|-)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_MONTH = "|".join(MONTHS)
_DAY_LIST = r"\d{1,2}(?:st|nd|rd|th)?(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+)(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?)*"
_PLURAL_LISTS = (
    re.compile(
        rf"\b(?P<day>{WEEKDAY_WORD})s\s+(?:in|of|during)\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>\d{{4}}))?"
        rf"\s*(?:,|:|\(|–|—|-)\s*(?:on\s+)?the\s+(?P<days>{_DAY_LIST})\b(?!\s*(?:[ap]\.?m\b|%|[:.]\d))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<day>{WEEKDAY_WORD})s,?\s*\(?\s*(?:the\s+)?(?P<days>{_DAY_LIST})\s+(?:of\s+)?(?P<month>{_MONTH})\b"
        r"(?:,?\s+(?P<year>\d{4}))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<day>{WEEKDAY_WORD})s,?\s*\(?\s*(?P<month>{_MONTH})\s+(?P<days>{_DAY_LIST})\b"
        r"(?!\s*(?:[ap]\.?m\b|%|[:.]\d))(?:,?\s+(?P<year>\d{4}))?",
        re.IGNORECASE,
    ),
)
_PARTLY = {"sun": 6, "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5}


@dataclass(frozen=True, slots=True)
class _Word:
    """A weekday as written, at its place in the block's text."""

    number: int
    start: int
    end: int


def find(context: Context) -> Iterator[Link]:
    """Every weekday beside a date."""
    for block, _ in enumerate(context.document.blocks):
        text = context.text(block)
        taken: set[tuple[int, int]] = set()
        days = [one for one in moments(context, block) if one.day is not None and one.years]
        for day in days:
            for link in _of_day(context, block, text, day):
                date = link.roles["date"][0]
                if (date.start, date.end) not in taken:
                    taken.add((date.start, date.end))
                    yield link
        yield from _listed(context, block, text, days)


def _of_day(context: Context, block: int, text: str, day: Moment) -> Iterator[Link]:
    before = _weekday_before(text, day.start)
    if before is not None:
        if _OVERNIGHT.search(text[: before.start]) or _NAME_BEFORE.search(text[: before.start]):
            return
        if _ANOTHER_DAY_BEFORE.search(text[max(0, before.start - 60) : before.start]) and not re.search(
            r"\d", text[max(0, before.start - 12) : before.start]
        ):
            yield from _respectively(context, block, text, before, day)
            return
        yield _link(context, block, text, before, day.dated(), cue="weekday before the date")
        yield from _earlier(context, block, text, before.start, day)
        yield from _later(context, block, text, day)
        return
    pair = _PAIR_BEFORE.search(text[max(0, day.start - 60) : day.start])
    if pair is not None and day.day is not None and int(pair["number"]) < day.day:
        yield from _pair(context, block, text, pair, max(0, day.start - 60), day)
        return
    after = _weekday_after(text, day.end)
    if after is not None:
        yield _link(context, block, text, after, day.dated(), cue="weekday after the date")


def _pair(
    context: Context, block: int, text: str, match: re.Match[str], lead: int, day: Moment
) -> Iterator[Link]:
    """ "Monday and Tuesday, 3 and 4 March": both days share the month."""
    number = int(match["number"])
    found = [span[0] for year in day.years if (span := period(year, day.month, number)) is not None]
    if not found:
        return
    start, end = lead + match.start("number"), lead + match.end("number")
    date = derived_day(
        day.claim, found, why="its month stands later", start=start, end=end, text=text[start:end]
    )
    first = _Word(_number(match["first"]), lead + match.start("first"), lead + match.end("first"))
    second = _Word(_number(match["second"]), lead + match.start("second"), lead + match.end("second"))
    yield _link(context, block, text, first, date, cue="weekdays and days in turn")
    yield _link(context, block, text, second, day.dated(), cue="weekdays and days in turn")


def _weekday_before(text: str, place: int) -> _Word | None:
    near = text[max(0, place - 60) : place]
    match = _BEFORE.search(near) or _SHORT_BEFORE.search(near)
    if match is None:
        return None
    lead = place - len(near)
    return _Word(_number(match["day"]), lead + match.start("day"), lead + match.end("day"))


def _weekday_after(text: str, place: int) -> _Word | None:
    match = _AFTER.match(text, place)
    if match is None:
        return None
    bare_article = match["article"] is not None and match["verb"] is None and match["open"] is None
    if bare_article and "," not in match.group()[:3]:
        return None
    if match["verb"] is None and not _ENDS_AFTER.match(match["rest"]):
        return None
    if match["verb"] is not None and (match["article"] is None and "on" not in match["verb"]):
        return None
    return _Word(_number(match["day"]), match.start("day"), match.end("day"))


def _number(word: str) -> int:
    return _PARTLY[word[:3].lower()]


def weekday_at(context: Context, block: int, word: tuple[int, int], number: int, like: Claim) -> Claim:
    """The claim of the weekday written on this span; a derived one where it was read as part of a date."""
    start, end = word
    for claim in context.in_block(block):
        if claim.form == "weekday" and claim.start < end and start < claim.end:
            return claim
    return derive(
        like,
        readings=weekday_readings(number),
        why="a weekday",
        form="weekday",
        start=start,
        end=end,
        text=context.text(block)[start:end],
    )


def _link(context: Context, block: int, text: str, word: _Word, date: Claim, *, cue: str) -> Link:
    weekday = weekday_at(context, block, (word.start, word.end), word.number, date)
    return Link(
        kind="weekday_date",
        roles={"weekday": (weekday,), "date": (date,)},
        cue=cue,
        read_as=f"{text[word.start : word.end]} is the day of {date.quantity.text}",
        excuses=("no other year that the date could belong to",) if len(date.quantity.readings) > 1 else (),
    )


def _respectively(context: Context, block: int, text: str, last: _Word, day: Moment) -> Iterator[Link]:
    """ "Tuesday and Wednesday, March 3 and 4": as many weekdays as days, in the same order."""
    lead = text[max(0, last.start - 60) : last.end]
    words = list(
        re.finditer(
            rf"\b({WEEKDAY_WORD}){_PART_OF_DAY}(?=\s*(?:,|and|or|to|until|till|through|thru|&|/|–|—|-|$))",
            lead,
            re.IGNORECASE,
        )
    )
    chain: list[_Word] = []
    offset = last.end - len(lead)
    for word in reversed(words):
        here = _Word(_number(word[1]), offset + word.start(1), offset + word.end(1))
        if chain and not re.fullmatch(
            r"(?:\s+(?:morning|afternoon|evening|night))?\s*(?:,\s*(?:and)?|and|or|to|until|till|through|thru|&|/|–|—|-)\s*",
            text[here.end : chain[0].start],
        ):
            break
        chain.insert(0, here)
    following = _DAYS_AFTER.match(text, _day_end(text, day))
    if len(chain) != 2 or following is None or day.month is None:
        return
    number = int(following["number"])
    spans = [period(year, day.month, number) for year in day.years]
    found = [span[0] for span in spans if span is not None]
    if not found or day.day is None or number <= day.day or _DAYS_AFTER.match(text, following.end()):
        return
    yield _link(context, block, text, chain[0], day.dated(), cue="weekdays and days in turn")
    second = derived_day(
        day.claim,
        found,
        why=f"the {number} of that month",
        start=following.start("number"),
        end=following.end("number"),
        text=following["number"],
    )
    yield _link(context, block, text, chain[1], second, cue="weekdays and days in turn")


def _day_end(text: str, day: Moment) -> int:
    """Where the day's number ends: a mention may run on to the end of a range or to the year."""
    number = re.search(rf"\b0?{day.day}(?:st|nd|rd|th)?\b", text[day.start : day.end])
    return day.start + number.end() if number else day.end


def _earlier(context: Context, block: int, text: str, place: int, day: Moment) -> Iterator[Link]:
    """The days before it that borrow its month: "Thursday 22 to Sunday 25 August"."""
    limit = day.day
    while limit is not None:
        match = _EARLIER_IN_RANGE.search(text[max(0, place - 60) : place])
        if match is None:
            return
        lead = max(0, place - 60)
        number = int(match["number"])
        found = [span[0] for year in day.years if (span := period(year, day.month, number)) is not None]
        if not 1 <= number < limit or not found:
            return
        word = _Word(_number(match["day"]), lead + match.start("day"), lead + match.end("day"))
        start, end = lead + match.start("number"), lead + match.end("number")
        date = derived_day(
            day.claim, found, why="its month stands later", start=start, end=end, text=text[start:end]
        )
        yield _link(context, block, text, word, date, cue="weekday before a day of the range")
        place, limit = word.start, number


def _later(context: Context, block: int, text: str, day: Moment) -> Iterator[Link]:
    """The day after it that borrows its month: "Saturday, May 4, and Sunday, the 5th"."""
    match = _LATER_IN_RANGE.match(text, day.end)
    if match is None or day.day is None:
        return
    number = int(match["number"])
    found = [span[0] for year in day.years if (span := period(year, day.month, number)) is not None]
    if number <= day.day or not found:
        return
    word = _Word(_number(match["day"]), match.start("day"), match.end("day"))
    start, end = match.span("number")
    date = derived_day(
        day.claim, found, why="its month stands before", start=start, end=end, text=text[start:end]
    )
    yield _link(context, block, text, word, date, cue="weekday before a day of the range")


def _listed(context: Context, block: int, text: str, days: list[Moment]) -> Iterator[Link]:
    """ "four Saturdays in June 2025, the 7th, 14th and 21st"."""
    for pattern in _PLURAL_LISTS:
        for match in pattern.finditer(text):
            month = MONTHS.index(match["month"].lower()) + 1
            inside = [day for day in days if day.start < match.end() and match.start() < day.end]
            like = inside[0].claim if inside else _claim_in(context, block, match.span())
            if match["year"] is not None:
                years: tuple[int, ...] = (int(match["year"]),)
            elif inside:
                years = inside[0].years
            else:
                continue
            if like is None:
                continue
            word = _Word(_number(match["day"]), match.start("day"), match.end("day") + 1)
            for number in re.finditer(r"\d{1,2}(?:st|nd|rd|th)?", match["days"]):
                value = int(re.match(r"\d+", number.group()).group())  # type: ignore[union-attr]
                found = [span[0] for year in years if (span := period(year, month, value)) is not None]
                if not found:
                    continue
                start = match.start("days") + number.start()
                end = match.start("days") + number.end()
                date = derived_day(
                    like, found, why=f"a day of {match['month']}", start=start, end=end, text=text[start:end]
                )
                yield _link(context, block, text, word, date, cue="weekdays of a month listed")


def _claim_in(context: Context, block: int, span: tuple[int, int]) -> Claim | None:
    for claim in context.in_block(block):
        if claim.start < span[1] and span[0] < claim.end:
            return claim
    return None


def weekday_name(number: int) -> str:
    """ "Monday" for 0."""
    return WEEKDAYS[number].capitalize()
