"""Scores of one match: half-time and full-time, goals added, the winner's side, and the legs of an aggregate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.links.context import Context
from checker.links.written import CARDINAL, SCORE, number, sentences, sides
from checker.model import Claim, Link

_BREAK = re.compile(
    r"\b(?:at (?:the )?(?:break|half-?time|interval)|by half-?time|half-?time (?:lead|score|deficit)|in the first half|"
    r"before the break|interval lead)\b",
    re.I,
)
_WON = re.compile(
    r"\b(?:won|wins|win|winning|winners?|beat|beats|beating|defeat(?:ed|s|ing)?|thrash(?:ed|es|ing)?|victory|edged|"
    r"overcame|downed|crushed|triumph(?:ed)?|through|progress(?:ed)?|advance[ds]?|victors?)\b",
    re.I,
)
_LOST = re.compile(
    r"\b(?:lost|loses|lose|losing|beaten|defeated by|defeat|went down|fell|falling|"
    r"(?:went|go|goes|going|crashed|bowed) out|eliminated|knocked out)\b",
    re.I,
)
_DREW = re.compile(r"\b(?:drew|draw|drawn|drawing|tied|level|stalemate)\b", re.I)
_OTHER_SCORE = re.compile(
    r"\b(?:on penalties|shoot-?out|aggregate|on pens|after extra time|tie-?break(?:er)?|overtime|on away goals|"
    r"first leg|second leg|leg)\b",
    re.I,
)
_LEADING = re.compile(r"\b(?:up|ahead|led|lead|leading|in front|advantage)\b", re.I)
_TRAILING = re.compile(
    r"\b(?:down|behind|trailed|trailing|trail|deficit|came back|come back|comeback)\b", re.I
)
_TRAILED_LEG = re.compile(r"\b(?:trail(?:ed|ing|s)?|behind|down)\b", re.I)
"""How a side enters a second leg whose first it lost."""
_ADDED = re.compile(
    r"\b(?:added|scored|netted|struck|got|hit)\s+(?:a further |another )?"
    rf"(?P<n>\d|{CARDINAL}|twice)(?:\s+(?:more|further|others?|goals?|unanswered|times))?\b"
    r"(?:\s+(?:more|in the second half|after (?:it|the (?:break|interval|restart))))?",
    re.I,
)
_BEAT = re.compile(
    r"\b(?:beat|beats|defeated|thrashed|edged|hammered|overcame|saw off|knocked out|crushed|downed)\s+"
    r"(?:[A-Z][\w’'\-]*\s*|of\s|the\s|\w+ ){1,5}(?:by\s)?$"
)
_NOT_SO = re.compile(r"\b(?:not|never|failed|didn[’']t|been|was|were|if|could|golf|par|would|should)\b")
_OTHER_POINTS = re.compile(r"\s*(?:tries|points|penalt\w+|runs|touchdowns|baskets|conversions|drop)\b", re.I)


def find(context: Context) -> Iterator[Link]:
    """Every score that the sentence ties to another one of the same match, or to its winner."""
    for block in range(len(context.document.blocks)):
        text = context.text(block)
        if not context.in_block(block) or not SCORE.search(text):
            continue
        for start, end in sentences(text):
            sentence = text[start:end]
            yield from _halves(context, block, sentence, start)
            yield from _aggregate(context, block, sentence, start)
            yield from _winner(context, block, sentence, start)
            yield from _drawn(context, block, sentence, start)


def _halves(context: Context, block: int, sentence: str, start: int) -> Iterator[Link]:
    """ "2-0 up at the break … added three more … 4-1 winners": nothing is taken back after half-time."""
    mark = _BREAK.search(sentence)
    scores = list(SCORE.finditer(sentence))
    if mark is None or len(scores) != 2 or _OTHER_SCORE.search(sentence):
        return
    half = min(scores, key=lambda m: min(abs(m.end() - mark.start()), abs(m.start() - mark.end())))
    final = scores[1] if half is scores[0] else scores[0]
    near_half = sentence[max(0, half.start() - 25) : max(half.end(), mark.end()) + 5]
    near_final = sentence[max(0, final.start() - 45) : final.end() + 25]
    won = _WON.search(near_final)
    lost = _LOST.search(near_final[: near_final.find(final.group())])
    if not won and not lost:
        return
    trailing = bool(_TRAILING.search(near_half))
    if not trailing and not _LEADING.search(near_half):
        return
    before = sides(context, block, half, start, "one side of the half-time score")
    after = sides(context, block, final, start, "one side of the final score")
    if before is None or after is None:
        return
    if trailing:
        before = (before[1], before[0])
    if lost:
        # A beaten side has the lesser number, in whatever order the two are told.
        after = (after[1], after[0]) if int(final[1]) > int(final[3]) else after
        if won:
            return
        yield Link(
            kind="half_time",
            roles={
                "half_won": (before[0],),
                "half_lost": (before[1],),
                "won": (after[0],),
                "lost": (after[1],),
            },
            cue="half_and_full_time_lost",
            read_as="A-B at half-time … lost C-D",
        )
        return
    added = _ADDED.search(sentence, half.end(), final.start()) if half is scores[0] else None
    more: Claim | None = None
    if added is not None and _OTHER_POINTS.match(sentence, added.end()):
        return
    if added is not None:
        more = number(context, block, start + added.start("n"), start + added.end("n"), "goals added")
    if more is not None:
        yield Link(
            kind="goals_added",
            roles={
                "half": (before[0],),
                "added": (more,),
                "final": (after[0],),
                "half_other": (before[1],),
                "final_other": (after[1],),
            },
            cue="added_more",
            read_as="A-B at half-time, added N, won C-D",
        )
        return
    yield Link(
        kind="half_time",
        roles={"half_won": (before[0],), "half_lost": (before[1],), "won": (after[0],), "lost": (after[1],)},
        cue="half_and_full_time",
        read_as="A-B at half-time … won C-D",
    )


_DRAWN = re.compile(
    r"\b(?:drew|drawing|held to a|played out a|fought out a|ended in a|finished in a|settled for a|earned a|salvaged "
    r"a|battled to a)"
    r"(?: [\w’'-]+){0,3}?\s+$",
    re.I,
)
_NO_DRAW = re.compile(
    r"\b(?:series|sets?|games|frames|aggregate|crowds?|penalties|shoot-?out|replay|comparison|level)\b", re.I
)


def _drawn(context: Context, block: int, sentence: str, start: int) -> Iterator[Link]:
    """ "drew 2-2", "a 1-1 draw": both sides have as much."""
    for score in SCORE.finditer(sentence):
        before, after = sentence[: score.start()], sentence[score.end() : score.end() + 30]
        drawn = _DRAWN.search(before) or re.match(
            r"\s+(?:home |away |thrilling |goalless )?(?:draw|stalemate|tie)\b(?! ?break)", after
        )
        if (
            not drawn
            or re.search(r"\b(?:wins?|victory|defeat|loss)\b|\d-\d", after)
            or _NO_DRAW.search(before[-40:] + after)
        ):
            continue
        both = sides(context, block, score, start, "one side of the score")
        if both is not None:
            yield Link(
                kind="match_drawn",
                roles={"one": (both[0],), "other": (both[1],)},
                cue="drew_by_score",
                read_as="drew A-B",
                excuses=("no series, shoot-out or aggregate",),
            )


def _aggregate(context: Context, block: int, sentence: str, start: int) -> Iterator[Link]:
    """ "lost 3-1 at home, through 5-4 on aggregate after a first leg of 4-1": two legs make the aggregate."""
    scores = list(SCORE.finditer(sentence))
    if (
        len(scores) != 3
        or not re.search(r"\baggregate\b", sentence, re.I)
        or re.search(r"penalties|shoot", sentence)
    ):
        return
    total = next((m for m in scores if re.match(r"\s*(?:\w+ )?on aggregate", sentence[m.end() :])), None)
    if total is None:
        total = next(
            (m for m in scores if re.search(r"aggregate (?:score )?(?:of )?$", sentence[: m.start()])), None
        )
    if total is None:
        return
    oriented: list[tuple[Claim, Claim]] = []
    for score in scores:
        both = sides(context, block, score, start, "one side of a score")
        way = _way(sentence, score, scores)
        if both is None or not way:
            return
        oriented.append(both if way == "won" else (both[1], both[0]))
    legs = [pair for score, pair in zip(scores, oriented, strict=True) if score is not total]
    whole = oriented[scores.index(total)]
    yield Link(
        kind="aggregate",
        roles={
            "first_for": (legs[0][0],),
            "second_for": (legs[1][0],),
            "for": (whole[0],),
            "first_against": (legs[0][1],),
            "second_against": (legs[1][1],),
            "against": (whole[1],),
        },
        cue="legs_and_aggregate",
        read_as="A-B in one leg, C-D in the other, E-F on aggregate",
    )


def _way(sentence: str, score: re.Match[str], scores: list[re.Match[str]]) -> str:
    """Whether a score is told as won or as lost by the side that the sentence is about; drawn counts as won."""
    behind = max((m.end() for m in scores if m.end() <= score.start()), default=0)
    before, after = sentence[behind : score.start()], sentence[score.end() : score.end() + 14]
    if re.match(r"\s*(?:draw|stalemate)\b", after) or _DREW.search(before):
        return "won" if score[1] == score[3] else ""
    if re.match(r"\s*(?:home |away )?(?:defeat|loss)\b", after):
        return "lost"
    if re.match(r"\s*(?:home |away )?(?:win|victory)\b", after):
        return "won"
    found = [(m.start(), "lost") for words in (_LOST, _TRAILED_LEG) for m in words.finditer(before)] + [
        (m.start(), "won") for m in _WON.finditer(before)
    ]
    return max(found)[1] if found else ""


def _winner(context: Context, block: int, sentence: str, start: int) -> Iterator[Link]:
    """ "Sweden defeated South Korea 1-0": the winner's score comes first and is the higher."""
    for score in SCORE.finditer(sentence):
        before, after = sentence[: score.start()], sentence[score.end() : score.end() + 30]
        if not _BEAT.search(before) or _NOT_SO.search(before[-70:]):
            continue
        if re.match(r"\s*(?:,?\s*\(?\d|in golf|odds|favou?rites?)", after) or _OTHER_SCORE.search(after):
            continue
        both = sides(context, block, score, start, "one side of the score")
        if both is not None:
            yield Link(
                kind="match_won",
                roles={"winner": (both[0],), "loser": (both[1],)},
                cue="beat_by_score",
                read_as="WINNER beat LOSER A-B",
            )
