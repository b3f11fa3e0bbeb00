"""`crossfoot rules try`: what a rule makes of a text, step by step."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.rules.shared import counted, folders_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.model import Binding, Claim, Link, Rule, Verdict


@click.command("try")
@click.argument("name", metavar="FILE|ID|all")
@click.option("-e", "--text", help="The text to check; without it, the tests of the rule are gone through.")
@click.option("--date", "published", type=click.DateTime(["%Y-%m-%d"]), help="The publication date.")
@click.option("--title", help="The headline.")
@folders_option
def command(
    name: str, text: str | None, published: datetime | None, title: str | None, folders: tuple[Path, ...]
) -> int:
    """Show the claims and links of a text, how a rule binds them, what it says, or why it does not fire."""
    from checker.cli import EXIT_CLEAN, EXIT_UNCHECKED
    from checker.cli.rules.shared import chosen, example_document, rulebook, tell_problems
    from checker.documents import read_text

    is_file = name.endswith((".yaml", ".yml")) or "/" in name
    book = rulebook((*folders, Path(name)) if is_file else folders)
    if is_file:
        inside = Path(name).resolve()
        rules = tuple(rule for rule in (*book.rules, *book.partial) if Path(rule.path).resolve() == inside)
        unusable = any(Path(problem.path).resolve() == inside for problem in book.problems)
        if unusable:
            tell_problems(book)
        if not rules:
            return EXIT_UNCHECKED
    else:
        rules = book.rules if name == "all" else chosen(book, (name,))
    if text is not None:
        document = read_text(
            text, path="<text>", published=published.date() if published else None, title=title
        )
        _show(document, rules)
    else:
        for rule in rules:
            for test in rule.tests:
                click.echo(f"── {test.expect}: {' '.join(test.text.split())}")
                _show(example_document(test), (rule,))
                click.echo()
    return EXIT_CLEAN


def _show(document: object, rules: Sequence[Rule]) -> None:
    from checker.check import read_document_numbers
    from checker.judge import judge_bound
    from checker.judge.bind import Bound, bind
    from checker.model import Document

    assert isinstance(document, Document)
    document, claims, links = read_document_numbers(document)
    click.echo(counted(len(claims), "claim"))
    for claim in claims:
        click.echo(f"  [{claim.index}] {claim_in_words(claim)}")
    kinds = {kind for rule in rules for role in rule.roles for kind in role.link_kinds}
    shown = [link for link in links if link.kind in kinds or not kinds or len(rules) > 1]
    click.echo(
        counted(len(links), "link")
        + (f", {len(shown)} of the kinds that the rule uses" if len(shown) < len(links) else "")
    )
    for link in shown:
        click.echo(f"  {link_in_words(link)}")
    for rule in rules:
        lines: list[str] = []
        for result in bind(rule, claims, links):
            if isinstance(result, Bound):
                for binding in result.alternatives[:8]:
                    lines.append(f"  binding: {binding_in_words(binding)}")
                if len(result.alternatives) > 8:
                    lines.append(f"  … {len(result.alternatives) - 8} more ways")
                for verdict in judge_bound(result):
                    lines += [f"    {line}" for line in verdict_in_words(verdict)]
            else:
                lines.append(f"  no binding in {result.where}: {result.why}")
        if not any(role.link_kinds for role in rule.roles):
            lines += list(_misfits(rule, claims))
        if lines or len(rules) == 1:
            click.echo(f"{rule.id}")
            for line in lines or ["  nothing to bind: no link of the kinds that the rule uses"]:
                click.echo(line)


def _misfits(rule: Rule, claims: Sequence[Claim]) -> Iterator[str]:
    """For each role, the key that keeps each claim out of it."""
    from checker.judge.bind import why_not

    for role in rule.roles:
        reasons = [(claim, why_not(rule, role, claim)) for claim in claims]
        fits = [f"[{claim.index}]" for claim, reason in reasons if reason is None]
        kept_out = [f"[{claim.index}] {reason}" for claim, reason in reasons if reason is not None]
        yield f"  {role.name}: fits {', '.join(fits) or 'none'}" + (
            f"; not {', '.join(kept_out)}" if kept_out else ""
        )


def claim_in_words(claim: Claim) -> str:
    """A claim on one line: its text, its intervals, and every field that says something."""
    quantity = claim.quantity
    said = [f"{quantity.text!r}", quantity.form]
    said += _meanings(claim)
    fields = {
        "unit": claim.unit,
        "qualifier": quantity.qualifier if quantity.qualifier != "exactly" else None,
        "counted": claim.counted,
        "event": claim.event,
        "agent": claim.agent,
        "patient": claim.patient,
        "subject": claim.subject,
        "place": claim.place,
        "time": claim.time,
        "source": claim.source,
        "scope": claim.scope,
        "per": claim.per,
        "base": claim.base,
        "change": claim.change,
        "modality": claim.modality if claim.modality != "asserted" else None,
        "polarity": claim.polarity if claim.polarity != "positive" else None,
        "modifiers": " ".join(claim.modifiers) or None,
        "quoted": "yes" if claim.quoted else None,
        "derived": claim.derived,
    }
    said += [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return ", ".join(said)


def _meanings(claim: Claim) -> Iterator[str]:
    from checker.arithmetic.units import unit_of
    from checker.arithmetic.wording import show_amount

    for reading in claim.quantity.readings:
        unit = unit_of(claim, reading.unit)
        core, wide = show_amount(reading.core, unit), show_amount(reading.wide, unit)
        note = f" ({reading.note})" if reading.note else ""
        yield (f"means {core}" if core == wide else f"means {core}, or charitably {wide}") + note


def link_in_words(link: Link) -> str:
    """A link on one line: its kind, cue and closure, and the claims in its roles."""
    roles = "; ".join(
        f"{role} {', '.join(_named(claim) for claim in claims)}" for role, claims in link.roles.items()
    )
    attributes = "".join(f", {name}={value}" for name, value in link.attributes.items())
    return f"{link.kind} ({link.cue}; {link.closed}{attributes}): {roles}"


def binding_in_words(binding: Binding) -> str:
    """A binding on one line."""
    return "; ".join(
        f"{role} {', '.join(_named(claim) for claim in claims) or 'nothing'}"
        for role, claims in binding.roles.items()
    )


def verdict_in_words(verdict: Verdict) -> list[str]:
    """A verdict with its working."""
    name = f"{verdict.assertion.id}: " if verdict.assertion.id else ""
    reason = f" ({verdict.reason})" if verdict.reason else ""
    lines = [f"{name}{verdict.outcome}{reason}   {verdict.assertion.source}"]
    lines += [f"  {line}" for line in verdict.working]
    if verdict.outcome == "inconsistent":
        lines.append(f"  {verdict.severity}: {verdict.message}")
    if verdict.remark:
        lines.append(f"  note: {verdict.remark}")
    return lines


def _named(claim: Claim) -> str:
    return f"{claim.quantity.text or claim.derived} [{claim.index}]"
