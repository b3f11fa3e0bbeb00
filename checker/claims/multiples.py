"""Multiples ("doubled", "threefold", "twice as many", "three times the size") and words for few: both, a pair, none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from checker.claims.amounts import Amount, Text
from checker.claims.lexicon import cue, word_list
from checker.claims.numerals import glued, words
from checker.intervals import Written


@dataclass(frozen=True, slots=True)
class _Words:
    multiples: dict[str, Fraction]
    groups: dict[str, int]
    none: frozenset[str]


@cache
def _words() -> _Words:
    table = word_list("numbers")
    return _Words(
        {word: Fraction(value) for word, value in table["multiples"].items()},
        {word: int(value) for word, value in table["groups"].items()},
        frozenset(table["none"]),
    )


def read_multiple(text: Text, place: int) -> Amount | None:
    """The multiple that starts at a token: a verb of multiplying, "twice as", "threefold", "N times as"."""
    tokens, lowers = text.tokens, text.lowers
    lower = lowers[place]
    following = lowers[place + 1] if place + 1 < len(lowers) else ""
    factor = _words().multiples.get(lower)
    if factor is not None:
        if lower in ("once", "twice", "thrice"):
            if following in cue("multiples", "after_multiple") and lower != "once":
                compares = lowers[place + 2 : place + 3] in (["many"], ["much"], ["likely"])
                if following == "as" and not compares and "as" not in lowers[place + 3 : place + 6]:
                    return None  # "scored twice as United won"
                return _multiple(place, place + 1, factor)
            return None
        if lower in ("double", "triple", "treble", "quadruple") and (
            following in ("-", "digit", "standards") or (place and glued(tokens, place))
        ):
            return None
        if following == "-" and glued(tokens, place + 1):
            return None
        if lower == "halves" and place and _before_halves(lowers[place - 1]):
            return None  # "in both halves"
        if lower in ("double", "triple", "treble") and not _is_multiple_adjective(lowers, place, following):
            return None
        return _multiple(place, place + 1, factor)
    if lower.endswith("fold") and lower[:-4] in words().cardinals and words().cardinals[lower[:-4]] > 1:
        return _multiple(place, place + 1, Fraction(words().cardinals[lower[:-4]]))
    return None


def _before_halves(word: str) -> bool:
    """Whether a word makes "halves" the two parts of something, and no verb."""
    return word in words().cardinals or word in cue("multiples", "before_halves")


def _is_multiple_adjective(lowers: list[str], place: int, following: str) -> bool:
    """Whether "double" multiplies ("to double its output", "double the rate") and is no name ("a double room")."""
    before = lowers[place - 1] if place else ""
    if before in cue("multiples", "before_is_multiple_adjective"):
        return False
    return following in cue("multiples", "after_is_multiple_adjective") or before in cue(
        "multiples", "before_is_multiple_adjective_2"
    )


def times_after(text: Text, amount: Amount) -> Amount | None:
    """The amount as a multiple, where a comparison follows it: "three times as many", "6.5 times earnings", "10-fold"."""
    lowers = text.lowers
    place = amount.last
    if amount.form != "count" or amount.value is None or amount.high is not None:
        return None
    if (
        place < len(lowers)
        and text.texts[place] == "-"
        and place + 1 < len(lowers)
        and lowers[place + 1] == "fold"
    ):
        return _times(amount, place + 2)
    if place < len(lowers) and lowers[place] == "fold":
        return _times(amount, place + 1)
    if place >= len(lowers) or lowers[place] != "times":
        return None
    following = lowers[place + 1] if place + 1 < len(lowers) else ""
    if following in cue("multiples", "after_times_after"):
        return _times(amount, place + 1)
    return None


def _times(amount: Amount, last: int) -> Amount:
    return replace(amount, form="multiple", unit_last=last)


def _multiple(first: int, last: int, factor: Fraction) -> Amount:
    return Amount(
        first=first, last=last, unit_last=last, form="multiple", value=factor, written=Written(digits="", in_words=True),
        in_digits=False,
    )  # fmt: skip


def read_group(text: Text, place: int) -> Amount | None:
    """ "both", "a pair of", "the trio", "no one", "none": the number that a word other than a numeral says."""
    lowers = text.lowers
    lower = lowers[place]
    before = lowers[place - 1] if place else ""
    following = lowers[place + 1] if place + 1 < len(lowers) else ""
    size = _words().groups.get(lower)
    if size is not None:
        if lower == "both":
            # "both A and B" joins and does not count; "both men", "both of them", "both were" do
            if following in cue("multiples", "after_group") or _is_joint_plural(text, place + 1):
                return _group(place, size)
            return None
        if (
            lower in ("pair", "duo", "trio", "quartet", "quintet")
            and before in cue("multiples", "before_group")
            and following not in ("up", "with")
        ):
            return _group(place, size) if following in cue("multiples", "after_group_2") else None
        if lower in ("twins", "triplets"):
            return _group(place, size)
        if lower != "neither" or following != "of":
            return None
    if lower in ("nobody", "none", "neither") or (lower == "no" and following == "one"):
        last = place + 2 if lower == "no" else place + 1
        after = lowers[last] if last < len(lowers) else ""
        if lower == "none" and after in ("other", "too", "the"):
            return None
        return Amount(
            first=place,
            last=last,
            unit_last=last,
            form="count",
            value=Fraction(0),
            written=Written(digits="", in_words=True),
            in_digits=False,
        )
    return None


def _is_joint_plural(text: Text, place: int) -> bool:
    """Whether "both" counts the plural after it ("both drivers"), and joins no two ("both drivers and owners")."""
    if place >= len(text.tokens):
        return False
    noun = text.tokens[place]
    plural = noun.lower.endswith("s") and not noun.lower.endswith(("ss", "us", "is", "'s"))
    if noun.kind != "word" or not noun.text[0].islower() or not plural or len(noun.text) < 4:
        return False
    return "and" not in text.lowers[place + 1 : place + 6]


def _group(place: int, size: int) -> Amount:
    return Amount(
        first=place, last=place + 1, unit_last=place + 1, form="count", value=Fraction(size),
        written=Written(digits="", in_words=True), in_digits=False,
    )  # fmt: skip
