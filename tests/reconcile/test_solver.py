"""z3 and plain intervals agree where both apply, and z3 answers what intervals cannot."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.intervals import Interval
from checker.judge import judge
from checker.model import Claim, Link, Reading, Verdict
from checker.reconcile.boxes import number_of
from checker.reconcile.solver import System
from checker.reconcile.suspects import conflicts
from tests.numbers_by_hand import link, number, rule

SUM = replace(
    rule("{whole: {link: sum, role: whole}, part: {link: sum, role: part, count: 1+}}", "sum(part) == whole"),
    id="sum",
)
LESS = replace(
    rule("{low: {link: less, role: low}, high: {link: less, role: high}}", "low <= high"), id="less"
)
RULES = (SUM, LESS)


PLACES = count()


def between(low: int, high: int, index: int = 0) -> Claim:
    """A number of its own place that may be anything between two values."""
    interval = Interval.between(low, high)
    return number(
        str(low), str(low), index=index, block=next(PLACES), readings=(Reading(core=interval, wide=interval),)
    )


def verdicts(*links: Link) -> list[Verdict]:
    claims = [claim for tied in links for claim in tied.claims()]
    return list(judge(RULES, claims, links))


intervals = st.tuples(st.integers(1, 60), st.integers(0, 12)).map(
    lambda pair: between(pair[0], pair[0] + pair[1])
)


@settings(max_examples=60)
@given(intervals, st.lists(intervals, min_size=1, max_size=3))
def test_a_single_relation_is_judged_alike(whole: Claim, parts: list[Claim]) -> None:
    (verdict,) = verdicts(link("sum", whole=whole, part=parts))
    assert System([verdict]).possible() is (verdict.outcome != "inconsistent")


@settings(max_examples=40)
@given(intervals, st.lists(intervals, min_size=1, max_size=3), st.integers(1, 90))
def test_what_a_number_may_be_is_judged_alike(whole: Claim, parts: list[Claim], value: int) -> None:
    from fractions import Fraction

    from checker.arithmetic.solve import implied
    from checker.reconcile.boxes import box_of

    (verdict,) = verdicts(link("sum", whole=whole, part=parts))
    allowed = implied(verdict.assertion.expression, box_of(verdict), parts[0])
    assert allowed is not None
    assert System([verdict]).possible_with(parts[0], Fraction(value)) is allowed.contains(value)


def test_relations_that_each_hold_may_not_hold_together() -> None:
    a, b, c = between(10, 20), between(10, 20), between(30, 30)
    tied = (
        link("sum", whole=c, part=(a, b)),
        link("less", low=between(18, 18), high=a),
        link("less", low=between(15, 15), high=b),
    )
    found = verdicts(*tied)
    assert [verdict.outcome for verdict in found].count("inconsistent") == 0
    assert System(found).possible() is False
    conflict = System(found).minimal_conflict()
    assert conflict is not None
    assert len(conflict[1]) == 3
    assert {claim.quantity.text for claim in conflict[0]} >= {"30", "18", "15"}


def test_a_relation_may_itself_be_the_misreading() -> None:
    found = verdicts(link("sum", whole=between(30, 30), part=(between(10, 10), between(12, 12))))
    assert System(found).possible(without=found) is True
    conflict = System(found).minimal_conflict()
    assert conflict is not None
    assert conflict[1] == tuple(found)
    assert len(conflict[0]) == 3


def test_the_smallest_repairs_are_all_found() -> None:
    found = verdicts(link("sum", whole=between(30, 30), part=(between(10, 10), between(12, 12))))
    repairs = System(found).smallest_repairs()
    assert sorted(claim.quantity.text for (claim,) in repairs) == ["10", "12", "30"]
    ten = next(claim for (claim,) in repairs if claim.quantity.text == "10")
    assert System(found).smallest_repairs(among=[number_of(ten)]) == ((ten,),)


def test_room_shared_by_two_relations_is_used_once() -> None:
    """The loose part may be 10 or 20 but not both: no single new total mends one sum and keeps the other."""
    whole, loose, other, more = between(50, 50, 0), between(10, 20, 1), between(15, 15, 2), between(5, 5, 3)
    second_whole = between(25, 25, 4)
    tied = (
        link("sum", whole=whole, part=(loose, other)),
        link("sum", whole=second_whole, part=(loose, more)),
    )
    (conflict,) = conflicts(verdicts(*tied))
    suggested = {repair.claim.quantity.text: repair.suggestion for repair in conflict.repairs}
    assert set(suggested) == {"50", "15"}


def test_where_no_single_number_mends_it_the_smallest_sets_do() -> None:
    """Every number of the broken sum is held by a relation of its own."""
    whole, a, b = between(50, 50, 0), between(10, 10, 1), between(15, 15, 2)
    copies = [between(50, 50, 3), between(10, 10, 4), between(15, 15, 5)]
    tied = (
        link("sum", whole=whole, part=(a, b)),
        link("sum", whole=whole, part=(copies[0],)),
        link("sum", whole=a, part=(copies[1],)),
        link("sum", whole=b, part=(copies[2],)),
    )
    (conflict,) = conflicts(verdicts(*tied))
    assert {repair.claim.quantity.text for repair in conflict.repairs} == {"50", "10", "15"}
