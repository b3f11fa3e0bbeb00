"""The editor of the user's choice, opened at a place."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping
from pathlib import PurePath

_WITH_LINE_AND_COLUMN = {
    "vi": ["+{line}"],
    "vim": ["+call cursor({line},{column})"],
    "nvim": ["+call cursor({line},{column})"],
    "nano": ["+{line},{column}"],
    "emacs": ["+{line}:{column}"],
    "emacsclient": ["+{line}:{column}"],
    "micro": ["+{line}:{column}"],
    "kak": ["+{line}:{column}"],
    "joe": ["+{line}"],
    "ed": [],
}
_PATH_WITH_PLACE = {
    "code": ["--wait", "--goto"],
    "codium": ["--wait", "--goto"],
    "subl": ["--wait"],
    "zed": ["--wait"],
    "hx": [],
}


def command(path: str, line: int, column: int, environment: Mapping[str, str]) -> list[str] | None:
    """The command that opens `path` at a place in $VISUAL or $EDITOR; None where neither is set.

    An editor that is not known here is given the path alone.
    """
    chosen = environment.get("VISUAL") or environment.get("EDITOR")
    if not chosen or not chosen.strip():
        return None
    words = shlex.split(chosen)
    name = PurePath(words[0]).stem.lower()
    target = path if not path.startswith("-") else f"./{path}"
    if name in _PATH_WITH_PLACE:
        return [*words, *_PATH_WITH_PLACE[name], f"{target}:{line}:{column}"]
    places = _WITH_LINE_AND_COLUMN.get(name, [])
    return [*words, *(place.format(line=line, column=column) for place in places), target]


def open_at(path: str, line: int, column: int) -> str | None:
    """Open a file at a place and wait for the editor to close; what went wrong, or None."""
    words = command(path, line, column, os.environ)
    if words is None:
        return f"no editor is set: set $VISUAL or $EDITOR, or open {path}:{line}:{column} yourself"
    before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is the editor's own while it is open
    try:
        status = subprocess.run(words, check=False).returncode
    except OSError as error:
        return f"{words[0]} could not be started: {(error.strerror or type(error).__name__).lower()}"
    finally:
        signal.signal(signal.SIGINT, before)
    return f"{words[0]} ended with status {status}" if status else None
