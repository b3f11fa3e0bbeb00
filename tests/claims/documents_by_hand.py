"""Documents for the tests of claims, and the claims that are read in them."""

from __future__ import annotations

from datetime import date

from checker.claims import blocks_with_numbers, read_claims
from checker.language import parse
from checker.model import Block, Claim, Document, Published, Segment


def document(*texts: str, published: date | None = None) -> Document:
    """An article of one paragraph for each text, with a blank line between them."""
    blocks = []
    offset = 0
    for text in texts:
        blocks.append(
            Block(kind="paragraph", text=text, segments=(Segment(0, offset, len(text), len(text)),))
        )
        offset += len(text) + 2
    return Document(
        path="article.txt",
        source="\n\n".join(texts),
        blocks=tuple(blocks),
        published=None if published is None else Published(day=published, origin="option"),
    )


def claims_in(*texts: str, published: date | None = None) -> tuple[Claim, ...]:
    """The claims of an article, with the parse of the shipped model."""
    article = document(*texts, published=published)
    return read_claims(article, parse(article, blocks=blocks_with_numbers(article)))
