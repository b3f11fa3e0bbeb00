"""The tests in rule files: what passes, and what is said where one fails."""

from __future__ import annotations

from dataclasses import replace

from checker.model import Check, Coverage, Finding, Report, Rule, RuleTest, Span, Suspect
from checker.rulebook.trial import run_tests
from tests.numbers_by_hand import rule

SPAN = Span(
    start=0, end=3, line=1, column=1, text="171", role="part 2", block=0, block_start=0, block_end=3, claim=0
)
FINDING = Finding(
    rule="by-hand",
    severity="error",
    message="299, not 245",
    fingerprint="0" * 12,
    spans=(SPAN,),
    working=(),
    suspects=(Suspect(span=0, text="171", suggestion="1,117", why="digits swapped"),),
)


def report(*, findings: tuple[Finding, ...] = (), checks: tuple[Check, ...] = ()) -> Report:
    nothing = Coverage(read=0, compared=0, verified=0, undecided=0, flagged=0)
    return Report(path="t", claims=0, coverage=nothing, findings=findings, checks=checks)


def check(outcome: str) -> Check:
    reason = "weak" if outcome == "undecided" else None
    return Check(rule="by-hand", outcome=outcome, message="", working=(), spans=(), reason=reason)  # type: ignore[arg-type]


def failure(expect: str, given: Report, **suggest: str) -> str | None:
    test = RuleTest(expect=expect, text="a", line=1, suggest=suggest)  # type: ignore[arg-type]
    tried: Rule = replace(rule("{part: {form: count}}", "part == 1"), tests=(test,))
    (outcome,) = run_tests(tried, lambda test, rule: given)
    return outcome.failure


def test_each_expectation_is_met_by_its_outcome() -> None:
    assert failure("inconsistent", report(findings=(FINDING,))) is None
    assert failure("consistent", report(checks=(check("consistent"),))) is None
    assert failure("undecided", report(checks=(check("undecided"),))) is None
    assert failure("none", report()) is None


def test_none_is_whatever_leaves_the_text_alone() -> None:
    assert failure("none", report(checks=(check("undecided"),))) is None
    assert failure("none", report(checks=(check("consistent"),))) is None
    assert failure("none", report(findings=(FINDING,))) == "expected none, got inconsistent: 299, not 245"


def test_the_failure_says_what_came_instead() -> None:
    assert failure("consistent", report()) == "expected consistent, got nothing: the rule did not fire"
    assert (
        failure("consistent", report(checks=(check("undecided"),)))
        == "expected consistent, got undecided (weak)"
    )


def test_a_suggestion_is_looked_for_under_its_role() -> None:
    assert failure("inconsistent", report(findings=(FINDING,)), part="1117") is None
    assert failure("inconsistent", report(findings=(FINDING,)), part="1,117") is None
    said = failure("inconsistent", report(findings=(FINDING,)), part="118")
    assert said == "no suggestion of 118 for part; offered: 1,117"
