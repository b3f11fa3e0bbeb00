"""The waivers file: what is written is read back, and what people wrote around it stays."""

from __future__ import annotations

import multiprocessing
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import DecisionError
from checker.model import Decision
from checker.review.waivers_file import WaiversFile, written

WAIVER = Decision(
    fingerprint="604305228d",
    rule="parts-sum-to-total",
    path="a.md",
    quote='"5" of 4: “no”',
    verdict="waive",
    reason="asked the desk: # it is right",
    by="Kim",
    on=date(2026, 11, 23),
    until=date(2027, 1, 1),
)


def test_waivers_file_that_is_not_there_is_empty(tmp_path: Path) -> None:
    file = WaiversFile(tmp_path / "none" / "waivers.yaml")
    assert file.entries() == ()
    file.withdraw("aa")
    assert not (tmp_path / "none").exists()


def test_waivers_file_gives_back_what_was_granted(tmp_path: Path) -> None:
    file = WaiversFile(tmp_path / "waivers.yaml")
    file.grant(WAIVER)
    file.grant(replace(WAIVER, fingerprint="2"))
    assert [entry.fingerprint for entry in file.entries()] == ["604305228d", "2"]
    assert file.entries()[0] == WAIVER


def test_waivers_file_grants_each_finding_once(tmp_path: Path) -> None:
    file = WaiversFile(tmp_path / "waivers.yaml")
    file.grant(WAIVER)
    file.grant(replace(WAIVER, reason="other"))
    (entry,) = file.entries()
    assert entry.reason == "other"


def test_waivers_file_keeps_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    before = (
        "# the sports desk\n- fingerprint: aa\n  reason: >\n    two lines\n\n    of reason\n\n# the rest\n"
        "- {fingerprint: bb, reason: short}\n"
    )
    path.write_text(before)
    file = WaiversFile(path)
    file.grant(WAIVER)
    assert path.read_text().startswith(before)
    file.withdraw("604305228d")
    assert path.read_text() == before
    file.withdraw("aa")
    assert path.read_text() == "# the sports desk\n\n# the rest\n- {fingerprint: bb, reason: short}\n"


@pytest.mark.parametrize("text", ["- [", "a: b"])
def test_waivers_file_that_is_no_list_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(text)
    with pytest.raises(DecisionError):
        WaiversFile(path).grant(WAIVER)
    assert path.read_text() == text


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1), st.text(min_size=1).map(str.strip).filter(bool))
def test_waivers_file_takes_any_text(quote: str, reason: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = WaiversFile(Path(folder) / "waivers.yaml")
        file.grant(replace(WAIVER, quote=quote, reason=reason))
        (entry,) = file.entries()
        assert (entry.quote, entry.reason) == (quote, reason)


def test_waiver_as_written() -> None:
    assert written(WAIVER) == (
        '- fingerprint: "604305228d"\n'
        '  rule: "parts-sum-to-total"\n'
        '  path: "a.md"\n'
        '  quote: "\\"5\\" of 4: “no”"\n'
        '  reason: "asked the desk: # it is right"\n'
        '  by: "Kim"\n'
        '  on: "2026-11-23"\n'
        '  until: "2027-01-01"\n'
    )


def _grant_many(path: Path, name: str) -> None:
    for number in range(8):
        WaiversFile(path).grant(replace(WAIVER, fingerprint=f"{name}{number}"))


def test_waivers_file_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_grant_many, args=(path, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(WaiversFile(path).entries()) == 16
