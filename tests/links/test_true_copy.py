"""True copy that is easily misread: nothing in it may be flagged.

`true_copy/sentences.txt` holds a passage on each line, the other files are short articles.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.check import check_document
from checker.documents import read_document, read_text
from checker.rulebook import Rulebook, load_rulebook

_FOLDER = Path(__file__).parent / "true_copy"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize("passage", (_FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines())
def test_a_true_passage_is_left_alone(passage: str, rulebook: Rulebook) -> None:
    report = check_document(read_text(passage), rulebook=rulebook)

    assert [finding.message for finding in report.findings] == []


@pytest.mark.parametrize("path", sorted(_FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_a_true_article_is_left_alone(path: Path, rulebook: Rulebook) -> None:
    report = check_document(read_document(path), rulebook=rulebook)

    assert [finding.message for finding in report.findings] == []
