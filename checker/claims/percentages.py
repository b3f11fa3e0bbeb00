"""Percent, percentage points and basis points after a number."""

from __future__ import annotations

from functools import cache

from checker.claims.lexicon import Phrases, word_list
from checker.claims.numerals import glued
from checker.claims.tokens import Token, tokenize


@cache
def _phrases() -> Phrases:
    entries = []
    for unit, names in word_list("percent").items():
        for name in names:
            entries.append((tuple(token.lower for token in tokenize(name)), unit))
    return Phrases(entries)


def percent_after(tokens: list[Token], lowers: list[str], place: int) -> tuple[int, str] | None:
    """The place after a percent sign or word that starts at `place`, and which of the three units it is."""
    if place >= len(tokens):
        return None
    start = place
    if tokens[place].text in "-‐‑" and glued(tokens, place) and place + 1 < len(tokens):
        start = place + 1
    return _phrases().starting(lowers, start)
