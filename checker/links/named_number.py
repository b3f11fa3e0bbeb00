"""A number that is part of a name ("Category 5", "day five", "Lost 52 Project"): the headline's and the lead's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.links.alike import listed
from checker.links.context import Context, derive, exactly
from checker.links.headline import story_blocks
from checker.links.written import value_of
from checker.model import Claim, Link

_NUMERAL = (
    r"(?:\d{1,4}(?:st|nd|rd|th)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
)
_LABELS = (
    r"category|phase|stage|day|level|tier|round|week|step|tropical depression|depression|flight|game|act|article|"
    r"chapter|episode|season|part|volume|schedule|section|gate|terminal|platform|route|highway|interstate|proposition|"
    r"measure|amendment|resolution|apollo|soyuz|falcon|apartment|lot|unit|reactor|pier|ward|district|group|pool|"
    r"heat|race|hole|set|lap|type|class|grade|year|band|zone|ring|alert level"
)
_LABELLED = re.compile(
    rf"\b(?P<label>{_LABELS})[ -](?P<number>{_NUMERAL})\b(?![.,]\d|\s*(?:per ?cent|%|,\d))", re.I
)
_NAMED = re.compile(r"\b(?P<label>[A-Z][a-z]{2,}) (?P<number>\d{1,4}) (?P<after>[A-Z][a-z]{2,})\b")
_MONTHS = listed(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec about over nearly almost after before top some under monday tuesday wednesday
    thursday friday saturday sunday
    """
)


@dataclass(frozen=True, slots=True)
class _Name:
    label: str
    number: int
    start: int
    end: int
    block: int


def find(context: Context) -> Iterator[Link]:
    """The headline's numbered names with the same names, by another number, in the first paragraphs."""
    story = story_blocks(context)
    for block, place in enumerate(context.document.blocks):
        if place.kind != "headline":
            continue
        for name in _names(context, block):
            same = [other for index in story for other in _names(context, index) if other.label == name.label]
            lead = [other for other in same if other.block in story[:2]]
            equal = [other for other in same if other.number == name.number]
            first = next((other for other in lead if other.block == story[0]), lead[0] if lead else None)
            if first is None or len({other.number for other in lead if other.block == first.block}) > 1:
                continue
            if first.number != name.number and any(other.block == first.block for other in equal):
                continue
            if first.number != name.number and first.block != story[0] and equal:
                continue
            if first.number != name.number and _changes(context, first, name):
                continue
            left, right = _claim(context, name), _claim(context, first)
            if left is not None and right is not None:
                yield Link(
                    kind="named_number",
                    roles={"headline": (left,), "body": (right,)},
                    cue="label_and_number",
                    read_as="LABEL n in the headline … LABEL m in the lead",
                    excuses=("the lead does not have the headline's", "no change from one to the other"),
                )


def _names(context: Context, block: int) -> list[_Name]:
    text = context.text(block)
    found: list[_Name] = []
    for match in _LABELLED.finditer(text):
        number = value_of(match["number"])
        if number is not None:
            found.append(_Name(match["label"].lower(), number, *match.span("number"), block))
    for match in _NAMED.finditer(text):
        if match["label"].lower() in _MONTHS or match["after"].lower() in _MONTHS:
            continue
        label = f"{match['label']} … {match['after']}".lower()
        found.append(_Name(label, int(match["number"]), *match.span("number"), block))
    return found


def _changes(context: Context, first: _Name, name: _Name) -> bool:
    """Whether the lead tells of a move from one stage to another, or the two count different things."""
    text = context.text(first.block)[: first.start]
    return bool(
        re.search(
            r"\b(?:from|than|was|weakened|downgraded|after|before|beyond|below|above|previous|earlier|first|next|"
            r"until|since|having|won|following|a|per|each|every|other|strong)\s+(?:\w+\s+){0,2}$",
            text[-40:],
            re.I,
        )
        and not re.search(r"\ba(?:n)?\s+(?:\w+\s+)?$", text[-30:], re.I)
        and name.number != first.number
    )


def _claim(context: Context, name: _Name) -> Claim | None:
    """The claim on the number, read by itself where the name kept it from being one."""
    claims = context.in_block(name.block) or context.claims
    for claim in context.in_block(name.block):
        if (claim.start, claim.end) == (name.start, name.end) and claim.quantity.value == name.number:
            return claim
    if not claims:
        return None
    like = next((c for c in claims if c.sentence_start <= name.start < c.sentence_end), claims[0])
    text = context.text(name.block)
    made = derive(
        like, readings=[exactly(name.number)], why="the number of a name", start=name.start, end=name.end,
        text=text[name.start : name.end],
    )  # fmt: skip
    sentence = next(
        (s for s in context.parsed.blocks[name.block].sentences if s.start <= name.start < s.end), None
    )
    made = replace(made, block=name.block, block_kind=context.block(name.block).kind, counted=None)
    if sentence is not None:
        made = replace(
            made, sentence=sentence.index, sentence_start=sentence.start, sentence_end=sentence.end
        )
    return made
