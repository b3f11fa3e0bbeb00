"""What the commands that decide on findings share: the findings, the ledger, the waivers and who is deciding."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from checker import resources

if TYPE_CHECKING:
    from checker.config import Config
    from checker.errors import Problem
    from checker.model import Finding, Report, Run
    from checker.review.ledger import Ledger
    from checker.review.waivers import WaiversFile
    from checker.rulebook import Rulebook

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
    """Where decisions are kept, and what holds where the command was called."""

    config: Config
    waivers_path: Path
    ledger_path: Path

    @property
    def waivers(self) -> WaiversFile:
        """The file of waivers that decisions are written to."""
        from checker.review.waivers import WaiversFile

        return WaiversFile(self.waivers_path)


def desk(waivers_path: Path | None, ledger_path: Path | None) -> Desk:
    """The desk of the folder that the command was called in; the options come before the configuration."""
    from checker.config import config_for

    config = config_for(Path.cwd() / "article")
    folder = config.folder or Path.cwd()
    return Desk(
        config=config,
        waivers_path=_shown(waivers_path or config.waivers[0]),
        ledger_path=_shown(ledger_path or folder / ".crossfoot" / "decisions.jsonl"),
    )


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def date_option(function: _Command) -> _Command:
    """The option that gives the publication date."""
    return click.option(
        "--date", "published", type=click.DateTime(["%Y-%m-%d"]), help="The publication date of the articles."
    )(function)


def check_paths(paths: Sequence[str], *, published: datetime | None, desk: Desk) -> Run:
    """The articles that `paths` name, checked with the article and its claims kept, and the decisions applied."""
    from checker.documents.selection import select
    from checker.model import Run

    files, problems = select(paths)
    problems = [*problems, *_rulebook(desk).problems]
    reports: list[Report] = []
    for path in files:
        report = check_again(path, published=published, desk=desk, problems=problems)
        if report is not None:
            reports.append(report)
    return Run(reports=tuple(reports), problems=tuple(problems))


def check_again(
    path: str, *, published: datetime | None, desk: Desk, problems: list[Problem] | None = None
) -> Report | None:
    """One article, checked anew; None where it cannot be read, which is then added to `problems`."""
    from checker.check import check_document
    from checker.config import config_for
    from checker.documents import read_document
    from checker.errors import DocumentError
    from checker.review.suppress import apply_decisions, load_decisions

    config = config_for(path)
    try:
        document = read_document(
            path, format=config.format, published=published.date() if published else config.date
        )
    except DocumentError as error:
        if problems is not None:
            problems += error.problems
        return None
    rulebook = _rulebook(desk)
    report = check_document(document, rulebook=rulebook, model=config.model)
    decisions = load_decisions((desk.waivers_path, *config.waivers), config.baseline)
    if problems is not None:
        problems += [problem for problem in decisions.problems if problem not in problems]
    return apply_decisions(
        report,
        document=document,
        decisions=decisions,
        rules={rule.id for rule in rulebook.rules},
        today=date.today(),
    )


def _rulebook(desk: Desk) -> Rulebook:
    from checker.rulebook import load_rulebook

    config = desk.config
    folders = (resources.folder("rules"), *config.rules) if config.rules else None
    return load_rulebook(folders, packs=config.packs, severities=config.severities)


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
