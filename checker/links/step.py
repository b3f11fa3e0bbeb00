"""A step given in its unit and in percent, with the level it led to: "closed down 40p, or 10 per cent, at 360p".

Kind `step`. Roles: `new`, the level after it; `gain` or `loss`, the step; `rise` or `fall`, the same in percent.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.links.change_words import NOUN, VERB, direction
from checker.links.comparing import alike, value_of, worked_with
from checker.links.context import Context
from checker.links.folding import Match, fold, pattern
from checker.model import Link

_STEP = "<step:money|count|measure>(?: points?| cents?| pence)?"
_CHANGE = "<change:percent>"
_LEVEL = r"(?:to|at)(?: close at| finish at| end at)? <new:money|count|measure>"
_STEPS = tuple(
    (cue, pattern(source))
    for cue, source in (
        (
            "by step, or percent, to new",
            rf"\b(?P<way>{VERB}|up|down)(?: by)? {_STEP},? ?(?:or |\(){_CHANGE}\)?,?<gap:20> {_LEVEL}",
        ),
        (
            "by percent, or step, to new",
            rf"\b(?P<way>{VERB}|up|down)(?: by)? {_CHANGE},? ?(?:or |\(){_STEP}\)?,?<gap:20> {_LEVEL}",
        ),
        (
            "step higher at new, a gain of percent",
            rf"{_STEP} (?P<way>higher|lower|up|down)<gap:15> at <new:money|count|measure>,? (?:an? )?"
            rf"(?:{NOUN}) of {_CHANGE}",
        ),
        (
            "by step to new, a fall of percent",
            rf"\b(?P<way>{VERB})(?: by)? {_STEP}<gap:15> {_LEVEL},? an? (?:{NOUN}) of {_CHANGE}",
        ),
    )
)
_LONGER = pattern(
    r"^<gap:20>\b(?:since|this year|so far|over|in the (?:past|last)|on the (?:week|month|year)|annual)\b"
)


def find(context: Context) -> Iterator[Link]:
    """Every step that one sentence gives in its unit and in percent, with the level after it."""
    text = fold(context)
    seen: set[int] = set()
    for cue, wording in _STEPS:
        for start, end in text.sentences_with(3):
            for match in text.search(wording, start, end):
                change = match.claims["change"]
                if change.index not in seen and not _LONGER.search(text.text[match.end : end]):
                    for link in _links(match, cue):
                        seen.add(change.index)
                        yield link


def _links(match: Match, cue: str) -> Iterator[Link]:
    pair = alike(match.claims["step"], match.claims["new"])
    way = direction(match.group("way") or "")
    if pair is None or not way:
        return
    step, new = pair
    size, level = value_of(step), value_of(new)
    if size is None or level is None or not 0 < size < level:
        return
    up = way == "up"
    yield Link(
        kind="step",
        roles={
            "new": (worked_with(new),),
            "gain" if up else "loss": (worked_with(step),),
            "rise" if up else "fall": (match.claims["change"],),
        },
        cue=cue,
        read_as="a step, the same in percent, and the level after it",
        excuses=("no longer period for the percentage",),
    )
