"""The file of waivers as people and a review write it: YAML, one entry a finding, the comments of people kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.errors import DecisionError, Problem, did_you_mean
from checker.model import Decision, Run, Waiver

DEFAULT = Path("waivers.yaml")
KEYS = ("fingerprint", "rule", "path", "quote", "reason", "by", "on", "until")
HEADER = """\
# Findings that are right as written. Crossfoot passes over each until its day, or until its sentence changes.
"""


class WaiversFile:
    """A waivers file, which need not exist yet. Every change is on disk, whole, before the method returns."""

    def __init__(self, path: Path = DEFAULT) -> None:
        self.path = path

    def entries(self) -> tuple[Decision, ...]:
        """The waivers in the order of the file; DecisionError names every entry that cannot be used."""
        return tuple(decision for decision, _, _ in _entries(self._text(), self.path))

    def grant(self, decision: Decision) -> None:
        """Write a waiver at the end; an earlier one for the same finding goes."""
        with self._locked():
            text = _without(self._text(), decision.fingerprint, self.path) or HEADER
            if not text.endswith("\n"):
                text += "\n"
            self._write(text + written(decision))

    def withdraw(self, fingerprint: str) -> None:
        """Take the waiver for a finding out, if there is one."""
        with self._locked():
            text = self._text()
            rest = _without(text, fingerprint, self.path)
            if rest != text:
                self._write(rest)

    def _text(self) -> str:
        try:
            return self.path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise DecisionError(Problem(path=str(self.path), message=f"cannot be read: {error}")) from error

    def _write(self, text: str) -> None:
        try:
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            mode = self.path.stat().st_mode & 0o777 if self.path.exists() else 0o644
            os.chmod(name, mode)
            os.replace(name, self.path)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise DecisionError(
                Problem(path=str(self.path), message=f"cannot be written: {reason}")
            ) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold off other writers; readers always see a whole file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if os.name == "nt":
            yield
            return
        import fcntl

        handle = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


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


def with_waivers(run: Run, waivers: Iterable[Decision], *, today: date) -> Run:
    """The run with those findings marked as waived that an unexpired waiver names."""
    standing = {
        waiver.fingerprint: Waiver(reason=waiver.reason, by=waiver.by, until=waiver.until)
        for waiver in waivers
        if waiver.until is None or waiver.until >= today
    }
    return replace(
        run,
        reports=tuple(
            replace(
                report,
                findings=tuple(
                    replace(finding, waived=finding.waived or standing.get(finding.fingerprint))
                    for finding in report.findings
                ),
            )
            for report in run.reports
        ),
    )


def _without(text: str, fingerprint: str, path: Path) -> str:
    lines = text.splitlines(keepends=True)
    for decision, first, after in reversed(_entries(text, path)):
        if decision.fingerprint == fingerprint:
            del lines[first:after]
    return "".join(lines)


def _entries(text: str, path: Path) -> list[tuple[Decision, int, int]]:
    """Each waiver with its first line and the one after its last, from 0; DecisionError with all that is wrong."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DecisionError(
            Problem(
                path=str(path),
                line=mark.line + 1 if mark else None,
                column=mark.column + 1 if mark else None,
                message="not readable as YAML",
                hint=str(getattr(error, "problem", None) or error),
            )
        ) from error
    if root is None:
        return []
    problems: list[Problem] = []
    found: list[tuple[Decision, int, int]] = []
    if not isinstance(root, yaml.SequenceNode):
        raise DecisionError(
            Problem(path=str(path), line=1, column=1, message="a list of waivers is wanted here")
        )
    for node in root.value:
        line = node.start_mark.line
        fields: dict[str, str] = {}
        if not isinstance(node, yaml.MappingNode):
            problems.append(Problem(path=str(path), line=line + 1, message="a waiver is wanted here"))
            continue
        for key, value in node.value:
            place = {"line": key.start_mark.line + 1, "column": key.start_mark.column + 1}
            if key.value not in KEYS:
                hint = did_you_mean(str(key.value), KEYS)
                problems.append(
                    Problem(path=str(path), message=f"unknown key {key.value!r}", hint=hint, **place)
                )
            elif not isinstance(value, yaml.ScalarNode):
                problems.append(Problem(path=str(path), message=f"{key.value!r} is a single text", **place))
            else:
                fields[key.value] = value.value
        try:
            decision = Decision(
                fingerprint=fields["fingerprint"],
                rule=fields.get("rule", ""),
                path=fields.get("path", ""),
                quote=fields.get("quote", ""),
                verdict="waive",
                reason=fields["reason"],
                by=fields.get("by", ""),
                on=date.fromisoformat(fields["on"]) if fields.get("on") else date.min,
                until=date.fromisoformat(fields["until"]) if fields.get("until") else None,
            )
        except KeyError as error:
            problems.append(
                Problem(path=str(path), line=line + 1, message=f"a waiver needs a {error.args[0]}")
            )
        except ValueError as error:
            problems.append(
                Problem(
                    path=str(path), line=line + 1, message="no such day", hint=f"{error}; write 2026-12-31"
                )
            )
        else:
            last = node.value[-1][1].end_mark
            found.append((decision, line, last.line + (1 if last.column else 0)))
    if problems:
        raise DecisionError(*problems)
    return found
