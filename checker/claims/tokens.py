"""A block's text as words, numbers and signs, each with its place in the text."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from checker.claims.lexicon import cue

Kind = Literal["number", "dotted", "word", "sign"]


class Token(NamedTuple):
    """A word, a number or a sign; `lower` is its text folded, with straight apostrophes."""

    text: str
    lower: str
    start: int
    end: int
    kind: Kind


_TOKEN = re.compile(
    r"""
    (?P<dotted>(?<![\w.])\d+(?:\.\d+){2,}(?!\w))
  | (?P<number>
        (?:(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d])
         | (?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d|,\d|\.\d{3}\b)
         | (?<![\d.,])\d{1,3}(?:,\d{2})+,\d{3}(?!\d)
         | \d+)
        (?:\.\d+(?!\.\d))?
      | (?<![\w.)\]])\.\d+)
  | (?P<word>[^\W\d_](?:\.[^\W\d_])+\.? | [^\W\d_\u00bc-\u00be\u2150-\u215f]+(?:['’][^\W\d_]+)*)
  | (?P<sign>\S)
    """,
    re.VERBOSE,
)
_LONGEST_NUMBER = 60
"""Characters: what is longer is a key or a code, and is read as one."""


def tokenize(text: str) -> list[Token]:
    """The tokens of a text in order; white space is left out."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        word = match.group()
        start, end = match.span()
        if kind == "number" and " " in word and tokens and tokens[-1].kind == "word":
            before = tokens[-1].lower
            if before[:3] in cue("tokens", "month_starts") and len(before) <= 9:
                for part in re.finditer(r"\S+", word):
                    tokens.append(
                        Token(part.group(), part.group(), start + part.start(), start + part.end(), "number")
                    )
                continue
        if kind == "number" and len(word) > _LONGEST_NUMBER:
            kind = "dotted"
        tokens.append(Token(word, word.lower().replace("’", "'"), start, end, kind))  # type: ignore[arg-type]
    return tokens
