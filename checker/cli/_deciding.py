"""What the commands that decide on findings share: the findings, the ledger, the waivers and who is deciding."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from checker.model import Finding, Report, Run
    from checker.review.ledger import Ledger
    from checker.review.waivers_file import WaiversFile

_Command = TypeVar("_Command", bound=Callable[..., Any])


def decision_options(function: _Command) -> _Command:
    """The options that say where decisions are kept."""
    for option in (
        click.option(
            "--ledger",
            "ledger_path",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Where every decision is kept; else .crossfoot/decisions.jsonl beside the configuration.",
        ),
        click.option(
            "--waivers",
            "waivers_path",
            type=click.Path(path_type=Path, dir_okay=False),
            help="The file of waivers; else the one that the configuration names.",
        ),
    ):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True)
class Desk:
    """Where decisions are kept."""

    waivers_path: Path
    ledger_path: Path

    @property
    def waivers(self) -> WaiversFile:
        """The file of waivers that decisions are written to."""
        from checker.review.waivers_file import WaiversFile

        return WaiversFile(self.waivers_path)


def desk(waivers_path: Path | None, ledger_path: Path | None) -> Desk:
    """The desk of the folder that the command was called in; the options come before the configuration."""
    from checker.config import config_for
    from checker.review.ledger import DEFAULT

    config = config_for(Path.cwd() / "article")
    folder = config.folder or Path.cwd()
    return Desk(
        waivers_path=_shown(waivers_path or config.waivers[0]),
        ledger_path=_shown(ledger_path or folder / DEFAULT),
    )


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def date_option(function: _Command) -> _Command:
    """The option that gives the publication date."""
    return click.option(
        "--date", "published", type=click.DateTime(["%Y-%m-%d"]), help="The publication date of the articles."
    )(function)


def check_paths(paths: Sequence[str], *, published: datetime | None, desk: Desk) -> Run:
    """The articles that `paths` name, checked with the article and its claims kept, all decisions applied."""
    from checker.cli import _run

    options = _run.Options(
        published=published.date() if published else None,
        waivers=(desk.waivers_path,),
        claims=True,
        notices=False,
    )
    return _run.check_paths(paths, options).run


def check_again(path: str, *, published: datetime | None, desk: Desk) -> Report | None:
    """One article, checked anew; None where it cannot be read."""
    reports = check_paths((path,), published=published, desk=desk).reports
    return reports[0] if reports else None


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
    from checker.cli import check

    return {
        "width": check.terminal_width(),
        "colour": check.wants_colour("auto"),
        "ascii_only": not check.writes_unicode(),
    }
