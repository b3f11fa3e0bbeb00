"""`crossfoot check`: articles in, findings out, and an exit status that a build can rely on."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from checker.model import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.errors import Problem
    from checker.model import Report, Run

FORMATS = {
    "full": "terminal",
    "concise": "concise",
    "json": "json_report",
    "jsonl": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "rdjsonl": "rdjsonl",
    "html": "html",
    "csv": "csv_table",
}
"""Each output format and the module of `checker.render` that writes it."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="full", help="What to print.")
@click.option("--passed", is_flag=True, help="Also show what was verified and what could not be decided.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="error",
    help="Exit with 1 from this severity on.",
)
@click.option("--show", type=click.Choice(SEVERITIES), default="note", help="Report from this severity on.")
@click.option(
    "--date", "published", type=click.DateTime(["%Y-%m-%d"]), help="The publication date of the articles."
)
@click.option("--no-cache", is_flag=True, help="Read every article anew.")
def command(
    paths: tuple[str, ...],
    format_: str,
    passed: bool,
    fail_on: str,
    show: str,
    published: datetime | None,
    no_cache: bool,
) -> int:
    """Check articles and report what does not add up."""
    from importlib import import_module

    from checker.cli import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNCHECKED
    from checker.documents.selection import select

    if not paths:
        raise click.UsageError("name at least one file or folder to check")
    files, problems = select(paths)
    run = _check(files, problems, published)
    renderer = import_module(f"checker.render.{FORMATS[format_]}")
    text = renderer.render(_shown(run, show), **_options(format_, passed))
    click.echo(text, nl=False)
    unchecked = [*run.problems, *(problem for report in run.reports for problem in report.problems)]
    if format_ not in ("full", "json"):
        for problem in unchecked:
            click.echo(f"crossfoot: {problem}", err=True)
    if unchecked:
        return EXIT_UNCHECKED
    if fail_on != "never" and _fails(run, fail_on):
        return EXIT_FINDINGS
    return EXIT_CLEAN


def _check(files: list[str], problems: list[Problem], published: datetime | None) -> Run:
    from checker.check import check_document
    from checker.documents import read_document
    from checker.errors import DocumentError
    from checker.model import Run
    from checker.rulebook import load_rulebook

    rulebook = load_rulebook()
    problems = [*problems, *rulebook.problems]
    reports: list[Report] = []
    for path in files:
        try:
            document = read_document(path, published=published.date() if published else None)
        except DocumentError as error:
            problems += error.problems
            continue
        reports.append(check_document(document, rulebook=rulebook))
    return Run(reports=tuple(reports), problems=tuple(problems))


def _shown(run: Run, show: str) -> Run:
    from dataclasses import replace

    level = SEVERITIES.index(show)  # type: ignore[arg-type]
    reports = tuple(
        replace(
            report,
            findings=tuple(
                finding for finding in report.findings if SEVERITIES.index(finding.severity) <= level
            ),
        )
        for report in run.reports
    )
    return replace(run, reports=reports)


def _fails(run: Run, fail_on: str) -> bool:
    level = SEVERITIES.index(fail_on)  # type: ignore[arg-type]
    return any(
        finding.waived is None and SEVERITIES.index(finding.severity) <= level
        for report in run.reports
        for finding in report.findings
    )


def _options(format_: str, passed: bool) -> dict[str, object]:
    if format_ != "full":
        return {}
    import os
    import shutil

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return {"width": shutil.get_terminal_size((100, 24)).columns, "colour": colour, "passed": passed}
