"""The whole way on one page: a document in, a report out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from checker.claims import dateline, places_of_numbers, read_claims
from checker.judge import judge
from checker.language import Parsed, parse, parse_together
from checker.links import find_links
from checker.model import Check, Claim, Coverage, Document, Finding, Link, Report
from checker.reconcile import reconcile
from checker.resources import folder
from checker.rulebook import Rulebook, load_rulebook


def check_document(
    document: Document, *, rulebook: Rulebook, model: str | None = None, parsed: Parsed | None = None
) -> Report:
    """Everything that can be said of one article under the rules of `rulebook`.

    `model` names a spaCy pipeline; None is the one that Crossfoot is installed with. `parsed`: what `parse_documents`
    made of the article, where it was parsed together with others.
    """
    document, claims, links = read_document_numbers(document, model=model, parsed=parsed)
    verdicts = judge(rulebook.rules, claims, links)
    findings, checks = reconcile(document, verdicts)
    return Report(
        path=document.path,
        claims=len(claims),
        coverage=coverage(claims, findings, checks),
        findings=findings,
        checks=checks,
        problems=document.problems,
        document=document,
        read=claims,
    )


def parse_documents(documents: Sequence[Document], *, model: str | None = None) -> list[Parsed]:
    """The parses of the sentences with numbers of each article: the same as one by one, and quicker together."""
    return parse_together(documents, places=[places_of_numbers(one) for one in documents], model=model)


def read_document_numbers(
    document: Document, *, model: str | None = None, parsed: Parsed | None = None
) -> tuple[Document, tuple[Claim, ...], tuple[Link, ...]]:
    """The document with its publication date as far as it is known, its claims and its links."""
    if document.published is None:
        document = replace(document, published=dateline(document))
    if parsed is None:
        parsed = parse(document, model=model, places=places_of_numbers(document))
    claims = read_claims(document, parsed)
    return document, claims, find_links(document, parsed, claims)


def coverage(claims: Sequence[Claim], findings: Sequence[Finding], checks: Sequence[Check]) -> Coverage:
    """What became of the numbers: a number that a finding names is flagged, whatever else verified it."""
    flagged = {span.claim for finding in findings for span in finding.spans if span.claim is not None}
    touched = {"consistent": set[int](), "undecided": set[int](), "inconsistent": set[int]()}
    for check in checks:
        touched[check.outcome].update(span.claim for span in check.spans if span.claim is not None)
    verified = touched["consistent"] - flagged
    return Coverage(
        read=len(claims),
        compared=len(flagged | touched["consistent"] | touched["undecided"]),
        verified=len(verified),
        undecided=len(touched["undecided"] - verified - flagged),
        flagged=len(flagged),
    )


@lru_cache(maxsize=8)
def rulebook_of(
    rules: tuple[str, ...], packs: tuple[str, ...] | None, severities: tuple[tuple[str, str], ...]
) -> Rulebook:
    """The shipped rules and those of the folders `rules`, loaded once per process."""
    folders = [folder("rules"), *map(Path, rules)] if rules else None
    return load_rulebook(folders, packs=packs, severities=dict(severities))
