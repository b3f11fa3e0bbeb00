"""The spans of a block that stand in quotation marks."""

from __future__ import annotations

import re

from checker.model import Block

_QUOTES = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|‘[^’‘]{2,2000}’|«[^»]*(?:»|$)|``(?:(?!``|'').){0,2000}''"
)


def quoted_spans(block: Block) -> tuple[tuple[int, int], ...]:
    """The spans in quotation marks; all of a block that is itself a quotation."""
    if block.kind == "quote":
        return ((0, len(block.text)),)
    return tuple(
        match.span()
        for match in _QUOTES.finditer(block.text)
        if '"' not in match.group() or " " in match.group()
    )
