"""A whole archive: the same bytes whatever checks it, however often it was stopped. It loads the language model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import checker
from checker.archive.store import held

ROOT = Path(checker.__file__).parent.parent
ARTICLES = (
    {"id": "trees", "desk": "city", "text": "Crews planted 245 trees: 128 were oaks and 107 were limes."},
    {
        "id": "homes",
        "desk": "city",
        "text": "Of the 412 homes that were flooded, 297 were dry and 125 were not.",
    },
    {"id": "club", "desk": "sport", "date": "2026-05-24", "text": "The club has 12 members."},
    {"id": "both", "text": "a", "html": "<p>b</p>"},
    {"id": "bridge", "desk": "sport", "html": "<p>The bridge is 10 miles (26 km) from the dam.</p>"},
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES), encoding="utf-8")
    return path


def archive(source: Path, out: Path, *options: str, before: str = "", seed: int = 0) -> int:
    """Check the archive in a process of its own, `before` run in it first; its exit status."""
    code = f"import os, sys\n{before}\nfrom checker.__main__ import main\nsys.exit(main())\n"
    command = [
        sys.executable,
        "-c",
        code,
        "archive",
        "--shard",
        "2",
        "--out",
        str(out),
        *options,
        str(source),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode not in (0, -9):
        raise AssertionError(done.stderr.decode())
    return done.returncode


def results(folder: Path) -> dict[str, bytes]:
    """What a run wrote, but for Parquet, which holds the same as the JSON lines."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".parquet"
    }


@pytest.fixture(scope="module")
def wanted(source: Path) -> dict[str, bytes]:
    folder = source.parent / "alone"
    assert archive(source, folder, "--jobs", "1") == 0
    return results(folder)


def test_what_is_wrong_is_found_and_what_is_no_article_set_aside(wanted: dict[str, bytes]) -> None:
    found = [json.loads(line) for line in wanted["findings.jsonl"].splitlines()]
    assert {finding["id"] for finding in found} == {"trees", "bridge"}
    assert b"both text and html" in wanted["rejected.jsonl"]
    assert json.loads(wanted["summary.json"])["articles"] == 4


def test_a_run_that_was_killed_is_taken_up_where_it_stopped(
    source: Path, tmp_path: Path, wanted: dict[str, bytes]
) -> None:
    dies = (
        "from checker.archive.store import Store\nreal = Store.write\n"
        "def write(self, result):\n"
        "    if self.done():\n        os.kill(os.getpid(), 9)\n    real(self, result)\n"
        "Store.write = write\n"
    )
    assert archive(source, tmp_path, "--jobs", "1", before=dies) == -9
    assert "findings.jsonl" not in results(tmp_path)
    assert archive(source, tmp_path, "--jobs", "2", seed=4711) == 0
    assert results(tmp_path) == wanted


def test_another_engine_gives_the_same_bytes(source: Path, tmp_path: Path, wanted: dict[str, bytes]) -> None:
    pytest.importorskip("distributed")
    assert archive(source, tmp_path, "--engine", "dask", "--jobs", "1", seed=17) == 0
    assert results(tmp_path) == wanted


def test_a_second_run_into_the_same_folder_is_turned_away(source: Path, tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(AssertionError, match="another run is writing its results here"):
        archive(source, tmp_path)
    assert not results(tmp_path)
