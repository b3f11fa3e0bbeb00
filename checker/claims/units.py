"""Units of measure after a number: words, symbols, "per" and "a" rates; named by pint's long names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.claims.lexicon import Phrases, cue, plural, word_list
from checker.claims.numerals import glued
from checker.claims.tokens import Token, tokenize

_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit in the text: the tokens up to `last`, and pint's long name of it."""

    last: int
    name: str
    is_duration: bool
    written: str
    """The word or symbol as it stands in the lexicon."""


@dataclass(frozen=True, slots=True)
class _Units:
    names: Phrases
    symbols: Phrases
    glued_only: Phrases
    durations: frozenset[str]


@cache
def _units() -> _Units:
    names: list[tuple[tuple[str, ...], str]] = []
    symbols: list[tuple[tuple[str, ...], str]] = []
    tight: list[tuple[tuple[str, ...], str]] = []
    durations: set[str] = set()
    for unit, entry in word_list("units").items():
        if entry.get("duration"):
            durations.add(unit)
        for name in entry.get("names", ()):
            for form in {name, plural(name)}:
                names.append((tuple(token.lower for token in tokenize(form)), unit))
        for symbol in entry.get("symbols", ()):
            symbols.append((tuple(token.text for token in tokenize(symbol)), unit))
        for symbol in entry.get("glued", ()):
            tight.append((tuple(token.text for token in tokenize(symbol)), unit))
    return _Units(Phrases(names), Phrases(symbols), Phrases(tight), frozenset(durations))


def unit_after(
    tokens: list[Token], lowers: list[str], texts: list[str], place: int, *, digits: bool
) -> UnitMatch | None:
    """The unit that follows a number whose last token is before `place`; symbols count after digits only."""
    units = _units()
    start = place
    if (
        place < len(tokens)
        and tokens[place].text in _HYPHENS
        and glued(tokens, place)
        and glued(tokens, place + 1)
    ):
        start = place + 1
    found = units.names.starting(lowers, start)
    if found is not None and digits:
        longer = units.symbols.starting(texts, start)
        if (
            longer is not None
            and longer[0] > found[0]
            and _symbol_fits(tokens, start, longer[0], hyphen=start > place)
        ):
            found = longer
    if found is not None:
        last, name = found
        if name == "second" and not _seconds(tokens, start, digits=digits):
            return None
        return UnitMatch(last, name, name in units.durations, " ".join(lowers[start:last]))
    if not digits or start >= len(tokens):
        return None
    for last, unit in units.symbols.each_starting(texts, start):
        if _symbol_fits(tokens, start, last, hyphen=start > place):
            return UnitMatch(last, unit, unit in units.durations, texts[start])
    if glued(tokens, place) or start > place or _spaced_inch(tokens, place):
        found = units.glued_only.starting(texts, start)
        if found is not None:
            return UnitMatch(found[0], found[1], False, texts[start])
    return None


def minutes_after_hours(tokens: list[Token], lowers: list[str], texts: list[str], place: int) -> int | None:
    """The place after the "m" of "2h 15m", which is no metre."""
    if place < 3 or place >= len(tokens) or texts[place] != "m" or not glued(tokens, place):
        return None
    digits = texts[place - 1].isdecimal() and int(texts[place - 1][:4]) < 60
    return place + 1 if digits and lowers[place - 2] in ("h", "hr", "hrs", "hour", "hours") else None


def _spaced_inch(tokens: list[Token], place: int) -> bool:
    return place + 1 >= len(tokens) or tokens[place + 1].lower in cue("units", "after_spaced_inch")


def _seconds(tokens: list[Token], place: int, *, digits: bool) -> bool:
    """Whether "second" is the time and not the ordinal: after digits, or in the plural, or joined by a hyphen."""
    word = tokens[place].lower
    return (
        word in ("seconds", "secs", "sec")
        or digits
        or tokens[place - 1].text in _HYPHENS
        or (place > 0 and tokens[place - 1].lower in ("one", "a"))
    )


def _symbol_fits(tokens: list[Token], start: int, last: int, *, hyphen: bool) -> bool:
    """Whether a symbol of few letters stands where a unit would: touching the number, or alone after a space."""
    symbol = tokens[start].text
    touches = glued(tokens, start)
    following = tokens[last] if last < len(tokens) else None
    if last < len(tokens) and glued(tokens, last) and following is not None and following.kind != "sign":
        return False
    if symbol in ("'", '"', "”", "′", "″", "''"):
        if not touches and not (last >= len(tokens) or tokens[last].kind == "word"):
            return False
        if symbol == "'" and following is not None and following.lower == "s" and glued(tokens, last):
            return False
        return touches
    if symbol == "#":
        return False
    if any(tokens[place].kind == "number" and not glued(tokens, place) for place in range(start + 1, last)):
        return False
    if (
        following is not None
        and following.text == "-"
        and glued(tokens, last)
        and last + 1 < len(tokens)
        and tokens[last + 1].kind == "number"
        and glued(tokens, last + 1)
    ):
        # "10 km-12 km", but no "3 M-22"
        return [token.text for token in tokens[last + 2 : last + 2 + last - start]] == [
            token.text for token in tokens[start:last]
        ]
    if (
        symbol in ("C", "F", "K", "A", "N", "J", "L")
        and not touches
        and following is not None
        and following.kind == "word"
        and following.text[0].isupper()
    ):
        return False
    if symbol in ("s", "d", "y", "T") and (not touches or hyphen):
        return False
    if symbol == "s" and tokens[start - 1].kind == "number":
        # "1980s", "20s", "737s"
        text = tokens[start - 1].text
        if "." not in text:
            return False
    if symbol in cue("units", "loose_letters") and not touches and not hyphen:
        # "5 m tall" but not "5 A ..."; a capital beginning a word is most often no unit
        return not (
            symbol in ("A", "J", "N", "v", "w") and not (following is not None and following.text == "/")
        )
    return True


def rate_after(
    tokens: list[Token], lowers: list[str], texts: list[str], place: int
) -> tuple[int, str, str] | None:
    """ "per hour", "a day", "an hour", "/kg", "each year": the place after it, its unit or noun, the word that joins."""
    if place >= len(tokens):
        return None
    hyphened = (
        texts[place] == "-"
        and glued(tokens, place)
        and lowers[place + 1 : place + 2] in (["a"], ["an"], ["per"])
    )
    if hyphened:
        place += 1
    joint = lowers[place]
    start = place + 1
    if hyphened and start < len(tokens) and texts[start] == "-":
        start += 1
    if joint == "for" and start < len(lowers) and lowers[start] in ("every", "each"):
        joint = "each"
        start += 1
    if joint not in ("per", "a", "an", "/", "every", "each") or start >= len(tokens):
        return None
    if joint == "/" and glued(tokens, place) != glued(tokens, start):
        return None
    found = _units().names.starting(lowers, start)
    if found is not None:
        if joint in ("every", "each", "a", "an") and found[1] not in cue("units", "rate_bases"):
            return None
        if (
            joint in ("a", "an")
            and found[0] < len(lowers)
            and lowers[found[0]] in cue("units", "rate_after_words")
        ):
            return None
        return found[0], found[1], joint
    if joint in ("per", "/"):
        found = _units().symbols.starting(texts, start)
        if found is not None and (
            found[0] >= len(tokens) or not glued(tokens, found[0]) or tokens[found[0]].kind == "sign"
        ):
            return found[0], found[1], joint
        if tokens[start].kind == "word" and lowers[start] not in ("cent", "the", "se"):
            if lowers[start] in ("annum", "diem", "capita"):
                return start + 1, {"annum": "year", "diem": "day", "capita": "person"}[lowers[start]], joint
            if joint == "per":
                return start + 1, _singular(lowers[start]), joint
    if joint in ("a", "an", "each", "/") and lowers[start] in cue("units", "rate_nouns"):
        return start + 1, lowers[start], joint
    return None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def is_duration(unit: str) -> bool:
    """Whether a unit measures time as people count it: days, weeks, years."""
    return unit in _units().durations
