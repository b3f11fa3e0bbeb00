"""Decisions applied: which findings are waived, and which decisions no longer meet a finding.

An expired waiver waives nothing. A waiver whose finding is gone, an expired one and a comment that silences nothing are
reported as findings of their own, at the place where they are written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from checker.errors import Problem
from checker.model import Coverage, Document, Finding, Lines, Report, Severity, Span, Waiver
from checker.review.baseline import BaselineEntry, read_baseline
from checker.review.directives import Silence, read_directives
from checker.review.waivers import WaiverEntry, read_waivers

NOTICES: Mapping[str, str] = {
    "unused-directive": "A comment in the article silences a rule that finds nothing there: take it out.",
    "stale-waiver": "A waiver names a finding that is no longer there: the sentence was changed. Take it out.",
    "expired-waiver": "A waiver's last day is past, and its finding counts again: mend the copy, or waive it anew.",
    "stale-baseline": "Findings of the baseline are gone: write it anew, so that they cannot come back unseen.",
}
"""What the findings about decisions mean; they are no rules, and cannot be switched off as rules can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The waivers and the baseline that hold for a run."""

    waivers: Mapping[str, tuple[Path, WaiverEntry]] = field(default_factory=dict)
    baseline: Mapping[str, BaselineEntry] = field(default_factory=dict)
    baseline_path: Path | None = None
    problems: tuple[Problem, ...] = ()


def load_decisions(waivers: Sequence[Path], baseline: Path | None) -> Decisions:
    """The decisions in these files; files that are not there hold none."""
    found: dict[str, tuple[Path, WaiverEntry]] = {}
    problems: list[Problem] = []
    for path in waivers:
        entries, wrong = read_waivers(path)
        problems += wrong
        for entry in entries:
            found.setdefault(entry.decision.fingerprint, (path, entry))
    base: Mapping[str, BaselineEntry] = {}
    if baseline is not None:
        base, wrong = read_baseline(baseline)
        problems += wrong
    return Decisions(waivers=found, baseline=base, baseline_path=baseline, problems=tuple(problems))


def apply_decisions(
    report: Report, *, document: Document | None, decisions: Decisions, rules: Collection[str], today: date
) -> Report:
    """The report with its waived findings marked, and with findings for the article's comments that do nothing.

    `document` is the article where it has comments for Crossfoot, `rules` the ids that they may name.
    """
    silences: tuple[Silence, ...] = ()
    problems: tuple[Problem, ...] = ()
    if document is not None and document.directives:
        silences, problems = read_directives(document, rules=rules)
    used: set[int] = set()
    findings = []
    for finding in report.findings:
        waiver = _waiver(finding, silences, decisions, today, used)
        findings.append(finding if waiver is None else replace(finding, waived=waiver))
    if document is not None:
        lines = Lines(document.source)
        for place, silence in enumerate(silences):
            if place not in used:
                findings.append(_unused(document, lines, silence, today))
    return replace(report, findings=tuple(findings), problems=(*report.problems, *problems))


def _waiver(
    finding: Finding, silences: Sequence[Silence], decisions: Decisions, today: date, used: set[int]
) -> Waiver | None:
    found: Waiver | None = None
    for place, silence in enumerate(silences):
        if silence.covers(finding) and (silence.until is None or silence.until >= today):
            used.add(place)
            found = found or silence.waiver()
    if found is not None:
        return found
    pair = decisions.waivers.get(finding.fingerprint)
    if pair is not None and not pair[1].expired(today):
        decision = pair[1].decision
        return Waiver(reason=decision.reason, by=decision.by, until=decision.until)
    entry = decisions.baseline.get(finding.fingerprint)
    if entry is not None:
        return Waiver(reason=f"in the baseline since {entry.since.isoformat()}", origin="baseline")
    return None


def _unused(document: Document, lines: Lines, silence: Silence, today: date) -> Finding:
    directive = silence.directive
    if silence.until is not None and silence.until < today:
        message = f"this comment ended on {silence.until.isoformat()} and silences nothing any more"
    else:
        message = f"this comment silences {', '.join(sorted(silence.rules))}, and there is nothing to silence"
    return _notice(
        "unused-directive",
        "warning",
        message,
        lines,
        directive.start,
        directive.end,
        directive.text,
        "comment",
    )


def notices(reports: Iterable[Report], *, decisions: Decisions, today: date) -> tuple[Report, ...]:
    """Reports about the files of decisions themselves: waivers and baseline entries that meet no finding any more.

    Only decisions about articles of this run are judged. Give the reports with all their findings.
    """
    if not decisions.waivers and not decisions.baseline:
        return ()
    live: set[str] = set()
    checked: set[Path] = set()
    for report in reports:
        live.update(finding.fingerprint for finding in report.findings)
        checked.add(Path(report.path).absolute())
    names = {path.name for path in checked}
    by_file: dict[Path, list[tuple[str, WaiverEntry]]] = {}
    for fingerprint, (path, entry) in decisions.waivers.items():
        if fingerprint in live:
            if entry.expired(today):
                by_file.setdefault(path, []).append(("expired-waiver", entry))
        elif _was_checked(entry.decision.path, path.parent, checked, names):
            by_file.setdefault(path, []).append(("stale-waiver", entry))
    found = [_waivers_report(path, entries) for path, entries in by_file.items()]
    gone = [
        entry
        for entry in decisions.baseline.values()
        if entry.fingerprint not in live
        and decisions.baseline_path is not None
        and _was_checked(entry.path, decisions.baseline_path.parent, checked, names)
    ]
    if gone and decisions.baseline_path is not None:
        found.append(_baseline_report(decisions.baseline_path, gone))
    return tuple(found)


def _was_checked(path: str, folder: Path, checked: set[Path], names: set[str]) -> bool:
    name = path.replace("\\", "/").rpartition("/")[2]
    if name not in names:
        return False
    return Path(path).absolute() in checked or (folder / path).absolute() in checked


def _waivers_report(path: Path, entries: Sequence[tuple[str, WaiverEntry]]) -> Report:
    text = path.read_bytes().decode("utf-8-sig", "replace")
    lines = Lines(text)
    findings = []
    for kind, entry in entries:
        decision = entry.decision
        start = max(text.find(decision.fingerprint), 0)
        if kind == "expired-waiver":
            assert decision.until is not None
            message = f"this waiver ended on {decision.until.isoformat()}; its finding counts again"
        else:
            message = f"no finding of {decision.path} has this fingerprint any more; the waiver can go"
        findings.append(
            _notice(
                kind, "warning", message, lines, start, start + len(decision.fingerprint), decision.fingerprint,
                "waiver",
            )
        )  # fmt: skip
    return _report_of(path, findings)


def _baseline_report(path: Path, gone: Sequence[BaselineEntry]) -> Report:
    count = f"{len(gone)} findings of the baseline are" if len(gone) > 1 else "A finding of the baseline is"
    message = f"{count} gone; crossfoot check --write-baseline takes them out"
    finding = _notice("stale-baseline", "note", message, Lines(""), 0, 0, gone[0].fingerprint, "entry")
    return _report_of(path, [finding])


def _report_of(path: Path, findings: Sequence[Finding]) -> Report:
    coverage = Coverage(read=0, compared=0, verified=0, undecided=0, flagged=0)
    try:
        shown = path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        shown = str(path)
    return Report(path=shown, claims=0, coverage=coverage, findings=tuple(findings), checks=())


def _notice(
    rule: str, severity: Severity, message: str, lines: Lines, start: int, end: int, text: str, role: str
) -> Finding:
    line, column = lines.position(start)
    span = Span(
        start=start,
        end=end,
        line=line,
        column=column,
        text=text,
        role=role,
        block=-1,
        block_start=0,
        block_end=0,
    )
    name = sha256(f"{rule}\x1f{text}".encode()).hexdigest()[:12]
    return Finding(rule=rule, severity=severity, message=message, fingerprint=name, spans=(span,), working=())
