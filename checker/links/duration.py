"""A length of time beside its two ends: "for six weeks, from 3 March to 14 April", "two days later, on 6 June".

Kinds of link, with the roles `start`, `end`, `length`: `duration_dates` (both end days may count), `days_apart` (from
one day to another), `dates_within` (dates listed in a length of time), and `duration_clock`, with the derived role
`passed`: the whole days between the two clock times, in minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.intervals import Interval
from checker.links import days_later
from checker.links import period as periods
from checker.links.context import Context, derive
from checker.links.moments import WEEKDAYS, Moment, moment, with_readings
from checker.links.skeleton import END_OF_SENTENCE, each, found, mark, of_block
from checker.model import Claim, Link, Reading

_DAYS_OF: Mapping[str, tuple[Fraction, int]] = {
    "day": (Fraction(1), 0),
    "night": (Fraction(1), 0),
    "week": (Fraction(7), 4),
    "fortnight": (Fraction(14), 4),
    "month": (Fraction(1461, 48), 16),
    "year": (Fraction(1461, 4), 120),
}
"""The days in a unit, and how many days a length given in it may be off."""
_HEDGE = (
    r"(?:(?:about|around|some|nearly|almost|roughly|over|more\s+than|just\s+over|just\s+under|a|an|the|its|all|full|"
    r"total\s+of|period\s+of|"
    r"run\s+of|span\s+of|of|or|for|only|just)\s+)*"
)
_BEFORE_PERIOD = re.compile(
    r"(?P<words>[^¶\d.;:]{0,50}?)(?:\s*[,(:–—]\s*(?:from|between|on|running|lasting|held)?|\s+(?:from|"
    r"between))\s*(?:the\s+)?(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(
    r"\s*(?:,?\s*\d{4})?\)?\s*[,(–—]?\s*(?:for|a\s+total\s+of)\s+(?:a|one|an\s+entire|a\s+full|"
    r"a\s+whole)\s+(?P<unit>week|fortnight|month)\b"
    r"(?!\s+(?:later|after|before|earlier|ago|or\s+(?:so|more)))",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(
    r"\b(?:for|over|lasts?|lasting|runs?\s+for)\s+(?:a|one|an\s+entire|a\s+full|a\s+whole)\s+(?P<unit>week|fortnight|month)"
    r"\s*,\s*(?:from|between)\s+(?:the\s+)?(?:\w+day,?\s+)?$|\b(?P<long>week|fortnight|"
    r"month)-long\s+(?:[\w-]+\s+){1,3}(?:from|between|\()\s*$",
    re.IGNORECASE,
)
_AFTER_PERIOD = re.compile(
    rf"\s*(?:,?\s*\d{{4}})?\)?\s*[,(–—]\s*(?:(?:for|a|an|in|which\s+(?:is|was|makes)|that\s+is|making)\s+)?{_HEDGE}$",
    re.IGNORECASE,
)
_AFTER_OR_BEFORE = re.compile(
    r"\b(?:after|before|within|following|despite)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_START, _END, _LENGTH = mark("d", "start"), mark("d", "end"), mark("u", "length")
_NO_DATE = r"(?:[^¶‹›]|‹[^‹›dyu]\d+›)"
_ONE: Mapping[str, int] = {"day": 1, "week": 7, "fortnight": 14, "month": 31}
_WITHIN = re.compile(
    rf"\b(?:in|within|inside)\s+(?:the\s+(?:space|course)\s+of\s+)?(?:(?:just|under|less\s+than|barely)\s+)?"
    rf"(?:{_LENGTH}|(?:a|an|one|the\s+same|a\s+single)\s+(?:single\s+)?(?P<unit>{'|'.join(_ONE)}))\s*(?::|–|"
    r"—)(?P<rest>[^¶]*)",
    re.IGNORECASE,
)
_T1, _T2 = mark("tc", "start"), mark("tc", "end")
_W1, _W2 = mark("w", "from_day"), mark("w", "to_day")
_ON1 = rf"(?:\s+(?:on\s+)?(?:the\s+\w+\s+of\s+)?{_W1}(?:\s+(?:morning|afternoon|evening|night))?)?"
_ON2 = (
    rf"(?:\s+(?:on\s+|the\s+(?:next|following)\s+)?(?:{_W2}|(?P<next>day|morning))?"
    r"(?:\s+(?:morning|afternoon|evening|night))?)?"
)
_TO = r"\s*(?:to|until|till|–|—|-|and)\s*"
_CLOCK_LENGTHS = (
    rf"\b(?:from|between)\s+{_T1}{_ON1}{_TO}{_T2}{_ON2}\s*(?:,|\(|–|—|-)\s*{_HEDGE}{mark('um', 'length')}",
    rf"{_LENGTH}[^¶‹›.;]{{0,40}}?(?:,|\(|–|—|\s)\s*(?:from|between)\s+{_T1}{_ON1}{_TO}{_T2}{_ON2}",
    rf"\b(?:began|started|opened|broke\s+out|kicked\s+off)\s+(?:at\s+)?{_T1}{_ON1}(?:[^¶‹›]|"
    rf"‹[^‹›tu]\d+›){{0,140}}?\b(?:ended|finished|closed|was\s+over|was\s+called\s+off|was\s+abandoned|"
    rf"was\s+put\s+out|concluded|ending|stopped)\b[^¶‹›]{{0,40}}?\bat\s+{_T2}{_ON2}"
    rf"(?:[^¶‹›]|‹[^‹›tu]\d+›){{0,60}}?¶?\s*(?:[^¶‹›]{{0,60}}?)\b(?:lasted|lasting|after|took|taking|for|"
    rf"gone\s+on\s+for|went\s+on\s+for)\s+{_HEDGE}{_LENGTH}",
)
_TIMELESS = r"(?:[^¶‹›;]|‹[^‹›tum]\d+›)"
_REST = rf"(?:\s*,?\s*(?:and\s+)?{mark('u', 'rest')})?"
_WHOLE_LENGTH = rf"(?:(?P<hours>an|one|a)\s+hour\s+and\s+)?{mark('um', 'length')}{_REST}"
_CLOCKS_APART = (
    # "failed at 14:05 and was restored at 16:35, leaving homes dark for two and a half hours"
    rf"\bat\s+{_T1}{_ON1}{_TIMELESS}{{0,90}}?\bat\s+{_T2}{_ON2}\s*[,(–—]\s*{_TIMELESS}{{0,50}}?\b(?:after|for|of|"
    r"lasting|lasted|"
    rf"taking|took|a|an|some|within|in|over)\s+{_HEDGE}{_WHOLE_LENGTH}",
    rf"\bat\s+{_T1}{_ON1}{_TIMELESS}{{0,90}}?(?<!\w){_HEDGE}{_WHOLE_LENGTH}\s+(?:later|"
    rf"afterwards)\s*,?\s*(?:at\s+)?{_T2}{_ON2}",
    rf"\bat\s+{_T1}{_ON1}{_TIMELESS}{{0,90}}?\bat\s+{_T2}{_ON2}\s*[,(–—]\s*{_HEDGE}{_WHOLE_LENGTH}\s+(?:later|"
    r"afterwards|after)\b",
    rf"\bat\s+{_T1}{_ON1}{_TIMELESS}{{0,70}}?\bfor\s+{_HEDGE}{_WHOLE_LENGTH}\s*,?\s*(?:until|before|till|"
    rf"when)\b{_TIMELESS}{{0,50}}?"
    rf"\bat\s+{_T2}{_ON2}",
)
_AND_A_HALF = re.compile(
    r"\b(?P<words>half\s+an\s+hour|an\s+hour\s+and\s+a\s+half|an\s+hour\s+and\s+a\s+quarter|"
    r"three[-\s]quarters\s+of\s+an\s+hour)\b(?=\s+(?:later|in\s+all|afterwards|long))",
    re.IGNORECASE,
)
_MINUTES: Mapping[str, int] = {"half an hour": 30, "an hour and a half": 90, "an hour and a quarter": 75}
_SPAN_AFTER = re.compile(
    r"[-\s]+(?:a\s+day\b|each\s+day\b|later|afterwards|in\s+all|in\s+total|long)\b", re.IGNORECASE
)
_SPAN_BEFORE = re.compile(
    r"\b(?:(?:a|an)\s+(?:[\w-]+\s+){0,3}(?:total|stoppage|closure|delay|gap|stretch|shift|session|wait|stint|spell|"
    r"period|blackout|"
    r"meeting|marathon|shutdown|standoff|ordeal)\s+of|lasting|lasted|total(?:ling|led)|which\s+(?:is|makes|took)|making)\s+"
    r"(?:(?:nearly|almost|about|some|around|just|over|more\s+than|under)\s+)*$",
    re.IGNORECASE,
)
_FLIGHT = re.compile(
    r"\b(?:fl(?:ew|ight|ights|ying|y)|touch\w*\s+down|plane|jet|local\s+time|GMT|UTC|time\s+zones?)\b",
    re.IGNORECASE,
)
_JOURNEY = re.compile(
    r"(?>.*?\b(?:left|leaves?|leaving|depart\w*|set\s+(?:off|out)|took\s+off|sail\w*)\b)"
    r".*?\b(?:arriv\w*|land(?:ed|s|ing)?|reach\w*|dock\w*)\b",
    re.IGNORECASE | re.DOTALL,
)
"""With _FLIGHT, what may cross time zones on the way: matched from the beginning of a sentence."""
_TRAVEL = re.compile(
    r"\b(?:land(?:ed|s|ing)?|arriv\w+|fl(?:ew|ight|ying|y)|touch\w*\s+down|plane|jet|local\s+time|GMT|UTC|time\s+zones?)\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Every length of time whose two ends stand beside it."""
    timed: set[int] = set()
    yield from _of_periods(context)
    for block, _ in enumerate(context.document.blocks):
        text = of_block(context, block)
        yield from _listed(context, text)
        yield from days_later.links(context, block)
        if "‹u" not in text:
            continue
        clocks = list(_clocks(context, block, text))
        yield from clocks
        timed.update(
            claim.index for link in clocks for role in ("start", "end") for claim in link.roles[role]
        )
    yield from _framed(context, timed)


def _length(claim: Claim, *, slack: bool = True) -> Claim | None:
    """The length in days, as exactly as its unit allows; None where it is given in no unit of days."""
    entry = _DAYS_OF.get(claim.unit or "")
    if entry is None or claim.quantity.value is None:
        return None
    days, off = entry
    middle = claim.quantity.value * days
    spread = Fraction(off if slack else 0)
    exact = Interval(middle - spread, middle + spread)
    reading = claim.quantity.wide
    if claim.quantity.qualifier != "exactly":
        hedged = Interval(
            None if reading.low is None else reading.low * days - spread,
            None if reading.high is None else reading.high * days + spread,
        )
        exact = exact.hull(hedged)
    return with_readings(claim, [Reading(core=exact, wide=exact, unit="day")])


def _of_periods(context: Context) -> Iterator[Link]:
    for link in periods.find(context):
        precision = link.attributes.get("precision")
        if precision not in ("day", "month"):
            continue
        start, end = link.roles["start"][0], link.roles["end"][0]
        text = context.text(start.block)
        lead = _start_of_words(text, start.start)
        yield from _in_words(text, start, end)
        if link.cue == "started and ended" and precision == "day":
            yield from _days_of_event(context, text, start, end)
        for claim in context.in_sentence(start.sentence):
            if claim.form != "duration" or claim.block != start.block:
                continue
            finish = max(claim.end, claim.quantity.mention_end)
            before = finish <= lead and _BEFORE_PERIOD.fullmatch(text[finish:lead]) is not None
            after = (
                claim.start >= end.end and _AFTER_PERIOD.fullmatch(text[end.end : claim.start]) is not None
            )
            if not before and not after:
                continue
            if _AFTER_OR_BEFORE.search(text[max(0, claim.start - 40) : claim.start]):
                continue
            if before and re.search(
                r"\b(?:after|before|ago|later|earlier|notice|sentence|within|every|old|and|but|while|when)\b",
                text[finish:lead],
                re.IGNORECASE,
            ):
                continue
            if after and re.match(
                r"\s*(?:after|before|ago|later|earlier|notice|sentence|old|from|longer|shorter|more|less)\b",
                text[finish:],
                re.IGNORECASE,
            ):
                continue
            length = _length(claim)
            if length is not None and (precision == "day" or claim.unit == "month"):
                yield Link(
                    kind="duration_dates",
                    roles={"start": (start,), "end": (end,), "length": (length,)},
                    cue="length before its dates" if before else "length after its dates",
                    read_as=f"{claim.quantity.text} from {start.quantity.text} to {end.quantity.text}",
                    excuses=("first and last day counted or not",),
                )


_EVENT_OF_DAYS = re.compile(
    r"-(?:days?|weeks?)(?:-long)?\s+(?:[\w’'-]+\s+){1,4}?(?:\w+s|\w+ed|opening|starting)\b", re.IGNORECASE
)


def _days_of_event(context: Context, text: str, start: Claim, end: Claim) -> Iterator[Link]:
    """ "The 17-day games open on 26 July and close on 11 August": the event's own length."""
    for claim in context.in_sentence(start.sentence):
        lead = text[claim.sentence_start : claim.start]
        if claim.form != "duration" or claim.block != start.block or claim.end > start.start:
            continue
        if re.fullmatch(r"\s*(?:The|A|An|Its|Their|This|His|Her)\s+(?:[\w-]+\s+)?", lead) is None:
            continue
        length = _length(claim)
        if length is not None and _EVENT_OF_DAYS.match(text, claim.end):
            yield Link(
                kind="duration_dates",
                roles={"start": (start,), "end": (end,), "length": (length,)},
                cue="event of so many days",
                read_as=f"{claim.quantity.text} from {start.quantity.text} to {end.quantity.text}",
                excuses=("first and last day counted or not",),
            )


def _in_words(text: str, start: Claim, end: Claim) -> Iterator[Link]:
    """ "from 26 February to 5 March, for a week": a length that no number states."""
    after = _WORD_AFTER.match(text, end.end)
    lead = max(0, start.start - 60)
    before = _WORD_BEFORE.search(text[lead : start.start])
    match, offset = (after, 0) if after is not None else (before, lead)
    if match is None:
        return
    group = "unit" if match.groupdict().get("unit") else "long"
    unit = match[group].lower()
    off = {"week": 2, "fortnight": 4, "month": 5}[unit]
    interval = Interval.between(_ONE[unit] - off, _ONE[unit] + off)
    place, finish = offset + match.start(group), offset + match.end(group)
    length = derive(
        start, readings=[Reading(core=interval, wide=interval, unit="day")], why=f"one {unit}", form="duration",
        start=place, end=finish, text=text[place:finish], unit="day",
    )  # fmt: skip
    yield Link(
        kind="duration_dates",
        roles={"start": (start,), "end": (end,), "length": (length,)},
        cue="length in words beside its dates",
        read_as=f"a {unit} from {start.quantity.text} to {end.quantity.text}",
        excuses=("first and last day counted or not",),
    )


def _start_of_words(text: str, place: int) -> int:
    """Where a date begins with the weekday that may stand before it."""
    match = re.search(rf"(?:{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?$", text[:place], re.IGNORECASE)
    return match.start() if match else place


def _together(start: Moment, end: Moment) -> tuple[Claim, Claim]:
    """Both dates: one without a year takes the other's, the start also the year before it."""
    if not start.year_stated and not end.year_stated:
        year = end.year_alike(start)
        return start.dated([year, year - 1]), end.dated([year])
    if start.year_stated and not end.year_stated:
        return start.dated(), end.dated([start.years[0], start.years[0] + 1])
    if end.year_stated and not start.year_stated:
        return start.dated([end.years[0], end.years[0] - 1]), end.dated()
    return start.dated(), end.dated()


def _listed(context: Context, text: str) -> Iterator[Link]:
    for match in _WITHIN.finditer(text):
        claims = found(context, match)
        days = [context.claims[int(index)] for index in re.findall(r"‹d(\d+)›", match["rest"])]
        read = [one for claim in days if (one := moment(context, claim)) is not None and one.day is not None]
        if len(read) < 2 or len(read) != len(days):
            continue
        length = (
            _length(claims["length"]) if "length" in claims else _one(context, match["unit"].lower(), days[0])
        )
        if length is None:
            continue
        if re.search(r"\b(?:until|after|before|since|than)\b", match["rest"], re.IGNORECASE):
            continue
        start, end = _together(read[0], read[-1])
        yield Link(
            kind="dates_within",
            roles={"start": (start,), "end": (end,), "length": (length,)},
            cue="dates listed in a length of time",
            read_as=f"{read[0].claim.quantity.text} to {read[-1].claim.quantity.text} within {length.quantity.text}",
        )


def _one(context: Context, unit: str, like: Claim) -> Claim | None:
    """ "in a fortnight": the length that the words name, where they stand in the sentence."""
    text = context.text(like.block)
    place = text.lower().rfind(unit, like.sentence_start, like.start)
    if place < 0:
        return None
    interval = Interval.point(_ONE[unit])
    return derive(
        like, readings=[Reading(core=interval, wide=interval, unit="day")], why=f"one {unit}", form="duration",
        start=place, end=place + len(unit), text=text[place : place + len(unit)], unit="day",
    )  # fmt: skip


def _clocks(context: Context, block: int, text: str) -> Iterator[Link]:
    for pattern in (*_CLOCK_LENGTHS, *_CLOCKS_APART):
        for match in each(pattern, text):
            around = text[text.rfind(END_OF_SENTENCE, 0, match.start()) + 1 : match.end() + 40]
            if _TRAVEL.search(around):
                continue
            claims = dict(found(context, match))
            length = _whole_length(match, claims)
            claims.pop("rest", None)
            start, end = _time(context, claims["start"]), _time(context, claims["end"])
            if start is None or end is None:
                continue
            claims.update(start=start, end=end)
            if length.unit == "hour / day":
                length = _plain_hours(length)
            if length.unit not in ("hour", "minute", "day"):
                continue
            passed = _passed(claims, match.groupdict().get("next") is not None, length)
            if passed is None:
                continue
            yield Link(
                kind="duration_clock",
                roles={
                    "start": (claims["start"],),
                    "end": (claims["end"],),
                    "length": (length,),
                    "passed": (passed,),
                },
                cue="length of a stretch of clock time",
                read_as=f"{length.quantity.text} from {claims['start'].quantity.text} to {claims['end'].quantity.text}",
            )


def _framed(context: Context, seen: set[int]) -> Iterator[Link]:
    """The one length of a sentence that names two clock times, where the wording makes it the time between them."""
    for sentence, claims in context.sentences():
        times = [claim for claim in claims if claim.form == "clock_time"]
        text = context.text(sentence.block)
        if len(times) != 2 or any(time.index in seen for time in times):
            continue
        stretch = sentence.start, sentence.end
        if _FLIGHT.search(text, *stretch) or _JOURNEY.match(text, *stretch):
            continue
        if any(time.quantity.calendar is not None and time.quantity.calendar.zone for time in times):
            continue
        lengths = [
            claim
            for claim in claims
            if claim.form in ("duration", "measure") and claim.unit in ("hour", "minute", "hour / day")
        ]
        length: Claim | None = None
        if len(lengths) == 1 and sum(claim.form == "duration" for claim in claims) <= 1:
            one = lengths[0]
            behind = text[max(one.end, one.quantity.mention_end) : sentence.end]
            ahead = text[max(sentence.start, one.start - 70) : one.start]
            compound = re.search(r"\bhour\s+and\s+$", ahead) is not None
            daily = one.unit == "hour / day" and ahead.rstrip().endswith(",")
            if not compound and (daily or _SPAN_AFTER.match(behind) or _SPAN_BEFORE.search(ahead)):
                length = _plain_hours(one) if one.unit == "hour / day" else one
        elif not lengths:
            length = _in_words_of_hours(text, sentence.start, sentence.end, times[0])
        if length is None:
            continue
        named = [claim for claim in claims if claim.form == "weekday"]
        ends: dict[str, Claim] = {}
        if len(named) == 2:
            ends = {"from_day": named[0], "to_day": named[1]}
        passed = _passed(ends, "next day" in text[sentence.start : sentence.end].lower(), length)
        if passed is not None:
            yield Link(
                kind="duration_clock",
                roles={"start": (times[0],), "end": (times[1],), "length": (length,), "passed": (passed,)},
                cue="the one length of two clock times",
                read_as=f"{length.quantity.text} from {times[0].quantity.text} to {times[1].quantity.text}",
            )


def _in_words_of_hours(text: str, start: int, end: int, like: Claim) -> Claim | None:
    found = _AND_A_HALF.search(text, start, end)
    minutes = None if found is None else _MINUTES.get(re.sub(r"\s+", " ", found["words"].lower()))
    if found is None or minutes is None:
        return None
    point = Interval.point(minutes)
    return derive(
        like, readings=[Reading(core=point, wide=point, unit="minute")], why=f"{minutes} minutes", form="duration",
        start=found.start(), end=found.end(), text=found.group(), unit="minute",
    )  # fmt: skip


def _whole_length(match: re.Match[str], claims: Mapping[str, Claim]) -> Claim:
    """The length with what stands before or behind it: "an hour and 35 minutes", "two hours and 17 minutes"."""
    length, words = claims["length"], match.groupdict()
    minutes = {"hour": 60, "minute": 1}
    rest = claims.get("rest")
    if rest is not None and length.unit in minutes and rest.unit == "minute":
        value, last = (length.quantity.value or 0) * 60 + (rest.quantity.value or 0), rest.end
        start = length.start
    elif words.get("hours") is not None and length.unit == "minute":
        value, last, start = (length.quantity.value or 0) + 60, length.end, length.start
    else:
        return length
    point = Interval.point(value)
    return derive(
        length, readings=[Reading(core=point, wide=point, unit="minute")], why="hours and minutes together",
        form="duration", start=start, end=last, text=length.quantity.text, unit="minute",
    )  # fmt: skip


_PART_OF_DAY = re.compile(
    r"\s*(?:o['’]clock\s*)?(?:on\s+\w+day\s+|in\s+the\s+|that\s+|the\s+(?:next|following)\s+)(?P<part>morning|"
    r"afternoon|evening|night)",
    re.IGNORECASE,
)


def _time(context: Context, claim: Claim) -> Claim | None:
    """A clock time; a bare hour with its part of the day ("at nine on Saturday evening") counts."""
    if claim.form == "clock_time":
        return claim
    value = claim.quantity.value
    match = _PART_OF_DAY.match(context.text(claim.block), claim.end)
    if match is None or value is None or value.denominator != 1 or not 1 <= value <= 12:
        return None
    late = match["part"].lower() != "morning" and not (match["part"].lower() == "night" and value < 6)
    point = Interval.point(value % 12 * 60 + (720 if late else 0))
    return with_readings(claim, [Reading(core=point, wide=point)], form="clock_time")


def _plain_hours(claim: Claim) -> Claim:
    """ "eight hours a day", where the day's hours are told."""
    quantity = claim.quantity
    readings = tuple(replace(reading, unit="hour") for reading in quantity.readings)
    return replace(claim, quantity=replace(quantity, readings=readings, unit="hour"))


def _passed(claims: Mapping[str, Claim], next_day: bool, like: Claim) -> Claim | None:
    days: Sequence[int]
    first, second = claims.get("from_day"), claims.get("to_day")
    if first is not None and second is not None:
        step = (_weekday(second) - _weekday(first)) % 7
        days = (step,) if step else (0, 7)
    elif next_day:
        days = (1,)
    else:
        days = (0, 1)
    readings = [
        Reading(core=Interval.point(1440 * day), wide=Interval.point(1440 * day), unit="minute")
        for day in days
    ]
    return derive(
        like, readings=readings, why="the whole days between the two times", form="duration", unit="minute"
    )


def _weekday(claim: Claim) -> int:
    low = claim.quantity.core.low
    return int(low) if low is not None else 0


__all__ = ["END_OF_SENTENCE", "find"]
