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
    """The time of the clause: an ISO date where it can be resolved, else the words folded.

    Of several in the sentence the nearest; one under the number's own verb is nearer than one under another. A weekday
    is the last such day before publication, after "by" or "until" the next.
    """
    text = frame.parsed.text
    sentence = frame.sentence
    best: _When | None = None
    for mention in siblings:
        found = mention.date
        if found is None or not sentence.start <= mention.start < sentence.end or mention is frame.mention:
            continue
        if found.form == "decade":
            continue
        token = frame.parsed.tokens[frame.parsed.at(mention.start)]
        distance = _distance(frame, mention.start, mention.end, token, verb)
        if best is None or distance < best.distance:
            best = _When(distance, _date_words(text, mention, anchor, coming=_is_coming(token)))
    for token, words in _relative_times(frame, anchor):
        distance = _distance(frame, token.idx, token.idx + len(token), token, verb)
        if best is None or distance < best.distance:
            best = _When(distance, words)
    return best.words if best is not None else None


def _relative_times(frame: Frame, anchor: date | None) -> list[tuple[Token, str]]:
    """The words of the sentence that name a time from the day of writing: "yesterday", "last year"."""
    key = ("relative times", frame.sentence.start)
    if key not in frame.parsed.remembered:
        first, last = frame.parsed.span(frame.sentence.start, frame.sentence.end)
        found = [(token, _relative_words(frame, token, anchor)) for token in frame.parsed.tokens[first:last]]
        frame.parsed.remembered[key] = [(token, words) for token, words in found if words is not None]
    times: list[tuple[Token, str]] = frame.parsed.remembered[key]
    return times


def _distance(frame: Frame, start: int, end: int, token: Token, verb: Token | None) -> int:
    """How far a time stands from the number: characters, commas and clauses between them, another verb."""
    here = frame.mention.start
    low, high = (end, here) if start < here else (frame.mention.end, start)
    between = frame.parsed.text[low:high] if low < high else ""
    far = len(between) + 25 * between.count(",") + 40 * _clauses_between(between)
    if start < here:
        far += 20 * between.count(" and ")  # "on Tuesday and two more on Wednesday"
    other = _verb_over(token)
    if verb is None or other is None or other is verb:
        return far
    return far + (15 if _is_under(verb, other) else 60)


def _verb_over(token: Token) -> Token | None:
    for _ in range(10):
        if token.head is token:
            return token if token.pos_ in ("VERB", "AUX") else None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _is_under(verb: Token, other: Token) -> bool:
    for _ in range(10):
        if verb is other:
            return True
        if verb.head is verb:
            return False
        verb = verb.head
    return False


def _is_coming(token: Token) -> bool:
    """Whether a weekday lies ahead: after "by", "until", "next", or under a verb in the future."""
    before = token.nbor(-1).lower_ if token.i else ""
    if before in ("by", "until", "next", "before", "till"):
        return True
    verb = _verb_over(token)
    return verb is not None and any(
        child.lower_ in ("will", "'ll", "shall") for child in verb.children if child.dep_ == "aux"
    )


def _relative_words(frame: Frame, token: Token, anchor: date | None) -> str | None:
    """ "yesterday" as an ISO date, "last year" in words; None for every other word."""
    if token.lower_ in _DAYS_BACK and token.pos_ in ("NOUN", "ADV", "PROPN"):
        if anchor is None:
            return str(token.lower_)
        ordinal = anchor.toordinal() - _DAYS_BACK[token.lower_]
        return (
            date.fromordinal(ordinal).isoformat()
            if 1 <= ordinal <= date.max.toordinal()
            else str(token.lower_)
        )
    if token.lower_ in ("last", "this", "next") and token.i + 1 < len(frame.parsed.tokens):
        noun = frame.parsed.tokens[token.i + 1].lower_
        if noun in cue("time_and_place", "time_of_words"):
            return f"{token.lower_} {noun}"
    return None


def _clauses_between(text: str) -> int:
    return text.count(";") + text.count(" while ") + text.count(" but ")


def _date_words(text: str, mention: Mention, anchor: date | None, *, coming: bool) -> str:
    assert mention.date is not None
    calendar = mention.date.calendar
    words = " ".join(text[mention.start : mention.end].lower().split())
    if calendar.year is not None and calendar.month is None:
        return str(calendar.year)
    if calendar.month is None and calendar.weekday is not None and anchor is not None:
        back = (anchor.weekday() - calendar.weekday) % 7
        if mention.date.form == "weekday":
            day = anchor.toordinal() + (7 - back) % 7 if coming else anchor.toordinal() - back
            return date.fromordinal(min(max(1, day), date.max.toordinal())).isoformat()
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
