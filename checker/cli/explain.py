"""`crossfoot explain`: the whole reasoning behind a finding, or what a rule is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli._deciding import date_option, decision_options

if TYPE_CHECKING:
    from checker.model import Finding, Report


@click.command("explain")
@click.argument("name", metavar="FINGERPRINT|RULE")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@date_option
@decision_options
def command(
    name: str,
    paths: tuple[str, ...],
    published: datetime | None,
    ledger_path: Path | None,
    waivers_path: Path | None,
) -> int:
    """Explain a finding, or a rule.

    A finding is named by its fingerprint and looked for in PATH, or in this folder: shown are the finding, what was
    read in each of its numbers, what else is known of them, what was decided, and its rule.
    """
    from checker.cli import EXIT_CLEAN, EXIT_UNCHECKED
    from checker.cli._deciding import check_paths, desk, find, open_ledger, page_options, tell_problems
    from checker.cli.rules.shared import rulebook as rules_in_force
    from checker.errors import did_you_mean
    from checker.rulebook.guide import explain

    page = page_options()
    rulebook = rules_in_force()
    rules = {rule.id: rule for rule in rulebook.rules}
    if name in rules:
        click.echo(explain(rules[name], width=min(page["width"], 110)), nl=False)
        return EXIT_CLEAN
    if not all(character in "0123456789abcdef" for character in name.lower()):
        hint = did_you_mean(name, rules)
        raise click.UsageError(
            f"{name!r} is neither a rule nor a fingerprint" + (f"; {hint}" if hint and "mean" in hint else "")
        )
    here = desk(waivers_path, ledger_path)
    run = check_paths(paths or (".",), published=published, desk=here)
    found = find(run, name.lower())
    if not found:
        tell_problems(run)
        raise click.UsageError(
            f"no finding {name} in {', '.join(paths) or 'this folder'}: its text may have changed, "
            "or it stands in another file"
        )
    ledger = open_ledger(here.ledger_path)
    for report, finding in found:
        click.echo(reasoning(report, finding, **page), nl=False)
        standing = ledger.state.standing(finding.fingerprint)
        if standing is not None:
            word = "wrong" if standing.action == "confirm" else f"right as written: {standing.reason}"
            click.echo(f"\ndecided by {standing.by or 'somebody'} on {standing.at[:10]}: {word}")
        if finding.rule in rules:
            click.echo("\n" + explain(rules[finding.rule], width=min(page["width"], 110)), nl=False)
    return EXIT_UNCHECKED if tell_problems(run) else EXIT_CLEAN


def reasoning(report: Report, finding: Finding, **page: Any) -> str:
    """A finding with all that was read in its numbers and all that other checks say of them."""
    from checker.characters import visible
    from checker.render.terminal import render_finding

    lines = [render_finding(report.path, finding, **page)]
    for title, body in (
        ("What was read", _claims(report, finding)),
        ("Other checks of these numbers", _others(report, finding)),
    ):
        block = [visible(line, ascii_only=bool(page.get("ascii_only"))) for line in body]
        if block:
            lines.append(f"\n{title}\n" + "\n".join(f"  {line}" for line in block) + "\n")
    return "".join(lines)


def _claims(report: Report, finding: Finding) -> Iterator[str]:
    from checker.render.html import claim_facts
    from checker.render.wording import role_labels

    claims = {claim.index: claim for claim in report.read}
    for label, span in zip(role_labels(finding), finding.spans):
        claim = claims.get(span.claim) if span.claim is not None else None
        facts = list(claim_facts(claim)) if claim is not None else [("counted", span.detail or span.text)]
        yield f"{label}: " + "; ".join(f"{name} {value}" for name, value in facts)


def _others(report: Report, finding: Finding) -> Iterator[str]:
    from checker.render.wording import REASONS

    places = {(span.start, span.end) for span in finding.spans}
    for check in report.checks:
        if check.outcome != "inconsistent" and places & {(span.start, span.end) for span in check.spans}:
            word = "verified" if check.outcome == "consistent" else "undecided"
            why = f" ({REASONS[check.reason]})" if check.reason else ""
            yield f"{word} {check.rule}: {'; '.join(check.working) or check.message}{why}"
