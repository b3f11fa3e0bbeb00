"""`crossfoot waive`: accept findings as right, with a reason."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli._deciding import date_option, decision_options

if TYPE_CHECKING:
    from checker.cli._deciding import Desk
    from checker.review.ledger import Ledger
    from checker.review.waivers_file import WaiversFile


@click.command("waive")
@click.argument("fingerprint", required=False)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--reason", default=None, help="Why the finding is right as written.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which the waiver counts.")
@click.option("--by", default=None, metavar="NAME", help="Who decides; else git's user.name.")
@click.option("--withdraw", is_flag=True, help="Take the waiver back instead.")
@click.option(
    "--import",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take the decisions that the HTML report saved.",
)
@date_option
@decision_options
def command(
    fingerprint: str | None,
    paths: tuple[str, ...],
    reason: str | None,
    until: datetime | None,
    by: str | None,
    withdraw: bool,
    source: Path | None,
    published: datetime | None,
    ledger_path: Path | None,
    waivers_path: Path | None,
) -> int:
    """Accept a finding as right, with a reason.

    The finding is looked for in PATH, or in this folder, so that the waiver can quote it. The waiver counts until its
    day, or until a number or a word of the finding's sentences changes.
    """
    from checker.cli._deciding import desk, open_ledger, whoever

    who = whoever() if by is None else by
    here = desk(waivers_path, ledger_path)
    waivers = here.waivers
    ledger = open_ledger(here.ledger_path)
    if source is not None:
        if fingerprint or reason or withdraw:
            raise click.UsageError("--import takes its decisions from the file alone")
        return _import(source, ledger, waivers)
    if not fingerprint:
        raise click.UsageError("name the fingerprint of the finding, as the report shows it in brackets")
    if withdraw:
        return _withdraw(fingerprint, ledger, waivers, by=who)
    if not reason or not reason.strip():
        raise click.UsageError('a waiver needs a reason: --reason "…"')
    return _waive(
        fingerprint,
        paths,
        reason=reason.strip(),
        until=until.date() if until else None,
        by=who,
        published=published,
        ledger=ledger,
        here=here,
    )


def _waive(
    fingerprint: str,
    paths: tuple[str, ...],
    *,
    reason: str,
    until: date | None,
    by: str,
    published: datetime | None,
    ledger: Ledger,
    here: Desk,
) -> int:
    from checker.cli import EXIT_CLEAN
    from checker.cli._deciding import check_paths, find, now, tell_problems
    from checker.review.ledger import new_record
    from checker.review.session import quote_of, settle

    run = check_paths(paths or (".",), published=published, desk=here)
    found = {finding.fingerprint: (report, finding) for report, finding in find(run, fingerprint)}
    if len(found) != 1:
        tell_problems(run)
        where = ", ".join(paths) or "this folder"
        several = f"{len(found)} findings begin with {fingerprint}: {', '.join(sorted(found))}"
        raise click.UsageError(several if found else f"no finding {fingerprint} in {where}")
    ((report, finding),) = found.values()
    waivers = here.waivers
    settle(ledger, waivers, now)
    ledger.append(
        new_record(
            "waive",
            fingerprint=finding.fingerprint,
            now=now(),
            rule=finding.rule,
            path=report.path,
            quote=quote_of(finding),
            reason=reason,
            by=by,
            until=until,
        )
    )
    settle(ledger, waivers, now)
    click.echo(f"waived {finding.fingerprint} {finding.rule} in {report.path}: {reason}")
    return EXIT_CLEAN


def _withdraw(fingerprint: str, ledger: Ledger, waivers: WaiversFile, *, by: str) -> int:
    from checker.cli import EXIT_CLEAN
    from checker.cli._deciding import now
    from checker.review.ledger import new_record
    from checker.review.session import settle

    settle(ledger, waivers, now)
    standing = ledger.state.standing(fingerprint)
    listed = any(entry.fingerprint == fingerprint for entry in waivers.entries())
    if not listed and (standing is None or standing.action != "waive"):
        raise click.UsageError(f"no waiver for {fingerprint} in {waivers.path}")
    if standing is not None and standing.action == "waive":
        ledger.append(new_record("undo", fingerprint=fingerprint, now=now(), by=by, of=standing.id))
        settle(ledger, waivers, now)
    waivers.withdraw(fingerprint)
    click.echo(f"{fingerprint} counts again")
    return EXIT_CLEAN


def _import(source: Path, ledger: Ledger, waivers: WaiversFile) -> int:
    from checker.cli import EXIT_CLEAN, EXIT_UNCHECKED
    from checker.cli._deciding import now
    from checker.review.decisions_import import read_decisions, take

    decisions = read_decisions(source, today=date.today())
    written, contrary = take(decisions, ledger=ledger, waivers=waivers, now=now)
    click.echo(f"{written} of {len(decisions)} decisions taken from {source}")
    for wanted, standing in contrary:
        word = "wrong" if standing.verdict == "confirm" else f"right as written ({standing.reason})"
        click.echo(
            f"crossfoot: {wanted.fingerprint} is left as {standing.by or 'somebody'} decided it on "
            f"{standing.on.isoformat()}: {word}",
            err=True,
        )
    return EXIT_UNCHECKED if contrary else EXIT_CLEAN
