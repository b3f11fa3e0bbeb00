"""What is said of rules to people."""

from __future__ import annotations

from checker.resources import folder
from checker.rulebook import load_rulebook
from checker.rulebook.guide import explain, page


def test_the_explanation_tells_what_why_how_and_when() -> None:
    rule = load_rulebook().rule("parts-sum-to-total")
    assert rule is not None
    text = explain(rule, width=80)
    for part in (
        "What must hold",
        "sum(part) == whole",
        "Flagged",
        "In order",
        "Left alone",
        "crossfoot waive",
    ):
        assert part in text
    assert all(len(line) <= 80 or line.startswith("File:") for line in text.splitlines())


def test_the_page_of_rules_is_up_to_date() -> None:
    shipped = (folder("rules") / "README.md").read_text(encoding="utf-8")
    assert shipped == page(load_rulebook().rules), "`crossfoot rules docs --write` writes it anew"
