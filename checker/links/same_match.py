"""The score of one match told twice, and what the halves of a football match allow.

Kind `same_match`, roles `first_for`, `second_for`, `first_against` and `second_against`: two sides that are named with
a score twice in an article played one match, unless legs, sets, halves, seasons or replays are spoken of. Kind
`goalless`, roles `home` and `away`: the score of a half in which nobody scored. Kind `minute_of_half`, role `minute`:
the minute of what happened in the second half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from checker.links.alike import listed
from checker.links.context import Context
from checker.links.written import SCORE, number, sentences, sides
from checker.model import Claim, Link

_NAME = r"[A-Z][\w’'.&-]{0,40}(?:\s+(?:[A-Z][\w’'.&-]{0,40}|of|and|de|del|do|la)){0,6}?"
_LEAD = r"(?:[a-z]+\s+){0,2}"
"""What may stand before a side: "the hosts", "debutants"."""
_FIRST, _SECOND = rf"(?P<one>{_NAME})", rf"{_LEAD}(?P<two>{_NAME})"
_BEAT = (
    r"(?:beat|beats|defeated|defeats|thrashed|edged|hammered|overcame|crushed|downed|"
    r"(?:won|wins|win)\s+(?:against|over)|(?:victory|triumph)\s+(?:over|against))"
)
_AGAINST = r"(?:to|against|with|over|at)"
_SHOWN = "\x00"
"""What stands for the score in the text that the patterns read."""
_PATTERNS = (
    # "Sweden defeated South Korea 1-0"
    (re.compile(rf"\b{_FIRST}\s+(?:[a-z]+\s+){{0,2}}{_BEAT}\s+{_SECOND},?\s+(?:by\s+)?{_SHOWN}"), "won"),
    # "Tunisia lost 1-2 to England", "Rovers drew 1-1 with Albion", "Rovers won 2-0 against Albion"
    (
        re.compile(
            rf"\b{_FIRST}\s+(?:[a-z]+\s+){{0,2}}(?:lost|lose|loses|fell)\s+(?:by\s+)?{_SHOWN}\s+(?:[a-z]+\s+){{0,2}}{_AGAINST}\s+{_SECOND}"
        ),
        "lost",
    ),
    (
        re.compile(
            rf"\b{_FIRST}\s+(?:[a-z]+\s+){{0,2}}(?:won|win|wins|drew|draw|drawing|tied)\s+(?:by\s+)?{_SHOWN}\s+(?:[a-z]+\s+){{0,2}}{_AGAINST}\s+{_SECOND}"
        ),
        "won",
    ),
    # "Rovers' 2-0 win over Albion", "a 2-1 victory for Rovers over Albion"
    (
        re.compile(
            rf"\b{_FIRST}[’']s?\s+(?:[a-z]+\s+)?{_SHOWN}\s+(?:[a-z]+\s+)?(?:win|victory|triumph)\s+(?:over|against)\s+{_SECOND}"
        ),
        "won",
    ),
    (
        re.compile(
            rf"\b{_FIRST}[’']s?\s+(?:[a-z]+\s+)?{_SHOWN}\s+(?:[a-z]+\s+)?(?:defeat|loss)\s+(?:by|to|against|at)\s+{_SECOND}"
        ),
        "lost",
    ),
    # "Sweden 1 - 0 Korea Republic" as a line of its own
    (re.compile(rf"(?:^|[–—:|-]\s|\A){_FIRST}\s+{_SHOWN}\s+{_SECOND}\s*[.]?$"), "home"),
)
_OTHER_SCORE = re.compile(
    r"\b(?:penalt(?:y|ies) shoot|shoot-?out|aggregate|on pens|extra time|tie-?break|first leg|second leg|legs?|sets?|"
    r"half-?time|at the break|the interval|first half|first period|earlier|previous|previously|"
    r"last (?:season|year|month|week|time)|reverse|replay|in (?:19|20)\d\d|since|ago|when|series|game (?:one|two|\d)|"
    r"opening game|frames?|championship final of)\b",
    re.I,
)
_COMMON = listed("fc united city town county the of republic national team and real sporting athletic club")


@dataclass(frozen=True, slots=True)
class _Result:
    block: int
    one: frozenset[str]
    two: frozenset[str]
    goals: tuple[Claim, Claim]


def find(context: Context) -> Iterator[Link]:
    """Every pair of scores of one match, every half without goals, and every minute told of a second half."""
    results: list[_Result] = []
    for block in range(len(context.document.blocks)):
        text = context.text(block)
        if not context.in_block(block):
            continue
        if SCORE.search(text):
            for start, end in sentences(text):
                results.extend(_results(context, block, text[start:end], start))
                yield from _goalless(context, block, text[start:end], start)
        yield from _minutes(context, block, text)
    for first, second in combinations(results, 2):
        if len({id(result) for result in results if _same_sides(result, first)}) > 4:
            continue
        if not _same_sides(first, second):
            continue
        turned = bool(first.one & second.two) and not first.one & second.one
        goals = (second.goals[1], second.goals[0]) if turned else second.goals
        if _values(first.goals) == _values(goals)[::-1] and "draw" not in context.text(second.block):
            continue  # the order of the sides may be that of home and away
        yield Link(
            kind="same_match",
            roles={
                "first_for": (first.goals[0],),
                "second_for": (goals[0],),
                "first_against": (first.goals[1],),
                "second_against": (goals[1],),
            },
            cue="score_told_again",
            read_as="ONE against TWO, A-B, told twice",
            excuses=("no leg, half or earlier match",),
        )


def _values(goals: tuple[Claim, Claim]) -> tuple[object, ...]:
    return tuple(goal.quantity.core.low for goal in goals)


def _same_sides(first: _Result, second: _Result) -> bool:
    straight = first.one & second.one and first.two & second.two
    turned = first.one & second.two and first.two & second.one
    return bool(straight) != bool(turned)


def _results(context: Context, block: int, sentence: str, start: int) -> Iterator[_Result]:
    if _OTHER_SCORE.search(sentence):
        return
    for score in SCORE.finditer(sentence):
        shown = sentence[: score.start()] + _SHOWN + sentence[score.end() :]
        # Other scores are no names, so they end what stands around this one.
        for pattern, way in _PATTERNS:
            match = next((m for m in pattern.finditer(shown) if _SHOWN in m.group()), None)
            if match is None:
                continue
            one, two = _words(match["one"]), _words(match["two"])
            both = sides(context, block, score, start, "one side of the score")
            if not one or not two or one & two or both is None:
                break
            high = max(both, key=lambda side: side.quantity.core.low or 0)
            low = both[1] if high is both[0] else both[0]
            goals = both if way == "home" else (high, low) if way == "won" else (low, high)
            yield _Result(block, one, two, goals)
            break


def _words(name: str) -> frozenset[str]:
    """The words that tell a side from others."""
    found = {word.lower().removesuffix("'s").removesuffix("’s") for word in re.findall(r"[\w’'-]+", name)}
    return frozenset(found - _COMMON)


# ── halves ──

_NO_GOALS = re.compile(
    r"\b(?:goalless|scoreless|neither (?:side|team)\s+(?:could\s+|was able to\s+|managed to\s+)?(?:open(?:ed)? the scoring|"
    r"scored?|found? the net|broke the deadlock|break the deadlock)|without (?:a goal|goals)|no goals were scored)\b",
    re.I,
)
_ENDED = re.compile(r"\b(?:ended|finished|closed|was|it|remained|stayed)\s+(?:at\s+|the half\s+)?$", re.I)


def _goalless(context: Context, block: int, sentence: str, start: int) -> Iterator[Link]:
    """ "neither side scored before the break, and it was 0-0"."""
    told = _NO_GOALS.search(sentence)
    scores = list(SCORE.finditer(sentence))
    if told is None or len(scores) != 1 or re.search(r"\b(?:until|before|but|till)\b", sentence):
        return
    score = scores[0]
    if not _ENDED.search(sentence[: score.start()]) or score.start() < told.start():
        return
    both = sides(context, block, score, start, "one side of the score")
    if both is not None:
        yield Link(
            kind="goalless",
            roles={"home": (both[0],), "away": (both[1],)},
            cue="nobody_scored",
            read_as="nobody scored; it ended A-B",
        )


_HALF = re.compile(
    r"\b(?P<which>first|second|opening)\s+half\b|\b(?P<late>after the (?:break|interval|restart))\b", re.I
)
_MINUTE = re.compile(
    r"\b(?:in|on|at|by|from) the (?P<n>\d{1,3})(?:st|nd|rd|th)?[- ]minute\b(?!\s+of\b)", re.I
)
_FOOTBALL = re.compile(
    r"\b(?:goals?|penalty|booked|corner|header|keeper|midfielder|striker|football|soccer)\b", re.I
)


def _minutes(context: Context, block: int, text: str) -> Iterator[Link]:
    """ "In the second half … In the 62nd minute": the minutes of a second half are past the fortieth."""
    if not _FOOTBALL.search(text):
        return
    for minute in _MINUTE.finditer(text):
        halves = list(_HALF.finditer(text, 0, minute.start()))
        if not halves or re.search(
            r"\bhalf-?time\b|\bearlier\b|\bhad\b", text[halves[-1].end() : minute.end()]
        ):
            continue
        last = halves[-1]
        opens = re.search(r"(?:^|[.!?]\s+)[^.!?]{0,30}$", text[: last.start()])
        if (last["which"] or "").lower() in ("first", "opening") or opens is None:
            continue
        claim = number(context, block, *minute.span("n"), "a minute of the match")
        if claim is not None:
            yield Link(
                kind="minute_of_half",
                roles={"minute": (claim,)},
                cue="minute_of_the_second_half",
                read_as="In the second half … in minute N",
                excuses=("not a minute of the half",),
            )
