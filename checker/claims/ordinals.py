"""Ordinals: "21st", "second", "the fourth", and the places they are not one ("one second", "a third of")."""

from __future__ import annotations

from fractions import Fraction

from checker.claims.amounts import Amount, Text
from checker.claims.numerals import digits_written, glued, words
from checker.intervals import Written

_HYPHENS = frozenset("-‐‑")


def read_ordinal(text: Text, place: int) -> Amount | None:
    """The ordinal that starts at a token: in digits ("21st"), or in words ("twenty-first")."""
    tokens, lowers = text.tokens, text.lowers
    token = tokens[place]
    if token.kind == "number":
        if (
            place + 1 < len(tokens)
            and glued(tokens, place + 1)
            and lowers[place + 1] in ("st", "nd", "rd", "th")
        ):
            value, written = digits_written(token.text)
            if value.denominator == 1:
                return _ordinal(place, place + 2, value, written)
        return None
    table = words()
    if (
        token.lower in table.cardinals
        and 20 <= table.cardinals[token.lower] <= 90
        and place + 1 < len(tokens)
    ):
        after = place + 2 if text.texts[place + 1] in _HYPHENS and place + 2 < len(tokens) else place + 1
        unit = table.ordinals.get(lowers[after])
        if unit is not None and unit < 10:
            return _in_words(place, after + 1, table.cardinals[token.lower] + unit)
        return None
    value_in_words = table.ordinals.get(token.lower)
    if value_in_words is None or value_in_words > 1000:
        return None
    if (
        token.lower == "second"
        and place
        and (tokens[place - 1].kind == "number" or lowers[place - 1] in ("per", "split", "every"))
    ):
        return None
    if place and lowers[place - 1] in table.cardinals and (lowers[place - 1] != "one"):
        return None
    return _in_words(place, place + 1, value_in_words)


def _in_words(first: int, last: int, value: int) -> Amount:
    return _ordinal(first, last, Fraction(value), Written(digits="", in_words=True))


def _ordinal(first: int, last: int, value: Fraction, written: Written) -> Amount:
    return Amount(
        first=first, last=last, unit_last=last, form="ordinal", value=value, written=written, is_ordinal=True,
        in_digits=not written.in_words,
    )  # fmt: skip
