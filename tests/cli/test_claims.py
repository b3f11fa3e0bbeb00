"""`crossfoot claims`: the lines for machines keep their contract, and the table shows what an editor looks for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.claims import command

TEXT = "Each side freed 390 prisoners on Friday.\n\nAbout 12 per cent of the boats, worth $3.4bn, sank; dozens left.\n"
KEYS = {
    "path", "start", "end", "line", "column", "text", "number", "form", "value", "core", "wide",
    "qualifier", "unit", "counted", "modifiers", "event", "modality", "scope", "time", "source", "quoted",
}  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    return path


def lines(path: Path) -> list[dict[str, object]]:
    done = CliRunner().invoke(
        command, ["--format", "jsonl", "--date", "2025-05-24", str(path)], standalone_mode=False
    )
    assert done.return_value == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_each_claim_is_one_object_with_its_place_in_the_file(article: Path) -> None:
    source = article.read_bytes().decode()
    found = lines(article)
    for claim in found:
        assert set(claim) >= KEYS
        start, end = claim["start"], claim["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert source[start:end] == claim["number"]
    assert [claim["number"] for claim in found] == ["390", "Friday", "12 per cent", "$3.4bn", "dozens"]


def test_values_are_numbers_ranges_or_null(article: Path) -> None:
    by_number = {claim["number"]: claim for claim in lines(article)}
    assert by_number["390"]["value"] == 390
    assert by_number["390"]["counted"] == "prisoner"
    assert by_number["390"]["scope"] == "each"
    assert by_number["$3.4bn"]["value"] == 3_400_000_000
    assert by_number["$3.4bn"]["unit"] == "USD"
    assert by_number["12 per cent"]["qualifier"] == "about"
    assert by_number["dozens"]["value"] == [12, 120]
    assert by_number["dozens"]["core"] == [24, 99]


def test_the_table_names_number_noun_hedge_and_frame(article: Path) -> None:
    done = CliRunner().invoke(command, [str(article)], standalone_mode=False)
    assert done.return_value == 0
    for shown in ("390", "prisoner", "12 per cent", "about", "free"):
        assert shown in done.output


def test_what_cannot_be_read_never_passes(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [str(tmp_path / "missing.txt")], standalone_mode=False)
    assert done.return_value == 2
    assert "missing.txt" in done.output
