"""A headline's change in a year, and the two values of the lead that it lies between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.links.alike import happening
from checker.links.context import Context
from checker.links.headline import in_percent, story_blocks
from checker.model import Claim, Link

_IN_A_YEAR = re.compile(
    r"\b(?:in (?:a|one|the (?:past|last)|the) year|in (?:12|twelve) months|over the year|"
    r"year[- ]on[- ]year|on the year|annual)",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|against|up from|down from|from)\s+(?:(?:about|just|around|some|a|an average of|only)\s+)*$",
    re.I,
)
_A_YEAR_BEFORE = re.compile(
    r"\s*(?:\w+\s+){0,3}?(?:in |at |for )?"
    r"(?:the same (?:month|week|time|quarter|period|day) (?:last year|a year (?:earlier|ago|before))|"
    r"a year (?:ago|earlier|before)|(?:12|twelve) months (?:ago|earlier|before)|"
    r"the (?:year before|previous year)|last year)\b",
    re.I,
)
_FORMS = ("money", "count", "measure", "percent")


def find(context: Context) -> Iterator[Link]:
    """Each rise or fall in a year that a headline gives in percent, with the lead's values of now and of a year before.

    Headline and lead must both name the year, since the story may go on to changes over other periods.
    """
    story = story_blocks(context)
    if not story:
        return
    for written in context.claims:
        claim = in_percent(written)
        if claim.block_kind not in ("headline", "standfirst") or claim.form != "percent":
            continue
        way = happening(context, claim)
        if way not in ("rise", "fall") or not _IN_A_YEAR.search(context.text(claim.block)):
            continue
        for old in context.in_block(story[0]):
            new = _now(context, old)
            if new is not None and not _has_own_change(context, old):
                yield Link(
                    kind="change",
                    roles={"old": (_in_the_same_unit(old, new),), "new": (new,), way: (claim,)},
                    cue="headline_change_in_a_year",
                    read_as="up PERCENT in a year … NEW, compared with OLD a year before",
                    excuses=("no other change in the lead",),
                    attributes={"direction": "up" if way == "rise" else "down"},
                )
                return


def _now(context: Context, old: Claim) -> Claim | None:
    """The value before it in the sentence that a value of a year before is compared with."""
    if old.form not in _FORMS or not _COMPARED.search(context.before(old)):
        return None
    if not _A_YEAR_BEFORE.match(context.after(old)):
        return None
    same = [
        other
        for other in context.in_sentence(old.sentence)
        if other.start < old.start and other.form == old.form and _base(other) == _base(old)
    ]
    return same[-1] if len(same) == 1 else None


def _base(claim: Claim) -> str | None:
    """The unit without the rate that only one of the two states: "€1,380 a month … €1,290"."""
    return claim.unit.split(" / ")[0] if claim.unit is not None else None


def _in_the_same_unit(old: Claim, new: Claim) -> Claim:
    """The old value in the unit of the new one, which it leaves unsaid."""
    if old.unit == new.unit:
        return old
    readings = tuple(replace(reading, unit=new.unit) for reading in old.quantity.readings)
    return replace(old, quantity=replace(old.quantity, unit=new.unit, readings=readings))


def _has_own_change(context: Context, old: Claim) -> bool:
    """Whether the sentence gives a change in percent of its own."""
    return old.form != "percent" and any(
        other.form == "percent" for other in context.in_sentence(old.sentence)
    )
