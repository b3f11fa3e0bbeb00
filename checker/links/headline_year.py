"""The year in a headline ("Anime North 2019 …") and the year that the story or its publication date gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.links.alike import digits_swapped, folded, listed
from checker.links.context import Context, derive, exactly
from checker.links.headline import differs_said_again, story_blocks
from checker.model import Claim, Link

_REACH = 5
_GENERIC = listed("the of in and for to at on a with after by season year")


def find(context: Context) -> Iterator[Link]:
    """Each headline year with the year that the story gives the same name, else with the year of publication.

    A year that the story itself mentions needs no other support, unless the lead gives the same name another year.
    """
    story = story_blocks(context)
    for claim in context.claims:
        if (
            claim.block_kind not in ("headline", "standfirst")
            or claim.form != "year"
            or claim.quantity.value is None
            or differs_said_again(context, claim)
        ):
            continue
        years = [
            (other, year) for block in story for other in context.in_block(block) if (year := year_of(other))
        ]
        value = int(claim.quantity.value)
        lead = [(other, year) for other, year in years if other.block in story[:2]]
        named = [other for other, _ in lead if other.form == "year" and _same_name(context, claim, other)]
        if named and (
            all(year != value for other, year in lead if other.form == "year")
            or int(named[0].quantity.value or 0) == value
        ):
            yield _say(claim, named[0], "year_of_the_same_name")
            continue
        equal = next((other for other, year in years if year == value and other.form == "year"), None)
        if equal is not None:
            yield _say(claim, equal, "year_in_the_story")
            continue
        if any(year == value for _, year in years) or context.document.published is None:
            continue
        published = context.document.published.day
        if abs(value - published.year) > _REACH and not _is_misprint(value, published.year):
            continue
        # A budget, a season, a model year or a coming event is dated a year ahead.
        nearest = value if published.year <= value <= published.year + 1 else published.year
        stated = derive(claim, readings=[exactly(nearest)], why="the year of publication", form="year")
        yield _say(claim, stated, "year_of_publication")


def _is_misprint(value: int, year: int) -> bool:
    """Whether one digit, or two neighbouring ones that changed places, make the one year of the other."""
    left, right = str(value), str(year)
    return len(left) == len(right) and (
        sum(a != b for a, b in zip(left, right, strict=True)) == 1 or digits_swapped(left, right)
    )


def year_of(claim: Claim) -> int | None:
    """The year that a year or a date states; None for anything else."""
    if claim.form == "year" and claim.quantity.value is not None:
        return int(claim.quantity.value)
    if claim.form == "date" and claim.quantity.calendar is not None:
        return claim.quantity.calendar.year
    return None


def name_beside(context: Context, claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    """The words right before and right after a year that may make a name with it: "Fan Expo Canada 2019"."""
    before = re.search(r"((?:[A-Z][\w’'\-]*\s+){1,4})$", context.before(claim))
    after = re.match(r"\s+((?:[\w‘’'\"“”-]+\s*){1,4})", context.after(claim))
    return (
        frozenset(folded(word) for word in before.group(1).split()) if before else frozenset(),
        frozenset(folded(word.strip("\"'“”‘’")) for word in after.group(1).split()) if after else frozenset(),
    )


def _same_name(context: Context, claim: Claim, other: Claim) -> bool:
    before, after = name_beside(context, claim)
    their_before, their_after = name_beside(context, other)
    shared = (before | after) & (their_before | their_after)
    return len(shared - _GENERIC) >= 2 or bool((after & their_after) - _GENERIC)


def _say(claim: Claim, other: Claim, cue: str) -> Link:
    return Link(
        kind="headline_year",
        roles={"headline": (claim,), "stated": (other,)},
        cue=cue,
        read_as="NAME YEAR in the headline, the same in the story or on the day of publication",
        excuses=("no such year in the story",),
        attributes={"evidence": cue},
    )
