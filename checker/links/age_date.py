"""An age beside what it can be reckoned from: a birth, another age in another year, a step of a working life.

Kinds of link: `age_birth` (roles `birth`, `on`, `age`), `age_pair` (roles `age`, `on`, `earlier_age`, `earlier_on`),
`next_birthday` (roles `age`, `birthday`: the birthday that someone who died at `age` would have reached next),
`working_life` (roles `age`, `on`, `year`: a step that no small child takes), `years_at_work` (roles `age`, `length`).

Ages are tied to one person only within a sentence, or to the next ones by a pronoun; births and deaths through the
whole article where it tells of one of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from checker.links.context import Context, derive
from checker.links.moments import (
    Moment,
    days_reading,
    derived_period,
    ends_of_years,
    moment,
    period,
    publication,
)
from checker.links.skeleton import END_OF_SENTENCE, each, mark, of_block
from checker.model import Claim, Link

_NOT = r"(?:[^¶‹›]|‹[^‹›yda]\d+›)"
_RELATIVE = re.compile(
    r"\b(?:wife|husband|sons?|daughters?|father|mother|brothers?|sisters?|widow|widower|partner|child|children|baby|"
    r"parents?|niece|nephew|grand\w+|siblings?|twins?|friend|colleague|predecessor|successor|victims?|uncle|aunt|cousin)\b",
    re.IGNORECASE,
)
_FORMER_SELF = re.compile(
    r"\b(?:became|becoming|was|being)\s+(?:a|the)\s+(?:mother|father|parent|widow|widower|grand\w+|child)\b|"
    r"\b(?:as\s+a|from\s+an?)\s+(?:child|baby|uncle)\b|\bfrom\s+an\s+(?:uncle|aunt)\b",
    re.IGNORECASE,
)
_PERSON = (
    r"(?:[A-Z][\w.'’-]+|(?:[Tt]he|[Aa]n?|[Ff]ormer)\s+(?:[\w-]+\s+){0,2}?(?:act(?:or|ress)|singer|writer|author|"
    r"painter|artist|"
    r"politician|teacher|lawyer|doctor|judge|player|footballer|striker|driver|farmer|director|manager|officer|"
    r"musician|composer|chef|priest|bishop|scientist|engineer|pilot|nurse|defendant|accused|champion|swimmer|runner|"
    r"boxer|golfer|presenter|comedian|minister|senator|mayor|leader|businessman|businesswoman|pensioner|"
    r"grandmother|grandfather|widow|novelist|poet|historian|professor|economist|journalist|photographer|builder))"
)
_BORN = (
    rf"\b(?:was\s+|were\s+|been\s+|being\s+)?born\b(?P<gap>[^¶‹›;]{{0,90}}?)\b(?:in|on|of)?\s*(?:[a-z]+\s+)?"
    rf"{mark('yd', 'birth')}",
    rf"\((?:b\.|born)\s+(?:in\s+|on\s+)?{mark('yd', 'birth')}",
)
_AGE = r"‹[acou](?P<age>\d+)›"
_NO_AGE_AFTER = (
    r"(?!\s*(?:[a-z]*\s*)?(?:people|others|per\s|%|a\.m|p\.m|hospital|miles|km|Street|Avenue|Road|percent))"
)
_DIED = (
    rf"\b(?:died|dies|dead|passed\s+away|death)\b(?P<gap>(?:[^¶‹›]|‹[^a‹›]\d+›){{0,110}}?)"
    rf"\b(?:aged|at\s+(?:the\s+)?age(?:\s+of)?|at|age|was)\s*,?\s*{_AGE}{_NO_AGE_AFTER}",
    rf"\b(?:aged|at\s+the\s+age\s+of)\s+{_AGE}{_NOT}{{0,40}}?\b(?:died|passed\s+away)\b",
    rf"\b(?:was|aged)\s+{_AGE}\s+at\s+(?:his|her|the\s+time\s+of\s+(?:his|her))\s+death\b",
    rf"\b(?:was|aged)\s+{_AGE}\s+when\s+(?:he|she)\s+died\b(?:[^¶‹›]{{0,30}}?\b(?:on|in)\s+‹[yd]\d+›)?",
)
_WAS_AGE = re.compile(rf"(?:,|\b(?:he|she))\s+was\s+{_AGE}\s*[.¶]", re.IGNORECASE)
_JUST = r"(?:just\s+|only\s+|barely\s+)?"
_SEASON = r"(?:the\s+[a-z]+\s+of\s+)?"
_EARLIER = (
    # "in 1985, at the age of 25" and "in the summer of 2011 as a 16-year-old"
    rf"\b(?:in|of|on|since)\s+{_SEASON}{mark('yd', 'earlier_on')}\s*,?\s*"
    rf"(?:when\s+(?:he|she|they)\s+was\s+{_JUST}|(?:at\s+the\s+)?(?:age|aged)\s*(?:of\s+)?{_JUST}|"
    rf"as\s+an?\s+(?:(?:boy|girl|child|teenager|youth|lad|man|woman)\s+of\s+)?|at\s+{_JUST})"
    rf"{mark('aco', 'earlier_age')}",
    # "aged 25 ... in 1985" and "was 49 when the flood came in 1993"
    rf"\b(?:at\s+(?:the\s+)?age\s+(?:of\s+)?|aged\s+|when\s+(?:he|she|they)\s+was\s+|as\s+an?\s+|was\s+)"
    rf"{_JUST}{mark('ac', 'earlier_age')}[^¶‹›]{{0,70}}?\b(?:in|of|on)\s+{_SEASON}{mark('yd', 'earlier_on')}",
    # "at 19, in 1985"
    rf"\bat\s+{_JUST}{mark('aco', 'earlier_age')}\s*,?\s+in\s+{mark('yd', 'earlier_on')}",
    # "At 25, he was ... when he was elected in 1979"
    rf"(?:^|[¶.]\s*)(?:At|Aged)\s+{_JUST}{mark('aco', 'earlier_age')}\s*,\s*(?:he|she)\s+"
    rf"[^¶‹›]{{0,90}}?\bin\s+{mark('yd', 'earlier_on')}",
)
_AT_THE_TIME = re.compile(
    rf"\bwho\s+was\s+{mark('aco', 'earlier_age')}\s+(?:at\s+the\s+time|when\b|then\b|during\b|in\s+that\s+year)",
    re.IGNORECASE,
)
_NOW = (
    rf"(?-i:{_PERSON})\s*,\s*(?:now\s+|who\s+is\s+(?:now\s+)?)?‹[ac](?P<age>\d+)›\s*[,.¶]",
    r"\bnow\s+(?:aged\s+)?‹[ac](?P<age>\d+)›(?!\s*(?:years?\s+)?(?:ago|later|per))",
    r"‹a(?P<age>\d+)›\s+(?-i:[A-Z])[\w.'’-]+",
    r"\bthe\s+‹a(?P<age>\d+)›\s*,",
    r"\b(?:celebrat\w+|mark\w*|turns|turned|reached)\s+(?:his|her)\s+‹o(?P<age>\d+)›\s+birthday\s+"
    r"(?:on\s+‹w\d+›|today|yesterday|this\s+(?:week|month|year)|last\s+(?:week|month))",
    r"\b(?:turns|turned|has\s+(?:just\s+)?turned|will\s+be|will\s+turn)\s+‹[ac](?P<age>\d+)›\s+"
    r"(?:on\s+‹w\d+›|today|yesterday|tomorrow|this\s+(?:week|month|year)|last\s+(?:week|month)|next\s+(?:week|month))",
    r"\bat\s+‹[ac](?P<age>\d+)›\s*,?\s+(?:he|she)\s+(?:still|now)\b",
)
_BIRTH_THEN_AGE = re.compile(
    r"(?:\s+in\s+(?-i:[A-Z])\w+)?\s*,?\s*(?:(?:and|he|she)\s*,?\s*)?"
    r"(?:now|at|is|aged|is\s+now|who\s+is\s+now|turns|turned|will\s+be|will\s+turn|has\s+(?:just\s+)?turned)\s+(?:aged\s+)?"
    r"‹[ac](?P<age>\d+)›\s*(?:,|¶|\.|$|this\b|next\b|on\s+‹w|today|last\b)",
    re.IGNORECASE,
)
_AGE_THEN_BIRTH = re.compile(r"‹a(?P<age>\d+)›\s*,?\s*(?:[A-Z][\w'’-]+\s*){0,3},?\s*(?:who\s+(?:was\s+)?)?$")
_WOULD_HAVE_BEEN = (
    r"\b(?:he|she)\s+would\s+have\s+(?:been|turned|celebrated\s+(?:his|her))\s+‹[acou](?P<birthday>\d+)›"
    r"(?!\s*(?:in|by)\s+‹[yd])",
    r"(?<!\w)(?:days?|weeks?|months?|hours?|just|‹u\d+›)\s+(?:short\s+of|shy\s+of|before|ahead\s+of)\s+"
    r"(?:his|her|what\s+would\s+have\s+been\s+(?:his|her))\s+‹o(?P<birthday>\d+)›\s+birthday",
)
_LIFE_YEARS = re.compile(r"(?P<name>[A-Z][\w.'’-]+)\s*\(‹y(?P<years>\d+)›\)")
_WORK = (
    r"(?:qualified|graduated|married|wed|elected|ordained|called\s+to\s+the\s+bar|admitted|appointed|promoted|"
    r"enlisted|commissioned|founded|established|retired|divorced)"
)
_WORKED = re.compile(
    rf"\b(?:had\s+)?{_WORK}\b(?P<gap>{_NOT}{{0,70}}?)\bin\s+{mark('yd', 'year')}", re.IGNORECASE
)
_AT_WORK = (
    rf"(?-i:{_PERSON})\s*,\s*‹[ac](?P<age>\d+)›\s*,\s*(?:who\s+)?(?:has\s+worked|worked|started|began|joined|qualified|"
    r"was\s+elected|was\s+appointed|has\s+taught|has\s+served|went\s+to\s+work|took\s+over|became)\b"
    rf"(?P<gap>{_NOT}{{0,70}}?)‹u(?P<length>\d+)›\s+ago",
    rf"(?-i:{_PERSON})\s*,\s*‹[ac](?P<age>\d+)›\s*,\s*(?:who\s+)?has\s+(?:worked|taught|served|practi[sc]ed|nursed|"
    r"driven|policed|"
    rf"preached)\b(?P<gap>{_NOT}{{0,60}}?)\bfor\s+(?:more\s+than\s+|over\s+|almost\s+|nearly\s+)?‹u(?P<length>\d+)›",
)
_HE_OR_SHE = re.compile(r"\s*(?:[^¶]{0,30}?)\b(?:he|she|his|her)\b", re.IGNORECASE)
_FAR = 600
"""Characters of a paragraph beyond which nothing is told of the same person by a mere pronoun."""
_ACCEPTED_BEFORE = 31
"""Days before publication within which a death in the news may lie."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A match in a block: its numbers by name, the sentence of the block in which it begins, and its place."""

    block: int
    sentence: int
    claims: Mapping[str, Claim]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Earlier:
    """An age in a year that is past."""

    age: Claim
    on: Moment
    at: _Found


class _Article:
    """The marked texts of an article and what they tell of births, deaths and ages."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.texts = {
            index: of_block(context, index)
            for index, block in enumerate(context.document.blocks)
            if block.kind != "table_cell" and context.in_block(index)
        }
        self.first_body = next(
            (
                index
                for index, block in enumerate(context.document.blocks)
                if block.kind not in ("headline", "standfirst")
            ),
            0,
        )
        self.births = list(
            {one.claims["birth"].index: one for pattern in _BORN for one in self.all(pattern)}.values()
        )
        self.deaths = [
            one
            for pattern in _DIED
            for one in self.all(pattern)
            if not _RELATIVE.search(self.clause(one)) and is_age(one.claims["age"])
        ]
        self.ages = [one for pattern in _NOW for one in self.all(pattern) if is_age(one.claims["age"])]
        self.earlier = list(self._earlier())

    def all(self, pattern: str | re.Pattern[str]) -> Iterator[_Found]:
        """Every place of the article where a pattern holds."""
        for block, text in self.texts.items():
            for match in pattern.finditer(text) if isinstance(pattern, re.Pattern) else each(pattern, text):
                claims = {
                    name: self.context.claims[int(value)]
                    for name, value in match.groupdict().items()
                    if value is not None and value.isdecimal()
                }
                sentence = text.count(END_OF_SENTENCE, 0, match.start())
                yield _Found(block, sentence, claims, match.group(), match.start(), match.end())

    def clause(self, one: _Found) -> str:
        """A match with what stands before it in its clause: who it is told of."""
        lead = self.texts[one.block][max(0, one.start - 60) : one.start]
        return _FORMER_SELF.sub("", re.split(rf"[{END_OF_SENTENCE};:]|\band\b|\bwhen\b", lead)[-1] + one.text)

    def sentence(self, one: _Found) -> str:
        """The sentence in which a match begins."""
        return self.texts[one.block].split(END_OF_SENTENCE)[one.sentence]

    def _earlier(self) -> Iterator[_Earlier]:
        seen: set[int] = set()
        for pattern in _EARLIER:
            for one in self.all(pattern):
                age, day = one.claims["earlier_age"], moment(self.context, one.claims["earlier_on"])
                if day is None or not day.year_stated or not is_age(age) or age.index in seen:
                    continue
                if _RELATIVE.search(_FORMER_SELF.sub("", one.text)) or re.search(
                    r"\bborn\b", one.text, re.IGNORECASE
                ):
                    continue
                seen.add(age.index)
                yield _Earlier(age, day, one)
        for one in self.all(_AT_THE_TIME):
            age = one.claims["earlier_age"]
            said = self.context.in_sentence(age.sentence)
            years = [
                day for claim in said if (day := moment(self.context, claim)) is not None and day.year_stated
            ]
            if age.index not in seen and is_age(age) and len(years) == 1:
                seen.add(age.index)
                yield _Earlier(age, years[0], one)

    def same_person(self, one: _Found, other: _Found) -> bool:
        """Whether two places tell of one person: one sentence, or a pronoun in the next one or two."""
        first, second = sorted((one, other), key=lambda found: (found.block, found.start))
        if first.block != second.block:
            if second.block != first.block + 1 or second.sentence > 0:
                return False
            if self.texts[first.block].count(END_OF_SENTENCE) - first.sentence > 3:
                return False
            between = self.texts[first.block][first.end :] + self.texts[second.block][: second.start]
        else:
            if second.start - first.end > _FAR:
                return False
            between = self.texts[first.block][first.end : second.start]
            if second.sentence - first.sentence > 2:
                return False
        if _RELATIVE.search(_FORMER_SELF.sub("", between)):
            return False
        if (first.block, first.sentence) == (second.block, second.sentence):
            return not re.search(r"\band\s+(?-i:[A-Z])[\w'’]+\s*,\s*‹|;\s*(?-i:[A-Z])", between)
        return (
            _HE_OR_SHE.match(self.sentence(second)) is not None
            or re.match(r"\s*Now\s+‹", self.sentence(second)) is not None
        )


def find(context: Context) -> Iterator[Link]:
    """Every age that can be reckoned from something else in the article."""
    article = _Article(context)
    reckoned: set[int] = set()
    for of_birth in (_birth_and_death, _life_years, _in_one_breath, _birth_and_age):
        for link in of_birth(article):
            age = link.roles["age"][0].index
            if age not in reckoned:
                reckoned.add(age)
                yield link
    yield from _pairs(article)
    yield from _next_birthday(article)
    yield from _working_life(article)


def is_age(claim: Claim) -> bool:
    """Whether a number can be somebody's age in years."""
    value = claim.quantity.value
    if value is None or not 0 <= value <= 120 or value.denominator != 1:
        return False
    if claim.form == "count" and claim.counted not in (None, "year", "age") and claim.counted_origin == "own":
        return False
    return claim.form in ("age", "count", "ordinal")


def _birth_link(birth: Claim, on: Claim, age: Claim, cue: str) -> Link:
    return Link(
        kind="age_birth",
        roles={"birth": (birth,), "on": (on,), "age": (age,)},
        cue=cue,
        read_as=f"born {birth.quantity.text}, {age.quantity.text} on {on.quantity.text}",
        excuses=("no relative or other person named",),
    )


def _birth_and_death(article: _Article) -> Iterator[Link]:
    people = [birth for birth in article.births if not _RELATIVE.search(article.clause(birth))]
    if len(people) != 1:
        return
    born = moment(article.context, people[0].claims["birth"])
    if born is None or not born.year_stated:
        return
    ages = {death.claims["age"].quantity.value for death in article.deaths}
    candidates = article.deaths if len(ages) == 1 else []
    if not article.deaths and _tells_of_death(article.context):
        was = [
            one
            for one in article.all(_WAS_AGE)
            if is_age(one.claims["age"]) and one.block <= article.first_body + 2
        ]
        candidates = was if len(was) == 1 else []
    for death in candidates[:1]:
        on = _day_of_death(article, death)
        age = death.claims["age"]
        if on is not None and age is not people[0].claims["birth"]:
            yield _birth_link(born.dated(), on, age, "born and died at an age")


def _tells_of_death(context: Context) -> bool:
    lead = " ".join(block.text for block in context.document.blocks[:3])
    return re.search(r"\b(?:dies|died|dead|passed\s+away|death\s+of)\b", lead, re.IGNORECASE) is not None


def _day_of_death(article: _Article, death: _Found) -> Claim | None:
    """The date told with the death, else the weeks before publication where the article is news of the death."""
    context, age = article.context, death.claims["age"]
    told = _dated_in(context, death.text)
    if len(told) == 1:
        return told[0].dated()
    tail = article.texts[death.block][death.end : death.end + 60].split(END_OF_SENTENCE)[0]
    after = re.match(r"\s*(?:,\s*)?(?:[^,;‹›]{0,25}?\s)?(?:on|in)\s+‹[yd](\d+)›", tail)
    if after is not None and not told:
        day = moment(context, context.claims[int(after[1])])
        if day is not None and day.year_stated:
            return day.dated()
    before = re.search(r"\b(?:on|in|On|In)\s+‹[yd](\d+)›\s*,?\s*$", article.texts[death.block][: death.start])
    if before is not None and not told:
        day = moment(context, context.claims[int(before[1])])
        if day is not None and day.year_stated:
            return day.dated()
    published = context.document.published
    if told or published is None:
        return None
    if re.search(r"\blast\s+year\b", death.text, re.IGNORECASE):
        return _period_of(age, published.day.year - 1, "last year")
    sentence = context.sentence_text(age)
    if re.search(
        r"\b(?:years?\s+ago|decades?\s+ago|had\s+died|predeceased|later\s+died)\b", sentence, re.IGNORECASE
    ):
        return None
    if death.block > article.first_body + 3:
        return None
    weeks = (published.day - timedelta(days=_ACCEPTED_BEFORE), published.day)
    text = publication(context, age)
    return derived_period(
        age, [weeks], why="the weeks before publication", start=age.start, end=age.start,
        text=text.quantity.text if text is not None else "publication",
    )  # fmt: skip


def _dated_in(context: Context, text: str) -> list[Moment]:
    claims = (context.claims[int(index)] for index in re.findall(r"‹[yd](\d+)›", text))
    return [day for claim in claims if (day := moment(context, claim)) is not None and day.year_stated]


def _period_of(like: Claim, year: int, text: str) -> Claim | None:
    span = period(year, None, None)
    if span is None:
        return None
    return derived_period(like, [span], why=text, start=like.start, end=like.start, text=text)


def _life_years(article: _Article) -> Iterator[Link]:
    """ "Ken Dale (1931-2019), who died aged 88"."""
    for one in article.all(_LIFE_YEARS):
        ends = ends_of_years(article.context, one.claims["years"])
        deaths = [
            death
            for death in article.deaths
            if death.block == one.block and 0 <= death.sentence - one.sentence <= 1
        ]
        if ends is not None and len(deaths) == 1 and not _dated_in(article.context, deaths[0].text):
            yield _birth_link(ends[0], ends[1], deaths[0].claims["age"], "years of a life and age at death")


_BORN_AND_OF_AGE = re.compile(
    r"(?:^|[,¶(]\s*|\b(?:who|and)\s+)(?:was\s+|were\s+)?born\s+(?:[^¶‹›,]{0,30}?\s)?(?:in|on)\s+"
    rf"{mark('yd', 'birth')}\s*,?\s*(?:and\s+)?(?:was|were)\s+{_JUST}{mark('ac', 'age')}\s+"
    rf"(?:when|at\s+the\s+time|by\s+the\s+time)\b(?:[^¶‹›]|‹[o]\d+›){{0,80}}?\b(?:in|on)\s+{mark('yd', 'on')}",
    re.IGNORECASE,
)
"""Born and of an age, told of one subject in one breath: "the twins, born in August 2006, were 17 when … in 2023"."""
_BIRTHDAY_ON = re.compile(
    rf"\b(?:his|her|their)\s+{mark('o', 'age')}\s+birthday\s+(?:on|in)\s+{mark('yd', 'on')}", re.IGNORECASE
)


def _in_one_breath(article: _Article) -> Iterator[Link]:
    context = article.context
    for one in article.all(_BORN_AND_OF_AGE):
        born, day = moment(context, one.claims["birth"]), moment(context, one.claims["on"])
        if born is None or day is None or not born.year_stated or not day.year_stated:
            continue
        if is_age(one.claims["age"]):
            yield _birth_link(
                born.dated(), day.dated(), one.claims["age"], "born and of an age in one breath"
            )
    births = [birth for birth in article.births if not _RELATIVE.search(article.clause(birth))]
    if len(births) != 1 or len(article.births) != 1:
        return
    born = moment(context, births[0].claims["birth"])
    for one in article.all(_BIRTHDAY_ON):
        day = moment(context, one.claims["on"])
        if born is None or day is None or not born.year_stated or not day.year_stated:
            continue
        if article.same_person(births[0], one):
            yield _birth_link(born.dated(), day.dated(), one.claims["age"], "born and a birthday")


def _birth_and_age(article: _Article) -> Iterator[Link]:
    """ "born in 1961, now 62", "the 62-year-old, born in 1961", "born in 1961. He was 21 when … in 1982"."""
    context = article.context
    seen: set[int] = set()
    for birth in article.births:
        if _RELATIVE.search(article.clause(birth)):
            continue
        born = moment(context, birth.claims["birth"])
        if born is None or not born.year_stated:
            continue
        text = article.texts[birth.block]
        now: list[Claim] = []
        after = _BIRTH_THEN_AGE.match(text[birth.end :].split(END_OF_SENTENCE)[0] + END_OF_SENTENCE)
        before = _AGE_THEN_BIRTH.search(text[: birth.start])
        for match in (after, before):
            if match is not None:
                now.append(context.claims[int(match["age"])])
        if not now:
            near = [
                one for one in article.ages if one.block == birth.block and article.same_person(birth, one)
            ]
            here = [one for one in near if one.sentence == birth.sentence]
            if (
                len(here) == 1
                and len(article.births) == 1
                and not re.search(r"\bwhose\b", article.sentence(birth))
            ):
                now = [here[0].claims["age"]]
            else:
                now = [one.claims["age"] for one in near if "birthday" in one.text]
        on = publication(context, birth.claims["birth"])
        for age in now[:1]:
            if on is not None and is_age(age) and age.index not in seen:
                seen.add(age.index)
                yield _birth_link(born.dated(), _around(on), age, "born and now of an age")
        for earlier in article.earlier:
            if earlier.age.index in seen or earlier.on.claim is birth.claims["birth"]:
                continue
            if len(article.births) == 1 and article.same_person(birth, earlier.at):
                seen.add(earlier.age.index)
                yield _birth_link(
                    born.dated(), earlier.on.dated(), earlier.age, "born and of an age in a year"
                )


def _around(on: Claim) -> Claim:
    """The weeks around publication: ages told as of last week or next month."""
    low, high = on.quantity.core.low, on.quantity.core.high
    if low is None or high is None:
        return on
    first = date.fromordinal(max(1, int(low) - _ACCEPTED_BEFORE))
    last = date.fromordinal(int(high) + _ACCEPTED_BEFORE)
    return derive(
        on, readings=[days_reading(date.fromordinal(int(low)), date.fromordinal(int(high))), days_reading(first, last)],
        why=on.derived or "the publication date", form="date", text=on.quantity.text,
    )  # fmt: skip


def _pairs(article: _Article) -> Iterator[Link]:
    context = article.context
    for earlier in article.earlier:
        taken = {earlier.age.index, earlier.on.claim.index}
        near = [
            one
            for one in article.ages
            if one.claims["age"].index not in taken and article.same_person(one, earlier.at)
        ]
        own = [one for one in near if one.block == earlier.at.block and one.sentence == earlier.at.sentence]
        chosen = own or near
        if not chosen:
            yield from _two_in_a_sentence(article, earlier)
        ages = {one.claims["age"].index: one.claims["age"] for one in chosen}
        if len(ages) != 1:
            continue
        now = next(iter(ages.values()))
        on = publication(context, now)
        if on is None or any(now is other.age for other in article.earlier):
            continue
        yield Link(
            kind="age_pair",
            roles={
                "age": (now,),
                "on": (on,),
                "earlier_age": (earlier.age,),
                "earlier_on": (earlier.on.dated(),),
            },
            cue="age in a year and age now",
            read_as=(
                f"{now.quantity.text} at publication and {earlier.age.quantity.text} in {earlier.on.claim.quantity.text}"
            ),
            excuses=("no other person named in between",),
        )


def _two_in_a_sentence(article: _Article, earlier: _Earlier) -> Iterator[Link]:
    """ "He was 19 when he signed in 2008, and he retires in 2024 at 35": two ages of one person, each with its year."""
    later = [
        other
        for other in article.earlier
        if (other.at.block, other.at.sentence) == (earlier.at.block, earlier.at.sentence)
        and other.on.years[0] > earlier.on.years[0]
        and other.age.start > earlier.age.start
    ]
    if len(later) != 1 or len(article.earlier) > 3 or not article.same_person(earlier.at, later[0].at):
        return
    if _RELATIVE.search(article.sentence(earlier.at)):
        return
    yield Link(
        kind="age_pair",
        roles={
            "age": (later[0].age,),
            "on": (later[0].on.dated(),),
            "earlier_age": (earlier.age,),
            "earlier_on": (earlier.on.dated(),),
        },
        cue="two ages in two years",
        read_as=f"{earlier.age.quantity.text} in {earlier.on.claim.quantity.text} and {later[0].age.quantity.text} in "
        f"{later[0].on.claim.quantity.text}",
        excuses=("no other person named in the sentence",),
    )


def _next_birthday(article: _Article) -> Iterator[Link]:
    values = {death.claims["age"].quantity.value for death in article.deaths}
    if len(values) == 1:
        age = article.deaths[0].claims["age"]
    else:
        lead = {one.claims["age"].index: one for one in article.ages if one.block <= article.first_body + 2}
        if values or len(lead) != 1 or not _tells_of_death(article.context):
            return
        age = next(iter(lead.values())).claims["age"]
    for one in (found for pattern in _WOULD_HAVE_BEEN for found in article.all(pattern)):
        birthday = one.claims["birthday"]
        if birthday is not age and birthday.quantity.value is not None:
            yield Link(
                kind="next_birthday",
                roles={"age": (age,), "birthday": (birthday,)},
                cue="would have been",
                read_as=f"died at {age.quantity.text}, would next have been {birthday.quantity.text}",
            )


def _working_life(article: _Article) -> Iterator[Link]:
    context = article.context
    for death in article.deaths:
        on = _day_of_death(article, death)
        if on is None:
            continue
        age = death.claims["age"]
        for match in _WORKED.finditer(article.sentence(death)):
            day = moment(context, context.claims[int(match["year"])])
            if day is None or not day.year_stated or _RELATIVE.search(match.group()):
                continue
            if day.claim.start == on.start and day.claim.block == on.block:
                continue
            yield Link(
                kind="working_life",
                roles={"age": (age,), "on": (on,), "year": (day.dated(),)},
                cue="a step of working life and an age at death",
                read_as=f"{age.quantity.text} on {on.quantity.text}, and at work in {day.claim.quantity.text}",
            )
    for one in (found for pattern in _AT_WORK for found in article.all(pattern)):
        if is_age(one.claims["age"]) and one.claims["length"].unit == "year":
            yield Link(
                kind="years_at_work",
                roles={"age": (one.claims["age"],), "length": (one.claims["length"],)},
                cue="at work for so many years",
                read_as=f"{one.claims['age'].quantity.text} now, at work for {one.claims['length'].quantity.text}",
            )
