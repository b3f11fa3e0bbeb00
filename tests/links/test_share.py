"""Shares and the wholes that the wording ties them to."""

from __future__ import annotations

import pytest

from checker.links import share
from tests.links.articles_by_hand import told
from tests.links.rates_by_hand import article


@pytest.mark.parametrize(
    ("text", "part", "whole", "said"),
    [
        ("Of the 640 who replied, 416, or 65%, had left.", "416", "640", "65%"),
        ("Police solved 46 of the 212 cases, a rate of 22%.", "46", "212", "22%"),
        ("Twelve of the 48 shops, or 12 (25%) of the 48, will close.", "12", "48", "25%"),
        ("About 30% of the 400 nurses, or 120, plan to leave.", "120", "400", "30%"),
        ("Turnout was 36%: 131 of the 365 voters came.", "131", "365", "36%"),
        ("The school has 950 pupils, of whom 171, or 18%, are new.", "171", "950", "18%"),
    ],
)
def test_part_whole_and_share_are_tied(text: str, part: str, whole: str, said: str) -> None:
    assert ("share", {"part": [part], "whole": [whole], "share": [said]}) in told(share.find(article(text)))


def test_a_fraction_is_a_share_in_percent() -> None:
    (link,) = share.find(
        article("The mill will lay off a third of its 96 hands. The 54 who are to go were told.")
    )
    (fraction,) = link.roles["fraction"]
    assert (fraction.unit, link.roles["part"][0].quantity.text) == ("percent", "54")


def test_a_fraction_in_apposition_says_what_the_percentage_says() -> None:
    assert told(share.find(article("Just over a third of pupils, 31%, cannot swim."))) == [
        ("same_share", {"fraction": ["a third"], "share": ["31%"]})
    ]


def test_a_majority_is_more_than_half_of_those_in_favour() -> None:
    (link,) = share.find(article("A majority of residents support the toll. In a survey 46% were in favour."))
    assert link.roles["fraction"][0].quantity.wide.low == 50


def test_a_part_of_the_total_takes_any_base_that_fits() -> None:
    text = "Sales were £872 million, from £901 million. Online orders brought in £218 million, or a quarter of the total."
    (link,) = share.find(article(text))
    assert link.roles["whole"][0].quantity.text == "£872 million"


@pytest.mark.parametrize(
    "text",
    [
        "She won 39 of the 54 delegates with 48% of the vote.",
        "A third of the 150 plots have been let. Half of the rest, 50, are spoken for.",
        "Police stopped 240 drivers and charged 12, up 8% on last year.",
    ],
)
def test_a_share_with_another_base_is_left_alone(text: str) -> None:
    assert not list(share.find(article(text)))
