"""Links: the relations that the wording of a text asserts between its numbers. One module per kind of link.

What must then hold of the numbers is no concern of this room: rules say that.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from checker.language import Parsed
from checker.links.context import Context
from checker.model import Claim, Document, Link

KINDS: tuple[str, ...] = ()


def find_links(document: Document, parsed: Parsed, claims: Sequence[Claim]) -> tuple[Link, ...]:
    """Every link that any kind finds, kind by kind, in the order of the text within a kind."""
    context = Context.of(document, parsed, claims)
    found: list[Link] = []
    for kind in KINDS:
        found.extend(import_module(f"checker.links.{kind}").find(context))
    return tuple(found)
