"""Quantities, ages and acts stated twice in the story, ranks, and places in a row."""

from __future__ import annotations

from typing import Any

import pytest

from checker.links import casualties, person_age, ranking, restated_date, restatement, succession
from checker.links.context import Context
from tests.links.articles_by_hand import context_of, told
from tests.numbers_by_hand import number


def story(*paragraphs: tuple[str, list[Any]]) -> Context:
    return context_of(*(("paragraph", text, claims) for text, claims in paragraphs))


def own(text: str, written: str, counted: str, value: int | None = None, **frame: Any) -> Any:
    return number(text, written, value=value, counted=counted, counted_origin="own", **frame)


def test_an_agreed_total_is_told_again_by_its_nominalisation() -> None:
    first = "The two governments agreed to release 800 detainees each."
    second = "Monday was the start of a deal for the release of 900 detainees from each side."
    context = story(
        (first, [own(first, "800", "detainee", scope="each", event="release")]),
        (second, [own(second, "900", "detainee", scope="each", event="release")]),
    )
    assert told(restatement.find(context)) == [("restatement", {"first": ["800"], "second": ["900"]})]


@pytest.mark.parametrize(
    "second",
    [
        "In the first phase of the deal each side will release 300 detainees.",
        "Under the deal each side will release a further 300 detainees.",
        "Each side has since released 300 detainees.",
    ],
)
def test_a_phase_or_what_was_done_is_not_the_agreed_total(second: str) -> None:
    first = "The two governments agreed to release 800 detainees each."
    context = story(
        (first, [own(first, "800", "detainee", scope="each", event="release")]),
        (second, [own(second, "300", "detainee", scope="each", event="release")]),
    )
    assert not told(restatement.find(context))


def test_all_takes_up_a_count_of_the_same_noun() -> None:
    first, second = "Seventeen pupils were on the minibus.", "He said that all 16 pupils had belts on."
    context = story((first, [own(first, "Seventeen", "pupil", 17)]), (second, [own(second, "16", "pupil")]))
    assert told(restatement.find(context)) == [("restated_count", {"first": ["Seventeen"], "second": ["16"]})]


def test_all_of_a_part_is_not_all() -> None:
    first = "Three of the pupils and 17 pupils more were on the minibus."
    second = "He said that all 16 pupils had belts on."
    context = story(
        (first, [own(first, "17", "pupil", scope="additional")]), (second, [own(second, "16", "pupil")])
    )
    assert not told(restatement.find(context))


def test_swapped_digits_tie_two_figures_of_one_kind() -> None:
    first, second = "The jury awarded her $2.35 million.", "They appealed against the award of $2.53 million."
    context = story(
        (first, [number(first, "$2.35 million", form="money", unit="USD")]),
        (second, [number(second, "$2.53 million", form="money", unit="USD")]),
    )
    assert [kind for kind, _ in told(restatement.find(context))] == ["transposition"]


def test_swapped_digits_of_a_change_or_of_another_year_tie_nothing() -> None:
    first, second = "Sales came to 1,342 boats.", "They had risen from 1,432 boats."
    context = story((first, [own(first, "1,342", "boat")]), (second, [own(second, "1,432", "boat")]))
    assert not told(restatement.find(context))
    second = "It sold 1,432 boats in 2018."
    context = story((first, [own(first, "1,342", "boat")]), (second, [own(second, "1,432", "boat")]))
    assert not told(restatement.find(context))


def test_ages_behind_one_name_belong_together_and_families_are_kept_apart() -> None:
    first, second = "Lena Brandt, 44, of Mill Lane, denied theft.", "Brandt, 47, told the jury so."
    ages = (
        (first, [number(first, "44", form="age", unit="year")]),
        (second, [number(second, "47", form="age", unit="year")]),
    )
    assert told(person_age.find(story(*ages))) == [("person_age", {"first": ["44"], "second": ["47"]})]
    family = "Paul Brandt, her brother, was not in court for the 2 hearings."
    assert not told(person_age.find(story(*ages, (family, [number(family, "2")]))))


def test_one_act_has_one_year_unless_it_is_amended() -> None:
    first = "She voted for the Inland Fisheries Act of 2005."
    second = "It is in the Inland Fisheries Act of 2003."
    amended = "It amended the Inland Fisheries Act of 2003."
    year = number(first, "2005", form="year")
    context = story((first, [year]), (second, [number(second, "2003", form="year")]))
    assert told(restated_date.find(context)) == [("restated_year", {"first": ["2005"], "second": ["2003"]})]
    context = story((first, [year]), (amended, [number(amended, "2003", form="year")]))
    assert not told(restated_date.find(context))


@pytest.mark.parametrize(
    ("text", "written", "larger", "smaller"),
    [
        ("Oakham had the highest rate, 12.4, followed by Corby with 13.9.", ("12.4", "13.9"), "12.4", "13.9"),
        ("Oakham had the lowest rate, 12.4, followed by Corby with 13.9.", ("12.4", "13.9"), "13.9", "12.4"),
        ("Ann Doyle won with 431 votes, ahead of Tom Birch on 450.", ("431", "450"), "431", "450"),
        ("The lake fell to 3.9, a record low. The previous record was 3.7.", ("3.9", "3.7"), "3.7", "3.9"),
        ("At 4.1 it is at its highest since the strike, when it was 3.9.", ("4.1", "3.9"), "3.9", "4.1"),
        ("Ann Doyle won with 431 votes. In second place, Tom Birch had 450.", ("431", "450"), "431", "450"),
    ],
)
def test_the_wording_says_which_number_has_to_be_larger(
    text: str, written: tuple[str, str], larger: str, smaller: str
) -> None:
    context = story((text, [number(text, item) for item in written]))
    assert told(ranking.find(context)) == [("ranking", {"larger": [larger], "smaller": [smaller]})]


@pytest.mark.parametrize(
    "text",
    [
        "She won 23 points ahead of Ines Dial on 61.",
        "The speech lasted 23 minutes and was followed by a film of 61 minutes.",
        "Els, on 23 under par, finished ahead of Dunne on 61.",
        "He scored 23 goals to set a new record of 61.",
    ],
)
def test_margins_programmes_par_and_new_records_are_no_ranks(text: str) -> None:
    context = story((text, [number(text, "23"), number(text, "61")]))
    assert not told(ranking.find(context))


def test_a_best_ranking_is_a_lower_number() -> None:
    text = "Ranked 41st this week, she had a career high of number 22 two years ago."
    context = story((text, [number(text, "41st", form="ordinal", value=41)]))
    assert told(ranking.find(context)) == [("ranking", {"larger": ["41"], "smaller": ["22"]})]


@pytest.mark.parametrize(
    ("text", "count", "value"),
    [
        ("Two councillors opposed the plan and a third, Ines Kerr, abstained.", "Two", 2),
        ("She has won three titles and is aiming for a fifth in Paris.", "three", 3),
    ],
)
def test_a_further_one_follows_the_count(text: str, count: str, value: int) -> None:
    ordinal = "third" if "third" in text else "fifth"
    noun = "councillor" if value == 2 else "title"
    claims = [
        own(text, count, noun, value),
        number(text, ordinal, form="ordinal", value=3 if value == 2 else 5),
    ]
    assert [kind for kind, _ in told(succession.find(story((text, claims))))] == ["next_in_count"]


def test_another_in_between_breaks_the_row() -> None:
    text = "Two councillors opposed the plan, another left and a fourth, Ines Kerr, abstained."
    claims = [own(text, "Two", "councillor", 2), number(text, "fourth", form="ordinal", value=4)]
    assert not told(succession.find(story((text, claims))))


def test_a_place_is_one_of_its_count() -> None:
    text = "It was the fourth of her three attempts."
    claims = [number(text, "fourth", form="ordinal", value=4), own(text, "three", "attempt", 3)]
    assert told(succession.find(story((text, claims)))) == [
        ("place_in_count", {"place": ["fourth"], "count": ["three"]})
    ]


def test_a_group_of_victims_is_held_against_the_largest_toll() -> None:
    first = "Nineteen people were killed in a market in Lorne; in May 30 people were killed there."
    second = "Forty Dutch nationals were killed in the attack."
    context = story(
        (first, [own(first, "Nineteen", "person", 19), own(first, "30", "person")]),
        (second, [own(second, "Forty", "national", 40, modifiers=("Dutch",))]),
    )
    assert told(casualties.find(context)) == [("event_part", {"part": ["Forty"], "whole": ["30"]})]
