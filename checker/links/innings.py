"""Cricket: a target and the score that chases it, and the wickets that fell beside those in hand.

Kinds: `chase` (roles `target`, `reached`), `wickets` (roles `down`, `left`), `wickets_down` (role `down`).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.links.context import Context
from checker.links.worded import cue, worded
from checker.model import Link

_TARGET = (
    r"(?:(?:set|set a target of|chasing|needing|requiring|pursuing|chased|chase of|chased down|target of|"
    r"a target of|"
    r"asked to (?:make|score|chase)|left needing|left to (?:make|score|chase)) <target:count>(?: "
    r"runs)?(?: to win| for victory| for the win|-run target)?)"
)
_WON = (
    r"(?:win|won|victory|wins|take the (?:match|game|tie)|took the (?:match|game)|winning|cruised home|"
    r"home|"
    r"triumphed|prevailed|beat)"
)
_NOT_CRICKET = r"\b(?:Duckworth|DLS|revised|rain|super over|baseball|declared|follow-on|innings victory)\b"
_WICKETS_CUES = (
    cue(
        "wickets_in_hand",
        r"<:count> for <down:count>(?: (?:off|in|from) <:count>(?:\.\d)? "
        rf"overs)?<words:60>\b{_WON}<words:40>\bby <left:count> wickets",
        read_as="RUNS for DOWN … won by LEFT wickets",
        unless=_NOT_CRICKET,
        alike=False,
        excuses=("ten wickets to a side",),
    ),
    cue(
        "won_by_wickets_at",
        rf"\b{_WON}<words:40>\bby <left:count> wickets<words:40>\b(?:reaching|finishing on|on|at|making|"
        r"made) <:count> for <down:count>",
        read_as="won by LEFT wickets at RUNS for DOWN",
        unless=_NOT_CRICKET,
        alike=False,
        excuses=("ten wickets to a side",),
    ),
)
_CHASES = (
    cue(
        "target_and_score",
        rf"\b{_TARGET},?<words:50>\b(?:reached|made|finished on|got to|ended on|closed on|getting to|"
        r"reaching|finishing on|home on|home at|got there on) "
        rf"<reached:count>(?: for <:count>)?<words:70>\b(?:{_WON})<words:30>(?:wickets|overs to spare|"
        r"balls to spare|wicket)",
        read_as="set TARGET to win, reached REACHED and won",
        unless=_NOT_CRICKET,
        alike=False,
        excuses=("no target revised for rain",),
    ),
    cue(
        "target_and_score_by_wickets",
        rf"\b{_TARGET},?<words:50>\b(?:reached|made|finished on|got to|ended on|closed on|getting to|"
        r"reaching|finishing on|home on|home at|got there on) "
        rf"<reached:count> for <:count><words:40>\b{_WON}<words:30> by <:count> wickets",
        read_as="set TARGET to win, reached REACHED and won by wickets",
        unless=_NOT_CRICKET,
        alike=False,
        excuses=("no target revised for rain",),
    ),
)
_SHORT = (
    cue(
        "fell_short",
        rf"\b{_TARGET},?<words:50>\b(?:fell|finished|ended|were|came up|was|finishing|falling) (?:just |"
        r"only )?<short:count>(?: runs?)? short "
        r"(?:on|at|with|when (?:bowled|dismissed|all) (?:out )?for|after (?:making|reaching)) "
        r"<reached:count>",
        read_as="chasing TARGET, fell SHORT short on REACHED",
        unless=_NOT_CRICKET,
        alike=False,
        excuses=("the target or the score that ties is meant",),
    ),
    cue(
        "all_out_short",
        rf"\b{_TARGET},?<words:50>\b(?:were|was|all|bowled|dismissed|finished on|made|reached|managed) "
        r"(?:all out for |out for |for |dismissed for |bowled out for )?"
        r"<reached:count>(?: for <:count>| all out)?,? (?:to fall |falling |and fell |to finish |leaving "
        r"them )?(?:just |only )?<short:count>(?: runs?)? short\b",
        read_as="chasing TARGET, all out for REACHED, SHORT short",
        unless=_NOT_CRICKET,
        alike=False,
        excuses=("the target or the score that ties is meant",),
    ),
)
_DOWN = (
    cue(
        "runs_for_wickets",
        r"<runs:count> for <down:count>(?=<words:60>\b(?:innings|wickets?|overs|stumps|declared|bowl(?:ed|"
        r"ers?|ing)|batsm[ae]n|batters?|Test|lunch|tea)\b)",
        read_as="RUNS for DOWN wickets",
        unless=r"\b(?:arrested|goals|points|shots|yards|sold|each|pence|\$|£|years|touchdowns|catches)\b",
        alike=False,
        excuses=("ten wickets to a side",),
    ),
)


_MOST_WICKETS = 10


def find(context: Context) -> Iterator[Link]:
    """Every chase with its target, and every score with the wickets that are left."""
    yield from worded(context, "wickets", _WICKETS_CUES)
    yield from worded(context, "chase", _CHASES)
    yield from worded(context, "chase_short", _SHORT)
    for link in worded(context, "wickets_down", _DOWN):
        (runs,) = link.roles["runs"]
        if (runs.quantity.value or 0) > _MOST_WICKETS:  # "5 for 312" names the wickets first
            yield link
