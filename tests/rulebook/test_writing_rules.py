"""docs/writing-rules.md is true: its files are written, its commands run, and its outputs compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import checker
from checker.cli import crossfoot
from checker.rulebook.expressions import FUNCTIONS
from checker.rulebook.keys import ROLE_ONLY_KEYS, RULE_KEYS, SELECTOR_KEYS
from checker.rulebook.messages import FILTERS

PAGE = Path(checker.__file__).resolve().parent.parent / "docs" / "writing-rules.md"
_FENCE = re.compile(r"^```(\w+)(?: ([\w./-]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def output_of(command: str) -> str:
    """What a command of the page prints."""
    words = shlex.split(command)
    assert words[0] == "crossfoot"
    result = CliRunner().invoke(crossfoot, words[1:], standalone_mode=False)
    assert result.exception is None, result.exception
    return "\n".join(line.rstrip() for line in result.output.splitlines()) + "\n"


def test_the_page_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / ".git").mkdir()
    page = PAGE.read_text(encoding="utf-8")

    def told(fence: re.Match[str]) -> str:
        language, name, body = fence.groups()
        if name:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        if language != "console":
            return fence.group()
        command = body.splitlines()[0].removeprefix("$ ")
        return f"```console\n$ {command}\n{output_of(command)}```"

    now = _FENCE.sub(told, page)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(now, encoding="utf-8")
        return
    assert now == page, "`pytest --update-golden` writes the outputs anew"


def test_the_rule_of_the_page_is_short() -> None:
    rules = [body for _, name, body in _FENCE.findall(PAGE.read_text(encoding="utf-8")) if "beds" in name]
    assert [len(rule.splitlines()) < 40 for rule in rules] == [True]


@pytest.mark.parametrize(
    "words",
    [RULE_KEYS, SELECTOR_KEYS, ROLE_ONLY_KEYS, FILTERS],
    ids=("keys", "selectors", "roles", "filters"),
)
def test_the_reference_names_every_word(words: dict[str, object]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [word for word in words if f"`{word}`" not in page] == []


def test_the_reference_names_every_function() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in FUNCTIONS if f"`{name}(" not in page] == []
