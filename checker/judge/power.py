"""Whether a check that passed could have noticed a misprint."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.arithmetic.evaluate import Box, Missing, judge_truth
from checker.arithmetic.misprints import RANK, WRONG, misprints, written_value
from checker.intervals import Interval
from checker.model import Claim, Expression

FAIR_SHARE = Fraction(1, 5)
MAX_TRIED = 24
"""Misprints tried for each claim, spread evenly over all that there are."""


def has_power(expression: Expression, box: Box) -> bool:
    """Whether a fair share of the misprints of the written digits would have made the check fail."""
    tried = failed = 0
    for claim, moved in _misprinted(box):
        tried += 1
        try:
            failed += not judge_truth(expression, box.with_exact({id(claim): moved})).possible
        except Missing:
            failed += 1
    return tried > 0 and Fraction(failed, tried) >= FAIR_SHARE


def _misprinted(box: Box) -> Iterator[tuple[Claim, Interval]]:
    seen: set[int] = set()
    for fillers in box.roles.values():
        for claim in fillers:
            if id(claim) in seen or claim.derived is not None:
                continue
            seen.add(id(claim))
            value = written_value(claim)
            if value is None:
                continue
            slips = [slip for slip in misprints(claim) if RANK[slip.why] <= RANK[WRONG]]
            step = max(1, len(slips) // MAX_TRIED)
            for slip in slips[::step]:
                yield claim, box.interval(claim) + Interval.point(slip.value - value)
