"""Articles out of an archive file, one at a time: JSON Lines (also gzipped) or Parquet. Never the whole in memory.

A record has `text` or `html`, and may have `id`, `title`, `date` and `desk`. A record that cannot be used is handed on
with its reason, so that it can be set aside.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from checker.errors import DocumentError, Problem, did_you_mean

LONGEST = 64 * 1024 * 1024
"""Bytes of one record; a longer line is set aside unread."""
_FIELDS = ("id", "title", "date", "text", "html", "desk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article of an archive."""

    number: int
    """Its place in the archive, from 0."""
    id: str
    content: str
    format: str
    """"text" or "html"."""
    title: str | None = None
    published: date | None = None
    desk: str = ""

    @property
    def month(self) -> str:
        """The month of publication as 2025-05; "" where the date is not known."""
        return "" if self.published is None else self.published.isoformat()[:7]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRecord:
    """A record that cannot be used, and why."""

    number: int
    reason: str
    excerpt: str = ""


def read_records(source: Path) -> Iterator[Record | BadRecord]:
    """The records of an archive in order. Raises DocumentError where the archive itself cannot be read."""
    if not source.exists():
        raise DocumentError(Problem(path=str(source), message="no such file"))
    name = source.name.lower()
    if name.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
        return _json_lines(source)
    if name.endswith(".parquet"):
        return _parquet(source)
    raise DocumentError(
        Problem(
            path=str(source),
            message="not an archive that can be read",
            hint="JSON Lines (.jsonl, .jsonl.gz) and Parquet (.parquet) can",
        )
    )


def _json_lines(source: Path) -> Iterator[Record | BadRecord]:
    opener = gzip.open if source.name.lower().endswith(".gz") else open
    try:
        with opener(source, "rb") as lines:
            for number, line in enumerate(_lines(lines)):
                if line is None:
                    yield BadRecord(number=number, reason=f"longer than {LONGEST // 1024 // 1024} MB")
                elif line.strip():
                    yield _from_line(number, line)
    except (OSError, EOFError) as error:
        raise DocumentError(Problem(path=str(source), message=f"cannot be read: {error}")) from error


def _lines(stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes | None]:
    while line := stream.readline(LONGEST):
        if len(line) < LONGEST or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
            pass
        yield None


def _from_line(number: int, line: bytes) -> Record | BadRecord:
    excerpt = line[:80].decode("utf-8", errors="replace").strip()
    try:
        values = json.loads(line)
    except UnicodeDecodeError:
        return BadRecord(number=number, reason="not UTF-8", excerpt=excerpt)
    except (ValueError, RecursionError) as error:
        return BadRecord(number=number, reason=f"not JSON: {error}", excerpt=excerpt)
    if not isinstance(values, dict):
        return BadRecord(number=number, reason="not a JSON object", excerpt=excerpt)
    return _record(number, values, excerpt)


def _parquet(source: Path) -> Iterator[Record | BadRecord]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise DocumentError(
            Problem(
                path=str(source), message="Parquet needs pyarrow", hint="pip install 'crossfoot[parquet]'"
            )
        ) from error
    try:
        number = 0
        with ParquetFile(source) as table:
            columns = [name for name in table.schema_arrow.names if name in _FIELDS]
            for batch in table.iter_batches(batch_size=256, columns=columns):
                for values in batch.to_pylist():
                    yield _record(number, values, str(values.get("id") or ""))
                    number += 1
    except ArrowException as error:
        raise DocumentError(Problem(path=str(source), message=f"not Parquet: {error}")) from error


def _record(number: int, values: Mapping[str, object], excerpt: str) -> Record | BadRecord:
    text, html = values.get("text"), values.get("html")
    if isinstance(text, str) == isinstance(html, str):
        if isinstance(text, str):
            reason = "both text and html"
        else:
            hints = [
                hint for key in values if key not in _FIELDS and (hint := did_you_mean(key, ("text", "html")))
            ]
            reason = "neither text nor html" + (
                f" ({hints[0]})" if hints and "allowed" not in hints[0] else ""
            )
        return BadRecord(number=number, reason=reason, excerpt=excerpt)
    title = values.get("title")
    if title is not None and not isinstance(title, str):
        return BadRecord(number=number, reason="the title is no text", excerpt=excerpt)
    try:
        published = _day(values.get("date"))
    except ValueError:
        return BadRecord(number=number, reason=f"not a date: {values.get('date')!r}", excerpt=excerpt)
    name = values.get("id")
    return Record(
        number=number,
        id=str(number) if name is None else str(name),
        content=text if isinstance(text, str) else str(html),
        format="text" if isinstance(text, str) else "html",
        title=title,
        published=published,
        desk=str(values.get("desk") or ""),
    )


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, str):
        return date.fromisoformat(value.strip()[:10])
    raise ValueError(value)
