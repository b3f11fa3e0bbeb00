"""Wordings with numbers in them: a text whose numbers are folded into single characters, and patterns over it.

A pattern is a regular expression with slots: `<old:money|count>` is one number of those forms, named "old";
`<gap:40>` is at most forty characters without a quantity and without a new clause; `<words:40>` may hold commas and
conjunctions too, yet no quantity. Neither crosses the end of a sentence, which patterns write as `<end>`; `<any:40>`
does, and may hold anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.intervals import Interval
from checker.links.context import Context
from checker.model import Claim, Reading

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
_ROOM = 0x1000
"""How many numbers of one form have characters of their own."""
_SENTENCE_END = "\x1e"
_APART = "\x1d"
"""Between blocks of which one is no running text."""


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
_MARK = re.compile(f"[{_SENTENCE_END}{_APART}]")
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

    def block(self, name: str | int = 0) -> int:
        """The number of the block in which a group begins."""
        return self.text.block_at(self.found.start(name))

    def span(self, name: str | int = 0) -> tuple[int, int]:
        """Where a group stands in the text of its block."""
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
    """An article's text with every number folded into one character and white space into one blank.

    Sentences are parted by `<end>`, whether or not a paragraph ends there; headlines, tables and other blocks that are
    no running text stand apart.
    """

    text: str
    _offsets: Sequence[int]
    """For each character of `text` where it stands in the text of its block."""
    _blocks: Sequence[tuple[int, int]]
    """Where each block begins in `text`, and its number."""
    _claims: Mapping[str, Claim]
    _places: Mapping[int, int]

    @property
    def block(self) -> int:
        """The number of the block in which the text begins: the only one where one block was folded."""
        return self._blocks[0][1]

    def block_at(self, place: int) -> int:
        """The number of the block that a place of the text belongs to."""
        return self._blocks[max(bisect_right(self._blocks, (place, len(self.text))) - 1, 0)][1]

    def to_block(self, place: int, *, after: bool = False) -> int:
        """The offset in its block's text of a place in the folded text; `after`: of the end before that place."""
        if after and place > 0:
            claim = self._claims.get(self.text[place - 1])
            return claim.end if claim is not None else self._offsets[place - 1] + 1
        return self._offsets[place]

    def claim_at(self, place: int) -> Claim | None:
        """The number folded at a place of the text."""
        return self._claims.get(self.text[place])

    def place(self, claim: Claim) -> int | None:
        """Where a claim was folded; None where it was not."""
        return self._places.get(claim.index)

    def claims(self, start: int, end: int) -> list[Claim]:
        """The numbers folded in a stretch of the text."""
        return [self._claims[letter] for letter in self.text[start:end] if letter in self._claims]

    def sentence(self, place: int) -> tuple[int, int]:
        """The stretch of the sentence at a place."""
        start = max(self.text.rfind(_SENTENCE_END, 0, place), self.text.rfind(_APART, 0, place)) + 1
        ends = [
            end for end in (self.text.find(_SENTENCE_END, place), self.text.find(_APART, place)) if end >= 0
        ]
        return start, min(ends, default=len(self.text))

    def next_sentence(self, place: int) -> tuple[int, int] | None:
        """The stretch of the sentence after the one at a place; None where running text ends there."""
        _, end = self.sentence(place)
        if end + 1 >= len(self.text) or self.text[end] == _APART:
            return None
        return self.sentence(end + 1)

    def previous_sentence(self, place: int) -> tuple[int, int] | None:
        """The stretch of the sentence before the one at a place; None where running text begins there."""
        start, _ = self.sentence(place)
        if start < 2 or self.text[start - 1] == _APART:
            return None
        return self.sentence(start - 1)

    def sentences_with(self, numbers: int) -> Iterator[tuple[int, int]]:
        """The stretches of the sentences that hold at least so many numbers."""
        start = 0
        for mark in _MARK.finditer(f"{self.text}{_APART}"):
            end = mark.start()
            if sum(letter in self._claims for letter in self.text[start:end]) >= numbers:
                yield start, end
            start = mark.end()

    def sentences_of(self, *forms: str) -> list[tuple[int, int]]:
        """The stretches of the sentences that hold a number of one of the forms."""
        return [
            (start, end)
            for start, end in self.sentences_with(1)
            if any(claim.form in forms for claim in self.claims(start, end))
        ]

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
            inside = rf"[^{_QUANTITIES}{_SENTENCE_END}{_APART};:!?()\[\]“”\"—–]"
            return rf"(?:(?!{_NEW_CLAUSE}){inside}){{0,{length}}}?"
        if found["what"] == "words":
            return rf"[^{_QUANTITIES}{_SENTENCE_END}{_APART};!?()\[\]“”\"]{{0,{length}}}?"
        return rf"[^{_APART}]{{0,{length}}}?"

    def slot(found: re.Match[str]) -> str:
        name, what = found["name"], found["what"]
        characters = "".join(_GROUPS[form] for form in what.split("|"))
        return f"(?P<{name}>[{characters}])" if name else f"[{characters}]"

    text = _GAP.sub(gap, source).replace("<end>", _SENTENCE_END)
    return re.sub(r"(?<!\(\?P)<(?P<name>\w*):(?P<what>[a-z_|]+)>", slot, text)


_UNIT_WORDS = re.compile(
    r"[\s-]?(?:per ?cent(?:age)?(?: points?)?|percent|pct|%|percentage points?|points?)\b", re.IGNORECASE
)


_WORDS_OR_BLANK = re.compile(r"\S+|\s+")
_RUNNING_TEXT = ("paragraph", "quote", "standfirst")


def fold(context: Context, block: int | None = None) -> Wording:
    """The text of an article, or of one block, as patterns read it.

    Each number with its hedge and its unit is one character.
    """
    if block not in context.wordings:
        context.wordings[block] = _Folder(context).wording(block)
    return context.wordings[block]


class _Folder:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._letters: list[str] = []
        self._offsets: list[int] = []
        self._blocks: list[tuple[int, int]] = []
        self._claims: dict[str, Claim] = {}
        self._places: dict[int, int] = {}
        self._counts = dict.fromkeys(_FORMS, 0)

    def wording(self, only: int | None) -> Wording:
        runs = False
        for index, block in enumerate(self._context.document.blocks):
            if only is not None and index != only:
                continue
            running = block.kind in _RUNNING_TEXT
            if self._letters:
                self._part(_SENTENCE_END if runs and running else _APART, 0)
            runs = running
            self._blocks.append((len(self._letters), index))
            self._block(index, block.text)
        self._offsets.append(0)
        return Wording("".join(self._letters), self._offsets, self._blocks, self._claims, self._places)

    def _part(self, mark: str, offset: int) -> None:
        if self._letters and self._letters[-1] == " ":
            self._letters[-1] = mark
        elif not self._letters or self._letters[-1] not in (_SENTENCE_END, _APART):
            self._letters.append(mark)
            self._offsets.append(offset)
        elif mark == _APART:
            self._letters[-1] = mark

    def _block(self, index: int, text: str) -> None:
        starts = [sentence.start for sentence in self._context.parsed.blocks[index].sentences][1:]
        position = 0
        for claim in self._context.in_block(index):
            start, end = _stretch(claim, text)
            if claim.derived is not None or start < position or end <= start or _is_word(claim):
                continue
            position = self._copy(text, position, start, starts)
            ends = _ends_of_a_change(claim, text)
            if ends is None:
                self._fold(claim, start)
            else:
                low, high = ends
                self._fold(low, start)
                self._take(text, low.end, high.start)
                self._fold(high, high.start)
            position = end
        self._copy(text, position, len(text), starts)

    def _fold(self, claim: Claim, offset: int) -> None:
        count = self._counts[claim.form]
        if count >= _ROOM:
            return
        letter = chr(_FIRST + _FORMS.index(claim.form) * _ROOM + count)
        self._counts[claim.form] = count + 1
        self._places.setdefault(claim.index, len(self._letters))
        self._letters.append(letter)
        self._offsets.append(offset)
        self._claims[letter] = claim

    def _copy(self, text: str, start: int, end: int, starts: list[int]) -> int:
        """Take over a stretch of a block's text, with a mark at the beginning of each sentence."""
        while starts and starts[0] <= end:
            mark = starts.pop(0)
            self._take(text, start, max(mark, start))
            self._part(_SENTENCE_END, mark)
            start = max(mark, start)
        self._take(text, start, end)
        return end

    def _take(self, text: str, start: int, end: int) -> None:
        for found in _WORDS_OR_BLANK.finditer(text, start, end):
            words = found.group()
            if words.isspace():
                if self._letters and self._letters[-1] not in (" ", _SENTENCE_END, _APART):
                    self._letters.append(" ")
                    self._offsets.append(found.start())
            else:
                self._letters.extend(words.replace("’", "'"))
                self._offsets.extend(range(found.start(), found.end()))


def _stretch(claim: Claim, text: str) -> tuple[int, int]:
    """The text that a number is folded from: its hedge, its digits and its unit, without the noun that it counts."""
    quantity = claim.quantity
    start = min(quantity.mention_start, quantity.start)
    if re.search(r"[,;.]|\b(?:and|of|averag\w+)\b", text[start : quantity.start]):
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


def _is_word(claim: Claim) -> bool:
    """Numbers that patterns read as the words they are: "doubled", "twice"; "one auction", no more than "an auction"."""
    if claim.form == "multiple":
        return not any(letter.isdigit() for letter in claim.quantity.text)
    return claim.form == "count" and claim.quantity.text.lower() == "one" and not claim.quantity.bounds


_FROM = re.compile(r"\bfrom (?:the |a |its |their |just |only )?$", re.IGNORECASE)
_TO = re.compile(
    r"\s+to\s+(?:just |only |about |around |some |nearly |almost |more than |over )?", re.IGNORECASE
)


def _ends_of_a_change(claim: Claim, text: str) -> tuple[Claim, Claim] | None:
    """The two values of "from A to B", which claims read as one range; None for any other number."""
    if claim.quantity.bounds is None or claim.form == "score":
        return None
    if _FROM.search(text, max(0, claim.quantity.mention_start - 20), claim.quantity.mention_start) is None:
        return None
    return ends_of_range(claim, text, joint=_TO)


def ends_of_range(claim: Claim, text: str, *, joint: re.Pattern[str]) -> tuple[Claim, Claim] | None:
    """The two ends of a range as claims of their own, parted where `joint` stands; None where it does not."""
    quantity = claim.quantity
    found = joint.search(text, quantity.start, quantity.end)
    if found is None or quantity.bounds is None:
        return None
    ends: list[Claim] = []
    for value, start, end in (
        (quantity.bounds[0], quantity.start, found.start()),
        (quantity.bounds[1], found.end(), quantity.end),
    ):
        wide = quantity.wide
        spread = Fraction(0)
        if value == quantity.bounds[0] and wide.low is not None:
            spread = max(spread, value - wide.low)
        if value == quantity.bounds[1] and wide.high is not None:
            spread = max(spread, wide.high - value)
        reading = Reading(
            core=Interval.between(value - spread / 2, value + spread / 2),
            wide=Interval.between(value - spread, value + spread),
            unit=claim.unit,
        )
        ends.append(
            replace(
                claim,
                quantity=replace(
                    quantity,
                    start=start,
                    end=end,
                    text=text[start:end],
                    mention_start=start,
                    mention_end=end,
                    mention=text[start:end],
                    value=value,
                    bounds=None,
                    readings=(reading,),
                ),
            )
        )
    return ends[0], ends[1]
