"""Signs and words that name several units ("2.5 F", "14 stone"): which is meant, by the words of the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.claims.lexicon import word_list
from checker.claims.numerals import glued
from checker.claims.tokens import Token

_FARTHEST = 40
"""Tokens: a word farther off says nothing about a unit."""
_ENDS = frozenset({".", "!", "?", ";"})


@dataclass(frozen=True, slots=True)
class _Sense:
    unit: str
    near: frozenset[str]


@cache
def _senses() -> dict[str, tuple[_Sense, ...]]:
    return {
        written: tuple(_Sense(entry["unit"], frozenset(entry["near"])) for entry in entries)
        for written, entries in word_list("homographs").items()
    }


def homograph_after(
    tokens: list[Token], lowers: list[str], texts: list[str], place: int
) -> tuple[int, str] | None:
    """The place after a sign or word of several senses at `place`, and the unit that its sentence makes it."""
    if place >= len(tokens):
        return None
    start = place
    if texts[place] == "-" and glued(tokens, place) and glued(tokens, place + 1):
        start = place + 1
    senses = _senses().get(texts[start]) if start < len(texts) else None
    if senses is None or (start + 1 < len(tokens) and _is_joined(tokens, texts, start + 1)):
        return None
    low, high = start, start + 1
    while low > 0 and start - low < _FARTHEST and texts[low - 1] not in _ENDS:
        low -= 1
    while high < len(tokens) and high - start < _FARTHEST and texts[high] not in _ENDS:
        high += 1
    around = frozenset(lowers[low:high])
    for sense in senses:
        if not around.isdisjoint(sense.near):
            return start + 1, sense.unit
    return None


def _is_joined(tokens: list[Token], texts: list[str], place: int) -> bool:
    """Whether what follows belongs to the sign: "b" of "b/s", "C" of "C-17"."""
    return glued(tokens, place) and (tokens[place].kind != "sign" or texts[place] in "-/'’")
