"""What reads a stranger's text, each part by itself and without a language model: what may come of any input, and no more.

A target takes a text and returns, or raises AssertionError where a promise is broken; what a part may raise for bad
input is caught here, so that anything else that leaves a target is an error of Crossfoot. The fuzz benchmark and the
tests of hardening share them.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from checker.errors import ConfigurationError, DecisionError, DocumentError, Problem
from checker.model import (
    Block,
    Coverage,
    Document,
    Excerpt,
    Finding,
    Report,
    Run,
    Segment,
    Span,
    Suspect,
    Waiver,
)

if TYPE_CHECKING:
    from checker.language import Parsed
    from checker.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Target:
    """A part that reads what it is given: its name, how it is tried, what to begin from, and how many of all inputs."""

    name: str
    run: Callable[[str], object]
    seeds: Sequence[str]
    share: int
    """Its share of the inputs: those that take microseconds are tried more often."""


# ── documents ─────────────────────────────────────────────────────────────────────────────────────────────────

ARTICLE = """---
title: "Flood reaches 412 homes: 297 \\u2013 115"
date: 2024-05-21
---

# Flood reaches 412 homes

ASHCOMBE, May 21 -- Water reached **412 homes** on Tuesday, May 21: 297 were pumped dry and [115](https://example.org/a_(b)) were not.

<!-- crossfoot: ignore parts-sum-to-total -- the county counts twice -->
- 128 people were moved, `40` of them by boat
- sales rose 12.5 % to $4.5 million from $4 million

| district | yes | no |
|---|---|---|
| Kelsford | 1,204 | 96 |

> “We had 3 inches (76 mm) of rain,” said Ms. Pell, 43, who was born in 1980.
"""
HTML = """<!DOCTYPE html><html><head><title>412 homes &amp; more</title><meta charset="utf-8">
<meta property="article:published_time" content="2024-05-21T06:00:00Z"></head><body><article><h1>Flood reaches 412 homes</h1>
<p class='a'>Of <b>412</b> homes, 297&nbsp;were dry &#8211; 115 were&#x20;not.<br>Sales rose 12&frac12; percent.</p><!-- crossfoot: off x -->
<ul><li>40 boats<li>3 &lt; 4</ul><table><tr><td rowspan=2>5<td>6</table><script>var x = "7 homes";</script><p>In 1980 &bogus; 5&#0;</p>"""
NINJS = """{"uri": "urn:1", "versioncreated": "2024-05-21T06:00:00+00:00", "headline": "412 homes \\u2013 flooded",
 "body_html": "<p>Of 412 homes, 297 &amp; 115.<\\/p>", "body_text": "Of 412 homes\\n297 were dry", "associations": {"a":
 {"type": "picture", "description_text": "40 boats \\ud83d\\ude00"}}, "n": [1, 2.5e3, null, true, {"a": []}]}"""
NITF = """<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>412 homes</title><docdata><date.issue norm="20240521"/></docdata></head>
<body><body.head><hedline><hl1>Flood reaches 412 homes</hl1></hedline><dateline><story.date norm="20240521">May 21</story.date></dateline>
</body.head><body.content><p>Of <num>412</num> homes, 297 &amp; 115.</p><media><media-caption>40 boats</media-caption></media>
<table><tr><td>5</td><td>6</td></tr></table><!-- crossfoot: off x --></body.content></body></nitf>"""
NEWSML = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><versionCreated>2024-05-21T06:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>412 homes</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Of 412 homes, 297 were dry.</p></body></html></inlineXML>
<inlineData contenttype="text/plain">Of 5 homes &lt; 6</inlineData></contentSet></newsItem>"""
ARCHIEML = """headline: Flood reaches 412 homes
date: 2024-05-21
{body}
text: Of 412 homes, 297 were dry.
More on the next line: 5
:end
[list]
* 40 boats
* 3 inches
[]
[.+content]
kicker: 12
Free text of 115 homes
[]
:skip
hidden: 9
:endskip
:ignore
5 homes"""
WORD = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Flood reaches 412 homes</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Of 412 </w:t><w:tab/><w:br/><w:t>homes, 297 &amp; 115.</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"""


def readable(document: Document) -> None:
    """Every block maps back into the source, piece by piece, and characters that correspond are the same."""
    size = len(document.source)
    for index, block in enumerate(document.blocks):
        expected = 0
        for segment in block.segments:
            assert segment.text == expected, f"block {index}: a gap before {segment}"
            assert segment.length > 0, f"block {index}: an empty piece, {segment}"
            assert 0 <= segment.source <= segment.source + segment.source_length <= size, (
                f"{segment} is outside"
            )
            if segment.length == segment.source_length:
                here = block.text[segment.text : segment.text + segment.length]
                there = document.source[segment.source : segment.source + segment.length]
                same = all(
                    a == b
                    or (a.isspace() and b.isspace())
                    or (a in "?\ufffd" and (b == "\0" or "\ud800" <= b <= "\udfff"))
                    for a, b in zip(here, there)
                )
                assert same or segment.length == 1, f"block {index}: {here!r} stands for {there!r}"
            expected += segment.length
        if block.segments:
            assert expected == len(block.text), (
                f"block {index}: {len(block.text) - expected} characters without a place"
            )
        for start, end in ((0, len(block.text)), (len(block.text) // 2, len(block.text) // 2 + 1)):
            low, high = block.to_source(min(start, len(block.text)), min(end, len(block.text)))
            assert 0 <= low <= high <= size, f"block {index}: {low}-{high} is outside the source"
    for directive in document.directives:
        assert 0 <= directive.start <= directive.end <= size
        assert 0 <= directive.block <= len(document.blocks)


def _document(format: str) -> Callable[[str], object]:  # noqa: A002
    def run(text: str) -> None:
        from checker.documents import read_text

        try:
            readable(read_text(text, format=format))
        except DocumentError as error:
            assert error.problems

    return run


def raw_bytes(text: str) -> None:
    """Any bytes under any name of a file: one character of the text is one byte as far as it fits."""
    from checker.documents import SUFFIXES, read_document

    data = text.encode("latin-1", "replace")
    suffix = tuple(SUFFIXES)[len(text) % len(SUFFIXES)]
    try:
        readable(read_document(f"a{suffix}", data=data))
    except DocumentError as error:
        assert error.problems


def word_document(text: str) -> None:
    """A Word document whose main part is the text."""
    from checker.documents import read_document

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", text.encode("utf-8", "replace"))
    try:
        readable(read_document("a.docx", data=stream.getvalue()))
    except DocumentError as error:
        assert error.problems


# ── claims, and the whole way without a parse ─────────────────────────────────────────────────────────────────


def mentions(text: str) -> None:
    """Numbers are found in order, where they stand."""
    from checker.claims.mentions import has_numbers, read_mentions

    end = 0
    found = read_mentions(text)
    assert not found or has_numbers(text), "a number in a text that is said to hold none"
    for mention in found:
        assert (
            0 <= mention.mention_start <= mention.start < mention.end <= mention.mention_end <= len(text)
        ), mention
        assert mention.start >= end, f"{mention} begins inside the one before"
        end = mention.end


def sentences(text: str) -> None:
    """Sentences stand in order within the text."""
    from checker.language.sentences import sentence_spans

    end = 0
    for start, stop in sentence_spans(text):
        assert end <= start < stop <= len(text), f"{start}-{stop} after {end}"
        end = stop


def unparsed(document: Document) -> Parsed:
    """The sentences of a document, none of them parsed."""
    from checker.language import parse

    return parse(document, blocks=())


def claims(text: str) -> None:
    """Claims stand on the digits they name."""
    from checker.claims import read_claims
    from checker.documents import read_text

    document = read_text(text)
    for claim in read_claims(document, unparsed(document)):
        block = document.blocks[claim.block].text
        assert block[claim.quantity.start : claim.quantity.end] == claim.quantity.text, claim.quantity
        for reading in claim.quantity.readings:
            core, wide = reading.core, reading.wide
            assert core.low is None or wide.low is None or wide.low <= core.low, claim.quantity
            assert core.high is None or wide.high is None or wide.high >= core.high, claim.quantity


@cache
def _rulebook() -> Rulebook:
    from checker.rulebook import load_rulebook

    return load_rulebook()


def whole(text: str) -> None:
    """The whole way of an article whose sentences are not parsed: every number of a finding stands in the source."""
    from checker.check import coverage
    from checker.claims import read_claims
    from checker.documents import read_text
    from checker.judge import judge
    from checker.links import find_links
    from checker.reconcile import reconcile
    from checker.render.json_report import render

    try:
        document = read_text(text, format="markdown", published=date(2024, 5, 21))
    except DocumentError:
        return
    parsed = unparsed(document)
    found = read_claims(document, parsed)
    findings, checks = reconcile(
        document, judge(_rulebook().rules, found, find_links(document, parsed, found))
    )
    for finding in findings:
        for span in finding.spans:
            assert 0 <= span.start <= span.end <= len(document.source), span
    report = Report(
        path="a.md", claims=len(found), coverage=coverage(found, findings, checks), findings=findings, checks=checks, problems=document.problems, document=document,
        read=found,
    )  # fmt: skip
    render(Run(reports=(report,)))


_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
RENDERERS = (
    "terminal", "concise", "github", "json_report", "json_lines", "sarif", "gitlab", "rdjsonl", "junit", "csv_table", "html",
)  # fmt: skip


def _shown(text: str) -> Mapping[str, str]:
    """Every report on an article and a finding in which all words are this text."""
    document = Document(
        path=f"{text[:30]}.md",
        source=text,
        blocks=(Block(kind="paragraph", text=text, segments=(Segment(0, 0, len(text), len(text)),)),),
    )
    size = min(3, len(text))
    span = Span(
        start=0, end=size, line=1, column=1, text=text[:size], role="whole", block=0, block_start=0, block_end=size,
        detail=text,
    )  # fmt: skip
    finding = Finding(
        rule="parts-sum-to-total", severity="error", message=text, fingerprint="604305228d1e", spans=(span,),
        working=(text,), excerpts=(Excerpt(block=0, block_kind="paragraph", start=0, text=text, line=1),),
        suspects=(Suspect(span=0, text=text[:size], suggestion=text, why=text),), read_as=(text,), excuses=(text,),
    )  # fmt: skip
    report = Report(
        path=document.path, claims=1, coverage=Coverage(read=1, compared=1, verified=0, undecided=0, flagged=1),
        findings=(finding, replace(finding, waived=Waiver(reason=text, by=text))), checks=(), document=document,
        problems=(Problem(path=document.path, line=1, column=1, message=text, hint=text),),
    )  # fmt: skip
    run = Run(reports=(report,))
    return {name: import_module(f"checker.render.{name}").render(run) for name in RENDERERS}


class _Page(HTMLParser):
    """The names of all tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {f"<{tag}>", *(f"<{tag} {name}>" for name, _ in attrs)}


@cache
def _own_names() -> frozenset[str]:
    return frozenset(_Page(_shown("Of 412 homes, 297 were dry and 115 were not.")["html"]).names)


def reports(text: str) -> None:
    """What was read, in every report: no control of a terminal, no markup, no command, no formula, no broken syntax."""
    shown = _shown(text or "5")
    for name in ("terminal", "concise", "github"):
        found = _CONTROL.search(shown[name])
        assert found is None, f"{name}: a control character, {found!r}"
    for line in shown["github"].split("\n")[:-1]:
        assert line.startswith(("::error ", "::warning ", "::notice ")), f"github: {line!r}"
    for name in ("json_report", "sarif", "gitlab"):
        json.loads(shown[name])
    for name in ("json_lines", "rdjsonl"):
        for line in shown[name].split("\n")[:-1]:
            json.loads(line)
    ElementTree.fromstring(shown["junit"])
    for row in csv.reader(io.StringIO(shown["csv_table"], newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), f"csv: {row}"
    strange = _Page(shown["html"]).names - _own_names()
    assert not strange, f"html: {strange}"
    for name, page in shown.items():
        assert page, name


# ── rules, settings, decisions ────────────────────────────────────────────────────────────────────────────────

EXPRESSIONS = (
    "sum(parts) == total", "sold + left == total", "abs(a - b) / b * 100 <= 5", "not (a < b) and b != 3", "min(a, b) >= 1",
    "parts == total if total else a", "days(a, b) == total", "weekday(a) == b", "total == whole * 1.5 - (a ** 2)",
    "count(parts) == total", "all(parts) <= total", "a < b < total", "__import__('os').system('x')", "a.b", "a[0]", "lambda: a",
    "f'{a}'", "[a for b in a]", "a @ b", "9" * 40, "a if b", "year(a) - year(b)", "(" * 30 + "a" + ")" * 30,
)  # fmt: skip
ROLES = ("a", "b", "parts", "total", "sold", "left", "whole")


def expression(text: str) -> None:
    """Assertions and conditions: compiled, or a mistake with its place."""
    from checker.rulebook.expressions import Mistake, compile_condition, compile_expression

    for attempt in (
        lambda: compile_expression(text, roles=ROLES),
        lambda: compile_expression(text, roles=ROLES, truth=False),
        lambda: compile_condition(text, roles=ROLES),
    ):
        try:
            attempt()  # type: ignore[no-untyped-call]
        except Mistake as mistake:
            assert mistake.message
            assert mistake.offset >= 0


def message(text: str) -> None:
    """The messages of rules."""
    from checker.rulebook.expressions import Mistake
    from checker.rulebook.messages import compile_message

    try:
        compile_message(text, roles=ROLES)
    except Mistake as mistake:
        assert 0 <= mistake.offset <= len(text) + 1


def _has_places(problems: Sequence[Problem], text: str) -> None:
    lines = (
        text.count("\n")
        + text.count("\r")
        + text.count("\x85")
        + text.count("\u2028")
        + text.count("\u2029")
        + 2
    )
    for problem in problems:
        assert problem.message
        assert problem.line is None or 1 <= problem.line <= lines, problem


def rule(text: str) -> None:
    """A rule file: a rule, or problems with their places."""
    from checker.rulebook import read_rule_text

    text = text.encode("utf-8", "replace").decode()
    reading = read_rule_text(text, path="rule.yaml")
    assert reading.rule is not None or reading.problems
    _has_places(reading.problems, text)


def directives(text: str) -> None:
    """What an article says to Crossfoot."""
    from checker.model import Directive
    from checker.review.directives import read_directives

    source = f"<!-- crossfoot: {text} -->"
    document = Document(
        path="a.md",
        source=source,
        blocks=(),
        directives=(Directive(start=0, end=len(source), text=text, block=0),),
    )
    silences, problems = read_directives(document, rules=("parts-sum-to-total", "age-matches-birth", "x"))
    assert silences or problems
    assert not any(silence.reason == "" for silence in silences)


@cache
def _folder() -> Path:
    return Path(
        tempfile.mkdtemp(prefix="crossfoot-fuzz-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    )


def _file(name: str, text: str) -> Path:
    path = _folder() / f"{os.getpid()}-{name}"
    path.write_bytes(text.encode("utf-8", "surrogateescape" if text.isascii() else "replace"))
    return path


def waivers(text: str) -> None:
    """A file of waivers: entries with their reasons, and problems with their places."""
    from checker.review.waivers import read_waivers

    entries, problems = read_waivers(_file("waivers.yaml", text))
    assert all(entry.decision.reason and entry.decision.fingerprint for entry in entries)
    _has_places(problems, text)


def baseline(text: str) -> None:
    """A baseline."""
    from checker.review.baseline import read_baseline

    read_baseline(_file("baseline.json", text))


def ledger(text: str) -> None:
    """A ledger, some lines of which were written by someone else."""
    from checker.review.ledger import Ledger, problems_of

    try:
        book = Ledger(_file("ledger.jsonl", text))
    except DecisionError:
        return
    problems_of(book)
    book.state.all_standing()


def configuration(text: str) -> None:
    """A configuration: settings, or every problem."""
    from checker.config import load_config

    try:
        load_config(_file("crossfoot.toml", text))
    except ConfigurationError as error:
        assert error.problems
        _has_places(error.problems, text)


def dates(text: str) -> None:
    """Dates of metadata."""
    from checker.documents.dates import read_date

    read_date(text)


def cached_report(text: str) -> None:
    """What a cache holds that was written by someone else."""
    from checker.archive.codec import clean_report, decode

    try:
        decode(text.encode("utf-8", "replace"))
    except ValueError:
        pass
    clean_report("a.md", text)


def _rules_to_begin_from() -> tuple[str, ...]:
    from checker.resources import folder

    paths = sorted(path for path in folder("rules").rglob("*.yaml") if "lexicon" not in path.parts)
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return tuple(sorted(texts, key=len)[:12])


NUMBERS = (
    "Of 412 homes, 297 were dry and 115 were not; about two thirds of the 1,204 people, 40 of them children, were moved.",
    "Sales rose 12.5% to $4.5 million (£3.6m) from $4 million on Tuesday, May 21, 2024, up from €3,999.99 in Q3 2019.",
    "She won 6-4, 3-6, 7-6 (7-5) at 9:30 p.m. GMT on the 21st of May; the 43-year-old was born on 3 June 1980.",
    "between 1½ and 2¾ inches (38-70 mm), three in five, a dozen, twenty-one hundred, one-third, 1 in 10, minus 5°C",
    "More than 1.2bn people; no fewer than 30,000; 3x as many; doubled; the 1990s; '90s; mid-2010s; 5ft 11in; 20/20",
    "from 14 per cent to 16 per cent, a 2-point rise; 10 to 12 people; 2019-20; F-16; Covid-19; Article 5; +44 20 7946",
    "Nobody was hurt. Two of the three men, aged 25, 31 and 44, got 7 years, 6 months and 12 days. It is 1,000,000 to 1.",
)


HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J 5 homes\u202e <script>alert(1)</script> <img src=x onerror=alert(2)> ]]> --> </style></script>",
    '=HYPERLINK("http://127.0.0.1/","5")\n::error file=a::5\r\n::add-mask::5%0A%25,"x";y\t|5| `5` {{ 5 }} {% 5 %}',
)


def targets() -> tuple[Target, ...]:
    """Every target."""
    waiver = "- fingerprint: 604305228d1e\n  rule: x\n  path: a.md\n  quote: \"5 \\u2013 6\"\n  reason: 'it is'\n  by: M\n  on: 2026-05-24\n  until: 2026-12-31\n"
    decided = '{"id":"a1","at":"2026-05-24T10:00:00Z","action":"waive","fingerprint":"604305228d1e","rule":"x","path":"a.md","quote":"5","reason":"y","by":"M"}\n'
    kept = '{"schema": 1, "tool": "crossfoot", "findings": [{"fingerprint": "6043", "rule": "x", "path": "a", "quote": "5", "since": "2026-05-24"}]}'
    settings = (
        'rules = ["house"]\npacks = ["core"]\nfail-on = "warning"\ndate = 2024-05-21\nexclude = ["a/**"]\n'
        '[severities]\n"x" = "off"\n[[files]]\npaths = ["wire/**"]\nformat = "text"\n',
        'extends = "other.toml"\nmodel = "x"\nwaivers = ["w.yaml"]\nbaseline = "b.json"\n',
    )
    report = '{"path":"a.md","claims":2,"findings":[],"checks":[],"problems":[]}'
    return (
        Target("text", _document("text"), (ARTICLE, *NUMBERS), 8),
        Target("markdown", _document("markdown"), (ARTICLE,), 2),
        Target("html", _document("html"), (HTML,), 6),
        Target("ninjs", _document("ninjs"), (NINJS,), 8),
        Target("nitf", _document("nitf"), (NITF,), 8),
        Target("newsml", _document("newsml"), (NEWSML,), 8),
        Target("archieml", _document("archieml"), (ARCHIEML,), 6),
        Target("docx", word_document, (WORD,), 3),
        Target("bytes", raw_bytes, (ARTICLE, HTML, NINJS, "PK\x03\x04", "\xff\xfea\x00"), 4),
        Target("sentences", sentences, (ARTICLE, *NUMBERS), 8),
        Target("mentions", mentions, NUMBERS, 3),
        Target("claims", claims, (ARTICLE, *NUMBERS), 2),
        Target("whole", whole, (ARTICLE, *NUMBERS), 1),
        Target("reports", reports, (*NUMBERS, *HOSTILE), 1),
        Target("expression", expression, EXPRESSIONS, 20),
        Target("message", message, ("{sold} sold + {left|words} left = {sold + left}, not {total} {{x}}", "{", "{a|date}"), 30),
        Target("rule", rule, _rules_to_begin_from(), 1),
        Target("directives", directives, ("ignore x -- reason", "off x, y until=2024-05-21 — reason", "on x"), 30),
        Target("waivers", waivers, (waiver, "# note\n" + waiver.replace("'", ""), "[]"), 10),
        Target("baseline", baseline, (kept,), 10),
        Target("ledger", ledger, (decided,), 8),
        Target("configuration", configuration, settings, 8),
        Target("dates", dates, ("2024-05-21T06:00:00Z", "Tue, 21 May 2024 06:00:00 GMT", "May 21st, 2024", "20240521"), 30),
        Target("cached report", cached_report, (report,), 10),
    )  # fmt: skip
