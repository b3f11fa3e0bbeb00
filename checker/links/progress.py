"""Progress: what has been done, stage by stage, of what was agreed or aimed at, and what is left.

Two readings. An *agreed number* ("agreed to swap 1,000 prisoners each") that asserted stages of the same activity, on
different days and on the same footing (per side or not), cannot exceed; and a *goal* ("£300,000 of its £500,000
target"), which can be passed but whose distance the text may state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from checker.links.amounts import (
    alike,
    comparable,
    least,
    most,
    number_of,
    own_noun,
    sum_fits,
    sum_of,
    word_set,
)
from checker.links.context import Context
from checker.links.folding import Wording, fold, pattern
from checker.links.subset import each
from checker.model import Claim, Link

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTIVITIES: Mapping[str, frozenset[str]] = {
    "hand-over": word_set(
        "swap exchange release free return repatriate bring_home bring_back hand_over hand_back give_back send_home "
        "transfer"
    ),
    "vaccination": word_set("vaccinate inoculate immunise immunize"),
    "planting": word_set("plant replant"),
    "recruitment": word_set("recruit hire"),
    "dismissal": word_set("dismiss fire lay_off sack axe cut shed"),
    "evacuation": word_set("evacuate airlift relocate resettle rehouse"),
    "delivery": word_set("deliver supply ship distribute send donate"),
    "building": word_set("build complete construct erect"),
    "destruction": word_set("destroy dismantle scrap decommission demolish"),
    "withdrawal": word_set("withdraw pull_out"),
}
"""Verbs, and their nouns, that name one and the same activity."""
_NOUNS: Mapping[str, str] = {
    "exchange": "exchange", "swap": "swap", "release": "release", "return": "return", "transfer": "transfer",
    "repatriation": "repatriate", "handover": "hand_over", "vaccination": "vaccinate", "evacuation": "evacuate",
    "delivery": "deliver", "construction": "construct", "destruction": "destroy", "withdrawal": "withdraw",
    "dismissal": "dismiss", "recruitment": "recruit", "planting": "plant",
}  # fmt: skip
_AGREED = re.compile(
    r"\b(?:agree[ds]?|agreement|pledge[ds]?|promise[ds]?|vow(?:ed|s)?|undert(?:ook|ake|aken)|"
    r"commit(?:ted|s)?|deal|accord|"
    r"pact|plan(?:s|ned)?(?: to)?|intends?|intended|set out|contract(?:ed)?|scheduled|due|ordered)\b",
    re.IGNORECASE,
)
_OTHER_DEAL = re.compile(
    r"\b(?:another|second|third|new|earlier|previous|former|separate|next|originally|initially|first proposed)\s(?:\w+\s)?"
    r"(?:deal|agreement|exchange|swap|accord|round|pact)\b|\b(?:originally|initially|at first)\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:each|from each side|both sides|both countries|either side|per side|a side|apiece)\b", re.IGNORECASE
)
_CUMULATIVE = re.compile(
    r"\b(?:since|so far|to date|until now|overall|altogether|in all|in (?:two|three|four|five) days|"
    r"over (?:the|two|three|four)|previous(?:ly)?|earlier (?:swap|exchange|deal)s?|last (?:year|month)|"
    r"in (?:19|20)\d\d|brings?(?:ing)? the total)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|day (?:before|after|earlier|later)|"
    r"another|more|further|first|second|third|then|earlier|later|(?:previous|following|next) day|week)\b",
    re.IGNORECASE,
)
LEFT = pattern(
    r"(?:leaving (?:only |just |another )?<left:count|money>|"
    r"<after:count|money>(?: (?:more )?(?!to\b)[\w'-]+){0,2}? (?:(?:are |is |were |was )?(?:still )?to "
    r"(?:go|come|follow|find|raise|be \w+)|(?:still )?remain(?:ing|s|ed)?|(?:are |is |were |"
    r"was )?(?:still )?(?:left|outstanding|missing|short)))\b"
)
RUNNING = pattern(
    r"(?:(?:bring|tak)(?:ing|es?|s) the (?:total|number|tally|figure|count)(?: [\w'-]+){0,5}? to |"
    r"(?:bring|tak)(?:ing|es?|s) to )<total:count|money>"
)
GOAL = pattern(
    r"(?:<goal:count|money>[ -](?:[\w'-]+ )?(?:target|goal|quota|appeal|objective|aim)\b|"
    r"\b(?:target|goal|quota|objective|aim)(?: [\w'-]+){0,4}? (?:of|is|was|at|:) <after:count|money>)"
)
STAGE = pattern(
    r"\b(?:raised|collected|gathered|reached|received|delivered|built|planted|vaccinated|signed|"
    r"recruited|hired|pledged|"
    r"secured|completed|banked|gained|got)(?: (?:only|just|a total of|some|nearly|about))? <stage:count|"
    r"money>"
)


def find(context: Context) -> Iterator[Link]:
    """Links of kind "progress": roles "target" or "goal", "stage", and where stated "left" and "total"."""
    yield from _agreed(context)
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) >= 3:
            yield from _goals(fold(context, block))


# ── agreed numbers ──


def _agreed(context: Context) -> Iterator[Link]:
    targets: dict[tuple[str, bool], list[Claim]] = {}
    stages: dict[tuple[str, bool], list[Claim]] = {}
    for claim in context.claims:
        if claim.form != "count" or number_of(claim) in (None, 0, 1):
            continue
        found = _activity(context, claim)
        if found is None:
            continue
        activity, verb = found
        per_side = claim.scope == "each" or _EACH.search(_clause(context, claim)) is not None
        key = (activity, per_side)
        lead = context.text(claim.block)[
            max(claim.sentence_start, min(verb.idx, claim.start) - 70) : verb.idx
        ]
        if _AGREED.search(lead):
            targets.setdefault(key, []).append(claim)
        elif (
            _is_past(verb)
            and claim.modality == "asserted"
            and not _CUMULATIVE.search(_clause(context, claim))
        ):
            stages.setdefault(key, []).append(claim)
    for key, agreed in targets.items():
        yield from _agreed_again(context, agreed, per_side=key[1])
        target = agreed[0]
        done = _distinct(
            [stage for stage in stages.get(key, []) if _near(stage, target) and alike(stage, target)]
        )
        if not done or number_of(target) is None or any(_reaches(stage, target) for stage in done):
            continue
        left, total = _stated(context, done, target)
        if len(done) < 2 and left is None:
            continue
        if len(done) >= 2 and not all(_DAY.search(_clause(context, stage)) for stage in done):
            continue
        same = [other for other in agreed if number_of(other) == number_of(target)]
        roles: dict[str, tuple[Claim, ...]] = {"target": tuple(same[:1]), "stage": tuple(done)}
        if left is not None:
            roles["left"] = (left,)
        if total is not None:
            roles["total"] = (total,)
        yield Link(
            kind="progress",
            roles=roles,
            cue="agreed-per-side" if key[1] else "agreed",
            read_as=f"agreed TARGET{' each' if key[1] else ''} ... STAGE and, on another day, STAGE",
            excuses=('no "since" or "so far" that would make a stage a running total',),
        )


def _agreed_again(context: Context, agreed: Sequence[Claim], *, per_side: bool) -> Iterator[Link]:
    """What each side is to do, told twice: only a number per side is surely that of one and the same deal."""
    if not per_side:
        return
    for again in agreed[1:]:
        if alike(again, agreed[0]) and not any(
            _OTHER_DEAL.search(_clause(context, claim)) for claim in (agreed[0], again)
        ):
            yield Link(
                kind="agreed-again",
                roles={"first": (agreed[0],), "again": (again,)},
                cue="agreed-per-side",
                read_as="agreed FIRST each ... the deal of AGAIN from each side",
                excuses=("no earlier or second deal named",),
            )


def _activity(context: Context, claim: Claim) -> tuple[str, Token] | None:
    """The activity that the number belongs to, and the word that names it."""
    span = context.tokens(claim)
    if span is None or len(span) == 0:
        return None
    token = span.root
    for _ in range(8):
        name = token.lemma_.lower()
        if token.pos_ == "NOUN" and name in _NOUNS and not (span.start <= token.i < span.end):
            name = _NOUNS[name]
        elif token.pos_ in ("VERB", "AUX"):
            particles = [child.lower_ for child in token.children if child.dep_ in ("prt", "advmod")]
            joined = next(
                (f"{name}_{particle}" for particle in particles if _knows(f"{name}_{particle}")), None
            )
            name = joined or name
            if not _knows(name) and token.pos_ == "VERB":
                return None
        else:
            name = ""
        for activity, verbs in ACTIVITIES.items():
            if name in verbs:
                return activity, token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _knows(name: str) -> bool:
    return any(name in verbs for verbs in ACTIVITIES.values())


def _is_past(verb: Token) -> bool:
    if verb.pos_ == "NOUN":
        return False
    if verb.tag_ == "VBD":
        return True
    return verb.tag_ == "VBN" and not any(child.lower_ in ("will", "be", "to") for child in verb.children)


def _clause(context: Context, claim: Claim) -> str:
    """The claim's part of its sentence, cut at the next numbers of its form."""
    text = context.text(claim.block)
    start, end = claim.sentence_start, claim.sentence_end
    for other in context.in_sentence(claim.sentence):
        if other.form != claim.form or other.block != claim.block:
            continue
        if other.end <= claim.start:
            start = max(start, other.end)
        elif other.start >= claim.end:
            end = min(end, other.start)
    return text[start:end]


def _near(stage: Claim, target: Claim) -> bool:
    return abs(stage.block - target.block) <= 12


def _reaches(stage: Claim, target: Claim) -> bool:
    """Whether one stage alone may be the whole that was agreed, or more."""
    high, low = most(stage), least(target)
    return high is None or low is None or high >= low


def _distinct(stages: Sequence[Claim]) -> list[Claim]:
    """The stages without those that repeat another's number or state the sum of all the others."""
    kept: list[Claim] = []
    for stage in stages:
        if all(number_of(stage) != number_of(other) for other in kept):
            kept.append(stage)
    if len(kept) > 2:
        for stage in kept:
            others = [other for other in kept if other is not stage]
            if sum_of(others) == number_of(stage):
                return others
    return kept


def _stated(context: Context, stages: Sequence[Claim], target: Claim) -> tuple[Claim | None, Claim | None]:
    """What the text itself says is left, and the running total that it gives, after the last stage."""
    last = max(stages, key=lambda stage: (stage.block, stage.start))
    left: Claim | None = None
    total: Claim | None = None
    for block in range(last.block, min(last.block + 3, len(context.document.blocks))):
        if not context.in_block(block):
            continue
        text = fold(context, block)
        for match in each(text, LEFT):
            claim = match.claims.get("left") or match.claims.get("after")
            if (
                claim is not None
                and _follows(claim, last)
                and comparable(claim, target)
                and _same_kind(claim, target)
            ):
                left = left or claim
        for match in each(text, RUNNING):
            claim = match.claims["total"]
            if _follows(claim, last) and comparable(claim, target) and _same_kind(claim, target):
                total = total or claim
    return left, total


def _same_kind(claim: Claim, target: Claim) -> bool:
    return own_noun(claim) is None or alike(claim, target)


def _follows(claim: Claim, stage: Claim) -> bool:
    return (claim.block, claim.start) > (stage.block, stage.start)


# ── goals ──


def _goals(text: Wording) -> Iterator[Link]:
    for match in each(text, GOAL):
        goal = match.claims.get("goal") or match.claims.get("after")
        if goal is None or number_of(goal) is None:
            continue
        start, end = text.sentence(match.start)
        after = text.next_sentence(match.start)
        if after is not None:
            end = after[1]
        earlier = text.previous_sentence(match.start)
        if earlier is not None:
            start = earlier[0]
        stages = [
            found.claims["stage"]
            for found in each(text, STAGE, start, end)
            if comparable(found.claims["stage"], goal) and found.claims["stage"] is not goal
        ]
        lefts = [
            claim
            for found in each(text, LEFT, start, end)
            if (claim := found.claims.get("left") or found.claims.get("after")) is not None
            and comparable(claim, goal)
            and claim is not goal
        ]
        if len(stages) != 1 or len(lefts) != 1 or stages[0] is lefts[0]:
            continue
        if _reaches(stages[0], goal) and not sum_fits([stages[0], lefts[0]], goal):
            continue
        yield Link(
            kind="progress",
            roles={"goal": (goal,), "stage": (stages[0],), "left": (lefts[0],)},
            cue="goal",
            read_as="raised STAGE of the GOAL, LEFT to go",
            excuses=("no other amount that could be meant",),
        )
