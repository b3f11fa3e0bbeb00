"""The command itself on whole articles: formats, exit statuses, decisions, selection. It loads the language model."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import crossfoot
from checker.documents import read_document
from checker.language import Parsed
from checker.model import Document, Report
from checker.rulebook import Rulebook
from tests.documents.stories import FORMATS, Story, write

STORY = Story(
    headline="Council has now planted 245 trees beside the river",
    paragraphs=(
        "Crews planted 245 trees: 128 were oaks and 107 were limes.",
        "The nursery is 10 miles (26 km) from the bridge, said R&D chief Ada Marsh.",
        "Work began on Monday, 6 May 2024, the council said.",
    ),
)
WRONG = "Crews planted 245 trees: 128 were oaks and 107 were limes.\n"
RIGHT = "Crews planted 235 trees: 128 were oaks and 107 were limes.\n"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test, with its own cache and no variables of a build server."""
    folder = tmp_path / "desk"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CROSSFOOT_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


def check(*arguments: str, text: str | None = None) -> Result:
    result = CliRunner().invoke(crossfoot, ["check", *arguments], input=text, standalone_mode=False)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def report(*arguments: str) -> dict[str, object]:
    tree: dict[str, object] = json.loads(check("--format", "json", *arguments).stdout)
    return tree


def test_the_same_story_has_the_same_findings_in_every_format(desk: Path) -> None:
    found: dict[str, object] = {}
    for name in FORMATS:
        writing = write(name, STORY, seed=7)
        (desk / name).write_bytes(writing.data)
        document = read_document(name)
        entry = json.loads(check("--format", "json", "--no-cache", name).stdout)["files"][0]
        assert entry["findings"], name
        for finding in [*entry["findings"], *entry["checks"]]:
            for span in finding["spans"]:
                cut = document.source[span["start"] : span["end"]]
                assert writing.decode(cut) == span["text"], (name, span)
                line = re.split(r"\r\n|\r|\n", document.source)[span["line"] - 1]
                assert line[span["column"] - 1 :].startswith(cut.split("\n")[0])
        found[name] = [
            (
                finding["rule"],
                finding["severity"],
                finding["message"],
                finding["fingerprint"],
                [(span["text"], span["role"]) for span in finding["spans"]],
            )
            for finding in entry["findings"]
        ]
    first = found["story.md"]
    assert all(findings == first for findings in found.values()), found


def test_exit_statuses(desk: Path) -> None:
    Path("right.md").write_text(RIGHT)
    Path("wrong.md").write_text(WRONG)
    Path("latin.md").write_bytes(b"caf\xe9")
    assert check("right.md").return_value == 0
    assert check("wrong.md").return_value == 1
    assert check("wrong.md", "--fail-on", "never").return_value == 0
    assert check("wrong.md", "--exit-zero").return_value == 0
    for arguments in (["wrong.md", "latin.md"], ["wrong.md", "mistyped.md"], ["nothing/*.md"]):
        assert check(*arguments).return_value == 2
    mixed = check("wrong.md", "latin.md", "--format", "concise")
    assert "wrong.md:1:15: error parts-sum-to-total" in mixed.stdout
    assert "latin.md:1:4: is not UTF-8" in mixed.stderr


def test_a_bad_configuration_or_rule_is_said_and_the_rest_is_checked(desk: Path) -> None:
    for name in ("one", "two"):
        Path(name).mkdir()
        Path(name, "a.md").write_text(WRONG)
    Path("one", "crossfoot.toml").write_text("fail_on = 1\n")
    result = check(".", "--format", "concise")
    assert result.return_value == 2
    assert "one/crossfoot.toml:1:1: no such setting: 'fail_on' (did you mean 'fail-on'?)" in result.stderr
    assert "two/a.md:1:15: error" in result.stdout
    Path("two", "rules").mkdir()
    Path("two", "rules", "bad.yaml").write_text("id: bad\nseverty: error\n")
    Path("two", "crossfoot.toml").write_text('rules = ["rules"]\n')
    result = check("two", "--format", "concise")
    assert result.return_value == 2
    assert "bad.yaml:2" in result.stderr
    assert check("two", "--format", "concise").stderr == result.stderr


def test_show_and_fail_on_are_independent(desk: Path) -> None:
    Path("a.md").write_text(WRONG)
    Path("crossfoot.toml").write_text('[severities]\nparts-sum-to-total = "warning"\n')
    warned = check("a.md", "--format", "concise")
    assert (warned.return_value, "warning parts-sum-to-total" in warned.stdout) == (0, True)
    hidden = check("a.md", "--format", "concise", "--show", "error", "--fail-on", "warning")
    assert (hidden.return_value, hidden.stdout) == (1, "")
    Path("crossfoot.toml").write_text('[severities]\nparts-sum-to-total = "off"\n')
    assert check("a.md", "--format", "concise").stdout == ""


def test_several_outputs_of_one_run(desk: Path) -> None:
    Path("a.md").write_text(WRONG)
    result = check("a.md", "--output", "json:out/a.json", "--output", "csv:out/a.csv", "--output", "concise")
    assert result.stdout.startswith("a.md:1:15: error")
    assert json.loads(Path("out/a.json").read_text())["files"][0]["path"] == "a.md"
    rows = list(csv.reader(io.StringIO(Path("out/a.csv").read_text())))
    assert rows[1][:5] == ["a.md", "1", "15", "error", "parts-sum-to-total"]


def test_standard_input_and_lists(desk: Path) -> None:
    result = check("-", "--stdin-filename", "cms/story.html", "--format", "concise", text=f"<p>{WRONG}</p>")
    assert result.stdout.startswith("cms/story.html:1:18: error")
    Path("a b.md").write_text(WRONG)
    Path("list").write_text("a b.md\n")
    assert check("--files-from", "list", "--format", "concise").stdout.startswith("a b.md:1:15")


def test_the_cache_changes_nothing(desk: Path) -> None:
    Path("a.md").write_text(
        WRONG + "\n<!-- crossfoot: ignore parts-sum-to-total -- no number here -->\n\nEnd.\n"
    )
    Path("b.md").write_text(RIGHT)
    first = check(".", "--format", "json", "--passed")
    again = check(".", "--format", "json", "--passed")
    anew = check(".", "--format", "json", "--passed", "--no-cache")
    assert first.stdout == again.stdout == anew.stdout
    assert check(".").stdout == check(".", "--no-cache").stdout


def test_comments_in_the_article(desk: Path) -> None:
    comment = "<!-- crossfoot: ignore parts-sum-to-total -- ten died in the frost -->"
    Path("a.md").write_text(f"{comment}\n\n{WRONG}")
    tree = json.loads(check("a.md", "--format", "json").stdout)
    waived = tree["files"][0]["findings"][0]["waived"]
    assert (waived["reason"], waived["origin"]) == ("ten died in the frost", "directive")
    assert check("a.md").return_value == 0
    Path("a.md").write_text(f"{comment}\n\n{RIGHT}")
    assert "warning unused-directive" in check("a.md", "--format", "concise").stdout
    for broken, words in (
        ("ignore", "a rule must be named"),
        ("ignore parts-sum-to-total", "needs a reason"),
        ("ignore parts-sum-to-totl -- why", "did you mean 'parts-sum-to-total'?"),
        ("ignroe parts-sum-to-total -- why", "did you mean 'ignore'?"),
        ("ignore parts-sum-to-total until=soon -- why", "'soon' is no date"),
        ("on parts-sum-to-total", "was not off"),
    ):
        Path("a.md").write_text(f"<!-- crossfoot: {broken} -->\n\n{WRONG}")
        result = check("a.md", "--format", "concise")
        assert result.return_value == 2
        assert words in result.stderr
        assert "error parts-sum-to-total" in result.stdout


def test_waivers_that_hold_expire_and_go_stale(desk: Path) -> None:
    Path("a.md").write_text(WRONG)
    name = json.loads(check("a.md", "--format", "json").stdout)["files"][0]["findings"][0]["fingerprint"]

    def waive(**more: str) -> None:
        values = {"fingerprint": name, "path": "a.md", "reason": "ten died", **more}
        Path("crossfoot-waivers.yaml").write_text(
            "- " + "\n  ".join(f"{key}: {value}" for key, value in values.items())
        )

    waive(until="2999-12-31")
    assert (check("a.md").return_value, check("a.md", "--no-waivers").return_value) == (0, 1)
    waive(until="2020-01-01")
    result = check("a.md", "--format", "concise")
    assert result.return_value == 1
    assert "crossfoot-waivers.yaml:1:16: warning expired-waiver" in result.stdout
    waive()
    Path("a.md").write_text(RIGHT)
    assert "crossfoot-waivers.yaml:1:16: warning stale-waiver" in check("a.md", "--format", "concise").stdout
    waive(reson="x")
    result = check("a.md", "--format", "concise")
    assert result.return_value == 2
    assert "crossfoot-waivers.yaml:4:3: no such key: 'reson' (did you mean 'reason'?)" in result.stderr


def test_the_baseline(desk: Path) -> None:
    Path("a.md").write_text(WRONG)
    assert check("a.md", "--write-baseline").return_value == 0
    assert check("a.md").return_value == 0
    Path("a.md").write_text("An opening line.\n\n" + WRONG)
    assert check("a.md").return_value == 0
    Path("a.md").write_text(WRONG.replace("107", "106"))
    result = check("a.md", "--format", "concise")
    assert result.return_value == 1
    assert "note stale-baseline" in result.stdout


def test_only_what_is_new_since_a_commit(desk: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments],
            check=True,
            capture_output=True,
        )

    os.rmdir(".git")
    git("init", "-q", "-b", "main")
    Path("old.md").write_text(WRONG)
    Path("same.md").write_text(WRONG)
    git("add", ".")
    git("commit", "-qm", "one")
    assert check(".", "--since", "HEAD", "--format", "concise").stdout == ""
    Path("old.md").write_text("Something new stands above.\n\n" + WRONG.replace(": 128", ":\n128"))
    assert check(".", "--since", "HEAD", "--format", "concise").stdout == ""
    Path("old.md").write_text(WRONG.replace("limes", "lindens"))
    Path("new.md").write_text(WRONG)
    lines = check(".", "--since", "HEAD", "--format", "concise").stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == ["new.md", "old.md"]
    with pytest.raises(Exception, match="nowhere"):
        check(".", "--since", "nowhere")


def test_annotations_and_summary_on_github(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("stories").mkdir()
    for number in range(13):
        Path("stories", f"{number:02}.md").write_text(WRONG)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(desk / "summary.md"))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(desk))
    monkeypatch.chdir(desk / "stories")
    lines = check(".", "--output", "github").stdout.splitlines()
    assert sum(line.startswith("::error file=stories/") for line in lines) == 10
    assert lines[-1].startswith("3 more findings not annotated")
    summary = (desk / "summary.md").read_text()
    assert summary.count("| error |") == 13


def test_colour_width_and_ascii(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text(WRONG)
    assert "\x1b[" not in check("a.md").stdout
    assert "\x1b[" in check("a.md", "--colour", "always").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in check("a.md").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in check("a.md").stdout
    assert check("a.md", "--ascii").stdout.isascii()
    assert max(map(len, check("a.md", "--width", "60").stdout.splitlines())) <= 60


def test_nothing_heavy_is_loaded_for_what_was_checked_before(desk: Path) -> None:
    Path("a.md").write_text(RIGHT)
    code = (
        "import sys\nfrom checker.cli import crossfoot\n"
        "crossfoot.main(['check', 'a.md', '--format', 'concise'], standalone_mode=False)\n"
        "print(sorted({'spacy', 'numpy', 'z3', 'pint', 'marko'} & set(sys.modules)))"
    )
    for expected in (None, "[]"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert expected is None or done.stdout.strip() == expected


def test_an_error_inside_costs_the_other_articles_nothing(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import checker.check

    real = checker.check.check_document

    def broken(document: Document, *, rulebook: Rulebook, model: str | None, parsed: Parsed | None) -> Report:
        if document.path == "a.md":
            raise ZeroDivisionError("of a sort")
        return real(document, rulebook=rulebook, model=model, parsed=parsed)

    monkeypatch.setattr(checker.check, "check_document", broken)
    for name in ("a.md", "b.md"):
        Path(name).write_text(WRONG)
    result = check("a.md", "b.md", "--format", "concise", "--no-cache")
    assert result.return_value == 3
    assert "a.md: internal error: ZeroDivisionError: of a sort" in result.stderr
    assert "b.md:1:15: error" in result.stdout


def test_fingerprints_follow_the_words_and_not_the_place() -> None:
    before = "The mayor spoke on Monday.\n\n"
    after = "\n\nThe fair opens at noon."

    def name(text: str, path: str = "a.md") -> str:
        Path(path).write_text(text)
        (found,) = json.loads(check(path, "--format", "json").stdout)["files"][0]["findings"]
        return str(found["fingerprint"])

    first = name(before + WRONG + after)
    same = {
        "moved": after.strip() + "\n\n" + before + WRONG,
        "reflowed": before + WRONG.replace(" were limes", "\nwere limes") + after,
        "marked up": before + WRONG.replace("128", "**128**") + after,
        "neighbour changed": before.replace("Monday", "Tuesday") + WRONG + after,
        "alone": WRONG,
    }
    assert {kind: name(text) for kind, text in same.items()} == dict.fromkeys(same, first)
    assert name(f"<p>{WRONG}</p>", "a.html") == first
    new = [WRONG.replace("107", "106"), WRONG.replace("oaks", "elms"), WRONG.replace("Crews", "Teams")]
    assert first not in {name(before + text + after) for text in new}
