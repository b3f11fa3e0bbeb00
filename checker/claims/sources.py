"""Who says so: the subject of the reporting verb over or beside the clause, or "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.claims.events import is_reporting, phrase_head
from checker.claims.frame import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token


_UNDER_A_REPORT = frozenset({"ccomp", "parataxis", "dobj", "advcl", "xcomp", "prep", "dep", "conj"})


def source_of(frame: Frame) -> str | None:
    """The source of a claim, None where the article speaks for itself."""
    if not _may_report(frame):
        return None
    token = frame.head
    steps = 0
    while steps < 30:
        if token.pos_ in ("VERB", "AUX"):
            found = _reporter_beside(token)
            if found is not None:
                return found
        if token.head is token:
            break
        parent = token.head
        if parent.pos_ in ("VERB",) and is_reporting(parent.lemma_.lower()) and token.dep_ in _UNDER_A_REPORT:
            name = _subject_of(parent)
            if name is not None and token.dep_ in ("ccomp", "parataxis", "advcl", "dep"):
                return name
        token = parent
        steps += 1
    return _according_to(frame) or _closing_report(frame)


def _may_report(frame: Frame) -> bool:
    """Whether the sentence holds a verb of reporting or "according" at all."""
    key = ("reports", frame.sentence.start)
    known = frame.parsed.remembered.get(key)
    if known is None:
        first, last = frame.parsed.span(frame.sentence.start, frame.sentence.end)
        known = any(
            token.lower_ == "according" or (token.pos_ == "VERB" and is_reporting(token.lemma_.lower()))
            for token in frame.parsed.tokens[first:last]
        )
        frame.parsed.remembered[key] = known
    return bool(known)


def _closing_report(frame: Frame) -> str | None:
    """The reporter of a sentence that ends in his clause: "…, a minister announced on Tuesday."."""
    tokens = frame.parsed.tokens
    last = frame.parsed.at(max(frame.sentence.start, frame.sentence.end - 1))
    if frame.mention.amount is None:
        return None
    for place in range(last, max(frame.last, last - 14), -1):
        verb = tokens[place]
        if (
            verb.pos_ != "VERB"
            or not is_reporting(verb.lemma_.lower())
            or verb.tag_ not in ("VBD", "VBZ", "VBP")
        ):
            continue
        subjects = [
            child for child in verb.children if child.dep_ == "nsubj" and frame.last <= child.i < place
        ]
        if not subjects and verb.dep_ == "acl" and frame.last <= verb.head.i < place:
            subjects = [verb.head]  # "…, a minister announced": taken for a participle
        if not subjects or subjects[0].pos_ not in ("NOUN", "PROPN"):
            return None
        left = subjects[0].left_edge.i - 1
        opens = left >= 0 and tokens[left].text in (",", "”", '"')
        return phrase_head(subjects[0]) if opens else None
    return None


def _reporter_beside(verb: Token) -> str | None:
    """A reporting clause that hangs on the verb of the claim: "…, police said"."""
    for child in verb.children:
        if (
            child.dep_ in ("parataxis", "ccomp", "advcl", "dep")
            and child.pos_ == "VERB"
            and is_reporting(child.lemma_.lower())
        ) and not any(grandchild.dep_ in ("ccomp", "dobj") for grandchild in child.children):
            name = _subject_of(child)
            if name is not None:
                return name
    return None


def _subject_of(verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.pos_ == "PRON" and child.lower_ in ("it", "that", "which", "this", "who"):
                return child.lower_ if child.lower_ == "it" else None
            return phrase_head(child)
    return None


def _according_to(frame: Frame) -> str | None:
    sentence = frame.sentence
    text = frame.parsed.text[sentence.start : sentence.end].lower()
    place = text.find("according to ")
    if place < 0:
        return None
    tokens = frame.parsed.tokens
    index = frame.parsed.at(sentence.start + place + len("according "))
    if index < len(tokens):
        for child in tokens[index].children:
            if child.dep_ == "pobj":
                return phrase_head(child)
    return None
