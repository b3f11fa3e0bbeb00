"""Whether a check would have noticed a misprint: counted exactly, on numbers small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from checker.arithmetic.evaluate import Box
from checker.intervals import Interval
from checker.judge.power import FEW_TRIED, has_power, misprinted_values
from checker.model import Claim, Reading
from checker.rulebook.expressions import compile_expression
from tests.numbers_by_hand import number, weekday

# The numerals one edit away from 7: the nine other digits; 17, 27 … 97; 70, 71 … 79, and 77 a second time.
SEVEN = number("7", "7")


def power(source: str, **roles: Claim) -> bool:
    filled = {role: (claim,) for role, claim in roles.items()}
    readings = {id(claim): claim.quantity.readings[0] for claim in roles.values()}
    return has_power(compile_expression(source, roles=tuple(roles)), Box(filled, readings, False, {}))


def test_the_misprints_of_a_digit_are_all_tried() -> None:
    values = misprinted_values(SEVEN)
    assert len(values) == 28
    assert sum(value < 6 for value in values) == 6
    assert sum(value > 77 for value in values) == 4


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a >= 6", True),  # 6 of 28 would have failed
        ("a >= 5", False),  # 5 of 28
        ("a <= 76", True),
        ("a <= 77", False),
        ("abs(a) >= 6", True),
        ("abs(a) >= 5", False),
        ("a == 7", True),
        ("1 == 1", False),
        ("a >= 5 or a >= 6", True),
        ("a >= 5 or a >= 4", False),
        ("a >= 5 or a == 8", False),
        ("a == 8 or a == 7", True),
        ("not a <= 5", True),
    ],
)
def test_a_fifth_of_the_misprints_must_fail(source: str, expected: bool) -> None:
    assert power(source, a=SEVEN) is expected


def test_of_a_loose_number_the_whole_interval_moves() -> None:
    about = number("about 7", "7", readings=(Reading(core=Interval.point(7), wide=Interval.between(6, 8)),))
    assert power("a >= 6", a=about) is False
    assert power("a >= 7", a=about) is True
    assert power("abs(a) >= 7", a=about) is True


def test_numbers_that_no_text_writes_are_not_misprinted() -> None:
    derived = replace(SEVEN, derived="counted in a list")
    assert power("a >= 6", a=derived) is False
    assert power("b + a >= 13", b=derived, a=SEVEN) is True


def test_all_claims_are_tried_together() -> None:
    bound = number("900", "900", qualifier="up_to")
    assert power("a <= b", a=SEVEN, b=bound) is False
    assert power("a + 0 >= 6", a=SEVEN, b=replace(bound, derived="counted in a list")) is True


def test_what_has_no_meaning_does_not_hold() -> None:
    assert power("10 / a >= 1 or a == 8", a=SEVEN) is True
    assert power("abs(10 / (a - 7)) >= 1 or a == 8", a=SEVEN) is False


def test_the_misprints_of_all_claims_are_added_up() -> None:
    other = replace(SEVEN)
    assert power("a >= 6 and b >= 6", a=SEVEN, b=other) is True  # 6 and 6 of 56
    assert power("a >= 6 and b >= 5", a=SEVEN, b=other) is False  # 6 and 5


def test_a_fifth_is_enough() -> None:
    found = misprinted_values(number("24", "24"))
    assert len(found) == 25
    assert sum(value > 293 for value in found) == 5
    assert sum(value > 294 for value in found) == 4
    for source in ("a", "abs(a)"):
        assert power(f"{source} <= 293", a=number("24", "24")) is True
        assert power(f"{source} <= 294", a=number("24", "24")) is False


@pytest.mark.parametrize("wide", [Interval.between(-99, 99), Interval.between(7, 6)])
def test_what_no_number_can_be_fails_with_every_misprint(wide: Interval) -> None:
    anything = number("about 7", "7", readings=(Reading(core=wide, wide=wide),))
    assert power("a <= 6 and a >= 8", a=anything) is True
    assert power("a <= 6 and a >= 8 and b >= 5", a=anything, b=SEVEN) is True
    assert power("b >= 5 and a <= 6 and a >= 8", b=SEVEN, a=anything) is True


def test_words_and_years_are_misprinted_in_their_own_way() -> None:
    assert misprinted_values(number("twelve", "twelve", value=12)) == []
    quantity = SEVEN.quantity
    worded = replace(SEVEN, quantity=replace(quantity, written=replace(quantity.written, in_words=True)))
    assert misprinted_values(worded) == []
    assert list(misprinted_values(weekday("Monday", "Monday", 0))) == [Fraction(1), Fraction(6)]
    ranged = replace(SEVEN, quantity=replace(quantity, value=None))
    assert misprinted_values(ranged) == []
    years = misprinted_values(number("1998", "1998", form="year"))
    assert years[0] == 1997  # a year off by one comes first
    assert 1998 not in years
    assert FEW_TRIED <= len(years) < 2 * FEW_TRIED


def test_signs_and_scales_are_kept() -> None:
    loss = misprinted_values(number("17", "17", value=-17))
    assert -71 in loss
    assert max(loss) <= 0
    assert min(misprinted_values(number("0", "0"))) == 1
    assert min(misprinted_values(number("0.7", "0.7"))) >= 0
    million = misprinted_values(number("2 million", "2 million"))
    assert Fraction(3_000_000) in million
    assert min(million) >= 0
    assert all(value % 1_000_000 == 0 for value in million)


@pytest.mark.parametrize("written", ["7", "24", "128", "1,284", "12,847,301"])
def test_long_numbers_are_tried_at_a_few_places(written: str) -> None:
    assert FEW_TRIED <= len(misprinted_values(number(written, written))) < 2 * FEW_TRIED
