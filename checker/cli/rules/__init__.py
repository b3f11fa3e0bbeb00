"""`crossfoot rules`: list, explain, test, try, count, begin and document rules."""

from __future__ import annotations

import click

from checker.cli._lazy import LazyGroup

COMMANDS = {
    "list": ("listing", "List the rules: id, pack, severity, what each checks."),
    "explain": ("explain", "Explain a rule: what, why, the arithmetic, examples, when it stays silent."),
    "test": ("test", "Run the tests in the rule files."),
    "try": ("attempt", "Show what a rule makes of a text, step by step."),
    "bench": ("bench", "Count what rules flag in a corpus, per 1,000 articles."),
    "new": ("new", "Begin a rule: a commented file that passes its own tests."),
    "docs": ("docs", "Check or write the page of all rules and the schema of rule files."),
}
"""Each subcommand, its module and what it does."""


@click.group(
    cls=LazyGroup,
    package="checker.cli.rules",
    modules=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
def command() -> None:
    """List, explain, test and write rules."""
