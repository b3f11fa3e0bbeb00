"""`crossfoot rules bench`: how often rules flag something in a corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.rules.shared import counted, folders_option

if TYPE_CHECKING:
    from checker.model import Finding, Report


@click.command("bench")
@click.argument("corpus", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--rule", "ids", multiple=True, metavar="ID", help="Only this rule; may be given several times."
)
@click.option("--excerpts", type=int, default=5, show_default=True, help="Excerpts shown for each rule.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="What to print."
)
@folders_option
def command(
    corpus: tuple[str, ...], ids: tuple[str, ...], excerpts: int, format_: str, folders: tuple[Path, ...]
) -> int:
    """Count what each rule flags in the articles of a corpus, per 1,000 articles, each flag with its excerpt.

    A rule is ready to be published when every flag of it is worth an editor's look.
    """
    from checker.check import check_document
    from checker.cli import EXIT_CLEAN, EXIT_UNCHECKED
    from checker.cli.rules.shared import chosen, rulebook, tell_problems
    from checker.documents import read_document
    from checker.documents.selection import select
    from checker.errors import DocumentError
    from checker.rulebook import Rulebook

    book = rulebook(folders)
    unusable = tell_problems(book)
    rules = chosen(book, ids)
    files, problems = select(corpus)
    reports: list[Report] = []
    for path in files:
        try:
            reports.append(check_document(read_document(path), rulebook=Rulebook(rules=rules)))
        except DocumentError as error:
            problems = [*problems, *error.problems]
    for problem in problems:
        click.echo(str(problem), err=True)
    flags: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    checks: Counter[tuple[str, str]] = Counter()
    for report in reports:
        for finding in report.findings:
            for rule_id in finding.relations or (finding.rule,):
                flags[rule_id].append((report.path, finding))
        checks.update((check.rule, check.outcome) for check in report.checks)
    if format_ == "json":
        _print_json(len(reports), [rule.id for rule in rules], flags, checks)
    else:
        _print_text(len(reports), [rule.id for rule in rules], flags, checks, excerpts)
    return EXIT_UNCHECKED if unusable or problems or not reports else EXIT_CLEAN


def _per_thousand(count: int, articles: int) -> str:
    tenths = (count * 10_000 + articles // 2) // articles if articles else 0
    return f"{tenths // 10}.{tenths % 10}"


def _print_text(
    articles: int,
    ids: list[str],
    flags: dict[str, list[tuple[str, Finding]]],
    checks: Counter[tuple[str, str]],
    excerpts: int,
) -> None:
    click.echo(counted(articles, "article"))
    click.echo(f"{'flags':>6} {'per 1,000':>10} {'held':>6} {'undecided':>10}  rule")
    for rule_id in sorted(ids, key=lambda rule_id: (-len(flags[rule_id]), rule_id)):
        found = flags[rule_id]
        click.echo(
            f"{len(found):>6} {_per_thousand(len(found), articles):>10} {checks[rule_id, 'consistent']:>6} "
            f"{checks[rule_id, 'undecided']:>10}  {rule_id}"
        )
        for path, finding in found[:excerpts]:
            line = finding.spans[0].line if finding.spans else 1
            click.echo(f"         {path}:{line}: {finding.message}")
            for excerpt in finding.excerpts:
                click.echo(f"             {' '.join(excerpt.text.split())}")
        if len(found) > excerpts:
            click.echo(f"         … {len(found) - excerpts} more")


def _print_json(
    articles: int,
    ids: list[str],
    flags: dict[str, list[tuple[str, Finding]]],
    checks: Counter[tuple[str, str]],
) -> None:
    import json

    counted = [
        {
            "rule": rule_id,
            "flags": len(flags[rule_id]),
            "per_1000": _per_thousand(len(flags[rule_id]), articles),
            "consistent": checks[rule_id, "consistent"],
            "undecided": checks[rule_id, "undecided"],
            "findings": [
                {
                    "path": path,
                    "message": finding.message,
                    "fingerprint": finding.fingerprint,
                    "excerpts": [excerpt.text for excerpt in finding.excerpts],
                }
                for path, finding in flags[rule_id]
            ],
        }
        for rule_id in ids
    ]
    click.echo(json.dumps({"articles": articles, "rules": counted}, ensure_ascii=False, indent=2))
