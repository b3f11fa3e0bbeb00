"""Whether a check that passed could have noticed a misprint."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from checker.arithmetic.evaluate import Box, Missing, judge_truth
from checker.arithmetic.misprints import RANK, WRONG, edits, misprints, written_value
from checker.arithmetic.solve import implied
from checker.intervals import Interval
from checker.model import Claim, Expression, Logical

FAIR_SHARE = Fraction(1, 5)
FEW_TRIED = 20
"""Of a claim with twice as many misprints or more, every second, third … is tried, so that at least so many are
and always fewer than twice as many; of any other claim all are."""


def has_power(expression: Expression, box: Box) -> bool:
    """Whether a fair share of the one-edit misprints of the written numbers would have made the check fail.

    Of alternatives ("a or b") it is enough that one which holds has power.
    """
    if isinstance(expression, Logical) and expression.operator == "or":
        return any(_possible(part, box) and has_power(part, box) for part in expression.operands)
    claims = {id(claim): claim for fillers in box.roles.values() for claim in fillers}
    trials = [
        (claim, value, values)
        for claim in claims.values()
        if claim.derived is None
        and (value := written_value(claim)) is not None
        and (values := misprinted_values(claim))
    ]
    enough = FAIR_SHARE * sum(len(values) for _, _, values in trials)
    failed = 0
    for claim, value, values in trials:
        interval = box.interval(claim)
        allowed = implied(expression, box, claim)
        if allowed is None:
            for other in values:
                moved = interval + Interval.point(other - value)
                failed += not _possible(expression, box.with_exact({id(claim): moved}))
                if failed >= enough:
                    return True
        elif allowed.is_empty or interval.is_empty:
            failed += len(values)
        else:
            # The moves after which the two would still meet.
            harmless = allowed - interval
            failed += sum(not harmless.contains(other - value) for other in values)
        if failed >= enough:
            return True
    return False


def _possible(expression: Expression, box: Box) -> bool:
    try:
        return judge_truth(expression, box).possible
    except Missing:
        return False


def misprinted_values(claim: Claim) -> Sequence[Fraction]:
    """The values that misprints would make of the written number, evenly chosen and fewer than twice `FEW_TRIED`."""
    quantity = claim.quantity
    if (
        quantity.value is None
        or not quantity.written.digits
        or quantity.written.in_words
        or claim.form == "year"
    ):
        slips = [slip.value for slip in misprints(claim) if RANK[slip.why] <= RANK[WRONG]]
        return slips[:: max(1, len(slips) // FEW_TRIED)]
    factor = quantity.written.scale if quantity.value >= 0 else -quantity.written.scale
    numerals = _misprinted(quantity.written.digits)
    return numerals if factor == 1 else [numeral * factor for numeral in numerals]


@lru_cache(maxsize=4_096)
def _misprinted(digits: str) -> tuple[Fraction, ...]:
    texts = [text for text, _ in edits(digits)]
    return tuple(Fraction(text) for text in texts[:: max(1, len(texts) // FEW_TRIED)])
