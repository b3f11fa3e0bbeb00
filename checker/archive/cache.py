"""Reports of articles that were checked before, in one sqlite file.

A report is kept under a digest of everything it depends on, so nothing is ever out of date: it is found or it is not.
The file may be shared by several processes, may be killed at any moment, and is made anew where it is broken.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from checker import __version__, resources
from checker.archive.kept import cache_folder, read_kept, write_kept
from checker.stamps import digest, is_settled, stamp

LAYOUT = 1
LIMIT = 256 * 1024 * 1024
"""Bytes of reports kept; the longest unused go first."""
_DAY = 86_400
_AT_ONCE = 500
_TREES = 50
_ENCODED = ("utf-8", "surrogateescape")
_DECIDING = (
    "spacy-",
    "thinc-",
    "numpy-",
    "pint-",
    "z3_solver-",
    "marko-",
    "python_docx-",
    "lxml-",
    "pyyaml-",
)
"""Distributions whose version may change what is found."""

Key = bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A cached report: its digest in numbers, and the whole of it as JSON where that was asked for."""

    summary: str
    body: bytes | None


def settings_digest(
    parts: Iterable[str], *, rule_folders: Iterable[Path] | None = None, model: str | None = None
) -> bytes:
    """A digest of the settings and of all that decides besides them: Crossfoot's code, every rule and word list, the
    language model, and the versions of the libraries that a verdict goes through. Contents count, not times or places.
    """
    found = blake2b(digest_size=20)
    found.update(f"{LAYOUT} {__version__} {sys.version_info[:3]}".encode())
    for part in parts:
        found.update(b"\0" + part.encode())
    trees = [(resources.PACKAGE, ".py"), (resources.folder("rules"), ".yaml")]
    trees += [(Path(folder), ".yaml") for folder in rule_folders or ()]
    folder = resources.model_folder(model)
    if folder is not None:
        trees.append((folder, ""))
    for top, suffix in trees:
        found.update(b"\0" + tree_digest(top, suffix=suffix).encode())
    for library in _libraries():
        found.update(b"\0" + library.encode())
    return found.digest()


def _libraries() -> list[str]:
    names: set[str] = set()
    for place in sys.path:
        with suppress(OSError):
            names.update(
                name
                for name in os.listdir(place or ".")
                if name.endswith((".dist-info", ".egg-info")) and name.lower().startswith(_DECIDING)
            )
    return sorted(names)


def tree_digest(top: Path, *, suffix: str) -> str:
    """A digest of the files below a folder whose names end so: of their places below it and of their contents.

    They are read only where a stamp has changed since the last time; hidden folders and compiled code do not count.
    """
    began = time.time_ns()
    found = _tree(str(top), suffix)
    stamps = digest("\0".join(f"{name} {stamp(entry)}" for name, entry in found).encode(*_ENCODED))
    place = os.path.join(cache_folder(), "trees", digest(f"{top.absolute()}\0{suffix}".encode(*_ENCODED)))
    known = (read_kept(place) or "").split(" ")
    if len(known) == 2 and known[0] == stamps:
        return known[1]
    contents = blake2b(digest_size=20)
    for name, _ in found:
        contents.update(f"\0{name}\0".encode(*_ENCODED))
        with suppress(OSError), open(os.path.join(top, name), "rb") as stream:
            contents.update(digest(stream.read()).encode())
    if found and all(is_settled(entry, began) for _, entry in found):
        write_kept(place, f"{stamps} {contents.hexdigest()}", at_most=_TREES)
    return contents.hexdigest()


def _tree(top: str, suffix: str) -> list[tuple[str, os.stat_result]]:
    found = []
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with suppress(OSError), os.scandir(os.path.join(top, below)) as entries:
            for entry in entries:
                name = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__" and not entry.name.startswith("."):
                        waiting.append(name + "/")
                elif entry.name.endswith(suffix):
                    with suppress(OSError):
                        found.append((name, os.stat(entry.path)))
    return sorted(found, key=lambda pair: pair[0])


def report_key(settings: bytes, *, path: str, content: str, options: str = "") -> Key:
    """The key of an article's report: its content's digest, the name it is reported under, its settings."""
    digest = blake2b(settings, digest_size=20)
    digest.update(f"{path}\0{options}\0{content}".encode(errors="surrogateescape"))
    return digest.digest()


class ReportCache:
    """Reports by key. Where the file cannot be used nothing is found and nothing is kept; no call raises for it."""

    def __init__(self, folder: Path | None = None, *, limit: int = LIMIT) -> None:
        self.path = (folder or Path(cache_folder())) / f"reports-{LAYOUT}.sqlite3"
        self._limit = limit
        self._grown = False
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection | None:
        for attempt in range(2):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS reports (key BLOB PRIMARY KEY, summary TEXT NOT NULL,"
                    " body BLOB NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID"
                )
                connection.execute("SELECT used FROM reports LIMIT 1").fetchone()
                return connection
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:
                if attempt:
                    return None
                self._discard()
            except OSError:
                return None
        return None

    def _discard(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{self.path}{suffix}")

    def get(self, keys: Iterable[Key], *, bodies: bool = True) -> dict[Key, Entry]:
        """The entries that are there; without `bodies` only their summaries are read."""
        if self._connection is None:
            return {}
        found: dict[Key, Entry] = {}
        wanted = list(keys)
        column = "body" if bodies else "NULL"
        try:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, summary, {column}, used FROM reports WHERE key IN ({marks})"  # noqa: S608
                stale = []
                today = int(time.time()) // _DAY
                for key, summary, body, used in self._connection.execute(query, some):
                    found[key] = Entry(summary, body)
                    if used != today:
                        stale.append((today, key))
                if stale:
                    with suppress(sqlite3.OperationalError):
                        self._write("UPDATE reports SET used = ? WHERE key = ?", stale)
        except sqlite3.DatabaseError:
            self._recover()
        return found

    def put(self, entries: Mapping[Key, Entry]) -> None:
        """Keep entries; each call is kept whole or not at all."""
        if self._connection is None or not entries:
            return
        today = int(time.time()) // _DAY
        rows = [(key, entry.summary, entry.body or b"", today) for key, entry in entries.items()]
        try:
            self._write("INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?)", rows)
            self._grown = True
        except sqlite3.OperationalError:
            return
        except sqlite3.DatabaseError:
            self._recover()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        assert self._connection is not None
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(statement, rows)
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def _recover(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._discard()
        self._connection = self._open()

    def trim(self) -> None:
        """Drop the longest unused reports until the rest fit the limit, where this opening has added any."""
        if self._connection is None or not self._grown:
            return
        with suppress(sqlite3.Error):
            total = self._connection.execute("SELECT TOTAL(LENGTH(body)) FROM reports").fetchone()[0]
            while total > self._limit:
                with closing(self._connection.cursor()) as cursor:
                    rows = cursor.execute(
                        "SELECT key, LENGTH(body) FROM reports ORDER BY used, key LIMIT 1000"
                    ).fetchall()
                if not rows:
                    break
                drop = []
                for key, size in rows:
                    if total <= self._limit * 9 // 10:
                        break
                    drop.append((key,))
                    total -= size
                self._write("DELETE FROM reports WHERE key = ?", drop)

    def close(self) -> None:
        """Close the file; the cache finds and keeps nothing afterwards."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
