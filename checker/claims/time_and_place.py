"""When and where: the date, weekday or place phrase of the number's clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from checker.claims.frame import Frame
from checker.claims.lexicon import cue
from checker.claims.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class _When:
    distance: int
    words: str


_DAYS_BACK = {"yesterday": 1, "today": 0, "tonight": 0, "tomorrow": -1}


def time_of(frame: Frame, siblings: Sequence[Mention], anchor: date | None, verb: Token | None) -> str | None:
    """The time of the clause: an ISO date where it can be resolved, else the words folded; the nearest in the sentence."""
    text = frame.parsed.doc.text
    sentence = frame.sentence
    best: _When | None = None
    here = frame.mention.start
    for mention in siblings:
        found = mention.date
        if found is None or not sentence.start <= mention.start < sentence.end or mention is frame.mention:
            continue
        if found.form == "decade":
            continue
        words = _date_words(text, mention, anchor)
        distance = abs(mention.start - here) + 40 * _clauses_between(
            text, min(mention.start, here), max(mention.start, here)
        )
        if best is None or distance < best.distance:
            best = _When(distance, words)
    for token in frame.parsed.tokens[
        frame.parsed.at(sentence.start) : frame.parsed.at(max(sentence.start, sentence.end - 1)) + 1
    ]:
        if token.lower_ in _DAYS_BACK and token.pos_ in ("NOUN", "ADV", "PROPN"):
            words = token.lower_
            if anchor is not None:
                ordinal = anchor.toordinal() - _DAYS_BACK[token.lower_]
                words = (
                    date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else words
                )
            distance = abs(token.idx - here) + 40 * _clauses_between(
                text, min(token.idx, here), max(token.idx, here)
            )
            if best is None or distance < best.distance:
                best = _When(distance, words)
        elif token.lower_ in ("last", "this", "next") and token.i + 1 < len(frame.parsed.tokens):
            noun = frame.parsed.tokens[token.i + 1]
            if noun.lower_ in cue("time_and_place", "time_of_words"):
                distance = abs(token.idx - here) + 40 * _clauses_between(
                    text, min(token.idx, here), max(token.idx, here)
                )
                if best is None or distance < best.distance:
                    best = _When(distance, f"{token.lower_} {noun.lower_}")
    return best.words if best is not None else None


def _clauses_between(text: str, low: int, high: int) -> int:
    return text.count(";", low, high) + text.count(" while ", low, high) + text.count(" but ", low, high)


def _date_words(text: str, mention: Mention, anchor: date | None) -> str:
    assert mention.date is not None
    calendar = mention.date.calendar
    words = " ".join(text[mention.start : mention.end].lower().split())
    if calendar.year is not None and calendar.month is None:
        return str(calendar.year)
    if calendar.month is None and calendar.weekday is not None and anchor is not None:
        back = (anchor.weekday() - calendar.weekday) % 7
        if mention.date.form == "weekday":
            return date.fromordinal(max(1, anchor.toordinal() - back)).isoformat()
    year = calendar.year if calendar.year is not None else (anchor.year if anchor is not None else None)
    if year is None or calendar.month is None:
        return words
    if calendar.day is None:
        return f"{year:04d}-{calendar.month:02d}"
    try:
        return date(year, calendar.month, calendar.day).isoformat()
    except ValueError:
        return words


def place_of(frame: Frame, verb: Token | None) -> str | None:
    """The name after a preposition of place in the clause: "in Sumy"."""
    candidates = list(frame.head.children)
    if verb is not None:
        candidates += list(verb.children)
    noun = frame.head.head
    candidates += list(noun.children) if noun is not verb else []
    for child in candidates:
        if child.dep_ == "prep" and child.lower_ in cue("time_and_place", "places"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj" and grandchild.pos_ == "PROPN" and not _is_time(grandchild):
                    words = [left.text for left in grandchild.lefts if left.pos_ == "PROPN"]
                    return " ".join([*words, grandchild.text])
    return None


def _is_time(token: Token) -> bool:
    return token.lower_.rstrip(".") in cue("time_and_place", "months") or token.like_num
