"""Whether a check that passed could have noticed a misprint."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.arithmetic.evaluate import Box, Missing, judge_truth
from checker.arithmetic.misprints import RANK, WRONG, edits, misprints, written_value
from checker.arithmetic.solve import implied
from checker.intervals import Interval
from checker.model import Claim, Expression, Logical

FAIR_SHARE = Fraction(1, 5)
MAX_TRIED = 20
"""Misprints tried for each claim, spread evenly over all that there are."""


def has_power(expression: Expression, box: Box) -> bool:
    """Whether a fair share of the one-edit misprints of the written numbers would have made the check fail.

    Of alternatives ("a or b") it is enough that one which holds has power.
    """
    if isinstance(expression, Logical) and expression.operator == "or":
        return any(_possible(part, box) and has_power(part, box) for part in expression.operands)
    tried = failed = 0
    claims = {id(claim): claim for fillers in box.roles.values() for claim in fillers}
    for claim in claims.values():
        value = written_value(claim)
        if claim.derived is not None or value is None:
            continue
        values = misprinted_values(claim)
        if not values:
            continue
        tried += len(values)
        interval = box.interval(claim)
        allowed = implied(expression, box, claim)
        for other in values:
            moved = interval + Interval.point(other - value)
            if allowed is not None:
                failed += not moved.meets(allowed)
            else:
                failed += not _possible(expression, box.with_exact({id(claim): moved}))
    return tried > 0 and Fraction(failed, tried) >= FAIR_SHARE


def _possible(expression: Expression, box: Box) -> bool:
    try:
        return judge_truth(expression, box).possible
    except Missing:
        return False


def misprinted_values(claim: Claim) -> Sequence[Fraction]:
    """At most `MAX_TRIED` values that misprints would make of the written number, evenly chosen."""
    quantity = claim.quantity
    if (
        quantity.value is None
        or not quantity.written.digits
        or quantity.written.in_words
        or claim.form == "year"
    ):
        slips = [slip.value for slip in misprints(claim) if RANK[slip.why] <= RANK[WRONG]]
        return slips[:: max(1, len(slips) // MAX_TRIED)]
    sign = -1 if quantity.value < 0 else 1
    texts = [text for text, _ in edits(quantity.written.digits)]
    return [
        sign * Fraction(text) * quantity.written.scale for text in texts[:: max(1, len(texts) // MAX_TRIED)]
    ]
