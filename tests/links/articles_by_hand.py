"""Contexts built by hand, for the tests of link kinds: blocks of text with the numbers that are named; no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from checker.language import Parsed, ParsedBlock, Sentence
from checker.links.context import Context
from checker.links.written import sentences
from checker.model import Block, BlockKind, Claim, Document, Link, Published, Segment


def context_of(*blocks: tuple[BlockKind, str, Sequence[Claim]], published: date | None = None) -> Context:
    """The context of an article of these blocks, each with its claims (see `number` of numbers_by_hand)."""
    made: list[Block] = []
    parsed: list[ParsedBlock] = []
    claims: list[Claim] = []
    offset = count = 0
    for index, (kind, text, numbers) in enumerate(blocks):
        made.append(Block(kind=kind, text=text, segments=(Segment(0, offset, len(text), len(text)),)))
        offset += len(text) + 2
        spans = [
            Sentence(index=count + place, block=index, start=start, end=min(end + 1, len(text)))
            for place, (start, end) in enumerate(sentences(text))
        ]
        count += len(spans)
        parsed.append(ParsedBlock(block=index, doc=None, sentences=tuple(spans)))
        for claim in sorted(numbers, key=lambda claim: claim.start):
            span = next(span for span in spans if span.start <= claim.start <= span.end)
            claims.append(
                replace(
                    claim,
                    index=len(claims),
                    block=index,
                    block_kind=kind,
                    sentence=span.index,
                    sentence_start=span.start,
                    sentence_end=span.end,
                )
            )
    document = Document(
        path="by hand",
        source="\n\n".join(text for _, text, _ in blocks),
        blocks=tuple(made),
        published=None if published is None else Published(day=published, origin="option"),
    )
    return Context.of(document, Parsed(blocks=tuple(parsed)), claims)


def told(links: Iterator[Link]) -> list[tuple[str, dict[str, list[str]]]]:
    """Each link as its kind and the texts of the numbers in its roles."""
    return [
        (
            link.kind,
            {role: [claim.quantity.text for claim in fillers] for role, fillers in link.roles.items()},
        )
        for link in links
    ]
