"""Verdicts in, findings out: what one slip breaks is said once, with every number that may be the slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace

from checker.model import SEVERITIES, Check, Claim, Document, Finding, Lines, Severity, Span, Suspect, Verdict
from checker.reconcile.boxes import components, number_of
from checker.reconcile.fingerprints import fingerprint
from checker.reconcile.joint import joint_conflicts
from checker.reconcile.spans import excerpts_of, labelled, span_of
from checker.reconcile.suspects import Conflict, conflicts

__all__ = ["reconcile"]


def reconcile(
    document: Document, verdicts: Sequence[Verdict]
) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
    """The findings in the order of the text, and what was verified or could not be decided."""
    lines = Lines(document.source)
    broken = _without_repeats([verdict for verdict in verdicts if verdict.outcome == "inconsistent"])
    others = [verdict for verdict in verdicts if verdict.outcome != "inconsistent"]
    holding = [verdict for verdict in others if verdict.outcome == "consistent"]
    seen: Counter[str] = Counter()
    findings: list[Finding] = []
    for component in components([*broken, *holding]):
        if any(verdict.outcome == "inconsistent" for verdict in component):
            found = conflicts(component)
        else:
            found = list(joint_conflicts(component)) if len(component) > 1 else []
        findings += [_finding(document, lines, conflict, seen) for conflict in found]
    findings.sort(key=lambda finding: (finding.spans[0].start if finding.spans else 0, finding.rule))
    in_conflict = {number_of(claim) for verdict in broken for claim in verdict.binding.claims()}
    checks = tuple(_check(document, lines, _stopped(verdict, in_conflict)) for verdict in others)
    return tuple(findings), checks


def _stopped(verdict: Verdict, in_conflict: set[Hashable]) -> Verdict:
    """A check that came near to failing on a number which is already in conflict says no more than that."""
    if verdict.reason in ("strained", "weak") and any(
        number_of(claim) in in_conflict for claim in verdict.binding.claims()
    ):
        return replace(verdict, reason="stopped")
    return verdict


def _without_repeats(broken: Sequence[Verdict]) -> list[Verdict]:
    """The worst verdict of each rule on the same claims."""
    worst: dict[tuple[str, frozenset[Hashable]], Verdict] = {}
    for verdict in broken:
        key = (verdict.rule.id, frozenset(number_of(claim) for claim in verdict.binding.claims()))
        before = worst.get(key)
        if before is None or SEVERITIES.index(verdict.severity) < SEVERITIES.index(before.severity):
            worst[key] = verdict
    return list(worst.values())


def _finding(document: Document, lines: Lines, conflict: Conflict, seen: Counter[str]) -> Finding:
    broken = sorted(conflict.broken, key=_prominence)
    first = broken[0]
    named: list[tuple[Claim, str]] = []
    for verdict in broken:
        for claim, role in labelled(verdict.binding.roles):
            if not any(number_of(other) == number_of(claim) for other, _ in named):
                named.append((claim, role))
    spans: list[Span] = []
    places: dict[Hashable, int] = {}
    for claim, role in named:
        span = span_of(document, lines, claim, role)
        if span is not None:
            places[number_of(claim)] = len(spans)
            spans.append(span)
    excerpts = excerpts_of(document, lines, (claim for claim, _ in named))
    sentences = [excerpt.text for excerpt in excerpts]
    name = fingerprint(first.rule.id, named, sentences)
    seen[name] += 1
    if seen[name] > 1:
        name = fingerprint(first.rule.id, named, sentences, occurrence=seen[name] - 1)
    suspects = tuple(
        Suspect(
            span=places[number_of(repair.claim)],
            text=spans[places[number_of(repair.claim)]].text,
            suggestion=repair.suggestion,
            why=repair.why,
        )
        for repair in conflict.repairs
        if number_of(repair.claim) in places
    )
    links = [verdict.binding.link for verdict in broken if verdict.binding.link is not None]
    working = [line for verdict in broken for line in verdict.working]
    working += [
        f"holds: {line.removeprefix('needed: ')}"
        for verdict in conflict.cleared
        for line in verdict.working[:1]
    ]
    return Finding(
        rule=first.rule.id,
        severity=_capped(first.severity) if conflict.joint else first.severity,
        message=_joint_message(broken) if conflict.joint else first.message,
        fingerprint=name,
        spans=tuple(spans),
        working=tuple(dict.fromkeys(working)),
        excerpts=excerpts,
        suspects=suspects,
        relations=tuple(dict.fromkeys(verdict.rule.id for verdict in broken)),
        read_as=tuple(dict.fromkeys(link.read_as for link in links if link.read_as)),
        excuses=tuple(dict.fromkeys(excuse for link in links for excuse in link.excuses)),
        quoted=any(claim.quoted for claim, _ in named),
        link=links[0].kind if links else "",
        cue=links[0].cue if links else "",
    )


def _capped(severity: Severity) -> Severity:
    """Relations that conflict only together warn at most: each of them may have been misread."""
    return "warning" if severity == "error" else severity


def _joint_message(relations: Sequence[Verdict]) -> str:
    said = [", ".join(verdict.working[:2]) for verdict in relations]
    return f"Each of these may hold, but not all together: {'; '.join(said)}."


def _prominence(verdict: Verdict) -> tuple[int, bool]:
    """Which of several broken relations speaks for the finding: the gravest, then the one written for the topic."""
    return SEVERITIES.index(verdict.severity), verdict.binding.link is not None


def _check(document: Document, lines: Lines, verdict: Verdict) -> Check:
    spans = (span_of(document, lines, claim, role) for claim, role in labelled(verdict.binding.roles))
    return Check(
        rule=verdict.rule.id,
        outcome=verdict.outcome,
        message=verdict.message,
        working=verdict.working,
        spans=tuple(span for span in spans if span is not None),
        reason=verdict.reason,
        remark=verdict.remark,
    )
