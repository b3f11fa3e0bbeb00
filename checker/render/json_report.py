"""The JSON that `crossfoot check --format json` prints; its schema ships as `reports/schemas/check.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from checker import __version__
from checker.errors import Problem
from checker.model import Check, Finding, Report, Run, Span, Suspect, Waiver

SCHEMA = 1


def render(run: Run, *, indent: int | None = 2, **_: object) -> str:
    """One JSON object for the whole run."""
    return json.dumps(run_object(run), ensure_ascii=False, indent=indent) + "\n"


def run_object(run: Run) -> dict[str, Any]:
    """The run as JSON values."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "crossfoot", "version": __version__},
        "files": [report_object(report) for report in run.reports],
        "errors": [problem_object(problem) for problem in problems_of(run)],
    }


def problems_of(run: Run) -> tuple[Problem, ...]:
    """Everything that could not be checked or read, in the order of the run."""
    return (*run.problems, *(problem for report in run.reports for problem in report.problems))


def report_object(report: Report) -> dict[str, Any]:
    """One article as JSON values."""
    coverage = report.coverage
    return {
        "path": report.path,
        "claims": report.claims,
        "verdicts": {
            "consistent": report.count("consistent"),
            "inconsistent": report.count("inconsistent"),
            "undecided": report.count("undecided"),
        },
        "coverage": {
            "read": coverage.read,
            "compared": coverage.compared,
            "verified": coverage.verified,
            "undecided": coverage.undecided,
            "flagged": coverage.flagged,
        },
        "findings": [finding_object(finding) for finding in report.findings],
        "checks": [check_object(check) for check in report.checks],
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """One finding as JSON values."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "spans": [span_object(span) for span in finding.spans],
        "working": list(finding.working),
        "suspects": [suspect_object(suspect) for suspect in finding.suspects],
        "relations": list(finding.relations),
        "quoted": finding.quoted,
        "waived": waiver_object(finding.waived),
    }


def check_object(check: Check) -> dict[str, Any]:
    """One check that was verified or stayed undecided, as JSON values."""
    return {
        "rule": check.rule,
        "outcome": check.outcome,
        "reason": check.reason,
        "message": check.message,
        "working": list(check.working),
        "spans": [span_object(span) for span in check.spans],
        "remark": check.remark,
    }


def span_object(span: Span) -> dict[str, Any]:
    """A number in the source as JSON values: code point offsets, half-open; line and column from 1."""
    return {
        "start": span.start,
        "end": span.end,
        "line": span.line,
        "column": span.column,
        "text": span.text,
        "role": span.role,
    }


def suspect_object(suspect: Suspect) -> dict[str, Any]:
    """A number whose change alone would mend the finding, as JSON values; `span` counts from 0."""
    return {
        "span": suspect.span,
        "text": suspect.text,
        "suggestion": suspect.suggestion,
        "why": suspect.why,
    }


def waiver_object(waiver: Waiver | None) -> dict[str, Any] | None:
    """A waiver as JSON values."""
    if waiver is None:
        return None
    return {
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until.isoformat() if waiver.until else None,
        "origin": waiver.origin,
    }


def problem_object(problem: Problem) -> dict[str, Any]:
    """A problem as JSON values."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
    }
