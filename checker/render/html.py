"""The report as one HTML file that needs nothing else: the article as it reads, and beside it the findings.

Nothing is loaded from anywhere, and a content security policy names the hashes of the only style and the only script
there may be, so that an article's own markup could not run even if it were not escaped. Without JavaScript all is
there but the decisions and the filter by words.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from checker import __version__, resources
from checker.intervals import show_number
from checker.model import (
    SEVERITIES,
    Block,
    Check,
    Claim,
    Document,
    Excerpt,
    Finding,
    Report,
    Run,
    Span,
)
from checker.render.figure import Figure, draw
from checker.render.wording import (
    REASONS,
    change,
    checks_in_order,
    compare,
    counted,
    coverage_line,
    is_about_numbers,
    role_labels,
    severity_counts,
    step,
    total_coverage,
    undecided_reasons,
)

if TYPE_CHECKING:
    from jinja2 import Template

Mark = Literal["flagged", "waived", "verified", "undecided", "alone"]
_ORDER: tuple[Mark, ...] = ("flagged", "waived", "verified", "undecided", "alone")
MARKS: dict[Mark, str] = {
    "flagged": "flagged",
    "waived": "flagged, accepted as right",
    "verified": "verified",
    "undecided": "undecided",
    "alone": "not compared",
}


def render(run: Run, **_: object) -> str:
    """The run as one HTML page."""
    style = _asset("report.css")
    script = _asset("report.js")
    articles = tuple(_article(index, report) for index, report in enumerate(run.reports, start=1))
    open_findings = [f for report in run.reports for f in report.findings if f.waived is None]
    text = _template().render(
        version=__version__,
        style=style,
        script=script,
        policy=(
            f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        articles=articles,
        problems=(*run.problems, *(problem for report in run.reports for problem in report.problems)),
        flagged=severity_counts(open_findings),
        files=counted(len(run.reports), "article"),
        waived=sum(f.waived is not None for report in run.reports for f in report.findings),
        coverage=coverage_line(total_coverage(run)),
        undecided=undecided_reasons(run),
        severities=[(level, sum(f.severity == level for f in open_findings)) for level in SEVERITIES],
        marks=MARKS,
    )
    return clean(text)


_IMPOSSIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """`text` without the characters that an HTML file cannot hold, and those that reorder what is shown."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def _asset(name: str) -> str:
    return (resources.folder("reports") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resources.folder("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


# ── what the template is given ──


@dataclass(frozen=True, slots=True)
class _Text:
    """A piece of running text, or a number in it where `number` is not None."""

    text: str
    number: _Number | None = None


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in the article: its outcome, what was read, and what was found about it."""

    id: str
    text: str
    mark: Mark
    word: str
    superscript: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str, str], ...]
    """For each finding: its anchor, its number, and the part that this number plays."""
    checks: tuple[tuple[str, str, str], ...]
    """For each check: its outcome, its rule, its sum."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    kind: str
    level: int
    texts: tuple[_Text, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    rows: tuple[tuple[_Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    kind: str
    line: int
    texts: tuple[tuple[str, str], ...]
    """Pieces of text, each with the label of its number or ""."""


@dataclass(frozen=True, slots=True)
class _Finding:
    anchor: str
    number: str
    finding: Finding
    place: str
    passages: tuple[_Passage, ...]
    steps: tuple[tuple[str, str], ...]
    figure: Figure | None
    spans: tuple[tuple[str, Span], ...]
    has_numbers: bool
    compare: str
    changes: tuple[str, ...]
    others: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class _Article:
    number: int
    title: str
    report: Report
    summary: str
    coverage: str
    body: tuple[_Paragraph | _Table, ...]
    findings: tuple[_Finding, ...]
    verified: tuple[_Check, ...]
    undecided: tuple[_Check, ...]


@dataclass(frozen=True, slots=True)
class _Check:
    check: Check
    place: str
    steps: tuple[tuple[str, str], ...]
    why: str


def _article(number: int, report: Report) -> _Article:
    findings = tuple(_finding(number, index, report, f) for index, f in enumerate(report.findings, start=1))
    return _Article(
        number=number,
        title=_title(report),
        report=report,
        summary=severity_counts(f for f in report.findings if f.waived is None),
        coverage=coverage_line(report.coverage),
        body=_body(number, report, findings) if report.document is not None else (),
        findings=findings,
        verified=tuple(_check(check) for check in checks_in_order(report) if check.outcome == "consistent"),
        undecided=tuple(_check(check) for check in checks_in_order(report) if check.outcome == "undecided"),
    )


def _title(report: Report) -> str:
    blocks = report.document.blocks if report.document is not None else ()
    return next((block.text for block in blocks if block.kind == "headline"), "")


def _place(spans: Sequence[Span]) -> str:
    if not spans:
        return ""
    first = min(spans, key=lambda span: (span.block < 0, span.line, span.column))
    return f"{first.line}:{first.column}"


def _finding(article: int, number: int, report: Report, finding: Finding) -> _Finding:
    labels = role_labels(finding)
    return _Finding(
        anchor=f"finding-{article}-{number}",
        number=str(number),
        finding=finding,
        place=_place(finding.spans),
        passages=tuple(_passage(excerpt, finding, labels) for excerpt in finding.excerpts),
        steps=tuple(step(line) for line in finding.working),
        figure=draw(finding.working),
        spans=tuple(zip(labels, finding.spans)),
        has_numbers=is_about_numbers(finding),
        compare=compare(finding),
        changes=tuple(change(finding, suspect) for suspect in finding.suspects),
        others=tuple(rule for rule in finding.relations if rule != finding.rule),
        quote=" … ".join(excerpt.text for excerpt in finding.excerpts),
    )


def _check(check: Check) -> _Check:
    return _Check(
        check=check,
        place=_place(check.spans),
        steps=tuple(step(line) for line in check.working) or (("", check.message),),
        why=REASONS[check.reason or "missing"] if check.outcome == "undecided" else "",
    )


def _passage(excerpt: Excerpt, finding: Finding, labels: Sequence[str]) -> _Passage:
    inside = sorted(
        (span.block_start - excerpt.start, span.block_end - excerpt.start, label)
        for span, label in zip(finding.spans, labels)
        if span.block == excerpt.block
        and excerpt.start <= span.block_start < span.block_end <= excerpt.start + len(excerpt.text)
    )
    pieces: list[tuple[str, str]] = []
    position = 0
    for start, end, label in inside:
        if start < position:
            continue
        pieces += [(excerpt.text[position:start], ""), (excerpt.text[start:end], label)]
        position = end
    pieces.append((excerpt.text[position:], ""))
    kind = "" if excerpt.block_kind == "paragraph" else excerpt.block_kind.replace("_", " ")
    return _Passage(kind, excerpt.line, tuple(piece for piece in pieces if piece[0]))


# ── the article with its numbers ──


def _body(article: int, report: Report, findings: Sequence[_Finding]) -> tuple[_Paragraph | _Table, ...]:
    document = report.document
    assert document is not None
    numbers = _numbers(article, report, findings)
    body: list[_Paragraph | _Table] = []
    for table, group in groupby(enumerate(document.blocks), key=lambda pair: pair[1].table):
        blocks = [(block, _paragraph(block, numbers.get(index, ()))) for index, block in group]
        if table is None:
            body += [paragraph for _, paragraph in blocks]
        else:
            rows = groupby(blocks, key=lambda pair: pair[0].row)
            body.append(_Table(tuple(tuple(paragraph for _, paragraph in row) for _, row in rows)))
    return tuple(body)


def _paragraph(block: Block, numbers: Sequence[tuple[int, int, _Number]]) -> _Paragraph:
    texts: list[_Text] = []
    position = 0
    for start, end, number in numbers:
        if position < start:
            texts.append(_Text(block.text[position:start]))
        texts.append(_Text(number.text, number))
        position = end
    if position < len(block.text):
        texts.append(_Text(block.text[position:]))
    return _Paragraph(block.kind, block.list_level, tuple(texts))


def _numbers(
    article: int, report: Report, findings: Sequence[_Finding]
) -> dict[int, list[tuple[int, int, _Number]]]:
    """For each block its numbers from left to right: (start, end, number). Where two overlap, one holds both."""
    document = report.document
    assert document is not None
    claims = {claim.index: claim for claim in report.read if claim.derived is None}
    places: set[tuple[int, int, int]] = {(claim.block, claim.start, claim.end) for claim in claims.values()}
    for spans in (*(item.spans for item in report.findings), *(check.spans for check in report.checks)):
        places.update(
            (span.block, span.block_start, span.block_end)
            for span in spans
            if 0 <= span.block < len(document.blocks) and span.block_start < span.block_end
        )
    checks = checks_in_order(report)
    found: dict[int, list[tuple[int, int, _Number]]] = {}
    for count, (block, start, end) in enumerate(_merged(places), start=1):
        here = [c for c in claims.values() if c.block == block and c.start < end and start < c.end]
        number = _number(f"number-{article}-{count}", document, (block, start, end), here, checks, findings)
        found.setdefault(block, []).append((start, end, number))
    return found


def _merged(places: set[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    last: tuple[int, int, int] | None = None
    for block, start, end in sorted(places):
        if last is not None and last[0] == block and start < last[2]:
            last = (block, last[1], max(last[2], end))
            continue
        if last is not None:
            yield last
        last = (block, start, end)
    if last is not None:
        yield last


def _number(
    name: str,
    document: Document,
    place: tuple[int, int, int],
    claims: Sequence[Claim],
    every_check: Sequence[Check],
    findings: Sequence[_Finding],
) -> _Number:
    block, start, end = place

    def touches(span: Span) -> bool:
        return span.block == block and span.block_start < end and start < span.block_end

    mine = [(item, label) for item in findings for label, span in item.spans if touches(span)]
    checks = [check for check in every_check if any(map(touches, check.spans))]
    outcomes: set[Mark] = {"waived" if item.finding.waived else "flagged" for item, _ in mine}
    outcomes |= {"verified" if check.outcome == "consistent" else "undecided" for check in checks}
    mark: Mark = next((candidate for candidate in _ORDER if candidate in outcomes), "alone")
    return _Number(
        id=name,
        text=document.blocks[block].text[start:end],
        mark=mark,
        word=MARKS[mark],
        superscript=",".join(sorted({item.number for item, _ in mine}, key=int)),
        facts=tuple(fact for claim in claims for fact in claim_facts(claim)),
        findings=tuple((item.anchor, item.number, label) for item, label in mine),
        checks=tuple(
            (
                MARKS["verified" if check.outcome == "consistent" else "undecided"],
                check.rule,
                "; ".join(check.working) or check.message,
            )
            for check in checks
        ),
    )


def claim_facts(claim: Claim) -> Iterator[tuple[str, str]]:
    """What was read in a claim, as (name, value), leaving out what the text does not say."""
    quantity = claim.quantity
    yield "read", " ".join(quantity.mention.split())
    kind = claim.form.replace("_", " ")
    yield (
        "kind",
        kind if quantity.qualifier == "exactly" else f"{kind}, {quantity.qualifier.replace('_', ' ')}",
    )
    if quantity.value is not None:
        yield "value", show_number(quantity.value)
    elif quantity.bounds is not None:
        yield "value", " to ".join(show_number(bound) for bound in quantity.bounds)
    if (
        quantity.form not in ("date", "weekday", "clock_time", "year", "decade")
        and not quantity.wide.is_point
    ):
        yield "may mean", str(quantity.wide)
    facts: tuple[tuple[str, str | None], ...] = (
        ("unit", quantity.unit.replace("_", " ") if quantity.unit else None),
        ("counts", " ".join((*claim.modifiers, claim.counted)) if claim.counted else None),
        ("event", ("not " if claim.polarity == "negative" else "") + claim.event if claim.event else None),
        ("modality", None if claim.modality == "asserted" else claim.modality),
        ("scope", claim.scope.replace("_", " ") if claim.scope else None),
        ("per", claim.per),
        ("share of", claim.base),
        ("time", claim.time),
        ("place", claim.place),
        ("according to", claim.source),
        ("in quotation", "yes" if claim.quoted else None),
    )
    yield from ((name, value) for name, value in facts if value)
