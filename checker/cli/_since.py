"""What changed since a commit: a finding is new if a sentence of one of its numbers was not there before."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.model import Document, Report


def changed_files(reference: str, files: Sequence[str]) -> list[str]:
    """Those of `files` that differ from the commit where the work branched off from `reference`.

    Raises ConfigurationError where git knows no such commit, or a file lies in no repository.
    """
    kept = []
    for path in files:
        if path == "-":
            kept.append(path)
            continue
        folder = Path(path).absolute().parent
        root = _root(str(folder))
        if os.path.realpath(path) in _changed(root, _base(root, reference)):
            kept.append(path)
    return kept


def only_new(reference: str, report: Report, document: Document | None) -> Report:
    """The report with those findings only that have a number in a sentence which is new since the commit."""
    if not report.findings or document is None or report.path == "-":
        return report
    before = _text_before(reference, Path(report.path), document.format)
    if before is None:
        return report
    kept = tuple(
        finding
        for finding in report.findings
        if not finding.excerpts or any(_folded(excerpt.text) not in before for excerpt in finding.excerpts)
    )
    return replace(report, findings=kept)


def _text_before(reference: str, path: Path, format_: str) -> str | None:
    """The words of the article as the commit has it, without white space; None where it had none."""
    from checker.documents import read_document
    from checker.errors import DocumentError

    folder = path.absolute().parent
    root = _root(str(folder))
    base = _base(root, reference)
    done = subprocess.run(
        ["git", "-C", str(folder), "show", f"{base}:./{path.name}"], capture_output=True, check=False
    )
    if done.returncode:
        return None
    try:
        document = read_document(path, data=done.stdout, format=format_)
    except DocumentError:
        return None
    return "\n".join(_folded(block.text) for block in document.blocks)


def _folded(text: str) -> str:
    return "".join(text.split())


@lru_cache(maxsize=256)
def _root(folder: str) -> str:
    return os.path.realpath(_git(folder, "rev-parse", "--show-toplevel", about=folder))


@lru_cache(maxsize=16)
def _base(root: str, reference: str) -> str:
    commit = _git(
        root,
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        f"{reference}^{{commit}}",
        about=reference,
    )
    done = subprocess.run(
        ["git", "-C", root, "merge-base", commit, "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 and done.stdout.strip() else commit


@lru_cache(maxsize=16)
def _changed(root: str, base: str) -> frozenset[str]:
    changed = _git(root, "diff", "--name-only", "-z", "--no-renames", base, "--", about=base)
    untracked = _git(root, "ls-files", "--others", "-z", about=base)
    names = [name for name in (changed + untracked).split("\0") if name]
    return frozenset(os.path.realpath(os.path.join(root, name)) for name in names)


def _git(folder: str, *arguments: str, about: str) -> str:
    from checker.errors import ConfigurationError, Problem

    try:
        done = subprocess.run(
            ["git", "-C", folder, *arguments],
            capture_output=True,
            text=True,
            check=False,
            errors="surrogateescape",
        )
    except OSError as error:
        raise ConfigurationError(
            Problem(path="--since", message=f"git cannot be run: {error.strerror}")
        ) from None
    if done.returncode:
        said = done.stderr.strip().splitlines()
        message = said[-1] if said else f"git knows no commit {about!r}"
        raise ConfigurationError(Problem(path=f"--since {about}", message=message))
    return done.stdout.removesuffix("\n")
