"""What one claim would have to be: against what the condition says of single values, and in exact ends."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.arithmetic.evaluate import Box, Missing, judge_truth
from checker.arithmetic.solve import implied
from checker.intervals import Interval
from checker.model import Claim, RoleName, parts_of
from checker.rulebook.expressions import compile_expression
from tests.arithmetic.test_evaluate import box, loose, sampled, spread
from tests.numbers_by_hand import number
from tests.test_intervals import interval

CONDITIONS = (
    "-(a - b) / 4 == c",
    "2 * (b - a) + 1 == c",
    "8 / (b - a / 2) <= c",
    "(a + b) * (c - 60) > 7",
    "c / (a + 60) >= b",
    "-(-a) * 3 < b - c",
    "sum(a + 1, -b, 2 * c) == 5",
    "sum(b, c) - sum(a) != 5 or a == 1",
    "sum(part, b) == c - 3",
    "c - (b - sum(part)) == 2",
    "percent(a + 1, b) <= percent(c, 7)",
    "percent_change(b, a - c) >= 5",
    "number(a) + stated(b) <= c",
    "days(a + 1) == days(b)",
    "all(part <= c)",
    "all(part - b <= 2 * c)",
)


@given(
    sampled(),
    sampled(),
    sampled(),
    st.lists(st.fractions(min_value=-50, max_value=50, max_denominator=3), min_size=2, max_size=4),
    st.integers(0, 6),
    st.sampled_from(CONDITIONS),
)
def test_a_value_is_implied_where_the_condition_can_hold(
    a: tuple[Claim, Fraction],
    b: tuple[Claim, Fraction],
    c: tuple[Claim, Fraction],
    parts: list[Fraction],
    which: int,
    source: str,
) -> None:
    part = tuple(spread(value, value + 1) for value in parts)
    whole = box(a=a[0], b=b[0], c=c[0], part=part)
    condition = compile_expression(source, roles=("a", "b", "c", "part"))
    claims = [("a", *a), ("b", *b), ("c", *c), *(("part", claim, value) for claim, value in zip(part, parts))]
    named = {role.name for role in parts_of(condition) if isinstance(role, RoleName)}
    standing = [(claim, point) for role, claim, point in claims if role in named]
    claim, point = standing[which % len(standing)]
    allowed = implied(condition, whole, claim)
    assume(allowed is not None)
    assert allowed is not None
    try:
        possible = judge_truth(condition, whole.with_exact({id(claim): Interval.point(point)})).possible
    except Missing:
        assume(False)
    if possible:
        assert allowed.contains(point)
    elif "all(" not in source:  # the others of which it is said may be what fails
        assert not allowed.contains(point)


NEAR_NOTHING = "[-1/2, 1/2]"


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        ("-(a + b) == c", "a", "[-44, -32]"),
        ("-(a - b) == c", "b", "[40, 60]"),
        ("(a + b) * 2 == c", "a", "[11, 18]"),
        ("2 * (b - a) == c", "a", "[-18, -11]"),
        ("(a + 1) / 2 == c", "a", "[59, 79]"),
        ("60 / (a + 1) == c", "a", "[1/2, 1]"),
        ("(a - 1) * 2 - b == c", "a", "[17, 23]"),
        ("a * half == c", "a", "[15, 80]"),
        ("a / b == half", "b", "[5, 40]"),
        ("a / b == nothing", "a", "[-2, 2]"),
        ("a / b == nothing", "b", None),
        ("a * nothing == c", "a", None),
        ("sum(a, b * 2) == c", "a", "[22, 36]"),
        ("sum(a, b + 1, 3 * b) == c", "a", "[13, 31]"),
        ("sum(a, a + 1) == c", "a", None),
        ("sum(a + 1, a + 1) == c", "a", None),
        ("sum(a, empty) == c", "a", "[30, 40]"),
        ("sum(a, unknown) == c", "a", "[30, 40]"),
        ("sum(a, twice) == c", "a", "[14, 32]"),
        ("sum(twice) == c", "b", None),
        ("number(miles) + a == c", "a", "[27, 37]"),
        ("number(a) + miles == miles", "a", "0"),
        ("convert(miles, kilometres) == kilometres", "kilometres", None),
        ("convert(miles, kilometres) == c", "kilometres", None),
        ("hours(minutes_long + minutes_long) == c", "minutes_long", None),
        ("hours(minutes_long + 60) == 3", "minutes_long", "120"),
        ("convert(miles + 1, feet) == feet", "miles", "1"),
        ("day + hours_long == day", "hours_long", None),
        ("day + hours_long == day", "day", None),
    ],
)
def test_what_is_taken_back_through_each_operation(source: str, claim: str, expected: str | None) -> None:
    roles = {
        "a": loose("[10, 20]"),
        "b": loose("[2, 4]"),
        "c": loose("[30, 40]"),
        "half": loose("[1/2, 2]"),
        "nothing": loose(NEAR_NOTHING),
        "miles": loose("3", form="measure", unit="mile"),
        "feet": loose("10560", form="measure", unit="foot"),
        "kilometres": loose("3", form="measure", unit="kilometre"),
        "minutes_long": loose("9", form="duration", unit="minute"),
        "hours_long": loose("9", form="duration", unit="hour"),
        "day": loose("739000", form="date"),
    }
    filled: dict[str, Claim | tuple[Claim, ...]] = dict(roles)
    filled["twice"] = (roles["b"], loose("[4, 8]"), roles["b"])
    filled["empty"] = ()
    condition = compile_expression(source, roles=(*filled, "unknown"))
    found = implied(condition, box(False, **filled), roles[claim])
    assert found == (None if expected is None else interval(expected))


@pytest.mark.parametrize("place", range(5))
def test_each_claim_of_a_sum_is_what_the_others_leave(place: int) -> None:
    parts = tuple(number(text, text) for text in ("1", "20", "300", "4000", "50000"))
    whole = number("100000", "100000")
    exact: Box = box(part=parts, whole=whole).with_exact(
        {id(claim): Interval.point(claim.quantity.value or 0) for claim in (*parts, whole)}
    )
    condition = compile_expression("sum(part) == whole", roles=("part", "whole"))
    own = parts[place].quantity.value
    assert own is not None
    assert implied(condition, exact, parts[place]) == Interval.point(100000 - 54321 + own)
    assert implied(condition, exact, whole) == Interval.point(54321)
    again = Box({"part": (*parts, parts[place]), "whole": (whole,)}, exact.readings, False, exact.exact)
    assert implied(condition, again, parts[place]) is None
