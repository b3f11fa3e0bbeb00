"""Instructions to Crossfoot in an article: `<!-- crossfoot: ignore RULE -- reason -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Directive

_DIRECTIVE = re.compile(r"\s*+crossfoot\s*+:(.*)\Z", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that speaks to Crossfoot, where it stands in the source."""

    start: int
    end: int
    text: str

    def directive(self, block: int) -> Directive:
        """The directive that it is when the block with the index `block` follows it."""
        return Directive(start=self.start, end=self.end, text=self.text, block=block)


def comment_text(inside: str) -> str | None:
    """What a comment says to Crossfoot, given what stands between its marks; None where it speaks to others."""
    match = _DIRECTIVE.match(inside)
    return match.group(1).strip() if match else None


def comments(source: str, start: int = 0, end: int | None = None) -> Iterator[Comment]:
    """The comments `<!-- crossfoot: … -->` of a source, in order."""
    stop = len(source) if end is None else end
    while (begin := source.find("<!--", start, stop)) >= 0:
        close = source.find("-->", begin + 4, stop)
        if close < 0:
            return
        text = comment_text(source[begin + 4 : close])
        start = close + 3
        if text is not None:
            yield Comment(begin, start, text)
