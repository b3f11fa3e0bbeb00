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


def stated(year: int | None = None, month: int | None = None, day: int | None = None) -> CalendarValue:
    return CalendarValue(year=year, month=month, day=day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sept. 30 was a warm day", stated(month=9, day=30)),
        ("on 1 may they met", stated(month=5, day=1)),
        ("on Sept 30th", stated(month=9, day=30)),
        ("May the 4th", stated(month=5, day=4)),
        ("the fourth of July, 1976", stated(1976, 7, 4)),
        ("5-May-2020", stated(2020, 5, 5)),
        ("23 May of 2020", stated(2020, 5, 23)),
        ("May of 2020", stated(2020, 5)),
        ("May, 2020", stated(2020, 5)),
        ("in Apr. 2020", stated(2020, 4)),
        ("in Mar", stated(month=3)),
        ("on 23 May '24", stated(2024, 5, 23)),
        ("on May 45", stated(month=5, day=45)),
        ("05/23/2025", stated(2025, 5, 23)),
        ("05/06/2025", stated(2025)),
        ("5/6/25", stated()),
        ("the 1995s", stated(1995)),
        ("the '80s", stated(1980)),
        ("the 1410s", stated(1410)),
        ("in '68, he left", stated(1968)),
        ("the summer of ’09", stated(2009)),
        ("2024's best", stated(2024)),
        ("2024’s", stated(2024)),
        ("in AD 793", stated(793)),
        ("in AD 79", stated(79)),
        ("793 BC", stated(-793)),
        ("in 79 AD", stated(79)),
        ("the treaty of 1750", stated(1750)),
        ("around 1750 when", stated(1750)),
        ("until 1750.", stated(1750)),
        ("by 2150", stated(2150)),
        ("about 2012", stated(2012)),
    ],
)
def test_rarer_ways_to_write_a_date(text: str, expected: CalendarValue) -> None:
    assert calendar(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24-26 May 2025", [stated(2025, 5, 24), stated(2025, 5, 26)]),
        ("May 24 to 26", [stated(month=5, day=24), stated(month=5, day=26)]),
        ("May 24 to 26, 2025", [stated(month=5, day=24), stated(2025, 5, 26)]),
        ("between 24 and 26 May", [stated(month=5, day=24), stated(month=5, day=26)]),
        ("on 24 and 26 May", [stated(month=5, day=24), stated(month=5, day=26)]),
        ("killed 24 and 26 May", [None, stated(month=5, day=26)]),
        ("26 to 24 May", [None, stated(month=5, day=24)]),
        ("May 24 to 26 boats", [stated(month=5, day=24), None]),
        ("May 24 to 26%", [stated(month=5, day=24), None]),
        ("from 1750 to 1800", [stated(1750), stated(1800)]),
        ("between 1750 and 1760", [stated(1750), stated(1760)]),
        ("1999-00", [stated(1999)]),
        ("2012/13", [stated(2012)]),
        ("2012-12", [stated(2012), None]),
        ("20 June 2006 (Tuesday night)", [stated(2006, 6, 20), CalendarValue(weekday=1)]),
        ("20 June, Tuesday night", [stated(month=6, day=20), CalendarValue(weekday=1)]),
        (
            "20 June, Tuesday at noon",
            [CalendarValue(month=6, day=20, weekday=1), CalendarValue(minute_of_day=720)],
        ),
        (
            "the night of Thursday to Friday 24 May",
            [CalendarValue(weekday=3), CalendarValue(weekday=4), stated(month=5, day=24)],
        ),
        ("23 May, Friday, 2025", [CalendarValue(month=5, day=23, weekday=4), stated(2025)]),
        ("Friday the 13th", [CalendarValue(weekday=4), None]),
    ],
)
def test_dates_beside_each_other(text: str, expected: list[CalendarValue | None]) -> None:
    assert [quantity_of(text, mention).calendar for mention in read_mentions(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "May 45 people",
        "May 23%",
        "May 23 per cent",
        "May 4/5 of them",
        "5 may be late",
        "5 march down",
        "5-of-May",
        "he likes Sun, sea",
        "13/13/2025",
        "3.13.2025",
        "$ 2012",
        "£2012",
        "2012%",
        "2012.5",
        "2012.50",
        "page 2012",
        "about 2012 boats",
        "until 1750 boats",
        "from 1750 to 1800%",
        "the '85s",
        "'20 people died,' he said",
        "of '20 people' he spoke",
        "AD 12 people",
        "1000s of people",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert all(mention.date is None for mention in read_mentions(text))
