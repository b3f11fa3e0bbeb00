"""Verdicts: the three outcomes and each reason for which nothing is decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.intervals import Interval
from checker.judge import judge
from checker.model import Claim, Link, Reading, Rule, Verdict
from tests.numbers_by_hand import link, number, rule
from tests.test_intervals import interval

SUM = rule(
    "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 1+}}",
    "sum(part) == whole",
    message="{part|plus} = {part|sum}, not {whole}",
)
SUBSET = rule(
    "{whole: {link: subset, role: whole}, part: {link: subset, role: part, count: 1+}}",
    "[{id: possible, expr: all(part <= whole)}, {id: stated, expr: all(stated(part) <= stated(whole))}]",
    closed="[closed, open]",
)


def total(whole: Claim, *parts: Claim, given: Rule = SUM, **link_keys: Any) -> Verdict:
    tied = link("breakdown", whole=whole, part=parts, **link_keys)
    (verdict,) = judge((given,), (whole, *parts), (tied,))
    return verdict


def count(value: int | str, **frame: Any) -> Claim:
    return number(str(value), str(value), **frame)


def test_what_cannot_be_is_inconsistent() -> None:
    verdict = total(count(245), count(128), count(107))
    assert (verdict.outcome, verdict.reason) == ("inconsistent", None)
    assert verdict.message == "128 + 107 = 235, not 245"
    assert [claim.quantity.text for claim in verdict.binding.claims()] == ["245", "128", "107"]
    assert verdict.working == ("128 + 107 = 235", "stated: 245")


def test_what_must_be_is_consistent() -> None:
    assert total(count(245), count(128), count(117)).outcome == "consistent"


def test_what_may_be_is_consistent_where_a_misprint_would_have_shown() -> None:
    verdict = total(count(250), count(128), count(117))
    assert verdict.outcome == "undecided"
    assert verdict.reason == "strained"
    about = total(count(250, qualifier="about"), count(128), count(117))
    assert (about.outcome, about.reason) == ("consistent", None)


def test_a_check_without_power_is_weak() -> None:
    verdict = total(count(9, qualifier="more_than"), count(5), count(7))
    assert (verdict.outcome, verdict.reason) in (("undecided", "weak"), ("consistent", None))
    loose = rule(SUM_ROLES, "sum(part) <= whole")
    verdict = total(number("up to 9,000", "9,000", qualifier="more_than"), count(5), count(7), given=loose)
    assert verdict.outcome == "consistent"
    upper = total(number("up to 900", "900", qualifier="up_to"), count(5), count(7), given=loose)
    assert (upper.outcome, upper.reason) == ("undecided", "weak")


SUM_ROLES = "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 1+}}"


@pytest.mark.parametrize("qualifier", ["more_than", "at_least"])
def test_the_loose_side_of_at_least_never_convicts(qualifier: str) -> None:
    assert total(count(20, qualifier=qualifier), count(128), count(117)).outcome != "inconsistent"
    assert total(count(300, qualifier=qualifier), count(128), count(117)).outcome == "inconsistent"


def test_the_end_of_up_to_never_convicts() -> None:
    assert total(count(20, qualifier="up_to"), count(128), count(117)).outcome != "inconsistent"


def test_open_lists_are_not_closed() -> None:
    verdict = total(count(245), count(128), count(107), closed="open")
    assert (verdict.outcome, verdict.reason) == ("undecided", "not closed")
    assert total(count(245), count(128), count(117), closed="open").outcome == "consistent"


def test_ambiguous_links_never_flag() -> None:
    admitting = replace(SUM, closed=("closed", "open", "ambiguous"))
    verdict = total(count(245), count(128), count(107), closed="ambiguous", given=admitting)
    assert (verdict.outcome, verdict.reason) == ("undecided", "ambiguous")


def test_a_rule_may_admit_open_links() -> None:
    whole, part = count(15), count(21)
    verdicts = judge((SUBSET,), (whole, part), (link("subset", whole=whole, part=part, closed="open"),))
    assert [verdict.outcome for verdict in verdicts] == ["inconsistent", "inconsistent"]


def test_what_is_stated_can_only_warn() -> None:
    whole, part = count(15, qualifier="at_least"), count(21)
    possible, stated = judge((SUBSET,), (whole, part), (link("subset", whole=whole, part=part),))
    assert possible.outcome != "inconsistent"
    assert (stated.outcome, stated.severity) == ("inconsistent", "warning")


def test_units_that_cannot_be_compared_are_missing() -> None:
    verdict = total(number("$245", "$245", form="money", unit="USD"), count(128), count(107))
    assert (verdict.outcome, verdict.reason) == ("undecided", "missing")


def readings(*values: int, unit: str | None = None) -> tuple[Reading, ...]:
    return tuple(
        Reading(core=Interval.point(value), wide=Interval.point(value), unit=unit) for value in values
    )


def test_any_reading_that_fits_clears() -> None:
    whole = count(245, readings=readings(245, 235))
    assert total(whole, count(128), count(107)).outcome == "consistent"


def test_all_readings_must_fail_before_anything_is_flagged() -> None:
    whole = count(245, readings=readings(245, 255))
    assert total(whole, count(128), count(107)).outcome == "inconsistent"


def test_readings_that_differ_in_outcome_are_ambiguous() -> None:
    wide = Reading(core=Interval.point(255), wide=Interval.between(230, 255))
    whole = count(245, readings=(*readings(245), wide))
    verdict = total(whole, count(128), count(107))
    assert (verdict.outcome, verdict.reason) == ("undecided", "ambiguous")


def test_candidates_that_all_fail_are_ambiguous_for_a_topic() -> None:
    topic = rule("{down: {event: down}, total: {event: stop}}", "down == total")
    claims = (count(9, event="stop"), count(4, event="down"), count(5, event="down"))
    (verdict,) = judge((topic,), claims, ())
    assert (verdict.outcome, verdict.reason) == ("undecided", "ambiguous")


def test_an_optional_role_switches_assertions() -> None:
    given = rule(
        "{whole: {link: target, role: whole}, done: {link: target, role: done, count: 1+}, "
        "left: {link: target, role: left, count: 0-1}}",
        "[{id: within, if: not left, expr: sum(done) <= whole}, {id: rest, if: left, expr: sum(done) + left == whole}]",
    )
    whole, done, left = count(1013), count(307), count(706)
    (without,) = judge((given,), (whole, done), (link("target", whole=whole, done=done),))
    assert without.assertion.id == "within"
    (with_left,) = judge((given,), (whole, done, left), (link("target", whole=whole, done=done, left=left),))
    assert (with_left.assertion.id, with_left.outcome) == ("rest", "consistent")


def test_a_consistent_check_may_leave_a_remark() -> None:
    given = rule(SUM_ROLES, "sum(part) == whole", remark="'{part|plus} of {whole}'")
    assert total(count(245), count(128), count(117), given=given).remark == "128 + 117 of 245"
    assert total(count(245), count(128), count(107), given=given).remark is None
    given = rule(SUM_ROLES, "sum(part) == whole", remark="'{whole|implied}'")
    assert total(count(245), count(128), count(117), given=given).remark == "245"


def applying(condition: str, **filled: Claim) -> bool:
    """Whether an assertion under a condition is judged at all."""
    given = rule(
        "{a: {link: target, role: a}, b: {link: target, role: b, count: 0-1}, c: {link: target, role: c, count: 0-1}}",
        f"[{{id: only, if: '{condition}', expr: a >= 0}}]",
    )
    tied = Link(kind="target", roles={role: (claim,) for role, claim in filled.items()}, closed="closed")
    return bool(judge((given,), tuple(filled.values()), (tied,)))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("b", True),
        ("c", False),
        ("not c", True),
        ("not b", False),
        ("a and b", True),
        ("b and c", False),
        ("b or c", True),
        ("c or not b", False),
        ("a < b", True),
        ("a > b", False),
        ("a < c", False),
        ("not a < c", True),
        ("a + 1 == b", True),
        ("same(a, b)", True),
    ],
)
def test_the_condition_of_an_assertion(condition: str, expected: bool) -> None:
    assert applying(condition, a=count(7), b=count(8)) is expected


def test_a_condition_that_may_hold_holds() -> None:
    assert applying("a > b", a=count(30, qualifier="about"), b=count(31))
    strained = Reading(core=Interval.point(7), wide=Interval.between(5, 9))
    assert not applying("a > b", a=count(7, readings=(strained,)), b=count(8))


@pytest.mark.parametrize(
    ("expression", "judged"),
    [
        ("sum(part, left) == whole", True),
        ("sum(left) == whole", False),
        ("left == whole", False),
        ("whole == left", False),
        ("sum(part) + left == whole", False),
        ("sum(part) - -left == whole", False),
        ("count(left) == 0", True),
        ("count(left) + sum(part) == whole", True),
        ("-count(left) == whole", True),
        ("max(part, left) <= whole", False),
        ("all(left <= whole)", False),
        ("sum(part) <= whole and left <= whole", False),
        ("sum(part) <= whole and sum(part, left) == whole", True),
        ("not sum(part, left) > whole", True),
        ("percent(sum(part, left), whole) <= 100", True),
        ("percent(left, whole) <= 100", False),
        ("sum(part) == whole", True),
    ],
)
def test_a_role_that_nothing_fills_may_be_counted_and_added_only(expression: str, judged: bool) -> None:
    given = rule(
        "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 1+}, "
        "left: {link: breakdown, role: left, count: 0-1}}",
        expression,
    )
    whole, parts = count(245), (count(128), count(117))
    verdicts = judge((given,), (whole, *parts), (link("breakdown", whole=whole, part=parts),))
    assert bool(verdicts) is judged


def test_a_role_that_must_be_filled_is() -> None:
    given = rule(
        "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 1+}}",
        "count(part) == 0 and whole == 245",
    )
    whole = count(245)
    assert judge((given,), (whole,), (link("breakdown", whole=whole),)) == ()


def test_ways_that_differ_only_in_their_place_are_one() -> None:
    topic = rule("{down: {event: down}, total: {event: stop}}", "down == total")
    claims = (count(9, event="stop"), count(4, event="down"), count(4, event="down"))
    (verdict,) = judge((topic,), claims, ())
    assert (verdict.outcome, verdict.reason) == ("inconsistent", None)


def test_units_and_meaning_are_told_with_the_verdict() -> None:
    noted = replace(readings(245)[0], note="2.45 hundred")
    whole = count(245, readings=(noted,))
    verdict = total(whole, count(128), count(107))
    assert verdict.reading == "2.45 hundred"
    assert verdict.readings[0] == (whole, noted)
    assert len(verdict.readings) == 3
    both = (replace(readings(1)[0], note="one"), replace(readings(2)[0], note="two"))
    verdict = total(count(245, readings=both[:1]), count(128, readings=both[1:]), count(107))
    assert verdict.reading == "one; two"


@pytest.mark.parametrize(
    ("core", "wide", "unit", "reason"),
    [
        ("245", "245", None, None),
        ("[244, 246]", "[244, 246]", None, None),
        ("250", "[240, 260]", None, "strained"),
        ("245", "245", "USD", "missing"),
        ("[0, 9000]", "[0, 9000]", None, "weak"),
    ],
)
def test_the_reading_is_told_whatever_comes_of_it(
    core: str, wide: str, unit: str | None, reason: str | None
) -> None:
    reading = Reading(core=interval(core), wide=interval(wide), unit=unit, note="as read")
    whole = count(245, readings=(reading,), form="money" if unit else "count", derived="counted in a list")
    verdict = total(whole, replace(count(245), derived="counted in a list" if reason == "weak" else None))
    assert (verdict.reason, verdict.reading) == (reason, "as read")


def test_more_readings_than_can_be_tried_never_flag() -> None:
    whole = count(245)
    few = [count(128, readings=readings(*range(128, 136))) for _ in range(2)]
    assert total(whole, *few).outcome == "inconsistent"
    many = [count(128, readings=readings(*range(128, 137))) for _ in range(2)]
    verdict = total(whole, *many)
    assert (verdict.outcome, verdict.reason) == ("undecided", "ambiguous")


def test_more_ways_than_can_be_tried_never_flag() -> None:
    topic = rule("{down: {event: down}, jam: {event: jam}, total: {event: stop}}", "down + jam == total")

    def stopped(times: int) -> Verdict:
        four = [count(4, event=event) for event in ("down", "jam") for _ in range(times)]
        (verdict,) = judge((topic,), (count(9, event="stop"), *four), ())
        return verdict

    assert stopped(3).outcome == "inconsistent"
    assert (stopped(20).outcome, stopped(20).reason) == ("undecided", "ambiguous")


def test_what_lacks_a_unit_gives_way_to_what_can_be_compared() -> None:
    amounts = (*readings(245, unit="USD"), *readings(255))
    verdict = total(count(245, form="money", readings=amounts), count(128), count(107))
    assert (verdict.outcome, verdict.reason) == ("inconsistent", None)
    assert verdict.readings[0][1] == amounts[1]


# ── properties ──

values = st.integers(min_value=1, max_value=400)


@st.composite
def loose(draw: st.DrawFn) -> Claim:
    """A count with some room on either side."""
    value = draw(values)
    down, up, more = draw(st.integers(0, 9)), draw(st.integers(0, 9)), draw(st.integers(0, 9))
    core = Interval.between(value - down, value + up)
    wide = Interval.between(value - down - more, value + up + more)
    return count(value, readings=(Reading(core=core, wide=wide),))


def widened(claim: Claim, by: int) -> Claim:
    reading = claim.quantity.readings[0]
    room = Interval.between(-by, by)
    wider = Reading(core=reading.core, wide=reading.wide + room)
    return replace(claim, quantity=replace(claim.quantity, readings=(wider,)))


@given(loose(), st.lists(loose(), min_size=1, max_size=4), st.integers(1, 50), st.integers(0, 4))
def test_no_verdict_turns_inconsistent_when_an_interval_widens(
    whole: Claim, parts: list[Claim], by: int, which: int
) -> None:
    before = total(whole, *parts)
    claims = [whole, *parts]
    claims[which % len(claims)] = widened(claims[which % len(claims)], by)
    after = total(claims[0], *claims[1:])
    if before.outcome != "inconsistent":
        assert after.outcome != "inconsistent"


@given(loose(), st.lists(loose(), min_size=2, max_size=4), st.randoms())
def test_the_order_of_claims_never_changes_a_verdict(whole: Claim, parts: list[Claim], chance: Any) -> None:
    shuffled = list(parts)
    chance.shuffle(shuffled)
    claims: list[Claim] = [whole, *parts]
    chance.shuffle(claims)
    tied: Link = link("breakdown", part=shuffled, whole=whole)
    (verdict,) = judge((SUM,), claims, (tied,))
    assert verdict.outcome == total(whole, *parts).outcome
