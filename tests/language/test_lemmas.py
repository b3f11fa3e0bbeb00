"""Verbs behind participles, and short verbs that would double their last letter."""

from __future__ import annotations

import pytest

from checker.language import load_pipeline, participle_lemma, verb_lemma


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("jammed", "jam"),
        ("injured", "injure"),
        ("closed", "close"),
        ("married", "marry"),
        ("blocked", "block"),
        ("gutted", "gut"),
        ("fined", "fine"),
        ("naked", None),
        ("red", None),
    ],
)
def test_a_participle_has_its_verb_whatever_its_tag(word: str, verb: str | None) -> None:
    assert participle_lemma(load_pipeline()(word)[0]) == verb


def test_a_verb_that_does_not_double_its_letter_ends_in_e() -> None:
    doc = load_pipeline()("The driver was fined, the second spared, the third barred and the last jailed.")
    found = {token.text: verb_lemma(token) for token in doc if token.text.endswith("ed")}
    assert found == {"fined": "fine", "spared": "spare", "barred": "bar", "jailed": "jail"}
