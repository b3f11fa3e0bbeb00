"""An archive cut into shards: the unit that is checked, written and resumed as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import msgspec

from checker.archive.records import BadRecord, Record
from checker.archive.worker import Settings, rulebook_for


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
    """Check every article of a shard. An article that cannot be read is set aside with its reason."""
    from checker.check import check_document
    from checker.documents import read_text
    from checker.errors import DocumentError

    rulebook = rulebook_for(settings)
    findings: list[bytes] = []
    verdicts: list[bytes] = []
    rejected: list[bytes] = []
    counts: Counter[str] = Counter()
    for record in shard.records:
        if isinstance(record, BadRecord):
            rejected.append(
                _line({"record": record.number, "reason": record.reason, "excerpt": record.excerpt})
            )
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
            rejected.append(_line({"record": record.number, "id": record.id, "reason": str(error)}))
            continue
        report = check_document(document, rulebook=rulebook, model=settings.model)
        counts["articles"] += 1
        counts[f"articles in desk:{record.desk}"] += 1
        counts[f"articles in month:{record.month}"] += 1
        place = {"record": record.number, "id": record.id, "desk": record.desk, "month": record.month}
        for finding in report.findings:
            if finding.severity != "note":
                for key in (f"rule:{finding.rule}", f"desk:{record.desk}", f"month:{record.month}", "flags"):
                    counts[key] += 1
            findings.append(
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
            verdicts.append(
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
    return ShardResult(
        number=shard.number,
        findings=b"".join(findings),
        verdicts=b"".join(verdicts),
        rejected=b"".join(rejected),
        counts=dict(sorted(counts.items())),
    )


def _line(values: dict[str, object]) -> bytes:
    return msgspec.json.encode(values) + b"\n"
