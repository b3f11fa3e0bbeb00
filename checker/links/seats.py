"""Seats that parties won, and the seats that the house has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.links.context import Context
from checker.links.written import number
from checker.model import Claim, Link

_HOUSE = re.compile(
    r"\b(?:in|of|for|on) (?:the|its|a) (?:new )?(\d{2,4})[- ](?:seat|member)\b|"
    r"\b(?:of|out of) (?:the |its |all )?(?:[\w’'-]+[’']s? )?(?:\w+ )?(\d{2,4}) seats\b",
    re.I,
)
_WON = re.compile(
    r"\b(?:won|win|wins|took|take|takes|got|gets|secured|secures|captured|has|have|had|with|holds?|held|"
    r"and|,)\b",
    re.I,
)
_NOT_THESE = re.compile(
    r"\b(?:needed|majority|short of|gain(?:ed|s)?|lost|loss|losing|fewer|more|up|down|required|contested|"
    r"standing|vacant|"
    r"remaining|reserved|at stake|up for|last time|previous|in (?:19|20)\d\d|projected|forecast|poll)\b",
    re.I,
)


def find(context: Context) -> Iterator[Link]:
    """The seats listed in one sentence with the size of the house named in it or next to it."""
    for block in range(len(context.document.blocks)):
        text = context.text(block)
        for match in _HOUSE.finditer(text):
            place = match.start(1) if match[1] else match.start(2)
            house = next(
                (claim for claim in context.in_block(block) if claim.start <= place < claim.end), None
            )
            if house is None or house.quantity.value is None:
                continue
            for sentence in (house.sentence, house.sentence + 1):
                seats = [c for c in context.in_sentence(sentence) if c is not house and _is_seats(context, c)]
                if seats:
                    seats += _elliptic(context, seats[0], (*seats, house))
                whole = context.sentence_text(seats[0]) if seats else ""
                if (
                    len(seats) >= 2
                    and len({c.start for c in seats}) == len(seats)
                    and not _NOT_THESE.search(whole)
                ):
                    yield Link(
                        kind="seats",
                        roles={"party": tuple(seats), "house": (house,)},
                        closed="closed",
                        cue="seats_of_house",
                        read_as="PARTY won SEATS, PARTY SEATS … in the HOUSE-seat house",
                        excuses=("no gains, losses or targets",),
                    )
                    break


_ELLIPTIC = re.compile(
    r"(?:,|\band)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,4}(?:won\s+|took\s+|on\s+|"
    r"with\s+)?(?P<n>\d{1,3})(?=[\s,.;]|$)"
)


def _elliptic(context: Context, first: Claim, known: Sequence[Claim]) -> list[Claim]:
    """ "61 seats, the Liberals 44 and Labour 19": the seats behind the names that follow."""
    text = context.text(first.block)
    found: list[Claim] = []
    for match in _ELLIPTIC.finditer(text, first.end, first.sentence_end):
        if any(claim.start <= match.start("n") < claim.end for claim in known):
            continue
        claim = number(context, first.block, *match.span("n"), "seats of a party")
        if claim is not None:
            found.append(claim)
    return found


def _is_seats(context: Context, claim: Claim) -> bool:
    if claim.form != "count" or claim.quantity.value is None or claim.derived:
        return False
    return claim.counted == "seat" and bool(_WON.search(context.before(claim)))
