"""The sentence around a number: the tokens of its parse, found by character."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from checker.claims.mentions import Mention
from checker.language import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSE_DEPENDENCIES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "csubj", "conj", "parataxis", "dep"}
)
_NO_CLAIM_DEPENDENCIES = frozenset({"punct"})


class ParsedText:
    """A block's parse with the tokens in lists, so that they are found by character and walked without cost."""

    __slots__ = ("doc", "remembered", "starts", "text", "tokens")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text
        self.tokens: list[Token] = list(doc)
        self.starts: list[int] = [token.idx for token in self.tokens]
        self.remembered: dict[tuple[str, int], Any] = {}
        """What was found once for a whole sentence, by name and the sentence's start."""

    def at(self, offset: int) -> int:
        """The index of the token that covers a character, or of the last before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The indices of the tokens that touch the characters [start, end)."""
        return self.at(start), self.at(max(start, end - 1)) + 1


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A mention with its sentence and parse."""

    mention: Mention
    sentence: Sentence
    parsed: ParsedText
    first: int
    last: int
    """The parse tokens [first, last) of the number with its unit."""

    @cached_property
    def head(self) -> Token:
        """The token of the number on which the sentence hangs it: the one whose own head lies outside."""
        tokens = self.parsed.tokens
        best = tokens[self.first]
        for token in tokens[self.first : self.last]:
            if token.dep_ in _NO_CLAIM_DEPENDENCIES:
                continue
            outside = not self.first <= token.head.i < self.last
            if outside or token.dep_ == "ROOT":
                if token.pos_ in ("NUM", "NOUN", "PROPN", "SYM", "ADV", "DET", "ADJ") or not best.i:
                    return token
                best = token
        return best

    def inside(self, token: Token) -> bool:
        """Whether a token belongs to the number itself."""
        return bool(self.first <= token.i < self.last)


def frame_of(mention: Mention, sentence: Sentence, parsed: ParsedText) -> Frame:
    """The frame of a mention in a parsed block."""
    first, last = parsed.span(mention.start, max(mention.end, _unit_end(mention)))
    return Frame(mention=mention, sentence=sentence, parsed=parsed, first=first, last=last)


def _unit_end(mention: Mention) -> int:
    if mention.after is None:
        return mention.mention_end
    return mention.end
