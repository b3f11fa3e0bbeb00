"""Articles of every format, each read into blocks that keep their exact place in the source."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

from checker.errors import DocumentError, Problem, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.model import Block, Document

LARGEST = 32_000_000
"""Bytes: a file larger than this is no article."""

LONGEST_BLOCK = 100_000
"""Characters: a paragraph longer than this is no prose."""

FORMATS: Mapping[str, str] = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "ninjs": "ninjs",
    "nitf": "news_xml",
    "newsml": "news_xml",
    "archieml": "archieml",
    "docx": "docx",
}
"""Each format and the module that reads it."""

SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "ninjs",
    ".ninjs": "ninjs",
    ".xml": "newsml",
    ".nitf": "nitf",
    ".newsml": "newsml",
    ".aml": "archieml",
    ".archieml": "archieml",
    ".docx": "docx",
}
"""What a file name's ending says about its format."""

SHARED_SUFFIXES = frozenset({".json", ".xml"})
"""Endings that files of every sort have: a folder's files are looked into before they are taken for articles."""

_DECLARED = rb"""<\?xml[^<>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']|<meta[^<>]*\bcharset\s*=\s*["']?([A-Za-z0-9._-]+)"""
_NEWS = rb'<(?:\w+:)?(?:nitf|newsItem|newsMessage)\b|"(?:headlines?|bodies|body_\w+)"\s*:'


def format_of(path: str | Path) -> str | None:
    """The format that a file name says; None where it says none."""
    return SUFFIXES.get(os.path.splitext(path)[1].lower())


def looks_like_news(path: str | Path) -> bool:
    """Whether the beginning of a JSON or XML file is that of a news item."""
    try:
        with Path(path).open("rb") as stream:
            return re.search(_NEWS, stream.read(65_536)) is not None
    except OSError:
        return True


def read_document(
    path: str | Path,
    *,
    data: bytes | None = None,
    format: str | None = None,  # noqa: A002
    published: date | None = None,
) -> Document:
    """The article in a file, or in `data` that stands for the file's content.

    `format` is one of FORMATS; None is what the name's ending says, and plain text where it says nothing. `published`
    stands in for the publication date of the metadata. Raises DocumentError with the reason why the file could not
    be read.
    """
    name = str(path)
    if data is None:
        data = contents_of(name)
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    kind = format or format_of(name) or "text"
    if kind == "docx":
        from checker.documents.docx import read_bytes

        return _dated(read_bytes(data, path=name), published)
    return read_text(_decoded(data, name, kind), path=name, format=kind, published=published)


def read_text(
    text: str,
    *,
    path: str = "<text>",
    format: str = "text",  # noqa: A002
    published: date | None = None,
    title: str | None = None,
) -> Document:
    """The article in `text`.

    `title` is a headline that stands outside it: its block has no place in the source. Raises DocumentError where the
    text is not of that format.
    """
    if format not in FORMATS or format == "docx":
        hint = did_you_mean(format, [name for name in FORMATS if name != "docx"])
        raise DocumentError(Problem(path=path, message=f"no such format of text: {format!r}", hint=hint))
    document: Document = import_module(f"checker.documents.{FORMATS[format]}").read(text, path=path)
    if title is not None:
        document = _titled(document, title)
    return _dated(document, published)


def _dated(document: Document, published: date | None) -> Document:
    from checker.documents.blocks import within_measure
    from checker.model import Published

    document = _without_monsters(document)
    blocks = tuple(map(within_measure, document.blocks))
    if blocks != document.blocks:
        document = replace(document, blocks=blocks)
    if published is None:
        return document
    return replace(document, published=Published(day=published, origin="option"))


def _without_monsters(document: Document) -> Document:
    """The article with an empty block in place of each that no parser could read, and with a problem for it."""
    if all(len(block.text) <= LONGEST_BLOCK for block in document.blocks):
        return document
    from checker.model import Lines

    lines = Lines(document.source)
    blocks: list[Block] = []
    problems = list(document.problems)
    for block in document.blocks:
        if len(block.text) > LONGEST_BLOCK:
            line, column = lines.position(block.to_source(0, 1)[0])
            message = f"a paragraph of {len(block.text):,} characters was left out"
            problems.append(Problem(path=document.path, line=line, column=column, message=message))
            block = replace(block, text="", segments=())
        blocks.append(block)
    return replace(document, blocks=tuple(blocks), problems=tuple(problems))


def _titled(document: Document, title: str) -> Document:
    from checker.documents.blocks import BlockBuilder

    builder = BlockBuilder()
    builder.add(title, 0, 0)
    block = builder.block("headline", field="title")
    if block is None:
        return document
    return replace(
        document,
        blocks=(block, *document.blocks),
        directives=tuple(replace(directive, block=directive.block + 1) for directive in document.directives),
    )


def contents_of(name: str) -> bytes:
    """The content of an article's file. Raises DocumentError where it cannot be read or is too large."""
    path = Path(name)
    try:
        if path.is_dir():
            raise DocumentError(Problem(path=name, message="is a folder, no article"))
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(name, size)
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DocumentError(Problem(path=name, message=f"cannot be read: {reason}")) from error
    except ValueError as error:
        raise DocumentError(Problem(path=repr(name), message=f"cannot be read: {error}")) from error


def _too_large(path: str, size: int) -> DocumentError:
    message = f"has {size / 1_000_000:.0f} MB; an article has at most {LARGEST / 1_000_000:.0f} MB"
    return DocumentError(Problem(path=path, message=message))


def _decoded(data: bytes, path: str, kind: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise DocumentError(Problem(path=path, message="is neither UTF-8 nor sound UTF-16")) from None
    if b"\0" in data:
        raise DocumentError(Problem(path=path, message="is a binary file, no text"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = re.search(_DECLARED, data[:4096]) if kind in ("html", "nitf", "newsml") else None
        if declared is not None:
            text = _in_declared(data, (declared[1] or declared[2]).decode("ascii"))
            if text is not None:
                return text
        before = data[: error.start].decode("utf-8")
        line = len(re.findall(r"\r\n|\r|\n", before)) + 1
        column = len(re.split(r"\r\n|\r|\n", before)[-1]) + 1
        message = f"is not UTF-8: byte 0x{data[error.start]:02x}"
        problem = Problem(path=path, line=line, column=column, message=message, hint="save it as UTF-8")
        raise DocumentError(problem) from None


def _in_declared(data: bytes, encoding: str) -> str | None:
    """The text in the encoding that the file itself names; Latin 1 is read as browsers do, as Windows 1252."""
    name = encoding.lower()
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        name = "windows-1252"
    if name in ("utf-8", "utf8"):
        return None
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
