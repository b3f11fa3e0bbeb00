"""A number of years beside the year that they are counted from: "last held in 2001; now, 22 years on".

Kinds of link, each with the roles `start`, `end` (years or dates; the publication date where the text counts up to
its own day) and `length`: `elapsed` (a span of time between the two), `anniversary` (an ordinal or a jubilee; the role
is `anniversary`), `time_spent` (a time that must fit between the two: a sentence served, a post held).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from checker.links.context import Context, derive, exactly
from checker.links.moments import Moment, days_reading, moment, period, publication
from checker.links.skeleton import ANY, found, mark, of_block
from checker.model import Claim, Link

_YEARS_UNITS = frozenset({"year", "decade", "century", "month"})
_START = mark("yd", "start")
_END = mark("yd", "end")
_LENGTH = mark("u", "length")
_PLAIN = r"(?:[^¶‹›]|‹[^‹›yu]\d+›)"
"""Text of one sentence with no year and no length of time in it."""
_HEDGE = r"(?:(?:about|around|some|nearly|almost|roughly|over|more\s+than|just\s+over|just\s+under|less\s+than|at\s+least|the|a|an|only|last|past)\s+)*"

_PERIOD_THEN_LENGTH = (
    # "led the union from 2011 until he retired in 2019, six years in which"
    rf"\bfrom\s+{_START}\s*(?:–|—|-|to|until|till|through)\s*(?:(?:he|she|it|they|his|her|its|their|the)\s+[\w\s]{{1,40}}?\bin\s+)?"
    rf"{_END}\s*(?:,|–|—|-|\()\s*{_HEDGE}{_LENGTH}\s*(?:in\s+which|during\s+which|in\s+all|in\s+total|later|of\b|when\b|that\b|[,.;)¶])",
    rf"\bbetween\s+{_START}\s+and\s+{_END}\s*(?:,|–|—|-|\()\s*{_HEDGE}{_LENGTH}\s*(?:in\s+which|during\s+which|in\s+all|in\s+total|[,.;)¶])",
)
_LENGTH_THEN_PERIOD = (
    # "served eight years as the mayor of London, from 2008 to 2016"
    rf"\b(?:for|over|during|spent|served|after|of|in|lasted|ran|reigned|ruled)\s+{_HEDGE}{_LENGTH}\b{_PLAIN}{{0,45}}?"
    rf"(?:,|\(|–|—)?\s*(?:from|between)\s+{_START}\s*(?:–|—|-|to|until|till|through|and)\s*{_END}",
    rf"{_LENGTH}\s+(?:as|in|at|of|with|on)\s+[\w\s'’]{{1,40}}?(?:,|\()\s*(?:from\s+)?{_START}\s*(?:–|—|-|to|until)\s*{_END}",
    rf"{_LENGTH}\s*(?:reign|rule|tenure|career|term|spell|stint|premiership|presidency|partnership|war|run|era|gap|hiatus)?\s*(?:,|\()\s*(?:from\s+)?"
    rf"{_START}\s*(?:–|—|-|to|until)\s*{_END}",
)
_LATER = (
    # "founded in 1990 ... Ten years later, in 2000, it closed"
    rf"\b(?:in|since)\s+{_START}{_PLAIN}{{0,120}}?(?:[.;¶]\s*){{0,2}}\s*(?:,|and|but|then|;)?\s*{_HEDGE}{_LENGTH}\s+later\s*,?\s*\(?(?:in\s+)?{_END}",
    rf"\b(?:in|on)\s+{_END}\s*,\s*{_HEDGE}{_LENGTH}\s+after\b{_PLAIN}{{0,60}}?\b(?:in|of|on)\s+{_START}",
)
_SINCE_THEN = (
    # "last ... in 2001. Now, 32 years on"
    rf"\b(?:in|on|since)\s+{_START}{_PLAIN}{{0,60}}?[.;]?\s*¶{{0,2}}\s*(?:now|today|this\s+year|this\s+week)\s*,?\s*{_HEDGE}{_LENGTH}\s+(?:on|later|after|afterwards)\b",
    rf"(?:now|today)\s*,\s*{_HEDGE}{_LENGTH}\s+(?:on|later|after)\b{_PLAIN}{{0,60}}?\b(?:in|of|on|since)\s+{_START}",
    # "in 1999, 20 years ago" / "20 years ago, in 1999"
    rf"\b(?:in|on|since)\s+{_START}\s*(?:,|\(|–|—|-)\s*{_HEDGE}{_LENGTH}\s+ago\b",
    rf"{_LENGTH}\s+ago\s*(?:,|\(|–|—|-)\s*(?:in|on|back\s+in)\s+{_START}",
    # "for 14 years, since 2010" / "since 2010, a run of 14 years"
    rf"\b(?:for|over|past|last)\s+{_HEDGE}{_LENGTH}\s*(?:,|\(|–|—|-)\s*(?:ever\s+)?since\s+{_START}",
    rf"\bsince\s+{_START}\s*(?:,|\(|–|—|-)\s*(?:for\s+|a\s+(?:run|total|period|stretch|span)\s+of\s+)?{_HEDGE}{_LENGTH}\s*(?:ago\b|[,.;)¶])",
)
_FIRST = r"(?:first|only|‹o\d+›)"
_FIRST_IN = (
    # "the first time in 12 years ... since the elections of 2012"
    rf"\b(?:the|its|his|her|their|a)\s+{_FIRST}(?:\s+[\w-]+){{0,2}}?\s+(?:in|for)\s+"
    rf"{_HEDGE}{_LENGTH}(?P<gap>{_PLAIN}{{0,110}}?(?:[.;:]?\s*¶{{1,2}}{_PLAIN}{{0,90}}?)?)"
    rf"\b(?:(?:ever\s+)?since|last|not\s+since|was\s+in|came\s+in|dates?\s+from|dated\s+from|previous(?:ly)?|before\s+that)\b"
    rf"(?P<link>{_PLAIN}{{0,60}}?)(?:\b(?:in|of|since)\s+)?{_START}",
    # "last froze over in 1963 ... the first for 61 years"
    rf"\b(?:last|not\s+since|since|previous(?:ly)?)\b(?P<link>{_PLAIN}{{0,60}}?)(?:\b(?:in|of)\s+)?{_START}"
    rf"(?P<gap>{_PLAIN}{{0,140}}?(?:[.;:]?\s*¶{{1,2}}{_PLAIN}{{0,90}}?)?)"
    rf"\b(?:the|its|his|her|their)\s+{_FIRST}(?:\s+[\w-]+){{0,2}}?\s+(?:in|for)\s+{_HEDGE}{_LENGTH}",
)
_ANNIVERSARY = (
    rf"{mark('o', 'anniversary')}(?:\s+[\w-]+){{0,2}}?\s+anniversary\s+(?:of|since)\b(?P<gap>[^¶‹›]{{0,90}}?(?:[.;]?\s*¶[^¶‹›]{{0,20}}?(?:‹c\d+›[^¶‹›]{{0,90}}?)?)?)\b(?:in|on|of|from)\s+(?:[^¶‹›]{{0,12}}?){_START}",
    rf"\b(?:in|on)\s+{_START}[^¶‹›]{{0,90}}?[.;]?\s*¶?[^¶‹›]{{0,60}}?\b(?:its|his|her|their|the)\s+{mark('o', 'anniversary')}(?:\s+[\w-]+)?\s+anniversary\b",
    rf"{mark('u', 'length')}\s+(?:since|after|from)\s+(?:the\s+)?[^¶‹›]{{0,60}}?\b(?:in|of|on)\s+{_START}",
)
_JUBILEES: Mapping[str, int] = {
    "centenary": 100,
    "centennial": 100,
    "bicentenary": 200,
    "bicentennial": 200,
    "tercentenary": 300,
    "sesquicentennial": 150,
    "golden jubilee": 50,
    "golden wedding": 50,
    "silver jubilee": 25,
    "silver wedding": 25,
    "platinum jubilee": 70,
    "quarter-century anniversary": 25,
}
_JUBILEE = re.compile(
    rf"\b(?P<word>{'|'.join(re.escape(word) for word in _JUBILEES)})\s+of\b[^¶‹›]{{0,90}}?\b(?:in|on|of)\s+{_START}",
    re.IGNORECASE,
)
_BUILT = (
    rf"{mark('uamc', 'length')}[\s-]*(?:year[\s-]old)?\s*[\w\s'’-]{{0,40}}?,?\s*(?:which\s+was\s+)?(?:built|founded|opened|established|erected|constructed|completed)\s+in\s+{_START}",
)
_SERVED = (
    # "convicted in 2008 ... commuted after serving twenty years"
    rf"\b(?:convicted|jailed|sentenced|imprisoned|arrested|incarcerated|detained)\b{_PLAIN}{{0,140}}?\b(?:in|since|on)\s+{_START}"
    rf"(?P<gap>(?:[^¶‹›]|{ANY})*¶?(?:[^¶‹›]|{ANY})*?¶?(?:[^¶‹›]|{ANY})*?)\b(?:after\s+(?:serving|spending)|having\s+(?:served|spent)|has\s+(?:served|spent)|served|spent)\s+{_HEDGE}{_LENGTH}",
)
_BEFORE_CHRIST = re.compile(r"\s*(?:BC|BCE|B\.C\.)")


def find(context: Context) -> Iterator[Link]:
    """Every count of years beside its first year."""
    texts = [of_block(context, block) for block, _ in enumerate(context.document.blocks)]
    for block, text in enumerate(texts):
        if "‹" not in text:
            continue
        following = texts[block + 1] if block + 1 < len(texts) else ""
        yield from _between(context, text)
        yield from _until_now(context, text, following)
        yield from _anniversaries(context, block, text)
        yield from _spent(context, text)


def _each(context: Context, text: str, patterns: Sequence[str]) -> Iterator[tuple[re.Match[str], Mapping[str, Claim]]]:
    for pattern in patterns:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match, found(context, match)


def _is_years(claim: Claim) -> bool:
    return claim.unit in _YEARS_UNITS


def _between(context: Context, text: str) -> Iterator[Link]:
    for patterns, cue in (
        (_PERIOD_THEN_LENGTH, "years of a period"),
        (_LENGTH_THEN_PERIOD, "years and their period"),
        (_LATER, "years later"),
    ):
        for match, claims in _each(context, text, patterns):
            if not _is_years(claims["length"]) or _BEFORE_CHRIST.match(text, match.end()):
                continue
            start, end = _dated(context, claims["start"]), _dated(context, claims["end"])
            if start is None or end is None or not start.years or not end.years or start.precision != "year" and end.precision != "year" and claims["length"].unit == "month":
                continue
            yield _link("elapsed", start.dated(), end.dated(), claims["length"], cue=cue)


def _until_now(context: Context, own: str, following: str) -> Iterator[Link]:
    """Counts up to the day of publication; the year may stand in the paragraph before."""
    text = own + "¶" + following if following else own
    for match, claims in _each(context, text, _SINCE_THEN):
        if match.start() >= len(own):
            continue
        link = _to_publication(context, claims, cue="years up to now", text=text, match=match)
        if link is not None:
            yield link
    for match, claims in _each(context, text, _FIRST_IN):
        if match.start() >= len(own):
            continue
        if re.search(_FIRST, match["gap"] + match["link"], re.IGNORECASE):
            continue
        if re.search(rf"{_FIRST}(?:\s+[\w-]+){{0,3}}\s*$", text[max(0, match.start() - 40) : match.start()], re.IGNORECASE):
            continue
        link = _to_publication(context, claims, cue="first in so many years", text=text, match=match)
        if link is not None:
            yield link


def _to_publication(
    context: Context, claims: Mapping[str, Claim], *, cue: str, text: str, match: re.Match[str]
) -> Link | None:
    start = _dated(context, claims["start"])
    if start is None or not start.years or not _is_years(claims["length"]) or _BEFORE_CHRIST.match(text, match.end("start") + 1):
        return None
    end = publication(context, claims["length"])
    if end is None or claims["length"].unit == "month":
        return None
    return _link("elapsed", start.dated(), end, claims["length"], cue=cue)


def _dated(context: Context, claim: Claim) -> Moment | None:
    return moment(context, claim)


def _link(kind: str, start: Claim, end: Claim, length: Claim, *, cue: str, role: str = "length") -> Link:
    return Link(
        kind=kind,
        roles={"start": (start,), "end": (end,), role: (length,)},
        cue=cue,
        read_as=f"{length.quantity.text} from {start.quantity.text} to {end.quantity.text}",
        excuses=("no other start named in between",),
    )


def _anniversaries(context: Context, block: int, text: str) -> Iterator[Link]:
    for match, claims in _each(context, text, _ANNIVERSARY):
        if _BEFORE_CHRIST.match(text, match.end("start") + 1):
            continue
        start = _dated(context, claims["start"])
        ordinal = claims.get("anniversary")
        if start is None or not start.year_stated or ordinal is None:
            continue
        yield from _occasion(context, ordinal, start, cue="anniversary")
    for match in _JUBILEE.finditer(text):
        start = _dated(context, found(context, match)["start"])
        if start is None or not start.year_stated or _BEFORE_CHRIST.match(text, match.end("start") + 1):
            continue
        place = context.text(block).lower().find(match["word"].lower())
        if place < 0:
            continue
        number = _JUBILEES[match["word"].lower()]
        jubilee = derive(
            start.claim,
            readings=[exactly(number)],
            why=f"a {match['word']} is {number} years",
            form="ordinal",
            start=place,
            end=place + len(match["word"]),
            text=match["word"],
        )
        yield from _occasion(context, jubilee, start, cue="jubilee")


def _occasion(context: Context, ordinal: Claim, start: Moment, *, cue: str) -> Iterator[Link]:
    """The day of the anniversary: a later date in the ordinal's sentence, else the publication date, give or take."""
    for other in context.in_sentence(ordinal.sentence):
        day = moment(context, other)
        if other is start.claim or day is None or not day.year_stated or day.years[0] <= start.years[-1]:
            continue
        yield _link("anniversary", start.dated(), day.dated(), ordinal, cue=cue, role="anniversary")
        return
    issue = publication(context, ordinal)
    if issue is None or issue.quantity.core.low is None:
        return
    year = date.fromordinal(int(issue.quantity.core.low)).year
    near = [span for one in (year, year + 1, year - 1) if (span := period(one, None, None)) is not None]
    why = "the year of publication, or one beside it"
    end = derive(ordinal, readings=[days_reading(*span) for span in near], why=why, form="date", text=issue.quantity.text)
    yield _link("anniversary", start.dated(), end, ordinal, cue=cue, role="anniversary")


def _spent(context: Context, text: str) -> Iterator[Link]:
    for match, claims in _each(context, text, _SERVED):
        gap = match["gap"]
        again = re.search(r"\b(?:convicted|jailed|sentenced|imprisoned|arrested)\b(?P<rest>[^¶]*)", gap, re.IGNORECASE)
        if gap.count("¶") > 1 or again is not None and re.search(r"‹[yd]\d+›", again["rest"]):
            continue
        start = _dated(context, claims["start"])
        if start is None or not start.years or not _is_years(claims["length"]):
            continue
        end = publication(context, claims["length"])
        if end is not None:
            yield _link("time_spent", start.dated(), end, claims["length"], cue="time served")
