"""`crossfoot rules list`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.rules.shared import counted, folders_option

if TYPE_CHECKING:
    from checker.model import Rule


@click.command("list")
@click.option("--pack", "packs", multiple=True, help="Only the rules of this pack.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="What to print."
)
@folders_option
def command(packs: tuple[str, ...], format_: str, folders: tuple[Path, ...]) -> int:
    """List the rules: id, pack, severity, what each checks."""
    from checker.cli import EXIT_CLEAN, EXIT_UNCHECKED
    from checker.cli.rules.shared import rulebook, tell_problems
    from checker.errors import did_you_mean

    book = rulebook(folders)
    for pack in packs:
        if pack not in book.packs:
            raise click.UsageError(
                f"there is no pack {pack!r}: {did_you_mean(pack, book.packs) or ''}".rstrip(": ")
            )
    rules = [rule for rule in book.rules if not packs or rule.pack in packs]
    if format_ == "json":
        import json

        listed = [
            {
                "id": rule.id,
                "pack": rule.pack,
                "severity": rule.severity,
                "summary": rule.summary,
                "path": rule.path,
            }
            for rule in rules
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        _print_table(rules)
    return EXIT_UNCHECKED if tell_problems(book) else EXIT_CLEAN


def _print_table(rules: Sequence[Rule]) -> None:
    rows = [(rule.id, rule.pack, rule.severity) for rule in rules]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for rule in sorted(rules, key=lambda rule: (rule.pack, rule.id)):
        columns = "  ".join(
            text.ljust(width) for text, width in zip((rule.id, rule.pack, rule.severity), widths)
        )
        click.echo(f"{columns}  {rule.summary}")
    click.echo(counted(len(rules), "rule"))
