"""Nothing that is read is run, and nothing that is shown speaks to the terminal or the browser."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import checker
from checker.archive.codec import clean_report, decode
from checker.errors import ConfigurationError
from checker.language import load_pipeline
from checker.rulebook import load_rulebook

PACKAGE = Path(checker.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN_MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "joblib",
    "socket",
    "http",
    "urllib.request",
    "ftplib",
    "requests",
}
FORBIDDEN_CALLS = {"eval", "exec", "__import__"}


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(PACKAGE).as_posix() for path in FILES])
def test_no_module_evaluates_unpickles_or_connects(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not {name.name for name in node.names} & FORBIDDEN_MODULES
        elif isinstance(node, ast.ImportFrom):
            assert node.module not in FORBIDDEN_MODULES
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            assert name not in FORBIDDEN_CALLS
            whole = ast.unparse(node.func)
            assert whole not in ("os.system", "os.popen", "yaml.unsafe_load", "yaml.full_load")
            assert not any(keyword.arg == "shell" for keyword in node.keywords)


@pytest.mark.parametrize(
    "name", ["os", "antigravity", "../x", "http://example.org/m", "/etc", "a\0b", "json", "x y"]
)
def test_a_model_name_leads_to_models_only(name: str) -> None:
    with pytest.raises(ConfigurationError, match="no installed spaCy model"):
        load_pipeline(name)


RULE = """id: {id}
severity: error
explain: What it checks.
roles:
  a: {{counted: home}}
assert: {expression}
message: "{message}"
tests:
- {{expect: none, text: "x"}}
"""


@pytest.mark.parametrize(
    "expression, message",
    [
        ("__import__('os').system('touch pwned') == a", "{a}"),
        ("(lambda: 1)() == a", "{a}"),
        ("[x for x in (1,)] == a", "{a}"),
        ("a.__class__ == a", "{a}"),
        ("a == a", "{a.__class__.__mro__}"),
        ("open('pwned') == a", "{a}"),
        ("a == 9 ** 9 ** 9", "{a}"),
    ],
)  # fmt: skip
def test_a_rule_cannot_run_anything(tmp_path: Path, expression: str, message: str) -> None:
    (tmp_path / "evil.yaml").write_text(
        RULE.format(id="evil", expression=json.dumps(expression), message=message)
    )
    book = load_rulebook([tmp_path])
    assert not book.rules
    assert book.problems
    assert [path.name for path in tmp_path.iterdir()] == ["evil.yaml"]


def test_tags_of_yaml_make_no_objects(tmp_path: Path) -> None:
    (tmp_path / "evil.yaml").write_text(
        f"id: evil\nexplain: !!python/object/apply:os.mkdir ['{tmp_path}/pwned']\n"
    )
    assert not load_rulebook([tmp_path]).rules
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("data", [b"", b"\x80\x04\x95", b"{}", b'{"path":"/etc/passwd"}', b"[" * 5_000])
def test_a_cache_from_elsewhere_is_reports_or_nothing(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(data)
    assert clean_report("a.md", data.decode("latin-1")) is None


HOSTILE = """# 412 homes <script>alert(1)</script>

\x1b]0;owned\x07\x1b[2J The storm damaged 399 houses\u202e: 317 lost <img src=x onerror=alert(2)> their roofs and
73 were flooded.
"""


@pytest.mark.parametrize(
    "options", [(), ("--format", "concise"), ("--format", "html")], ids=["terminal", "concise", "html"]
)
def test_neither_escape_sequences_nor_markup_come_through(tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "a.md").write_text(HOSTILE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "checker", "check", "--no-cache", *options, "a.md"],
        cwd=tmp_path, capture_output=True, check=False, env={"PYTHONPATH": str(PACKAGE.parent), "PATH": "/usr/bin"},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr.decode()
    assert b"317" in done.stdout
    for forbidden in ("\x1b", "\x07", "\u202e"):
        assert forbidden.encode() not in done.stdout
    if "html" in options:
        assert b"<script>alert" not in done.stdout
        assert b"<img src=x" not in done.stdout
        assert b"Content-Security-Policy" in done.stdout
