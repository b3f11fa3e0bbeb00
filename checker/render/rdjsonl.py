"""reviewdog's diagnostic format, one object a line. Its columns count bytes of UTF-8."""

from __future__ import annotations

import json
from typing import Any

from checker.errors import Problem
from checker.model import Finding, Run, Severity, Span
from checker.render.json_report import problems_of
from checker.render.places import Ends, first_span, path_from
from checker.render.wording import role_labels

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
_SOURCE = {"name": "crossfoot"}


def render(run: Run, *, root: str | None = None, **_: object) -> str:
    """The findings that are not waived, and what could not be checked."""
    entries = []
    for report in run.reports:
        ends = Ends(report)
        path = path_from(report.path, root)
        entries += [_finding(finding, path, ends) for finding in report.findings if finding.waived is None]
    entries += [_problem(problem, root) for problem in problems_of(run)]
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


def _finding(finding: Finding, path: str, ends: Ends) -> dict[str, Any]:
    working = f" ({'; '.join(finding.working)})" if finding.working else ""
    first = first_span(finding)
    entry: dict[str, Any] = {
        "message": f"{finding.message}{working} [{finding.fingerprint}]",
        "location": _location(path, first, ends) if first else {"path": path},
        "severity": _SEVERITIES[finding.severity],
        "source": _SOURCE,
        "code": {"value": finding.rule},
    }
    others = [pair for pair in zip(finding.spans, role_labels(finding), strict=True) if pair[0] is not first]
    if others:
        entry["related_locations"] = [
            {"message": f"{label}: {span.text}", "location": _location(path, span, ends)}
            for span, label in others
        ]
    return entry


def _location(path: str, span: Span, ends: Ends) -> dict[str, Any]:
    end_line, _ = ends.of(span)
    column, end_column = ends.byte_columns(span)
    return {
        "path": path,
        "range": {
            "start": {"line": span.line, "column": column},
            "end": {"line": end_line, "column": end_column},
        },
    }


def _problem(problem: Problem, root: str | None) -> dict[str, Any]:
    location: dict[str, Any] = {"path": path_from(problem.path, root)}
    if problem.line is not None:
        location["range"] = {"start": {"line": problem.line, "column": problem.column or 1}}
    hint = f" ({problem.hint})" if problem.hint else ""
    return {
        "message": problem.message + hint,
        "location": location,
        "severity": "ERROR",
        "source": _SOURCE,
        "code": {"value": "could-not-be-checked"},
    }
