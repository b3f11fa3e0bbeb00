"""The tests in the shipped rule files, each through the whole way: `pytest -k RULE` runs those of one rule."""

from __future__ import annotations

import pytest

from checker.cli.rules.shared import check_example
from checker.model import Rule, RuleTest
from checker.rulebook import load_rulebook
from checker.rulebook.trial import run_tests

EXAMPLES = [
    pytest.param(rule, place, id=f"{rule.id}-{test.expect}-{place}")
    for rule in load_rulebook().rules
    for place, test in enumerate(rule.tests)
]


@pytest.mark.parametrize(("rule", "place"), EXAMPLES)
def test_rule(rule: Rule, place: int) -> None:
    from dataclasses import replace

    test: RuleTest = rule.tests[place]
    (outcome,) = run_tests(replace(rule, tests=(test,)), check_example)
    assert outcome.failure is None, f"{rule.path}:{test.line}: {test.text}"
