"""Which numbers a stated result was worked out from, and how far off a slip of the pen can be."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.links.operands import one_slip, percent_near, power_of_ten_off, settled, slipped


def test_operands_that_fit_come_before_the_only_ones_that_do_not() -> None:
    found = settled([1, 2, 3], fits=lambda one: one == 2, off=lambda one: True)
    assert found == 2


@pytest.mark.parametrize(("candidates", "chosen"), [([7], 7), ([7, 8], None), ([], None)])
def test_operands_that_do_not_fit_are_held_to_only_where_there_is_one_choice(
    candidates: list[int], chosen: int | None
) -> None:
    assert settled(candidates, fits=lambda one: False, off=lambda one: True) == chosen


def test_operands_farther_off_than_a_slip_are_let_go() -> None:
    assert settled([7], fits=lambda one: False, off=lambda one: False) is None


@pytest.mark.parametrize(("stated", "worked"), [(1_310, 1_210), (12_600, 21_600), (5_880, 5_580), (64, 60)])
def test_slips_of_one_digit_and_of_two_swapped_are_near(stated: int, worked: int) -> None:
    assert slipped(Fraction(stated), Fraction(worked))


@pytest.mark.parametrize(("stated", "worked"), [(50, 13), (9, 3), (70_000, 12_000), (0, 4)])
def test_other_numbers_are_not_near(stated: int, worked: int) -> None:
    assert not slipped(Fraction(stated), Fraction(worked))


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from([10, 100, 1_000, 1_000_000]))
def test_a_lost_power_of_ten_is_seen_both_ways(number: int, power: int) -> None:
    assert power_of_ten_off(Fraction(number), Fraction(number * power))
    assert power_of_ten_off(Fraction(number * power), Fraction(number))


@given(st.integers(min_value=100, max_value=10**7), st.integers(min_value=100, max_value=10**7))
def test_one_slip_does_not_depend_on_which_number_was_meant(left: int, right: int) -> None:
    assert one_slip(Fraction(left), Fraction(right)) == one_slip(Fraction(right), Fraction(left))


def test_a_percentage_is_near_where_it_slipped() -> None:
    assert percent_near(Fraction(81, 10), Fraction(75, 10))
    assert not percent_near(Fraction(80), Fraction(25))
