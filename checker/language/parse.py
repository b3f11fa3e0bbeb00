"""Blocks of text to sentences, and the sentences that are asked for to parses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checker.language.pipeline import load_pipeline
from checker.language.sentences import sentence_spans
from checker.model import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_PARSE = 5_000
"""Sentences with more characters than this are no prose and are left unparsed."""
_AT_ONCE = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its number within the document, and its span in the text of its block."""

    index: int
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ParsedBlock:
    """A block with its sentences.

    `doc` is the spaCy Doc over exactly the block's text, None where none of its sentences was asked for. Sentences that
    were not asked for have tokens in it, and no tags.
    """

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


def parse(
    document: Document,
    *,
    model: str | None = None,
    blocks: Collection[int] | None = None,
    places: Mapping[int, Collection[int]] | None = None,
) -> Parsed:
    """Split every block into sentences and parse those that are asked for.

    `blocks`: the blocks to parse by index, None for all. `places`: for each block to parse, offsets of which the
    sentences alone are parsed; a sentence is parsed by itself, so the others change nothing in it.
    Raises ConfigurationError where the model is not installed.
    """
    split: list[tuple[Sentence, ...]] = []
    count = 0
    for index, block in enumerate(document.blocks):
        spans = list(sentence_spans(block.text))
        split.append(
            tuple(
                Sentence(index=number, block=index, start=start, end=end)
                for number, (start, end) in enumerate(spans, start=count)
            )
        )
        count += len(spans)
    wanted = [
        sentence
        for index, sentences in enumerate(split)
        if (blocks is None or index in blocks) and (places is None or index in places)
        for sentence in _asked_for(sentences, None if places is None else places[index])
        if sentence.end - sentence.start <= LONGEST_PARSE
    ]
    docs = _parse([block.text for block in document.blocks], split, wanted, model) if wanted else {}
    return Parsed(
        blocks=tuple(
            ParsedBlock(block=index, doc=docs.get(index), sentences=sentences)
            for index, sentences in enumerate(split)
        )
    )


def _asked_for(sentences: Sequence[Sentence], places: Collection[int] | None) -> Iterable[Sentence]:
    if places is None:
        return sentences
    found = []
    for place, sentence in enumerate(sentences):
        following = sentences[place + 1].start if place + 1 < len(sentences) else None
        if any(
            (offset >= sentence.start or place == 0) and (following is None or offset < following)
            for offset in places
        ):
            found.append(sentence)
    return found


def _parse(
    texts: Sequence[str], split: Sequence[Sequence[Sentence]], wanted: Sequence[Sentence], model: str | None
) -> dict[int, Doc]:
    """The Docs of the blocks that hold wanted sentences, by block."""
    pipeline = load_pipeline(model)
    docs = {
        index: pipeline.make_doc(texts[index])
        for index in dict.fromkeys(sentence.block for sentence in wanted)
    }
    ranges = {index: _token_ranges(docs[index], split[index]) for index in docs}
    pieces = []
    for sentence in wanted:
        first, last = ranges[sentence.block][sentence.index - split[sentence.block][0].index]
        pieces.append((sentence.block, first, last))
    parsed = pipeline.pipe(
        (_piece(pipeline, docs[index], first, last) for index, first, last in pieces), batch_size=_AT_ONCE
    )
    return _joined(docs, ranges, zip(pieces, parsed, strict=True))


def _token_ranges(doc: Doc, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """For each sentence its first token and the one after its last; space between sentences goes with the earlier."""
    starts = []
    place = 0
    for sentence in sentences:
        while place < len(doc) and doc[place].idx < sentence.start:
            place += 1
        starts.append(place)
    if starts:
        starts[0] = 0
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(doc)], strict=True)]


def _piece(pipeline: Language, doc: Doc, first: int, last: int) -> Doc:
    from spacy.tokens import Doc as NewDoc

    tokens = doc[first:last]
    return NewDoc(
        pipeline.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        sent_starts=[place == 0 for place in range(last - first)],
    )


def _joined(
    docs: Mapping[int, Doc],
    ranges: Mapping[int, Sequence[tuple[int, int]]],
    parsed: Iterable[tuple[tuple[int, int, int], Doc]],
) -> dict[int, Doc]:
    """The blocks' Docs with their sentences' annotations in place; an unparsed sentence is one flat tree."""
    import numpy
    from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG

    attributes = [TAG, POS, LEMMA, MORPH, DEP, HEAD]
    tables = {}
    for index, doc in docs.items():
        table = numpy.zeros((len(doc), len(attributes)), dtype="uint64")
        label = doc.vocab.strings.add("dep")
        for first, last in ranges[index]:
            table[first:last, 4] = label
            table[first:last, 5] = -numpy.arange(last - first, dtype="int64").astype("uint64")
        tables[index] = table
    for (index, first, last), piece in parsed:
        tables[index][first:last] = piece.to_array(attributes)
    return {index: docs[index].from_array(attributes, tables[index]) for index in docs}
