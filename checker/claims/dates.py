"""Dates, months, years, decades and weekdays, each with only the parts that the text states."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from checker.claims.amounts import Text
from checker.claims.lexicon import cue, word_list
from checker.claims.numerals import glued, words
from checker.intervals import Interval
from checker.model import CalendarValue, Form, Published, Reading


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date, year, decade or weekday: the tokens [first, last) and its parts; `years` are the ends of a year range."""

    first: int
    last: int
    form: Form
    calendar: CalendarValue
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Calendar:
    months: dict[str, int]
    ambiguous: frozenset[str]
    abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    companions: frozenset[str]
    feasts: frozenset[str]
    first_year: int
    last_year: int
    before_year: frozenset[str]
    after_no_year: frozenset[str]
    decades: dict[str, int]
    eras: frozenset[str]


@cache
def _calendar() -> _Calendar:
    table = word_list("calendar")

    def integers(name: str) -> dict[str, int]:
        return {word: int(value) for word, value in table[name].items()}

    return _Calendar(
        months=integers("months"),
        ambiguous=frozenset(table["ambiguous_months"]),
        abbreviations=integers("month_abbreviations"),
        weekdays=integers("weekdays"),
        weekday_abbreviations=integers("weekday_abbreviations"),
        companions=frozenset(table["weekday_companions"]),
        feasts=frozenset(table["feasts"]),
        first_year=int(table["years"]["from"]),
        last_year=int(table["years"]["to"]),
        before_year=frozenset(table["before_year"]),
        after_no_year=frozenset(table["after_no_year"]),
        decades={word: 20 + 10 * place for place, word in enumerate(table["decade_words"])},
        eras=frozenset(table["eras"]),
    )


def _month(text: Text, place: int) -> int | None:
    """The month that a capitalised word names."""
    if place >= len(text.tokens):
        return None
    token = text.tokens[place]
    lower = token.lower.rstrip(".")
    table = _calendar()
    month = table.months.get(lower) or table.abbreviations.get(lower)
    if month is None:
        return None
    if (lower in table.ambiguous or lower in table.abbreviations) and not token.text[0].isupper():
        return month if text.uncased and _beside_a_number(text, place) else None
    return month


def _beside_a_number(text: Text, place: int) -> bool:
    """Whether a day or a year stands right before or after a word: "sept. 30", "1 may"."""
    after = place + 2 if place + 1 < len(text.tokens) and text.texts[place + 1] == "." else place + 1
    if after < len(text.tokens) and text.tokens[after].kind == "number" and text.texts[after].isdecimal():
        return True
    return (
        place > 0
        and text.tokens[place - 1].kind == "number"
        and text.texts[place - 1].isdecimal()
        and len(text.texts[place - 1]) <= 2
    )


def _after_month(text: Text, place: int) -> int:
    """The place after a month word, its full stop included."""
    place += 1
    if (
        place < len(text.tokens)
        and text.texts[place] == "."
        and glued(text.tokens, place)
        and text.lowers[place - 1] in _calendar().abbreviations
    ):
        place += 1
    return place


def _is_day(text: Text, place: int) -> tuple[int, int] | None:
    """A day of the month at a token, "4" or "4th" or "the 4th": the day and the place after it. Impossible days too."""
    tokens = text.tokens
    if place < len(tokens) and text.lowers[place] == "the":
        place += 1
    if (
        place >= len(tokens)
        or tokens[place].kind != "number"
        or not tokens[place].text.isdecimal()
        or len(tokens[place].text) > 2
    ):
        table = words().ordinals
        if (
            place < len(tokens)
            and table.get(text.lowers[place], 99) <= 31
            and text.lowers[place - 1] == "the"
        ):
            return table[text.lowers[place]], place + 1
        return None
    day = int(tokens[place].text)
    after = place + 1
    if after < len(tokens) and glued(tokens, after) and text.lowers[after] in ("st", "nd", "rd", "th"):
        after += 1
    elif (after < len(tokens) and glued(tokens, after) and tokens[after].kind != "sign") or (
        after + 1 < len(tokens)
        and glued(tokens, after)
        and text.texts[after] in ("%", ":", "/")
        and (text.texts[after] == "%" or (glued(tokens, after + 1) and tokens[after + 1].kind == "number"))
    ):
        return None
    return day, after


def _year_at(text: Text, place: int) -> int | None:
    if place >= len(text.tokens):
        return None
    token = text.tokens[place]
    if token.kind != "number" or len(token.text) != 4 or not token.text.isdecimal():
        return None
    year = int(token.text)
    table = _calendar()
    if not table.first_year <= year <= table.last_year:
        return None
    following = text.tokens[place + 1] if place + 1 < len(text.tokens) else None
    if following is not None and glued(text.tokens, place + 1) and following.kind != "sign":
        return None
    if following is not None and following.lower in cue("dates", "after_year_at"):
        return None
    return year


def _weekday(text: Text, place: int) -> int | None:
    if place >= len(text.tokens):
        return None
    token = text.tokens[place]
    if not token.text[0].isupper() and not text.uncased:
        return None
    table = _calendar()
    lower = token.lower[:-2] if token.lower.endswith("'s") else token.lower
    if lower in table.weekdays:
        return table.weekdays[lower]
    return None


def _abbreviated_weekday(text: Text, place: int) -> int | None:
    token = text.tokens[place]
    if not token.text[0].isupper():
        return None
    day = _calendar().weekday_abbreviations.get(token.lower)
    if day is None:
        return None
    before = text.tokens[place - 1] if place else None
    opens = before is None or before.kind == "sign" or "\n" in text.text[before.end : token.start]
    return day if opens or _day_and_month(text, _skip_comma(text, place + 1)) is not None else None


def _skip_comma(text: Text, place: int) -> int:
    while place < len(text.tokens) and text.texts[place] in (",", "(", "."):
        place += 1
    return place


def read_date(text: Text, place: int) -> DateMatch | None:
    """The date, month, year, decade or weekday that starts at a token."""
    token = text.tokens[place]
    if token.kind == "word":
        weekday = _weekday(text, place)
        if weekday is None:
            weekday = _abbreviated_weekday(text, place)
            if weekday is not None:
                after = _skip_comma(text, place + 1)
                found = _day_and_month(text, after)
                return None if found is None else _joined(place, found, weekday)
        if weekday is not None:
            return _from_weekday(text, place, weekday)
        return _with_weekday_after(text, _day_and_month(text, place))
    if token.kind == "number":
        found = _day_and_month(text, place)
        if found is not None:
            return _with_weekday_after(text, found)
        numeric = numeric_date(text, place)
        if numeric is not None:
            return numeric
        return _year_or_decade(text, place)
    if token.kind == "dotted":
        return _dotted_date(text, place)
    if token.text in _APOSTROPHES:
        return _short_decade(text, place)
    return None


def _from_weekday(text: Text, place: int, weekday: int) -> DateMatch | None:
    after = place + 1
    position = after
    while position < len(text.tokens) and text.lowers[position] in cue("dates", "from_weekday_words"):  # fmt: skip
        position += 1
        if position - after > 3:
            break
    found = _day_and_month(text, position)
    if found is None and position > after and text.lowers[position - 1] == "the":
        found = None
    if found is not None and not text.tokens[place].lower.endswith("'s") and not _two_days(text, place):
        last = found.last
        if last < len(text.tokens) and text.texts[last] == ")" and "(" in text.texts[place:last]:
            last += 1
        return DateMatch(place, last, found.form, _replace(found.calendar, weekday))
    return DateMatch(place, place + 1, "weekday", CalendarValue(weekday=weekday))


def _two_days(text: Text, place: int) -> bool:
    """Whether the weekday ends a night or a pair ("night of Thursday to Friday 24 May")."""
    return (
        place >= 2
        and text.lowers[place - 1] in ("to", "and", "or", "/", "–", "-")
        and _weekday(text, place - 2) is not None
    )


def _replace(calendar: CalendarValue, weekday: int) -> CalendarValue:
    return CalendarValue(year=calendar.year, month=calendar.month, day=calendar.day, weekday=weekday)


def _joined(first: int, found: DateMatch, weekday: int) -> DateMatch:
    return DateMatch(first, found.last, found.form, _replace(found.calendar, weekday))


def _with_weekday_after(text: Text, found: DateMatch | None) -> DateMatch | None:
    """ "20 June 2006, Tuesday", "23 May (Friday)": the weekday after a date of at least day and month."""
    if found is None or found.calendar.day is None or found.calendar.weekday is not None:
        return found
    place = found.last
    bracket = False
    if place < len(text.tokens) and text.texts[place] in (",", "("):
        bracket = text.texts[place] == "("
        place += 1
    weekday = _weekday(text, place)
    if weekday is None:
        return found
    after = place + 1
    if bracket:
        if after < len(text.tokens) and text.texts[after] == ")":
            return DateMatch(found.first, after + 1, found.form, _replace(found.calendar, weekday))
        return found
    following = text.tokens[after] if after < len(text.tokens) else None
    if (
        place > found.last
        and following is not None
        and following.kind == "word"
        and following.lower not in ("at", "in", "by", "from")
    ):
        return found
    if place == found.last and found.calendar.year is None:
        return found
    return DateMatch(found.first, after, found.form, _replace(found.calendar, weekday))


def _day_and_month(text: Text, place: int) -> DateMatch | None:
    """ "May 23, 2025", "23 May 2025", "the 23rd of May", "May 2025", "May"."""
    if place >= len(text.tokens):
        return None
    month = _month(text, place)
    if month is not None:
        after = _after_month(text, place)
        year = _year_at(text, after)
        if year is not None:
            return DateMatch(place, after + 1, "date", CalendarValue(year=year, month=month))
        day = _is_day(text, after)
        if day is not None and not _day_is_a_count(text, day[1]):
            return _date_with_year(text, place, day[1], month, day[0])
        comma = after + 1 if after < len(text.tokens) and text.texts[after] == "," else after
        if comma < len(text.tokens) and text.lowers[comma] == "of":
            comma += 1
        year = _year_at(text, comma)
        if year is not None and comma > after:
            return DateMatch(place, comma + 1, "date", CalendarValue(year=year, month=month))
        if (
            day is None
            and after < len(text.tokens)
            and text.tokens[after].kind == "number"
            and text.tokens[after].text.isdecimal()
        ):
            number = int(text.tokens[after].text)
            if 31 < number < 100 and not (
                after + 1 < len(text.tokens) and text.tokens[after + 1].kind == "word"
            ):
                return DateMatch(place, after + 1, "date", CalendarValue(month=month, day=number))
        return _month_alone(text, place, after, month)
    day = _is_day(text, place)
    if day is None:
        return None
    after = day[1]
    if after < len(text.tokens) and text.lowers[after] in ("of", "-") and _month(text, after + 1) is not None:
        after += 1
    month = _month(text, after)
    if month is None:
        return None
    lower = text.lowers[after]
    if (
        lower in ("may", "march")
        and after + 1 < len(text.tokens)
        and text.tokens[after + 1].kind == "word"
        and not text.tokens[after].text[0].isupper()
        and not (text.uncased and place and text.lowers[place - 1] in ("on", "by", "since", "until", "from"))
    ):
        return None
    return _date_with_year(text, place, _after_month(text, after), month, day[0])


_APOSTROPHES = frozenset("'’‘")
_RANGE_JOINTS = frozenset({"-", "–", "to", "and", "until", "through", "/", "or"})


def read_day_of_range(text: Text, place: int, before: DateMatch | None) -> DateMatch | None:
    """A bare day that shares its month: the "24" of "24-26 May 2025", or after `before` the "26" of "May 24 to 26"."""
    tokens, lowers = text.tokens, text.lowers
    day = _is_day(text, place)
    if day is None or lowers[place] == "the" or not 1 <= day[0] <= 31:
        return None
    after = day[1]
    if before is not None and before.last == place - 1 and lowers[place - 1] in _RANGE_JOINTS:
        calendar = before.calendar
        following = lowers[after] if after < len(tokens) else ""
        closes = (
            after >= len(tokens)
            or tokens[after].kind == "sign"
            or following in cue("dates", "after_day_range")
        )
        month_first = tokens[before.first].kind == "word"
        if calendar.day is not None and calendar.month is not None and calendar.day < day[0] and month_first:
            year = _year_at(text, after + 1) if following == "," else _year_at(text, after)
            if year is not None:
                last = after + 2 if following == "," else after + 1
                return DateMatch(
                    place, last, "date", CalendarValue(year=year, month=calendar.month, day=day[0])
                )
            if closes and not (after < len(tokens) and text.texts[after] in ("%", "/", ":")):
                return DateMatch(
                    place, after, "date", CalendarValue(year=calendar.year, month=calendar.month, day=day[0])
                )
    if after + 1 < len(tokens) and lowers[after] in _RANGE_JOINTS and tokens[after + 1].kind == "number":
        if lowers[after] == "and" and lowers[max(0, place - 1) : place] not in (["between"], ["on"]):
            return None
        end = _day_and_month(text, after + 1)
        if end is not None and end.calendar.day is not None and end.calendar.day > day[0]:
            calendar = end.calendar
            return DateMatch(
                place, after, "date", CalendarValue(year=calendar.year, month=calendar.month, day=day[0])
            )
    return None


def _day_is_a_count(text: Text, place: int) -> bool:
    """Whether the number after a month counts something ("in May 23 people")."""
    if place >= len(text.tokens):
        return False
    lower = text.lowers[place]
    return lower in cue("dates", "day_is_a_count_words") or (
        text.texts[place] == "%" and glued(text.tokens, place)
    )


def _date_with_year(text: Text, first: int, place: int, month: int, day: int) -> DateMatch:
    after = place
    while after < len(text.tokens) and text.texts[after] in (",", "'", "’", "-") and after - place < 2:
        after += 1
    if after < len(text.tokens) and text.lowers[after] == "of" and after == place:
        after += 1
    if after > place and _weekday(text, after) is not None:
        # "23 May, Friday, 2025" does not occur; leave the weekday to the caller
        return DateMatch(first, place, "date", CalendarValue(month=month, day=day))
    year = _year_at(text, after)
    if year is not None:
        return DateMatch(first, after + 1, "date", CalendarValue(year=year, month=month, day=day))
    year = _short_year(text, place)
    if year is not None:
        return DateMatch(first, place + 2, "date", CalendarValue(year=year, month=month, day=day))
    return DateMatch(first, place, "date", CalendarValue(month=month, day=day))


def _short_year(text: Text, place: int) -> int | None:
    """The year of an apostrophe and two digits that nothing follows as a noun: "(in) '68", "(3 May) '24"."""
    tokens = text.tokens
    if place + 1 >= len(tokens) or text.texts[place] not in _APOSTROPHES or not glued(tokens, place + 1):
        return None
    digits = tokens[place + 1]
    if digits.kind != "number" or len(digits.text) != 2 or not digits.text.isdecimal():
        return None
    after = place + 2
    if after < len(tokens) and not (
        text.texts[after] in (".", ",", ";", ")") or text.lowers[after] in cue("dates", "after_short_year")
    ):
        return None
    return int(digits.text) + (2000 if int(digits.text) < 40 else 1900)


def _month_alone(text: Text, place: int, after: int, month: int) -> DateMatch | None:
    lower = text.lowers[place]
    table = _calendar()
    before = text.lowers[place - 1] if place else ""
    if (lower in cue("dates", "month_alone_words") or lower in table.abbreviations) and (
        before not in cue("dates", "before_month") or before in (",", "and", "or", "(", "-", "–", "to")
    ):
        return None
    return DateMatch(place, place + 1, "date", CalendarValue(month=month))


def numeric_date(text: Text, place: int) -> DateMatch | None:
    """2025-05-23, 23/05/2025."""
    tokens = text.tokens
    if place + 4 >= len(tokens):
        return None
    if not all(glued(tokens, place + step) for step in range(1, 5)):
        return None
    parts = (tokens[place], tokens[place + 2], tokens[place + 4])
    if any(part.kind != "number" or not part.text.isdecimal() for part in parts):
        return None
    joints = (text.texts[place + 1], text.texts[place + 3])
    if joints not in (("-", "-"), ("/", "/")):
        return None
    if place + 5 < len(tokens) and glued(tokens, place + 5) and text.texts[place + 5] in "/-":
        return None
    a, b, c = (part.text for part in parts)
    if len(a) == 4 and len(b) <= 2 and len(c) <= 2 and 1 <= int(b) <= 12:
        return DateMatch(place, place + 5, "date", CalendarValue(year=int(a), month=int(b), day=int(c)))
    if len(c) in (2, 4) and len(a) <= 2 and len(b) <= 2 and (1 <= int(b) <= 12 or 1 <= int(a) <= 12):
        year = int(c) if len(c) == 4 else None
        if int(b) > 12:
            return DateMatch(place, place + 5, "date", CalendarValue(year=year, month=int(a), day=int(b)))
        if int(a) > 12:
            return DateMatch(place, place + 5, "date", CalendarValue(year=year, month=int(b), day=int(a)))
        # day and month cannot be told apart: only the year is sure
        return DateMatch(place, place + 5, "date", CalendarValue(year=year))
    return None


def _dotted_date(text: Text, place: int) -> DateMatch | None:
    parts = text.texts[place].split(".")
    if len(parts) == 3 and len(parts[0]) <= 2 and len(parts[1]) <= 2 and len(parts[2]) == 4:
        day, month, year = (int(part) for part in parts)
        if 1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2100:
            return DateMatch(place, place + 1, "date", CalendarValue(year=year, month=month, day=day))
    return None


def _short_decade(text: Text, place: int) -> DateMatch | None:
    """ "'80s", and the year of "in '68"."""
    tokens = text.tokens
    year = _short_year(text, place)
    if year is not None and place and text.lowers[place - 1] in cue("dates", "before_short_year"):
        return DateMatch(place, place + 2, "year", CalendarValue(year=year))
    if (
        place + 2 < len(tokens)
        and glued(tokens, place + 1)
        and glued(tokens, place + 2)
        and len(tokens[place + 1].text) == 2
        and tokens[place + 1].text.isdecimal()
        and text.texts[place + 1][1] == "0"
        and text.lowers[place + 2] == "s"
    ):
        return DateMatch(place, place + 3, "decade", CalendarValue(year=1900 + int(tokens[place + 1].text)))
    return None


def _year_or_decade(text: Text, place: int) -> DateMatch | None:
    tokens = text.tokens
    token = tokens[place]
    digits = token.text
    if not digits.isdecimal() or len(digits) > 4:
        return None
    after = place + 1
    table = _calendar()
    if len(digits) < 3:
        after_christ = place > 0 and text.texts[place - 1] == "AD" and int(digits) > 31
        era = text.texts[after] if after < len(tokens) else ""
        if era != "AD" and not after_christ:
            return None
    if (
        len(digits) == 4
        and after < len(tokens)
        and glued(tokens, after)
        and text.lowers[after] in ("s", "'s")
    ):
        if digits.endswith("0") and 1100 <= int(digits) <= 2100:
            return DateMatch(place, after + 1, "decade", CalendarValue(year=int(digits)))
        if text.lowers[after] == "s" and not 1900 <= int(digits) <= 2099:
            return None
        return DateMatch(place, after + 1, "year", CalendarValue(year=int(digits)))
    if (
        after + 1 < len(tokens)
        and text.texts[after] in ("'", "’")
        and text.lowers[after + 1] == "s"
        and glued(tokens, after)
        and glued(tokens, after + 1)
    ):
        year = _plain_year(text, place)
        if year is not None:
            return DateMatch(place, after, "year", CalendarValue(year=year))
    if after < len(tokens) and text.lowers[after] in table.eras and text.texts[after].isupper():
        sign = -1 if text.lowers[after].startswith("bc") else 1
        return DateMatch(place, after + 1, "year", CalendarValue(year=sign * int(digits)))
    if len(digits) < 4:
        if place and text.texts[place - 1] == "AD":
            return DateMatch(place, place + 1, "year", CalendarValue(year=int(digits)))
        return None
    year = _plain_year(text, place)
    if year is None:
        return None
    # 2012-13, 2012-2013, 2012/13
    if (
        after + 1 < len(tokens)
        and text.texts[after] in ("-", "–", "/", "—")
        and tokens[after + 1].kind == "number"
        and glued(tokens, after) == glued(tokens, after + 1)
        and tokens[after + 1].text.isdecimal()
    ):
        other = tokens[after + 1].text
        tight = glued(tokens, after)
        end: int | None = None
        if len(other) == 4 and _year_at(text, after + 1) is not None:
            end = int(other)
        elif len(other) == 2 and tight:
            end = int(digits[:2] + other)
            if end <= year and end % 100 != 0:
                end = None
            elif end <= year:
                end += 100
        if end is not None and not (
            after + 2 < len(tokens) and glued(tokens, after + 2) and text.texts[after + 2] in "-/"
        ):
            return DateMatch(place, after + 2, "year", CalendarValue(year=year), years=(year, end))
    return DateMatch(place, place + 1, "year", CalendarValue(year=year))


def _plain_year(text: Text, place: int) -> int | None:
    """A four-digit number that the words around make a year."""
    year = _year_at(text, place)
    if year is None:
        return None
    table = _calendar()
    before = text.lowers[place - 1] if place else ""
    if (place and before in ("$", "£", "€", "#", "no", "no.", "flight", "page", "x")) or (
        place and glued(text.tokens, place) and text.texts[place - 1] in ("$", "£", "€", "¥", "₹", "+")
    ):
        return None
    if place + 1 < len(text.tokens):
        following = text.lowers[place + 1]
        if following in table.after_no_year or (text.texts[place + 1] == "%") or _counts(text, place):
            return None
        if (
            following == "."
            and glued(text.tokens, place + 1)
            and place + 2 < len(text.tokens)
            and glued(text.tokens, place + 2)
            and text.tokens[place + 2].kind == "number"
        ):
            return None
    if 1800 <= year <= 2099:
        if before in cue("dates", "before_plain_year_3") and place + 1 < len(text.tokens):
            following_token = text.tokens[place + 1]
            if (
                following_token.kind == "word"
                and before not in ("around", "about", "than")
                and following_token.lower not in cue("dates", "after_plain_year")
            ):
                return None
        return year
    if year > 2099 and before in cue("dates", "before_plain_year_2"):
        return year
    if before == "of" and place > 1 and text.lowers[place - 2] in cue("dates", "dated_by_year"):
        return year
    if (
        (
            before in ("between", "from")
            and place + 2 < len(text.tokens)
            and text.lowers[place + 1] in ("and", "to", "until")
        )
        and _year_at(text, place + 2) is not None
        and (place + 3 >= len(text.tokens) or text.texts[place + 3] not in ("%", "$"))
    ):
        return year
    if (
        before in ("and", "to")
        and place >= 3
        and text.lowers[place - 3] in ("between", "from")
        and _year_at(text, place - 2) is not None
    ):
        return year
    if before in cue("dates", "before_plain_year"):
        following_text = text.lowers[place + 1] if place + 1 < len(text.tokens) else "."
        if before in ("in", "since", "year", "circa", "c."):
            return year
        if following_text in (".", ",", ")", "-", "–", "and", "when") and before in (
            "until",
            "before",
            "after",
            "around",
            "(",
        ):
            return year
    return None


def _counts(text: Text, place: int) -> bool:
    """Whether four digits count the plural after them: "sold 1900 tickets", "about 2000 farmers", "the 1850 beds".

    A year stands before a plural too ("the 1980 riots", "2019 levels"), so that the word before must be one that takes
    an object or a hedge, or the noun one that no year describes.
    """
    following = text.tokens[place + 1]
    if following.kind != "word" or not following.text[0].islower() or glued(text.tokens, place + 1):
        return False
    noun = following.lower
    if noun in cue("dates", "only_counted"):
        return True
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s"))
    if not plural or len(noun) < 4 or noun in cue("dates", "of_a_year") or place == 0:
        return False
    before = text.tokens[place - 1]
    if before.lower in cue("dates", "before_a_count"):
        return True
    return (
        before.kind == "word"
        and before.text[0].islower()
        and len(before.text) > 2
        and before.lower not in cue("dates", "before_a_year")
        and not before.lower.endswith(("ly", "'s", "s'", "al", "ic", "ive", "ous"))
        and before.lower not in _calendar().before_year
    )


def resolve(
    match: DateMatch, *, anchor: date | None, other_years: tuple[int, ...] = ()
) -> tuple[Reading, ...]:
    """What a date may mean, likeliest first: ordinals of days for dates, the number for years.

    A date without a year is read in the year nearest to `anchor`, then the years beside it and `other_years`; without
    an anchor it may be any day. A date that no calendar holds ("31 June") may be any day too.
    """
    calendar = match.calendar
    if match.form == "weekday":
        assert calendar.weekday is not None
        point = Interval.point(calendar.weekday)
        return (Reading(core=point, wide=point),)
    if match.form == "year":
        assert calendar.year is not None
        low, high = match.years or (calendar.year, calendar.year)
        span = Interval.between(low, high)
        return (Reading(core=span, wide=span),)
    if match.form == "decade":
        assert calendar.year is not None
        span = Interval.between(
            calendar.year, calendar.year + (99 if calendar.year % 100 == 0 and calendar.year < 2000 else 9)
        )
        return (Reading(core=span, wide=span),)
    unknown = Reading(
        core=Interval.between(1, 3_652_059),
        wide=Interval.between(1, 3_652_059),
        note="no such day or no year",
    )
    if calendar.year is not None and calendar.month is not None:
        days = _days(calendar.year, calendar.month, calendar.day)
        return (unknown,) if days is None else (Reading(core=days, wide=days),)
    if calendar.month is None or anchor is None:
        return (unknown,)
    years = sorted(
        {anchor.year - 1, anchor.year, anchor.year + 1, *other_years},
        key=lambda year: _distance(year, calendar, anchor),
    )
    nearest = _distance(years[0], calendar, anchor)
    readings: list[Reading] = []
    for year in years:
        days = _days(year, calendar.month, calendar.day)
        if days is None:
            continue
        far = _distance(year, calendar, anchor)
        if readings and nearest <= 120 and far > 245 and year not in other_years:
            continue
        readings.append(Reading(core=days, wide=days, note=str(year)))
    return tuple(readings) or (unknown,)


def _distance(year: int, calendar: CalendarValue, anchor: date) -> int:
    span = _days(year, calendar.month or 1, calendar.day)
    if span is None:
        return 10_000 + abs(year - anchor.year)
    assert span.low is not None
    assert span.high is not None
    low, high, day = int(span.low), int(span.high), anchor.toordinal()
    return 0 if low <= day <= high else min(abs(low - day), abs(high - day))


def _days(year: int, month: int, day: int | None) -> Interval | None:
    """The days of a month or the one day; None where the calendar has no such day."""
    if not 1 <= year <= 9999:
        return None
    length = monthrange(year, month)[1]
    if day is None:
        return Interval.between(date(year, month, 1).toordinal(), date(year, month, length).toordinal())
    if not 1 <= day <= length:
        return None
    return Interval.point(Fraction(date(year, month, day).toordinal()))


def anchor_of(published: Published | None) -> date | None:
    """The day by which dates without a year are read."""
    return None if published is None else published.day
