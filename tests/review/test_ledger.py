"""The ledger: nothing that was taken is lost, whoever writes, wherever a writer is stopped."""

from __future__ import annotations

import multiprocessing
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import DecisionError
from checker.review.ledger import Ledger, Record, State, new_record, problems_of

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def _record(
    fingerprint: str, action: str = "waive", *, of: str = "", by: str = "Kim", reason: str = "ok"
) -> Record:
    assert action in ("waive", "confirm", "undo", "settled")
    return new_record(action, fingerprint=fingerprint, now=NOW, by=by, of=of, reason=reason)  # type: ignore[arg-type]


def test_ledger_that_is_not_there_is_empty(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "none" / "decisions.jsonl")
    assert ledger.state.all_standing() == ()
    assert problems_of(ledger) == []
    assert not (tmp_path / "none").exists()


def test_ledger_gives_back_what_was_appended(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "decisions.jsonl"
    record = new_record(
        "waive",
        fingerprint="f1",
        now=NOW,
        rule="r",
        path="a.md",
        quote='“5”\n"4" \u2028',
        reason="é\t",
        by="Kim",
        until=date(2027, 1, 1),
    )
    assert Ledger(path).append(record) is None
    assert Ledger(path).state.standing("f1") == record
    assert record.decision().until == date(2027, 1, 1)
    assert path.read_bytes().count(b"\n") == 1


def test_ledger_undo_brings_back_what_stood_before(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "decisions.jsonl")
    first, second = _record("f1", "confirm"), _record("f1")
    for record in (first, second, _record("f1", "undo", of=second.id)):
        ledger.append(record)
    assert ledger.state.standing("f1") == first
    ledger.append(_record("f1", "undo", of=first.id))
    assert Ledger(ledger.path).state.standing("f1") is None


def test_ledger_knows_which_waivers_are_not_settled(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "decisions.jsonl")
    granted = _record("f1")
    for record in (granted, _record("f2", "confirm")):
        ledger.append(record)
    assert ledger.state.unsettled() == (granted,)
    ledger.append(_record("f1", "settled", of=granted.id))
    assert ledger.state.unsettled() == ()
    undo = _record("f1", "undo", of=granted.id)
    ledger.append(undo)
    assert ledger.state.unsettled() == (undo,)


@pytest.mark.parametrize(
    "damage",
    [b"{]", b'{"id": 5}', b"\xff\xfe\x00", b'{"id":"a","at":"yesterday","action":"waive","fingerprint":"x"}'],
)
def test_ledger_reports_a_damaged_line_and_keeps_the_rest(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "decisions.jsonl"
    ledger = Ledger(path)
    ledger.append(_record("f1"))
    with path.open("ab") as file:
        file.write(damage + b"\n")
    ledger.append(_record("f2"))
    again = Ledger(path)
    assert [record.fingerprint for record in again.state.all_standing()] == ["f1", "f2"]
    (problem,) = problems_of(again)
    assert (problem.path, problem.line) == (str(path), 2)


def test_ledger_cut_off_line_is_reported_and_never_glued_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    ledger = Ledger(path)
    ledger.append(_record("f1"))
    ledger.append(_record("f2"))
    data = path.read_bytes()
    path.write_bytes(data[:-20])
    cut = Ledger(path)
    (problem,) = problems_of(cut)
    assert problem.line == 2
    assert "breaks off" in problem.message
    cut.append(_record("f3"))
    again = Ledger(path)
    assert [record.fingerprint for record in again.state.all_standing()] == ["f1", "f3"]
    assert [problem.line for problem in problems_of(again)] == [2]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_ledger_cut_anywhere_loses_only_the_last_line(data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.jsonl"
        ledger = Ledger(path)
        for number in range(3):
            ledger.append(_record(f"f{number}"))
        whole = path.read_bytes()
        cut = data.draw(st.integers(0, len(whole)))
        path.write_bytes(whole[:cut])
        kept = [record.fingerprint for record in Ledger(path).state.all_standing()]
        assert kept == [f"f{number}" for number in range(whole[:cut].count(b"\n"))]


def test_ledger_sees_what_another_wrote(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    mine, theirs = Ledger(path), Ledger(path)
    theirs.append(_record("f1", by="Ana"))

    def taken(state: State) -> Record | None:
        return state.standing("f1")

    standing = mine.append(_record("f1", by="Kim"), unless=taken)
    assert standing is not None
    assert standing.by == "Ana"
    assert len(Ledger(path).state) == 1


def test_ledger_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    ledger = Ledger(path)
    ledger.append(_record("f1"))
    ledger.append(_record("f2"))
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[1])
    ledger.refresh()
    assert [record.fingerprint for record in ledger.state.all_standing()] == ["f2"]


def _append_many(path: Path, by: str, count: int) -> None:
    ledger = Ledger(path)
    for number in range(count):
        ledger.append(_record(f"{by}-{number}", by=by))


def test_ledger_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_append_many, args=(path, name, 12)) for name in ("a", "b", "c")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    ledger = Ledger(path)
    assert problems_of(ledger) == []
    assert len(ledger.state.all_standing()) == 36


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_ledger_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(b"")
    path.chmod(0o444)
    with pytest.raises(DecisionError, match="could not be saved"):
        Ledger(path).append(_record("f1"))


def test_ledger_in_a_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DecisionError, match=r"could not be saved|cannot be read"):
        Ledger(tmp_path / "file" / "decisions.jsonl").append(_record("f1"))
