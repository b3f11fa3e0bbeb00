"""How far each rule can be trusted: what it found, and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.model import Decision, Run


@dataclass(frozen=True, slots=True)
class RuleStatistics:
    """The findings of one rule: those of a run, and all the decisions ever taken."""

    rule: str
    found: int
    """Findings in the run, waived or not."""
    open: int
    """Findings in the run that nobody has decided."""
    confirmed: int
    """Decisions that the copy was wrong."""
    waived: int
    """Decisions that the copy was right as written."""

    @property
    def precision(self) -> Fraction | None:
        """The share of decided findings that were errors in the copy; None where none was decided."""
        decided = self.confirmed + self.waived
        return Fraction(self.confirmed, decided) if decided else None


def statistics(
    run: Run | None, decisions: Iterable[Decision], waivers: Mapping[str, str]
) -> tuple[tuple[RuleStatistics, ...], tuple[Decision, ...]]:
    """For each rule its statistics, by name; and the waivers of `decisions` that the waivers file no longer holds.

    `decisions` are those that stand; `waivers` maps the fingerprints of the waivers file to their rules. A waiver
    counts where the file holds it, whoever wrote it there, so that the two always agree.
    """
    verdicts: dict[str, tuple[str, str]] = {name: (rule, "waive") for name, rule in waivers.items()}
    missing: list[Decision] = []
    for decision in decisions:
        if decision.verdict == "confirm":
            verdicts.setdefault(decision.fingerprint, (decision.rule, "confirm"))
        elif decision.fingerprint not in waivers:
            missing.append(decision)
    found: dict[str, set[str]] = {}
    for report in run.reports if run is not None else ():
        for finding in report.findings:
            found.setdefault(finding.rule, set()).add(finding.fingerprint)
            if finding.waived is not None:
                verdicts.setdefault(finding.fingerprint, (finding.rule, "waive"))
    rules = sorted({*found, *(rule for rule, _ in verdicts.values())})
    rows = tuple(
        RuleStatistics(
            rule=rule,
            found=len(found.get(rule, ())),
            open=len(found.get(rule, set()) - verdicts.keys()),
            confirmed=sum(verdict == (rule, "confirm") for verdict in verdicts.values()),
            waived=sum(verdict == (rule, "waive") for verdict in verdicts.values()),
        )
        for rule in rules
    )
    return rows, tuple(missing)
