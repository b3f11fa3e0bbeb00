"""An archive's results are whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.archive.shards import ShardResult, cut
from checker.archive.store import Store
from checker.archive.summary import as_markdown, summarise
from checker.errors import ConfigurationError


def result(number: int, flags: int = 0) -> ShardResult:
    finding = (
        b'{"record":%d,"id":"x","desk":"d","month":"","rule":"r","severity":"error","message":"m","fingerprint":"f",'
        b'"numbers":["1"],"roles":["whole"],"starts":[0],"ends":[1],"working":[],"sentences":[]}\n' % number
    )
    return ShardResult(
        number=number,
        findings=finding * flags,
        verdicts=b"",
        rejected=b"",
        counts={"articles": 10, "articles in desk:d": 10, "rule:r": flags, "desk:d": flags, "flags": flags},
    )


IDENTITY: dict[str, object] = {"source": "a.jsonl", "shard": 10}


def test_a_shard_is_written_once(tmp_path: Path) -> None:
    store = Store.open(tmp_path, identity=IDENTITY)
    store.write(result(3, flags=1))
    store.write(result(3, flags=2))
    assert store.done() == {3}
    assert store.counts()["flags"] == 1


def test_a_half_written_shard_does_not_count(tmp_path: Path) -> None:
    store = Store.open(tmp_path, identity=IDENTITY)
    store.write(result(0))
    partial = tmp_path / "shards" / "00000001.partial"
    partial.mkdir()
    (partial / "findings.jsonl").write_bytes(b'{"record": 1')
    again = Store.open(tmp_path, identity=IDENTITY)
    assert again.done() == {0}
    assert not partial.exists()


def test_results_of_another_source_are_not_mixed(tmp_path: Path) -> None:
    Store.open(tmp_path, identity=IDENTITY)
    with pytest.raises(ConfigurationError, match="another source"):
        Store.open(tmp_path, identity=IDENTITY | {"source": "b.jsonl"})


def test_joined_files_hold_all_shards_in_order(tmp_path: Path) -> None:
    store = Store.open(tmp_path, identity=IDENTITY)
    for number in (2, 0, 1):
        store.write(result(number, flags=1))
    store.join()
    lines = (tmp_path / "findings.jsonl").read_text().splitlines()
    assert [line[:11] for line in lines] == ['{"record":0', '{"record":1', '{"record":2']
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(tmp_path / "findings.parquet").column("record").to_pylist() == [0, 1, 2]


def test_the_summary_counts_per_thousand() -> None:
    summary = summarise({"articles": 400, "articles in desk:d": 100, "rule:r": 3, "desk:d": 3, "flags": 3})
    assert summary["per_thousand"] == "7.5"
    assert summary["desk"] == {"d": {"flags": 3, "articles": 100, "per_thousand": "30.0"}}
    assert "| r | 3 | 400 | 7.5 |" in as_markdown(summary, rejected=0)


def test_shards_are_cut_in_order() -> None:
    from checker.archive.records import BadRecord

    records = [BadRecord(number=number, reason="") for number in range(5)]
    shards = list(cut(records, size=2))
    assert [shard.number for shard in shards] == [0, 1, 2]
    assert [[record.number for record in shard.records] for shard in shards] == [[0, 1], [2, 3], [4]]
