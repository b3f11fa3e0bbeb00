"""A precise figure told twice with a year each: "received 203,091 votes in 2016 … the 203,091 votes of 2016".

Kind `anchored_year`, roles `first` and `second` (the years). A count of four significant digits or more of the same
thing is the same count, so what it is dated with is one year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from checker.links.alike import same_noun
from checker.links.context import Context
from checker.model import Claim, Link

_PRECISE = 4
_UNLIKE = re.compile(
    r"\b(?:since|until|from|before|after|compared|than|up|down|again|by|act of|born|founded)\s+(?:in\s+)?$",
    re.I,
)


def find(context: Context) -> Iterator[Link]:
    """The years of every precise count that the article gives in two sentences."""
    told: dict[object, list[Claim]] = defaultdict(list)
    for claim in context.claims:
        written = claim.quantity.written
        if (
            claim.form in ("count", "money")
            and not claim.derived
            and not written.in_words
            and claim.quantity.qualifier == "exactly"
            and written.significant >= _PRECISE
            and claim.block_kind not in ("table_cell",)
        ):
            told[(claim.form, claim.unit, claim.quantity.value)].append(claim)
    for claims in told.values():
        for second in claims[1:]:
            first = claims[0]
            if first.sentence == second.sentence or (
                first.form == "count" and not same_noun(first.counted, second.counted)
            ):
                continue
            years = [_year_beside(context, claim) for claim in (first, second)]
            if years[0] is not None and years[1] is not None:
                yield Link(
                    kind="anchored_year",
                    roles={"first": (years[0],), "second": (years[1],)},
                    cue="year_of_a_precise_figure",
                    read_as=f"{first.quantity.text} is told twice, each time with its year",
                    excuses=("no other year in either sentence",),
                )
                break


def _year_beside(context: Context, claim: Claim) -> Claim | None:
    """The one year of the sentence; None where there is none, several, or one that is no date of the count."""
    years = [
        other
        for other in context.in_sentence(claim.sentence)
        if other.form == "year"
        or (other.form == "date" and other.quantity.calendar and other.quantity.calendar.year)
    ]
    if len(years) != 1 or years[0].form != "year" or _UNLIKE.search(context.before(years[0])):
        return None
    return years[0]
