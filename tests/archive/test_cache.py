"""The cache finds what was put, survives what may happen to its file, and stays within its bound."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker import resources
from checker.archive import cache as caching
from checker.archive.cache import Entry, ReportCache, report_key, settings_digest
from checker.archive.kept import read_kept, write_kept

SETTINGS = b"settings"


def key(text: str) -> bytes:
    return report_key(SETTINGS, path="a.md", content=text)


def test_a_report_is_found_again_by_another_opening(tmp_path: Path) -> None:
    first = ReportCache(tmp_path)
    first.put({key("one"): Entry("1 2 3", b"{}")})
    first.close()
    second = ReportCache(tmp_path)
    assert second.get([key("one"), key("two")]) == {key("one"): Entry("1 2 3", b"{}")}
    assert second.get([key("one")], bodies=False) == {key("one"): Entry("1 2 3", None)}


@pytest.mark.parametrize(
    "other",
    [
        report_key(SETTINGS, path="b.md", content="one"),
        report_key(SETTINGS, path="a.md", content="One"),
        report_key(SETTINGS, path="a.md", content="one", options="2025-05-24"),
        report_key(b"other", path="a.md", content="one"),
    ],
)
def test_the_key_depends_on_everything_that_the_report_does(other: bytes) -> None:
    assert other != key("one")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and a folder of rules, one of code and one of a model, none of them touched lately."""
    monkeypatch.setenv("CROSSFOOT_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("rules/beds/beds.yaml", "code/part/module.py", "model/weights"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("as it was")
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "code")
    monkeypatch.setattr(resources, "model_folder", lambda _: tmp_path / "model")
    time.sleep(0.15)
    return tmp_path


def settled_digest(own: Path) -> bytes:
    return settings_digest(["part"], rule_folders=[own / "rules"])


@pytest.mark.parametrize("name", ["rules/beds/beds.yaml", "code/part/module.py", "model/weights"])
def test_the_settings_digest_changes_with_what_decides(own: Path, name: str) -> None:
    before = settled_digest(own)
    assert settled_digest(own) == before
    path = own / name
    found = path.stat()
    path.write_text("as it IS!")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert settled_digest(own) != before
    path.write_text("as it was")
    assert settled_digest(own) == before
    path.rename(path.with_name("another" + path.suffix))
    assert settled_digest(own) != before


def test_the_settings_digest_depends_on_settings_and_libraries(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = settled_digest(own)
    assert settings_digest(["other"], rule_folders=[own / "rules"]) != before
    (own / "packages" / "notes-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(own / "packages"))
    assert settled_digest(own) == before
    (own / "packages" / "spacy-99.dist-info").mkdir()
    assert settled_digest(own) != before


def test_the_settings_digest_is_the_same_on_another_machine(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = settled_digest(own)
    shutil.copytree(own / "rules", own / "elsewhere")
    monkeypatch.setenv("CROSSFOOT_CACHE_DIR", str(own / "other"))
    assert settings_digest(["part"], rule_folders=[own / "elsewhere"]) == before


def test_contents_are_read_once_while_nothing_changes(own: Path) -> None:
    before = settled_digest(own)
    kept = {path: path.read_bytes() for path in (own / "cache" / "trees").iterdir()}
    assert len(kept) == 3
    for path in kept:
        text = read_kept(str(path))
        assert text is not None
        assert write_kept(str(path), text.split(" ")[0] + " another", at_most=9)
    assert settled_digest(own) != before, "what was kept is believed"
    for path in kept:
        path.write_bytes(kept[path])
    assert settled_digest(own) == before, "but not where it was written by another"


def test_a_young_file_is_read_every_time(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "is_settled", lambda *_: False)
    settled_digest(own)
    assert not (own / "cache" / "trees").exists()


def test_a_corrupted_file_is_made_anew(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path)
    cache.put({key("one"): Entry("1", b"{}")})
    cache.close()
    cache.path.write_bytes(b"this is no database" * 1_000)
    again = ReportCache(tmp_path)
    assert again.get([key("one")]) == {}
    again.put({key("one"): Entry("2", b"{}")})
    assert again.get([key("one")]) == {key("one"): Entry("2", b"{}")}


def test_a_file_corrupted_while_open_loses_the_entries_and_nothing_else(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path)
    cache.put({key(str(number)): Entry("1", b"x" * 5_000) for number in range(200)})
    cache.close()
    content = bytearray(cache.path.read_bytes())
    for place in range(5_000, len(content)):
        content[place] = 0x5A
    cache.path.write_bytes(bytes(content))
    again = ReportCache(tmp_path)
    again.get([key(str(number)) for number in range(200)])
    again.put({key("new"): Entry("3", b"{}")})
    assert again.get([key("new")]) == {key("new"): Entry("3", b"{}")}


def test_where_no_file_can_be_made_nothing_is_kept(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = ReportCache(blocked / "cache")
    cache.put({key("one"): Entry("1", b"{}")})
    assert cache.get([key("one")]) == {}
    cache.trim()
    cache.close()


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path, limit=10_000)
    cache.put({key(str(number)): Entry("1", b"x" * 1_000) for number in range(40)})
    with sqlite3.connect(cache.path) as connection:
        connection.execute("UPDATE reports SET used = 1 WHERE key != ?", (key("7"),))
    connection.close()
    cache.trim()
    left = cache.get([key(str(number)) for number in range(40)])
    assert key("7") in left
    assert 1 <= len(left) <= 9


WRITER = """
import sys
from pathlib import Path
from checker.archive.cache import Entry, ReportCache, report_key
cache = ReportCache(Path(sys.argv[1]))
for number in range(150):
    cache.put({report_key(b"s", path=sys.argv[2], content=str(number)): Entry("1", b"body")})
"""


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name]) for name in ("a", "b")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    keys = [report_key(b"s", path=name, content=str(n)) for name in ("a", "b") for n in range(150)]
    assert len(ReportCache(tmp_path).get(keys)) == 300
