"""The JSON Schema of rule files, by which editors complete and check them as they are written."""

from __future__ import annotations

import json
from typing import Any

from checker.model import CLOSURES, SEVERITIES
from checker.rulebook.keys import (
    ASSERTION_KEYS,
    EXPECTATIONS,
    GROUP_KEYS,
    REQUIRED_RULE_KEYS,
    ROLE_ONLY_KEYS,
    RULE_KEYS,
    SELECTOR_KEYS,
    TEST_KEYS,
)


def rule_schema() -> dict[str, Any]:
    """The schema as a value: JSON Schema 2020-12."""
    text = {"type": "string"}
    scalar = {"type": ["string", "number", "boolean"]}
    keys: dict[str, Any] = {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"},
        "extends": text,
        "severity": {"enum": list(SEVERITIES)},
        "summary": text,
        "explain": text,
        "when": {"$ref": "#/$defs/selector"},
        "roles": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
            "additionalProperties": {"$ref": "#/$defs/role"},
            "minProperties": 1,
        },
        "group": _some({"enum": list(GROUP_KEYS)}),
        "distinct": _some({"enum": list(GROUP_KEYS)}),
        "same": _some({"enum": list(GROUP_KEYS)}),
        "closed": _some({"enum": list(CLOSURES)}),
        "assert": {
            "oneOf": [
                {"type": "string", "maxLength": 400},
                {"type": "array", "items": {"$ref": "#/$defs/assertion"}, "minItems": 1},
                {"$ref": "#/$defs/assertion"},
            ]
        },
        "message": text,
        "remark": text,
        "tests": {"type": "array", "items": {"$ref": "#/$defs/test"}, "minItems": 3},
    }
    selector = {key: {"$ref": f"#/$defs/words-{key}"} for key in SELECTOR_KEYS}
    negated = {
        **selector,
        "not": {"type": "object", "properties": selector, "additionalProperties": False},
        "either": {"type": "array", "items": {"$ref": "#/$defs/selector"}, "minItems": 1},
    }
    assertion: dict[str, Any] = {
        "id": text,
        "if": {"type": "string", "maxLength": 400},
        "expr": {"type": "string", "maxLength": 400},
        "severity": {"enum": list(SEVERITIES)},
        "message": text,
    }
    test: dict[str, Any] = {
        "expect": {"enum": list(EXPECTATIONS)},
        "text": text,
        "published": {"type": "string", "format": "date"},
        "title": text,
        "suggest": {"type": "object", "additionalProperties": scalar},
    }
    own = {
        "link": _some(text),
        "role": text,
        "count": {"type": ["string", "integer"], "pattern": r"^\d{1,3}(\+|-\d{1,3})?$"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule of Crossfoot",
        "type": "object",
        "additionalProperties": False,
        "properties": _described(keys, RULE_KEYS),
        "anyOf": [{"required": list(REQUIRED_RULE_KEYS)}, {"required": ["id", "extends"]}],
        "$defs": {
            "selector": {"type": "object", "additionalProperties": False, "properties": negated},
            "role": {
                "type": "object",
                "additionalProperties": False,
                "properties": {**negated, **_described(own, ROLE_ONLY_KEYS)},
            },
            "assertion": {
                "type": "object",
                "additionalProperties": False,
                "required": ["expr"],
                "properties": _described(assertion, ASSERTION_KEYS),
            },
            "test": {
                "type": "object",
                "additionalProperties": False,
                "required": ["expect", "text"],
                "properties": _described(test, TEST_KEYS),
            },
            **{f"words-{key}": _words(choices) for key, choices in SELECTOR_KEYS.items()},
        },
    }


def schema_text() -> str:
    """The schema as it is shipped."""
    return json.dumps(rule_schema(), indent=2, ensure_ascii=False) + "\n"


def _described(properties: dict[str, Any], said: Any) -> dict[str, Any]:
    return {key: {"description": said[key], **value} for key, value in properties.items()}


def _some(item: dict[str, Any]) -> dict[str, Any]:
    return {"oneOf": [item, {"type": "array", "items": item}]}


def _words(choices: tuple[str, ...] | None) -> dict[str, Any]:
    item: dict[str, Any]
    if choices is None:
        item = {"type": ["string", "number", "boolean"]}
    else:
        item = {"anyOf": [{"enum": [*choices, "any"]}, {"type": "string", "pattern": r"^\$"}]}
        if "yes" in choices:
            item["anyOf"].append({"type": "boolean"})
    words = {"anyOf": [item, {"type": "array", "items": item}]}
    inverted = {
        "type": "object",
        "additionalProperties": False,
        "required": ["not"],
        "properties": {"not": words},
    }
    return {"anyOf": [*words["anyOf"], inverted]}
