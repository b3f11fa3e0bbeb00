"""The baseline: the findings that were there when the desk began to check, written by machine, never by hand.

A finding of the baseline is reported as waived. Entries whose finding is gone are said to be so, and go when the
baseline is written anew; nothing is ever added to it but by that command.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from checker.errors import DecisionError, Problem
from checker.files import write_whole
from checker.model import Report

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineEntry:
    """A finding that was there before."""

    fingerprint: str
    rule: str
    path: str
    quote: str
    since: date


def read_baseline(path: Path) -> tuple[Mapping[str, BaselineEntry], tuple[Problem, ...]]:
    """The entries of a baseline by fingerprint; nothing where there is no file, a problem where it is none."""
    try:
        tree = json.loads(path.read_bytes())
        if tree["schema"] != SCHEMA:
            message = f"baseline of another schema, {tree['schema']!r}"
            hint = "write it anew: crossfoot check --write-baseline"
            return {}, (Problem(path=str(path), message=message, hint=hint),)
        entries = [_entry(entry) for entry in tree["findings"]]
    except FileNotFoundError:
        return {}, ()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return {}, (Problem(path=str(path), message=f"baseline cannot be read: {reason}"),)
    except json.JSONDecodeError as error:
        problem = Problem(
            path=str(path), line=error.lineno, column=error.colno, message=f"no JSON: {error.msg}"
        )
        return {}, (problem,)
    except (UnicodeDecodeError, RecursionError, KeyError, TypeError, ValueError, AttributeError):
        hint = "write it anew: crossfoot check --write-baseline"
        return {}, (Problem(path=str(path), message="no baseline of Crossfoot", hint=hint),)
    return {entry.fingerprint: entry for entry in entries}, ()


def _entry(entry: Mapping[str, Any]) -> BaselineEntry:
    texts = {name: entry[name] for name in ("fingerprint", "rule", "path", "quote")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("texts expected")
    return BaselineEntry(since=date.fromisoformat(entry["since"]), **texts)


def baseline_of(
    reports: Iterable[Report], *, today: date, before: Mapping[str, BaselineEntry] | None = None
) -> tuple[BaselineEntry, ...]:
    """The entries for every finding that no waiver or directive covers, in the order of path and text."""
    entries = []
    for report in reports:
        for finding in report.findings:
            if finding.waived is not None and finding.waived.origin != "baseline":
                continue
            known = (before or {}).get(finding.fingerprint)
            entries.append(
                BaselineEntry(
                    fingerprint=finding.fingerprint,
                    rule=finding.rule,
                    path=report.path,
                    quote=" … ".join(span.text for span in finding.spans),
                    since=known.since if known else today,
                )
            )
    return tuple(sorted(entries, key=lambda entry: entry.path))


def write_baseline(path: Path, entries: Iterable[BaselineEntry]) -> None:
    """Put a baseline in place of the file at one stroke. Raises DecisionError where that fails."""
    tree = {
        "schema": SCHEMA,
        "tool": "crossfoot",
        "findings": [
            {
                "fingerprint": entry.fingerprint,
                "rule": entry.rule,
                "path": entry.path,
                "quote": entry.quote,
                "since": entry.since.isoformat(),
            }
            for entry in entries
        ],
    }
    try:
        write_whole(path, (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    except OSError as error:
        message = f"baseline cannot be written: {(error.strerror or type(error).__name__).lower()}"
        raise DecisionError(Problem(path=str(path), message=message)) from None
