"""Hedges before and after a number, and what each makes of it: about, nearly, more than, at least, up to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.claims.amounts import Amount, Text
from checker.claims.lexicon import Phrases, cue, word_list
from checker.claims.numerals import glued
from checker.claims.tokens import tokenize
from checker.model import Qualifier


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge: the tokens [first, last) it stands on and the qualifier it gives."""

    first: int
    last: int
    qualifier: Qualifier
    words: str


@dataclass(frozen=True, slots=True)
class _Hedges:
    before: Phrases
    after: Phrases
    prepositions: frozenset[str]


@cache
def _hedges() -> _Hedges:
    table = word_list("hedges")

    def phrases(side: str) -> Phrases:
        entries = []
        for qualifier, words in table[side].items():
            for phrase in words:
                entries.append((tuple(token.lower for token in tokenize(phrase)), qualifier))
        return Phrases(entries)

    return _Hedges(phrases("before"), phrases("after"), frozenset(table["prepositions"]))


def hedge_before(text: Text, amount: Amount) -> Hedge | None:
    """The hedge that ends where the amount begins; of several ("at least about") the outermost with a direction."""
    place = amount.first
    hedge: Hedge | None = None
    skipped = 0
    while True:
        found = _hedges().before.ending(text.lowers, place)
        if found is None:
            if (
                skipped == 0
                and place
                and text.lowers[place - 1] in ("a", "an", "the", "another", "roughly")
                and hedge is None
            ):
                skipped = 1
                inner = _hedges().before.ending(text.lowers, place - 1)
                if inner is not None and text.lowers[place - 1] in ("a", "an", "another"):
                    place -= 1
                    continue
            break
        start, qualifier = found
        words = " ".join(text.lowers[start:place])
        if words in cue("qualifiers", "hedge_before_words"):
            if hedge is None and words not in ("no",):
                hedge = Hedge(start, amount.first, "exactly", words)
            if words == "no":
                break
            place = start
            continue
        if (
            hedge is None
            or hedge.qualifier == "exactly"
            or qualifier in ("more_than", "at_least", "less_than", "at_most", "up_to")
        ):
            hedge = Hedge(start, amount.first, qualifier, words)  # type: ignore[arg-type]
        place = start
    return hedge


def is_preposition_hedge(words: str) -> bool:
    """Whether a hedge is a preposition too, so that the parse must say which."""
    return words in _hedges().prepositions


def hedge_after(text: Text, place: int) -> Hedge | None:
    """The hedge that starts at `place`, just after an amount: "or more", "or so", "+"."""
    found = _hedges().after.starting(text.lowers, place)
    if found is None:
        return None
    last, qualifier = found
    words = " ".join(text.lowers[place:last])
    if words == "plus" and last < len(text.tokens) and text.tokens[last].kind != "word":
        return None
    if words == "plus" and not (glued(text.tokens, place) or text.lowers[place - 1] in ("years", "people")):
        return None
    if words in ("+", "ish", "-ish", "-odd") and not glued(text.tokens, place):
        return None
    if (
        words == "+"
        and last < len(text.tokens)
        and glued(text.tokens, last)
        and text.tokens[last].kind == "number"
    ):
        return None
    if text.texts[last - 1][0].isupper():
        return None
    if words in cue("qualifiers", "hedge_after_words") and text.lowers[place - 1] == ",":
        return None
    if words in ("up",) or (words == "odd" and not glued(text.tokens, place)):
        return None
    return Hedge(place, last, qualifier, words)  # type: ignore[arg-type]
