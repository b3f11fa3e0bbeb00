"""What a number may have been before it was misprinted."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.arithmetic.misprints import edits, misprints
from checker.model import Claim
from tests.numbers_by_hand import day, number, weekday


def slips(claim: Claim) -> dict[Fraction, str]:
    return {slip.value: slip.why for slip in misprints(claim)}


@pytest.mark.parametrize(
    ("written", "meant", "why"),
    [
        ("171", 117, "digits swapped"),
        ("245", 235, "one digit"),
        ("1177", 117, "a digit doubled"),
        ("1287", 187, "a digit too many"),
        ("17", 117, "a digit dropped"),
        ("2.3 million", 2_300_000_000, "thousand, million or billion"),
        ("5.2 million", 2_500_000, "digits swapped"),
    ],
)
def test_each_slip_is_known_by_name(written: str, meant: int, why: str) -> None:
    assert slips(number(written, written))[Fraction(meant)] == why


def test_a_weekday_off_by_one_is_the_likelier_slip() -> None:
    found = slips(weekday("Monday", "Monday", 0))
    assert found[Fraction(1)] == found[Fraction(6)] == "weekday off by one"
    assert found[Fraction(3)] == "another weekday"


def test_a_date_may_be_off_by_a_year() -> None:
    found = slips(day("29 February 2024", "29 February 2024", date(2024, 2, 29)))
    assert Fraction(date(2024, 2, 28).toordinal()) in found
    assert all(value > 0 for value in found)
    plain = slips(day("3 May 2024", "3 May 2024", date(2024, 5, 3)))
    assert plain[Fraction(date(2023, 5, 3).toordinal())] == "year off by one"


def test_a_number_in_words_has_no_digits_to_slip() -> None:
    assert set(slips(number("twelve", "twelve", value=12))) == {Fraction(11), Fraction(13)}


@given(st.integers(min_value=1, max_value=10**7))
def test_no_misprint_is_what_is_written(value: int) -> None:
    written = str(value)
    claim = number(written, written)
    found = misprints(claim)
    assert all(slip.value != value for slip in found)
    assert len({slip.value for slip in found}) == len(found)


@given(st.from_regex(r"[1-9][0-9]{0,5}(\.[0-9]{1,2})?", fullmatch=True))
def test_every_edit_is_a_numeral_and_can_be_undone(digits: str) -> None:
    for text, _ in edits(digits):
        assert Fraction(text) >= 0
        assert text == "0" or not text.startswith("0") or text.startswith("0.")
        if text[0] != "0" and digits[0] != "0":
            assert digits in {undone for undone, _ in edits(text)}
