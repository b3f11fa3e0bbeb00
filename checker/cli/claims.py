"""`crossfoot claims`: show the numbers read in articles."""

from __future__ import annotations

import json
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.errors import Problem
    from checker.intervals import Interval
    from checker.model import Claim, Document, Lines


@click.command("claims", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "json"]),
    default="table",
    help="How to print.",
)
@click.option(
    "--date", "published", type=click.DateTime(["%Y-%m-%d"]), help="The publication date of the articles."
)
@click.option("--model", metavar="NAME", help="Another spaCy model for English.")
def command(paths: tuple[str, ...], format_: str, published: datetime | None, model: str | None) -> int:
    """Show the numbers read in articles: what each counts, its hedge, and what is said to have happened."""
    from checker.cli import EXIT_CLEAN, EXIT_UNCHECKED
    from checker.documents.selection import select
    from checker.model import Lines

    if not paths:
        raise click.UsageError("name at least one file or folder to read")
    files, problems = select(paths)
    records: list[dict[str, Any]] = []
    for document, claims in _read(files, problems, published, model):
        if format_ == "table":
            _print_table(document, claims)
            continue
        lines = Lines(document.source)
        for claim in claims:
            record = claim_record(document, claim, lines)
            if format_ == "jsonl":
                click.echo(json.dumps(record, ensure_ascii=False))
            else:
                records.append(record)
    if format_ == "json":
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    for problem in problems:
        click.echo(f"crossfoot: {problem}", err=True)
    return EXIT_UNCHECKED if problems else EXIT_CLEAN


def _read(
    files: list[str], problems: list[Problem], published: datetime | None, model: str | None
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Each article with its claims, as it is read; what cannot be read is added to the problems."""
    from checker.claims import blocks_with_numbers, read_claims
    from checker.documents import read_document
    from checker.errors import DocumentError
    from checker.language import parse

    for path in files:
        try:
            document = read_document(path, published=published.date() if published else None)
        except DocumentError as error:
            problems += error.problems
            continue
        parsed = parse(document, model=model, blocks=blocks_with_numbers(document))
        yield document, read_claims(document, parsed)


def claim_record(document: Document, claim: Claim, lines: Lines | None = None) -> dict[str, Any]:
    """A claim as the object that `--format jsonl` prints."""
    from checker.model import Lines

    block = document.blocks[claim.block]
    quantity = claim.quantity
    start, end = block.to_source(quantity.start, quantity.end)
    line, column = (lines or Lines(document.source)).position(start)
    return {
        "path": document.path,
        "start": start,
        "end": end,
        "line": line,
        "column": column,
        "text": quantity.mention,
        "number": quantity.text,
        "form": quantity.form,
        "value": _value(claim),
        "core": _interval(quantity.core),
        "wide": _interval(quantity.wide),
        "qualifier": quantity.qualifier,
        "unit": _unit(claim),
        "counted": claim.counted_phrase or claim.counted,
        "modifiers": list(claim.modifiers),
        "event": claim.event,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "scope": claim.scope,
        "time": claim.time,
        "place": claim.place,
        "source": claim.source,
        "quoted": claim.quoted,
        "head": claim.counted,
        "per": claim.per,
        "base": claim.base,
        "change": claim.change,
        "subject": claim.subject,
        "counted_origin": claim.counted_origin,
        "block": block.kind,
    }


def _unit(claim: Claim) -> str | None:
    """The unit, for a percentage with the time that it is told by ("4 % a year")."""
    unit = claim.quantity.unit
    return f"{unit} / {claim.per}" if unit == "percent" and claim.per is not None else unit


def _value(claim: Claim) -> Any:
    quantity = claim.quantity
    if quantity.bounds is not None:
        return [_number(bound) for bound in quantity.bounds]
    return None if quantity.value is None else _number(quantity.value)


def _number(value: Fraction) -> int | float:
    """A number as JSON has it: an integer where it is one, else the nearest decimal."""
    if value.denominator == 1:
        return value.numerator
    return value.numerator / value.denominator


def _interval(interval: Interval) -> list[int | float | None]:
    return [None if end is None else _number(end) for end in (interval.low, interval.high)]


def _print_table(document: Document, claims: tuple[Claim, ...]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from checker.model import Lines

    lines = Lines(document.source)
    table = Table(
        title=document.path, title_justify="left", show_edge=False, pad_edge=False, header_style="bold"
    )
    for heading, justify in (
        ("line", "right"),
        ("number", "right"),
        ("what", "left"),
        ("hedge", "left"),
        ("frame", "left"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for claim in claims:
        block = document.blocks[claim.block]
        start, _ = block.to_source(claim.start, claim.end)
        line, _ = lines.position(start)
        table.add_row(
            Text(str(line)),
            Text(claim.quantity.text),
            Text(_what(claim)),
            Text(_hedge(claim)),
            Text(_frame(claim)),
        )
    Console(highlight=False).print(table)


def _what(claim: Claim) -> str:
    quantity = claim.quantity
    if quantity.form == "count":
        words = [*claim.modifiers, claim.counted] if claim.counted else ["(no noun)"]
        what = " ".join(str(word) for word in words)
        if claim.counted_origin in ("parallel", "anaphoric"):
            what += " (taken over)"
        return what
    if quantity.unit is not None:
        name = quantity.unit.replace("_", " ")
        return f"{name} of age" if quantity.form == "age" else name
    return quantity.form.replace("_", " ")


def _hedge(claim: Claim) -> str:
    return "" if claim.quantity.qualifier == "exactly" else claim.quantity.qualifier.replace("_", " ")


def _frame(claim: Claim) -> str:
    parts = []
    if claim.event:
        parts.append(claim.event if claim.polarity == "positive" else f"not {claim.event}")
    if claim.modality != "asserted":
        parts.append(claim.modality)
    if claim.scope:
        parts.append(claim.scope.replace("_", " "))
    if claim.change:
        parts.append(f"change {claim.change}")
    if claim.base:
        parts.append(f"of {claim.base}")
    if claim.time:
        parts.append(claim.time)
    if claim.place:
        parts.append(f"in {claim.place}")
    if claim.source:
        parts.append(f"says {claim.source}")
    if claim.quoted:
        parts.append("quoted")
    return ", ".join(parts)
