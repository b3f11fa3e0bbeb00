"""What people decided and what was found outlives full disks, shut folders, death, company and clocks.

A limit on the size of files stands in for the full disk: the system itself then refuses in the middle of a write.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import checker
from checker.archive.cache import Entry, ReportCache, report_key
from checker.archive.shards import ShardResult
from checker.archive.store import Store, held
from checker.cli import crossfoot
from checker.errors import ConfigurationError, DecisionError
from checker.files import write_whole
from checker.model import Decision
from checker.review.baseline import BaselineEntry, read_baseline, write_baseline
from checker.review.ledger import Ledger, Record, new_record, problems_of
from checker.review.waivers_file import WaiversFile

ROOT = Path(checker.__file__).parent.parent
NOW = datetime(2026, 5, 24, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
NOBODY = 65534
ARTICLE = "The club has 12 members.\n"


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes, as on a disk that has no more room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def record(fingerprint: str = "a" * 12, *, at: datetime = NOW, reason: str = "right as written") -> Record:
    return new_record("waive", fingerprint=fingerprint, now=at, by="M. Lindqvist", reason=reason)


def decision(fingerprint: str = "a" * 12, *, on: date = TODAY, until: date | None = None) -> Decision:
    return Decision(
        fingerprint=fingerprint, rule="parts-sum-to-total", path="a.md", quote="245 … 128", verdict="waive",
        reason="Checked with the harbour office.", by="M. Lindqvist", on=on, until=until,
    )  # fmt: skip


def entries(count: int, *, since: date = TODAY) -> list[BaselineEntry]:
    return [
        BaselineEntry(fingerprint=f"{number:012x}", rule="r", path="a.md", quote="5", since=since)
        for number in range(count)
    ]


def shard(number: int) -> ShardResult:
    counts = {"articles": 1, "flags": 0}
    return ShardResult(number=number, findings=b"{}\n" * 500, verdicts=b"", rejected=b"", counts=counts)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


Write = Callable[[Path], object]
WRITERS: dict[str, tuple[Write, type[Exception]]] = {
    "report": (lambda folder: write_whole(folder / "report.json", b"new" * 500), OSError),
    "ledger": (lambda folder: Ledger(folder / "decisions.jsonl").append(record()), DecisionError),
    "waivers": (lambda folder: WaiversFile(folder / "waivers.yaml").grant(decision()), DecisionError),
    "baseline": (lambda folder: write_baseline(folder / "baseline.json", entries(40)), DecisionError),
    "archive": (lambda folder: Store.open(folder, identity={"source": "a"}), ConfigurationError),
}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with everything that Crossfoot keeps, as it was yesterday."""
    folder = tmp_path / "desk"
    folder.mkdir()
    write_whole(folder / "report.json", b"the report of yesterday")
    Ledger(folder / "decisions.jsonl").append(record("f" * 12))
    WaiversFile(folder / "waivers.yaml").grant(decision("f" * 12))
    write_baseline(folder / "baseline.json", entries(1))
    return folder


@pytest.mark.parametrize("name", ["report", "ledger", "waivers", "baseline"])
@pytest.mark.parametrize("room", [0, 7, 60])
def test_a_disk_that_fills_leaves_what_was_there(kept: Path, name: str, room: int) -> None:
    write, error = WRITERS[name]
    before = content(kept)
    room += len(before["decisions.jsonl"]) if name == "ledger" else 0
    with files_end_at(room), pytest.raises(error):
        write(kept)
    assert content(kept) == before
    write(kept)
    assert content(kept) != before


def test_a_decision_that_the_disk_did_not_keep_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the line was written but not kept safe, whoever decided was told so, and the next reader agrees."""
    ledger = Ledger(tmp_path / "decisions.jsonl")
    ledger.append(record("a" * 12))

    def fails(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(DecisionError, match="could not be saved"):
            ledger.append(record("b" * 12))
    assert ledger.append(record("c" * 12)) is None
    for reader in (ledger, Ledger(ledger.path)):
        assert [one.fingerprint for one in reader.state.all_standing()] == ["a" * 12, "c" * 12]
        assert problems_of(reader) == []


def test_a_cache_on_a_full_disk_keeps_what_it_has(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path)
    keys = [report_key(b"s", path=str(number), content="x") for number in range(2)]
    cache.put({keys[0]: Entry("1", b"first")})
    with files_end_at(4096):
        cache.put({keys[1]: Entry("1", b"second" * 20_000)})
    assert set(cache.get(keys)) == {keys[0]}
    cache.put({keys[1]: Entry("1", b"second")})
    cache.close()
    assert set(ReportCache(tmp_path).get(keys)) == set(keys)


def test_a_shard_on_a_full_disk_is_done_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path, identity={"source": "a"})
    store.write(shard(0))
    with files_end_at(700), pytest.raises(OSError, match="File too large"):
        store.write(shard(1))
    assert store.done() == {0}
    again = Store.open(tmp_path, identity={"source": "a"})
    again.write(shard(1))
    again.join()
    assert (tmp_path / "findings.jsonl").read_bytes() == b"{}\n" * 1000
    with files_end_at(700), pytest.raises(OSError, match="File too large"):
        again.join()
    assert (tmp_path / "findings.jsonl").read_bytes() == b"{}\n" * 1000


def test_a_report_on_a_full_disk_is_an_error_and_the_old_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(ARTICLE)
    Path("report.json").write_bytes(b"the report of yesterday")
    with files_end_at(10):
        done = CliRunner().invoke(crossfoot, ["check", "--no-cache", "--output", "json:report.json", "a.md"])
    assert done.exit_code == 1, done.output
    assert "report.json" in done.output
    assert Path("report.json").read_bytes() == b"the report of yesterday"


@contextmanager
def shut(folder: Path) -> Iterator[None]:
    """Nobody may write into the folder; root, who may write anywhere, becomes somebody else for the while."""
    user = os.geteuid()
    folder.chmod(0o555)
    for path in folder.iterdir():
        path.chmod(0o444)
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o755)


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_that_cannot_be_written_to_stays_as_it_is(kept: Path, name: str) -> None:
    write, error = WRITERS[name]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for file, data in content(kept).items():
            (folder / file).write_bytes(data)
        with shut(folder), pytest.raises(error, match=r"(?i)denied|read-only"):
            write(folder)
        assert content(folder) == content(kept)


def test_a_cache_in_a_shut_folder_finds_and_keeps_nothing_new() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        old, new = (report_key(b"s", path=name, content="x") for name in ("old", "new"))
        cache = ReportCache(folder)
        cache.put({old: Entry("1", b"first")})
        cache.close()
        with shut(folder):
            cache = ReportCache(folder)
            cache.put({new: Entry("1", b"second")})
            assert new not in cache.get([old, new])
            cache.trim()
            cache.close()
        assert ReportCache(folder).get([old])[old].body == b"first"


def run_and_kill(code: str, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import os, sys\nfrom pathlib import Path\n" + code, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -9


KILLED_WRITERS = {
    "waivers": (
        "waivers.yaml",
        "from checker.review.waivers_file import WaiversFile\nfrom checker.model import Decision\n"
        "from datetime import date\nWaiversFile(path).grant(Decision(fingerprint='b' * 12, rule='r', path='a',"
        " quote='5', verdict='waive', reason='r', by='M', on=date(2026, 5, 24)))\n",
    ),
    "baseline": (
        "baseline.json",
        "from checker.review.baseline import write_baseline\nwrite_baseline(path, [])\n",
    ),
    "report": ("report.json", "from checker.files import write_whole\nwrite_whole(path, b'x' * 100_000)\n"),
}


@pytest.mark.parametrize("name", KILLED_WRITERS)
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_writer_that_is_killed_leaves_the_file_as_it_was(kept: Path, name: str, moment: str) -> None:
    file, code = KILLED_WRITERS[name]
    before = (kept / file).read_bytes()
    dies = f"os.{moment} = lambda *_: os.kill(os.getpid(), 9)\npath = Path(sys.argv[1])\n"
    run_and_kill(dies + code, str(kept / file))
    assert (kept / file).read_bytes() == before


def test_a_reviewer_who_is_killed_loses_at_most_what_was_not_confirmed(kept: Path) -> None:
    code = (
        "real = os.write\n"
        "def dies(handle, data):\n    real(handle, data[:30])\n    os.kill(os.getpid(), 9)\n"
        "from datetime import datetime, UTC\nfrom checker.review.ledger import Ledger, new_record\n"
        "ledger = Ledger(Path(sys.argv[1]))\nos.write = dies\n"
        "ledger.append(new_record('waive', fingerprint='b' * 12, now=datetime.now(UTC), reason='r', by='M'))\n"
    )
    path = kept / "decisions.jsonl"
    run_and_kill(code, str(path))
    ledger = Ledger(path)
    assert [one.fingerprint for one in ledger.state.all_standing()] == ["f" * 12]
    assert "breaks off" in problems_of(ledger)[0].message
    ledger.append(record("c" * 12))
    assert [one.fingerprint for one in Ledger(path).state.all_standing()] == ["f" * 12, "c" * 12]


def test_a_cache_whose_writer_is_killed_has_all_of_an_entry_or_nothing(tmp_path: Path) -> None:
    code = (
        "from checker.archive.cache import Entry, ReportCache, report_key\n"
        "cache = ReportCache(Path(sys.argv[1]))\n"
        "key = lambda number: report_key(b's', path=str(number), content='x')\n"
        "cache.put({key(0): Entry('1', b'first')})\n"
        "cache._connection.execute('BEGIN IMMEDIATE')\n"
        "cache._connection.execute('INSERT INTO reports VALUES (?, ?, ?, ?)', (key(1), '1', b'second', 1))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    run_and_kill(code, str(tmp_path))
    keys = [report_key(b"s", path=str(number), content="x") for number in range(2)]
    cache = ReportCache(tmp_path)
    assert [entry.body for entry in cache.get(keys).values()] == [b"first"]
    cache.put({keys[1]: Entry("1", b"second")})
    assert set(cache.get(keys)) == set(keys)


def test_readers_see_a_file_whole_while_others_write_it(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    code = (
        "import sys\nfrom datetime import date\nfrom pathlib import Path\n"
        "from checker.review.baseline import BaselineEntry, write_baseline\n"
        "many = [BaselineEntry(fingerprint=f'{n:012x}', rule=sys.argv[2], path='a', quote='5',"
        " since=date(2026, 5, 24)) for n in range(300)]\n"
        "for _ in range(40):\n    write_baseline(Path(sys.argv[1]), many)\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), name], env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        for name in ("one", "other")
    ]
    seen: set[int] = set()
    while any(writer.poll() is None for writer in writers):
        found, problems = read_baseline(path)
        assert not problems
        seen.add(len(found))
        assert len({entry.rule for entry in found.values()}) <= 1
    assert seen <= {0, 300}
    assert [writer.returncode for writer in writers] == [0, 0]
    assert [file.name for file in tmp_path.iterdir()] == ["baseline.json"]


def test_two_runs_never_share_a_folder_of_results(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(ConfigurationError, match="another run"), held(tmp_path):
        pass
    with held(tmp_path):
        pass


def test_a_clock_that_is_set_back_turns_no_decision(tmp_path: Path) -> None:
    """The order of the lines counts, not their times; a decision of tomorrow holds today."""
    ledger = Ledger(tmp_path / "decisions.jsonl")
    first = record(at=NOW, reason="first")
    last = record(at=NOW - timedelta(days=400), reason="last")
    ledger.append(first)
    ledger.append(last)
    assert Ledger(ledger.path).state.standing("a" * 12) == last
    file = WaiversFile(tmp_path / "waivers.yaml")
    file.grant(decision(on=TODAY + timedelta(days=400)))
    (waiver,) = file.entries()
    assert waiver.on > TODAY
    later = TODAY + timedelta(days=400)
    write_baseline(tmp_path / "baseline.json", entries(1, since=later))
    found, _ = read_baseline(tmp_path / "baseline.json")
    assert found[f"{0:012x}"].since == later


def test_a_waiver_of_tomorrow_waives_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Crews planted 245 trees: 128 were oaks and 107 were limes.\n")

    def findings() -> list[dict[str, object]]:
        done = CliRunner().invoke(crossfoot, ["check", "--no-cache", "--format", "json", "a.md"])
        (report,) = json.loads(done.stdout)["files"]
        return list(report["findings"])

    (finding,) = findings()
    assert finding["waived"] is None
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    WaiversFile(Path("crossfoot-waivers.yaml")).grant(decision(str(finding["fingerprint"]), on=tomorrow))
    (finding,) = findings()
    assert finding["waived"]


def test_a_cache_from_tomorrow_is_found_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    key = report_key(b"s", path="a", content="x")
    with monkeypatch.context() as patched:
        patched.setattr(time, "time", lambda: NOW.timestamp() + 400 * 86_400)
        ReportCache(tmp_path).put({key: Entry("1", b"body")})
    monkeypatch.setattr(time, "time", NOW.timestamp)
    cache = ReportCache(tmp_path)
    assert cache.get([key])[key].body == b"body"
    cache.trim()
    assert cache.get([key])
