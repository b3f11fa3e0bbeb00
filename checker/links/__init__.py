"""Links: the relations that the wording of a text asserts between its numbers. One module per kind of link.

What must then hold of the numbers is no concern of this room: rules say that.
"""

from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from types import ModuleType

from checker.language import Parsed
from checker.links.context import Context
from checker.model import Claim, Document, Link


@cache
def kinds() -> tuple[ModuleType, ...]:
    """The modules of this folder that find links, in alphabetical order; the others are what they share."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [import_module(f"checker.links.{name}") for name in names]
    return tuple(module for module in modules if hasattr(module, "find"))


MOST_NUMBERS = 200
"""A sentence with more numbers than this is data, in which no wording ties them together."""


def find_links(document: Document, parsed: Parsed, claims: Sequence[Claim]) -> tuple[Link, ...]:
    """Every link that any kind finds, kind by kind, in the order of the text within a kind."""
    numbers = Counter(claim.sentence for claim in claims)
    claims = [claim for claim in claims if numbers[claim.sentence] <= MOST_NUMBERS]
    context = Context.of(document, parsed, claims)
    found: list[Link] = []
    for kind in kinds():
        found.extend(kind.find(context))
    return tuple(found)
