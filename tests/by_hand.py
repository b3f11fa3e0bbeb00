"""Articles, findings and runs built by hand, for the tests of what comes after the checking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import (
    Block,
    BlockKind,
    Check,
    Coverage,
    Document,
    Excerpt,
    Finding,
    Lines,
    Outcome,
    Reason,
    Report,
    Run,
    Segment,
    Severity,
    Span,
    Suspect,
    Waiver,
)


def article(path: str, *blocks: tuple[BlockKind, str]) -> Document:
    """A plain document of these blocks, an empty line between each two."""
    source = ""
    made: list[Block] = []
    for kind, text in blocks:
        source += "\n\n" if source else ""
        made.append(Block(kind=kind, text=text, segments=(Segment(0, len(source), len(text), len(text)),)))
        source += text
    return Document(path=path, source=source, blocks=tuple(made))


def number(
    document: Document, text: str, role: str, *, block: int | None = None, nth: int = 1, detail: str = ""
) -> Span:
    """The span of the `nth` place where `text` stands in the document, or in one of its blocks."""
    for index, candidate in enumerate(document.blocks):
        if block is not None and index != block:
            continue
        for match in re.finditer(rf"(?<![\w]){re.escape(text)}(?![\w])", candidate.text):
            nth -= 1
            if nth:
                continue
            start, end = candidate.to_source(*match.span())
            line, column = Lines(document.source).position(start)
            return Span(
                start=start,
                end=end,
                line=line,
                column=column,
                text=text,
                role=role,
                block=index,
                block_start=match.start(),
                block_end=match.end(),
                claim=0,
                detail=detail,
            )
    raise AssertionError(f"{text!r} does not stand there")


def sentences(document: Document, spans: Sequence[Span]) -> tuple[Excerpt, ...]:
    """The sentences that hold the spans, in order."""
    found: dict[tuple[int, int], Excerpt] = {}
    for span in spans:
        if span.block < 0:
            continue
        block = document.blocks[span.block]
        for match in re.finditer(r"\S.*?(?:[.!?](?=\s|$)|$)", block.text):
            if match.start() <= span.block_start < match.end():
                line, _ = Lines(document.source).position(block.to_source(match.start(), match.end())[0])
                found[span.block, match.start()] = Excerpt(
                    block=span.block,
                    block_kind=block.kind,
                    start=match.start(),
                    text=match.group(),
                    line=line,
                )
    return tuple(excerpt for _, excerpt in sorted(found.items()))


def finding(
    document: Document,
    spans: Sequence[Span],
    *,
    message: str,
    working: Sequence[str],
    rule: str = "parts-sum-to-total",
    severity: Severity = "error",
    fingerprint: str = "604305228d",
    suspects: Sequence[tuple[int, str, str]] = (),
    read_as: Sequence[str] = (),
    excuses: Sequence[str] = (),
    relations: Sequence[str] = (),
    quoted: bool = False,
    waived: Waiver | None = None,
) -> Finding:
    """A finding; a suspect is (index of the span, suggestion, why)."""
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        fingerprint=fingerprint,
        spans=tuple(spans),
        working=tuple(working),
        excerpts=sentences(document, spans),
        suspects=tuple(
            Suspect(span=index, text=spans[index].text, suggestion=suggestion, why=why)
            for index, suggestion, why in suspects
        ),
        relations=tuple(relations),
        read_as=tuple(read_as),
        excuses=tuple(excuses),
        quoted=quoted,
        waived=waived,
    )


def check(
    spans: Sequence[Span],
    *,
    working: Sequence[str],
    rule: str = "parts-sum-to-total",
    outcome: Outcome = "consistent",
    reason: Reason | None = None,
    remark: str | None = None,
) -> Check:
    """A check that was verified or left undecided."""
    return Check(
        rule=rule,
        outcome=outcome,
        message="",
        working=tuple(working),
        spans=tuple(spans),
        reason=reason,
        remark=remark,
    )


def report(document: Document, findings: Sequence[Finding] = (), checks: Sequence[Check] = ()) -> Report:
    """The report of one article, its coverage counted from what is given and the digits in the text."""
    read = sum(len(re.findall(r"\d[\d,.]*", block.text)) for block in document.blocks)
    flagged = {(span.start, span.end) for item in findings for span in item.spans}
    verified = {(s.start, s.end) for item in checks if item.outcome == "consistent" for s in item.spans}
    undecided = {(s.start, s.end) for item in checks if item.outcome == "undecided" for s in item.spans}
    return Report(
        path=document.path,
        claims=read,
        coverage=Coverage(
            read=read,
            compared=len(flagged | verified | undecided),
            verified=len(verified - flagged),
            undecided=len(undecided - verified - flagged),
            flagged=len(flagged),
        ),
        findings=tuple(findings),
        checks=tuple(checks),
        document=document,
    )


def strike_run() -> Run:
    """A run over two articles: three findings of the three severities, one waived, four checks."""
    strike = article(
        "drafts/strike.md",
        ("headline", "Storm crews free 245 stranded drivers"),
        ("paragraph", "The snow began late on Tuesday and had closed every road over the pass by midnight."),
        (
            "paragraph",
            "Rescue teams freed 245 drivers — 128 drivers were brought down by snow plough and 107 were "
            "led out on foot. Nobody was hurt. Of the 40 vehicles left behind, 31 were towed by noon.",
        ),
        (
            "paragraph",
            "“We had planned for 60 beds and we made up 75, a rise of 20%,” said Ines Okafor, who runs the "
            "shelter. The shelter expects to close on Friday, 13 November 2026.",
        ),
    )
    total = finding(
        strike,
        [
            number(strike, "245", "whole", block=2, detail="drivers, freed"),
            number(strike, "128", "part", detail="drivers, brought down"),
            number(strike, "107", "part", detail="drivers*, led out"),
        ],
        message="The parts add up to 235, but the total says 245 (they differ by 10, 4.1%).",
        working=["128 + 107 = 235", "stated: 245", "gap: 245 − 235 = 10"],
        suspects=[(0, "235", "one digit"), (1, "138", ""), (2, "117", "one digit")],
        read_as=["TOTAL noun — PART … and PART …", "* “107 were” takes its noun from “128 drivers”"],
        excuses=["no “about” or “nearly”", "no “others”, “rest” or “including”", "no rounding explains it"],
        relations=["parts-sum-to-total", "headline-matches-body"],
    )
    rise = finding(
        strike,
        [
            number(strike, "60", "before"),
            number(strike, "75", "after"),
            number(strike, "20%", "change"),
        ],
        rule="percent-change",
        severity="warning",
        fingerprint="91b2c07e4f",
        message="From 60 to 75 is a rise of 25%, not of 20%.",
        working=[
            "(75 − 60) / 60 = 25%",
            "stated: 20%",
            "perhaps: (75 − 60) / 75 = 20%",
        ],
        suspects=[(0, "62.5", ""), (1, "72", ""), (2, "25%", "")],
        read_as=["BEFORE … AFTER, a rise of CHANGE"],
        quoted=True,
    )
    weekday = finding(
        strike,
        [number(strike, "Friday", "weekday"), number(strike, "13 November 2026", "date")],
        rule="weekday-of-date",
        severity="note",
        fingerprint="0c55d1aa37",
        message="13 November 2026 is a Friday by the calendar used here.",
        working=["13 November 2026 = Friday"],
        waived=Waiver(reason="Checked with the shelter", by="M. Lindqvist"),
    )
    towed = check(
        [number(strike, "40", "whole"), number(strike, "31", "part")],
        rule="subset-within-whole",
        working=["31 <= 40"],
        remark="31 of 40 towed, 9 left",
    )
    same = check(
        [number(strike, "245", "first"), number(strike, "245", "second", nth=2)],
        rule="headline-matches-body",
        working=["245 = 245"],
    )
    budget = article(
        "drafts/budget.md",
        (
            "paragraph",
            "The town will spend about £3 million on roads and £1.2 million on drains, out of £5 million.",
        ),
    )
    parts = check(
        [number(budget, "£3 million", "part"), number(budget, "£1.2 million", "part")],
        working=["3 + 1.2 = 4.2", "stated: 5"],
        outcome="undecided",
        reason="not closed",
    )
    return Run(reports=(report(strike, [total, rise, weekday], [towed, same]), report(budget, [], [parts])))
