"""Headlines against their stories: numbers, ages, years, named numbers and changes in a year."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.links import headline, headline_age, headline_change, headline_year, named_number
from checker.links.context import Context
from tests.links.articles_by_hand import context_of, told
from tests.numbers_by_hand import number


def people(text: str, written: str, value: int, **frame: Any) -> Any:
    """A count of people, written in words or digits."""
    return number(text, written, value=value, counted="person", counted_origin="own", **frame)


def raid(
    title: str, title_numbers: list[Any], story: str, numbers: list[Any], *more: tuple[str, list[Any]]
) -> Context:
    blocks: list[Any] = [("headline", title, title_numbers), ("paragraph", story, numbers)]
    blocks += [("paragraph", text, claims) for text, claims in more]
    return context_of(*blocks)


def test_a_headline_number_is_tied_to_its_like() -> None:
    title, story = "Six held in dock raid", "Police arrested six people in a raid on the docks at Barmouth."
    context = raid(title, [number(title, "Six", value=6)], story, [people(story, "six", 6)])
    assert told(headline.find(context)) == [("headline", {"headline": ["Six"], "body": ["six"]})]


def test_without_its_like_it_is_tied_to_what_happened_to_as_many_people() -> None:
    title, story = "Nine held in dock raid", "Police arrested six people in a raid on the docks at Barmouth."
    context = raid(title, [number(title, "Nine", value=9)], story, [people(story, "six", 6)])
    ((kind, roles),) = told(headline.find(context))
    assert (kind, roles) == ("headline", {"headline": ["Nine"], "body": ["six"]})


def test_the_sum_of_groups_is_no_rival() -> None:
    title = "Six held in dock raid"
    story = "Police arrested four men and two women in a raid on the docks at Barmouth."
    groups = [
        number(story, "four", value=4, counted="man", counted_origin="own", event="arrest"),
        number(story, "two", value=2, counted="woman", counted_origin="own", event="arrest"),
    ]
    context = raid(title, [number(title, "Six", value=6)], story, groups)
    assert not told(headline.find(context))


def test_more_people_are_other_people() -> None:
    title = "Nine held in dock raid"
    story = "Police arrested six more people in a raid on the docks at Barmouth."
    context = raid(title, [number(title, "Nine", value=9)], story, [people(story, "six", 6)])
    assert not told(headline.find(context))


def test_the_same_hedge_makes_a_comparison_of_numerals() -> None:
    title = "At least 14 killed in mine"
    story = "At least 40 people were killed when a coal mine near Kasama collapsed."
    context = raid(
        title,
        [number(title, "14", qualifier="at_least")],
        story,
        [people(story, "40", 40, qualifier="at_least")],
    )
    assert [kind for kind, _ in told(headline.find(context))] == ["headline_numeral"]


@pytest.mark.parametrize(
    ("story", "ages"),
    [
        ("Moira Tennant, the painter, has died at the age of 38, her gallery said.", [("age", 38)]),
        ("Moira Tennant, the painter, has died in hospital at Whitby. She was 38.", [("count", 38)]),
        ("Moira Tennant, 38, painted the lighthouses of the northern coast.", [("age", 38)]),
    ],
)
def test_the_age_of_the_person_named_is_found(story: str, ages: list[tuple[Any, int]]) -> None:
    title = "Painter Moira Tennant dies aged 83"
    form, value = ages[0]
    context = context_of(
        ("headline", title, [number(title, "83", form="age", unit="year")]),
        ("paragraph", story, [number(story, str(value), form=form)]),
    )
    assert told(headline_age.find(context)) == [("headline_age", {"headline": ["83"], "body": ["38"]})]


@pytest.mark.parametrize(
    "story",
    [
        "Moira Tennant has died in hospital. Her husband, Neil, died in March, aged 71.",
        "Moira Tennant has died in hospital. She was 19 when she sold her first picture.",
        "Moira Tennant has died in hospital. The gallery, 71, said that it was closed.",
    ],
)
def test_other_ages_are_left_alone(story: str) -> None:
    title = "Painter Moira Tennant dies aged 83"
    age = "71" if "71" in story else "19"
    context = context_of(
        ("headline", title, [number(title, "83", form="age", unit="year")]),
        ("paragraph", story, [number(story, age, form="age")]),
    )
    assert not told(headline_age.find(context))


def years(title: str, year: str, story: str, *written: str) -> Context:
    return context_of(
        ("headline", title, [number(title, year, form="year")]),
        ("paragraph", story, [number(story, item, form="year") for item in written]),
        published=date(2019, 7, 8),
    )


def test_a_headline_year_without_its_like_is_held_against_the_day_of_publication() -> None:
    story = "More than a few came to the quays at the weekend, the organisers of the festival said."
    context = years("Harbour Festival 2018 draws crowds", "2018", story)
    (link,) = headline_year.find(context)
    assert link.roles["stated"][0].quantity.value == Fraction(2019)


@pytest.mark.parametrize("marks", ["''", "‘’", '""', "“”"])
def test_the_name_beside_a_headline_year_may_stand_in_any_quotation_marks(marks: str) -> None:
    title, story = (
        f"{{}} {marks[0]}Angels of the Harbour{marks[1]} {word}" for word in ("prize", "prize went to Ann.")
    )
    context = years(title.format("2018"), "2018", f"The {story.format('2017')}", "2017")
    assert [link.kind for link in headline_year.find(context)] == ["headline_year"]


def test_a_headline_year_in_the_story_or_long_past_is_left_alone() -> None:
    story = "The harbour of 2018 was not what the harbour of 1994 had been, the organisers said."
    (link,) = headline_year.find(years("Harbour Festival 2018 draws crowds", "2018", story, "2018", "1994"))
    assert link.roles["stated"][0].quantity.text == "2018"
    story = "The trial for the old robbery of the post office opened on Monday at the crown court."
    assert not list(headline_year.find(years("Man charged with 1994 robbery", "1994", story)))


@pytest.mark.parametrize(
    ("story", "found"),
    [
        ("Cyclone Ines grew into a Category 3 storm on Tuesday, 12 hours before landfall.", ["3"]),
        ("Cyclone Ines, which was a Category 3 storm, is now of Category 4, 12 hours before landfall.", []),
        ("Cyclone Ines grew from Category 3 within 12 hours before landfall, the bureau said.", []),
    ],
)
def test_a_number_of_a_name_is_tied_to_the_same_name(story: str, found: list[str]) -> None:
    title = "Cyclone Ines reaches Category 4"
    context = context_of(
        ("headline", title, [number(title, "4")]), ("paragraph", story, [number(story, "12")])
    )
    assert [roles["body"][0] for _, roles in told(named_number.find(context))] == found


def test_a_change_in_a_year_lies_between_the_values_of_the_lead() -> None:
    title = "Rents up 12% in a year"
    story = "A typical rent came to $1,540 in June, compared with $1,430 a year before."
    money = [number(story, item, form="money", unit="USD") for item in ("$1,540", "$1,430")]
    context = context_of(
        ("headline", title, [number(title, "12%", form="percent", unit="percent")]),
        ("paragraph", story, money),
    )
    assert told(headline_change.find(context)) == [
        ("change", {"old": ["$1,430"], "new": ["$1,540"], "rise": ["12%"]})
    ]
