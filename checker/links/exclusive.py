"""Parts of a whole that cannot overlap, by what is said of them: shot down and jammed, in hospital and at home.

Kind `exclusive_parts`, roles `whole` and `part`. Nothing says that the parts are all: only that together they are no
more than the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.links.amounts import comparable
from checker.links.context import Context
from checker.links.folding import Match, fold, pattern
from checker.links.worded import SUPPOSED, sentences_of
from checker.model import Claim, Link

_OPPOSED = tuple(
    (re.compile(rf"\b(?:{first})\b", re.IGNORECASE), re.compile(rf"\b(?:{second})\b", re.IGNORECASE))
    for first, second in (
        (
            r"shot down|downed|destroyed|intercepted|brought down|knocked out of the sky",
            r"jamm(?:ed|ing)|suppressed|electronic(?:ally)?|lost(?: location)?|disappeared|vanished|got "
            r"through|hit|struck|reached|landed|"
            r"fell short|failed to|veered|missed",
        ),
        (r"jamm(?:ed|ing)|suppressed|lost from radar", r"got through|hit|struck|reached|landed"),
        (
            r"in (?:\w+ ){0,2}hospitals?|hospitali[sz]ed|admitted",
            r"at home|self-isolat\w+|isolating|discharged|sent home|released|never (?:been )?admitted",
        ),
        (
            r"died|dead|killed|perished|fatal(?:ly)?|drowned",
            r"survived|recover(?:ed|ing)|rescued|escaped|injured|wounded|hurt|unhurt|alive",
        ),
        (r"survived|rescued|alive|unhurt|unharmed|escaped", r"missing|unaccounted|injured|wounded|hurt|lost"),
        (
            r"occupied|taken|in use|full|filled|let|sold|booked",
            r"free|empty|vacant|available|unoccupied|unsold|unlet|unfilled|idle",
        ),
        (r"women|girls|female|females", r"men|boys|male|males"),
        (r"adults?|grown-ups|women|men", r"children|child|minors|infants|toddlers|babies|under-18s"),
        (
            r"civilians?",
            r"soldiers?|troops|servicemen|police(?:men)?|officers?|fighters|combatants|militants|military",
        ),
        (r"passed", r"failed"),
        (r"won", r"lost|drew|drawn|tied"),
        (
            r"voted (?:for|in favou?r|yes|to (?:accept|approve|back|leave))|in favou?r|backed|supported|"
            r"said yes|approved",
            r"(?:voted )?against|opposed|rejected|said no|abstained|voted no|undecided",
        ),
        (r"employed|in work|working", r"unemployed|jobless|out of work|retired"),
        (r"acquitted|cleared|found not guilty|freed", r"convicted|found guilty|jailed|imprisoned"),
        (
            r"accepted|granted|approved|successful|upheld",
            r"rejected|refused|turned down|declined|unsuccessful|dismissed|pending|undecided",
        ),
        (r"public|state", r"private"),
        (r"open|opened|running", r"closed|shut|cancelled"),
        (r"married", r"single|divorced|widowed|unmarried"),
        (
            r"given the (?:drug|vaccine|treatment|jab|pill)|received the (?:drug|vaccine|treatment)|on "
            r"the drug|vaccinated",
            r"placebo|dummy|control group|unvaccinated|sham",
        ),
        (r"finished|completed", r"retired|did not finish|dropped out|withdrew|abandoned"),
        (r"full-time", r"part-time"),
        (r"right-handed", r"left-handed"),
        (r"arrived on time|on time|punctual", r"late|delayed|cancelled"),
        (r"tested positive|positive", r"(?:tested )?negative|inconclusive"),
        (r"born in", r"born (?:abroad|overseas|elsewhere|outside)"),
        (r"still (?:standing|in use|open|working)", r"demolished|derelict|closed|gone"),
    )
)
"""Pairs of things that cannot both be said of one and the same."""
_OF_WHICH = pattern(
    r"<whole:count><words:70>\b(?:of (?:which|whom|them|these|those)|including|among them|with),? "
    r"(?P<first><part_1:count><words:60>)(?:,|;|and|while|but)(?: [\w'-]+){0,2}? "
    r"(?P<second><part_2:count><words:60>)(?=<end>|[.,;–—]|\band\b|\bwhile\b|\bbut\b|$|<count>)"
)
_OF_WHOM = pattern(
    r"<whole:count><words:70>[,–—-] ?(?P<first><part_1:count> of (?:which|whom|them)<words:60>)(?:,|;|"
    r"and|while|but) "
    r"(?:[\w'-]+ ){0,2}?(?P<second><part_2:count>(?: of (?:which|whom|them))?<words:60>)"
    r"(?=<end>|[.,;–—]|\band\b|\bwhile\b|\bbut\b|$|<count>)"
)
_OF_THE = pattern(
    r"\bof (?:the |its |their |his |her |all |these |those )?<whole:count><words:70>, "
    r"(?P<first><part_1:count><words:60>)(?:,|;|and|while|but)(?: [\w'-]+){0,2}? "
    r"(?P<second><part_2:count><words:60>)(?=<end>|[.,;–—]|\band\b|\bwhile\b|\bbut\b|$|<count>)"
)
_CUES = ((_OF_WHOM, "so many of whom"), (_OF_WHICH, "of which"), (_OF_THE, "of the"))
_OVERLAP = re.compile(
    r"\b(?:both|also|as well as|some of (?:them|whom)|later|since|then|again|earlier|previously|each|of "
    r"those|"
    r"a day|per|a week|times|at least one)\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Every whole with two parts of it that exclude each other."""
    text = fold(context)
    seen: set[tuple[int, int]] = set()
    for wording, cue in _CUES:
        for match in text.search(wording):
            whole, parts = match.claims["whole"], (match.claims["part_1"], match.claims["part_2"])
            if (whole.block, whole.start) in seen or not _apart(match):
                continue
            if not all(comparable(part, whole) for part in parts):
                continue
            if SUPPOSED.search(sentences_of(text, match)):
                continue
            if any(_narrower(part) for part in parts):
                continue
            seen.add((whole.block, whole.start))
            yield Link(
                kind="exclusive_parts",
                roles={"whole": (whole,), "part": parts},
                cue=cue,
                read_as="WHOLE, of which PART are one thing and PART its opposite",
                excuses=("what is said of the parts cannot both hold of one",),
            )


def _apart(match: Match) -> bool:
    first, second = match.group("first") or "", match.group("second") or ""
    if _OVERLAP.search(first) or _OVERLAP.search(second):
        return False
    return any(
        (one.search(first) and other.search(second) and not one.search(second) and not other.search(first))
        or (other.search(first) and one.search(second) and not other.search(second) and not one.search(first))
        for one, other in _OPPOSED
    )


def _narrower(part: Claim) -> bool:
    """Whether the part is no part of that whole: a number of more of them, or one each time."""
    return part.scope in ("additional", "each") or part.quantity.value is None
