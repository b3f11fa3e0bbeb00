"""Goals said to be reached or missed, and how far it got."""

from __future__ import annotations

import pytest

from checker.links import goal
from tests.links.articles_by_hand import told
from tests.links.rates_by_hand import article


def test_a_goal_said_to_be_passed_is_held_against_what_came_in() -> None:
    found = told(
        goal.find(article("The chapel roof fund has passed its £80,000 target, with £76,300 given."))
    )
    assert found == [("goal_reached", {"more": ["£76,300"], "less": ["£80,000"]})]


def test_a_goal_said_to_be_missed_is_the_larger_number() -> None:
    found = told(goal.find(article("The ward missed its target of 95 per cent, reaching 97 per cent.")))
    assert found == [("goal_reached", {"more": ["95 per cent"], "less": ["97 per cent"]})]


@pytest.mark.parametrize(
    "text",
    [
        "The chapel roof fund hopes to pass its £80,000 target; it has £76,300.",
        "The chapel roof fund passed its £80,000 target and set a new one, and has £36,300 of that.",
        "The chapel roof fund passed its £80,000 target with a gift of £2,000.",
        "The chapel roof fund passed its £80,000 target: £50,000 came from friends and £31,000 from sales.",
    ],
)
def test_hopes_new_goals_and_other_sums_are_left_alone(text: str) -> None:
    assert not list(goal.find(article(text)))
