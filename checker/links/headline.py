"""A number of the headline, standfirst or a caption, and the number of the story that tells the same.

A headline says again what the story says. So a headline number without its like in the story is itself the evidence
of a slip; the link then goes to the number of the lead that speaks of the same. Where the like is there, the link
goes to it. The further down the like stands, the more likely it is another quantity that happens to be equal: the
search looks into the first paragraph alone, then into the first two, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from checker.intervals import Interval
from checker.links.alike import (
    classes_in,
    compatible_nouns,
    containment,
    content_words,
    digits_swapped,
    event_class,
    happening,
    is_generic_person,
    is_person,
    is_sum_of,
    names_in,
    same_measure,
    same_noun,
)
from checker.links.comparing import as_written
from checker.links.context import Context
from checker.links.written import CARDINALS
from checker.model import Claim, Link

_TITLES = ("headline", "standfirst", "caption")
_QUANTITIES = ("count", "money", "percent", "percent_point", "measure", "duration", "multiple", "ratio")
_SAID_AGAIN = ("ordinal", "year", "date", "age", "score")
"""Forms that are compared where the story begins with the headline itself, word by word."""
_DIRECTED = ("more_than", "at_least", "less_than", "at_most", "up_to")
_SMALL = 13
_PEOPLE_EVENTS = ("die", "hurt", "arrest", "jail", "charge", "miss", "rescue", "infect")
_OTHERS = re.compile(
    r"\b(?:another|other|further|more|additional|extra|remaining|rest|first|last|next|previous|earlier|including|"
    r"among them|of them|of whom|of those|each|every|apiece|up from|down from|compared with|against)\s*$",
    re.I,
)
_CHANGING = re.compile(
    r"\b(?:rose|risen|rises|rising|climbed|increased|grew|fell|dropped|down|up|revised|raised|lowered|updated|"
    r"stood|initially|at first|earlier|originally|previously|had been)\b[^.;]{0,25}$",
    re.I,
)
_OTHER_TIME = re.compile(
    r"\b(?:the (?:same|year|month|week) (?:period|time|before|earlier|month|quarter)|"
    r"(?:years?|months?|weeks?|decades?) (?:ago|earlier|before)|"
    r"previous(?:ly)?|in (?:19|20)\d\d|since (?:19|20)\d\d|so far this|record of)\b",
    re.I,
)
_LEFT = re.compile(r"\s*(?:\w+ )?(?:remaining|left|more|others?)\b", re.I)
_MARGIN = re.compile(
    r"\s*(?:[\w-]+ )?(?:clear|ahead|behind|adrift|lead|gap|short|off|apart|in front|up on|down on|better|worse)\b",
    re.I,
)
_GROUPS = ("man", "woman", "boy", "girl", "child", "baby", "infant", "teenager", "adult", "other")
_SINGLE = re.compile(
    r"\b(?:an?|one|the|another|his|her|their) (?:[\w-]+ ){0,2}(?:man|woman|boy|girl|child|teenager|driver|"
    r"passenger|pilot|officer|soldier|guard|baby|pensioner|wife|husband|son|daughter|mother|father|suspect|gunman|worker|student|cyclist|other)\b",
    re.I,
)


def find(context: Context) -> Iterator[Link]:
    """Every headline, standfirst and caption number with the number of the story that it restates."""
    story = _story(context)
    if not story:
        return
    for written in context.claims:
        claim = in_percent(written)
        if claim.block_kind in _TITLES and claim.form in _SAID_AGAIN and not claim.derived:
            again = said_again(context, claim)
            if again is not None:
                yield again
        if claim.block_kind not in _TITLES or claim.form not in _QUANTITIES or claim.derived:
            continue
        if claim.scope == "other" or re.match(r"\s+others?\b", context.after(claim)):
            others = _others_again(context, claim, story)
            if others is not None:
                yield others
        if (
            claim.scope in ("additional", "other")
            or claim.change == "from"
            or _LEFT.match(context.after(claim))
            or _MARGIN.match(context.after(claim))
        ):
            continue
        link = said_again(context, claim) or _link(context, claim, story)
        if link is not None:
            yield link


def _others_again(context: Context, claim: Claim, story: Sequence[Sequence[Claim]]) -> Link | None:
    """The link from "kills chief, five others" to the one number of others in the first paragraphs."""
    told = [
        other
        for paragraph in story[:2]
        for other in paragraph
        if other.form == "count"
        and not other.derived
        and re.match(r"\s+others?\b", context.after(other))
        and happening(context, claim) == happening(context, other)
    ]
    return _say(claim, told[0], "so_many_others") if len(told) == 1 else None


_LOWER_WORDS = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")


def differs_said_again(context: Context, claim: Claim) -> bool:
    """Whether the story says the headline again, word by word, with another number here."""
    again = said_again(context, claim)
    return again is not None and again.roles["body"][0].quantity.value != claim.quantity.value


def said_again(context: Context, claim: Claim) -> Link | None:
    """The link to the same place of a first line of the story that says the headline again, word by word."""
    words = _bare(context.text(claim.block))
    place = sum(other.start < claim.start for other in context.in_block(claim.block))
    for block in range(claim.block + 1, min(claim.block + 4, len(context.document.blocks))):
        text = context.text(block)[: len(context.text(claim.block)) + 40]
        again = context.in_block(block)
        if len(words) < 20 or not _bare(text).startswith(words) or place >= len(again):
            continue
        if again[place].form == claim.form and len(again) >= len(context.in_block(claim.block)):
            return _say(claim, in_percent(again[place]), "headline_again")
    return None


def story_blocks(context: Context) -> list[int]:
    """The blocks of the story itself in order: no headline, no line that repeats it, no bare dateline."""
    titles = {
        _bare(block.text) for block in context.document.blocks if block.kind in ("headline", "standfirst")
    }
    return [
        index
        for index, block in enumerate(context.document.blocks)
        if block.kind in ("paragraph", "list_item", "quote")
        and _bare(block.text) not in titles
        and len(block.text.split()) > 6
    ]


@lru_cache(maxsize=4_096)
def _bare(text: str) -> str:
    """The letters of a text without its numbers, by which a line that says the headline again is known."""
    words = (word for word in _LOWER_WORDS.findall(text.lower()) if word not in CARDINALS)
    return _DIGITS.sub("", "".join(words))


def _story(context: Context) -> list[list[Claim]]:
    """The numbers of the story, paragraph by paragraph."""
    return [[in_percent(claim) for claim in context.in_block(index)] for index in story_blocks(context)]


def in_percent(claim: Claim) -> Claim:
    """A fraction ("half", "one in five") as the percentage that it is; any other claim as it stands."""
    quantity = claim.quantity
    if claim.form != "ratio" or quantity.value is None or not 0 < quantity.value < 1:
        return claim
    hundred = Interval.point(100)
    readings = tuple(
        replace(reading, core=reading.core * hundred, wide=reading.wide * hundred, unit="percent")
        for reading in quantity.readings
    )
    shown = replace(quantity, form="percent", unit="percent", readings=readings, value=quantity.value * 100)
    return replace(claim, quantity=shown)


def _link(context: Context, claim: Claim, story: Sequence[Sequence[Claim]]) -> Link | None:
    everything = [other for paragraph in story for other in paragraph]
    twin = next((other for other in everything if _is_twin(context, claim, other)), None)
    depths = [1, 2, 3, 4, len(story)] if claim.block_kind == "headline" else [len(story)]
    for depth in sorted({min(depth, len(story)) for depth in depths}):
        near = [other for paragraph in story[:depth] for other in paragraph]
        if any(_is_twin(context, claim, other) for other in near):
            break
        if twin is not None and depth > 2:
            break
        rival = _rival(context, claim, near, alone=twin is None, deep=depth > 2)
        if rival is not None and not _is_sum(context, claim, rival[0], everything):
            other, cue = rival
            return _say(claim, other, cue)
    if twin is not None:
        return _say(claim, twin, "twin")
    return None


def _say(claim: Claim, other: Claim, cue: str) -> Link:
    place = claim.block_kind
    numerals = (
        cue == "headline_again"
        or _same_hedge(claim, other)
        or _same_precision(claim, other)
        or _far_beyond(claim, other)
    )
    pair = (as_written(claim), as_written(other)) if numerals else (claim, other)
    return Link(
        kind="headline_numeral" if numerals else "headline",
        roles={"headline": (pair[0],), "body": (pair[1],)},
        cue=cue,
        read_as=f"{place.upper()} … the story's number of the same",
        excuses=("no equal number in the lead", "no sum of the story's numbers", "no 'another' or 'rose to'"),
        attributes={"place": place, "evidence": cue},
    )


def _same_hedge(claim: Claim, other: Claim) -> bool:
    """Whether two bounds of the same direction are given, which are then the same figure or not."""
    left, right = claim.quantity, other.quantity
    return left.qualifier in _DIRECTED and left.qualifier == right.qualifier


def _far_beyond(claim: Claim, other: Claim) -> bool:
    """Whether the headline's number is one that nobody would call "more than" the story's: three times it, or swapped."""
    left, right = claim.quantity, other.quantity
    if left.qualifier != "exactly" or right.qualifier not in ("more_than", "at_least"):
        return False
    if not left.value or not right.value or left.value < right.value:
        return False
    swapped = digits_swapped(str(left.value), str(right.value)) and not right.written.is_round
    return left.value >= 3 * right.value or swapped


def _same_precision(claim: Claim, other: Claim) -> bool:
    """Whether two plain figures are written to the same place ("$6.9m", "$6.8m"): then no rounding lies between."""
    left, right = claim.quantity, other.quantity
    if (
        (left.qualifier, right.qualifier) != ("exactly", "exactly")
        or left.value is None
        or right.value is None
    ):
        return False
    mine, yours = left.written, right.written
    fine = mine.unit_place < 1 or mine.scale > 1
    return (
        fine
        and bool(mine.digits and yours.digits)
        and (mine.unit_place, mine.scale) == (yours.unit_place, yours.scale)
    )


def _is_twin(context: Context, claim: Claim, other: Claim) -> bool:
    """Whether the story's number may be the headline's."""
    left, right = claim.quantity, other.quantity
    alike = same_measure(claim, other) or {claim.form, other.form} <= {"count", "age", "score"}
    if not alike:
        return False
    if left.value is not None and left.value == right.value:
        if left.value >= _SMALL or claim.form != "count":
            return True
        return compatible_nouns(claim, other) or happening(context, claim) == happening(context, other)
    if _same_hedge(claim, other) or _same_precision(claim, other):
        return False
    if not same_measure(claim, other):
        return False
    hedged = "exactly" not in (left.qualifier, right.qualifier) or left.value is None or right.value is None
    if _far_beyond(claim, other):
        return False
    if left.qualifier != "exactly" or right.qualifier != "exactly" or hedged:
        return _same_kind(context, claim, other) and any(
            mine.wide.meets(yours.wide) for mine in left.readings for yours in right.readings
        )
    if claim.form == "count" and left.value is not None and left.value < 100:
        return False
    return any(mine.wide.meets(yours.wide) for mine in left.readings for yours in right.readings)


def _same_kind(context: Context, claim: Claim, other: Claim) -> bool:
    """Whether both count or measure the same sort of thing; headlines leave the people out ("Three dead")."""
    if not same_measure(claim, other):
        return False
    if claim.form != "count":
        return True
    if same_noun(claim.counted, other.counted):
        return True
    happened = happening(context, claim)
    if _is_on_a_scale(claim) and _is_on_a_scale(other):
        return bool(classes_in(context.text(claim.block)) & classes_in(context.sentence_text(other)))
    if happened in _PEOPLE_EVENTS and happened == happening(context, other):
        mine = claim.counted if claim.counted_origin == "own" else None
        yours = other.counted if other.counted_origin == "own" else None
        if _names_a_group(context, other):
            return False
        return (mine is None or is_person(mine) or event_class(mine) == happened) and (
            yours is None
            or is_generic_person(yours)
            or event_class(yours) == happened
            or same_noun(mine, yours)
            or (mine is None and is_person(yours) and yours not in _GROUPS)
        )
    return False


def _is_on_a_scale(claim: Claim) -> bool:
    """Whether a point on a scale is meant, such as a magnitude, not a count: it has decimals and no scale word."""
    value = claim.quantity.value
    return value is not None and value.denominator > 1 and claim.quantity.written.scale == 1


def _names_a_group(context: Context, claim: Claim) -> bool:
    """Whether what follows narrows the people down: "six deaths were of children", "three of them women"."""
    return bool(
        re.match(
            r"\s*(?:\w+ )?(?:were|was|are|is) (?:of )?(?:\w+ )?(?:children|women|men|civilians|soldiers|officers|girls|"
            r"boys|foreigners|nationals|tourists|students)\b",
            context.after(claim),
            re.I,
        )
    )


def _rival(
    context: Context, claim: Claim, near: Sequence[Claim], *, alone: bool, deep: bool
) -> tuple[Claim, str] | None:
    """The story's number that speaks of the same as the headline's without agreeing with it, and the evidence."""
    best: tuple[int, Claim, str] | None = None
    for other in near:
        if not _same_kind(context, claim, other) or _is_excused(context, claim, other):
            continue
        if _agrees(claim, other):
            continue
        if not _within_reach(claim, other, deep=deep):
            continue
        cue, weight = _evidence(context, claim, other, alone=alone)
        if cue and (best is None or weight > best[0]):
            best = (weight, other, cue)
    return None if best is None else (best[1], best[2])


def _within_reach(claim: Claim, other: Claim, *, deep: bool) -> bool:
    """Whether the two are near enough to be one quantity misprinted; further down the story, nearer."""
    left, right = claim.quantity.value, other.quantity.value
    if not left or not right:
        return not deep
    factor = max(left, right) / min(left, right)
    return factor <= (Fraction(5, 2) if deep else 10) or factor in (1_000, 1_000_000)


def _agrees(claim: Claim, other: Claim) -> bool:
    if _same_hedge(claim, other) or _same_precision(claim, other) or _far_beyond(claim, other):
        return claim.quantity.value == other.quantity.value or _is_rounded(claim, other)
    return any(
        mine.wide.meets(yours.wide) for mine in claim.quantity.readings for yours in other.quantity.readings
    )


def _is_rounded(claim: Claim, other: Claim) -> bool:
    """Whether the headline's bound may be the story's, rounded: "up to 500" for "as many as 450"."""
    left, right = claim.quantity, other.quantity
    if left.qualifier == "exactly" or not left.value or not right.value:
        return False
    return left.written.is_round and 4 * max(left.value, right.value) <= 5 * min(left.value, right.value)


def _is_excused(context: Context, claim: Claim, other: Claim) -> bool:
    if (
        other.derived
        or other.scope in ("additional", "other", "of_them", "each")
        or other.quantity.value == 1
    ):
        return True
    margin = bool(re.search(r"\bby\s*$", context.before(claim)))
    theirs = bool(re.search(r"\bby\s*$", context.before(other)))
    if (
        other.change == "from"
        or (theirs and not margin)
        or (other.per != claim.per and other.form == "money")
    ):
        return True
    if other.modality in ("denied", "required") and other.modality != claim.modality:
        return True
    before = context.before(other)
    mention = context.text(other.block)[other.quantity.mention_start : other.start]
    ordered = claim.form == "duration" and re.search(r"\b(?:first|last|next)\s*$", before, re.I)
    if (_OTHERS.search(before) or _OTHERS.search(mention)) and not ordered:
        return True
    moving = happening(context, claim) in ("rise", "fall")
    if _CHANGING.search(before[-45:]) and not (
        moving and happening(context, other) == happening(context, claim)
    ):
        return True
    if re.match(
        r"\s*(?:more|other|others|further|of (?:them|those|whom|the|these))\b", context.after(other), re.I
    ):
        return True
    # What a relative clause says of another time ("who had held it since 1992") is not said of the number.
    clause = re.sub(r",[^,]*\b(?:who|which|whose)\b[^,]*,", ",", before)[-60:] + context.after(
        other, within=60
    )
    return bool(_OTHER_TIME.search(clause)) and not _OTHER_TIME.search(context.sentence_text(claim))


def _evidence(context: Context, claim: Claim, other: Claim, *, alone: bool) -> tuple[str, int]:
    """Why the two should be the same quantity: the name of the cue and its weight; ("", 0) where there is none."""
    left, right = claim.quantity, other.quantity
    if left.value and right.value:
        factor = max(left.value, right.value) / min(left.value, right.value)
        if factor in (1_000, 1_000_000) and claim.form in ("money", "count", "measure"):
            return "magnitude", 9
        if (
            not left.written.in_words
            and not right.written.in_words
            and claim.form != "percent"
            and left.written.scale == right.written.scale
            and digits_swapped(left.written.digits, right.written.digits)
        ):
            return "digits_swapped", 8
    title, sentence = context.text(claim.block), context.sentence_text(other)
    shared = containment(content_words(title), content_words(sentence))
    happened = happening(context, claim)
    same_event = happened is not None and happened == happening(context, other)
    noun = claim.form == "count" and same_noun(claim.counted, other.counted)
    if same_event and (noun or happened in _PEOPLE_EVENTS):
        return "same_event", 7
    if shared >= (35 if noun else 55) and (noun or claim.form != "count"):
        return "same_words", 4 + shared // 25
    if same_event and (claim.form == "count" or shared >= 30):
        return "same_event", 5
    if noun and alone and names_in(title) & names_in(sentence):
        return "same_name", 3
    return "", 0


def _is_sum(context: Context, claim: Claim, rival: Claim, everything: Sequence[Claim]) -> bool:
    """Whether two to four numbers of the story make the headline's, with up to two people told of singly.

    A group is no addend beside the whole that it belongs to, so the rival itself is added only to its like.
    """
    value = claim.quantity.value
    if value is None or claim.form not in ("count", "money"):
        return False
    smaller = [
        other
        for other in everything
        if same_measure(claim, other)
        and other.quantity.value is not None
        and other.quantity.value < value
        and other.scope != "of_them"
        and not re.search(r"\b(?:all but|but|except|only|including)\s*$", context.before(other), re.I)
    ]
    if claim.form == "money":
        return is_sum_of(value, _at_most_twice(smaller))
    side_by_side = [
        other
        for other in smaller
        if other.sentence == rival.sentence and is_person(other.counted) and other.counted_origin == "own"
    ]
    if rival in side_by_side and is_sum_of(value, _at_most_twice(side_by_side)):
        return True
    happened = happening(context, claim)
    known = happened in _PEOPLE_EVENTS
    smaller = [other for other in smaller if not known or happening(context, other) == happened]
    like = [
        other
        for other in smaller
        if _same_kind(context, claim, other)
        and (
            claim.counted_origin == "own" or other.counted_origin != "own" or is_generic_person(other.counted)
        )
    ]
    groups = [
        other
        for other in smaller
        if other is not rival
        and other.counted_origin != "none"
        and is_person(other.counted)
        and not is_generic_person(other.counted)
        and (claim.counted is None or is_person(claim.counted))
    ]
    singles = [
        found.group().lower()
        for block in story_blocks(context)[:6]
        for sentence in re.split(r"(?<=[.!?])\s+", context.text(block))
        if known and happened in classes_in(sentence)
        for found in _SINGLE.finditer(sentence)
    ]
    further = [
        single for single in singles if re.match(r"another|one more|a (?:third|fourth|fifth|further)", single)
    ]
    small = value <= 20
    return is_sum_of(value, _at_most_twice(like), spare=min(2, len(further)) if small else 0) or is_sum_of(
        value, _at_most_twice(groups), spare=min(2, len(singles)) if small else 0
    )


def _at_most_twice(claims: Sequence[Claim]) -> list[Fraction]:
    """The values of the claims, none more than twice: what is told again is not added again."""
    values: list[Fraction] = []
    for claim in claims:
        value = claim.quantity.value
        if value is not None and values.count(value) < 2:
            values.append(value)
    return values
