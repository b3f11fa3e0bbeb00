"""Blocks of text to sentences, each block parsed by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checker.language.pipeline import load_pipeline
from checker.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_PARSE = 20_000
"""Blocks with more characters than this are no prose and get sentences by punctuation alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its number within the document, and its span in the text of its block."""

    index: int
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ParsedBlock:
    """A block with its sentences; `doc` is the spaCy Doc over exactly the block's text, None where none was asked for."""

    block: int
    doc: Doc | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Parsed:
    """The sentences and parses of a document, one entry for each of its blocks."""

    blocks: tuple[ParsedBlock, ...]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)


def parse(document: Document, *, model: str | None = None, blocks: Collection[int] | None = None) -> Parsed:
    """Parse the blocks named by index (None: all); the others get sentences by punctuation and no Doc.

    Raises ConfigurationError where the model is not installed.
    """
    wanted = [
        index
        for index, block in enumerate(document.blocks)
        if (blocks is None or index in blocks) and block.text.strip() and len(block.text) <= LONGEST_PARSE
    ]
    docs: dict[int, Doc] = {}
    if wanted:
        pipeline = load_pipeline(model)
        texts = [document.blocks[index].text for index in wanted]
        docs = dict(zip(wanted, pipeline.pipe(texts, batch_size=64)))
    parsed: list[ParsedBlock] = []
    count = 0
    for index, block in enumerate(document.blocks):
        doc = docs.get(index)
        spans = _split(block.text) if doc is None else _sentence_spans(doc)
        sentences = tuple(
            Sentence(index=number, block=index, start=start, end=end)
            for number, (start, end) in enumerate(spans, start=count)
        )
        count += len(sentences)
        parsed.append(ParsedBlock(block=index, doc=doc, sentences=sentences))
    return Parsed(blocks=tuple(parsed))


def _sentence_spans(doc: Doc) -> Iterator[tuple[int, int]]:
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        if doc.text[start:end].strip():
            yield start, end


_END_OF_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")


def _split(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for match in _END_OF_SENTENCE.finditer(text):
        yield start, match.start() + len(match.group().rstrip())
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
