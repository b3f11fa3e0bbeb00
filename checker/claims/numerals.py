"""Numerals: digits with any separators, spelled out, mixed ("2.3 million", "half a million"), fractions, vague ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from checker.claims.lexicon import cue, word_list
from checker.claims.tokens import Token
from checker.intervals import Written


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: the tokens [first, last), its value and how it is written."""

    first: int
    last: int
    value: Fraction | None
    written: Written
    vague: str | None = None
    """The key of a vague amount ("dozens")."""
    times: Fraction = Fraction(1)
    """What a vague amount is multiplied by: "several hundred"."""
    order: int = 0
    """The order of magnitude that a vague amount names, 100 for "hundreds"; 0 where it names none."""
    is_fraction: bool = False
    """A share written in words or as a/b: "two-thirds", "half"."""
    is_ordinal: bool = False
    plain: bool = True
    """Whether it is a bare numeral: no scale word, article or fraction."""


@dataclass(frozen=True, slots=True)
class _Words:
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    scales: dict[str, int]
    suffixes: dict[str, int]
    money_suffixes: frozenset[str]
    denominators: dict[str, int]
    signs: dict[str, Fraction]
    vague: dict[str, tuple[str, int]]


@cache
def words() -> _Words:
    """The number words of rules/lexicon/numbers.yaml."""
    table = word_list("numbers")

    def integers(name: str) -> dict[str, int]:
        return {word: int(value) for word, value in table[name].items()}

    denominators = integers("denominators")
    for word, value in list(denominators.items()):
        denominators[word + "s"] = value
    scales = integers("scales")
    return _Words(
        cardinals=integers("cardinals"),
        ordinals=integers("ordinals"),
        scales=scales,
        suffixes=integers("scale_suffixes"),
        money_suffixes=frozenset(table["scale_suffixes_after_money"]),
        denominators=denominators,
        signs={sign: Fraction(value) for sign, value in table["fraction_signs"].items()},
        vague={
            phrase: (entry["key"], int(entry.get("order", 0))) for phrase, entry in table["vague"].items()
        },
    )


_HYPHENS = frozenset("-‐‑")


def glued(tokens: list[Token], place: int) -> bool:
    """Whether the token at `place` touches the one before it."""
    return 0 < place < len(tokens) and tokens[place].start == tokens[place - 1].end


def read_numeral(tokens: list[Token], place: int, *, after_money: bool = False) -> Numeral | None:
    """The numeral that starts at a token, or None."""
    if place >= len(tokens):
        return None
    token = tokens[place]
    if token.kind == "number":
        return _digits(tokens, place, after_money=after_money)
    if token.kind == "word":
        return _spelled(tokens, place)
    if token.text in words().signs:
        return _fraction(place, place + 1, words().signs[token.text])
    return None


def digits_written(text: str, *, scale: int | Fraction = 1) -> tuple[Fraction, Written]:
    """The value of a numeral in digits and how it is written."""
    plain = "".join(character for character in text if character.isdecimal() or character == ".")
    whole, _, decimals = plain.partition(".")
    digits = "".join(str(int(character)) for character in whole + decimals) or "0"
    factor = Fraction(scale)
    unit_place = Fraction(1, 10 ** len(decimals)) * factor
    value = int(digits) * unit_place
    zeros = len(digits) - len(digits.rstrip("0")) if int(digits) else 0
    shown = "".join(str(int(character)) for character in whole) or "0"
    if decimals:
        shown += "." + digits[len(digits) - len(decimals) :]
    return value, Written(
        digits=shown, scale=factor, unit_place=unit_place, nonzero_place=unit_place * 10**zeros
    )


def _fraction(first: int, last: int, value: Fraction, *, plain: bool = False) -> Numeral:
    return Numeral(first, last, value, Written(digits="", in_words=True), is_fraction=True, plain=plain)


def _digits(tokens: list[Token], place: int, *, after_money: bool) -> Numeral | None:
    table = words()
    text = tokens[place].text
    last = place + 1
    value, written = digits_written(text)
    # 3/4, 2 1/2, 2½
    slash = _slash_fraction(tokens, place)
    if slash is not None:
        return slash
    power = _power_of_ten(tokens, last)
    if power is not None:
        end, factor = power
        value, written = digits_written(text, scale=factor)
        return Numeral(place, end, value, written, plain=False)
    raised = _exponent(tokens, last)
    if raised is not None and value and abs(raised[1]) <= 40 and len(text) <= 6:
        return Numeral(place, raised[0], value ** raised[1], Written(digits="", in_words=True), plain=False)
    if last < len(tokens):
        following = tokens[last]
        if following.text in table.signs:
            part = table.signs[following.text]
            return Numeral(place, last + 1, value + part, Written(digits="", in_words=True), plain=False)
        mixed = _slash_fraction(tokens, last) if following.kind == "number" and "." not in text else None
        if mixed is not None and mixed.value is not None and mixed.value < 1 and not glued(tokens, last):
            return Numeral(
                place, mixed.last, value + mixed.value, Written(digits="", in_words=True), plain=False
            )
        if following.kind == "word":
            suffix = _suffix(tokens, last, after_money=after_money)
            if suffix is not None:
                value, written = digits_written(text, scale=suffix)
                return Numeral(place, last + 1, value, written, plain=False)
        place_of_scale = (
            last + 1
            if following.text in _HYPHENS and glued(tokens, last) and glued(tokens, last + 1)
            else last
        )
        scale, end = _scale_words(tokens, place_of_scale)
        if scale > 1 and scale != 144:
            value, written = digits_written(text, scale=scale)
            end, extra = _remainder(tokens, end, scale)
            if extra:
                return Numeral(
                    place, end, value + extra, Written(digits=written.digits, in_words=True), plain=False
                )
            return _with_half(tokens, Numeral(place, end, value, written, plain=False))
    return Numeral(place, last, value, written)


def _exponent(tokens: list[Token], place: int) -> tuple[int, int] | None:
    """ "^23", "^-1" after digits: the place after it and the exponent."""
    if place >= len(tokens) or tokens[place].text != "^" or not glued(tokens, place):
        return None
    position, sign = place + 1, 1
    if position < len(tokens) and tokens[position].text in ("+", "-", "−"):
        sign = 1 if tokens[position].text == "+" else -1
        position += 1
    if position < len(tokens) and tokens[position].text.isdecimal() and len(tokens[position].text) <= 2:
        return position + 1, sign * int(tokens[position].text)
    return None


def _power_of_ten(tokens: list[Token], place: int) -> tuple[int, Fraction] | None:
    """ "× 10^6", "x10−30", "e13", "x2^10" after digits: the place after it and the power."""
    if place >= len(tokens):
        return None
    base = 10
    if tokens[place].lower == "e" and glued(tokens, place):
        position = place + 1
    elif (
        tokens[place].lower in ("x", "×", "*")
        and place + 1 < len(tokens)
        and tokens[place + 1].text in ("2", "10")
    ):
        position, base = place + 2, int(tokens[place + 1].text)
        if position < len(tokens) and tokens[position].text == "^":
            position += 1
        elif not (
            position < len(tokens) and tokens[position].text in ("-", "−", "–") and glued(tokens, position)
        ):
            return None
    else:
        return None
    sign = 1
    if position < len(tokens) and tokens[position].text in ("-", "−", "–", "+") and glued(tokens, position):
        sign = 1 if tokens[position].text == "+" else -1
        position += 1
    if (
        position < len(tokens)
        and tokens[position].text.isdecimal()
        and glued(tokens, position)
        and len(tokens[position].text) <= 2
    ):
        return position + 1, Fraction(base) ** (sign * int(tokens[position].text))
    return None


def _suffix(tokens: list[Token], place: int, *, after_money: bool) -> int | None:
    """What a scale suffix directly after digits multiplies by ("3bn", "25k")."""
    table = words()
    text = tokens[place].text
    scale = table.suffixes.get(text)
    if scale is None:
        return None
    if text in table.money_suffixes or len(text) == 1:
        if not glued(tokens, place) and not (after_money and len(text) <= 2) and text != "k":
            return None
        if text in table.money_suffixes and not after_money:
            counted = place + 1 < len(tokens) and tokens[place + 1].lower in cue(
                "numerals", "counted_by_the_million"
            )
            return scale if counted and glued(tokens, place) and text == "m" else None
    return scale


_LARGEST_SCALE = 10**30


def _scale_words(tokens: list[Token], place: int) -> tuple[int, int]:
    scales = words().scales
    scale = 1
    while place < len(tokens) and tokens[place].kind == "word" and scale < _LARGEST_SCALE:
        factor = scales.get(tokens[place].lower)
        if factor is None and tokens[place].lower in cue("numerals", "scale_words_words"):
            factor = {"dozens": 12, "lakhs": 100_000, "crores": 10_000_000, "mil": 1_000_000}.get(
                tokens[place].lower, 12
            )
        if factor is None or (scale >= factor and factor not in (1_000_000, 10_000_000, 100_000, 12)):
            break
        scale *= factor
        place += 1
    return scale, place


def _remainder(tokens: list[Token], place: int, scale: int) -> tuple[int, Fraction]:
    """What follows a number of thousands or hundreds in digits: "4 thousand 3 hundred and 21"."""
    if scale not in (100, 1000, 1_000_000):
        return place, Fraction(0)
    last = place
    if place < len(tokens) and tokens[place].lower == "and":
        place += 1
        if scale != 100 or place >= len(tokens):
            return last, Fraction(0)
        after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
        if after in words().scales:
            return last, Fraction(0)
        small = words().cardinals.get(tokens[place].lower)
        value = Fraction(small or 0) if tokens[place].kind == "word" else Fraction(0)
        if tokens[place].kind == "number":
            value, _ = digits_written(tokens[place].text)
        if 0 < value < 100 and value.denominator == 1:
            return place + 1, value
        return last, Fraction(0)
    if (
        place + 1 < len(tokens)
        and tokens[place].kind == "number"
        and tokens[place + 1].lower == "hundred"
        and scale >= 1000
    ):
        inner = _digits(tokens, place, after_money=False)
        if inner is not None and inner.value is not None and inner.value < scale:
            return inner.last, inner.value
    return last, Fraction(0)


def _slash_fraction(tokens: list[Token], place: int) -> Numeral | None:
    if (
        place + 2 < len(tokens)
        and tokens[place].kind == "number"
        and tokens[place + 1].text in ("/", "⁄")
        and glued(tokens, place + 1)
        and glued(tokens, place + 2)
        and tokens[place + 2].kind == "number"
        and not (place + 3 < len(tokens) and tokens[place + 3].text == "/" and glued(tokens, place + 3))
        and not (place > 0 and tokens[place - 1].text == "/" and glued(tokens, place))
    ):
        top, bottom = tokens[place].text, tokens[place + 2].text
        if top.isdecimal() and bottom.isdecimal() and len(top) <= 3 and len(bottom) <= 3 and int(bottom) > 1:
            return _fraction(place, place + 3, Fraction(int(top), int(bottom)))
    return None


def _spelled(tokens: list[Token], place: int) -> Numeral | None:
    table = words()
    lower = tokens[place].lower
    if lower in ("a", "an"):
        return _after_article(tokens, place)
    vague = _vague(tokens, place)
    if vague is not None:
        return vague
    if lower in ("half", "quarter", "third"):
        return _part(tokens, place)
    if lower == "dozen" and place and tokens[place - 1].lower.endswith("'s"):
        return None  # a baker's dozen
    if lower in table.scales and lower != "gross":
        # "hundred thousand dollars", "million": a scale word that opens its number
        if lower in table.suffixes or (place and tokens[place - 1].kind == "number"):
            return None
        return _number_words(tokens, place)
    if lower in table.cardinals:
        number = _number_words(tokens, place)
        if number is None:
            return None
        return _whole_and_share(tokens, number) or _with_fraction(tokens, number)
    if lower in table.ordinals:
        return Numeral(
            place,
            place + 1,
            Fraction(table.ordinals[lower]),
            Written(digits="", in_words=True),
            is_ordinal=True,
        )
    return None


def _after_article(tokens: list[Token], place: int) -> Numeral | None:
    """ "a hundred", "a dozen", "a couple of", "a third of", "a million and a half"."""
    table = words()
    if place + 1 >= len(tokens) or tokens[place + 1].kind != "word":
        return None
    following = tokens[place + 1].lower
    if following in cue("numerals", "after_after_article") and place + 2 < len(tokens):
        if tokens[place + 2].lower in table.scales:
            inner = _number_words(tokens, place + 2)
            if inner is not None:
                return _from(inner, place)
        return None
    if following in table.scales and following != "gross":
        inner = _number_words(tokens, place + 1)
        if inner is None:
            return None
        return _from(_with_half(tokens, inner), place)
    vague = _vague(tokens, place)
    if vague is not None:
        return vague
    if following in table.denominators and not following.endswith("s"):
        part = _part(tokens, place + 1)
        if part is not None:
            return _from(part, place)
    return None


def _from(number: Numeral, first: int) -> Numeral:
    return replace(number, first=first, plain=False)


def _part(tokens: list[Token], place: int) -> Numeral | None:
    """ "half", "half a million", "quarter of a million", "a third of"; `place` is the denominator."""
    table = words()
    lower = tokens[place].lower
    denominator = table.denominators[lower]
    value = Fraction(1, denominator)
    scaled = _of_scale(tokens, place + 1, value)
    if scaled is not None:
        return Numeral(place, scaled[0], scaled[1], scaled[2], plain=False)
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if lower == "half":
        if following is not None and following.text in _HYPHENS and glued(tokens, place + 1):
            return None
        if following is not None and following.lower in cue("numerals", "after_half_no_share"):
            measured = tokens[place + 2].lower if place + 2 < len(tokens) else ""
            if following.lower != "an" or measured not in cue("numerals", "half_an"):
                return None
        if place and tokens[place - 1].lower in cue("numerals", "before_half_no_share"):
            return None
        return _fraction(place, place + 1, value)
    of_change = (
        place > 1
        and following is not None
        and tokens[place - 2].lower in ("by", "than")
        and following.lower in cue("numerals", "after_a_share_of_change")
    )
    if (
        following is None
        or following.lower in cue("numerals", "before_a_share")
        or following.lower == "the"
        or of_change
    ):
        before = tokens[place - 1].lower if place else ""
        if before in ("a", "an", "one") and (
            lower not in ("quarter", "second")
            or (following is not None and following.lower == "of")
            or (
                lower == "quarter"
                and place > 1
                and tokens[place - 2].lower in cue("numerals", "before_a_quarter")
            )
        ):
            return _fraction(place, place + 1, value)
        if before in ("a", "an") and lower == "quarter" and following is None:
            return _fraction(place, place + 1, value)
    return None


def _of_scale(tokens: list[Token], place: int, share: Fraction) -> tuple[int, Fraction, Written] | None:
    """ "(half) a million", "(a quarter) of a million", "(half) million", "(half) a dozen"."""
    scales = words().scales
    start = place
    if [token.lower for token in tokens[place : place + 3]] == ["-", "a", "-"]:  # "half-a-million"
        start = place = place + 3
    if place < len(tokens) and tokens[place].lower == "of":
        place += 1
        if place >= len(tokens) or tokens[place].lower != "a":
            return None
    if (place < len(tokens) and tokens[place].lower in ("a", "an")) or (
        place < len(tokens) and place == start and tokens[place].text in _HYPHENS and glued(tokens, place)
    ):
        place += 1
    if place < len(tokens) and tokens[place].lower in scales and tokens[place].lower != "gross":
        scale, end = _scale_words(tokens, place)
        value = share * scale
        nonzero = Fraction(scale, 10) if scale >= 10 else Fraction(1)
        written = Written(
            digits="", scale=Fraction(scale), in_words=True, unit_place=nonzero, nonzero_place=nonzero
        )
        return end, value, written
    return None


def _vague(tokens: list[Token], place: int) -> Numeral | None:
    table = words().vague
    best: tuple[int, tuple[str, int]] | None = None
    phrase = ""
    for length in range(4):
        if place + length >= len(tokens) or tokens[place + length].kind != "word":
            break
        phrase = f"{phrase} {tokens[place + length].lower}" if phrase else tokens[place].lower
        if phrase in table:
            best = (place + length + 1, table[phrase])
    if best is None:
        return None
    last, (key, order) = best
    before = tokens[place - 1] if place else None
    if key in ("a few", "a couple", "a handful") and tokens[place].lower not in ("a",):
        # "few" alone denies rather than counts; "the couple" is two people
        counts_scales = last < len(tokens) and tokens[last].lower in words().scales
        known = before is not None and before.lower in cue("numerals", "before_vague")
        if not known and not counts_scales:
            return None
        if key != "a few":
            return None
    following_words = [token.lower for token in tokens[last : last + 2]] + ["", ""]
    if key == "scores" and not (
        following_words[0] in ("of", "more")
        or (following_words[0] in ("were", "are") and following_words[1] in cue("numerals", "befalls_scores"))
    ):
        return None
    if key == "a couple" and not (
        last < len(tokens) and tokens[last].lower in ("of", "more", "dozen", "hundred", "thousand")
    ):
        return None
    times = Fraction(1)
    following = last
    if following < len(tokens) and tokens[following].lower == "of" and key in ("a couple",):
        following += 1
    if (
        key in ("several", "a few", "a couple")
        and following < len(tokens)
        and tokens[following].kind == "word"
    ):
        scale, end = _scale_words(tokens, following)
        if scale > 1:
            times, last = Fraction(scale), end
    return Numeral(
        place, last, None, Written(digits="", in_words=True), vague=key, times=times, order=order, plain=False
    )


def _number_words(tokens: list[Token], place: int) -> Numeral | None:
    """A number in words from `place` on, as long as it goes."""
    table = words()
    cardinals, scales = table.cardinals, table.scales
    total = 0
    group = 0
    """What stands before the next scale word."""
    room = 10**30
    """The next part must be smaller than this."""
    last = place
    position = place
    opened = False
    group_set = False
    after_and = False
    while position < len(tokens):
        token = tokens[position]
        lower = token.lower
        if opened and lower in cue("numerals", "plural_scales"):  # "ten lakhs"
            lower = lower[:-1]
        if token.kind != "word":
            if token.text in _HYPHENS and opened and position == last and position + 1 < len(tokens):
                following = tokens[position + 1]
                if following.lower in cardinals or following.lower in scales:
                    tight = glued(tokens, position) == glued(tokens, position + 1)
                    small = group % 10 == 0 and group >= 20 and cardinals.get(following.lower, 99) < 10
                    if tight and (small or following.lower in scales):
                        position += 1
                        continue
            if (
                token.text == "&"
                and opened
                and position == last
                and (
                    position + 1 < len(tokens)
                    and tokens[position + 1].lower in cardinals
                    and (total or group >= 100)
                )
            ):
                position += 1
                after_and = True
                continue
            if total and not group_set and position == last and _hundreds_after_comma(tokens, position):
                position += 1
                continue
            break
        if lower in cardinals:
            value = cardinals[lower]
            if group_set:
                fits = (group % 100 == 0 and group >= 100 and 0 < value < 100) or (
                    group % 100 >= 20 and group % 10 == 0 and 0 < value < 10
                )
                if not fits:
                    break
                group += value
            else:
                if total and value >= room:
                    break
                if total and value == 0:
                    break
                group = value
                group_set = True
            opened = True
        elif lower in scales and lower != "gross" and (lower != "dozen" or group_set or not opened):
            scale = scales[lower]
            if lower == "hundred":
                if group_set:
                    if not 0 < group < 100:
                        break
                    group *= 100
                elif opened and not after_and and total:
                    break
                else:
                    group = 100
                    group_set = True
            else:
                if group_set and group == 0:
                    break
                if not group_set and opened and last == position and total:
                    if total * scale > 10**15:
                        break
                    total *= scale  # "three lakh crore"
                    room = scale
                else:
                    if scale >= room:
                        if total and group_set and scale > room and total < _LARGEST_SCALE:
                            total = (total + group) * scale
                            group, group_set = 0, False
                            room = scale
                            position += 1
                            last = position
                            continue
                        break
                    total += (group if group_set else 1) * scale
                    room = scale
                group, group_set = 0, False
            opened = True
        elif lower in cue("numerals", "plural_dozens") and opened and position == last:
            total, group = total * 12, group * 12
            position += 1
            last = position
            break
        elif lower == "and" and opened and position == last and position + 1 < len(tokens):
            joined = tokens[position + 1].lower
            goes_on = joined in cardinals and (joined != "one" or group % 100 == 0)
            room_left = (group >= 100 and group % 100 == 0) or (total and not group_set)
            if not goes_on or not room_left or _is_own_number(tokens, position + 1):
                break
            position += 1
            after_and = True
            continue
        else:
            break
        after_and = False
        position += 1
        last = position
    if not opened or last == place:
        return None
    whole = total + group
    zeros = len(str(whole)) - len(str(whole).rstrip("0")) if whole else 0
    written = Written(digits="", in_words=True, nonzero_place=Fraction(10) ** zeros)
    number = Numeral(place, last, Fraction(whole), written, plain=last == place + 1)
    return _with_point(tokens, number)


def _is_own_number(tokens: list[Token], place: int) -> bool:
    """Whether a number of hundreds or thousands begins here, so that "and" joins two numbers."""
    table = words()
    return (
        place + 1 < len(tokens)
        and tokens[place + 1].lower in ("million", "billion", "trillion")
        and tokens[place].lower in table.cardinals
    )


_MOST_DECIMALS = 30


def _with_point(tokens: list[Token], number: Numeral) -> Numeral:
    """ "nine point nought four"."""
    cardinals = words().cardinals
    place = number.last
    if place >= len(tokens) or tokens[place].lower != "point" or number.value is None:
        return number
    digits = ""
    place += 1
    while place < len(tokens) and tokens[place].lower in cardinals:
        value = cardinals[tokens[place].lower]
        if (value >= 10 and digits) or len(digits) >= _MOST_DECIMALS:
            break
        if value >= 20 and place + 1 < len(tokens):
            following = place + 2 if tokens[place + 1].text in _HYPHENS else place + 1
            if following < len(tokens) and 0 < cardinals.get(tokens[following].lower, 99) < 10:
                value += cardinals[tokens[following].lower]
                place = following
        digits += str(value)
        place += 1
        if value >= 10:
            break
    if not digits:
        return number
    part = Fraction(int(digits), 10 ** len(digits))
    u = Fraction(1, 10 ** len(digits))
    said = number.value + part
    scale, end = _scale_words(tokens, place)
    return Numeral(
        number.first, end, said * scale,
        Written(digits="", in_words=True, scale=Fraction(scale), unit_place=u * scale, nonzero_place=u * scale),
        plain=False,
    )  # fmt: skip


def _hundreds_after_comma(tokens: list[Token], place: int) -> bool:
    """Whether a comma parts one number in words: "three million, two hundred and forty"."""
    following = [token.lower for token in tokens[place + 1 : place + 5]]
    return (
        tokens[place].text == ","
        and len(following) == 4
        and 0 < words().cardinals.get(following[0], 0) < 10
        and following[1] == "hundred"
        and following[2] in ("and", "&")
        and 0 < words().cardinals.get(following[3], 0) < 100
        and "of" not in [token.lower for token in tokens[place + 5 : place + 8]]
    )


def _with_half(tokens: list[Token], number: Numeral) -> Numeral:
    """ "(a million) and a half"."""
    place = number.last
    if (
        place + 2 < len(tokens)
        and tokens[place].lower == "and"
        and tokens[place + 1].lower in ("a", "one")
        and tokens[place + 2].lower in ("half", "quarter", "third", "fourth")
        and number.value is not None
    ):
        share = Fraction(1, words().denominators[tokens[place + 2].lower])
        scale = _last_scale(tokens, number)
        scaled = _of_scale(tokens, place + 3, share)
        if scaled is not None:
            return Numeral(number.first, scaled[0], number.value + scaled[1], scaled[2], plain=False)
        value = number.value + share * scale
        written = Written(
            digits="",
            in_words=True,
            scale=Fraction(scale),
            unit_place=Fraction(scale, 10),
            nonzero_place=Fraction(scale, 10),
        )
        return Numeral(number.first, place + 3, value, written, plain=False)
    return number


def _last_scale(tokens: list[Token], number: Numeral) -> int:
    return words().scales.get(tokens[number.last - 1].lower, 1)


def _share_word(tokens: list[Token], number: Numeral) -> Numeral | None:
    """ "two-thirds", "three quarters", "one-fifth": a number in words with its denominator; None without one."""
    table = words()
    place = number.last
    value = number.value
    if value is None or place >= len(tokens):
        return None
    token = tokens[place]
    position = place
    if token.text in _HYPHENS and position + 1 < len(tokens):
        position += 1
    lower = tokens[position].lower
    if lower in table.denominators and lower != "halve" and value.denominator == 1:
        denominator = table.denominators[lower]
        plural_form = lower.endswith("s")
        hyphenated = position > place
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        fits = (
            plural_form or _singular_share(tokens, value, position, hyphenated)
            if value > 1
            else not plural_form
        )
        if value == 1 and lower in ("second",):
            fits = False
        if lower == "quarters" and not hyphenated and value != 3:
            return None  # two quarters are half a year
        if fits and (denominator > value or denominator >= 3 or value == 3) and value >= 1:
            share_follows = (
                following is None
                or following.kind != "word"
                or following.lower in cue("numerals", "before_a_share")
            )
            before = tokens[number.first - 1].lower if number.first else ""
            quarter_as_time = (
                lower == "quarters"
                and not hyphenated
                and not _of_a_whole(tokens, position + 1)
                and (
                    before in cue("numerals", "before_quarters")
                    or (
                        following is not None
                        and following.kind == "word"
                        and following.lower not in ("of", "the", "million", "billion")
                    )
                    or _of_business(tokens, position + 1)
                )
            )
            if (plural_form or hyphenated or share_follows or value > 1) and not quarter_as_time:
                scaled = _of_scale(tokens, position + 1, value / denominator)
                if scaled is not None:
                    return Numeral(number.first, scaled[0], scaled[1], scaled[2], plain=False)
                return _fraction(number.first, position + 1, value / denominator)
    return None


def _singular_share(tokens: list[Token], value: Fraction, place: int, hyphenated: bool) -> bool:
    """Whether the singular at `place` is a denominator: "three-quarter (hours)", "two-third", "three quarter (million)"."""
    if (
        tokens[place].lower not in ("quarter", "third")
        or value != words().denominators[tokens[place].lower] - 1
    ):
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is not None and following.lower in words().scales:
        return True
    return hyphenated and (following is None or following.text not in _HYPHENS)


def _of_business(tokens: list[Token], place: int) -> bool:
    """Whether "of" leads to what a company has quarter by quarter: "(three quarters) of falling sales"."""
    following = [token.lower for token in tokens[place : place + 3]]
    return following[:1] == ["of"] and any(
        word in cue("numerals", "by_the_quarter") for word in following[1:]
    )


def _of_a_whole(tokens: list[Token], place: int) -> bool:
    """Whether "of" leads to one whole: "(three quarters) of an hour", "of the pupils", not "of 2023"."""
    return (
        place + 1 < len(tokens)
        and tokens[place].lower == "of"
        and tokens[place + 1].lower in ("a", "an", "the", "all", "its", "their", "his", "her")
    )


def _with_fraction(tokens: list[Token], number: Numeral) -> Numeral | None:
    """A number in words with what may follow it: "two-thirds", "two and a half"; "one in five" stays two numbers."""
    table = words()
    place = number.last
    value = number.value
    if value is None or place >= len(tokens):
        return number
    share = _share_word(tokens, number)
    if share is not None:
        return share
    token = tokens[place]
    # two and a half (million), twenty and three fifths
    if token.lower == "and" and place + 2 < len(tokens):
        if tokens[place + 1].lower in ("a", "one") and tokens[place + 2].lower in table.denominators:
            lower = tokens[place + 2].lower
            if lower in ("half", "quarter", "third", "fourth", "fifth") and not lower.endswith("s"):
                one_of = Fraction(1, table.denominators[lower])
                scale = _last_scale(tokens, number)
                end = place + 3
                outer, outer_end = _scale_words(tokens, end)
                if outer > 1 and scale == 1:
                    total = (value + one_of) * outer
                    unit = Fraction(outer, 10)
                    return Numeral(
                        number.first, outer_end, total,
                        Written(digits="", in_words=True, scale=Fraction(outer), unit_place=unit, nonzero_place=unit),
                        plain=False,
                    )  # fmt: skip
                if scale in (1, 12) or scale >= 1000:
                    factor = scale
                    unit = Fraction(factor, 10)
                    return Numeral(
                        number.first, end, value + one_of * factor,
                        Written(digits="", in_words=True, scale=Fraction(factor), unit_place=unit, nonzero_place=unit),
                        plain=False,
                    )  # fmt: skip
        if tokens[place + 1].lower in table.cardinals:
            part = _number_words(tokens, place + 1)
            if part is not None:
                rest = _share_word(tokens, part)
                if rest is not None and rest.is_fraction and rest.value is not None and rest.value < 1:
                    return Numeral(
                        number.first,
                        rest.last,
                        value + rest.value,
                        Written(digits="", in_words=True),
                        plain=False,
                    )
                if rest is not None and not rest.is_fraction and rest.value is not None and value < 100:
                    # "one and three quarter million"
                    total = value * rest.written.scale + rest.value
                    return replace(number, last=rest.last, value=total, written=rest.written, plain=False)
    return number


def _whole_and_share(tokens: list[Token], number: Numeral) -> Numeral | None:
    """ "two million and three fifths": a share of the million, not fifths of "two million and three"."""
    table = words()
    if number.value is None or number.value < 1_000_000:
        return None
    joint = next(
        (place for place in range(number.last - 1, number.first, -1) if tokens[place].lower == "and"), None
    )
    if joint is None or tokens[joint - 1].lower not in ("million", "billion", "trillion"):
        return None
    part = _number_words(tokens, joint + 1)
    if part is None or part.last != number.last:
        return None
    share = _share_word(tokens, part) or part
    whole = _number_words(tokens[:joint], number.first)
    if (
        share is None
        or whole is None
        or whole.value is None
        or share.value is None
        or share.last == part.last
    ):
        return None
    scale = table.scales[tokens[joint - 1].lower]
    value = whole.value + (share.value * scale if share.is_fraction else share.value)
    unit = Fraction(scale, 10)
    written = Written(digits="", in_words=True, scale=Fraction(scale), unit_place=unit, nonzero_place=unit)
    return Numeral(number.first, share.last, value, written, plain=False)
