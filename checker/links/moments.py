"""Dates as the finders of calendar links see them: with every year that a yearless date may belong to.

A date without a year is read in the year of the nearest occurrence to the publication date or to the last full date
before it, and in every year named close by; a link on it holds all of these readings, and a rule flags it only if
none of them fits.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from checker.intervals import Interval
from checker.links.context import Context, derive
from checker.model import CalendarValue, Claim, Form, Quantity, Reading

Precision = Literal["day", "month", "year"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAY_WORD = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

_NOT_BODY = ("headline", "caption")
_LEAP_YEAR = 2024
_FAR = 120
"""Days from the anchor beyond which the years beside the nearest one are plausible too."""
_NEAR_TEXT = 200
"""Characters within which a named year may be that of a yearless date."""
_YEAR = re.compile(
    r"(?<![\d.,$£€:/-])(1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d|\s*(?:GMT|UTC|hours|hrs|people|votes))"
)
_NO_YEAR_AFTER = re.compile(rf"\s*(?:{WEEKDAY_WORD}|hours?\b|hrs\b|GMT|UTC)", re.IGNORECASE)
"""What stands after four digits that are a clock time: "(2053 Wednesday night, UTC)"."""
_YEAR_TOLD = re.compile(r"\s*(?:,|–|—|-|of)?\s*(?:of\s+)?(?P<which>this|last|next)\s+year\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Moment:
    """A date, month or year of the text, with the years it may belong to, the likeliest first; none without an anchor."""

    claim: Claim
    years: tuple[int, ...]
    month: int | None
    day: int | None
    year_stated: bool
    _dated: dict[tuple[int, ...], Claim] = field(default_factory=dict)

    @property
    def start(self) -> int:
        return self.claim.start

    @property
    def end(self) -> int:
        return self.claim.end

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    def year_alike(self, other: Moment) -> int:
        """A year to read both this and another date in, where it matters only that it is the same."""
        return (self.years or other.years or (_LEAP_YEAR,))[0]

    def spans(self) -> tuple[tuple[date, date], ...]:
        """The first and the last day of each reading; none where the day does not exist in that year."""
        found = (period(year, self.month, self.day) for year in self.years)
        return tuple(span for span in found if span is not None)

    def days(self) -> tuple[date, ...]:
        """The day of each reading; empty where it is no day."""
        return tuple(first for first, _ in self.spans()) if self.day is not None else ()

    def dated(self, years: Sequence[int] | None = None) -> Claim:
        """The claim with its readings as days: one for each plausible year, or for each of `years`."""
        chosen = self.years if years is None else years
        found = (period(year, self.month, self.day) for year in chosen)
        return with_readings(
            self.claim, [days_reading(*span) for span in found if span is not None], form="date"
        )


def period(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day; None where there is no such day."""
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= day <= last:
        return None
    return date(year, month, day), date(year, month, day)


def days_reading(first: date, last: date) -> Reading:
    """A day or a period as proleptic ordinals."""
    interval = Interval.between(first.toordinal(), last.toordinal())
    return Reading(core=interval, wide=interval)


def with_readings(claim: Claim, readings: Sequence[Reading], *, form: Form | None = None) -> Claim:
    """The same claim, read so; as it was where there is no reading."""
    if not readings:
        return claim
    quantity = replace(claim.quantity, readings=tuple(readings), form=form or claim.quantity.form)
    return replace(claim, quantity=quantity)


def moments(context: Context, block: int) -> tuple[Moment, ...]:
    """The dates, months and years of a block, in order."""
    found = (moment(context, claim) for claim in context.in_block(block))
    return tuple(one for one in found if one is not None)


def moment(context: Context, claim: Claim) -> Moment | None:
    """The claim as a moment; None where it is no date or year of one calendar day, month or year.

    The moment's claim spans the date alone, where the mention has the weekday in front or behind. One claim is always
    the same moment.
    """
    written = claim.index >= 0
    return context.once((Moment, claim.index if written else claim), lambda: _moment(context, claim))


def _moment(context: Context, claim: Claim) -> Moment | None:
    value = claim.quantity.calendar
    if claim.form == "year":
        if _NO_YEAR_AFTER.match(context.text(claim.block), claim.end):
            return None
        if not claim.quantity.core.is_point:
            return None
        year = value.year if value is not None and value.year is not None else _whole(claim.quantity)
        # There is no year 0: years are not counted across it.
        return (
            None
            if year is None or year < 1
            else Moment(claim=claim, years=(year,), month=None, day=None, year_stated=True)
        )
    if claim.form != "date" or value is None:
        return None
    if value.year is not None:
        bare = without_weekday(claim)
        return Moment(claim=bare, years=(value.year,), month=value.month, day=value.day, year_stated=True)
    if value.month is None:
        return None
    years = plausible_years(context, claim, value)
    return Moment(
        claim=without_weekday(claim), years=years, month=value.month, day=value.day, year_stated=False
    )


_WEEKDAY_LEAD = re.compile(
    rf"(?:{WEEKDAY_WORD}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)[\s,.(–—-]*(?:the\s+)?", re.IGNORECASE
)
_WEEKDAY_TAIL = re.compile(rf"(?<![\s,(])[\s,(]*+{WEEKDAY_WORD}\)?$", re.IGNORECASE)


def without_weekday(claim: Claim) -> Claim:
    """The claim on the date alone, where the mention has its weekday in front or behind."""
    quantity = claim.quantity
    lead = _WEEKDAY_LEAD.match(quantity.text)
    tail = _WEEKDAY_TAIL.search(quantity.text)
    start = lead.end() if lead is not None and lead.end() < len(quantity.text) else 0
    end = tail.start() if tail is not None and tail.start() > start else len(quantity.text)
    if start == 0 and end == len(quantity.text):
        return claim
    place, text = quantity.start + start, quantity.text[start:end]
    return replace(claim, quantity=replace(quantity, start=place, end=place + len(text), text=text))


def _whole(quantity: Quantity) -> int | None:
    value = quantity.value
    return int(value) if value is not None and value.denominator == 1 else None


def ends_of_years(context: Context, claim: Claim) -> tuple[Claim, Claim] | None:
    """The two years of a mention like "1931–2019", each on its own span; None for a single year."""
    low, high = claim.quantity.core.low, claim.quantity.core.high
    if claim.form != "year" or low is None or high is None or low == high:
        return None
    parts = list(re.finditer(r"\d+", claim.quantity.text))
    if len(parts) != 2:
        return None
    ends = []
    for year, part in zip((int(low), int(high)), parts):
        span = period(year, None, None)
        if span is None:
            return None
        start = claim.start + part.start()
        finish = start + len(part.group())
        ends.append(
            derived_period(
                claim, [span], why="an end of the years", start=start, end=finish, text=part.group()
            )
        )
    return ends[0], ends[1]


def anchor(context: Context, claim: Claim) -> date | None:
    """The publication date; without one the last full date of the text before the claim."""
    if context.document.published is not None:
        return context.document.published.day
    return last_full_date(context, claim)


def last_full_date(context: Context, claim: Claim) -> date | None:
    """The last date with a year that stands before the claim."""
    found = None
    for other in context.claims:
        if (other.block, other.start) >= (claim.block, claim.start):
            break
        value = other.quantity.calendar
        if other.form == "date" and value is not None and value.is_full_date:
            found = _day(value) or found
    return found


def _day(value: CalendarValue) -> date | None:
    if value.year is None or value.month is None or value.day is None:
        return None
    span = period(value.year, value.month, value.day)
    return None if span is None else span[0]


def plausible_years(context: Context, claim: Claim, value: CalendarValue) -> tuple[int, ...]:
    """The years that a date without a year may belong to, the likeliest first; empty without any anchor."""
    told = _YEAR_TOLD.match(context.text(claim.block), claim.end)
    published = context.document.published
    if told is not None and published is not None:
        return (published.day.year + {"this": 0, "last": -1, "next": 1}[told["which"].lower()],)
    found: list[int] = []
    given = anchor(context, claim)
    bases = [given, last_full_date(context, claim)] if given is not None else []
    for base in bases:
        if base is None:
            continue
        for year in _around(base, value):
            if year not in found:
                found.append(year)
    for year in named_years(context, claim, same_sentence=not found):
        if year not in found:
            found.append(year)
    return tuple(found)


def _around(base: date, value: CalendarValue) -> Iterator[int]:
    month, day = value.month or 1, value.day or 15
    distances: list[tuple[int, int]] = []
    for year in (base.year - 1, base.year, base.year + 1):
        span = period(year, month, day)
        if span is not None:
            distances.append((abs((span[0] - base).days), year))
    distances.sort()
    if not distances:
        return
    yield distances[0][1]
    if distances[0][0] > _FAR:
        for _, year in distances[1:]:
            yield year


def named_years(context: Context, claim: Claim, *, same_sentence: bool = False) -> Iterator[int]:
    """The years named in the claim's block close to it, or in its sentence; a title like "The 1984" is none."""
    text = context.text(claim.block)
    first, last = max(0, claim.start - _NEAR_TEXT), min(len(text), claim.end + _NEAR_TEXT)
    if same_sentence:
        first, last = claim.sentence_start, claim.sentence_end
    for match in _YEAR.finditer(text, first, last):
        if not text.endswith("The ", 0, match.start()):
            yield int(match.group(1))


def publication(context: Context, like: Claim) -> Claim | None:
    """The publication date as a claim: the number of the text where it stands there, else a derived one.

    Without one, a line that holds a month and year alone ("August 2023") stands for it.
    """
    published = context.document.published
    if published is None:
        return month_line(context)
    reading = days_reading(published.day, published.day)
    written = context.once(_written_publication, lambda: _written_publication(context))
    if written is not None:
        return with_readings(written, [reading], form="date")
    why = "the publication date" if published.origin != "dateline" else "the date line"
    return derive(
        like, readings=[reading], why=f"{why}, {spell(published.day)}", form="date", text=spell(published.day)
    )


def _written_publication(context: Context) -> Claim | None:
    published = context.document.published
    if published is None or published.start is None or published.end is None:
        return None
    for claim in context.claims:
        if claim.form != "date":
            continue
        start, end = context.block(claim.block).to_source(claim.start, claim.end)
        if start < published.end and published.start < end:
            return claim
    return None


def month_line(context: Context) -> Claim | None:
    """The month that stands alone in the first or last line of the text; None where there is none."""
    blocks = context.document.blocks
    body = (index for index, block in enumerate(blocks) if block.kind not in _NOT_BODY)
    last = (index for index in range(len(blocks) - 1, -1, -1) if blocks[index].kind not in _NOT_BODY)
    for index in [*islice(body, 2), *islice(last, 1)]:
        text = context.text(index)
        for claim in context.in_block(index):
            value = claim.quantity.calendar
            if claim.form != "date" or value is None or value.day is not None or value.year is None:
                continue
            around = (text[: claim.start] + text[claim.end :]).strip(" ().,-–—")
            if len(around) <= 30 and not re.search(r"[a-z]{2,}\s+[a-z]{2,}|[.!?]", around):
                found = moment(context, claim)
                return None if found is None else found.dated()
    return None


def spell(day: date) -> str:
    """A day as copy writes it: "6 May 2024"."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def derived_day(like: Claim, days: Sequence[date], *, why: str, start: int, end: int, text: str) -> Claim:
    """A claim for a day that the text names in words or by its number alone, on the given span."""
    return derived_period(like, [(day, day) for day in days], why=why, start=start, end=end, text=text)


def claim_at(
    context: Context, block: int, start: int, end: int, *, form: Form, readings: Sequence[Reading], why: str
) -> Claim | None:
    """A claim for a number that stands on this span without having been read; None outside any sentence."""
    content = context.block(block)
    for sentence in context.parsed.blocks[block].sentences:
        if sentence.start <= start and end <= sentence.end:
            text = content.text[start:end]
            quantity = Quantity(
                start=start, end=end, text=text, mention_start=start, mention_end=end, mention=text, form=form,
                readings=tuple(readings),
            )  # fmt: skip
            return Claim(
                index=-1, block=block, block_kind=content.kind, sentence=sentence.index,
                sentence_start=sentence.start, sentence_end=sentence.end, quantity=quantity, derived=why,
            )  # fmt: skip
    return None


def derived_period(
    like: Claim, spans: Sequence[tuple[date, date]], *, why: str, start: int, end: int, text: str
) -> Claim:
    """A claim for a period, first and last day, that the text names on the given span."""
    return derive(
        like,
        readings=[days_reading(*span) for span in spans],
        why=why,
        form="date",
        start=start,
        end=end,
        text=text,
    )


def weekday_readings(*numbers: int) -> list[Reading]:
    """Readings of a weekday, 0 for Monday to 6."""
    points = [Interval.point(number) for number in numbers]
    return [Reading(core=point, wide=point) for point in points]


def shift(day: date, by: int) -> date | None:
    """The day so many days later; None outside the calendar."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None
