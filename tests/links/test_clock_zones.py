"""One moment on two clocks, and clock times that no clock shows."""

from __future__ import annotations

from datetime import date

import pytest

from checker.links import calendar_day, clock_zones
from checker.links.time_zones import offsets
from tests.links.calendar_by_hand import article, found


def _differences(text: str) -> set[int]:
    (link,) = clock_zones.find(article(text, published=date(2025, 1, 8)))
    return {int(reading.core.low or 0) for reading in link.roles["difference"][0].quantity.readings}


def test_named_zones_give_their_own_distance() -> None:
    assert 60 in _differences("Voting ends at 9.00 pm BST (2000 GMT), officials said.")
    assert 30 not in _differences("Voting ends at 9.00 pm BST (2000 GMT), officials said.")


def test_without_a_zone_any_whole_hour_will_do() -> None:
    assert all(minutes % 60 == 0 for minutes in _differences("It struck at 7.37 pm local time (1137 GMT)."))


def test_a_country_of_half_hours_allows_half_hours() -> None:
    assert 330 in _differences("In India it struck at 5.07 pm local time (1137 GMT).")


@pytest.mark.parametrize(
    "text",
    [
        "The shop opens at 9.00 am (it closed at 5.30 pm before).",
        "The shop opens at 9.00 am (until 1700 GMT on Sundays).",
        "It opens at 9.00 am. The other opens at 0800 GMT.",
    ],
)
def test_two_moments_are_left_alone(text: str) -> None:
    assert found(clock_zones.find, article(text)) == []


def test_summer_time_follows_the_day() -> None:
    assert offsets("New York", [date(2025, 1, 8)]) == (-300,)
    assert offsets("New York", [date(2025, 7, 8)]) == (-240,)
    assert offsets("the Atlantis of old", [date(2025, 7, 8)]) == ()


def test_an_abbreviation_keeps_all_its_meanings() -> None:
    assert set(offsets("IST", [])) == {330, 60, 120}


def test_minutes_beyond_the_hour_are_shown_to_the_rule() -> None:
    (link,) = calendar_day.find(article("The launch was put off until 1675 GMT because of wind."))
    assert link.roles["minute"][0].quantity.core.low == 75


def test_the_last_day_of_february_depends_on_the_year() -> None:
    (common,) = calendar_day.find(article("She was born on 29 February 1990 in Leeds."))
    (leap,) = calendar_day.find(article("She was born on 29 February 1992 in Leeds."))
    assert common.roles["last"][0].quantity.core.low == 28
    assert leap.roles["last"][0].quantity.core.low == 29
