"""A record answers for an unchanged run, and for no other: each cause by which one goes out of date is tried here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import checker
from checker import resources, stamps
from checker.archive import replay as replaying
from checker.archive.kept import read_kept, write_kept
from checker.archive.replay import Dependencies, Occasion, is_plain, occasion, record, replay
from checker.cli import crossfoot
from checker.stamps import Seen, digest, stamp_of

CALM = "Nothing to count here.\n"
RULE = """id: beds
severity: warning
summary: Beds are not of last years.
explain: A bed may last long.
roles:
  earlier: {link: calendar_day, role: day}
  later: {link: calendar_day, role: last}
assert: earlier <= later
message: "{earlier} is after {later}"
tests:
- {expect: consistent, text: "The beds came on 30 June, the ward said."}
- {expect: inconsistent, text: "The beds came on 31 June, the ward said."}
- {expect: none, text: "The beds came in June, the ward said."}
"""
Change = Callable[[Path], None]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles with settings, decisions and rules of its own, none of them touched lately."""
    folder = tmp_path / "above" / "desk"
    (folder / ".git").mkdir(parents=True)
    (folder / "sport").mkdir()
    (folder / "house" / "beds").mkdir(parents=True)
    (folder / "words").mkdir()
    for name in ("a.md", "b.md", "sport/c.md"):
        (folder / name).write_text(CALM)
    (folder / "data.json").write_text('{"rows": 1, "title": ""}')
    (folder / "base.toml").write_text('show = "note"\n')
    (folder / "crossfoot.toml").write_text('extend = "base.toml"\nrules = ["house"]\nlexicons = ["words"]\n')
    (folder / "house" / "beds" / "beds.yaml").write_text(RULE)
    (folder / "words" / "words.yaml").write_text("beds: [bed]\n")
    (folder / ".gitignore").write_text("drafts/\n")
    (folder / "crossfoot-waivers.yaml").write_text("[]\n")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CROSSFOOT_CACHE_DIR", str(tmp_path / "cache"))
    for name in (
        "GITHUB_STEP_SUMMARY",
        "GITHUB_WORKSPACE",
        "CI_PROJECT_DIR",
        "FORCE_COLOR",
        "NO_COLOR",
        "COLUMNS",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "path", [place for place in sys.path if place])
    settle()
    return folder


def settle() -> None:
    """Wait until what was written is older than a tick of the file system's clock."""
    time.sleep(0.15)


def check(*arguments: str) -> str:
    """Check anew, and leave a record where one may be left."""
    call = occasion(["check", *arguments])
    result = CliRunner().invoke(crossfoot, ["check", *arguments], obj=call, standalone_mode=False)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


def is_answered(*arguments: str) -> bool:
    return replay(occasion(["check", *arguments])) is not None


def test_an_unchanged_run_prints_what_it_printed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    printed = check(".")
    assert replay(occasion(["check", "."])) == 0
    assert capsysbinary.readouterr().out == printed.encode()
    assert "3 files" in printed


def test_findings_and_their_status_come_again(desk: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (desk / "a.md").write_text("Crews planted 245 trees: 128 were oaks and 107 were limes.\n")
    for arguments in (["a.md"], ["a.md", "--colour", "always"], ["a.md", "--format", "json"]):
        printed = check(*arguments)
        assert replay(occasion(["check", *arguments])) == 1
        assert capsysbinary.readouterr().out == printed.encode()


def keeping_times(path: Path, text: str) -> None:
    """Write a text of the same length and set the times of change back as far as anybody can."""
    before = path.stat()
    assert len(text) == before.st_size
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path, text: str) -> None:
    before = path.stat()
    other = path.with_name(".other")
    other.write_text(text)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def news_for(desk: Path) -> None:
    keeping_times(desk / "data.json", '{"bodies": [{"body": ""}')


def folder_for(desk: Path) -> None:
    (desk / "data.json").unlink()
    (desk / "data.json").mkdir()
    (desk / "data.json" / "d.md").write_text(CALM)


def pack_for(desk: Path) -> None:
    (desk / "house" / "cots").mkdir()
    (desk / "house" / "cots" / "cots.yaml").write_text(RULE.replace("beds", "cots"))


def write(name: str, text: str) -> Change:
    return lambda desk: void((desk / name).write_text(text))


def void(_: object) -> None:
    return None


CAUSES: dict[str, Change] = {
    "an article, size and time as before": lambda desk: keeping_times(desk / "a.md", CALM.upper()),
    "an article replaced by another": lambda desk: replaced(desk / "sport" / "c.md", CALM.upper()),
    "an article gone": lambda desk: (desk / "b.md").unlink(),
    "an article renamed": lambda desk: void((desk / "b.md").rename(desk / "d.md")),
    "a new article": write("d.md", CALM),
    "a new article in a folder below": write("sport/d.md", CALM),
    "a file that becomes an article": news_for,
    "a folder in place of a file": folder_for,
    "settings changed": write("crossfoot.toml", 'show = "error"\n'),
    "settings changed that others build on": write("base.toml", 'show = "error"\n'),
    "settings gone": lambda desk: (desk / "crossfoot.toml").unlink(),
    "settings for a folder below": write("sport/crossfoot.toml", 'show = "error"\n'),
    "settings in another file": write("sport/pyproject.toml", "[tool.crossfoot]\n"),
    "the root of the repository moved": lambda desk: (desk / ".git").rmdir(),
    "an ignore file changed": write(".gitignore", "sport/\n"),
    "a new ignore file": write(".crossfootignore", "sport/\n"),
    "a new ignore file below": write("sport/.gitignore", "*.md\n"),
    "the waivers changed": write("crossfoot-waivers.yaml", "[ ]\n"),
    "the waivers gone": lambda desk: (desk / "crossfoot-waivers.yaml").unlink(),
    "a new baseline": write("crossfoot-baseline.json", "{}"),
    "a rule changed": lambda desk: keeping_times(desk / "house/beds/beds.yaml", RULE.replace("30", "29")),
    "a new rule": write("house/beds/cots.yaml", RULE.replace("beds", "cots")),
    "a new pack": pack_for,
    "a word list changed": lambda desk: keeping_times(desk / "words" / "words.yaml", "beds: [cot]\n"),
    "a new word list": write("words/more.yaml", "cots: [cot]\n"),
}


@pytest.mark.parametrize("cause", list(CAUSES))
def test_a_change_of_what_the_run_looked_at_is_seen(desk: Path, cause: str) -> None:
    check(".")
    assert is_answered(".")
    CAUSES[cause](desk)
    assert not is_answered(".")


@pytest.mark.parametrize(
    "name", ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "LANG", "CROSSFOOT_ANY", "GITHUB_WORKSPACE"]
)
def test_a_change_of_the_environment_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check(".")
    monkeypatch.setenv(name, "77")
    assert not is_answered(".")
    monkeypatch.undo()


def test_other_arguments_are_another_run() -> None:
    check("a.md")
    assert is_answered("a.md")
    assert not is_answered("b.md")
    assert not is_answered("a.md", "--passed")
    assert not is_answered("--passed", "a.md")


def test_another_folder_is_another_run(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(".")
    monkeypatch.chdir(desk / "sport")
    assert not is_answered(".")


def test_another_day_is_another_run(monkeypatch: pytest.MonkeyPatch) -> None:
    check(".")
    monkeypatch.setattr(time, "strftime", lambda _: "2031-01-01")
    assert not is_answered(".")


def test_another_version_is_another_run(monkeypatch: pytest.MonkeyPatch) -> None:
    check(".")
    monkeypatch.setattr(checker, "__version__", "99")
    assert not is_answered(".")


def test_a_terminal_and_its_size_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = [os.terminal_size((80, 24)), os.terminal_size((81, 24))]
    named = {occasion(["check", "."]).path}
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for size in sizes:
        monkeypatch.setattr(os, "get_terminal_size", lambda _, size=size: size)
        named.add(occasion(["check", "."]).path)
    assert len(named) == 3


def test_what_is_installed_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "packages"
    (packages / "spacy-3.8.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(packages))
    settle()
    check(".")
    (packages / "notes").mkdir()
    assert is_answered(".")
    (packages / "spacy-3.8.0.dist-info").rename(packages / "spacy-3.8.1.dist-info")
    assert not is_answered(".")


def test_code_rules_and_model_are_depended_on(desk: Path) -> None:
    from checker.cli._run import Options, check_paths

    depended = check_paths(["a.md"], Options()).dependencies()
    assert depended is not None
    folders = {Path(folder) for folder, _ in depended.trees}
    model = resources.model_folder()
    assert folders >= {resources.PACKAGE, resources.folder("rules"), model, desk / "house", desk / "words"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["-"],
        ["a.md", "--no-cache"],
        ["a.md", "--output", "json:out.json"],
        ["a.md", "--write-baseline"],
        ["a.md", "--files-from", "list"],
        ["a.md", "--since", "HEAD"],
        ["a.md", "--format", "html"],
        ["a.md", "missing.md"],
        ["*.md"],
    ],
)
def test_what_does_more_than_print_is_never_answered(desk: Path, arguments: list[str]) -> None:
    (desk / "list").write_text("b.md\n")
    shutil.rmtree(desk / ".git")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "x"],
        check=True,
    )
    settle()
    check(*arguments)
    assert not is_answered(*arguments)


def test_a_summary_on_a_build_server_is_written_every_time(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(desk / ".summary"))
    check("a.md", "--format", "github")
    assert not is_answered("a.md", "--format", "github")


def test_settings_changed_while_the_run_was_under_way_leave_no_record(desk: Path) -> None:
    call = occasion(["check", "."])
    (desk / "crossfoot.toml").write_text('show = "error"\n')
    CliRunner().invoke(crossfoot, ["check", "."], obj=call, standalone_mode=False)
    assert replay(call) is None


def test_an_article_that_is_only_touched_is_known_by_its_content(desk: Path) -> None:
    check(".")
    os.utime(desk / "a.md")
    (desk / "sport" / ".c.md.swp").write_text("")
    assert is_answered(".")
    assert is_answered(".")
    (desk / "a.md").write_text(CALM.upper())
    assert not is_answered(".")


# ── within one tick of the clock ────────────────────────────────────────────────────────────────────────────


def blind_stamp(found: os.stat_result) -> str:
    """A stamp of a file system whose clock has not moved."""
    return f"{found.st_size}"


def settled_record(path: Path, *, began: int) -> Occasion:
    call = Occasion(str(path.parent / "record"), began)
    content = {str(path): (blind_stamp(path.stat()), digest(path.read_bytes()))}
    assert record(call, output="out\n", status=0, on=Dependencies(articles=content, seen=Seen(), trees=()))
    return call


def test_a_change_within_the_tick_of_the_record_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (replaying, stamps):
        monkeypatch.setattr(module, "stamp", blind_stamp)
    article = tmp_path / "a.md"
    article.write_text("one")
    now = time.time_ns()
    old = settled_record(article, began=now + 60_000_000_000)
    assert replay(old) == 0
    article.write_text("two")
    assert replay(old) == 0, "a stamp that cannot tell is trusted only where it was old"
    young = settled_record(article, began=now)
    assert replay(young) == 0
    article.write_text("six")
    assert replay(young) is None


@pytest.mark.parametrize(
    ("changed", "began", "settled"),
    [
        (10_000_000_001, 10_050_000_000, False),
        (10_000_000_001, 10_200_000_000, True),
        (10_000_000_000, 11_000_000_000, False),
        (10_000_000_000, 13_000_000_000, True),
    ],
)
def test_a_clock_that_counts_in_seconds_is_waited_for(changed: int, began: int, settled: bool) -> None:
    class Found:
        st_mtime_ns = changed
        st_ctime_ns = changed

    assert stamps.is_settled(Found(), began) is settled  # type: ignore[arg-type]


# ── records from elsewhere, broken ones, and several writers ────────────────────────────────────────────────


def the_record(*arguments: str) -> Path:
    check(*arguments)
    path = Path(occasion(["check", *arguments]).path)
    assert path.is_file()
    return path


def test_a_copied_record_is_none() -> None:
    path = the_record(".")
    copy = path.with_name("copy")
    shutil.copy2(path, copy)
    os.replace(copy, path)
    assert not is_answered(".")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_record_that_others_may_write_is_none() -> None:
    path = the_record(".")
    assert path.stat().st_mode & 0o077 == 0
    path.chmod(0o622)
    assert not is_answered(".")


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_linked_record_is_none(tmp_path: Path) -> None:
    path = the_record(".")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert not is_answered(".")


@pytest.mark.parametrize("cut", [0, 1, 30, 80, -40, -1])
def test_a_broken_record_is_none(cut: int) -> None:
    path = the_record(".")
    content = path.read_bytes()
    with path.open("r+b") as stream:
        stream.truncate(len(content[:cut]))
    assert not is_answered(".")


@pytest.mark.parametrize("place", [0, 20, 90, -100])
def test_a_record_with_a_changed_byte_is_none(place: int) -> None:
    path = the_record(".")
    content = bytearray(path.read_bytes())
    content[place] ^= 0x15
    with path.open("r+b") as stream:
        stream.write(content)
    assert not is_answered(".")


@pytest.mark.parametrize(
    "text",
    [
        "\x1b]0;title\x07",
        "\x1b[2J",
        "a\x08b",
        "a\rb",
        "\u202eabc",
        "\x9b2J",
        "\x1b[31",
        "\x1b[1m\x1bc",
        "\x7f",
    ],
)
def test_nothing_speaks_to_the_terminal(tmp_path: Path, text: str) -> None:
    call = Occasion(str(tmp_path / "record"), time.time_ns())
    nothing = Dependencies(articles={}, seen=Seen(), trees=())
    assert not is_plain(text)
    assert not record(call, output=text, status=0, on=nothing)
    assert record(call, output="plain\n", status=0, on=nothing)
    assert replay(call) == 0
    kept = read_kept(call.path)
    assert kept is not None
    assert write_kept(call.path, kept.replace("plain\n", text), at_most=9)
    assert replay(call) is None


def test_reports_are_plain() -> None:
    assert is_plain("a \x1b[1;31merror\x1b[0m 107\u00a0→\u00a0117\r\n … ‹ › \u2007\n")


def test_where_no_record_can_be_written_the_run_is_as_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("in the way")
    monkeypatch.setenv("CROSSFOOT_CACHE_DIR", str(blocked))
    assert "3 files" in check(".")
    assert not is_answered(".")


def test_a_cache_that_cannot_be_written_is_still_read(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(".")
    os.utime(desk / "a.md")

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    assert is_answered(".")


def test_what_a_killed_writer_left_is_taken_away() -> None:
    path = the_record(".")
    left = path.with_name("0123.77.partial")
    left.write_bytes(b"half")
    check("a.md")
    assert left.exists(), "it may be under way"
    os.utime(left, (1, 1))
    check("b.md")
    assert not left.exists()
    assert is_answered(".")


def test_the_oldest_records_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "KEPT", 3)
    nothing = Dependencies(articles={}, seen=Seen(), trees=())
    for number in range(6):
        path = tmp_path / "runs" / str(number)
        assert record(Occasion(str(path), time.time_ns()), output="", status=0, on=nothing)
        os.utime(path, (number, number))
    assert len(list((tmp_path / "runs").iterdir())) <= 4
    assert path.exists()


def test_two_processes_leave_one_whole_record(desk: Path) -> None:
    command = [sys.executable, "-m", "checker", "check", "a.md", "b.md"]
    environment = os.environ | {"PYTHONPATH": str(resources.PACKAGE.parent)}
    settle()
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _ in range(2)]
    texts = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0, 0]
    assert texts[0] == texts[1]
    runs = list((Path(os.environ["CROSSFOOT_CACHE_DIR"]) / "runs").iterdir())
    assert len(runs) == 1
    assert read_kept(str(runs[0])) is not None


def test_an_answered_run_imports_next_to_nothing(desk: Path) -> None:
    script = (
        "import sys\nsys.argv = ['crossfoot', 'check', '.']\nfrom checker.__main__ import main\n"
        "try:\n    main()\nfinally:\n    sys.stderr.write(' '.join(sorted(sys.modules)))\n"
    )
    measured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment = measured | {"PYTHONPATH": str(resources.PACKAGE.parent)}
    first, second = (
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
        )
        for _ in range(2)
    )
    assert first.stdout == second.stdout
    assert "click" in first.stderr.split()
    assert not {"click", "sqlite3", "checker.model", "checker.cli", "pathlib"} & set(second.stderr.split())


def test_the_stamp_of_nothing_is_empty(tmp_path: Path) -> None:
    assert stamp_of(str(tmp_path / "nothing")) == ""
    assert stamp_of(str(tmp_path)) != ""
