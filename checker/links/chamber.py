"""Votes in a chamber and seats in it: who has a majority, by how much, and what a vote needed.

Kinds: `seats_majority` (roles `seats`, `house`: said to be a majority), `seats_over` and `seats_short` (`seats`,
`house`, `distance`), `seat_gain` (`before`, `gained`, `now`), `seat_loss` (`before`, `lost`, `now`), `ballot` (`for`,
`against`, `apart`, `members`), `full_ballot` (the same, everyone having voted), `needed` (`value`, `needed`),
`vote_lost` (`ayes`, `noes`).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.links.context import Context
from checker.links.worded import cue, worded
from checker.model import Link

_CHAMBER = (
    r"(?:chamber|house|parliament|assembly|council|senate|congress|legislature|knesset|duma|bundestag|"
    r"lower house|"
    r"upper house|body|board|commons|riksdag|storting|dail|d[aá]il|cortes|diet|seats)"
)
_SEATS_OF = (
    r"<seats:count>(?: seats?)?(?: \w+)? (?:in|of|out of|from) (?:the |its |a |an |their )?(?:[\w'’-]+ "
    r"){0,2}?<house:count>"
    r"(?:[- ](?:seat|member|strong)\b)?(?: [\w'’-]+){0,2}"
)
_MAJORITY = (
    r"(?:absolute |overall |outright |clear |working |narrow |slim |bare |simple |parliamentary )*majority"
)
_OTHER = (
    r"\b(?:two-thirds|three-fifths|three-quarters|supermajority|vacant|casting vote|speaker|deputies to|"
    r"allies|with the support|coalition with|with the help|together with|over all)\b"
)
_LESS = (
    r"\b(?:short of|lost|losing|lose|no|without|not|denied|needs?|needed|deprived|fell|miss(?:ed|es|ing)|"
    r"hung)\b"
)
_MAJORITIES = (
    cue(
        "seats_then_majority",
        rf"{_SEATS_OF},?(?:<words:60>)\b(?:has|have|had|holds?|held|with|giving (?:it|them|her|him)|"
        r"wins?|won|enough for|secur\w+|commands?|commanded|gained?|a) "
        rf"(?:an? |its |their |the )?{_MAJORITY}\b(?! of)",
        read_as="SEATS of the HOUSE seats, a majority",
        unless=f"{_OTHER}|{_LESS}",
        excuses=("no allies counted in", "no other majority asked for"),
    ),
    cue(
        "majority_with_seats",
        r"\b(?:has|have|had|holds?|held|wins?|won|secur\w+|retain\w*|keeps?|kept|regain\w*) (?:an? |its "
        rf"|their |the )?{_MAJORITY},? ?(?:of seats )?"
        rf"(?:with|having|taking|winning|holding) {_SEATS_OF}",
        read_as="a majority with SEATS of the HOUSE seats",
        unless=f"{_OTHER}|{_LESS}",
        excuses=("no allies counted in", "no other majority asked for"),
    ),
)
_SHORT_OF = (
    rf"(?:seats? |members? |votes? )?short of (?:an? |the |its )?(?:{_MAJORITY}|<:count> (?:needed|"
    r"required) "
    rf"for (?:an? )?{_MAJORITY})"
)
_OVER = (
    r"(?:seats? )?(?:more|above|over|better) (?:than )?(?:the (?:number )?|what )?(?:it |they |she |he |"
    r"is |was )?(?:needs?|needed|required) "
    rf"(?:for |to (?:have|command|form|win|secure) )(?:an? |the |its )?{_MAJORITY}"
)
_SHORTS = (
    cue(
        "short_of_a_majority",
        rf"{_SEATS_OF},?<words:60>(?:<distance:count>|\b(?P<word_distance>one)) {_SHORT_OF}",
        read_as="SEATS of the HOUSE seats, DISTANCE short of a majority",
        unless=_OTHER,
        excuses=("no other majority asked for",),
    ),
)
_OVERS = (
    cue(
        "more_than_a_majority",
        rf"{_SEATS_OF},?<words:60>(?:<distance:count>|\b(?P<word_distance>one)) {_OVER}",
        read_as="SEATS of the HOUSE seats, DISTANCE more than a majority",
        unless=_OTHER,
        excuses=("no other majority asked for",),
    ),
)
_GAIN = r"(?:gained|gaining|won|picked up|picking up|added|adding|up|took|increased by)"
_SEAT = r"(?:seats?|councillors?|members|MPs|deputies|senators|lawmakers)"
_LOSS = r"(?:lost|losing|shed|shedding|dropped|down|surrendered)"
_NOW = (
    r"(?:to (?:hold|have|finish (?:with|on)|end (?:with|on|up with)|reach|take)|and (?:now |will )?(?:has|"
    r"have|holds?)|giving (?:it|them)|taking (?:it|them) to|leaving (?:it|them) (?:with|on)|and (?:is|are|was|were) "
    r"(?:now )?left with|for a total of)"
)
_WAS = (
    r"(?:having (?:won|held|taken|had)|compared with|up from|down from|from|against|after winning|after "
    r"taking|it (?:had|held|won)|they (?:had|held|won))"
)
_SEAT_GUARD = r"\b(?:net|overall|by-elections?|defect\w+|boundary|notional)\b"
_GAINS = (
    cue(
        "seats_gained",
        rf"\b{_GAIN} <gained:count>(?: more| extra| new)? {_SEAT},? {_NOW} <now:count>(?: seats)?,? "
        rf"(?:<words:20>)\b{_WAS} <before:count>",
        read_as="gained GAINED seats to hold NOW, having won BEFORE",
        unless=rf"{_SEAT_GUARD}|\b(?:lost|losing)\b",
        excuses=("no losses beside the gains",),
    ),
)
_LOSSES = (
    cue(
        "seats_lost",
        rf"\b{_LOSS} <lost:count>(?: of its| of their)?(?: \w+)? {_SEAT},? {_NOW} <now:count>(?: "
        rf"seats)?[,;.]?\x1e? ?(?:<words:20>)\b{_WAS} <before:count>",
        read_as="lost LOST seats to hold NOW, having won BEFORE",
        unless=rf"{_SEAT_GUARD}|\b(?:gain\w+|picking up|picked up)\b",
        excuses=("no gains beside the losses",),
    ),
    cue(
        "lost_of_its_seats",
        rf"\b{_LOSS} <lost:count> of (?:its|their) <before:count>(?: \w+)? {_SEAT},?<words:20>(?:\b{_NOW}|"
        r"leaving (?:it|them) with|keeping|and kept|and holds?|retaining) <now:count>(?! (?:per|%))",
        read_as="lost LOST of its BEFORE seats, leaving NOW",
        unless=rf"{_SEAT_GUARD}|\b(?:gain\w+|picking up|picked up)\b",
        excuses=("no gains beside the losses",),
    ),
)
_VOTES = (
    r"<for:count>(?: (?:votes?|members|councillors|senators|MPs|deputies|countries|states|"
    r"delegates))?(?: voting| voted|)? ?(?:in favou?r|for)(?: of it)?,? (?:and |with |to )?"
    r"<against:count>(?: votes?| members)?(?: voting| voted)? ?(?:against|opposed)"
)
_APART = (
    r"(?:,? (?:and |with |while )?<apart:count>(?: members?| councillors?| countries| states)? "
    r"?(?:abstentions?|abstain\w*|absent|absentees|not voting))?"
)
_MEMBERS = (
    r"<words:40>\b(?:in|of|by) (?:the |its |a )?<members:count>-(?:member|seat|strong|nation|country|state)"
)
_BALLOTS = (
    cue(
        "for_against_apart_of_members",
        rf"{_VOTES}{_APART}{_MEMBERS}",
        read_as="FOR in favour, AGAINST against and APART abstaining, of the MEMBERS",
        excuses=("one ballot only",),
    ),
    cue(
        "members_for_against_apart",
        r"<members:count>-(?:member|seat|strong|nation|country|state)(?: "
        rf"[\w'’-]+){{1,3}}<words:60>\b{_VOTES}{_APART}",
        read_as="the MEMBERS … FOR in favour, AGAINST against and APART abstaining",
        excuses=("one ballot only",),
    ),
)
_ALL = (
    r"(?:all|every one of(?: the| its)?|each of(?: the| its)?) (?:the |its |of (?:the|its) "
    r")?<members:count>(?: [\w'’-]+){0,2} (?:voted|voting|present and voting|cast a vote|took part|taking "
    r"part|casting)"
)
_FULL = (
    cue(
        "vote_with_all_voting",
        rf"\bvoted <for__against:score><words:80>{_ALL}",
        read_as="voted FOR-AGAINST, with all MEMBERS voting",
        unless=r"\babstentions?\b|\bwith <:count> abstain",
        alike=False,
        excuses=("no abstention counted",),
    ),
    cue(
        "votes_with_all_voting",
        rf"\bby <for:count>(?: votes?)? to <against:count>(?: votes?)?<words:60>{_ALL}",
        read_as="by FOR to AGAINST, with all MEMBERS voting",
        unless=r"\babstentions?\b",
        alike=False,
        excuses=("no abstention counted",),
    ),
)
_NEED = (
    r"<needed:count>(?:[- ]vote)? ?(?:votes |ayes |yes votes |delegates |seats |signatures )?(?:needed|"
    r"required|necessary|threshold|it needed|they needed|hurdle|mark|minimum)"
)
_CLEARED = (
    r"(?:clear(?:ing|ed|s)|pass(?:ing|ed|es)|surpass\w*|exceed\w*|reach(?:ing|ed|es)|meet(?:ing|s)|met|"
    r"above|"
    r"over|past|topp(?:ing|ed)|more than|enough for|beyond|hitting)"
)
_NEEDED = (
    cue(
        "vote_clears_the_needed",
        rf"\bvot(?:ed|e|es)(?: of| was| by)? <value__against:score><words:80>\b{_CLEARED} (?:the )?{_NEED}",
        read_as="voted VALUE-AGAINST, clearing the NEEDED needed",
        unless=r"\b(?:not|fail\w*|short|without|n['’]t|fell|far from|instead of)\b",
        alike=False,
        excuses=("no denial and no condition",),
    ),
    cue(
        "number_clears_the_needed",
        rf"<value:count><words:50>\b{_CLEARED} (?:the )?(?:minimum (?:of )?)?{_NEED}",
        read_as="VALUE, clearing the NEEDED needed",
        unless=(
            r"\b(?:not|fail\w*|short|without|n['’]t|fell|far from|instead of|fewer|hoping|aim\w*|needs?)\b"
        ),
        excuses=("no denial and no condition",),
    ),
)
_LOST_WORDS = (
    r"(?:reject(?:ed|ing)|voted down|turned down|defeat(?:ed)?|threw out|thrown out|failed|fell|was lost|"
    r"blocked)"
)
_LOST = (
    cue(
        "rejected_with_votes",
        rf"\b{_LOST_WORDS}<words:70>\b(?:by|with|after) <ayes:count>(?: votes?| members| delegates)? "
        r"(?:in favou?r|for)(?: of it)?,? ?(?:to|and|with|against)? <noes:count>(?: votes?)? "
        r"?(?:against|opposed)",
        read_as="rejected by AYES in favour to NOES against",
        unless=(
            r"\b(?:two-thirds|three-fifths|three-quarters|supermajority|threshold|quorum|turnout|needed|"
            r"required|short of|filibuster|veto\w*|override|per cent|%)\b"
        ),
        excuses=("no larger majority asked for",),
    ),
)


_SPOILT = (
    cue(
        "spoilt_leaving_valid",
        r"\b(?:of|from) (?:the |all )?<whole:count>(?: [\w'-]+){0,4},? <part:count>(?: [\w'-]+)? (?:were|was|had "
        r"been|proved) "
        r"(?:spoil\w+|invalid|rejected|blank|void|disqualified|discounted),? (?:and )?(?:leaving|which left|to leave|left) "
        r"(?:just |only )?<rest:count>",
        read_as="of WHOLE cast, PART were spoilt, leaving REST",
        excuses=("no third part between them",),
    ),
    cue(
        "cast_spoilt_valid",
        r"<whole:count>(?: [\w'-]+){0,3} cast<words:30>(?:,| and| of which) <part:count>(?: [\w'-]+)? (?:were|was) "
        r"(?:spoil\w+|invalid|rejected|blank|void),? (?:and )?(?:leaving|which left|to leave) (?:just |only )?<rest:count>",
        read_as="WHOLE cast, PART spoilt, leaving REST",
        excuses=("no third part between them",),
    ),
)


_TURNOUT = (
    cue(
        "turnout_votes_electorate",
        r"\bturnout<words:40><share:percent>(?:,|:|;| –| —|\.?<end>| as| with| after| "
        r"when)(?:<words:30>)<part:count>(?: [\w'-]+){0,3}? ?"
        r"(?:cast|voted|took part|turned out|polled|votes|ballots)<words:50>\b(?:electorate|register|roll|rolls|"
        r"registered|eligible|entitled)"
        r"<words:20><whole:count>(?! (?:years|per))",
        read_as="turnout SHARE: PART of an electorate of WHOLE",
        alike=False,
        excuses=("one vote only",),
    ),
)
_BETWEEN_THEM = (
    cue(
        "seats_in_all",
        r"<part_1:count>(?: seats)?, (?:<part_2:count>(?: seats)?,? )?and <part_3:count> seats,? (?:a total of |"
        r"making |or )?<whole:count>(?: seats)? "
        r"(?:in all|in total|altogether|between them|together|combined)",
        read_as="PART, PART and PART seats, WHOLE in all",
        exact=True,
        excuses=("no seats named apart",),
    ),
)


def find(context: Context) -> Iterator[Link]:
    """Every vote and every number of seats beside what the sentence says of it."""
    yield from worded(context, "seats_majority", _MAJORITIES)
    yield from worded(context, "seats_short", _SHORTS)
    yield from worded(context, "seats_over", _OVERS)
    yield from worded(context, "seat_gain", _GAINS)
    yield from worded(context, "seat_loss", _LOSSES)
    yield from worded(context, "ballot", _BALLOTS)
    yield from worded(context, "full_ballot", _FULL)
    yield from worded(context, "needed", _NEEDED)
    yield from worded(context, "vote_lost", _LOST)
    yield from worded(context, "remainder", _SPOILT)
    yield from worded(context, "share", _TURNOUT)
    yield from worded(context, "breakdown", _BETWEEN_THEM)
