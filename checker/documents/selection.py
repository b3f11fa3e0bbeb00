"""Which files are articles: paths and folders given by the user, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Sequence

from checker.documents import format_of
from checker.errors import Problem

SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


def select(paths: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The files that `paths` name, folders searched for articles, each file once; and what matched nothing."""
    files: dict[str, None] = {}
    problems: list[Problem] = []
    for path in paths:
        if os.path.isdir(path):
            found = list(_articles_in(path, problems))
            if not found:
                problems.append(Problem(path=path, message="no article in this folder"))
            files.update(dict.fromkeys(found))
        elif os.path.exists(path):
            files[path] = None
        else:
            problems.append(Problem(path=path, message="no such file or folder"))
    return list(files), problems


def _articles_in(folder: str, problems: list[Problem]) -> list[str]:
    found: list[str] = []

    def unreadable(error: OSError) -> None:
        reason = (error.strerror or type(error).__name__).lower()
        problems.append(Problem(path=str(error.filename), message=f"folder cannot be read: {reason}"))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS
        )
        found += [
            os.path.join(parent, name)
            for name in sorted(names)
            if not name.startswith(".") and format_of(name)
        ]
    return found
