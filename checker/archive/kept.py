"""Files that one process keeps for the next on the same machine, each believed only where it was made.

A kept file names itself by device and inode and begins with a digest of its content. It must belong to the user and be
writable by nobody else. One that was copied, unpacked, cut or changed is none. It is written whole or not at all, so
several processes may write at once and be killed at any moment.
"""

from __future__ import annotations

import os
import stat
import sys
import time

from checker.stamps import digest

LAYOUT = "crossfoot 1"
LARGEST = 64_000_000
_ABANDONED = 3_600
"""Seconds after which an unfinished file is one of a process that was killed."""
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def cache_folder() -> str:
    """Where the cache lies: CROSSFOOT_CACHE_DIR, else the user's cache folder."""
    named = os.environ.get("CROSSFOOT_CACHE_DIR")
    if named:
        return named
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
        return os.path.join(local, "crossfoot", "cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/crossfoot")
    return os.path.join(os.path.expanduser(os.environ.get("XDG_CACHE_HOME") or "~/.cache"), "crossfoot")


def read_kept(path: str) -> str | None:
    """What was kept in a file; None where it was not made here, or is not whole."""
    try:
        handle = os.open(path, os.O_RDONLY | _CAREFULLY)
    except (OSError, ValueError):
        return None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            return None
        if sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & 0o022):
            return None
        with os.fdopen(os.dup(handle), "rb") as stream:
            data = stream.read()
    except OSError:
        return None
    finally:
        os.close(handle)
    head, _, body = data.partition(b"\n")
    if head.decode("ascii", "replace") != _head(found, body):
        return None
    try:
        return body.decode("utf-8", "surrogateescape")
    except ValueError:
        return None


def write_kept(path: str, text: str, *, at_most: int) -> bool:
    """Keep a text in a file, and of the files in its folder no more than `at_most`; whether that could be done."""
    body = text.encode("utf-8", "surrogateescape")
    if len(body) > LARGEST:
        return False
    partial = f"{path}.{os.getpid()}.partial"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _CAREFULLY, 0o600)
    except (OSError, ValueError):
        return False
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_head(os.fstat(stream.fileno()), body).encode("ascii") + b"\n" + body)
        os.replace(partial, path)
    except OSError:
        _remove(partial)
        return False
    except BaseException:
        _remove(partial)
        raise
    _tidy(os.path.dirname(path), at_most)
    return True


def _head(found: os.stat_result, body: bytes) -> str:
    return f"{LAYOUT} {found.st_dev} {found.st_ino} {digest(body)}"


def _tidy(folder: str, at_most: int) -> None:
    """Drop the oldest files beyond those that are kept, and what killed processes left."""
    kept = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                changed = entry.stat(follow_symlinks=False).st_mtime
                if not entry.name.endswith(".partial"):
                    kept.append((changed, entry.path))
                elif changed < time.time() - _ABANDONED:
                    _remove(entry.path)
    except OSError:
        return
    kept.sort()
    for _, path in kept[:-at_most]:
        _remove(path)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
