"""A place in a row that headline and story give the same thing: "Third debate cancelled", "the second debate".

Kind `headline_rank`, roles `headline` and `body`: an ordinal of the headline, and the ordinal of the story before the
same noun. The story must give that noun one place only, or the headline's own place as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from checker.links.alike import content_words, folded, listed, same_noun
from checker.links.context import Context
from checker.links.headline import differs_said_again, story_blocks
from checker.model import Claim, Link

_NO_THING = listed("time place half quarter month year century minute one person man woman person grade")
_FIRST_PARAGRAPHS = 4


def find(context: Context) -> Iterator[Link]:
    """Every ordinal of a headline with the story's ordinal of the same thing."""
    blocks = story_blocks(context)
    for claim in context.claims:
        noun = _ranked(context, claim)
        if claim.block_kind != "headline" or noun is None or claim.quantity.value is None:
            continue
        if differs_said_again(context, claim):
            continue
        story = [
            other
            for block in blocks
            for other in context.in_block(block)
            if (theirs := _ranked(context, other)) is not None
            and (
                same_noun(noun, theirs) or _follows(context, claim, theirs) or _follows(context, other, noun)
            )
        ]
        story += [
            other for block in blocks for other in context.in_block(block) if _is_label(context, other, noun)
        ]
        story.sort(key=lambda other: (other.block, other.start))
        places = {other.quantity.value for other in story}
        title = content_words(context.text(claim.block))
        near = [
            other
            for other in story
            if other.block in blocks[:_FIRST_PARAGRAPHS]
            and len(title & content_words(context.sentence_text(other))) >= 2
        ]
        if claim.quantity.value in places:
            near = [other for other in story if other.quantity.value == claim.quantity.value]
        elif not near:
            continue
        elif len(places) != 1:
            usual, times = Counter(other.quantity.value for other in story).most_common(1)[0]
            near = [other for other in near if other.quantity.value == usual and times >= 3]
        for other in near[:1]:
            yield Link(
                kind="headline_rank",
                roles={"headline": (claim,), "body": (other,)},
                cue="place_of_the_same_thing",
                read_as="ORDINAL thing in the headline, ORDINAL thing in the story",
                excuses=("no other place of it in the story",),
            )


def _is_label(context: Context, claim: Claim, noun: str) -> bool:
    """Whether a number stands behind the thing that it numbers: "round 3" for "the third round"."""
    return claim.form == "count" and bool(
        re.search(rf"\b{re.escape(noun)}\s+$", context.before(claim, within=30), re.I)
    )


def _ranked(context: Context, claim: Claim) -> str | None:
    """The stem of the thing that an ordinal numbers: the last of up to four words behind it; None for fractions."""
    if claim.form != "ordinal" or claim.derived or claim.quantity.core.low == 1:
        return None
    if claim.counted is not None:
        thing = claim.counted.split()[-1]
        return None if thing in _NO_THING else thing
    words: list[str] = re.findall(
        r"^(?:[- ](?:[A-Z][\w’'-]*|[\w’'-]+)){1,3}", context.after(claim, within=50)
    )
    if not words:
        return None
    last = re.findall(r"[\w’']+", words[0])[-1]
    return None if folded(last) in _NO_THING else last.lower()


def _follows(context: Context, claim: Claim, noun: str) -> bool:
    """Whether a noun is among the four words behind an ordinal: "the second harbour debate"."""
    words = re.findall(r"[\w’'-]+|[.,;:]", context.after(claim, within=60))[:4]
    stop = next((place for place, word in enumerate(words) if word in ".,;:"), len(words))
    return folded(noun) in {folded(word) for word in words[:stop]}
