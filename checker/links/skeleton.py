"""A text with its numbers replaced by marks, so that a wording can be matched whatever its figures are.

"Now, 32 years on, 60 vessels" reads "Now, ‹u12› on, ‹c13› vessels": a letter for the form of the claim and its index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from checker.links.context import Context
from checker.links.needs import Holdings, Needs, needs_of
from checker.model import Claim, Form

LETTERS: Mapping[Form, str] = {
    "count": "c",
    "measure": "m",
    "money": "£",
    "percent": "p",
    "percent_point": "q",
    "ratio": "r",
    "multiple": "x",
    "ordinal": "o",
    "year": "y",
    "decade": "e",
    "date": "d",
    "weekday": "w",
    "clock_time": "t",
    "age": "a",
    "duration": "u",
    "score": "s",
}
"""What stands for each form."""

_WITH_UNIT = frozenset({"measure", "duration", "age"})
END_OF_SENTENCE = "¶"


def mark(letters: str, name: str) -> str:
    """The pattern for a number of one of these forms, as a group that holds its index."""
    return rf"‹[{letters}](?P<{name}>\d+)›"


ANY = r"‹[^‹›]*›"
"""The pattern for any number, without a group."""


def of_sentences(context: Context, block: int, claims: Sequence[Claim]) -> str:
    """The text of a block with marks for `claims`, and a pilcrow after each sentence."""
    text = context.text(block)
    pieces: list[str] = []
    cuts = sorted(
        [(sentence.end, 1, None) for sentence in context.parsed.blocks[block].sentences]
        + [(claim.start, 0, claim) for claim in claims],
        key=lambda cut: cut[:2],
    )
    position = 0
    for place, _, claim in cuts:
        if place < position:
            continue
        pieces.append(text[position:place])
        position = place
        if claim is None:
            pieces.append(END_OF_SENTENCE)
        else:
            pieces.append(f"‹{LETTERS[claim.form]}{claim.index}›")
            position = unit_end(claim, text)
    pieces.append(text[position:])
    return "".join(pieces)


def of_block(context: Context, block: int) -> str:
    """The text of a block with marks for all its claims."""
    return context.once((of_block, block), lambda: of_sentences(context, block, context.in_block(block)))


_UNIT = re.compile(
    r"[-‐‑\s\xa0]*(?:(?:square|cubic|nautical|metric|short|long|fluid|light|sq\.?|cu\.?)[-\s])?[°º′″'\"]?[A-Za-zµ²³/°·]+(?:[²³]|\^?[23](?!\d))?"
    r"(?:[-\s](?:years?|months?|weeks?|days?)?[-\s]?old\b)?"
    r"(?:[-\s](?:per|an|a)[-\s](?:hour|second|minute|day|litre|liter|gallon)\b)?(?:\s+(?:Celsius|centigrade|Fahrenheit|C|F)\b)?"
)
_BARE_UNIT = re.compile(r"(?:past|last|next|first|about|around|some)?\s*", re.IGNORECASE)


def unit_end(claim: Claim, text: str) -> int:
    """Where the unit of a measure, age or length of time ends in the block's text; the number's end without one."""
    if claim.form not in _WITH_UNIT or claim.unit is None:
        return claim.end
    if claim.quantity.text[-1:].isalpha() and claim.quantity.written.digits:
        return claim.end
    match = _UNIT.match(text, claim.end)
    if match is None or match.end() > max(claim.quantity.mention_end, claim.end):
        return claim.end if match is None else max(claim.end, min(match.end(), claim.quantity.mention_end))
    return match.end()


def found(context: Context, match: re.Match[str]) -> Mapping[str, Claim]:
    """The claims of a match's named groups; groups that took no part or hold words are left out."""
    return {
        name: context.claims[int(index)]
        for name, index in match.groupdict().items()
        if index is not None and index.isdecimal()
    }


_BITS: Mapping[str, int] = {letter: 1 << place for place, letter in enumerate(LETTERS.values())}
_MARKED = re.compile("‹(.)")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _needs(pattern: str) -> Needs:
    return needs_of(pattern, _BITS)


@lru_cache(maxsize=256)
def _holdings(text: str) -> Holdings:
    return Holdings(0, len(text), text, [_BITS.get(letter, 0) for letter in _MARKED.findall(text)])


def each(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """Every place in a marked text where a pattern holds, without regard to case."""
    if _holdings(text).meet(_needs(pattern)):
        yield from _compiled(pattern).finditer(text)


def matches(
    context: Context, block: int, *patterns: str
) -> Iterator[tuple[re.Match[str], Mapping[str, Claim]]]:
    """Every place in a block where one of the patterns holds, with the claims of its named groups."""
    text = of_block(context, block)
    for pattern in patterns:
        for match in each(pattern, text):
            yield match, found(context, match)
