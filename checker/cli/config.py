"""`crossfoot config`: show which settings hold for a file, and where each was set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.config import Config


@click.group("config", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Show which settings hold for a file, and where each was set."""


@command.command("show")
@click.argument("path", type=click.Path(path_type=Path), default=Path("article.txt"), metavar="[FILE]")
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="This configuration instead of the nearest one.",
)
@click.option("--isolated", is_flag=True, help="Read no configuration.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(path: Path, config_file: Path | None, isolated: bool, as_json: bool) -> None:
    """Show the settings for FILE (which need not exist), each with the place where it was set."""  # fmt: skip
    from checker.config import SETTINGS, config_for

    if path.is_dir():
        path = path / "article.txt"
    config = config_for(path, config_file=config_file, isolated=isolated)
    rows = {name.replace("_", "-"): (_value(config, name), _origin(config, name)) for name in SETTINGS}
    if as_json:
        settings = {name: {"value": value, "set in": origin} for name, (value, origin) in rows.items()}
        tree = {
            "file": str(path),
            "configuration": str(config.path) if config.path else None,
            "settings": settings,
        }
        click.echo(json.dumps(tree, ensure_ascii=False, indent=1))
        return
    click.echo(f"# {path}: {_shown(config.path) if config.path else 'no configuration'}")
    width = max(
        len(f"{name} = {_toml(value)}") for name, (value, _) in rows.items() if not isinstance(value, dict)
    )
    tables = []
    for name, (value, origin) in rows.items():
        if isinstance(value, dict):
            tables.append((name, value))
        else:
            line = f"{name} = {_toml(value)}" if value is not None else f"# {name} is not set"
            click.echo(f"{line.ljust(min(width, 60))}  # {origin}")
    for name, table in tables:
        if table:
            click.echo(f"\n[{name}]")
            for key, value in table.items():
                click.echo(
                    f"{_key(key)} = {_toml(value)}  # {config.origins.get(f'{name}.{key}', 'default')}"
                )


def _value(config: Config, name: str) -> object:
    value = getattr(config, name)
    if isinstance(value, tuple):
        return [_shown(entry) if isinstance(entry, Path) else entry for entry in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Path):
        return _shown(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _origin(config: Config, name: str) -> str:
    return config.origins.get(name, "default")


def _shown(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)
