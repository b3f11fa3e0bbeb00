"""Archives are read one record at a time, and what cannot be used is set aside with its reason."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from checker.archive.records import BadRecord, Record, read_records
from checker.errors import DocumentError

GOOD = {"id": "a1", "title": "Title", "date": "2025-05-24", "text": "Ten ships sailed.", "desk": "world"}


def write(path: Path, *lines: bytes) -> Path:
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def test_json_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", json.dumps(GOOD).encode(), b"", json.dumps({"html": "<p>Two</p>"}).encode()
    )
    first, second = read_records(path)
    assert first == Record(
        number=0,
        id="a1",
        content="Ten ships sailed.",
        format="text",
        title="Title",
        published=date(2025, 5, 24),
        desk="world",
    )
    assert isinstance(first, Record)
    assert first.month == "2025-05"
    assert isinstance(second, Record)
    assert (second.number, second.id, second.format, second.month) == (2, "2", "html", "")


def test_gzip_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(GOOD).encode() + b"\n"))
    assert [type(record) for record in read_records(path)] == [Record]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{not json", "not JSON"),
        (b'"text"', "not a JSON object"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"text": "a", "html": "b"}', "both text and html"),
        (b'{"txt": "a"}', "did you mean 'text'"),
        (b'{"text": "a", "date": "tomorrow"}', "not a date"),
        (b'{"text": "a", "title": 7}', "the title is no text"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_bad_records_are_set_aside(tmp_path: Path, line: bytes, reason: str) -> None:
    path = write(tmp_path / "a.jsonl", line, json.dumps(GOOD).encode())
    bad, good = read_records(path)
    assert isinstance(bad, BadRecord)
    assert reason in bad.reason
    assert isinstance(good, Record)


def test_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.Table.from_pylist([GOOD, GOOD | {"id": "a2", "text": None}]), path)
    first, second = read_records(path)
    assert isinstance(first, Record)
    assert first.published == date(2025, 5, 24)
    assert isinstance(second, BadRecord)


@pytest.mark.parametrize("name", ["missing.jsonl", "archive.csv", "broken.parquet"])
def test_what_is_no_archive_is_an_error(tmp_path: Path, name: str) -> None:
    if name != "missing.jsonl":
        (tmp_path / name).write_bytes(b"a,b\n")
    with pytest.raises(DocumentError):
        list(read_records(tmp_path / name))
