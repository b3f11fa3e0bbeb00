"""SARIF 2.1.0, which code hosts and editors read. Columns count code points; every number is a related location."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from checker import __version__
from checker.errors import Problem
from checker.model import Finding, Report, Rule, Run, Severity, Span
from checker.render.github import worst_first
from checker.render.json_report import problems_of
from checker.render.places import Ends, first_span, uri_from
from checker.render.wording import changes, role_labels

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LIMIT = 25_000
"""Results that GitHub takes in one run."""
HOME = "https://github.com/crossfoot/crossfoot"

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def render(run: Run, *, root: str | None = None, rules: Sequence[Rule] = (), **_: object) -> str:
    """One SARIF log. `rules` are described in it where they have findings; paths are shown from `root`."""
    ends = {id(report): Ends(report) for report in run.reports}
    open_findings = worst_first(run)
    waived = [
        (report, finding)
        for report in run.reports
        for finding in report.findings
        if finding.waived is not None
    ]
    found = [*open_findings, *waived]
    names = list(dict.fromkeys(finding.rule for _, finding in found))
    problems = problems_of(run)
    notifications = [_notification(problem, root) for problem in problems]
    if len(found) > LIMIT:
        text = f"{len(found) - LIMIT} results are left out: {LIMIT:,} is the most that code hosts take."
        notifications.append({"level": "warning", "message": {"text": text}})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Crossfoot",
                        "semanticVersion": __version__,
                        "informationUri": HOME,
                        "rules": [_rule(name, rules) for name in names],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {"executionSuccessful": not problems, "toolExecutionNotifications": notifications}
                ],
                "results": [
                    _result(report, finding, names.index(finding.rule), ends[id(report)], root)
                    for report, finding in found[:LIMIT]
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(name: str, rules: Iterable[Rule]) -> dict[str, Any]:
    rule = next((rule for rule in rules if rule.id == name), None)
    if rule is None:
        return {"id": name, "shortDescription": {"text": name.replace("-", " ")}}
    explained = rule.explain.strip() or rule.summary
    return {
        "id": name,
        "shortDescription": {"text": rule.summary or name},
        "fullDescription": {"text": explained},
        "help": {"text": explained, "markdown": explained},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.pack]},
    }


def _result(report: Report, finding: Finding, index: int, ends: Ends, root: str | None) -> dict[str, Any]:
    uri = uri_from(report.path, root)
    labels = role_labels(finding)
    numbers = " · ".join(
        f"[{_linked(span.text)}]({place}) {label}"
        for place, (span, label) in enumerate(zip(finding.spans, labels, strict=True), start=1)
    )
    lines = [_literal(finding.message), numbers, _literal("; ".join(finding.working))]
    if finding.suspects:
        lines.append(_literal(f"One change would mend it: {changes(finding)}."))
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(line for line in lines if line)},
        "locations": [{"physicalLocation": _place(uri, first_span(finding), ends)}],
        "relatedLocations": [
            {
                "id": place,
                "message": {"text": f"{label}: {span.text}"},
                "physicalLocation": _place(uri, span, ends),
            }
            for place, (span, label) in enumerate(zip(finding.spans, labels, strict=True), start=1)
        ],
        "partialFingerprints": {"crossfoot/v1": finding.fingerprint},
    }
    if finding.waived is not None:
        kind = "inSource" if finding.waived.origin == "directive" else "external"
        result["suppressions"] = [
            {"kind": kind, "status": "accepted", "justification": finding.waived.reason}
        ]
    return result


def _place(uri: str, span: Span | None, ends: Ends) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if span is not None:
        end_line, end_column = ends.of(span)
        place["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }
    return place


def _notification(problem: Problem, root: str | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri_from(problem.path, root)}}
    if problem.line is not None:
        place["region"] = {"startLine": problem.line, "startColumn": problem.column or 1}
    hint = f" ({problem.hint})" if problem.hint else ""
    return {
        "level": "error",
        "message": {"text": problem.message + hint},
        "locations": [{"physicalLocation": place}],
    }


def _literal(text: str) -> str:
    """Text in which nothing is taken for a link."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _linked(text: str) -> str:
    return _literal(" ".join(text.split()))
