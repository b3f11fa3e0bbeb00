"""Every numeric mention of a block, read from the words alone: what each number is, before any parse."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from checker.claims.ages import as_age
from checker.claims.amounts import Amount, Text, read_amount
from checker.claims.clock import ClockMatch, read_clock
from checker.claims.dates import DateMatch, read_date, read_day_of_range
from checker.claims.lexicon import cue, word_list
from checker.claims.multiples import read_group, read_multiple, times_after
from checker.claims.not_claims import links_in, name_at
from checker.claims.numerals import digits_written, glued, words
from checker.claims.ordinals import read_ordinal
from checker.claims.qualifiers import Hedge, hedge_after, hedge_before
from checker.claims.ranges import read_range
from checker.claims.scores import ScoreMatch, read_score
from checker.claims.tokens import tokenize
from checker.model import Qualifier

LONGEST_NUMERAL = 40
"""Runs of digits longer than this are data and no number that anybody says."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One numeric mention: what was read, and its hedges. Offsets are characters of the block's text."""

    start: int
    end: int
    mention_start: int
    mention_end: int
    amount: Amount | None = None
    date: DateMatch | None = None
    clock: ClockMatch | None = None
    score: ScoreMatch | None = None
    before: Hedge | None = None
    after: Hedge | None = None
    opener: str | None = None
    """The word before a range or a change: "between", "from"."""
    one_in: bool = False
    """ "one in five": the amount's value is out of `high`."""


@cache
def _openers() -> frozenset[str]:
    """Every word with which a mention may begin."""
    table = words()
    calendar = word_list("calendar")
    found = set(table.cardinals) | set(table.ordinals) | set(table.scales) | set(table.denominators)
    found |= {phrase.split()[0] for phrase in table.vague} | {"a", "an", "minus", "negative", "ones"}
    found |= set(calendar["months"]) | set(calendar["month_abbreviations"])
    found |= (
        set(calendar["weekdays"])
        | set(calendar["weekday_abbreviations"])
        | {day + "'s" for day in calendar["weekdays"]}
    )
    found |= set(calendar["clock"]["words"])
    found |= {month + "'s" for month in calendar["months"]}
    found |= set(word_list("numbers")["groups"]) | set(word_list("numbers")["multiples"])
    found |= {"nobody", "none", "no"} | {number + "fold" for number in table.cardinals}
    found |= {phrase.split()[0].split("-")[0] for phrase in word_list("not_claims")["idioms"]}
    found |= {re.split(r"[^\w]", phrase)[0] for phrase in word_list("not_claims")["names"]}
    return frozenset(found)


@cache
def _trigger() -> re.Pattern[str]:
    """What a block must hold to be worth reading: a digit, a number word, a month or a weekday."""
    plain = _openers() - {"a", "an"}
    numeric = [word for word in plain if word.isalpha() and word != "no"] + ["no one"]
    return re.compile(
        r"\d|[½⅓⅔¼¾⅕-⅞↉]|\b(?:" + "|".join(sorted(numeric, key=len, reverse=True)) + r")\b", re.IGNORECASE
    )


def has_numbers(text: str) -> bool:
    """Whether a text may hold a number; no text that does is missed."""
    return _trigger().search(text) is not None


def read_mentions(text: str) -> tuple[Mention, ...]:
    """The numeric mentions of a text, in order; they do not overlap."""
    return tuple(_scan(Text.of(text, tokenize(text))))


def _scan(text: Text) -> list[Mention]:
    tokens = text.tokens
    openers = _openers()
    skipped = deque(links_in(text.text))
    mentions: list[Mention] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind == "word" and token.lower not in openers and not _may_open_money(text, place):
            place += 1
            continue
        while skipped and skipped[0][1] <= token.start:
            skipped.popleft()
        if skipped and skipped[0][0] <= token.start:
            place += 1
            continue
        found = _day_of_range(text, place, mentions) or _at(text, place)
        if found is None:
            place += 1
        elif isinstance(found, int):
            place = max(found, place + 1)
        else:
            place = max(_tokens_end(text, found, place), place + 1)
            mentions.append(found)
    _share_unit_over_list(text, mentions)
    _share_unit_over_change(text, mentions)
    return [_with_unit_of(text, mention, mentions[:place]) for place, mention in enumerate(mentions)]


def _share_unit_over_list(text: Text, mentions: list[Mention]) -> None:
    """ "5, 6 and 7 km": bare numbers of a list take the unit of the last."""
    inside = False
    for place in range(len(mentions) - 2, -1, -1):
        amount, following = mentions[place].amount, mentions[place + 1].amount
        if amount is None or following is None or following.unit is None or following.converted:
            continue
        if (
            amount.form != "count"
            or amount.unit is not None
            or amount.is_fraction
            or amount.vague is not None
        ):
            continue
        money = following.form == "money" and text.tokens[following.first].kind != "number"
        if amount.value is None or money or following.form not in _SHARED or following.is_fraction:
            continue
        between = text.lowers[amount.unit_last : following.first]
        if between[:1] == ["-"] and between[1:] in (["and"], ["or"]):
            between = between[1:]  # "10- and 12-foot boards"
        before = mentions[place - 1].amount if place else None
        listed = before is not None and text.lowers[before.unit_last : amount.first] == [","]
        joined = between in (["and"], ["or"]) or (between in ([",", "and"], [",", "or"]) and listed)
        if not joined and not (between == [","] and inside):
            inside = False
            continue
        after = text.lowers[following.unit_last] if following.unit_last < len(text.lowers) else ""
        inside = after not in cue("mentions", "after_a_time")
        if inside:
            unit = replace(amount, form=following.form, unit=following.unit, per=following.per)
            mentions[place] = replace(mentions[place], amount=unit)


def _share_unit_over_change(text: Text, mentions: list[Mention]) -> None:
    """ "rose from 24 to 33 billion euros": the bare first number has the unit and the scale of the second."""
    for place in range(len(mentions) - 1):
        amount, end = mentions[place].amount, mentions[place + 1].amount
        if amount is None or end is None or amount.value is None or end.value is None or end.high is not None:
            continue
        if amount.form != "count" or amount.unit is not None or amount.is_fraction or amount.high is not None:
            continue
        if end.is_fraction or (end.form not in _SHARED and end.form != "count"):
            continue
        hedge = mentions[place + 1].before
        joint = text.lowers[amount.unit_last : end.first if hedge is None else hedge.first]
        word = text.lowers[amount.first - 1] if amount.first else ""
        if (joint, word) not in ((["to"], "from"), (["from"], "to")):
            continue
        value, written = amount.value, amount.written
        scale = end.written.scale
        near = end.value != 0 and Fraction(1, 8) < value * scale / end.value < 8
        if scale > 1 and written.scale == 1 and written.digits and value < 1000 and near:
            value, written = digits_written(written.digits, scale=scale)
        elif scale > 1 and end.form == "count":
            continue
        shared = end.unit is not None and text.tokens[end.first].kind == "number"
        if shared and end.form in _SHARED:
            amount = replace(amount, form=end.form, unit=end.unit, per=end.per)
        mentions[place] = replace(mentions[place], amount=replace(amount, value=value, written=written))


_SHARED: frozenset[str] = frozenset({"measure", "money", "percent", "percent_point", "duration"})


def _noun_after(text: Text, amount: Amount) -> bool:
    """Whether a word follows that may be the number's own noun."""
    following = text.tokens[amount.last] if amount.last < len(text.tokens) else None
    return (
        following is not None
        and following.kind == "word"
        and following.lower not in cue("mentions", "after_ellipsis")
    )


def _day_of_range(text: Text, place: int, mentions: list[Mention]) -> Mention | None:
    if text.tokens[place].kind != "number" or len(text.texts[place]) > 2:
        return None
    before = mentions[-1].date if mentions else None
    found = read_day_of_range(text, place, before)
    return None if found is None else _dated(text, found)


def _with_unit_of(text: Text, mention: Mention, before: list[Mention]) -> Mention:
    """ "from 14-18 mpg to 24", "up 2 per cent but down by 1": a bare number takes the unit of the one it is set against."""
    amount = mention.amount
    if amount is not None and before:
        shared = _rate_of_pair(text, amount, before[-1]) or _unit_of_other_time(text, amount, before)
        if shared is not None:
            return replace(mention, amount=shared)
    if (
        amount is None
        or amount.form != "count"
        or amount.unit is not None
        or amount.is_fraction
        or not before
        or not amount.in_digits
    ):
        return mention
    other = before[-1].amount
    word = text.lowers[amount.first - 1] if amount.first else ""
    if (
        word == "from"
        and amount.first > 1
        and text.lowers[amount.first - 2] in ("up", "down", "compared", "increase", "rise")
    ):
        other = next(
            (
                m.amount
                for m in reversed(before)
                if m.amount is not None and m.amount.form == "measure" and not m.amount.converted
            ),
            None,
        )
        if other is None or amount.first - other.last > 25 or _noun_after(text, amount):
            return mention
        return replace(mention, amount=replace(amount, form=other.form, unit=other.unit, per=other.per))
    if other is None or other.unit is None or amount.vague is not None or other.is_ordinal:
        return mention
    word = text.lowers[amount.first - 1] if amount.first else ""
    if mention.before is not None:
        word = text.lowers[mention.before.first - 1] if mention.before.first else ""
    between = text.lowers[other.unit_last : amount.first]
    if len(between) > 8 or "." in between or ";" in between:
        return mention
    if _noun_after(text, amount):
        return mention
    paired = word == "to" and len(between) <= 2 and before[-1].opener in ("from", "from_change")
    stepped = (
        word == "by"
        and other.form in ("percent", "percent_point")
        and any(lower in cue("mentions", "changes") for lower in between)
    )
    if not (paired or stepped):
        return mention
    end = amount.last
    return replace(
        mention, amount=replace(amount, form=other.form, unit=other.unit, per=other.per, unit_last=end)
    )


def _rate_of_pair(text: Text, amount: Amount, before: Mention) -> Amount | None:
    """ "(from $75 a barrel) to $45.88": the second value of a change has the rate of the first."""
    first = before.amount
    if (
        first is None
        or first.unit is None
        or amount.unit is None
        or first.per is None
        or first.unit != f"{amount.unit} / {first.per}"
        or before.opener not in ("from", "from_change")
        or text.lowers[first.unit_last : amount.first] != ["to"]
    ):
        return None
    return replace(amount, unit=first.unit, per=first.per)


def _unit_of_other_time(text: Text, amount: Amount, before: list[Mention]) -> Amount | None:
    """ "(grew 2.4 per cent in 2018) and 2.1 last year": one series at two times, with its unit said once."""
    joint = text.lowers[amount.first - 1] if amount.first else ""
    if (
        amount.form != "count"
        or amount.is_fraction
        or not amount.in_digits
        or joint not in ("and", ",", "but")
    ):
        return None
    if not _starts_a_time(text, amount.last):
        return None
    for place in range(len(before) - 1, max(-1, len(before) - 4), -1):
        first = before[place].amount
        if first is None:
            continue
        between = text.lowers[first.unit_last : amount.first]
        if first.unit is None or first.form not in ("measure", "percent", "money") or len(between) > 12:
            return None
        timed = _starts_a_time(text, first.unit_last) or any(m.date is not None for m in before[place + 1 :])
        if not timed or "." in between or ";" in between:
            return None
        return replace(amount, form=first.form, unit=first.unit, per=first.per)
    return None


def _starts_a_time(text: Text, place: int) -> bool:
    """Whether "last year", "in 2019", "a month earlier", "on Monday" stand at a place."""
    words = text.lowers[place : place + 3]
    if len(words) < 2:
        return False
    if words[0] in ("last", "this", "next", "the", "a"):
        ends = words[1] in cue("mentions", "periods")
        return ends and (
            words[0] in ("last", "this", "next") or words[2:] in (["before"], ["earlier"], ["ago"])
        )
    return words[0] in ("in", "on") and read_date(text, place + 1) is not None


def _tokens_end(text: Text, mention: Mention, place: int) -> int:
    while place < len(text.tokens) and text.tokens[place].start < mention.mention_end:
        place += 1
    return place


def _may_open_money(text: Text, place: int) -> bool:
    """Whether a word may be a currency code or prefix with digits after it."""
    after = place + 1
    if after >= len(text.tokens) or len(text.texts[place]) > 10:
        return False
    following = text.tokens[after]
    return (
        following.kind == "number"
        or following.text in ("$", "€", "£", "¥", "-", "₵", "=")
        or (
            text.lowers[place] in ("us", "u.s.", "malaysia", "malaysian")
            and text.lowers[after] in ("ringgit", "ringgits", "$")
        )
    )


def _at(text: Text, place: int) -> Mention | int | None:
    tokens = text.tokens
    token = tokens[place]
    if token.kind != "word" and len(token.text) > LONGEST_NUMERAL:
        return place + 1
    if token.kind == "dotted":
        found = read_date(text, place)
        return _dated(text, found) if found is not None else place + 1
    if token.kind == "word" and glued(tokens, place) and tokens[place - 1].kind != "sign":
        return None
    if (
        token.kind == "word"
        and place
        and glued(tokens, place)
        and tokens[place - 1].text in ("-", "–")
        and token.text.isupper()
        and len(token.text) <= 2
    ):
        return None
    name = name_at(text, place)
    if name is not None:
        return name
    clock = read_clock(text, place)
    if clock is not None:
        return _spanned(text, clock.first, clock.last, clock=clock)
    found = read_date(text, place)
    if found is not None:
        return _dated(text, found)
    score = read_score(text, place)
    if score is not None:
        return _spanned(text, score.first, score.last, score=score)
    ordinal = read_ordinal(text, place)
    if ordinal is not None:
        return _spanned(text, ordinal.first, ordinal.last, amount=ordinal)
    other = read_multiple(text, place) or read_group(text, place)
    if other is not None:
        hedge = hedge_before(text, other)
        first = hedge.first if hedge is not None else other.first
        return Mention(
            tokens[other.first].start, tokens[other.last - 1].end, tokens[first].start, tokens[other.last - 1].end,
            amount=other, before=hedge,
        )  # fmt: skip
    amount = read_amount(text, place)
    if amount is None or amount.is_ordinal:
        return None
    span = _in_their_sixties(text, amount) or _over_an_age(text, amount)
    if span is not None:
        return span
    return _amount(text, amount)


def _dated(text: Text, found: DateMatch) -> Mention:
    return _spanned(text, found.first, found.last, date=found)


def _spanned(
    text: Text,
    first: int,
    last: int,
    *,
    amount: Amount | None = None,
    date: DateMatch | None = None,
    clock: ClockMatch | None = None,
    score: ScoreMatch | None = None,
) -> Mention:
    start, end = text.tokens[first].start, text.tokens[last - 1].end
    return Mention(start, end, start, end, amount=amount, date=date, clock=clock, score=score)


_BETWEEN_AGES = ["between", "the", "ages", "of"]


def _opener(text: Text, first: int) -> str | None:
    before = text.lowers[first - 1] if first else ""
    if before == "between" or text.lowers[max(0, first - 4) : first] == _BETWEEN_AGES:
        return "between"
    if before == "from":
        nearby = text.lowers[max(0, first - 9) : first - 1]
        return "from_change" if any(word in cue("mentions", "changes") for word in nearby) else "from"
    if before == "by":
        return "by"
    return "change" if before in cue("mentions", "changes") else None


def _is_part_of_a_word(text: Text, amount: Amount) -> bool:
    """Whether letters that are no unit touch the digits: "8chan"."""
    place = amount.last
    if amount.unit is not None or amount.unit_last != place or place >= len(text.tokens):
        return False
    touching = text.tokens[place]
    return (
        touching.kind == "word"
        and glued(text.tokens, place)
        and text.tokens[place - 1].kind == "number"
        and len(touching.text) >= 3
        and touching.lower not in ("fold", "odd", "plus", "ish")
    )


def _amount(text: Text, amount: Amount) -> Mention | None:
    hedge = hedge_before(text, amount)
    first = hedge.first if hedge is not None else amount.first
    opener = _opener(text, first)
    over = _over(text, amount)
    if over is not None:
        amount = over
    one_in = _one_in(text, amount)
    if one_in is not None:
        last = one_in.last
        return Mention(
            text.tokens[amount.first].start, text.tokens[last - 1].end, text.tokens[first].start, text.tokens[last - 1].end,
            amount=one_in, before=hedge, opener=opener, one_in=True,
        )  # fmt: skip
    if _is_part_of_a_word(text, amount):
        return None
    ranged = read_range(text, amount, opener=opener)
    if ranged is not None:
        amount = ranged
    times = times_after(text, amount)
    if times is not None:
        amount = times
    age = as_age(text, amount if hedge is None else replace(amount, first=hedge.first))
    if age is not None:
        amount = replace(age, first=amount.first)
    after = hedge_after(text, amount.unit_last)
    if after is None and amount.unit_last > amount.last:
        after = hedge_after(text, amount.last)
    last = max(amount.last, amount.unit_last, after.last if after is not None else 0)
    converted = bool(amount.first) and text.texts[amount.first - 1] == "(" and amount.unit is not None
    return Mention(
        text.tokens[amount.first].start, text.tokens[amount.last - 1].end,
        text.tokens[first].start, text.tokens[last - 1].end,
        amount=replace(amount, converted=converted), before=hedge, after=after, opener=opener,
    )  # fmt: skip


def _in_their_sixties(text: Text, amount: Amount) -> Mention | None:
    """ "in their 60s", "in his late 30s": an age of ten years' breadth."""
    tokens, lowers = text.tokens, text.lowers
    place = amount.last
    if amount.form != "count" or amount.value is None or amount.value % 10 or not 10 <= amount.value <= 100:
        return None
    if not (place < len(tokens) and lowers[place] == "s" and glued(tokens, place)):
        return None
    before = [
        word
        for word in lowers[max(0, amount.first - 3) : amount.first]
        if word not in ("early", "mid", "late", "-")
    ]
    if not before or before[-1] not in cue("mentions", "before_in_their_sixties"):
        return None
    age = replace(
        amount,
        last=place + 1,
        unit_last=place + 1,
        form="age",
        unit="year",
        high=amount.value + 9,
        high_written=amount.written,
    )
    return Mention(
        tokens[amount.first].start,
        tokens[place].end,
        tokens[amount.first].start,
        tokens[place].end,
        amount=age,
    )


def _over_an_age(text: Text, amount: Amount) -> Mention | None:
    """ "the over-65s", "under 25s": the people on one side of an age."""
    tokens, lowers = text.tokens, text.lowers
    place = amount.last
    if (
        amount.form != "count"
        or amount.unit is not None
        or amount.value is None
        or not 0 < amount.value <= 100
    ):
        return None
    if not (place < len(tokens) and lowers[place] == "s" and glued(tokens, place)):
        return None
    first = amount.first - 1
    if first > 0 and text.texts[first] == "-":
        first -= 1
    qualifier = _SIDES.get(lowers[first]) if first >= 0 else None
    if qualifier is None:
        return None
    age = replace(amount, last=place + 1, unit_last=place + 1, form="age", unit="year")
    return Mention(
        tokens[amount.first].start, tokens[place].end, tokens[first].start, tokens[place].end, amount=age,
        before=Hedge(first, amount.first, qualifier, lowers[first]),
    )  # fmt: skip


_SIDES: dict[str, Qualifier] = {"over": "more_than", "under": "less_than"}


def _over(text: Text, amount: Amount) -> Amount | None:
    """ "one over three": a fraction said aloud, where two bare numbers stand side by side and nothing after them."""
    place = amount.last
    if (
        amount.form != "count"
        or amount.value is None
        or amount.is_fraction
        or place + 1 >= len(text.lowers)
        or text.lowers[place] != "over"
    ):
        return None
    below = read_amount(text, place + 1)
    if (
        below is None
        or not below.value
        or below.form != "count"
        or below.is_ordinal
        or below.is_fraction
        or below.value.denominator != 1
    ):
        return None
    if below.last < len(text.tokens) and text.texts[below.last] not in (".", ",", ";", "?", "!", ")"):
        return None
    return replace(
        amount, last=below.last, unit_last=below.last, value=amount.value / below.value, is_fraction=True
    )


def _one_in(text: Text, amount: Amount) -> Amount | None:
    """ "one in five", "two out of three", "9 in 10": a share, where both numbers stand side by side."""
    lowers = text.lowers
    place = amount.last
    if amount.form != "count" or amount.value is None or amount.is_fraction or place + 1 >= len(lowers):
        return None
    hyphen = text.texts[place] in "-‐‑" and glued(text.tokens, place) and place + 3 < len(lowers)
    if hyphen and lowers[place + 1] == "in" and text.texts[place + 2] in "-‐‑":
        place, after = place + 1, place + 3  # "a one-in-five chance"
    elif lowers[place] == "in":
        after = place + 1
    elif lowers[place] == "out" and lowers[place + 1] == "of":
        after = place + 2
    else:
        return None
    if after < len(lowers) and lowers[after] == "every":
        after += 1
    base = read_amount(text, after)
    if (
        base is None
        or base.value is None
        or base.is_ordinal
        or base.form != "count"
        or base.value <= amount.value
        or amount.value > 100
    ):
        return None
    if (
        len(text.texts[after]) == 4
        and text.texts[after].isdecimal()
        and base.value > 1000
        and base.value != 10_000
    ):
        return None
    if (
        lowers[place] == "in"
        and not (
            base.value <= 12
            or base.value in (20, 25, 30, 40, 50, 100, 1000, 10_000, 100_000, 1_000_000)
            or (base.value % 10 == 0)
        )
        and amount.value != 1
    ):
        return None
    if glued(text.tokens, amount.first):
        return None
    following = base.last
    if (
        lowers[place] == "in"
        and following < len(lowers)
        and lowers[following] in cue("mentions", "after_one_in")
        and amount.value != 1
    ):
        return None
    return replace(
        amount, last=base.last, unit_last=base.last, form="ratio", high=base.value, high_written=base.written
    )
