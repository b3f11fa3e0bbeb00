"""How well the numbers of labelled sentences are read, beside what other extractors reach.

`python -m bench extraction --data=FOLDER` reads every NAME.jsonl of the folder, one object a line: `text`, and
`expected`, a list of objects with `value` (a number, or two for a range), `unit` and `change` ("=", "~", "<", ">").
It prints the table and writes it to bench/EXTRACTION.md. The sets are not shipped: they belong to their authors.

Two rules of counting. *Free*, of the CQE paper: a labelled quantity is found where any quantity read in its sentence
has its value. *Strict*: each labelled quantity is matched with one that was read, as many as can be. Spans are not
compared. Dates, years, clock times, ordinals and scores are left out, as no set labels them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from checker.claims import blocks_with_numbers, read_claims
from checker.cli.claims import claim_record
from checker.documents import read_text
from checker.language import parse

RESULTS = Path(__file__).with_name("EXTRACTION.md")
PEERS = Path(__file__).with_name("peers.yaml")
LEFT_OUT = frozenset({"date", "year", "weekday", "clock_time", "ordinal", "score", "decade"})
FREE_SETS = ("newsquant", "rtext")
BOUNDS = {
    "about": "~", "nearly": "~", "just_over": "~", "more_than": ">", "at_least": ">", "less_than": "<",
    "at_most": "<", "up_to": "<",
}  # fmt: skip
CURRENCIES = {
    "USD": "dollar", "GBP": "pound sterling", "EUR": "euro", "JPY": "japanese yen", "CNY": "chinese yuan",
    "INR": "indian rupee", "CHF": "swiss franc", "CAD": "canadian dollar", "AUD": "australian dollar",
    "SGD": "singapore dollar", "HKD": "hong kong dollar", "NZD": "new zealand dollar", "MYR": "malaysian ringgit",
    "DKK": "danish krone", "NOK": "norwegian krone", "SEK": "swedish krona", "ILS": "shekel", "TRY": "turkish lira",
    "GEL": "georgian lari",
}  # fmt: skip
SAME_UNIT = {
    "%": "percentage", "percent": "percentage", "per cent": "percentage", "percent point": "percentage point",
    "united states dollar": "dollar", "us dollar": "dollar", "usd": "dollar", "$": "dollar", "yen": "japanese yen",
    "celsius": "degree celsius", "fahrenheit": "degree fahrenheit", "metric ton": "tonne", "pound-mass": "pound",
    "-": "", "dimensionless": "", "unnamed": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity as the measure sees it."""

    value: tuple[float, ...]
    unit: str
    bound: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, in per cent."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def unit_name(unit: str | None) -> str:
    """A unit in one spelling, whoever wrote it."""
    words = " ".join(str(unit or "").lower().replace("meter", "metre").replace("liter", "litre").split())
    parts = [SAME_UNIT.get(part.strip(), part.strip()) for part in re.split(r" per | / ", words)]
    return " per ".join(SAME_UNIT.get(_singular(part), _singular(part)) for part in parts)


def _singular(words: str) -> str:
    irregular = {"feet": "foot", "inches": "inch", "people": "people", "celsius": "celsius", "hertz": "hertz"}
    *first, last = words.split(" ")
    if last in irregular:
        last = irregular[last]
    elif len(last) > 3 and last.endswith("ies"):
        last = last[:-3] + "y"
    elif len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is")):
        last = last[:-1]
    return " ".join([*first, last])


def labelled(row: Mapping[str, Any]) -> list[Number]:
    """The labels of one sentence."""
    found = []
    for label in row["expected"]:
        value = label.get("value")
        if value is None:
            continue
        change = {">=": ">", "<=": "<"}.get(label.get("change") or "=", label.get("change") or "=")
        ends = tuple(float(end) for end in (value if isinstance(value, list) else [value]))
        found.append(Number(ends, unit_name(label.get("unit")), change if change in "<>~" else "="))
    return found


def read(text: str, labels: Sequence[Number]) -> list[Number]:
    """The quantities read in a sentence; the two values of "from … to …" are one where the labels have one."""
    document = read_text(text + "\n")
    claims = read_claims(document, parse(document, blocks=blocks_with_numbers(document)))
    found = []
    for claim in claims:
        record = claim_record(document, claim)
        value = record["value"]
        if record["form"] in LEFT_OUT or value is None:
            continue
        name = record["unit"] or record["counted"]
        parts = [CURRENCIES.get(part.strip(), part.strip()) for part in str(name or "").split("/")]
        unit = " per ".join(part.replace("_", " ") for part in parts)
        if record["form"] == "age":
            unit = f"{unit or 'year'} of age"
        ends = tuple(float(end) for end in (value if isinstance(value, list) else [value]))
        found.append(Number(ends, unit_name(unit), BOUNDS.get(record["qualifier"], "=")))
    return _joined(text, labels, found)


def _joined(text: str, labels: Sequence[Number], found: list[Number]) -> list[Number]:
    if not re.search(r"\bfrom\b.*\bto\b", text, re.IGNORECASE):
        return found
    for label in labels:
        if len(label.value) == 2:
            ends = [next((n for n in found if _equal(n.value, (end,))), None) for end in label.value]
            low, high = ends
            if low is not None and high is not None and low is not high:
                found = [number for number in found if number is not low and number is not high]
                found.append(Number(label.value, high.unit or low.unit, high.bound))
    return found


def _equal(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    if len(one) != len(other):
        return False
    return all(abs(a - b) <= 1e-8 + 1e-5 * abs(a) for a, b in zip(one, other, strict=True))


def _fits(what: str, label: Number, number: Number) -> bool:
    return (
        _equal(label.value, number.value)
        and ("bound" not in what or label.bound == number.bound)
        and ("unit" not in what or label.unit == number.unit)
    )


def free_score(pairs: Sequence[tuple[list[Number], list[Number]]], what: str) -> Score:
    """The rule of the CQE paper: labels in order of unit, each takes the first that has its value."""
    right = wanted = given = 0
    for labels, numbers in pairs:
        wanted += len(labels)
        given += len(numbers)
        open_labels = len(labels)
        left = sorted(numbers, key=lambda number: number.unit or "-")
        for label in sorted(labels, key=lambda number: number.unit or "-"):
            for number in list(left):
                if not _equal(label.value, number.value):
                    continue
                if what != "value" or open_labels:
                    right += "unit" not in what and _fits(what, label, number)
                    open_labels -= 1
                if label.unit == number.unit:
                    right += "unit" in what and _fits(what, label, number)
                    left.remove(number)
                    break
    return Score(100 * right / max(given, 1), 100 * min(right, wanted) / max(wanted, 1))


def strict_recall(pairs: Sequence[tuple[list[Number], list[Number]]]) -> float:
    """How many labelled values have a quantity of their own, in per cent."""
    right = wanted = 0
    for labels, numbers in pairs:
        wanted += len(labels)
        taken: dict[int, int] = {}

        def match(label: int, seen: set[int]) -> bool:
            for place, number in enumerate(numbers):  # noqa: B023
                if place in seen or not _equal(labels[label].value, number.value):  # noqa: B023
                    continue
                seen.add(place)
                if place not in taken or match(taken[place], seen):  # noqa: B023
                    taken[place] = label  # noqa: B023
                    return True
            return False

        right += sum(match(label, set()) for label in range(len(labels)))
    return 100 * right / max(wanted, 1)


def table(folder: Path) -> str:
    """The table in Markdown: every set of the folder beside the other extractors."""
    peers = yaml.safe_load(PEERS.read_text(encoding="utf-8"))
    lines = [
        "# How well numbers are read",
        "",
        "Written by `python -m bench extraction --data=FOLDER`; bench/extraction.py says what is counted and how.",
        "NewsQuant is halved: Crossfoot and CQE stand on the one half, the other extractors on the whole.",
        "",
        "| set | extractor | value | + bound | + unit | + unit + bound |",
        "|---|---|---|---|---|---|",
    ]
    strict = ["", "| set | Crossfoot, values found | best of the others | |", "|---|---|---|---|"]
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        pairs = [(labels, read(row["text"], labels)) for row in rows for labels in [labelled(row)]]
        name = path.stem
        free = next((known for known in FREE_SETS if name.startswith(known)), None)
        if free is not None:
            scores = [free_score(pairs, what).f1 for what in ("value", "bound", "unit", "unit bound")]
            bounded = any(label.get("change") for row in rows for label in row["expected"])
            shown = [
                f"**{score:.1f}**" if bounded or place in (0, 2) else "" for place, score in enumerate(scores)
            ]
            lines.append(f"| {name} ({len(rows)} texts) | **Crossfoot** | {' | '.join(shown)} |")
            for peer, figures in peers["free"][free].items():
                lines.append(f"| | {peer} | {' | '.join('' if f is None else str(f) for f in figures)} |")
        elif name in peers["strict"]:
            (peer, best), *_ = peers["strict"][name].items()
            strict.append(f"| {name} | **{strict_recall(pairs):.1f} %** | {best} % | {peer} |")
    return "\n".join([*lines, *strict, "", _AGAINST_THE_CONTRACT])


_AGAINST_THE_CONTRACT = """\
## Labels that cannot be met

Where a label asks for what a claim is defined not to be, the claim stays as it is and the label counts as missed.

- quantulum3 labels years and decades (2013, 1979, the 1960s), articles ("a gallon", "a penny"), numbers of names
  (Voyager 2, a company's "32", a processor's 860), the word dozen as a unit of one, and a sum of money in brackets as
  negative. Years and decades are read, with a form of their own; names and articles are no claims; a dozen is twelve of
  its noun; brackets hold conversions in news copy.
- rec_age has one age told as a range of two ends labelled with its upper end alone.
- NewsQuant has "p" after share prices as points (they are pence), "$3 billion to $5 billion" as millions, 590 billion as
  59 trillion, an abbreviation of sports statistics written out, and words of the following clause inside a unit.
- R-Text splits feet and inches that its own twin, rec_dimension, has as one length.
"""


def main(options: Sequence[str] = ()) -> None:
    """Print the table and write it down; without a folder of sets only say how to name one."""
    folder = next(
        (option.removeprefix("--data=") for option in options if option.startswith("--data=")), None
    )
    if folder is None:
        print("extraction: name the folder of labelled sets: python -m bench extraction --data=FOLDER")
        return
    text = table(Path(folder))
    print(text)
    RESULTS.write_text(text, encoding="utf-8")
