"""A date that is told as so much later or earlier than another: "two days later, on 6 June", "the day after", "a week on".

Links of kind `days_apart`, with the roles `start`, `end` and `length`; years that a number of decades parts are kind
`elapsed`. The date counted from is the nearest one before, in the same sentence or the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checker.intervals import Interval
from checker.links.context import Context, derive
from checker.links.moments import Moment, moment, with_readings
from checker.links.skeleton import mark, of_block
from checker.model import Claim, Link, Reading

_START, _END, _LENGTH = mark("dy", "start"), mark("dy", "end"), mark("u", "length")
_NO_DATE = r"(?:[^¶‹›]|‹[^‹›dywu]\d+›)"
_ONE_CLAUSE = r"(?:[^¶‹›,;:]|‹[^‹›dywu]\d+›)"
_HEDGE = (
    r"(?:(?:just|exactly|only|barely|precisely|some|about|around|nearly|almost|less\s+than|more\s+than|over|"
    r"just\s+over|just\s+under|a\s+further|another)\s+)*"
)
_IN_WORDS = (
    r"(?P<word>(?:just\s+)?(?:a|an|one)\s+(?:day|week|fortnight|month|year|decade|century)|"
    r"half\s+a\s+century)"
)
_NEXT_DAY = (
    r"(?P<next>the\s+(?:very\s+)?(?:next|following)\s+(?:day|morning|evening|afternoon|night)|"
    r"the\s+day\s+after|a\s+day\s+later)"
)
_LATER_WORD = r"(?:\s+(?:later|afterwards|on|after\s+that|hence)|['’]\s*time)"
_HOW_LONG = rf"{_HEDGE}(?:{_LENGTH}|{_IN_WORDS})"
_AT = (
    r"\s*[,(–—]?\s*(?:(?:on|in|of|by|at)\s+)?(?:the\s+(?:morning|evening|night|"
    r"afternoon)\s+of\s+)?(?:early\s+|late\s+|mid-)?"
)
_TELLING = rf"(?P<gap>{_NO_DATE}{{0,160}}?)(?P<full>[.;:]?\s*¶\s*{_NO_DATE}{{0,60}}?)?"
_LATER = (
    (rf"{_START}{_TELLING}(?<!\w){_HOW_LONG}{_LATER_WORD}{_AT}{_END}", "so much later"),
    (
        rf"{_START}(?P<gap>{_NO_DATE}{{0,120}}?)[.;:]?\s*¶?\s*\b(?:on|in)\s+{_END}\s*[,–—(]\s*{_HOW_LONG}\s+(?:later|"
        r"afterwards|on)\b",
        "the date, so much later",
    ),
    (
        rf"(?:^|¶\s*){_HOW_LONG}\s+after\b(?P<clause>{_NO_DATE}{{0,90}}?)\b(?:of|on|"
        rf"in)\s+{_START}\s*,[^¶‹›;:]{{1,60}}?\b(?:on|in)\s+{_END}",
        "so much after, what happened on a date",
    ),
    (
        rf"{_HOW_LONG}\s+after\b(?P<clause>{_NO_DATE}{{0,90}}?)\b(?:of|on|in)\s+{_START}\s*,\s*(?:on|in)\s+{_END}",
        "so much after, a date",
    ),
    (rf"{_START}{_TELLING}\b{_NEXT_DAY}{_AT}{_END}", "the next day"),
    (
        rf"{_END}(?:{_NO_DATE}{{0,50}}?[,–—-])?\s*(?:{_HOW_LONG}|the\s+(?P<one>day))\s+(?:after|"
        rf"following)\b(?P<clause>{_ONE_CLAUSE}{{0,90}}?)\b(?:on|in|of)\s+{_START}",
        "so much after",
    ),
)
_EARLIER = (
    (
        rf"{_END}{_TELLING}(?<!\w){_HOW_LONG}\s+(?:earlier|before(?=\s*[,(–—])|beforehand|"
        rf"previously){_AT}{_START}",
        "so much earlier",
    ),
    (
        rf"{_END}{_TELLING}\b(?P<next>the\s+(?:previous|preceding)\s+day|the\s+day\s+before)\s*[,(–—]\s*(?:on\s+)?{_START}",
        "the day before",
    ),
    (
        rf"{_START}\s*[,–—-]?\s*(?:{_HOW_LONG}|the\s+(?P<one>day))\s+(?:before|"
        rf"ahead\s+of)\b(?P<clause>{_ONE_CLAUSE}{{0,90}}?)\b(?:on|in|of)\s+{_END}",
        "so much before",
    ),
)
_AWAY = re.compile(
    r"\b(?:(?:next|last|following|previous|same|another|every|each)\s+(?:year|month|week)|between|since|"
    r"until|every|annually|"
    r"anniversary|if|unless|would\s+have|aged?|old|or)\b|‹w",
    re.IGNORECASE,
)
"""Words between the two that bring in another day, or none."""
_DAYS_OF_WORD: Mapping[str, tuple[int, int]] = {
    "day": (1, 1),
    "week": (5, 9),
    "fortnight": (11, 17),
    "month": (24, 38),
}
_YEARS_OF_WORD: Mapping[str, tuple[int, int]] = {
    "year": (1, 1),
    "decade": (10, 10),
    "half": (50, 50),
    "century": (100, 100),
}
_SURELY = 6
"""Days up to which a count is taken at its word; of more, one may be counted at either end."""


def links(context: Context, block: int) -> Iterator[Link]:
    """Every pair of dates in a block with the time that the wording puts between them."""
    text = of_block(context, block)
    if "later" not in text and "‹d" not in text and "‹y" not in text:
        return
    seen: set[tuple[int, int]] = set()
    for patterns, early in ((_LATER, False), (_EARLIER, True)):
        for source, cue in patterns:
            for match in re.finditer(source, text, re.IGNORECASE):
                link = _link(context, text, match, cue, early=early)
                if link is None:
                    continue
                key = (link.roles["start"][0].start, link.roles["end"][0].start)
                if key not in seen:
                    seen.add(key)
                    yield link


def _link(context: Context, text: str, match: re.Match[str], cue: str, *, early: bool) -> Link | None:
    words = match.groupdict()
    between = (words.get("gap") or "") + (words.get("full") or "") + (words.get("clause") or "")
    if _AWAY.search(between):
        return None
    first, second = context.claims[int(match["start"])], context.claims[int(match["end"])]
    start, end = moment(context, first), moment(context, second)
    if start is None or end is None or _is_span(first) or _is_span(second):
        return None
    if _leads_elsewhere(text, match.start()) or (start.precision == "year") != (end.precision == "year"):
        return None
    if start.precision == "year":
        return _years(context, match, start, end, cue)
    if start.precision != end.precision:
        return None
    length = _length(context, match, second, by_month=start.precision == "month")
    if length is None:
        return None
    both = _together(start, end)
    return Link(
        kind="days_apart",
        roles={"start": (both[0],), "end": (both[1],), "length": (length,)},
        cue=cue,
        read_as=f"{length.quantity.text} from {first.quantity.text} to {second.quantity.text}",
        excuses=("no third day named in between",),
    )


def _is_span(claim: Claim) -> bool:
    """Whether the claim is a range of days or years."""
    return (
        claim.quantity.bounds is not None
        or re.search(r"\d\s*(?:–|—|-|to)\s*\d", claim.quantity.text) is not None
    )


def _leads_elsewhere(text: str, place: int) -> bool:
    """Whether the first date is not the day of what is told: the end of a period, an age group, a title."""
    return (
        re.search(
            r"\b(?:until|till|since|between|and|to|through|by|before|class\s+of|the)\s*$",
            text[:place],
            re.IGNORECASE,
        )
        is not None
    )


def _years(context: Context, match: re.Match[str], start: Moment, end: Moment, cue: str) -> Link | None:
    words = match.groupdict()
    if words.get("length") is not None:
        length = context.claims[int(match["length"])]
        if length.unit not in ("year", "decade", "century") or length.quantity.value is None:
            return None
    elif words.get("word") is not None:
        unit = match["word"].split()[-1].lower() if "half" not in match["word"].lower() else "half"
        if unit not in _YEARS_OF_WORD:
            return None
        length = _worded(context, match, "word", end.claim, _YEARS_OF_WORD[unit], "year")
    else:
        return None
    return Link(
        kind="elapsed",
        roles={"start": (start.dated(),), "end": (end.dated(),), "length": (length,)},
        cue=cue,
        read_as=f"{length.quantity.text} from {start.claim.quantity.text} to {end.claim.quantity.text}",
        excuses=("no other start named in between",),
    )


def _length(context: Context, match: re.Match[str], like: Claim, *, by_month: bool) -> Claim | None:
    """The length in days, as exactly as its unit and the precision of the dates allow."""
    words = match.groupdict()
    if words.get("length") is not None:
        return _counted(context.claims[int(match["length"])], by_month=by_month)
    if words.get("next") is not None or words.get("one") is not None:
        group = "next" if words.get("next") is not None else "one"
        return None if by_month else _worded(context, match, group, like, (1, 1), "day")
    unit = match["word"].split()[-1].lower()
    if by_month and unit == "month":
        return _worded(context, match, "word", like, (28, 31), "day")
    if by_month or unit not in _DAYS_OF_WORD:
        return None
    return _worded(context, match, "word", like, _DAYS_OF_WORD[unit], "day")


def _counted(claim: Claim, *, by_month: bool) -> Claim | None:
    value = claim.quantity.value
    if value is None or (by_month and claim.unit != "month"):
        return None
    spans = {
        "day": (value, 0 if value <= _SURELY else 1),
        "night": (value, 0 if value <= _SURELY else 1),
        "week": (value * 7, 4),
        "fortnight": (value * 14, 4),
        "month": (value * 1461 / 48, 3 if by_month else 16),
    }
    entry = spans.get(claim.unit or "")
    if entry is None:
        return None
    middle, off = entry
    exact = Interval(middle - off, middle + off)
    wide = claim.quantity.wide
    if claim.quantity.qualifier != "exactly":
        scale = middle / value if value else middle
        exact = exact.hull(
            Interval(
                None if wide.low is None else wide.low * scale - off,
                None if wide.high is None else wide.high * scale + off,
            )
        )
    return with_readings(claim, [Reading(core=exact, wide=exact, unit="day")])


def _worded(
    context: Context, match: re.Match[str], group: str, like: Claim, span: tuple[int, int], unit: str
) -> Claim:
    """A length that no number states: "the following day", "a fortnight"."""
    words = re.escape(match[group]).replace(r"\ ", r"\s+")
    text = context.text(like.block)
    found = list(re.finditer(words, text, re.IGNORECASE))
    nearest = min(found, key=lambda one: abs(one.start() - like.start), default=None)
    place, finish = nearest.span() if nearest is not None else (like.start, like.start)
    interval = Interval.between(*span)
    return derive(
        like, readings=[Reading(core=interval, wide=interval, unit=unit)], why=f"the length of {match[group]!r}",
        form="duration", start=place, end=finish, text=text[place:finish], unit=unit,
    )  # fmt: skip


def _together(start: Moment, end: Moment) -> tuple[Claim, Claim]:
    """Both dates: one without a year takes the other's, or that of New Year beside it."""
    if not start.year_stated and not end.year_stated:
        year = end.year_alike(start)
        return start.dated([year, year - 1]), end.dated([year])
    if start.year_stated and not end.year_stated:
        return start.dated(), end.dated([start.years[0], start.years[0] + 1])
    if end.year_stated and not start.year_stated:
        return start.dated([end.years[0], end.years[0] - 1]), end.dated()
    return start.dated(), end.dated()
