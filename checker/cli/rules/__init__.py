"""`crossfoot rules`: list, explain, test, try, count, begin and document rules."""

from __future__ import annotations

from importlib import import_module

import click

from checker.errors import nearest

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


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"checker.cli.rules.{COMMANDS[cmd_name][0]}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0] if args else ""
        if word and not word.startswith("-") and word not in COMMANDS:
            close = nearest(word, COMMANDS)
            raise click.UsageError(
                f"No such command {word!r}." + (f" Did you mean {close!r}?" if close else ""), ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """List, explain, test and write rules."""
