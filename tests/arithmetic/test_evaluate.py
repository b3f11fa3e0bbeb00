"""Expressions over boxes: enclosures hold the exact values, truths are safe, units are kept apart."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.arithmetic.evaluate import Box, Missing, compare_intervals, evaluate, judge_truth
from checker.arithmetic.solve import implied
from checker.intervals import Interval
from checker.model import Call, Claim, Comparison, Expression, Reading, RoleName
from checker.rulebook.expressions import compile_expression
from tests.numbers_by_hand import day, number, weekday


def box(core: bool = False, **roles: Claim | tuple[Claim, ...]) -> Box:
    filled = {role: (claims,) if isinstance(claims, Claim) else claims for role, claims in roles.items()}
    readings = {id(claim): claim.quantity.readings[0] for claims in filled.values() for claim in claims}
    return Box(filled, readings, core, {})


def spread(low: Fraction, high: Fraction) -> Claim:
    """A measure without unit that may be anything between two values."""
    interval = Interval(low, high)
    return number("9.5", "9.5", form="ratio", readings=(Reading(core=interval, wide=interval),))


def number_of(source: str, given_box: Box) -> Interval:
    return evaluate(compile_expression(source, roles=tuple(given_box.roles), truth=False), given_box).interval


def truth(source: str, given_box: Box) -> tuple[bool, bool]:
    return tuple(judge_truth(compile_expression(source, roles=tuple(given_box.roles)), given_box))  # type: ignore[return-value]


fractions = st.fractions(min_value=-50, max_value=50, max_denominator=12)


@st.composite
def sampled(draw: st.DrawFn) -> tuple[Claim, Fraction]:
    """A claim that may be anything in an interval, and a point of it."""
    low, high = sorted((draw(fractions), draw(fractions)))
    share = draw(st.fractions(min_value=0, max_value=1, max_denominator=8))
    return spread(low, high), low + (high - low) * share


SOURCES = (
    "a + b * c",
    "(a - b) / c",
    "a * a - b",
    "abs(a) - abs(b)",
    "min(a, b) + max(b, c)",
    "percent(a, b)",
    "percent_change(a, b)",
    "average(a, b, c)",
    "(b - a) / a * 100",
    "-a / (b * c)",
    "sum(a, b) - c",
)


@given(sampled(), sampled(), sampled(), st.sampled_from(SOURCES))
def test_the_interval_encloses_every_sampled_point(
    a: tuple[Claim, Fraction], b: tuple[Claim, Fraction], c: tuple[Claim, Fraction], source: str
) -> None:
    whole = box(a=a[0], b=b[0], c=c[0])
    point = whole.with_exact({id(claim): Interval.point(value) for claim, value in (a, b, c)})
    try:
        exact = number_of(source, point)
    except Missing:
        assume(False)
    assume(exact.is_point)
    assert exact.low is not None
    assert number_of(source, whole).contains(exact.low)


@given(
    sampled(),
    sampled(),
    sampled(),
    st.sampled_from(("==", "<", "<=", ">", ">=", "!=")),
    st.sampled_from(SOURCES),
)
def test_truths_over_a_box_agree_with_its_points(
    a: tuple[Claim, Fraction],
    b: tuple[Claim, Fraction],
    c: tuple[Claim, Fraction],
    operator: str,
    source: str,
) -> None:
    whole = box(a=a[0], b=b[0], c=c[0])
    point = whole.with_exact({id(claim): Interval.point(value) for claim, value in (a, b, c)})
    condition = f"{source} {operator} c"
    try:
        possible, certain = truth(condition, whole)
        at_point, _ = truth(condition, point)
    except Missing:
        assume(False)
    assume(number_of(source, point).is_point)
    assert possible or not at_point
    assert at_point or not certain


@given(sampled(), sampled(), sampled())
def test_what_is_implied_is_all_that_can_be(
    a: tuple[Claim, Fraction], b: tuple[Claim, Fraction], c: tuple[Claim, Fraction]
) -> None:
    condition = compile_expression("a + b == c", roles=("a", "b", "c"))
    assert isinstance(condition, Comparison)
    whole = box(a=a[0], b=b[0], c=c[0])
    allowed = implied(condition, whole, c[0])
    assert allowed is not None
    possible = judge_truth(condition, whole.with_exact({id(c[0]): Interval.point(c[1])})).possible
    assert possible == allowed.contains(c[1])


def test_a_claim_that_stands_twice_is_taken_once() -> None:
    before, after = spread(Fraction(90), Fraction(100)), spread(Fraction(110), Fraction(120))
    given_box = box(before=before, after=after)
    assert truth("(after - before) / before * 100 <= 34", given_box) == (True, True)
    assert truth("(after - before) / before * 100 > 34", given_box) == (False, False)


@pytest.mark.parametrize(
    ("operator", "left", "right", "expected"),
    [
        ("<", Interval.between(1, 2), Interval.between(2, 3), (True, False)),
        ("<", Interval.between(2, 3), Interval.between(1, 2), (False, False)),
        ("<=", Interval.between(2, 3), Interval.between(1, 2), (True, False)),
        ("<=", Interval.between(2, 3), Interval.between(1, 2, high_open=True), (False, False)),
        ("==", Interval.point(2), Interval.between(2, 3, low_open=True), (False, False)),
        ("!=", Interval.point(2), Interval.point(2), (False, False)),
        (">", Interval.between(5, None), Interval.point(4), (True, True)),
    ],
)
def test_open_and_closed_ends(
    operator: str, left: Interval, right: Interval, expected: tuple[bool, bool]
) -> None:
    assert tuple(compare_intervals(operator, left, right)) == expected


def test_units_are_converted_or_kept_apart() -> None:
    miles = number("10 miles", "10", form="measure", unit="mile")
    kilometres = number("16 km", "16", form="measure", unit="kilometre")
    dollars = number("$10", "$10", form="money", unit="USD")
    euros = number("€10", "€10", form="money", unit="EUR")
    people = number("10 people", "10")
    share = number("10%", "10%", form="percent", unit="percent")
    assert truth("miles == kilometres", box(miles=miles, kilometres=kilometres))[0]
    for left, right in ((dollars, euros), (people, share), (dollars, people), (miles, people)):
        with pytest.raises(Missing):
            truth("a == b", box(a=left, b=right))
        with pytest.raises(Missing):
            truth("a + b == 3", box(a=left, b=right))
    assert truth("people * dollars == dollars * 10", box(people=people, dollars=dollars))[0]


def test_dates_weekdays_and_years() -> None:
    opening = day("8 April 2025", "8 April 2025", date(2025, 4, 8))
    closing = day("3 March 2026", "3 March 2026", date(2026, 3, 3))
    given_box = box(opening=opening, closing=closing, named=weekday("Tuesday", "Tuesday", 1))
    assert truth("weekday(opening) == named", given_box) == (True, True)
    assert number_of("days(closing - opening)", given_box) == Interval.point(329)
    assert number_of("year(closing) - year(opening)", given_box) == Interval.point(1)
    assert number_of("years_between(opening, closing)", given_box) == Interval.point(0)
    assert number_of("month(opening)", given_box) == Interval.point(4)
    assert truth("opening + days(closing - opening) == closing", given_box) == (True, True)


def test_a_division_by_zero_has_no_meaning() -> None:
    with pytest.raises(Missing):
        number_of("1 / a", box(a=number("0", "0")))


def test_what_is_stated_is_the_numeral() -> None:
    hedged = number("at least 15", "15", qualifier="at_least")
    assert number_of("stated(a)", box(a=hedged)) == Interval.point(15)
    about = number("about 200", "200", qualifier="about")
    assert number_of("stated(a)", box(a=about)) == about.quantity.core


def test_all_holds_for_every_filler() -> None:
    parts = (number("21", "21"), number("15", "15"))
    assert truth("all(part <= whole)", box(part=parts, whole=number("18", "18"))) == (False, False)
    assert truth("all(part <= whole)", box(part=parts, whole=number("22", "22"))) == (True, True)


def test_same_needs_one_number_for_all() -> None:
    condition: Expression = Call("same", (RoleName("a"), RoleName("b")))
    about = number("about 200", "200", qualifier="about")
    assert judge_truth(condition, box(a=about, b=number("205", "205"))).possible
    assert not judge_truth(condition, box(a=about, b=number("400", "400"))).possible
