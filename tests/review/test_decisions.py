"""Waivers, the baseline and comments, on findings built by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from checker.documents import read_text
from checker.model import Coverage, Decision, Finding, Report, Span
from checker.review.baseline import baseline_of, read_baseline, write_baseline
from checker.review.directives import read_directives
from checker.review.suppress import Decisions, apply_decisions, load_decisions, notices
from checker.review.waivers import read_waivers
from checker.review.waivers_file import HEADER, WaiversFile, written

TODAY = date(2026, 5, 24)
RULES = ("parts-sum-to-total", "weekday-matches-date")


def span(text: str, block: int = 0) -> Span:
    return Span(
        start=0,
        end=len(text),
        line=1,
        column=1,
        text=text,
        role="part",
        block=block,
        block_start=0,
        block_end=1,
    )


def finding(name: str = "aaaaaaaaaaaa", *, rule: str = RULES[0], block: int = 0) -> Finding:
    return Finding(
        rule=rule, severity="error", message="no", fingerprint=name, spans=(span("245", block),), working=()
    )


def report_of(*findings: Finding, path: str = "a.md") -> Report:
    coverage = Coverage(read=0, compared=0, verified=0, undecided=0, flagged=0)
    return Report(path=path, claims=0, coverage=coverage, findings=findings, checks=())


def decision(name: str = "aaaaaaaaaaaa", *, until: date | None = None, path: str = "a.md") -> Decision:
    return Decision(
        fingerprint=name, rule=RULES[0], path=path, quote='"245" drones: #1 ☃', verdict="waive", reason="so: it is",
        by="A. Marsh", on=TODAY, until=until,
    )  # fmt: skip


def applied(report: Report, decisions: Decisions) -> list[str | None]:
    result = apply_decisions(report, document=None, decisions=decisions, rules=RULES, today=TODAY)
    return [found.waived.origin if found.waived else None for found in result.findings]


def test_a_waiver_waives_its_finding_until_its_day(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    file = WaiversFile(path)
    file.grant(decision("a" * 12, until=TODAY))
    file.grant(decision("b" * 12, until=date(2026, 5, 23)))
    decisions = load_decisions([path], None)
    report = report_of(finding("a" * 12), finding("b" * 12), finding("c" * 12))
    assert applied(report, decisions) == ["waiver", None, None]
    kinds = {
        found.rule
        for extra in notices([report], decisions=decisions, today=TODAY)
        for found in extra.findings
    }
    assert kinds == {"expired-waiver"}


def test_stale_waivers_are_judged_only_where_their_article_was_checked(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    WaiversFile(path).grant(decision("a" * 12, path="a.md"))
    decisions = load_decisions([path], None)
    (extra,) = notices([report_of(path=str(tmp_path / "a.md"))], decisions=decisions, today=TODAY)
    assert [(found.rule, found.spans[0].line) for found in extra.findings] == [
        ("stale-waiver", HEADER.count("\n") + 1)
    ]
    assert not notices([report_of(path=str(tmp_path / "b.md"))], decisions=decisions, today=TODAY)


def test_what_the_writer_writes_the_reader_reads(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    wanted = [decision(f"{number:012x}", until=TODAY if number % 2 else None) for number in range(50)]
    path.write_text("# by hand\n" + "".join(map(written, wanted)), encoding="utf-8")
    entries, problems = read_waivers(path)
    assert not problems
    assert [entry.decision for entry in entries] == wanted
    assert entries[1].line == 9


@pytest.mark.parametrize(
    "text, line",
    [
        ("- fingerprint: abc\n  reason: x\n  rule: y # why\n", 1),
        ("# c\n\n-   reason: 'it''s'\n    fingerprint: abc\n", 3),
        ("- {fingerprint: abc, reason: x}\n", 1),
        ("- fingerprint: abc\n  reason: |\n    two\n    lines\n", 1),
        ("- reason: x\n  fingerprint: abc\n  until: 2026-05-24\r\n", 1),
    ],
)
def test_people_may_write_waivers_as_yaml_allows(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "w.yaml"
    path.write_bytes(text.encode())
    entries, problems = read_waivers(path)
    assert not problems
    assert [(entry.decision.fingerprint, entry.line) for entry in entries] == [("abc", line)]


@pytest.mark.parametrize(
    "text, said",
    [
        ("- fingerprint: abc\n", "1:3: a waiver needs its reason"),
        ("- reason: x\n", "1:3: a waiver needs its fingerprint"),
        ("- fingerprint: abc\n  reason: ''\n", "2:3: a waiver needs its reason"),
        (
            "- fingerprint: abc\n  reason: x\n  untl: 2026-05-24\n",
            "3:3: no such key: 'untl' (did you mean 'until'?)",
        ),
        ("- fingerprint: abc\n  reason: x\n  until: 2026-02-30\n", "3:3: '2026-02-30' is no date"),
        (
            "- fingerprint: abc\n  reason: x\n- fingerprint: abc\n  reason: y\n",
            "3:1: abc is waived on line 1 already",
        ),
        ("fingerprint: abc\n", "1:1: waivers are a list"),
        ("- fingerprint: [\n", "no YAML"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(text)
    _, problems = read_waivers(path)
    assert any(said in str(problem) for problem in problems), problems


def test_the_baseline_comes_back_and_keeps_its_days(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    write_baseline(path, baseline_of([report_of(finding("a" * 12))], today=date(2026, 1, 1)))
    before, problems = read_baseline(path)
    assert not problems
    again = baseline_of([report_of(finding("a" * 12), finding("b" * 12))], today=TODAY, before=before)
    assert [entry.since for entry in again] == [date(2026, 1, 1), TODAY]
    report = report_of(finding("a" * 12), finding("b" * 12))
    assert applied(report, load_decisions([], path)) == ["baseline", None]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": 2}', '{"schema": 1, "findings": [{}]}', "[" * 100_000]
)
def test_a_broken_baseline_is_a_problem(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    entries, problems = read_baseline(path)
    assert not entries
    assert len(problems) == 1


def test_files_that_are_not_there_hold_nothing(tmp_path: Path) -> None:
    decisions = load_decisions([tmp_path / "w.yaml"], tmp_path / "b.json")
    assert not decisions.waivers
    assert not decisions.problems


def test_comments_cover_blocks_stretches_and_files() -> None:
    document = read_text(
        "<!-- crossfoot: off parts-sum-to-total, weekday-matches-date -- why -->\n\nZero.\n\n"
        "<!-- crossfoot: on weekday-matches-date -->\n\nOne.\n\n"
        "<!-- crossfoot: ignore weekday-matches-date until=2026-05-24 — said so -->\n\nTwo.\n\nThree.\n",
    )
    silences, problems = read_directives(document, rules=RULES)
    assert not problems
    covered = {
        (rule, block)
        for rule in RULES
        for block in range(4)
        if any(silence.covers(finding(rule=rule, block=block)) for silence in silences)
    }
    assert covered == {
        (RULES[0], 0), (RULES[0], 1), (RULES[0], 2), (RULES[0], 3), (RULES[1], 0), (RULES[1], 2),
    }  # fmt: skip
    whole, _ = read_directives(
        read_text("One.\n\nTwo.\n<!-- crossfoot: ignore-file parts-sum-to-total -- why -->"), rules=RULES
    )
    assert whole[0].covers(finding(block=0))


def test_the_order_of_words_on_a_finding() -> None:
    """A comment in the article speaks before the waivers, and those before the baseline."""
    document = read_text("<!-- crossfoot: ignore parts-sum-to-total -- here -->\n\n245.")
    result = apply_decisions(
        report_of(finding()), document=document, decisions=Decisions(), rules=RULES, today=TODAY
    )
    assert result.findings[0].waived is not None
    assert (result.findings[0].waived.origin, result.findings[0].waived.reason) == ("directive", "here")


def test_the_baseline_is_written_as_json(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    write_baseline(path, baseline_of([report_of(finding())], today=TODAY))
    assert json.loads(path.read_text())["findings"][0]["quote"] == "245"
