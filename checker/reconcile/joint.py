"""Relations that each hold by themselves and cannot hold together.

"About 250" may be 245 for one relation and 262 for another, but not both. Intervals find where this may be so: where
no value of a loose number fits all its relations. z3 then names the smallest set of claims and rules that conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from checker.arithmetic.evaluate import Box
from checker.arithmetic.misprints import NO_SLIP, misprints
from checker.arithmetic.wording import show_value_of
from checker.intervals import EVERYTHING, Interval
from checker.model import Claim, Verdict
from checker.reconcile.boxes import box_of, changed, in_verdict, needed, number_of, takes_part
from checker.reconcile.solver import System
from checker.reconcile.suspects import Conflict, Repair

_MANY = 100


def joint_conflicts(holding: Sequence[Verdict]) -> Iterator[Conflict]:
    """The minimal sets of relations, each of which holds, that cannot be true together; no relation twice."""
    used: set[int] = set()
    boxes = {id(verdict): box_of(verdict) for verdict in holding}
    for claim, verdicts in _shared(holding, boxes):
        if any(id(verdict) in used for verdict in verdicts) or not _fitting(claim, verdicts, boxes).is_empty:
            continue
        system = System(verdicts)
        found = system.minimal_conflict()
        if found is None or len(found[1]) < 2:
            continue
        claims, rows = found
        used.update(id(verdict) for verdict in rows)
        repairs = [
            repair for other in claims if (repair := _repair(other, claim, rows, system, boxes)) is not None
        ]
        repairs.sort(key=lambda repair: (repair.rank, repair.distance, repair.claim.index))
        yield Conflict(list(rows), repairs=repairs, joint=True)


def _shared(holding: Sequence[Verdict], boxes: Mapping[int, Box]) -> Iterator[tuple[Claim, list[Verdict]]]:
    """Every claim with room in it that several relations share, and these relations; only those of the gravest rules.

    A relation of very many numbers, such as the total of a long column, leaves each of them room and is not asked.
    """
    claims: dict[Hashable, Claim] = {}
    verdicts: Mapping[Hashable, list[Verdict]] = defaultdict(list)
    for verdict in holding:
        if verdict.severity != "error":
            continue
        box = boxes[id(verdict)]
        if len(box.readings) > _MANY:
            continue
        for claim in verdict.binding.claims():
            if not box.interval(claim).is_point:
                claims.setdefault(number_of(claim), claim)
                verdicts[number_of(claim)].append(verdict)
    for key, claim in claims.items():
        if len(verdicts[key]) > 1:
            yield claim, verdicts[key]


def _fitting(
    claim: Claim, verdicts: Sequence[Verdict], boxes: Mapping[int, Box], *, without: Verdict | None = None
) -> Interval:
    """The values of the claim that its own words and these relations allow, each relation for itself."""
    allowed = EVERYTHING
    for verdict in verdicts:
        box = boxes[id(verdict)]
        for own in in_verdict(claim, verdict):
            allowed = allowed.intersect(box.interval(own))
        if verdict is without:
            continue
        value = needed(claim, verdict, box)
        if value is not None:
            allowed = allowed.intersect(value)
    return allowed.integers() if claim.is_integer else allowed


def _repair(
    claim: Claim, shared: Claim, rows: Sequence[Verdict], system: System, boxes: Mapping[int, Box]
) -> Repair | None:
    """What the claim alone would have to be for the relations to hold together."""
    if claim.start >= claim.end:
        return None
    for slip in sorted(misprints(claim), key=lambda slip: slip.rank):
        if system.possible_with(claim, slip.value):
            return Repair(
                claim, show_value_of(claim, Interval.point(slip.value)), slip.why, slip.rank, slip.value
            )
    own = [verdict for verdict in rows if takes_part(claim, verdict)]
    allowed = EVERYTHING
    for verdict in own:
        rest = _fitting(shared, rows, boxes, without=verdict)
        box = boxes[id(verdict)] if claim is shared else changed(boxes[id(verdict)], shared, verdict, rest)
        value = needed(claim, verdict, box)
        if value is None:
            return None
        allowed = allowed.intersect(value)
    if claim.is_integer:
        allowed = allowed.integers()
    if allowed.is_empty or system.possible(released=[claim]) is not True:
        return None
    return Repair(claim, show_value_of(claim, allowed), "", NO_SLIP)
