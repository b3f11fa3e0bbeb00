"""Units: what may be compared, and by what factor."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.arithmetic.units import (
    CALENDAR_YEAR,
    COUNT,
    DATE,
    PERCENT,
    TIME_OF_DAY,
    WEEKDAY,
    YEAR,
    Unit,
    dimension_of,
    factor,
    is_currency,
    named,
    product,
    show,
    unit_of,
)
from checker.model import Form
from tests.numbers_by_hand import number


@pytest.fixture(autouse=True)
def _nothing_worked_out_before() -> None:
    named.cache_clear()
    factor.cache_clear()


@pytest.mark.parametrize(
    ("form", "reading", "unit"),
    [
        ("date", None, DATE),
        ("year", None, CALENDAR_YEAR),
        ("decade", None, CALENDAR_YEAR),
        ("weekday", None, WEEKDAY),
        ("clock_time", None, TIME_OF_DAY),
        ("age", None, YEAR),
        ("age", "month", named("month")),
        ("percent", None, PERCENT),
        ("percent_point", None, PERCENT),
        ("percent_point", "percent_point", PERCENT),
        ("count", None, COUNT),
        ("measure", "mile", named("mile")),
        ("rate", "percent", PERCENT),
    ],
)
def test_the_unit_of_a_claim(form: Form, reading: str | None, unit: Unit) -> None:
    assert unit_of(number("5", "5", form=form), reading) == unit


@pytest.mark.parametrize(
    ("name", "expected"),
    [("USD", True), ("usd", False), ("day", False), ("EURO", False), ("K", False), ("U2D", False)],
)
def test_currencies_are_known_by_their_codes(name: str, expected: bool) -> None:
    assert is_currency(name) is expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("kilometre", "mile", (Fraction(15625, 25146), Fraction(0))),
        ("degree_Celsius", "degree_Fahrenheit", (Fraction(9, 5), Fraction(32))),
        ("kilometre / hour", "metre / second", (Fraction(5, 18), Fraction(0))),
        ("degree_Fahrenheit", "degree_Celsius", (Fraction(5, 9), Fraction(-160, 9))),
        ("square_metre", "square_foot", (Fraction(1562500, 145161), Fraction(0))),
        ("cubic_metre", "litre", (Fraction(1000), Fraction(0))),
        ("square_mile", "mile ** 2", (Fraction(1), Fraction(0))),
        ("hour", "minute", (Fraction(60), Fraction(0))),
        ("USD / hour", "USD / minute", (Fraction(1, 60), Fraction(0))),
        ("USD / hour", "EUR / hour", None),
        ("USD / hour", "USD", None),
        ("nonsense", "mile", None),
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
    assert product(PERCENT, PERCENT) == (("percent", 2),)
    assert product(product(PERCENT, PERCENT), COUNT) == (("percent", 2),)
    assert product(named("percent / hour"), COUNT) == (("hour", -1),)


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("mile", "length"),
        ("kilometre / hour", "speed"),
        ("USD", "money"),
        ("percent", "share"),
        ("", "count"),
        ("USD / hour", None),
        ("square_kilometre", "area"),
        ("cubic_metre", "volume"),
        ("byte", "data"),
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
        ("nautical_mile", "nautical miles"),
        ("metre ** 3", "cubic metres"),
        ("metre ** 4", "metres^4"),
        ("metre * newton", "metre newtons"),
        ("USD / hour", "USD per hour"),
        ("", ""),
    ],
)
def test_units_in_words(unit: str, words: str) -> None:
    assert show(named(unit)) == words


def test_one_of_a_unit() -> None:
    assert show(named("foot"), plural=False) == "foot"
    assert show(named("kilometre / hour"), plural=False) == "kilometre per hour"
