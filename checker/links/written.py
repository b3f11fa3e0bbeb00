"""Small numerals and scores on a span of the text, for numbers that a score, a name or a place in a row holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
CARDINAL = "|".join(CARDINALS[1:])
"""The cardinals from one to twenty, as alternatives of a pattern."""
DASH = r"\s?[-–—]\s?"
SCORE = re.compile(
    rf"(?<![\d.,:/–—-])(\d{{1,3}})({DASH}|-to-)(\d{{1,3}})"
    rf"(?![\d.,]*\d|%|{DASH}\d|/|-\w*(?:year|month|day)|\s?(?:per ?cent|percent))"
)
"""Two small numbers with a dash between them: groups 1 and 3."""


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
        same = (claim.start, claim.end) == (start, end) and claim.quantity.value == read
        if same and claim.form in ("count", "ordinal"):
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


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a text, by their punctuation."""
    start = 0
    for match in re.finditer(r"[.!?][\"”’']?\s+(?=[A-Z“\"])|$", text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()


def sides(
    context: Context, block: int, score: re.Match[str], offset: int, why: str
) -> tuple[Claim, Claim] | None:
    """The two numbers of a score found in the text from `offset` on; None in a block without numbers."""
    left = number(context, block, offset + score.start(1), offset + score.end(1), why)
    right = number(context, block, offset + score.start(3), offset + score.end(3), why)
    return None if left is None or right is None else (left, right)
