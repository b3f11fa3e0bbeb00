"""The file of waivers as a review writes it: one entry a finding at the end, all else as people left it."""

from __future__ import annotations

from pathlib import Path

from checker.errors import DecisionError, Problem
from checker.files import write_whole
from checker.model import Decision
from checker.review.ledger import folder_locked
from checker.review.waivers import WaiverEntry, read_waivers

HEADER = """\
# Findings of Crossfoot that are right as written. Each entry names one finding by its fingerprint, which changes as
# soon as a number or a word of its sentences does. A reason is required; with `until` the waiver ends after that day.
"""


class WaiversFile:
    """A waivers file, which need not exist yet. Every change is on disk, whole, before the method returns."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def entries(self) -> tuple[Decision, ...]:
        """The waivers in the order of the file; DecisionError names every entry that cannot be used."""
        entries, problems = read_waivers(self.path)
        if problems:
            raise DecisionError(*problems)
        return tuple(entry.decision for entry in entries)

    def grant(self, decision: Decision) -> None:
        """Write a waiver at the end; an earlier one for the same finding goes."""
        with folder_locked(self.path.parent):
            text = self._without(decision.fingerprint) or HEADER
            if not text.endswith("\n"):
                text += "\n"
            self._write(text + written(decision))

    def withdraw(self, fingerprint: str) -> None:
        """Take the waiver for a finding out, if there is one."""
        if not self.path.exists():
            return
        with folder_locked(self.path.parent):
            rest = self._without(fingerprint)
            if rest != self._text():
                self._write(rest)

    def _text(self) -> str:
        try:
            return self.path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise DecisionError(Problem(path=str(self.path), message=f"cannot be read: {error}")) from error

    def _without(self, fingerprint: str) -> str:
        """The text without the waiver of one finding; DecisionError where the file is no list of waivers."""
        text = self._text()
        entries, problems = read_waivers(self.path)
        if problems and not entries:
            raise DecisionError(*problems)
        lines = text.splitlines(keepends=True)
        for entry in reversed(entries):
            if entry.decision.fingerprint == fingerprint:
                del lines[entry.line - 1 : _end(lines, entry)]
        return "".join(lines)

    def _write(self, text: str) -> None:
        try:
            write_whole(self.path, text.encode())
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise DecisionError(
                Problem(path=str(self.path), message=f"cannot be written: {reason}")
            ) from error


def _end(lines: list[str], entry: WaiverEntry) -> int:
    """The line after the last one of an entry, from 0: its lines are indented, empty ones may stand between."""
    end = entry.line
    for place in range(entry.line, len(lines)):
        line = lines[place]
        if not line.strip():
            continue
        if not line.startswith((" ", "\t")):
            break
        end = place + 1
    return end


def written(decision: Decision) -> str:
    """A waiver as its entry in the file, ending with a newline."""
    values = (
        ("fingerprint", decision.fingerprint),
        ("rule", decision.rule),
        ("path", decision.path),
        ("quote", decision.quote),
        ("reason", decision.reason),
        ("by", decision.by),
        ("on", decision.on.isoformat()),
        ("until", decision.until.isoformat() if decision.until else ""),
    )
    lines = [f"{key}: {_quoted(value)}" for key, value in values if value]
    return "- " + "\n  ".join(lines) + "\n"


def _quoted(value: str) -> str:
    """A text in double quotes, everything that is not plainly visible escaped as YAML has it."""
    return '"' + "".join(_escaped(character) for character in value) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == " " or character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
