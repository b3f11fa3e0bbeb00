"""Weekdays beside dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.links import weekday_date
from checker.links.moments import WEEKDAYS
from tests.links.calendar_by_hand import article, found


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The inquiry opens on Tuesday, 8 April 2025.", [("Tuesday", "8 April 2025")]),
        ("The inquiry opens on Tuesday morning, 8 April 2025.", [("Tuesday", "8 April 2025")]),
        ("The deadline, 30 June 2025, was a Monday.", [("Monday", "30 June 2025")]),
        ("They met on 30 June 2025 (a Monday).", [("Monday", "30 June 2025")]),
        (
            "The fair runs from Thursday 21 to Sunday 24 August 2025.",
            [("Sunday", "24 August 2025"), ("Thursday", "21")],
        ),
        (
            "The court sat on Monday and Tuesday, 3 and 4 March 2025.",
            [("Monday", "3"), ("Tuesday", "4 March 2025")],
        ),
    ],
)
def test_a_weekday_is_tied_to_its_date(text: str, pairs: list[tuple[str, str]]) -> None:
    links = found(weekday_date.find, article(text))
    assert [(link["weekday"], link["date"]) for link in links] == pairs


@pytest.mark.parametrize(
    "text",
    [
        "Sheffield Wednesday, 8 April 2025: a draw that pleased nobody.",
        "They met on the night of Monday to Tuesday, 7 April 2025.",
        "On Friday the vote of 8 April 2025 was annulled.",
        "After 8 April 2025, Tuesday's hearing was the first.",
        "The court will sit on Friday, 9 May.",
    ],
)
def test_a_weekday_of_something_else_is_left_alone(text: str) -> None:
    assert found(weekday_date.find, article(text)) == []


def test_a_date_without_a_year_is_read_in_every_year_it_may_have() -> None:
    context = article("The hearing is on Monday, 9 June.", published=date(2025, 1, 2))
    (link,) = weekday_date.find(context)
    days = {
        date.fromordinal(int(reading.core.low or 0)) for reading in link.roles["date"][0].quantity.readings
    }
    assert {date(2025, 6, 9), date(2024, 6, 9)} <= days


def test_a_weekday_list_gives_a_link_for_each_day() -> None:
    context = article("The ferry sails on Sundays in July 2025, the 6th, 13th and 21st.")
    links = found(weekday_date.find, context)
    assert [link["date"] for link in links] == ["6th", "13th", "21st"]


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2190, 12, 31)))
def test_the_weekday_of_the_calendar_is_never_another(day: date) -> None:
    name = WEEKDAYS[day.weekday()].capitalize()
    month = day.strftime("%B")
    (link,) = weekday_date.find(article(f"They met on {name}, {day.day} {month} {day.year}, in Leeds."))
    read = link.roles["date"][0].quantity.core.low
    assert read == day.toordinal()
    assert (day + timedelta(days=1)).toordinal() != read
