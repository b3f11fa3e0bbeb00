"""Every decision that was taken, in one file that only grows: one JSON object a line.

A line is on disk, and the disk told to keep it, before `append` returns: whoever sees a decision confirmed can pull
the plug. Writers take a lock for the moment of writing, so that two people who review at once lose nothing, and each
sees what the other decided. A line that was cut off or damaged is reported and left out; all others still count.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

import msgspec

from checker.errors import DecisionError, Problem
from checker.model import Decision

Action = Literal["waive", "confirm", "undo", "settled"]
DEFAULT = Path(".crossfoot") / "decisions.jsonl"
"""Where the ledger lies, seen from the folder of the configuration."""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of the ledger.

    "waive" and "confirm" take a decision; "undo" takes back the one whose id stands in `of`; "settled" says that the
    waivers file agrees with the line whose id stands in `of`.
    """

    id: str
    at: str
    """When it was written, in UTC, as ISO 8601."""
    action: Action
    fingerprint: str
    rule: str = ""
    path: str = ""
    quote: str = ""
    reason: str = ""
    by: str = ""
    until: date | None = None
    of: str = ""

    def decision(self) -> Decision:
        """The decision that this line takes."""
        return Decision(
            fingerprint=self.fingerprint,
            rule=self.rule,
            path=self.path,
            quote=self.quote,
            verdict="confirm" if self.action == "confirm" else "waive",
            reason=self.reason,
            by=self.by,
            on=date.fromisoformat(self.at[:10]),
            until=self.until,
        )


class State:
    """What the lines of a ledger amount to, kept up as more are read."""

    __slots__ = ("_by_fingerprint", "_records", "_settled", "_undone")

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._by_fingerprint: dict[str, list[str]] = {}
        self._undone: dict[str, Record] = {}
        self._settled: set[str] = set()

    def take(self, record: Record) -> None:
        """Take in one more line."""
        self._records[record.id] = record
        match record.action:
            case "undo":
                self._undone[record.of] = record
            case "settled":
                self._settled.add(record.of)
            case "waive" | "confirm":
                self._by_fingerprint.setdefault(record.fingerprint, []).append(record.id)

    def standing(self, fingerprint: str) -> Record | None:
        """The last decision on a finding that was not taken back; None where there is none."""
        for name in reversed(self._by_fingerprint.get(fingerprint, ())):
            if name not in self._undone:
                return self._records[name]
        return None

    def all_standing(self) -> tuple[Record, ...]:
        """The decision that stands on each finding, in the order in which the findings were first decided."""
        return tuple(record for fingerprint in self._by_fingerprint if (record := self.standing(fingerprint)))

    def unsettled(self) -> tuple[Record, ...]:
        """Lines that the waivers file may not know of: those about findings that were ever waived."""
        waived = {record.fingerprint for record in self._records.values() if record.action == "waive"}
        return tuple(
            record
            for record in self._records.values()
            if record.action != "settled" and record.id not in self._settled and record.fingerprint in waived
        )

    def reasons(self, limit: int = 3) -> tuple[str, ...]:
        """The reasons given last for waivers, the newest first, each once."""
        given = [
            record.reason for record in self._records.values() if record.action == "waive" and record.reason
        ]
        return tuple(dict.fromkeys(reversed(given)))[:limit]

    def __len__(self) -> int:
        return len(self._records)


class Ledger:
    """A ledger file, which need not exist yet. `problems` names the lines that could not be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state = State()
        self.problems: list[Problem] = []
        self._offset = 0
        self._line = 0
        self.refresh()

    def refresh(self) -> None:
        """Read what others have written since."""
        try:
            with self.path.open("rb") as file:
                self._read_on(file.fileno())
        except FileNotFoundError:
            return
        except OSError as error:
            raise DecisionError(
                Problem(path=str(self.path), message=f"the ledger cannot be read: {error.strerror}")
            ) from error

    def append(
        self, record: Record, *, unless: Callable[[State], Record | None] | None = None
    ) -> Record | None:
        """Write a line and see it safe on disk; None when done.

        `unless` is asked once the file is locked and read to its end: the line that it returns stands against this
        one, which is then not written, and is returned. DecisionError where the file cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = not self.path.exists()
            handle = os.open(
                self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644
            )
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            with _locked(handle):
                self._read_on(handle)
                if unless is not None and (standing := unless(self.state)) is not None:
                    return standing
                line = msgspec.json.encode(record) + b"\n"
                if self._ends_within_a_line(handle):
                    line = b"\n" + line
                size = os.fstat(handle).st_size
                try:
                    _write_all(handle, line)
                    os.fsync(handle)
                    if new:
                        _sync_folder(self.path.parent)
                except OSError:
                    with suppress(OSError):
                        os.ftruncate(handle, size)
                    raise
                self._read_on(handle)
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            os.close(handle)
        return None

    def _unwritable(self, error: OSError) -> DecisionError:
        return DecisionError(
            Problem(
                path=str(self.path),
                message=f"the decision could not be saved: {(error.strerror or type(error).__name__).lower()}",
                hint="nothing was decided; mend this and decide again",
            )
        )

    def _ends_within_a_line(self, handle: int) -> bool:
        size = os.fstat(handle).st_size
        if size == 0:
            return False
        os.lseek(handle, size - 1, os.SEEK_SET)
        return os.read(handle, 1) != b"\n"

    def _read_on(self, handle: int) -> None:
        size = os.fstat(handle).st_size
        if size < self._offset:
            self._start_again()
        os.lseek(handle, self._offset, os.SEEK_SET)
        data = b""
        while chunk := os.read(handle, 1 << 20):
            data += chunk
        whole, newline, _rest = data.rpartition(b"\n")
        if not newline:
            return
        self._offset += len(whole) + 1
        for line in whole.split(b"\n"):
            self._line += 1
            if line.strip():
                self._take(line)

    def _start_again(self) -> None:
        self.state = State()
        self.problems = []
        self._offset = self._line = 0

    def _take(self, line: bytes) -> None:
        try:
            record = msgspec.json.decode(line, type=Record)
            datetime.fromisoformat(record.at)
        except (msgspec.MsgspecError, ValueError) as error:
            self.problems.append(
                Problem(
                    path=str(self.path),
                    line=self._line,
                    message="this line is no decision and is left out",
                    hint=str(error).lower(),
                )
            )
            return
        self.state.take(record)

    def cut_off(self) -> Problem | None:
        """The problem of a last line without an end, as a writer leaves it who was stopped in the middle."""
        try:
            size = self.path.stat().st_size
        except OSError:
            return None
        if size <= self._offset:
            return None
        return Problem(
            path=str(self.path),
            line=self._line + 1,
            message="the last line breaks off and is left out",
            hint="whoever wrote it was stopped before the decision was shown as taken",
        )


def new_record(
    action: Action,
    *,
    fingerprint: str,
    now: datetime,
    rule: str = "",
    path: str = "",
    quote: str = "",
    reason: str = "",
    by: str = "",
    until: date | None = None,
    of: str = "",
) -> Record:
    """A line to append, with an id of its own."""
    return Record(
        id=uuid4().hex,
        at=now.astimezone(UTC).isoformat(timespec="seconds"),
        action=action,
        fingerprint=fingerprint,
        rule=rule,
        path=path,
        quote=quote,
        reason=reason,
        by=by,
        until=until,
        of=of,
    )


def problems_of(ledger: Ledger) -> Sequence[Problem]:
    """All that is wrong with a ledger file."""
    broken_off = ledger.cut_off()
    return [*ledger.problems, *([broken_off] if broken_off else [])]


@contextmanager
def folder_locked(folder: Path) -> Iterator[None]:
    """Hold off everyone else who changes a file of this folder by putting another in its place."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with _locked(handle):
            yield
    finally:
        os.close(handle)


@contextmanager
def _locked(handle: int) -> Iterator[None]:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 1 << 40, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(handle, 1 << 40, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
