"""Markdown (CommonMark with tables, footnotes and strikethrough) with YAML front matter.

Code, link targets and struck-out text are left out, but prose that is merely indented is read; a paragraph with soft
line breaks stays one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html.entities import html5
from typing import Any

from checker.documents.blocks import BlockBuilder, Normalised, raised
from checker.documents.directives import Comment, comment_text
from checker.documents.front_matter import read_front_matter
from checker.documents.html import VOCABULARY, read_into
from checker.documents.markup import MarkupReader
from checker.errors import DocumentError, Problem
from checker.model import Block, BlockKind, Directive, Document

_MARKED = re.compile(
    r"""[*_`<\\~\f\x00]            # emphasis, code, tags, escapes, struck-out text
    | &[#A-Za-z]                  # entities
    | \][(\[]                      # links
    | ^[ ]{0,3}(?:\[|[>#])         # definitions, quotations, headings
    | ^[ \t]*(?:[-+]|\d{1,9}[.)])(?:[ \t]|$)  # list items
    | ^[ \t]*[-=|:+][-=|: +]*$     # underlines, breaks, tables
    | ^(?:[ ]{4}|[ ]{0,3}\t)       # code
    | [ ]{2}$                      # line breaks
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What can make Markdown of a text: where nothing of it stands, paragraphs are what blank lines part."""
_TOO_DEEP = re.compile(
    r"^(?:[ \t]*(?:>|[-+*](?=[ \t>])|\d{1,9}[.)](?=[ \t>]))){17}|^(?:[ ]{96}|\t{24})[ \t]*(?:[-+*>]|\d{1,9}[.)])",
    re.MULTILINE,
)
_UNCLOSED_LINKS = 300
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_PROSE = re.compile(r"(?<![A-Za-z'’-])(?:[A-Za-z][a-z'’-]*+,?[ ]++){5}[A-Za-z][a-z]")
"""Six words in a row: an indented stretch that holds them is copy pasted with its margin, not code."""
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def read(source: str, *, path: str) -> Document:
    """The article in a Markdown text."""
    front = read_front_matter(source, path=path)
    normalised = Normalised(source, start=front.end)
    reader = _Reader(source, normalised, front.blocks)
    try:
        if _MARKED.search(normalised.text):
            _refuse_what_never_ends(normalised.text, path)
            reader.blocks_of(_parse(normalised.text).children, "paragraph")
        else:
            reader.plain_blocks()
    except RecursionError:
        raise DocumentError(
            Problem(path=path, message="quotes or lists are nested too deeply to be read")
        ) from None
    reader.flush_comments()
    return Document(
        path=path,
        source=source,
        blocks=tuple(reader.blocks),
        published=front.published,
        format="markdown",
        directives=tuple(reader.directives),
        problems=front.problems,
    )


def _refuse_what_never_ends(text: str, path: str) -> None:
    """Raise DocumentError for the two shapes of Markdown that the parser takes hours for."""
    deep = _TOO_DEEP.search(text)
    if deep is not None:
        line = text.count("\n", 0, deep.start()) + 1
        message = "quotes or lists are nested too deeply to be read"
        raise DocumentError(Problem(path=path, line=line, column=1, message=message))
    if text.count("](") - text.count(")") > _UNCLOSED_LINKS:
        raise DocumentError(Problem(path=path, message="hundreds of links are never closed"))


def _parse(text: str) -> Any:
    from marko import Markdown
    from marko.ext.gfm import GFM

    return Markdown(extensions=[GFM, "footnote"]).parse(text)


class _Reader:
    """Walks the parsed Markdown and keeps the blocks, in order."""

    def __init__(self, source: str, normalised: Normalised, blocks: Sequence[Block]) -> None:
        self.source = source
        self.normalised = normalised
        self.blocks: list[Block] = list(blocks)
        self.directives: list[Directive] = []
        self.pending: list[Comment] = []
        self.tables = 0
        self.raised = ""
        self.struck = 0

    def plain_blocks(self) -> None:
        """Read a text without any mark-up, in a hundredth of the time."""
        self._plain(0, len(self.normalised.text))

    def _plain(self, first: int, last: int) -> None:
        """Read a stretch of the text as paragraphs parted by blank lines."""
        for paragraph in _PARAGRAPH.finditer(self.normalised.text, first, last):
            builder = BlockBuilder()
            place = paragraph.start()
            for line in paragraph.group().split("\n"):
                text = line.lstrip()
                start = place + len(line) - len(text)
                text = text.rstrip()
                self._add_range(builder, text, start, start + len(text))
                self._add_range(builder, " ", start + len(text), place + len(line) + 1)
                place += len(line) + 1
            block = builder.block("paragraph")
            if block is not None:
                self.blocks.append(block)

    def flush_comments(self) -> None:
        """Turn the comments read so far into directives for the block that comes next."""
        self.directives += [comment.directive(len(self.blocks)) for comment in self.pending]
        self.pending.clear()

    def blocks_of(self, elements: Sequence[Any], kind: BlockKind, list_level: int = 0) -> None:
        """Read block elements; `kind` is what their paragraphs are."""
        for element in elements:
            match element.get_type():
                case "Heading" | "SetextHeading":
                    titled = any(block.kind == "headline" for block in self.blocks)
                    first = getattr(element, "level", 2) == 1 and not titled
                    self._inline(
                        element, "headline" if first else "heading", field="title" if first else "body"
                    )
                case "Paragraph":
                    self._inline(element, kind, list_level=list_level)
                case "Quote":
                    self.blocks_of(element.children, "quote" if kind == "paragraph" else kind, list_level)
                case "List":
                    for item in element.children:
                        self.blocks_of(item.children, "list_item", list_level + 1)
                case "FootnoteDef":
                    continue
                case "CodeBlock" if _PROSE.search(self.normalised.text, *element.source_span):
                    self.flush_comments()
                    self._plain(*element.source_span)
                case "Table":
                    self._table(element)
                case "HTMLBlock":
                    self._html(element, kind, list_level)

    def _inline(
        self,
        element: Any,
        kind: BlockKind,
        *,
        field: str = "body",
        list_level: int = 0,
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> None:
        builder = BlockBuilder()
        self.raised, self.struck = "", 0
        self._add(builder, element.children)
        block = builder.block(kind, field=field, list_level=list_level, table=table, row=row, column=column)
        if block is not None:
            self.flush_comments()
            self.blocks.append(block)

    def _table(self, element: Any) -> None:
        table, self.tables = self.tables, self.tables + 1
        for row, cells in enumerate(element.children):
            for column, cell in enumerate(cells.children):
                self._inline(cell, "table_cell", table=table, row=row, column=column)

    def _html(self, element: Any, kind: BlockKind, list_level: int) -> None:
        start, end = element.source_span
        low, high = self.normalised.to_source(start), self.normalised.to_source(end)
        reader = MarkupReader(VOCABULARY, first_table=self.tables)
        read_into(reader, self.source, low, high)
        blocks, directives = reader.finish()
        self.tables = reader.tables
        if blocks:
            self.flush_comments()
        first = len(self.blocks)
        titled = any(block.kind == "headline" for block in self.blocks)
        for block in blocks:
            if block.kind == "headline" and titled:
                block = replace(block, kind="heading", field="body")
            elif block.kind == "paragraph" and kind != "paragraph":
                block = replace(block, kind=kind, list_level=list_level)
            self.blocks.append(block)
        for directive in directives:
            if directive.block == len(blocks):
                self.pending.append(Comment(directive.start, directive.end, directive.text))
            else:
                self.directives.append(replace(directive, block=first + directive.block))

    def _add(self, builder: BlockBuilder, elements: Sequence[Any]) -> None:
        for element in elements:
            match element.get_type():
                case "RawText":
                    self._add_text(builder, element)
                case "Literal":
                    self._add_span(builder, element.children, element)
                case "LineBreak":
                    self._add_span(builder, " " if element.soft else "\n", element)
                case "InlineHTML":
                    self._inline_html(builder, element)
                case "CodeSpan" | "Image" | "FootnoteRef":
                    continue
                case "Strikethrough":
                    self._strikethrough(builder, element)
                case _:
                    if isinstance(element.children, str):
                        self._add_span(builder, element.children, element)
                    else:
                        self._add(builder, element.children)

    def _inline_html(self, builder: BlockBuilder, element: Any) -> None:
        start, end = element.source_span
        tag = self.normalised.text[start:end]
        if tag.startswith("<!--"):
            text = comment_text(tag[4:-3])
            if text is not None:
                self.pending.append(
                    Comment(self.normalised.to_source(start), self.normalised.to_source(end), text)
                )
            return
        name = _TAG_NAME.match(tag)
        if name is None:
            return
        match name[2].lower():
            case "br":
                self._add_span(builder, "\n", element)
            case "sup" | "sub" as place:
                self.raised = "" if name[1] else place
            case "del" | "s" | "strike":
                self.struck = max(0, self.struck + (-1 if name[1] else 1))

    def _strikethrough(self, builder: BlockBuilder, element: Any) -> None:
        """Two tildes strike out; one is how people write "about"."""
        start, end = element.source_span
        if self.normalised.text.startswith("~~", start):
            return
        self._add_range(builder, "~", start, start + 1)
        self._add(builder, element.children)
        self._add_range(builder, "~", end - 1, end)

    def _add_span(self, builder: BlockBuilder, text: str, element: Any) -> None:
        start, end = element.source_span
        self._add_range(builder, text, start, end)

    def _add_range(self, builder: BlockBuilder, text: str, start: int, end: int) -> None:
        if not self.struck:
            text = raised(text, self.raised)
            builder.add(text, self.normalised.to_source(start), self.normalised.to_source(end))

    def _add_text(self, builder: BlockBuilder, element: Any) -> None:
        text: str = element.children
        if element.source_span is None:
            return
        start, end = element.source_span
        place = start
        position = 0
        while position < len(text):
            entity = _ENTITY.match(text, position)
            if entity is not None and (meaning := _entity(entity.group())) is not None:
                self._add_range(builder, meaning, place, place + len(entity.group()))
                position, place = entity.end(), place + len(entity.group())
                continue
            stop = text.find("&", position + 1)
            run = text[position : stop if stop >= 0 else len(text)]
            if self.normalised.text.startswith(run, place):
                self._add_range(builder, run, place, place + len(run))
                position, place = position + len(run), place + len(run)
                continue
            # What the parser took out (the backslash of `\|`, the mark of a quotation) is stepped over.
            found = self.normalised.text.find(text[position], place, end)
            if found < 0:
                self._add_range(builder, text[position:], place, end)
                return
            self._add_range(builder, text[position], found, found + 1)
            position, place = position + 1, found + 1


def _entity(text: str) -> str | None:
    if text[1] == "#":
        code = int(text[3:-1], 16) if text[2] in "xX" else int(text[2:-1])
        if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return "\ufffd"
        return chr(code)
    return html5.get(text[1:])
