"""Blocks of text to sentences, and the sentences that are asked for to parses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    split = _split(document)
    wanted = [
        sentence
        for index, sentences in enumerate(split)
        if (blocks is None or index in blocks) and (places is None or index in places)
        for sentence in _asked_for(sentences, None if places is None else places[index])
    ]
    return _parsed([_Task(document, split, wanted)], model)[0]


def parse_together(
    documents: Sequence[Document],
    *,
    places: Sequence[Mapping[int, Collection[int]]],
    model: str | None = None,
) -> list[Parsed]:
    """What `parse` makes of each document and its `places`, for less: the sentences of all go through the model at once."""
    tasks = []
    for document, own in zip(documents, places, strict=True):
        split = _split(document)
        wanted = [sentence for index in sorted(own) for sentence in _asked_for(split[index], own[index])]
        tasks.append(_Task(document, split, wanted))
    return _parsed(tasks, model)


@dataclass(frozen=True, slots=True)
class _Task:
    """A document, the sentences of each of its blocks, and those of them that are to be parsed."""

    document: Document
    split: Sequence[tuple[Sentence, ...]]
    wanted: Sequence[Sentence]


def _split(document: Document) -> list[tuple[Sentence, ...]]:
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
    return split


def _parsed(tasks: Sequence[_Task], model: str | None) -> list[Parsed]:
    docs = _parse(tasks, model) if any(task.wanted for task in tasks) else {}
    return [
        Parsed(
            blocks=tuple(
                ParsedBlock(block=index, doc=docs.get((number, index)), sentences=sentences)
                for index, sentences in enumerate(task.split)
            )
        )
        for number, task in enumerate(tasks)
    ]


def _asked_for(sentences: Sequence[Sentence], places: Collection[int] | None) -> list[Sentence]:
    """The sentences in which one of the places lies, all for None; those too long to be prose are left out."""
    short = [sentence for sentence in sentences if sentence.end - sentence.start <= LONGEST_PARSE]
    if places is None or not short:
        return short
    starts = [sentence.start for sentence in sentences]
    asked = {sentences[max(bisect_right(starts, offset) - 1, 0)].index for offset in places}
    return [sentence for sentence in short if sentence.index in asked]


_Place = tuple[int, int]
"""The number of a document among those parsed together, and that of a block in it."""
_Piece = tuple[_Place, int, int]
"""A sentence: its block, its first token there and the one after its last."""


def _parse(tasks: Sequence[_Task], model: str | None) -> dict[_Place, Doc]:
    """The Docs of the blocks that hold wanted sentences."""
    pipeline = load_pipeline(model)
    docs: dict[_Place, Doc] = {}
    ranges: dict[_Place, list[tuple[int, int]]] = {}
    pieces: list[_Piece] = []
    for number, task in enumerate(tasks):
        for sentence in task.wanted:
            place = (number, sentence.block)
            if place not in docs:
                docs[place] = pipeline.make_doc(task.document.blocks[sentence.block].text)
                ranges[place] = _token_ranges(docs[place], task.split[sentence.block])
            first, last = ranges[place][sentence.index - task.split[sentence.block][0].index]
            pieces.append((place, first, last))
    parsed = pipeline.pipe(_sentences_alone(pipeline, docs, pieces), batch_size=_AT_ONCE)
    return _joined(docs, ranges, zip(pieces, parsed, strict=True))


def _token_ranges(doc: Doc, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """For each sentence its first token and the one after its last; space between sentences goes with the earlier."""
    from spacy.attrs import IDX

    offsets = doc.to_array([IDX])
    starts = [int(place) for place in offsets.searchsorted([sentence.start for sentence in sentences])]
    if starts:
        starts[0] = 0
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(doc)], strict=True)]


def _sentences_alone(
    pipeline: Language, docs: Mapping[_Place, Doc], pieces: Iterable[_Piece]
) -> Iterator[Doc]:
    from spacy.tokens import Doc as NewDoc

    here: _Place | None = None
    words: list[str] = []
    spaces: list[bool] = []
    for place, first, last in pieces:
        if place != here:
            here = place
            words = [token.text for token in docs[place]]
            spaces = docs[place].to_array(["SPACY"]).astype(bool).tolist()
        starts = [False] * (last - first)
        starts[:1] = [True]
        yield NewDoc(pipeline.vocab, words=words[first:last], spaces=spaces[first:last], sent_starts=starts)


def _joined(
    docs: Mapping[_Place, Doc],
    ranges: Mapping[_Place, Sequence[tuple[int, int]]],
    parsed: Iterable[tuple[_Piece, Doc]],
) -> dict[_Place, Doc]:
    """The blocks' Docs with their sentences' annotations in place; an unparsed sentence is one flat tree."""
    import numpy
    from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG

    attributes = [TAG, POS, LEMMA, MORPH, DEP, HEAD]
    tables = {}
    for place, doc in docs.items():
        table = numpy.zeros((len(doc), len(attributes)), dtype="uint64")
        table[:, 4] = doc.vocab.strings.add("dep")
        for first, last in ranges[place]:
            table[first:last, 5] = -numpy.arange(last - first, dtype="int64").astype("uint64")
        tables[place] = table
    for (place, first, last), piece in parsed:
        tables[place][first:last] = piece.to_array(attributes)
    return {place: docs[place].from_array(attributes, tables[place]) for place in docs}
