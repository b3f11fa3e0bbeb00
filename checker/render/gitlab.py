"""GitLab's Code Quality report, which merge requests show beside the changed lines."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from checker.model import Finding, Report, Run, Severity
from checker.render.json_report import problems_of
from checker.render.places import first_span, path_from

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def render(run: Run, *, root: str | None = None, **_: object) -> str:
    """A JSON list of the findings that are not waived, and of what could not be checked."""
    entries = [
        _finding(report, finding, root)
        for report in run.reports
        for finding in report.findings
        if finding.waived is None
    ]
    for problem in problems_of(run):
        path = path_from(problem.path, root)
        entries.append(
            {
                "description": problem.message + (f" ({problem.hint})" if problem.hint else ""),
                "check_name": "could-not-be-checked",
                "fingerprint": _unique(path, str(problem)),
                "severity": "critical",
                "location": {"path": path, "lines": {"begin": problem.line or 1}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _finding(report: Report, finding: Finding, root: str | None) -> dict[str, Any]:
    path = path_from(report.path, root)
    first = first_span(finding)
    working = f" ({'; '.join(finding.working)})" if finding.working else ""
    return {
        "description": f"{finding.message}{working} [{finding.fingerprint}]",
        "check_name": finding.rule,
        "fingerprint": _unique(path, finding.fingerprint),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": first.line if first else 1}},
    }


def _unique(path: str, name: str) -> str:
    """A fingerprint that also tells apart the same passage in two articles, as GitLab wants each only once."""
    return sha256(f"{path}\0{name}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
