"""The counted noun with its modifiers: of the number itself, and where the number goes without, of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.claims.frame import Frame
from checker.claims.lexicon import cue, word_list
from checker.model import NounOrigin

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})


_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})


_ON_THE_NOUN = frozenset(
    {"nummod", "quantmod", "compound", "amod", "det", "npadvmod", "poss", "nmod", "advmod", "predet", "appos"}
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: its lemma, its span in the block, where it came from, and its modifiers."""

    lemma: str | None
    span: tuple[int, int] | None
    origin: NounOrigin
    modifiers: tuple[str, ...] = ()
    token: Token | None = None
    definite: bool = False
    phrase: str | None = None
    """The noun with its common adjectives and nouns, as lemmas: "heart transplant"."""


NOTHING = Counted(None, None, "none")


def own_noun(frame: Frame) -> Counted:
    """The noun that the number itself stands with: "245 drones", "dozens of people", "three of the boys"."""
    head = frame.head
    joined = _joined_by_hyphen(frame) or _before_or(frame)
    if joined is not None:
        return _counted(frame, joined, "own")
    tokens = frame.parsed.tokens
    if frame.last < len(tokens) and tokens[frame.last].lower_ in ("off", "a", "an", "per"):
        return NOTHING  # "50 off 31 balls", "12 a day"
    if _is_on_a_scale(frame):
        return NOTHING
    if head.dep_ in _ON_THE_NOUN and not frame.inside(head.head):
        noun = head.head
        counts = head.dep_ != "appos" and noun.pos_ in _NOUNS and noun.i >= frame.last - 1
        if counts and noun.lower_ == "others":
            return Counted(None, (noun.idx, noun.idx + len(noun)), "none", token=noun)
        if counts and _is_near(frame, noun) and not _is_adverbial(frame, noun):
            return _counted(frame, noun, "own")
        if (
            head.dep_ in ("nummod", "quantmod")
            and noun.pos_ in ("NUM", "ADJ", "VERB")
            and noun.i >= frame.last
        ):
            deeper = noun.head
            if deeper.pos_ in _NOUNS and deeper.i > noun.i:
                return _counted(frame, deeper, "own")
    fronted = _fronted_pronoun(frame)
    if fronted is not None and not _noun_follows(frame):
        return Counted(None, (fronted.idx, fronted.idx + len(fronted)), "anaphoric", token=None)
    of = _of_phrase(frame)
    if of is not None:
        if of.pos_ in _NOUNS and _is_a_set(frame, of):
            return _counted(frame, of, "own")
        if of.lower_ in cue("nouns", "pronouns"):
            beside = _kind_of_them(frame, of)
            if beside is not None:  # "30 of them children"
                return _counted(frame, beside, "own")
            return Counted(None, (of.idx, of.idx + len(of)), "anaphoric", token=of)
    following = _following_noun(frame)
    if following is not None:
        return _counted(frame, following, "own")
    return NOTHING


def _joined_by_hyphen(frame: Frame) -> Token | None:
    """The noun of "six-cylinder", and for "four-, five- and six-cylinder" that of the last."""
    tokens = frame.parsed.tokens
    place = frame.last
    if tokens[place - 1].text.endswith("-") and len(tokens[place - 1]) > 1:
        return _last_of_hyphens(frame, place)
    if (
        place + 1 >= len(tokens)
        or tokens[place].text not in ("-", "‐")
        or tokens[place].idx != tokens[place - 1].idx + len(tokens[place - 1])
    ):
        return None
    touches = tokens[place + 1].idx == tokens[place].idx + 1
    if (
        touches
        and tokens[place + 1].is_alpha
        and tokens[place + 1].lower_ not in cue("nouns", "never_counted")
        and tokens[place + 1].pos_ in (*_NOUNS, "VERB", "ADJ")
        and not tokens[place + 1].is_stop
    ):
        return tokens[place + 1]
    return _last_of_hyphens(frame, place + 1)


def _last_of_hyphens(frame: Frame, place: int) -> Token | None:
    """The "cylinder" of "four-, five- and six-cylinder", where the comma or "and" stands at `place`."""
    tokens = frame.parsed.tokens
    if place >= len(tokens) or tokens[place].text not in (",", "and", "or", "to"):
        return None
    for step in range(place + 1, min(place + 8, len(tokens) - 1)):
        if (
            tokens[step].text == "-"
            and tokens[step - 1].like_num
            and tokens[step + 1].is_alpha
            and tokens[step + 1].pos_ in _NOUNS
        ):
            return tokens[step + 1]
    return None


def _before_or(frame: Frame) -> Token | None:
    """The noun of "a coat or two", which stands before its number."""
    tokens = frame.parsed.tokens
    place = frame.parsed.at(frame.mention.start)
    if place < 3 or tokens[place - 1].lower_ != "or" or tokens[place - 2].tag_ != "NN":
        return None
    opened = any(child.lower_ in ("a", "an", "another") for child in tokens[place - 2].lefts)
    following = tokens[frame.last] if frame.last < len(tokens) else None
    return tokens[place - 2] if opened and (following is None or following.pos_ not in _NOUNS) else None


def _is_on_a_scale(frame: Frame) -> bool:
    """Whether a number says how high and counts nothing: "a magnitude 5.4 quake"."""
    tokens = frame.parsed.tokens
    place = frame.parsed.at(frame.mention.mention_start) - 1
    if place > 0 and tokens[place].text == "-":
        place -= 1
    return place >= 0 and tokens[place].lower_ in cue("nouns", "scales")


def _is_adverbial(frame: Frame, noun: Token) -> bool:
    """Whether a noun after a number says when and is not counted: "(rose to 2.1) last year", "(saw 12) today"."""
    return noun.lower_ in cue("nouns", "never_counted") or any(
        child.i >= frame.last and child.lower_ in cue("nouns", "of_time") for child in noun.lefts
    )


def _is_near(frame: Frame, noun: Token) -> bool:
    return bool(noun.i - frame.last < 9)


def _is_a_set(frame: Frame, noun: Token) -> bool:
    """Whether "of" leads to the things counted ("12 of the boats") and not to what they hold ("12 of fertiliser")."""
    amount = frame.mention.amount
    if (
        amount is None
        or amount.is_fraction
        or amount.form not in ("count", "ordinal")
        or amount.vague is not None
        or frame.mention.one_in
    ):
        return True
    return (
        noun.tag_ in ("NNS", "NNPS")
        or any(child.dep_ in ("det", "poss", "nummod") for child in noun.children)
        or noun.tag_ == "NNP"
    )


def _kind_of_them(frame: Frame, pronoun: Token) -> Token | None:
    """The plural noun right after "of them", which says what kind they are."""
    tokens = frame.parsed.tokens
    place = pronoun.i + 1
    if pronoun.lower_ not in ("them", "those") or place >= len(tokens):
        return None
    noun = tokens[place]
    return noun if noun.tag_ == "NNS" and not any(child.dep_ == "nsubj" for child in noun.children) else None


def number_of(verb: Token | None) -> Token | None:
    """The noun of "the number of victims" where that is subject or object of the verb."""
    if verb is None:
        return None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.lemma_.lower() in cue("nouns", "tallies"):
            for preposition in child.children:
                if preposition.lower_ == "of":
                    for noun in preposition.children:
                        if noun.dep_ == "pobj" and noun.tag_ in ("NNS", "NNPS"):
                            return noun
    return None


def counted_as(frame: Frame, noun: Token) -> Counted:
    """What a number counts where the noun stands elsewhere in its clause."""
    return _counted(frame, noun, "own")


def _fronted_pronoun(frame: Frame) -> Token | None:
    """The pronoun of "Of them, 12 …", "Among those, …" right before the number."""
    tokens = frame.parsed.tokens
    place = frame.parsed.at(frame.mention.mention_start) - 1
    if place >= 0 and tokens[place].text == ",":
        place -= 1
    if place < 1 or tokens[place].lower_ not in cue("nouns", "pronouns"):
        return None
    return tokens[place] if tokens[place - 1].lower_ in ("of", "among") else None


def _noun_follows(frame: Frame) -> bool:
    return frame.head.dep_ == "nummod" and frame.head.head.pos_ in _NOUNS and frame.head.head.i >= frame.last


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
            return child
    for token in tokens[place + 1 : place + 7]:
        if token.pos_ in _NOUNS and not (token.i + 1 < len(tokens) and tokens[token.i + 1].pos_ in _NOUNS):
            return token
        if token.lower_ in cue("nouns", "pronouns"):
            return token
    return None


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
        if token.lower_ in cue("nouns", "never_counted") or token.lower_ in cue("nouns", "of_time"):
            break
        if token.pos_ in _NOUNS or token.tag_ == "NNS":
            last_noun = token
            continue
        if last_noun is not None:
            break
        if token.lower_ in ("and", "or") and _between_adjectives(frame, token):
            continue
        if (
            token.pos_ in ("ADJ", "NUM")
            or token.text in ("-", "more", "other")
            or (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod")
        ):
            continue
        if last_noun is None and _looks_plural(frame, token):
            return token
        break
    return last_noun


def _between_adjectives(frame: Frame, token: Token) -> bool:
    """Whether "and" joins two adjectives: "digital and physical (sales)"."""
    tokens = frame.parsed.tokens
    if not frame.last < token.i < len(tokens) - 1:
        return False
    return bool(tokens[token.i - 1].pos_ == tokens[token.i + 1].pos_ == "ADJ")


def _looks_plural(frame: Frame, token: Token) -> bool:
    """Whether a word right after a number above one is a plural noun that the tagger took for a verb: "rotate 3 turns"."""
    amount = frame.mention.amount
    if (
        amount is None
        or amount.value is None
        or amount.value <= 1
        or token.i != frame.last
        or token.tag_ != "VBZ"
    ):
        return False
    tokens = frame.parsed.tokens
    following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    return token.lower_.endswith("s") and (following is None or following.pos_ in ("PUNCT", "ADP", "CCONJ"))


def _counted(frame: Frame, noun: Token, origin: NounOrigin) -> Counted:
    modifiers = []
    definite = False
    for child in noun.children:
        if frame.inside(child) or child.i > noun.i:
            continue
        modifies = child.dep_ in _MODIFIERS and child.pos_ not in ("NUM", "DET", "PRON") and child.is_alpha
        if modifies and child.lower_ not in cue("nouns", "no_kind"):
            modifiers.append(_word(child))
        if child.lower_ in cue("nouns", "definite"):
            definite = True
    lemma = _lemma(noun)
    kinds = _kinds(frame, noun)
    names = len(lemma.split(" ")) - 1
    if names:  # the lemma of a name holds its parts
        kinds = kinds[:-names]
    phrase = " ".join([*kinds, lemma]) if len(kinds) <= 3 else lemma
    return Counted(lemma, (noun.idx, noun.idx + len(noun)), origin, tuple(modifiers), noun, definite, phrase)


_KINDS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS"})


def _kinds(frame: Frame, noun: Token) -> list[str]:
    """The adjectives and nouns within a noun's phrase that say which kind it is, as lemmas, in order."""
    tokens = frame.parsed.tokens
    kinds: list[str] = []
    for token in tokens[noun.left_edge.i : noun.i]:
        if frame.mention.mention_start <= token.idx < frame.mention.end or frame.inside(token):
            continue  # the number's own, its hedge included
        if not _modifies(token, noun):
            continue
        if token.tag_ not in _KINDS and not _is_number_of_name(token):
            continue
        if token.lower_ in cue("nouns", "no_kind") or token.lower_ in cue("nouns", "order_words"):
            continue
        if _ends_in_hyphen(token):
            continue
        kinds.append(_kind(token))
    return kinds


def _is_number_of_name(token: Token) -> bool:
    """Whether digits belong to the name after them: "737 Max (jets)"."""
    following = token.i + 1
    named = following < len(token.doc) and token.doc[following].tag_ in ("NNP", "NNPS")
    return bool(named and token.tag_ == "CD" and token.text.isdecimal())


def _modifies(token: Token, noun: Token) -> bool:
    """Whether a word belongs to a noun by adjectives, compounds and what "and" joins to them, never by a possessive."""
    for _ in range(6):
        if token is noun or token.i == noun.i:
            return True
        if token.dep_ not in ("amod", "compound", "nmod", "conj", "nummod"):
            return False
        token = token.head
    return False


def _ends_in_hyphen(token: Token) -> bool:
    """Whether a hyphen joins a word to the next, which then speaks for both."""
    following = token.i + 1
    return following < len(token.doc) and token.doc[following].text == "-" and not token.whitespace_


def _kind(token: Token) -> str:
    """The lemma of a modifier, with what a hyphen joins to it: "first-team", "three-ton"."""
    tokens = token.doc
    lemma: str = token.lemma_.lower()
    place = token.i
    while place >= 2 and tokens[place - 1].text == "-" and not tokens[place - 1].whitespace_:
        lemma = f"{tokens[place - 2].lower_}-{lemma}"
        place -= 2
    return lemma


def _word(token: Token) -> str:
    return str(token.text if token.pos_ == "PROPN" else token.lower_)


def _lemma(token: Token) -> str:
    lower = token.lower_
    corrected = word_list("lemmas")["nouns"].get(lower)
    if corrected is not None:
        return str(corrected)
    lemma = token.lemma_.lower() or lower
    if token.tag_ == "NNS" and token.pos_ not in _NOUNS and lemma == lower and lower.endswith("s"):
        lemma = lower[:-1]
    if token.pos_ == "PROPN":
        if token.tag_ == "NNPS" and lemma.endswith("s"):
            lemma = lemma[:-1]
        names = [child.lower_ for child in token.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
        return " ".join([*names, lemma])
    return str(lemma)
