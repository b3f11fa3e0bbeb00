"""An archive of made articles through both engines, with everything killed that can be: the results must be the same.

`python -m bench archive --articles=20000` makes the archive and prints for each trial how long it took and whether its
findings and verdicts are, byte for byte, those of the first.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bench.articles import make

ARTICLES = 20_000
WORKERS = 2
DESKS = ("city", "courts", "money", "sport")
JOINED = ("findings.jsonl", "verdicts.jsonl", "rejected.jsonl", "summary.json")
_BEAT = 0.05


@dataclass(frozen=True, slots=True)
class Trial:
    """One way through the archive: how long it took, and whether its results are those of the first."""

    what: str
    seconds: float
    same: bool
    against: str = ""


def write_archive(path: Path, *, articles: int) -> None:
    """An archive of made articles as JSON Lines; in every tenth a figure is wrong, and every hundredth record is bad."""
    with open(path, "w", encoding="utf-8") as lines:
        for number in range(articles):
            article = make(number, paragraphs=4)
            text = article.as_text()
            if number % 10 == 3:
                text += "Volunteers planted 245 trees: 128 were oaks and 107 were limes.\n"
            record: dict[str, str] = {
                "id": f"article-{number:06d}",
                "title": article.title,
                "date": article.published.isoformat() if number % 100 != 50 else "the day before yesterday",
                "desk": DESKS[number % len(DESKS)],
                "text": text,
            }
            lines.write(json.dumps(record) + "\n")


def trials(articles: int, *, environment: dict[str, str] | None = None) -> Iterator[Trial]:
    """Through each engine; then with the run killed in the midst and called again, and with a worker killed."""
    heeded = dict(os.environ) if environment is None else environment
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "archive.jsonl"
        write_archive(source, articles=articles)
        size = max(1, min(200, articles // 20))
        first = b""
        for engine in ("local", "dask"):
            for how in ("whole", "run killed and resumed", "worker killed"):
                out = Path(name) / f"{engine}-{how.replace(' ', '-')}"
                command = _command(source, out, engine=engine, shard=size)
                begin = time.perf_counter()
                told = _run(command, heeded, out, how)
                took = time.perf_counter() - begin
                digest = results_digest(out)
                first = first or digest
                yield Trial(
                    f"{articles:,} articles, {engine}, {WORKERS} workers, {how}", took, digest == first, told
                )


def _command(source: Path, out: Path, *, engine: str, shard: int) -> list[str]:
    return [
        sys.executable, "-m", "checker", "archive", str(source), "--out", str(out), "--engine", engine,
        "--jobs", str(WORKERS), "--shard", str(shard),
    ]  # fmt: skip


def _run(command: Sequence[str], environment: dict[str, str], out: Path, how: str) -> str:
    """Run the archive to its end and say what befell it on the way."""
    if how == "whole":
        _to_the_end(command, environment)
        return ""
    running = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    _wait_for_shards(running, out, at_least=3)
    if how == "worker killed":
        killed = _kill_worker(running.pid)
        running.wait()
        if running.returncode:
            raise RuntimeError(f"the run ended with status {running.returncode}")
        return f"{killed} worker killed"
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    there = len(_shards(out))
    _to_the_end(command, environment)
    return f"{there} shards were there"


def _to_the_end(command: Sequence[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def _shards(out: Path) -> list[str]:
    with suppress(OSError):
        return [name for name in os.listdir(out / "shards") if name.isdecimal()]
    return []


def _wait_for_shards(running: subprocess.Popen[bytes], out: Path, *, at_least: int) -> None:
    while running.poll() is None and len(_shards(out)) < at_least:
        time.sleep(_BEAT)


def _kill_worker(parent: int) -> int:
    """Kill the busiest process below `parent`: the one that is checking articles."""
    below = _below(parent)
    if not below:
        return 0
    with suppress(ProcessLookupError):
        os.kill(max(below, key=_ticks), signal.SIGKILL)
    return 1


def _below(parent: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError, ValueError, IndexError):
                parents[int(entry.name)] = int(_status(int(entry.name))[1])
    found: list[int] = []
    wanted = [parent]
    while wanted:
        above = wanted.pop()
        children = [process for process, of in parents.items() if of == above]
        found += children
        wanted += children
    return found


def _status(process: int) -> list[str]:
    """The fields of a process's status after its name."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _ticks(process: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        fields = _status(process)
        return int(fields[11]) + int(fields[12])
    return 0


def results_digest(out: Path) -> bytes:
    """A digest of an archive's results."""
    digest = blake2b(digest_size=20)
    for name in JOINED:
        digest.update((out / name).read_bytes())
    return digest.digest()


def main(arguments: Sequence[str] = ()) -> None:
    """Print each trial; status 1 where one gave other results."""
    options = dict(argument[2:].split("=", 1) for argument in arguments if "=" in argument)
    different = False
    for trial in trials(int(options.get("articles", ARTICLES))):
        different = different or not trial.same
        print(
            f"{trial.what}: {trial.seconds:,.1f} s, {'the same' if trial.same else 'OTHER'} results {trial.against}".rstrip(),
            flush=True,
        )
    if different:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
