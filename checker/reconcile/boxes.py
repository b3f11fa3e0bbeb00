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


def in_verdict(claim: Claim, verdict: Verdict) -> tuple[Claim, ...]:
    """The claims of the verdict that are this number."""
    number = number_of(claim)
    return tuple(other for other in verdict.binding.claims() if number_of(other) == number)


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
    groups: dict[int, list[int]] = {}
    for place, verdict in enumerate(verdicts):
        numbers = [number_of(claim) for claim in verdict.binding.claims()]
        touched = {group_of[number] for number in numbers if number in group_of}
        group = min(touched, default=place)
        members = sorted(member for other in touched for member in groups.pop(other))
        groups[group] = [*members, place]
        for member in groups[group]:
            for claim in verdicts[member].binding.claims():
                group_of[number_of(claim)] = group
    return [[verdicts[place] for place in sorted(groups[group])] for group in sorted(groups)]
