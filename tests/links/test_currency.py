"""Conversions between two currencies, held against each other."""

from __future__ import annotations

from fractions import Fraction

from checker.links import currency
from tests.links.articles_by_hand import told
from tests.links.rates_by_hand import article


def test_two_conversions_are_turned_the_same_way() -> None:
    found = told(
        currency.find(article("They took £20 million ($26 million). Police found $8 million (£5 million)."))
    )
    assert found == [
        (
            "currency_rates",
            {
                "amount": ["£20 million"],
                "converted": ["$26 million"],
                "other_amount": ["£5 million"],
                "other_converted": ["$8 million"],
            },
        )
    ]


def test_a_sum_of_another_year_has_its_own_rate() -> None:
    assert not list(
        currency.find(
            article("It sold for £20 million ($26 million). In 1998 £5 million ($9 million) was paid.")
        )
    )


def test_the_conversion_is_rounded_and_the_sum_is_not() -> None:
    (link,) = currency.find(article("They pay £10 ($13). The club owes £425 ($540)."))
    assert link.roles["other_amount"][0].quantity.wide.is_point
    assert link.roles["other_converted"][0].quantity.wide.high == 545 + Fraction(2, 5)
