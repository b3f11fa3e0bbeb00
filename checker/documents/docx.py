"""Word documents: paragraphs, lists and tables in order, tracked changes as if accepted.

The source is the text as read: one line a paragraph, so that a line number is the number of the paragraph. Headers,
footers, footnotes, comments, hidden and struck-out text are left out. Read with the standard library alone.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from checker.documents.html import VOCABULARY
from checker.documents.markup import MarkupReader
from checker.documents.xml_source import read_xml
from checker.errors import DocumentError, Problem
from checker.model import Document

LARGEST_PART = 64 * 1024 * 1024
"""Bytes of XML within a document; more is an archive made to fill the memory."""

_BREAK = "\x0b"
"""A line break within a paragraph, which ends no line of the source."""

_UNSEEN = frozenset({
    "Fallback", "del", "delInstrText", "delText", "footnoteReference", "endnoteReference", "instrText",
    "moveFrom", "commentReference",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of the document and the source span that was read from it."""

    index: int
    """Its place among all runs (`w:r`) of the body, in the order of the document."""
    start: int
    end: int


def read_bytes(data: bytes, *, path: str) -> Document:
    """The article in a Word document. Raises DocumentError where `data` is none."""
    reader = _read(data, path)
    blocks, directives = reader.markup.finish()
    return Document(path=path, source=reader.source(), blocks=blocks, format="docx", directives=directives)


def read_runs(data: bytes, *, path: str) -> tuple[Run, ...]:
    """The runs that the source was read from, in order; a comment on a span goes on the runs that it meets."""
    return tuple(_read(data, path).runs)


def _read(data: bytes, path: str) -> _BodyReader:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise DocumentError(
            Problem(path=path, message="is no Word document: it is not a zip archive")
        ) from None
    with archive:
        body = _part(archive, "word/document.xml", path)
        if body is None:
            raise DocumentError(
                Problem(path=path, message="is no Word document: it holds no word/document.xml")
            )
        styles = _StyleReader()
        sheet = _part(archive, "word/styles.xml", path)
        if sheet is not None:
            read_xml(sheet, styles, path=path)
    reader = _BodyReader(styles.names)
    read_xml(body, reader, path=path)
    return reader


def _part(archive: zipfile.ZipFile, name: str, path: str) -> str | None:
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    if entry.file_size > LARGEST_PART:
        message = f"holds {entry.file_size / 1_000_000:.0f} MB in {name}; an article has less"
        raise DocumentError(Problem(path=path, message=message))
    try:
        with archive.open(entry) as stream:
            data = stream.read(LARGEST_PART + 1)
        if len(data) > LARGEST_PART:
            raise zipfile.BadZipFile("larger than it says")
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        reason = "encrypted" if "password" in str(error) else "damaged"
        raise DocumentError(Problem(path=path, message=f"is a {reason} Word document: {name}")) from None
    except Exception as error:
        if type(error).__name__ != "error":  # zlib.error
            raise
        raise DocumentError(Problem(path=path, message=f"is a damaged Word document: {name}")) from None


class _Silent:
    """Takes no notice of text."""

    def text(self, text: str, start: int) -> None:
        """Nothing."""

    def piece(self, text: str, start: int, end: int) -> None:
        """Nothing."""

    def comment(self, inside: str, start: int, end: int) -> None:
        """Nothing."""


class _StyleReader(_Silent):
    """The names of the styles by their ids; ids are translated with the program's language, names are not."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._style: str | None = None

    def start(self, name: str, attributes: Mapping[str, str], start: int, end: int) -> None:
        if name == "style":
            self._style = attributes.get("styleId")
        elif name == "name" and self._style is not None:
            self.names[self._style] = attributes.get("val", "").lower()

    def end(self, name: str) -> None:
        if name == "style":
            self._style = None


@dataclass(slots=True)
class _Piece:
    text: str
    raised: str
    hidden: bool
    run: int


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    level: int = 0
    pieces: list[_Piece] = field(default_factory=list)


class _BodyReader(_Silent):
    """Turns the elements of the body into blocks, and writes the source while it goes."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self.markup = MarkupReader(VOCABULARY)
        self.runs: list[Run] = []
        self._styles = styles
        self._lines: list[str] = []
        self._length = 0
        self._paragraphs: list[_Paragraph] = []
        self._unseen = 0
        self._run = -1
        self._in_run = False
        self._raised = ""
        self._hidden = False
        self._in_text = False
        self._cells: list[dict[str, str] | None] = []

    def source(self) -> str:
        """The text as read."""
        return "".join(self._lines)

    def start(self, name: str, attributes: Mapping[str, str], start: int, end: int) -> None:
        if name in _UNSEEN:
            self._unseen += 1
        value = attributes.get("val", "")
        match name:
            case "r":
                self._run += 1
                self._in_run, self._raised, self._hidden = True, "", False
            case "t":
                self._in_text = True
            case "p":
                self._open_cell()
                self._paragraphs.append(_Paragraph())
            case "pStyle" if self._paragraphs:
                self._paragraphs[-1].style = self._styles.get(value, value.lower())
            case "numPr" if self._paragraphs:
                self._paragraphs[-1].level = max(self._paragraphs[-1].level, 1)
            case "ilvl" if self._paragraphs and value.isdigit():
                self._paragraphs[-1].level = min(int(value), 8) + 1
            case "numId" if self._paragraphs and value == "0":
                self._paragraphs[-1].level = 0
            case "vertAlign" if self._in_run:
                self._raised = {"superscript": "sup", "subscript": "sub"}.get(value, "")
            case "vanish" | "strike" | "dstrike" if self._in_run:
                self._hidden = self._hidden or value not in ("0", "false", "off", "none")
            case "tab" | "ptab" if self._in_run:
                self._add("\t")
            case "br" | "cr":
                self._add(_BREAK)
            case "noBreakHyphen":
                self._add("\u2011")
            case "softHyphen":
                self._add("\u00ad")
            case "tbl":
                self.markup.start("table", {}, self._length, self._length)
            case "tr" if not self._in_run:
                self.markup.start("tr", {}, self._length, self._length)
            case "tc":
                self._cells.append({})
            case "gridSpan" if self._cells and self._cells[-1] is not None:
                self._cells[-1]["colspan"] = value

    def end(self, name: str) -> None:
        if name in _UNSEEN:
            self._unseen -= 1
        match name:
            case "r":
                self._in_run = False
            case "t":
                self._in_text = False
            case "p":
                self._finish(self._paragraphs.pop())
            case "tbl":
                self.markup.end("table")
            case "tr" if not self._in_run:
                self.markup.end("tr")
            case "tc":
                self._open_cell()
                self.markup.end("td")
                self._cells.pop()

    def text(self, text: str, start: int) -> None:
        if self._in_text:
            self._add(text)

    def piece(self, text: str, start: int, end: int) -> None:
        self.text(text, start)

    def _add(self, text: str) -> None:
        if self._paragraphs and not self._unseen:
            self._paragraphs[-1].pieces.append(_Piece(text, self._raised, self._hidden, self._run))

    def _open_cell(self) -> None:
        """Begin the cell once its width is known."""
        if self._cells and self._cells[-1] is not None:
            self.markup.start("td", self._cells[-1], self._length, self._length)
            self._cells[-1] = None

    def _finish(self, paragraph: _Paragraph) -> None:
        tags = _tags(paragraph)
        for tag, names in tags:
            self.markup.start(tag, {"class": names} if names else {}, self._length, self._length)
        for piece in paragraph.pieces:
            if piece.hidden:
                continue
            start = self._length
            text = re.sub(r"[\r\n]", " ", piece.text)
            self._write(text)
            if self.runs and self.runs[-1].index == piece.run and self.runs[-1].end == start:
                self.runs[-1] = Run(index=piece.run, start=self.runs[-1].start, end=self._length)
            else:
                self.runs.append(Run(index=piece.run, start=start, end=self._length))
            if text == _BREAK:
                self.markup.start("br", {}, start, self._length)
            else:
                if piece.raised:
                    self.markup.start(piece.raised, {}, start, start)
                self.markup.text(text, start)
                if piece.raised:
                    self.markup.end(piece.raised)
        for tag, _ in reversed(tags):
            self.markup.end(tag)
        self._write("\n")

    def _write(self, text: str) -> None:
        self._lines.append(text)
        self._length += len(text)


def _tags(paragraph: _Paragraph) -> list[tuple[str, str]]:
    """The elements of HTML that a paragraph corresponds to, the outermost first."""
    style = paragraph.style
    heading = re.match(r"heading ?(\d)", style)
    if style == "title" or (heading and heading[1] == "1"):
        return [("h1", "")]
    if heading:
        return [("h2", "")]
    if style == "subtitle":
        return [("p", "standfirst")]
    if style == "caption":
        return [("p", "caption")]
    level = paragraph.level or (1 if style.startswith(("list bullet", "list number")) else 0)
    if level:
        return [("ul", "")] * level + [("li", "")]
    if "quote" in style:
        return [("blockquote", ""), ("p", "")]
    return [("p", "")]
