"""A copy of a Word document with a comment at each number of a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from checker.documents.docx import Run, read_runs
from checker.errors import DocumentError, Problem
from checker.model import Finding, Report
from checker.render.html import clean
from checker.render.wording import changes, role_labels

AUTHOR = "Crossfoot"
_ONE_CHARACTER = frozenset({"tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen"})


def annotate(data: bytes, report: Report) -> bytes:
    """The document `data` with a comment at each number of every finding that is not waived.

    The text and its formatting stay as they are: a run is divided where a number begins or ends within it.
    DocumentError where the document cannot be opened, or the extra "docx" is not installed.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise DocumentError(
            Problem(path=report.path, message="comments need python-docx", hint="pip install crossfoot[docx]")
        ) from error
    runs = read_runs(data, path=report.path)
    try:
        document = Document(BytesIO(data))
    except (KeyError, ValueError, OSError) as error:
        raise DocumentError(Problem(path=report.path, message="Word's parts cannot be opened")) from error
    elements = _Runs(document, runs)
    for finding in report.findings:
        if finding.waived is not None:
            continue
        labels = role_labels(finding)
        for place, span in enumerate(finding.spans):
            if span.block < 0 or span.start >= span.end:
                continue
            found = elements.cut(span.start, span.end)
            if found:
                text = clean(comment(finding, labels[place]))
                document.add_comment(found, text=text, author=AUTHOR, initials="XF")
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def comment(finding: Finding, label: str) -> str:
    """What a comment says at the number that plays the part `label`."""
    lines = [f"{finding.severity}: {finding.message}", f"This figure: {label}.", *finding.working]
    if finding.suspects:
        lines.append(f"One change that would close the gap: {changes(finding)}.")
    if finding.quoted:
        lines.append("In quotation: do not alter, query the speaker.")
    lines.append(f"{finding.rule} [{finding.fingerprint}]")
    return "\n".join(lines)


class _Runs:
    """The runs of a document by the source spans that they hold, divided as need be."""

    def __init__(self, document: Any, runs: Sequence[Run]) -> None:
        from docx.oxml.ns import qn

        self._qn = qn
        self._document = document
        elements = list(document.element.body.iter(qn("w:r")))
        self._places = [
            (run.start, run.end, elements[run.index]) for run in runs if run.index < len(elements)
        ]

    def cut(self, start: int, end: int) -> list[Any]:
        """The first and the last run of those that hold exactly the source span; empty where none does."""
        from docx.text.run import Run as WordRun

        self._divide(start)
        self._divide(end)
        inside = [element for low, high, element in self._places if start <= low < high <= end]
        return [WordRun(element, self._document) for element in (inside[0], inside[-1])] if inside else []

    def _divide(self, offset: int) -> None:
        for place, (low, high, element) in enumerate(self._places):
            if low < offset < high:
                after = self._split(element, offset - low)
                self._places[place : place + 1] = [(low, offset, element), (offset, high, after)]
                return

    def _split(self, element: Any, offset: int) -> Any:
        """Move what follows the first `offset` characters of a run into a run of its own, right after it."""
        qn = self._qn
        after = deepcopy(element)
        for child in list(after):
            if child.tag != qn("w:rPr"):
                after.remove(child)
        position = 0
        for child, length in list(self._children(element)):
            if position >= offset and (length or len(after) > 0):
                if child.tag != qn("w:rPr"):
                    after.append(child)
            elif position + length > offset:
                rest = deepcopy(child)
                text = child.text or ""
                child.text, rest.text = text[: offset - position], text[offset - position :]
                for piece in (child, rest):
                    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                after.append(rest)
            position += length
        element.addnext(after)
        return after

    def _children(self, element: Any) -> Iterator[tuple[Any, int]]:
        for child in element:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            yield child, len(child.text or "") if name == "t" else 1 if name in _ONE_CHARACTER else 0
