"""A rate times a number of units against a stated total: "12,500 tickets at $45 each, bringing in $562,500".

Roles: `rate`, `units`, `total`, all in plain numbers of the total's unit. A rate, a number and a total may stand
side by side for many reasons; unless the words leave no other reading, the link is closed only where the product
agrees or misses the total by a power of ten or by one slip of a digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from checker.links.comparing import is_hedged, rescaled, unhedged, value_of
from checker.links.context import Context
from checker.links.folding import Wording, fold, pattern
from checker.model import Claim, Closure, Link

_PER_UNIT = pattern(
    r"<rate:money|count|measure>,? ?(?:each\b|apiece\b|a (?:head|piece|share|ticket|time|night|copy|seat"
    r"|unit|barrel|tonne|ton|person|pupil|student|child|litre|gallon|kilo|bottle|home|household"
    r"|family)\b"
    r"|per (?:head|person|share|ticket|copy|unit|tonne|barrel|pupil|student|child|household|family|home"
    r"|resident|member|worker|employee|customer|night|seat)\b|every (?:time|ticket))"
)
_AVERAGE = pattern(
    r"\baverag(?:e|ed|ing)(?:(?: [\w-]+){0,2} of)? (?:about |just |some )?<rate:money|measure>"
)
_EACH_OF = pattern(
    r"\beach (?:of )?(?:the |its |their |those )?<units:count> [\w-]+<gap:50> (?:receive|get|be paid|be"
    r" given|earn|pay|be charged|cost|receives|gets|was paid|were paid|got|received|paid|claim)s?"
    r" <gap:20><rate:money>"
)
_EACH_AFTER = pattern(
    r"<units:count> [\w-]+(?: [\w-]+)?(?: will| would| are to| have| had| were| are| can| could)? each "
    r"(?:[\w-]+ ){0,6}?<rate:money>"
)
_GIVING_EACH = pattern(
    r"\b(?:giving|leaving|paying|handing|earning|netting) each(?: of them| [\w-]+)? <rate:money>"
)
_FROM_EACH = pattern(
    r"<rate:money> (?:from|to|for|off|on) (?:each|every one) of (?:the |its |their |our"
    r" )?(?:[\w-]+'s )?<units:count|duration>"
)
_COIN = pattern(r"<units:count> <rate:money> (?:pieces?|coins?|notes?|stamps?|bills?|tickets?|shares?)\b")
_DAYS_AGO = pattern(
    r"<rate:measure|money|count>(?P<per> (?:a|per|every|each) day)?<any:200><units:duration>(?: ago)?,? "
    r"(?:since when|since then|and since then)<gap:10> <total:measure|money|count>"
)
_SO_MANY_GAMES = pattern(
    r"<total:count> (?P<what>goals|points|runs|tries|wickets|assists|medals|wins) (?:in|from|over"
    r"|across) (?:his |her |their |its |the |the last |the past |the first |just |only )*(?:last |past "
    r"|first |opening )?<units:count> (?P<game>games?|matches|starts|appearances|innings|outings|tests?"
    r"|caps|seasons),? (?:or |an average of |a rate of |averaging )?<rate:count|multiple|measure|ratio> "
    r"(?:a|per|each|every) \w+"
)
_RESULT = pattern(
    r"\b(?:bring(?:s|ing)? in|brought in|rais(?:es?|ed|ing)|total(?:s|led|ling)?|cost(?:s|ing)?|adds?"
    r"|adding|worth|amount(?:s|ed|ing)? to|com(?:es?|ing) to|came to|earn(?:s|ed|ing)|generat(?:es?|ed"
    r"|ing)|face value|windfall|programme|program|bill|between them|shar(?:e|es|ed|ing)|split|divided"
    r"|prize|works? out|take|altogether|in all|in total"
    r"|overall|sum|payout|pay-out|proceeds|revenue|takings|spend(?:s|ing)?|spent|goes to|invest(?:s|ed"
    r"|ing)?|lost|saving|save|paid|pay|receive|received|made|or|budget|rebate|scheme|fund)\b"
)


def find(context: Context) -> Iterator[Link]:
    """Every rate with the number of its units and the total that the same or the next sentence gives."""
    text = fold(context)
    seen: set[int] = set()
    for link in (*_explicit(text), *_searched(text)):
        rate = link.roles["rate"][0]
        if rate.index not in seen:
            seen.add(rate.index)
            yield link


def _explicit(text: Wording) -> Iterator[Link]:
    for match in text.search(_DAYS_AGO):
        rate, units, total = (match.claims[name] for name in ("rate", "units", "total"))
        per_day = match.group("per") or (rate.per == "day")
        if per_day and units.unit == "day" and _plain_unit(rate) == _plain_unit(total):
            yield _link(rate, units, total, "rate a day, so many days ago", "closed")
    for match in text.search(_SO_MANY_GAMES):
        yield _link(
            match.claims["rate"],
            match.claims["units"],
            match.claims["total"],
            "so many in so many games",
            "closed",
        )


def _searched(text: Wording) -> Iterator[Link]:
    for wording, cue in (
        (_PER_UNIT, "each"),
        (_AVERAGE, "average"),
        (_EACH_OF, "each of the"),
        (_EACH_AFTER, "each"),
        (_FROM_EACH, "from each of"),
        (_GIVING_EACH, "giving each"),
        (_COIN, "coin"),
    ):
        for match in text.search(wording):
            rate = unhedged(match.claims["rate"]) if cue in ("average", "each") else match.claims["rate"]
            named = match.claims.get("units")
            start, end = text.sentence(match.start)
            before, after = text.previous_sentence(match.start), text.next_sentence(match.start)
            low = before[0] if before else start
            high = after[1] if after else end
            if _RESULT.search(text.text, low, high) is None:
                continue
            link = _best(rate, named, text.claims(low, high), cue)
            if link is not None:
                yield link
    for claim in text.claims(0, len(text.text)):
        if (
            claim.per is not None
            and claim.form in ("money", "measure")
            and claim.per not in ("year", "second")
        ):
            place = text.place(claim)
            assert place is not None
            start, end = text.sentence(place)
            if _RESULT.search(text.text, start, end) is not None:
                link = _best(claim, None, text.claims(start, end), f"per {claim.per}")
                if link is not None:
                    yield link


def _best(rate: Claim, named: Claim | None, around: list[Claim], cue: str) -> Link | None:
    """The units and the total that fit the rate: exactly, else off by a power of ten or a slip of a digit."""
    unit = _plain_unit(rate)
    units = [named] if named is not None else [claim for claim in around if _counts_units(claim, rate)]
    totals = [
        claim
        for claim in around
        if claim.index != rate.index and claim not in units and _is_total(claim, unit)
    ]
    slips: list[tuple[Claim, Claim]] = []
    for number, total in product(units, totals):
        fit = _fit(rate, number, total)
        if fit == "exact":
            return _link(rate, number, total, cue, "closed")
        if fit == "slip":
            slips.append((number, total))
    if len(slips) == 1:
        return _link(rate, *slips[0], cue, "closed")
    return None


_ANY_UNIT = frozenset(["each", "person", "head", "ticket", "seat", "unit", "copy", "piece"])
"""What a rate may be per while the text counts something of another name: tickets and seats, heads and guests."""


def _counts_units(claim: Claim, rate: Claim) -> bool:
    if claim.index == rate.index or claim.quantity.value is None or claim.quantity.value <= 1:
        return False
    if rate.per is not None and rate.per not in _ANY_UNIT:
        return claim.form in ("count", "measure", "duration") and rate.per in (claim.counted, claim.unit)
    return claim.form == "count"


def _is_total(claim: Claim, unit: str | None) -> bool:
    return (
        claim.quantity.value is not None
        and claim.form in ("money", "measure")
        and _plain_unit(claim) == unit
        and claim.per is None
    )


_PARTS = {"cent": 100, "penny": 100, "GBX": 100, "pence": 100}


def _plain_unit(claim: Claim) -> str | None:
    """The unit above the stroke: "USD" of "USD / litre"; a hundredth of a currency counts as any currency."""
    if claim.unit is None:
        return None
    name = claim.unit.split(" / ")[0]
    return "money" if claim.form == "money" else name


def _amount(claim: Claim) -> Fraction | None:
    value = value_of(claim)
    if value is None or claim.unit is None:
        return value
    return value / _PARTS.get(claim.unit.split(" / ")[0], 1)


def _fit(rate: Claim, units: Claim, total: Claim) -> str:
    """ "exact", "slip" or "" for how a rate times a number of units meets a total."""
    single, number, whole = _amount(rate), _amount(units), _amount(total)
    if not single or not number or not whole:
        return ""
    ratio = whole / (single * number)
    if Fraction(97, 100) <= ratio <= Fraction(103, 100):
        return "exact"
    if is_hedged(rate) or is_hedged(total):
        return ""
    for power in (10, 100, 1000, 1_000_000):
        for off in (ratio / power, ratio * power):
            if Fraction(98, 100) <= off <= Fraction(102, 100):
                return "slip"
    if _one_edit(single * number, whole) and total.quantity.written.significant >= 3:
        return "slip"
    return ""


def _one_edit(left: Fraction, right: Fraction) -> bool:
    """Whether the digits of two whole numbers differ by one digit or by two neighbours swapped."""
    if left.denominator != 1 or right.denominator != 1:
        return False
    a, b = str(left.numerator), str(right.numerator)
    if len(a) == len(b):
        differing = [place for place in range(len(a)) if a[place] != b[place]]
        if len(differing) == 1:
            return True
        return (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and a[differing[0]] == b[differing[1]]
            and a[differing[1]] == b[differing[0]]
        )
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) == len(short) + 1 and any(
        long[:place] + long[place + 1 :] == short for place in range(len(long))
    )


def _link(rate: Claim, units: Claim, total: Claim, cue: str, closed: Closure) -> Link:
    part = _PARTS.get((rate.unit or "").split(" / ")[0], 1)
    return Link(
        kind="unit_rate",
        roles={
            "rate": (rescaled(rate, Fraction(1, part), unit=total.unit, form=total.form),),
            "units": (rescaled(units, 1, unit=None, form="count"),),
            "total": (total,),
        },
        closed=closed,
        cue=cue,
        read_as="a rate, the number of units and the total",
        excuses=("no ceiling, deposit or second rate that makes up the total",),
    )
