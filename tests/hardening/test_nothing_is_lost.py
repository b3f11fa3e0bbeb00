"""What Crossfoot writes stands whole or not at all: full disks, folders that cannot be written to, death in mid-write."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from checker.errors import DecisionError
from checker.files import write_whole
from checker.model import Decision
from checker.review.baseline import BaselineEntry, read_baseline, write_baseline
from checker.review.waivers_file import WaiversFile


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["write", "sync", "replace"])
def full_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at one of the three moments at which a write can fail."""

    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if request.param == "write":
        real = os.fdopen
        monkeypatch.setattr(os, "fdopen", lambda handle, mode: _Full(real(handle, mode)))
    elif request.param == "sync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(os, "replace", fails)


class _Full:
    """A file of which only the beginning reaches the disk."""

    def __init__(self, file: object) -> None:
        self.file = file

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()  # type: ignore[attr-defined]

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])  # type: ignore[attr-defined]
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_old_content_stands_where_the_disk_is_full(tmp_path: Path, full_disk: None) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(b"the report of yesterday")
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"x" * 100_000)
    assert path.read_bytes() == b"the report of yesterday"
    assert names(tmp_path) == ["report.json"]


def test_a_baseline_stands_where_the_disk_is_full(tmp_path: Path, full_disk: None) -> None:
    path = tmp_path / "baseline.json"
    with pytest.raises(DecisionError, match="cannot be written: no space left"):
        write_baseline(
            path, [BaselineEntry(fingerprint="1", rule="x", path="a", quote="5", since=date(2026, 5, 24))]
        )
    assert names(tmp_path) == []


def test_waivers_stand_where_the_disk_is_full(tmp_path: Path, full_disk: None) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text("# ours\n")
    decision = Decision(
        fingerprint="604305228d1e", rule="x", path="a", quote="5", verdict="waive", reason="right", by="M",
        on=date(2026, 5, 24),
    )  # fmt: skip
    with pytest.raises(DecisionError, match="cannot be written: no space left"):
        WaiversFile(path).grant(decision)
    assert path.read_text() == "# ours\n"
    assert names(tmp_path) == ["waivers.yaml"]


def test_permissions_links_and_pipes(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_bytes(b"old")
    kept.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(kept)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert kept.read_bytes() == b"new"
    assert kept.stat().st_mode & 0o777 == 0o640
    write_whole(Path("/dev/null"), b"gone")
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    (folder / "baseline.json").write_text("old")
    folder.chmod(0o500)
    try:
        with pytest.raises(DecisionError, match="permission denied"):
            write_baseline(folder / "baseline.json", [])
    finally:
        folder.chmod(0o700)
    assert (folder / "baseline.json").read_text() == "old"


def test_killed_in_mid_write(tmp_path: Path) -> None:
    """A process that dies while it writes leaves the file as it was."""
    path = tmp_path / "report.json"
    path.write_bytes(b"whole")
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom checker.files import write_whole\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), 9)\n"
        "write_whole(Path(sys.argv[1]), b'x' * 1_000_000)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -9
    assert path.read_bytes() == b"whole"


def test_a_baseline_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    entry = BaselineEntry(
        fingerprint="1", rule="x", path="a\udce9.md", quote="5 … 6", since=date(2026, 5, 24)
    )
    write_baseline(path, [entry])
    entries, problems = read_baseline(path)
    assert not problems
    assert entries["1"].quote == "5 … 6"


def test_every_write_of_the_package_is_whole() -> None:
    """No module writes a file by itself but those that say why."""
    import re

    import checker

    root = Path(checker.__file__).parent
    own = {
        "files.py": "the one place",
        "review/ledger.py": "adds lines to the end, each synced; a line cut off is seen and left out",
        "archive/kept.py": "puts a whole file in place; what is lost with the power is found broken, and made anew",
        "archive/store.py": "writes into a folder that is renamed when it is complete",
        "cli/init.py": "makes a new file",
        "cli/rules/new.py": "makes a new file",
        "cli/check.py": "adds to the step summary that the build server opened",
    }
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(
            r"\.write_text\(|\.write_bytes\(|os\.replace\(|\.open\(\"[wax]|open\([^)]*\"[wax]b?\"",
            path.read_text(),
        )
    }
    assert found <= set(own)
