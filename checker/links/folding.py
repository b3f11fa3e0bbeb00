"""Wordings with numbers in them: a text whose numbers are folded into single characters, and patterns over it.

A pattern is a regular expression with slots: `<old:money|count>` is one number of those forms, named "old";
`<gap:40>` is at most forty characters without a quantity and without a new clause; `<words:40>` may hold commas and
conjunctions too, yet no quantity. Neither crosses the end of a sentence, which patterns write as `<end>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from checker.links.context import Context
from checker.model import Claim

_FORMS = (
    "percent",
    "percent_point",
    "money",
    "count",
    "measure",
    "multiple",
    "ratio",
    "score",
    "age",
    "duration",
    "year",
    "decade",
    "date",
    "weekday",
    "clock_time",
    "ordinal",
)
"""The forms of claims; those from "duration" on may stand in a gap, as adverbs of time do."""
_FIRST = 0xF0000
_ROOM = 0x400
"""How many numbers of one block a form has characters for."""
_SENTENCE_END = "\x1e"


def _characters(first: str, last: str) -> str:
    low = _FIRST + _FORMS.index(first) * _ROOM
    high = _FIRST + (_FORMS.index(last) + 1) * _ROOM - 1
    return f"{chr(low)}-{chr(high)}"


_QUANTITIES = _characters("percent", "age")
_GROUPS: Mapping[str, str] = {
    **{form: _characters(form, form) for form in _FORMS},
    "value": _characters("percent", "measure") + _characters("age", "duration"),
    "amount": _characters("money", "measure") + _characters("age", "duration"),
    "quantity": _QUANTITIES,
    "number": _characters("percent", "ordinal"),
    "time": _characters("duration", "ordinal"),
}
_NEW_CLAUSE = (
    r"\b(?:and|but|while|whereas|although|though|which|who|whose|because|when|after|before|if|so|yet|despite"
    r"|including)\b"
)
_SLOT = re.compile(r"<(?:(?P<name>\w*):)?(?P<what>[a-z_|]+)(?::(?P<length>\d+))?>")
_GAP = re.compile(r"<(?P<what>gap|words|any):(?P<length>\d+)>")


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that was found, with the numbers in its slots."""

    text: Wording
    found: re.Match[str]
    claims: Mapping[str, Claim]
    """The claim in each named slot that took part."""

    def group(self, name: str) -> str | None:
        """The words of a named group; None where it took no part or the pattern has none of that name."""
        return self.found.groupdict().get(name)

    def span(self, name: str | int = 0) -> tuple[int, int]:
        """Where a group stands in the block's text."""
        return self.text.to_block(self.found.start(name)), self.text.to_block(
            self.found.end(name), after=True
        )

    @property
    def start(self) -> int:
        return self.found.start()

    @property
    def end(self) -> int:
        return self.found.end()


@dataclass(frozen=True, slots=True)
class Wording:
    """A block's text with every number folded into one character and white space into one blank."""

    block: int
    text: str
    _offsets: Sequence[int]
    """For each character of `text` where it stands in the block's text, and the end of that text."""
    _claims: Mapping[str, Claim]
    _places: Mapping[int, int]

    def to_block(self, place: int, *, after: bool = False) -> int:
        """The offset in the block's text of a place in the folded text; `after`: of the end before that place."""
        if after and place > 0:
            claim = self._claims.get(self.text[place - 1])
            if claim is not None:
                return claim.end
        return self._offsets[place]

    def claim_at(self, place: int) -> Claim | None:
        """The number folded at a place of the text."""
        return self._claims.get(self.text[place])

    def place(self, claim: Claim) -> int | None:
        """Where a claim was folded; None where it was not."""
        return self._places.get(id(claim))

    def claims(self, start: int, end: int) -> list[Claim]:
        """The numbers folded in a stretch of the text."""
        return [self._claims[letter] for letter in self.text[start:end] if letter in self._claims]

    def sentence(self, place: int) -> tuple[int, int]:
        """The stretch of the sentence at a place."""
        start = self.text.rfind(_SENTENCE_END, 0, place) + 1
        end = self.text.find(_SENTENCE_END, place)
        return start, len(self.text) if end < 0 else end

    def next_sentence(self, place: int) -> tuple[int, int] | None:
        """The stretch of the sentence after the one at a place; None after the last of its block."""
        _, end = self.sentence(place)
        return self.sentence(end + 1) if end + 1 < len(self.text) else None

    def previous_sentence(self, place: int) -> tuple[int, int] | None:
        """The stretch of the sentence before the one at a place; None before the first of its block."""
        start, _ = self.sentence(place)
        return self.sentence(start - 2) if start > 1 else None

    def search(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Every place in a stretch of the text that a pattern fits, overlapping ones from the left only."""
        for found in pattern.finditer(self.text, start, len(self.text) if end is None else end):
            yield self.matched(found)

    def matched(self, found: re.Match[str]) -> Match:
        """A match of a pattern on this text, with its claims."""
        claims = {
            name: self._claims[letter]
            for name, letter in found.groupdict().items()
            if letter is not None and letter in self._claims
        }
        return Match(self, found, claims)


def pattern(source: str) -> re.Pattern[str]:
    """A compiled wording, without regard to case; see the module's description for its slots."""
    return re.compile(_expanded(source), re.IGNORECASE)


def _expanded(source: str) -> str:
    def gap(found: re.Match[str]) -> str:
        length = found["length"]
        if found["what"] == "gap":
            return rf"(?:(?!{_NEW_CLAUSE})[^{_QUANTITIES}{_SENTENCE_END};:!?()\[\]“”\"—–]){{0,{length}}}?"
        if found["what"] == "words":
            return rf"[^{_QUANTITIES}{_SENTENCE_END};!?()\[\]“”\"]{{0,{length}}}?"
        return rf"[^{_SENTENCE_END}]{{0,{length}}}?"

    def slot(found: re.Match[str]) -> str:
        name, what = found["name"], found["what"]
        characters = "".join(_GROUPS[form] for form in what.split("|"))
        return f"(?P<{name}>[{characters}])" if name else f"[{characters}]"

    text = _GAP.sub(gap, source).replace("<end>", _SENTENCE_END)
    return re.sub(r"(?<!\(\?P)<(?P<name>\w*):(?P<what>[a-z_|]+)>", slot, text)


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(r"\s+")


_UNIT_WORDS = re.compile(
    r"[\s-]?(?:per ?cent(?:age)?(?: points?)?|percent|pct|%|percentage points?|points?)\b", re.IGNORECASE
)


def fold(context: Context, block: int) -> Wording:
    """The text of a block as patterns read it: each number with its hedge and its unit is one character."""
    text = context.text(block)
    letters: list[str] = []
    offsets: list[int] = []
    claims: dict[str, Claim] = {}
    places: dict[int, int] = {}
    starts = {sentence.start for sentence in context.parsed.blocks[block].sentences}
    position = 0

    def copy(end: int) -> None:
        nonlocal position
        while position < end:
            letter = text[position]
            if position in starts and letters and letters[-1] != _SENTENCE_END:
                if letters[-1] == " ":
                    letters[-1] = _SENTENCE_END
                else:
                    letters.append(_SENTENCE_END)
                    offsets.append(position)
            if letter.isspace():
                if letters and letters[-1] not in (" ", _SENTENCE_END):
                    letters.append(" ")
                    offsets.append(position)
            else:
                letters.append("'" if letter == "’" else letter)
                offsets.append(position)
            position += 1

    for number, claim in enumerate(context.in_block(block)):
        start, end = _stretch(claim, text)
        if claim.derived is not None or start < position or number >= _ROOM or end <= start:
            continue
        copy(start)
        if start in starts and letters and letters[-1] != _SENTENCE_END:
            if letters[-1] == " ":
                letters[-1] = _SENTENCE_END
            else:
                letters.append(_SENTENCE_END)
                offsets.append(start)
        letter = chr(_FIRST + _FORMS.index(claim.form) * _ROOM + number)
        places[id(claim)] = len(letters)
        letters.append(letter)
        offsets.append(start)
        claims[letter] = claim
        position = end
    copy(len(text))
    offsets.append(len(text))
    return Wording(block, "".join(letters), offsets, claims, places)


def _stretch(claim: Claim, text: str) -> tuple[int, int]:
    """The text that a number is folded from: its hedge, its digits and its unit, without the noun that it counts."""
    quantity = claim.quantity
    start = min(quantity.mention_start, quantity.start)
    if re.search(r"[,;.]|\b(?:and|of)\b", text[start : quantity.start]):
        start = quantity.start
    end = quantity.end
    if claim.form in ("money", "measure", "duration"):
        end = max(end, quantity.mention_end)
        if claim.counted_span is not None and quantity.end < claim.counted_span[0] < end:
            end = quantity.end
    if claim.form in ("percent", "percent_point"):
        unit = _UNIT_WORDS.match(text, end)
        if unit is not None:
            end = unit.end()
    return start, end
