"""One line a finding: `path:line:column: severity rule message (working) [fingerprint]`."""

from __future__ import annotations

from checker.characters import visible
from checker.model import Finding, Run
from checker.render.places import first_span


def render(run: Run, **_: object) -> str:
    """The findings that are not waived, one a line; nothing at all where there are none."""
    lines = [
        line_of(report.path, finding)
        for report in run.reports
        for finding in report.findings
        if finding.waived is None
    ]
    return "".join(f"{line}\n" for line in lines)


def line_of(path: str, finding: Finding) -> str:
    """A finding on one line."""
    first = first_span(finding)
    place = f"{path}:{first.line}:{first.column}" if first else path
    message = " ".join(finding.message.split())
    working = f" ({'; '.join(finding.working)})" if finding.working else ""
    return visible(f"{place}: {finding.severity} {finding.rule} {message}{working} [{finding.fingerprint}]")
