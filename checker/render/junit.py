"""JUnit XML, which every build server reads: a suite for each article, a test case for each rule that met numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

from checker.model import SEVERITIES, Finding, Report, Run
from checker.render.concise import line_of
from checker.render.json_report import problems_of

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run, *, fail_on: str = "error", **_: object) -> str:
    """The test report. Findings from `fail_on` on are failures, waived ones are skipped, the rest is output."""
    levels = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    suites = [_suite(report, levels) for report in run.reports]
    problems = problems_of(run)
    if problems:
        cases = [
            f'    <testcase name={_attribute(problem.path)} classname="could not be checked">'
            f"<error message={_attribute(str(problem))}/></testcase>\n"
            for problem in problems
        ]
        suites.append(
            f'  <testsuite name="could not be checked" tests="{len(cases)}" failures="0" errors="{len(cases)}" '
            f'skipped="0">\n{"".join(cases)}  </testsuite>\n'
        )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="crossfoot">\n{"".join(suites)}</testsuites>\n'


def _suite(report: Report, levels: Sequence[str]) -> str:
    by_rule: dict[str, list[Finding]] = {}
    for check in report.checks:
        if check.outcome == "consistent":
            by_rule.setdefault(check.rule, [])
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    cases: list[str] = []
    failures = skipped = 0
    for rule, findings in sorted(by_rule.items()):
        failing = [finding for finding in findings if finding.waived is None and finding.severity in levels]
        waived = [finding for finding in findings if finding.waived is not None]
        minor = [finding for finding in findings if finding.waived is None and finding.severity not in levels]
        inside = ""
        if failing:
            failures += 1
            message = _attribute(failing[0].message)
            kind = _attribute(failing[0].severity)
            inside = f"<failure type={kind} message={message}>{_lines(report, failing)}</failure>"
        elif waived and not minor:
            skipped += 1
            reason = waived[0].waived.reason if waived[0].waived else ""
            inside = f"<skipped message={_attribute(f'waived: {reason}')}/>"
        if minor:
            inside += f"<system-out>{_lines(report, minor)}</system-out>"
        cases.append(
            f"    <testcase name={_attribute(rule)} classname={_attribute(report.path)} "
            f"file={_attribute(report.path)}>{inside}</testcase>\n"
        )
    if not cases:
        cases.append(
            f'    <testcase name="nothing to compare" classname={_attribute(report.path)} '
            f"file={_attribute(report.path)}></testcase>\n"
        )
    return (
        f'  <testsuite name={_attribute(report.path)} tests="{len(cases)}" failures="{failures}" errors="0" '
        f'skipped="{skipped}">\n{"".join(cases)}  </testsuite>\n'
    )


def _lines(report: Report, findings: Iterable[Finding]) -> str:
    return _text("\n".join(line_of(report.path, finding) for finding in findings))


def _text(text: str) -> str:
    clean = _FORBIDDEN.sub("\ufffd", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
