"""Blocks out of the elements of a markup language, whatever parser reads them; broken nesting is read as browsers do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from checker.documents.blocks import BlockBuilder, raised
from checker.documents.dates import read_date
from checker.documents.directives import Comment, comment_text
from checker.model import Block, BlockKind, Directive, Published

LONGEST_CELL = 400
"""A table with a cell longer than this lays out a page: its cells are paragraphs."""

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CAPTION = re.compile(r"(?:^|[\s_-])caption(?:$|[\s_-])", re.IGNORECASE)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|subtitle|sub-?headline|strapline)(?:$|[\s_-])", re.IGNORECASE
)
_NOTE = re.compile(r"(?:^|[\s_-])(?:footnote|reference|noteref|fn)(?:$|[\s_-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the elements of a markup language mean to a reader."""

    kinds: Mapping[str, BlockKind]
    """Elements whose text is of a kind of its own."""
    divisions: frozenset[str]
    """Other elements that begin and end a block; their text is of the kind around them."""
    skipped: frozenset[str]
    """Elements whose content no reader sees, or sees struck out."""
    fields: Mapping[str, str]
    """Elements that are a field of their own, with its name."""
    article: frozenset[str] = frozenset()
    """Elements that hold the article: where one is there, what stands outside them is left out."""
    void: frozenset[str] = frozenset()
    """Elements without content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    tag: str
    kind: BlockKind = "paragraph"
    field: str = "body"
    skip: bool = False
    raised: str = ""
    level: int = 0
    inside: bool = False
    link: bool = False
    preformatted: bool = False


@dataclass(slots=True)
class _Table:
    number: int
    presentation: bool
    row: int = -1
    column: int = -1
    width: int = 1
    taken: set[tuple[int, int]] = field(default_factory=set)

    def next_row(self) -> None:
        self.row += 1
        self.column = -1
        self.width = 1

    def next_cell(self, columns: int, rows: int) -> None:
        if self.row < 0:
            self.next_row()
        self.column += self.width
        while (self.row, self.column) in self.taken:
            self.column += 1
        self.width = columns
        for below in range(1, rows):
            for beside in range(columns):
                self.taken.add((self.row + below, self.column + beside))


@dataclass(frozen=True, slots=True)
class _Found:
    block: Block
    inside: bool


class MarkupReader:
    """Takes the pieces of a document in order and gathers its blocks."""

    def __init__(self, vocabulary: Vocabulary, *, first_table: int = 0) -> None:
        self.vocabulary = vocabulary
        self.found: list[_Found] = []
        self.titles: list[Block] = []
        self.published: Published | None = None
        self.tables = first_table
        self._comments: list[tuple[Comment, int]] = []
        self._stack: list[_Open] = [_Open(tag="")]
        self._open: Counter[str] = Counter()
        self._builder = BlockBuilder()
        self._tables: list[_Table] = []
        self._presentation: set[int] = set()
        self._breaks = 0

    # ── pieces ────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self, tag: str, attributes: Mapping[str, str], start: int, end: int) -> None:
        """An element begins; its tag stands at [start, end)."""
        vocabulary = self.vocabulary
        if tag == "br":
            self._break_line(start, end)
            return
        if tag in vocabulary.void:
            if tag in vocabulary.divisions:
                self.flush()
            return
        division = tag in vocabulary.divisions or tag in vocabulary.kinds
        if division:
            self._close_implied(tag)
            self.flush()
        self._push(tag, attributes)
        if tag == "table":
            presentation = attributes.get("role") in ("presentation", "none")
            self._tables.append(_Table(self.tables, presentation))
            if presentation:
                self._presentation.add(self.tables)
            self.tables += 1
        elif tag == "tr" and self._tables:
            self._tables[-1].next_row()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].next_cell(_span(attributes, "colspan"), _span(attributes, "rowspan"))

    def end(self, tag: str) -> None:
        """An element ends; one that was never opened is passed over."""
        if not self._open[tag]:
            return
        while True:
            closed = self._pop()
            if closed.tag == tag:
                return

    def text(self, text: str, start: int) -> None:
        """Text as it stands in the source at `start`."""
        top = self._stack[-1]
        if top.skip:
            return
        if top.preformatted:
            self._preformatted(text, start)
            return
        if self._breaks and not text.isspace():
            self._breaks = 0
        self._builder.add_collapsed(raised(text, top.raised), start)

    def piece(self, text: str, start: int, end: int) -> None:
        """Text that an entity at [start, end) stands for."""
        top = self._stack[-1]
        if not top.skip:
            self._breaks = 0
            self._builder.add(raised(text, top.raised), start, end)

    def comment(self, inside: str, start: int, end: int) -> None:
        """A comment at [start, end) with its content."""
        text = comment_text(inside)
        if text is not None:
            # A comment in the middle of a block speaks of that block, one between blocks of the next.
            self._comments.append((Comment(start, end, text), len(self.found)))

    def publish(self, text: str, start: int, end: int) -> None:
        """A publication date in the metadata; the first that is a date counts."""
        if self.published is None:
            day = read_date(text)
            if day is not None:
                self.published = Published(day=day, origin="metadata", start=start, end=end)

    def flush(self) -> None:
        """End the block that is being read."""
        self._breaks = 0
        if not self._builder:
            return
        top = self._stack[-1]
        builder, self._builder = self._builder, BlockBuilder()
        table = self._tables[-1] if self._tables and top.kind in ("table_cell", "caption") else None
        cell = table if top.kind == "table_cell" else None
        block = builder.block(
            top.kind,
            field=top.field,
            list_level=top.level if top.kind == "list_item" else 0,
            table=None if table is None else table.number,
            row=None if cell is None else cell.row,
            column=None if cell is None else cell.column,
        )
        if block is None:
            return
        if top.field == "page title":
            self.titles.append(block)
        else:
            self.found.append(_Found(block, top.inside))

    # ── the whole ─────────────────────────────────────────────────────────────────────────────────────────────

    def finish(self) -> tuple[tuple[Block, ...], tuple[Directive, ...]]:
        """The blocks and directives of what was read."""
        self.flush()
        kept = self._kept()
        blocks: list[Block] = []
        if self.titles and not any(found.block.kind == "headline" for found in kept):
            blocks.append(replace(self.titles[0], field="title"))
        index_of: list[int] = []
        wanted = {id(found) for found in kept}
        for found in self.found:
            index_of.append(len(blocks))
            if id(found) in wanted:
                blocks.append(found.block)
        index_of.append(len(blocks))
        directives = tuple(comment.directive(index_of[place]) for comment, place in self._comments)
        return tuple(self._unlaid(_one_headline(blocks))), directives

    def _kept(self) -> list[_Found]:
        if not any(found.inside and found.block.kind == "paragraph" for found in self.found):
            return self.found
        return [
            found for found in self.found if found.inside or found.block.kind in ("headline", "standfirst")
        ]

    def _unlaid(self, blocks: list[Block]) -> list[Block]:
        """The blocks with the cells of tables that only lay out a page as paragraphs."""
        cells: Counter[tuple[int, int, int]] = Counter()
        layout = set(self._presentation)
        for block in blocks:
            if block.kind == "table_cell" and block.table is not None:
                cells[block.table, block.row or 0, block.column or 0] += 1
                if len(block.text) > LONGEST_CELL:
                    layout.add(block.table)
        layout |= {table for (table, _, _), count in cells.items() if count > 2}
        columns = {
            table: {column for found, _, column in cells if found == table}
            for table in {key[0] for key in cells}
        }
        layout |= {table for table, used in columns.items() if len(used) < 2}
        return [
            replace(block, kind="paragraph", table=None, row=None, column=None)
            if block.kind == "table_cell" and block.table in layout
            else block
            for block in blocks
        ]

    # ── the stack ─────────────────────────────────────────────────────────────────────────────────────────────

    def _push(self, tag: str, attributes: Mapping[str, str]) -> None:
        vocabulary = self.vocabulary
        above = self._stack[-1]
        names = attributes.get("class", "")
        kind = vocabulary.kinds.get(tag, above.kind)
        field = vocabulary.fields.get(tag, above.field)
        if (
            names
            and (tag in vocabulary.divisions or tag in vocabulary.kinds)
            and kind in ("paragraph", "heading")
        ):
            if _CAPTION.search(names):
                kind = "caption"
            elif _STANDFIRST.search(names):
                kind, field = "standfirst", "standfirst"
        link = above.link or (tag == "a" and attributes.get("href", "").startswith("#"))
        place = tag if tag in ("sup", "sub") else above.raised
        skip = (
            above.skip
            or tag in vocabulary.skipped
            or "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or _HIDDEN.search(attributes.get("style", "")) is not None
            or (place == "sup" and (link or tag == "a" or _NOTE.search(names) is not None))
        )
        self._open[tag] += 1
        self._stack.append(
            _Open(
                tag=tag,
                kind=kind,
                field=field,
                skip=skip,
                raised=place,
                level=above.level + (tag in ("ul", "ol")),
                inside=above.inside
                or tag in vocabulary.article
                or attributes.get("itemprop") == "articleBody",
                link=link,
                preformatted=above.preformatted or tag == "pre",
            )
        )

    def _pop(self) -> _Open:
        closed = self._stack[-1]
        if closed.tag in self.vocabulary.divisions or closed.tag in self.vocabulary.kinds:
            self.flush()
        self._stack.pop()
        self._open[closed.tag] -= 1
        if closed.tag == "table" and self._tables:
            self._tables.pop()
        return closed

    def _close_implied(self, tag: str) -> None:
        """Close what the beginning of `tag` ends, as `<li>` ends the item before it."""
        ended, until = _ENDS.get(tag, (_PARAGRAPH, _CELLS))
        while self._stack[-1].tag in ended or (
            any(self._open[name] for name in ended) and self._within(ended, until)
        ):
            self._pop()

    def _within(self, ended: frozenset[str], until: frozenset[str]) -> bool:
        for element in reversed(self._stack[-_DEEPEST_IMPLIED:]):
            if element.tag in ended:
                return True
            if element.tag in until:
                return False
        return False

    # ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _break_line(self, start: int, end: int) -> None:
        if self._stack[-1].skip:
            return
        self._breaks += 1
        if self._breaks > 1 and self._stack[-1].kind != "table_cell":
            self.flush()
        else:
            self._builder.break_line(start, end)

    def _preformatted(self, text: str, start: int) -> None:
        for match in re.finditer(r"(.*?)(\r?\n[ \t]*(?:\r?\n[ \t]*)+|\Z)", text, re.DOTALL):
            self._builder.add_collapsed(match[1], start + match.start(1))
            if match[2]:
                self.flush()


_DEEPEST_IMPLIED = 24
_PARAGRAPH = frozenset({"p"})
_CELLS = frozenset({"td", "th", "table", "li", "caption", "button", "object"})
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tbody": (frozenset({"tr", "td", "th", "thead", "tbody"}), frozenset({"table"})),
    "tfoot": (frozenset({"tr", "td", "th", "thead", "tbody"}), frozenset({"table"})),
}


def _span(attributes: Mapping[str, str], name: str) -> int:
    value = attributes.get(name, "")
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _one_headline(blocks: list[Block]) -> list[Block]:
    """The blocks with every headline after the first as a heading."""
    seen = False
    result = []
    for block in blocks:
        if block.kind == "headline":
            block = replace(block, kind="heading", field="body") if seen else block
            seen = True
        result.append(block)
    return result
