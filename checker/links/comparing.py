"""What the links of rates, shares and changes have in common: which numbers are of one kind, and how to rewrite one."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from checker.intervals import Interval, Written, number_intervals
from checker.links.context import Context
from checker.model import Claim, Form, Quantity, Reading


def value_of(claim: Claim) -> Fraction | None:
    """The number said, the middle of a range, or None for a number that names none ("dozens")."""
    quantity = claim.quantity
    if quantity.value is not None:
        return quantity.value
    if quantity.bounds is not None:
        return (quantity.bounds[0] + quantity.bounds[1]) / 2
    return None


def is_hedged(claim: Claim) -> bool:
    """Whether the text itself says that the number is not exact."""
    return claim.quantity.qualifier != "exactly"


def same_unit(left: Claim, right: Claim) -> bool:
    """Whether two numbers are written in one unit, or are both counts."""
    if left.unit is not None or right.unit is not None:
        return left.unit == right.unit
    return left.form == right.form


def nouns_agree(left: Claim, right: Claim) -> bool:
    """Whether two counts may count the same thing: the same noun, or one of them names none of its own."""
    if left.form != "count" or right.form != "count":
        return True
    nouns = {claim.counted for claim in (left, right) if claim.counted not in _TIMES}
    if len(nouns - {None}) < 2:
        return True
    return "own" not in (left.counted_origin, right.counted_origin) or _one_names_persons(left, right)


_TIMES = frozenset(
    [
        "year",
        "month",
        "week",
        "day",
        "quarter",
        "season",
        "today",
        "yesterday",
        "time",
        "decade",
        "century",
        "period",
    ]
)
"""Nouns after a number that say when, not what: "1,000 last year"."""
_PERSONS = frozenset(
    [
        "person",
        "people",
        "man",
        "woman",
        "resident",
        "inhabitant",
        "citizen",
        "adult",
        "child",
        "patient",
        "victim",
        "death",
        "fatality",
        "case",
    ]
)


def _one_names_persons(left: Claim, right: Claim) -> bool:
    return left.counted in _PERSONS and right.counted in _PERSONS


def rescaled(claim: Claim, factor: Fraction | int, *, unit: str | None, form: Form = "percent") -> Claim:
    """The same number in another unit: "a third" as 33⅓ percent."""
    by = Interval.point(factor)
    quantity = claim.quantity
    return replace(
        claim,
        quantity=replace(
            quantity,
            form=form,
            unit=unit,
            value=None if quantity.value is None else quantity.value * factor,
            readings=tuple(
                Reading(core=reading.core * by, wide=reading.wide * by, unit=unit, note=reading.note)
                for reading in quantity.readings
            ),
        ),
    )


def as_percent(claim: Claim) -> Claim:
    """A fraction ("a third", "one in five") as the percentage that it is; a percentage as it stands."""
    return rescaled(claim, 100, unit="percent") if claim.form == "ratio" else claim


def as_written(claim: Claim) -> Claim:
    """The number alone, as written: without rounding and without the hedge that makes it a bound."""
    value = value_of(claim)
    if value is None:
        return claim
    point = Interval.point(value)
    reading = Reading(core=point, wide=point, unit=claim.unit)
    return replace(claim, quantity=replace(claim.quantity, readings=(reading,)))


def worked_with(claim: Claim) -> Claim:
    """The number as one that another was worked out from: rounded to its last digit or to one per cent, not more.

    That is its core; the wide reading stays as it is. A hedge that leaves one side open leaves it open in the core too.
    """
    quantity = claim.quantity
    if quantity.qualifier in ("more_than", "at_least", "less_than", "at_most", "up_to"):
        readings = tuple(replace(reading, core=reading.wide) for reading in quantity.readings)
        return replace(claim, quantity=replace(quantity, qualifier="exactly", readings=readings))
    if quantity.value is None or quantity.qualifier != "exactly" or not quantity.written.is_round:
        return claim
    spread = min(quantity.written.nonzero_place / 2, abs(quantity.value) / 100)
    around = Interval.between(quantity.value - spread, quantity.value + spread)
    readings = tuple(replace(reading, core=reading.core.hull(around)) for reading in quantity.readings)
    return replace(claim, quantity=replace(quantity, readings=readings))


def alike(left: Claim, right: Claim) -> tuple[Claim, Claim] | None:
    """Two numbers in one unit, the first taking over the scale and unit that only the second one says.

    "from 1.2 to 1.5 million", "to 4.25 per cent, from 4.5"; None where they cannot be compared.
    """
    if left.form == right.form == "measure" and left.unit != right.unit:
        left, right = _m_for_million(left, right), _m_for_million(right, left)
    if left.form == "ratio" and right.form in ("percent", "ratio"):
        left = as_percent(left)
        right = as_percent(right)
    if right.form == "ratio" and left.form == "percent":
        right = as_percent(right)
    if same_unit(left, right) and left.form == right.form:
        if _bare_beside(left, right):
            return in_terms_of(left, right), right
        if _bare_beside(right, left):
            return left, in_terms_of(right, left)
        return left, right
    if (
        left.form == right.form
        and left.unit
        and right.unit
        and left.unit.split(" / ")[0] == right.unit.split(" / ")[0]
    ):
        if "/" not in left.unit:
            return rescaled(left, 1, unit=right.unit, form=left.form), right
        if "/" not in right.unit:
            return left, rescaled(right, 1, unit=left.unit, form=right.form)
    if left.form == "count" and left.counted is not None and left.counted == right.unit:
        return in_terms_of(left, right), right
    if right.form == "count" and right.counted is not None and right.counted == left.unit:
        return left, in_terms_of(right, left)
    if _is_bare(left) and right.unit is not None and _may_leave_out_its_unit(left, right):
        return in_terms_of(left, right), right
    if _is_bare(right) and left.unit is not None and _may_leave_out_its_unit(right, left):
        return left, in_terms_of(right, left)
    return None


def _m_for_million(claim: Claim, other: Claim) -> Claim:
    """A number read in metres for its bare "m", beside millions of something: "33.6m tonnes, against 28m"."""
    quantity = claim.quantity
    if claim.unit != "metre" or other.quantity.written.scale != 1_000_000 or quantity.value is None:
        return claim
    if not re.search(r"\dm$", quantity.mention.rstrip(" .,")):
        return claim
    return in_terms_of(replace(claim, quantity=replace(quantity, form="count", unit=None)), other)


def _is_bare(claim: Claim) -> bool:
    """A number with no noun, unit or sign of its own."""
    if claim.form != "count" or claim.unit is not None:
        return False
    return claim.counted_origin != "own" or claim.counted == "cent" or "(" in claim.quantity.mention


def _may_leave_out_its_unit(claim: Claim, other: Claim) -> bool:
    """Whether a bare number stands behind the one with the unit, or right before it: "from 4 to 5 per cent"."""
    return claim.block == other.block and (other.end <= claim.start or other.start - claim.end <= 12)


def _bare_beside(claim: Claim, other: Claim) -> bool:
    """Whether `claim` leaves out the scale word that `other` says."""
    value = claim.quantity.value
    return (
        other.quantity.written.scale > 1
        and claim.quantity.written.scale == 1
        and value is not None
        and abs(value) < 1000
        and claim.counted_origin != "own"
    )


def in_terms_of(claim: Claim, other: Claim) -> Claim:
    """A bare number read in the unit and scale of another; where it has its own scale, that one stays."""
    quantity = claim.quantity
    if quantity.value is None:
        return claim
    scale = (
        other.quantity.written.scale
        if quantity.written.scale == 1 and abs(quantity.value) < 1000
        else Fraction(1)
    )
    written = replace(
        quantity.written,
        scale=quantity.written.scale * scale,
        unit_place=quantity.written.unit_place * scale,
        nonzero_place=quantity.written.nonzero_place * scale,
    )
    value = quantity.value * scale
    core, wide = number_intervals(
        value,
        written=written,
        qualifier=quantity.qualifier,
        discrete=other.is_integer,
        continuous=other.form in ("percent", "measure"),
    )
    return replace(
        claim,
        counted=claim.counted if claim.counted is not None else other.counted,
        quantity=replace(
            quantity,
            form=other.form,
            unit=other.unit,
            value=value,
            written=written,
            readings=(Reading(core=core, wide=wide, unit=other.unit),),
        ),
    )


def factor_reading(times: Fraction | int, *, qualifier: str = "exactly") -> Reading:
    """What "tripled" or "five times" may mean: a little less or more; as rounded to the step with a hedge."""
    number = Fraction(times)
    spread = min(Fraction(1, 2), number / 4)
    around = Interval.between(number - spread, number + spread)
    match qualifier:
        case "exactly":
            near = min(Fraction(2, 5), number * Fraction(8, 100))
            close = Interval.between(number - near, number + spread * Fraction(3, 5))
            return Reading(core=close, wide=close)
        case "about":
            return Reading(
                core=around, wide=Interval.between(number * Fraction(3, 4), number * Fraction(5, 4))
            )
        case _:
            written = Written(digits="", in_words=True)
            core, wide = number_intervals(number, written=written, qualifier=qualifier, discrete=False)
            return Reading(core=core, wide=wide)


def factor_claim(
    context: Context, *, block: int, start: int, end: int, times: Fraction | int, qualifier: str = "exactly"
) -> Claim:
    """The factor that a word says ("doubled"), as a number on the word's span; one read there already is taken over."""
    reading = factor_reading(times, qualifier=qualifier)
    for claim in context.in_block(block):
        if claim.start < end and start < claim.end and claim.derived is None:
            return replace(
                claim,
                quantity=replace(
                    claim.quantity, form="multiple", unit=None, value=Fraction(times), readings=(reading,)
                ),
            )
    word = context.text(block)[start:end]
    return word_claim(
        context,
        block=block,
        start=start,
        end=end,
        form="multiple",
        unit=None,
        reading=reading,
        why=f"the factor that {word!r} says",
        value=Fraction(times),
    )


def word_claim(
    context: Context,
    *,
    block: int,
    start: int,
    end: int,
    form: Form,
    unit: str | None,
    reading: Reading,
    why: str,
    value: Fraction | None = None,
) -> Claim:
    """A number that a word of the text says without naming it: "doubled", "a majority"."""
    text = context.text(block)[start:end]
    sentences = context.parsed.blocks[block].sentences
    sentence = next((one for one in sentences if one.start <= start < one.end), sentences[0])
    quantity = Quantity(
        start=start,
        end=end,
        text=text,
        mention_start=start,
        mention_end=end,
        mention=text,
        form=form,
        readings=(reading,),
        value=value,
        written=Written(digits="", in_words=True),
        unit=unit,
    )
    return Claim(
        index=-1,
        block=block,
        block_kind=context.block(block).kind,
        sentence=sentence.index,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        quantity=quantity,
        derived=why,
    )


def unhedged(claim: Claim) -> Claim:
    """The number without an "about": "an average of 8.44" is exact, though each single value is about that."""
    quantity = claim.quantity
    if quantity.value is None or quantity.qualifier != "about":
        return claim
    core, wide = number_intervals(
        quantity.value,
        written=quantity.written,
        discrete=claim.is_integer and quantity.written.unit_place >= 1,
        continuous=claim.form in ("percent", "measure"),
    )
    readings = (Reading(core=core, wide=wide, unit=claim.unit),)
    return replace(claim, quantity=replace(quantity, qualifier="exactly", readings=readings))
