"""Order words that reach over a sentence: "elected in 2001. He then served as mayor from 2008", "again found guilty".

Kind `order`, roles `earlier` and `later`, as for the order words of one clause. Position alone orders nothing: read are
"then", "later", "subsequently" and the like beside the verb of the second date, "again" beside a verb of the same
happening, and the steps of a career told of one name ("nominated Mr Hall … Hall withdrew").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from checker.links.alike import classes_in, event_class, listed
from checker.links.context import Context
from checker.links.moments import Moment, moments
from checker.links.stated_order import STEPS, order_link, step_lemma, subject_of
from checker.links.tense import governor
from checker.model import Claim, Link

if TYPE_CHECKING:
    from spacy.tokens import Token

_THEN = listed("then later subsequently afterwards afterward eventually thereafter next finally")
_PRONOUNS = listed("he she it they")
_HAPPENED = ("VBD", "VBN")
_TAKES_AN_OBJECT = listed(
    "nominate elect appoint hire arrest detain charge indict convict jail sentence imprison buy purchase acquire kidnap "
    "abduct marry name found establish create build construct open commission launch"
)
_REPEATED = ("jail", "charge", "vote", "arrest", "win", "marry")
_FAR = 4
"""Sentences over which a name still ties two steps together."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A dated happening of the past: its date, its verb and the preposition of the date."""

    day: Moment
    verb: Token
    subject: Token | None


def find(context: Context) -> Iterator[Link]:
    """Every pair of dates that an order word or a step of the same name puts in order."""
    for block, content in enumerate(context.document.blocks):
        if content.kind in ("table_cell", "headline") or len(context.in_block(block)) < 2:
            continue
        told = list(_told(context, block))
        for first, second in pairwise(told):
            if second.day.claim.sentence - first.day.claim.sentence > 1 or first.verb.i == second.verb.i:
                continue
            if first.day.year_stated != second.day.year_stated or _is_before_that(second.verb):
                continue
            if not _one_subject(first, second):
                continue
            word = _order_word(second.verb)
            if word is not None:
                link = order_link(first.day, second.day, "then or later", f": “{word}”")
            elif _is_repeated(context, first, second):
                link = order_link(first.day, second.day, "and again in the next sentence", ": “again”")
            else:
                continue
            if link is not None:
                yield link
        yield from _steps_of_a_name(told)
        yield from _came_and_went(context, block)


def _told(context: Context, block: int) -> Iterator[_Told]:
    doc = context.doc(block)
    if doc is None:
        return
    for day in moments(context, block):
        if (not day.year_stated and day.day is None) or day.claim.quoted:
            continue
        span = doc.char_span(day.start, day.end, alignment_mode="expand")
        if span is None or len(span) == 0:
            continue
        verb, preposition = governor(span.root)
        if verb is None and preposition == "from" and span.root.head.lower_ == "from":
            verb, preposition = _verb_above(span.root.head), "from"
        if verb is None or preposition not in ("in", "on", "from", "around", "about", None):
            continue
        if verb.tag_ not in _HAPPENED or (preposition is None and day.day is None):
            continue
        yield _Told(day, verb, subject_of(verb))


def _verb_above(token: Token) -> Token | None:
    """The verb whose object or role a phrase belongs to: "served as the mayor of the town, from 2008"."""
    current = token
    for _ in range(6):
        if current.head is current:
            return None
        if current.head.pos_ == "VERB":
            return current.head if current.dep_ in ("prep", "dobj", "attr", "oprd") else None
        if current.dep_ not in ("prep", "pobj"):
            return None
        current = current.head
    return None


def _is_before_that(verb: Token) -> bool:
    """Whether the verb tells what had been before: "had been elected"."""
    return any(child.lower_ == "had" and child.dep_ in ("aux", "auxpass") for child in verb.children)


def _order_word(verb: Token) -> str | None:
    """The word beside the verb that puts it after what was told before."""
    for child in verb.children:
        word: str = child.lower_
        if child.dep_ == "advmod" and word in _THEN and child.i < verb.i:
            earlier = [other for other in child.children if other.dep_ not in ("punct",)]
            if word == "later" and earlier:
                continue
            return word
    return None


def _one_subject(first: _Told, second: _Told) -> bool:
    """Whether both are told of the same subject, by coordination, by a pronoun or by a name."""
    if first.subject is None or second.subject is None:
        return False
    if first.subject.i == second.subject.i:
        return True
    if second.subject.pos_ == "PRON":
        return bool(second.subject.lower_ in _PRONOUNS and second.subject.i > first.subject.i)
    return bool(
        first.subject.pos_ == second.subject.pos_ == "PROPN" and first.subject.text == second.subject.text
    )


def _is_repeated(context: Context, first: _Told, second: _Told) -> bool:
    if not any(child.lower_ == "again" and child.dep_ == "advmod" for child in second.verb.children):
        return False
    return bool(_classes(context, first) & _classes(context, second) & set(_REPEATED))


def _classes(context: Context, told: _Told) -> set[str]:
    """The classes of a happening by its verb and the words behind it ("found guilty")."""
    text = context.text(told.day.claim.block)
    start = told.verb.idx
    named = set(classes_in(text[start : start + len(told.verb.text) + 12]))
    own = event_class(told.verb.lemma_.lower())
    return named | ({own} if own is not None else set())


# ── steps of a name ──


def _steps_of_a_name(told: list[_Told]) -> Iterator[Link]:
    """ "In May the party nominated Ann Hall … Hall withdrew in March": the same name takes both steps."""
    for place, first in enumerate(told):
        for second in told[place + 1 :]:
            apart = second.day.claim.sentence - first.day.claim.sentence
            if not 1 <= apart <= _FAR or first.day.year_stated != second.day.year_stated:
                continue
            if not _names_of(first.verb) & _names_of(second.verb):
                continue
            for before, after in STEPS:
                if step_lemma(first.verb) in before and step_lemma(second.verb) in after:
                    link = order_link(
                        first.day,
                        second.day,
                        "steps of one name",
                        f": {first.verb.text} before {second.verb.text}",
                    )
                    if link is not None:
                        yield link
                    break


def _names_of(verb: Token) -> set[str]:
    """The surnames of those to whom it happened: the object of what is done to one, else the subject."""
    passive = any(child.dep_ == "nsubjpass" for child in verb.children) or verb.tag_ == "VBN"
    if verb.lemma_.lower() in _TAKES_AN_OBJECT and not passive:
        heads = [child for child in verb.children if child.dep_ in ("dobj", "oprd")]
        return {token.text for head in heads for token in list(head.subtree)[:25] if _is_surname(token)}
    subject = subject_of(verb)
    return {subject.text} if subject is not None and _is_surname(subject) else set()


def _is_surname(token: Token) -> bool:
    return bool(
        token.pos_ == "PROPN"
        and token.dep_ != "compound"
        and token.text[:1].isupper()
        and token.lower_ not in _BODIES
    )


_BODIES = listed(
    "federation party union bank university company committee council league association court army state department "
    "ministry club school college hospital museum church group agency front movement"
)
"""Nouns that many names of bodies end in."""


# ── coming and going ──

_COMING = re.compile(r"\b(?:entered|entering|arrived|arriving|went in|checked in|boarded)\b", re.I)
_GOING = re.compile(r"\b(?:left|leaving|departed|departing|exited|came out|checked out|walked out)\b", re.I)
_OTHER_DAY = re.compile(
    r"\b(?:(?:next|following) (?:day|morning|night)|day later|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)


def _came_and_went(context: Context, block: int) -> Iterator[Link]:
    """ "entering at 0:40 …; she left at 2:00": in one sentence the coming is before the going."""
    hours = [
        claim
        for claim in context.in_block(block)
        if claim.form == "clock_time" and claim.quantity.core.is_point and len(claim.quantity.readings) == 1
    ]
    for first, second in pairwise(hours):
        if first.sentence != second.sentence or not re.search(r"\bat\s*$", context.before(second)):
            continue
        lead = context.text(block)[first.sentence_start : first.start]
        between = context.between(first, second)
        if len(re.findall(r"[;,]", lead[-60:])) > 2 or _OTHER_DAY.search(between):
            continue
        came, went = _COMING.search(lead[-40:]), _GOING.search(between)
        if came is None or went is None or _GOING.search(lead) or _COMING.search(between):
            continue
        if not re.search(r"\bat\s*$", lead) or _is_past_midnight(first, second):
            continue
        yield Link(
            kind="order",
            roles={"earlier": (first,), "later": (second,)},
            cue="came and went",
            read_as=f"{came.group()} at {first.quantity.text} comes before {went.group()} at {second.quantity.text}",
            excuses=("no other day",),
        )


def _is_past_midnight(first: Claim, second: Claim) -> bool:
    """Whether the night may lie between the two hours."""
    late, early = first.quantity.core.low or 0, second.quantity.core.low or 0
    return late >= 17 * 60 and early <= 10 * 60
