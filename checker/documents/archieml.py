"""ArchieML, the mark-up that newsrooms write in shared documents: `headline: …`, `[+body]`, `:end`.

Read are the fields that a reader of the article sees: by their names, and else where they hold a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.documents.blocks import BlockBuilder
from checker.documents.dates import read_date
from checker.documents.fields import FieldReader
from checker.documents.front_matter import DATES, STANDFIRSTS
from checker.model import Block, Directive, Document, Published

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_KEY = re.compile(r"\s*([A-Za-z0-9_\u0080-\uffff][\w.-]*)[ \t]*:[ \t]*(?=(\S)?)")
_SCOPE = re.compile(r"\s*(\{[^}\r\n]*\}|\[[^\]\r\n]*\])\s*\Z")
_COMMAND = re.compile(r"\s*:(end|skip|endskip|ignore)\b", re.IGNORECASE)
_ITEM = re.compile(r"\s*\*[ \t]+")

_HEADLINES = frozenset({"headline", "hed", "head", "title"})
_DECKS = frozenset({*STANDFIRSTS, "intro", "subhed", "subheadline"})
_HEADINGS = frozenset({"subhead", "heading", "h2", "h3", "crosshead"})
_CAPTIONS = frozenset({"caption", "cutline"})
_UNSEEN = frozenset({
    "author", "byline", "class", "credit", "href", "id", "image", "img", "key", "link", "note", "notes",
    "photo", "slug", "source", "src", "style", "tags", "template", "type", "url", "video",
})  # fmt: skip
_SENTENCE_WORDS = 4


@dataclass(slots=True)
class _Value:
    key: str
    start: int
    end: int


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.fields = FieldReader()
        self.published: Published | None = None
        self.freeform = False
        self.listing = False
        self.last: _Value | None = None
        self.titled = False

    def read(self) -> None:
        skipping = False
        for match in _LINE.finditer(self.source):
            start, end = match.span(1)
            line = match[1]
            if start == 0 and line.startswith("\ufeff"):
                start, line = 1, line[1:]
            command = _COMMAND.match(line)
            if command is not None:
                name = command[1].lower()
                if name == "ignore":
                    break
                if name == "end" and self.last is not None and not skipping:
                    self.last.end = start
                    self.finish()
                skipping = name == "skip" or (skipping and name != "endskip")
                continue
            if skipping or not line.strip():
                continue
            self.line(line, start, end)
        self.finish()

    def line(self, line: str, start: int, end: int) -> None:
        scope = _SCOPE.match(line)
        if scope is not None:
            self.finish()
            name = scope[1][1:-1].strip()
            self.freeform = scope[1].startswith("[+") or (self.freeform and scope[1].startswith("[."))
            self.listing = scope[1].startswith("[") and bool(name) and not self.freeform
            return
        key = _KEY.match(line)
        if key is not None:
            self.finish()
            self.last = _Value(key[1].lower(), start + key.end(), end)
            return
        item = _ITEM.match(line) if self.listing else None
        if item is not None:
            self.finish()
            self.last = _Value("*", start + item.end(), end)
        elif self.freeform:
            self.finish()
            self.last = _Value("text", start, end)
            self.finish()

    def finish(self) -> None:
        """Read the value that is complete."""
        value, self.last = self.last, None
        if value is None:
            return
        block = _text(self.source, value.start, value.end)
        if block is None:
            return
        key = value.key.rpartition(".")[2]
        if key == "crossfoot":
            start, end = block.to_source(0, len(block.text))
            self.fields.directives.append(
                Directive(start=start, end=end, text=block.text, block=len(self.fields.blocks))
            )
        elif key in DATES:
            day = read_date(block.text)
            if day is not None and self.published is None:
                start, end = block.to_source(0, len(block.text))
                self.published = Published(day=day, origin="metadata", start=start, end=end)
        elif key in _HEADLINES:
            self.fields.line(block, "heading" if self.titled else "headline", field=key)
            self.titled = True
        elif key in _DECKS:
            self.fields.text(block, "standfirst", field=key)
        elif key in _HEADINGS:
            self.fields.line(block, "heading", field=key)
        elif key in _CAPTIONS:
            self.fields.text(block, "caption", field=key)
        elif key == "quote":
            self.fields.text(block, "quote", field=key)
        elif key == "*":
            if " " in block.text:
                self.fields.text(block, "list_item", field="list")
        elif key in ("text", "body") or (key not in _UNSEEN and len(block.text.split()) >= _SENTENCE_WORDS):
            self.fields.html(block, field=key) if "</" in block.text else self.fields.text(block, field=key)


def read(source: str, *, path: str) -> Document:
    """The article in an ArchieML text."""
    reader = _Reader(source)
    reader.read()
    blocks, directives = reader.fields.finish()
    return Document(
        path=path,
        source=source,
        blocks=blocks,
        published=reader.published,
        format="archieml",
        directives=directives,
    )


def _text(source: str, start: int, end: int) -> Block | None:
    """A value, without the backslashes that keep its lines from being read as ArchieML."""
    builder = BlockBuilder(verbatim=True)
    position = start
    for match in re.finditer(r"(?m)^\\", source[start:end]):
        builder.add(source[position : start + match.start()], position, start + match.start())
        position = start + match.end()
    builder.add(source[position:end], position, end)
    return builder.block("paragraph")
