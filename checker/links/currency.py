"""Amounts of money given in two currencies: the rates that the conversions imply must agree with each other.

Kind `currency_rates`, one link for each two conversions between the same two currencies. Roles: `amount` and
`converted` of the one, `other_amount` and `other_converted` of the other, turned so that both go the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from checker.intervals import Interval
from checker.links.comparing import as_written
from checker.links.context import Context, derive
from checker.links.folding import Match, Wording, fold, pattern
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
    text = fold(context)
    seen: set[int] = set()
    for wording in _CONVERSIONS:
        for match in text.search(wording):
            amount, converted = match.claims["amount"], match.claims["converted"]
            if amount.unit is None or converted.unit is None or amount.unit == converted.unit:
                continue
            if "/" in amount.unit or "/" in converted.unit or converted.index in seen or amount.index in seen:
                continue
            if amount.quantity.value in (None, 0) or converted.quantity.value in (None, 0):
                continue
            seen.update((amount.index, converted.index))
            names = (amount.unit, converted.unit)
            if _OTHER_TIME.search(text.text, *_clause(text, match)):
                continue
            rounded = (as_written(amount), _rounded(converted))
            if names == tuple(sorted(names)):
                pairs[names].append(rounded)
            else:
                pairs[converted.unit, amount.unit].append(rounded[::-1])
    yield from _at_a_stated_rate(text)
    yield from _at_a_bare_rate(text)
    for conversions in pairs.values():
        if len(conversions) < 2:
            continue
        ordered = sorted(conversions, key=lambda pair: min(pair[0].index, pair[1].index))
        usual = sorted(ordered, key=_rate)[(len(ordered) - 1) // 2]
        for pair in ordered:
            if pair is usual:
                continue
            first, second = (pair, usual) if ordered.index(pair) < ordered.index(usual) else (usual, pair)
            yield Link(
                kind="currency_rates",
                roles={
                    "amount": (first[0],),
                    "converted": (first[1],),
                    "other_amount": (second[0],),
                    "other_converted": (second[1],),
                },
                cue="two conversions",
                read_as="two conversions between the same currencies",
            )


_COINS = {
    "dollar": "USD", "pound": "GBP", "euro": "EUR", "yen": "JPY", "franc": "CHF", "rupee": "INR", "sterling": "GBP",
}  # fmt: skip
_STATED_RATE = (
    pattern(
        r"<rate:money> (?:to|for|against|per) (?:the|a|one|each|every) (?:US |U\.S\. |American )?"
        r"(?P<coin>dollar|pound|euro|yen|franc|rupee)\b"
    ),
    pattern(
        r"(?P<coin>dollar|pound|euro|sterling) (?:buys|bought|is worth|was worth|is trading at|was trading at|fetches"
        r"|fetched|stands at|stood at|traded at|at) (?:about |just |only )?<rate:money>"
    ),
    pattern(
        r"<one:money> (?:buys|bought|is worth|was worth|fetches|fetched|equals|=) (?:about |just |only )?<rate:money>"
    ),
)


_BARE_RATE = pattern(
    r"\b(?P<coin>rand|yen|rupee|peso|krona|krone|kroner|lira|real|yuan|zloty|forint|baht|won|rouble|ruble|naira|shilling)s?\b"
    r"(?: [a-z]+){0,3}? at (?:about |just |only )?<rate:count> to the (?:US |U\.S\. )?dollar\b"
)


def _at_a_bare_rate(text: Wording) -> Iterator[Link]:
    """ "With the rand at 18 to the dollar, the budget of 540 million rand equals $30 million"."""
    for match in text.search(_BARE_RATE):
        start, end = text.sentence(match.start)
        sums = [
            claim
            for claim in text.claims(start, end)
            if claim.form == "money" and claim.quantity.value and claim.per is None
        ]
        if len(sums) != 2 or sum(claim.unit == "USD" for claim in sums) != 1:
            continue
        amount, converted = sorted(sums, key=lambda claim: claim.unit == "USD")
        rate = match.claims["rate"]
        point = Interval.point(1)
        yield Link(
            kind="currency_rates",
            roles={
                "amount": (
                    as_written(
                        replace(rate, quantity=replace(rate.quantity, form="money", unit=amount.unit))
                    ),
                ),
                "converted": (
                    derive(
                        rate,
                        readings=(Reading(core=point, wide=point, unit="USD"),),
                        why="one dollar",
                        form="money",
                        unit="USD",
                    ),
                ),
                "other_amount": (as_written(amount),),
                "other_converted": (_rounded(converted),),
            },
            cue="conversion at the stated rate",
            read_as="a rate of exchange, and a sum converted at it",
        )


def _at_a_stated_rate(text: Wording) -> Iterator[Link]:
    """ "At 150 yen to the dollar, the 30 billion yen loan is worth $200 million": one conversion at the rate named."""
    for wording in _STATED_RATE:
        for match in text.search(wording):
            rate, one = match.claims["rate"], match.claims.get("one")
            coin = _COINS.get((match.group("coin") or "").lower()) if one is None else one.unit
            if coin is None or rate.unit in (None, coin) or rate.quantity.value in (None, 0):
                continue
            if one is not None and one.quantity.value != 1:
                continue
            start, end = text.sentence(match.start)
            following = text.next_sentence(match.start)
            stop = following[1] if following is not None else end
            for low, high in ((start, end), (start, stop)):
                sums = [
                    claim
                    for claim in text.claims(low, high)
                    if claim.form == "money"
                    and claim not in (rate, one)
                    and claim.quantity.value
                    and claim.per is None
                ]
                if len(sums) == 2 and {claim.unit for claim in sums} == {coin, rate.unit}:
                    amount, converted = sorted(sums, key=lambda claim: claim.unit != rate.unit)
                    point = Interval.point(1)
                    yield Link(
                        kind="currency_rates",
                        roles={
                            "amount": (as_written(rate),),
                            "converted": (
                                derive(
                                    rate,
                                    readings=(Reading(core=point, wide=point, unit=coin),),
                                    why=f"one {coin}",
                                    form="money",
                                    unit=coin,
                                ),
                            ),
                            "other_amount": (as_written(amount),),
                            "other_converted": (_rounded(converted),),
                        },
                        cue="conversion at the stated rate",
                        read_as="a rate of exchange, and a sum converted at it",
                    )
                    break


def _rate(pair: tuple[Claim, Claim]) -> Fraction:
    """The rate of a conversion as written; the middle one is what the others are held against."""
    amount, converted = pair[0].quantity.value, pair[1].quantity.value
    assert amount is not None
    assert converted is not None
    return converted / amount


_OTHER_TIME = pattern(r"<:year|decade>|\b(?:at the time|then|now worth|in today's money|today)\b")
_EDGE = re.compile(r"[,;:.\x1d\x1e]")


def _clause(text: Wording, match: Match) -> tuple[int, int]:
    """The stretch around a conversion up to the next commas: a year in it may have its own rate."""
    start, end = text.sentence(match.start)
    before = [found.end() for found in _EDGE.finditer(text.text, start, match.start)]
    after = _EDGE.search(text.text, match.end, end)
    return before[-1] if before else start, after.start() if after is not None else end


def _rounded(claim: Claim) -> Claim:
    """The claim with the readings of a conversion: rounded to its last digit that is not zero, one per cent at least."""
    quantity = claim.quantity
    assert quantity.value is not None
    half = max(quantity.written.unit_place, quantity.written.nonzero_place) / 2
    spread = max(
        min(half, abs(quantity.value) / 10), quantity.written.unit_place / 2, abs(quantity.value) / 100
    )
    around = Interval.between(quantity.value - spread, quantity.value + spread)
    readings = (Reading(core=around, wide=around, unit=claim.unit),)
    return replace(claim, quantity=replace(quantity, readings=readings))
