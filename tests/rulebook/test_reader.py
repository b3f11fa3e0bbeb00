"""One rule file: each kind of mistake has its message, its place and its hint."""

from __future__ import annotations

import pytest

from checker.errors import Problem
from checker.rulebook import read_rule_text

SOUND = {
    "id": "beds-add-up",
    "severity": "error",
    "explain": "Beds.",
    "roles": "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 2+}, "
    "left: {scope: remaining, count: 0-1}}",
    "assert": "sum(part) == whole",
    "message": "no",
    "tests": "[{expect: consistent, text: a}, {expect: inconsistent, text: b}, {expect: none, text: c}]",
}


def problems_of(**changes: str | None) -> tuple[Problem, ...]:
    keys = {**SOUND, **{key.rstrip("_"): value for key, value in changes.items()}}
    text = "".join(f"{key}: {value}\n" for key, value in keys.items() if value is not None)
    return read_rule_text(text, path="beds-add-up.yaml").problems


def test_the_sound_rule_is_sound() -> None:
    assert problems_of() == ()


@pytest.mark.parametrize("key", SOUND)
def test_every_required_key_is_missed(key: str) -> None:
    found = problems_of(**{key: None})
    assert any(f"the key {key!r} is missing" in problem.message for problem in found)


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        ({"severity": "eror"}, "severity: 'eror' is not allowed", "did you mean 'error'?"),
        ({"id": "Beds"}, "'Beds' is no name for a rule", None),
        ({"when": "{conted: bed}"}, "unknown key 'conted' in when", "did you mean 'counted'?"),
        ({"when": "{link: breakdown}"}, "unknown key 'link' in when", None),
        (
            {"when": "{form: cuont}"},
            "'cuont' is not among the words that 'form' takes",
            "did you mean 'count'?",
        ),
        ({"when": "{not: {scop: each}}"}, "unknown key 'scop' under `not:`", "did you mean 'scope'?"),
        ({"when": "{scope: {nto: each}}"}, "unknown key 'nto' under 'scope'", "only `not:` may stand here"),
        ({"when": "{either: {form: count}}"}, "`either:` is a list of selectors", None),
        ({"when": "{either: [{frm: count}]}"}, "unknown key 'frm' in when", "did you mean 'form'?"),
        ({"group": "[time, plcae]"}, "group: 'plcae' is not allowed", "did you mean 'place'?"),
        ({"closed": "[opn]"}, "closed: 'opn' is not allowed", "did you mean 'open'?"),
        ({"roles": "{Whole: {count: 1}}"}, "'Whole' is no name for a role", None),
        ({"roles": "{whole: {link: breakdown}}"}, "names a link but not the role in it", "role: …"),
        ({"roles": "{whole: {role: whole}}"}, "names a role but no link", "link: …"),
        ({"roles": "{whole: {count: 2-1}}"}, "'2-1' is no count", None),
        ({"roles": "{whole: {count: many}}"}, "'many' is no count", "1, 0-1, 0+, 1+, 2+ or 2-4"),
        ({"roles": "{whole: {count: 0-1}}"}, "every role is optional", "at least one must be required"),
        ({"roles": "[whole]"}, "roles are names with selectors", None),
        (
            {"assert_": "[{id: a, expr: whole == 1}, {id: a, expr: whole == 2}]"},
            "two assertions are called 'a'",
            None,
        ),
        ({"assert_": "[{id: a}]"}, "the assertion has no expression", "expr: a + b == total"),
        ({"assert_": "[{id: a, iff: left, expr: whole == 1}]"}, "unknown key 'iff'", "did you mean 'if'?"),
        (
            {"assert_": "[{id: a, if: lft, expr: whole == 1}]"},
            "there is no role 'lft'",
            "did you mean 'left'?",
        ),
        ({"message": '"{whole|summ}"'}, "there is no filter 'summ'", "did you mean 'sum'?"),
        ({"remark": '"{hole}"'}, "there is no role 'hole'", "did you mean 'whole'?"),
        ({"tests": "{expect: none}"}, "tests are a list", None),
        ({"tests": "[{expect: silent, text: a}]"}, "expect: 'silent' is not allowed", None),
        ({"tests": "[{text: a}]"}, "a test needs `expect` and `text`", None),
        ({"tests": "[{expect: none, text: a, published: 3 May}]"}, "'3 May' is no date", "YYYY-MM-DD"),
        (
            {"tests": "[{expect: none, text: a, suggest: {hole: 1}}]"},
            "there is no role 'hole'",
            "did you mean 'whole'?",
        ),
    ],
)
def test_each_mistake_has_a_message_and_a_hint(
    changes: dict[str, str], message: str, hint: str | None
) -> None:
    found = [problem for problem in problems_of(**changes) if message in problem.message]
    assert found
    assert hint is None or found[0].hint == hint
    assert found[0].line is not None
    assert found[0].column is not None


def test_places_inside_an_expression() -> None:
    (problem,) = problems_of(assert_="'sum(part) == wohle'")
    assert (problem.line, problem.column) == (5, len("assert: 'sum(part) == ") + 1)


def test_an_assertion_on_what_is_stated_is_a_warning_at_most() -> None:
    reading = read_rule_text(
        "".join(
            f"{key}: {value}\n"
            for key, value in {**SOUND, "assert": "all(stated(part) <= stated(whole))"}.items()
        ),
        path="beds-add-up.yaml",
    )
    assert reading.rule is not None
    assert reading.rule.assertions[0].severity == "warning"
