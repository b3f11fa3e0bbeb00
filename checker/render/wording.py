"""The words that the reports for people have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from checker.model import Check, Coverage, Finding, Reason, Report, Run, Severity, Suspect

REASONS: dict[Reason, str] = {
    "strained": "possible only on a generous reading of the figures",
    "weak": "the figures are too loose to show a slip",
    "not closed": "the parts may not be all there are",
    "ambiguous": "it can be read in several ways, and not all of them fail",
    "missing": "something it needs is not stated",
    "stopped": "a figure it needs is already in conflict",
}
"""Why a check is undecided, for an editor."""


_SHORT = {"the same number": "same"}


def counted(number: int, noun: str) -> str:
    """ "1 error", "2 errors", "3 notes"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def role_labels(finding: Finding) -> tuple[str, ...]:
    """The part that each span plays, numbered where several play one: "whole", "part 1", "part 2"."""
    total = Counter(span.role for span in finding.spans)
    seen: Counter[str] = Counter()
    labels: list[str] = []
    for span in finding.spans:
        seen[span.role] += 1
        role = span.role.replace("_", " ")
        labels.append(f"{role} {seen[span.role]}" if total[span.role] > 1 else role)
    return tuple(labels)


def change(finding: Finding, suspect: Suspect) -> str:
    """A change of one number that would mend a finding: "107 → 117 (one digit)"."""
    same = sum(span.text == suspect.text for span in finding.spans) > 1
    role = f", {role_labels(finding)[suspect.span]}" if same and suspect.span < len(finding.spans) else ""
    why = f" ({suspect.why}{role})" if suspect.why else f" ({role[2:]})" if role else ""
    return f"{suspect.text}\u00a0→\u00a0{suspect.suggestion}{why}"


def changes(finding: Finding) -> str:
    """Every change of one number that would mend a finding, as one phrase."""
    return alternatives([change(finding, suspect) for suspect in finding.suspects])


def alternatives(words: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " or " + words[-1]


def is_about_numbers(finding: Finding) -> bool:
    """Whether there is arithmetic to show; a finding about a waiver or a comment in the article has none."""
    return bool(finding.working or finding.excerpts)


def compare(finding: Finding) -> str:
    """The first thing to do about a finding."""
    match len(finding.spans):
        case 0 | 1:
            return "Compare the figure with the source."
        case 2:
            return "Compare both figures with the source."
        case number:
            words = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
            return f"Compare all {words.get(number, str(number))} figures with the source."


def step(working: str) -> tuple[str, str]:
    """A step of the working as label and rest: "stated: 245" is ("stated", "245"), a sum is ("sum", …)."""
    label, colon, rest = working.partition(": ")
    label = _SHORT.get(label, label)
    if colon and label.replace(" ", "").isalpha() and len(label) <= 8:
        return label, rest.removeprefix("needed: ")
    return "sum" if any(sign in working for sign in "+−×÷/*") else "that is", working


def checks_in_order(report: Report) -> tuple[Check, ...]:
    """What was verified and then what stayed undecided, each in the order of the text and said once."""
    said: dict[object, Check] = {}
    for check in report.checks:
        if check.outcome != "inconsistent":
            places = tuple((span.start, span.end) for span in check.spans)
            said.setdefault((check.rule, check.outcome, check.working or check.message, places), check)
    return tuple(
        sorted(
            said.values(),
            key=lambda check: (
                check.outcome != "consistent",
                min((span.start for span in check.spans if span.block >= 0), default=-1),
                check.rule,
            ),
        )
    )


def severity_counts(findings: Iterable[Finding]) -> str:
    """ "1 error, 2 warnings"; "nothing flagged" where there is none."""
    counts = Counter(finding.severity for finding in findings)
    levels: tuple[Severity, ...] = ("error", "warning", "note")
    return ", ".join(counted(counts[level], level) for level in levels if counts[level]) or "nothing flagged"


def total_coverage(run: Run) -> Coverage:
    """What became of the numbers of all the articles of a run."""
    parts = [report.coverage for report in run.reports]
    return Coverage(
        read=sum(part.read for part in parts),
        compared=sum(part.compared for part in parts),
        verified=sum(part.verified for part in parts),
        undecided=sum(part.undecided for part in parts),
        flagged=sum(part.flagged for part in parts),
    )


def coverage_line(coverage: Coverage) -> str:
    """ "41 numbers read, 12 compared (9 verified, 2 undecided, 3 flagged), 29 with nothing to compare to"."""
    outcomes = [
        f"{number:,} {word}"
        for number, word in (
            (coverage.verified, "verified"),
            (coverage.undecided, "undecided"),
            (coverage.flagged, "flagged"),
        )
        if number
    ]
    inside = f" ({', '.join(outcomes)})" if outcomes else ""
    alone = max(coverage.read - coverage.compared, 0)
    return (
        f"{counted(coverage.read, 'number')} read, {coverage.compared:,} compared{inside}, "
        f"{alone:,} with nothing to compare to"
    )


def undecided_reasons(run: Run) -> tuple[tuple[int, str], ...]:
    """How many checks were undecided for which reason, the most frequent first."""
    counts = Counter(
        check.reason or "missing"
        for report in run.reports
        for check in report.checks
        if check.outcome == "undecided"
    )
    return tuple((number, REASONS[reason]) for reason, number in counts.most_common())
