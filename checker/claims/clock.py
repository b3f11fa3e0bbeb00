"""Clock times: "5.30pm", "17:30 GMT", "noon", "2024 UTC"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.claims.amounts import Text
from checker.claims.lexicon import Phrases, cue, word_list
from checker.claims.numerals import glued, words
from checker.claims.tokens import tokenize
from checker.model import CalendarValue


@dataclass(frozen=True, slots=True)
class ClockMatch:
    """A clock time: the tokens [first, last) and its minute of the day and zone; the minute is None for 25:70."""

    first: int
    last: int
    calendar: CalendarValue


@dataclass(frozen=True, slots=True)
class _Clock:
    halves: frozenset[str]
    words: dict[str, int]
    zones: frozenset[str]
    phrases: Phrases
    days: frozenset[str]


@cache
def _clock() -> _Clock:
    calendar = word_list("calendar")
    table = calendar["clock"]
    return _Clock(
        frozenset(table["halves"]),
        {word: int(minute) for word, minute in table["words"].items()},
        frozenset(table["zones"]),
        Phrases([(tuple(t.lower for t in tokenize(phrase)), phrase) for phrase in table["zone_phrases"]]),
        frozenset(calendar["weekdays"]),
    )


def read_clock(text: Text, place: int) -> ClockMatch | None:
    """The clock time that starts at a token."""
    tokens, lowers = text.tokens, text.lowers
    table = _clock()
    lower = lowers[place]
    if lower in table.words:
        if lower != "midday" and place and lowers[place - 1] in ("high", "the"):
            return None
        return _with_zone(text, place, place + 1, table.words[lower])
    token = tokens[place]
    twelve = _twelve(text, place)
    if twelve is not None:
        return twelve
    if is_military(text, place):
        return _with_zone(text, place, place + 1, int(token.text[:2]) % 24 * 60 + int(token.text[2:]))
    said = _past_or_to(text, place)
    if said is not None:
        return said
    if token.kind == "word":
        hour = words().cardinals.get(lower)
        if hour is None or not 1 <= hour <= 12 or place + 1 >= len(tokens):
            return None
        if lowers[place + 1] in ("o'clock",) or lowers[place + 1] in table.halves:
            after = place + 1
            if lowers[after] == "o'clock":
                after += 1
            half = lowers[after] if after < len(lowers) and lowers[after] in table.halves else ""
            return _with_zone(text, place, after + (1 if half else 0), _minute(hour, 0, half))
        return None
    if token.kind != "number":
        return None
    if (
        place
        and glued(tokens, place)
        and (tokens[place - 1].kind == "word" or text.texts[place - 1] in ("$", "£", "€", "#"))
    ):
        return None
    digits = token.text
    hour_text, minute_text, after, colon = digits, "", place + 1, False
    if "." in digits and digits.count(".") == 1:
        hour_text, minute_text = digits.split(".")
        if len(minute_text) != 2 or not hour_text:
            return None
    elif "," in digits or " " in digits or not digits.isdecimal():
        return None
    if (
        not minute_text
        and after + 1 < len(tokens)
        and text.texts[after] == ":"
        and glued(tokens, after)
        and glued(tokens, after + 1)
        and tokens[after + 1].kind == "number"
        and tokens[after + 1].text[:2].isdecimal()
        and len(tokens[after + 1].text.split(".")[0]) == 2
        and len(hour_text) <= 2
    ):
        minute_text, after, colon = tokens[after + 1].text, after + 2, True
        if "." in minute_text:
            return None
        if after + 1 < len(tokens) and text.texts[after] == ":" and glued(tokens, after):
            if lowers[place - 1 : place] in (["in"], ["of"]) or "." in text.texts[after + 1]:
                return None  # "won in 2:01:09"
            after += 2  # seconds
    if len(hour_text) > 2 and not (len(hour_text) in (3, 4) and not minute_text):
        return None
    if len(hour_text) > 2 and after < len(tokens) and lowers[after] in table.halves and glued(tokens, after):
        hour_text, minute_text = hour_text[:-2], hour_text[-2:]  # "1130pm"
        if not 1 <= int(hour_text) <= 12 or int(minute_text) > 59:
            return None
    start = after
    if after < len(tokens) and lowers[after] == "o'clock":
        after += 1
        start = -1
    half = ""
    if (
        after < len(tokens)
        and lowers[after] in table.halves
        and (text.texts[after] != "AM" or colon or not minute_text)
    ):
        half = lowers[after]
        after += 1
    elif (
        after + 3 < len(tokens)
        and lowers[after] in ("a", "p")
        and lowers[after + 1] == "."
        and lowers[after + 2] == "m"
    ):
        half = lowers[after] + "m"
        after += 4 if lowers[after + 3] == "." else 3
    elif (
        after + 1 < len(tokens)
        and lowers[after] in ("a", "p")
        and lowers[after + 1] == "m"
        and not glued(tokens, after)
    ):
        half = lowers[after] + "m"
        after += 2
    zone_follows = after < len(tokens) and (lowers[after] in table.zones and text.texts[after].isupper())
    if len(hour_text) in (3, 4) and not minute_text:
        # 1430 GMT, 0600 hours
        if not zone_follows and not (after < len(tokens) and lowers[after] in ("hours", "hrs", "local")):
            return None
        if not zone_follows and len(hour_text) != 4:
            return None
        if lowers[after] in ("hours", "hrs") and int(hour_text) % 100 > 59:
            return None
        if lowers[after] in ("hours", "hrs") and not hour_text.startswith("0") and int(hour_text) > 2400:
            return None
        if lowers[after] in ("hours", "hrs") and not hour_text.startswith("0"):
            before = lowers[place - 1] if place else ""
            if before not in cue("clock", "before_clock"):
                return None
        hour_text, minute_text = hour_text[:-2], hour_text[-2:]
        if lowers[after] in ("hours", "hrs"):
            after += 1
        colon = True
    bare = not half and not colon and not zone_follows and start != -1
    if bare and not (minute_text and after < len(tokens) and table.phrases.starting(lowers, after)):
        return None
    if not hour_text.isdecimal() or (not half and not minute_text and start != -1 and not zone_follows):
        return None
    minutes = int(minute_text) if minute_text else 0
    if not half and colon and (int(hour_text) > 24 or minutes > 59) and not zone_follows:
        return None
    return _with_zone(text, place, after, _minute(int(hour_text), minutes, half))


def _twelve(text: Text, place: int) -> ClockMatch | None:
    """ "12 noon", "12:00 midnight": the twelve that the word after it repeats."""
    after = place + 1
    if text.texts[place : place + 3] == ["12", ":", "00"]:
        after = place + 3
    elif text.lowers[place] not in ("12", "twelve", "12.00"):
        return None
    word = text.lowers[after] if after < len(text.lowers) else ""
    minute = _clock().words.get(word)
    return None if minute is None else _with_zone(text, place, after + 1, minute)


def is_military(text: Text, place: int) -> bool:
    """Whether four digits are a time of the 24-hour clock: "from 0900 to 1730", "by 2300 on Saturday".

    The word before must be one of time, the word after no noun, and the text must speak for a time: another that is
    sure, or, where the digits could be no year, a word of the day.
    """
    tokens, lowers, texts = text.tokens, text.lowers, text.texts
    if not _is_hour_and_minute(texts[place]) or (
        place and glued(tokens, place) and texts[place - 1] not in "-–"
    ):
        return False
    before = lowers[place - 1] if place else ""
    paired = (
        before in ("to", "and", "until", "till", "-", "–")
        and place > 1
        and _is_hour_and_minute(texts[place - 2])
    )
    if not paired and before not in cue("clock", "before_military"):
        return False
    after = place + 1
    ends = after >= len(tokens) or texts[after] in ".,;)-–" or lowers[after] in cue("clock", "after_military")
    ends = ends or lowers[after] in _clock().days
    decimal = after + 1 < len(tokens) and tokens[after + 1].kind == "number" and glued(tokens, after)
    if not ends or (decimal and not _is_hour_and_minute(texts[after + 1])):
        return False
    nearby = range(max(0, place - _FARTHEST), min(len(tokens), place + _FARTHEST))
    if texts[place][0] == "0" or any(_is_sure(text, other) for other in nearby):
        return True
    steps = any(word in cue("clock", "before_a_level") for word in lowers[max(0, place - 5) : place])
    if steps or not (int(texts[place]) >= 2100 or before == "at"):
        return False
    spoken = lowers[max(0, place - 12) : place + 6]
    return any(word in cue("clock", "near_military") or word in _clock().days for word in spoken)


def _is_hour_and_minute(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and int(digits[:2]) < 24 and int(digits[2:]) < 60


def _is_sure(text: Text, place: int) -> bool:
    """Whether digits can be nothing but a time of the 24-hour clock: "from 0900", "1430 hours"."""
    if not _is_hour_and_minute(text.texts[place]):
        return False
    before = text.lowers[place - 1] if place else ""
    if text.texts[place][0] == "0" and (before in cue("clock", "before_military") or before in ("to", "and")):
        return True
    return text.lowers[place + 1 : place + 2] in (["hours"], ["hrs"]) and before in cue(
        "clock", "before_clock"
    )


_FARTHEST = 40
"""Tokens: a time farther off says nothing about four digits."""


def _past_or_to(text: Text, place: int) -> ClockMatch | None:
    """ "half past six", "a quarter to nine"."""
    lowers = text.lowers
    start = place + 1 if lowers[place] == "a" else place
    if lowers[start : start + 2] == ["half", "past"]:
        minute = 30
    elif lowers[start : start + 2] in (["quarter", "past"], ["quarter", "to"]):
        minute = 15 if lowers[start + 1] == "past" else -15
    else:
        return None
    last = start + 2
    if last >= len(lowers):
        return None
    word = lowers[last]
    hour = int(word) if word.isdecimal() and len(word) <= 2 else words().cardinals.get(word)
    following = text.tokens[last + 1] if last + 1 < len(text.tokens) else None
    if hour is None or not 1 <= hour <= 12 or (following is not None and following.lower in _NO_HOUR):
        return None
    return _with_zone(text, place, last + 1, (hour * 60 + minute) % 1440)


_NO_HOUR = frozenset({"million", "billion", "per", "percent", "%"})


def _minute(hour: int, minute: int, half: str) -> int | None:
    """The minute of the day, None where the clock has no such time."""
    if minute > 59 or hour > 24:
        return None
    if half:
        if not 1 <= hour <= 12:
            return hour * 60 + minute if hour < 24 else None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return (hour * 60 + minute) % 1440


def _with_zone(text: Text, first: int, last: int, minute: int | None) -> ClockMatch:
    zone: str | None = None
    tokens = text.tokens
    phrase = _clock().phrases.starting(text.lowers, last)
    if phrase is not None:
        last, zone = phrase
    elif last < len(tokens) and text.lowers[last] in _clock().zones and text.texts[last].isupper():
        zone = text.texts[last]
        last += 1
        if (
            last + 1 < len(tokens) and text.texts[last] in ("+", "-") and glued(tokens, last)
            and tokens[last + 1].kind == "number" and glued(tokens, last + 1)
        ):  # fmt: skip
            zone += text.texts[last] + text.texts[last + 1]
            last += 2
    return ClockMatch(first, last, CalendarValue(minute_of_day=minute, zone=zone))
