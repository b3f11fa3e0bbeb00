"""The name by which a finding is known from run to run.

It follows from the rule, the numbers in their roles and the words of their sentences, never from the place:
moving or reformatting a passage keeps it, changing a number or a word of the sentences gives a new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from checker.model import Claim

LENGTH = 12


def fingerprint(
    rule: str, named: Iterable[tuple[Claim, str]], sentences: Iterable[str], *, occurrence: int = 0
) -> str:
    """Twelve hexadecimal digits for the `occurrence`-th finding of these numbers in these words."""
    numbers = sorted(
        f"{role}={claim.quantity.value if claim.quantity.value is not None else claim.quantity.text.casefold()}"
        f" {claim.unit or ''} {claim.quantity.qualifier}"
        for claim, role in named
    )
    folded = sorted(" ".join(sentence.split()) for sentence in sentences)
    parts = [rule, *numbers, *folded] + ([str(occurrence)] if occurrence else [])
    return sha256("\x1f".join(parts).encode()).hexdigest()[:LENGTH]
