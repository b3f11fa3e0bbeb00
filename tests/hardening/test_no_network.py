"""A hostile desk is checked without a socket and without another program, as Python and as the kernel see it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import checker
from tests.hardening.hostile import ARTICLES, RULES, write

CHECKOUT = Path(checker.__file__).parent.parent
WATCHED = """
import sys
def watch(event, arguments):
    if event.partition(".")[0] in ("socket", "subprocess", "ftplib", "http", "smtplib", "urllib", "webbrowser", "pty"):
        sys.stderr.write(f"SEEN {event} {arguments!r}\\n")
    elif event in ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"):
        sys.stderr.write(f"SEEN {event} {arguments!r}\\n")
sys.addaudithook(watch)
sys.argv[0] = "crossfoot"
from checker.__main__ import main
main()
"""
WAYS = [
    ("check", "--no-cache", "--format", "html", "."),
    ("claims", "a.md", "b.html", "d.json"),
    ("rules", "test", "pack"),
    ("archive", "archive.jsonl", "--out", "results", "--jobs", "1"),
]
STRACE = shutil.which("strace")
_OWN_WORKER = re.compile(
    r'execve\("[^"]*python[^"]*", \[.*"-c", "from multiprocessing\.(?:resource_tracker|spawn) ?.*= 0'
)


def _desk(folder: Path) -> None:
    write(folder)
    records = [{"id": name, "text": text} for name, text in ARTICLES.items()]
    (folder / "archive.jsonl").write_text("\n".join(map(json.dumps, records)) + "\n", encoding="utf-8")


def _ran(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    places = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=folder, capture_output=True, check=False, env=places, encoding="utf-8", errors="replace"
    )


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_no_event_of_the_network_or_of_another_program(tmp_path: Path, way: Sequence[str]) -> None:
    _desk(tmp_path)
    done = _ran([sys.executable, "-c", WATCHED, *way], tmp_path)
    assert done.returncode in (0, 1, 2), done.stderr
    assert "SEEN" not in done.stderr, done.stderr
    assert not list(tmp_path.rglob("pwned"))
    assert "root:" not in done.stdout


def test_the_watch_sees_a_socket_and_a_program(tmp_path: Path) -> None:
    tried = "import socket, os; socket.socket(); os.system('true')"
    done = _ran([sys.executable, "-c", f"{WATCHED.partition('sys.argv')[0]}{tried}"], tmp_path)
    assert "SEEN socket.__new__" in done.stderr
    assert "SEEN os.system" in done.stderr


def test_every_hostile_rule_is_refused(tmp_path: Path) -> None:
    _desk(tmp_path)
    done = _ran(
        [sys.executable, "-m", "checker", "check", "--no-cache", "--format", "json", "a.md"], tmp_path
    )
    told = {Path(error["path"]).name for error in json.loads(done.stdout)["errors"]}
    assert set(RULES) <= told
    assert done.returncode == 2


def _traced(way: Sequence[str], folder: Path) -> list[str]:
    """The system calls of the network and of starting programs, the first start of Crossfoot itself left out."""
    assert STRACE is not None
    kept = folder.parent / "trace"
    done = _ran(
        [STRACE, "-f", "-qq", "-e", "trace=network,execve", "-e", "signal=none", "-s", "200", "-o", str(kept),
         sys.executable, "-m", "checker", *way], folder,
    )  # fmt: skip
    if not kept.exists() or "ptrace" in done.stderr:
        pytest.skip(f"strace may not trace here: {done.stderr[:200]}")
    assert done.returncode in (0, 1, 2), done.stderr
    calls = [line for line in kept.read_text(errors="replace").splitlines() if "(" in line]
    return calls[1:]


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_no_system_call_of_the_network_or_of_another_program(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    _desk(desk)
    assert _traced(("check", "--no-cache", "."), desk) == []
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_an_archive_starts_its_own_workers_only(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    _desk(desk)
    calls = _traced(("archive", "archive.jsonl", "--out", "results", "--jobs", "2", "--shard", "1"), desk)
    assert calls
    assert [call for call in calls if not _OWN_WORKER.search(call)] == []
