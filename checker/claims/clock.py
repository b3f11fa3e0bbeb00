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


@cache
def _clock() -> _Clock:
    table = word_list("calendar")["clock"]
    return _Clock(
        frozenset(table["halves"]),
        {word: int(minute) for word, minute in table["words"].items()},
        frozenset(table["zones"]),
        Phrases([(tuple(t.lower for t in tokenize(phrase)), phrase) for phrase in table["zone_phrases"]]),
    )


def read_clock(text: Text, place: int) -> ClockMatch | None:
    """The clock time that starts at a token."""
    tokens, lowers = text.tokens, text.lowers
    table = _clock()
    lower = lowers[place]
    if lower in table.words:
        if (
            place
            and lowers[place - 1] in ("high", "the", "of")
            and lower != "midday"
            and lowers[place - 1] != "of"
        ):
            return None
        return _with_zone(text, place, place + 1, table.words[lower])
    token = tokens[place]
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
    elif "," in digits or " " in digits or not digits.isdigit():
        return None
    if (
        not minute_text
        and after + 1 < len(tokens)
        and text.texts[after] == ":"
        and glued(tokens, after)
        and glued(tokens, after + 1)
        and tokens[after + 1].kind == "number"
        and tokens[after + 1].text[:2].isdigit()
        and len(tokens[after + 1].text.split(".")[0]) == 2
        and len(hour_text) <= 2
    ):
        minute_text, after, colon = tokens[after + 1].text, after + 2, True
        if "." in minute_text:
            return None
        if after + 1 < len(tokens) and text.texts[after] == ":" and glued(tokens, after):
            after += 2  # seconds
    if len(hour_text) > 2 and not (len(hour_text) in (3, 4) and not minute_text):
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
    if not hour_text.isdigit() or (not half and not minute_text and start != -1 and not zone_follows):
        return None
    minutes = int(minute_text) if minute_text else 0
    if not half and colon and (int(hour_text) > 24 or minutes > 59) and not zone_follows:
        return None
    return _with_zone(text, place, after, _minute(int(hour_text), minutes, half))


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
    hour = int(word) if word.isdigit() and len(word) <= 2 else words().cardinals.get(word)
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
