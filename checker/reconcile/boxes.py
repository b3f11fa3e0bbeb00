"""Verdicts that share claims, and the boxes in which they were found."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from checker.arithmetic.evaluate import Box
from checker.arithmetic.solve import implied
from checker.intervals import Interval
from checker.model import Claim, Verdict


def box_of(verdict: Verdict) -> Box:
    """The wide box of a verdict, with the readings under which it was found."""
    readings = {id(claim): claim.quantity.readings[0] for claim in verdict.binding.claims()}
    readings.update({id(claim): reading for claim, reading in verdict.readings})
    return Box(verdict.binding.roles, readings, False, {})


def number_of(claim: Claim) -> Hashable:
    """What makes two claims one number of the text: the same words with the same meaning, else the claim itself."""
    if claim.start >= claim.end:
        return id(claim)
    return claim.block, claim.start, claim.end, claim.quantity.core


def _is_same(one: Claim, other: Claim) -> bool:
    """Whether two claims are one number of the text."""
    if one is other:
        return True
    first, second = one.quantity, other.quantity
    return (
        first.start == second.start < second.end == first.end
        and one.block == other.block
        and first.core == second.core
    )


def in_verdict(claim: Claim, verdict: Verdict) -> tuple[Claim, ...]:
    """The claims of the verdict that are this number."""
    return tuple(other for other in verdict.binding.claims() if _is_same(other, claim))


def takes_part(claim: Claim, verdict: Verdict) -> bool:
    """Whether the number is one of the verdict's."""
    return bool(in_verdict(claim, verdict))


def changed(box: Box, claim: Claim, verdict: Verdict, value: Interval) -> Box:
    """The box of a verdict with another value for this number."""
    return box.with_exact({id(own): value for own in in_verdict(claim, verdict)})


def needed(claim: Claim, verdict: Verdict, box: Box) -> Interval | None:
    """What the number would have to be for the verdict's rule to hold; None where there is no telling."""
    own = in_verdict(claim, verdict)
    return implied(verdict.assertion.expression, box, own[0]) if len(own) == 1 else None


def components(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    """The verdicts in groups that share claims, each group and all groups in the given order."""
    group_of: dict[Hashable, int] = {}
    leads_to = list(range(len(verdicts)))

    def root(place: int) -> int:
        while leads_to[place] != place:
            leads_to[place] = leads_to[leads_to[place]]
            place = leads_to[place]
        return place

    for place, verdict in enumerate(verdicts):
        for number in {number_of(claim) for claim in verdict.binding.claims()}:
            first, second = sorted((root(group_of.setdefault(number, place)), root(place)))
            leads_to[second] = first
    groups: dict[int, list[Verdict]] = {}
    for place, verdict in enumerate(verdicts):
        groups.setdefault(root(place), []).append(verdict)
    return list(groups.values())
