"""A date that the wording puts into a period told just before: "head of the port from 2000 to 2010. During his tenure".

Kind `within_period`, roles `start`, `end` and `date`. The period is one with both ends stated; what happened "during
his tenure", "in that time" or "during which" lies in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from checker.links.context import Context
from checker.links.moments import Moment, derived_period, ends_of_years, moments, period
from checker.model import Claim, Link

_TERM = (
    r"(?:tenure|term|time|presidency|reign|rule|leadership|stint|period|spell|chairmanship|mayoralty|premiership|career|"
    r"stay|service|administration|governorship|directorship|office|captaincy|employment|years|era|decade)"
)
_DURING = re.compile(
    rf"(?:^|[.!?;,]\s+)(?:during|in|throughout|over)\s+(?:his|her|their|its|this|that|those|the\s+same)\s+"
    rf"(?:\w+\s+)?{_TERM}\b(?!\s+(?:before|after|at|with)\b)",
    re.IGNORECASE,
)
_DURING_WHICH = re.compile(
    r",?\s*(?:during\s+which|in\s+which\s+time|a\s+(?:time|period)\s+(?:in|when))\b", re.I
)
_JOINED = re.compile(
    r"\s*(?:–|—|-|to|until|till|through|up\s+to|and)\s*(?:the\s+)?(?:\w+day,?\s+)?", re.IGNORECASE
)
_OPENED = re.compile(r"\b(?:from|between)\s+(?:\w+day,?\s+)?$", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|until|before|after|by|as\s+early\s+as|back\s+to|for|opened|prior\s+to|founded\s+in|built\s+in|born\s+in|"
    r"act\s+of|class\s+of|of\s+the)\s*$",
    re.IGNORECASE,
)
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADE = re.compile(rf"\bin\s+the\s+(?:early\s+|late\s+|mid-?\s?)?(?P<word>{'|'.join(_DECADES)})\b", re.I)
_OUT_OF_TIME = re.compile(
    r"\b(?:later|previously|formerly|already|earlier|would|had|born|founded|since)\b", re.I
)


def find(context: Context) -> Iterator[Link]:
    """Every date that the text puts into a period of the same paragraph."""
    for block, content in enumerate(context.document.blocks):
        if content.kind in ("table_cell", "headline") or len(context.in_block(block)) < 2:
            continue
        text = context.text(block)
        for start, end, last in _periods(context, block, text):
            yield from _told_during(context, block, text, start, end, last)


def _periods(context: Context, block: int, text: str) -> Iterator[tuple[Claim, Claim, Claim]]:
    """The periods of a block: start, end, and the claim that the end stands in."""
    found = list(moments(context, block))
    for left, right in pairwise(found):
        if left.claim.sentence != right.claim.sentence or left.year_stated != right.year_stated:
            continue
        if not left.years or left.precision != right.precision:
            continue
        gap = text[left.end : right.start]
        if not _JOINED.fullmatch(gap) or not _OPENED.search(text[max(0, left.start - 20) : left.start]):
            continue
        if re.fullmatch(r"\s*and\s*", gap, re.I) and not re.search(
            r"\bbetween\s+$", text[max(0, left.start - 20) : left.start], re.I
        ):
            continue
        year = left.years[0]
        start, end = (
            (left.dated(), right.dated()) if left.year_stated else (left.dated([year]), right.dated([year]))
        )
        yield start, end, right.claim
    for claim in context.in_block(block):
        ends = ends_of_years(context, claim) if claim.form == "year" else None
        if ends is not None:
            yield ends[0], ends[1], claim


def _told_during(
    context: Context, block: int, text: str, start: Claim, end: Claim, last: Claim
) -> Iterator[Link]:
    if (start.quantity.core.low or 0) > (end.quantity.core.high or 0):
        return
    match = _DURING.search(text, last.sentence_end - 1, min(len(text), last.sentence_end + 60))
    same = _DURING_WHICH.search(text, last.end, last.sentence_end)
    opening = match or same
    if opening is None:
        return
    yield from _decades(context, block, text, start, end, last, opening.end())
    clause = [
        claim
        for claim in context.in_block(block)
        if claim.start >= opening.end()
        and (same is None or match is not None or claim.sentence == last.sentence)
    ]
    if not clause:
        return
    first = clause[0].sentence
    for claim in clause:
        if claim.sentence != first or claim.quoted:
            break
        stretch = text[opening.end() : claim.start]
        if _OUT_OF_TIME.search(stretch) or _SINCE.search(stretch) or len(stretch) > 180:
            break
        dated = _dated(context, claim, start)
        if dated is None:
            continue
        yield _link(start, end, dated)


def _decades(
    context: Context, block: int, text: str, start: Claim, end: Claim, last: Claim, begin: int
) -> Iterator[Link]:
    """The decades of the last century in words: "during which he twice held office, first in the seventies"."""
    stop = next((at for at in (text.find(". ", begin),) if at >= 0), len(text))
    for match in _DECADE.finditer(text, begin, stop):
        century = (start.quantity.core.low or 0) < date(2000, 1, 1).toordinal()
        if not century or _OUT_OF_TIME.search(text, begin, match.start()):
            return
        year = 1900 + 10 * (_DECADES.index(match["word"].lower()) + 2)
        span = match.span("word")
        decade = derived_period(
            last, [(date(year, 1, 1), date(year + 9, 12, 31))], why="a decade", start=span[0], end=span[1],
            text=match["word"],
        )  # fmt: skip
        yield _link(start, end, decade)


def _link(start: Claim, end: Claim, dated: Claim) -> Link:
    return Link(
        kind="within_period",
        roles={"start": (start,), "end": (end,), "date": (dated,)},
        cue="during that time",
        read_as=f"{dated.quantity.text} lies between {start.quantity.text} and {end.quantity.text}",
        excuses=("no 'later' or 'since'",),
    )


def _dated(context: Context, claim: Claim, start: Claim) -> Claim | None:
    """The claim as a period of days: a year, a date with its year, or a decade."""
    if claim.form == "decade":
        return _decade(claim, start)
    found = next((one for one in moments(context, claim.block) if one.start == claim.start), None)
    return found.dated() if isinstance(found, Moment) and found.year_stated else None


def _decade(claim: Claim, start: Claim) -> Claim | None:
    low, high = claim.quantity.core.low, claim.quantity.core.high
    if low is None or high is None or low < 1000 or start.quantity.core.low is None:
        return None
    first, last = period(int(low), None, None), period(int(high), None, None)
    if first is None or last is None:
        return None
    return derived_period(
        claim,
        [(first[0], last[1])],
        why="a decade",
        start=claim.start,
        end=claim.end,
        text=claim.quantity.text,
    )
