"""The public functions of the package."""

from __future__ import annotations

import doctest
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

import checker
from checker import DocumentError, RuleError, check_file, check_text, read_claims

WRONG = "Crews planted 245 trees: 128 were oaks and 107 were limes."


def test_the_example_of_the_package_holds() -> None:
    assert doctest.testmod(checker, verbose=False).failed == 0


def test_everything_public_is_there_and_nothing_else() -> None:
    assert {name for name in dir(checker) if not name.startswith("_")} == {
        name for name in checker.__all__ if not name.startswith("_")
    }
    for name in checker.__all__:
        assert getattr(checker, name) is not None
    with pytest.raises(AttributeError):
        checker.nothing  # noqa: B018


def test_a_text_is_checked() -> None:
    report = check_text(WRONG, title="Crews plant 235 trees", published=date(2026, 5, 24))
    assert "parts-sum-to-total" in {rule for finding in report.findings for rule in finding.relations}
    span = next(span for span in report.findings[0].spans if span.text == "107")
    assert WRONG[span.start : span.end] == "107"
    with pytest.raises(FrozenInstanceError):
        report.findings[0].message = "x"  # type: ignore[misc]


def test_a_file_is_checked_as_its_name_says(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<h1>Trees</h1><p>{WRONG}</p>")
    assert [finding.rule for finding in check_file(path).findings] == ["parts-sum-to-total"]
    assert not check_file(path, severities={"parts-sum-to-total": "off"}).findings
    with pytest.raises(DocumentError):
        check_file(tmp_path / "none.md")


def test_rules_of_the_house(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("id: bad\n")
    with pytest.raises(RuleError, match=r"bad\.yaml"):
        check_text(WRONG, rules=[tmp_path])


def test_claims_are_read() -> None:
    claims = read_claims(WRONG)
    assert [claim.quantity.value for claim in claims] == [245, 128, 107]
