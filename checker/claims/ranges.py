"""Ranges: "30-35C", "between 200 and 300", "$3 billion to $5 billion". A change ("rose from 95 to 117") is two values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from checker.claims.amounts import Amount, Text, read_amount
from checker.claims.lexicon import cue
from checker.claims.numerals import digits_written, glued

_DASHES = frozenset({"-", "–", "—", "‐", "‑", "~", "−"})


def read_range(text: Text, low: Amount, *, opener: str | None) -> Amount | None:
    """The range that begins with the amount `low`; `opener` is the word before it ("between", "from") where it is one."""
    tokens, lowers, texts = text.tokens, text.lowers, text.texts
    if low.value is None or low.is_ordinal:
        return None
    place = low.unit_last
    if place >= len(tokens):
        return None
    if (
        texts[place] == "-"
        and glued(tokens, place)
        and place + 1 < len(tokens)
        and lowers[place + 1] in ("to", "and", "or")
        and low.unit is None
    ):
        place += 1  # "8- to 16-metre"
    joint = lowers[place]
    spread = _spread(text, low, place)
    if spread is not None:
        return spread
    dash = texts[place] in _DASHES
    stepping = False
    if dash:
        if not _is_range_dash(text, low, place):
            return None
    elif joint in cue("ranges", "to"):
        if opener == "from_change":
            return None
        stepping = low.unit is not None and opener in ("by", "change")
    elif joint == "or":
        return _either(text, low, place)
    elif not (joint == "and" and opener == "between"):
        return None
    start = place + 1
    if joint == "to" and start < len(tokens) and texts[start] == "-" and glued(tokens, start):
        start += 1
    high = read_amount(text, start)
    if high is None or high.value is None or high.is_ordinal:
        return None
    if stepping and high.unit is not None:
        return None  # "up $2 to $30", "by 3% to 9%": the step and where it ends
    if (
        joint == "and"
        and opener == "between"
        and low.form != high.form
        and low.unit is not None
        and high.unit is None
    ):
        high = replace(high, form=low.form, unit=low.unit)
    assert high.value is not None
    if low.value is not None:
        if (
            opener == "by"
            and joint == "to"
            and low.unit is None
            and high.unit is None
            and high.value >= 4 * low.value
        ):
            return None  # "grew by 400 to 5,200"
        if low.form in ("percent", "percent_point") and high.unit is None and not dash:
            return None  # "rose by 64 per cent to 48,000"
    if opener == "from" and low.value is not None and low.value >= high.value:
        return None  # "from 15 to 10": a change, even where its verb stands far off
    return _joined(
        text, low, high, strict=dash or joint in cue("ranges", "to"), between=opener in ("between", "from")
    )


def _spread(text: Text, low: Amount, place: int) -> Amount | None:
    """ "9.8 ± 0.1 km", "5 plus or minus 2": the value less and plus its uncertainty."""
    lowers = text.lowers
    if text.texts[place] == "±":
        after = place + 1
    elif lowers[place : place + 3] in (["+", "/", "-"], ["plus", "or", "minus"]):
        after = place + 3
    else:
        return None
    width = read_amount(text, after)
    if width is None or width.value is None or width.is_ordinal or low.value is None:
        return None
    return replace(
        low,
        last=width.last,
        unit_last=width.unit_last,
        form=width.form if low.unit is None else low.form,
        unit=low.unit or width.unit,
        value=low.value - width.value,
        high=low.value + width.value,
        high_written=low.written,
    )


def _either(text: Text, low: Amount, place: int) -> Amount | None:
    """ "three or four years": two neighbours, of which the first has no unit of its own."""
    if low.unit is not None or low.is_fraction or low.value is None or low.value.denominator != 1:
        return None
    high = read_amount(text, place + 1)
    if (
        high is None
        or high.value is None
        or high.is_ordinal
        or high.is_fraction
        or high.form in ("money", "percent")
    ):
        return None
    if not 0 < high.value - low.value <= max(Fraction(1), low.value / 5):
        return None
    return _joined(text, low, high, strict=True, between=False)


def _is_range_dash(text: Text, low: Amount, place: int) -> bool:
    tokens = text.tokens
    if place + 1 >= len(tokens):
        return False
    before, after = glued(tokens, place), glued(tokens, place + 1)
    if text.texts[place] == "—":
        return before and after
    if text.texts[place] == "-" and not before and after:
        return False
    return before == after


def _joined(text: Text, low: Amount, high: Amount, *, strict: bool, between: bool) -> Amount | None:
    assert low.value is not None
    assert high.value is not None
    if low.is_fraction != high.is_fraction and not between:
        return None
    unit, form, per = high.unit, high.form, high.per
    if low.unit is not None and high.unit is not None and not _same_unit(low.unit, high.unit):
        return None
    if high.unit is None:
        unit, form, per = low.unit, low.form, low.per
    if low.unit is not None and high.unit is not None and "/" in low.unit and "/" not in high.unit:
        unit, per = low.unit, low.per
    value, written = low.value, low.written
    # "5-10 million", "$3-4bn": the scale of the end holds for both
    if low.written.scale == 1 and high.written.scale > 1 and low.value < 1000 and not low.written.in_words:
        scaled, scaled_written = digits_written(low.written.digits, scale=high.written.scale)
        if scaled <= high.value:
            value, written = scaled, scaled_written
    if (
        low.written.scale == 1
        and high.written.scale > 1
        and low.written.in_words
        and low.value * high.written.scale <= high.value
        and low.value < 20
        and text.tokens[low.last - 1].lower not in ("hundred", "thousand")
    ):
        value = low.value * high.written.scale
    if strict and not between and value >= high.value:
        return None
    if value == high.value:
        return None
    return replace(
        low, last=high.last, unit_last=high.unit_last, form=form, unit=unit, per=per, value=value, written=written,
        high=high.value, high_written=high.written, in_digits=low.in_digits and high.in_digits,
        unit_written=high.unit_written or low.unit_written,
    )  # fmt: skip


def _same_unit(low: str, high: str) -> bool:
    if low == high or low.split(" / ")[0] == high or low == high.split(" / ")[0]:
        return True
    return low == "degree" and high.startswith("degree_")
