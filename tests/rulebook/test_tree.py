"""YAML with positions: all scalars are text, no key twice, no aliases, tabs survived."""

from __future__ import annotations

import pytest

from checker.rulebook.tree import Listing, Scalar, Table, read_tree


def problems_of(text: str) -> list[str]:
    _, problems = read_tree(text, path="f.yaml")
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("text", ["no", "12:30", "2024-02-28", "010", "1e3", "~", "0x1F", "1_000"])
def test_scalars_stay_as_written(text: str) -> None:
    tree, problems = read_tree(f"key: {text}", path="f.yaml")
    assert not problems
    assert isinstance(tree, Table)
    value = tree.get("key")
    assert isinstance(value, Scalar)
    assert value.text == text


def test_places_count_from_one() -> None:
    tree, _ = read_tree('a: 1\nb:\n- "two"\n', path="f.yaml")
    assert isinstance(tree, Table)
    listing = tree.get("b")
    assert isinstance(listing, Listing)
    (item,) = listing.items
    assert isinstance(item, Scalar)
    assert (item.line, item.column, item.inner) == (3, 3, 4)


def test_a_repeated_key_is_named_with_its_first_place() -> None:
    assert problems_of("a: 1\nb: 2\na: 3\n") == ["f.yaml:3:1: the key 'a' stands twice (first on line 1)"]


def test_aliases_are_refused() -> None:
    (problem,) = problems_of("a: &x [1]\nb: *x\n")
    assert "anchors and aliases are not allowed" in problem


def test_tabs_are_named_and_the_rest_is_read() -> None:
    tree, problems = read_tree("a:\n\tb: 1\nc: 2\n", path="f.yaml")
    assert [(problem.line, problem.column) for problem in problems] == [(2, 1)]
    assert isinstance(tree, Table)
    assert tree.get("c") is not None


@pytest.mark.parametrize("text", ["a: [1", "a: b: c", "- a\nb: c", "\x00", "a: @b"])
def test_what_is_no_yaml_is_one_problem_with_a_place(text: str) -> None:
    tree, problems = read_tree(text, path="f.yaml")
    assert tree is None
    assert len(problems) == 1


def test_deep_nesting_is_refused() -> None:
    text = "a: " + "[" * 5000 + "]" * 5000
    _, problems = read_tree(text, path="f.yaml")
    assert problems
    assert "nested too deeply" in problems[0].message
