"""What a run printed when nothing it depends on has changed since, from the record that the last such run left.

A record is a file in the cache's folder that holds the text, the exit status, and everything the run looked at: the
articles, the folders searched for them, the files of settings and decisions that were there, the places where none was,
the rules, Crossfoot's own code, the language model and what is installed beside it. It is filed under the command's
arguments, the working folder, the day, the terminal and the variables that a run heeds. It is used only where all of
that is as it was; anything else is checked in the full way, which finds the unchanged articles in the cache of reports.

As it was means: the same size, inode and times of change as when it was read, where those times were already past
when the run began; a change within the same tick of the clock would otherwise go unseen, as with git's index. Where the
stamp differs, or was too young to tell, the content decides, if the record knows its digest.

A record is believed only where it was made (`kept`). Even so nothing of it reaches the terminal but printable text, line
ends and colours.

This module is imported before anything else is, so it imports next to nothing.
"""

from __future__ import annotations

import os
import stat
import sys
import time

from checker.archive.kept import cache_folder, read_kept, write_kept
from checker.stamps import digest, is_settled, listing, listing_of, stamp, stamp_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from checker.stamps import Seen

LAYOUT = "crossfoot run 1"
LARGEST_OUTPUT = 4_000_000
KEPT = 100
"""Records; the oldest go first."""
_HEEDED = (
    "HOME",
    "USERPROFILE",
    "LANG",
    "LANGUAGE",
    "TZ",
    "TERM",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
)
_HEEDED_BEGINNINGS = ("CROSSFOOT_", "PYTHON", "LC_", "CLICOLOR", "GITHUB_", "CI_", "XDG_", "SPACY_")
_DISTRIBUTIONS = (".dist-info", ".egg-info", ".egg-link", ".pth")


class Occasion:
    """One call of a command: where its record lies, and when it began."""

    __slots__ = ("began", "path")

    def __init__(self, path: str, began: int) -> None:
        self.path = path
        self.began = began
        """Nanoseconds since 1970."""


class Dependencies:
    """What a run depended on besides the circumstances of its call."""

    __slots__ = ("articles", "seen", "trees")

    def __init__(
        self, *, articles: Mapping[str, tuple[str, str]], seen: Seen, trees: Iterable[tuple[str, str]]
    ) -> None:
        self.articles = articles
        """Each article's path with its stamp before it was read, and the digest of the content that was checked."""
        self.seen = seen
        """What was searched and looked for to find the articles, their settings and the decisions on them."""
        self.trees = trees
        """Folders whose files count down to the last level: the folder, and the ending of the names that count."""


class _UnsettledError(Exception):
    """Something changed so short a time ago that a record could miss a further change."""


# ── when a record holds ─────────────────────────────────────────────────────────────────────────────────────


def occasion(arguments: Sequence[str]) -> Occasion:
    """The call of a command with these arguments, here and now. OSError where there is no working folder."""
    began = time.time_ns()
    name = digest("\0".join(_circumstances(arguments)).encode("utf-8", "surrogateescape"))
    return Occasion(os.path.join(cache_folder(), "runs", name), began)


def _circumstances(arguments: Sequence[str]) -> Iterator[str]:
    from checker import __version__

    yield from (LAYOUT, __version__, __file__, sys.version, sys.executable, os.getcwd())
    yield time.strftime("%Y-%m-%d")
    yield f"{sys.path} {sys.flags}"
    for stream in (sys.stdout, sys.stderr):
        terminal = stream is not None and stream.isatty()
        yield f"{getattr(stream, 'encoding', None)} {getattr(stream, 'errors', None)} {terminal}"
        if terminal:
            try:
                yield str(os.get_terminal_size(stream.fileno()))
            except (OSError, ValueError):
                yield "no size"
    for name in sorted(os.environ):
        if name in _HEEDED or name.startswith(_HEEDED_BEGINNINGS):
            yield f"{name}={os.environ[name]}"
    yield from arguments


# ── answering from a record ─────────────────────────────────────────────────────────────────────────────────


def replay(call: Occasion) -> int | None:
    """Print what the same run printed before, and give its exit status; None where it is to be checked."""
    text = read_kept(call.path)
    if text is None:
        return None
    fields = text.split("\0")
    try:
        status, output = int(fields[0]), fields[1]
        entries = fields[2:]
        moved = _changed(entries)
    except (ValueError, IndexError, OSError):
        return None
    if moved is None or status not in (0, 1) or not is_plain(output):
        return None
    if moved:
        renewed = _renewed(entries, moved, began=call.began)
        write_kept(call.path, "\0".join([str(status), output, *renewed]), at_most=KEPT)
    data = output.encode("utf-8", "surrogateescape")
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        return None
    try:
        buffer.write(data)
        buffer.flush()
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


def _changed(entries: Sequence[str]) -> list[int] | None:
    """None where something is not as it was; else the places of entries whose content alone could tell."""
    if not entries or len(entries) % 4:
        return None
    moved = []
    ask = os.stat
    for place in range(0, len(entries), 4):
        path, kind, before, known = entries[place : place + 4]
        try:
            found = ask(path)
        except OSError:
            found = None
        if kind == "absent":
            if found is not None:
                return None
            continue
        if found is None:
            return None
        if kind == "there":
            if stat.S_ISREG(found.st_mode):
                return None
            continue
        if stamp(found) == before:
            continue
        if not known or _content(path, kind) != known:
            return None
        moved.append(place)
    return moved


def _content(path: str, kind: str) -> str | None:
    """The digest of what a record knows a file or folder by."""
    try:
        if kind == "file":
            if not stat.S_ISREG(os.stat(path).st_mode):
                return None
            with open(path, "rb") as stream:
                return digest(stream.read())
        if kind == "folder":
            return listing_of(path)
        if kind == "installed":
            return listing(name for name in os.listdir(path) if name.endswith(_DISTRIBUTIONS))
    except (OSError, ValueError):
        pass
    return None


def is_plain(text: str) -> bool:
    """Whether a terminal shows the text and does nothing else: printable, with line ends and colours at most."""
    pieces = text.split("\x1b")
    if len(pieces) > 1:
        rest = [pieces[0]]
        for piece in pieces[1:]:
            codes, end, after = piece.partition("m")
            if not end or not codes.startswith("[") or not all(c in "0123456789;" for c in codes[1:]):
                return False
            rest.append(after)
        text = "".join(rest)
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    strange = [c for c in set(text) if c != "\n" and not c.isprintable()]
    if not strange:
        return True
    from unicodedata import category

    return all(category(c) == "Zs" for c in strange)


# ── keeping a record ────────────────────────────────────────────────────────────────────────────────────────


def record(call: Occasion, *, output: str, status: int, on: Dependencies) -> bool:
    """Keep what a run printed for the next one like it; whether that could be done.

    It is not kept where something that the run read without noting its content was changed since shortly before the
    run began. What goes wrong in writing costs the record and nothing else.
    """
    if len(output) > LARGEST_OUTPUT or "\0" in output or not is_plain(output):
        return False
    try:
        entries = [field for entry in _dependencies(on, call.began) for field in entry]
        return write_kept(call.path, "\0".join([str(status), output, *entries]), at_most=KEPT)
    except (_UnsettledError, OSError, ValueError):
        return False


def _dependencies(on: Dependencies, began: int) -> Iterator[tuple[str, str, str, str]]:
    for path, (before, known) in on.articles.items():
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode) or stamp(found) != before:
            raise _UnsettledError
        yield path, "file", before if is_settled(found, began) else "", known
    for path, known in on.seen.folders.items():
        found = os.stat(path)
        yield path, "folder", stamp(found) if is_settled(found, began) else "", known
    for path, before in on.seen.files.items():
        if path not in on.articles:
            yield _lookup(path, before, began)
    for top, suffix in on.trees:
        yield from _tree(top, suffix, began)
    for place in sys.path:
        path = place or os.getcwd()
        if os.path.isdir(path):
            yield _unread(path, "installed", began)
        else:
            yield _lookup(path, stamp_of(path), began)


def _lookup(path: str, before: str, began: int) -> tuple[str, str, str, str]:
    if stamp_of(path) != before and not os.path.isdir(path):
        raise _UnsettledError
    if not before:
        return path, "absent", "", ""
    found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        return path, "there", "", ""
    if not is_settled(found, began):
        raise _UnsettledError
    known = _content(path, "file") if found.st_size <= LARGEST_OUTPUT else None
    return path, "file", before, known or ""


def _unread(path: str, kind: str, began: int) -> tuple[str, str, str, str]:
    """The entry of what was not noted when the run met it, and must therefore be older than the run."""
    found = os.stat(path)
    if not is_settled(found, began):
        raise _UnsettledError
    return path, kind, stamp(found), _content(path, kind) or ""


def _tree(top: str, suffix: str, began: int) -> Iterator[tuple[str, str, str, str]]:
    """Every folder below `top`, and every file there whose name ends so; the files are known by their stamps alone."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        yield _unread(folder, "folder", began)
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__" and not entry.name.startswith("."):
                        waiting.append(entry.path)
                elif entry.name.endswith(suffix):
                    found = os.stat(entry.path)
                    if not is_settled(found, began):
                        raise _UnsettledError
                    yield entry.path, "file", stamp(found), ""


def _renewed(entries: Sequence[str], moved: Sequence[int], *, began: int) -> list[str]:
    """The entries with the stamps of now where the content was found to be the same."""
    fields = list(entries)
    for place in moved:
        try:
            found = os.stat(fields[place])
        except OSError:
            continue
        fields[place + 2] = stamp(found) if is_settled(found, began) else ""
    return fields
