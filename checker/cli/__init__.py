"""The command line: one module per command, each imported only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from checker import __version__
from checker.errors import CrossfootError, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.archive.replay import Occasion

COMMANDS = {
    "annotate": "Write a copy of a Word document with a comment at each number of a finding.",
    "archive": "Check a whole archive of articles.",
    "check": "Check articles and report what does not add up.",
    "claims": "Show the numbers read in articles.",
    "config": "Show which settings hold for a file, and where each was set.",
    "explain": "Explain a finding, or a rule.",
    "init": "Write a commented configuration file.",
    "review": "Decide on findings, one key each.",
    "rules": "List, explain, test and write rules.",
    "stats": "For each rule: found, confirmed, waived.",
    "waive": "Accept a finding as right, with a reason.",
}

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_UNCHECKED = 2
EXIT_INTERNAL = 3


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called: `crossfoot --version` imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"checker.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0] if args else ""
        if word and not word.startswith("-") and word not in COMMANDS:
            close = nearest(word, COMMANDS)
            hint = f" Did you mean {close!r}?" if close else ""
            raise click.UsageError(f"No such command {word!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="crossfoot")
def crossfoot() -> None:
    """Check the numbers in copy before publication."""


def run(call: Occasion | None = None) -> None:
    """Run the command line; the exit status is the one that the documentation promises.

    `call`: where this call may leave a record for the next one like it.
    """
    try:
        status = crossfoot.main(prog_name="crossfoot", standalone_mode=False, obj=call)
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        status = 130
    except click.ClickException as error:
        error.show()
        status = EXIT_UNCHECKED
    except CrossfootError as error:
        for problem in error.problems:
            click.echo(f"crossfoot: {problem}", err=True)
        status = EXIT_UNCHECKED
    except BrokenPipeError:
        status = EXIT_CLEAN
        sys.stderr.close()
    except Exception as error:
        import traceback

        traceback.print_exc()
        click.echo(
            f"crossfoot {__version__}: internal error: {type(error).__name__}: {error}\n"
            "Please report it with the article's text and the lines above.",
            err=True,
        )
        status = EXIT_INTERNAL
    sys.exit(status if isinstance(status, int) else EXIT_CLEAN)
