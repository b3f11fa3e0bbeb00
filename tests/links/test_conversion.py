"""Quantities given again in another unit."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.links import conversion
from checker.model import Link
from tests.links.calendar_by_hand import article, found


def _only(text: str) -> Link:
    (link,) = conversion.find(article(text))
    return link


@pytest.mark.parametrize(
    "text",
    [
        "The wall is 12 feet (3.7 metres) high.",
        "The wall, 12 feet, or 3.7 metres, is high.",
        "It is 12 feet/3.7 metres high.",
    ],
)
def test_a_bracket_a_comma_or_a_slash_joins_them(text: str) -> None:
    assert found(conversion.find, article(text)) == [{"source": "12", "target": "3.7"}]


@pytest.mark.parametrize(
    "text",
    [
        "The tower is 30 metres (with its mast 40 feet more) high.",
        "Choose the 5 km or 10 miles route.",
        "The 30 metres (98 metres with its mast) tower.",
        "It is 5 feet 9 (1.75 metres) tall.",
    ],
)
def test_another_quantity_is_no_conversion(text: str) -> None:
    assert found(conversion.find, article(text)) == []


def test_a_temperature_may_be_a_difference_unless_it_must_be() -> None:
    assert _only("At noon it was 25C (77F) in the shade.").attributes["of"] == "temperature"
    assert _only("The lake has warmed by 3C (5.4F) since then.").attributes["of"] == "temperature difference"


@given(st.integers(min_value=1, max_value=9_999))
def test_the_true_conversion_rounded_to_a_whole_number_is_within_the_target(miles: int) -> None:
    exact = Fraction(1_609_344, 1_000_000) * miles
    kilometres = max(1, round(exact))
    link = _only(f"The road is {miles} miles ({kilometres} km) long.")
    assert link.roles["target"][0].quantity.wide.contains(exact)


def test_a_slip_of_the_point_is_outside_it() -> None:
    link = _only("The wall is 12 feet (37 metres) high.")
    assert not link.roles["target"][0].quantity.wide.contains(Fraction(37, 10))
