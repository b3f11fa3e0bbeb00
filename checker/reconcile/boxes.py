"""Verdicts that share claims, and the boxes in which they were found."""

from __future__ import annotations

from collections.abc import Sequence

from checker.arithmetic.evaluate import Box
from checker.model import Claim, Verdict


def box_of(verdict: Verdict) -> Box:
    """The wide box of a verdict, with the readings under which it was found."""
    readings = {id(claim): claim.quantity.readings[0] for claim in verdict.binding.claims()}
    readings.update({id(claim): reading for claim, reading in verdict.readings})
    return Box(verdict.binding.roles, readings, False, {})


def takes_part(claim: Claim, verdict: Verdict) -> bool:
    """Whether the claim is one of the verdict's."""
    return any(other is claim for other in verdict.binding.claims())


def components(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    """The verdicts in groups that share claims, each group and all groups in the given order."""
    group_of: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    for place, verdict in enumerate(verdicts):
        touched = {group_of[id(claim)] for claim in verdict.binding.claims() if id(claim) in group_of}
        group = min(touched, default=place)
        members = sorted(member for other in touched for member in groups.pop(other))
        groups[group] = [*members, place]
        for member in groups[group]:
            for claim in verdicts[member].binding.claims():
                group_of[id(claim)] = group
    return [[verdicts[place] for place in sorted(groups[group])] for group in sorted(groups)]
