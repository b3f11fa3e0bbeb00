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


def interval(text: str) -> Interval:
    """The interval that is written so: "[1, 2)", "(-∞, 3/4]", "5"; "{}" has no member."""
    if text == "{}":
        return EMPTY
    if text[0] not in "([":
        return Interval.point(Fraction(text))
    low, high = (None if "∞" in end else Fraction(end.strip()) for end in text[1:-1].split(","))
    return Interval(low, high, text[0] == "(" and low is not None, text[-1] == ")" and high is not None)


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


@pytest.mark.parametrize(
    ("given", "negative", "reciprocal", "absolute"),
    [
        ("[2, 4)", "(-4, -2]", "(1/4, 1/2]", "[2, 4)"),
        ("(2, 4]", "[-4, -2)", "[1/4, 1/2)", "(2, 4]"),
        ("[1/2, 3/4]", "[-3/4, -1/2]", "[4/3, 2]", "[1/2, 3/4]"),
        ("(0, 4)", "(-4, 0)", "(1/4, ∞)", "(0, 4)"),
        ("[0, 4]", "[-4, 0]", "[1/4, ∞)", "[0, 4]"),
        ("[0, ∞)", "(-∞, 0]", "(0, ∞)", "[0, ∞)"),
        ("[2, ∞)", "(-∞, -2]", "(0, 1/2]", "[2, ∞)"),
        ("(2, ∞)", "(-∞, -2)", "(0, 1/2)", "(2, ∞)"),
        ("[-4, -2)", "(2, 4]", "(-1/2, -1/4]", "(2, 4]"),
        ("(-4, 0)", "(0, 4)", "(-∞, -1/4)", "(0, 4)"),
        ("[-4, 0]", "[0, 4]", "(-∞, -1/4]", "[0, 4]"),
        ("(-∞, -2]", "[2, ∞)", "[-1/2, 0)", "[2, ∞)"),
        ("(-3, 2]", "[-2, 3)", "(-∞, ∞)", "[0, 3)"),
        ("[-3, 3)", "(-3, 3]", "(-∞, ∞)", "[0, 3]"),
        ("[-3/4, 1/2]", "[-1/2, 3/4]", "(-∞, ∞)", "[0, 3/4]"),
        ("(-∞, 2]", "[-2, ∞)", "(-∞, ∞)", "[0, ∞)"),
        ("5", "-5", "1/5", "5"),
        ("0", "0", "{}", "0"),
    ],
)
def test_the_ends_of_what_one_interval_becomes(
    given: str, negative: str, reciprocal: str, absolute: str
) -> None:
    assert -interval(given) == interval(negative)
    assert interval(given).reciprocal() == interval(reciprocal)
    assert interval(given).absolute() == interval(absolute)


@pytest.mark.parametrize(
    ("left", "right", "total", "difference", "product"),
    [
        ("[1, 2)", "(3, 4]", "(4, 6)", "[-3, -1)", "(3, 8)"),
        ("(3, 4]", "[1, 2)", "(4, 6)", "(1, 3]", "(3, 8)"),
        ("[1, 2]", "[3, 4]", "[4, 6]", "[-3, -1]", "[3, 8]"),
        ("[1, 2]", "(3, 4)", "(4, 6)", "(-3, -1)", "(3, 8)"),
        ("(3, 4)", "[1, 2]", "(4, 6)", "(1, 3)", "(3, 8)"),
        ("[0, 2)", "(3, 4)", "(3, 6)", "(-4, -1)", "[0, 8)"),
        ("(3, 4)", "[0, 2)", "(3, 6)", "(1, 4)", "[0, 8)"),
        ("(0, 2]", "[1, 3]", "(1, 5]", "(-3, 1]", "(0, 6]"),
        ("[1, 3]", "(0, 2]", "(1, 5]", "[-1, 3)", "(0, 6]"),
        ("(0, 2]", "[0, 3)", "(0, 5)", "(-3, 2]", "[0, 6)"),
        ("[-2, 3)", "(-1, 4]", "(-3, 7)", "[-6, 4)", "[-8, 12)"),
        ("[-2, 2)", "[-3, 3]", "[-5, 5)", "[-5, 5)", "[-6, 6]"),
        ("(-2, 1]", "(-3, 1]", "(-5, 2]", "(-3, 4)", "(-3, 6)"),
        ("[0, 1]", "[5, ∞)", "[5, ∞)", "(-∞, -4]", "[0, ∞)"),
        ("(0, 1]", "[5, ∞)", "(5, ∞)", "(-∞, -4]", "(0, ∞)"),
        ("[5, ∞)", "[0, 1]", "[5, ∞)", "[4, ∞)", "[0, ∞)"),
        ("[5, ∞)", "(0, 1]", "(5, ∞)", "[4, ∞)", "(0, ∞)"),
        ("[2, ∞)", "[1, 2]", "[3, ∞)", "[0, ∞)", "[2, ∞)"),
        ("[1, 2]", "[2, ∞)", "[3, ∞)", "(-∞, 0]", "[2, ∞)"),
        ("[-3, -2]", "[5, ∞)", "[2, ∞)", "(-∞, -7]", "(-∞, -10]"),
        ("[5, ∞)", "[-3, -2]", "[2, ∞)", "[7, ∞)", "(-∞, -10]"),
        ("(-∞, -1]", "(-∞, -2)", "(-∞, -3)", "(-∞, ∞)", "(2, ∞)"),
        ("(-∞, 1)", "[2, 3]", "(-∞, 4)", "(-∞, -1)", "(-∞, 3)"),
        ("0", "(-∞, ∞)", "(-∞, ∞)", "(-∞, ∞)", "0"),
        ("(-∞, ∞)", "0", "(-∞, ∞)", "(-∞, ∞)", "0"),
        ("(0, 1)", "(-∞, ∞)", "(-∞, ∞)", "(-∞, ∞)", "(-∞, ∞)"),
    ],
)
def test_the_ends_of_what_two_intervals_make(
    left: str, right: str, total: str, difference: str, product: str
) -> None:
    assert interval(left) + interval(right) == interval(total)
    assert interval(left) - interval(right) == interval(difference)
    assert interval(left) * interval(right) == interval(product)


def test_a_quotient_is_a_product_with_the_reciprocal() -> None:
    assert interval("[2, 3)") / interval("[4, 5)") == interval("(2/5, 3/4)")
    assert interval("[2, 3]") / interval("[-1, 1]") == EVERYTHING
    assert interval("[2, 3]") / interval("0") == EMPTY


@pytest.mark.parametrize("other", ["[1, 2]", "{}", "(-∞, ∞)"])
def test_nothing_comes_of_an_empty_interval(other: str) -> None:
    assert EMPTY * interval(other) == interval(other) * EMPTY == EMPTY
    assert EMPTY.hull(interval(other)) == interval(other).hull(EMPTY) == interval(other)
    assert EMPTY.reciprocal() == EMPTY
    assert not EMPTY.meets(interval(other))


@pytest.mark.parametrize(
    ("left", "right", "common", "hull"),
    [
        ("[1, 5]", "[3, 8)", "[3, 5]", "[1, 8)"),
        ("(1, 5)", "[1, 5]", "(1, 5)", "[1, 5]"),
        ("(1, 5)", "(1, 6)", "(1, 5)", "(1, 6)"),
        ("[2, 5)", "(1, 5)", "[2, 5)", "(1, 5)"),
        ("[3, 8]", "[1, 9]", "[3, 8]", "[1, 9]"),
        ("(-∞, 5]", "(1, ∞)", "(1, 5]", "(-∞, ∞)"),
        ("[1, ∞)", "(3, ∞)", "(3, ∞)", "[1, ∞)"),
        ("(-∞, 3]", "(-∞, 3)", "(-∞, 3)", "(-∞, 3]"),
        ("[1, 2]", "[2, 3]", "2", "[1, 3]"),
    ],
)
def test_what_two_intervals_have_in_common_and_what_holds_both(
    left: str, right: str, common: str, hull: str
) -> None:
    for one, other in ((left, right), (right, left)):
        assert interval(one).intersect(interval(other)) == interval(common)
        assert interval(one).hull(interval(other)) == interval(hull)


@pytest.mark.parametrize(
    ("outer", "inner", "encloses", "meets"),
    [
        ("[1, 5]", "[2, 3]", True, True),
        ("[1, 5)", "[2, 5]", False, True),
        ("(1, 5]", "[1, 2]", False, True),
        ("[2, 3]", "[1, 5]", False, True),
        ("[1, 2)", "[2, 3]", False, False),
        ("[1, 2]", "(2, 3]", False, False),
        ("[1, 2]", "[2, 3]", False, True),
        ("[1, ∞)", "[1, 2]", True, True),
        ("[1, 2]", "{}", True, False),
    ],
)
def test_what_lies_within_and_what_touches(outer: str, inner: str, encloses: bool, meets: bool) -> None:
    assert interval(outer).encloses(interval(inner)) is encloses
    assert interval(outer).meets(interval(inner)) is interval(inner).meets(interval(outer)) is meets


@pytest.mark.parametrize(
    ("given", "integers"),
    [
        ("(1, 4)", "[2, 3]"),
        ("[1, 4]", "[1, 4]"),
        ("(1/2, 7/2)", "[1, 3]"),
        ("[1/2, 7/2]", "[1, 3]"),
        ("(-∞, 5)", "(-∞, 4]"),
        ("(-5, ∞)", "[-4, ∞)"),
    ],
)
def test_the_integers_of_an_interval(given: str, integers: str) -> None:
    assert interval(given).integers() == interval(integers)
    assert interval("(1, 2)").integers().is_empty


def test_infinite_ends_are_never_open_and_finite_ones_as_told() -> None:
    assert Interval.between(1, 2) == Interval(Fraction(1), Fraction(2), False, False)
    assert Interval.between(1, 2, low_open=True) == interval("(1, 2]")
    assert Interval.between(1, 2, high_open=True) == interval("[1, 2)")
    assert Interval.between(None, 2, low_open=True) == interval("(-∞, 2]")
    assert Interval.between(1, None, high_open=True) == interval("[1, ∞)")
    assert [value for value in range(5) if interval("[1, 3)").contains(value)] == [1, 2]
    assert [value for value in range(5) if interval("(1, 3]").contains(value)] == [2, 3]
    assert interval("(1, 1]").is_empty
    assert interval("[1, 1)").is_empty
    assert not interval("(1, 1]").is_point
    assert not interval("(-∞, 1]").is_point


@pytest.mark.parametrize("text", ["(1, 2]", "[1, 2)", "(-∞, 3]", "[3, ∞)", "(-∞, ∞)", "{}", "1,000"])
def test_intervals_are_shown_as_they_are_written(text: str) -> None:
    assert str(interval(text.replace("1,000", "1000"))) == text


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
        ("200", 10**6, "[199,500,000, 200,500,000]", "[199,000,001, 200,999,999]"),
        ("5", 2, "[9, 11]", "[9, 11]"),
        ("1", 2, "2", "2"),
        ("2.5", 1, "2.5", "2.5"),
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
        ("200", "[199.5, 200.5]", "[190, 210]"),
        ("30", "[29.5, 30.5]", "[28.5, 31.5]"),
        ("1110", "[1,109.5, 1,110.5]", "[1,105, 1,115]"),
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


@pytest.mark.parametrize(
    ("qualifier", "core", "wide"),
    [
        ("about", "[180, 220]", "[160, 240]"),
        ("nearly", "[180, 200)", "[160, 200]"),
        ("just_over", "(200, 220]", "[200, 240]"),
        ("more_than", "(200, 300]", "(200, ∞)"),
        ("at_least", "[200, 300]", "[200, ∞)"),
        ("less_than", "[400/3, 200)", "[0, 200)"),
        ("at_most", "[400/3, 200]", "[0, 200]"),
        ("up_to", "[0, 200]", "[0, ∞)"),
    ],
)
def test_measures_with_a_hedge(qualifier: str, core: str, wide: str) -> None:
    given = number_intervals(200, written=digits("200"), qualifier=qualifier, discrete=False, continuous=True)
    assert given == (interval(core), interval(wide))


@pytest.mark.parametrize(
    ("text", "core", "wide"),
    [
        ("45", "[43, 47]", "[41, 49]"),
        ("600", "[550, 650]", "[500, 700]"),
        ("1110", "[1,055, 1,165]", "[999, 1,221]"),
        ("7", "7", "[6, 8]"),
    ],
)
def test_about_is_as_wide_as_the_number_is_round(text: str, core: str, wide: str) -> None:
    assert meaning(text, qualifier="about") == (core, wide)


@pytest.mark.parametrize(
    ("value", "qualifier", "core", "wide"),
    [
        (-8, "less_than", "[-32/3, -8)", "[-8, -8)"),
        (-8, "up_to", "[-8, -8]", "(-∞, ∞)"),
        (0, "up_to", "0", "[0, ∞)"),
        (Fraction(1, 2), "up_to", "[0, 1/2]", "[0, ∞)"),
    ],
)
def test_hedges_about_nothing_and_less(value: Fraction, qualifier: str, core: str, wide: str) -> None:
    given = number_intervals(
        value, written=Written(digits="8"), qualifier=qualifier, discrete=False, continuous=True
    )
    assert given == (interval(core), interval(core).hull(interval(wide)))


def test_money_in_plain_digits_is_neither_counted_nor_rounded() -> None:
    def money(text: str) -> tuple[Interval, Interval]:
        return number_intervals(Fraction(text), written=digits(text), discrete=False)

    assert money("45") == (interval("45"), interval("45"))
    assert money("250") == (interval("250"), interval("[245, 255]"))
    assert money("4.5") == (interval("[4.45, 4.55]"), interval("(4.4, 4.6)"))
    assert number_intervals(Fraction("4.5"), written=digits("4.5")) == (interval("4.5"), interval("4.5"))


def test_zeros_after_the_point_are_digits_that_were_written() -> None:
    written = Written(digits="12.50", unit_place=Fraction(1, 100), nonzero_place=Fraction(1, 10))
    core, wide = number_intervals(Fraction("12.5"), written=written, discrete=False, continuous=True)
    assert (core, wide) == (interval("[12.495, 12.505]"), interval("(12.49, 12.51)"))


def test_how_an_integer_is_written() -> None:
    assert written_integer(250) == Written(digits="250", nonzero_place=Fraction(10))
    assert written_integer(-12) == Written(digits="12", nonzero_place=Fraction(1))
    assert written_integer(0) == Written(digits="0", nonzero_place=Fraction(1))
    assert written_integer(300, in_words=True) == Written(
        digits="", in_words=True, nonzero_place=Fraction(100)
    )


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
    low, high = Fraction("2.5"), Fraction("3.5")
    counted = range_intervals(low, high, low_written=digits("2.5"), high_written=digits("3.5"))
    assert counted == (interval("[2.5, 3.5]"), interval("[2.5, 3.5]"))
    measured = range_intervals(
        low, high, low_written=digits("2.5"), high_written=digits("3.5"), discrete=False
    )
    assert measured == (interval("[2.5, 3.5]"), interval("(2.4, 3.6)"))
    assert [str(one) for one in fraction_intervals(Fraction(1, 2))] == ["[0.48, 0.52]", "[0.45, 0.55]"]
    assert one_in_intervals(1, 5) == (interval("[2/11, 2/9]"), interval("[1/6, 1/4]"))
    assert one_in_intervals(3, 2) == (interval("[6/5, 2]"), interval("[1, 3]"))
    assert one_in_intervals(1, 1) == (interval("[2/3, 2]"), interval("[1/2, ∞)"))
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
        (Fraction(301, 3), "≈100.3"),
        (Fraction(-4, 3), "≈-1.33"),
        (Fraction(1, 100_000), "≈0.0000"),
        (Fraction(12345, 10), "1,234.5"),
        (0, "0"),
        (None, "∞"),
    ],
)
def test_numbers_as_an_editor_writes_them(value: Fraction | None, shown: str) -> None:
    assert show_number(value) == shown
