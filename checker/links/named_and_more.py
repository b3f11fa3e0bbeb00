"""Names beside a number of those who are not named: "Quirin, Redouane and a third officer", "Hall and eight others".

Kind `next_in_count`, roles `count` (the names, counted) and `next`: the one behind the names is the next. Also "makes
it three" behind a count. Kind `company`, roles `named` and `others` of a first and of a second telling: with one name
more there is one other less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.links.context import Context, derive, exactly
from checker.links.folding import fold, pattern
from checker.links.succession import is_ordinal
from checker.model import Claim, Link

_BEGINNING = r"(?<![A-Z])(?<![A-Z][\w’'-])[A-Z]"
"""A capital, but not within what another capital close before it begins."""
_NAME = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Sen|Rep|Officer|Detective|Sergeant)\.? )?"
    rf"{_BEGINNING}[\w’'-]++(?: (?:[A-Z]\.|[A-Z][\w’'-]++)){{0,3}}"
)
_APPOSED = r"(?:,? (?:aged |age )?\d{1,2})?"
_NAMES = re.compile(
    rf"(?P<names>{_NAME}{_APPOSED}(?:, {_NAME}{_APPOSED}){{0,5}}),? (?:and|plus) (?:an?|the|one) "
    r"(?:(?:unidentified|unnamed|unknown|possible|suspected|alleged|further|masked|other|as[- ]yet [a-z]+) )*$"
)
_PLACES = re.compile(r"\b(?:the|in|at|of|from|between|to|on|The)\s+$")
_PERSON = re.compile(
    r"\s+(?:[a-z]+ )?(?:man|woman|person|suspect|officer|soldier|gunman|attacker|accomplice|defendant|victim|boy|girl|"
    r"teenager|student|player|candidate|member|colleague|driver|robber|brother|sister|friend|passenger|survivor|"
    r"climber|hostage|prisoner|man|child)\b"
)
_MAKES = pattern(r"(?P<who>[A-Z][\w'-]+) (?:makes|will make) it <next:count>(?=\.|,|;|<end>|$)")
_OTHERS = re.compile(
    rf"(?P<names>{_BEGINNING}[\w’'-]++(?: [A-Z][\w’'-]++){{0,2}}(?:,? (?:who was |was )?aged \d{{1,3}})?"
    r"(?:, (?:(?:his|her|their) "
    r"[\w-]+(?: [\w-]+)? )?[A-Z][\w’'-]++(?: [A-Z][\w’'-]++){0,2}(?:,? aged \d{1,3})?){0,4}),? (?:and|along with|plus) $"
)


def find(context: Context) -> Iterator[Link]:
    """Every ordinal behind names, every "makes it", and both tellings of names and others."""
    company: list[tuple[str, int, Claim]] = []
    for claim in context.claims:
        link = _behind_names(context, claim)
        if link is not None:
            yield link
        told = _company(context, claim)
        if told is not None:
            company.append((*told, claim))
    for place, (leader, names, others) in enumerate(company):
        for leader_again, names_again, others_again in company[place + 1 :]:
            if leader == leader_again and others.sentence != others_again.sentence:
                yield Link(
                    kind="company",
                    roles={
                        "named": (_derived(others, names),),
                        "others": (others,),
                        "named_again": (_derived(others_again, names_again),),
                        "others_again": (others_again,),
                    },
                    cue="named_and_others",
                    read_as="NAME and so many others, told twice",
                )
    yield from _makes_it(context)


def _derived(claim: Claim, count: int) -> Claim:
    return derive(claim, readings=[exactly(count)], why=f"{count} named" if count > 1 else "one named")


def _behind_names(context: Context, claim: Claim) -> Link | None:
    """ "attacked by Quirin, Redouane and a third officer"."""
    place = is_ordinal(context, claim)
    if place is None or not _PERSON.match(context.after(place)):
        return None
    before = context.text(claim.block)[claim.sentence_start : place.start]
    found = _NAMES.search(before)
    if found is None or (
        _PLACES.search(before[: found.start()]) and not re.search(r"\bby\s+$", before[: found.start()])
    ):
        return None
    names = re.split(r",\s+(?=[A-Z])", found["names"])
    if len(names) < 2 or re.search(r"\d|\band\b", before[: found.start()][-30:]):
        return None
    start = claim.sentence_start + found.start("names")
    counted = derive(
        claim,
        readings=[exactly(len(names))],
        why=f"{len(names)} names",
        start=start,
        end=start + len(found["names"]),
        text=found["names"],
    )
    return Link(
        kind="next_in_count",
        roles={"count": (counted,), "next": (place,)},
        cue="names_and_a_further_one",
        read_as="NAME, NAME and an ORDINAL person",
    )


def _company(context: Context, claim: Claim) -> tuple[str, int] | None:
    """The first name and the number of names before "and N others"; None where the claim is no number of others."""
    if claim.form != "count" or not re.match(r"\s+(?:other|others)\b", context.after(claim)) or claim.derived:
        return None
    found = _OTHERS.search(context.text(claim.block)[claim.sentence_start : claim.start])
    if found is None:
        return None
    names = re.split(r",\s+(?!aged)", found["names"])
    return names[0].split()[-1] if "aged" not in names[0] else names[0].split()[0], len(names)


def _makes_it(context: Context) -> Iterator[Link]:
    """ "two of them have spoken: A and B. Hall makes it three"."""
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) < 2:
            continue
        text = fold(context, block)
        for match in text.search(_MAKES):
            claim = match.claims["next"]
            counts = [
                other
                for other in context.in_block(block)
                if other.form == "count"
                and other.start < claim.start
                and 1 <= claim.sentence - other.sentence <= 2
                and other.quantity.value is not None
                and other.quantity.qualifier == "exactly"
            ]
            if len(counts) == 1:
                yield Link(
                    kind="next_in_count",
                    roles={"count": (counts[0],), "next": (claim,)},
                    cue="makes_it",
                    read_as="COUNT of them … NAME makes it NEXT",
                )
