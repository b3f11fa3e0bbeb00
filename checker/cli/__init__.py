"""The command line: one module per command, each imported only when it is called."""

from __future__ import annotations

import sys

import click

from checker import __version__
from checker.cli._lazy import LazyGroup
from checker.errors import CrossfootError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.archive.replay import Occasion

COMMANDS = {
    "annotate": ("annotate", "Write a copy of a Word document with a comment at each number of a finding."),
    "archive": ("archive", "Check a whole archive of articles."),
    "check": ("check", "Check articles and report what does not add up."),
    "claims": ("claims", "Show the numbers read in articles."),
    "config": ("config", "Show which settings hold for a file, and where each was set."),
    "explain": ("explain", "Explain a finding, or a rule."),
    "init": ("init", "Write a commented configuration file."),
    "review": ("review", "Decide on findings, one key each."),
    "rules": ("rules", "List, explain, test and write rules."),
    "stats": ("stats", "For each rule: found, confirmed, waived."),
    "waive": ("waive", "Accept a finding as right, with a reason."),
}

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_UNCHECKED = 2
EXIT_INTERNAL = 3


@click.group(
    cls=LazyGroup,
    package="checker.cli",
    modules=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
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
