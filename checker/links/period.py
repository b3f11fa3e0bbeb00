"""A period that is given by its two ends: "from 1968 until his retirement in 2018", "(1919–33)", "4 May to 15 June".

Roles: `start`, `end`. Ends without a year are read within one year, and the end in the next one where the period may
run over New Year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.intervals import Interval
from checker.links.context import Context, derive
from checker.links.moments import MONTHS, Moment, claim_at, days_reading, derived_period, moments, period
from checker.model import Claim, Link, Reading

_LONGEST_WRAP = 243
"""Days: a period without years that would have to run over New Year for longer than this is not read so."""
_WHOLE_YEAR = 358
"""Days: "from 6 April to 5 April" is a year, not a period that runs backwards."""
_BACKWARDS = re.compile(r"(?P<open>\()(?P<start>1\d{3}|20\d\d)\s?[–—-]\s?(?P<end>1\d{3}|20\d\d)\)")
_TO = r"(?:\s*(?:–|—|-|to|until|till|til|up\s+to|through|thru|up\s+until)\s*(?:the\s+)?)"
_JOINED = re.compile(_TO, re.IGNORECASE)
_UNTIL_EVENT = re.compile(
    r"\s+(?:until|till|to|through)\s+(?:(?:his|her|its|their|the|a|an|shortly\s+before|just\s+before)\s+)"
    r"(?:[\w'’-]+\s+){1,5}?(?:in|of|on)\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?",
    re.IGNORECASE,
)
_UNTIL_CLAUSE = re.compile(
    r"\s*,?\s+until\s+(?:he|she|it|they)\s+(?:was\s+|were\s+)?(?:retired|resigned|left|died|stepped\s+down|closed|quit|"
    r"departed|dissolved|disbanded|merged|abolished|sold)(?:\s+it)?\s+in\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(r"\bbetween\s+(?:the\s+years\s+)?$", re.IGNORECASE)
_FROM_BEFORE = re.compile(
    r"(?:\bfrom\b|\bperiod\b|\byears?\b|\(|,|\bof\b|\bin\b|\bfor\b|\bduring\b|\bover\b|\bbetween\b|\bran\b|\bruns?\b|"
    r"\brunning\b|\bheld\b|\baired\b|:|–|—)\s*(?:the\s+)?(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
_STARTED = re.compile(
    r"\b(?:start(?:s|ed)?|beg(?:an|ins|un)|open(?:s|ed)?|launched|commenced|kick(?:s|ed)\s+off)\b[^¶.;]{0,25}$",
    re.IGNORECASE,
)
_THEN_ENDED = re.compile(
    r"\s*,?\s+(?:and|but)\s+(?:(?:is|was|are|were|will|has|had|had\s+been|has\s+been|now)\s+)*"
    r"(?:(?:planned|due|scheduled|expected|set|slated|supposed)\s+to\s+)?"
    r"(?:end|ended|ends|run|runs|ran|close|closes|closed|finish|finished|finishes|conclude|concluded|concludes|last|lasts|"
    r"lasted|planned|scheduled|continue|continues|expire|expires|expired)(?:\s+(?:until|till|through|on|in|to))?\s+"
    r"(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SHORT_END = re.compile(r"\s*(?:–|—|-|/)\s*(?P<end>\d\d)(?!\d|[.,:]\d|\s*(?:%|[ap]\.?m\b|points?|years?))")
_FALL = re.compile(
    r"\b(?:down|back|fell|dropped?|decreas|reduc|cut|declin|lower|ranging|rang|compar|against|versus|vs\.?|score|votes?|"
    r"BC|BCE|B\.C\.)\b",
    re.IGNORECASE,
)
_NO_RANGE_AFTER = re.compile(r"\s*(?:BC\b|BCE\b|B\.C\.|models?\b)", re.IGNORECASE)
_BEFORE_CHRIST = re.compile(r"\b(?:BC|BCE|B\.C)\b")
_DAYS_JOINED = re.compile(
    rf"\s*(?:–|—|-|to|until|till|through|thru)\s*(?:the\s+)?(?P<end>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"(?!\s*(?:[ap]\.?m\b|%|[:.]\d|(?:of\s+)?(?:{'|'.join(MONTHS)})\b))",
    re.IGNORECASE,
)
_TWO_DAYS = re.compile(
    r"(?<![\d.,:/£$€])(?P<start>\d{1,2})(?:st|nd|rd|th)?\s*(?:–|—|-|to|until|till|through|and)\s*(?:the\s+)?(?P<end>\d{1,2})(?:st|nd|rd|th)?"
    rf"\s+(?:of\s+)?(?P<month>{'|'.join(MONTHS)})\b(?:,?\s+(?P<year>\d{{4}})\b)?"
)
_DAY_BEFORE = re.compile(
    r"(?:\bfrom\b|\bbetween\b|\bon\b|\bof\b|[,(–—:])\s*(?:\w+day,?\s+)?(?:the\s+)?(?P<start>\d{1,2})(?:st|nd|rd|th)?"
    r"\s*(?:–|—|-|to|until|till|through|thru|and)\s*(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Every period with both ends stated."""
    for block, _ in enumerate(context.document.blocks):
        text = context.text(block)
        found = list(moments(context, block))
        for left, right in pairwise(found):
            if left.claim.sentence != right.claim.sentence:
                continue
            cue = _cue(text, left, right)
            if cue is not None:
                link = _link(left, right, cue)
                if link is not None:
                    yield link
        yield from _within_month(context, block, text, found)
        yield from _in_bracket(context, block, text)
        for moment in found:
            yield from _short(text, moment)
            yield from _days_of_month(text, moment)
            yield from _day_before(text, moment)


_MOVED = re.compile(
    r"\b(?:shift|mov|transfer|postpon|advanc|brought forward|bring forward|push|chang|switch)\w*\b[^.;]*$",
    re.IGNORECASE,
)
"""What is moved from one time to another may be moved back."""


def _cue(text: str, left: Moment, right: Moment) -> str | None:
    between = text[left.end : right.start]
    before = text[max(0, left.start - 40) : left.start]
    if _NO_RANGE_AFTER.match(text, right.end) or _BEFORE_CHRIST.search(text, right.start, right.end):
        return None
    if _MOVED.search(before):
        return None
    gap = re.sub(r"(?:\w+day,?\s+)$", "", between)
    if _JOINED.fullmatch(gap) and _is_range_start(before, between):
        return "from start to end"
    if _AND.fullmatch(gap) and _BETWEEN_BEFORE.search(re.sub(r"(?:\w+day,?\s+)$", "", before)):
        return "between start and end"
    if re.search(
        r"\bfrom\s+(?:\w+day,?\s+)?(?:early\s+|late\s+|about\s+|around\s+)?(?:in\s+)?$", before, re.IGNORECASE
    ):
        if _UNTIL_EVENT.fullmatch(gap) or _UNTIL_CLAUSE.fullmatch(gap):
            return "from start until an event"
    elif (
        (_UNTIL_CLAUSE.fullmatch(gap) or _UNTIL_EVENT.fullmatch(gap))
        and "until" in gap
        and re.search(r"\b(?:since|in|from)\s+$", before, re.IGNORECASE)
    ):
        return "from start until an event"
    if (
        _STARTED.search(before)
        and _THEN_ENDED.fullmatch(between)
        and left.precision == right.precision == "day"
    ):
        return "started and ended"
    return None


def _is_range_start(before: str, between: str) -> bool:
    """Whether two joined years or dates are a range: a dash without "from" joins scores and fiscal years too."""
    if re.search(r"\bfrom\s+(?:\w+day,?\s+)?(?:the\s+)?$", before, re.IGNORECASE):
        return True
    if re.search(r"\bfrom\s+(?:[\w'’]+\s+){1,3}$", before, re.IGNORECASE) is not None:
        return False
    if re.search(r"[–—-]", between):
        return (
            _FROM_BEFORE.search(before) is not None or before.strip() == "" or before.rstrip()[-1:].isalpha()
        )
    return (
        re.search(r"until|till|through|thru", between, re.IGNORECASE) is not None
        or _FROM_BEFORE.search(before) is not None
    )


def _link(left: Moment, right: Moment, cue: str) -> Link | None:
    pair = _ends(left, right)
    if pair is None:
        return None
    start, end = pair
    return Link(
        kind="period",
        roles={"start": (start,), "end": (end,)},
        cue=cue,
        read_as=f"from {start.quantity.text} to {end.quantity.text}",
        attributes={"precision": left.precision if left.precision == right.precision else "mixed"},
    )


def _ends(left: Moment, right: Moment) -> tuple[Claim, Claim] | None:
    if left.precision == right.precision == "year":
        return left.claim, right.claim
    if "year" in (left.precision, right.precision) and not (left.year_stated and right.year_stated):
        return None
    if left.year_stated and right.year_stated:
        return left.dated(), right.dated()
    if right.year_stated or left.year_stated:
        stated, other = (right, left) if right.year_stated else (left, right)
        year = stated.years[0]
        years = _either_side(year, start=other is left, left=left, right=right)
        if other is left:
            return left.dated(years), right.dated()
        return left.dated(), right.dated(years)
    year = left.year_alike(right)
    return left.dated([year]), right.dated(_either_side(year, start=False, left=left, right=right))


def _either_side(year: int, *, start: bool, left: Moment, right: Moment) -> list[int]:
    """The years of the end that has none: the same, and the one beside it where the period may span New Year."""
    first = period(year - 1 if start else year, left.month, left.day)
    last = period(year if start else year + 1, right.month, right.day)
    years = [year]
    if first is not None and last is not None:
        length = (last[1] - first[0]).days
        if (0 <= length <= _LONGEST_WRAP and left.month != right.month) or length >= _WHOLE_YEAR:
            years.append(year - 1 if start else year + 1)
    return years


def _short(text: str, left: Moment) -> Iterator[Link]:
    """ "(1919–33)": an end of two digits, in the century of the start."""
    if left.precision != "year" or left.end - left.start != 4:
        return
    match = _SHORT_END.match(text, left.end)
    before = text[max(0, left.start - 12) : left.start]
    if match is None or not re.search(r"\($|\bfrom\s+$|\bin\s+$|\bof\s+$", before):
        return
    year = left.years[0]
    number = int(match["end"])
    if re.match(r"\s*(?:season|campaign|budget|financial|fiscal|academic|school)", text[match.end() :]):
        return
    century = year - year % 100
    points = [Interval.point(century + number)]
    if number < year % 100 and year % 100 >= 90 and number <= 10:
        points.append(Interval.point(century + 100 + number))
    end = derive(
        left.claim,
        readings=[Reading(core=point, wide=point) for point in points],
        why="the end of the period, in the same century",
        form="year",
        start=match.start("end"),
        end=match.end("end"),
        text=match["end"],
    )
    yield Link(
        kind="period",
        roles={"start": (left.claim,), "end": (end,)},
        cue="years joined by a dash",
        read_as=f"from {year} to {century + number}",
        attributes={"precision": "year"},
    )


def _days_of_month(text: str, left: Moment) -> Iterator[Link]:
    """ "May 24 to 26": the end is a day of the same month."""
    if left.day is None or left.month is None:
        return
    number = re.search(rf"\b0?{left.day}(?:st|nd|rd|th)?\b", text[left.start : left.end])
    place = left.start + number.end() if number else left.end
    match = _DAYS_JOINED.match(text, place)
    if match is None:
        return
    last = int(match["end"])
    found = [
        span
        for year in left.years or (left.year_alike(left),)
        if (span := period(year, left.month, last)) is not None
    ]
    if not found or last > 31:
        return
    start_claim = left.dated([found[0][0].year])
    end = derive(
        left.claim,
        readings=[days_reading(*found[0])],
        why="the end of the period, in the same month",
        form="date",
        start=match.start("end"),
        end=match.end("end"),
        text=match["end"],
    )
    yield Link(
        kind="period",
        roles={"start": (start_claim,), "end": (end,)},
        cue="days of one month",
        read_as=f"from the {left.day} to the {last} of one month",
        attributes={"precision": "day"},
    )


def _day_before(text: str, right: Moment) -> Iterator[Link]:
    """ "from 5 to 8 December": the start is a day of the month that stands with the end."""
    if right.day is None or right.month is None or not text[right.start : right.end][:1].isdigit():
        return
    lead = max(0, right.start - 40)
    match = _DAY_BEFORE.search(text[lead : right.start])
    if match is None or int(match["start"]) >= right.day:
        return
    found = [
        span
        for year in right.years or (right.year_alike(right),)
        if (span := period(year, right.month, int(match["start"])))
    ]
    if not found:
        return
    start = derive(
        right.claim,
        readings=[days_reading(*found[0])],
        why="the start of the period, in the same month",
        form="date",
        start=lead + match.start("start"),
        end=lead + match.end("start"),
        text=match["start"],
    )
    yield Link(
        kind="period",
        roles={"start": (start,), "end": (right.dated([found[0][0].year]),)},
        cue="days of one month",
        read_as=f"from the {match['start']} to {right.claim.quantity.text}",
        attributes={"precision": "day"},
    )


def _within_month(context: Context, block: int, text: str, found: list[Moment]) -> Iterator[Link]:
    """ "from 3 to 5 May": two days before their month, where no date of its own was read."""
    for match in re.finditer(_TWO_DAYS.pattern, text, re.IGNORECASE):
        if "and" in match.group().lower().split() and not re.search(
            r"\bbetween\s+(?:the\s+)?$", text[: match.start()], re.IGNORECASE
        ):
            continue
        if any(one.start < match.end("month") and match.start("end") < one.end for one in found):
            continue
        like = next(
            (
                claim
                for claim in context.in_block(block)
                if claim.start < match.end() and match.start() < claim.end
            ),
            None,
        )
        month = MONTHS.index(match["month"].lower()) + 1
        year = int(match["year"]) if match["year"] else _year_of(context, month)
        first, last = period(year, month, int(match["start"])), period(year, month, int(match["end"]))
        if like is None or first is None or last is None:
            continue
        ends = [
            derived_period(
                like,
                [span],
                why="a day of the month",
                start=match.start(name),
                end=match.end(name),
                text=match[name],
            )
            for name, span in (("start", first), ("end", last))
        ]
        yield Link(
            kind="period",
            roles={"start": (ends[0],), "end": (ends[1],)},
            cue="days of one month",
            read_as=f"from the {match['start']} to the {match['end']} of {match['month']}",
            attributes={"precision": "day"},
        )


def _in_bracket(context: Context, block: int, text: str) -> Iterator[Link]:
    """ "(1939-1945)": the years of a life or an age, where no number was read for each."""
    for match in _BACKWARDS.finditer(text):
        if any(claim.start == match.start("end") for claim in context.in_block(block)):
            continue
        ends = [
            claim_at(
                context, block, match.start(name), match.end(name), form="year", why="a year in a bracket",
                readings=[Reading(core=Interval.point(int(match[name])), wide=Interval.point(int(match[name])))],
            )
            for name in ("start", "end")
        ]  # fmt: skip
        if ends[0] is None or ends[1] is None:
            continue
        yield Link(
            kind="period",
            roles={"start": (ends[0],), "end": (ends[1],)},
            cue="years in a bracket",
            read_as=f"from {match['start']} to {match['end']}",
            attributes={"precision": "year"},
        )


def _year_of(context: Context, month: int) -> int:
    published = context.document.published
    return published.day.year if published is not None else 2024
