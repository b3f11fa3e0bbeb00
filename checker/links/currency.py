"""Amounts of money given in two currencies: the rates that the conversions imply must agree with each other.

Kind `currency_rates`, one link for each two conversions between the same two currencies. Roles: `amount` and
`converted` of the one, `other_amount` and `other_converted` of the other, turned so that both go the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from checker.intervals import converted_intervals
from checker.links.context import Context
from checker.links.folding import fold, pattern
from checker.model import Claim, Link, Reading

_CONVERSIONS = (
    pattern(
        r"<amount:money>(?: [\w'-]+){0,2} ?\((?:about |around |some |roughly |approximately |approx\.? "
        r"|nearly |equivalent to |or |just over |just under |at the time |= ?)?<converted:money>(?:[;,)]"
        r"| at )"
    ),
    pattern(
        r"<amount:money>(?: [\w'-]+){0,2},? or (?:about |around |some |roughly |approximately"
        r" )?<converted:money>"
    ),
)


def find(context: Context) -> Iterator[Link]:
    """Every two conversions between the same two currencies."""
    pairs: dict[tuple[str, str], list[tuple[Claim, Claim]]] = defaultdict(list)
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) < 2:
            continue
        text = fold(context, block)
        seen: set[int] = set()
        for wording in _CONVERSIONS:
            for match in text.search(wording):
                amount, converted = match.claims["amount"], match.claims["converted"]
                if amount.unit is None or converted.unit is None or amount.unit == converted.unit:
                    continue
                if (
                    "/" in amount.unit
                    or "/" in converted.unit
                    or converted.index in seen
                    or amount.index in seen
                ):
                    continue
                if amount.quantity.value in (None, 0) or converted.quantity.value in (None, 0):
                    continue
                seen.update((amount.index, converted.index))
                names = (amount.unit, converted.unit)
                rounded = (_rounded(amount), _rounded(converted))
                if names == tuple(sorted(names)):
                    pairs[names].append(rounded)
                else:
                    pairs[converted.unit, amount.unit].append(rounded[::-1])
    for conversions in pairs.values():
        ordered = sorted(conversions, key=lambda pair: min(pair[0].index, pair[1].index))
        for place, (amount, converted) in enumerate(ordered):
            for other_amount, other_converted in ordered[:place]:
                yield Link(
                    kind="currency_rates",
                    roles={
                        "amount": (other_amount,),
                        "converted": (other_converted,),
                        "other_amount": (amount,),
                        "other_converted": (converted,),
                    },
                    cue="two conversions",
                    read_as="two conversions between the same currencies",
                )


def _rounded(claim: Claim) -> Claim:
    """The claim with the readings of a conversion, which is rounded to its last digit that is not zero."""
    quantity = claim.quantity
    assert quantity.value is not None
    core, wide = converted_intervals(quantity.value, written=quantity.written)
    readings = tuple(
        Reading(
            core=reading.core.hull(core), wide=reading.wide.hull(wide), unit=reading.unit, note=reading.note
        )
        for reading in quantity.readings
    )
    return replace(claim, quantity=replace(quantity, readings=readings))
