"""Sets of tennis and the like: straight sets, and how many sets a match took."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from checker.links.context import Context, derive, exactly
from checker.links.written import SCORE, number, sentences, sides
from checker.model import Link

_STRAIGHT = re.compile(r"\b(?:in )?straight (?:sets|games)\b", re.I)
_COUNTED = re.compile(r"\bin (?P<n>two|three|four|five|[2-5]) (?:\w+ )?sets\b", re.I)
_LOST = re.compile(
    r"\b(?:lost|loses|lose|losing|beaten|defeated by|went down|fell|falling|succumbed|out in|crashed out)\b",
    re.I,
)
_WON = re.compile(
    r"\b(?:won|wins|win|winning|beat|beats|beating|defeated|defeats|thrashed|victory|edged|overcame|downed|crushed|"
    r"triumphed|through)\b",
    re.I,
)


def find(context: Context) -> Iterator[Link]:
    """Every set of a match said to be won in straight sets, and the sets listed of a match in so many."""
    for block in range(len(context.document.blocks)):
        text = context.text(block)
        if not context.in_block(block) or " sets" not in text:
            continue
        for start, end in sentences(text):
            sentence = text[start:end]
            for mark in (_STRAIGHT.search(sentence), _COUNTED.search(sentence)):
                scores = _listed(sentence, mark) if mark is not None else []
                if mark is None or len(scores) < 2:
                    continue
                if mark.re is _STRAIGHT:
                    yield from _straight(context, block, sentence, start, mark, scores)
                else:
                    yield from _counted(context, block, sentence, start, mark, scores)


def _listed(sentence: str, mark: re.Match[str]) -> list[re.Match[str]]:
    """The run of set scores right behind or right before the words about sets."""
    scores = [m for m in SCORE.finditer(sentence) if 6 <= max(int(m[1]), int(m[3])) <= 26]
    if any(later.start() - earlier.end() > 25 for earlier, later in itertools.pairwise(scores)):
        return []
    if not scores or scores[0].start() - mark.end() > 60 or mark.start() - scores[-1].end() > 3:
        return []
    return scores


def _straight(
    context: Context, block: int, sentence: str, start: int, mark: re.Match[str], scores: list[re.Match[str]]
) -> Iterator[Link]:
    ahead = sentence[: min(mark.start(), scores[0].start())]
    # The loser's sets are told either way round: most of them say which.
    first = sum(int(score[1]) > int(score[3]) for score in scores)
    lost = bool(_LOST.search(ahead)) and not _WON.search(ahead) and 2 * first <= len(scores)
    for score in scores:
        both = sides(context, block, score, start, "one side of a set")
        if both is None:
            return
        claim = derive(
            both[0], readings=[exactly(0)], why="straight sets", start=start + mark.start(), end=start + mark.end(),
            text=mark.group(),
        )  # fmt: skip
        won, other = (both[1], both[0]) if lost else both
        yield Link(
            kind="straight_set",
            roles={"won": (won,), "lost": (other,), "claim": (claim,)},
            cue="straight_sets",
            read_as="in straight sets, SET, SET …",
        )


def _counted(
    context: Context, block: int, sentence: str, start: int, mark: re.Match[str], scores: list[re.Match[str]]
) -> Iterator[Link]:
    said = number(context, block, start + mark.start("n"), start + mark.end("n"), "the number of sets")
    last = number(context, block, start + scores[-1].start(1), start + scores[-1].end(1), "the last set")
    if said is None or last is None:
        return
    low, high = scores[0].start(), scores[-1].end()
    listed = derive(
        last, readings=[exactly(len(scores))], why=f"{len(scores)} sets listed", start=start + low, end=start + high,
        text=sentence[low:high],
    )  # fmt: skip
    yield Link(
        kind="set_count",
        roles={"said": (said,), "listed": (listed,)},
        cue="in_n_sets",
        read_as="in N sets, SET, SET …",
    )
