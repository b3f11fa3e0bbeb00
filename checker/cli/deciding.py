"""What the commands that decide on findings share: the findings, the ledger, the waivers and who is deciding."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from checker.errors import Problem
    from checker.model import Finding, Report, Run
    from checker.review.ledger import Ledger

_Command = TypeVar("_Command", bound=Callable[..., Any])


def configured_waivers() -> Path:
    """The file of waivers that holds in the working folder, from there where it lies below."""
    from checker.config import config_for

    path = config_for(Path.cwd() / "article").waivers[0]
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


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
            default=configured_waivers,
            show_default="the configured one",
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
    """The articles that `paths` name, checked with the article and its claims kept, all decisions applied."""
    from checker.cli import _run

    options = _run.Options(
        published=published.date() if published else None,
        waivers=(waivers_path,),
        claims=True,
        notices=False,
    )
    return _run.check_paths(paths, options).run


def check_again(
    path: str, *, published: datetime | None, problems: list[Problem] | None = None
) -> Report | None:
    """One article, checked anew; None where it cannot be read, which is then added to `problems`."""
    from checker.cli import _run

    options = _run.Options(published=published.date() if published else None, claims=True, decide=False)
    run = _run.check_paths([path], options).run
    if problems is not None:
        problems += run.problems
    return run.reports[0] if run.reports else None


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
