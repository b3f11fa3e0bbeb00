"""What a number may have been before it was misprinted."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.arithmetic.misprints import (
    ADDED,
    DOUBLED,
    DROPPED,
    RANK,
    SWAPPED,
    WRONG,
    edits,
    misprints,
    written_value,
)
from checker.intervals import Interval
from checker.model import Claim, Form, Reading
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


def one_edit_away(digits: str) -> set[str]:
    """Every numeral one swap, change, loss or gain of a digit away, by the definition."""
    changed = {
        digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        for place in range(len(digits) - 1)
        if "." not in digits[place : place + 2]
    }
    if (point := digits.find(".")) > 0:  # the digits on either side of the point
        changed.add(digits[: point - 1] + digits[point + 1] + "." + digits[point - 1] + digits[point + 2 :])
    for place in range(len(digits) + 1):
        for other in "0123456789":
            changed.add(digits[:place] + other + digits[place:])
            if place < len(digits) and digits[place] != ".":
                changed.add(digits[:place] + other + digits[place + 1 :])
        if place < len(digits) and digits[place] != "." and len(digits.replace(".", "")) > 1:
            changed.add(digits[:place] + digits[place + 1 :])
    return {text for text in changed - {digits} if re.fullmatch(r"(0|[1-9][0-9]*)(\.[0-9]+)?", text)}


@given(st.from_regex(r"[1-9][0-9]{0,4}(\.[0-9]{1,2})?", fullmatch=True))
def test_the_edits_are_all_that_there_are(digits: str) -> None:
    assert {text for text, _ in edits(digits)} == one_edit_away(digits)


def test_each_edit_goes_by_its_slip() -> None:
    found = list(edits("122"))
    assert ("212", SWAPPED) in found
    assert ("192", WRONG) in found
    assert ("12", DOUBLED) in found
    assert ("22", ADDED) in found
    assert ("1322", DROPPED) in found
    assert [why for text, why in found if text == "12"] == [DOUBLED]
    assert not [text for text, why in found if why == SWAPPED and text == "122"]
    assert {why for _, why in edits("7")} == {WRONG, DROPPED}


def test_the_strongest_slip_explains_a_value() -> None:
    assert slips(number("12", "12"))[Fraction(21)] == SWAPPED
    assert slips(number("11", "11"))[Fraction(10)] == WRONG
    found = misprints(number("21", "21"))
    assert {slip.value: slip.rank for slip in found}[Fraction(12)] == RANK[SWAPPED] == 0


def test_a_sign_and_a_scale_are_kept() -> None:
    loss = slips(number("17", "17", value=-17))
    assert loss[Fraction(-71)] == SWAPPED
    assert Fraction(71) not in loss
    scaled = {value for value, why in slips(number("2.3 million", "2.3 million")).items() if "million" in why}
    assert scaled == {Fraction(2300), Fraction(2_300_000_000), Fraction(2_300_000_000_000)}
    plain = slips(number("2300", "2300"))
    assert not [why for why in plain.values() if "million" in why]


def test_words_are_off_by_one_and_never_below_nothing() -> None:
    assert slips(number("none", "none", value=0)) == {Fraction(1): "another number word"}
    assert slips(number("half", "half", value=Fraction(1, 2))) == {}


def test_every_other_day_of_the_week() -> None:
    assert slips(weekday("Wednesday", "Wednesday", 2)) == {
        Fraction(day_of_week): "weekday off by one" if day_of_week in (1, 3) else "another weekday"
        for day_of_week in (0, 1, 3, 4, 5, 6)
    }


def test_the_dates_near_a_date() -> None:
    found = slips(day("12 March 2024", "12 March 2024", date(2024, 3, 12)))
    march = {
        number_of_day: why
        for number_of_day in range(1, 32)
        if (why := found.get(Fraction(date(2024, 3, number_of_day).toordinal())))
    }
    near = dict.fromkeys((5, 10, 11, 13, 14, 19), "another day")
    wrong = dict.fromkeys((1, 2, 10, 11, *range(13, 20), 22), "one digit")
    assert march == {**near, **wrong, 21: "digits swapped"}
    years = {value for value, why in found.items() if why == "year off by one"}
    assert years == {Fraction(date(year, 3, 12).toordinal()) for year in (2023, 2025)}
    assert len(found) == len(march) + 2


def at(text: str, form: Form, value: int) -> Claim:
    point = Interval.point(value)
    return number(text, text, form=form, readings=(Reading(core=point, wide=point),), value=value)


def test_times_and_years() -> None:
    assert set(slips(at("9:15", "clock_time", 555))) == {Fraction(495), Fraction(615), Fraction(1275)}
    assert set(slips(at("23:30", "clock_time", 1410))) == {Fraction(690), Fraction(1350)}
    assert set(slips(at("12:00", "clock_time", 720))) == {Fraction(0), Fraction(660), Fraction(780)}
    found = slips(at("1998", "year", 1998))
    assert found[Fraction(1997)] == found[Fraction(1999)] == "year off by one"
    assert found[Fraction(1989)] == SWAPPED
    assert slips(at("1990", "decade", 1990))[Fraction(1991)] == "year off by one"


def test_a_span_of_dates_has_no_number_written() -> None:
    span = Interval.between(730_000, 730_030)
    claim = number("May", "May", form="date", readings=(Reading(core=span, wide=span),), value=5)
    assert written_value(claim) is None
    assert misprints(claim) == ()
    assert written_value(number("245", "245")) == 245
    assert written_value(day("3 May 2024", "3 May 2024", date(2024, 5, 3))) == date(2024, 5, 3).toordinal()
