"""N times as many, and either reading of N times more."""

from __future__ import annotations

import pytest

from checker.links import multiple
from tests.links.articles_by_hand import told
from tests.links.rates_by_hand import article


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The hall seats 84, twice as many as the old one, which held 42.", "times"),
        ("Cork had 300 thefts. In Dublin there were 900, three times more, insurers said.", "times_more"),
        ("Lead showed a tenfold increase, from 4 to 40.", "times"),
        ("They earn $92, four times as much as those in Eastgate, where the figure is $23.", "times"),
    ],
)
def test_the_wording_sets_two_numbers_in_a_ratio(text: str, role: str) -> None:
    (link,) = multiple.find(article(text))
    assert set(link.roles) == {"larger", "smaller", role}


def test_numbers_of_another_order_are_not_compared() -> None:
    assert (
        told(
            multiple.find(
                article("He earns $90, three times as much as his brother, whose house cost $400,000.")
            )
        )
        == []
    )


def test_what_the_factor_is_said_to_compare_with_is_compared() -> None:
    text = "The old hall seats 45. The new one has 92 seats, four times as many as the 23 in the bar."
    assert [link.roles["smaller"][0].quantity.text for link in multiple.find(article(text))] == ["23"]
