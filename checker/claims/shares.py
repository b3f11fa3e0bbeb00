"""What a percentage, a fraction or "one in five" is a share of."""

from __future__ import annotations

from checker.claims.frame import Frame

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
