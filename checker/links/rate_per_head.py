"""Rates per head: "96 deaths in a county of 240,000, a rate of 40 per 100,000".

Kind `rate_per_head` with the roles `cases`, `population`, `rate` and `per` (the 100,000). Kind `rate_comparison` with
`higher_cases`, `higher_population`, `lower_cases`, `lower_population`: "A, with 60 crashes and 9,000 people, has a
worse record per head than B, which had 24 but has 2,000".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from checker.intervals import Interval
from checker.links.comparing import value_of
from checker.links.context import Context, derive, exactly
from checker.links.folding import Wording, fold, pattern
from checker.model import Claim, Link, Reading

_RATE = pattern(
    r"(?:\b(?:rate|average) of |\bor |\bequivalent (?:to|of) |\bequals? |\bcorresponds? to |\bamounts? to "
    r"|\bworks out (?:at|to) "
    r"|\b(?:which|that) is |\(|[-–—] ?)(?:about |some |just |only )?<rate:count|measure|ratio>(?:"
    r" [\w-]+){0,3}?"
    r" (?:per|for every|for each|in every|out of every|to every) <per:count>"
)
_POPULATION = (
    pattern(
        r"\b(?:population|inhabitants|residents) (?:of |is |was |at |: ?|stands at |numbering |totalling"
        r" )?(?:about |some |just |only |around |over )?<population:count>"
    ),
    pattern(
        r"<population:count>(?: [\w-]+)? (?:people|residents|inhabitants|citizens|islanders|souls)\b(?! "
        r"(?:died|were|was|have died|who|killed|injured))"
    ),
    pattern(
        r"\b(?:city|town|county|district|island|country|region|province|village|borough|state|nation"
        r"|territory) of (?:about |some |just |only )?<population:count>"
    ),
)
_PART_OF_A_YEAR = pattern(
    r"\b(?:full year|annualised|annualized|annual rate|per year|between (?:<:date>|january|february"
    r"|march|april|may|june|july|august|september|october|november|december) and|in the first (?:half"
    r"|quarter|<:number> months)|so far this year|half of the year)"
)
_PERSONS = pattern(
    r"(?:[,.;:)]|<end>|$| (?:people|persons|inhabitants|residents|citizens|population|of|in|a|per|last|this|over|and|adults"
    r"|head|islanders|souls|men|women|children|pupils|students|workers|members|a year)\b)"
)
"""What may follow "per 100,000" where heads are counted, not births, flights or miles."""
_COMPARED = pattern(
    r"<first_cases:count> [\w-]+<words:60> (?:and|for|among|to|in a population of|but|from) (?:a"
    r" population of |just |only |its |some |about )?<first_population:count>(?: (?:inhabitants|people"
    r"|residents|citizens))?,<words:30> (?:has|have|had) (?:an? |the )?(?P<way>worse|higher|better|lower"
    r"|greater|smaller|safer)(?: [\w-]+){0,3} per (?:head|capita|person|resident|inhabitant)(?:"
    r" [\w-]+){0,2} than<words:40><second_cases:count><words:40><second_population:count>"
)


def find(context: Context) -> Iterator[Link]:
    """Every rate per head whose cases and population the same paragraph gives."""
    text = fold(context)
    yield from _rates(text)
    yield from _one_for_every(text)
    for match in text.search(_COMPARED):
        way = (match.group("way") or "").lower()
        first_is_higher = way in ("worse", "higher", "greater")
        first, second = ("higher", "lower") if first_is_higher else ("lower", "higher")
        yield Link(
            kind="rate_comparison",
            roles={
                f"{first}_cases": (match.claims["first_cases"],),
                f"{first}_population": (match.claims["first_population"],),
                f"{second}_cases": (match.claims["second_cases"],),
                f"{second}_population": (match.claims["second_population"],),
            },
            cue="worse per head than",
            read_as="two places, compared by cases per head",
        )


def _rates(text: Wording) -> Iterator[Link]:
    for match in text.search(_RATE):
        rate, per = match.claims["rate"], match.claims["per"]
        start, end = text.sentence(match.start)
        base = value_of(per)
        if base is None or base < 100 or _PART_OF_A_YEAR.search(text.text, start, end):
            continue
        if not _PERSONS.match(text.text, match.end):
            continue
        population = _population(text, start, match.start)
        if population is None:
            continue
        cases = [
            claim
            for claim in text.claims(start, match.start)
            if claim.form == "count"
            and claim is not population
            and claim.quantity.value is not None
            and not _is_rate(text, claim)
            and claim.per not in ("day", "week", "month", "hour", "quarter")
        ]
        if not cases:
            continue
        yield Link(
            kind="rate_per_head",
            roles={"cases": (cases[0],), "population": (population,), "rate": (rate,), "per": (per,)},
            closed="closed" if len(cases) == 1 else "ambiguous",
            cue="cases, population, rate per",
            read_as="so many cases in a population, and the rate",
            excuses=("no part of a year", "no second count in the sentence"),
        )


_PER = re.compile(r"\b(?:per|every|each)(?: \w+)? $", re.IGNORECASE)
_PER_SO_MANY = re.compile(
    r"(?: [\w-]+){0,3}? (?:per|for every|in every|out of every|to every)\b", re.IGNORECASE
)


def _is_base(text: Wording, claim: Claim) -> bool:
    """Whether the number is what a rate is told for: "1.13 per 1,000 people"."""
    place = text.place(claim)
    return place is not None and _PER.search(text.text[:place]) is not None


def _is_rate(text: Wording, claim: Claim) -> bool:
    place = text.place(claim)
    return place is not None and (
        _is_base(text, claim) or _PER_SO_MANY.match(text.text, place + 1) is not None
    )


def _one_for_every(text: Wording) -> Iterator[Link]:
    """ "320 doctors for 80,000 people, one doctor for every 250": how many heads there are to each of them."""
    for match in text.search(_ONE_FOR):
        per = match.claims["per"]
        start, end = text.sentence(match.start)
        counts = [
            claim
            for claim in text.claims(start, match.start)
            if claim.form == "count"
            and claim.quantity.value is not None
            and claim.quantity.value > 1
            and claim.per is None
        ]
        previous = text.previous_sentence(match.start)
        if len(counts) == 1 and previous is not None:
            counts = [
                *(
                    claim
                    for claim in text.claims(*previous)
                    if claim.form == "count" and claim.counted in _HEADS
                ),
                *counts,
            ]
        if len(counts) != 2 or _EXCUSED.search(text.text, start, end):
            continue
        cases, population = sorted(counts, key=lambda claim: value_of(claim) or Fraction(0))
        few, many, step = (value_of(claim) for claim in (cases, population, per))
        if not few or not many or not step or not Fraction(1, 3) <= step * few / many <= 3:
            continue
        spread = max(Fraction(1, 2), step / 50)
        around = Interval.between(step - spread, step + spread)
        rounded = replace(per, quantity=replace(per.quantity, readings=(Reading(core=around, wide=around),)))
        yield Link(
            kind="rate_per_head",
            roles={
                "cases": (cases,),
                "population": (population,),
                "rate": (derive(per, readings=(exactly(1),), why="one of them"),),
                "per": (rounded,),
            },
            cue="one for every so many",
            read_as="so many for a population, one for every so many",
        )


_ONE_FOR = pattern(
    r"\b(?:one|an?)(?: [a-z]+){0,2}? (?:(?:for|to|per|in) (?:every|each)|every|in) (?:about |some |roughly )?<per:count>"
)
_HEADS = frozenset(
    [
        "person",
        "people",
        "resident",
        "inhabitant",
        "citizen",
        "pupil",
        "student",
        "patient",
        "voter",
        "worker",
    ]
)
_EXCUSED = pattern(
    r"\b(?:average|elsewhere|national|nationally|recommended|should|needs?|compared|against|than)\b"
)


def _population(text: Wording, start: int, end: int) -> Claim | None:
    for low in (start, 0):
        found = [
            match.claims["population"]
            for wording in _POPULATION
            for match in text.search(wording, low, end)
            if not _is_base(text, match.claims["population"])
        ]
        if len({claim.index for claim in found}) == 1:
            return found[0]
    return None
