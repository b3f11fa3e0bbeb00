"""Verdicts in, findings out: what one slip breaks is said once, with every number that may be the slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.model import SEVERITIES, Check, Claim, Document, Finding, Lines, Span, Suspect, Verdict
from checker.reconcile.fingerprints import fingerprint
from checker.reconcile.spans import excerpts_of, labelled, span_of
from checker.reconcile.suspects import repairs

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
    findings = [_finding(document, lines, [verdict], holding, seen) for verdict in broken]
    findings.sort(key=lambda finding: (finding.spans[0].start if finding.spans else 0, finding.rule))
    checks = tuple(_check(document, lines, verdict) for verdict in others)
    return tuple(findings), checks


def _without_repeats(broken: Sequence[Verdict]) -> list[Verdict]:
    """The worst verdict of each rule on the same claims."""
    worst: dict[tuple[str, frozenset[int]], Verdict] = {}
    for verdict in broken:
        key = (verdict.rule.id, frozenset(id(claim) for claim in verdict.binding.claims()))
        before = worst.get(key)
        if before is None or SEVERITIES.index(verdict.severity) < SEVERITIES.index(before.severity):
            worst[key] = verdict
    return list(worst.values())


def _finding(
    document: Document,
    lines: Lines,
    broken: Sequence[Verdict],
    holding: Sequence[Verdict],
    seen: Counter[str],
) -> Finding:
    first = broken[0]
    named: list[tuple[Claim, str]] = []
    for verdict in broken:
        for claim, role in labelled(verdict.binding.roles):
            if not any(other is claim for other, _ in named):
                named.append((claim, role))
    spans: list[Span] = []
    places: dict[int, int] = {}
    for claim, role in named:
        span = span_of(document, lines, claim, role)
        if span is not None:
            places[id(claim)] = len(spans)
            spans.append(span)
    excerpts = excerpts_of(document, lines, (claim for claim, _ in named))
    base = fingerprint(first.rule.id, named, [excerpt.text for excerpt in excerpts])
    name = fingerprint(first.rule.id, named, [excerpt.text for excerpt in excerpts], occurrence=seen[base])
    seen[base] += 1
    link = first.binding.link
    suspects = tuple(
        Suspect(
            span=places[id(repair.claim)],
            text=spans[places[id(repair.claim)]].text,
            suggestion=repair.suggestion,
            why=repair.why,
        )
        for repair in repairs(broken, holding)
        if id(repair.claim) in places
    )
    links = [verdict.binding.link for verdict in broken if verdict.binding.link is not None]
    return Finding(
        rule=first.rule.id,
        severity=min((verdict.severity for verdict in broken), key=SEVERITIES.index),
        message=first.message,
        fingerprint=name,
        spans=tuple(spans),
        working=tuple(dict.fromkeys(line for verdict in broken for line in verdict.working)),
        excerpts=excerpts,
        suspects=suspects,
        relations=tuple(dict.fromkeys(verdict.rule.id for verdict in broken)),
        read_as=tuple(dict.fromkeys(item.read_as for item in links if item.read_as)),
        excuses=tuple(dict.fromkeys(excuse for item in links for excuse in item.excuses)),
        quoted=any(claim.quoted for claim, _ in named),
        link="" if link is None else link.kind,
        cue="" if link is None else link.cue,
    )


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
