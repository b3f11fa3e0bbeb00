"""Expressions over boxes: enclosures hold the exact values, truths are safe, units are kept apart."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.arithmetic.evaluate import (
    Box,
    Missing,
    compare_intervals,
    evaluate,
    judge_truth,
    repeated_claims,
    slope_of,
    written_point,
)
from checker.arithmetic.solve import implied
from checker.arithmetic.units import COUNT, DATE, DAY, PERCENT, Unit, named
from checker.intervals import Interval
from checker.model import Call, Claim, Comparison, Expression, Form, Reading, RoleName
from checker.rulebook.expressions import compile_expression
from tests.numbers_by_hand import day, number, weekday
from tests.test_intervals import interval


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


# ── exact ends ──


def loose(text: str, *, form: Form = "ratio", unit: str | None = None) -> Claim:
    """A claim that may be anything in the interval that is written so."""
    reading = Reading(core=interval(text), wide=interval(text), unit=unit)
    return number("9.5", "9.5", form=form, unit=unit, readings=(reading,))


A, B = "[10, 20]", "[2, 4]"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a + b", "[12, 24]"),
        ("a - b", "[6, 18]"),
        ("b - a", "[-18, -6]"),
        ("a * b", "[20, 80]"),
        ("a / b", "[5/2, 10]"),
        ("-a", "[-20, -10]"),
        ("abs(b - a)", "[6, 18]"),
        ("number(a) + 1", "[11, 21]"),
        ("sum(a, b)", "[12, 24]"),
        ("sum(a)", "[10, 20]"),
        ("average(a, b)", "[6, 12]"),
        ("average(a)", "[10, 20]"),
        ("min(a, b)", "[2, 4]"),
        ("max(a, b)", "[10, 20]"),
        ("min(a, 15)", "[10, 15]"),
        ("min(15, a)", "[10, 15]"),
        ("max(a, 15)", "[15, 20]"),
        ("max(15, a)", "[15, 20]"),
        ("max(a, 5, 30)", "30"),
        ("min(a, 5, 30)", "5"),
        ("percent(b, a)", "[10, 40]"),
        ("percent_change(a, b)", "[-90, -60]"),
        ("count(a)", "1"),
        ("2.5", "5/2"),
    ],
)
def test_the_ends_are_exact_where_each_claim_stands_once(source: str, expected: str) -> None:
    assert number_of(source, box(a=loose(A), b=loose(B))) == interval(expected)


@pytest.mark.parametrize(
    ("left", "right", "greatest", "least"),
    [
        ("(1, 5)", "[1, 5]", "[1, 5]", "[1, 5]"),
        ("(1, 5]", "(1, 6)", "(1, 6)", "(1, 5]"),
        ("[1, 5)", "(0, 5]", "[1, 5]", "(0, 5)"),
        ("(-∞, 5]", "[3, 4]", "[3, 5]", "(-∞, 4]"),
        ("[3, ∞)", "[1, 4]", "[3, ∞)", "[1, 4]"),
    ],
)
def test_the_ends_of_the_greatest_and_the_least(left: str, right: str, greatest: str, least: str) -> None:
    for one, other in ((left, right), (right, left)):
        given_box = box(a=loose(one), b=loose(other))
        top, bottom = number_of("max(a, b)", given_box), number_of("min(a, b)", given_box)
        assert (top.low, top.high) == (interval(greatest).low, interval(greatest).high)
        assert (bottom.low, bottom.high) == (interval(least).low, interval(least).high)
        assert top.encloses(interval(greatest)) or top.high_open == interval(greatest).high_open


@pytest.mark.parametrize(
    ("source", "unit"),
    [
        ("cost", named("USD")),
        ("cost * people", named("USD")),
        ("cost / people", named("USD")),
        ("cost / cost", None),
        ("cost + 1", named("USD")),
        ("1 + cost", named("USD")),
        ("2 * cost", named("USD")),
        ("10 / length", named("1 / mile")[1:] or (("mile", -1),)),
        ("10 / share", None),
        ("length / hours", named("mile / hour")),
        ("share * people", COUNT),
        ("percent(people, people)", PERCENT),
        ("percent_change(cost, cost)", PERCENT),
        ("number(cost)", None),
        ("abs(cost)", named("USD")),
        ("average(cost, cost)", named("USD")),
        ("opening", DATE),
        ("opening - opening", DAY),
        ("opening + 3", DATE),
        ("3 + opening", DATE),
        ("days(hours)", DAY),
        ("convert(length, metres)", named("metre")),
        ("count(people)", None),
    ],
)
def test_the_unit_of_a_result(source: str, unit: Unit | None) -> None:
    given_box = box(
        cost=loose("45", form="money", unit="USD"),
        people=loose("10", form="count"),
        length=loose("3", form="measure", unit="mile"),
        metres=loose("3", form="measure", unit="metre"),
        hours=loose("48", form="duration", unit="hour"),
        share=loose("12", form="percent", unit="percent"),
        opening=day("8 April 2025", "8 April 2025", date(2025, 4, 8)),
    )
    assert (
        evaluate(compile_expression(source, roles=tuple(given_box.roles), truth=False), given_box).unit
        == unit
    )


@pytest.mark.parametrize(
    "source",
    [
        "hours - opening",
        "opening + cost",
        "opening + opening",
        "cost + people",
        "sum(cost, people)",
        "weekday(cost)",
        "year(cost)",
        "years_between(cost, opening)",
        "convert(cost, people)",
        "convert(7, cost)",
        "convert(cost, 7)",
        "convert_difference(cost, hours)",
        "days(cost)",
        "percent(people, nothing)",
        "percent_change(nothing, people)",
        "people / nothing",
        "missing + 1",
        "sum(missing)",
        "min(missing)",
    ],
)
def test_what_has_no_meaning_is_missing(source: str) -> None:
    given_box = box(
        cost=loose("45", form="money", unit="USD"),
        people=loose("10", form="count"),
        nothing=loose("0", form="count"),
        hours=loose("48", form="duration", unit="hour"),
        opening=day("8 April 2025", "8 April 2025", date(2025, 4, 8)),
        missing=(),
    )
    with pytest.raises(Missing):
        number_of(source, given_box)


def test_dates_move_by_durations() -> None:
    opening = day("8 April 2025", "8 April 2025", date(2025, 4, 8))
    given_box = box(opening=opening, wait=loose("[24, 48]", form="duration", unit="hour"))
    start = opening.quantity.core
    assert number_of("opening + wait", given_box) == start + interval("[1, 2]")
    assert number_of("wait + opening", given_box) == start + interval("[1, 2]")
    assert number_of("opening - wait", given_box) == start - interval("[1, 2]")
    assert number_of("days(wait)", given_box) == interval("[1, 2]")
    assert number_of("hours(wait)", given_box) == interval("[24, 48]")
    assert number_of("minutes(wait)", given_box) == interval("[1440, 2880]")
    assert number_of("days(3)", given_box) == interval("3")


def test_temperatures_and_their_differences() -> None:
    given_box = box(
        c=loose("[10, 20]", form="measure", unit="degree_Celsius"),
        f=loose("5", form="measure", unit="degree_Fahrenheit"),
    )
    assert number_of("convert(c, f)", given_box) == interval("[50, 68]")
    assert number_of("convert_difference(c, f)", given_box) == interval("[18, 36]")


def between(first: date, last: date) -> Claim:
    """A date that is known to lie between two days."""
    span = Interval.between(first.toordinal(), last.toordinal())
    return number("May", "May", form="date", readings=(Reading(core=span, wide=span),), value=0)


@pytest.mark.parametrize(
    ("first", "last", "weekdays", "years", "months"),
    [
        (date(2024, 5, 10), date(2024, 5, 12), "[4, 6]", "2024", "5"),
        (date(2024, 5, 12), date(2024, 5, 13), "[0, 6]", "2024", "5"),
        (date(2024, 5, 13), date(2024, 5, 18), "[0, 5]", "2024", "5"),
        (date(2024, 5, 14), date(2024, 5, 20), "[0, 6]", "2024", "5"),
        (date(2024, 5, 13), date(2024, 6, 30), "[0, 6]", "2024", "[5, 6]"),
        (date(2024, 12, 31), date(2025, 1, 1), "[1, 2]", "[2024, 2025]", "[1, 12]"),
    ],
)
def test_the_weekdays_years_and_months_of_a_span(
    first: date, last: date, weekdays: str, years: str, months: str
) -> None:
    given_box = box(when=between(first, last))
    assert number_of("weekday(when)", given_box) == interval(weekdays)
    assert number_of("year(when)", given_box) == interval(years)
    assert number_of("month(when)", given_box) == interval(months)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (
            between(date(2000, 5, 1), date(2000, 5, 31)),
            between(date(2010, 5, 15), date(2010, 5, 15)),
            "[9, 10]",
        ),
        (between(date(2000, 5, 15), date(2000, 5, 15)), between(date(2010, 5, 15), date(2010, 5, 15)), "10"),
        (between(date(2000, 5, 15), date(2000, 5, 15)), between(date(2010, 5, 14), date(2010, 5, 14)), "9"),
        (between(date(2000, 6, 1), date(2000, 6, 1)), between(date(2010, 5, 15), date(2010, 5, 15)), "9"),
        (loose("1990", form="year"), loose("2000", form="year"), "[9, 10]"),
        (loose("1990", form="year"), between(date(2000, 12, 31), date(2000, 12, 31)), "10"),
    ],
)
def test_completed_years(start: Claim, end: Claim, expected: str) -> None:
    assert number_of("years_between(start, end)", box(start=start, end=end)) == interval(expected)


@pytest.mark.parametrize("text", ["[0, 5]", "(-∞, 5]", "[9999, 10000]"])
def test_years_outside_the_calendar_are_missing(text: str) -> None:
    with pytest.raises(Missing):
        number_of("years_between(a, a)", box(a=loose(text, form="year")))


@pytest.mark.parametrize("text", ["[0, 5]", "(-∞, 5]", "[5, ∞)"])
def test_days_outside_the_calendar_are_missing(text: str) -> None:
    for source in ("year(a)", "month(a)"):
        with pytest.raises(Missing):
            number_of(source, box(a=loose(text, form="date")))


# ── truths against an independent reading ──

OPERATORS: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def points(one: Interval, other: Interval) -> list[int]:
    """Members of one interval, in tenths, that decide any comparison with the other; both end at whole numbers."""
    ends = [end for given in (one, other) for end in (given.low, given.high) if end is not None]
    tried = {int(end * 10) + step for end in (*ends, Fraction(-9), Fraction(9)) for step in (-2, -1, 0, 1, 2)}
    return [tenths for tenths in sorted(tried) if one.contains(Fraction(tenths, 10))]


@st.composite
def whole_ended(draw: st.DrawFn) -> Interval:
    ends = st.none() | st.integers(-3, 3)
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low >= high:
        return Interval.point(low)
    return Interval.between(low, high, low_open=draw(st.booleans()), high_open=draw(st.booleans()))


@given(whole_ended(), whole_ended(), st.sampled_from(tuple(OPERATORS)))
def test_a_comparison_says_what_its_points_say(left: Interval, right: Interval, sign: str) -> None:
    held = [OPERATORS[sign](x, y) for x in points(left, right) for y in points(right, left)]
    assert tuple(compare_intervals(sign, left, right)) == (any(held), all(held))


def test_nothing_can_hold_for_no_number() -> None:
    for sign in OPERATORS:
        for left, right in (("{}", "5"), ("5", "{}")):
            assert tuple(compare_intervals(sign, interval(left), interval(right))) == (False, False)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a == 15", (True, False)),
        ("a <= 20 and b <= 4", (True, True)),
        ("a <= 20 and b <= 3", (True, False)),
        ("a <= 20 and b < 2", (False, False)),
        ("a < 10 or b <= 4", (True, True)),
        ("a < 10 or b <= 3", (True, False)),
        ("a < 10 or b < 2", (False, False)),
        ("not a < 10", (True, True)),
        ("not a < 15", (True, False)),
        ("not a <= 20", (False, False)),
        ("same(a, 15)", (True, False)),
        ("same(a, b)", (False, False)),
        ("same(a)", (True, True)),
        ("same(15, 15, 15)", (True, True)),
        ("same(15, 15, 16)", (False, False)),
    ],
)
def test_truths_put_together(source: str, expected: tuple[bool, bool]) -> None:
    assert truth(source, box(a=loose(A), b=loose(B))) == expected


def test_all_asks_each_choice_of_fillers() -> None:
    parts = (loose("[1, 5]"), loose("[2, 9]"))
    assert truth("all(part <= whole)", box(part=parts, whole=loose("9"))) == (True, True)
    assert truth("all(part <= whole)", box(part=parts, whole=loose("8"))) == (True, False)
    assert truth("all(part <= whole)", box(part=parts, whole=loose("1"))) == (False, False)
    assert truth("all(sum(part) <= whole)", box(part=parts, whole=loose("14"))) == (True, True)


# ── claims that stand twice ──


def test_claims_that_stand_twice_are_known() -> None:
    a, b = loose(A), loose(B)
    given_box = box(a=a, b=b, c=(a, b))

    def repeated(source: str) -> tuple[Claim, ...]:
        return repeated_claims(compile_expression(source, roles=("a", "b", "c")), given_box)

    assert repeated("a + b == 3") == ()
    assert repeated("a + b == a") == (a,)
    assert repeated("sum(c) == -b") == (b,)
    assert repeated("count(c) == count(a)") == ()
    assert repeated("not (a == b) or b == 3") == (b,)
    assert (
        repeated_claims(
            compile_expression("a == a", roles=("a",)), given_box.with_exact({id(a): interval("3")})
        )
        == ()
    )


@pytest.mark.parametrize(
    ("source", "slope"),
    [
        ("a", "1"),
        ("b", "0"),
        ("7", "0"),
        ("-a", "-1"),
        ("a + a", "2"),
        ("a - a", "0"),
        ("b - a", "-1"),
        ("a * b", "[2, 4]"),
        ("b * a", "[2, 4]"),
        ("a * a", "[20, 40]"),
        ("a / b", "[1/4, 1/2]"),
        ("b / a", "[-1/25, -1/200]"),
        ("sum(a, b, a)", "2"),
        ("abs(b)", "0"),
        ("abs(a)", None),
        ("a / (b - 3)", None),
        ("a / (a + b)", "[-1/18, 7/72]"),
    ],
)
def test_slopes_are_enclosed(source: str, slope: str | None) -> None:
    a = loose(A)
    given_box = box(a=a, b=loose(B))
    found = slope_of(compile_expression(source, roles=("a", "b"), truth=False), given_box, a)
    assert found == (None if slope is None else interval(slope))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a - a == 0", (True, True)),
        ("a + b - a <= 4", (True, True)),
        ("a + b - a > 4", (False, False)),
        ("(b - a) / a <= 0", (True, True)),
        ("a / (a + b) <= 10 / 11", (True, False)),
        ("a / (a + b) > 2", (False, False)),
        ("abs(a) - a == 0", (True, False)),
    ],
)
def test_monotone_claims_are_taken_at_their_ends(source: str, expected: tuple[bool, bool]) -> None:
    assert truth(source, box(a=loose(A), b=loose(B))) == expected


# ── what is written ──


@pytest.mark.parametrize(
    ("qualifier", "stated"),
    [("exactly", "15"), ("more_than", "[16, 22]"), ("at_most", "15"), ("up_to", "15")],
)
def test_the_written_point(qualifier: str, stated: str) -> None:
    claim = number(f"{qualifier} 15", "15", qualifier=qualifier)  # type: ignore[arg-type]
    assert written_point(claim, claim.quantity.readings[0]) == interval(stated)
    elsewhere = Reading(core=interval("[40, 50]"), wide=interval("[30, 60]"))
    assert written_point(claim, elsewhere) == interval("[40, 50]")
    beside = Reading(core=interval("[40, 50]"), wide=interval("(15, 60]"))
    assert written_point(claim, beside) == interval("15")


# ── solved for one claim ──


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        ("a + b == c", "a", "[26, 38]"),
        ("a + b == c", "b", "[10, 30]"),
        ("a + b == c", "c", "[12, 24]"),
        ("c == a + b", "a", "[26, 38]"),
        ("a - b == c", "a", "[32, 44]"),
        ("a - b == c", "b", "[-30, -10]"),
        ("a * b == c", "a", "[15/2, 20]"),
        ("a * b == c", "b", "[3/2, 4]"),
        ("a / b == c", "a", "[60, 160]"),
        ("a / b == c", "b", "[1/4, 2/3]"),
        ("-a == c", "a", "[-40, -30]"),
        ("a <= c", "a", "(-∞, 40]"),
        ("a <= c", "c", "[10, ∞)"),
        ("a < c", "a", "(-∞, 40)"),
        ("a < c", "c", "(10, ∞)"),
        ("a >= c", "a", "[30, ∞)"),
        ("a >= c", "c", "(-∞, 20]"),
        ("a > c", "a", "(30, ∞)"),
        ("a > c", "c", "(-∞, 20)"),
        ("sum(a, b) == c", "a", "[26, 38]"),
        ("sum(a, b, 1) == c", "b", "[9, 29]"),
        ("sum(a + 1, b) == c", "a", "[25, 37]"),
        ("percent(b, a) == share", "a", "[5, 40/3]"),
        ("percent(b, a) == share", "b", "[3, 8]"),
        ("percent(b, a) == share", "share", "[10, 40]"),
        ("percent_change(a, b) == share", "a", "[10/7, 40/13]"),
        ("percent_change(a, b) == share", "b", "[13, 28]"),
        ("number(a) == c", "a", "[30, 40]"),
        ("stated(a) == c", "a", "[30, 40]"),
        ("a == c and a <= 35", "a", "[30, 35]"),
        ("a == c and b <= 3", "a", "[30, 40]"),
        ("a == c and b == 3", "b", "3"),
        ("all(a <= c)", "a", "(-∞, 40]"),
        ("all(a <= c)", "c", "[10, ∞)"),
    ],
)
def test_what_one_claim_would_have_to_be(source: str, claim: str, expected: str) -> None:
    share = loose("[30, 40]", form="percent", unit="percent")
    roles = {"a": loose(A), "b": loose(B), "c": loose("[30, 40]"), "share": share}
    condition = compile_expression(source, roles=tuple(roles))
    assert implied(condition, box(False, **roles), roles[claim]) == interval(expected)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("a != c", "a"),
        ("a == c or b == c", "a"),
        ("not a == c", "a"),
        ("a == c", "b"),
        ("a * a == c", "a"),
        ("a + a == c", "a"),
        ("sum(a, a) == c", "a"),
        ("a == a - c", "a"),
        ("a * (b - 3) == c", "a"),
        ("a / b == c - 35", "b"),
        ("abs(a) == c", "a"),
        ("max(a, b) == c", "a"),
        ("a == c and abs(a) == c", "a"),
    ],
)
def test_where_there_is_no_telling(source: str, claim: str) -> None:
    roles = {"a": loose(A), "b": loose(B), "c": loose("[30, 40]")}
    condition = compile_expression(source, roles=tuple(roles))
    assert implied(condition, box(False, **roles), roles[claim]) is None


def test_what_is_implied_stands_in_the_unit_of_the_claim() -> None:
    miles, kilometres = (loose("[1, 9]", form="measure", unit=unit) for unit in ("mile", "kilometre"))
    wait, hours = loose("[1, 9]", form="duration", unit="minute"), loose("2", form="duration", unit="hour")
    given_box = box(miles=miles, kilometres=kilometres, wait=wait, hours=hours)

    def allowed(source: str, claim: Claim) -> Interval | None:
        return implied(compile_expression(source, roles=tuple(given_box.roles)), given_box, claim)

    mile = Fraction(25146, 15625)
    assert allowed("miles == kilometres", miles) == interval("[1, 9]") / Interval.point(mile)
    assert allowed("convert(miles, kilometres) == kilometres", miles) == interval("[1, 9]") / Interval.point(
        mile
    )
    assert allowed("hours(wait) == hours", wait) == interval("120")
    assert allowed("miles == hours", miles) is None
    parts = (loose("[1, 5]"), loose("[2, 9]"))
    several = box(part=parts, whole=loose("[3, 20]"))
    condition = compile_expression("sum(part) == whole", roles=("part", "whole"))
    assert implied(condition, several, parts[1]) == interval("[-2, 19]")
    condition = compile_expression("all(part <= whole)", roles=("part", "whole"))
    assert implied(condition, several, several.roles["whole"][0]) == interval("[2, ∞)")
