"""The noun of a number that goes without: from a parallel number before it, or from what a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.claims.lexicon import cue
from checker.model import Claim

_GROUPS = frozenset({"both", "none", "nobody", "no one", "duo", "trio", "pair", "twins"})


def complete(claims: Sequence[Claim], texts: Sequence[str]) -> tuple[Claim, ...]:
    """The claims with the counted noun of elliptic ones taken over from the claim that they lean on."""
    done: list[Claim] = []
    for place, claim in enumerate(claims):
        following = claims[place + 1] if place + 1 < len(claims) else None
        text = texts[claim.block]
        done.append(_of_change(claim, following, text) or _with_noun(claim, done, text))
    return tuple(done)


def _of_change(claim: Claim, following: Claim | None, text: str) -> Claim | None:
    """ "grew from 95 to 117 families": the first number with the noun of the second."""
    if following is None or following.block != claim.block or following.counted_origin != "own":
        return None
    if (
        not (claim.form == following.form == "count")
        or claim.counted is not None
        or claim.quantity.unit is not None
    ):
        return None
    between = text[claim.quantity.mention_end : following.quantity.mention_start]
    if between.strip() != "to" or not text[: claim.quantity.mention_start].rstrip().endswith("from"):
        return None
    return replace(
        claim,
        counted=following.counted,
        counted_phrase=following.counted_phrase,
        modifiers=claim.modifiers or following.modifiers,
        counted_origin="parallel",
        antecedent=following.index,
    )


def _with_noun(claim: Claim, before: Sequence[Claim], text: str) -> Claim:
    if claim.form != "count" or claim.counted is not None or claim.quantity.unit is not None:
        return claim
    anaphoric = claim.counted_origin == "anaphoric"
    antecedent = _of_pronoun(claim, before) if anaphoric else _parallel(claim, before)
    if antecedent is None:
        return replace(claim, counted_origin="none") if anaphoric else claim
    return replace(
        claim,
        counted=antecedent.counted,
        counted_phrase=antecedent.counted_phrase,
        modifiers=claim.modifiers or antecedent.modifiers,
        counted_origin="anaphoric" if anaphoric else "parallel",
        antecedent=antecedent.index,
    )


def _of_pronoun(claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """The nearest count above one: the last of this sentence, else the first of the sentence before."""
    first_of_previous: Claim | None = None
    for other in reversed(before):
        if other.sentence < claim.sentence - 1:
            break
        if not _is_plural(other):
            continue
        if other.sentence == claim.sentence:
            return other
        first_of_previous = other
    return first_of_previous


def _parallel(claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """The last count with a noun in the sentence, or where the number opens its sentence, of the sentence before."""
    for other in reversed(before):
        if other.block != claim.block or other.sentence < claim.sentence - 1:
            return None
        if other.form == "count" and other.counted is not None and other.quantity.unit is None:
            if not _is_plural(other) and (claim.quantity.value or 0) > 1:
                continue
            if claim.event in cue("ellipsis", "of_persons") and not _is_person(other):
                continue
            if other.sentence == claim.sentence:
                return other
            return other if _is_subject(claim) else None
    return None


def _is_plural(claim: Claim) -> bool:
    quantity = claim.quantity
    if claim.form != "count" or claim.counted is None:
        return False
    return quantity.value is None or quantity.value > 1


def _is_person(claim: Claim) -> bool:
    """Whether people are counted: by the noun, or as what is killed or hurt itself."""
    noun = claim.counted or ""
    if claim.event in cue("ellipsis", "of_persons"):
        return True
    return noun in cue("ellipsis", "persons") or noun.endswith(
        ("er", "or", "ist", "ian", "ee", "man", "woman", "ant")
    )


def _is_subject(claim: Claim) -> bool:
    """Whether a numeral opens its sentence; "both" and "none" there may mean anybody."""
    numeral = bool(claim.quantity.written.digits) or claim.quantity.text.lower() not in _GROUPS
    return numeral and claim.start - claim.sentence_start < 25
