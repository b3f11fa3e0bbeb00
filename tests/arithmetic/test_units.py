"""Units: what may be compared, and by what factor."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.arithmetic.units import COUNT, DATE, PERCENT, dimension_of, factor, named, product, show


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("kilometre", "mile", (Fraction(15625, 25146), Fraction(0))),
        ("degree_Celsius", "degree_Fahrenheit", (Fraction(9, 5), Fraction(32))),
        ("kilometre / hour", "metre / second", (Fraction(5, 18), Fraction(0))),
        ("USD", "USD", (Fraction(1), Fraction(0))),
        ("USD", "EUR", None),
        ("kilometre", "kilogram", None),
        ("percent", "kilometre", None),
        ("USD", "percent", None),
    ],
)
def test_factors_are_exact(source: str, target: str, expected: tuple[Fraction, Fraction] | None) -> None:
    assert factor(named(source), named(target)) == expected


def test_counts_and_shares_are_never_compared() -> None:
    assert factor(COUNT, PERCENT) is None
    assert factor(DATE, named("day")) is None


def test_products_and_quotients() -> None:
    dollars, hours = named("USD"), named("hour")
    rate = product(dollars, hours, divide=True)
    assert show(rate) == "USD per hour"
    assert product(rate, hours) == dollars
    assert product(COUNT, dollars) == dollars
    assert product(PERCENT, dollars) == dollars
    assert product(PERCENT, COUNT) == COUNT


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("mile", "length"),
        ("kilometre / hour", "speed"),
        ("USD", "money"),
        ("percent", "share"),
        ("nonsense", None),
    ],
)
def test_dimensions_have_names(unit: str, dimension: str | None) -> None:
    assert dimension_of(named(unit)) == dimension


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("foot", "feet"),
        ("kilometre / hour", "kilometres per hour"),
        ("mile ** 2", "square miles"),
        ("degree_Celsius", "°C"),
    ],
)
def test_units_in_words(unit: str, words: str) -> None:
    assert show(named(unit)) == words
