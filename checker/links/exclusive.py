"""Parts of a whole that cannot overlap, by what is said of them: shot down and jammed, in hospital and at home.

Kind `exclusive_parts`, roles `whole` and `part`. Nothing says that the parts are all: only that together they are no
more than the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.links.amounts import alike, comparable, own_noun
from checker.links.context import Context
from checker.links.worded import SUPPOSED
from checker.model import Claim, Link

_STATES: tuple[tuple[str, ...], ...] = (
    (
        r"shot down|downed|destroyed|intercepted|brought down|knocked out of the sky|stopped",
        r"jamm(?:ed|ing)|suppressed|electronic(?:ally)?|lost(?: location)?|disappeared|vanished|lost from radar",
        r"got through|(?:was|were)? ?hit|struck|reached|landed|fell short|veered|missed|penetrated|evaded",
    ),
    (
        r"freed|released|rescued|returned|escaped|came home|ransomed|let go",
        r"died|dead|killed|executed|murdered|perished|drowned",
        r"still (?:held|captive|hostage|missing|in captivity|being held)|remain(?:s|ed)?(?: captive| missing| in)?|"
        r"missing|unaccounted|held",
    ),
    (
        r"in (?:\w+ ){0,2}hospitals?|hospitali[sz]ed|admitted|in intensive care",
        r"at home|self-isolat\w+|isolating|discharged|sent home|recovered|never (?:been )?admitted",
        r"died|dead|deaths",
    ),
    (
        r"died|dead|killed|perished|fatal(?:ly)?|drowned",
        r"injured|wounded|hurt",
        r"unhurt|unharmed|unscathed|uninjured|escaped",
        r"missing|unaccounted",
    ),
    (r"died|dead|killed|perished|drowned|lost", r"survived|recovered|recovering|rescued|alive|saved"),
    (
        r"occupied|taken|in use|full|filled|let|sold|booked|staffed",
        r"free|empty|vacant|available|unoccupied|unsold|unlet|unfilled|idle|spare",
    ),
    (r"women|girls|female|females", r"men|boys|male|males"),
    (r"adults?|grown-ups|women|men", r"children|child|minors|infants|toddlers|babies|under-18s"),
    (
        r"civilians?",
        r"soldiers?|troops|servicemen|police(?:men)?|officers?|fighters|combatants|militants|military",
    ),
    (r"passed", r"failed"),
    (r"won", r"lost", r"drew|drawn|tied"),
    (
        r"voted (?:for|in favou?r|yes|to (?:accept|approve|back|leave))|in favou?r|backed|supported|said yes|approved",
        r"(?:voted )?against|opposed|rejected|said no|voted no",
        r"abstained|undecided|did not vote|absent",
    ),
    (r"employed|in work", r"unemployed|jobless|out of work|looking for work", r"retired"),
    (r"acquitted|cleared|found not guilty", r"convicted|found guilty|jailed|imprisoned"),
    (
        r"accepted|granted|approved|successful|upheld|allowed",
        r"rejected|refused|turned down|declined|unsuccessful|dismissed|thrown out",
        r"pending|undecided|outstanding|waiting for a decision",
    ),
    (r"open|opened|running", r"closed|shut|cancelled"),
    (r"got through|crossed|arrived|went ahead", r"turned back|were stopped|called off|cancelled|never left"),
    (r"married", r"single|divorced|widowed|unmarried"),
    (
        r"(?:given|got|received|on|had) the (?:\w+ )?(?:drug|vaccine|treatment|jab|pill|medicine|tablet)|vaccinated",
        r"placebo|dummy|control group|unvaccinated|sham|usual care|standard care",
    ),
    (r"finished|completed", r"retired|did not finish|dropped out|withdrew|abandoned"),
    (r"full-time", r"part-time"),
    (r"right-handed", r"left-handed"),
    (r"on time|punctual", r"late|delayed|cancelled"),
    (r"(?:tested )?positive", r"(?:tested )?negative", r"inconclusive"),
    (r"repaired|restored|rebuilt", r"demolished|pulled down|beyond repair|torn down"),
    (r"born in", r"born (?:abroad|overseas|elsewhere|outside)"),
    (r"still (?:standing|in use|working)", r"demolished|derelict|gone"),
    (r"renewed|extended|kept", r"ended|lapsed|scrapped|terminated"),
)
"""Families of states of which one thing can be in one only."""
_FAMILIES = tuple(
    tuple(re.compile(rf"\b(?:{state})\b", re.IGNORECASE) for state in states) for states in _STATES
)
_OVERLAP = re.compile(
    r"\b(?:both|also|as well as|some of (?:them|whom)|later|since|then|again|earlier|previously|each|of those|"
    r"a day|per|a week|times|at least one|at some (?:point|time)|ever)\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"(?:^|[.;:,–—]\s*|\b(?:said|that|and|but)\s+)(?:out\s+of|of|among|from)\s+(?:(?:the|its|their|his|her|all|these|"
    r"those|some)\s+)*"
    r"(?:[\w'’]+['’]s?\s+)?$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r"\b(?:of\s+(?:which|whom|them|these|those)|including|among\s+them|with),?\s+(?:the\s+|only\s+|just\s+|some\s+)*$",
    re.IGNORECASE,
)
_OF_WHOM_AFTER = re.compile(r"\s+(?:\w+\s+)?of\s+(?:which|whom|them)\b", re.IGNORECASE)
_BARE = re.compile(
    r"(?:[,;:–—]|\band(?:\s+that)?|\bbut)\s+(?:only\s+|just\s+|of\s+\w+,?\s+)?$", re.IGNORECASE
)
_SET = re.compile(
    r"\b(?:has|have|had|with|contains?|contained|owns?|launched|fired|sent|tested|entered|there\s+(?:are|were|was|"
    r"is)|carried|carrying|"
    r"started|attended|took\s+part|enrolled|on\s+board|aboard|polled|applied|sat|examined|checked|inspected|taken|seized|"
    r"received|comprised|on\s+the\s+(?:bus|coach|train|plane|ship|ferry|boat|flight)|in\s+the\s+(?:building|house|"
    r"car|van|hotel)|"
    r"comprises|numbered|operates?|runs?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;–—]|,\s+(?:which|who|when|after|while|where|as)\b")
_FAR = 70


def find(context: Context) -> Iterator[Link]:
    """Every whole with two or more parts of it that exclude each other, told in one sentence."""
    for sentence, claims in context.sentences():
        text = context.text(sentence.block)
        counts = [
            claim
            for claim in claims
            if claim.form == "count" and claim.derived is None and claim.quantity.value is not None
        ]
        if len(counts) < 3 or SUPPOSED.search(text, sentence.start, sentence.end):
            continue
        for place, whole in enumerate(counts[:-2]):
            following = counts[place + 1 :]
            cue = _licence(text, sentence.start, whole, following[0])
            if cue is None:
                continue
            parts = _parts(text, sentence.end, whole, following)
            if len(parts) >= 2:
                yield Link(
                    kind="exclusive_parts",
                    roles={"whole": (whole,), "part": tuple(parts)},
                    cue=cue,
                    read_as="WHOLE, of which PART are one thing and PART another",
                    excuses=("what is said of the parts cannot both hold of one",),
                )
                break


def _licence(text: str, start: int, whole: Claim, part: Claim) -> str | None:
    """Why the next number may be a part of this one."""
    between = text[_noun_end(whole) : part.start]
    if len(between) > _FAR + 40 or ". " in between:
        return None
    if _FRONTED.search(text[start : whole.quantity.mention_start]) and "," in between:
        return "of the"
    if _OF_WHICH.search(between):
        return "of which"
    if _OF_WHOM_AFTER.match(text, part.end):
        return "so many of whom"
    told = text[max(start, whole.start - 40) : part.start]
    if _BARE.search(between) and _SET.search(told) and own_noun(whole) is not None and len(between) <= _FAR:
        return "a set and its parts"
    return None


def _noun_end(claim: Claim) -> int:
    return max(
        claim.end, claim.counted_span[1] if claim.counted_span and claim.counted_origin == "own" else 0
    )


def _parts(text: str, end: int, whole: Claim, following: Sequence[Claim]) -> list[Claim]:
    """The parts, in order, of which each excludes all the others."""
    chosen: list[tuple[Claim, str]] = []
    for place, claim in enumerate(following):
        stop = following[place + 1].quantity.mention_start if place + 1 < len(following) else end
        said = _CLAUSE.split(text[claim.end : stop])[0][:_FAR]
        if claim.scope in ("additional", "each") or not comparable(claim, whole):
            break
        if not alike(claim, whole) and not _names_state(claim):
            break
        if _OVERLAP.search(said) or claim is whole:
            break
        if chosen and not all(_opposed(said, other) for _, other in chosen):
            break
        chosen.append((claim, said))
    return [claim for claim, _ in chosen]


def _names_state(claim: Claim) -> bool:
    """Whether the noun is what they are, not another thing: "163 negative", "12 dead"."""
    noun = claim.counted or ""
    return any(state.fullmatch(noun) is not None for family in _FAMILIES for state in family)


def _opposed(first: str, second: str) -> bool:
    for family in _FAMILIES:
        one = {place for place, state in enumerate(family) if state.search(first)}
        other = {place for place, state in enumerate(family) if state.search(second)}
        if len(one) == 1 and len(other) == 1 and one != other:
            return True
    return False
