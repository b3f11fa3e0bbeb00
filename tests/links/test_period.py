"""Periods given by their two ends, and lengths of time beside them."""

from __future__ import annotations

from datetime import date

import pytest

from checker.links import duration, period
from tests.links.calendar_by_hand import article, found


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("He taught there from 1984 to 2009.", "1984", "2009"),
        ("He taught there from 1984 until his retirement in 1909.", "1984", "1909"),
        ("Between 1984 and 2009 the town doubled in size.", "1984", "2009"),
        ("The bridge is closed from 20 June 2025 to 2 June 2025.", "20 June 2025", "2 June 2025"),
        (
            "The work started on 26 April 2025 and was planned to end on 4 April 2025.",
            "26 April 2025",
            "4 April 2025",
        ),
        ("The great war (1918-1914) was over.", "1918", "1914"),
    ],
)
def test_both_ends_are_found(text: str, start: str, end: str) -> None:
    assert {"start": start, "end": end} in found(period.find, article(text))


@pytest.mark.parametrize(
    "text",
    [
        "He left in 2009 and his brother in 1984.",
        "The tribe held the fort from 400 to 390 BC.",
        "He won it in 2009, after 1984.",
    ],
)
def test_two_years_are_no_period_by_themselves(text: str) -> None:
    assert found(period.find, article(text)) == []


def test_a_period_without_years_may_run_over_new_year() -> None:
    (link,) = period.find(
        article("The rink is open from 28 November to 6 January.", published=date(2025, 11, 20))
    )
    assert len(link.roles["end"][0].quantity.readings) == 2
    (whole,) = period.find(
        article("The course runs from 1 September to 31 August.", published=date(2025, 9, 20))
    )
    assert len(whole.roles["end"][0].quantity.readings) == 2


def test_a_short_fall_within_the_year_is_not_read_over_new_year() -> None:
    (link,) = period.find(
        article("The bridge is closed from 20 June to 2 June.", published=date(2025, 5, 20))
    )
    assert len(link.roles["end"][0].quantity.readings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The fair runs for 3 weeks, from 4 May 2024 to 15 June 2024.",
        "From 4 May 2024 to 15 June 2024, for 3 weeks, the fair runs.",
    ],
)
def test_a_length_is_tied_to_its_period(text: str) -> None:
    (link,) = found(duration.find, article(text), "duration_dates")
    assert link == {"start": "4 May 2024", "end": "15 June 2024", "length": "3"}


def test_a_length_with_an_event_of_its_own_is_left_alone() -> None:
    text = "After 3 weeks of rain and 2 strikes the fair ran from 4 May 2024 to 15 June 2024."
    assert found(duration.find, article(text), "duration_dates") == []


def test_days_later_and_earlier() -> None:
    later = article("He vanished on 2 May 2024. 12 days later, on 14 May 2024, he was found.")
    assert found(duration.find, later, "days_apart") == [
        {"start": "2 May 2024", "end": "14 May 2024", "length": "12"}
    ]
