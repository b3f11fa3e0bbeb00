"""What a link finder sees: the document, its parses and its claims, with the ways to look them up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from checker.intervals import Interval
from checker.language import Parsed, Sentence
from checker.model import Block, Claim, Document, Form, Quantity, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Context:
    """One document on its way through the link finders."""

    document: Document
    parsed: Parsed
    claims: tuple[Claim, ...]
    _by_sentence: dict[int, list[Claim]] = field(default_factory=dict)
    _by_block: dict[int, list[Claim]] = field(default_factory=dict)
    _made: dict[Hashable, Any] = field(default_factory=dict)

    @staticmethod
    def of(document: Document, parsed: Parsed, claims: Sequence[Claim]) -> Context:
        """A context with its look-ups made."""
        by_sentence: dict[int, list[Claim]] = defaultdict(list)
        by_block: dict[int, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_sentence[claim.sentence].append(claim)
            by_block[claim.block].append(claim)
        return Context(document, parsed, tuple(claims), dict(by_sentence), dict(by_block))

    def block(self, index: int) -> Block:
        return self.document.blocks[index]

    def text(self, block: int) -> str:
        return self.document.blocks[block].text

    def in_sentence(self, sentence: int) -> Sequence[Claim]:
        """The claims of a sentence, in order."""
        return self._by_sentence.get(sentence, ())

    def in_block(self, block: int) -> Sequence[Claim]:
        """The claims of a block, in order."""
        return self._by_block.get(block, ())

    def in_blocks(self, first: int, last: int) -> Iterator[Claim]:
        """The claims of the blocks from `first` to `last`, both included, in order."""
        for block in range(max(0, first), min(last, len(self.document.blocks) - 1) + 1):
            yield from self.in_block(block)

    def once(self, asked: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes for `asked`: made when first asked for, and then kept with this context."""
        if asked not in self._made:
            self._made[asked] = make()
        made: Made = self._made[asked]
        return made

    def times_counted(self, noun: str | None) -> int:
        """How many claims count this noun."""
        return self.once(Context.times_counted, lambda: Counter(claim.counted for claim in self.claims))[noun]

    def sentences(self) -> Iterator[tuple[Sentence, Sequence[Claim]]]:
        """Every sentence that holds a claim, with its claims."""
        for sentence in self.parsed.sentences:
            claims = self.in_sentence(sentence.index)
            if claims:
                yield sentence, claims

    def sentence_text(self, claim: Claim) -> str:
        return self.text(claim.block)[claim.sentence_start : claim.sentence_end]

    def between(self, left: Claim, right: Claim) -> str:
        """The text between two numbers of one block; "" where they are not in one block or overlap."""
        if left.block != right.block or left.end > right.start:
            return ""
        return self.text(left.block)[left.end : right.start]

    def before(self, claim: Claim, *, within: int = 80) -> str:
        """The text of the claim's sentence before its number, at most `within` characters."""
        return self.text(claim.block)[max(claim.sentence_start, claim.start - within) : claim.start]

    def after(self, claim: Claim, *, within: int = 80) -> str:
        """The text of the claim's sentence after its number, at most `within` characters."""
        return self.text(claim.block)[claim.end : min(claim.sentence_end, claim.end + within)]

    def doc(self, block: int) -> Doc | None:
        """The parse of a block; None where it holds no number."""
        return self.parsed.blocks[block].doc

    def tokens(self, claim: Claim) -> Span | None:
        """The parsed tokens of the number; None where the block was not parsed."""
        doc = self.doc(claim.block)
        if doc is None:
            return None
        return doc.char_span(claim.start, claim.end, alignment_mode="expand")


def derive(
    like: Claim,
    *,
    readings: Sequence[Reading],
    why: str,
    form: Form = "count",
    start: int | None = None,
    end: int | None = None,
    text: str = "",
    unit: str | None = None,
) -> Claim:
    """A claim for a number that the text does not write; it stands where `like` stands, or on the given span.

    Without a span it covers no text: `start` equals `end`.
    """
    here = like.start if start is None else start
    there = here if end is None else end
    exact = readings[0].core
    quantity = Quantity(
        start=here,
        end=there,
        text=text,
        mention_start=here,
        mention_end=there,
        mention=text,
        form=form,
        readings=tuple(readings),
        value=exact.low if exact.is_point else None,
        bounds=(exact.low, exact.high)
        if not exact.is_point and exact.low is not None and exact.high is not None
        else None,
        unit=unit,
    )
    return Claim(
        index=-1,
        block=like.block,
        block_kind=like.block_kind,
        sentence=like.sentence,
        sentence_start=like.sentence_start,
        sentence_end=like.sentence_end,
        quantity=quantity,
        counted=like.counted,
        derived=why,
    )


def exactly(value: int, *, unit: str | None = None) -> Reading:
    """The one reading of a number that was counted, not written."""
    point = Interval.point(value)
    return Reading(core=point, wide=point, unit=unit)


def between(low: int, high: int, *, unit: str | None = None) -> Reading:
    """The reading of something counted that may be any whole number from `low` to `high`."""
    span = Interval.between(low, high)
    return Reading(core=span, wide=span, unit=unit)


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return re.findall(r"[\w’']+", text.lower())
