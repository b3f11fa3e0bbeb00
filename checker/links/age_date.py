"""An age beside what it can be reckoned from: a birth, another age in another year, a year of a working life.

Kinds of link: `age_birth` (roles `birth`, `on`, `age`), `age_pair` (roles `age`, `on`, `earlier_age`, `earlier_on`),
`next_birthday` (roles `age`, `birthday`: the birthday that someone who died at `age` would have reached next),
`working_life` (roles `birth_year`, `year`, or `age` and `length`: a trade learnt or a post held at an age).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.intervals import Interval
from checker.links.context import Context, derive
from checker.links.moments import Moment, days_reading, moment, publication
from checker.links.skeleton import END_OF_SENTENCE, mark, of_block
from checker.model import Claim, Link, Reading

_NOT = r"(?:[^¶‹›]|‹[^‹›yda]\d+›)"
_BORN = re.compile(
    rf"\b(?:was\s+|were\s+)?born\b(?P<gap>[^¶‹›;]{{0,90}}?)\b(?:in|on|of)?\s*(?:[a-z]+\s+)?{mark('yd', 'birth')}", re.IGNORECASE
)
_BORN_SHORT = re.compile(rf"\((?:b\.|born)\s+(?:in\s+|on\s+)?{mark('yd', 'birth')}", re.IGNORECASE)
_AGE = r"‹[acou](?P<age>\d+)›"
_DIED = re.compile(
    rf"\b(?:died|dies|dead|passed\s+away|death)\b(?P<gap>(?:[^¶‹›]|‹[^a‹›]\d+›){{0,110}}?)"
    rf"\b(?:aged|at\s+(?:the\s+)?age(?:\s+of)?|at|age|was)\s*,?\s*{_AGE}(?!\s*(?:[a-z]*\s*)?(?:people|others|per\s|%|a\.m|p\.m|hospital|miles|km|Street|Avenue|Road))",
    re.IGNORECASE,
)
_AGED_THEN_DIED = re.compile(
    rf"\b(?:aged|at\s+the\s+age\s+of)\s+{_AGE}{_NOT}{{0,40}}?\b(?:died|passed\s+away)\b", re.IGNORECASE
)
_WAS_AGE = re.compile(rf"(?:,|\b(?:he|she))\s+was\s+{_AGE}\s*[.¶]", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:wife|husband|son|daughter|father|mother|brother|sister|widow|partner|child|baby|parents?|niece|nephew|"
    r"grand\w+|sibling|twin|friend|colleague|predecessor|successor)\b",
    re.IGNORECASE,
)
_EARLIER = (
    # "in 1985, at the age of 25" · "as a 16-year-old in the summer of 2011" · "was 49 at the time of that year's flood"
    rf"\b(?:in|of|on|since)\s+(?:the\s+[a-z]+\s+of\s+)?{mark('yd', 'earlier_on')}\s*,?\s*(?:when\s+(?:he|she|they)\s+was\s+(?:just\s+|only\s+)?|(?:at\s+the\s+)?(?:age|aged)\s*(?:of\s+)?(?:just\s+|only\s+)?|(?:as\s+a|as\s+an)\s+){mark('aco', 'earlier_age')}",
    rf"\b(?:at\s+(?:the\s+)?age\s+(?:of\s+)?|aged\s+|when\s+(?:he|she|they)\s+was\s+|as\s+an?\s+|was\s+)(?:just\s+|only\s+)?{mark('aco', 'earlier_age')}[^¶‹›]{{0,70}}?\b(?:in|of|on)\s+(?:the\s+[a-z]+\s+of\s+)?{mark('yd', 'earlier_on')}",
)
_NOW_AGE = re.compile(
    rf"(?P<name>[A-Z][\w.'’-]+)\s*,\s*(?:now\s+|who\s+is\s+(?:now\s+)?)?‹[ac](?P<age>\d+)›\s*,|\bnow\s+(?:aged\s+)?‹[ac](?P<now>\d+)›|"
    r"(?P<bare>)‹a(?P<old>\d+)›\s+(?P<after>[A-Z][\w.'’-]+)"
)
_BIRTHDAY_NOW = re.compile(
    rf"\b(?:celebrat\w+|mark\w*|turns|turned)\s+(?:his|her)\s+‹o(?P<age>\d+)›\s+birthday\s+(?P<when>on\s+‹w\d+›|today|yesterday|this\s+(?:week|month|year)|last\s+(?:week|month))",
    re.IGNORECASE,
)
_AT_THE_TIME = re.compile(rf"\bwho\s+was\s+{mark('aco', 'earlier_age')}\s+(?:at\s+the\s+time|when\b|then\b|during\b|in\s+that\s+year)", re.IGNORECASE)
_WOULD_HAVE_BEEN = re.compile(
    rf"\b(?:he|she)\s+would\s+have\s+(?:been|turned|celebrated\s+(?:his|her))\s+‹[acou](?P<birthday>\d+)›", re.IGNORECASE
)
_WORK = (
    r"(?:qualified|graduated|married|wed|elected|ordained|called\s+to\s+the\s+bar|admitted|appointed|promoted|"
    r"enlisted|commissioned|founded|established|retired|divorced|emigrated\s+alone)"
)
_WORKED = re.compile(rf"\b(?:had\s+)?{_WORK}\b(?P<gap>{_NOT}{{0,70}}?)\bin\s+{mark('yd', 'year')}", re.IGNORECASE)
_STARTED_WORK = re.compile(
    rf"(?P<name>[A-Z][\w.'’-]+)\s*,\s*‹[ac](?P<age>\d+)›\s*,\s*(?:who\s+)?(?:has\s+worked|worked|started|began|joined|qualified|was\s+elected|was\s+appointed|"
    rf"has\s+been|has\s+taught|has\s+served|went\s+to\s+work|took\s+over|became)\b(?P<gap>{_NOT}{{0,70}}?)‹u(?P<length>\d+)›\s+ago",
)
_LEAST_AGE = 12


@dataclass(frozen=True, slots=True)
class _Found:
    """A match in a block, with the sentence in which it begins counted from the block's first."""

    block: int
    sentence: int
    claims: Mapping[str, Claim]
    text: str
    start: int


def find(context: Context) -> Iterator[Link]:
    """Every age that can be reckoned from something else in the article."""
    texts = {
        index: of_block(context, index)
        for index, block in enumerate(context.document.blocks)
        if block.kind != "table_cell"
    }
    births = [*_all(context, texts, _BORN), *_all(context, texts, _BORN_SHORT)]
    deaths = [
        one
        for one in (*_all(context, texts, _DIED), *_all(context, texts, _AGED_THEN_DIED))
        if not _RELATIVE.search(_subject(texts[one.block], one)) and _is_age(one.claims["age"])
    ]
    yield from _birth_and_death(context, texts, births, deaths)
    yield from _birth_and_age(context, texts, births)
    yield from _pairs(context, texts)
    yield from _next_birthday(context, texts, deaths)
    yield from _working_life(context, texts, deaths)


def _subject(text: str, one: _Found) -> str:
    """The match with what stands before it in its clause: who it is told of."""
    lead = text[max(0, one.start - 60) : one.start]
    return re.split(rf"[{END_OF_SENTENCE};:]|\band\b|\bwhen\b", lead)[-1] + one.text


def _all(context: Context, texts: Mapping[int, str], pattern: re.Pattern[str]) -> Iterator[_Found]:
    for block, text in texts.items():
        for match in pattern.finditer(text):
            claims = {
                name: context.claims[int(value)]
                for name, value in match.groupdict().items()
                if value is not None and value.isdigit()
            }
            yield _Found(block, text.count(END_OF_SENTENCE, 0, match.start()), claims, match.group(), match.start())


def _is_age(claim: Claim) -> bool:
    """Whether a number can be somebody's age in years."""
    if claim.form == "duration":
        return False
    value = claim.quantity.value
    if value is None or not 0 <= value <= 120 or value.denominator != 1:
        return False
    if claim.form == "count" and claim.counted not in (None, "year", "age") and claim.counted_origin == "own":
        return False
    return claim.form in ("age", "count", "ordinal")


def _birth_and_death(
    context: Context, texts: Mapping[int, str], births: list[_Found], deaths: list[_Found]
) -> Iterator[Link]:
    people = [birth for birth in births if not _RELATIVE.search(_subject(texts[birth.block], birth))]
    if len(people) != 1:
        return
    birth = people[0]
    born = moment(context, birth.claims["birth"])
    if born is None or not born.year_stated:
        return
    ages = {death.claims["age"].quantity.value for death in deaths}
    was = [
        one
        for one in _all(context, texts, _WAS_AGE)
        if not deaths and _is_age(one.claims["age"]) and _tells_of_death(context) and one.block <= _first_body(context) + 2
    ]
    candidates = deaths if len(ages) == 1 else was if not ages and len(was) == 1 else []
    for death in candidates[:1]:
        on = _day_of_death(context, texts, death)
        if on is None:
            continue
        age = death.claims["age"]
        if age is birth.claims["birth"]:
            continue
        yield Link(
            kind="age_birth",
            roles={"birth": (born.dated(),), "on": (on,), "age": (age,)},
            cue="born and died at an age",
            read_as=f"born {born.claim.quantity.text}, died at {age.quantity.text}",
            excuses=("only one birth and one age at death in the article",),
        )


def _first_body(context: Context) -> int:
    for index, block in enumerate(context.document.blocks):
        if block.kind not in ("headline", "standfirst"):
            return index
    return 0


def _tells_of_death(context: Context) -> bool:
    lead = " ".join(block.text for block in context.document.blocks[:3])
    return re.search(r"\b(?:dies|died|dead|passed\s+away|death\s+of)\b", lead, re.IGNORECASE) is not None


def _day_of_death(context: Context, texts: Mapping[int, str], death: _Found) -> Claim | None:
    """The date in the sentence of the death, else the publication date where the article is news of the death."""
    age = death.claims["age"]
    inside = [context.claims[int(index)] for index in re.findall(r"‹[yd](\d+)›", death.text)]
    told = [one for claim in inside if (one := moment(context, claim)) is not None and one.year_stated]
    if len(told) == 1:
        return told[0].dated()
    sentence = context.in_sentence(age.sentence)
    days = [one for claim in sentence if (one := moment(context, claim)) is not None and one.year_stated]
    text = context.sentence_text(age)
    days = [day for day in days if not re.search(r"\bborn\b[^,;]*$", text[: max(0, day.start - age.sentence_start)])]
    if len(days) == 1:
        return days[0].dated()
    published = context.document.published
    if days or published is None:
        return None
    if re.search(r"\b(?:years?\s+ago|decades?\s+ago|had\s+died|predeceased|later\s+died)\b", text, re.IGNORECASE):
        return None
    if death.block > _first_body(context) + 3:
        return None
    issue = publication(context, age)
    if issue is None:
        return None
    reading = Interval.between(published.day.toordinal() - 31, published.day.toordinal())
    return derive(
        age, readings=[Reading(core=reading, wide=reading)], why="the weeks before publication", form="date", text=issue.quantity.text
    )


def _birth_and_age(context: Context, texts: Mapping[int, str], births: list[_Found]) -> Iterator[Link]:
    """ "born in July 1980 and, at 43," · "born in 1961, now 62": one sentence, one person."""
    for birth in births:
        if _RELATIVE.search(birth.text):
            continue
        born = moment(context, birth.claims["birth"])
        if born is None or not born.year_stated:
            continue
        text = texts[birth.block]
        tail = text[birth.start + len(birth.text) :].split(END_OF_SENTENCE, 1)[0]
        match = re.match(
            r"(?:\s+in\s+[A-Z]\w+)?\s*,?\s*(?:and\s*,?\s*)?(?:now|at|is|aged|is\s+now|who\s+is\s+now)\s+(?:aged\s+)?‹[ac](?P<age>\d+)›\s*(?:,|¶|\.|$)", tail
        )
        on = publication(context, birth.claims["birth"])
        if match is None or on is None:
            continue
        age = context.claims[int(match["age"])]
        if not _is_age(age):
            continue
        yield Link(
            kind="age_birth",
            roles={"birth": (born.dated(),), "on": (on,), "age": (age,)},
            cue="born and now of an age",
            read_as=f"born {born.claim.quantity.text}, {age.quantity.text} at publication",
        )


def _pairs(context: Context, texts: Mapping[int, str]) -> Iterator[Link]:
    for block, text in texts.items():
        for earlier_age, earlier_on, place, cue in _earlier_ages(context, block, text):
            now = _age_now(context, texts, block, place, {earlier_age.index, earlier_on.claim.index})
            if now is None:
                continue
            on = publication(context, now)
            if on is None:
                continue
            yield Link(
                kind="age_pair",
                roles={
                    "age": (now,),
                    "on": (on,),
                    "earlier_age": (earlier_age,),
                    "earlier_on": (earlier_on.dated(),),
                },
                cue=cue,
                read_as=f"{now.quantity.text} at publication and {earlier_age.quantity.text} in {earlier_on.claim.quantity.text}",
                excuses=("no other person named in between",),
            )


def _earlier_ages(context: Context, block: int, text: str) -> Iterator[tuple[Claim, Moment, int, str]]:
    seen: set[int] = set()
    for pattern in _EARLIER:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            age, on = context.claims[int(match["earlier_age"])], context.claims[int(match["earlier_on"])]
            day = moment(context, on)
            if day is None or not day.year_stated or not _is_age(age) or age.index in seen or _RELATIVE.search(match.group()):
                continue
            seen.add(age.index)
            yield age, day, match.start(), "age in a year and age now"
    for match in _AT_THE_TIME.finditer(text):
        age = context.claims[int(match["earlier_age"])]
        if age.index in seen or not _is_age(age):
            continue
        years = [one for claim in context.in_sentence(age.sentence) if (one := moment(context, claim)) is not None and one.year_stated]
        if len(years) == 1:
            yield age, years[0], match.start(), "age at the time and age now"


def _age_now(context: Context, texts: Mapping[int, str], block: int, place: int, taken: set[int]) -> Claim | None:
    """The age at publication of the person told of: in the same sentence or in the one or two before it."""
    text = texts[block]
    sentences = text[:place].count(END_OF_SENTENCE)
    start = 0
    bounds = [match.end() for match in re.finditer(END_OF_SENTENCE, text)]
    if sentences >= 3:
        start = bounds[sentences - 3]
    stop = bounds[sentences] if sentences < len(bounds) else len(text)
    window = text[start:stop]
    found: list[tuple[int, Claim]] = []
    for pattern, groups in ((_NOW_AGE, ("age", "now")), (_BIRTHDAY_NOW, ("age",))):
        for match in pattern.finditer(window):
            for group in groups:
                if match.groupdict().get(group):
                    claim = context.claims[int(match[group])]
                    if claim.index not in taken and _is_age(claim):
                        found.append((start + match.start(), claim))
    people = {claim.index for _, claim in found}
    if len(people) != 1:
        if not people and block > 0 and re.match(r"\s*(?:He|She)\b", text[bounds[sentences - 1] if sentences else 0 :]):
            return _age_in_block_before(context, texts, block, taken)
        return None
    where, claim = found[0]
    between = window[max(0, where - start) :]
    here = text[bounds[sentences - 1] if sentences else 0 :].lstrip()
    same_sentence = text[:where].count(END_OF_SENTENCE) == sentences
    if not same_sentence and not re.match(r"(?:[^¶]{0,30}?)\b(?:He|She|he|she)\b", here):
        return None
    if _RELATIVE.search(re.sub(r"\b(?:an?|his|her)\s+(?:uncle|aunt)\b", "", between[: max(0, place - where)])):
        return None
    return claim


def _age_in_block_before(context: Context, texts: Mapping[int, str], block: int, taken: set[int]) -> Claim | None:
    text = texts.get(block - 1, "")
    found = []
    for match in _NOW_AGE.finditer(text):
        group = "age" if match["age"] else "now" if match["now"] else None
        if group is not None:
            claim = context.claims[int(match[group])]
            if claim.index not in taken and _is_age(claim):
                found.append(claim)
    if len(found) != 1 or _RELATIVE.search(text):
        return None
    return found[0]


def _next_birthday(context: Context, texts: Mapping[int, str], deaths: list[_Found]) -> Iterator[Link]:
    ages = {death.claims["age"].quantity.value for death in deaths}
    if len(ages) != 1:
        lead = [
            context.claims[int(match["age"] or match["now"])]
            for text in list(texts.values())[:4]
            for match in _NOW_AGE.finditer(text)
            if match["age"] or match["now"]
        ]
        if len(lead) != 1 or not _tells_of_death(context):
            return
        age = lead[0]
    else:
        age = deaths[0].claims["age"]
    for one in _all(context, texts, _WOULD_HAVE_BEEN):
        birthday = one.claims["birthday"]
        if birthday is not age and birthday.quantity.value is not None:
            yield Link(
                kind="next_birthday",
                roles={"age": (age,), "birthday": (birthday,)},
                cue="would have been",
                read_as=f"died at {age.quantity.text}, would next have been {birthday.quantity.text}",
            )


def _working_life(context: Context, texts: Mapping[int, str], deaths: list[_Found]) -> Iterator[Link]:
    for death in deaths:
        on = _day_of_death(context, texts, death)
        if on is None or on.derived is not None:
            continue
        died = on.quantity.readings[0].core
        age = death.claims["age"]
        text = texts[death.block]
        sentence_start = text.rfind(END_OF_SENTENCE, 0, death.start) + 1
        sentence_end = text.find(END_OF_SENTENCE, death.start)
        sentence = text[sentence_start : sentence_end if sentence_end >= 0 else len(text)]
        for match in _WORKED.finditer(sentence):
            year = context.claims[int(match["year"])]
            day = moment(context, year)
            if day is None or not day.year_stated or _RELATIVE.search(match.group()) or died.low is None:
                continue
            yield Link(
                kind="working_life",
                roles={"age": (age,), "on": (on,), "year": (day.dated(),)},
                cue="a step of working life and an age at death",
                read_as=f"{age.quantity.text} on {on.quantity.text}, and at work in {year.quantity.text}",
            )
    for one in _all(context, texts, _STARTED_WORK):
        if _is_age(one.claims["age"]) and one.claims["length"].unit == "year":
            yield Link(
                kind="years_at_work",
                roles={"age": (one.claims["age"],), "length": (one.claims["length"],)},
                cue="started so many years ago",
                read_as=f"{one.claims['age'].quantity.text} now, at work for {one.claims['length'].quantity.text}",
            )
