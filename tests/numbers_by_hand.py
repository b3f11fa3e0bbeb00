"""Claims built by hand from a text, for the tests of rules, judge and reconciliation: no model is needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from checker.intervals import Interval, Written, number_intervals
from checker.model import (
    Block,
    CalendarValue,
    Claim,
    Closure,
    Document,
    Form,
    Link,
    Qualifier,
    Quantity,
    Reading,
    Rule,
    Segment,
)
from checker.rulebook import read_rule_text


def document_of(text: str, path: str = "text") -> Document:
    """An article of one paragraph."""
    block = Block(kind="paragraph", text=text, segments=(Segment(0, 0, len(text), len(text)),))
    return Document(path=path, source=text, blocks=(block,))


def number(
    text: str,
    written: str,
    *,
    index: int = 0,
    nth: int = 1,
    form: Form = "count",
    qualifier: Qualifier = "exactly",
    unit: str | None = None,
    readings: Sequence[Reading] = (),
    value: Fraction | int | None = None,
    **frame: Any,
) -> Claim:
    """The claim of the `nth` place where `written` stands in `text`: "245", "2.3 million", "12%", "$45"."""
    start = [match.start() for match in re.finditer(re.escape(written), text)][nth - 1]
    found = re.search(r"[\d,]*\.?\d+", written)
    digits = found.group().replace(",", "") if found else ""
    scale = Fraction({"thousand": 10**3, "million": 10**6, "billion": 10**9}.get(written.split()[-1], 1))
    places = len(digits.partition(".")[2])
    zeros = 0 if places else len(digits) - len(digits.rstrip("0") or "0")
    shape = Written(
        digits=digits,
        scale=scale,
        in_words=not digits,
        unit_place=scale / 10**places,
        nonzero_place=scale * 10**zeros / 10**places,
    )
    exact = Fraction(value) if value is not None else Fraction(digits or 0) * scale
    if not readings:
        core, wide = number_intervals(
            exact,
            written=shape,
            qualifier=qualifier,
            discrete=form in ("count", "age", "ordinal", "year"),
            continuous=form in ("measure", "percent", "duration"),
        )
        readings = (Reading(core=core, wide=wide, unit=unit),)
    sentence = text[:start].count(". ")
    quantity = Quantity(
        start=start,
        end=start + len(written),
        text=written,
        mention_start=start,
        mention_end=start + len(written),
        mention=written,
        form=form,
        readings=tuple(readings),
        value=exact,
        qualifier=qualifier,
        written=shape,
        unit=unit,
        calendar=frame.pop("calendar", None),
    )
    frame.setdefault("sentence", sentence)
    frame.setdefault("block", 0)
    frame.setdefault("block_kind", "paragraph")
    frame.setdefault("sentence_start", 0)
    frame.setdefault("sentence_end", len(text))
    return Claim(index=index, quantity=quantity, **frame)


def numbers(text: str, *written: str, **frame: Any) -> tuple[Claim, ...]:
    """The claims of these numbers, which stand in `text` in this order."""
    return tuple(number(text, item, index=index, **frame) for index, item in enumerate(written))


def day(text: str, written: str, value: date, *, index: int = 0, **frame: Any) -> Claim:
    """The claim of a full date."""
    point = Interval.point(value.toordinal())
    return number(
        text,
        written,
        index=index,
        form="date",
        readings=(Reading(core=point, wide=point),),
        value=value.toordinal(),
        calendar=CalendarValue(year=value.year, month=value.month, day=value.day),
        **frame,
    )


def weekday(text: str, written: str, value: int, *, index: int = 0, **frame: Any) -> Claim:
    """The claim of a weekday, 0 for Monday."""
    point = Interval.point(value)
    return number(
        text,
        written,
        index=index,
        form="weekday",
        readings=(Reading(core=point, wide=point),),
        value=value,
        **frame,
    )


def link(
    kind: str, *, closed: Closure = "closed", cue: str = "by hand", **roles: Claim | Sequence[Claim]
) -> Link:
    """A link of these claims."""
    filled: Mapping[str, tuple[Claim, ...]] = {
        role: (claims,) if isinstance(claims, Claim) else tuple(claims) for role, claims in roles.items()
    }
    return Link(kind=kind, roles=filled, closed=closed, cue=cue)


def rule(roles: str, assertion: str, *, message: str = "no", severity: str = "error", **keys: str) -> Rule:
    """A rule from its roles and its assertion as they stand in a rule file."""
    lines = [
        "id: by-hand",
        f"severity: {severity}",
        "explain: By hand.",
        f"roles: {roles}",
        f"assert: {assertion}",
        f"message: '{message}'",
        *(f"{key}: {value}" for key, value in keys.items()),
        "tests:",
        "- {expect: consistent, text: a}",
        "- {expect: inconsistent, text: b}",
        "- {expect: none, text: c}",
    ]
    reading = read_rule_text("\n".join(lines), path="by-hand.yaml")
    assert reading.rule is not None, [str(problem) for problem in reading.problems]
    return reading.rule
