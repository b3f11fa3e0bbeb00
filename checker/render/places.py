"""Places as other programs want them: paths from the root of the repository, ends of spans as line and column."""

from __future__ import annotations

from pathlib import Path, PurePath
from urllib.parse import quote

from checker.model import Finding, Lines, Report, Span


def path_from(path: str, root: str | None) -> str:
    """The path from the folder `root` with forward slashes; absolute where it does not lie in there."""
    if root is None or path == "-":
        return PurePath(path).as_posix()
    absolute = Path(path).absolute()
    try:
        return absolute.relative_to(Path(root).absolute()).as_posix()
    except ValueError:
        return absolute.as_posix()


def uri_from(path: str, root: str | None) -> str:
    """The path as a URI reference: relative where it lies in `root`, a file URI elsewhere."""
    shown = path_from(path, root)
    try:
        quoted = quote(shown.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # half of a pair, which no name of a file holds
        quoted = quote(shown.encode("utf-8", "replace"))
    return quoted if not shown.startswith("/") else f"file://{quoted}"


def first_span(finding: Finding) -> Span | None:
    """The number that stands first in the text, at whose place every format shows the finding."""
    return min(finding.spans, key=lambda span: (span.block < 0, span.line, span.column), default=None)


class Ends:
    """Where the spans of one article end, as lines and columns from 1; the column is the one after the last."""

    def __init__(self, report: Report) -> None:
        document = report.document
        self._source = document.source if document is not None else None
        self._lines: Lines | None = None

    def of(self, span: Span) -> tuple[int, int]:
        """The end of one span. Without the article the span is taken to stand on one line."""
        if self._source is None or span.block < 0 or span.end <= span.start:
            return span.line, span.column + max(span.end - span.start, 0)
        if self._lines is None:
            self._lines = Lines(self._source)
        line, column = self._lines.position(span.end - 1)
        return line, column + 1

    def byte_columns(self, span: Span) -> tuple[int, int]:
        """First and end column counted in bytes of UTF-8, as some formats want them; code points without the article."""
        end_line, end_column = self.of(span)
        if self._source is None or span.block < 0:
            return span.column, end_column
        start = span.start - (span.column - 1)
        first = len(self._source[start : span.start].encode("utf-8", "replace")) + 1
        if end_line == span.line:
            return first, first + len(self._source[span.start : span.end].encode("utf-8", "replace"))
        start = span.end - (end_column - 1)
        return first, len(self._source[start : span.end].encode("utf-8", "replace")) + 1
