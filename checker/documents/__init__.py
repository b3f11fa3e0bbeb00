"""Articles of every format, each read into blocks that keep their exact place in the source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path, PurePath

from checker.errors import DocumentError, Problem, did_you_mean
from checker.model import Document, Published

LARGEST = 32 * 1024 * 1024
"""Bytes: a file larger than this is no article."""

FORMATS = ("text", "markdown")

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
}


def format_of(path: str | Path) -> str | None:
    """The format that a file name says; None where it says none."""
    return SUFFIXES.get(PurePath(path).suffix.lower())


def read_document(
    path: str | Path, *, data: bytes | None = None, format: str | None = None, published: date | None = None
) -> Document:
    """The article in a file, or in `data` that stands for the file's content.

    `published` overrides the publication date of the metadata. Raises DocumentError with one Problem that says why
    the file could not be read.
    """
    name = str(path)
    if data is None:
        data = _bytes_of(Path(path))
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    text = _decoded(data, name)
    return read_text(text, path=name, format=format or format_of(name) or "text", published=published)


def read_text(
    text: str,
    *,
    path: str = "<text>",
    format: str = "text",
    published: date | None = None,
    title: str | None = None,
) -> Document:
    """The article in `text`. `title` is a headline that stands outside it: its block has no place in the source."""
    if format not in FORMATS:
        raise DocumentError(
            Problem(path=path, message=f"no such format: {format!r}", hint=did_you_mean(format, FORMATS))
        )
    document: Document = import_module(f"checker.documents.{format}").read(text, path=path)
    if published is not None:
        document = replace(document, published=Published(day=published, origin="option"))
    if title is not None:
        document = _with_title(document, title)
    return document


def _with_title(document: Document, title: str) -> Document:
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


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(str(path), size)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DocumentError(Problem(path=str(path), message=f"cannot be read: {reason.lower()}")) from error


def _too_large(path: str, size: int) -> DocumentError:
    message = f"is {size / 1_000_000:.0f} MB; an article has at most {LARGEST // 1_000_000} MB"
    return DocumentError(Problem(path=path, message=message))


def _decoded(data: bytes, path: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise DocumentError(Problem(path=path, message="is neither UTF-8 nor UTF-16")) from None
    if b"\0" in data:
        raise DocumentError(Problem(path=path, message="is a binary file, no text"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"is not UTF-8 (byte {data[error.start]:#04x})"
        raise DocumentError(
            Problem(path=path, line=line, column=column, message=message, hint="save it as UTF-8")
        ) from None
