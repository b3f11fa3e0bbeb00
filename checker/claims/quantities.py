"""Mentions to quantities: values, intervals, qualifiers and units, exact."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from checker.claims.amounts import Amount
from checker.claims.dates import resolve
from checker.claims.mentions import Mention
from checker.intervals import (
    VAGUE,
    Interval,
    Written,
    converted_intervals,
    fraction_intervals,
    number_intervals,
    one_in_intervals,
    range_intervals,
)
from checker.model import Form, Qualifier, Quantity, Reading

_DISCRETE: frozenset[Form] = frozenset({"count", "ordinal", "age", "year", "score"})


def quantity_of(
    text: str, mention: Mention, *, end: int | None = None, qualifier: Qualifier | None = None,
    anchor: date | None = None, other_years: tuple[int, ...] = (),
) -> Quantity:  # fmt: skip
    """The quantity of a mention; `end` widens the mention to its counted noun, `qualifier` overrides the words' own."""
    mention_end = max(mention.mention_end, end or 0)
    if mention.date is not None:
        readings = resolve(mention.date, anchor=anchor, other_years=other_years)
        form: Form = mention.date.form
        value = (
            Fraction(mention.date.calendar.year)
            if form == "year" and mention.date.years is None and mention.date.calendar.year is not None
            else None
        )
        bounds = (
            None
            if mention.date.years is None
            else (Fraction(mention.date.years[0]), Fraction(mention.date.years[1]))
        )
        return _quantity(
            text,
            mention,
            mention_end,
            form,
            readings,
            value=value,
            bounds=bounds,
            written=Written(digits=_digits(mention.date.calendar.year)),
            calendar=mention.date.calendar,
        )
    if mention.clock is not None:
        minute = mention.clock.calendar.minute_of_day
        span = Interval.between(0, 1439) if minute is None else Interval.point(minute)
        value = None if minute is None else Fraction(minute)
        return _quantity(
            text,
            mention,
            mention_end,
            "clock_time",
            (Reading(core=span, wide=span),),
            value=value,
            calendar=mention.clock.calendar,
        )
    if mention.score is not None:
        low, high = sorted(mention.score.sides)
        span = Interval.between(low, high)
        return _quantity(
            text, mention, mention_end, "score", (Reading(core=span, wide=span),), bounds=mention.score.sides
        )
    amount = mention.amount
    assert amount is not None
    said = qualifier or _qualifier(mention)
    core, wide = _intervals(amount, mention, said)
    form = _form(amount, mention)
    value = amount.value
    bounds = None
    if mention.one_in:
        assert amount.value is not None
        assert amount.high is not None
        value = amount.value / amount.high
        bounds = None
    elif amount.order:
        bounds = (Fraction(amount.order), Fraction(amount.order * 10))
    elif amount.high is not None and amount.value is not None:
        value, bounds = None, (amount.value, amount.high)
    reading = Reading(core=core, wide=wide, unit=amount.unit)
    return _quantity(
        text,
        mention,
        mention_end,
        form,
        (reading,),
        value=value,
        bounds=bounds,
        written=amount.written,
        unit=amount.unit,
        qualifier=said,
    )


def _digits(year: int | None) -> str:
    """A year as written: before the common era the sign is in the words, not in the digits."""
    return "" if year is None else str(abs(year))


def _quantity(
    text: str, mention: Mention, mention_end: int, form: Form, readings: tuple[Reading, ...], *,
    value: Fraction | None = None, bounds: tuple[Fraction, Fraction] | None = None, written: Written | None = None,
    unit: str | None = None, qualifier: Qualifier = "exactly", calendar: object = None,
) -> Quantity:  # fmt: skip
    return Quantity(
        start=mention.start, end=mention.end, text=text[mention.start : mention.end],
        mention_start=mention.mention_start, mention_end=mention_end, mention=text[mention.mention_start : mention_end],
        form=form, readings=readings, value=value, bounds=bounds, qualifier=qualifier,
        written=written or Written(digits=""), unit=unit, calendar=calendar,  # type: ignore[arg-type]
    )  # fmt: skip


def _form(amount: Amount, mention: Mention) -> Form:
    if mention.one_in:
        return "ratio"
    if amount.is_fraction and amount.form == "count":
        return "ratio"
    return amount.form


def _qualifier(mention: Mention) -> Qualifier:
    before = mention.before.qualifier if mention.before is not None else None
    after = mention.after.qualifier if mention.after is not None else None
    if after in ("at_least", "at_most", "more_than"):
        return after
    return before or after or "exactly"


def _intervals(amount: Amount, mention: Mention, qualifier: Qualifier) -> tuple[Interval, Interval]:
    if amount.vague is not None:
        core, wide = VAGUE[amount.vague]
        factor = Interval.point(amount.times)
        return core * factor, wide * factor
    value = amount.value
    assert value is not None
    if mention.one_in:
        assert amount.high is not None
        return one_in_intervals(value, amount.high)
    discrete = amount.form in _DISCRETE and value.denominator == 1 and not amount.is_fraction
    if amount.high is not None:
        low, high = sorted((value, amount.high))
        return range_intervals(
            low,
            high,
            low_written=amount.written,
            high_written=amount.high_written or amount.written,
            discrete=discrete and amount.high.denominator == 1,
        )
    if amount.is_fraction and amount.form == "count" and qualifier == "exactly":
        return fraction_intervals(value)
    if amount.converted and qualifier == "exactly" and amount.form != "money":
        return converted_intervals(value, written=amount.written)
    continuous = amount.form in ("measure", "percent", "percent_point", "multiple")
    return number_intervals(
        value, written=amount.written, qualifier=qualifier, discrete=discrete, continuous=continuous
    )
