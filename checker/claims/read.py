"""Every claim of a document: its mentions, each in the frame of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.claims.changes import change_of
from checker.claims.dateline import dateline
from checker.claims.ellipsis import complete
from checker.claims.events import event_of
from checker.claims.frame import Frame, ParsedText, frame_of
from checker.claims.lexicon import cue
from checker.claims.mentions import Mention, has_numbers, read_mentions
from checker.claims.nouns import NOTHING, Counted, counted_as, number_of, own_noun
from checker.claims.qualifiers import is_preposition_hedge
from checker.claims.quantities import quantity_of
from checker.claims.quotes import quoted_spans
from checker.claims.scope import scope_of
from checker.claims.shares import base_of, rate_of
from checker.claims.sources import source_of
from checker.claims.time_and_place import place_of, time_of
from checker.language import Parsed, Sentence
from checker.model import Block, Claim, Document, Qualifier

if TYPE_CHECKING:
    from spacy.tokens import Token


_COUNTING_FORMS = frozenset(
    {"count", "ordinal", "percent", "ratio", "measure", "money", "duration", "percent_point"}
)


_HANDS_OVER = frozenset({"hand", "turn", "sign"})
"""Verbs of which "over" is a part: "handed over £200,000" is no more than that; "paid over £200,000" is."""
_INSIDE_A_PHRASE = frozenset({"nummod", "quantmod", "compound", "nmod", "conj", "amod", "npadvmod", "appos"})


def blocks_with_numbers(document: Document) -> frozenset[int]:
    """The indices of the blocks that may hold a number; no block that does is missed. Needs no model."""
    return frozenset(index for index, block in enumerate(document.blocks) if has_numbers(block.text))


def places_of_numbers(document: Document) -> dict[int, tuple[int, ...]]:
    """For each block that holds numbers, where they begin: the sentences there need a parse. Needs no model."""
    found = {}
    for index in sorted(blocks_with_numbers(document)):
        mentions = _mentions(document.blocks[index].text)
        if mentions:
            found[index] = tuple(mention.start for mention in mentions)
    return found


@lru_cache(maxsize=16_384)
def _mentions(text: str) -> tuple[Mention, ...]:
    return read_mentions(text)


def read_claims(document: Document, parsed: Parsed) -> tuple[Claim, ...]:
    """The claims of a document in the order of the text; blocks without a parse give claims without a frame."""
    published = document.published or dateline(document)
    anchor = None if published is None else published.day
    years = _years_named(document)
    claims: list[Claim] = []
    for index, block in enumerate(document.blocks):
        if not has_numbers(block.text):
            continue
        mentions = _mentions(block.text)
        if not mentions:
            continue
        parsed_block = parsed.blocks[index]
        text = None if parsed_block.doc is None else ParsedText(parsed_block.doc)
        quotes = quoted_spans(block)
        sentences = parsed_block.sentences
        place = 0
        for mention in mentions:
            while place + 1 < len(sentences) and sentences[place + 1].start <= mention.start:
                place += 1
            sentence = (
                sentences[place]
                if sentences
                else Sentence(index=0, block=index, start=0, end=len(block.text))
            )
            claim = _claim(
                block,
                mention,
                mentions,
                sentence,
                text,
                quotes,
                index=len(claims),
                block_index=index,
                anchor=anchor,
                years=years,
            )
            if claim is not None:
                claims.append(claim)
    return complete(claims, [block.text for block in document.blocks])


_YEAR = re.compile(r"(?<![\d.,$£€])(1[5-9]\d\d|20\d\d)(?![\d.,]\d|\d)")


def _years_named(document: Document) -> tuple[tuple[int, int, int], ...]:
    """Years in the text by block and offset, which a date without a year may lean on."""
    found = []
    for index, block in enumerate(document.blocks):
        for match in _YEAR.finditer(block.text):
            found.append((index, match.start(), int(match.group())))
    return tuple(found)


def _years_near(years: Sequence[tuple[int, int, int]], block: int, offset: int) -> tuple[int, ...]:
    """The years named within 200 characters of a place."""
    first = bisect_left(years, (block, offset - 200, 0))
    last = bisect_left(years, (block, offset + 201, 0))
    return tuple(sorted({year for _, _, year in years[first:last]}))


def _claim(
    block: Block, mention: Mention, siblings: Sequence[Mention], sentence: Sentence, text: ParsedText | None,
    quotes: Sequence[tuple[int, int]], *, index: int, block_index: int, anchor: date | None,
    years: Sequence[tuple[int, int, int]],
) -> Claim | None:  # fmt: skip
    near = _years_near(years, block_index, mention.start) if mention.date is not None else ()
    sentence_end = max(sentence.end, mention.end)
    place = bisect_left(quotes, (mention.start + 1, 0)) - 1
    quoted = place >= 0 and mention.start < quotes[place][1]
    if text is None:
        return Claim(
            index=index, block=block_index, block_kind=block.kind, sentence=sentence.index,
            sentence_start=sentence.start, sentence_end=sentence_end,
            quantity=quantity_of(block.text, mention, anchor=anchor, other_years=near), quoted=quoted,
        )  # fmt: skip
    frame = frame_of(mention, sentence, text)
    counted = own_noun(frame) if _may_count(mention) else NOTHING
    qualifier = _qualifier_by_parse(frame)
    counts = mention.amount is not None and mention.amount.form in ("count", "ordinal")
    event = event_of(frame, counted.token if counts and counted.origin != "anaphoric" else None)
    if counts and counted.origin == "none":
        tally = number_of(event.verb)
        if tally is not None and not frame.inside(tally):
            counted = counted_as(frame, tally)
    noun_end = (
        counted.span[1]
        if counted.span is not None and counted.origin == "own" and counted.span[1] - mention.mention_end < 80
        else None
    )
    quantity = quantity_of(
        block.text, mention, end=noun_end, qualifier=qualifier, anchor=anchor, other_years=near
    )
    amount = mention.amount
    return Claim(
        index=index,
        block=block_index,
        block_kind=block.kind,
        sentence=sentence.index,
        sentence_start=sentence.start,
        sentence_end=sentence_end,
        quantity=quantity,
        counted=counted.lemma,
        counted_phrase=counted.phrase,
        counted_span=counted.span if counted.lemma is not None else None,
        counted_origin=counted.origin,
        modifiers=counted.modifiers,
        event=event.lemma,
        event_span=event.span,
        polarity="negative" if event.negative else "positive",
        modality=event.modality,
        tense=event.tense,
        agent=event.agent,
        patient=event.patient,
        subject=event.subject,
        names=_names(frame),
        place=place_of(frame, event.verb),
        time=time_of(frame, siblings, anchor, event.verb) if amount is not None else None,
        source=source_of(frame),
        scope=scope_of(frame, counted.token) if amount is not None else None,
        per=rate_of(frame, counted.token),
        base=base_of(frame),
        change=change_of(frame),
        preposition=_preposition(frame, counted),
        definite=_is_definite(frame, counted),
        quoted=quoted,
    )


def _may_count(mention: Mention) -> bool:
    return mention.amount is not None and mention.amount.form in _COUNTING_FORMS


def _qualifier_by_parse(frame: Frame) -> Qualifier | None:
    """ "exactly" where the hedge is a preposition of place or time by the parse ("victory over two rivals"), else None."""
    hedge = frame.mention.before
    amount = frame.mention.amount
    if hedge is None or amount is None:
        return None
    tokens = frame.parsed.tokens
    place = frame.parsed.at(frame.mention.mention_start)
    if hedge.words == "up to" and place > 0 and tokens[place - 1].lemma_.lower() == "add":
        return "exactly"
    if hedge.words != "over" or not is_preposition_hedge(hedge.words):
        return None
    if tokens[place].dep_ == "prt" or (place > 0 and tokens[place - 1].lemma_.lower() in _HANDS_OVER):
        return "exactly"
    governs = tokens[place].dep_ == "prep" and any(child.dep_ == "pobj" for child in tokens[place].children)
    other = any(
        token.lower_ in ("other", "rival", "rivals", "another") for token in tokens[place : place + 4]
    )
    if not governs or not (amount.form == "duration" or other):
        return None
    after = frame.mention.after
    return after.qualifier if after is not None else "exactly"


def _preposition(frame: Frame, counted: Counted) -> str | None:
    token: Token = counted.token if counted.token is not None and counted.origin == "own" else frame.head
    steps = 0
    while steps < 4 and token.head is not token:
        if token.dep_ == "pobj":
            return str(token.head.lower_)
        if token.dep_ not in _INSIDE_A_PHRASE:
            return None
        token = token.head
        steps += 1
    return None


def _is_definite(frame: Frame, counted: Counted) -> bool:
    if counted.definite:
        return True
    tokens = frame.parsed.tokens
    before = frame.parsed.at(frame.mention.mention_start) - 1
    return 0 <= before < len(tokens) and tokens[before].lower_ in cue("read", "before_is_definite")


def _names(frame: Frame) -> tuple[str, ...]:
    """Runs of proper nouns of the sentence."""
    key = ("names", frame.sentence.start)
    if key in frame.parsed.remembered:
        known: tuple[str, ...] = frame.parsed.remembered[key]
        return known
    first, last = frame.parsed.span(frame.sentence.start, frame.sentence.end)
    names: list[str] = []
    run: list[str] = []
    for token in frame.parsed.tokens[first:last]:
        if token.pos_ == "PROPN" and token.is_alpha:
            run.append(token.text)
        elif run:
            names.append(" ".join(run))
            run = []
    if run:
        names.append(" ".join(run))
    frame.parsed.remembered[key] = tuple(dict.fromkeys(names))
    return tuple(dict.fromkeys(names))
