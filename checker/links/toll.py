"""Tolls and counts of one event: dead and injured as casualties, new cases on top of old ones, each side's prisoners.

Kinds: `breakdown` (closed: `part`, `whole`; casualties, and the arms that a trial was split into), `addition` (`base`,
`added`, `total`) and `each_side` (`each`, `total`).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.links.context import Context
from checker.links.worded import cue, worded
from checker.model import Link

_HURT = r"(?:wounded|wounding|injured|injuring|hurt|hurting|maimed)"
_DEAD = r"(?:killed|killing|dead|died|deaths|fatalities|killed in action)"
_ELSEWHERE = (
    r"\b(?:since|so far this year|last (?:year|month|week)|on (?:both|each) side|earlier (?:attack|blast|"
    r"toll)|previous|each side)\b"
)
_TOTALS = (
    r"(?:(?:total|overall|combined|number of|its|their|the|toll|all|casualty|casualties|figure|count|"
    r"losses) ?)*"
    r"(?:casualties|casualty (?:toll|figure|count|list)|casualty total|losses)"
)
_CASUALTIES = (
    cue(
        "dead_and_hurt_casualties",
        rf"\b(?:{_DEAD} <part_1:count>|<part_1b:count>(?: [\w'-]+){{0,3}}? (?:were |was |had been |have "
        rf"been )?{_DEAD})<words:25>\band<words:12>(?:{_HURT} <part_2:count>|<part_2b:count>(?: "
        rf"[\w'-]+){{0,2}}? (?:were |was |others )?{_HURT})"
        rf"<words:60>\b(?:{_TOTALS} (?:at|to|of|stood at|stands at|is|was|reached) <whole:count>|"
        r"(?:giving|making|leaving|causing|for|a total of)(?: [\w'-]+){0,3}? <whole_b:count>(?: [\w'-]+)? casualties)",
        read_as="PART killed and PART injured, WHOLE casualties",
        unless=_ELSEWHERE,
        exact=True,
        excuses=("no missing counted in",),
    ),
    cue(
        "casualties_dead_and_hurt",
        r"<whole:count>(?: \w+)? casualties(?: in all| in total)?(?:,|:| –| —|;|<end>)?(?: with| "
        rf"including| comprising| made up of)? ?<part_1:count>(?: [\w'-]+){{0,2}} ?{_DEAD},? and "
        rf"<part_2:count>(?: \w+)? ?{_HURT}",
        read_as="WHOLE casualties: PART dead and PART injured",
        unless=rf"{_ELSEWHERE}|\bincluding\b",
        excuses=("no missing counted in",),
    ),
)
_INCLUDING = (
    cue(
        "total_including_new_was",
        r"<total:count>(?: [\w'-]+){0,2},? including <added:count>(?: [\w'-]+)?(?: (?:reported|recorded|added|"
        r"announced|confirmed|"
        r"new|since|overnight|on|in))(?:[^\x1d]{0,40}?)\b(?:total|tally|number|toll|figure)(?: [\w'-]+)? (?:was|"
        r"stood at|had been) <base:count>",
        read_as="TOTAL, including ADDED new; the total had been BASE",
        unless=r"\b(?:revised|discharged|recovered|removed|last (?:year|month))\b",
        excuses=("nothing taken away at the same time",),
    ),
)
_MORE = r"(?:more|further|new|additional|extra|fresh|newly confirmed|other)"
_TAKING = (
    r"(?:taking|bringing|lifting|raising|pushing|increasing|swelling|boosting|moving|which (?:took|brought|"
    r"raised|lifted|pushed)|took|brought|raised|lifted|pushed|takes|brings)"
)
_ADDITIONS = (
    cue(
        "more_taking_from_to",
        rf"(?:<added:count>(?: confirmed| suspected)? {_MORE}|\b(?:a further|another|an additional|an "
        rf"extra) <added_b:count>)(?P<words><words:90>)\b{_TAKING}<words:60>\bfrom <base:count>(?: \w+)? "
        r"to <total:count>",
        read_as="ADDED more, taking the number from BASE to TOTAL",
        unless=(
            r"\A(?>.*\b(?:lost|removed|revised|withdrawn|discharged|recovered|sold|closed|died)\b)"
            r"(?!(?>.*?\b(?:deaths?|died|toll|dead)\b).*\bfrom\b)"
        ),
        excuses=("nothing taken away at the same time",),
    ),
    cue(
        "more_taking_to_from",
        rf"(?:<added:count>(?: confirmed| suspected)? {_MORE}|\b(?:a further|another|an additional|an "
        rf"extra) <added_b:count>)(?P<words><words:90>)\b{_TAKING}<words:60>\bto <total:count>(?: "
        r"\w+)?,? (?:up )?from <base:count>",
        read_as="ADDED more, taking the number to TOTAL from BASE",
        unless=r"\b(?:lost|removed|revised|withdrawn|discharged|recovered|sold|closed)\b",
        excuses=("nothing taken away at the same time",),
    ),
)
_SIDES = r"(?:side|country|party|nation|state|army|camp|team|club|partner|parent|company)"
_FREED = (
    r"(?:freed|released|handed over|returned|swapped|exchanged|gave up|sent home|repatriated|contributed|"
    r"donated|put up|pledged|received|got back|got|won|scored|lost|paid)"
)
_ALL_TOLD = (
    r"(?:a total of|totalling|in all,?|making|for a total of|altogether|bringing the total to|a combined)"
)
_EACH = (
    cue(
        "each_side_in_all",
        rf"\b(?:each {_SIDES}|both (?:sides|countries|parties|nations|armies|teams|clubs|states))(?: "
        rf"\w+)? {_FREED} <each:count>(?: [\w'-]+){{0,3}}(?: each)?(?:,|<words:40>| –| "
        rf"—)<words:30>(?:{_ALL_TOLD} (?:some )?<total:count>|<total_b:count>(?: [\w'-]+){{0,2}} (?:in "
        r"all|in total|altogether|all told))",
        read_as="each side freed EACH, TOTAL in all",
        unless=r"\b(?:three|four|five|several|all) (?:sides|countries|parties|nations)\b",
        excuses=("two sides, one exchange",),
    ),
    cue(
        "exchanged_each",
        r"\b(?:<sides:count> (?:sides|countries|neighbours|neighbors|armies|parties|nations|rivals|enemies)|both "
        rf"sides|\w+ and \w+)(?: have| had)? {_FREED} <each:count>(?: [\w'-]+){{0,4}}? "
        rf"each<words:80>\b(?:{_ALL_TOLD} (?:some )?<total:count>|<total_b:count>(?: [\w'-]+){{0,2}} "
        r"(?:in all|in total|altogether|all told))",
        read_as="the two sides exchanged EACH each, a total of TOTAL",
        unless=r"\b(?:so far|since)\b",
        excuses=("two sides, one exchange",),
    ),
)
_ON_EACH_SIDE = (
    cue(
        "on_each_side",
        r"<each:count>(?: [\w'-]+){0,5}? (?:on|from|by|for) (?:each side|both sides),? (?:<words:20>)(?:a total of |"
        r"totalling )?<total:count>(?: [\w'-]+)? "
        r"(?:in all|in total|altogether|all told)",
        read_as="EACH on each side, TOTAL in all",
        excuses=("two sides, one exchange",),
    ),
)
_SPLIT = (
    r"(?:split|divided|randomly (?:assigned|allocated|split|divided)|randomi[sz]ed|assigned|allocated|"
    r"separated)"
)
_ARMS = (
    cue(
        "split_into_arms",
        rf"<whole:count>(?: [\w'-]+){{0,4}}? (?:(?:were|was|who were|had been) )?(?:then )?{_SPLIT}(?: (?:to|into|"
        r"between|in) <:count>(?: [\w'-]+)? "
        r"(?:groups|arms|teams|wards))?<words:60><part_1:count><words:50>(?:,|and|while|with|;) (?:the other |"
        r"another )?<part_2:count><words:30>"
        r"\b(?:placebo|control|dummy|standard|usual|sham|no treatment|nothing|the rest)",
        exact=True,
        read_as="WHOLE split into PART given the drug and PART a placebo",
        unless=r"\b(?:withdrew|dropped out|three (?:groups|arms)|third group|lost to|excluded|completed)\b",
        excuses=("no third arm and no dropout",),
    ),
)


def find(context: Context) -> Iterator[Link]:
    """Every toll with its parts, every addition with its base, and what each side did with the total."""
    yield from worded(context, "breakdown", _CASUALTIES)
    yield from worded(context, "addition", (*_ADDITIONS, *_INCLUDING))
    yield from worded(context, "each_side", (*_EACH, *_ON_EACH_SIDE))
    yield from worded(context, "breakdown", _ARMS)
