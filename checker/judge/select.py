"""Which claims a selector lets through, and on what claims agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.arithmetic.units import dimension_of, unit_of
from checker.model import Claim, Link, Selector

NONE, ANY = "none", "any"


def _flag(value: bool) -> tuple[str, ...]:
    return ("yes" if value else "no",)


def _word(value: str | None) -> tuple[str, ...]:
    return () if value is None else (value.casefold(),)


def _words(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.casefold() for value in values)


def _block(claim: Claim) -> tuple[str, ...]:
    if claim.block_kind in ("headline", "standfirst", "caption"):
        return (claim.block_kind,)
    return (claim.block_kind, "body")


def _dimension(claim: Claim) -> tuple[str, ...]:
    return _word(dimension_of(unit_of(claim, claim.quantity.readings[0].unit)))


def _written(claim: Claim) -> tuple[str, ...]:
    written = claim.quantity.written
    if written.in_words or not written.digits:
        return ("words",)
    return ("digits",)


FACTS: Mapping[str, Callable[[Claim], tuple[str, ...]]] = {
    "counted": lambda claim: _word(claim.counted),
    "modifier": lambda claim: _words(claim.modifiers),
    "event": lambda claim: _word(claim.event),
    "agent": lambda claim: _word(claim.agent),
    "patient": lambda claim: _word(claim.patient),
    "subject": lambda claim: _word(claim.subject),
    "name": lambda claim: _words(claim.names),
    "unit": lambda claim: _word(claim.unit),
    "dimension": _dimension,
    "form": lambda claim: (claim.form,),
    "modality": lambda claim: (claim.modality,),
    "polarity": lambda claim: (claim.polarity,),
    "tense": lambda claim: _word(claim.tense),
    "scope": lambda claim: _word(claim.scope),
    "qualifier": lambda claim: (claim.quantity.qualifier,),
    "source": lambda claim: _word(claim.source),
    "place": lambda claim: _word(claim.place),
    "time": lambda claim: _word(claim.time),
    "per": lambda claim: _word(claim.per),
    "base": lambda claim: _word(claim.base),
    "change": lambda claim: _word(claim.change),
    "preposition": lambda claim: _word(claim.preposition),
    "definite": lambda claim: _flag(claim.definite),
    "quoted": lambda claim: _flag(claim.quoted),
    "derived": lambda claim: _flag(claim.derived is not None),
    "block": _block,
    "noun": lambda claim: (claim.counted_origin,),
    "written": _written,
}
"""What a claim says of itself, by the key of a selector; empty where it does not say."""

_LINK_FACTS: Mapping[str, Callable[[Link], tuple[str, ...]]] = {
    "attribute": lambda link: tuple(
        word
        for name, value in link.attributes.items()
        for word in (f"{name}={value}".casefold(), name.casefold())
    ),
    "cue": lambda link: _word(link.cue),
    "closed": lambda link: (link.closed,),
}


def failing_key(selector: Selector, claim: Claim, link: Link | None = None) -> str | None:
    """The first key that does not let the claim through; None where all do."""
    for key, words in selector.any_of.items():
        if not _holds(words, _facts(key, claim, link)):
            return key
    for key, words in selector.none_of.items():
        if _holds(words, _facts(key, claim, link)):
            return f"not {key}"
    if selector.either:
        failing = [failing_key(one, claim, link) for one in selector.either]
        if all(failing):
            return " and ".join(dict.fromkeys(key for key in failing if key))
    return None


def matches(selector: Selector, claim: Claim, link: Link | None = None) -> bool:
    """Whether every key of the selector lets the claim through."""
    return failing_key(selector, claim, link) is None


def _facts(key: str, claim: Claim, link: Link | None) -> tuple[str, ...]:
    own = FACTS.get(key)
    if own is not None:
        return own(claim)
    return _LINK_FACTS[key](link) if link is not None else ()


def _holds(words: tuple[str, ...], facts: tuple[str, ...]) -> bool:
    for word in words:
        if word == NONE and (not facts or facts == (NONE,)):
            return True
        if word == ANY and facts:
            return True
        if word.casefold() in facts:
            return True
    return False


def fact(key: str, claim: Claim) -> frozenset[str]:
    """What a claim says under a key of `group`, `same` or `distinct`; empty where it does not say."""
    if key == "sentence":
        return frozenset({str(claim.sentence)})
    if key == "unit":
        return frozenset(_word(claim.unit) or ("none",))
    said = frozenset(FACTS[key](claim))
    if key in ("subject", "agent", "patient"):
        numerals = {word for word in said if any(character.isdigit() for character in word)}
        return said - _NO_NAMES - {claim.quantity.text.casefold()} - numerals
    return said


_NO_NAMES = frozenset(
    {
        "he", "her", "him", "it", "its", "one", "she", "some", "that", "their", "them", "these", "they", "this", "those",
        "we", "which", "who", "whom", "you",
    }
)  # fmt: skip
"""What stands for someone else's name, and so says of no two claims that they differ."""


def disagreement(
    claims: tuple[Claim, ...], *, group: tuple[str, ...], same: tuple[str, ...], distinct: tuple[str, ...]
) -> str | None:
    """The first key on which the claims may not stand together; None where they may."""
    for key in group:
        known = [said for claim in claims if (said := fact(key, claim))]
        if any(not (known[0] & other) for other in known[1:]):
            return f"group {key}"
    for key in same:
        known = [fact(key, claim) for claim in claims]
        if not all(known) or any(not (known[0] & other) for other in known[1:]):
            return f"same {key}"
    for key in distinct:
        known = [said for claim in claims if (said := fact(key, claim))]
        if any(left & right for place, left in enumerate(known) for right in known[place + 1 :]):
            return f"distinct {key}"
    return None
