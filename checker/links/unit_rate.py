"""A rate times a number of units against a stated total: "12,500 tickets at $45 each, bringing in $562,500".

Roles: `rate`, `units`, `total`, all in plain numbers of the total's unit. A rate, a number and a total may stand
side by side for many reasons; unless the words leave no other reading, the link is closed only where the product
agrees or misses the total by a power of ten or by one slip of a digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from checker.links.amounts import alike
from checker.links.average import rounded_mean
from checker.links.comparing import is_hedged, rescaled, unhedged, value_of
from checker.links.context import Context, derive, exactly
from checker.links.folding import Wording, fold, pattern
from checker.links.operands import one_slip, power_of_ten_off, settled, slipped
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
    r"|ing)|cover(?:s|ed|ing)|charged|pocket(?:s|ed|ing)|bank(?:s|ed|ing)|mak(?:es?|ing)|giv(?:es?|ing)|a total of"
    r"|gross(?:es|ed|ing)|tak(?:es|ing)"
    r"|yield(?:s|ed|ing)|face value|windfall|programme|program|bill|between them|shar(?:e|es|ed|ing)|split|divided"
    r"|prize|works? out|take|altogether|in all|in total"
    r"|overall|sum|payout|pay-out|proceeds|revenue|takings|spend(?:s|ing)?|spent|goes to|invest(?:s|ed"
    r"|ing)?|lost|saving|save|paid|pay|receive|received|made|or|budget|rebate|scheme|fund)\b"
)


_PRICE = (
    pattern(
        r"\b(?:tickets?|seats?|entry|admission|places|copies|programmes|stalls|tables|shares|tokens|passes|permits)\b"
        r"<gap:25> (?:were|was|are|is|cost|costs|at|for|priced at|costing|charged at) (?:just |only )?<rate:money>"
    ),
    pattern(
        r"<:count> [\w-]+(?: [\w-]+)? (?:at|for|costing|worth) (?:just |only |about )?<rate:money>(?! (?:in total|in all))"
    ),
)
_MEAN = (
    pattern(
        r"\b(?:on average|averag(?:e|es|ed|ing)(?: out)?(?: at| to)?(?:(?: [\w-]+){0,3}? (?:of|is|was|has|had|gets?|got"
        r"|stands at|comes to|works out at))?) (?:just |only |some |about )?<rate:money|measure|count>"
    ),
    pattern(r"<rate:money|measure|count|duration>(?: [\w-]+){0,3} on average\b"),
    pattern(
        r"\b(?:mean|average)(?: [\w-]+){0,3}? (?:of|is|was|at|comes to|came to|works out at|worked out at) (?:just |only )?"
        r"<rate:money|measure|count|duration>"
    ),
)
_RATE = pattern(r"<rate:money|measure|count>(?: [\w'-]+){0,3}? (?:each|apiece)\b")
_A_NOUN = pattern(r"<rate:money>,? ?(?:an?|per|for each|for every) (?P<noun>[a-z]+)\b")
_GRANT = pattern(
    r"<:count> (?:[\w-]+ ){1,3}(?:got|received?|receives|will (?:get|receive)|were (?:given|paid|awarded)|claimed|took up"
    r"|have (?:had|received|claimed))(?: an?| the| their)? <rate:money>"
)
_EXTRAS = pattern(
    r"\b(?:but|only|though|instead|except|including|includes?|plus"
    r"|extras?|fees?|postage|delivery|vat|tax(?:es)?|donations?|deposit|commission|on top"
    r"|discounts?|most(?:ly)?|many|half|up to|as much as|maximum|minimum|at (?:most|best|least|peak)|when|if|unless"
    r"|typical\w*|capped|not out"
    r"|median|weighted|between <:money>|from <:money>|rest|remaining|others?|some|further|another|additional|bar|raffle)\b"
)
"""Words of what makes a total more or less than a rate times a number."""
_OF_ANOTHER = re.compile(
    r"\b(?:at home|away|abroad|against|in (?:the|his|her|its)|this|since|elsewhere|nationally|career|overall|over"
    r" (?:the|his|her))\b",
    re.IGNORECASE,
)
"""Words behind a mean that make it one of other things than those counted."""
_PER_EACH = ("hour", "day", "week", "month", "year", "quarter", "minute", "night")
_TIMES_IN: dict[tuple[str, str], int] = {
    ("minute", "hour"): 60, ("hour", "day"): 24, ("day", "week"): 7, ("day", "year"): 365, ("week", "year"): 52,
    ("month", "year"): 12, ("quarter", "year"): 4, ("second", "minute"): 60,
}  # fmt: skip
_OR_IN_ALL = pattern(
    r"<gap:25>,? ?(?:or|which (?:is|makes|means|adds up to|comes to|works out at|amounts to)|that is|making"
    r"|equivalent to|i\.e\."
    r"|amounting to|the equivalent of|equal to)(?: (?:about|some|around|roughly|nearly|almost))? "
)


def find(context: Context) -> Iterator[Link]:
    """Every rate with the number of its units and the total that the same or the next sentence gives."""
    text = fold(context)
    seen: set[int] = set()
    for link in (*_explicit(text), *_searched(text), *_alone(text), *_in_another_period(text)):
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


def _alone(text: Wording) -> Iterator[Link]:
    """A rate, one number of units and one total, alone in their sentence: "24 bins at £350 each, spending £8,400"."""
    for claim, cue in _rates(text):
        place = text.place(claim)
        if place is None or claim.quantity.value in (None, 0):
            continue
        rate = rounded_mean(unhedged(claim)) if cue == "mean" else claim
        start, end = text.sentence(place)
        pairs = _pairs(text.claims(start, end), rate, cue)
        across = False
        for beside in (text.previous_sentence(start), text.next_sentence(place)):
            if not pairs and beside is not None:
                low, high = min(start, beside[0]), max(end, beside[1])
                pairs = [
                    (number, total)
                    for number, total in _pairs(text.claims(low, high), rate, cue)
                    if rate.form != "count" or _of_one_noun(rate, total)
                ]
                across = bool(pairs)
                if across:
                    start, end = low, high
        like = [
            one
            for one in text.claims(start, end)
            if one.form == rate.form and _plain_unit(one) == _plain_unit(rate)
        ]
        tail = text.text[place + 1 : place + 40].split("\x1e")[0]
        if cue == "mean" and _OF_ANOTHER.search(tail):
            continue
        excused = (
            (rate.form != "count" and len(like) > 2)
            or bool(_EXTRAS.search(text.text, start, end))
            or (cue != "mean" and across and _RESULT.search(text.text, start, end) is None)
        )
        found = settled(
            pairs,
            fits=lambda pair, rate=rate: _fit(rate, *pair) == "exact",  # type: ignore[misc]
            off=lambda pair, rate=rate, excused=excused: (  # type: ignore[misc]
                not excused and _slipped(rate, *pair) and _told_as_total(text, rate, *pair)
            ),
        )
        if found is not None:
            yield _link(rate, *found, f"{cue}, alone", "closed")


_IN_ALL = pattern(
    r"(?: [\w'-]+){0,2}? (?:in all|in total|altogether|all told|between them|overall|together|for the)\b"
)


def _told_as_total(text: Wording, rate: Claim, units: Claim, total: Claim) -> bool:
    """Whether a total that follows the rate and the number is brought in as one: "bringing in", "or", "in all"."""
    places = [text.place(claim) for claim in (rate, units, total)]
    if None in places:
        return True
    one, two, at = (place or 0 for place in places)
    last = max(one, two)
    if at < last:
        return True
    between = text.text[last + 1 : at]
    if re.search(r"(?:^|,) and (?:a |an |the |another )?$", between) and not _RESULT.search(between):
        return _IN_ALL.match(text.text, at + 1) is not None
    if re.search(r"\band\b", between) and re.match(r" (?:on|to|towards|in|for)\b", text.text[at + 1 :]):
        return False
    return (
        _RESULT.search(between) is not None or _IN_ALL.match(text.text, at + 1) is not None or "," in between
    )


def _rates(text: Wording) -> Iterator[tuple[Claim, str]]:
    for wording in _MEAN:
        for match in text.search(wording):
            yield match.claims["rate"], "mean"
    for wording, cue in (
        (_RATE, "each"),
        (_PER_UNIT, "each"),
        (_EACH_OF, "each"),
        (_EACH_AFTER, "each"),
        (_FROM_EACH, "each"),
        (_GRANT, "each"),
        *((wording, "price") for wording in _PRICE),
    ):
        for match in text.search(wording):
            yield match.claims["rate"], cue
    for match in text.search(_A_NOUN):
        noun = (match.group("noun") or "").lower()
        yield match.claims["rate"], f"a {noun}"
    for claim in text.claims(0, len(text.text)):
        if (
            claim.per is not None
            and claim.per not in ("each", "head")
            and claim.form in ("money", "measure", "count")
        ):
            yield claim, "mean" if "average" in claim.quantity.mention else f"per {claim.per}"


def _pairs(claims: list[Claim], rate: Claim, cue: str) -> list[tuple[Claim, Claim]]:
    """Every number of units with every total that it may make with the rate."""
    value = _amount(rate)
    units = [claim for claim in claims if _may_count(claim, rate, cue)]
    totals = [claim for claim in claims if _may_be_total(claim, rate)]
    return [
        (number, total)
        for number in units
        for total in totals
        if number.index != total.index
        and (_amount(total) or 0) > max(value or 0, value_of(number) or 0 if total.form == "count" else 0)
    ]


def _may_count(claim: Claim, rate: Claim, cue: str) -> bool:
    value = claim.quantity.value
    if claim.index == rate.index or value is None or value <= 1 or claim.modality == "denied":
        return False
    if rate.per in _PER_EACH or (rate.per is not None and rate.per in (claim.counted, claim.unit)):
        return rate.per in (claim.counted, claim.unit)
    if cue.startswith("per ") and rate.per not in _PERSON_NAMES:
        return False
    if claim.form == "duration":
        return cue == "mean"
    if cue.startswith("a ") and claim.counted != cue.removeprefix("a "):
        return False
    return claim.form == "count" and value.denominator == 1 and claim.per is None


_PERSON_NAMES = frozenset(
    ["person", "people", "passenger", "guest", "pupil", "student", "member", "worker", "visitor", "player"]
)


def _may_be_total(claim: Claim, rate: Claim) -> bool:
    if claim.index == rate.index or claim.quantity.value is None:
        return False
    if claim.form != rate.form or claim.per is not None or claim.scope == "additional":
        return False
    if rate.form == "count":
        return alike(claim, rate) or rate.quantity.written.unit_place < 1  # "4.5 a match": no noun of its own
    return _plain_unit(claim) == _plain_unit(rate)


def _of_one_noun(rate: Claim, total: Claim) -> bool:
    """Whether a rate and a total of counts, told in two sentences, count things of one name.

    A mean without a noun of its own, such as a mark, belongs to what its own sentence tells of.
    """
    return (rate.per is not None or rate.counted is not None) and alike(total, rate)


def _slipped(rate: Claim, units: Claim, total: Claim) -> bool:
    single, number, whole = _amount(rate), _amount(units), _amount(total)
    if not single or not number or not whole:
        return False
    if is_hedged(rate) or is_hedged(units) or is_hedged(total):
        return power_of_ten_off(whole, single * number)
    return slipped(whole, single * number) or slipped(single, whole / number)


def _in_another_period(text: Wording) -> Iterator[Link]:
    """ "$1,800 a month, or $21,600 a year": the same rate by the month and by the year."""
    for claim in text.claims(0, len(text.text)):
        place = text.place(claim)
        if (
            place is None
            or claim.per is None
            or claim.form not in ("money", "measure", "count")
            or is_hedged(claim)
        ):
            continue
        _, end = text.sentence(place)
        for other in text.claims(place + 1, end)[:1]:
            at = text.place(other)
            if (
                at is None
                or other.per is None
                or other.form != claim.form
                or _plain_unit(claim) != _plain_unit(other)
                or is_hedged(other)
            ):
                continue
            if _OR_IN_ALL.fullmatch(text.text, place + 1, at) is None:
                continue
            shorter, longer = (claim, other) if (claim.per, other.per) in _TIMES_IN else (other, claim)
            times = _TIMES_IN.get((shorter.per or "", longer.per or ""))
            if times is None:
                continue
            single, whole = _amount(shorter), _amount(longer)
            if not single or not whole or not slipped(whole, single * times):
                continue
            ratio = whole / (single * times)
            dearer = ratio > 1 and not _EXTRAS.search(
                text.text, place, end
            )  # a year at once is often cheaper
            if not (
                Fraction(97, 100) <= ratio <= Fraction(103, 100)
                or dearer
                or one_slip(whole, single * times)
                or not Fraction(1, 2) <= ratio <= 2
            ):
                continue
            number = derive(
                shorter, readings=(exactly(times),), why=f"{times} {shorter.per}s in a {longer.per}"
            )
            yield _link(shorter, number, longer, "in another period", "closed")


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
    if one_slip(single * number, whole) and total.quantity.written.significant >= 3:
        return "slip"
    return ""


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
