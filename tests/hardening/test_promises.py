"""The pages on security and reliability name tests and commands that exist, and no promise is without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import checker

ROOT = Path(checker.__file__).resolve().parent.parent
PAGES = [ROOT / "docs" / name for name in ("security.md", "reliability.md")]
NAMED = re.compile(r"tests/[\w./]+?\.py(?:::(?P<test>\w+))?")


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_test_that_is_named_exists(page: Path) -> None:
    found = list(NAMED.finditer(page.read_text(encoding="utf-8")))
    assert found
    for match in found:
        file = ROOT / match[0].partition("::")[0]
        assert file.is_file(), match[0]
        if match["test"]:
            assert f"def {match['test']}(" in file.read_text(encoding="utf-8"), match[0]


def test_every_promise_has_its_test() -> None:
    rows = [
        line.strip().strip("|").rsplit("|", 1)
        for line in PAGES[0].read_text(encoding="utf-8").splitlines()
        if line.startswith("| **")
    ]
    assert rows
    assert [promise for promise, held in rows if not NAMED.search(held)] == []


def test_every_benchmark_that_is_named_exists() -> None:
    names = set(re.findall(r"python -m bench ([a-z]+)", PAGES[1].read_text(encoding="utf-8")))
    assert names
    assert [name for name in names if not (ROOT / "bench" / f"{name}.py").is_file()] == []
