"""What a number is a share of ("60 per cent of the pupils") or a rate by ("2,000 flights a day")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.claims.frame import Frame
from checker.claims.units import is_duration

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})


def base_of(frame: Frame) -> str | None:
    """The lemma of the head noun after "of" for percents and shares; None where the text does not say."""
    amount = frame.mention.amount
    if amount is None or not (amount.form == "percent" or amount.is_fraction or frame.mention.one_in):
        return None
    tokens = frame.parsed.tokens
    place = frame.last
    if place < len(tokens) and tokens[place].lower_ in ("of", "in"):
        for child in tokens[place].children:
            if child.dep_ in ("pobj", "pcomp") and child.pos_ in (*_NOUNS, "PRON", "NUM"):
                return str(child.lemma_.lower())
    if frame.mention.one_in or amount.is_fraction:
        for token in tokens[place : place + 4]:
            if token.pos_ in _NOUNS:
                return str(token.lemma_.lower())
    return None


def _per_number(tokens: list[Token]) -> str:
    """The base of "per 100,000 people" as written, its noun as a lemma."""
    words = []
    for token in tokens:
        if token.like_num:
            words.append(token.lower_)
        else:
            if token.pos_ in _NOUNS:
                words.append(str(token.lemma_.lower()))
            break
    return " ".join(words)


def rate_of(frame: Frame, noun: Token | None) -> str | None:
    """The base of a rate: of the amount itself, or after its noun ("2,000 flights a day", "three seats per district")."""
    amount = frame.mention.amount
    if amount is None or amount.per is not None or amount.form not in ("count", "percent"):
        return None if amount is None else amount.per
    tokens = frame.parsed.tokens
    place = frame.last if noun is None else noun.i + 1
    if place + 1 >= len(tokens) or place < frame.last:
        return None
    word, base = tokens[place].lower_, tokens[place + 1]
    if word == "per" and base.like_num:
        return _per_number(tokens[place + 1 : place + 5])
    if word == "per" and base.is_alpha:
        return str(base.lemma_.lower())
    if word in ("a", "an", "each", "every") and is_duration(base.lemma_.lower()):
        after = tokens[place + 2].lower_ if place + 2 < len(tokens) else ""
        return None if after in ("ago", "earlier", "later", "before", "after") else str(base.lemma_.lower())
    return None
