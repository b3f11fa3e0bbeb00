"""Where the data lies that ships with Crossfoot: in the wheel beside the code, in a checkout beside the package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder of shipped data called `name` ("rules" or "reports")."""
    for candidate in (PACKAGE / name, PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the installation is incomplete: no folder {name!r} beside {PACKAGE}")


def lexicon_folder() -> Path:
    """The folder of the shipped word lists."""
    return folder("rules") / "lexicon"
