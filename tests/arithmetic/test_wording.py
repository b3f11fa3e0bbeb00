"""Numbers, amounts and workings in the text's own figures, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.arithmetic.evaluate import Box
from checker.arithmetic.units import (
    CALENDAR_YEAR,
    COUNT,
    DATE,
    PERCENT,
    TIME_OF_DAY,
    WEEKDAY,
    Unit,
    named,
)
from checker.arithmetic.wording import (
    bare_figure,
    enumerate_words,
    figure,
    hedge,
    quoted,
    render_message,
    scales_of,
    show_amount,
    show_date,
    show_value_of,
    with_unit,
    working,
    written_box,
)
from checker.intervals import Interval
from checker.model import Claim, Reading
from checker.rulebook.expressions import compile_expression
from checker.rulebook.messages import compile_message
from tests.numbers_by_hand import day, number, weekday
from tests.test_intervals import interval


def filled(**roles: Claim | Sequence[Claim]) -> Box:
    claims = {role: (found,) if isinstance(found, Claim) else tuple(found) for role, found in roles.items()}
    readings = {id(claim): claim.quantity.readings[0] for found in claims.values() for claim in found}
    return Box(claims, readings, False, {})


def steps(source: str, **roles: Claim | Sequence[Claim]) -> tuple[str, ...]:
    return working(compile_expression(source, roles=tuple(roles)), filled(**roles))


def said(template: str, assertion: str = "1 == 1", **roles: Claim | Sequence[Claim]) -> str:
    message = compile_message(template, roles=tuple(roles))
    return render_message(message, filled(**roles), compile_expression(assertion, roles=tuple(roles)))


def hedged(mention: str, written: str, **keys: Any) -> Claim:
    """A number whose mention is wider than its numeral."""
    claim = number(mention, written, **keys)
    return replace(claim, quantity=replace(claim.quantity, mention=mention))


def unsaid(low: int, high: int, **keys: Any) -> Claim:
    """A number that the text does not write."""
    span = Interval.between(low, high)
    unit = keys.get("unit")
    claim = number("x", "x", readings=(Reading(core=span, wide=span, unit=unit),), **keys)
    return replace(claim, quantity=replace(claim.quantity, text=""))


# ── single numbers ──


@pytest.mark.parametrize(
    ("claim", "before"),
    [
        (hedged("about 240", "240", qualifier="about"), "about "),
        (hedged("At  least 240", "240", qualifier="at_least"), "at least "),
        (hedged("240 or so", "240", qualifier="about"), "about "),
        (hedged("240 or more", "240", qualifier="at_least"), "at least "),
        (
            hedged("a number of boats in all that is well above 240", "240", qualifier="more_than"),
            "more than ",
        ),
        (hedged("about 240", "240"), ""),
        (hedged("in the order of very ne 24", "24", qualifier="about"), "in the order of very ne "),
        (hedged("in the order of very nea 24", "24", qualifier="about"), "in the order of very nea "),
        (hedged("in the order of very near 24", "24", qualifier="about"), "in the order of very near "),
        (hedged("in the order of very nearl 24", "24", qualifier="about"), "about "),
    ],
)
def test_the_words_that_loosen_a_number(claim: Claim, before: str) -> None:
    assert hedge(claim) == before
    assert figure(claim) == before + claim.quantity.text


def test_a_number_that_is_not_written_has_no_hedge() -> None:
    claim = unsaid(3, 3, qualifier="about")
    assert hedge(claim) == ""
    assert figure(claim) == "3"
    elsewhere = hedged("about 240", "240", qualifier="more_than")
    elsewhere = replace(elsewhere, quantity=replace(elsewhere.quantity, mention="some boats"))
    assert hedge(elsewhere) == "more than "


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        (number("2.3  million", "2.3  million"), "2.3 million"),
        (number("twelve", "twelve", value=12), "12"),
        (number("a dozen hundred", "a dozen hundred", value=1200), "1,200"),
        (number("twelve percent", "twelve percent", value=12, form="percent", unit="percent"), "12%"),
        (number("two points", "two points", value=2, form="percent_point", unit="percent_point"), "2%"),
        (number("ten dollars", "ten dollars", value=10, form="money", unit="USD"), "$10"),
        (number("ten miles", "ten miles", value=10, form="measure", unit="mile"), "10"),
        (unsaid(4, 4), "4"),
        (unsaid(3, 5), "between 3 and 5"),
        (unsaid(12, 12, form="percent", unit="percent"), "12%"),
        (weekday("Friday  next", "Friday  next", 4), "Friday next"),
        (number("at  noon", "at  noon", form="clock_time", value=720), "at noon"),
        (day("the  first", "the  first", date(2024, 5, 1)), "the first"),
    ],
)
def test_a_number_without_its_hedge(claim: Claim, shown: str) -> None:
    assert bare_figure(claim) == shown


def test_digits_that_are_words_are_counted_out() -> None:
    claim = number("2 dozen", "2 dozen", value=24)
    worded = replace(claim.quantity.written, in_words=True)
    assert bare_figure(replace(claim, quantity=replace(claim.quantity, written=worded))) == "24"
    assert bare_figure(claim) == "2 dozen"
    dozens = number("dozens", "dozens")
    assert bare_figure(replace(dozens, quantity=replace(dozens.quantity, value=None))) == "dozens"


@pytest.mark.parametrize(
    ("claim", "with_its_unit", "in_a_message"),
    [
        (hedged("100 kilometres", "100", form="measure", unit="kilometre"), "100 kilometres", "100 kilometres"),
        (hedged("1 mile", "1", form="measure", unit="mile"), "1 mile", "1 mile"),
        (hedged("100km", "100", form="measure", unit="kilometre"), "100 kilometres", "100km"),
        (hedged("100  square feet", "100", form="measure", unit="foot ** 2"), "100 square feet", "100 square feet"),
        (hedged("100 of the miles", "100", form="measure", unit="mile"), "100 miles", "100 miles"),
        (hedged("about 3 hours", "3", form="duration", unit="hour", qualifier="about"), "about 3 hours", "about 3 hours"),
        (hedged("20", "20", form="measure", unit="degree_Celsius"), "20°C", "20°C"),
        (hedged("ten miles", "ten", form="measure", unit="mile", value=10), "10 miles", "10 miles"),
        (hedged("$45 a head", "$45", form="money", unit="USD"), "$45", "$45"),
        (hedged("12% more", "12%", form="percent", unit="percent"), "12%", "12%"),
        (hedged("45 boats", "45"), "45", "45"),
        (hedged("9 a.m. sharp", "9 a.m.", form="clock_time"), "9 a.m.", "9 a.m."),
        (hedged("1998 census", "1998", form="year"), "1998", "1998"),
        (hedged("60 each", "60", form="rate", unit="mile / hour"), "60 miles per hour", "60"),
    ],
)  # fmt: skip
def test_a_number_with_its_unit(claim: Claim, with_its_unit: str, in_a_message: str) -> None:
    assert with_unit(claim) == with_its_unit
    assert quoted(claim) == in_a_message


def test_a_unit_that_no_text_writes_is_not_added() -> None:
    claim = unsaid(4, 4, form="measure", unit="mile")
    assert with_unit(claim) == quoted(claim) == "4 miles"
    elsewhere = hedged("10 miles", "10", form="measure", unit="mile")
    elsewhere = replace(elsewhere, quantity=replace(elsewhere.quantity, mention="miles"))
    assert quoted(elsewhere) == "10 miles"


def test_the_scales_of_a_text() -> None:
    written = ("2 thousand", "3 million", "4 billion", "5", "6 million")
    claims = [number(text, text) for text in written]
    assert scales_of(claims) == (10**9, 10**6, 10**3)
    hundred = number("5", "5")
    shape = replace(hundred.quantity.written, scale=Fraction(100))
    assert scales_of([replace(hundred, quantity=replace(hundred.quantity, written=shape))]) == ()


# ── amounts ──


@pytest.mark.parametrize(
    ("text", "unit", "shown"),
    [
        ("235", COUNT, "235"),
        ("235", None, "235"),
        ("-235", COUNT, "-235"),
        ("9/2", named("USD"), "$4.5"),
        ("-9/2", named("USD"), "-$4.5"),
        ("1/3", named("EUR"), "≈€0.3333"),
        ("-1/3", named("GBP"), "≈-£0.3333"),
        ("7", named("CHF"), "CHF 7"),
        ("7", named("JPY"), "¥7"),
        ("7", named("INR"), "₹7"),
        ("12", PERCENT, "12%"),
        ("1", named("mile"), "1 mile"),
        ("-1", named("mile"), "-1 mile"),
        ("0", named("mile"), "0 miles"),
        ("20", named("degree_Celsius"), "20°C"),
        ("60", named("mile / hour"), "60 miles per hour"),
        ("7", named("USD / hour"), "7 USD per hour"),
        ("7", named("USD ** 2"), "7 square USD"),
        ("4", WEEKDAY, "Friday"),
        ("11", WEEKDAY, "Friday"),
        ("1998", CALENDAR_YEAR, "1998"),
        ("615", TIME_OF_DAY, "10:15"),
        ("545", TIME_OF_DAY, "9:05"),
        ("60", TIME_OF_DAY, "1:00"),
        ("59", TIME_OF_DAY, "0:59"),
        ("739012", DATE, "6 May 2024"),
        ("1", DATE, "1 January 1"),
        ("3652059", DATE, "31 December 9999"),
        ("0", DATE, "0 dates"),
        ("3652060", DATE, "3,652,060 dates"),
        ("(-∞, ∞)", COUNT, "any number"),
        ("[5, ∞)", COUNT, "at least 5"),
        ("(5, ∞)", named("USD"), "more than $5"),
        ("(-∞, 5]", COUNT, "at most 5"),
        ("(-∞, 5)", COUNT, "less than 5"),
        ("[0, 5]", COUNT, "at most 5"),
        ("[0, 5)", named("USD"), "less than $5"),
        ("[-5, 0]", COUNT, "between -5 and 0"),
        ("[1, 5]", COUNT, "between 1 and 5"),
        ("[1, 5]", named("USD"), "between $1 and $5"),
        ("[1, 5]", PERCENT, "between 1 and 5%"),
        ("[1, 5]", named("mile"), "between 1 and 5 miles"),
        ("[0, 4]", WEEKDAY, "between Monday and Friday"),
        ("[0, 61]", TIME_OF_DAY, "between 0:00 and 1:01"),
        ("[1998, 2003]", CALENDAR_YEAR, "between 1998 and 2003"),
        ("[739012, 739014]", DATE, "between 6 May 2024 and 8 May 2024"),
    ],
)
def test_amounts_in_words(text: str, unit: Unit | None, shown: str) -> None:
    assert show_amount(interval(text), unit) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("999999", COUNT, "999.999 thousand"),
        ("1000000", COUNT, "1 million"),
        ("-2500000", COUNT, "-2.5 million"),
        ("2500000", named("USD"), "$2.5 million"),
        ("2500000", named("mile"), "2.5 million miles"),
        ("2500000", PERCENT, "2.5%"),
        ("999", COUNT, "999"),
        ("[999, 2500000]", COUNT, "between 999 and 2.5 million"),
        ("[0, 2500000]", COUNT, "at most 2.5 million"),
        ("[2500000, ∞)", COUNT, "at least 2.5 million"),
    ],
)
def test_amounts_with_the_words_of_the_text(value: str, unit: Unit, shown: str) -> None:
    assert show_amount(interval(value), unit, (10**6, 10**3)) == shown


@pytest.mark.parametrize(
    ("month", "name"),
    enumerate(
        ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
         "December"), 1,
    ),
)  # fmt: skip
def test_dates_in_words(month: int, name: str) -> None:
    assert show_date(date(2026, month, 5)) == f"5 {name} 2026"


def test_words_in_a_row() -> None:
    assert [enumerate_words(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


# ── what a number would have to be ──


@pytest.mark.parametrize(
    ("claim", "value", "shown"),
    [
        (number("245", "245"), "117", "117"),
        (number("2.3 million", "2.3 million"), "2400000", "2.4 million"),
        (number("2.3 million", "2.3 million"), "2400000000", "2.4 billion"),
        (number("2.3 million", "2.3 million"), "240000", "0.24 million"),
        (number("2.3 million", "2.3 million"), "100000", "0.1 million"),
        (number("2.3 million", "2.3 million"), "99999", "99,999"),
        (number("2.3 thousand", "2.3 thousand"), "2400000000000", "2.4 trillion"),
        (number("2.3 billion", "2.3 billion"), "2400000000", "2.4 billion"),
        (number("$45", "$45", form="money", unit="USD"), "48", "$48"),
        (number("$4.5 million", "$4.5 million", form="money", unit="USD"), "4800000", "$4.8 million"),
        (number("12%", "12%", form="percent", unit="percent"), "15", "15%"),
        (number("12%", "12%", form="percent", unit="percent"), "[15, 18]", "15–18%"),
        (number("45", "45", form="measure", unit="mile"), "48", "48"),
        (number("1998", "1998", form="year"), "2003", "2003"),
        (number("9:15", "9:15", form="clock_time"), "570", "9:30"),
        (weekday("Friday", "Friday", 4), "0", "Monday"),
        (day("6 May 2024", "6 May 2024", date(2024, 5, 6)), "739013", "7 May 2024"),
        (number("4100", "4100"), "4200", "4200"),
        (number("4,100", "4,100"), "4200", "4,200"),
        (number("1000", "1000"), "9999", "9999"),
        (number("4100", "4100"), "10000", "10,000"),
        (number("999", "999"), "4200", "4,200"),
        (number("245", "245"), "[202, 206]", "202–206"),
        (number("2.3 million", "2.3 million"), "[2400000, 2600000]", "2.4–2.6 million"),
        (number("245", "245"), "(-∞, 206]", "206 or less"),
        (number("245", "245"), "[202, ∞)", "202 or more"),
        (number("245", "245"), "(-∞, ∞)", "any number"),
    ],
)
def test_a_value_in_the_style_of_the_text(claim: Claim, value: str, shown: str) -> None:
    assert show_value_of(claim, interval(value)) == shown


# ── the working ──

A, B, C = number("117", "117"), number("95", "95"), number("24", "24")
PARTS = (number("12", "12"), number("31", "31"))


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a - b == c", ("117 − 95 = 22", "stated: 24")),
        ("c == a - b", ("117 − 95 = 22", "stated: 24")),
        ("a - b != c", ("117 − 95 = 22", "not: 24")),
        ("a - b < c", ("117 − 95 = 22", "below: 24")),
        ("a - b <= c", ("117 − 95 = 22", "at most: 24")),
        ("a - b > c", ("117 − 95 = 22", "above: 24")),
        ("a - b >= c", ("117 − 95 = 22", "at least: 24")),
        ("c < a - b", ("117 − 95 = 22", "above: 24")),
        ("c <= a - b", ("117 − 95 = 22", "at least: 24")),
        ("c > a - b", ("117 − 95 = 22", "below: 24")),
        ("c >= a - b", ("117 − 95 = 22", "at most: 24")),
        ("a == b", ("needed: 117 = 95",)),
        ("a != b", ("needed: 117 ≠ 95",)),
        ("a < b", ("needed: 117 < 95",)),
        ("a <= b", ("needed: 117 ≤ 95",)),
        ("a > b", ("needed: 117 > 95",)),
        ("a >= b", ("needed: 117 ≥ 95",)),
        ("a >= 100", ("needed: 117 ≥ 100",)),
        ("stated(a) >= number(b)", ("needed: 117 ≥ 95",)),
        ("sum(a) == max(b)", ("needed: 117 = max of 95",)),
        ("sum(part) == a", ("12 + 31 = 43", "stated: 117")),
        ("a * (b + c) == 1", ("117 × (95 + 24) = 13,923", "stated: 1")),
        ("a - (b - c) == 1", ("117 − (95 − 24) = 46", "stated: 1")),
        ("a - b - c == 1", ("117 − 95 − 24 = -2", "stated: 1")),
        ("a + (b - c) == 1", ("117 + 95 − 24 = 188", "stated: 1")),
        ("a / (b * c) == 1", ("117 ÷ (95 × 24) = ≈0.0513", "stated: 1")),
        ("a * b / c == 1", ("117 × 95 ÷ 24 = 463.125", "stated: 1")),
        ("a * (b / c) == 1", ("117 × 95 ÷ 24 = 463.125", "stated: 1")),
        ("-(a + b) == 1", ("−(117 + 95) = -212", "stated: 1")),
        ("sum(part, a) * 2 == 1", ("(12 + 31 + 117) × 2 = 320", "stated: 1")),
        ("sum(part, a) + 2 == 1", ("12 + 31 + 117 + 2 = 162", "stated: 1")),
        ("sum(a) * b == 1", ("117 × 95 = 11,115", "stated: 1")),
        ("sum(a - b, c) == 1", ("117 − 95 + 24 = 46", "stated: 1")),
        ("a - sum(part) == 1", ("117 − (12 + 31) = 74", "stated: 1")),
        ("count(part) * a == 1", ("2 × 117 = 234", "stated: 1")),
        ("percent(a, b) == c", ("117 ÷ 95 = ≈123.2%", "stated: 24")),
        ("percent_change(b, a) == c", ("95 to 117 = ≈23.16%", "stated: 24")),
        ("abs(a - b) == c", ("abs of 117 − 95 = 22", "stated: 24")),
        ("years_between(a, b) == c", ("years between of 117, 95", "stated: 24")),
        ("a - b == b - c", ("117 − 95 = 22", "95 − 24 = 71")),
        ("a == b and b == c", ("needed: 117 = 95", "needed: 95 = 24")),
        ("a == b and a == b", ("needed: 117 = 95",)),
        ("not a == b", ("needed: 117 = 95",)),
        ("all(part <= a)", ("needed: 12 ≤ 117", "needed: 31 ≤ 117")),
        ("same(a, b, c)", ("the same number: 117 and 95 and 24",)),
        ("same(part)", ("the same number: 12 and 31",)),
    ],
)
def test_the_steps_of_a_working(source: str, lines: tuple[str, ...]) -> None:
    assert steps(source, a=A, b=B, c=C, part=PARTS) == lines


def test_of_many_comparisons_the_first_are_shown() -> None:
    parts = [number(str(value), str(value)) for value in range(1, 40)]
    lines = steps("all(part <= a)", a=A, part=parts)
    assert lines == tuple(f"needed: {value} ≤ 117" for value in range(1, 21))


def test_what_rounding_allows_is_told() -> None:
    length = number("12", "12", form="measure", unit="mile")
    other = number("3", "3", form="measure", unit="mile")
    assert steps("a - b == b", a=length, b=other) == (
        "12 − 3 = 9 miles (between 7 and 11 miles)",
        "stated: 3",
    )
    assert (
        steps("a + b == b", a=number("12", "12"), b=number("30", "30"))[0]
        == "12 + 30 = 42 (between 41 and 43)"
    )
    million = number("2.5 million", "2.5 million")
    assert steps("a * 2 == b", a=million, b=other)[0].startswith("2.5 million × 2 = 5 million (between ")


def test_days_are_subtracted_as_written() -> None:
    first, last = (
        day("6 May 2024", "6 May 2024", date(2024, 5, 6)),
        day("8 May 2024", "8 May 2024", date(2024, 5, 8)),
    )
    two = number("two days", "two", form="duration", unit="day", value=2)
    assert steps("last - first == two", first=first, last=last, two=two) == (
        "8 May 2024 − 6 May 2024 = 2 days",
        "stated: 2",
    )
    miles = hedged("12 miles", "12", form="measure", unit="mile")
    metres = hedged("20 metres", "20", form="measure", unit="metre")
    hours = hedged("3 hours", "3", form="duration", unit="hour")
    box: dict[str, Any] = {"miles": miles, "metres": metres, "hours": hours}
    assert steps("convert(miles, metres) + 1 == metres", **box)[0].startswith(
        "12 miles + 1 = 19,313.128 metres"
    )
    assert steps("days(hours) + 1 == 3", **box)[0].startswith("3 hours + 1 = 1.125 days")
    assert steps("minutes(hours + 1) == 3", **box)[0].startswith("3 + 1 = 240 minutes")


def test_the_box_of_what_is_written() -> None:
    about = number("about 240", "240", qualifier="about")
    may = day("6 May 2024", "6 May 2024", date(2024, 5, 6))
    dozens = number("dozens", "dozens")
    dozens = replace(dozens, quantity=replace(dozens.quantity, value=None))
    box = filled(a=about, b=may, c=dozens)
    assert dict(written_box(box).exact) == {id(about): Interval.point(240)}
    moved = box.with_exact({id(about): interval("7")})
    assert written_box(moved).exact == moved.exact


# ── messages ──


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{a}", "117"),
        ("{part}", "12 and 31"),
        ("{part|plus}", "12 + 31"),
        ("{part|versus}", "12 against 31"),
        ("{a - b|plus}", "22"),
        ("{a - b|versus}", "22"),
        ("{part|count}", "2"),
        ("{part|sum}", "43"),
        ("{a|interval}", "117"),
        ("{a - b|number}", "22"),
        ("{a / 2|round}", "59"),
        ("{a / 4|round}", "29"),
        ("{a|counted}", "boat"),
        ("{b|counted}", ""),
        ("{none}", ""),
        ("{none + 1}", "?"),
        ("{a|implied}", "119"),
        ("{c|implied}", "22"),
        ("{a - b|implied}", "24"),
        ("{a + b|implied}", "?"),
    ],
)
def test_placeholders(template: str, words: str) -> None:
    counted = replace(A, counted="boat")
    assert said(template, "a - b == c", a=counted, b=B, c=C, part=PARTS, none=()) == words


def test_placeholders_with_units() -> None:
    cost = number("$2.5 million", "$2.5 million", form="money", unit="USD")
    may = day("6 May 2024", "6 May 2024", date(2024, 5, 6))
    miles = hedged("12 miles", "12", form="measure", unit="mile")
    box: dict[str, Any] = {"cost": cost, "may": may, "miles": miles}
    assert said("{cost|sum}", **box) == "$2.5 million"
    assert said("{cost * 2}", **box) == "$5 million"
    assert said("{cost * 2|number}", **box) == "5,000,000"
    assert said("{cost / 2|round}", **box) == "$1,250,000"
    assert said("{miles|interval}", **box) == "between 11 and 13 miles"
    assert said("{may|weekday} {may|date} {may + 1|date}", **box) == "Monday 6 May 2024 7 May 2024"
    assert said("{miles / 7|round}", **box) == "2 miles"
    assert said("{cost * 2|implied}", "cost * 2 == 7", **box) == "7"
    assert said("{cost * 2|implied}", "7 == cost * 2", **box) == "7"
