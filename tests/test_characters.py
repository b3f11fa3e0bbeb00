"""What is sent to a terminal is one line without controls."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.characters import visible
from checker.errors import Problem


@given(st.text())
def test_any_text_becomes_one_line_without_controls(text: str) -> None:
    found = visible(text)
    assert len(found) == len(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in found)


@given(st.text())
def test_ascii_is_ascii(text: str) -> None:
    assert visible(text, ascii_only=True).isascii()


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x00"])
def test_a_problem_speaks_to_no_terminal(character: str) -> None:
    problem = Problem(path=f"a{character}.md", message=f"b{character}", hint=f"c{character}")
    assert str(problem) == "a�.md: b� (c�)"
