"""The language of a document: sentences and dependencies, by spaCy, of those blocks that need them."""

from __future__ import annotations

from checker.language.lemmas import participle_lemma, verb_lemma
from checker.language.parse import Parsed, ParsedBlock, Sentence, parse, parse_together
from checker.language.pipeline import load_pipeline

__all__ = [
    "Parsed",
    "ParsedBlock",
    "Sentence",
    "load_pipeline",
    "parse",
    "parse_together",
    "participle_lemma",
    "verb_lemma",
]
