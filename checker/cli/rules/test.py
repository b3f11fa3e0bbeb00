"""`crossfoot rules test`: the tests in the rule files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.rules.shared import folders_option

if TYPE_CHECKING:
    from checker.model import Rule


@click.command("test")
@click.argument("names", nargs=-1, metavar="[ID | FILE | FOLDER]...")
@click.option("--verbose", "-v", is_flag=True, help="Name the tests that pass, too.")
@folders_option
def command(names: tuple[str, ...], verbose: bool, folders: tuple[Path, ...]) -> int:
    """Run the tests in the rule files: of all rules, or of those named.

    Exits with 1 where a test fails, with 2 where a rule file cannot be used.
    """
    from checker.cli import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNCHECKED
    from checker.cli.rules.shared import check_example, chosen, counted, rulebook, tell_problems
    from checker.rulebook.trial import run_tests

    paths = tuple(
        Path(name) for name in names if "/" in name or name.endswith((".yaml", ".yml")) or Path(name).is_dir()
    )
    ids = [name for name in names if Path(name) not in paths]
    book = rulebook((*folders, *paths))
    unusable = tell_problems(book)
    rules: tuple[Rule, ...] = chosen(book, ids) if ids else (*book.rules, *book.partial)
    if paths and not ids:
        inside = [path.resolve() for path in paths]
        rules = tuple(
            rule for rule in rules if any(Path(rule.path).resolve().is_relative_to(path) for path in inside)
        )
    passed = failed = 0
    for rule in rules:
        for outcome in run_tests(rule, check_example):
            place = f"{rule.path}:{outcome.test.line}"
            if outcome.passed:
                passed += 1
                if verbose:
                    click.echo(f"{place}: passed: {outcome.test.expect}: {outcome.test.text}")
            else:
                failed += 1
                click.echo(
                    f"{place}: {rule.id}: {outcome.failure}\n    {' '.join(outcome.test.text.split())}"
                )
    if failed:
        click.echo("crossfoot rules try FILE shows, step by step, what a rule makes of its tests")
    click.echo(f"{counted(len(rules), 'rule')}, {counted(passed, 'test')} passed, {failed} failed")
    if unusable:
        return EXIT_UNCHECKED
    return EXIT_FINDINGS if failed else EXIT_CLEAN
