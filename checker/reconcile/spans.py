"""Where the numbers of a finding stand, and the sentences that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.model import Claim, Document, Excerpt, Lines, Span


def span_of(document: Document, lines: Lines, claim: Claim, role: str) -> Span | None:
    """The span of a claim in a role; None for a derived number that covers no text."""
    if claim.start >= claim.end:
        return None
    if not 0 <= claim.block < len(document.blocks):
        line, column = lines.position(claim.start)
        return Span(
            start=claim.start, end=claim.end, line=line, column=column, text=document.source[claim.start : claim.end],
            role=role, block=-1, block_start=0, block_end=0, detail=detail_of(claim),
        )  # fmt: skip
    block = document.blocks[claim.block]
    start, end = block.to_source(claim.start, claim.end)
    line, column = lines.position(start)
    return Span(
        start=start,
        end=end,
        line=line,
        column=column,
        text=block.text[claim.start : claim.end],
        role=role,
        block=claim.block,
        block_start=claim.start,
        block_end=claim.end,
        claim=claim.index if claim.derived is None else None,
        detail=detail_of(claim),
    )


def detail_of(claim: Claim) -> str:
    """What a claim counts and what happened to it: "drone, shoot down"."""
    return ", ".join(word for word in (claim.counted, claim.event) if word)


def labelled(roles: Mapping[str, Sequence[Claim]]) -> list[tuple[Claim, str]]:
    """Every claim once with its role's name, numbered where several fill it: "part 1"."""
    named: list[tuple[Claim, str]] = []
    seen: set[int] = set()
    for role, fillers in roles.items():
        word = role.replace("_", " ")
        for place, claim in enumerate(fillers, 1):
            if id(claim) not in seen:
                seen.add(id(claim))
                named.append((claim, f"{word} {place}" if len(fillers) > 1 else word))
    return named


def excerpts_of(document: Document, lines: Lines, claims: Iterable[Claim]) -> tuple[Excerpt, ...]:
    """The sentences of the claims, each once, in the order of the text."""
    places = sorted(
        {
            (claim.block, claim.sentence_start, claim.sentence_end)
            for claim in claims
            if 0 <= claim.block < len(document.blocks) and claim.sentence_start < claim.sentence_end
        }
    )
    found = []
    for index, start, end in places:
        block = document.blocks[index]
        source_start, _ = block.to_source(start, end)
        found.append(
            Excerpt(
                block=index,
                block_kind=block.kind,
                start=start,
                text=block.text[start:end],
                line=lines.position(source_start)[0],
            )
        )
    return tuple(found)
