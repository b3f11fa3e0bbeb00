"""A number of years beside the year that they are counted from: "last held in 2001; now, 22 years on".

Kinds of link, each with the roles `start`, `end` (years or dates; the publication date where the text counts up to
its own day) and `length`: `elapsed` (a span of time between the two), `anniversary` (an ordinal or a jubilee; the role
is `anniversary`), `time_spent` (a time that must fit between the two: a sentence served).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from checker.intervals import Interval
from checker.links.context import Context, derive, exactly
from checker.links.moments import (
    Moment,
    days_reading,
    ends_of_years,
    moment,
    period,
    publication,
    with_readings,
)
from checker.links.skeleton import END_OF_SENTENCE, each, found, mark, of_block
from checker.model import Claim, Link, Reading

_YEARS_UNITS = frozenset({"year", "decade", "century", "month"})
_START = mark("yd", "start")
_END = mark("yd", "end")
_LENGTH = mark("u", "length")
_AGE_OR_LENGTH = mark("ua", "length")
_RANGE = mark("y", "range")
_PLAIN = r"(?:[^¶‹›]|‹[^‹›yu]\d+›)"
"""Text of one sentence with no year and no length of time in it."""
_HEDGE = (
    r"(?:(?:about|around|some|nearly|almost|roughly|over|more\s+than|just\s+over|just\s+under|"
    r"less\s+than|at\s+least|"
    r"the|a|an|only|last|past|exactly|precisely|all\s+of|well)\s+)*"
    r"(?:(?:span|period|total|run|stretch|reign|spell|gap|interval|wait)\s+of\s+)?"
)
_TO = r"\s*(?:–|—|-|to|until|till|through)\s*"
_APART = r"\s*(?:,|–|—|-|\(|;)\s*"
_UNTIL_EVENT = r"(?:(?:he|she|it|they|his|her|its|their|the)\s+[\w\s'’]{1,40}?\bin\s+)?"
_STOP = r"\s*(?:in\s+which|during\s+which|in\s+all|in\s+total|of\b|when\b|that\b|[,.;:)¶]|$)"
_IN_OFFICE = (
    r"\s+(?:in\s+(?:charge|office|power|the\s+(?:job|post|role|chair|position)|control)|"
    r"at\s+the\s+(?:helm|top|head)|"
    r"as\s+[\w\s'’-]{1,30}|on\s+the\s+(?:bench|throne|board))"
)
_BUILT = (
    r"(?:built|founded|opened|established|erected|constructed|completed|planted|consecrated|launched|"
    r"set\s+up)"
)
_FOUNDED = (
    r"(?:founded|established|formed|opened|launched|created|built|set\s+up|started|began|begun|"
    r"incorporated|inaugurated|"
    r"first\s+(?:held|published|staged|performed|broadcast|opened|aired)|married|wed|ordained|crowned|"
    r"died|killed|signed)"
)

_STOOD = (
    r"(?:lay|stood|remained|stayed|sat|been|was|were|left)\s+(?:\w+\s+)?(?:empty|derelict|closed|shut|"
    r"vacant|idle|disused|unused|"
    r"abandoned|dormant|unsold|silent|shuttered|boarded\s+up|in\s+ruins|unoccupied)"
)
_BEGUN = (
    r"(?:opened|built|founded|joined|began|started|launched|elected|appointed|took\s+over|bought|moved|"
    r"created|formed|hired|"
    r"arrived|introduced|set\s+up|established|completed|unveiled|commissioned|installed|crowned)"
)
_BETWEEN = (
    (
        # "ran the mill from 2003 until it closed in 2012, nine years in which"
        rf"\bfrom\s+{_START}{_TO}{_UNTIL_EVENT}{_END}{_APART}{_HEDGE}{_LENGTH}{_STOP}",
        rf"\bbetween\s+{_START}\s+and\s+{_END}{_APART}{_HEDGE}{_LENGTH}{_STOP}",
        # "took over in 2011 and resigned in 2019 after eight years in charge"
        rf"\bin\s+{_START}{_PLAIN}{{0,80}}?\bin\s+{_END}\s*,?\s+after\s+{_HEDGE}{_LENGTH}{_IN_OFFICE}",
    ),
    (
        # "spent six years as head of the port, from 2005 to 2011"
        rf"\b(?:for|over|during|spent|served|after|of|in|lasted|ran|reigned|ruled)\s+{_HEDGE}{_LENGTH}"
        rf"(?:{_PLAIN}{{0,45}}?(?:,|\(|–|—)?\s*from|{_PLAIN}{{0,12}}?(?:,|\(|–|"
        rf"—)?\s*between)\s+{_START}\s*(?:–|—|-|to|until|till|through|and)\s*{_END}",
        rf"{_LENGTH}\s+(?:as|in|at|of|with|on)\s+[\w\s'’]{{1,40}}?(?:,|"
        rf"\()\s*(?:from\s+)?{_START}{_TO}{_END}",
        # "signed in 1975, ran for 30 years until 2005"
        rf"\bin\s+{_START}\s*,?\s+(?:and\s+)?(?:it\s+)?(?:ran|stood|lasted|operated|survived|reigned|"
        r"ruled|was\s+held)\s+"
        rf"(?:\w+\s+){{0,3}}?for\s+{_HEDGE}{_LENGTH}\s*,?\s*until\s+{_END}",
        rf"{_LENGTH}[-\s]*(?:[\w-]+\s*){{0,2}}(?:,|\()\s*(?:from\s+)?{_START}{_TO}{_END}",
    ),
    (
        # "founded in 1990 ... Ten years later, in 2000, it closed"
        rf"\b(?:in|since)\s+{_START}{_PLAIN}{{0,120}}?(?:[.;¶]\s*){{0,2}}\s*(?:,|and|but|then|;)?\s*"
        rf"{_HEDGE}{_LENGTH}\s+(?:later|on)\s*,?\s*\(?in\s+{_END}",
        rf"\b(?:in|on)\s+{_END}\s*,\s*{_HEDGE}{_LENGTH}\s+after\b{_PLAIN}{{0,60}}?\b(?:in|of|"
        rf"on)\s+{_START}",
        # "Twelve years after the 2004 flood, in 2016" and "in 2016, 12 years after the 2004 flood"
        rf"{_LENGTH}\s+after\s+(?:the|its|his|her|"
        rf"their)\s+{_START}\s+[a-z][\w\s'’-]{{0,40}}?,\s*in\s+{_END}",
        rf"\bin\s+{_END}\s*,\s*{_HEDGE}{_LENGTH}\s+after\s+(?:the|its|his|her|their)\s+{_START}\s+[a-z]",
    ),
    (
        # "closed in 1985 and lay derelict for 34 years until the park opened in 2019"
        rf"\b(?:in|since)\s+{_START}{_PLAIN}{{0,70}}?\bfor\s+{_HEDGE}{_LENGTH}\s*,?\s*(?:until|"
        rf"till)\b{_PLAIN}{{0,60}}?\b(?:in\s+)?{_END}",
        rf"\bin\s+{_START}{_PLAIN}{{0,40}}?\b{_STOOD}\s+(?:for\s+)?{_HEDGE}{_LENGTH}\s*,?\s*(?:before|"
        rf"when)\b{_PLAIN}{{0,60}}?\bin\s+{_END}",
        # "opened in 1931, was replaced in 2001, having served for seven decades"
        rf"\b{_BEGUN}\b{_PLAIN}{{0,40}}?\bin\s+{_START}{_PLAIN}{{0,80}}?\bin\s+{_END}\s*,?\s*(?:having|"
        r"after)\s+"
        r"(?:(?:served|stood|run|spent|been|led|worked|played|taught|reigned|ruled|operated|survived|"
        r"lasted|serving|running|"
        r"working|leading|being|standing|playing|"
        rf"teaching)\s+)?(?:[\w'’-]+\s+){{0,5}}?(?:for\s+)?{_HEDGE}{_LENGTH}"
        r"(?!\s+(?:of|in)\s+(?:which|negotiat|talks|delay|plann|court|fight|campaign|dispute|wrangl|"
        r"study|stud|train|war))",
        # "won in 1997 and again in 2023, a gap of 26 years", "... 26 years later"
        rf"\bin\s+{_START}{_PLAIN}{{0,80}}?\bin\s+{_END}\s*[,(–—]\s*(?:a|an)\s+(?:\w+\s+){{0,2}}?"
        r"(?:gap|span|period|spell|run|reign|career|wait|stretch|interval|tenure|marriage|partnership|"
        r"difference|lifetime|stint)\s+"
        rf"(?:of|lasting|spanning)\s+{_HEDGE}{_LENGTH}",
        rf"\bin\s+{_START}{_PLAIN}{{0,80}}?\bin\s+{_END}\s*[,(–—]\s*(?:some\s+)?{_HEDGE}{_LENGTH}\s+(?:la"
        r"ter|apart|afterwards|on)\b",
        # "the 22-year reign that began in 1952 ended in 1974"
        rf"{_LENGTH}[-\s]+(?:[\w'’]+\s+){{0,2}}?(?:reign|career|rule|marriage|tenure|stint|partnership|"
        r"feud|war|wait|run|association)\s*,?\s+"
        r"(?:which|that)\s+(?:began|started|had\s+begun|"
        rf"opened)\s+in\s+{_START}\b{_PLAIN}{{0,60}}?\b(?:ended|closed|finished|came\s+to\s+an\s+end|"
        rf"is\s+over)\b{_PLAIN}{{0,20}}?\bin\s+{_END}",
    ),
)
_BETWEEN_CUES = ("years of a period", "years and their period", "years later", "years told beside both ends")
_IN_BRACKET = rf"{_LENGTH}[-\s]*(?:[\w-]+\s*){{0,3}}(?:,\s*|\(){_RANGE}"
_UP_TO_NOW = (
    # "last ... in 2001. Now, 22 years on"
    rf"\b(?:in|on|since)\s+{_START}{_PLAIN}{{0,60}}?[.;]?\s*¶{{0,2}}\s*(?:now|today|this\s+(?:year|week|"
    r"month))\s*,?\s*"
    rf"{_HEDGE}{_LENGTH}\s+(?:on|later|after|afterwards)\b",
    rf"(?:now|today)\s*,\s*{_HEDGE}{_LENGTH}\s+(?:on|later|after)\b{_PLAIN}{{0,60}}?\b(?:in|of|on|"
    rf"since)\s+{_START}",
    # "in 1999, 20 years ago" and "20 years ago, in 1999"
    rf"\b(?:in|on|since)\s+{_START}{_APART}{_HEDGE}{_LENGTH}\s+ago\b",
    rf"{_LENGTH}\s+ago{_APART}(?:in|on|back\s+in)\s+{_START}",
    # "for 14 years, since 2010" and "since 2010, a run of 14 years"
    rf"\b(?:for|over|past|last)\s+{_HEDGE}{_LENGTH}{_APART}(?:ever\s+)?since\s+{_START}",
    rf"\bsince\s+{_START}{_APART}(?:for\s+)?{_HEDGE}{_LENGTH}\s*(?:ago\b|[,.;)¶])",
    # "the first win since 1992, ending a wait of 33 years"
    rf"\bsince\s+{_START}{_PLAIN}{{0,60}}?\b(?:wait|drought|absence|run|hiatus|exile|barren\s+spell|"
    rf"reign|rule)\s+of\s+{_HEDGE}{_LENGTH}",
    rf"\bsince\s+{_START}{_PLAIN}{{0,60}}?{_LENGTH}[-\s]+(?:wait|drought|absence|hiatus|gap|exile|"
    r"barren\s+spell|reign|rule)\b",
    # "has run the port since 2009, steps down after 12 years in charge"
    rf"\bsince\s+{_START}{_PLAIN}{{0,60}}?\bafter\s+{_HEDGE}{_LENGTH}{_IN_OFFICE}",
    # "Sixty years after it opened in 1965, the pool is to close"
    rf"(?:^|¶\s*){_HEDGE}{_LENGTH}\s+after\s+[^¶‹›,]{{1,60}}?\bin\s+{_START}\s*,[^¶‹›]{{1,50}}?\b(?:is|"
    r"are|has|have|will|remains?|still|now)\b",
    # "the team, who last won it in 2005, ended a 20-year wait"
    rf"\blast\b[^¶‹›]{{0,40}}?\bin\s+{_START}{_PLAIN}{{0,60}}?{_LENGTH}[-\s]+(?:wait|drought|absence|"
    r"hiatus|gap|exile|barren\s+spell)\b",
    # "the church, consecrated in 1825, is 200 years old this year"
    rf"\b{_BUILT}\s+in\s+{_START}\s*,[^¶‹›]{{0,30}}?\b(?:is|are|turns|"
    rf"will\s+be)\s+(?:now\s+)?{_HEDGE}{_AGE_OR_LENGTH}",
    # "the 300-year-old inn, built in 1725"
    rf"{_AGE_OR_LENGTH}\s+(?:[\w'’-]+\s+){{0,3}}?[\w'’-]+\s*,\s*(?:which\s+was\s+)?(?:first\s+)?"
    rf"{_BUILT}\s+in\s+{_START}",
)
_FIRST = r"(?:first|only|‹o\d+›)"
_FIRST_IN = (
    # "the first time in 12 years ... since the elections of 2012"
    rf"(?:\b(?:the|its|his|her|their|a)|['’]s?)\s+{_FIRST}(?:\s+[\w'’-]+){{0,5}}?\s+(?:in|for)\s+"
    rf"{_HEDGE}{_LENGTH}(?P<gap>{_PLAIN}{{0,110}}?(?:[.;:]?\s*¶{{1,2}}{_PLAIN}{{0,90}}?)?)"
    r"\b(?:(?:ever\s+)?since|last|not\s+since|was\s+in|came\s+in|dates?\s+from|dated\s+from|"
    r"previous(?:ly)?|before\s+that)\b"
    rf"(?P<link>{_PLAIN}{{0,60}}?)(?:\b(?:in|of|since)\s+)?{_START}",
    # "last froze over in 1963 ... the first for 61 years"
    rf"\b(?:last|not\s+since|since|previous(?:ly)?)\b(?P<link>{_PLAIN}{{0,60}}?)(?:\b(?:in|of)\s+)?{_START}"
    rf"(?P<gap>{_PLAIN}{{0,140}}?(?:[.;:]?\s*¶{{1,2}}{_PLAIN}{{0,90}}?)?)"
    rf"\b(?:the|its|his|her|their)\s+{_FIRST}(?:\s+[\w'’-]+){{0,4}}?\s+(?:in|for)\s+{_HEDGE}{_LENGTH}",
)
_ORDINAL = mark("o", "anniversary")
_ANNIVERSARY = (
    # "the 75th anniversary of the disaster. Forty-three men died on 8 September 1950"
    rf"{_ORDINAL}(?:\s+[\w'’-]+){{0,2}}?\s+anniversary\s+(?:of|since)\b"
    r"(?P<gap>[^¶‹›]{0,90}?(?:[.;]?\s*¶[^¶‹›]{0,20}?(?:‹c\d+›[^¶‹›]{0,90}?)?)?)"
    rf"\b(?:in|on|of|from)\s+(?:[^¶‹›]{{0,12}}?){_START}",
    # "the 40th anniversary of the 1985 flood"
    rf"{_ORDINAL}(?:\s+[\w'’-]+){{0,2}}?\s+anniversary\s+of\s+(?:the\s+|its\s+|his\s+|"
    rf"her\s+)?{_START}\s+[a-z]",
    # "founded in 1925, celebrates its 100th anniversary"
    rf"\b{_FOUNDED}\s+(?:[^¶‹›]{{0,20}}?)(?:in|on)\s+{_START}[^¶‹›]{{0,70}}?(?:[.;]\s*¶?[^¶‹›]{{0,40}}?)?"
    rf"\b(?:its|his|her|their|the)\s+{_ORDINAL}(?:\s+[\w-]+)?\s+anniversary\b",
    # "set up in 1985 and celebrates its 40th birthday"
    rf"\b{_BUILT}\s+(?:[^¶‹›]{{0,20}}?)in\s+{_START}[^¶‹›]{{0,70}}?\bits\s+{_ORDINAL}\s+birthday\b",
    # "marks its 60th anniversary this year; it was founded in 1965"
    r"\b(?:its|his|her|"
    rf"their)\s+{_ORDINAL}(?:\s+[\w-]+)?\s+anniversary\b(?:\s*,?\s*in\s+‹y\d+›)?[^¶‹›]{{0,50}}?[,.;:]?\s*"
    rf"¶?\s*[^¶‹›]{{0,30}}?"
    rf"\b(?:was|were|having\s+been)\s+{_FOUNDED}\s+[^¶‹›]{{0,20}}?(?:in|on)\s+{_START}",
)
_COMING = re.compile(
    r"\s*(?:is |was |are )?(?:approaching|coming|upcoming|ahead|nearing|looming|years? away)\b", re.IGNORECASE
)
"""The day is still to come, so the publication date is not the day that is counted to."""
_JUBILEES: Mapping[str, int] = {
    "centenary": 100,
    "centennial": 100,
    "bicentenary": 200,
    "bicentennial": 200,
    "tercentenary": 300,
    "sesquicentennial": 150,
    "silver jubilee": 25,
    "golden jubilee": 50,
    "diamond jubilee": 60,
    "platinum jubilee": 70,
    "silver wedding": 25,
    "pearl wedding": 30,
    "ruby wedding": 40,
    "golden wedding": 50,
    "diamond wedding": 60,
    "platinum wedding": 70,
}
_JUBILEE = re.compile(
    rf"\b(?P<word>{'|'.join(re.escape(word) for word in _JUBILEES)})\s+of\b"
    rf"(?:(?!\b(?:and|or|but)\b)[^¶‹›,;:]){{0,45}}?\b(?:in|on|of)\s+{_START}",
    re.IGNORECASE,
)
_WORDS_OF_JUBILEE = "|".join(re.escape(word) for word in _JUBILEES)
_DATED_JUBILEE = (
    # "married in 1962 and celebrated their golden wedding in 2012"
    rf"\b(?:in|since)\s+{_START}(?:{_PLAIN}{{0,150}}?|{_PLAIN}{{0,90}}?¶\s*+{_PLAIN}{{0,60}}?)"
    rf"\b(?P<word>{_WORDS_OF_JUBILEE})\b"
    rf"{_PLAIN}{{0,40}}?\bin\s+{_END}",
    # "celebrated its centenary in 2019, having been founded in 1919"
    rf"\b(?P<word>{_WORDS_OF_JUBILEE})\b{_PLAIN}{{0,30}}?\bin\s+{_END}{_PLAIN}{{0,60}}?\b(?:{_FOUNDED})\b"
    rf"{_PLAIN}{{0,20}}?\bin\s+{_START}",
)
_SENTENCED = re.compile(
    r"\b(?:convicted|jailed|sentenced|imprisoned|arrested|incarcerated|"
    rf"detained)\b{_PLAIN}{{0,140}}?\b(?:in|since|on)\s+{_START}",
    re.IGNORECASE,
)
# "convicted in 2008 ... commuted after serving twelve years"
_SERVED = re.compile(
    r"\b(?:after\s+(?:serving|spending)|having\s+(?:served|spent)|has\s+(?:served|spent)|served|"
    rf"spent)\s+{_HEDGE}{_LENGTH}",
    re.IGNORECASE,
)
_CONVICTED = re.compile(
    r"\b(?:convicted|jailed|sentenced|imprisoned|arrested)\b(?P<rest>[^¶]*)", re.IGNORECASE
)
_BEFORE_CHRIST = re.compile(r"\s*(?:BC|BCE|B\.C\.)")


def find(context: Context) -> Iterator[Link]:
    """Every count of years beside its first year."""
    counted: set[int] = set()
    texts = [of_block(context, block) for block, _ in enumerate(context.document.blocks)]
    for block, text in enumerate(texts):
        if "‹" not in text:
            continue
        following = texts[block + 1] if block + 1 < len(texts) else ""
        between = list(_between(context, text))
        yield from between
        counted.update(link.roles["length"][0].index for link in between)
        until = list(_until_now(context, text, following))
        yield from until
        counted.update(link.roles["length"][0].index for link in until)
        yield from _anniversaries(context, block, text)
        yield from _jubilees(context, block, text)
        yield from _spent(context, text)
    yield from _framed(context, counted)


def _each(
    context: Context, text: str, patterns: Sequence[str]
) -> Iterator[tuple[re.Match[str], Mapping[str, Claim]]]:
    for pattern in patterns:
        for match in each(pattern, text):
            yield match, found(context, match)


def _is_years(context: Context, claim: Claim) -> bool:
    """Whether the number is a length in years, and not in the name of something: "the Seven Years' War"."""
    if claim.unit not in _YEARS_UNITS:
        return False
    words = context.text(claim.block)[claim.start : claim.end] + context.after(claim, within=12)
    return re.match(r"[A-Z]\w*[ -]Years?['’]?s?['’]? [A-Z]", words) is None


def _between(context: Context, text: str) -> Iterator[Link]:
    seen: set[int] = set()
    for patterns, cue in zip(_BETWEEN, _BETWEEN_CUES):
        for match, claims in _each(context, text, patterns):
            length = claims["length"]
            if (
                not _is_years(context, length)
                or length.index in seen
                or _BEFORE_CHRIST.match(text, match.end())
            ):
                continue
            start, end = moment(context, claims["start"]), moment(context, claims["end"])
            if start is None or end is None or not start.years or not end.years:
                continue
            if length.unit == "month" or _of_several(text, match):
                continue
            seen.add(length.index)
            yield _link("elapsed", start.dated(), end.dated(), length, cue=cue)
    for _, claims in _each(context, text, (_IN_BRACKET,)):
        ends = ends_of_years(context, claims["range"])
        if ends is not None and _is_years(context, claims["length"]) and claims["length"].index not in seen:
            seen.add(claims["length"].index)
            yield _link("elapsed", ends[0], ends[1], claims["length"], cue="years in a bracket")


_ENDING = re.compile(
    r"\b(?:end(?:ed|s|ing)|broke|breaking|closing|capping|concluding)\s+(?:a|an|the|his|her|its|their)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:of|lasting|spanning)\s+(?:(?:nearly|almost|about|some|exactly|precisely|more\s+than|"
    r"over)\s+)*$|"
    r"\b(?:celebrat\w+|mark(?:s|ed|ing)?|clock(?:ed|ing|s)\s+up|notch(?:ed|ing|es)\s+up)\s+$",
    re.IGNORECASE,
)
_AFTER_SOMETHING = re.compile(
    r"\b(?:after|marking|for|over|following|had)\s+(?:a|an|the|his|her|its|their)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:gap|break|absence|closure|silence|wait|hiatus|lull|interval|lapse|exile|shutdown|pause|reign|career|tenure|"
    r"run|rule|"
    r"marriage|partnership|stint|spell)\s+(?:of|lasting|spanning)\s+"
    r"(?:(?:nearly|almost|about|some|exactly|precisely|more\s+than|over)\s+)*$",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"\b(?:lasted|lasts|spanned|spans|ran\s+for)\s+(?:for\s+)?"
    r"(?:(?:nearly|almost|about|some|exactly|precisely|more\s+than|over|just)\s+)*$",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"\b(?:after|having|had)\s+(?:(?:served|spent|been|stood|lain|remained|run|worked|waited|standing|lying|being|"
    r"remaining|serving|"
    r"spending|waiting|running|working|sitting)\s+)(?:[\w-]+\s+){0,3}?(?:for\s+)?(?:(?:nearly|almost|about|some|"
    r"more\s+than|over)\s+)*$",
    re.IGNORECASE,
)
_AFTER_IT = re.compile(
    r"[-\s]+(?:later|apart|afterwards|on\b(?=\s*[,.])|in\s+(?:all|total)|(?:[\w-]+\s+)?(?:wait|drought|absence|"
    r"hiatus|gap|exile|reign|rift|feud|silence|"
    r"closure|rule|career|span|interval|run|monopoly|partnership|marriage|dispute|war|ban|freeze)\b)",
    re.IGNORECASE,
)
_NO_SPAN = re.compile(
    r"\b(?:minimum|sentenced?|term|contract|lease|loan|mortgage|plan|old|aged|age|jail|jailed\s+for|opposition|"
    r"guarantee|warranty|"
    r"visa|deal|bond|extension|target|within|if|would|aims?|edition|annual|every)\b",
    re.IGNORECASE,
)


def _framed(context: Context, seen: set[int]) -> Iterator[Link]:
    """The one length of two sentences that name two years, where the wording makes it a span or the figures all but do."""
    for sentence, claims in context.sentences():
        lengths = [
            claim
            for claim in claims
            if claim.form == "duration" and _is_years(context, claim) and claim.unit != "month"
        ]
        if len(lengths) != 1 or lengths[0].index in seen or lengths[0].quantity.value is None:
            continue
        length = lengths[0]
        text = context.text(sentence.block)
        years = _years_of(context, sentence.index)
        first = sentence.start
        if len(years) == 1:
            before = _years_of(context, sentence.index - 1)
            same = [one for one in before if one.claim.block == sentence.block]
            if len(same) != 1:
                continue
            years = [*same, *years]
            first = same[0].claim.sentence_start
        if len(years) != 2 or any(one.claim.quoted for one in years):
            continue
        start, end = sorted(years, key=lambda one: one.years[0])
        whole = text[first : sentence.end]
        if start.years == end.years or _NO_SPAN.search(whole) or _BEFORE_CHRIST.search(whole):
            continue
        if sum(claim.form == "duration" for claim in claims) > 1:
            continue
        before_it = text[max(first, length.start - 60) : length.start]
        after_it = text[max(length.end, length.quantity.mention_end) : sentence.end]
        surely = _ENDING.search(before_it) or _AFTER_IT.match(after_it)
        maybe = _LASTED.search(before_it) or _SPENT.search(before_it) or _AFTER_SOMETHING.search(before_it)
        if surely or (maybe and _may_be(length, end.years[0] - start.years[0])):
            yield _link(
                "elapsed", start.dated(), end.dated(), _rounded(length), cue="the one length of two years"
            )


def _years_of(context: Context, sentence: int) -> list[Moment]:
    found = [
        moment(context, claim) for claim in context.in_sentence(sentence) if claim.form in ("year", "date")
    ]
    return [one for one in found if one is not None and one.year_stated]


def _may_be(length: Claim, years: int) -> bool:
    """Whether the length is that of the years or one misprint from it: one digit, or two that changed places."""
    value = length.quantity.value
    if value is None or value.denominator != 1:
        return False
    said, meant = str(int(value)), str(years)
    if abs(int(value) - years) <= 1:
        return True
    if len(said) != len(meant) or len(said) < 2:
        return False
    return sum(one != other for one, other in zip(said, meant)) == 1 or sorted(said) == sorted(meant)


_IN_ALL = re.compile(r"\s*(?:in\s+all|in\s+total|altogether|all\s+told|combined|overall)\b", re.IGNORECASE)


def _of_several(text: str, match: re.Match[str]) -> bool:
    """Whether the years are those of several periods together: "from 2006 to 2010 and from 2014 to 2018, eight in all"."""
    start = text.rfind(END_OF_SENTENCE, 0, match.start()) + 1
    return (
        _IN_ALL.match(text, match.end("length") + 1) is not None
        and "‹y" in text[start : match.start("start") - 2]
    )


def _rounded(length: Claim) -> Claim:
    """A number of decades or centuries, which are rounded by nature: half a one either way."""
    if length.unit not in ("decade", "century"):
        return length
    half = Interval(-Fraction(1, 2), Fraction(1, 2))
    readings = [
        Reading(core=one.core + half, wide=one.wide + half, unit=one.unit, note=one.note)
        for one in length.quantity.readings
    ]
    return with_readings(length, readings)


def _until_now(context: Context, own: str, following: str) -> Iterator[Link]:
    """Counts up to the day of publication; the year may stand in the paragraph before."""
    text = own + "¶" + following if following else own
    seen: set[int] = set()
    for cue, patterns in (("years up to now", _UP_TO_NOW), ("first in so many years", _FIRST_IN)):
        for match, claims in _each(context, text, patterns):
            length = claims["length"]
            if match.start() >= len(own) or length.index in seen:
                continue
            if cue != "years up to now" and _is_another_first(text, match):
                continue
            link = _to_publication(context, claims, cue=cue, text=text, match=match)
            if link is not None:
                seen.add(length.index)
                yield link


def _is_another_first(text: str, match: re.Match[str]) -> bool:
    """Whether the year belongs to a first of its own: "the first since 1999 ..., and the first in 12 years that ..."."""
    if re.search(_FIRST, match["gap"] + match["link"], re.IGNORECASE):
        return True
    before = text[max(0, match.start() - 40) : match.start()]
    return re.search(rf"{_FIRST}(?:\s+[\w-]+){{0,3}}\s*$", before, re.IGNORECASE) is not None


def _to_publication(
    context: Context, claims: Mapping[str, Claim], *, cue: str, text: str, match: re.Match[str]
) -> Link | None:
    start, length = moment(context, claims["start"]), claims["length"]
    if start is None or not start.years or not _is_years(context, length) or length.unit == "month":
        return None
    if _BEFORE_CHRIST.match(text, match.end("start") + 1):
        return None
    end = publication(context, length) or _later_year(context, start, length)
    return None if end is None else _link("elapsed", start.dated(), end, _rounded(length), cue=cue)


def _later_year(context: Context, start: Moment, length: Claim) -> Claim | None:
    """The one later year of the count's sentence, where nobody knows when the article was published."""
    later = [
        day
        for claim in context.in_sentence(length.sentence)
        if (day := moment(context, claim)) is not None and day.year_stated and day.years[0] > start.years[-1]
    ]
    return later[0].dated() if len(later) == 1 else None


def _link(kind: str, start: Claim, end: Claim, length: Claim, *, cue: str, role: str = "length") -> Link:
    length = _rounded(length)
    return Link(
        kind=kind,
        roles={"start": (start,), "end": (end,), role: (length,)},
        cue=cue,
        read_as=f"{length.quantity.text} from {start.quantity.text} to {end.quantity.text}",
        excuses=("no other start named in between",),
    )


def _anniversaries(context: Context, block: int, text: str) -> Iterator[Link]:
    seen: set[int] = set()
    for match, claims in _each(context, text, _ANNIVERSARY):
        if _BEFORE_CHRIST.match(text, match.end("start") + 1):
            continue
        start, ordinal = moment(context, claims["start"]), claims["anniversary"]
        if start is None or not start.year_stated or ordinal.index in seen:
            continue
        seen.add(ordinal.index)
        yield from _occasion(context, ordinal, start, cue="anniversary")
    for match in _JUBILEE.finditer(text):
        start = moment(context, found(context, match)["start"])
        if _COMING.match(text, match.end()) or _COMING.search(
            text, max(0, match.start() - 30), match.start()
        ):
            continue
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


def _jubilees(context: Context, block: int, text: str) -> Iterator[Link]:
    """A jubilee in a year that is told, beside the year that it counts from."""
    for match, claims in _each(context, text, _DATED_JUBILEE):
        start, end = moment(context, claims["start"]), moment(context, claims["end"])
        place = context.text(block).lower().find(match["word"].lower())
        if start is None or end is None or place < 0 or not start.year_stated or not end.year_stated:
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
        yield _link("anniversary", start.dated(), end.dated(), jubilee, cue="jubilee", role="anniversary")


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
    end = derive(
        ordinal,
        readings=[days_reading(*span) for span in near],
        why=why,
        form="date",
        text=issue.quantity.text,
    )
    yield _link("anniversary", start.dated(), end, ordinal, cue=cue, role="anniversary")


def _spent(context: Context, text: str) -> Iterator[Link]:
    """A time served, in the sentence of the conviction or in the two after it."""
    for match in _SENTENCED.finditer(text):
        rest = END_OF_SENTENCE.join(text[match.end() :].split(END_OF_SENTENCE)[:3])
        served = _SERVED.search(rest)
        if served is None:
            continue
        again = _CONVICTED.search(rest, 0, served.start())
        if again is not None and re.search(r"‹[yd]\d+›", again["rest"]):
            continue
        start, length = moment(context, found(context, match)["start"]), found(context, served)["length"]
        if start is None or not start.years or not _is_years(context, length):
            continue
        end = publication(context, length)
        if end is not None:
            yield _link("time_spent", start.dated(), end, length, cue="time served")
