"""`crossfoot rules …`: what the commands print, and their exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import crossfoot

RULE = """\
id: seats-add-up
severity: warning
explain: Seats.
when: {counted: seat}
roles:
  sold: {event: sell}
  total: {event: have}
assert: sold <= total
message: "{sold} sold of {total}"
tests:
- {expect: consistent, text: "The hall has 312 seats, and 271 seats were sold."}
- {expect: inconsistent, text: "The hall has 271 seats, and 312 seats were sold."}
- {expect: none, text: "The hall has 312 seats."}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "seats-add-up.yaml").write_text(RULE)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(crossfoot, ["rules", *arguments], standalone_mode=False)


def test_list_tells_pack_severity_and_what_is_checked(folder: Path) -> None:
    result = run("list", "--pack", "desk", "--rules", "desk")
    assert result.output == "seats-add-up  desk  warning  Seats.\n1 rule\n"
    listed = json.loads(run("list", "--pack", "desk", "--rules", "desk", "--format", "json").output)
    assert [(rule["id"], rule["pack"], rule["severity"]) for rule in listed] == [
        ("seats-add-up", "desk", "warning")
    ]


def test_list_names_the_nearest_pack(folder: Path) -> None:
    result = run("list", "--pack", "dsek", "--rules", "desk")
    assert "there is no pack 'dsek': did you mean 'desk'?" in str(result.exception)


def test_explain_names_the_nearest_rule(folder: Path) -> None:
    assert "did you mean 'seats-add-up'?" in str(run("explain", "seat-adds-up", "--rules", "desk").exception)
    assert run("explain", "seats-add-up", "--rules", "desk").output.startswith(
        "seats-add-up  (desk, warning)"
    )


def test_test_passes_and_fails(folder: Path) -> None:
    passing = run("test", "desk/")
    assert (passing.return_value, passing.output) == (0, "1 rule, 3 tests passed, 0 failed\n")
    path = folder / "desk" / "seats-add-up.yaml"
    path.write_text(RULE.replace("sold <= total", "sold >= total"))
    failing = run("test", "desk/seats-add-up.yaml")
    assert failing.return_value == 1
    assert "expected consistent, got inconsistent: 271 sold of 312" in failing.output


def test_test_tells_bad_files_and_tests_the_others(folder: Path) -> None:
    (folder / "desk" / "broken.yaml").write_text("id: [")
    result = run("test", "desk")
    assert result.return_value == 2
    assert "1 rule, 3 tests passed, 0 failed" in result.output
    assert "desk/broken.yaml:2:1: this is not YAML" in result.stderr


def test_try_says_why_a_rule_fires_and_why_not(folder: Path) -> None:
    fires = run(
        "try", "desk/seats-add-up.yaml", "-e", "The hall has 271 seats, and 312 seats were sold."
    ).output
    assert "binding: sold 312 [1]; total 271 [0]" in fires
    assert "inconsistent   sold <= total" in fires
    assert "needed: 312 ≤ 271" in fires
    silent = run("try", "desk/seats-add-up.yaml", "-e", "The hall has 271 chairs.").output
    assert "no binding in the article: nothing fills the role 'sold'" in silent
    assert "not [0] when: counted" in silent


def test_try_goes_through_the_tests_of_a_rule(folder: Path) -> None:
    output = run("try", "seats-add-up", "--rules", "desk").output
    assert output.count("── ") == 3


def test_bench_counts_flags_per_thousand(folder: Path) -> None:
    (folder / "one.txt").write_text("The hall has 271 seats, and 312 seats were sold.")
    (folder / "two.txt").write_text("The hall has 312 seats, and 271 seats were sold.")
    arguments = ("bench", "one.txt", "two.txt", "--rule", "seats-add-up", "--rules", "desk")
    output = run(*arguments).output
    assert "2 articles" in output
    assert "     1      500.0      1          0  seats-add-up" in output
    assert "one.txt:1: 312 sold of 271" in output
    (counted,) = json.loads(run(*arguments, "--format", "json").output)["rules"]
    assert (counted["flags"], counted["per_1000"], counted["consistent"]) == (1, "500.0", 1)


def test_bench_without_articles_is_unchecked(folder: Path) -> None:
    assert run("bench", "nowhere/").return_value == 2


def test_new_passes_its_own_tests_and_overwrites_nothing(folder: Path) -> None:
    assert "wrote house/hall-adds-up.yaml" in run("new", "hall-adds-up", "--folder", "house").output
    assert run("test", "house").output == "1 rule, 3 tests passed, 0 failed\n"
    assert "exists already" in str(run("new", "hall-adds-up", "--folder", "house").exception)
    assert "is no name for a rule" in str(run("new", "Hall", "--folder", "house").exception)


def test_rules_of_the_configuration_are_in_force(folder: Path) -> None:
    (folder / "crossfoot.toml").write_text('rules = ["desk"]\n[severities]\nseats-add-up = "note"\n')
    assert run("list", "--pack", "desk").output == "seats-add-up  desk  note  Seats.\n1 rule\n"


def test_an_unknown_subcommand_names_the_nearest() -> None:
    assert "Did you mean 'explain'?" in str(run("explian").exception)
