"""Whether two mentions are of one kind: stems, synonyms, sums and digits that changed places."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.links.alike import (
    containment,
    content_words,
    digits_swapped,
    folded,
    is_sum_of,
    same_noun,
    with_digits_swapped,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [("bicycles", "bicycle"), ("searched", "searching"), ("cities", "city"), ("Dunmore’s", "Dunmore")],
)
def test_forms_of_a_word_have_one_stem(left: str, right: str) -> None:
    assert folded(left) == folded(right)


def test_function_words_numbers_and_days_say_nothing_of_the_topic() -> None:
    assert content_words("On Friday the 12 crews were in Oban") == {folded("crews"), folded("Oban")}


@pytest.mark.parametrize(
    ("left", "right", "same"), [("job", "post", True), ("job", "house", False), (None, "job", False)]
)
def test_synonyms_of_news_copy_count_as_one_noun(left: str | None, right: str | None, same: bool) -> None:
    assert same_noun(left, right) is same


@pytest.mark.parametrize(
    ("left", "right", "swapped"),
    [
        ("340", "430", True),
        ("9.1", "1.9", True),
        ("2.35", "2.53", True),
        ("340", "340", False),
        ("340", "403", False),
        ("340", "341", False),
        ("12", "121", False),
        ("1234", "4231", False),
    ],
)
def test_only_neighbouring_digits_are_swapped(left: str, right: str, swapped: bool) -> None:
    assert digits_swapped(left, right) is swapped


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=8))
def test_swapping_is_symmetric_and_undoes_itself(value: int, place: int) -> None:
    digits = str(value)
    if place + 1 >= len(digits):
        return
    other = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert digits_swapped(digits, other) is (digits != other)
    assert digits_swapped(other, digits) is digits_swapped(digits, other)


@given(st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,4})?", fullmatch=True))
def test_the_numerals_with_two_digits_swapped_are_those_that_differ_so(digits: str) -> None:
    swapped = with_digits_swapped(digits)
    assert all(digits_swapped(digits, other) for other in swapped)
    every = {
        digits[:place] + digits[place:][::-1][: len(digits) - place]
        for place in range(len(digits))
        if digits_swapped(digits, digits[:place] + digits[place:][::-1])
    }
    assert every <= swapped


def test_two_to_four_parts_may_make_a_sum() -> None:
    parts = [Fraction(part) for part in (4, 2, 1)]
    assert is_sum_of(Fraction(7), parts)
    assert is_sum_of(Fraction(8), parts, spare=1)
    assert not is_sum_of(Fraction(8), parts)
    assert not is_sum_of(Fraction(4), [Fraction(4)])


def test_the_smaller_set_is_measured_against_the_larger() -> None:
    assert containment(frozenset("ab"), frozenset("abcd")) == 100
    assert containment(frozenset("ax"), frozenset("abcd")) == 50
    assert containment(frozenset(), frozenset("a")) == 0
