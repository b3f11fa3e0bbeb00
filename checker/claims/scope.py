"""Whether a number is a total, one side's, an addition, what is left, or a part of those named before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from checker.claims.frame import Frame
from checker.claims.lexicon import Phrases, word_list
from checker.claims.tokens import tokenize
from checker.model import Scope

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _cues() -> tuple[Phrases, Phrases, Phrases]:
    table = word_list("scope")

    def phrases(side: str) -> Phrases:
        return Phrases(
            [
                (tuple(t.lower for t in tokenize(phrase)), scope)
                for scope, words in table[side].items()
                for phrase in words
            ]
        )

    return phrases("before"), phrases("after"), phrases("nearby")


def scope_of(frame: Frame, noun: Token | None) -> Scope | None:
    """The scope that the words right before, inside and after the phrase of the number give it."""
    tokens = frame.parsed.tokens
    before, after, nearby = _cues()
    mention_first, mention_last = frame.parsed.span(frame.mention.mention_start, frame.mention.mention_end)
    low = max(0, mention_first - 8)
    end_of_phrase = noun.i + 1 if noun is not None and noun.i >= mention_last else mention_last
    high = min(len(tokens), end_of_phrase + 8)
    lowers = [token.lower_ for token in tokens[low:high]]
    place = mention_first - low
    if _subject_is_each(frame):
        return "each"
    found = before.ending(lowers, place) or before.ending(lowers, frame.first - low)
    timed = frame.mention.amount is not None and frame.mention.amount.form in ("duration", "ordinal", "age")
    if found is not None and not (timed and found[1] == "remaining"):
        return found[1]  # type: ignore[return-value]
    for position in range(frame.last - low, end_of_phrase - low):
        inside = after.starting(lowers, position)
        if inside is not None and not (position and lowers[position - 1] == "or"):
            return inside[1]  # type: ignore[return-value]
    behind = after.starting(lowers, end_of_phrase - low)
    if behind is not None and _may_follow(tokens[end_of_phrase], behind[1], noun):
        return behind[1]  # type: ignore[return-value]
    if (
        mention_last != end_of_phrase
        and frame.mention.amount is not None
        and frame.mention.amount.form == "count"
    ):
        behind = after.starting(lowers, mention_last - low)
        if behind is not None:
            return behind[1]  # type: ignore[return-value]
    clause_end = next(
        (i for i in range(end_of_phrase - low, len(lowers)) if lowers[i] in (".", ";", "and", "but", ":")),
        len(lowers),
    )
    for position in range(end_of_phrase - low, clause_end):
        close = nearby.starting(lowers, position)
        if close is not None:
            return close[1]  # type: ignore[return-value]
    return None


def _may_follow(word: Token, scope: str, noun: Token | None) -> bool:
    """Whether a word after the noun says its scope.

    Not the verb of "16 tankers left port", nor the "of the" of "three members of the band".
    """
    if scope == "remaining" and any(child.dep_ == "nsubj" for child in word.children):
        return False  # "1.2 million people left"
    if scope == "remaining":
        return word.tag_ in ("VBN", "JJ", "RB", "VBG") or (
            not any(child.dep_ == "dobj" for child in word.children) and word.tag_ != "VBD"
        )
    return scope != "of_them" or noun is None or word.i <= noun.i


def _subject_is_each(frame: Frame) -> bool:
    """Whether the subject of the number's verb is "each side", "every state"."""
    token = frame.head
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
            return any(
                child.lower_ == "each" or any(left.lower_ in ("each", "every") for left in child.lefts)
                for child in subjects
                if not frame.inside(child)
            )
        if token.head is token:
            return False
        token = token.head
    return False
