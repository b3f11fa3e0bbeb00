"""A file with ten mistakes gets ten errors, each with its place and a hint."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from checker.cli.rules.test import command
from checker.rulebook import load_rulebook

FILE = Path(__file__).parent / "files" / "ten-mistakes.yaml"
PLACED = (
    (4, 1, "unknown key 'sevrity'", "did you mean 'severity'?"),
    (5, 17, "there is no word list '$dronne'", "did you mean 'drone'?"),
    (8, 1, "a tab in the indentation", "YAML is indented with spaces"),
    (11, 28, "there is no role 'parts'", "did you mean 'part'?"),
    (12, 21, "the operator ** is not allowed", "allowed: + - * /"),
    (13, 25, "a role has no attributes (.value)", "a role's name alone is its number"),
    (14, 23, "there is no function 'open'", None),
    (16, 1, "the key 'message' stands twice", "first on line 15"),
    (18, 1, "no test expects 'none'", '- {expect: none, text: "…"}'),
)


def test_all_mistakes_of_a_file_are_found_at_once() -> None:
    book = load_rulebook((FILE,))
    found = [(problem.line, problem.column, problem.message) for problem in book.problems]
    assert found == [mistake[:3] for mistake in PLACED]
    for problem, (*_, hint) in zip(book.problems, PLACED):
        assert problem.hint
        assert hint is None or problem.hint == hint
    assert not book.rules


def test_what_is_sound_of_the_file_can_be_tried() -> None:
    (partial,) = load_rulebook((FILE,)).partial
    assert [assertion.id for assertion in partial.assertions] == ["sound"]


def test_the_failing_test_is_the_tenth() -> None:
    result = CliRunner().invoke(command, [str(FILE)], standalone_mode=False)
    assert result.return_value == 2
    assert f"{FILE}:18: ten-mistakes: expected consistent, got inconsistent" in result.output
    assert "0 passed" not in result.output
    assert "1 test passed, 1 failed" in result.output
