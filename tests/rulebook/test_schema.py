"""The JSON Schema of rule files: valid, shipped as generated, and true of every rule that ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from checker.resources import folder
from checker.rulebook.schema import rule_schema, schema_text

RULES = sorted(path for path in folder("rules").glob("*/*.yaml") if path.parent.name != "lexicon")


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(rule_schema())


def test_the_shipped_schema_is_the_generated_one() -> None:
    shipped = folder("rules") / "rule.schema.json"
    assert shipped.read_text(encoding="utf-8") == schema_text(), (
        "`crossfoot rules docs --write` writes it anew"
    )


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_schema_holds_for_every_shipped_rule(path: Path) -> None:
    value: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert [error.message for error in Draft202012Validator(rule_schema()).iter_errors(value)] == []


@pytest.mark.parametrize(
    "change", [{"sevrity": "error"}, {"severity": "eror"}, {"group": ["tme"]}, {"tests": []}]
)
def test_the_schema_refuses_what_the_reader_refuses(change: dict[str, Any]) -> None:
    value: Any = yaml.load(RULES[0].read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert list(Draft202012Validator(rule_schema()).iter_errors({**value, **change}))
