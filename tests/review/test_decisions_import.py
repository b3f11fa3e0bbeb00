"""Decisions from a file that the HTML report saved."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checker.errors import DecisionError
from checker.review.decisions_import import read_decisions, take
from checker.review.ledger import Ledger
from checker.review.waivers_file import WaiversFile

TODAY = date(2026, 11, 23)
WAIVED = {
    "fingerprint": "aa",
    "verdict": "waive",
    "rule": "r",
    "path": "a.md",
    "quote": "5 of 4",
    "reason": "ok",
}
CONFIRMED = {
    "fingerprint": "bb",
    "verdict": "confirm",
    "rule": "r",
    "path": "a.md",
    "quote": "6 of 4",
    "by": "Ana",
}


def _file(folder: Path, *decisions: object, schema: object = 1) -> Path:
    path = folder / "decisions.json"
    path.write_text(json.dumps({"schema": schema, "decisions": decisions}))
    return path


def _now() -> datetime:
    return datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_import_writes_ledger_and_waivers_once(tmp_path: Path) -> None:
    ledger, waivers = Ledger(tmp_path / "decisions.jsonl"), WaiversFile(tmp_path / "waivers.yaml")
    decisions = read_decisions(_file(tmp_path, WAIVED, CONFIRMED), today=TODAY)
    assert take(decisions, ledger=ledger, waivers=waivers, now=_now) == (2, [])
    assert take(decisions, ledger=ledger, waivers=waivers, now=_now) == (0, [])
    assert {r.fingerprint: r.action for r in ledger.state.all_standing()} == {"aa": "waive", "bb": "confirm"}
    assert [entry.fingerprint for entry in waivers.entries()] == ["aa"]


def test_import_leaves_what_was_decided_otherwise_and_says_so(tmp_path: Path) -> None:
    ledger, waivers = Ledger(tmp_path / "decisions.jsonl"), WaiversFile(tmp_path / "waivers.yaml")
    take(read_decisions(_file(tmp_path, CONFIRMED), today=TODAY), ledger=ledger, waivers=waivers, now=_now)
    other = {**WAIVED, "fingerprint": "bb"}
    written, contrary = take(
        read_decisions(_file(tmp_path, other), today=TODAY), ledger=ledger, waivers=waivers, now=_now
    )
    assert written == 0
    ((wanted, standing),) = contrary
    assert (wanted.verdict, standing.verdict, standing.by) == ("waive", "confirm", "Ana")
    assert waivers.entries() == ()


@pytest.mark.parametrize(
    "decisions",
    [
        [{**WAIVED, "reason": " "}],
        [{**WAIVED, "verdict": "maybe"}],
        [{**WAIVED, "fingerprint": " "}],
        [{**WAIVED, "color": "red"}],
        [{"fingerprint": "aa"}],
        [5],
    ],
)
def test_import_takes_nothing_of_a_file_with_a_wrong_decision(
    tmp_path: Path, decisions: list[object]
) -> None:
    with pytest.raises(DecisionError, match="decision 2"):
        read_decisions(_file(tmp_path, CONFIRMED, *decisions), today=TODAY)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": 2, "decisions": []}', "\x00"])
def test_import_refuses_other_files(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(DecisionError, match="not a file of decisions"):
        read_decisions(path, today=TODAY)
