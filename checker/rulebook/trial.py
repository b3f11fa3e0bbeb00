"""The tests in rule files: each example is checked by its rule alone, and what came of it is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.model import Finding, Report, Rule, RuleTest

Check = Callable[[RuleTest, Rule], Report]
"""Checks the text of an example under one rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one example."""

    rule: Rule
    test: RuleTest
    failure: str | None
    """What differs from what was expected; None where the test passes."""
    report: Report

    @property
    def passed(self) -> bool:
        return self.failure is None


def run_tests(rule: Rule, check: Check) -> Iterator[Outcome]:
    """What came of each example of a rule, in the order of the file."""
    for test in rule.tests:
        report = check(test, rule)
        yield Outcome(rule=rule, test=test, failure=_failure(rule, test, report), report=report)


def _failure(rule: Rule, test: RuleTest, report: Report) -> str | None:
    findings = [finding for finding in report.findings if rule.id in (finding.rule, *finding.relations)]
    outcomes = {check.outcome for check in report.checks if check.rule == rule.id}
    got = (
        "inconsistent"
        if findings
        else "consistent"
        if "consistent" in outcomes
        else "undecided"
        if "undecided" in outcomes
        else "none"
    )
    wanted = test.expect
    if got != wanted and not (wanted == "none" and got != "inconsistent"):
        return f"expected {wanted}, got {_described(rule, got, report, findings)}"
    for role, value in test.suggest.items():
        offered = [
            suspect.suggestion
            for finding in findings
            for suspect in finding.suspects
            if re.sub(r" \d+$", "", finding.spans[suspect.span].role) == role.replace("_", " ")
        ]
        if not any(_equal(value, suggestion) for suggestion in offered):
            return f"no suggestion of {value} for {role}; offered: {', '.join(offered) or 'none'}"
    return None


def _described(rule: Rule, got: str, report: Report, findings: list[Finding]) -> str:
    if findings:
        return f"inconsistent: {findings[0].message}"
    reasons = [check.reason for check in report.checks if check.rule == rule.id and check.reason]
    if got == "undecided" and reasons:
        return f"undecided ({reasons[0]})"
    return "nothing: the rule did not fire" if got == "none" else got


def _equal(wanted: str, offered: str) -> bool:
    """Whether a suggestion is the wanted one; grouping, and signs that the wanted one leaves out, do not matter."""
    left, right = (re.sub(r"[,\s]", "", text).casefold() for text in (wanted, offered))
    return left in (right, re.sub(r"^[^\d.–-]+|%$", "", right))
