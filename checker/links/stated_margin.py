"""Margins of polls and tables: votes with the majority they give, points with the lead in the table.

Links of kind `difference`, roles `higher`, `lower` and `gap`.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.links.context import Context
from checker.links.worded import cue, worded
from checker.model import Link

_NAME = r"(?:[\w.'’-]+,? ){1,5}?"
_OTHER_MARGIN = (
    r"\b(?:last time|previous(?:ly)?|at the last|in (?:19|20)\d\d|down from|up from|notional|swing|over "
    r"all "
    r"(?:other )?|combined|won back)\b"
)
_OTHER_TABLE = (
    r"\b(?:last season|a year ago|goal difference|before (?:the )?(?:match|game)|went into|had been|games? "
    r"in hand of|aggregate)\b"
)
_VOTES = (
    cue(
        "majority_of_votes",
        r"<higher:count>(?: votes?)?(?:,? (?:to|against|compared with|ahead of|over|while|and|with|"
        r"beating)|,) "
        r"(?:[\w.'’-]+ ){0,6}?(?:on |with |polled |received |got |won |'s |’s |took )?<lower:count>(?: "
        r"votes?)?,? (?:for |giving |securing |winning |with |and |to win |to give )?"
        r"(?:[\w.’'-]+ ){0,4}?(?:by )?(?:a |an? [\w-]+ |by a )?(?:majority|margin|lead) of (?:just |"
        r"only |exactly )?<gap:count>",
        read_as="HIGHER votes to LOWER, a majority of GAP",
        unless=_OTHER_MARGIN,
        excuses=("no other round, year or candidate named",),
    ),
    cue(
        "majority_then_votes",
        r"\b(?:majority|margin|lead) of (?:just |only |exactly )?<gap:count>(?: votes?)?(?:,| –| —|:| "
        r"after| with| -|\.<end>)"
        r"(?:<words:40>)(?:polled|polling|received|receiving|took|taking|won|winning|got|getting|secured|"
        r"securing|by|with) "
        r"<higher:count>(?: votes?)? (?:to|against|compared with|ahead of|while) (?:[\w.'’-]+ "
        r"){0,5}?<lower:count>",
        read_as="a majority of GAP, polling HIGHER to LOWER",
        unless=_OTHER_MARGIN,
        excuses=("no other round, year or candidate named",),
    ),
    cue(
        "votes_ahead",
        r"<higher:count> votes,? <gap:count>(?: votes?)? (?:more than|ahead of|clear of|better than) "
        rf"{_NAME}(?:on |with |who (?:had|got|received|polled) |['’]s ){{0,2}}<lower:count>",
        read_as="HIGHER votes, GAP more than LOWER",
        unless=_OTHER_MARGIN,
        excuses=("no other round, year or candidate named",),
    ),
    cue(
        "votes_behind",
        r"<lower:count> votes,? <gap:count>(?: votes?)? (?:fewer than|behind|short of|less than|adrift of) "
        rf"{_NAME}(?:on |with |who (?:had|got|received|polled) |['’]s ){{0,2}}<higher:count>",
        read_as="LOWER votes, GAP fewer than HIGHER",
        unless=_OTHER_MARGIN,
        excuses=("no other round, year or candidate named",),
    ),
)
_BY_VOTES = (
    cue(
        "won_by_votes",
        r"\b(?:won|wins|held on|elected|re-elected|victory|beat|beats|defeated|home)<words:40>\bby (?:just |only |a "
        r"mere )?<gap:count>(?: votes?)?,? "
        r"(?:with|polling|on|taking|receiving|winning|securing|having polled) <higher:count>(?: votes?)? (?:to|"
        r"against|compared with) "
        r"(?:[\w.'’-]+ ){0,5}?<lower:count>",
        read_as="won by GAP votes, with HIGHER to LOWER",
        unless=_OTHER_MARGIN,
        excuses=("no other round, year or candidate named",),
    ),
)
_RUNS = (
    cue(
        "won_by_runs",
        r"\b(?:posted|made|scored|hit|totalled|totaled|piled up|reached|put on|set|amassed|compiled|batted first and "
        r"made) <higher:count>(?: for <:count>)?(?: declared| all out)?"
        r"<words:25>(?:and|before|then|,) (?:[\w'-]+ ){0,3}?(?:bowled|bowling|dismissed|dismissing|skittled|"
        r"restricted|restricting|shot|bundled)(?: [\w'-]+){1,3}? "
        r"(?:out )?(?:for|to) <lower:count>(?: for <:count>)?<words:30>\b(?:by|of) <gap:count> runs",
        read_as="made HIGHER and bowled them out for LOWER to win by GAP runs",
        unless=r"\b(?:Duckworth|DLS|revised|rain|first innings|second innings|innings and|follow-on|lead of)\b",
        alike=False,
        excuses=("one innings a side",),
    ),
)
_POINTS = (
    cue(
        "points_clear",
        r"<higher:count>(?: points?)?,? (?:and )?(?:are |is |sit |sits |stay |stays |remain |just |only "
        r")?<gap:count>(?: points?)? "
        rf"(?:clear of|ahead of|above|better than|in front of|more than) {_NAME}(?:\(|on |with |who "
        r"(?:have|has|are on|sit on) |at )<lower:count>(?! (?:games?|matches|fixtures|more|fewer|other|in hand|home|away))",
        read_as="HIGHER points, GAP clear of a rival on LOWER",
        unless=_OTHER_TABLE,
        excuses=("one table at one time",),
    ),
    cue(
        "points_behind",
        r"<lower:count>(?: points?)?,? (?:and )?(?:are |is |sit |sits |stay |stays |remain |just |only "
        r")?<gap:count>(?: points?)? "
        rf"(?:behind|adrift of|below|short of|off|fewer than) {_NAME}(?:\(|on |with |who (?:have|has|are "
        r"on|sit on) |at )<higher:count>(?! (?:games?|matches|fixtures|more|fewer|other|in hand|home|away))",
        read_as="LOWER points, GAP behind a rival on HIGHER",
        unless=_OTHER_TABLE,
        excuses=("one table at one time",),
    ),
    cue(
        "strokes_ahead",
        r"<lower:count>,? <gap:count>(?: (?:shots?|strokes?))? (?:clear of|ahead of|in front of|better "
        rf"than) {_NAME}(?:\(|on |with |at )<higher:count>(?! (?:games?|matches|fixtures|more|fewer|other|in hand|"
        r"home|away))"
        r"(?=<words:80>\b(?:par|round|strokes?|shots?|golf|holes?|birdies?)\b)",
        read_as="LOWER strokes, GAP ahead of a rival on HIGHER",
        unless=_OTHER_TABLE,
        excuses=("fewer strokes are better",),
    ),
)


def find(context: Context) -> Iterator[Link]:
    """Every majority beside its votes and every lead in a table beside its points."""
    yield from worded(context, "difference", _VOTES)
    yield from worded(context, "difference", _POINTS)
    yield from worded(context, "difference", _RUNS)
    yield from worded(context, "difference", _BY_VOTES)
