"""Small numerals on a span of the text, for numbers that a score, a name or a place in a row holds."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.links.context import Context, derive, exactly
from checker.model import Claim

CARDINALS = re.findall(
    r"\w+",
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
    """,
)
ORDINALS = re.findall(
    r"\w+", "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)


def number(
    context: Context, block: int, start: int, end: int, why: str, *, value: int | None = None
) -> Claim | None:
    """The claim of a number written on a span, the text's own where it was read as one; None in a block without any."""
    text = context.text(block)[start:end]
    read = value_of(text) if value is None else value
    if read is None:
        return None
    claims = context.in_block(block)
    for claim in claims:
        if (
            (claim.start, claim.end) == (start, end)
            and claim.form in ("count", "ordinal")
            and claim.quantity.value == read
        ):
            return claim
    if not claims:
        return None
    near = [claim for claim in claims if claim.sentence_start <= start < claim.sentence_end] or list(claims)
    derived = derive(near[0], readings=[exactly(read)], why=why, start=start, end=end, text=text)
    return replace(derived, counted=None)


def value_of(text: str) -> int | None:
    """The value of a small numeral, cardinal or ordinal, in digits or words; None where it is none."""
    folded = text.lower().strip()
    if folded in ("no", "nil", "none"):
        return 0
    if folded in ("a", "an", "once"):
        return 1
    if folded == "twice":
        return 2
    if folded in CARDINALS:
        return CARDINALS.index(folded)
    if folded in ORDINALS:
        return ORDINALS.index(folded)
    digits = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)?", folded)
    return int(digits[1]) if digits else None
