"""Parts of a count that are told without "of them": "three books, one with his wife", "14 years, serving eight".

Kind `subset`, roles `part` and `whole`, and kind `needed_number`, roles `reached` and `needed`: "only two polls, of
which four are needed". Read are a bare number behind the count and a comma that opens a phrase with "with", "as",
"by" or "under"; the years served of a sentence; times within times; and a group that is "all crew" beside the crew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.links.alike import folded
from checker.links.amounts import comparable
from checker.links.context import Context
from checker.links.folding import Wording, fold, pattern
from checker.links.subset import each
from checker.model import Claim, Link

_BARE_PART = pattern(
    r"<whole:count> (?P<noun>(?:[a-z][\w'-]+ ){0,2}[a-z][\w'-]+s),? (?:(?:and|but) )?(?:only |just )?<part:count> "
    r"(?P<how>with|as|by|under|alongside) (?!(?:a |an |the )?(?:total|result|age))"
)
_BEFORE_A_LIST = re.compile(r"(?:,|\band)\s*$")
_SERVED = pattern(
    r"\b(?:sentenced to|jailed for|imprisoned for|(?:sentence|term) of|given) (?:a )?<whole:duration><words:40>"
    r"\b(?:serving|served|having served|after serving|of which (?:he|she) served) (?:only |just |about |nearly |almost )?"
    r"<part:count|duration>(?! (?:days?|weeks?|months?|hours?)\b)"
)
_TIMES = pattern(
    r"<whole:count|multiple>(?P<times> times)?(?P<noun>(?:,| as| at| in| for| [A-Za-z][\w'-]*){0,8}),? "
    r"including <part:count|multiple>(?P<again> times)? (?:as|at|in|for|on|with|against)\b"
)
_ALL_OF_A_KIND = pattern(
    r"<part:count>(?: (?:people|persons|men|women|others))?,? (?:who (?:were|are|is) )?all (?:of (?:them|whom) )?"
    r"(?P<kind>[a-z][\w-]+)(?: members)?\b(?=,|\.|;| were| was| are)"
)
_NEEDED = pattern(
    r"\b(?:only|just|merely)\b(?P<lead><words:60>(?:<:percent><words:40>)?)<reached:count>(?: [\w'-]+){1,3}?, of which "
    r"<needed:count> (?:are|were) (?:needed|required)"
)


def find(context: Context) -> Iterator[Link]:
    """Every part of a count that the text leaves without "of them"."""
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) == 0:
            continue
        text = fold(context, block)
        yield from _bare(context, text)
        yield from _served(text)
        yield from _times(text)
        yield from _all_of_a_kind(context, text)
        for match in each(text, _NEEDED):
            yield Link(
                kind="needed_number",
                roles={"reached": (match.claims["reached"],), "needed": (match.claims["needed"],)},
                cue="only_of_which_needed",
                read_as="only REACHED of them, of which NEEDED are needed",
            )


def _link(part: Claim, whole: Claim, cue: str, read_as: str) -> Link:
    return Link(kind="subset", roles={"part": (part,), "whole": (whole,)}, cue=cue, read_as=read_as)


def _bare(context: Context, text: Wording) -> Iterator[Link]:
    for match in each(text, _BARE_PART):
        part, whole = match.claims["part"], match.claims["whole"]
        if (
            part.counted_origin == "own"
            or part.scope in ("additional", "other")
            or not comparable(part, whole)
        ):
            continue
        start, end = text.sentence(match.start)
        # A number in a list of games, results or places is no part of the one before it.
        if len([claim for claim in text.claims(match.end, end) if claim.form == "count"]) > 2:
            continue
        if _BEFORE_A_LIST.search(text.text[start : match.start]) and len(text.claims(start, match.start)) > 1:
            continue
        yield _link(part, whole, "bare-part", "WHOLE things, PART with …")


def _served(text: Wording) -> Iterator[Link]:
    for match in each(text, _SERVED):
        part, whole = match.claims["part"], match.claims["whole"]
        if whole.unit != "year" or re.search(r"\blife\b", text.text[match.start : match.end]):
            continue
        if part.form == "count":
            if part.counted_origin == "own" and part.counted not in (None, "year"):
                continue
            readings = tuple(replace(reading, unit="year") for reading in part.quantity.readings)
            quantity = replace(part.quantity, form="duration", unit="year", readings=readings)
            part = replace(part, quantity=quantity)
        if part.unit == "year":
            yield _link(part, whole, "served-of-sentence", "sentenced to WHOLE, serving PART")


def _times(text: Wording) -> Iterator[Link]:
    for match in each(text, _TIMES):
        part, whole = match.claims["part"], match.claims["whole"]
        if not _is_times(whole, match.group("times")) or not _is_times(part, match.group("again")):
            continue
        if part.quantity.value is not None and whole.quantity.value is not None:
            yield _link(
                _counted(part), _counted(whole), "times-including", "WHOLE times, including PART times"
            )


def _is_times(claim: Claim, word: str | None) -> bool:
    return claim.form == "multiple" or claim.counted == "time" or bool(word)


def _counted(claim: Claim) -> Claim:
    """So many times as a count of occasions."""
    if claim.form == "count":
        return claim
    readings = tuple(replace(reading, unit=None) for reading in claim.quantity.readings)
    return replace(claim, quantity=replace(claim.quantity, form="count", unit=None, readings=readings))


def _all_of_a_kind(context: Context, text: Wording) -> Iterator[Link]:
    """ "a crew of six … Five people, all of them crew, were saved"."""
    for match in each(text, _ALL_OF_A_KIND):
        part, kind = match.claims["part"], folded(match.group("kind") or "")
        wholes = [
            claim
            for claim in context.claims
            if claim.form == "count"
            and claim is not part
            and claim.quantity.value not in (None, 0, 1)
            and kind in {folded(word) for word in (claim.counted_phrase or claim.counted or "").split()}
            and (claim.block, claim.start) < (part.block, part.start)
        ]
        if wholes and len({claim.quantity.value for claim in wholes}) == 1 and len(kind) > 3:
            yield _link(part, wholes[-1], "all-of-a-kind", "WHOLE of a kind … PART, all of that kind")
