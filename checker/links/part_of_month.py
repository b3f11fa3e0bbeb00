"""A part of a month and a day of it that are told of one event: "sunk in late February … February 26 as the day it sank".

Kind `part_of_month`, roles `part` (the first to the last day that "early", "mid" or "late" may mean) and `date`. The
article must name that part of the month once and one day of the month, and the two sentences must speak of the same.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from checker.links.alike import content_words, names_in
from checker.links.context import Context
from checker.links.moments import MONTHS, Moment, claim_at, days_reading, moments
from checker.model import Claim, Link

_PART = re.compile(
    rf"\b(?P<part>early|mid|late)[- ](?P<month>{'|'.join(month.capitalize() for month in MONTHS)})\b"
    r"(?!\s+(?:to|and|or|through|until)\b)(?:,?\s+(?P<year>\d{4}))?",
)
_DAYS = {"early": (1, 13), "mid": (8, 22), "late": (17, 31)}


def find(context: Context) -> Iterator[Link]:
    """Every part of a month with the one day of that month that the article names beside it."""
    parts = [
        (block, match)
        for block, content in enumerate(context.document.blocks)
        if content.kind not in ("headline", "table_cell")
        for match in _PART.finditer(content.text)
    ]
    for block, match in parts:
        if len({other["part"] for _, other in parts if other["month"] == match["month"]}) != 1:
            continue
        month = MONTHS.index(match["month"].lower()) + 1
        days = [
            one
            for other in range(len(context.document.blocks))
            for one in moments(context, other)
            if one.month == month and one.day is not None and one.years
        ]
        if len({one.day for one in days}) != 1:
            continue
        told = next((one for one in days if _is_told_of_the_same(context, block, match, one)), None)
        if told is None:
            continue
        year = int(match["year"]) if match["year"] else told.years[0]
        if told.year_stated and year not in told.years:
            continue
        part = _as_claim(context, block, match, year, month)
        if part is not None:
            yield Link(
                kind="part_of_month",
                roles={"part": (part,), "date": (told.dated([year]),)},
                cue="part_of_a_month_and_a_day",
                read_as=f"{match['part']} {match['month']} and {told.claim.quantity.text} are told of one event",
                excuses=("no other day of that month",),
            )


def _as_claim(context: Context, block: int, match: re.Match[str], year: int, month: int) -> Claim | None:
    low, high = _DAYS[match["part"]]
    last = min(high, monthrange(year, month)[1])
    return claim_at(
        context,
        block,
        match.start("part"),
        match.end("month"),
        form="date",
        readings=[days_reading(date(year, month, low), date(year, month, last))],
        why=f"the days that “{match['part']}” may mean",
    )


def _is_told_of_the_same(context: Context, block: int, match: re.Match[str], day: Moment) -> bool:
    """Whether the two sentences share a name, or two words of what happened, and are not one and the same."""
    sentence = next(
        (one for one in context.parsed.blocks[block].sentences if one.start <= match.start() < one.end), None
    )
    if sentence is None or sentence.index == day.claim.sentence:
        return False
    here = context.text(block)[sentence.start : sentence.end]
    there = context.sentence_text(day.claim)
    months = frozenset(MONTHS)
    shared = content_words(here) & content_words(there)
    names = {name for name in names_in(here) & names_in(there) if name.lower() not in months}
    return len(shared) >= 2 or (bool(names) and len(shared) >= 1)
