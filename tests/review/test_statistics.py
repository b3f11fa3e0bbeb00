"""What rules found and what people decided about it: the counts agree with the waivers and the ledger."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from checker.model import Decision
from checker.review.statistics import RuleStatistics, statistics
from tests.review.sample_session import sample_run


def _decision(number: int, verdict: str) -> Decision:
    assert verdict in ("waive", "confirm")
    return Decision(
        fingerprint=f"{number:012x}",
        rule="subset-not-larger-than-whole" if number % 2 else "parts-sum-to-total",
        path="a.txt",
        quote="",
        verdict=verdict,  # type: ignore[arg-type]
        reason="",
        by="Kim",
        on=date(2026, 11, 23),
    )


def test_statistics_count_by_rule() -> None:
    decisions = [_decision(1, "confirm"), _decision(3, "waive"), _decision(2, "confirm")]
    rows, missing = statistics(sample_run(), decisions, {f"{3:012x}": "subset-not-larger-than-whole"})
    assert rows == (
        RuleStatistics(rule="parts-sum-to-total", found=3, open=2, confirmed=1, waived=0),
        RuleStatistics(rule="subset-not-larger-than-whole", found=3, open=1, confirmed=1, waived=1),
    )
    assert missing == ()
    assert [row.precision for row in rows] == [Fraction(1), Fraction(1, 2)]


def test_statistics_a_waiver_taken_out_by_hand_counts_no_more() -> None:
    rows, missing = statistics(sample_run(), [_decision(3, "waive")], {})
    assert sum(row.waived for row in rows) == 0
    assert [decision.fingerprint for decision in missing] == [f"{3:012x}"]


def test_statistics_a_waiver_written_by_hand_counts() -> None:
    (row,), missing = statistics(None, [], {"zz": "parts-sum-to-total"})
    assert row == RuleStatistics(rule="parts-sum-to-total", found=0, open=0, confirmed=0, waived=1)
    assert missing == ()
