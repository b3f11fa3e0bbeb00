"""Sentences as a news desk writes them, each with what is to be read in it: desk_sentences.txt, one a line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from checker.model import Claim
from tests.claims.documents_by_hand import claims_in

SENTENCES = Path(__file__).with_name("desk_sentences.txt")

HEDGES = {
    "exactly": "", "about": "~", "nearly": "nearly ", "just_over": "just over ", "more_than": ">", "at_least": ">=",
    "less_than": "<", "at_most": "<=", "up_to": "up to ",
}  # fmt: skip


def shown(claim: Claim) -> str:
    """A claim as the table has it: hedge, value, then its unit or what it counts."""
    quantity = claim.quantity
    calendar = quantity.calendar is not None and quantity.form != "year"
    if calendar or quantity.form in ("score", "ordinal"):
        return f"[{quantity.form}] {quantity.text}"
    ends = quantity.bounds or ([] if quantity.value is None else [quantity.value])
    value = " to ".join(plain(end) for end in ends) or quantity.text
    form = f"[{quantity.form}]" if quantity.form in ("age", "year", "ratio", "multiple") else ""
    what = quantity.unit or claim.counted_phrase or claim.counted or ""
    return " ".join(f"{HEDGES[quantity.qualifier]}{value} {form} {what}".split())


def plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"


def test_every_sentence_is_read_as_written_down() -> None:
    rows = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    pairs = [tuple(part.strip() for part in row.split(" | ")) for row in rows]
    claims = claims_in(*(pair[0] for pair in pairs))
    wrong = []
    for block, (sentence, wanted) in enumerate(pairs):
        found = "; ".join(shown(claim) for claim in claims if claim.block == block) or "-"
        if found != wanted:
            wrong.append(f"{sentence}\n  wanted: {wanted}\n  read:   {found}")
    assert not wrong, "\n".join(wrong)
    assert len(pairs) >= 200
