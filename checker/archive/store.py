"""Where an archive's results are written: whole or not at all, so that any interruption can be resumed.

Each shard's results are one folder `shards/00000012`, written under another name and renamed when it is complete. What
is there is done; what is not is checked again. The closing files are made from the shards, and made again at will.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from checker.archive.shards import ShardResult
from checker.errors import ConfigurationError, Problem
from checker.files import write_whole

KINDS = ("findings", "verdicts", "rejected")


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of an archive's results."""

    folder: Path

    @staticmethod
    def open(folder: Path, *, identity: dict[str, object]) -> Store:
        """The results in `folder`, begun or resumed.

        Raises ConfigurationError where it holds the results of another source or of other settings.
        """
        store = Store(folder)
        manifest = folder / "manifest.json"
        try:
            (folder / "shards").mkdir(parents=True, exist_ok=True)
            if manifest.exists():
                found = json.loads(manifest.read_text(encoding="utf-8"))
                if found != identity:
                    changed = sorted(
                        key for key in {*found, *identity} if found.get(key) != identity.get(key)
                    )
                    raise ConfigurationError(
                        Problem(
                            path=str(folder),
                            message=f"holds results with another {', '.join(changed)}",
                            hint="name another folder with --out, or remove this one",
                        )
                    )
            else:
                if any((folder / "shards").iterdir()):
                    raise ConfigurationError(
                        Problem(path=str(folder), message="holds shards but no manifest.json")
                    )
                write_whole(manifest, json.dumps(identity, indent=1, sort_keys=True).encode() + b"\n")
        except (OSError, ValueError) as error:
            raise ConfigurationError(Problem(path=str(folder), message=f"cannot be used: {error}")) from error
        for left in (folder / "shards").glob("*.partial"):
            shutil.rmtree(left, ignore_errors=True)
        return store

    def done(self) -> frozenset[int]:
        """The numbers of the shards that are complete."""
        return frozenset(
            int(entry.name) for entry in (self.folder / "shards").iterdir() if entry.name.isdecimal()
        )

    def write(self, result: ShardResult) -> None:
        """Keep a shard's results; after a return they survive a loss of power."""
        final = self.folder / "shards" / f"{result.number:08d}"
        if final.exists():
            return
        partial = final.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        for kind in KINDS:
            _write_synced(partial / f"{kind}.jsonl", getattr(result, kind))
        _write_synced(partial / "counts.json", json.dumps(result.counts, ensure_ascii=False).encode())
        os.rename(partial, final)
        _sync_folder(final.parent)

    def shards(self) -> Iterator[Path]:
        """The complete shards' folders, in order."""
        yield from sorted(entry for entry in (self.folder / "shards").iterdir() if entry.name.isdecimal())

    def counts(self) -> Counter[str]:
        """The shards' counts, summed."""
        total: Counter[str] = Counter()
        for shard in self.shards():
            total.update(json.loads((shard / "counts.json").read_text(encoding="utf-8")))
        return total

    def join(self) -> None:
        """Write all shards' findings, verdicts and rejected records as one file each, in Parquet too where it can be."""
        for kind in KINDS:
            target = self.folder / f"{kind}.jsonl"
            partial = target.with_suffix(".partial")
            with open(partial, "wb") as joined:
                for shard in self.shards():
                    with open(shard / f"{kind}.jsonl", "rb") as part:
                        shutil.copyfileobj(part, joined)
                joined.flush()
                os.fsync(joined.fileno())
            os.replace(partial, target)
        self._join_parquet()

    def _join_parquet(self) -> None:
        try:
            import pyarrow as arrow
            from pyarrow import parquet
        except ImportError:
            return
        text, many = arrow.string(), arrow.list_(arrow.string())
        common = [("record", arrow.int64()), ("id", text), ("desk", text), ("month", text), ("rule", text)]
        offsets = arrow.list_(arrow.int64())
        schemas = {
            "findings": arrow.schema(
                [
                    *common,
                    ("severity", text),
                    ("message", text),
                    ("fingerprint", text),
                    ("numbers", many),
                    ("roles", many),
                    ("starts", offsets),
                    ("ends", offsets),
                    ("working", many),
                    ("sentences", many),
                ]
            ),
            "verdicts": arrow.schema(
                [*common, ("outcome", text), ("reason", text), ("numbers", many), ("working", many)]
            ),
        }
        for kind, schema in schemas.items():
            target = self.folder / f"{kind}.parquet"
            partial = target.with_suffix(".partial")
            with parquet.ParquetWriter(partial, schema) as writer:
                for shard in self.shards():
                    lines = (shard / f"{kind}.jsonl").read_bytes().splitlines()
                    if lines:
                        rows = [json.loads(line) for line in lines]
                        writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            os.replace(partial, target)

    def write_summary(self, text: str, values: dict[str, object]) -> None:
        """Write summary.md and summary.json."""
        write_whole(self.folder / "summary.md", text.encode())
        write_whole(
            self.folder / "summary.json", json.dumps(values, indent=1, ensure_ascii=False).encode() + b"\n"
        )


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder of an archive's results for one run, which ends with the process if not before.

    Raises ConfigurationError where another run writes into it, or where it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = None if sys.platform == "win32" else os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise ConfigurationError(Problem(path=str(folder), message=f"cannot be used: {error}")) from error
    if handle is None:
        yield
        return
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ConfigurationError(
            Problem(
                path=str(folder),
                message="another run is writing its results here",
                hint="wait for it to end, or name another folder with --out",
            )
        ) from None
    except OSError:
        return  # a file system that knows no locks


def _write_synced(path: Path, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
