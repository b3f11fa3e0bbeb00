"""Which files are articles: paths, folders and patterns given by the user, in a stable order, each file once."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from checker.config import Config, config_for
from checker.documents import SHARED_SUFFIXES, format_of, looks_like_news
from checker.errors import ConfigurationError, Problem
from checker.stamps import Seen

SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})
IGNORE_FILES = (".gitignore", ".crossfootignore")
"""Files that name what is left out of their folder, in the form of .gitignore."""

_PATTERN = frozenset("*?[")


def select(
    paths: Sequence[str],
    *,
    config_file: Path | None = None,
    isolated: bool = False,
    force_exclude: bool = False,
    seen: Seen | None = None,
) -> tuple[list[str], list[Problem]]:
    """The files that `paths` name and the problems of those that name none.

    Folders are searched for articles by their endings and the configuration's `include` and `exclude`, ignored files
    left out. A file that is named itself is taken as it is; with `force_exclude` the exclusions hold for it too.
    What the search looks at is noted in `seen`, but for the matches of patterns.
    """
    selection = _Selection(config_file, isolated, seen or Seen())
    files: dict[str, None] = {}
    problems = selection.problems
    for path in paths:
        if os.path.isdir(path):
            found = list(selection.articles_in(path))
            if not found:
                problems.append(Problem(path=path, message="no article in this folder"))
            files.update(dict.fromkeys(found))
        elif os.path.lexists(path):
            if not (force_exclude and selection.is_excluded(path)):
                files[path] = None
        elif _PATTERN.isdisjoint(path):
            problems.append(Problem(path=path, message="no such file or folder"))
        else:
            matching = sorted(match for match in glob.iglob(path, recursive=True) if os.path.isfile(match))
            if not matching:
                problems.append(Problem(path=path, message="this pattern matches no file"))
            files.update(dict.fromkeys(match for match in matching if not selection.is_excluded(match)))
    return list(files), problems


def read_list(text: str) -> list[str]:
    """The paths of a list, one a line, or parted by NUL as `git ls-files -z` writes them."""
    if "\0" in text:
        return [path for path in text.split("\0") if path]
    return [path for path in text.splitlines() if path.strip()]


class _Selection:
    def __init__(self, config_file: Path | None, isolated: bool, seen: Seen) -> None:
        self.seen = seen
        self.config_file = config_file
        self.isolated = isolated
        self.problems: list[Problem] = []
        self._configs: dict[str, Config] = {}
        self._specs: dict[str, Any] = {}
        self._ignoring: dict[str, tuple[tuple[str, Any], ...]] = {}

    def articles_in(self, top: str) -> Iterator[str]:
        """The articles below a folder."""

        def unreadable(error: OSError) -> None:
            reason = (error.strerror or type(error).__name__).lower()
            self.problems.append(
                Problem(path=str(error.filename), message=f"folder cannot be read: {reason}")
            )

        seen: set[tuple[int, int]] = set()
        for parent, folders, names in os.walk(top, onerror=unreadable):
            found = os.stat(parent)
            if (found.st_dev, found.st_ino) in seen:
                folders.clear()
                continue
            seen.add((found.st_dev, found.st_ino))
            self.seen.search(parent, folders, names)
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".")
                and name not in SKIPPED_FOLDERS
                and not self._ignored(os.path.join(parent, name), folder=True)
            )
            for name in sorted(names):
                if name.startswith("."):
                    continue
                path = os.path.normpath(os.path.join(parent, name))
                if self._is_article(path) and not self.is_excluded(path) and not _is_special(path):
                    yield path

    def is_excluded(self, path: str) -> bool:
        """Whether the configuration or an ignore file leaves the file out."""
        config = self._config(os.path.dirname(path))
        return bool(config.exclude and config.matches(config.exclude, path)) or self._ignored(path)

    def _is_article(self, path: str) -> bool:
        suffix = os.path.splitext(path)[1].lower()
        if suffix in SHARED_SUFFIXES:
            self.seen.look(path)
            if looks_like_news(path):
                return True
        elif format_of(path) is not None:
            return True
        config = self._config(os.path.dirname(path))
        return bool(config.include) and config.matches(config.include, path)

    def _config(self, folder: str) -> Config:
        known = self._configs.get(folder)
        if known is None:
            try:
                known = config_for(
                    os.path.join(folder, "_"),
                    config_file=self.config_file,
                    isolated=self.isolated,
                    seen=self.seen,
                )
            except ConfigurationError:
                known = Config()
            self._configs[folder] = known
        return known

    def _ignored(self, path: str, *, folder: bool = False) -> bool:
        parent = os.path.dirname(path)
        specs = self._ignoring.get(parent)
        if specs is None:
            specs = self._ignoring[parent] = tuple(self._specs_above(os.path.abspath(parent)))
        for above, spec in specs:
            relative = os.path.relpath(path, above).replace(os.sep, "/")
            verdict = spec.check_file(relative + ("/" if folder else "")).include
            if verdict is not None:
                return bool(verdict)
        return False

    def _specs_above(self, folder: str) -> Iterator[tuple[str, Any]]:
        """The folders with ignore files from `folder` up to the root of its repository, and what they name."""
        while True:
            spec = self._spec(folder)
            if spec is not None:
                yield folder, spec
            repository = os.path.join(folder, ".git")
            self.seen.look(repository)
            if os.path.dirname(folder) == folder or os.path.exists(repository):
                return
            folder = os.path.dirname(folder)

    def _spec(self, folder: str) -> Any:
        if folder not in self._specs:
            lines: list[str] = []
            for name in IGNORE_FILES:
                path = os.path.join(folder, name)
                self.seen.look(path)
                try:
                    lines += Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
                except OSError:
                    continue
            if lines:
                from pathspec import GitIgnoreSpec

                self._specs[folder] = _spec_of(GitIgnoreSpec, lines)
            else:
                self._specs[folder] = None
        return self._specs[folder]


def _is_special(path: str) -> bool:
    """Whether a path is there and is no file: a pipe, a device, a link to a folder."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False


def _spec_of(kind: Any, lines: Sequence[str]) -> Any:
    good = []
    for line in lines:
        try:
            kind.from_lines([line])
            good.append(line)
        except ValueError:
            continue
    return kind.from_lines(good)
