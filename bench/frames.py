"""How often each field of a claim's frame is right, on sentences written and labelled for this (bench/frames.txt).

`python -m bench frames` prints the table and writes it to bench/FRAMES.md; `--misses` lists every field that differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.claims import blocks_with_numbers, read_claims
from checker.documents import read_text
from checker.language import parse
from checker.model import Claim

LABELLED = Path(__file__).with_name("frames.txt")
RESULTS = Path(__file__).with_name("FRAMES.md")
PUBLISHED = date(2025, 5, 24)
FIELDS = ("counted", "event", "scope", "modality", "time", "source")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number of a sentence with what its frame should be; None is "the text does not say"."""

    sentence: str
    number: str
    fields: dict[str, str | None]


def labelled_claims() -> Iterator[Labelled]:
    """The labels of bench/frames.txt in order."""
    sentence = ""
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            number, *values = (part.strip() for part in line[1:].split("|"))
            fields = {
                name: None if value == "-" else value for name, value in zip(FIELDS, values, strict=True)
            }
            yield Labelled(sentence, number, fields)
        elif line and not line.startswith("#"):
            sentence = line


def table(*, misses: bool = False) -> str:
    """The accuracy of each field, in Markdown; `misses` prints every field that differs."""
    right: Counter[str] = Counter()
    total = found = 0
    cache: dict[str, tuple[Claim, ...]] = {}
    for label in labelled_claims():
        if label.sentence not in cache:
            document = read_text(label.sentence, published=PUBLISHED)
            cache[label.sentence] = read_claims(
                document, parse(document, blocks=blocks_with_numbers(document))
            )
        total += 1
        claim = next((claim for claim in cache[label.sentence] if claim.quantity.text == label.number), None)
        if claim is None:
            if misses:
                print(f"{label.sentence}\n    {label.number}: not read")
            continue
        found += 1
        for name, wanted in label.fields.items():
            given = getattr(claim, name)
            if given == wanted:
                right[name] += 1
            elif misses:
                print(f"{label.sentence}\n    {label.number}: {name} {given!r}, not {wanted!r}")
    rows = [("number", found), *((name, right[name]) for name in FIELDS)]
    return "\n".join(
        [
            "# How often a frame is right",
            "",
            "Written by `python -m bench frames` from the labels of bench/frames.txt.",
            "",
            "| field | right | of | accuracy |",
            "|---|---|---|---|",
            *(f"| {name} | {count} | {total} | {100 * count / total:.1f} % |" for name, count in rows),
            "",
        ]
    )


def main(options: Sequence[str] = ()) -> None:
    """Print the table and write it down."""
    text = table(misses="--misses" in options)
    print(text)
    RESULTS.write_text(text, encoding="utf-8")
