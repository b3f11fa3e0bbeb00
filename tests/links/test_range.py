"""Ranges by their two ends, and those that are no ranges."""

from __future__ import annotations

import pytest

from checker.links import range as range_
from tests.links.articles_by_hand import told
from tests.links.rates_by_hand import article


@pytest.mark.parametrize(
    "text",
    [
        "Between 36 and 30 people came.",
        "The suspects range in age from 36 to 30.",
        "Some 36 to 30 visitors came.",
    ],
)
def test_a_range_has_a_lower_and_an_upper_end(text: str) -> None:
    assert told(range_.find(article(text))) == [("range", {"low": ["36"], "high": ["30"]})]


@pytest.mark.parametrize(
    "text", ["The difference between 36 and 30 is 6.", "It was cut from 36 to 30 places."]
)
def test_differences_and_changes_are_no_ranges(text: str) -> None:
    assert not list(range_.find(article(text)))


def test_a_lower_end_without_the_scale_word_is_clipped() -> None:
    found = told(range_.find(article("It will cost between £26 and £31 million.")))
    assert ("clipped_range", {"low": ["£26"], "high": ["£31 million"]}) in found
