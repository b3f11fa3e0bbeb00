"""XML with the place of every piece of text; documents that declare entities are refused."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.entities import html5
from typing import Protocol
from xml.parsers import expat

from checker.errors import DocumentError, Problem
from checker.model import Lines

_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[^;\s&<]+);")


class Handler(Protocol):
    """Who is told what a document holds, piece by piece; names come without their prefix."""

    def start(self, name: str, attributes: Mapping[str, str], start: int, end: int) -> None:
        """An element begins with the tag at [start, end)."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str, start: int) -> None:
        """Text as it stands in the source at `start`."""

    def piece(self, text: str, start: int, end: int) -> None:
        """Text that the source writes otherwise, at [start, end)."""

    def comment(self, inside: str, start: int, end: int) -> None:
        """A comment or a processing instruction (as `target: content`) at [start, end)."""


def read_xml(source: str, handler: Handler, *, path: str) -> None:
    """Lead an XML document into `handler`.

    Raises DocumentError where it is not well-formed, and where it declares an entity: an entity can stand for text
    that no offset of the source has, and for more of it than memory holds.
    """
    skipped = 1 if source.startswith("\ufeff") else 0
    text = source[skipped:]
    data = text.encode("utf-8", "replace")
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    parser.ordered_attributes = False
    events = _Events(source, _places(text, skipped), parser, handler, path)
    parser.StartElementHandler = events.start
    parser.EndElementHandler = events.end
    parser.CharacterDataHandler = events.characters
    parser.CommentHandler = events.comment
    parser.ProcessingInstructionHandler = events.instruction
    parser.EntityDeclHandler = events.refuse
    parser.SkippedEntityHandler = events.skipped
    parser.StartCdataSectionHandler = events.start_cdata
    parser.EndCdataSectionHandler = events.end_cdata
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        offset = events.place_of(max(parser.ErrorByteIndex, 0))
        line, column = Lines(source).position(min(offset, len(source)))
        message = f"is no well-formed XML: {expat.ErrorString(error.code)}"
        raise DocumentError(Problem(path=path, line=line, column=column, message=message)) from None


def _places(text: str, skipped: int) -> Callable[[int], int]:
    """The way from offsets into the UTF-8 bytes of `text` to offsets into the source."""
    if text.isascii():
        return lambda byte: byte + skipped
    ends: list[int] = [0]
    wider: list[int] = [0]
    position = extra = 0
    for match in re.finditer(r"[^\x00-\x7f]", text):
        position = match.end()
        extra += len(match.group().encode("utf-8", "replace")) - 1
        ends.append(position + extra)
        wider.append(extra)
    return lambda byte: byte - wider[bisect_right(ends, byte) - 1] + skipped


@dataclass(slots=True)
class _Events:
    source: str
    place_of: Callable[[int], int]
    parser: expat.XMLParserType
    handler: Handler
    path: str
    in_cdata: bool = False

    def _here(self) -> int:
        return self.place_of(self.parser.CurrentByteIndex)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._here()
        end = self.source.find(">", start) + 1
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self.handler.start(name.rpartition(":")[2], plain, start, end or len(self.source))

    def end(self, name: str) -> None:
        self.handler.end(name.rpartition(":")[2])

    def characters(self, text: str) -> None:
        start = self._here()
        if not self.in_cdata and self.source.startswith("&", start):
            entity = _ENTITY.match(self.source, start)
            self.handler.piece(text, start, entity.end() if entity else start + len(text))
        elif text == "\n" and self.source.startswith("\r", start):
            self.handler.piece(" ", start, start + 1 + self.source.startswith("\n", start + 1))
        else:
            self.handler.text(text, start)

    def comment(self, inside: str) -> None:
        start = self._here()
        end = self.source.find("-->", start)
        self.handler.comment(inside, start, end + 3)

    def instruction(self, target: str, inside: str) -> None:
        start = self._here()
        end = self.source.find("?>", start) + 2
        self.handler.comment(f"{target}: {inside}", start, end)

    def skipped(self, name: str, is_parameter: bool) -> None:
        meaning = html5.get(f"{name};")
        if not is_parameter and meaning is not None:
            start = self._here()
            self.handler.piece(meaning, start, start + len(name) + 2)

    def start_cdata(self) -> None:
        self.in_cdata = True

    def end_cdata(self) -> None:
        self.in_cdata = False

    def refuse(self, name: str, *_: object) -> None:
        line, column = Lines(self.source).position(self._here())
        message = f"declares the entity {name!r}; files with entities of their own are not read"
        raise DocumentError(Problem(path=self.path, line=line, column=column, message=message))
