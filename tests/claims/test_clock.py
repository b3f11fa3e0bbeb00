"""Clock times in their many spellings, the 24-hour clock without a colon, and times that somebody took."""

from __future__ import annotations

import pytest

from checker.claims.mentions import read_mentions
from checker.claims.quantities import quantity_of
from checker.model import Quantity


def quantities(text: str) -> list[Quantity]:
    return [quantity_of(text, mention) for mention in read_mentions(text)]


def clock_times(text: str) -> list[tuple[str, str]]:
    """The clock times of a text as written, each with its hour and minute."""
    found = []
    for quantity in quantities(text):
        if quantity.calendar is not None and quantity.calendar.minute_of_day is not None:
            hour, minute = divmod(quantity.calendar.minute_of_day, 60)
            found.append((quantity.text, f"{hour:02d}:{minute:02d}"))
    return found


@pytest.mark.parametrize(
    ("text", "written", "time"),
    [
        ("doors open at five o'clock in the morning", "five o'clock", "05:00"),
        ("doors open at five o'clock pm", "five o'clock pm", "17:00"),
        ("doors open at 5 o'clock", "5 o'clock", "05:00"),
        ("doors open at seven p.m. on Friday", "seven p.m.", "19:00"),
        ("doors open at 7 p. m. on Friday", "7 p. m.", "19:00"),
        ("doors open at 7 p m on Friday", "7 p m", "19:00"),
        ("doors open at 1130pm", "1130pm", "23:30"),
        ("the siren at 17:30:15 woke them", "17:30:15", "17:30"),
        ("at 0600 hours the convoy left", "0600 hours", "06:00"),
        ("a ceasefire at 2400 hours", "2400 hours", "00:00"),
        ("shelling at 930 GMT", "930 GMT", "09:30"),
        ("landing at 1400 local", "1400", "14:00"),
        ("the ferry at half past 6", "half past 6", "06:30"),
        ("the ferry at a quarter to nine", "a quarter to nine", "08:45"),
        ("the ferry at quarter past twelve", "quarter past twelve", "12:15"),
        ("the kick-off is at high midday", "midday", "12:00"),
        ("polling ends at 12 noon", "12 noon", "12:00"),
        ("polling ends at 12:00 midnight", "12:00 midnight", "00:00"),
        ("polling ends at twelve noon", "twelve noon", "12:00"),
        ("12am is the deadline", "12am", "00:00"),
        ("the 13 pm ferry", "13 pm", "13:00"),
    ],
)
def test_clock_times(text: str, written: str, time: str) -> None:
    assert clock_times(text) == [(written, time)]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("at 7.30 GMT", "GMT"),
        ("at 17:30 GMT+2", "GMT+2"),
        ("at 7.30 local time", "local time"),
        ("at 7 a.m. Eastern time", "eastern time"),
        ("at 11:59pm ET", "ET"),
        ("at 11:59pm", None),
    ],
)
def test_zones(text: str, zone: str | None) -> None:
    (quantity,) = quantities(text)
    assert quantity.calendar is not None
    assert quantity.calendar.zone == zone


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The office is open from 0900 to 1730 on weekdays.", ["09:00", "17:30"]),
        ("The curfew runs from 2300 to 0500.", ["23:00", "05:00"]),
        ("Between 0900 and 1730, nobody came.", ["09:00", "17:30"]),
        ("The convoy left at 1400 hours and was back by 1830.", ["14:00", "18:30"]),
        ("By 2300 on Saturday crews had put the fire out.", ["23:00"]),
        ("They met at 2015 on Saturday night.", ["20:15"]),
        ("Crews worked from 1400 hours to 1600 hours.", ["14:00", "16:00"]),
    ],
)
def test_the_24_hour_clock_without_a_colon(text: str, times: list[str]) -> None:
    assert [time for _, time in clock_times(text)] == times


@pytest.mark.parametrize(
    "text",
    [
        "He worked 1400 hours last year.",
        "They logged 2470 hours.",
        "Output rose by 2300 on Monday night.",
        "Gold closed at 2245 on Monday evening.",
        "From 1990 to 2010 the mill worked at night.",
        "Until 2015, on Saturday nights, they danced.",
        "At 2300 metres the air is thin at night.",
        "Call from 0800 555 123.",
        "It was open at 25:10 or 10:75.",
        "The tower fell at high noon.",
        "The quarter past 5 million was the best.",
        "It is half past thirteen.",
        "They sold it for $5 pm.",
        "It was a 1,200 pm line.",
        "Ring 1330pm or 1275am.",
    ],
)
def test_what_is_no_clock_time(text: str) -> None:
    assert clock_times(text) == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("She won in 10:12.5.", "612.5"),
        ("a time of 1:59.40 over 800 metres", "119.4"),
        ("the marathon in 2:01:09 on a cold day", "7269"),
    ],
)
def test_times_that_somebody_took(text: str, seconds: str) -> None:
    quantity = quantities(text)[0]
    assert quantity.value is not None
    assert (f"{float(quantity.value):g}", quantity.unit, quantity.form) == (seconds, "second", "duration")
