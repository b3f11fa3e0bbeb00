"""Links that a wording alone makes: a pattern over the folded text, whose slots are the roles.

A slot's name is its role; a number or a letter behind an underscore tells the slots of one role apart ("part_1",
"part_2", and "part_1b" in another branch). A score
or a record in one slot gives two roles: `<won__lost:score>` is "41-19" read as 41 won and 19 lost. A number that the
folded text leaves in words ("one short of a majority") is read from a group: `(?P<word_short>one)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.links.context import Context, exactly
from checker.links.folding import Match, Shape, Wording, fold, pattern
from checker.links.written import SCORE, number, sides
from checker.model import Claim, Closure, Form, Link

SUPPOSED = re.compile(
    r"\b(?:would|could|might|if|unless|whether|forecasts?|predict(?:s|ed)?|projected|projections?|"
    r"hypothetical|"
    r"estimated to|expected to|should have|had hoped)\b",
    re.IGNORECASE,
)
"""Words that make of a sentence something that is not said to be so."""
_ADDABLE: frozenset[Form] = frozenset({"count", "money", "measure", "duration", "percent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A wording, by the name of its cue, with how it is read and what keeps it from being read so."""

    name: str
    pattern: Shape
    read_as: str
    unless: re.Pattern[str] | None = None
    """Found anywhere in the sentences of the match, it is no such link."""
    supposed: bool = False
    """Whether it may stand in a sentence about what is supposed only."""
    exact: bool = False
    """Whether round counts are meant to the last one, as seats, votes and patients are."""
    alike: bool = True
    """Whether all numbers must be amounts of one form and unit."""
    excuses: tuple[str, ...] = ()


def cue(
    name: str,
    source: str,
    *,
    read_as: str,
    unless: str | None = None,
    supposed: bool = False,
    alike: bool = True,
    exact: bool = False,
    excuses: tuple[str, ...] = (),
) -> Cue:
    """A cue of a pattern's source, see `folding` for its slots; `unless` is a plain expression."""
    return Cue(
        name=name,
        pattern=pattern(source),
        read_as=read_as,
        unless=None if unless is None else re.compile(unless, re.IGNORECASE),
        supposed=supposed,
        alike=alike,
        exact=exact,
        excuses=excuses,
    )


def worded(context: Context, kind: str, cues: Sequence[Cue], *, closed: Closure = "closed") -> Iterator[Link]:
    """Every link of one kind that one of the cues makes; one wording gives one link, the earlier cue first."""
    text = fold(context)
    taken: set[frozenset[tuple[int, int]]] = set()
    for one in cues:
        for match in text.search(one.pattern):
            roles = _roles(context, match)
            if roles is None or _kept_out(text, match, one, roles):
                continue
            places = frozenset((claim.block, claim.start) for claims in roles.values() for claim in claims)
            if any(places <= other for other in taken):
                continue
            taken.add(places)
            if one.exact:
                roles = {name: tuple(_to_the_last(claim) for claim in found) for name, found in roles.items()}
            yield Link(
                kind=kind,
                roles=roles,
                closed=closed,
                cue=one.name,
                read_as=one.read_as,
                excuses=one.excuses,
            )


def _to_the_last(claim: Claim) -> Claim:
    """The claim as the number it says, without the slack of a round number; a hedged one as it is."""
    value = claim.quantity.value
    if (
        claim.form != "count"
        or claim.quantity.qualifier != "exactly"
        or value is None
        or value.denominator != 1
    ):
        return claim
    return replace(claim, quantity=replace(claim.quantity, readings=(exactly(int(value), unit=claim.unit),)))


def sentences_of(text: Wording, match: Match) -> str:
    """The sentences that a match touches, from the first one's beginning to the last one's end."""
    start, _ = text.sentence(match.start)
    _, end = text.sentence(max(match.start, match.end - 1))
    return text.text[start:end]


def _roles(context: Context, match: Match) -> dict[str, tuple[Claim, ...]] | None:
    roles: dict[str, tuple[Claim, ...]] = {}
    for name, claim in match.claims.items():
        if "__" in name:
            both = _parted(context, claim)
            if both is None:
                return None
            for role, side in zip(name.split("__"), both, strict=True):
                roles[role] = (side,)
            continue
        role = re.sub(r"_(?:\d+[a-z]?|[b-z])$", "", name)
        roles[role] = (*roles.get(role, ()), claim)
    for name, word in match.found.groupdict().items():
        if word is None or not name.startswith("word_"):
            continue
        role = name.removeprefix("word_")
        start, end = match.span(name)
        said = number(context, match.block(name), start, end, f"the number of the word {word!r}")
        if said is None:
            return None
        roles[role] = (*roles.get(role, ()), said)
    return roles


def _parted(context: Context, claim: Claim) -> tuple[Claim, Claim] | None:
    """The two numbers of a score, each on its own span."""
    found = SCORE.search(context.text(claim.block), claim.start, claim.end)
    return None if found is None else sides(context, claim.block, found, 0, "one side of a score")


def _kept_out(text: Wording, match: Match, one: Cue, roles: dict[str, tuple[Claim, ...]]) -> bool:
    claims = [claim for found in roles.values() for claim in found]
    if any(claim.quoted for claim in claims) and not all(claim.quoted for claim in claims):
        return True
    around = sentences_of(text, match)
    if not one.supposed and SUPPOSED.search(around):
        return True
    if one.unless is not None and one.unless.search(around):
        return True
    if not one.alike:
        return False
    kinds = {(claim.form, claim.unit) for claim in claims if claim.form in _ADDABLE and claim.derived is None}
    return len(kinds) > 1
