"""Reports as JSON and back. Reading is strict: what is not a report is refused, never run."""

from __future__ import annotations

from dataclasses import replace

from checker.model import Coverage, Report


def encode(report: Report) -> bytes:
    """The report as JSON, without the article and the claims that some formats show."""
    import msgspec

    return msgspec.json.encode(replace(report, document=None, read=()))


def decode(data: bytes) -> Report:
    """The report that `encode` wrote; ValueError where it is none."""
    import msgspec

    try:
        report = msgspec.json.decode(data, type=Report, dec_hook=_refuse)
    except RecursionError:
        raise ValueError("a cached report is not nested so deep") from None
    assert isinstance(report, Report)
    return report


def _refuse(kind: type, value: object) -> object:
    raise ValueError(f"a cached report holds no {kind.__name__}")


def summarise(report: Report) -> str:
    """What the closing lines of a run need: findings, coverage and verdicts."""
    coverage = report.coverage
    numbers = (
        len(report.findings),
        report.claims,
        coverage.read,
        coverage.compared,
        coverage.verified,
        coverage.undecided,
        coverage.flagged,
        report.count("consistent"),
        report.count("undecided"),
        len(report.problems),
    )
    return " ".join(map(str, numbers))


def clean_report(path: str, summary: str) -> Report | None:
    """A report without findings from its summary alone, without its checks; None where there are findings.

    What is no summary says nothing either.
    """
    try:
        findings, claims, read, compared, verified, undecided, flagged, _, _, problems = map(
            int, summary.split()
        )
    except ValueError:
        return None
    if findings or problems:
        return None
    counts = Coverage(read=read, compared=compared, verified=verified, undecided=undecided, flagged=flagged)
    return Report(path=path, claims=claims, coverage=counts, findings=(), checks=())
