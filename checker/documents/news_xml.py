"""NITF and NewsML-G2, the news items in XML of the IPTC, and XHTML pages; told apart by their root element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.documents.blocks import BlockBuilder
from checker.documents.dates import read_date
from checker.documents.fields import FieldReader
from checker.documents.html import VOCABULARY as HTML
from checker.documents.markup import MarkupReader, Vocabulary
from checker.documents.xml_source import read_xml
from checker.errors import DocumentError, Problem
from checker.model import Block, Directive, Document, Published

VOCABULARY = Vocabulary(
    kinds={
        **HTML.kinds,
        "hl1": "headline",
        "hl2": "heading",
        "headline": "headline",
        "subheadline": "standfirst",
        "abstract": "standfirst",
        "description": "standfirst",
        "media-caption": "caption",
        "bq": "quote",
        "title": "headline",
    },
    divisions=HTML.divisions | {
        "block", "body.content", "body.end", "body.head", "byline", "credit", "datasource", "dateline", "hedline",
        "media", "nitf", "nitf-table", "note",
    },
    skipped=HTML.skipped - {"footer"} | {
        "body.end", "byline", "copyrite", "distributor", "fn", "media-metadata", "media-producer", "media-reference",
        "rights", "tagline",
    },
    fields={"hl1": "hl1", "headline": "headline", "title": "page title", "abstract": "abstract"},
    void=HTML.void,
)  # fmt: skip
ROOTS = frozenset({"nitf", "newsItem", "newsMessage", "html"})

_SHOWN = frozenset({"body", "headline", "subheadline", "description", "inlineXML", "inlineData"})
"""Elements that a reader sees; the rest of a news item is about the item."""
_DATES = {
    "date.issue": 0, "date.release": 1, "pubdata": 2, "story.date": 3,
    "contentCreated": 4, "versionCreated": 0, "firstCreated": 2,
}  # fmt: skip
_DATE_ATTRIBUTES = ("norm", "date.publication")
_PICTURES = frozenset({"picture", "graphic", "video", "audio", "animation"})


def read(source: str, *, path: str) -> Document:
    """The article in a NITF document, or the text item of a NewsML-G2 item or message."""
    reader = _ItemReader(source, path)
    read_xml(source, reader, path=path)
    if reader.root == "html":
        from checker.documents.html import read as read_html

        return read_html(source, path=path)
    reader.finish_item()
    texts = [item for item in reader.items if item.kind not in _PICTURES]
    main = texts[0] if texts else reader.items[0]
    blocks = list(main.blocks)
    for item in reader.items:
        if item is not main and item.kind in _PICTURES:
            blocks += [replace(block, kind="caption") for block in item.blocks]
    problems: tuple[Problem, ...] = ()
    if len(texts) > 1:
        message = f"holds {len(texts)} articles, of which only the first was read"
        problems = (Problem(path=path, message=message),)
    return Document(
        path=path,
        source=source,
        blocks=tuple(blocks),
        published=main.published,
        format="nitf" if reader.root == "nitf" else "newsml",
        directives=main.directives,
        problems=problems,
    )


class _Item:
    """One news item of a message."""

    def __init__(self, first_table: int) -> None:
        self.markup = MarkupReader(VOCABULARY, first_table=first_table)
        self.fields = FieldReader()
        self.kind = "text"
        self.dates: list[tuple[int, Published]] = []
        self.blocks: tuple[Block, ...] = ()
        self.directives: tuple[Directive, ...] = ()

    @property
    def published(self) -> Published | None:
        return min(self.dates, key=lambda pair: pair[0])[1] if self.dates else None

    def finish(self) -> None:
        blocks, directives = self.markup.finish()
        self.fields.blocks = [*blocks, *self.fields.blocks]
        self.fields.directives = [
            *directives,
            *(
                replace(directive, block=directive.block + len(blocks))
                for directive in self.fields.directives
            ),
        ]
        self.blocks, self.directives = self.fields.finish()


class _ItemReader:
    """Sorts an XML news document into items, and each item into metadata and text."""

    def __init__(self, source: str, path: str) -> None:
        self.source = source
        self.path = path
        self.root = ""
        self.items: list[_Item] = []
        self._item = _Item(0)
        self._open = True
        self._shown = 0
        self._data: BlockBuilder | None = None
        self._data_type = ""
        self._date: tuple[int, int, list[str]] | None = None

    def finish_item(self) -> None:
        """Close the item that is being read."""
        if self._open:
            self._item.finish()
            self.items.append(self._item)
            self._open = False

    def start(self, name: str, attributes: Mapping[str, str], start: int, end: int) -> None:
        """An element begins."""
        if not self.root:
            self.root = name
            if name not in ROOTS:
                message = f"is XML, but neither NITF nor NewsML-G2: its root is <{name}>"
                raise DocumentError(
                    Problem(path=self.path, message=message, hint="expected <nitf> or <newsItem>")
                )
        if name == "newsItem" and self.root == "newsMessage":
            if self.items or self._item.dates or self._item.blocks:
                self.finish_item()
            self._item, self._open = _Item(self._item.markup.tables), True
        if name in _DATES:
            self._metadata_date(name, attributes, start, end)
        if name == "itemClass":
            self._item.kind = (attributes.get("qcode") or attributes.get("uri") or "text").rpartition(":")[2]
            self._item.kind = self._item.kind.rpartition("/")[2]
        if name in _SHOWN:
            self._shown += 1
        if name == "inlineData":
            self._data = BlockBuilder(verbatim=True)
            self._data_type = attributes.get("contenttype", "")
        elif self._shown:
            self._item.markup.start(name, attributes, start, end)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._date is not None and name in _DATES:
            rank, start, pieces = self._date
            self._date = None
            said = "".join(pieces)
            day = read_date(said)
            if day is not None:
                lead = len(said) - len(said.lstrip())
                self._item.dates.append(
                    (rank, Published(
                        day=day, origin="metadata", start=start + lead, end=start + lead + len(said.strip())
                    ))
                )  # fmt: skip
        if name == "inlineData":
            self._finish_data()
        elif self._shown:
            self._item.markup.end(name)
        if name in _SHOWN:
            self._shown -= 1
        if name == "newsItem":
            self._item.markup.flush()
            self.finish_item()

    def text(self, text: str, start: int) -> None:
        """Text as it stands in the source."""
        if self._data is not None:
            self._data.add(text, start, start + len(text))
        elif self._date is not None:
            rank, first, pieces = self._date
            self._date = (rank, start if not pieces else first, [*pieces, text])
        elif self._shown:
            self._item.markup.text(text, start)

    def piece(self, text: str, start: int, end: int) -> None:
        """Text that the source writes otherwise."""
        if self._data is not None:
            self._data.add(text, start, end)
        elif self._shown:
            self._item.markup.piece(text, start, end)

    def comment(self, inside: str, start: int, end: int) -> None:
        """A comment or a processing instruction."""
        self._item.markup.comment(inside, start, end)

    def _finish_data(self) -> None:
        outer = self._data.block("paragraph") if self._data is not None else None
        self._data = None
        if outer is None:
            return
        if "html" in self._data_type or "</p>" in outer.text:
            self._item.fields.html(outer, field="inlineData")
        else:
            self._item.fields.text(outer, field="inlineData")

    def _metadata_date(self, name: str, attributes: Mapping[str, str], start: int, end: int) -> None:
        rank = _DATES[name]
        for key in _DATE_ATTRIBUTES:
            said = attributes.get(key)
            if said:
                day = read_date(said)
                if day is not None:
                    place = self.source.find(said, start, end)
                    if place >= 0:
                        start, end = place, place + len(said)
                    self._item.dates.append(
                        (rank, Published(day=day, origin="metadata", start=start, end=end))
                    )
                return
        if self.root != "nitf":
            self._date = (rank, end, [])
