"""The part of a number in a change: "rose *from* 95 *to* 117", "up *by* 22"."""

from __future__ import annotations

from functools import cache
from typing import Literal

from checker.claims.frame import Frame
from checker.claims.lexicon import cue, word_list


@cache
def change_words() -> frozenset[str]:
    """The lemmas of verbs and nouns of change, and the words up, down, higher, lower."""
    table = word_list("changes")
    return frozenset(word for words in table.values() for word in words)


@cache
def directed_words() -> frozenset[str]:
    """The words of change that say up or down."""
    table = word_list("changes")
    return frozenset([*table["up"], *table["down"]])


def change_of(frame: Frame) -> Literal["from", "to", "by"] | None:
    """Whether the number is where a change starts, where it ends, or its size; None where nothing changes."""
    tokens = frame.parsed.tokens
    place = frame.parsed.at(frame.mention.mention_start) - 1
    while place >= 0 and tokens[place].lower_ in cue("changes", "change_of_words"):
        place -= 1
    if place < 0:
        return None
    word = tokens[place].lower_
    low = frame.parsed.at(frame.sentence.start)
    nearby = [token.lemma_.lower() for token in tokens[max(low, place - 12) : place + 1]]
    changes = change_words()
    if word in ("from", "to", "by"):
        if any(lemma in changes for lemma in nearby):
            return "from" if word == "from" else "to" if word == "to" else "by"
        return None
    lemma = tokens[place].lemma_.lower()
    directed = lemma in directed_words() and frame.mention.amount is not None
    verb = tokens[place].pos_ in ("VERB", "AUX") and lemma not in ("up", "down")
    if directed and (verb or tokens[place].pos_ in ("ADV", "ADP", "ADJ")):
        return "by"
    return None
