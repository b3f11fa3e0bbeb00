"""`crossfoot stats`: for each rule what it found, what was confirmed and what was waived."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli._deciding import date_option, decision_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.review.statistics import RuleStatistics


@click.command("stats")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table", help="How to print."
)
@date_option
@decision_options
def command(
    paths: tuple[str, ...],
    format_: str,
    published: datetime | None,
    ledger_path: Path | None,
    waivers_path: Path | None,
) -> int:
    """For each rule: found, confirmed, waived, and its precision so far.

    With PATH the articles are checked and what was found is counted; without, only the decisions are.
    """
    from checker.cli import EXIT_CLEAN, EXIT_UNCHECKED
    from checker.cli._deciding import check_paths, desk, open_ledger, tell_problems
    from checker.review.statistics import statistics

    here = desk(waivers_path, ledger_path)
    run = check_paths(paths, published=published, desk=here) if paths else None
    ledger = open_ledger(here.ledger_path)
    waivers = {entry.fingerprint: entry.rule for entry in here.waivers.entries()}
    rows, missing = statistics(run, [record.decision() for record in ledger.state.all_standing()], waivers)
    if format_ == "json":
        click.echo(json.dumps([_object(row) for row in rows], indent=2))
    else:
        _print_table(rows, with_run=run is not None)
    for decision in missing:
        click.echo(
            f"crossfoot: {here.waivers_path} no longer holds the waiver for {decision.fingerprint} "
            f"that {decision.by or 'somebody'} granted on {decision.on.isoformat()}: it is not counted",
            err=True,
        )
    return EXIT_UNCHECKED if run is not None and tell_problems(run) else EXIT_CLEAN


def _precision(row: RuleStatistics) -> str:
    if row.precision is None:
        return "-"
    return f"{round(row.precision * 100)}% of {row.confirmed + row.waived}"


def _object(row: RuleStatistics) -> dict[str, object]:
    precision = row.precision
    return {
        "rule": row.rule,
        "found": row.found,
        "open": row.open,
        "confirmed": row.confirmed,
        "waived": row.waived,
        "precision": None if precision is None else round(precision * 1000) / 1000,
    }


def _print_table(rows: Sequence[RuleStatistics], *, with_run: bool) -> None:
    if not rows:
        click.echo("nothing was found and nothing decided")
        return
    head = ("rule", *(("found", "open") if with_run else ()), "confirmed", "waived", "precision")
    cells = [
        (
            row.rule,
            *((str(row.found), str(row.open)) if with_run else ()),
            str(row.confirmed),
            str(row.waived),
            _precision(row),
        )
        for row in rows
    ]
    total = [
        "all rules",
        *((str(sum(row.found for row in rows)), str(sum(row.open for row in rows))) if with_run else ()),
        str(sum(row.confirmed for row in rows)),
        str(sum(row.waived for row in rows)),
        "",
    ]
    decided = sum(row.confirmed + row.waived for row in rows)
    if decided:
        total[-1] = f"{round(sum(row.confirmed for row in rows) * 100 / decided)}% of {decided}"
    table = [head, *cells, tuple(total)]
    sizes = [max(len(row[column]) for row in table) for column in range(len(head))]
    for row in table:
        first = row[0].ljust(sizes[0])
        rest = "  ".join(cell.rjust(size) for cell, size in zip(row[1:], sizes[1:]))
        click.echo(f"{first}  {rest}")
