"""Additions: what there was, what came to it, and the new total: "six more bodies, taking to 27 the number"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.links.amounts import comparable, number_of, own_noun
from checker.links.context import Context
from checker.links.folding import Match, Wording, fold, pattern
from checker.links.subset import each
from checker.model import Claim, Link

TOTAL = pattern(
    r"\b(?:bring(?:s|ing)?|brought|tak(?:es?|ing|en)|took|push(?:es|ed|ing)|lift(?:s|ed|ing)|rais(?:es|"
    r"ed|ing)) "
    r"(?:(?:the|its|their|his|her|[A-Z][\w-]+'s) (?:[\w'-]+ ){0,3}?(?:total|number|toll|tally|count|"
    r"figure|haul|sum)(?: (?:of|for|in|to date|so far)(?: [\w'-]+){0,5}?)? )?"
    r"(?:up )?to <total:count|money>"
)
ADDED = pattern(
    r"(?:<more:count|money> (?:more|additional|further|extra|new|fresh|others?)\b|"
    r"\b(?:another|a further|an additional|an extra) <another:count|money>)"
)
BASE = pattern(
    r"(?:\b(?:up from|from) <from:count|money>|<had:count|money>(?: [\w'-]+){1,2}? had (?:already )?been|"
    r"\bhad (?:already |previously |earlier )?[a-z]+(?:ed|n|t|d) <so:count|money>|"
    r"\b(?:previous|earlier) (?:total|toll|figure|count|tally) (?:of|was) <was:count|money>|"
    r"<earlier:count|money>(?: [\w'-]+){1,6}? (?:by|on|until|before|earlier) (?:<:weekday|date>|"
    r"[A-Z][a-z]+day|yesterday))"
)


def find(context: Context) -> Iterator[Link]:
    """Links of kind "addition" with the roles "base", "added" and "total"."""
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) < 2:
            continue
        text = fold(context, block)
        for match in each(text, TOTAL):
            total = match.claims["total"]
            added = _added(text, match, total)
            if added is None:
                continue
            bases = list(_bases(context, text, match, total, added))
            if bases:
                yield Link(
                    kind="addition",
                    roles={"base": tuple(bases), "added": (added,), "total": (total,)},
                    cue="taking-to",
                    read_as="ADDED more, taking the number to TOTAL ... BASE had been",
                    excuses=("no second number of the earlier state",),
                )


def _added(text: Wording, match: Match, total: Claim) -> Claim | None:
    """What came to it: the one number said to be more, in the same sentence."""
    start, _ = text.sentence(match.start)
    found = [
        claim
        for hit in each(text, ADDED, start, match.start)
        if (claim := hit.claims.get("more") or hit.claims.get("another")) is not None
        and comparable(claim, total)
    ]
    return found[0] if len(found) == 1 else None


def _bases(context: Context, text: Wording, match: Match, total: Claim, added: Claim) -> Iterator[Claim]:
    seen: set[int] = set()
    for block in range(max(0, total.block - 1), min(total.block + 2, len(context.document.blocks))):
        if not context.in_block(block):
            continue
        other = text if block == total.block else fold(context, block)
        for hit in each(other, BASE):
            claim = next(iter(hit.claims.values()), None)
            if (
                claim is None
                or claim is total
                or claim is added
                or id(claim) in seen
                or not comparable(claim, total)
            ):
                continue
            nouns = {own_noun(claim), own_noun(added)} - {None}
            if len(nouns) == 2 or number_of(claim) is None:
                continue
            if own_noun(claim) is None and "from" not in hit.claims:
                continue
            if re.search(r"\b(?:missing|injured|hurt|wounded)\b", other.text[hit.end : hit.end + 30]):
                continue
            seen.add(id(claim))
            yield claim
