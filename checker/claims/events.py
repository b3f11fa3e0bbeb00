"""What happened: the verb that governs a number, or the nominalisation it hangs on; who did it, to whom; tense."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from checker.claims.frame import Frame
from checker.claims.lexicon import cue, word_list
from checker.language import participle_lemma, verb_lemma
from checker.model import Modality, Tense

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Event:
    """The event of a claim."""

    lemma: str | None = None
    span: tuple[int, int] | None = None
    verb: Token | None = None
    negative: bool = False
    modality: Modality = "asserted"
    tense: Tense | None = None
    agent: str | None = None
    patient: str | None = None
    subject: str | None = None


NO_EVENT = Event()


@dataclass(frozen=True, slots=True)
class _Verbs:
    nominal: dict[str, str]
    reporting: frozenset[str]
    light: frozenset[str]
    planned: frozenset[str]
    possible: frozenset[str]
    required: frozenset[str]
    denied: frozenset[str]
    particles: frozenset[str]
    not_done: frozenset[str]
    feared: frozenset[str]
    demanding: frozenset[str]
    titles: frozenset[str]


@cache
def _verbs() -> _Verbs:
    table = word_list("verbs")
    return _Verbs(
        dict(table["nominalisations"]),
        frozenset(table["reporting"]),
        frozenset(table["light"]),
        frozenset(table["planned"]),
        frozenset(table["possible"]),
        frozenset(table["required"]),
        frozenset(table["denied"]),
        frozenset(table["particles"]),
        frozenset(table["not_done"]),
        frozenset(table["feared"]),
        frozenset(table["demanding"]),
        frozenset(table["titles"]),
    )


def is_reporting(lemma: str) -> bool:
    """Whether a verb reports what somebody says."""
    return lemma in _verbs().reporting


def event_of(frame: Frame, noun: Token | None) -> Event:
    """The event that a number takes part in, by the parse."""
    start = noun if noun is not None else frame.head
    nominal = _nominalisation(frame, start)
    verb = _verb_right_after(frame) or _governing_verb(start)
    if verb is None:
        if nominal is None:
            return NO_EVENT
        return Event(lemma=nominal[0], span=nominal[1])
    lemma, span = _verb_lemma(verb)
    light = verb.lemma_ in _verbs().light
    tense = _tense(verb)
    modality = _modality(verb, acting=_is_subject(start, verb))
    subject = _subject(verb)
    agent, patient = _agent_and_patient(verb)
    carried = next((child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VB"), None)
    if lemma == "have" and carried is not None:  # "would have to leave"
        lemma, span = _verb_lemma(carried)
        modality = "required" if modality == "asserted" else modality
    if nominal is not None and (light or nominal[2] is not start):
        lemma, span = nominal[0], nominal[1]
    return Event(
        lemma=lemma,
        span=span,
        verb=verb,
        negative=_is_negative(verb),
        modality=modality,
        tense=tense,
        agent=agent,
        patient=patient,
        subject=subject,
    )


def _verb_right_after(frame: Frame) -> Token | None:
    """The verb of "(33 balloons were shot down and) 21 were lost", where no noun stands between."""
    tokens = frame.parsed.tokens
    if (
        frame.last >= len(tokens)
        or frame.mention.amount is None
        or frame.mention.amount.form not in ("count", "ratio")
    ):
        return None
    following = tokens[frame.last]
    if following.tag_ not in ("VBD", "VBZ", "VBP") or following.pos_ not in ("VERB", "AUX"):
        return None
    return following.head if following.dep_ in ("aux", "auxpass") else following


def _governing_verb(token: Token) -> Token | None:
    steps = 0
    while steps < 25:
        if token.pos_ in ("VERB", "AUX"):
            if token.dep_ in ("aux", "auxpass") or (token.dep_ == "amod"):
                token = token.head
                steps += 1
                continue
            return token
        for child in token.children:
            if (
                child.dep_ in ("relcl", "acl")
                and child.pos_ == "VERB"
                and child.i > token.i
                and steps == 0
                and token.dep_ in ("ROOT", "appos")
            ):
                return child
        if token.head is token:
            return None
        token = token.head
        steps += 1
    return None


def _nominalisation(frame: Frame, token: Token) -> tuple[str, tuple[int, int], Token] | None:
    """ "the release of 390", "a toll of 12": the noun on the way up from the number, before any verb."""
    nominal = _verbs().nominal
    steps = 0
    current = token
    while steps < 4:
        lemma = current.lemma_.lower()
        if current.pos_ == "NOUN" and lemma in nominal:
            return nominal[lemma], (current.idx, current.idx + len(current)), current
        stops = current.pos_ == "ADP" and current.lower_ not in (
            "of",
            "to",
            "from",
            "by",
            "on",
            "against",
            "for",
        )
        if current.pos_ in ("VERB", "AUX") or current.head is current or stops:
            return None
        current = current.head
        steps += 1
    return None


def _verb_lemma(verb: Token) -> tuple[str, tuple[int, int]]:
    lemma = verb_lemma(verb)
    end = verb.idx + len(verb)
    for child in verb.children:
        beside = child.i == verb.i + 1 and child.dep_ == "advmod" and child.lower_ in _verbs().particles
        if child.dep_ == "prt" or beside:
            lemma = f"{lemma} {child.lower_}"
            end = max(end, child.idx + len(child)) if child.i == verb.i + 1 else end
    if lemma == "be":
        for child in verb.children:
            if child.dep_ in ("acomp",) and child.pos_ == "ADJ":
                return participle_lemma(child) or child.lemma_.lower(), (child.idx, child.idx + len(child))
    return lemma, (verb.idx, end)


_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})


def _is_negative(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("never",) for child in verb.children)


def _tense(verb: Token) -> Tense | None:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    for child in auxiliaries:
        lower = child.lower_
        if lower in ("will", "'ll", "shall", "wo"):
            return "future"
        if lower in cue("events", "tense_words"):
            return "planned" if lower == "would" else None
    if verb.tag_ == "VB" and any(child.lower_ == "to" for child in auxiliaries):
        return "planned"
    for child in auxiliaries:
        if child.tag_ == "VBD":
            return "past"
        if child.lower_ in ("has", "have", "'ve", "'s") and child.lemma_ in ("have", "'s", "'ve"):
            return "past"
    for child in auxiliaries:
        if child.tag_ in ("VBZ", "VBP"):
            return "present"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.tag_ == "VBN" and not auxiliaries:
        return "past"
    return None


def _modal(verb: Token) -> Modality:
    """The modality that the verb's own auxiliaries give it."""
    result: Modality = "asserted"
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            lower = child.lower_
            if lower in ("will", "'ll", "shall", "wo", "would", "'d"):
                result = "planned"
            elif lower in ("may", "might", "could", "can", "ca"):
                result = "possible"
            elif lower in ("must", "should", "ought"):
                result = "required"
    return result


def _modality(verb: Token, *, acting: bool = False) -> Modality:
    """The modality of a verb; `acting` where the number counts its subject, who plan now and not only later."""
    table = _verbs()
    result = _modal(verb)
    if any(child.dep_ == "neg" for child in verb.children):
        return "denied"
    if result != "asserted":
        return result
    governor = (
        verb.head
        if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "pcomp") and verb.head is not verb
        else None
    )
    steps = 0
    token = verb
    while governor is not None and steps < 4:
        lemma = governor.lemma_.lower()
        to_infinitive = token.tag_ in ("VB", "VBG")
        if to_infinitive:
            if lemma in table.planned:
                return "planned"
            if lemma in table.required:
                return "required"
            if lemma in table.possible:
                return "possible"
            if lemma in table.not_done:
                return "denied"
            if lemma in ("go",) and governor.tag_ == "VBG":
                return "planned"
        if lemma in table.denied:
            return "denied"
        if lemma in table.possible and token.dep_ == "ccomp":
            return "possible"
        token = governor
        governor = (
            token.head if token.dep_ in ("xcomp", "pcomp", "prep") and token.head is not token else None
        )
        steps += 1
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in verb.children):
        return "possible"
    if verb.lemma_.lower() in table.planned - {"set", "order"} and verb.dep_ != "xcomp" and not acting:
        return "planned"
    if verb.lemma_.lower() in table.feared:
        return "possible"
    if verb.lemma_.lower() in table.demanding:
        return "required"
    if (
        verb.dep_ == "conj"
        and verb.head is not verb
        and verb.head.pos_ in ("VERB", "AUX")
        and not _has_own_subject(verb)
    ):
        return _modal(verb.head)
    return result


def _is_subject(token: Token, verb: Token) -> bool:
    """Whether a word stands in the subject of an active verb."""
    for _ in range(6):
        if token.head is token or token.head.i == verb.i:
            return bool(token.head.i == verb.i and token.dep_ == "nsubj")
        token = token.head
    return False


def _has_own_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in verb.children)


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def _subject(verb: Token) -> str | None:
    """The head of the verb's subject, or of the verb's that it is joined to."""
    for _ in range(30):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return phrase_head(child)
        if verb.dep_ == "relcl":
            return phrase_head(verb.head)
        shares = (
            verb.dep_ in ("conj", "xcomp") and verb.head is not verb and verb.head.pos_ in ("VERB", "AUX")
        )
        if not shares:
            return None
        verb = verb.head
    return None


def phrase_head(token: Token) -> str:
    """A name in full where the token is one, else its lemma."""
    if token.pos_ == "PROPN":
        words = [
            child.text
            for child in token.lefts
            if child.pos_ == "PROPN" and child.dep_ in ("compound", "nmod", "flat")
        ]
        while words and words[0].lower().rstrip(".") in _verbs().titles:
            words.pop(0)
        return " ".join([*words, token.text])
    return str(token.lemma_.lower())


def _agent_and_patient(verb: Token) -> tuple[str | None, str | None]:
    agent: str | None = None
    patient: str | None = None
    for child in verb.children:
        dependency = child.dep_
        if dependency == "nsubj":
            agent = phrase_head(child)
        elif dependency == "nsubjpass" or dependency in ("dobj", "obj"):
            patient = phrase_head(child)
        elif dependency == "agent":
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    agent = phrase_head(grandchild)
    if (
        agent is None
        and verb.dep_ == "conj"
        and verb.head is not verb
        and verb.head.pos_ == "VERB"
        and verb.tag_ != "VBN"
    ):
        for child in verb.head.children:
            if child.dep_ == "nsubj":
                agent = phrase_head(child)
    return agent, patient
