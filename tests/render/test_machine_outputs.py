"""The outputs for machines, each read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from junitparser import JUnitXml

from checker.cli.check import FORMATS
from checker.documents import read_text
from checker.errors import Problem
from checker.model import Check, Coverage, Finding, Lines, Report, Run, Severity, Span, Suspect, Waiver
from checker.render.github import render_summary
from checker.resources import folder

SOURCE = "Naïve 😀 count: 245 = 128,\r\nand 107\r\nin all; x = 1.\r\n"
MACHINE = ("concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjsonl", "csv")


def span(text: str, role: str) -> Span:
    start = SOURCE.index(text)
    line, column = Lines(SOURCE).position(start)
    return Span(
        start=start, end=start + len(text), line=line, column=column, text=text, role=role, block=0,
        block_start=start, block_end=start + len(text),
    )  # fmt: skip


def finding(name: str, severity: Severity = "error", waived: Waiver | None = None) -> Finding:
    return Finding(
        rule="parts-sum-to-total",
        severity=severity,
        message='=128 + 107 is [235], 100% <not> 245: "no"',
        fingerprint=name,
        spans=(span("245", "whole"), span("128", "part"), span("107", "part")),
        working=("128 + 107 = 235", "stated: 245"),
        suspects=(Suspect(span=2, text="107", suggestion="117", why="one digit"),),
        waived=waived,
    )


def run(*findings: Finding, problems: tuple[Problem, ...] = ()) -> Run:
    coverage = Coverage(read=3, compared=3, verified=0, undecided=0, flagged=3)
    check = Check(
        rule="weekday-matches-date",
        outcome="consistent",
        message="fits",
        working=("a = b",),
        spans=(span("245", "day"),),
    )
    report = Report(
        path="drafts/a, b.md", claims=3, coverage=coverage, findings=findings, checks=(check,),
        document=read_text(SOURCE, path="drafts/a, b.md"),
    )  # fmt: skip
    return Run(reports=(report,), problems=problems)


WAIVED = Waiver(reason="ten died\nin the frost", by="A. Marsh")
PROBLEM = Problem(path="b.md", line=2, column=3, message="is not UTF-8", hint="save it so")
WHOLE = run(
    finding("a" * 12, "warning"), finding("b" * 12), finding("c" * 12, "error", WAIVED), problems=(PROBLEM,)
)


def rendered(name: str, what: Run, **options: object) -> str:
    text: str = import_module(f"checker.render.{FORMATS[name]}").render(what, **options)
    return text


@pytest.mark.parametrize("name", MACHINE)
def test_the_output_is_as_accepted(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"machine/{name}", rendered(name, WHOLE))


@pytest.mark.parametrize("name", MACHINE)
def test_an_empty_run_is_written_too(name: str) -> None:
    rendered(name, Run(reports=()))


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((folder("reports") / "schemas" / "check.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(rendered("json", WHOLE)), schema)
    for line in rendered("jsonl", WHOLE).splitlines():
        entry = json.loads(line)
        kind = "problem" if "error" in entry else "file"
        part = {"$defs": schema["$defs"], "$ref": f"#/$defs/{kind}"}
        jsonschema.validate(entry.get("error", entry), part)


def sarif() -> Any:
    return json.loads(rendered("sarif", WHOLE, root=None))


def test_sarif_names_every_number_and_says_what_is_waived() -> None:
    (only,) = sarif()["runs"]
    assert only["columnKind"] == "unicodeCodePoints"
    assert [result["level"] for result in only["results"]] == ["error", "warning", "error"]
    for result in only["results"]:
        ids = {place["id"] for place in result["relatedLocations"]}
        assert (
            {int(number) for number in re.findall(r"[^\\]\]\((\d+)\)", result["message"]["text"])}
            == ids
            == {1, 2, 3}
        )
        for place in result["relatedLocations"]:
            region = place["physicalLocation"]["region"]
            cut = SOURCE[region["charOffset"] : region["charOffset"] + region["charLength"]]
            assert place["message"]["text"].endswith(cut)
            line = re.split(r"\r\n", SOURCE)[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == cut
        assert only["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert only["results"][2]["suppressions"][0]["justification"] == WAIVED.reason
    assert (
        only["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "drafts/a%2C%20b.md"
    )
    assert only["invocations"][0]["executionSuccessful"] is False


@pytest.mark.skipif(
    not os.environ.get("SARIF_SCHEMA"), reason="SARIF_SCHEMA names no copy of the OASIS schema"
)
def test_sarif_is_valid_by_the_schema_of_oasis() -> None:
    schema = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text())
    kind = jsonschema.validators.validator_for(schema)
    for log in (sarif(), json.loads(rendered("sarif", Run(reports=())))):
        assert not list(kind(schema, format_checker=jsonschema.FormatChecker()).iter_errors(log))


COMMAND = re.compile(r"::(?P<command>\w+) (?P<properties>.*?)::(?P<data>.*)\Z")


def test_github_commands_read_as_the_runner_reads_them() -> None:
    lines = rendered("github", WHOLE).splitlines()
    parsed = []
    for line in lines:
        match = COMMAND.match(line)
        assert match is not None
        properties = dict(entry.split("=", 1) for entry in match["properties"].split(","))
        plain = {
            key: value.replace("%2C", ",").replace("%3A", ":").replace("%25", "%")
            for key, value in properties.items()
        }
        parsed.append((match["command"], plain, match["data"].replace("%0A", "\n").replace("%25", "%")))
    assert [command for command, _, _ in parsed] == ["error", "error", "warning"]
    assert parsed[1][1]["file"] == "drafts/a, b.md"
    assert (parsed[1][1]["line"], parsed[1][1]["col"], parsed[1][1]["endColumn"]) == ("1", "16", "19")
    assert "100% <not>" in parsed[1][2]


def test_github_keeps_within_its_limits_and_says_so() -> None:
    many = run(*(finding(f"{number:012x}", "warning") for number in range(25)), finding("f" * 12))
    lines = rendered("github", many).splitlines()
    assert lines[0].startswith("::error")
    assert sum(line.startswith("::warning") for line in lines) == 10
    assert lines[-1].startswith("15 more findings not annotated")
    assert render_summary(many).count("\n| `") == 26
    assert len(render_summary(run(*(finding(f"{n:012x}") for n in range(9000)))).encode()) < 1_000_000


def test_gitlab_takes_each_fingerprint_once() -> None:
    both = run(finding("a" * 12)).reports[0]
    entries = json.loads(
        rendered("gitlab", Run(reports=(both, replace(both, path="other.md")), problems=(PROBLEM,)))
    )
    assert len({entry["fingerprint"] for entry in entries}) == 3
    for entry in entries:
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["location"]["lines"]["begin"] >= 1


def test_junit_is_read_by_junitparser() -> None:
    suites = JUnitXml.fromstring(rendered("junit", WHOLE).encode())
    assert [(suite.name, suite.tests, suite.failures, suite.errors) for suite in suites] == [
        ("drafts/a, b.md", 2, 1, 0), ("could not be checked", 1, 0, 1),
    ]  # fmt: skip
    odd = run(finding("a" * 12))
    assert JUnitXml.fromstring(rendered("junit", odd, fail_on="never").encode())


def test_reviewdog_gets_columns_in_bytes() -> None:
    first = json.loads(rendered("rdjsonl", WHOLE).splitlines()[0])
    start = first["location"]["range"]["start"]
    line = SOURCE.split("\r\n")[0].encode()
    assert line[start["column"] - 1 :].startswith(b"245")


def test_spreadsheets_get_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(rendered("csv", WHOLE))))
    assert len(rows) == 3
    assert all(row["message"].startswith("'=") for row in rows)
    assert rows[2]["waived"] == WAIVED.reason
