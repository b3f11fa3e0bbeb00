"""What changed since a commit: a finding is new if a sentence of one of its numbers was not there before."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.model import Report


class Changes:
    """What differs from the commit where the work branched off from `reference`, asked of git once each."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        self._roots: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self._files: dict[str, frozenset[str]] = {}

    def files(self, files: Sequence[str]) -> list[str]:
        """Those of `files` that differ. Raises ConfigurationError where git knows no such commit, or no repository."""
        kept = []
        for path in files:
            root = None if path == "-" else self._root(os.path.dirname(os.path.abspath(path)))
            if root is None or os.path.realpath(path) in self._changed(root):
                kept.append(path)
        return kept

    def only_new(self, report: Report) -> Report:
        """The report with those findings only that have a number in a sentence which is new."""
        document = report.document
        if not report.findings or document is None or report.path == "-":
            return report
        before = self._words_before(Path(report.path), document.format)
        if before is None:
            return report
        kept = tuple(
            finding
            for finding in report.findings
            if not finding.excerpts
            or any(_folded(excerpt.text) not in before for excerpt in finding.excerpts)
        )
        return replace(report, findings=kept)

    def _words_before(self, path: Path, format_: str) -> str | None:
        """The words of the article as the commit has it, without white space; None where it had none."""
        from checker.documents import read_document
        from checker.errors import DocumentError

        folder = str(path.absolute().parent)
        done = subprocess.run(
            ["git", "-C", folder, "show", f"{self._base(self._root(folder))}:./{path.name}"],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            return None
        try:
            document = read_document(path, data=done.stdout, format=format_)
        except DocumentError:
            return None
        return "\n".join(_folded(block.text) for block in document.blocks)

    def _root(self, folder: str) -> str:
        if folder not in self._roots:
            found = _git(folder, "rev-parse", "--show-toplevel", about=folder)
            self._roots[folder] = os.path.realpath(found)
        return self._roots[folder]

    def _base(self, root: str) -> str:
        if root not in self._bases:
            named = f"{self.reference}^{{commit}}"
            commit = _git(
                root, "rev-parse", "--verify", "--quiet", "--end-of-options", named, about=self.reference
            )
            done = subprocess.run(
                ["git", "-C", root, "merge-base", commit, "HEAD"], capture_output=True, text=True, check=False
            )
            self._bases[root] = done.stdout.strip() if done.returncode == 0 else commit
        return self._bases[root]

    def _changed(self, root: str) -> frozenset[str]:
        if root not in self._files:
            base = self._base(root)
            changed = _git(root, "diff", "--name-only", "-z", "--no-renames", base, "--", about=base)
            untracked = _git(root, "ls-files", "--others", "-z", about=base)
            names = [name for name in (changed + untracked).split("\0") if name]
            self._files[root] = frozenset(os.path.realpath(os.path.join(root, name)) for name in names)
        return self._files[root]


def _folded(text: str) -> str:
    return "".join(text.split())


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
