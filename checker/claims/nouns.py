"""The counted noun with its modifiers: of the number itself, and where the number goes without, of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.claims.frame import Frame
from checker.model import NounOrigin

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_PRONOUNS = frozenset({"them", "those", "whom", "these", "which", "us", "you", "that"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
_NOT_COUNTED = frozenset({"%", "percent", "per", "cent", "number", "total"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: its lemma, its span in the block, where it came from, and its modifiers."""

    lemma: str | None
    span: tuple[int, int] | None
    origin: NounOrigin
    modifiers: tuple[str, ...] = ()
    token: Token | None = None
    definite: bool = False


NOTHING = Counted(None, None, "none")


def own_noun(frame: Frame) -> Counted:
    """The noun that the number itself stands with: "245 drones", "dozens of people", "three of the boys"."""
    head = frame.head
    if head.dep_ in ("nummod", "quantmod", "compound", "amod", "det", "npadvmod", "poss", "nmod", "advmod", "predet", "appos") and not frame.inside(head.head):
        noun = head.head
        if head.dep_ != "appos" and noun.pos_ in _NOUNS and noun.i >= frame.last - 1 and _is_near(frame, noun):
            return _counted(frame, noun, "own")
        if head.dep_ in ("nummod", "quantmod") and noun.pos_ in ("NUM", "ADJ", "VERB") and noun.i >= frame.last:
            deeper = noun.head
            if deeper.pos_ in _NOUNS and deeper.i > noun.i:
                return _counted(frame, deeper, "own")
    if head.pos_ in _NOUNS and head.i == frame.last - 1 and False:
        return _counted(frame, head, "own")
    of = _of_phrase(frame)
    if of is not None:
        if of.pos_ in _NOUNS:
            return _counted(frame, of, "own")
        if of.lower_ in _PRONOUNS:
            return Counted(None, (of.idx, of.idx + len(of)), "anaphoric", token=of)
    following = _following_noun(frame)
    if following is not None:
        return _counted(frame, following, "own")
    return NOTHING


def _is_near(frame: Frame, noun: Token) -> bool:
    return noun.i - frame.last < 9


def _of_phrase(frame: Frame) -> Token | None:
    """The noun or pronoun after "of" that hangs on the number: "three of the boys", "dozens of homes"."""
    tokens = frame.parsed.tokens
    place = frame.last
    while place < len(tokens) and tokens[place].lower_ in ("more", "others", "or"):
        place += 1
    if place >= len(tokens) or tokens[place].lower_ != "of":
        return None
    preposition = tokens[place]
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            return _head_of_group(child)
    for token in tokens[place + 1 : place + 7]:
        if token.pos_ in _NOUNS and not (token.i + 1 < len(tokens) and tokens[token.i + 1].pos_ in _NOUNS):
            return token
        if token.lower_ in _PRONOUNS:
            return token
    return None


def _head_of_group(token: Token) -> Token:
    """For "the group of boys" the group itself: the head as the parse gives it."""
    return token


def _following_noun(frame: Frame) -> Token | None:
    """The noun of a phrase that begins just after the number, where the parse does not tie them."""
    tokens = frame.parsed.tokens
    end = frame.sentence.end
    place = frame.last
    if place >= len(tokens):
        return None
    last_noun: Token | None = None
    for token in tokens[place : place + 7]:
        if token.idx >= end:
            break
        if token.pos_ in _NOUNS:
            last_noun = token
            continue
        if last_noun is not None:
            break
        if token.pos_ in ("ADJ", "NUM") or token.text in ("-", "more", "other") or (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod"):
            continue
        break
    return last_noun


def _counted(frame: Frame, noun: Token, origin: NounOrigin) -> Counted:
    modifiers = []
    definite = False
    for child in noun.children:
        if frame.inside(child) or child.i > noun.i:
            continue
        if child.dep_ in _MODIFIERS and child.pos_ not in ("NUM", "DET", "PRON"):
            if child.lower_ not in ("more", "other", "total", "additional", "least", "many"):
                modifiers.append(_word(child))
        if child.lower_ in ("the", "these", "those", "its", "his", "her", "their", "our", "all"):
            definite = True
    return Counted(_lemma(noun), (noun.idx, noun.idx + len(noun)), origin, tuple(modifiers), noun, definite)


def _word(token: Token) -> str:
    return token.text if token.pos_ == "PROPN" else token.lower_


_LEMMAS = {"peoples": "people", "persons": "person", "men": "man", "women": "woman", "children": "child"}


def _lemma(token: Token) -> str:
    lower = token.lower_
    if lower in _LEMMAS:
        return _LEMMAS[lower]
    lemma = token.lemma_.lower() or lower
    if token.pos_ == "PROPN" and token.tag_ == "NNPS" and lemma.endswith("s"):
        lemma = lemma[:-1]
    return lemma
