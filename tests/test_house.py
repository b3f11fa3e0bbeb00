"""The house stands as it is drawn: layers, light starts, data folders, and nothing that should not be in it."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import checker
from checker import cli

ROOT = Path(checker.__file__).resolve().parent.parent
HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "pint",
    "z3",
    "rich",
    "jinja2",
    "marko",
    "pyarrow",
    "distributed",
    "textual",
    "docx",
)

PYTHON_FILES = sorted((ROOT / "checker").rglob("*.py"))


def imported(statement: str) -> set[str]:
    """The top-level packages that a statement imports in a fresh interpreter."""
    code = f"import sys\n{statement}\nprint(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import checker",
        "import checker.cli",
        *(f"import checker.cli.{name}" for name in sorted(cli.COMMANDS)),
    ],
)
def test_the_command_line_starts_light(statement: str) -> None:
    assert not imported(statement) & set(HEAVY)


def test_every_command_is_a_module_and_every_module_a_command() -> None:
    modules = {
        module.name for module in pkgutil.iter_modules(cli.__path__) if not module.name.startswith("_")
    }
    assert modules == set(cli.COMMANDS)


def test_no_float_in_a_verdict() -> None:
    """Nothing between a number's digits and its verdict is a float."""
    exact = ("intervals.py", "model.py", "judge/", "reconcile/", "claims/", "links/", "rulebook/")
    found = []
    for path in PYTHON_FILES:
        place = path.relative_to(ROOT / "checker").as_posix()
        if place.startswith(exact) and re.search(r"\bfloat\(", path.read_text(encoding="utf-8")):
            found.append(place)
    assert not found


def test_no_module_is_a_rag_bag() -> None:
    assert not [path for path in PYTHON_FILES if path.stem in ("utils", "util", "helpers", "misc", "common")]


def test_every_module_says_what_it_is() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in PYTHON_FILES
        if path.stat().st_size and not re.match(r'\s*(#!.*\n)?r?"""', path.read_text(encoding="utf-8"))
    ]
    assert not silent


def test_rules_and_reports_hold_data_only() -> None:
    if not (ROOT / "rules").is_dir():
        pytest.skip("not a checkout")
    code = [path for top in ("rules", "reports") for path in (ROOT / top).rglob("*.py")]
    assert not code
    assert not (ROOT / "checker" / "rules").exists()
    assert not (ROOT / "checker" / "reports").exists()


def test_the_lock_files_name_no_registry() -> None:
    locks = sorted((ROOT / "requirements").glob("*.lock"))
    if not locks:
        pytest.skip("not a checkout")
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        for line in text.splitlines():
            if line and not line.startswith((" ", "#")):
                assert "==" in line, line
        assert text.count("--hash=sha256:") >= text.count("==")
