"""Averages of listed numbers and of whole numbers; rates per head; limits; falls below nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.links import average, impossible, rate_per_head, threshold
from checker.links.context import Context
from tests.links.articles_by_hand import told
from tests.links.rates_by_hand import article


def test_an_average_belongs_to_the_numbers_listed_before_it() -> None:
    found = told(average.find(article("The five scored 12, 18, 9, 21 and 15 goals, an average of 17.")))
    assert found == [("average", {"item": ["12", "18", "9", "21", "15"], "mean": ["17"]})]


def test_an_average_outside_the_list_is_of_something_else() -> None:
    assert not list(
        average.find(article("The five scored 12, 18 and 15 goals; rivals were on an average of 40."))
    )


def test_a_mean_without_decimals_is_always_possible() -> None:
    text = "The 8 judges each gave a whole number of points, and the cake had an average of 844."
    assert not [link for link in average.find(article(text)) if link.kind == "whole_mean"]


def test_the_rate_takes_the_one_population_of_the_sentence() -> None:
    found = told(
        rate_per_head.find(
            article("There were 96 deaths in a county of 240,000, a rate of 24 per 100,000 people.")
        )
    )
    assert found == [
        ("rate_per_head", {"cases": ["96"], "population": ["240,000"], "rate": ["24"], "per": ["100,000"]})
    ]


def test_part_of_a_year_has_no_yearly_rate() -> None:
    text = "Some 18 people died in the district, population 300,000, which is 12 per 100,000 in a full year."
    assert not list(rate_per_head.find(article(text)))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Output has fallen by 140% since May.", ["fall"]),
        ("Profit fell 140% to a loss.", []),
        ("In the poll 140% of voters said yes.", ["part_of_all"]),
        ("They raised 140% of the target.", []),
    ],
)
def test_what_cannot_go_below_nothing_or_above_all(text: str, kinds: list[str]) -> None:
    assert [link.kind for link in impossible.find(article(text))] == kinds


@pytest.mark.parametrize(("exact", "found"), [("487", 1), ("4", 0)])
def test_all_of_them_restates_the_hedged_number_if_it_is_near(exact: str, found: int) -> None:
    text = f"More than 500 rowers came. All {exact} of them won medals."
    context = article(text)
    hedged, plain = context.claims
    sided = replace(hedged, quantity=replace(hedged.quantity, qualifier="more_than"))
    assert len(list(threshold.find(Context.of(context.document, context.parsed, (sided, plain))))) == found
