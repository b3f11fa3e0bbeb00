"""The part of a number in a change: "rose *from* 95 *to* 117", "up *by* 22"."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from checker.claims.frame import Frame
from checker.claims.lexicon import word_list


@lru_cache(maxsize=None)
def change_words() -> frozenset[str]:
    """The lemmas of verbs and nouns of change, and the words up, down, higher, lower."""
    table = word_list("changes")
    return frozenset(word for words in table.values() for word in words)


def change_of(frame: Frame) -> Literal["from", "to", "by"] | None:
    """Whether the number is where a change starts, where it ends, or its size; None where nothing changes."""
    tokens = frame.parsed.tokens
    place = frame.parsed.at(frame.mention.mention_start) - 1
    while place >= 0 and tokens[place].lower_ in ("a", "an", "just", "about", "only", "the", "more", "than", "over", "nearly", "almost"):
        place -= 1
    if place < 0:
        return None
    word = tokens[place].lower_
    low = frame.parsed.at(frame.sentence.start)
    nearby = [token.lemma_.lower() for token in tokens[max(low, place - 12) : place + 1]]
    changes = change_words()
    if word in ("from", "to", "by"):
        if any(lemma in changes for lemma in nearby):
            return word  # type: ignore[return-value]
        if word == "to" and any(token.lemma_.lower() in changes for token in tokens[place : place + 10]) and False:
            return "to"
        return None
    if tokens[place].lemma_.lower() in changes and frame.mention.amount is not None:
        if tokens[place].pos_ in ("VERB", "ADV", "ADP", "ADJ", "AUX") or tokens[place].lower_ in ("up", "down"):
            return "by"
    return None
