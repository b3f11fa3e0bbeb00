"""The numbers that would each, changed alone, mend a conflict, and the value that each would have to take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.arithmetic.evaluate import Box, Missing, judge_truth
from checker.arithmetic.misprints import misprints, written_value
from checker.arithmetic.solve import implied
from checker.arithmetic.wording import show_value_of
from checker.intervals import Interval
from checker.model import Claim, Verdict

NO_EVIDENCE = 9


@dataclass(frozen=True, slots=True)
class Repair:
    """One number that would mend the conflict if it alone were changed."""

    claim: Claim
    suggestion: str
    why: str
    rank: int
    """How much a misprint explains it, 0 the most; `NO_EVIDENCE` where none does."""
    value: Fraction | None


def repairs(broken: Sequence[Verdict], holding: Sequence[Verdict]) -> tuple[Repair, ...]:
    """Every single-number change that mends all the `broken` and breaks none of the `holding` verdicts, best
    first."""
    claims = {id(claim): claim for verdict in broken for claim in verdict.binding.claims()}
    found: list[Repair] = []
    for claim in claims.values():
        if claim.derived is not None and claim.start >= claim.end:
            continue
        if not all(any(other is claim for other in verdict.binding.claims()) for verdict in broken):
            continue
        repair = _repair(
            claim, broken, [v for v in holding if any(other is claim for other in v.binding.claims())]
        )
        if repair is not None:
            found.append(repair)
    return tuple(sorted(found, key=lambda repair: (repair.rank, repair.claim.index)))


def _repair(claim: Claim, broken: Sequence[Verdict], holding: Sequence[Verdict]) -> Repair | None:
    verdicts = (*broken, *holding)
    boxes = [box_of(verdict, core=False) for verdict in verdicts]
    best: Repair | None = None
    for slip in misprints(claim):
        if best is not None and slip.rank >= best.rank:
            continue
        if all(_holds(verdict, box, claim, slip.value) for verdict, box in zip(verdicts, boxes)):
            best = Repair(
                claim, show_value_of(claim, Interval.point(slip.value)), slip.why, slip.rank, slip.value
            )
    if best is not None:
        return best
    allowed = Interval(None, None)
    for verdict, box in zip(verdicts, boxes):
        needed = implied(verdict.assertion.expression, box, claim)
        if needed is None:
            return None
        allowed = allowed.intersect(needed)
    if claim.is_integer:
        allowed = allowed.integers()
    if allowed.is_empty or (
        written_value(claim) is not None and (written_value(claim) or 0) >= 0 and _negative(allowed)
    ):
        return None
    return Repair(
        claim, show_value_of(claim, allowed), "", NO_EVIDENCE, allowed.low if allowed.is_point else None
    )


def _negative(allowed: Interval) -> bool:
    return allowed.high is not None and allowed.high < 0


def box_of(verdict: Verdict, *, core: bool) -> Box:
    """The box of a verdict with the likeliest reading of every claim."""
    readings = {id(claim): claim.quantity.readings[0] for claim in verdict.binding.claims()}
    return Box(verdict.binding.roles, readings, core, {})


def _holds(verdict: Verdict, box: Box, claim: Claim, value: Fraction) -> bool:
    try:
        return judge_truth(
            verdict.assertion.expression, box.with_exact({id(claim): Interval.point(value)})
        ).possible
    except Missing:
        return False
