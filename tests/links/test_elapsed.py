"""Years elapsed, anniversaries and ages beside the years they are reckoned from."""

from __future__ import annotations

from datetime import date

import pytest

from checker.links import age_date, elapsed
from tests.links.calendar_by_hand import article, found

_NOW = date(2025, 4, 8)


@pytest.mark.parametrize(
    "text",
    [
        "The circus last came in 2001. Now, 24 years on, the tents are up again.",
        "The bridge opened in 2001, 24 years ago.",
        "24 years ago, in 2001, the bridge opened.",
        "It is her first title since 2001, ending a wait of 24 years.",
        "The party lost for the first time in 24 years. It had governed since 2001 without a break.",
        "The mine shut in 2001. Today, 24 years later, the pithead stands.",
    ],
)
def test_years_up_to_publication(text: str) -> None:
    (link,) = found(elapsed.find, article(text, published=_NOW), "elapsed")
    assert (link["start"], link["length"], link["end"]) == ("2001", "24", "8 April 2025")


@pytest.mark.parametrize(
    "text",
    [
        "She led the union from 1990 until she retired in 2014, 24 years in which it grew.",
        "She was queen for 24 years, from 1990 to 2014.",
        "The mine shut in 1990. 24 years later, in 2014, it became a museum.",
        "Between 1990 and 2014, a span of 24 years, the town doubled.",
    ],
)
def test_years_between_two_years(text: str) -> None:
    (link,) = found(elapsed.find, article(text), "elapsed")
    assert (link["start"], link["end"], link["length"]) == ("1990", "2014", "24")


@pytest.mark.parametrize(
    "text",
    [
        "Sentenced to 24 years in 1990, he was released in 2004.",
        "It was the 1st time since 1999 that they won, and the 1st in 12 years that they led.",
        "The temple, rebuilt in 44 BC, stood for 400 years.",
    ],
)
def test_other_counts_of_years_are_left_alone(text: str) -> None:
    assert found(elapsed.find, article(text, published=_NOW), "elapsed") == []


@pytest.mark.parametrize(
    "text",
    [
        "Bells will mark the 60th anniversary of the flood of 1965.",
        "The company, founded in 1965, celebrates its 60th anniversary.",
        "The choir marks its 60th anniversary this year; it was founded in 1965.",
    ],
)
def test_an_anniversary_is_tied_to_its_year(text: str) -> None:
    (link,) = found(elapsed.find, article(text, published=_NOW), "anniversary")
    assert (link["start"], link["anniversary"]) == ("1965", "60th")


def test_an_edition_is_no_anniversary() -> None:
    assert (
        found(elapsed.find, article("The 60th edition of the race, first held in 1965.", published=_NOW))
        == []
    )


def test_birth_and_death_of_one_person() -> None:
    text = "Ivo Brandt was born in Graz on 4 May 1940. He died on 2 March 2024, aged 83."
    assert found(age_date.find, article(text), "age_birth") == [
        {"birth": "4 May 1940", "on": "2 March 2024", "age": "83"}
    ]


def test_the_death_of_a_relative_is_another() -> None:
    text = "Ivo Brandt was born in Graz on 4 May 1940. His wife died on 2 March 2024, aged 91."
    assert found(age_date.find, article(text), "age_birth") == []


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Lind, 70, still opens the bakery herself. She took it over in 1985, at the age of 30.",
        "Rosa Lind, now 70, was 30 when the bakery opened in 1985.",
        "She took the bakery over in 1985 aged 30 and is now 70.",
    ],
)
def test_two_ages_of_one_person(text: str) -> None:
    (link,) = found(age_date.find, article(text, published=_NOW), "age_pair")
    assert (link["age"], link["earlier_age"], link["earlier_on"]) == ("70", "30", "1985")


def test_the_ages_of_two_people_are_not_compared() -> None:
    text = "Rosa Lind, 70, still opens the bakery herself. Her son took it over in 2015, at the age of 20."
    assert found(age_date.find, article(text, published=_NOW), "age_pair") == []
