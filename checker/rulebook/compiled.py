"""A rulebook as JSON and back, for rules that are read once and used by many runs.

Every value is a list that begins with what it is: the index of its class, or a letter for tuples, fractions and days.
Nothing but the classes of `CLASSES` can come of it.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from checker.model import (
    Arithmetic,
    Assertion,
    Call,
    Comparison,
    Logical,
    Message,
    Negative,
    Number,
    Placeholder,
    Role,
    RoleName,
    Rule,
    RuleTest,
    Selector,
)
from checker.rulebook import Rulebook

CLASSES: tuple[type, ...] = (
    Rulebook,
    Rule,
    Role,
    Selector,
    Assertion,
    Message,
    Placeholder,
    RuleTest,
    Number,
    RoleName,
    Arithmetic,
    Negative,
    Call,
    Comparison,
    Logical,
)


def to_json(rulebook: Rulebook) -> str:
    """The rulebook as JSON. ValueError where it has problems: such rules are read anew, and their errors said again."""
    if rulebook.problems or rulebook.partial:
        raise ValueError("rules with problems are not kept")
    return json.dumps(_plain(rulebook), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Rulebook:
    """The rulebook that `to_json` wrote, equal to it in everything. ValueError where the text is none."""
    try:
        rulebook = _built(json.loads(text))
    except (TypeError, KeyError, IndexError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"no compiled rules: {error}") from None
    if not isinstance(rulebook, Rulebook):
        raise ValueError("no compiled rules")
    return rulebook


@cache
def _layout() -> dict[type, tuple[int, tuple[str, ...]]]:
    return {kind: (index, tuple(entry.name for entry in fields(kind))) for index, kind in enumerate(CLASSES)}


def _plain(value: object) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, tuple):
        return ["t", *map(_plain, value)]
    if isinstance(value, Fraction):
        return ["f", value.numerator, value.denominator]
    if isinstance(value, date):
        return ["d", value.toordinal()]
    if type(value) in _layout():
        index, names = _layout()[type(value)]
        return [index, *(_plain(getattr(value, name)) for name in names)]
    if isinstance(value, dict):
        return {name: _plain(entry) for name, entry in value.items()}
    raise ValueError(f"compiled rules hold no {type(value).__name__}")


def _built(value: Any) -> Any:
    if isinstance(value, list):
        what = value[0]
        if what == "t":
            return tuple([_built(entry) for entry in value[1:]])
        if what == "f":
            return Fraction(*value[1:])
        if what == "d":
            return date.fromordinal(*value[1:])
        kind = CLASSES[what]
        names = _layout()[kind][1]
        return kind(**dict(zip(names, map(_built, value[1:]), strict=True)))
    if isinstance(value, dict):
        return {name: _built(entry) for name, entry in value.items()}
    return value
