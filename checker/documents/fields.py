"""The fields of a record (JSON, XML, a form): each read as plain text or HTML, mapped to the record's source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.documents.blocks import BlockBuilder, through
from checker.documents.html import VOCABULARY, read_into
from checker.documents.markup import MarkupReader
from checker.documents.text import read_blocks
from checker.model import Block, BlockKind, Directive


class FieldReader:
    """Gathers the blocks of one field after another."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.directives: list[Directive] = []
        self._tables = 0

    def line(self, outer: Block, kind: BlockKind, *, field: str) -> None:
        """A field that is one block of its own kind."""
        builder = BlockBuilder()
        builder.add_collapsed(outer.text, 0)
        block = builder.block(kind, field=field)
        if block is not None:
            self.blocks.append(through(block, outer))

    def text(self, outer: Block, kind: BlockKind = "paragraph", *, field: str) -> None:
        """A field of plain text, one block a paragraph."""
        blocks, directives = read_blocks(outer.text)
        self._take(outer, blocks, directives, kind, field)

    def html(self, outer: Block, kind: BlockKind = "paragraph", *, field: str) -> None:
        """A field of HTML."""
        reader = MarkupReader(VOCABULARY, first_table=self._tables)
        read_into(reader, outer.text)
        blocks, directives = reader.finish()
        self._tables = reader.tables
        self._take(outer, blocks, directives, kind, field)

    def _take(
        self,
        outer: Block,
        blocks: Iterable[Block],
        directives: Iterable[Directive],
        kind: BlockKind,
        field: str,
    ) -> None:
        first = len(self.blocks)
        kept = []
        for block in blocks:
            if kind != "paragraph" and block.kind in ("paragraph", "headline", "heading"):
                block = replace(block, kind=kind)
            elif block.kind == "headline":
                block = replace(block, kind="heading")
            kept.append(replace(through(block, outer), field=field))
        self.blocks += kept
        for directive in directives:
            start, end = outer.to_source(directive.start, directive.end)
            self.directives.append(replace(directive, start=start, end=end, block=first + directive.block))

    def finish(self) -> tuple[tuple[Block, ...], tuple[Directive, ...]]:
        """The blocks without those that only repeat the article: a headline set again, a lead cut out of the body."""
        body = _folded("".join(block.text for block in self.blocks if block.kind == "paragraph"))
        headlines: set[str] = set()
        blocks: list[Block] = []
        index_of: list[int] = []
        for block in self.blocks:
            index_of.append(len(blocks))
            text = _folded(block.text)
            if block.kind in ("headline", "heading"):
                if text in headlines:
                    continue
                headlines.add(text)
            elif block.kind == "standfirst" and text.rstrip(".…") in body:
                continue
            blocks.append(block)
        index_of.append(len(blocks))
        directives = tuple(
            replace(directive, block=index_of[min(directive.block, len(self.blocks))])
            for directive in self.directives
        )
        return tuple(blocks), directives


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()
