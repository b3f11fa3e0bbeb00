"""Dates with only the parts that the text states, resolved against the day of publication."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from checker.claims import dateline
from checker.claims.mentions import read_mentions
from checker.claims.quantities import quantity_of
from checker.model import CalendarValue
from tests.claims.documents_by_hand import document

FULL = CalendarValue(year=2025, month=5, day=23)


def calendar(text: str) -> CalendarValue | None:
    (mention,) = read_mentions(text)
    return quantity_of(text, mention).calendar


@pytest.mark.parametrize(
    "text",
    [
        "May 23, 2025",
        "23 May 2025",
        "23rd of May 2025",
        "May 23 2025",
        "2025-05-23",
        "23/05/2025",
        "23.05.2025",
        "the 23rd of May, 2025",
    ],
)
def test_full_dates(text: str) -> None:
    assert calendar(text) == FULL


@pytest.mark.parametrize(
    "text",
    [
        "Friday, May 23, 2025",
        "Friday 23 May 2025",
        "Fri. May 23 2025",
        "Friday night, May 23, 2025",
        "23 May 2025 (Friday)",
        "May 23, 2025 Friday",
    ],
)
def test_a_weekday_beside_a_date_belongs_to_it(text: str) -> None:
    assert calendar(text) == CalendarValue(year=2025, month=5, day=23, weekday=4)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("in May 2025", CalendarValue(year=2025, month=5)),
        ("on Sept. 4", CalendarValue(month=9, day=4)),
        ("on 31 June", CalendarValue(month=6, day=31)),
        ("January 84", CalendarValue(month=1, day=84)),
        ("in 2019", CalendarValue(year=2019)),
        ("the 1980s", CalendarValue(year=1980)),
        ("at 5.30pm", CalendarValue(minute_of_day=1050)),
        ("at 17:30 GMT", CalendarValue(minute_of_day=1050, zone="GMT")),
        ("at noon", CalendarValue(minute_of_day=720)),
        ("(2024 UTC)", CalendarValue(minute_of_day=1224, zone="UTC")),
        ("on Monday", CalendarValue(weekday=0)),
    ],
)
def test_parts(text: str, parts: CalendarValue) -> None:
    assert calendar(text) == parts


@pytest.mark.parametrize("text", ["2,019 votes", "2019 people", "he may march", "in 300 homes", "at $1,999"])
def test_what_is_no_date(text: str) -> None:
    assert [mention for mention in read_mentions(text) if mention.date or mention.clock] == []


def test_a_date_without_a_year_is_the_nearest_to_publication_first() -> None:
    text = "on January 3"
    (mention,) = read_mentions(text)
    quantity = quantity_of(text, mention, anchor=date(2024, 12, 20))
    assert quantity.core.low == date(2025, 1, 3).toordinal()
    assert quantity.readings[0].note == "2025"


def test_a_date_that_no_year_can_place_may_be_any_day() -> None:
    for text in ("on January 3", "on 31 June 2025"):
        (mention,) = read_mentions(text)
        (reading,) = quantity_of(text, mention).readings
        assert reading.core.contains(date(1950, 1, 1).toordinal())


def test_a_range_of_years_has_two_ends() -> None:
    text = "from 2012-13"
    (mention,) = read_mentions(text)
    assert quantity_of(text, mention).bounds == (Fraction(2012), Fraction(2013))


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("ORRIN, May 24, 2025 (Agency) - The mayor left.", date(2025, 5, 24)),
        ("Friday, May 23, 2025", date(2025, 5, 23)),
        ("May 24, 2025 - The mayor left.", date(2025, 5, 24)),
        ("The mayor left on May 24, 2025, officials said.", None),
        ("The mayor left.", None),
    ],
)
def test_a_date_line_is_the_anchor(lead: str, day: date | None) -> None:
    found = dateline(document(lead, "He did not say why."))
    assert (found.day if found else None) == day
