"""Articles whose dates, weekdays, clocks and lengths of time are read without a model, for the calendar links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from checker.documents import read_text
from checker.intervals import Interval, written_integer
from checker.language import Parsed, ParsedBlock, Sentence
from checker.links.context import Context
from checker.links.moments import MONTHS, WEEKDAYS, days_reading, period
from checker.model import CalendarValue, Claim, Document, Form, Link, Quantity, Reading

_MONTH = "|".join(MONTHS)
_PATTERNS: tuple[tuple[Form, str], ...] = (
    (
        "clock_time",
        r"\b(?P<hour>\d{1,2})[:.](?P<minute>\d\d) ?(?P<half>[ap]m)?(?: (?P<zone>GMT|BST|EST))?|\b(?P<four>\d{4}) GMT",
    ),
    ("date", rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?"),
    ("measure", r"(?P<number>[\d.,]+) ?(?P<unit>feet|metres|miles|km|C|F)\b"),
    ("duration", r"(?P<number>\d+)[ -](?P<unit>day|week|month|year|hour)s?\b"),
    ("ordinal", r"(?P<number>\d+)(?:st|nd|rd|th)\b"),
    ("year", r"\b(?P<only>1[5-9]\d\d|20\d\d)\b"),
    ("weekday", rf"\b(?P<name>{'|'.join(WEEKDAYS)})\b"),
    ("count", r"\b(?P<number>\d{1,3})\b"),
)
_UNITS = {
    "feet": "foot",
    "metres": "metre",
    "miles": "mile",
    "km": "kilometre",
    "C": "degree_Celsius",
    "F": "degree_Fahrenheit",
}


def article(*paragraphs: str, published: date | None = None) -> Context:
    """An article of these paragraphs with its plain numbers read; sentences end at a full stop and a space."""
    document = read_text("\n\n".join(paragraphs), published=published)
    blocks, claims, count = [], [], 0
    for index, block in enumerate(document.blocks):
        sentences = []
        for match in re.finditer(r"\S.*?(?:[.!?](?=\s)|$)", block.text, re.DOTALL):
            sentences.append(Sentence(index=count, block=index, start=match.start(), end=match.end()))
            count += 1
        blocks.append(ParsedBlock(block=index, doc=None, sentences=tuple(sentences)))
        claims += _claims(document, index, sentences)
    claims = [replace(claim, index=place) for place, claim in enumerate(claims)]
    return Context.of(document, Parsed(blocks=tuple(blocks)), claims)


def found(
    finder: Callable[[Context], Iterator[Link]], context: Context, kind: str | None = None
) -> list[dict[str, str]]:
    """The links of a finder as the texts of their roles; `kind` leaves out the others."""
    return [
        {role: claims[0].quantity.text for role, claims in link.roles.items() if claims}
        for link in finder(context)
        if kind is None or link.kind == kind
    ]


def _claims(document: Document, block: int, sentences: Sequence[Sentence]) -> list[Claim]:
    text = document.blocks[block].text
    taken: list[tuple[int, int]] = []
    made: list[Claim] = []
    for form, pattern in _PATTERNS:
        for match in re.finditer(pattern, text, re.IGNORECASE if form in ("date", "weekday") else 0):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            home = next(one for one in sentences if one.start <= match.start() < one.end)
            taken.append(match.span())
            made.append(
                Claim(
                    index=0,
                    block=block,
                    block_kind=document.blocks[block].kind,
                    sentence=home.index,
                    sentence_start=home.start,
                    sentence_end=home.end,
                    quantity=_quantity(form, match),
                )
            )
    return sorted(made, key=lambda claim: claim.start)


def _quantity(form: Form, match: re.Match[str]) -> Quantity:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    calendar, value, unit, readings = (
        None,
        None,
        None,
        [Reading(core=Interval.point(0), wide=Interval.point(0))],
    )
    end = match.end()
    match form:
        case "date":
            year = int(groups["year"]) if "year" in groups else None
            month, day = MONTHS.index(groups["month"].lower()) + 1, int(groups["day"])
            calendar = CalendarValue(year=year, month=month, day=day)
            span = period(year or 2024, month, day)
            readings = [days_reading(*span)] if span is not None else readings
        case "weekday":
            calendar = CalendarValue(weekday=WEEKDAYS.index(groups["name"].lower()))
        case "clock_time":
            calendar = _clock(groups)
            minute = calendar.minute_of_day
            readings = [_exactly(Fraction(minute))] if minute is not None else readings
        case "year":
            value = Fraction(groups["only"])
            readings = [_exactly(value)]
        case _:
            value = Fraction(groups["number"].replace(",", ""))
            unit = _UNITS.get(groups.get("unit", ""), groups.get("unit"))
            readings = [_exactly(value, unit)]
            end = match.end() if form == "ordinal" else match.end("number")
    written = written_integer(int(value)) if value is not None and value.denominator == 1 else None
    quantity = Quantity(
        start=match.start(),
        end=end,
        text=match.string[match.start() : end],
        mention_start=match.start(),
        mention_end=match.end(),
        mention=match.group(),
        form=form,
        readings=tuple(readings),
        value=value,
        unit=unit,
        calendar=calendar,
    )
    return quantity if written is None else replace(quantity, written=written)


def _clock(groups: dict[str, str]) -> CalendarValue:
    if "four" in groups:
        hour, minute, zone = int(groups["four"][:2]), int(groups["four"][2:]), "GMT"
    else:
        hour, minute, zone = int(groups["hour"]), int(groups["minute"]), groups.get("zone", "")
    if groups.get("half"):
        hour = hour % 12 + (12 if groups["half"] == "pm" else 0)
    shown = hour * 60 + minute if hour < 24 and minute < 60 else None
    return CalendarValue(minute_of_day=shown, zone=zone or None)


def _exactly(value: Fraction, unit: str | None = None) -> Reading:
    return Reading(core=Interval.point(value), wide=Interval.point(value), unit=unit)
