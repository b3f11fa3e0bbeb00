"""A review: what is decided is kept, whoever else decides, and whatever stops it."""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.model import Decision, Run
from checker.review.ledger import Ledger, problems_of
from checker.review.session import Session, items_of, summary
from checker.review.waivers_file import WaiversFile
from tests.pseudo_terminal import PseudoTerminal
from tests.review.sample_session import sample_run

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def _session(folder: Path, *, by: str = "Kim", again: bool = False, run: Run | None = None) -> Session:
    return Session(
        run or sample_run(),
        ledger=Ledger(folder / "decisions.jsonl"),
        waivers=WaiversFile(folder / "waivers.yaml"),
        by=by,
        now=lambda: NOW,
        again=again,
    )


def _granted(folder: Path) -> list[str]:
    return [entry.fingerprint for entry in WaiversFile(folder / "waivers.yaml").entries()]


def _standing(folder: Path) -> dict[str, str]:
    return {r.fingerprint: r.action for r in Ledger(folder / "decisions.jsonl").state.all_standing()}


def test_session_decides_and_goes_on(tmp_path: Path) -> None:
    session = _session(tmp_path)
    assert session.confirm() is None
    assert session.waive(" asked ") is None
    session.skip()
    assert summary(session.progress) == "1 wrong, 1 right as written, 1 skipped, 4 still open"
    assert _standing(tmp_path) == {"000000000001": "confirm", "000000000002": "waive"}
    assert _granted(tmp_path) == ["000000000002"]
    (entry,) = WaiversFile(tmp_path / "waivers.yaml").entries()
    assert (entry.reason, entry.by, entry.quote) == (
        "asked",
        "Kim",
        "There were 5 of 2.",
    )


def test_session_goes_on_where_the_last_one_stopped(tmp_path: Path) -> None:
    first = _session(tmp_path)
    first.confirm()
    first.skip()
    first.waive("ok")
    second = _session(tmp_path)
    assert [item.fingerprint[-1] for item in second.items] == ["2", "4", "5", "6"]
    assert second.progress.before == 2
    assert len(_session(tmp_path, again=True).items) == 6


def test_session_undo_takes_back_decision_and_waiver(tmp_path: Path) -> None:
    session = _session(tmp_path)
    session.confirm()
    session.waive("ok")
    undone = session.undo()
    assert undone is not None
    assert undone.fingerprint == "000000000002"
    assert session.current == undone
    assert _granted(tmp_path) == []
    assert session.undo() is not None
    assert session.undo() is None
    assert _standing(tmp_path) == {}
    assert session.place == 0


def test_session_back_and_another_decision(tmp_path: Path) -> None:
    session = _session(tmp_path)
    session.waive("ok")
    assert session.back()
    assert not session.back()
    session.confirm()
    assert _granted(tmp_path) == []
    assert _standing(tmp_path) == {"000000000001": "confirm"}
    session.undo()
    assert _standing(tmp_path) == {"000000000001": "waive"}
    assert _granted(tmp_path) == ["000000000001"]


def test_session_two_people_lose_nothing_and_see_each_other(tmp_path: Path) -> None:
    kim, ana = _session(tmp_path, by="Kim"), _session(tmp_path, by="Ana")
    kim.waive("Kim asked")
    other = ana.confirm()
    assert isinstance(other, Decision)
    assert (other.by, other.reason) == ("Kim", "Kim asked")
    assert ana.place == 1
    assert ana.confirm() is None
    kim_sees = kim.standing(kim.items[1])
    assert kim_sees is not None
    assert kim_sees.by == "Ana"
    assert _standing(tmp_path) == {"000000000001": "waive", "000000000002": "confirm"}


def test_session_settles_what_was_stopped_between_ledger_and_waivers(tmp_path: Path) -> None:
    class Stopped(WaiversFile):
        def grant(self, decision: Decision) -> None:
            raise KeyboardInterrupt

    session = Session(
        sample_run(), ledger=Ledger(tmp_path / "decisions.jsonl"), waivers=Stopped(tmp_path / "waivers.yaml"),
        by="Kim", now=lambda: NOW,
    )  # fmt: skip
    with pytest.raises(KeyboardInterrupt):
        session.waive("ok")
    assert _granted(tmp_path) == []
    _session(tmp_path)
    assert _granted(tmp_path) == ["000000000001"]


def test_session_does_not_bring_back_a_waiver_that_was_taken_out_by_hand(tmp_path: Path) -> None:
    _session(tmp_path).waive("ok")
    WaiversFile(tmp_path / "waivers.yaml").withdraw("000000000001")
    _session(tmp_path)
    assert _granted(tmp_path) == []


def test_session_takes_an_edited_article(tmp_path: Path) -> None:
    session = _session(tmp_path)
    session.confirm()
    (report,) = sample_run().reports
    new = replace(report.findings[0], fingerprint="ffffffffffff", message="new")
    gone, found = session.replace(replace(report, findings=(new, *report.findings[2:])))
    assert (gone, found) == (2, 1)
    assert [item.fingerprint[-1] for item in session.items[session.place :]] == ["f", "3", "4", "5", "6"]


def test_session_offers_reasons_given_before(tmp_path: Path) -> None:
    session = _session(tmp_path)
    for reason in ("one", "two", "one", "three", "four"):
        session.waive(reason)
    assert session.reasons == ("four", "three", "one")


def test_items_leave_out_waived_and_repeated_findings() -> None:
    run = sample_run(3)
    assert len(items_of(Run(reports=(*run.reports, *run.reports)))) == 3


# ── in a terminal ──


@pytest.fixture
def terminals(tmp_path: Path) -> Iterator[list[PseudoTerminal]]:
    opened: list[PseudoTerminal] = []
    yield opened
    for terminal in opened:
        if terminal.process.poll() is None:
            terminal.kill()
        terminal.close()


def _start(opened: list[PseudoTerminal], folder: Path, by: str = "Kim") -> PseudoTerminal:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    command = [sys.executable, str(Path(__file__).parent / "sample_session.py"), str(folder), by]
    terminal = PseudoTerminal(command, folder=folder, environment=environment)
    opened.append(terminal)
    return terminal


def test_terminal_review_decide_undo_quit_and_resume(tmp_path: Path, terminals: list[PseudoTerminal]) -> None:
    terminal = _start(terminals, tmp_path)
    first = terminal.until("> ")
    assert "finding 1 of 6 · 0 decided" in first
    assert "w wrong (opens the editor) · f right as written · space skip" in first
    terminal.press("w")
    terminal.until("saved: wrong, to be mended\nwould edit a.txt")
    terminal.until("finding 2 of 6 · 1 decided")
    terminal.press("f")
    terminal.until("leave it open) ")
    terminal.press("the desk asked — ja\r")
    terminal.until("saved: right as written: the desk asked — ja")
    terminal.until("finding 3 of 6 · 2 decided")
    terminal.press("u")
    terminal.until("taken back: message 2")
    terminal.until("finding 2 of 6 · 1 decided")
    terminal.press("f")
    terminal.until("1 the desk asked — ja")
    terminal.press("1\r")
    terminal.until("finding 3 of 6")
    terminal.press("e")
    terminal.until("about 000000000003")
    terminal.press("z")
    terminal.until("?")
    terminal.press("\x1b[D")
    terminal.until("back")
    terminal.until("decided by Kim")
    terminal.press(" ")
    terminal.until("finding 3 of 6")
    terminal.press("q")
    terminal.until("1 wrong, 1 right as written, 4 still open.\nCall the same review again")
    assert terminal.end() == 0
    assert _standing(tmp_path) == {"000000000001": "confirm", "000000000002": "waive"}

    again = _start(terminals, tmp_path)
    assert "finding 1 of 4 · 0 decided · 2 decided before" in again.until("message 3")
    again.press("f")
    again.until("leave it open) ")
    again.press("\r")
    again.until("left open")
    again.press("\x03")
    again.until("0 wrong, 0 right as written, 4 still open")
    assert again.end() == 0


def test_terminal_review_keys_typed_ahead_are_taken(tmp_path: Path, terminals: list[PseudoTerminal]) -> None:
    terminal = _start(terminals, tmp_path)
    terminal.until("> ")
    terminal.press("www ww")
    terminal.until("5 wrong, 0 right as written, 1 skipped, 1 still open")
    assert terminal.end() == 0
    assert len(_standing(tmp_path)) == 5


@pytest.mark.parametrize("keys", ["w" * 6, "fasked\r" + "f1\r" * 5], ids=["wrong", "right"])
@pytest.mark.parametrize("seed", range(5))
def test_terminal_review_killed_at_any_moment_keeps_what_was_shown_as_taken(
    tmp_path: Path, terminals: list[PseudoTerminal], seed: int, keys: str
) -> None:
    chance = random.Random(seed)
    terminal = _start(terminals, tmp_path)
    terminal.until("> ")
    terminal.press(keys)
    terminal.until("saved")
    time.sleep(chance.random() * 0.05)
    terminal.kill()
    shown = terminal.shown.count("saved: ")
    kept = Ledger(tmp_path / "decisions.jsonl")
    assert shown >= 1
    assert len(kept.state.all_standing()) >= shown
    assert all("breaks off" in problem.message for problem in problems_of(kept))
    resumed = _start(terminals, tmp_path)
    resumed.until("still open" if len(kept.state.all_standing()) == 6 else "> ")
    assert not re.search(r"Traceback", resumed.shown)
    waived = [record.fingerprint for record in kept.state.all_standing() if record.action == "waive"]
    assert _granted(tmp_path) == waived


def test_terminal_review_by_two_at_once(tmp_path: Path, terminals: list[PseudoTerminal]) -> None:
    kim, ana = _start(terminals, tmp_path, "Kim"), _start(terminals, tmp_path, "Ana")
    kim.until("> ")
    ana.until("> ")
    kim.press("w")
    kim.until("finding 2 of 6")
    ana.press("w")
    ana.until("not saved, for it was meanwhile decided by Kim")
    ana.until("finding 2 of 6")
    ana.press("w")
    ana.until("finding 3 of 6")
    kim.press("q")
    ana.press("q")
    assert kim.end() == ana.end() == 0
    assert len(_standing(tmp_path)) == 2
