"""`crossfoot init`: write a commented configuration file."""

from __future__ import annotations

from pathlib import Path

import click

TEMPLATE = """\
# Crossfoot's settings for the articles in this folder and below. `crossfoot config show FILE` says what holds where.

# The least severity that fails a build: error, warning, note or never.
fail-on = "error"

# The least severity that is reported at all. It is independent of fail-on.
show = "note"

# Packs of rules in force. Without this line all of them are; `crossfoot rules list` names them.
# packs = ["core", "calendar", "money"]

# Folders of the desk's own rules, beside the shipped ones; `crossfoot rules new` begins one.
# rules = ["desk-rules"]

# Folders of word lists that the desk's rules name.
# lexicons = ["desk-rules/words"]

# The publication date of articles that say none: "yesterday" and "Friday" count from it.
# date = 2026-05-24

# Another spaCy pipeline for English; it must be installed.
# model = "en_core_web_trf"

# Files in folders that are left out, or read although their ending is unknown. Patterns are those of .gitignore.
# exclude = ["archive/**", "**/*.draft.md"]
# include = ["**/*.story"]

# Where people's decisions are kept. The waivers are written by people, the baseline by `crossfoot check
# --write-baseline` only.
# waivers = ["crossfoot-waivers.yaml"]
# baseline = "crossfoot-baseline.json"

# A rule or a whole pack can be made an error, a warning or a note, or switched off.
[severities]
# headline-matches-body = "warning"
# sport = "off"

# Other settings for some of the articles. Later sections win.
# [[files]]
# paths = ["wire/**"]
# format = "text"
# fail-on = "never"
"""


@click.command("init", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--force", is_flag=True, help="Write it anew where there is one.")
def command(folder: Path, force: bool) -> None:
    """Write a commented crossfoot.toml to FOLDER (the working folder without it)."""
    from checker.config import CONFIG_NAME
    from checker.errors import ConfigurationError, Problem

    path = folder / CONFIG_NAME
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as stream:
            stream.write(TEMPLATE)
    except FileExistsError:
        raise ConfigurationError(
            Problem(path=str(path), message="is there already", hint="--force writes it anew")
        ) from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ConfigurationError(Problem(path=str(path), message=f"cannot be written: {reason}")) from None
    click.echo(f"wrote {path}; next: crossfoot check {folder}")
