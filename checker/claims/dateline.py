"""The day that the text itself says it was written: a date line, "LONDON, May 24 (Reuters) -"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from checker.claims.amounts import Text
from checker.claims.dates import DateMatch, read_date
from checker.claims.tokens import tokenize
from checker.model import Document, Published

_LONGEST_LEAD = 220
_AGENCY = re.compile(r"\s*(?:\([^)]{2,40}\))?\s*(?:[-–—:]|$)")
_PLACE_BEFORE = re.compile(r"[^\d!?:;]{0,80}")
"""A place and a state before a date line's date: letters, commas, full stops and brackets."""


def dateline(document: Document) -> Published | None:
    """The date of the date line in the first blocks, or of a last line with a place and a date; None where none stands."""
    body = [(index, block) for index, block in enumerate(document.blocks) if block.text.strip()]
    for _, block in body[:4]:
        found = _leading(block.text[:_LONGEST_LEAD])
        if found is not None:
            day, start, end = found
            return Published(
                day=day,
                origin="dateline",
                start=block.to_source(start, end)[0],
                end=block.to_source(start, end)[1],
            )
    return None


def _leading(text: str) -> tuple[date, int, int] | None:
    tokens = tokenize(text)
    lines = Text.of(text, tokens)
    for place in range(min(len(tokens), 14)):
        if tokens[place].kind == "sign" or tokens[place].start > 80:
            continue
        match = read_date(lines, place)
        if match is None or match.form != "date" or match.calendar.year is None:
            continue
        day = _day(match)
        start, end = tokens[match.first].start, tokens[match.last - 1].end
        if day is None:
            return None
        before, after = text[:start], text[end:]
        if not _PLACE_BEFORE.fullmatch(before):
            return None
        alone = not after.strip(" .)\n")
        place_in_capitals = any(word.isupper() and len(word) > 2 for word in re.findall(r"[^\W\d_]+", before))
        dash = _AGENCY.match(after)
        if alone or (
            dash is not None
            and dash.end() > 0
            and (place_in_capitals or before.strip() == "" or "," in before)
        ):
            return day, start, end
        return None
    return None


def _day(match: DateMatch) -> date | None:
    calendar = match.calendar
    assert calendar.year is not None
    if calendar.month is None:
        return None
    if calendar.day is None:
        return None
    if (
        not 1 <= calendar.year <= 9999
        or calendar.day > monthrange(calendar.year, calendar.month)[1]
        or calendar.day < 1
    ):
        return None
    return date(calendar.year, calendar.month, calendar.day)
