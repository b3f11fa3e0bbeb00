"""The report for a terminal: every finding with its numbers marked, its sum, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.characters import visible
from checker.errors import Problem
from checker.model import SEVERITIES, Check, Excerpt, Finding, Report, Run, Severity, Span
from checker.render.excerpt import Line, Mark, Placed, cells, lay_out, underline
from checker.render.wording import (
    REASONS,
    changes,
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

Piece = tuple[str, str]
"""A text and the name of its style."""

STYLES = {
    "": "",
    "path": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "verified": "bold green",
    "undecided": "bold",
    "waived": "dim",
    "rule": "bold",
    "quiet": "dim",
    "label": "cyan",
}
NARROWEST = 40
LABEL_WIDTH = 9


def render(
    run: Run,
    *,
    width: int = 100,
    colour: bool = False,
    ascii_only: bool = False,
    passed: bool = False,
    show: Severity = "note",
    fail_on: Severity | None = None,
) -> str:
    """The report of a run as text that ends with a newline.

    `width`: cells of the terminal, at least 40; paths, names of rules and fingerprints are never cut to fit.
    `colour`: ANSI colours, which only repeat what words and carets say. `ascii_only`: nothing but ASCII.
    `passed`: also list what was verified, left undecided or waived. `show`: the least severity to list.
    `fail_on`: the severity from which the command fails, to be said in the last line.
    """
    page = _Page(width=max(width, NARROWEST), ascii_only=ascii_only)
    levels = SEVERITIES[: SEVERITIES.index(show) + 1]
    lines: list[list[Piece]] = []
    for report in run.reports:
        for finding in report.findings:
            if finding.waived is None and finding.severity in levels:
                lines += [*finding_lines(report.path, finding, page), []]
    if passed:
        for report in run.reports:
            lines += _passed(report, page)
    for problem in (*run.problems, *(problem for report in run.reports for problem in report.problems)):
        lines += [*_problem(problem, page), []]
    lines += _summary(run, page, levels=levels, fail_on=fail_on)
    return _written(lines, colour=colour)


def render_finding(
    path: str, finding: Finding, *, width: int = 100, colour: bool = False, ascii_only: bool = False
) -> str:
    """One finding as it stands in the report, ending with a newline."""
    page = _Page(width=max(width, NARROWEST), ascii_only=ascii_only)
    return _written(finding_lines(path, finding, page), colour=colour)


class _Page:
    """The width and the characters there are."""

    __slots__ = ("ascii_only", "width")

    def __init__(self, *, width: int, ascii_only: bool) -> None:
        self.width = width
        self.ascii_only = ascii_only

    def clean(self, text: str) -> str:
        return visible(text, ascii_only=self.ascii_only)

    def wrapped(self, text: str, *, indent: int, first: Piece | None = None) -> Iterator[list[Piece]]:
        """`text` in lines that begin at cell `indent`; `first` stands before the first one."""
        before = [] if first is None else [first]
        used = sum(cells(piece) for piece, _ in before)
        for line in lay_out(text, (), width=max(self.width - indent, 16), ascii_only=self.ascii_only):
            yield [*before, (" " * (indent - used), ""), (line.text, "")]
            before, used = [], 0


def finding_lines(path: str, finding: Finding, page: _Page) -> list[list[Piece]]:
    """The lines of one finding, without the empty line after it."""
    lines = [_header(path, finding, page)]
    lines += page.wrapped(finding.message, indent=2)
    if finding.quoted:
        lines += page.wrapped("in quotation: do not alter, query the speaker", indent=2)
    if finding.excerpts:
        lines += [[], *_excerpts(finding, page)]
    body = [*_arithmetic(finding, page), *_reasoning(finding, page)]
    if body:
        lines += [[], *body]
    if not is_about_numbers(finding):
        return lines
    return [*lines, [], *_next_steps(finding, page)]


def _header(path: str, finding: Finding, page: _Page, *, word: str = "") -> list[Piece]:
    left: list[Piece] = [
        (_place(path, finding.spans, page), "path"),
        ("  ", ""),
        (word or finding.severity, word or finding.severity),
        ("  ", ""),
        (page.clean(finding.rule), "rule"),
    ]
    fingerprint = f"[{page.clean(finding.fingerprint)}]"
    gap = page.width - sum(cells(text) for text, _ in left) - len(fingerprint)
    return [*left, (" " * max(gap, 2), ""), (fingerprint, "quiet")]


def _place(path: str, spans: Sequence[Span], page: _Page) -> str:
    if not spans:
        return page.clean(path)
    first = min(spans, key=lambda span: (span.block < 0, span.line, span.column))
    return f"{page.clean(path)}:{first.line}:{first.column}"


# ── the excerpt ─────────────────────────────────────────────────────────────────────────────────────────────


def _excerpts(finding: Finding, page: _Page) -> Iterator[list[Piece]]:
    labels = role_labels(finding)
    groups = _passages(finding.excerpts)
    gutter = max(5, max(len(str(group[0].line)) for group in groups) + 3)
    bar = " | "
    previous: Excerpt | None = None
    for group in groups:
        first = group[0]
        if previous is not None:
            yield [("…".rjust(gutter) if not page.ascii_only else "...".rjust(gutter), "quiet")]
        if first.block_kind != "paragraph":
            yield [(" " * (gutter + len(bar)) + f"({first.block_kind.replace('_', ' ')})", "quiet")]
        text, marks, numbers = _passage(group, finding, labels)
        width = max(page.width - gutter - len(bar), 20)
        number = str(first.line).rjust(gutter)
        for line in lay_out(text, marks, width=width, ascii_only=page.ascii_only):
            yield [(number + bar, "quiet"), *_coloured(line, numbers, finding)]
            number = " " * gutter
            for row in _under(line, marks, width=width, severity=finding.severity, page=page):
                yield [(number + bar, "quiet"), *row]
        previous = group[-1]


def _passages(excerpts: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """The excerpts, those together that follow each other in one block and on one source line."""
    groups: list[list[Excerpt]] = []
    for excerpt in excerpts:
        last = groups[-1][-1] if groups else None
        same_block = last is not None and last.block == excerpt.block
        if last is not None and same_block and (last.line == excerpt.line or _follows(last, excerpt)):
            groups[-1].append(excerpt)
        else:
            groups.append([excerpt])
    return groups


def _follows(earlier: Excerpt, later: Excerpt) -> bool:
    return later.start - (earlier.start + len(earlier.text)) <= 2


def _passage(
    group: Sequence[Excerpt], finding: Finding, labels: Sequence[str]
) -> tuple[str, list[Mark], list[int]]:
    """The text of a passage, its marks, and for each mark the index of its span."""
    text = ""
    found: list[tuple[Mark, int]] = []
    previous: Excerpt | None = None
    for excerpt in group:
        if previous is not None:
            text += " " if _follows(previous, excerpt) else " … "
        offset = len(text) - excerpt.start
        text += excerpt.text
        for index, span in enumerate(finding.spans):
            inside = excerpt.start <= span.block_start and span.block_end <= excerpt.start + len(excerpt.text)
            if span.block == excerpt.block and inside and span.block_end > span.block_start:
                mark = Mark(span.block_start + offset, span.block_end + offset, labels[index])
                found.append((mark, index))
        previous = excerpt
    found.sort(key=lambda pair: pair[0].start)
    return text, [mark for mark, _ in found], [index for _, index in found]


def _coloured(line: Line, numbers: Sequence[int], finding: Finding) -> Iterator[Piece]:
    for text, mark in line.pieces:
        yield text, finding.severity if mark is not None and numbers else ""


def _under(
    line: Line, marks: Sequence[Mark], *, width: int, severity: Severity, page: _Page
) -> Iterator[list[Piece]]:
    placed = [Placed(mark.start, mark.end, page.clean(mark.label), mark.continued) for mark in line.marks]
    if not placed:
        return
    if line.bracketed:
        words = " · ".join(mark.label for mark in placed if not mark.continued)
        if words:
            yield [("[ ] ", severity), (words, severity)]
        return
    for row in underline(placed, width=width):
        pieces: list[Piece] = []
        cell = 0
        for start, carets, label in row:
            pieces.append((" " * (start - cell), ""))
            pieces.append((carets + (" " if carets and label else "") + label, severity))
            cell = start + len(carets) + (1 if carets and label else 0) + cells(label)
        yield pieces


# ── the sum, how it was read, what next ─────────────────────────────────────────────────────────────────────


def _entry(label: str, text: str, page: _Page) -> Iterator[list[Piece]]:
    yield from page.wrapped(text, indent=2 + LABEL_WIDTH, first=(f"  {label}", "label"))


def _arithmetic(finding: Finding, page: _Page) -> Iterator[list[Piece]]:
    previous = ""
    for working in finding.working:
        label, rest = step(working)
        yield from _entry("" if label == previous else label, rest, page)
        previous = label
    yield from _details(finding, page)


def _details(finding: Finding, page: _Page) -> Iterator[list[Piece]]:
    """What each number counts and where it stands, where that is more than the marks already say."""
    if not is_about_numbers(finding) or not any(span.detail or span.block < 0 for span in finding.spans):
        return
    labels = role_labels(finding)
    texts = [page.clean(span.text) for span in finding.spans]
    size = max(cells(text) for text in texts)
    title = "where"
    for span, label, text in zip(finding.spans, labels, texts, strict=True):
        place = "metadata" if span.block < 0 else f"{span.line}:{span.column}"
        if span.claim is None:
            place += ", not written in the text"
        filler = " " * (size - cells(text))
        entry = f"{label}: {span.detail}" if span.detail else label
        first = (f"  {title}".ljust(2 + LABEL_WIDTH), "label")
        for line in page.wrapped(f"{entry} ({place})", indent=2 + LABEL_WIDTH + size + 2):
            blank, rest = line
            yield [first, (text + filler + "  ", ""), rest] if text or filler else [blank, rest]
            first, text, filler = ("", ""), "", ""
        title = ""


def _reasoning(finding: Finding, page: _Page) -> Iterator[list[Piece]]:
    for number, reading in enumerate(finding.read_as):
        yield from _entry("" if number else "read as", reading, page)
    if finding.excuses:
        yield from _entry("checked", "; ".join(finding.excuses), page)
    others = [rule for rule in finding.relations if rule != finding.rule]
    if others:
        yield from _entry("also", "breaks " + ", ".join(others), page)


def _next_steps(finding: Finding, page: _Page) -> Iterator[list[Piece]]:
    steps = [compare(finding)]
    if finding.suspects:
        steps.append(f"One change that would close the gap: {changes(finding)}.")
    elif len(finding.spans) > 1:
        steps.append("No change of a single figure closes the gap.")
    for number, text in enumerate(steps, start=1):
        title = "next" if number == 1 else ""
        first = (f"  {title.ljust(LABEL_WIDTH)}{number}. ", "label" if number == 1 else "")
        yield from page.wrapped(text, indent=2 + LABEL_WIDTH + 3, first=first)
    yield from _command(
        f"{len(steps) + 1}. Right as written?", f'crossfoot waive {finding.fingerprint} --reason "…"', page
    )
    yield from _command("", f"crossfoot explain {finding.fingerprint}", page, title="more")


def _command(question: str, command: str, page: _Page, *, title: str = "") -> Iterator[list[Piece]]:
    """A question and the command that answers it, which is never broken."""
    blank = " " * (2 + LABEL_WIDTH)
    head: Piece = (f"  {title}".ljust(len(blank)), "label")
    text = page.clean(command)
    if question and len(blank) + cells(question) + 2 + cells(text) > page.width:
        yield [head, (question, "")]
        yield [(blank + "   ", ""), (text, "rule")]
    else:
        yield [head, (question + "  " if question else "", ""), (text, "rule")]


# ── what was verified, what could not be read, the totals ───────────────────────────────────────────────────


def _passed(report: Report, page: _Page) -> Iterator[list[Piece]]:
    for finding in report.findings:
        if finding.waived is not None:
            waiver = finding.waived
            by = f" by {waiver.by}" if waiver.by else ""
            until = f" until {waiver.until.isoformat()}" if waiver.until else ""
            yield _header(report.path, finding, page, word="waived")
            yield from page.wrapped(finding.message, indent=2)
            yield from _entry(
                waiver.origin if waiver.origin != "waiver" else "reason", waiver.reason + by + until, page
            )
            yield []
    for check in checks_in_order(report):
        yield from _check(report.path, check, page)
        yield []


def _check(path: str, check: Check, page: _Page) -> Iterator[list[Piece]]:
    word = "verified" if check.outcome == "consistent" else "undecided"
    yield [
        (_place(path, check.spans, page), "path"),
        ("  ", ""),
        (word, word),
        ("  ", ""),
        (page.clean(check.rule), "rule"),
    ]
    previous = ""
    for working in check.working:
        label, rest = step(working)
        yield from _entry("" if label == previous else label, rest, page)
        previous = label
    if not check.working and check.message:
        yield from page.wrapped(check.message, indent=2)
    if check.outcome == "undecided":
        yield from _entry("why", REASONS[check.reason or "missing"], page)
    if check.remark:
        yield from _entry("note", check.remark, page)


def _problem(problem: Problem, page: _Page) -> Iterator[list[Piece]]:
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part is not None)
    yield [(page.clean(place), "path"), ("  ", ""), ("not checked", "error")]
    yield from page.wrapped(problem.message, indent=2)
    if problem.hint:
        yield from page.wrapped(problem.hint, indent=2)


def _summary(
    run: Run, page: _Page, *, levels: Sequence[Severity], fail_on: Severity | None
) -> Iterator[list[Piece]]:
    every = [finding for report in run.reports for finding in report.findings]
    open_findings = [finding for finding in every if finding.waived is None]
    waived = len(every) - len(open_findings)
    hidden = [finding for finding in open_findings if finding.severity not in levels]
    flagged = f"{severity_counts(open_findings)} in {counted(len(run.reports), 'file')}"
    if waived:
        flagged += f", {waived:,} waived"
    if hidden:
        flagged += f"; not shown: {severity_counts(hidden)}"
    yield from page.wrapped(f"{flagged} · {coverage_line(total_coverage(run))}", indent=0)
    reasons = undecided_reasons(run)
    if reasons:
        total = sum(number for number, _ in reasons)
        parts = "; ".join(f"{reason} ({number:,})" for number, reason in reasons)
        yield from page.wrapped(f"{counted(total, 'check')} undecided: {parts}", indent=0)
    unread = len(run.problems) + sum(len(report.problems) for report in run.reports)
    if unread:
        yield from page.wrapped(f"{counted(unread, 'problem')}: see “not checked” above", indent=0)
    if fail_on is not None:
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        if any(finding.severity in failing for finding in open_findings):
            yield from page.wrapped(f"Fails: --fail-on {fail_on} (exit 1).", indent=0)
    if open_findings:
        paths = [report.path for report in run.reports if any(f.waived is None for f in report.findings)]
        where = paths[0] if len(paths) == 1 else "PATH…"
        yield [("Review one by one: ", ""), (page.clean(f"crossfoot review {where}"), "rule")]


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────


def _written(lines: Iterable[Sequence[Piece]], *, colour: bool) -> str:
    return "".join(_line(pieces, colour=colour) + "\n" for pieces in lines)


def _line(pieces: Sequence[Piece], *, colour: bool) -> str:
    kept = [(text, style) for text, style in pieces if text]
    while kept and not kept[-1][0].strip():
        kept.pop()
    if kept:
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    if not colour:
        return "".join(text for text, _ in kept)
    from rich.color import ColorSystem
    from rich.style import Style

    return "".join(
        Style.parse(STYLES[style]).render(text, color_system=ColorSystem.STANDARD) if STYLES[style] else text
        for text, style in kept
    )
