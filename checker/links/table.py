"""Tables of the document: the rows and columns that a cell called "Total" closes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from checker.links.amounts import comparable, number_of
from checker.links.context import Context
from checker.model import Claim, Link

_TOTAL = re.compile(r"^\W*(?:grand |sub)?(?:totals?|sum|altogether|overall|all)\W*$", re.IGNORECASE)
_SUBTOTAL = re.compile(
    r"\b(?:sub-?total|of which|average|mean|median|per cent|percent|%|rate|change|rank|year)\b", re.IGNORECASE
)

_Place = tuple[int, int]


def find(context: Context) -> Iterator[Link]:
    """Links of kind "breakdown" between the cells of a table: the parts of a column or a row, and its total."""
    tables: dict[int, dict[_Place, int]] = defaultdict(dict)
    for index, block in enumerate(context.document.blocks):
        if (
            block.kind == "table_cell"
            and block.table is not None
            and block.row is not None
            and block.column is not None
        ):
            tables[block.table][block.row, block.column] = index
    for cells in tables.values():
        yield from _columns(context, cells, cue="table-column")
        turned = {(column, row): index for (row, column), index in cells.items()}
        yield from _columns(context, turned, cue="table-row")


def _columns(context: Context, cells: Mapping[_Place, int], *, cue: str) -> Iterator[Link]:
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    labels = {row: _text(context, cells, (row, columns[0])) for row in rows}
    totals = [row for row in rows if _TOTAL.match(labels[row])]
    if len(totals) != 1 or any(_SUBTOTAL.search(label) for label in labels.values()):
        return
    total = totals[0]
    for column in columns[1:]:
        if any(_SUBTOTAL.search(_text(context, cells, (row, column))) for row in rows if row < total):
            continue
        whole = _number(context, cells, (total, column))
        parts = [_number(context, cells, (row, column)) for row in rows if row < total]
        filled = [part for part in parts if part is not None]
        if (
            whole is None
            or len(filled) < 2
            or not _gapless(parts)
            or not all(comparable(part, whole) for part in filled)
        ):
            continue
        yield Link(
            kind="breakdown",
            roles={"whole": (whole,), "part": tuple(filled)},
            cue=cue,
            read_as="PART, PART and PART above their TOTAL",
            excuses=("no subtotal, average or percentage among them",),
        )


def _gapless(parts: Sequence[Claim | None]) -> bool:
    """Whether every row below the heading holds a number: a row without one may be a heading of its own."""
    first = next((index for index, part in enumerate(parts) if part is not None), len(parts))
    return first <= 1 and all(part is not None for part in parts[first:])


def _text(context: Context, cells: Mapping[_Place, int], place: _Place) -> str:
    index = cells.get(place)
    return context.text(index) if index is not None else ""


def _number(context: Context, cells: Mapping[_Place, int], place: _Place) -> Claim | None:
    """The one number that is all of a cell's text."""
    index = cells.get(place)
    claims = context.in_block(index) if index is not None else ()
    if len(claims) != 1 or number_of(claims[0]) is None:
        return None
    text = context.text(claims[0].block)
    rest = text[: claims[0].start] + text[claims[0].end :]
    return claims[0] if not re.search(r"[^\W\d_]{3,}", rest) else None
