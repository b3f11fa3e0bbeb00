"""A table for a spreadsheet: one row a finding, waived ones too."""

from __future__ import annotations

import csv
import io

from checker.model import Run
from checker.render.places import first_span
from checker.render.wording import role_labels

COLUMNS = (
    "path", "line", "column", "severity", "rule", "message", "numbers", "working", "suggestions", "fingerprint",
    "waived",
)  # fmt: skip


def render(run: Run, **_: object) -> str:
    """The table with a heading row, lines ended by CR LF as RFC 4180 has it.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for report in run.reports:
        for finding in report.findings:
            first = first_span(finding)
            numbers = zip(finding.spans, role_labels(finding), strict=True)
            row = (
                report.path,
                str(first.line) if first else "",
                str(first.column) if first else "",
                finding.severity,
                finding.rule,
                finding.message,
                "; ".join(f"{span.text} ({label})" for span, label in numbers),
                "; ".join(finding.working),
                "; ".join(f"{suspect.text} -> {suspect.suggestion}" for suspect in finding.suspects),
                finding.fingerprint,
                finding.waived.reason if finding.waived else "",
            )
            writer.writerow([_harmless(cell) for cell in row])
    return stream.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
