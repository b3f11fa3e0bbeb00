"""The shares of two rivals in one vote: "took 52.3% of the vote and his challenger 49.1%".

Links of kind `shares`, open: roles `share` and the derived `whole` of 100 per cent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.links.context import Context, derive, exactly
from checker.links.worded import cue, worded
from checker.model import Link

_OTHER_VOTE = (
    r"\b(?:turnout|up from|down from|swing|last time|previous\w*|first round|second round|run-?off|in (?:19|20)\d\d|"
    r"polls?|survey\w*|"
    r"counties|women|men|voters aged|of those|points?|threshold|four years|among|in favou?r of both)\b"
)
_OF_THE_VOTE = r"<share_1:percent>(?: of)? (?:the )?(?:popular |total |valid )?(?:votes?|ballots|vote share)"
_RIVAL = (
    r"(?:his|her|their|its|the)? ?(?:nearest |main |closest |only |\w+ )?(?:rival|challenger|opponent|runner-up|incumbent|"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
)
_CUES = (
    cue(
        "rivals_in_one_vote",
        rf"{_OF_THE_VOTE}(?:,)? (?:and|to|against|while|with|compared with|ahead of) {_RIVAL}(?:['’]s)?,?(?: "
        rf"[\w’'-]+){{0,4}}? "
        r"?(?:on |with |took |got |won |had |received |polled |at |just |only )*<share_2:percent>(?! (?:of (?!the "
        r"vote|ballots|votes)|in the|more|less))",
        read_as="SHARE of the vote and a rival SHARE",
        unless=_OTHER_VOTE,
        excuses=("one vote of one electorate",),
    ),
    cue(
        "won_by_share_to_share",
        r"\b(?:won|beat|defeated|re-elected|elected|victory)<words:60>\b(?:by|with) <share_1:percent>(?: of the "
        r"votes?)? to (?:[\w’'.-]+ ){0,3}?<share_2:percent>",
        read_as="won by SHARE to SHARE",
        unless=_OTHER_VOTE,
        excuses=("one vote of one electorate",),
    ),
)


def find(context: Context) -> Iterator[Link]:
    """Every pair of rivals' shares of one vote."""
    for link in worded(context, "shares", _CUES, closed="open"):
        whole = derive(
            link.roles["share"][0],
            readings=(exactly(100, unit="percent"),),
            why="all of it",
            form="percent",
            unit="percent",
        )
        yield replace(link, roles={**link.roles, "whole": (whole,)})
