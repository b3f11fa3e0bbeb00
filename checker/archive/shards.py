"""An archive cut into shards: the unit that is checked, written and resumed as a whole."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from checker.archive.records import BadRecord, Record
from checker.archive.worker import TOGETHER, Settings, parses_of, rulebook_for
from checker.documents import read_text
from checker.errors import CrossfootError, DocumentError

if TYPE_CHECKING:
    from checker.model import Document, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Consecutive records of an archive."""

    number: int
    records: tuple[Record | BadRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardResult:
    """What a shard's articles gave, as lines of JSON ready to be written."""

    number: int
    findings: bytes
    verdicts: bytes
    rejected: bytes
    counts: dict[str, int]
    """Articles and findings, by what they are summed over: "articles", "rule:…", "desk:…", "month:…"."""


def cut(records: Iterable[Record | BadRecord], *, size: int) -> Iterator[Shard]:
    """The records in shards of `size`, numbered from 0."""
    stream = iter(records)
    number = 0
    while some := tuple(islice(stream, size)):
        yield Shard(number=number, records=some)
        number += 1


def check_shard(shard: Shard, settings: Settings) -> ShardResult:
    """Check every article of a shard. An article that cannot be read or checked is set aside with its reason."""
    results = _Results()
    waiting: list[tuple[Record, Document]] = []
    for record in shard.records:
        if isinstance(record, BadRecord):
            results.reject(record.number, reason=record.reason, excerpt=record.excerpt)
            continue
        try:
            document = read_text(
                record.content,
                path=record.id,
                format=record.format,
                published=record.published,
                title=record.title,
            )
        except DocumentError as error:
            results.reject(record.number, id=record.id, reason=str(error))
            continue
        waiting.append((record, document))
        if len(waiting) >= TOGETHER:
            _check(waiting, settings, results)
            waiting = []
    _check(waiting, settings, results)
    return results.of_shard(shard.number)


def _check(waiting: Sequence[tuple[Record, Document]], settings: Settings, results: _Results) -> None:
    from checker.check import check_document

    if not waiting:
        return
    parses = parses_of([document for _, document in waiting], settings.model)
    for (record, document), parsed in zip(waiting, parses, strict=True):
        try:
            report = check_document(
                document, rulebook=rulebook_for(settings), model=settings.model, parsed=parsed
            )
        except CrossfootError:
            raise
        except Exception as error:
            traceback.print_exception(error)
            reason = f"internal error: {type(error).__name__}: {error}"
            results.reject(record.number, id=record.id, reason=reason)
        else:
            results.add(record, report)


class _Results:
    """What is found in a shard, record by record."""

    def __init__(self) -> None:
        self._findings: list[bytes] = []
        self._verdicts: list[bytes] = []
        self._rejected: list[tuple[int, bytes]] = []
        self._counts: Counter[str] = Counter()

    def reject(self, number: int, **why: str) -> None:
        """Set a record aside."""
        self._rejected.append((number, _line({"record": number, **why})))

    def add(self, record: Record, report: Report) -> None:
        """Keep what was found in a record."""
        counts = self._counts
        counts["articles"] += 1
        counts[f"articles in desk:{record.desk}"] += 1
        counts[f"articles in month:{record.month}"] += 1
        place = {"record": record.number, "id": record.id, "desk": record.desk, "month": record.month}
        for finding in report.findings:
            if finding.severity != "note":
                for key in (f"rule:{finding.rule}", f"desk:{record.desk}", f"month:{record.month}", "flags"):
                    counts[key] += 1
            self._findings.append(
                _line(
                    place
                    | {
                        "rule": finding.rule,
                        "severity": finding.severity,
                        "message": finding.message,
                        "fingerprint": finding.fingerprint,
                        "numbers": [span.text for span in finding.spans],
                        "roles": [span.role for span in finding.spans],
                        "starts": [span.start for span in finding.spans],
                        "ends": [span.end for span in finding.spans],
                        "working": list(finding.working),
                        "sentences": [excerpt.text for excerpt in finding.excerpts],
                    }
                )
            )
        for check in report.checks:
            self._verdicts.append(
                _line(
                    place
                    | {
                        "rule": check.rule,
                        "outcome": check.outcome,
                        "reason": check.reason or "",
                        "numbers": [span.text for span in check.spans],
                        "working": list(check.working),
                    }
                )
            )

    def of_shard(self, number: int) -> ShardResult:
        """The results as lines, what was set aside in the order of the archive."""
        return ShardResult(
            number=number,
            findings=b"".join(self._findings),
            verdicts=b"".join(self._verdicts),
            rejected=b"".join(line for _, line in sorted(self._rejected)),
            counts=dict(sorted(self._counts.items())),
        )


def _line(values: dict[str, object]) -> bytes:
    return msgspec.json.encode(values) + b"\n"
