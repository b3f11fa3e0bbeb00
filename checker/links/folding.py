"""Wordings with numbers in them: a text whose numbers are folded into single characters, and patterns over it.

A pattern is a regular expression with slots: `<old:money|count>` is one number of those forms, named "old";
`<gap:40>` is at most forty characters without a quantity and without a new clause; `<words:40>` may hold commas and
conjunctions too, yet no quantity. Neither crosses the end of a sentence, which patterns write as `<end>`; `<any:40>`
does, and may hold anything.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from checker.intervals import Interval
from checker.links.context import Context
from checker.links.needs import Holdings, Needs, Stretches, needs_of
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
_FIRST_LETTERS = [chr(_FIRST + place * _ROOM) for place in range(len(_FORMS))]


def _among(letter: str, ranges: str) -> bool:
    """Whether a letter is in one of the ranges of a group, written as in a regular expression: "a-cx-z"."""
    return any(ranges[place] <= letter <= ranges[place + 2] for place in range(0, len(ranges), 3))


_BITS: Mapping[str, int] = {
    name: sum(1 << place for place, letter in enumerate(_FIRST_LETTERS) if _among(letter, characters))
    for name, characters in _GROUPS.items()
}
"""For each name of a slot the forms that it stands for, one bit each."""
_NEW_CLAUSE = (
    r"\b(?:and|but|while|whereas|although|though|which|who|whose|because|when|after|before|if|so|yet|despite"
    r"|including)\b"
)
_MANY = 6
"""The sentences from which on it pays to look them up by what they hold."""
_MARK = re.compile(f"[{_SENTENCE_END}{_APART}]")
_LETTER = re.compile(f"[{_characters(_FORMS[0], _FORMS[-1])}]")
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


@dataclass(frozen=True)
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
    _candidates: dict[Shape, list[Holdings]] = field(default_factory=dict)

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
        after = bisect_left(self._marks, place, lo=1, hi=len(self._marks) - 1)
        return self._marks[after - 1] + 1, self._marks[after]

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
        for sentence in self._sentences:
            if len(sentence.forms) >= numbers:
                yield sentence.start, sentence.end

    def sentences_of(self, *forms: str) -> list[tuple[int, int]]:
        """The stretches of the sentences that hold a number of one of the forms."""
        return [
            (start, end)
            for start, end in self.sentences_with(1)
            if any(claim.form in forms for claim in self.claims(start, end))
        ]

    def search(self, shape: Shape, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Every place in a stretch of the text that a shape fits, overlapping ones from the left only."""
        if shape.needs.total > len(self._claims):
            return iter(())
        parts = self.worth_searching(shape, start, end)
        return self._fits(shape, parts) if parts else iter(())

    def _fits(self, shape: Shape, parts: Sequence[tuple[int, int]]) -> Iterator[Match]:
        for first, last in parts:
            for found in shape.finditer(self.text, first, last):
                yield self.matched(found)

    def worth_searching(
        self, shape: Shape, start: int = 0, end: int | None = None
    ) -> Sequence[tuple[int, int]]:
        """The parts of a stretch in which a shape may fit: no fit lies outside them, or reaches out of them."""
        needs = shape.needs
        stop = len(self.text) if end is None else end
        if needs.crosses and not self._in_one_sentence(start, stop):
            return ((start, stop),) if self._whole.meet(needs) else ()
        candidates = self._candidates.get(shape)
        if candidates is None:
            candidates = self._candidates[shape] = self._meeting(needs)
        if not candidates:
            return ()
        first = bisect_right(candidates, start, key=_end)
        last = len(candidates) if end is None else bisect_left(candidates, stop, lo=first, key=_start)
        return [(max(start, held.start), min(stop, held.end)) for held in candidates[first:last]]

    def _in_one_sentence(self, start: int, stop: int) -> bool:
        held = self._sentences
        place = bisect_right(held, start, key=_end)
        return place < len(held) and held[place].start <= start and stop <= held[place].end

    def _meeting(self, needs: Needs) -> list[Holdings]:
        """The sentences that hold what a shape needs."""
        if not self._whole.meet(needs):
            return []
        if len(self._sentences) < _MANY:
            return [sentence for sentence in self._sentences if sentence.meet(needs)]
        return self._index.meeting(needs)

    @cached_property
    def _marks(self) -> Sequence[int]:
        """Where sentences end, with the ends of the text around them."""
        return -1, *(mark.start() for mark in _MARK.finditer(self.text)), len(self.text)

    @cached_property
    def _whole(self) -> Holdings:
        return self._holdings(0, len(self.text))

    @cached_property
    def _sentences(self) -> Sequence[Holdings]:
        """The sentences with numbers."""
        held = [self._holdings(before + 1, mark) for before, mark in pairwise(self._marks)]
        return [sentence for sentence in held if sentence.forms]

    @cached_property
    def _index(self) -> Stretches:
        return Stretches(self._sentences)

    def _holdings(self, start: int, end: int) -> Holdings:
        forms = [
            1 << (ord(letter) - _FIRST) // _ROOM
            for letter in _LETTER.findall(self.text, start, end)
            if letter in self._claims
        ]
        return Holdings(start, end, self.text, forms)

    def matched(self, found: re.Match[str]) -> Match:
        """A match of a pattern on this text, with its claims."""
        claims = {
            name: self._claims[letter]
            for name, letter in found.groupdict().items()
            if letter is not None and letter in self._claims
        }
        return Match(self, found, claims)


class Shape:
    """A wording to look for, without regard to case: compiled when a text is met that it may fit."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def needs(self) -> Needs:
        """What a text must hold for this to fit."""
        return needs_of(self._source, _BITS)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression over folded text."""
        return re.compile(_expanded(self._source), re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first fit in a stretch of folded text."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The fit that begins where the stretch does."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The fit that is all of the stretch."""
        return self.compiled.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every fit in a stretch of folded text, overlapping ones from the left only."""
        return self.compiled.finditer(text, start, end)


def pattern(source: str) -> Shape:
    """The wording `source`; see the module's description for its slots."""
    return Shape(source)


def _start(held: Holdings) -> int:
    return held.start


def _end(held: Holdings) -> int:
    return held.end


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


_OTHER_BLANKS = re.compile(r"[^\S ]")
_WORDS_OR_BLANK = re.compile(r"\S+|\s+")
_RUNNING_TEXT = ("paragraph", "quote", "standfirst")


def fold(context: Context, block: int | None = None) -> Wording:
    """The text of an article, or of one block, as patterns read it.

    Each number with its hedge and its unit is one character.
    """
    return context.once((Wording, block), lambda: _Folder(context).wording(block))


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
        blocks = self._context.document.blocks
        for index in range(len(blocks)) if only is None else (only,):
            block = blocks[index]
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
        if start >= end:
            return
        if text.find("  ", start, end) < 0 and _OTHER_BLANKS.search(text, start, end) is None:
            if text[start] == " " and (
                not self._letters or self._letters[-1] in (" ", _SENTENCE_END, _APART)
            ):
                start += 1
            self._letters.extend(text[start:end].replace("’", "'"))
            self._offsets.extend(range(start, end))
            return
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
