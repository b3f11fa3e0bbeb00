"""The same quantity stated twice in the story.

Parallel prose (another defendant, another grant, another reading of a storm) looks just like a restatement, so there
is no general key. Each licence here has a reason of its own to believe that one quantity is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import merge
from itertools import combinations

from checker.links.alike import (
    classes_in,
    content_words,
    digits_swapped,
    event_class,
    folded,
    happening,
    is_generic_person,
    listed,
    names_in,
    same_noun,
    with_digits_swapped,
)
from checker.links.comparing import as_written
from checker.links.context import Context
from checker.model import Claim, Link

_STORY = ("paragraph", "list_item", "quote")
_MEASURED = ("count", "money", "measure", "duration")
_CHANGE = re.compile(
    r"\b(?:from|up to|to|down to|rose to|fell to|compared with|compared to|against|than|instead of|rather than|not|"
    r"versus|increase[ds]?|between|and)\s*$",
    re.I,
)
_UPDATED = re.compile(
    r"\b(?:rose|risen|revised|updated|raised|increased|earlier|initially|at first|previously|later|so far|now|by then|"
    r"last year|a year ago|in (?:19|20)\d\d|previous)\b",
    re.I,
)
_AGREED = re.compile(
    r"\b(?:agree[ds]?|agreed|agreement|deal|pact|accord|treaty|truce|plan(?:s|ned)?|pledg(?:e|es|ed)|promis(?:e|es|ed)|"
    r"commit(?:s|ted|ment)?|vow(?:s|ed)?|undertak(?:e|es|ing|en)|undertook)\b(?P<gap>[^.;]{0,90})$",
    re.I,
)
_COMPLEMENT = re.compile(
    r"\s+(?:involving|for|of|to|on|covering|under which|whereby|(?:which|that) (?:provides|calls) for)\b",
    re.I,
)
_THE_AGREEMENT = re.compile(
    r"\b(?:the|this|that|its|their|his|her)\s+(?:\w+\s+){0,3}"
    r"(?:agreement|deal|pact|accord|treaty|truce|plan|pledge|promise|commitment|vow|undertaking)\b|"
    r"\b(?:agreed|pledged|promised|vowed|committed) (?:in|last|earlier)\b",
    re.I,
)
_STAGE = re.compile(
    r"\b(?:(?:another|further|additional|more|already|remaining|next|initial)\s+(?:\w+\s+){0,2}$|"
    r"(?:first|second|third|next|final|initial|opening|last|each|every) "
    r"(?:phase|stage|batch|round|tranche|part|group|wave)\b|so far\b|instalment)",
    re.I,
)
_SIDES = re.compile(r"\b(?:each|apiece|both sides|either side|per side|a side)\b", re.I)
_ALL = re.compile(r"\b(?:all|those|these|all of the|all of those|all the|each of the)\s*$", re.I)
_IN_YEAR = re.compile(r"\s*(?:\w+\s+){0,2}(?:in|for|during|at the end of) (?:19|20)\d\d\b", re.I)
_PLAIN_UNITS = listed(
    """
    year month week day hour minute second time way thing point percent part side hand case reason member
    """
)


def find(context: Context) -> Iterator[Link]:
    """Every pair of numbers in the story that some licence takes for one quantity stated twice."""
    story = [
        claim
        for claim in context.claims
        if claim.block_kind in _STORY
        and claim.form in _MEASURED
        and not claim.derived
        and claim.quantity.value
    ]
    links = (
        *_agreed_totals(context, story),
        *_all_of_them(context, story),
        *_picked_up(context, story),
        *_swapped(context, story),
        *_named_by_event(context, story),
        *_stated_again(story),
        *_the_amount(context, story),
    )
    recurring = _recurring(links)
    taken: set[frozenset[int]] = set()
    for link in links:
        pair = frozenset(id(claim) for claim in link.claims())
        if pair not in taken and not any((link.cue, id(claim)) in recurring for claim in link.claims()):
            taken.add(pair)
            yield link


def _recurring(links: Sequence[Link]) -> set[tuple[str, int]]:
    """The numbers, by cue, that would each be stated again as three or more other values.

    Words that recur with ever other figures, as in a round-up, tell of ever other things.
    """
    values: dict[tuple[str, int], set[Fraction | None]] = defaultdict(set)
    for link in links:
        for claim in link.claims():
            values[(link.cue, id(claim))].update(other.quantity.value for other in link.claims())
    return {number for number, told in values.items() if len(told) > 3}


def _pair(
    first: Claim, second: Claim, cue: str, read_as: str, *excuses: str, kind: str = "restatement"
) -> Link:
    ordered = sorted((first, second), key=lambda claim: (claim.block, claim.start))
    return Link(
        kind=kind,
        roles={"first": (ordered[0],), "second": (ordered[1],)},
        cue=cue,
        read_as=read_as,
        excuses=excuses,
    )


# ── an agreed total, told again ──


def _agreed_totals(context: Context, story: Sequence[Claim]) -> Iterator[Link]:
    """ "agreed to swap 600 captives each … the exchange of 600 captives from each side"."""
    agreed = [
        claim
        for claim in story
        if claim.form == "count"
        and claim.quantity.value is not None
        and claim.quantity.value > 2
        and claim.scope not in ("additional", "other", "remaining", "of_them")
        and claim.change is None
        and claim.counted != "vote"
        and _is_agreed(context, claim)
    ]
    done: set[int] = set()
    for first, second in combinations(agreed, 2):
        if first.sentence == second.sentence or id(second) in done or first.unit != second.unit:
            continue
        shared = _events(context, first) & _events(context, second)
        if not shared - {"rise", "fall", "vote"}:
            continue
        if first.form == "count" and not same_noun(first.counted, second.counted):
            continue
        if _per_side(context, first) != _per_side(context, second):
            continue
        if first.per and second.per and first.per != second.per:
            continue
        if not _per_side(context, first) and not _THE_AGREEMENT.search(context.before(second, within=140)):
            continue
        done.add(id(second))
        yield _pair(
            first,
            second,
            "agreed_total",
            "agreed to DO COUNT things … the agreement to DO COUNT things",
            "no stage or phase of it",
        )


def _events(context: Context, claim: Claim) -> set[str]:
    """The classes of what happens to the counted things, by the parse and by the words next to the number."""
    return {name for name in (event_class(claim.event), happening(context, claim)) if name is not None}


def _is_agreed(context: Context, claim: Claim) -> bool:
    before = context.before(claim, within=140)
    found = _AGREED.search(before)
    if found is None or re.search(r"\d|\b(?:but|while|although|after|since|because)\b", found["gap"]):
        return False
    # "The first phase of a deal for the exchange of 1,000": the phase is of the deal, and the number is the deal's.
    return not _STAGE.search(found["gap"] if _COMPLEMENT.match(found["gap"]) else before)


def _per_side(context: Context, claim: Claim) -> bool:
    if claim.scope == "each":
        return True
    return bool(
        _SIDES.search(context.after(claim, within=60)) or _SIDES.search(context.before(claim, within=30))
    )


def _apart(first: Claim, second: Claim) -> bool:
    """Whether the two say of themselves that they are of different times, places or sides."""
    for key in ("time", "place", "per"):
        left, right = getattr(first, key), getattr(second, key)
        if left is not None and right is not None and left != right:
            return True
    return False


# ── all of them ──


def _all_of_them(context: Context, story: Sequence[Claim]) -> Iterator[Link]:
    """ "Seventeen pupils were on board … all 16 pupils": *all* takes up a count given before or after."""
    values: dict[str, set[Fraction]] = defaultdict(set)
    for claim in story:
        if claim.form == "count" and claim.counted_origin == "own" and claim.counted and claim.quantity.value:
            values[claim.counted].add(claim.quantity.value)
    for claim in story:
        noun, value = claim.counted, claim.quantity.value
        if (
            claim.form != "count"
            or noun is None
            or value is None
            or value < 3
            or claim.counted_origin != "own"
        ):
            continue
        if is_generic_person(noun) or noun in _PLAIN_UNITS or claim.quantity.qualifier != "exactly":
            continue
        if not _ALL.search(context.before(claim)) or len(values[noun]) > 2:
            continue
        for other in story:
            if other is claim or other.counted != noun or other.sentence == claim.sentence:
                continue
            if (
                other.counted_origin != "own"
                or other.quantity.qualifier != "exactly"
                or other.quantity.value is None
            ):
                continue
            if other.quantity.written.is_round and other.quantity.value >= 100:
                continue
            larger, smaller = max(value, other.quantity.value), min(value, other.quantity.value)
            if larger * 4 > smaller * 5 and not digits_swapped(str(larger), str(smaller)):
                continue
            if claim.modifiers and set(other.modifiers) != set(claim.modifiers):
                continue
            if other.scope in ("additional", "other", "remaining", "of_them", "each") or other.change:
                continue
            text = context.sentence_text(other)
            if (
                _UPDATED.search(text)
                or _is_part(context, other)
                or (claim.place and other.place and claim.place != other.place)
            ):
                continue
            yield _pair(
                other,
                claim,
                "all_of_them",
                "COUNT things … all COUNT things",
                "no other count of them",
                kind="restated_count",
            )
            break


_TAKES_UP = re.compile(r"\b(?:the|those|these|all|all the|its|their)\s*$", re.I)
_OF_IT = re.compile(r"[\s-]*[a-z]+ of (?:it|them|the)\b", re.I)
_NARROWED = re.compile(
    r"(?:[\s-]*+\w[\w-]*+){0,2}\s+(?:who|that|which|still|left|remaining|not|already|of|from|in|at|on|with|aged|killed|injured"
    r"|arrested|found|due|to)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:other|others|another|remaining|rest|further|more|first|second|last|next|previous|earlier|later|both|each|except|survivors"
    r"|initially|originally|instead|neighbou?ring|adjacent|nearby|rival|sister|died|lost|sold|cut|added|joined|left|withdrew)\b",
    re.I,
)


def _picked_up(context: Context, story: Sequence[Claim]) -> Iterator[Link]:
    """ "has ordered 35 jets. The deal for the 53 jets ...": a definite number takes up the one just named."""
    for claim in story:
        value = claim.quantity.value
        if (
            value is None
            or value < 3
            or claim.quantity.qualifier != "exactly"
            or claim.quantity.bounds is not None
        ):
            continue
        before, after = context.before(claim), context.after(claim)
        if not _TAKES_UP.search(before) or claim.scope in ("additional", "other", "remaining", "each"):
            continue
        whole = bool(re.search(r"\ball (?:the )?$", before, re.I)) and bool(_OF_IT.match(after))
        if claim.form == "measure" and not whole and not _headed(context, claim):
            continue
        if claim.form not in ("count", "measure") or (claim.form == "count" and not _is_specific(claim)):
            continue
        if not whole and _NARROWED.match(after):
            continue
        like = [
            other
            for other in story
            if other is not claim
            and other.form == claim.form
            and other.unit == claim.unit
            and (claim.form == "measure" or same_noun(other.counted, claim.counted))
        ]
        if len({other.quantity.value for other in like} | {value}) > 2:
            continue
        if any(
            other.quantity.value == value and other.form == claim.form
            for other in story
            if other is not claim
        ):
            continue  # the number itself stands elsewhere
        first = next((other for other in like if other.sentence < claim.sentence), None)
        if first is None or claim.sentence - first.sentence > 2 or first.quantity.value in (None, value):
            continue
        if (
            first.quantity.qualifier != "exactly"
            or first.quantity.bounds is not None
            or _is_part(context, first)
        ):
            continue
        if (
            first.scope in ("additional", "other", "remaining", "of_them", "each")
            or first.change
            or claim.change
        ):
            continue
        if claim.form == "measure" and not whole and _headed(context, first) != _headed(context, claim):
            continue
        if claim.form == "count" and (
            first.counted_origin != "own" or _headed(context, first) != _headed(context, claim)
        ):
            continue
        if first.modifiers and claim.modifiers and set(first.modifiers) != set(claim.modifiers):
            continue
        larger, smaller = max(value, first.quantity.value), min(value, first.quantity.value)
        if larger > 2 * smaller and not digits_swapped(str(larger), str(smaller)):
            continue
        told = (
            context.text(claim.block)[claim.sentence_start : claim.sentence_end]
            + " "
            + context.sentence_text(first)
        )
        if (
            _OTHERS.search(told)
            or _UPDATED.search(told)
            or (claim.place and first.place and claim.place != first.place)
        ):
            continue
        yield _pair(
            first,
            claim,
            "picked_up",
            "COUNT things … the COUNT things",
            "no others of them",
            "no word of a change",
            kind="restated_count" if claim.form == "count" else "restatement",
        )


def _is_specific(claim: Claim) -> bool:
    return (
        claim.counted is not None
        and claim.counted_origin == "own"
        and not is_generic_person(claim.counted)
        and claim.counted not in _PLAIN_UNITS
    )


def _headed(context: Context, claim: Claim) -> str:
    """The noun behind a hyphened number: "block" of "the 11-storey block"; "" behind any other."""
    found = re.match(r"-[a-z]+ ([a-z]+)", context.after(claim), re.I)
    return folded(found[1]) if found else ""


def _is_part(context: Context, claim: Claim) -> bool:
    return bool(
        re.match(r"\s*(?:\w+\s+)?(?:of|more|other|others|out of)\b", context.after(claim), re.I)
        or re.search(
            r"\b(?:including|among|another|other|further|only|at least|of (?:them|whom|which))\s*$",
            context.before(claim),
            re.I,
        )
    )


# ── two digits that changed places ──


def _one_of_many(claim: Claim, sizes: Sequence[Fraction]) -> bool:
    """Whether more than four of the sizes are within a tenth of the claim's: in a list of prices any two may differ so."""
    value = claim.quantity.value or Fraction(0)
    return bisect_right(sizes, value + abs(value) / 10) - bisect_left(sizes, value - abs(value) / 10) > 4


def _swapped_pairs(group: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of a group whose numerals differ only by two neighbouring digits having changed places, in order."""
    written: dict[tuple[str, Fraction], list[int]] = defaultdict(list)
    for place, claim in enumerate(group):
        written[(claim.quantity.written.digits, claim.quantity.written.scale)].append(place)
    for place, first in enumerate(group):
        numeral = first.quantity.written
        others = [written.get((digits, numeral.scale), ()) for digits in with_digits_swapped(numeral.digits)]
        for other in merge(*others):
            if other > place:
                yield first, group[other]


def _swapped(context: Context, story: Sequence[Claim]) -> Iterator[Link]:
    """Two figures of one kind that differ only by two neighbouring digits having changed places."""
    times = Counter((claim.form, claim.unit, claim.quantity.value) for claim in story)
    by_kind: dict[tuple[str, str | None, int], list[Claim]] = defaultdict(list)
    for claim in story:
        written = claim.quantity.written
        if not written.in_words and claim.quantity.bounds is None and len(written.digits) >= 2:
            by_kind[(claim.form, claim.unit, len(written.digits))].append(claim)
    for group in by_kind.values():
        sizes = sorted(claim.quantity.value for claim in group if claim.quantity.value is not None)
        for first, second in _swapped_pairs([claim for claim in group if not _one_of_many(claim, sizes)]):
            both = [times[(claim.form, claim.unit, claim.quantity.value)] for claim in (first, second)]
            if min(both) > 1 or first.sentence == second.sentence:
                continue
            if _CHANGE.search(context.before(first)) or _CHANGE.search(context.before(second)):
                continue
            named = _names_the_thing(context, second, first)
            if (_apart(first, second) and not named) or (
                (first.form == "count" or not _TAKES_UP.search(context.before(second)))
                and (_is_part(context, first) or _is_part(context, second))
            ):
                continue
            if len(group) > 8 and not _same_sentence_words(context, first, second):
                continue
            if _licensed(context, first, second):
                yield _pair(
                    first,
                    second,
                    "digits_swapped",
                    "the same kind of number twice, two neighbouring digits changed places",
                    "not both stated again",
                    "no change from one to the other",
                    kind="transposition",
                )
                break


def _stated_again(story: Sequence[Claim]) -> Iterator[Link]:
    """The first two mentions of each figure that is stated again in full, of three significant digits or more."""
    seen: dict[tuple[str, str | None, Fraction | None, str | None], Claim] = {}
    told: set[tuple[str, str | None, Fraction | None, str | None]] = set()
    for claim in story:
        written = claim.quantity.written
        if written.in_words or claim.quantity.bounds is not None or written.significant < 3:
            continue
        key = (claim.form, claim.unit, claim.quantity.value, claim.counted if claim.form == "count" else None)
        if key in told:
            continue
        first = seen.setdefault(key, claim)
        if first.sentence != claim.sentence:
            told.add(key)
            yield _pair(first, claim, "stated_again", "the same figure twice", kind="transposition")


def _same_sentence_words(context: Context, first: Claim, second: Claim) -> bool:
    """Whether two sentences share a name and three more words: what a list of many figures has to show beside a swap."""
    texts = context.sentence_text(first), context.sentence_text(second)
    return (
        bool(names_in(texts[0]) & names_in(texts[1]))
        and len(content_words(texts[0]) & content_words(texts[1])) >= 4
    )


def _names_the_thing(context: Context, claim: Claim, other: Claim) -> bool:
    """Whether the number names a thing that the other's sentence is about: "the 7.2 km tunnel", "the £5.6m grant"."""
    if claim.form not in ("measure", "money", "duration"):
        return False
    after = re.match(
        r"(?:[- ]?(?:km|mile|metre|meter|foot|acre|hectare|tonne|ton|kg|litre|mph|km/h|m)s?)?[- ](\w{3,})",
        context.after(claim),
    )
    if after is None or not re.search(
        r"\b(?:the|this|that|its|his|her|their)\s*$", context.before(claim), re.I
    ):
        return False
    noun = folded(after[1])
    return noun not in ("million", "billion", "thousand", "that") and noun in content_words(
        context.sentence_text(other)
    )


def _licensed(context: Context, first: Claim, second: Claim) -> bool:
    written = first.quantity.written
    nouns = first.form != "count" or same_noun(first.counted, second.counted)
    unstated = first.counted is None or second.counted is None
    if any(_IN_YEAR.match(context.after(claim)) for claim in (first, second)):
        return False
    shared = content_words(context.sentence_text(first)) & content_words(context.sentence_text(second))
    shared -= {first.counted or ""}
    if _names_the_thing(context, second, first) or _names_the_thing(context, first, second):
        return nouns or unstated
    if written.significant >= 3 and second.quantity.written.significant >= 3:
        return nouns or (unstated and bool(shared))
    if not nouns:
        return False
    event = happening(context, first)
    same_event = event is not None and event == happening(context, second)
    names = names_in(context.sentence_text(first)) & names_in(context.sentence_text(second))
    if written.scale > 1:
        # "The $5.6 million will pay for …" takes up the sum of the headline.
        return any(
            claim.block_kind == "headline"
            and claim.unit == first.unit
            and claim.quantity.value == first.quantity.value
            for claim in context.claims
        ) and bool(re.search(r"\b(?:the|this|that)\s*$", context.before(second), re.I))
    if written.is_round:
        return written.nonzero_place <= 10 and same_event and bool(names)
    definite = re.compile(r"\b(?:the|those|these|all)\s+$", re.I)
    if (
        first.form == "count"
        and definite.search(context.before(second))
        and definite.search(context.before(first))
    ):
        return abs(first.sentence - second.sentence) <= 2
    return (same_event and len(shared) >= 2) or len(shared) >= 4


# ── an amount taken up ──

_TAKEN_UP = re.compile(
    r"(?:\s+(?:million|billion|trillion))?\s*(?:will\b|would\b|is\b|was\b|were\b|has\b|can\b|could\b|comes\b|came\b|"
    r"in (?:federal |new |state )?(?:funding|funds|grants|money)\b|"
    r"(?:grant|award|appropriation|contract|investment)\b)",
    re.I,
)


def _the_amount(context: Context, story: Sequence[Claim]) -> Iterator[Link]:
    """ "secured $6.5 million … The $6.5 million will pay for": a sentence that begins so takes up an amount told before."""
    for claim in story:
        if claim.form != "money" or claim.quantity.qualifier != "exactly":
            continue
        lead = context.text(claim.block)[claim.sentence_start : claim.start]
        if not re.fullmatch(r"[\"“]?(?:The|This|That)\s+", lead) or not _TAKEN_UP.match(context.after(claim)):
            continue
        before = [
            other
            for other in context.claims
            if other.form == "money"
            and other.unit == claim.unit
            and other.quantity.value
            and not other.derived
            and (other.block, other.start) < (claim.block, claim.start)
        ]
        twins = [
            other
            for other in before
            if any(
                mine.wide.meets(yours.wide)
                for mine in claim.quantity.readings
                for yours in other.quantity.readings
            )
        ]
        values = {other.quantity.value for other in before}
        equal = [other for other in before if other.quantity.value == claim.quantity.value]
        if not (equal or twins) and len(values) != 1:
            continue
        other = (equal or twins or before)[0]
        fine = (
            other.quantity.qualifier == "exactly"
            and other.quantity.written.scale == claim.quantity.written.scale
            and other.quantity.written.unit_place == claim.quantity.written.unit_place
            and len(values) == 1
        )
        yield _pair(
            as_written(other) if fine else other,
            as_written(claim) if fine else claim,
            "the_amount_taken_up",
            "AMOUNT … The AMOUNT will pay for it",
            "no other amount before",
            kind="restated_amount",
        )


# ── the fine, the sentence, the closure ──

_UNIT = (
    r"(?:year|month|week|day|hour|minute|mile|kilometre|kilometer|km|metre|meter|metre|foot|feet|tonne|ton|acre|hectare|"
    r"per ?cent|percent)"
)
_SAME_EVENT = {"sentence": {"jail", "sentence"}, "jail": {"jail", "sentence"}}
_OTHER_ONE = re.compile(
    r"\b(?:another|second|third|previous|earlier|original|initial|new|further|additional|first|last|next|other|old|"
    r"proposed|planned|minimum|maximum|average|usual|typical|possible|suspended)\b",
    re.I,
)


def _named_by_event(context: Context, story: Sequence[Claim]) -> Iterator[Link]:
    """ "fined £500 … the £600 fine": a definite amount that names its event takes up the amount told with the verb."""
    amounts = [
        claim
        for claim in context.claims
        if claim.block_kind in (*_STORY, "headline")
        and claim.form in ("money", "duration", "measure", "percent")
        and claim.quantity.value
        and not claim.derived
    ]
    for claim in amounts:
        named = _event_named(context, claim)
        if named is None or claim.block_kind == "headline":
            continue
        wanted = _SAME_EVENT.get(named, {named})
        others = [
            other
            for other in amounts
            if other is not claim
            and (other.form, other.unit) == (claim.form, claim.unit)
            and (_events(context, other) & wanted or _event_after(context, other) in wanted)
        ]
        if len({other.quantity.value for other in others}) != 1:
            continue
        other = others[0]
        if (other.start >= claim.start and other.block == claim.block) or other.block > claim.block:
            continue
        if (
            other.sentence == claim.sentence
            or other.change == "from"
            or other.scope in ("additional", "other", "each")
        ):
            continue
        left, right = claim.quantity.value, other.quantity.value
        if left is None or right is None or max(left, right) >= 2 * min(left, right):
            continue
        near = context.before(other, within=40) + " | " + context.before(claim, within=40)
        if _OTHER_ONE.search(near) or any(_IN_YEAR.match(context.after(item)) for item in (other, claim)):
            continue
        if (claim.per or "") != (other.per or "") or _UPDATED.search(near):
            continue
        yield _pair(
            other,
            claim,
            "named_by_its_event",
            "DID it for AMOUNT … the AMOUNT deed",
            "no second one",
            "no other amount of it",
            kind="restated_amount",
        )


def _event_after(context: Context, claim: Claim) -> str | None:
    """The class of the happening that an amount is set before: "£600 fine", "two-day shutdown"."""
    found = re.match(rf"(?:[- ]{_UNIT}s?)?[- ]((?:\w+ )?)(\w{{3,}})", context.after(claim))
    if found is None:
        return None
    name = next(iter(classes_in(found[2])), None)
    if name is None and found[1]:
        name = next(iter(classes_in(found[1])), None)
    return name


def _event_named(context: Context, claim: Claim) -> str | None:
    if not re.search(r"\b(?:the|this|that|his|her|its|their)\s*$", context.before(claim), re.I):
        return None
    return _event_after(context, claim)
