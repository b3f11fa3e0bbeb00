"""The age in a headline ("dies aged 86", "Jane Roe, 41, …") and the age that the story gives the same person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.links.alike import names_in
from checker.links.context import Context, exactly
from checker.links.headline import story_blocks
from checker.model import Claim, Link, Reading

_TITLE_AGE = re.compile(r"\b(?:aged?|at|at age|at the age of|age of)\s*$|,\s*$|\(\s*$", re.I)
_RELATIVE = re.compile(
    r"\b(?:wife|husband|spouse|partner|son|daughter|brother|sister|mother|father|parents?|child(?:ren)?|uncle|aunt|"
    r"niece|nephew|cousin|fianc[eé]e?|girlfriend|boyfriend|widow(?:er)?|friend|colleague|grand\w+|twin|survived by|"
    r"co-?driver|teammate|neighbou?r|victim|accomplice)\b",
    re.I,
)
_AGED = re.compile(
    r"\b(?:aged?(?: about| around)?|(?:at|to|of) (?:the |an )?age(?: of)?|died at|dead at|dies at)\s*$", re.I
)
_WAS = re.compile(r"\b(?:is|was|turned|just|only)\s*$", re.I)
_THEN = re.compile(r"\s*(?:years? old\s*)?(?:when|at the time|in (?:19|20)\d\d|before|while|as)\b", re.I)
_ENDS = re.compile(r"\s*(?:years? (?:old|of age)|-year-old)?\s*(?:[.,;)\"”]|$)", re.I)
_YEARS_OF_AGE = re.compile(r"\s*years? of age\b", re.I)
_AT_AN_AGE = re.compile(r"\bat (?:the )?age(?: of)?\s*$", re.I)
_DEATH = re.compile(r"\b(?:dies|died|dead|death|dying|killed|passes|passed)\b", re.I)
"""What happens at a person's last age, so that "at the age of" tells no earlier one."""
_NEVER = re.compile(
    r"\b(?:from|since|until|before|after|over|under|by|when)\s+(?:the\s+)?(?:age\s+(?:of\s+)?)?$", re.I
)
_PRONOUN = re.compile(r"(?:^|[.!?]\s+|\b(?:and|that|said)\s+)(?:he|she)\b[^.;,]{0,25}$", re.I)


def find(context: Context) -> Iterator[Link]:
    """The headline's age with each age that the first paragraphs give the same person."""
    yield from _infants(context)
    for claim in context.claims:
        if claim.block_kind != "headline" or not _is_title_age(context, claim):
            continue
        named = {name.lower() for name in names_in("X " + context.text(claim.block))}
        unnamed = _unnamed(context, claim)
        owned = [
            other
            for block in story_blocks(context)[:6]
            for other in context.in_block(block)
            if _is_age_of(context, other, named, first=block == story_blocks(context)[0])
        ] or ([unnamed] if unnamed is not None else [])
        owned = [other for other in owned if other.quantity.qualifier == claim.quantity.qualifier]
        rivals = [other for other in owned if other.quantity.value != claim.quantity.value]
        for other in rivals[:1] or owned[:1]:
            yield Link(
                kind="headline_age",
                roles={"headline": (as_age(claim),), "body": (as_age(other),)},
                cue="age_of_the_person_named",
                read_as="NAME … AGE in the headline; the same person's AGE in the story",
                excuses=("no relative's age", "no age at an earlier time"),
            )


_SOMEBODY = re.compile(
    r"\b(?P<noun>man|woman|boy|girl|teenager|pensioner|grandmother|grandfather|mother|father|driver|cyclist|motorist"
    r"|teacher|student|pupil|soldier|farmer|nurse|doctor|officer|climber|swimmer|walker|hiker|actor),? ?\(?(?:aged )?$",
    re.I,
)


def _unnamed(context: Context, claim: Claim) -> Claim | None:
    """The one age in the story's first paragraph, where headline and paragraph tell of an unnamed person alike."""
    title = [other for other in context.in_block(claim.block) if _is_title_age(context, other)]
    somebody = _SOMEBODY.search(context.before(claim))
    blocks = story_blocks(context)
    if len(title) != 1 or somebody is None or not blocks:
        return None
    ages = [
        other
        for other in context.in_block(blocks[0])
        if other.form == "age" and other.quantity.bounds is None
    ]
    if (
        len(ages) != 1
        or ages[0].quantity.qualifier != "exactly"
        or ages[0].sentence != context.in_block(blocks[0])[0].sentence
    ):
        return None
    noun = somebody["noun"].lower()
    after, before = context.after(ages[0], within=40), context.before(ages[0], within=40)
    follows = re.match(rf"[ -]years?[ -]old (?:[a-z-]+ )?{noun}\b", after, re.I)
    leads = re.search(rf"\b(?:a|an|the) (?:[a-z-]+ )?{noun},? (?:aged |who is )?$", before, re.I)
    return ages[0] if follows or leads else None


def _infants(context: Context) -> Iterator[Link]:
    """ "11-month-old baby finds drugs": an age in months, weeks or days, and the one such age of the story."""
    ages = [
        claim
        for claim in context.claims
        if claim.form == "age"
        and claim.unit in ("month", "week", "day")
        and claim.quantity.value
        and not claim.derived
    ]
    for claim in ages:
        if claim.block_kind != "headline":
            continue
        story = [other for other in ages if other.block_kind != "headline" and other.unit == claim.unit]
        values = {other.quantity.value for other in story}
        same = [other for other in story if other.quantity.value == claim.quantity.value]
        if len(values) == 1 or same:
            yield Link(
                kind="headline_age",
                roles={"headline": (claim,), "body": ((same or story)[0],)},
                cue="age_of_the_infant",
                read_as="AGE in months in the headline; the one such age in the story",
                excuses=("no other age of that kind",),
            )


def as_age(claim: Claim) -> Claim:
    """The claim with its number read as an age in years, which "He was 68" leaves unsaid; nobody rounds an age of 80."""
    quantity = claim.quantity
    if quantity.value is not None and quantity.value.denominator == 1:
        readings: tuple[Reading, ...] = (exactly(int(quantity.value), unit="year"),)
    else:
        readings = tuple(replace(reading, unit="year") for reading in quantity.readings)
    return replace(claim, quantity=replace(quantity, form="age", unit="year", readings=readings))


def _is_title_age(context: Context, claim: Claim) -> bool:
    value = claim.quantity.value
    if value is None or value.denominator != 1 or not 0 < value < 120 or claim.unit not in (None, "year"):
        return False
    before, after = context.before(claim), context.after(claim)
    if _AT_AN_AGE.search(before) and not _DEATH.search(context.sentence_text(claim)):
        return False
    if claim.form == "age":
        return True
    if claim.form not in ("count", "duration"):
        return False
    return bool(_TITLE_AGE.search(before)) and bool(re.match(r"\s*(?:[,;.)]|$)", after))


def _is_age_of(context: Context, claim: Claim, named: set[str], *, first: bool) -> bool:
    """Whether this is the present age of a person whom the headline names."""
    value = claim.quantity.value
    if value is None or value.denominator != 1 or not 0 < value < 120 or claim.derived:
        return False
    if claim.form not in ("age", "count") and not (claim.form == "duration" and claim.unit == "year"):
        return False
    before, after = context.before(claim, within=300), context.after(claim)
    if (
        _RELATIVE.search(before[-90:])
        or _THEN.match(after)
        or (not _ENDS.match(after) and not _AGED.search(before))
    ):
        return False
    if _NEVER.search(before) or claim.quantity.qualifier not in ("exactly", "about"):
        return False
    stated = _AGED.search(before) or (_YEARS_OF_AGE.match(after) and re.search(r"\bat\s*$", before))
    aged = bool(stated) and bool(re.search(r"\b(?:di(?:es|ed)|dead|death|passed away)\b", before, re.I))
    # An apposition does not own the age: "Cummings, chairman of the House Committee, was 68".
    plain = re.sub(r",[^,]{3,},", "", before) if _WAS.search(before) else before
    words = [
        word.lower().removesuffix("'s").removesuffix("’s") for word in re.findall(r"[A-Z][\w’'\-]+", plain)
    ]
    owner = words[-1] if words else ""
    if aged and first and any(word in named for word in words):
        return True
    if re.search(r"[A-Z][\w’'\-]+\s*(?:,|\(|,? aged?|, reportedly aged(?: about)?)\s*$", before):
        return owner in named
    if not _WAS.search(before) and not aged:
        return False
    if _PRONOUN.search(before) or (first and re.match(r"The [a-z]", before) and _WAS.search(before)):
        return True
    subject = (claim.subject or "").lower().split()
    return owner in named or bool(subject and subject[-1] in named)
