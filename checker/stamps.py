"""What is known of files without reading them, and what a run asked of the file system."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SECOND = 1_000_000_000
_COARSE = 5 * _SECOND // 2
_FINE = _SECOND // 10


def stamp(found: os.stat_result) -> str:
    """Size, times of change, inode and device: whatever changes when a file's content does."""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_dev}"


def stamp_of(path: str) -> str:
    """The stamp of what lies at a path; empty where nothing does."""
    try:
        return stamp(os.stat(path))
    except (OSError, ValueError):
        return ""


def is_settled(found: os.stat_result, moment: int) -> bool:
    """Whether a change after `moment`, in nanoseconds since 1970, would show in the stamp.

    A clock stands still between two ticks: a stamp says something only of ticks that were over by then. The coarsest
    file systems count in two seconds, and show it by times that are whole; others in hundredths of a second.
    """
    times = (found.st_mtime_ns, found.st_ctime_ns)
    tick = _COARSE if all(time % _SECOND == 0 for time in times) else _FINE
    return max(times) + tick < moment


def digest(data: bytes) -> str:
    """The digest by which content is known."""
    from hashlib import blake2b

    return blake2b(data, digest_size=20).hexdigest()


def listing(names: Iterable[str]) -> str:
    """The digest of the names in a folder, those of folders ending with a slash; hidden ones do not count."""
    counting = sorted(name for name in names if name != "__pycache__/" and not name.startswith("."))
    return digest("\0".join(counting).encode("utf-8", "surrogateescape"))


def listing_of(folder: str) -> str:
    """The listing of a folder that is there. Raises OSError where it cannot be read."""
    with os.scandir(folder) as entries:
        return listing([entry.name + "/" if entry.is_dir() else entry.name for entry in entries])


class Seen:
    """What a run asked of the file system, each as it was when it was asked first."""

    __slots__ = ("files", "folders")

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        """The stamp of every path looked for, empty where nothing was there."""
        self.folders: dict[str, str] = {}
        """The listing of every folder searched."""

    def look(self, path: str) -> None:
        """Note a path that is about to be asked for."""
        if path not in self.files:
            self.files[path] = stamp_of(path)

    def search(self, folder: str, folders: Iterable[str], names: Iterable[str]) -> None:
        """Note a folder whose entries were read."""
        self.folders[folder] = listing([*(name + "/" for name in folders), *names])
