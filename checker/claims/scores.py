"""Scores and votes of two sides: "won 3-1", "a 52-48 vote", "by 10 votes to 3" stays two counts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from checker.claims.amounts import Text
from checker.claims.lexicon import cue
from checker.claims.numerals import glued

_DASHES = frozenset({"-", "–", "‐", "‑"})


@dataclass(frozen=True, slots=True)
class ScoreMatch:
    """A score: the tokens [first, last) and the two sides."""

    first: int
    last: int
    sides: tuple[Fraction, Fraction]


def read_score(text: Text, place: int) -> ScoreMatch | None:
    """The score at a token: two small numbers joined by a dash, the first not smaller, or near a word of contest."""
    tokens, texts, lowers = text.tokens, text.texts, text.lowers
    if place + 2 >= len(tokens) or tokens[place].kind != "number":
        return None
    ratio = texts[place + 1] == ":" and glued(tokens, place + 1) and len(texts[place + 2]) == 1
    if texts[place + 1] not in _DASHES and not ratio:
        return None
    if lowers[place + 1 : place + 4] == ["-", "to", "-"] and place + 4 < len(tokens):
        return _in_words(text, place)
    if tokens[place + 2].kind != "number" or glued(tokens, place + 1) != glued(tokens, place + 2):
        return None
    if not glued(tokens, place + 1) and (len(texts[place]) > 2 or len(texts[place + 2]) > 2):
        return None
    left, right = texts[place], texts[place + 2]
    if not (left.isdecimal() and right.isdecimal()) or len(left) > 3 or len(right) > 3:
        return None
    if (len(left) > 1 and left[0] == "0") or (len(right) > 1 and right[0] == "0"):
        return None
    after = place + 3
    if (
        after < len(tokens)
        and glued(tokens, after)
        and (tokens[after].kind != "sign" or texts[after] in "%°$€£/+–-:")
    ):
        return None
    if place and glued(tokens, place) and texts[place - 1] not in ("(", "[", "“", '"', "'", ",", ";"):
        return None
    low, high = Fraction(int(left)), Fraction(int(right))
    nearby = lowers[max(0, place - 7) : place] + lowers[after : after + 5]
    cued = any(word in cue("scores", "cues") for word in nearby)
    following = lowers[after] if after < len(tokens) else ""
    if ratio:
        return ScoreMatch(place, after, (low, high))
    if low >= high:
        if following in cue("scores", "after_score"):
            return None
        return ScoreMatch(place, after, (low, high))
    if cued and following not in cue("scores", "after_score_2"):
        return ScoreMatch(place, after, (low, high))
    return None


def _in_words(text: Text, place: int) -> ScoreMatch | None:
    """ "230-to-197": two sides joined by "to" and hyphens."""
    left, right = text.texts[place], text.texts[place + 4]
    if (
        text.tokens[place + 4].kind != "number"
        or not (left.isdecimal() and right.isdecimal())
        or len(left + right) > 8
    ):
        return None
    if not all(glued(text.tokens, place + step) for step in range(1, 5)):
        return None
    return ScoreMatch(place, place + 5, (Fraction(int(left)), Fraction(int(right))))
