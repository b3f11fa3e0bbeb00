"""Exact intervals, and what a written number may mean: the table of widths, row by row."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.intervals import (
    EMPTY,
    EVERYTHING,
    VAGUE,
    Interval,
    Written,
    converted_intervals,
    fraction_intervals,
    number_intervals,
    one_in_intervals,
    range_intervals,
    show_number,
    written_integer,
)

fractions = st.fractions(min_value=-40, max_value=40, max_denominator=6)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(st.none() | fractions)
    high = draw(st.none() | fractions)
    if low is not None and high is not None and low > high:
        low, high = high, low
    point = low is not None and low == high
    low_open = low is not None and not point and draw(st.booleans())
    return Interval(low, high, low_open, high is not None and not point and draw(st.booleans()))


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval and a number in it."""
    interval = draw(intervals())
    low = interval.low if interval.low is not None else (interval.high or Fraction(0)) - 5
    high = interval.high if interval.high is not None else low + 5
    value = low + (high - low) * draw(st.fractions(min_value=0, max_value=1, max_denominator=7))
    if not interval.contains(value):
        value = (low + high) / 2
    return interval, value


@given(members(), members())
def test_arithmetic_encloses_its_points(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    assert a.contains(x)
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (a * b).contains(x * y)
    assert (-a).contains(-x)
    assert a.absolute().contains(abs(x))
    assert a.hull(b).contains(x)
    assert a.hull(b).contains(y)
    if y:
        assert (a / b).contains(x / y)


@given(members(), intervals())
def test_sets_behave_as_sets(one: tuple[Interval, Fraction], other: Interval) -> None:
    interval, value = one
    common = interval.intersect(other)
    assert common.contains(value) == other.contains(value)
    assert interval.meets(other) == (not common.is_empty)
    assert interval.encloses(common)
    assert interval.hull(other).encloses(interval)
    assert EVERYTHING.encloses(interval)
    assert interval.encloses(EMPTY)


@given(intervals(), st.integers(-45, 45))
def test_integers_are_all_the_integers(interval: Interval, value: int) -> None:
    assert interval.integers().contains(value) == interval.contains(value)


def test_open_ends_are_kept() -> None:
    left = Interval.between(1, 2, low_open=True)
    right = Interval.between(3, 4, high_open=True)
    assert left + right == Interval.between(4, 6, low_open=True, high_open=True)
    assert left * right == Interval.between(3, 8, low_open=True, high_open=True)
    assert str(left) == "(1, 2]"
    assert Interval.between(0, 1) * Interval.between(5, None) == Interval.between(0, None)


def digits(text: str, scale: int = 1) -> Written:
    places = len(text.partition(".")[2])
    zeros = 0 if places else len(text) - len(text.rstrip("0"))
    unit = Fraction(scale, 10**places)
    return Written(digits=text, scale=Fraction(scale), unit_place=unit, nonzero_place=unit * 10**zeros)


def meaning(
    text: str, *, scale: int = 1, qualifier: str = "exactly", measured: bool = False
) -> tuple[str, str]:
    written = digits(text, scale)
    core, wide = number_intervals(
        Fraction(text) * scale,
        written=written,
        qualifier=qualifier,
        discrete=not measured,
        continuous=measured,
    )
    return str(core), str(wide)


@pytest.mark.parametrize(
    ("text", "scale", "core", "wide"),
    [
        ("245", 1, "245", "245"),
        ("250", 1, "250", "[245, 255]"),
        ("1000", 1, "1,000", "[950, 1,050]"),
        ("30", 1, "30", "[29, 31]"),
        ("2.3", 10**6, "[2,250,000, 2,350,000]", "[2,200,001, 2,399,999]"),
        ("2", 10**6, "[1,500,000, 2,500,000]", "[1,500,000, 2,500,000]"),
        ("1", 10**6, "[750,000, 1,250,000]", "[750,000, 1,250,000]"),
    ],
)
def test_counts_without_a_hedge(text: str, scale: int, core: str, wide: str) -> None:
    assert meaning(text, scale=scale) == (core, wide)


@pytest.mark.parametrize(
    ("text", "core", "wide"),
    [
        ("12", "[11.5, 12.5]", "(11, 13)"),
        ("12.5", "[12.45, 12.55]", "(12.4, 12.6)"),
        ("3", "[2.5, 3.5]", "(2, 4)"),
    ],
)
def test_measures_are_rounded_or_cut_to_the_last_digit(text: str, core: str, wide: str) -> None:
    assert meaning(text, measured=True) == (core, wide)


@pytest.mark.parametrize(
    ("qualifier", "core", "wide"),
    [
        ("about", "[180, 220]", "[160, 240]"),
        ("nearly", "[180, 199]", "[160, 200]"),
        ("just_over", "[201, 220]", "[200, 240]"),
        ("more_than", "[201, 300]", "[201, ∞)"),
        ("at_least", "[200, 300]", "[200, ∞)"),
        ("less_than", "[134, 199]", "[0, 199]"),
        ("at_most", "[134, 200]", "[0, 200]"),
        ("up_to", "[0, 200]", "[0, ∞)"),
    ],
)
def test_counts_with_a_hedge(qualifier: str, core: str, wide: str) -> None:
    assert meaning("200", qualifier=qualifier) == (core, wide)


def test_more_than_three_people_are_four_and_more_than_three_years_are_not() -> None:
    assert meaning("3", qualifier="more_than")[1] == "[4, ∞)"
    assert meaning("3", qualifier="more_than", measured=True)[1] == "(3, ∞)"


def test_an_unknown_qualifier_is_refused() -> None:
    with pytest.raises(ValueError, match="no such qualifier"):
        meaning("3", qualifier="roughly")


@given(
    st.integers(1, 10**7),
    st.sampled_from(
        ("exactly", "about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most", "up_to")
    ),
    st.booleans(),
)
def test_the_core_lies_within_the_wide_interval(value: int, qualifier: str, measured: bool) -> None:
    core, wide = number_intervals(
        value, written=written_integer(value), qualifier=qualifier, discrete=not measured, continuous=measured
    )
    assert not core.is_empty
    assert wide.encloses(core)


def test_ranges_fractions_and_conversions() -> None:
    core, wide = range_intervals(
        200, 300, low_written=written_integer(200), high_written=written_integer(300)
    )
    assert (str(core), str(wide)) == ("[200, 300]", "[190, 315]")
    assert [str(one) for one in fraction_intervals(Fraction(1, 2))] == ["[0.48, 0.52]", "[0.45, 0.55]"]
    core, wide = one_in_intervals(1, 5)
    assert core.contains(Fraction(1, 5))
    assert wide.encloses(core)
    assert one_in_intervals(1, 1)[1].high is None
    assert [str(one) for one in converted_intervals(160, written=digits("160"))] == [
        "[155, 165]",
        "[150, 170]",
    ]
    core, wide = converted_intervals(Fraction("3.7"), written=digits("3.7"))
    assert (str(core), str(wide)) == ("[3.65, 3.75]", "[3.6, 3.8]")


def test_vague_words_have_a_core_within_their_wide_interval() -> None:
    assert all(wide.encloses(core) and not core.is_empty for core, wide in VAGUE.values())
    assert str(VAGUE["dozens"][0]) == "[24, 99]"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1234567), "1,234,567"),
        (Fraction(5, 2), "2.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "≈0.3333"),
        (Fraction(22, 7), "≈3.14"),
        (Fraction(1000, 7), "≈142.9"),
        (None, "∞"),
    ],
)
def test_numbers_as_an_editor_writes_them(value: Fraction | None, shown: str) -> None:
    assert show_number(value) == shown
