"""Amounts: a numeral with its sign, its currency or percent sign, its unit and its rate; and ranges of two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from checker.claims.homographs import homograph_after
from checker.claims.lexicon import cue
from checker.claims.money import country_after, currency_after, currency_before, is_currency, parts_after
from checker.claims.numerals import Numeral, glued, read_numeral, words
from checker.claims.percentages import percent_after
from checker.claims.tokens import Token
from checker.claims.units import is_duration, minutes_after_hours, rate_after, unit_after
from checker.intervals import Written
from checker.model import Form


@dataclass(frozen=True, slots=True)
class Text:
    """A block's tokens, with their words folded and as written side by side."""

    text: str
    tokens: list[Token]
    lowers: list[str]
    texts: list[str]
    uncased: bool = False
    """Whether the text has no capital letters at all, so that case says nothing."""

    @staticmethod
    def of(text: str, tokens: list[Token]) -> Text:
        lowers = [token.lower for token in tokens]
        return Text(text, tokens, lowers, [token.text for token in tokens], uncased=text == text.lower())


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what belongs to it: the tokens [first, last) are the number as written with its sign, currency or
    percent sign; `unit_last` ends its unit and rate."""

    first: int
    last: int
    unit_last: int
    form: Form
    value: Fraction | None
    written: Written
    unit: str | None = None
    per: str | None = None
    high: Fraction | None = None
    """The upper end of a range, of which `value` is the lower."""
    high_written: Written | None = None
    vague: str | None = None
    times: Fraction = Fraction(1)
    order: int = 0
    is_fraction: bool = False
    is_ordinal: bool = False
    in_digits: bool = True
    converted: bool = False
    """Given in brackets as the conversion of the amount before it."""
    unit_written: str = ""


_MINUS = frozenset({"-", "−", "–"})
_MINUS_WORDS = frozenset({"minus", "negative"})
_HYPHENS = frozenset("-‐‑")


def read_amount(text: Text, place: int) -> Amount | None:
    """The single amount that starts at a token: "$3.4bn", "-5C", "12 per cent", "20 miles an hour", "two dozen"."""
    tokens, lowers, texts = text.tokens, text.lowers, text.texts
    if place >= len(tokens):
        return None
    fractioned = _one_and_a_half(text, place) or _race_time(text, place)
    if fractioned is not None:
        return fractioned
    start = place
    sign = 1
    if texts[place] in _MINUS and _is_minus(tokens, place):
        sign, start = -1, place + 1
    elif lowers[place] in _MINUS_WORDS:
        sign, start = -1, place + 1
        if start < len(tokens) and texts[start] in _HYPHENS and glued(tokens, start):
            start += 1
    elif texts[place] == "+" and glued(tokens, place + 1):
        start = place + 1
    currency = currency_before(tokens, texts, lowers, start)
    number_place = start
    code: str | None = None
    if currency is not None:
        number_place, code = currency
        if number_place < len(tokens) and texts[number_place] in _MINUS and glued(tokens, number_place + 1):
            sign, number_place = -1, number_place + 1
    after_money = code is not None or _money_follows_suffix(text, number_place)
    numeral = read_numeral(tokens, number_place, after_money=after_money)
    if numeral is None or (code is not None and numeral.is_ordinal):
        return None
    if numeral.is_ordinal:
        return None if sign < 0 else _ordinal(place, numeral)
    value = None if numeral.value is None else sign * numeral.value
    in_digits = (
        not numeral.written.in_words or bool(numeral.written.digits) or tokens[numeral.first].kind == "number"
    )
    amount = Amount(
        first=place, last=numeral.last, unit_last=numeral.last, form="count", value=value, written=numeral.written,
        vague=numeral.vague, times=numeral.times, order=numeral.order, is_fraction=numeral.is_fraction, in_digits=in_digits,
    )  # fmt: skip
    if code is not None:
        amount = replace(amount, form="money", unit=code)
        if _is_millions(texts[start]):
            amount = _times(amount, Fraction(1_000_000))
        country = country_after(tokens, texts, lowers, amount.last, code)
        if country is not None:
            last, code = country
            return _rate(text, replace(amount, last=last, unit_last=last, unit=code))
        return _rate(text, _cents_added(text, amount))
    return _with_unit(text, amount)


def _is_minus(tokens: list[Token], place: int) -> bool:
    """Whether a dash is a minus sign: it touches the number after it and not a word before it."""
    if not glued(tokens, place + 1):
        if glued(tokens, place) or place + 1 >= len(tokens) or tokens[place + 1].kind != "number":
            return False
        return place == 0 or tokens[place - 1].lower in cue("amounts", "before_minus")
    if glued(tokens, place):
        return tokens[place - 1].text in ("(", "[", "$", "£", "€", "=", "<", ">", ",", "“", '"')
    return place == 0 or tokens[place - 1].kind != "number"


def _money_follows_suffix(text: Text, place: int) -> bool:
    """Whether a currency stands after the number and its suffix ("20m euros", "2mil SEK")."""
    if place + 2 >= len(text.tokens) or text.tokens[place].kind != "number":
        return False
    if text.tokens[place + 1].kind != "word":
        return False
    return currency_after(text.tokens, text.texts, text.lowers, place + 2) is not None


def _ordinal(first: int, numeral: Numeral) -> Amount:
    return Amount(
        first=first, last=numeral.last, unit_last=numeral.last, form="ordinal", value=numeral.value,
        written=numeral.written, is_ordinal=True, in_digits=False,
    )  # fmt: skip


def _with_unit(text: Text, amount: Amount) -> Amount:
    tokens, lowers, texts = text.tokens, text.lowers, text.texts
    place = amount.last
    if place < len(tokens) and texts[place] in ("<", "[", "{") and amount.in_digits:
        place += 1
    if (
        place < len(tokens)
        and lowers[place] == "of"
        and (amount.vague is not None or tokens[amount.last - 1].lower == "dozen")
    ):
        place += 1
    percent = percent_after(tokens, lowers, place)
    if percent is not None:
        last, name = percent
        share = replace(
            amount,
            last=last,
            unit_last=last,
            unit=name,
            form="percent" if name == "percent" else "percent_point",
        )
        rate = rate_after(tokens, lowers, texts, last)
        return share if rate is None or not is_duration(rate[1]) else replace(share, per=rate[1])
    money = currency_after(tokens, texts, lowers, place)
    if money is not None and not amount.is_fraction:
        last, code = money
        if code == "cent":
            return _rate(text, replace(amount, last=last, unit_last=last, unit="cent", form="money"))
        if _is_millions(texts[last - 1]):
            amount = _times(amount, Fraction(1_000_000))
        elif (
            last < len(tokens)
            and lowers[last] in ("million", "billion", "trillion")
            and amount.written.scale == 1
            and texts[last - 1].isupper()
        ):
            amount = _times(amount, Fraction(words().scales[lowers[last]]))
            last += 1
        return _rate(
            text, _cents_added(text, replace(amount, last=last, unit_last=last, unit=code, form="money"))
        )
    part = parts_after(tokens, lowers, place)
    if part is not None:
        return _rate(text, replace(amount, last=part[0], unit_last=part[0], unit=part[1], form="money"))
    plain_digits = amount.in_digits
    if place < len(tokens) and lowers[place] == "of" and amount.is_fraction:
        # "half of a mile", "three-quarters of an hour"
        if place + 1 < len(tokens) and lowers[place + 1] in ("a", "an"):
            place += 2
    elif place < len(tokens) and lowers[place] in ("a", "an") and lowers[place - 1] == "half":
        place += 1
    homograph = homograph_after(tokens, lowers, texts, place)
    if homograph is not None:
        last, name = homograph
        amount = replace(amount, unit_last=last, unit=name, unit_written=lowers[last - 1])
        if is_currency(name):
            return _rate(text, replace(amount, form="money"))
        return _rate(text, _feet_and_inches(text, replace(amount, form="measure")))
    minutes = minutes_after_hours(tokens, lowers, texts, place)
    if minutes is not None:
        return replace(amount, unit_last=minutes, unit="minute", form="duration", unit_written="m")
    unit = unit_after(tokens, lowers, texts, place, digits=plain_digits)
    if unit is None and lowers[amount.last - 1] in ("pounds", "pound"):
        return amount
    if unit is None and place < len(lowers):
        start = place + 1 if texts[place] in _HYPHENS and glued(tokens, place) else place
        if start < len(lowers) and lowers[start] in ("pound", "pounds"):
            weight = replace(amount, unit_last=start + 1, unit="pound", form="measure", unit_written="pound")
            return _rate(text, _feet_and_inches(text, weight))
    if unit is not None:
        form: Form = "duration" if unit.is_duration else "measure"
        amount = replace(amount, unit_last=unit.last, unit=unit.name, form=form, unit_written=unit.written)
        amount = _and_a_half(lowers, amount)
        return _rate(text, _feet_and_inches(text, amount))
    return amount


def _and_a_half(lowers: list[str], amount: Amount) -> Amount:
    """ "two years and a half": the share of the unit after it."""
    last = amount.unit_last + 3
    share = (
        {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}.get(lowers[last - 1])
        if last <= len(lowers)
        else None
    )
    joined = share is not None and lowers[amount.unit_last : last - 1] == ["and", "a"]
    if not joined or share is None or amount.value is None or amount.value.denominator != 1:
        return amount
    if last < len(lowers) and lowers[last] in words().scales:
        return amount
    written = replace(amount.written, in_words=True, unit_place=share, nonzero_place=share)
    return replace(amount, unit_last=last, value=amount.value + share, written=written)


def _one_and_a_half(text: Text, place: int) -> Amount | None:
    """ "an hour and a half": an article, a unit and a share of it."""
    tokens, lowers = text.tokens, text.lowers
    if lowers[place] not in ("a", "an") or place + 4 >= len(tokens):
        return None
    unit = unit_after(tokens, lowers, text.texts, place + 1, digits=False)
    if unit is None:
        return None
    written = Written(digits="1", in_words=True)
    one = Amount(
        first=place, last=place + 1, unit_last=unit.last, form="duration" if unit.is_duration else "measure",
        value=Fraction(1), written=written, unit=unit.name, in_digits=False, unit_written=unit.written,
    )  # fmt: skip
    whole = _and_a_half(lowers, one)
    return None if whole is one else whole


def _race_time(text: Text, place: int) -> Amount | None:
    """ "1:59.40", "2:01:09": minutes and seconds, or hours, minutes and seconds, that somebody took."""
    tokens, texts = text.tokens, text.texts
    if len(texts[place]) > 2 or not texts[place].isdecimal():
        return None
    parts = [Fraction(int(texts[place]))]
    last = place + 1
    while last + 1 < len(tokens) and texts[last] == ":" and glued(tokens, last) and glued(tokens, last + 1):
        whole, _, decimals = texts[last + 1].partition(".")
        if len(parts) > 2 or len(whole) != 2 or not whole.isdecimal() or int(whole) > 59:
            return None
        parts.append(Fraction(texts[last + 1]))
        last += 2
        if decimals:
            break
    if len(parts) < 2 or (len(parts) == 2 and parts[-1].denominator == 1 and "." not in texts[last - 1]):
        return None
    seconds = Fraction(0)
    for part in parts:
        seconds = seconds * 60 + part
    place_of_last = Fraction(1, 10 ** len(texts[last - 1].partition(".")[2]))
    written = Written(digits="", in_words=True, unit_place=place_of_last, nonzero_place=place_of_last)
    return Amount(
        first=place, last=last, unit_last=last, form="duration", value=seconds, written=written, unit="second",
        unit_written=":",
    )  # fmt: skip


def _is_millions(code: str) -> bool:
    """ "MUSD", "MAUD": a code of three letters with M for million before it."""
    return len(code) == 4 and code[0] == "M" and code.isupper() and code.isalpha()


def _times(amount: Amount, factor: Fraction) -> Amount:
    if amount.value is None:
        return amount
    return replace(amount, value=amount.value * factor, written=_scaled(amount.written, factor))


def _scaled(written: Written, factor: Fraction) -> Written:
    return replace(
        written,
        scale=written.scale * factor,
        unit_place=written.unit_place * factor,
        nonzero_place=written.nonzero_place * factor,
    )


def _rate(text: Text, amount: Amount) -> Amount:
    found = rate_after(text.tokens, text.lowers, text.texts, amount.unit_last)
    if found is None:
        found = _rate_after_brackets(text, amount.unit_last)
        if found is not None:
            found = (amount.unit_last, *found[1:])
    if (
        found is None
        and amount.unit is not None
        and amount.unit_last < len(text.lowers)
        and text.lowers[amount.unit_last] == "of"
    ):
        found = _rate_of_substance(text, amount.unit_last + 1)
    if found is None:
        return amount
    last, base, joint = found
    if amount.unit is None:
        return replace(amount, per=base)
    if joint in ("every", "each") and amount.form == "money":
        return replace(amount, per=base)
    return replace(
        amount,
        unit_last=last,
        unit=f"{amount.unit} / {base}",
        per=base,
        form="measure" if amount.form == "duration" else amount.form,
    )


def _rate_after_brackets(text: Text, place: int) -> tuple[int, str, str] | None:
    """ "(9 billion shekels) ($2.4 billion) a year": the rate after what stands in brackets."""
    if place >= len(text.tokens) or text.texts[place] != "(":
        return None
    for position in range(place + 1, min(place + 8, len(text.tokens))):
        if text.texts[position] == ")":
            found = rate_after(text.tokens, text.lowers, text.texts, position + 1)
            return found if found is not None and is_duration(found[1]) else None
    return None


def _rate_of_substance(text: Text, place: int) -> tuple[int, str, str] | None:
    """ "(gallons of) jet fuel a year": the rate after the words that say of what."""
    for position in range(place + 1, min(place + 5, len(text.tokens))):
        if text.tokens[position - 1].kind != "word":
            return None
        if text.lowers[position] in ("a", "per", "an"):
            found = rate_after(text.tokens, text.lowers, text.texts, position)
            return found if found is not None and is_duration(found[1]) else None
    return None


def _cents_added(text: Text, amount: Amount) -> Amount:
    """ "20 dollars 43 cents", "three pounds fifty": the smaller part added to the whole."""
    tokens, lowers = text.tokens, text.lowers
    place = amount.last
    if (
        amount.value is None
        or amount.written.scale > 1
        or amount.value.denominator != 1
        or place >= len(tokens)
    ):
        return amount
    joined = lowers[place] == "and"
    if joined:
        place += 1
    numeral = read_numeral(tokens, place)
    if (
        numeral is None
        or numeral.value is None
        or numeral.is_ordinal
        or not 0 < numeral.value < 100
        or numeral.value.denominator != 1
    ):
        return amount
    part = parts_after(tokens, lowers, numeral.last)
    named_after = tokens[amount.last - 1].kind == "word"
    last = numeral.last
    if part is not None:
        last = part[0]
    elif not (named_after and (last >= len(tokens) or tokens[last].lower in cue("amounts", "after_cents"))):
        return amount
    value = amount.value + numeral.value / 100
    written = Written(
        digits=f"{amount.value.numerator}.{int(numeral.value):02d}",
        unit_place=Fraction(1, 100),
        nonzero_place=Fraction(1, 100),
    )
    return replace(amount, last=last, unit_last=last, value=value, written=written)


_SMALLER = {"foot": ("inch", 12), "stone": ("pound", 14), "pound": ("ounce", 16)}
"""The unit that may follow a larger one without a word between, and how many make the larger."""


def _feet_and_inches(text: Text, amount: Amount) -> Amount:
    """ "5ft 11in", "6'2"", "5 feet 2 inches": inches added to the feet."""
    if amount.unit not in _SMALLER or amount.value is None:
        return amount
    tokens, lowers, texts = text.tokens, text.lowers, text.texts
    place = amount.unit_last
    hyphen = place < len(tokens) and texts[place] == "-" and glued(tokens, place)
    if place < len(tokens) and texts[place] in ("-", ",") and amount.unit == "foot":
        place += 1
    if place < len(tokens) and lowers[place] == "and":
        place += 1
    numeral = read_numeral(tokens, place)
    if numeral is None or numeral.value is None or numeral.is_ordinal:
        return amount
    unit = unit_after(tokens, lowers, texts, numeral.last, digits=tokens[place].kind == "number")
    smaller, ratio = _SMALLER[amount.unit]
    last = None if unit is None or unit.name != smaller else unit.last
    if last is None and smaller == "inch" and lowers[numeral.last : numeral.last + 1] == ["in"]:
        last = numeral.last + 1
    if last is None and smaller == "inch" and hyphen and texts[place - 2] == "foot" and glued(tokens, place):
        last = numeral.last  # "the 5-foot-11 guard"
    if last is None or numeral.value >= ratio:
        return amount
    step = Fraction(1, ratio)
    return replace(
        amount, unit_last=last, value=amount.value + numeral.value * step,
        written=Written(digits=amount.written.digits, in_words=True, unit_place=step, nonzero_place=step),
    )  # fmt: skip
