"""`crossfoot review`: decide on findings, one key each."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli._deciding import date_option, decision_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.model import Report, Run
    from checker.review.session import Item, Session


@click.command("review")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--by", "by", default=None, metavar="NAME", help="Who decides; else git's user.name.")
@click.option("--again", is_flag=True, help="Also show findings that were decided before.")
@click.option("--tui", is_flag=True, help="The article on one side and the findings on the other.")
@date_option
@decision_options
def command(
    paths: tuple[str, ...],
    by: str | None,
    again: bool,
    tui: bool,
    published: datetime | None,
    ledger_path: Path | None,
    waivers_path: Path | None,
) -> int:
    """Decide on findings, one key each: wrong, right as written, or later.

    Each decision is saved before the next finding is shown. Stop whenever you like: the same command goes on where
    you left off.
    """
    from checker.characters import visible
    from checker.cli import EXIT_CLEAN, EXIT_UNCHECKED
    from checker.cli._deciding import (
        check_again,
        check_paths,
        desk,
        now,
        open_ledger,
        page_options,
        tell_problems,
        whoever,
    )
    from checker.cli.explain import reasoning
    from checker.render.terminal import render_finding
    from checker.review.editor import open_at
    from checker.review.keyboard import Keyboard
    from checker.review.loop import review
    from checker.review.session import Session

    if sys.platform == "win32" and not tui:
        raise click.UsageError("single keys need a Unix terminal: call it with --tui")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "a review needs a terminal; `crossfoot check --format html` writes a page to review in a browser"
        )
    here = desk(waivers_path, ledger_path)
    run = check_paths(paths, published=published, desk=here)
    unchecked = tell_problems(run)
    session = Session(
        run,
        ledger=open_ledger(here.ledger_path),
        waivers=here.waivers,
        by=whoever() if by is None else by,
        now=now,
        again=again,
    )

    reports = {report.path: report for report in run.reports}

    def recheck(path: str) -> Report | None:
        report = check_again(path, published=published, desk=here)
        if report is not None:
            reports[path] = report
        return report

    def edit(item: Item) -> str | None:
        first = min(item.finding.spans, key=lambda span: (span.block < 0, span.start))
        return open_at(item.path, first.line, first.column)

    def show(item: Item, **page: Any) -> str:
        return render_finding(item.path, item.finding, **{**page_options(), **page})

    def clean(text: str) -> str:
        ascii_only = page_options()["ascii_only"]
        return "\n".join(visible(line, ascii_only=ascii_only) for line in text.split("\n"))

    if tui:
        _review_on_the_whole_screen(session, run, show=show, edit=edit, recheck=recheck)
    else:
        with Keyboard() as keyboard:

            def edit_in_ordinary_terminal(item: Item) -> str | None:
                with keyboard.ordinary():
                    return edit(item)

            review(
                session,
                keyboard,
                show=show,
                explain=lambda item: reasoning(reports[item.path], item.finding, **page_options()),
                edit=edit_in_ordinary_terminal,
                recheck=recheck,
                clean=clean,
            )
    return EXIT_UNCHECKED if unchecked else EXIT_CLEAN


def _review_on_the_whole_screen(
    session: Session,
    run: Run,
    *,
    show: Callable[..., str],
    edit: Callable[[Item], str | None],
    recheck: Callable[[str], Report | None],
) -> None:
    try:
        from checker.review.tui import ReviewApplication
    except ImportError as error:
        raise click.UsageError("--tui needs textual: pip install crossfoot[tui]") from error
    application = ReviewApplication(
        session,
        run,
        show=lambda item, width: show(item, width=width, colour=False),
        edit=edit,
        recheck=recheck,
    )
    application.run()
