"""From an article to a decision and back, with the real commands."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import crossfoot
from tests.pseudo_terminal import PseudoTerminal

ROOT = Path(__file__).parents[2]
ARTICLE = """\
# Valley clinics count the winter

The three clinics treated 245 patients in January: 128 were sent home and 107 were kept overnight. The county
called it the busiest month since the clinics opened.

Of the 40 beds in the largest clinic, 31 were taken on Friday.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article in which a sum does not add up."""
    (tmp_path / "clinics.md").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CROSSFOOT_REVIEWER", "Kim")
    monkeypatch.setenv("CROSSFOOT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def _call(*words: str) -> Result:
    return CliRunner().invoke(crossfoot, words, standalone_mode=False)


def _fingerprint() -> str:
    found = re.findall(r"\[([0-9a-f]{8,})\]", _call("check", "--format", "concise", "clinics.md").output)
    assert len(found) == 1
    return str(found[0])


def test_waive_then_check_then_withdraw(desk: Path) -> None:
    name = _fingerprint()
    waived = _call("waive", name, "--reason", "the county counts differently", "--until", "2999-01-01")
    assert waived.return_value == 0
    assert f"waived {name} parts-sum-to-total in clinics.md" in waived.output
    check = _call("check", "clinics.md")
    assert check.return_value == 0
    assert "nothing flagged in 1 file, 1 waived" in check.output
    assert (
        "reason   the county counts differently by Kim until 2999-01-01"
        in _call("check", "--passed", "clinics.md").output
    )
    stats = _call("stats", "clinics.md", "--format", "json")
    assert json.loads(stats.output) == [
        {"rule": "parts-sum-to-total", "found": 1, "open": 0, "confirmed": 0, "waived": 1, "precision": 0.0}
    ]
    assert _call("waive", name, "--withdraw").return_value == 0
    assert _call("check", "clinics.md").return_value == 1
    assert "nothing decided" in _call("stats").output


def test_waive_needs_reason_finding_and_fingerprint(desk: Path) -> None:
    assert "needs a reason" in str(_call("waive", "aaaa").exception)
    assert "no finding aaaa" in str(_call("waive", "aaaa", "--reason", "x").exception)
    assert "name the fingerprint" in str(_call("waive").exception)
    assert "no waiver for aaaa" in str(_call("waive", "aaaa", "--withdraw").exception)


def test_explain_a_finding_and_a_rule(desk: Path) -> None:
    name = _fingerprint()
    text = _call("explain", name, "clinics.md").output
    assert "128 + 107 = 235" in text
    assert "What was read\n  whole: read 245 patients; kind count; value 245" in text
    assert "What must hold" in text
    assert "What must hold" in _call("explain", "parts-sum-to-total").output
    assert "did you mean 'parts-sum-to-total'" in str(_call("explain", "part-sum-to-total").exception)
    assert "no finding abc" in str(_call("explain", "abc", "clinics.md").exception)


def test_decisions_of_the_html_report_are_taken(desk: Path) -> None:
    name = _fingerprint()
    page = _call("check", "--format", "html", "clinics.md").output
    assert f'data-fingerprint="{name}"' in page
    (desk / "decisions.json").write_text(
        json.dumps(
            {
                "schema": 1,
                "decisions": [
                    {
                        "fingerprint": name,
                        "rule": "parts-sum-to-total",
                        "path": "clinics.md",
                        "quote": "…",
                        "verdict": "waive",
                        "reason": "asked",
                        "by": "Ana",
                        "on": "2026-11-23",
                        "until": None,
                    }
                ],
            }
        )
    )
    taken = _call("waive", "--import", "decisions.json")
    assert taken.output.startswith("1 of 1 decisions taken")
    assert _call("check", "clinics.md").return_value == 0
    assert "Ana" in (desk / "crossfoot-waivers.yaml").read_text()


def test_annotate_writes_a_copy(desk: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document()
    for paragraph in ARTICLE.split("\n\n")[1:]:
        document.add_paragraph(" ".join(paragraph.split()))
    document.save(desk / "clinics.docx")
    before = (desk / "clinics.docx").read_bytes()
    done = _call("annotate", "clinics.docx")
    assert done.return_value == 1
    assert "clinics.checked.docx: 1 findings, comments at 3 numbers" in done.output
    assert len(list(docx.Document(desk / "clinics.checked.docx").comments)) == 3
    assert (desk / "clinics.docx").read_bytes() == before
    assert "take the place" in str(_call("annotate", "clinics.docx", "-o", "clinics.docx").exception)


def test_damaged_ledger_is_reported_with_its_line_and_the_rest_counts(desk: Path) -> None:
    name = _fingerprint()
    _call("waive", name, "--reason", "asked")
    ledger = desk / ".crossfoot" / "decisions.jsonl"
    ledger.write_bytes(b"{half a line\n" + ledger.read_bytes() + b'{"id": "x", "at"')
    stats = _call("stats")
    assert "decisions.jsonl:1: this line is no decision and is left out" in stats.stderr
    assert "decisions.jsonl:4: the last line breaks off" in stats.stderr
    assert re.search(r"parts-sum-to-total +0 +1 +0% of 1", stats.stdout)


def test_review_without_a_terminal_says_what_to_do(desk: Path) -> None:
    assert "needs a terminal" in str(_call("review", "clinics.md").exception)


@pytest.fixture
def terminal(desk: Path) -> Iterator[PseudoTerminal]:
    """`crossfoot review` in a terminal, with an editor that mends the sum."""
    editor = desk / "mend"
    editor.write_text(
        f"#!/bin/sh\n{sys.executable} -c \"p='clinics.md'; t=open(p).read(); open(p,'w').write(t.replace('107','117'))\"\n"
    )
    editor.chmod(0o755)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "EDITOR": str(editor),
        "VISUAL": "",
    }
    command = [sys.executable, "-m", "checker", "review", "clinics.md"]
    opened = PseudoTerminal(command, folder=desk, environment=environment, columns=100)
    yield opened
    if opened.process.poll() is None:
        opened.kill()
    opened.close()


def test_review_confirm_mend_and_recheck(desk: Path, terminal: PseudoTerminal) -> None:
    shown = terminal.until("> ")
    assert "finding 1 of 1 · 0 decided" in shown
    terminal.press("w")
    terminal.until("saved: wrong, to be mended")
    terminal.until("clinics.md was edited and checked anew: 1 gone, 0 new")
    terminal.until("1 wrong, 0 right as written, 0 still open")
    assert terminal.end() == 0
    assert _call("check", "clinics.md").return_value == 0
    stats = json.loads(_call("stats", "--format", "json").output)
    assert [(row["rule"], row["confirmed"], row["precision"]) for row in stats] == [
        ("parts-sum-to-total", 1, 1.0)
    ]
