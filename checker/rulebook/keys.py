"""The keys that rule files know: what each says, and which words it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from checker.intervals import QUALIFIERS
from checker.model import BLOCK_KINDS, CLOSURES, FORMS, MODALITIES, SCOPES

RULE_KEYS: Mapping[str, str] = {
    "id": "the rule's name, the same as the file's",
    "extends": "the id of the rule that this one changes; every key left out is taken from there",
    "severity": "error, warning or note",
    "summary": "one line that says what is checked; the first sentence of `explain` where it is left out",
    "explain": "what it checks, why it matters, when it stays silent, where it comes from",
    "when": "what every claim of the rule must be",
    "roles": "the parts that claims play",
    "group": "what the claims must agree on, where it is stated",
    "distinct": "what no two claims may share, where it is stated",
    "same": "what the claims must agree on, and what must be stated",
    "closed": "which links the rule may flag: closed, open",
    "assert": "what must hold: one expression, or a list of {id, if, expr, severity, message}",
    "message": "what is said when it does not hold",
    "remark": "the note that is left when it holds",
    "tests": "examples: at least one consistent, one inconsistent and one of which nothing is said",
}
REQUIRED_RULE_KEYS = ("id", "severity", "explain", "roles", "assert", "message", "tests")

ASSERTION_KEYS: Mapping[str, str] = {
    "id": "its name within the rule",
    "if": "when it applies: the name of an optional role, or a condition",
    "expr": "what must hold",
    "severity": "its own severity",
    "message": "its own message",
}
TEST_KEYS: Mapping[str, str] = {
    "expect": "consistent, inconsistent, undecided, or none: nothing is said of it",
    "text": "the text to check",
    "published": "the publication date, YYYY-MM-DD",
    "title": "the headline",
    "suggest": "for an inconsistent text: role to the value that must be among the suggestions",
}
Expectation = Literal["consistent", "inconsistent", "undecided", "none"]
EXPECTATIONS: tuple[Expectation, ...] = ("consistent", "inconsistent", "undecided", "none")
REQUIRED_EXPECTATIONS: tuple[Expectation, ...] = ("consistent", "inconsistent", "none")
ROLE_ONLY_KEYS: Mapping[str, str] = {
    "link": "the kind of link that the claim takes part in",
    "role": "its role in that link",
    "count": "how many claims may fill the role: 1, 0-1, 1+, 2+ …",
}

_YES_NO = ("yes", "no")
SELECTOR_KEYS: Mapping[str, tuple[str, ...] | None] = {
    "counted": None,
    "modifier": None,
    "event": None,
    "agent": None,
    "patient": None,
    "subject": None,
    "name": None,
    "unit": None,
    "dimension": (
        "length", "area", "volume", "mass", "time", "speed", "temperature", "energy", "power", "force", "pressure",
        "data", "money", "share", "count",
    ),
    "form": FORMS,
    "modality": MODALITIES,
    "polarity": ("positive", "negative"),
    "tense": ("past", "present", "future", "planned"),
    "scope": (*SCOPES, "none"),
    "qualifier": QUALIFIERS,
    "source": None,
    "place": None,
    "time": None,
    "per": None,
    "base": None,
    "change": ("from", "to", "by", "none"),
    "preposition": None,
    "definite": _YES_NO,
    "quoted": _YES_NO,
    "derived": _YES_NO,
    "block": (*BLOCK_KINDS, "body"),
    "noun": ("own", "parallel", "anaphoric", "unit", "none"),
    "written": ("digits", "words"),
    "attribute": None,
    "cue": None,
    "closed": CLOSURES,
}  # fmt: skip
"""Each key of a selector with the words it takes; None: any word. The word `none` matches what is not stated,
`any` what is stated."""

GROUP_KEYS = (
    "counted", "modifier", "event", "agent", "patient", "subject", "name", "unit", "form", "modality", "polarity",
    "tense", "scope", "source", "place", "time", "per", "base", "quoted", "block", "sentence",
)  # fmt: skip
"""What claims can agree on."""
