"""What the commands that decide on findings share: the findings, the ledger, the waivers and who is deciding."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from checker.errors import Problem
    from checker.model import Finding, Report, Run
    from checker.review.ledger import Ledger

_Command = TypeVar("_Command", bound=Callable[..., Any])


def decision_options(function: _Command) -> _Command:
    """The options that say where decisions are kept."""
    for option in (
        click.option(
            "--ledger",
            "ledger_path",
            type=click.Path(path_type=Path, dir_okay=False),
            default=Path(".crossfoot") / "decisions.jsonl",
            show_default=True,
            help="Where every decision is kept.",
        ),
        click.option(
            "--waivers",
            "waivers_path",
            type=click.Path(path_type=Path, dir_okay=False),
            default=Path("waivers.yaml"),
            show_default=True,
            help="The file of waivers.",
        ),
    ):
        function = option(function)
    return function


def date_option(function: _Command) -> _Command:
    """The option that gives the publication date."""
    return click.option(
        "--date", "published", type=click.DateTime(["%Y-%m-%d"]), help="The publication date of the articles."
    )(function)


def check_paths(paths: Sequence[str], *, published: datetime | None, waivers_path: Path) -> Run:
    """The articles that `paths` name, checked with the article and its claims kept, the waivers applied."""
    from checker.documents.selection import select
    from checker.model import Run
    from checker.review.waivers_file import WaiversFile, with_waivers
    from checker.rulebook import load_rulebook

    files, problems = select(paths)
    rulebook = load_rulebook()
    problems = [*problems, *rulebook.problems]
    reports: list[Report] = []
    for path in files:
        report = check_again(path, published=published, problems=problems)
        if report is not None:
            reports.append(report)
    run = Run(reports=tuple(reports), problems=tuple(problems))
    return with_waivers(run, WaiversFile(waivers_path).entries(), today=date.today())


def check_again(
    path: str, *, published: datetime | None, problems: list[Problem] | None = None
) -> Report | None:
    """One article, checked anew; None where it cannot be read, which is then added to `problems`."""
    from checker.check import check_document
    from checker.documents import read_document
    from checker.errors import DocumentError
    from checker.rulebook import load_rulebook

    try:
        document = read_document(path, published=published.date() if published else None)
    except DocumentError as error:
        if problems is not None:
            problems += error.problems
        return None
    return check_document(document, rulebook=load_rulebook())


def tell_problems(run: Run) -> bool:
    """Say on standard error what could not be checked; whether there was anything."""
    problems = [*run.problems, *(problem for report in run.reports for problem in report.problems)]
    for problem in problems:
        click.echo(f"crossfoot: {problem}", err=True)
    return bool(problems)


def open_ledger(path: Path) -> Ledger:
    """The ledger; what is damaged in it is said on standard error."""
    from checker.review.ledger import Ledger, problems_of

    ledger = Ledger(path)
    for problem in problems_of(ledger):
        click.echo(f"crossfoot: {problem}", err=True)
    return ledger


def find(run: Run, fingerprint: str) -> list[tuple[Report, Finding]]:
    """The findings whose fingerprint begins so, with their articles."""
    return [
        (report, finding)
        for report in run.reports
        for finding in report.findings
        if finding.fingerprint.startswith(fingerprint)
    ]


def whoever() -> str:
    """Who is deciding: CROSSFOOT_REVIEWER, else git's user.name, else the name of the account."""
    import getpass
    import subprocess

    named = os.environ.get("CROSSFOOT_REVIEWER", "").strip()
    if named:
        return named
    try:
        answer = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        answer = ""
    if answer:
        return answer
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def now() -> datetime:
    """This moment, with its time zone."""
    return datetime.now().astimezone()


def page_options() -> dict[str, Any]:
    """The width, colour and characters of the terminal that standard output is."""
    import shutil

    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return {
        "width": shutil.get_terminal_size((100, 24)).columns,
        "colour": sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        "ascii_only": not encoding.startswith("utf"),
    }
