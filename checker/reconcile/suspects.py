"""The numbers that would each, changed alone, mend a conflict, and the value that each would have to take."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from checker.arithmetic.evaluate import Box, Missing, judge_truth, repeated_claims
from checker.arithmetic.misprints import NO_SLIP, misprints
from checker.arithmetic.wording import show_value_of, written_box
from checker.intervals import EVERYTHING, Interval
from checker.model import Claim, Verdict
from checker.reconcile.boxes import box_of, changed, needed, number_of, takes_part
from checker.reconcile.solver import System

_HEDGED = frozenset(
    {"about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most", "up_to"}
)

_BEGINNINGS = 8
"""With how many of a number's broken relations a set that one new value mends is begun."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A number that would mend a conflict if it were changed."""

    claim: Claim
    suggestion: str
    why: str
    rank: int
    """How much a misprint explains it, 0 the most; `NO_SLIP` where none does."""
    value: Fraction | None = None

    @property
    def distance(self) -> Fraction:
        """How far the value lies from the written number, as a share of the larger."""
        written = self.claim.quantity.value
        if self.value is None or written is None or not (self.value or written):
            return Fraction(1)
        return abs(self.value - written) / max(abs(self.value), abs(written))


@dataclass(slots=True)
class Conflict:
    """Broken verdicts about one slip, and what would mend them."""

    broken: list[Verdict]
    repairs: list[Repair] = field(default_factory=list)
    cleared: list[Verdict] = field(default_factory=list)
    """Verdicts that hold, and by which numbers of the conflict are no suspects."""
    joint: bool = False
    """Whether each relation holds by itself, and only all together cannot."""


def conflicts(component: Sequence[Verdict]) -> list[Conflict]:
    """The conflicts of a component, each with all its cheapest repairs, best first.

    Verdicts that one changed number would mend together are one conflict: the largest such set first. A change that
    would break a relation which holds is no repair; where every single change does, the smallest sets of numbers
    that mend it together are sought.
    """
    broken = [verdict for verdict in component if verdict.outcome == "inconsistent"]
    holding = [verdict for verdict in component if verdict.outcome == "consistent"]
    found: list[Conflict] = []
    surroundings = _Surroundings(holding)
    while broken:
        conflict = _largest(broken, holding, surroundings)
        found.append(conflict)
        taken = {id(verdict) for verdict in conflict.broken}
        broken = [verdict for verdict in broken if id(verdict) not in taken]
    return found


class _Surroundings:
    """The verdicts that hold, by the numbers they are about, and what a change of each number was found to mend."""

    def __init__(self, holding: Sequence[Verdict]) -> None:
        self._near: dict[Hashable, list[Verdict]] = {}
        for verdict in holding:
            for number in {number_of(claim) for claim in verdict.binding.claims()}:
                self._near.setdefault(number, []).append(verdict)
        self._mended: dict[tuple[int, ...], list[Verdict]] = {}

    def near(self, claim: Claim) -> Sequence[Verdict]:
        """The verdicts that hold of this number, in their order."""
        return self._near.get(number_of(claim), ())

    def mended_by(self, claim: Claim, own: Sequence[Verdict]) -> list[Verdict]:
        """The largest set of these broken verdicts, all of the claim, that one new value of it would mend together."""
        asked = (id(claim), *map(id, own))
        if asked not in self._mended:
            self._mended[asked] = _mended_by(claim, own, self.near(claim))
        return self._mended[asked]


def _largest(broken: Sequence[Verdict], holding: Sequence[Verdict], surroundings: _Surroundings) -> Conflict:
    of_number: dict[Hashable, Claim] = {}
    own: dict[Hashable, list[Verdict]] = {}
    for verdict in broken:
        numbers = {number_of(claim): claim for claim in verdict.binding.claims()}
        of_number.update(numbers)
        for number in numbers:
            own.setdefault(number, []).append(verdict)
    claims = list(of_number.values())
    best: list[Verdict] = []
    for number, claim in of_number.items():
        mended = surroundings.mended_by(claim, own[number])
        if len(mended) > len(best):
            best = mended
    best = list(best) or [broken[0]]
    best += [
        verdict
        for verdict in broken
        if verdict not in best and any(_same_claims(verdict, one) for one in best)
    ]
    conflict = Conflict(best)
    shared = [claim for claim in claims if all(takes_part(claim, verdict) for verdict in best)]
    for claim in shared:
        repair = _repair(claim, best, surroundings.near(claim))
        if repair is not None:
            conflict.repairs.append(repair)
    suspected = {number_of(repair.claim) for repair in conflict.repairs}
    cleared = {
        id(verdict)
        for claim in shared
        if number_of(claim) not in suspected
        for verdict in surroundings.near(claim)
    }
    conflict.cleared = [verdict for verdict in holding if id(verdict) in cleared]
    if not conflict.repairs:
        conflict.repairs = _joint_repairs(best, holding)
    conflict.repairs.sort(
        key=lambda repair: (
            repair.rank,
            _dearness(repair.claim, surroundings.near(repair.claim)),
            repair.distance,
            repair.claim.index,
        )
    )
    return conflict


def _same_claims(one: Verdict, other: Verdict) -> bool:
    left, right = ({number_of(claim) for claim in verdict.binding.claims()} for verdict in (one, other))
    return left == right


def _dearness(claim: Claim, holding: Sequence[Verdict]) -> int:
    """How dear it is to doubt a number: a hedged one is cheap, a restated or otherwise confirmed one dear."""
    confirmed = sum(takes_part(claim, verdict) for verdict in holding)
    return confirmed - (claim.quantity.qualifier in _HEDGED)


def _mended_by(claim: Claim, own: Sequence[Verdict], holding: Sequence[Verdict]) -> list[Verdict]:
    if len(own) > 1 and _repair(claim, own, holding) is not None:
        return list(own)
    best: list[Verdict] = []
    for verdict in own[:_BEGINNINGS]:
        mended = [verdict]
        if _repair(claim, mended, holding) is None:
            continue
        for other in own:
            if other is not verdict and _repair(claim, [*mended, other], holding) is not None:
                mended.append(other)
        if len(mended) > len(best):
            best = mended
    return best


def _repair(claim: Claim, broken: Sequence[Verdict], holding: Sequence[Verdict]) -> Repair | None:
    """The best value of the claim that mends all of `broken` and breaks none of `holding`; None where there is none."""
    if claim.start >= claim.end:
        return None
    verdicts = [*broken, *(verdict for verdict in holding if takes_part(claim, verdict))]
    boxes = [box_of(verdict) for verdict in verdicts]
    allowed, unsolved = _allowed(claim, verdicts, boxes)
    if allowed.is_empty:
        return None
    system = _joint_system(claim, broken, holding)
    aim = _aim(claim, broken)
    for slip in sorted(
        misprints(claim), key=lambda slip: (slip.rank, 0 if aim is None else abs(slip.value - aim))
    ):
        if not allowed.contains(slip.value):
            continue
        mends = all(_possible_at(verdict, box, claim, slip.value) for verdict, box in unsolved)
        if mends and (system is None or system.possible_with(claim, slip.value) is not False):
            return Repair(
                claim, show_value_of(claim, Interval.point(slip.value)), slip.why, slip.rank, slip.value
            )
    if unsolved or (system is not None and system.possible(released=[claim]) is False):
        return None
    return Repair(claim, show_value_of(claim, _shown(claim, allowed, aim, broken)), "", NO_SLIP, aim)


def _aim(claim: Claim, broken: Sequence[Verdict]) -> Fraction | None:
    """What the number would be if all others were exactly as written; None where there is no one such value."""
    aim = EVERYTHING
    for verdict in broken:
        value = needed(claim, verdict, written_box(box_of(verdict)))
        if value is not None:
            aim = aim.intersect(value)
    return aim.low if aim.is_point else None


def _shown(claim: Claim, allowed: Interval, aim: Fraction | None, broken: Sequence[Verdict]) -> Interval:
    """What to suggest: one value where no other number is hedged, else all that the hedges allow."""
    place = claim.quantity.written.unit_place
    number = number_of(claim)
    others = (other for verdict in broken for other in verdict.binding.claims() if number_of(other) != number)
    if aim is not None and not any(
        other.quantity.qualifier != "exactly" or other.quantity.bounds for other in others
    ):
        rounded = Fraction(round(aim / place)) * place
        for value in (rounded, aim):
            if allowed.contains(value):
                return Interval.point(value)
    low = None if allowed.low is None else Fraction(ceil(allowed.low / place)) * place
    high = None if allowed.high is None else Fraction(floor(allowed.high / place)) * place
    snapped = Interval(low, high)
    return allowed if snapped.is_empty else snapped


def _allowed(
    claim: Claim, verdicts: Sequence[Verdict], boxes: Sequence[Box]
) -> tuple[Interval, list[tuple[Verdict, Box]]]:
    """The values that every relation allows the claim, and the relations that cannot be solved for it."""
    allowed = EVERYTHING
    unsolved: list[tuple[Verdict, Box]] = []
    for verdict, box in zip(verdicts, boxes):
        value = needed(claim, verdict, box)
        if value is None:
            unsolved.append((verdict, box))
        else:
            allowed = allowed.intersect(value)
    if claim.is_integer:
        allowed = allowed.integers()
    if claim.quantity.value is not None and claim.quantity.value >= 0 and claim.form != "date":
        allowed = allowed.intersect(Interval.between(0, None))
    return allowed, unsolved


def _possible_at(verdict: Verdict, box: Box, claim: Claim, value: Fraction) -> bool:
    at_value = changed(box, claim, verdict, Interval.point(value))
    try:
        return judge_truth(verdict.assertion.expression, at_value).possible
    except Missing:
        return False


def _joint_system(claim: Claim, broken: Sequence[Verdict], holding: Sequence[Verdict]) -> System | None:
    """The solver, where intervals alone could let through what cannot be: several relations that share more than
    this claim, with room in the others."""
    verdicts = [*broken, *(verdict for verdict in holding if takes_part(claim, verdict))]
    if len(verdicts) == 1 and not repeated_claims(verdicts[0].assertion.expression, box_of(verdicts[0])):
        return None
    seen: set[Hashable] = set()
    for verdict in verdicts:
        box = box_of(verdict)
        loose = (other for other in verdict.binding.claims() if not box.interval(other).is_point)
        own = {number_of(other) for other in loose} - {number_of(claim)}
        if own & seen or (own and len(verdicts) == 1):
            return System(verdicts)
        seen |= own
    return None


def _joint_repairs(broken: Sequence[Verdict], holding: Sequence[Verdict]) -> list[Repair]:
    """The numbers of the smallest sets that mend the conflict together, where no single one does."""
    numbers = {number_of(claim) for verdict in broken for claim in verdict.binding.claims()}
    near = [
        verdict for verdict in holding if any(number_of(one) in numbers for one in verdict.binding.claims())
    ]
    found: dict[Hashable, Claim] = {}
    for released in System([*broken, *near]).smallest_repairs(most=2, among=numbers):
        found.update(
            {number_of(one): one for one in released if number_of(one) in numbers and one.start < one.end}
        )
    repairs = []
    for claim in found.values():
        repair = _repair(claim, [verdict for verdict in broken if takes_part(claim, verdict)], ())
        if repair is not None:
            repairs.append(repair)
    return repairs
