"""People killed or hurt in one event: a group of them against all of them, and the new ones against the total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.links.alike import happening, is_generic_person, is_person, same_noun
from checker.links.context import Context
from checker.model import Claim, Link

_EVENTS = ("die", "hurt", "infect", "arrest")
_ELSEWHERE = re.compile(
    r"\b(?:in (?:19|20)\d\d|since|last (?:year|month|week|decade)|"
    r"(?:years?|months?|weeks?|decades?) (?:ago|earlier|before)|war|"
    r"previous|another (?:attack|blast|crash|fire|incident)|separate|elsewhere|worldwide|nationwide|every year|"
    r"each year|annually|on average|so far this year|so far in)\b",
    re.I,
)
_THE_EVENT = re.compile(
    r"\b(?:in|by|after|during|of) the (?:\w+ )?(?:attack|blast|explosion|bombing|shooting|crash|collision|fire|blaze|quake|"
    r"earthquake|tsunami|flood(?:s|ing)?|storm|hurricane|cyclone|typhoon|tornado|collapse|accident|incident|disaster|"
    r"outbreak|stampede|landslide|massacre|raid|strike|sinking|derailment)\b",
    re.I,
)
_NEW = re.compile(r"\b(?:new|fresh|newly (?:reported|confirmed))\s+(?:\w+\s+){0,2}$", re.I)
_RECENT = re.compile(
    r"\b(?:in|over|during|within) the (?:last|past|previous) (?:24|twenty-four) hours|\b(?:overnight|since yesterday|in a "
    r"single day|in one day)\b",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:total (?:number )?(?:of|to)|total|in all|altogether|so far|overall|cumulative(?:ly)?|bringing|tally|toll|"
    r"since the (?:outbreak|start|beginning|pandemic|epidemic))\b",
    re.I,
)


def find(context: Context) -> Iterator[Link]:
    """Each group of victims with the toll that it is part of, and new cases with the total of cases."""
    counts = [
        claim
        for claim in context.claims
        if claim.form == "count" and claim.quantity.value is not None and not claim.derived
    ]
    yield from _groups(context, counts)
    yield from _new_ones(context, counts)


def _groups(context: Context, counts: Sequence[Claim]) -> Iterator[Link]:
    """ "26 Mexican nationals were killed in the attack", where the toll of the attack is 22."""
    wholes: dict[str, list[Claim]] = {}
    parts: list[tuple[Claim, str]] = []
    for claim in counts:
        event = happening(context, claim)
        if event not in ("die", "hurt"):
            continue
        group = _is_group(context, claim)
        if not group and claim.scope not in ("additional", "other", "remaining", "of_them"):
            wholes.setdefault(event, []).append(claim)
        elif group and claim.quantity.qualifier in ("exactly", "at_least", "more_than"):
            parts.append((claim, event))
    for part, event in parts:
        sentence = context.sentence_text(part)
        whole = wholes.get(event, [])
        if not whole or _ELSEWHERE.search(sentence):
            continue
        if not (_THE_EVENT.search(sentence) or _names_children(context, part)):
            continue
        if any(
            claim.quantity.qualifier not in ("exactly", "at_least", "more_than", "about") for claim in whole
        ):
            continue
        # The part must exceed every toll in the article, so a toll of another event can only keep it silent.
        largest = max(whole, key=lambda claim: claim.quantity.value or 0)
        if largest.quantity.qualifier in ("at_least", "more_than") and largest.block_kind != "headline":
            exact = [claim for claim in whole if claim.quantity.qualifier == "exactly"]
            largest = max(exact, key=lambda claim: claim.quantity.value or 0) if exact else largest
        yield Link(
            kind="event_part",
            roles={"part": (part,), "whole": (largest,)},
            cue="group_of_victims",
            read_as="GROUP killed in the event … all killed in it",
            excuses=("no other event in the sentence", "larger than every toll in the article"),
        )


def _is_group(context: Context, claim: Claim) -> bool:
    """Whether a sort of people is counted: a nationality, a trade, men, children."""
    if _names_children(context, claim):
        return True
    if claim.counted is None or claim.counted_origin != "own":
        return bool(re.match(r"\s*of (?:the|them|those|whom)\b", context.after(claim)))
    if is_generic_person(claim.counted):
        return False
    capital = claim.counted_span is not None and context.text(claim.block)[claim.counted_span[0]].isupper()
    return capital or is_person(claim.counted) or any(word[:1].isupper() for word in claim.modifiers)


def _names_children(context: Context, claim: Claim) -> bool:
    """ "six deaths were of children": what follows says which of the victims are meant."""
    return bool(
        re.match(
            r"\s*(?:of the )?(?:deaths|victims|dead|people|fatalities) were (?:of )?"
            r"(?:children|women|men|civilians|soldiers|officers|foreigners|nationals|tourists|students)\b",
            context.after(claim),
        )
    )


def _new_ones(context: Context, counts: Sequence[Claim]) -> Iterator[Link]:
    """ "five new deaths … a total of 17 deaths": what is new is within the total."""
    for new in counts:
        before = context.before(new, within=30)
        after = context.after(new, within=60)
        fresh = (
            bool(re.match(r"\s*(?:new|fresh|newly)\b", after, re.I))
            or "new" in new.modifiers
            or _NEW.search(before)
        )
        recent = _RECENT.search(after)
        if (not fresh and not recent) or new.counted is None:
            continue
        for total in counts:
            if (
                total is new
                or not same_noun(new.counted, total.counted)
                or total.quantity.qualifier == "up_to"
            ):
                continue
            if abs(total.block - new.block) > 3 and new.block_kind not in ("headline", "standfirst"):
                continue
            if (
                re.match(r"\s*(?:new|fresh|newly|more)\b", context.after(total), re.I)
                or "new" in total.modifiers
            ):
                continue
            around = context.before(total, within=40) + " | " + context.after(total, within=60)
            if not _TOTAL.search(around) or _RECENT.search(context.after(total, within=40)):
                continue
            if (new.place and total.place and new.place != total.place) or _ELSEWHERE.search(
                context.before(total, within=40)
            ):
                continue
            yield Link(
                kind="increment",
                roles={"new": (new,), "total": (total,)},
                cue="new_and_total",
                read_as="NEW things … TOTAL of the things",
                excuses=("the same things", "no other place"),
            )
            break
