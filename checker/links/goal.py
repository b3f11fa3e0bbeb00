"""Goals said to be reached or missed: "has passed its £50,000 target, with £52,300 raised so far".

Kind `goal_reached` with the roles `more` and `less`: what was reached and the goal, or the goal and what fell short.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.links.comparing import alike
from checker.links.context import Context
from checker.links.folding import Match, Wording, fold, pattern
from checker.links.operands import is_plain
from checker.model import Claim, Link

_VALUE = "count|money|measure|percent"
_GOAL = (
    r"(?:its|their|the|his|her|our|a) (?:[\w'-]+ ){0,3}?"
    rf"(?:<goal:{_VALUE}> (?:[\w-]+ )?(?:target|goal|quota|threshold|minimum)"
    rf"|(?:target|goal|quota|threshold|minimum)(?: [\w-]+){{0,4}}? (?:of|at) <later:{_VALUE}>)"
)
_REACHED = pattern(
    r"\b(?:pass(?:ed|es|ing)|beat(?:en|s|ing)?|exceed(?:ed|s|ing)|topp(?:ed|ing)|tops|surpass(?:ed|es|ing)|smash(?:ed|es|ing)"
    r"|met|meets|meeting|reach(?:ed|es|ing)|hit|hits|hitting|achiev(?:ed|es|ing)|cleared|clearing|broken|overshot|outstripped)"
    rf" {_GOAL}"
)
_MISSED = pattern(
    r"\b(?:miss(?:ed|es|ing)|f(?:e|a)ll(?:en|s|ing)? (?:well |far |just )?short of|fails? to (?:meet|reach|hit)|below|under"
    rf"|failed to (?:meet|reach|hit)|short of|undershot) {_GOAL}"
)
_NOT_SAID = pattern(
    r"\b(?:not|never|n't|fail\w*|yet|hop(?:es|ed|ing)|expect\w*|will|would|could|should|might|may|if|until|unless|must|aim\w*"
    r"|plan\w*|likely|whether|nearly|almost|close to|on (?:track|course)|to|new|another|next|second|first|last year|earlier"
    r"|previous\w*|originally|initial\w*|half|each|every|some|of the|per)\b"
)
_ANOTHER = pattern(
    r"\b(?:new|another|next|second|revised|previous\w*|last year|a year (?:ago|earlier)|in <:year>|original\w*"
    r"|initial\w*|up from"
    r"|down from|compared|including|average|more than|later|earlier|then)\b"
)


def find(context: Context) -> Iterator[Link]:
    """Every goal said to be reached or missed, with the only number near by that can say how far it got."""
    text = fold(context)
    for wording, reached in ((_REACHED, True), (_MISSED, False)):
        for match in text.search(wording):
            goal = match.claims.get("goal") or match.claims["later"]
            value = _value(text, match, goal, reached=reached)
            if value is None:
                continue
            more, less = (value, goal) if reached else (goal, value)
            yield Link(
                kind="goal_reached",
                roles={"more": (more,), "less": (less,)},
                cue="goal reached" if reached else "goal missed",
                read_as="a goal said to be reached or missed, and how far it got",
                excuses=("no other goal", "no other number of the kind"),
            )


def _value(text: Wording, match: Match, goal: Claim, *, reached: bool) -> Claim | None:
    start, end = text.sentence(match.start)
    lead = text.text[max(start, match.start - 45) : match.start]
    if reached and _NOT_SAID.search(lead):
        return None
    if not reached and _NOT_SAID.search(text.text, max(start, match.start - 20), match.start):
        return None
    for low, high in ((start, end), text.next_sentence(match.start) or (end, end)):
        if _ANOTHER.search(text.text, low, high):
            return None
        like = [
            pair[0]
            for claim in text.claims(low, high)
            if claim.index != goal.index
            and claim.form == goal.form
            and (pair := alike(claim, goal)) is not None
        ]
        if like:
            return like[0] if len(like) == 1 and is_plain(like[0]) and _of_one_order(like[0], goal) else None
    return None


def _of_one_order(value: Claim, goal: Claim) -> bool:
    """Whether the two are near enough to be a goal and how far it got, not a step or a share of it."""
    one, other = value.quantity.value, goal.quantity.value
    return one is not None and other is not None and 0 < one <= 2 * other and other <= 2 * one
