"""GitHub Actions: workflow commands that annotate the changed files, and a table for the step's summary.

GitHub keeps ten annotations of each level a step and drops the rest without a word. So the worst ten are written, and
the last line says how many more the summary holds.
"""

from __future__ import annotations

from checker.characters import visible
from checker.errors import Problem
from checker.model import SEVERITIES, Finding, Report, Run, Severity
from checker.render.json_report import problems_of
from checker.render.places import Ends, first_span, path_from
from checker.render.wording import counted, coverage_line, severity_counts, total_coverage

LIMIT = 10
"""Annotations of one level that GitHub keeps of one step."""
SUMMARY_LIMIT = 900_000
"""Bytes; GitHub refuses a summary of more than 1 MiB."""

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: Run, *, root: str | None = None, **_: object) -> str:
    """The workflow commands, worst first; `root` is the folder that paths are shown from."""
    lines: list[str] = []
    left_out = 0
    problems = problems_of(run)
    lines += [_problem_command(problem, root) for problem in problems[:LIMIT]]
    left_out += max(len(problems) - LIMIT, 0)
    room: dict[Severity, int] = dict.fromkeys(SEVERITIES, LIMIT)
    room["error"] -= min(len(problems), LIMIT)
    ends = {id(report): Ends(report) for report in run.reports}
    for report, finding in worst_first(run):
        if room[finding.severity] > 0:
            room[finding.severity] -= 1
            lines.append(_command(report, finding, ends[id(report)], root))
        else:
            left_out += 1
    if left_out:
        lines.append(
            f"{counted(left_out, 'more finding')} not annotated: GitHub keeps {LIMIT} of a level. "
            "All are in the summary of this step."
        )
    return "".join(f"{line}\n" for line in lines)


def render_summary(run: Run, *, root: str | None = None) -> str:
    """The whole run as Markdown, for the summary of the step."""
    found = list(worst_first(run))
    lines = [
        "### Crossfoot",
        "",
        f"{severity_counts(finding for _, finding in found).capitalize()} in "
        f"{counted(len(run.reports), 'file')}. {coverage_line(total_coverage(run)).capitalize()}.",
        "",
    ]
    problems = problems_of(run)
    if problems:
        lines += ["Could not be checked:", "", *(f"- {_cell(str(problem))}" for problem in problems), ""]
    if found:
        lines += ["| Where | Level | What does not add up | Working | To waive |", "|---|---|---|---|---|"]
    size = sum(len(line.encode()) + 1 for line in lines)
    for place, (report, finding) in enumerate(found):
        first = first_span(finding)
        line = first.line if first else 1
        where = f"{path_from(report.path, root)}:{line}"
        row = (
            f"| `{_cell(where)}` | {finding.severity} | {_cell(finding.message)} "
            f"| {_cell('; '.join(finding.working))} | `{finding.fingerprint}` |"
        )
        size += len(row.encode()) + 1
        if size > SUMMARY_LIMIT:
            lines += ["", f"{counted(len(found) - place, 'finding')} more than a summary can hold."]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def worst_first(run: Run) -> list[tuple[Report, Finding]]:
    """The findings that are not waived with their articles: errors first, then in the order of the run."""
    found = [
        (report, finding) for report in run.reports for finding in report.findings if finding.waived is None
    ]
    return sorted(found, key=lambda pair: SEVERITIES.index(pair[1].severity))


def _command(report: Report, finding: Finding, ends: Ends, root: str | None) -> str:
    properties = [f"file={_property(path_from(report.path, root))}"]
    span = first_span(finding)
    if span is not None:
        end_line, end_column = ends.of(span)
        properties += [f"line={span.line}", f"endLine={end_line}"]
        if end_line == span.line:
            # GitHub takes columns only where the span stands on one line.
            properties += [f"col={span.column}", f"endColumn={end_column}"]
    properties.append(f"title={_property(finding.rule)}")
    working = f"\n{'; '.join(finding.working)}" if finding.working else ""
    message = f"{finding.message}{working}\nRight as written? crossfoot waive {finding.fingerprint}"
    return f"::{_COMMANDS[finding.severity]} {','.join(properties)}::{_data(message)}"


def _problem_command(problem: Problem, root: str | None) -> str:
    properties = [f"file={_property(path_from(problem.path, root))}"]
    if problem.line is not None:
        properties.append(f"line={problem.line}")
        if problem.column is not None:
            properties.append(f"col={problem.column}")
    hint = f" ({problem.hint})" if problem.hint else ""
    properties.append("title=could not be checked")
    return f"::error {','.join(properties)}::{_data(problem.message + hint)}"


def _data(text: str) -> str:
    return "%0A".join(visible(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "'")
