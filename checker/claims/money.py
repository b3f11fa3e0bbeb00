"""Money: signs, prefixes (US$, A$, RM), ISO codes before or after, names, and parts such as cents and pence."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from checker.claims.lexicon import Phrases, cue, plural, word_list
from checker.claims.numerals import glued
from checker.claims.numerals import words as number_words
from checker.claims.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class _Currencies:
    signs: dict[str, str]
    prefixes: Phrases
    abbreviations: Phrases
    only_before: frozenset[str]
    ambiguous_codes: frozenset[str]
    names: Phrases
    units: frozenset[str]
    parts: dict[str, tuple[str, Fraction]]
    weight_words: frozenset[str]


@cache
def _currencies() -> _Currencies:
    table = word_list("currencies")
    prefixes = [(tuple(t.text for t in tokenize(prefix)), code) for prefix, code in table["prefixes"].items()]
    prefixes += [
        (tuple(t.text for t in tokenize(prefix.lower())), code)
        for prefix, code in table["prefixes"].items()
        if len(prefix) >= 3 or prefix == "C$"
    ]
    abbreviations = [
        (tuple(t.text for t in tokenize(word)), code) for word, code in table["abbreviations"].items()
    ]
    abbreviations += [((code,), code) for code in table["codes"]]
    names: list[tuple[tuple[str, ...], str]] = []
    for name, countries in table["names"].items():
        for form in {name, plural(name)}:
            words = tuple(t.lower for t in tokenize(form))
            for country, code in countries.items():
                if country == "bare":
                    names.append((words, code))
                else:
                    names.append((tuple(t.lower for t in tokenize(country)) + words, code))
    parts: dict[str, tuple[str, Fraction]] = {}
    for name, entry in table["parts"].items():
        for form in {name, plural(name)} if len(name) > 1 else {name}:
            parts[form] = (entry["unit"], Fraction(entry["ratio"]))
    return _Currencies(
        signs=dict(table["signs"]),
        prefixes=Phrases(prefixes),
        abbreviations=Phrases(abbreviations),
        only_before=frozenset(table["only_before"]),
        ambiguous_codes=frozenset(table["ambiguous_codes"]),
        names=Phrases(names),
        units=frozenset([*table["codes"], *(code for _, code in names)]),
        parts=parts,
        weight_words=frozenset(table["weight_words"]),
    )


def currency_before(
    tokens: list[Token], texts: list[str], lowers: list[str], place: int
) -> tuple[int, str] | None:
    """A currency that starts at `place` and has a number after it: the place of the number, its code."""
    if place >= len(tokens):
        return None
    table = _currencies()
    found = table.prefixes.starting(texts, place)
    if found is None and texts[place] in table.signs and table.signs[texts[place]] != "cent":
        found = (place + 1, table.signs[texts[place]])
    elif found is None and tokens[place].kind == "word":
        found = table.abbreviations.starting(texts, place)
        if found is None and len(texts[place]) == 4 and texts[place][0] == "M" and texts[place].isupper():
            found = table.abbreviations.starting([texts[place][1:]], 0)
            found = None if found is None else (place + 1, found[1])
        if found is not None and texts[place] in table.ambiguous_codes and not glued(tokens, found[0]):
            return None
        short = found is not None and len(texts[place]) <= 2 and texts[place] in table.only_before
        if found is not None and short and not _touches_a_sum(tokens, place, found[0]):
            return None
        if found is None and lowers[place] in cue("money", "currency_before_words"):
            found = table.names.starting(lowers, place)
    if found is None:
        return None
    number, code = found
    # "u.s $", "$US": a word for the country on the other side
    if number < len(tokens) and texts[number] in table.signs and table.signs[texts[number]] != "cent":
        number += 1
    return number, code


def _touches_a_sum(tokens: list[Token], place: int, number: int) -> bool:
    """Whether a letter touches digits that may be a sum ("R500m"), and is no part of a code ("K2-18b", "PLX-R18")."""
    if number >= len(tokens) or not glued(tokens, number):
        return False
    if glued(tokens, place) and tokens[place - 1].text in ("-", "/", "."):
        return False
    after = number + 1
    joined = (
        after + 1 < len(tokens)
        and tokens[after].text == "-"
        and glued(tokens, after)
        and glued(tokens, after + 1)
        and tokens[after + 1].kind != "sign"
    )
    if len(tokens[place].text) > 1:
        return True
    alone = len(tokens[number].text) == 1 and not (
        after < len(tokens) and glued(tokens, after) and tokens[after].kind == "word"
    )
    return not joined and not (alone and tokens[number].text.isdecimal())


def currency_after(
    tokens: list[Token], texts: list[str], lowers: list[str], place: int
) -> tuple[int, str] | None:
    """A currency that starts at `place`, just after a number: the place after it, its code."""
    if place >= len(tokens):
        return None
    table = _currencies()
    found = table.prefixes.starting(texts, place)
    if found is not None and _no_number_follows(tokens, found[0]):
        return found
    if texts[place] in table.signs:
        code = table.signs[texts[place]]
        if _no_number_follows(tokens, place + 1) or (not glued(tokens, place + 1) and glued(tokens, place)):
            return place + 1, code
        return None
    start = place
    if texts[place] == "-" and glued(tokens, place) and glued(tokens, place + 1):
        start = place + 1
    named = table.names.starting(lowers, start)
    if named is not None:
        last, code = named
        pounds = lowers[last - 1] in ("pound", "pounds") and code == "GBP" and last - start == 1
        if pounds and not _is_money_pound(lowers, texts, place, last):
            return None
        return last, code
    found = table.abbreviations.starting(texts, start)
    if found is None and len(texts[start]) == 4 and texts[start][0] == "M" and texts[start].isupper():
        found = table.abbreviations.starting([texts[start][1:]], 0)
        found = None if found is None else (start + 1, found[1])
    if found is not None and texts[start] not in table.only_before:
        if found[0] < len(tokens) and glued(tokens, found[0]) and tokens[found[0]].kind == "number":
            return None
        if texts[start] in table.ambiguous_codes and not glued(tokens, start):
            return None
        return found
    return None


def country_after(
    tokens: list[Token], texts: list[str], lowers: list[str], place: int, code: str
) -> tuple[int, str] | None:
    """The country that says which dollar (or pound) stood before a number: "$75 U.S. per barrel", "$40 Canadian"."""
    signs = [name for name in ("dollar", "pound") if word_list("currencies")["names"][name]["bare"] == code]
    if not signs or place >= len(tokens) or not texts[place][0].isupper():
        return None
    whole = _currencies().names.starting(lowers, place)
    if whole is not None and whole[0] > place + 1:
        return whole  # "$40 Canadian dollars"
    countries = word_list("currencies")["names"][signs[0]]
    for last in (place + 2, place + 1):
        if last > len(tokens):
            continue
        named = countries.get(" ".join(lowers[place:last]))
        if named is not None:
            closed = last >= len(tokens) or tokens[last].kind == "sign"
            return (last, named) if closed or lowers[last] in cue("money", "after_country") else None
    return None


def _no_number_follows(tokens: list[Token], place: int) -> bool:
    return place >= len(tokens) or tokens[place].kind != "number"


def _is_money_pound(lowers: list[str], texts: list[str], place: int, last: int) -> bool:
    """Whether "pounds" after a number are money and not a weight, from the words around."""
    words = _currencies().weight_words
    if last < len(lowers) and lowers[last] in ("sterling",):
        return True
    if last < len(lowers) and texts[last] == "-":
        return False
    if last < len(lowers) and 0 < number_words().cardinals.get(lowers[last], 0) < 100:
        return not any(
            lower in ("ounce", "ounces") for lower in lowers[last + 1 : last + 4]
        )  # "three pounds fifty"
    weight = _distance(lowers, words, place, last, before=8, after=7)
    money = _distance(lowers, cue("money", "is_money_pound_words"), place, last, before=14, after=14)
    if weight is not None and (money is None or money > 2 or weight <= money):
        return False
    if money is not None:
        return True
    return lowers[place - 1] in ("million", "billion", "bn", "m", "thousand") or (
        place == last - 1 and len(lowers) < 4
    )


def _distance(
    lowers: list[str], words: frozenset[str], place: int, last: int, *, before: int, after: int
) -> int | None:
    """How far the nearest of some words stands from the tokens [place, last); None where none does."""
    found = [place - i for i in range(max(0, place - before), place) if lowers[i] in words]
    found += [i - last + 1 for i in range(last, min(len(lowers), last + after)) if lowers[i] in words]
    return min(found, default=None)


def parts_after(tokens: list[Token], lowers: list[str], place: int) -> tuple[int, str, Fraction] | None:
    """A part of a currency ("cents", "p") just after a number: the place after it, its unit, how many make a whole."""
    if place >= len(tokens):
        return None
    start = place
    if tokens[place].text == "-" and glued(tokens, place) and glued(tokens, place + 1):
        start = place + 1
    entry = _currencies().parts.get(lowers[start]) if start < len(lowers) else None
    if entry is None:
        return None
    if len(lowers[start]) == 1 and lowers[start] in ("p", "c"):
        if tokens[start].text != lowers[start]:
            return None
        if (
            lowers[start] == "p"
            and not glued(tokens, start)
            and start + 1 < len(tokens)
            and tokens[start + 1].text == "."
            and glued(tokens, start + 1)
            and start + 2 < len(tokens)
        ):
            return None
        if lowers[start] == "c" and not (glued(tokens, start) or start + 1 >= len(tokens)):
            return None
        if start > place:
            return None
    return start + 1, entry[0], entry[1]


def is_currency(unit: str | None) -> bool:
    """Whether a unit is money: an ISO code, or the name of a currency that has none any more."""
    return unit in _currencies().units
