"""`crossfoot claims`: show the numbers read in articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from checker.intervals import Interval
    from checker.model import Block, Claim, Document

TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".xml", ".nitf", ".newsml", ".docx", ".json", ".jsonl"})


@click.command("claims")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "output", type=click.Choice(["table", "jsonl", "json"]), default="table", help="How to print.")
@click.option("--date", "published", default=None, metavar="YYYY-MM-DD", help="The publication date, where the file has none.")
@click.option("--model", default=None, metavar="NAME", help="Another spaCy model for English.")
def command(paths: tuple[str, ...], output: str, published: str | None, model: str | None) -> None:
    """Show the numbers read in articles: what each counts, its hedge, and what it is said to do.

    PATH is a file, a folder, or - for standard input.
    """
    from checker.claims import blocks_with_numbers, read_claims
    from checker.documents import read_document
    from checker.errors import DocumentError
    from checker.language import parse

    day = _day(published)
    failed = 0
    rows: list[dict[str, Any]] = []
    for path in _files(paths):
        try:
            if path == "-":
                data = click.get_binary_stream("stdin").read()
                document = read_document("<stdin>", data=data, format="text", published=day)
            else:
                document = read_document(path, published=day)
        except DocumentError as error:
            failed += 1
            for problem in error.problems:
                click.echo(f"crossfoot: {problem}", err=True)
            continue
        parsed = parse(document, model=model, blocks=blocks_with_numbers(document))
        claims = read_claims(document, parsed)
        if output == "table":
            _print_table(document, claims)
            continue
        for claim in claims:
            record = claim_record(document, claim)
            if output == "jsonl":
                click.echo(json.dumps(record, ensure_ascii=False))
            else:
                rows.append(record)
    if output == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    if failed:
        click.get_current_context().exit(2)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no date: write 2025-05-23", param_hint="--date") from error


def _files(paths: tuple[str, ...]) -> Iterator[str]:
    for name in paths:
        path = Path(name)
        if name != "-" and path.is_dir():
            for file in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
                if file.is_file() and not hidden and file.suffix.lower() in TEXT_SUFFIXES:
                    yield str(file)
        else:
            yield name


def claim_record(document: Document, claim: Claim) -> dict[str, Any]:
    """A claim as the object that `--format jsonl` prints."""
    from checker.model import Lines

    block = document.blocks[claim.block]
    quantity = claim.quantity
    start, end = block.to_source(quantity.start, quantity.end)
    line, column = Lines(document.source).position(start)
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
        "unit": quantity.unit,
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
        "block": _block_name(block),
    }


def _block_name(block: Block) -> str:
    return block.kind


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
    table = Table(title=document.path, title_justify="left", show_edge=False, pad_edge=False, header_style="bold")
    for heading, justify in (("line", "right"), ("number", "right"), ("what", "left"), ("hedge", "left"), ("frame", "left")):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for claim in claims:
        block = document.blocks[claim.block]
        start, _ = block.to_source(claim.start, claim.end)
        line, _ = lines.position(start)
        table.add_row(
            Text(str(line)), Text(claim.quantity.text), Text(_what(claim)), Text(_hedge(claim)), Text(_frame(claim))
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
