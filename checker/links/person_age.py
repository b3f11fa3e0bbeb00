"""The age of one person given twice in the story: "Maria Keane, 44, … Keane, 47, told the jury"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checker.links.alike import listed
from checker.links.context import Context
from checker.links.headline_age import as_age
from checker.model import Claim, Link

_NAME = re.compile(r"((?:[A-Z][a-zà-ÿ’'\-]+\s+){0,3}[A-Z][a-zà-ÿ’'\-]+)\s*(?:,\s*(?:now |aged )?|,? aged )$")
_NOT_A_NAME = listed(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday street road avenue highway route north south east west city
    county the
    """
)


@dataclass(frozen=True, slots=True)
class _Person:
    claim: Claim
    first: str
    last: str


def find(context: Context) -> Iterator[Link]:
    """Every two ages that stand right behind the same name."""
    people: dict[str, list[_Person]] = defaultdict(list)
    for claim in context.claims:
        person = _owner(context, claim)
        if person is not None:
            people[person.last].append(person)
    everyone: dict[str, set[str]] = defaultdict(set)
    for block in context.document.blocks:
        for match in re.finditer(r"\b([A-Z][a-zà-ÿ’'\-]+)\s+([A-Z][a-zà-ÿ’'\-]+)\b", block.text):
            everyone[match[2]].add(match[1])
    for last, mentions in people.items():
        firsts = {person.first for person in mentions if person.first}
        if len(firsts) > 1 or len(everyone[last] - {"Mr", "Mrs", "Ms", "Dr", "Sir", "Miss", "Judge"}) > 1:
            continue
        for second in mentions[1:]:
            yield Link(
                kind="person_age",
                roles={"first": (as_age(mentions[0].claim),), "second": (as_age(second.claim),)},
                cue="age_behind_the_same_name",
                read_as="NAME, AGE … NAME, AGE",
                excuses=("nobody else of that name",),
            )


def _owner(context: Context, claim: Claim) -> _Person | None:
    value = claim.quantity.value
    if claim.form != "age" or value is None or value.denominator != 1 or not 0 < value < 120:
        return None
    if claim.derived or (claim.counted is not None and claim.form != "age" and claim.counted_origin == "own"):
        return None
    found = _NAME.search(context.before(claim))
    after = context.after(claim)
    if found is None or not re.match(r"\s*(?:[,)]|\.$)", after) or re.match(r"\s*,\s*\d", after):
        return None
    words = found[1].split()
    if any(word.lower() in _NOT_A_NAME for word in words):
        return None
    return _Person(claim, words[0] if len(words) > 1 else "", words[-1].removesuffix("’s").removesuffix("'s"))
