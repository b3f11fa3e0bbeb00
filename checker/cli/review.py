"""`crossfoot review`: decide on findings, one key each."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.deciding import date_option, decision_options

if TYPE_CHECKING:
    from checker.model import Report
    from checker.review.session import Item


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
    from checker.cli import EXIT_CLEAN, EXIT_UNCHECKED
    from checker.cli.deciding import (
        check_again,
        check_paths,
        desk,
        now,
        open_ledger,
        page_options,
        tell_problems,
        whoever,
    )
    from checker.render.excerpt import visible
    from checker.render.terminal import render_finding
    from checker.review.editor import open_at
    from checker.review.keyboard import Keyboard
    from checker.review.session import Session

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

    def recheck(path: str) -> Report | None:
        return check_again(path, published=published, desk=here)

    def edit(item: Item, keyboard: Keyboard) -> str | None:
        first = min(item.finding.spans, key=lambda span: (span.block < 0, span.start))
        with keyboard.ordinary():
            return open_at(item.path, first.line, first.column)

    if tui:
        from checker.review.tui import ReviewApplication

        ReviewApplication(session, run, recheck=recheck).run()
    else:
        from checker.cli.explain import reasoning
        from checker.review.loop import review

        documents = {report.path: report for report in run.reports}
        with Keyboard() as keyboard:
            review(
                session,
                keyboard,
                show=lambda item: render_finding(item.path, item.finding, **page_options()),
                explain=lambda item: reasoning(documents[item.path], item.finding, **page_options()),
                edit=lambda item: edit(item, keyboard),
                recheck=recheck,
                clean=lambda text: _lines_cleaned(
                    text, ascii_only=page_options()["ascii_only"], visible=visible
                ),
            )
    return EXIT_UNCHECKED if unchecked else EXIT_CLEAN


def _lines_cleaned(text: str, *, ascii_only: bool, visible: object) -> str:
    assert callable(visible)
    return "\n".join(visible(line, ascii_only=ascii_only) for line in text.split("\n"))
