"""`crossfoot rules explain ID`."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.rules.shared import folders_option


@click.command("explain")
@click.argument("rule_id", metavar="ID")
@folders_option
def command(rule_id: str, folders: tuple[Path, ...]) -> None:
    """Explain a rule: what, why, the arithmetic, examples, when it stays silent, how to waive it."""
    import shutil

    from checker.cli.rules.shared import chosen, rulebook
    from checker.rulebook.guide import explain

    (rule,) = chosen(rulebook(folders), (rule_id,))
    click.echo(explain(rule, width=min(shutil.get_terminal_size((100, 24)).columns, 110)), nl=False)
