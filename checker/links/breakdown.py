"""Breakdowns: a total and the numbers that the wording makes its parts.

A list of parts is closed where the wording says so: a dash, a colon or a bracket after the total, "made up of", "of
whom" with "and the rest", a pair that leaves nothing out (women and men), "a total of" after the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from checker.links.amounts import (
    PERSONS,
    alike,
    comparable,
    least,
    most,
    number_of,
    own_noun,
    sum_fits,
    sum_of,
)
from checker.links.context import Context
from checker.links.folding import Match, Wording, fold, pattern
from checker.links.subset import each
from checker.model import Claim, Closure, Link

_TOTAL = "<total:count|money|measure|duration|percent>"
_OPENERS = re.compile(
    r"\b(?:including|included?s?|among (?:them|whom|which|others)|such as|notably|mostly|mainly|at least|"
    r"for example|for instance|e\.g\.|especially|particularly|not counting|excluding|up from|down from|"
    r"compared with)\b",
    re.IGNORECASE,
)
LIST_AFTER = pattern(
    rf"{_TOTAL}(?P<noun><words:80>)(?P<mark> ?[–—] ?| -{{1,2}} |: ?| ?\()"
    r"(?P<body>(?:(?:of (?:them|those|whom|which|these),?|the|some|about) )?)"
    r"(?=<first:count|money|measure|duration|percent>)"
)
MADE_UP_OF = pattern(
    rf"{_TOTAL}(?P<noun><words:80>)(?:,? )(?:(?:which |that )?(?:is|are|was|were) )?"
    r"(?:made up of|composed of|consisting of|consists? of|consisted of|comprised of|compris(?:ing|es?|ed)|"
    r"broken down (?:into|as)|breaking down (?:into|as)|split between|divided (?:into|between|among)|"
    r"shared between)(?P<body>:? (?:the )?)"
    r"(?=<first:count|money|measure|duration|percent>)"
)
NAMED_MADE_UP_OF = pattern(
    r"\b(?:the|this|that) (?P<noun>[a-z]+) (?:(?:is|was|will be) )?(?:made up of|composed of|"
    r"consists of|consisted of|"
    r"comprises|comprised|includes only) (?:the )?(?=<first:count|money|measure>)"
)
_SAME_SUM = (
    frozenset({"gap", "hole", "shortfall", "deficit"}),
    frozenset({"package", "programme", "program", "plan", "scheme", "deal", "investment"}),
    frozenset({"grant", "award", "funding", "fund", "money"}),
    frozenset({"bill", "cost", "price", "total", "sum", "amount"}),
    frozenset({"fine", "penalty"}),
    frozenset({"toll", "casualties"}),
)
"""Nouns that a later sentence may use for the same amount."""
TOTAL_AFTER = pattern(
    r"(?P<lead>(?:for|,? making|,? giving) a (?:combined |grand )?total of|"
    r",? totall?ing|,? a (?:combined |grand )?total of|,? bringing the total to|,? or|,?) "
    rf"{_TOTAL}(?:(?P<noun>(?: [\w'-]+){{0,3}}?)(?P<tail> in all\b| in total\b| altogether\b|"
    rf" all told\b| combined\b|"
    r" overall\b| between them\b| (?:over|across|in) (?:the|both|those) (?:<:duration>|<:count>|"
    r"[a-z]+)(?: [a-z]+)?))?"
)
_PERIOD = re.compile(
    r"\b(?:over|in|during|for|across) [^.;,]{0,12}?(?:years?|months?|seasons?|games|matches)\b", re.IGNORECASE
)
"""A period after the total, which may be longer than that of the parts."""
_STRONG_LEAD = re.compile(r"total", re.IGNORECASE)
COMPLEMENTS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(left.split()), frozenset(right.split()))
    for left, right in (
        ("woman female girl lady actress schoolgirl", "man male boy gentleman actor schoolboy"),
        ("adult grown-up", "child minor juvenile kid"),
        ("soldier serviceman officer policeman combatant", "civilian noncombatant"),
        ("win victory", "loss defeat"),
        ("inpatient", "outpatient"),
        ("undergraduate", "postgraduate graduate"),
        ("single", "album double"),
        ("freshman", "sophomore"),
    )
)
"""Pairs of nouns that leave nothing of a whole out."""
_UNCOUNTED = re.compile(
    r"(?:[,;]|\band|[,;] and)\s+an?\s+(?!further|total|combined|record)[a-z]", re.IGNORECASE
)
"""An item without a number ("and a surveyor"), which counts for one or for none."""
_SOME = re.compile(
    r"\b(?:half|most|many|some|few|third|thirds|quarters?|majority|minority|one in|per cent|percent)\b|%",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r",|;|\band\b|\bplus\b|\bwhile\b|\bwith\b|\bbut\b|\bas well as\b", re.IGNORECASE)
_INITIAL = re.compile(
    r"^[\s,;]*(?:(?:and|plus|while|with|but|as well as|then|also|of them|of those|of whom|the|"
    r"another|an?|some|only|just|about|further|other|others|remaining|rest|additional|final|last|in|for|"
    r"at|on|from|to|by)[\s,]+)*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\b(?:remaining|remainder|rest|other|others|last|final)\b", re.IGNORECASE)


def find(context: Context) -> Iterator[Link]:
    """Links of kind "breakdown" with the roles "whole" and "part"."""
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) < 2:
            continue
        text = fold(context, block)
        taken: set[int] = set()
        for link in _in_block(context, text):
            whole = link.roles["whole"][0]
            if id(whole) not in taken:
                taken.add(id(whole))
                yield link


def _in_block(context: Context, text: Wording) -> Iterator[Link]:
    yield from _made_up_of(text)
    yield from _same_sum(context, text)
    yield from _list_after(text)
    yield from _pairs(text)
    yield from _total_after(text)


def _link(
    whole: Claim, parts: Sequence[Claim], *, cue: str, read_as: str, closed: Closure = "closed"
) -> Link:
    return Link(
        kind="breakdown",
        roles={"whole": (whole,), "part": tuple(parts)},
        closed=closed,
        cue=cue,
        read_as=read_as,
        excuses=('no word that leaves the list open, such as "including"',),
    )


def _sentence_end(text: Wording, place: int) -> int:
    """The end of the sentence at a place; a sentence cut off at a dash, a colon or a semicolon runs on."""
    _, end = text.sentence(place)
    while end < len(text.text) and text.text[:end].rstrip()[-1:] in "–—-:;,":
        _, end = text.sentence(end + 1)
    return end


def _list_after(text: Wording) -> Iterator[Link]:
    for match in each(text, LIST_AFTER):
        whole = match.claims["total"]
        start = match.end - len(match.group("body") or "")
        end = _sentence_end(text, match.end)
        mark = (match.group("mark") or "").strip()
        if mark == "(":
            close = text.text.find(")", match.end)
            if close < 0 or close > end:
                continue
            end = close
        else:
            again = re.search(r"[–—]|(?<= )--?(?= )", text.text[match.end : end]) if mark in "–—--" else None
            if again is not None:
                end = match.end + again.start()
        if _OPENERS.search(text.text[match.start : end]):
            continue
        parts = list_of_parts(text, start, end, whole)
        if len(parts) < 2 or not _plausible(whole, parts, match.group("noun") or ""):
            continue
        cue = {"(": "bracket", ":": "colon"}.get(mark, "dash")
        yield _link(whole, parts, cue=cue, read_as=f"WHOLE noun {mark} PART ... and PART ...")


_MARKER = re.compile(r"(?:\)|\.(?= [a-z]))")
"""What makes a number the mark of an item: "in two ways: 1. directly and 2. indirectly"."""


def list_of_parts(text: Wording, start: int, end: int, whole: Claim) -> list[Claim]:
    """The numbers of a list of items that each begin with a number; empty where an item does not."""
    parts: list[Claim] = []
    if _UNCOUNTED.search(text.text[start:end]):
        return parts
    previous = start
    for claim in text.claims(start, end):
        at = text.place(claim)
        if at is None or _MARKER.match(text.text, at + 1):
            return []
        if not comparable(claim, whole):
            previous = at + 1 if claim.form in ("date", "year", "weekday", "clock_time", "age") else previous
            continue
        lead = text.text[previous:at]
        separators = list(_SEPARATOR.finditer(lead))
        item = lead[separators[-1].start() :] if separators and parts else lead
        if (parts and not separators) or not _INITIAL.match(item):
            return []
        parts.append(claim)
        previous = at + 1
    return parts


def _plausible(whole: Claim, parts: Sequence[Claim], noun: str) -> bool:
    """Whether the numbers can be a whole and its parts at all: nouns that agree, or a sum that nearly does."""
    if number_of(whole) in (None, Fraction(0), Fraction(1)) or len({id(part) for part in parts}) < 2:
        return False
    if sum_fits(parts, whole):
        return True
    if not all(_kin(part, whole) for part in parts):
        return False
    total, said = sum_of(parts), number_of(whole)
    if total is None or said is None:
        return False
    return total <= 2 * said and said <= 2 * total


def _kin(part: Claim, whole: Claim) -> bool:
    if alike(part, whole):
        return True
    first, second = own_noun(part), own_noun(whole)
    return first in PERSONS and second in ("body", "death", "life", "fatality", "casualty", "victim")


def _made_up_of(text: Wording) -> Iterator[Link]:
    for match in each(text, MADE_UP_OF):
        whole = match.claims["total"]
        end = _sentence_end(text, match.end)
        if _OPENERS.search(text.text[match.start : end]) or _in_relative_clause(text, match):
            continue
        parts = list_of_parts(text, match.end, end, whole)
        if any(
            part.form == "percent" and part.base is not None and part.base != whole.base for part in parts
        ):
            continue
        if len(parts) >= 2 and number_of(whole) is not None:
            yield _link(whole, parts, cue="made-up-of", read_as="WHOLE, made up of PART, PART and PART")


def _in_relative_clause(text: Wording, match: Match) -> bool:
    """Whether the number stands in a clause of its own: "the sale, which will raise N, comprises ..."."""
    start, _ = text.sentence(match.start)
    if not re.search(r",\s*(?:which|that|who)\b[^,]*$", text.text[start : match.start], re.IGNORECASE):
        return False
    return "," in (match.group("noun") or "")


def _same_sum(context: Context, text: Wording) -> Iterator[Link]:
    """ "a £9m gap ... The gap is made up of £5m for A, £3m for B and £1m for C"."""
    for match in each(text, NAMED_MADE_UP_OF):
        noun = (match.group("noun") or "").lower()
        first = match.claims["first"]
        end = _sentence_end(text, match.end)
        if _OPENERS.search(text.text[match.start : end]):
            continue
        group = next((words for words in _SAME_SUM if noun in words), frozenset({noun}))
        named = re.compile(rf"^(?:[ -][\w'-]+){{0,2}}?[ -](?:{'|'.join(sorted(group))})\b", re.IGNORECASE)
        wholes = []
        for claim in context.claims:
            if claim.block > text.block or (claim.block == text.block and claim.start >= first.start):
                break
            if comparable(claim, first) and named.match(
                context.text(claim.block)[claim.end : claim.end + 40]
            ):
                wholes.append(claim)
        parts = list_of_parts(text, match.found.start("first"), end, first)
        if wholes and len(parts) >= 2 and len({number_of(whole) for whole in wholes}) == 1:
            yield _link(
                wholes[-1],
                parts,
                cue="named-made-up-of",
                read_as="WHOLE ... The sum is made up of PART and PART",
            )


def _pairs(text: Wording) -> Iterator[Link]:
    """Two numbers side by side whose nouns leave nothing out, after a total: "20 bodies, eleven women and nine men"."""
    claims = [claim for claim in text.claims(0, len(text.text)) if claim.form == "count"]
    for first, second in pairwise(claims):
        if first.counted_origin != "own" or not _complement(first, second):
            continue
        left, right = text.place(first), text.place(second)
        if (
            left is None
            or right is None
            or not re.fullmatch(
                r"(?: [\w'-]+){1,4},?(?: and)? (?:the )?(?:(?:other|remaining) )?",
                text.text[left + 1 : right],
            )
        ):
            continue
        start, _ = text.sentence(left)
        lead = text.text[start:left]
        if not re.search(r"(?:,|–|—|-|:|\()\s?(?:the )?$|\b(?:included|includes|were|are|with)\s$", lead):
            continue
        wholes = [
            claim
            for claim in text.claims(start, left)
            if claim.form == "count"
            and claim.quantity.value not in (0, 1)
            and _holds_both(claim, first, second)
        ]
        if not wholes or _OPENERS.search(lead[text.place(wholes[-1]) or 0 :]):
            continue
        whole = wholes[-1]
        between = text.text[(text.place(whole) or 0) + 1 : left]
        if (
            len(between) > 90
            or _SOME.search(text.text[start:left])
            or any(claim.form in ("ratio", "percent") for claim in text.claims(start, left))
        ):
            continue
        yield _link(whole, (first, second), cue="complements", read_as="WHOLE, PART women and PART men")


def _complement(first: Claim, second: Claim) -> bool:
    if first.counted is None or second.counted is None:
        return False
    return any(
        (first.counted in left and second.counted in right)
        or (first.counted in right and second.counted in left)
        for left, right in COMPLEMENTS
    )


_OF_ONE_KIND = {"child": frozenset({"girl", "boy"}), "adult": frozenset({"woman", "man"})}
"""Groups of persons that are a part themselves, and the nouns that divide them."""


def _holds_both(whole: Claim, first: Claim, second: Claim) -> bool:
    noun = own_noun(whole)
    if noun is None:
        return False
    if any(noun in left or noun in right for left, right in COMPLEMENTS):
        return {first.counted, second.counted} <= _OF_ONE_KIND.get(noun, frozenset())
    return (
        noun in PERSONS
        or noun in ("body", "death", "pupil", "fatality", "game", "match", "arrest", "suspect")
    ) and noun not in (
        first.counted,
        second.counted,
    )


def _total_after(text: Wording) -> Iterator[Link]:
    """Parts and then their total: "$3m from A, $2m from B and $1m from C, for a total of $6m"; "2 and 3, 5 in all"."""
    for match in each(text, TOTAL_AFTER):
        whole = match.claims["total"]
        lead = match.group("lead") or ""
        if not _STRONG_LEAD.search(lead) and not match.group("tail"):
            continue
        start, _ = text.sentence(match.start)
        parts = [claim for claim in text.claims(start, match.start) if comparable(claim, whole)]
        if len(parts) < 2 or len(parts) > 8:
            continue
        if lead.strip() == "" and not text.text[: match.start].endswith((",", "–", "—")):
            continue
        if _OPENERS.search(text.text[start : match.end]) or not all(alike(part, whole) for part in parts):
            continue
        if any(_larger(part, whole) for part in parts) or any(_is_rate(text, part) for part in parts):
            continue
        if not sum_fits(parts, whole) and (
            text.text[: match.start].endswith((" in", " of"))
            or _PERIOD.search(text.text, match.end, match.end + 60)
        ):
            continue
        if not sum_fits(parts, whole) and not _enumerated(text, parts):
            continue
        yield _link(whole, parts, cue="total-after", read_as="PART, PART and PART, for a total of WHOLE")


def _is_rate(text: Wording, part: Claim) -> bool:
    """Whether the number counts more than once: "£85 each"."""
    place = text.place(part) or 0
    return part.per is not None or bool(
        re.match(
            r"(?: [\w'-]+){0,2}? (?:each|apiece|per|every|a (?:day|week|month|year|head))\b",
            text.text[place + 1 :],
        )
    )


def _larger(part: Claim, whole: Claim) -> bool:
    low, high = least(part), most(whole)
    return low is not None and high is not None and low > high


def _enumerated(text: Wording, parts: Sequence[Claim]) -> bool:
    """Whether the parts stand in one coordination with like frames: each has a preposition of its own or a noun."""
    places = [text.place(part) for part in parts]
    for left, right in pairwise(places):
        if left is None or right is None:
            return False
        gap = text.text[left + 1 : right]
        if (
            len(gap) > 90
            or not _SEPARATOR.search(gap)
            or re.search(r"[.;:]|\b(?:than|from \W*$|to \W*$)", gap)
        ):
            return False
    return True
