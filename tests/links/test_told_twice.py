"""Order, scores, parts and headline places that reach over a sentence: whole texts, read with the model."""

from __future__ import annotations

from datetime import date

import pytest

from checker.check import read_document_numbers
from checker.documents import read_text
from checker.model import Link


def links_of(text: str, kind: str, *, title: str | None = None, published: date | None = None) -> list[Link]:
    document = read_text(text, title=title, published=published)
    return [link for link in read_document_numbers(document)[2] if link.kind == kind]


def filled(link: Link) -> dict[str, str]:
    return {role: claims[0].quantity.text for role, claims in link.roles.items()}


@pytest.mark.parametrize(
    ("text", "earlier", "later"),
    [
        ("Lund was elected to the council in 2004. He then served as mayor of Kelstad from 2009 to 2013.", "2004", "2009"),
        ("Kerr was convicted in 2004. A higher court ordered a new trial, in which he was again found guilty in 2007.", "2004", "2007"),
        ("In May 2018 the party nominated Ann Hall as its candidate. Hall withdrew in June 2019.", "May 2018", "June 2019"),
        ("A camera saw Kerr entering at 10:40 with a bag; he left at 12:05.", "10:40", "12:05"),
    ],
)  # fmt: skip
def test_an_order_word_reaches_over_the_sentence(text: str, earlier: str, later: str) -> None:
    assert {"earlier": earlier, "later": later} in [filled(link) for link in links_of(text, "order")]


@pytest.mark.parametrize(
    "text",
    [
        "Lund was elected to the council in 2004. Kerr then served as mayor of Kelstad from 2001 to 2003.",
        "Lund was elected to the council in 2004. He had then served as a clerk in 1998.",
        "A camera saw Kerr leaving at 10:40 with a bag; he entered at 9:05.",
    ],
)
def test_another_subject_or_the_past_before_is_in_no_order(text: str) -> None:
    assert links_of(text, "order") == []


def test_what_happened_during_a_term_lies_in_it() -> None:
    text = "Lund chaired the port board from 2001 to 2009. During his term, the 2006 storm sank two ferries."
    assert [filled(link) for link in links_of(text, "within_period")] == [
        {"start": "2001", "end": "2009", "date": "2006"}
    ]
    later = (
        "Lund chaired the port board from 2001 to 2009. During his term he met Kerr, who later died in 2016."
    )
    assert links_of(later, "within_period") == []


def test_one_match_has_one_score_but_for_legs_and_the_order_of_the_sides() -> None:
    text = "Kelstad defeated Norwick 2-0 on Sunday.\n\nKelstad 3-0 Norwick"
    assert [filled(link) for link in links_of(text, "same_match")] == [
        {"first_for": "2", "second_for": "3", "first_against": "0", "second_against": "0"}
    ]
    turned = "Kelstad defeated Norwick 2-0 on Sunday.\n\nNorwick 0-2 Kelstad"
    assert [filled(link) for link in links_of(turned, "same_match")] == [
        {"first_for": "2", "second_for": "2", "first_against": "0", "second_against": "0"}
    ]
    assert (
        links_of("Kelstad beat Norwick 2-0. In the first leg Kelstad beat Norwick 1-0.", "same_match") == []
    )


def test_a_minute_of_the_second_half_and_a_half_without_goals() -> None:
    text = "In the second half Kerr was booked for a foul. In the 26th minute Lund scored a goal."
    assert [filled(link) for link in links_of(text, "minute_of_half")] == [{"minute": "26"}]
    early = "In the first half Kerr was booked for a foul. In the 26th minute Lund scored a goal."
    assert links_of(early, "minute_of_half") == []
    goalless = "Neither side could score in the first half, as it ended 1-0."
    assert [filled(link) for link in links_of(goalless, "goalless")] == [{"home": "1", "away": "0"}]


@pytest.mark.parametrize(
    ("title", "text", "place"),
    [
        ("Third harbour debate cancelled", "The second harbour debate was cancelled on Friday after a burst pipe.", "second"),
        ("Kelstad beat Norwick in sixth round", "Kelstad beat Norwick on Sunday in the fourth round of the harbour cup.", "fourth"),
    ],
)  # fmt: skip
def test_a_headline_numbers_things_as_the_story_does(title: str, text: str, place: str) -> None:
    assert [filled(link)["body"] for link in links_of(text, "headline_rank", title=title)] == [place]


def test_a_headline_that_opens_the_story_again_is_compared_number_by_number() -> None:
    title = "SENATE PASSES INLAND HARBOUR RELIEF ACT OF 2005"
    text = (
        "SENATE PASSES INLAND HARBOUR RELIEF ACT OF 2006\n\nThe bill helps the ports of the north, she said."
    )
    assert [filled(link) for link in links_of(text, "headline_numeral", title=title)] == [
        {"headline": "2005", "body": "2006"}
    ]


def test_the_others_of_a_headline_are_the_others_of_the_story() -> None:
    title = "Kelstad blast kills harbour chief, at least six others"
    text = "A blast killed the harbour chief Ina Lund on Friday. At least five other people also died in Kelstad."
    assert [filled(link) for link in links_of(text, "headline_numeral", title=title)] == [
        {"headline": "six", "body": "five"}
    ]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Lund has written three novels, two with her brother.", "two", "three"),
        ("Dahl was sentenced to twelve years in jail, serving seven before his release.", "seven", "twelve"),
        ("She played for the county 18 times, including 14 times as captain.", "14", "18"),
        ("The ferry carried 30 passengers and six crew members. Four people, all of them crew, were saved.", "Four", "six"),
    ],
)  # fmt: skip
def test_a_part_that_is_told_without_of_them(text: str, part: str, whole: str) -> None:
    assert {"part": part, "whole": whole} in [filled(link) for link in links_of(text, "subset")]


def test_names_and_a_further_one_are_counted() -> None:
    text = "She was attacked by Quist, Renner and an unidentified third officer."
    link = next(iter(links_of(text, "next_in_count")))
    assert [claim.quantity.core.low for role in ("count", "next") for claim in link.roles[role]] == [2, 3]


def test_a_precise_count_has_one_year() -> None:
    text = (
        "Ina Hall received 203,417 votes in 2016.\n\nIn 2012, Hall received 203,417 votes, her best result."
    )
    assert [filled(link) for link in links_of(text, "anchored_year")] == [{"first": "2016", "second": "2012"}]


def test_bullets_below_are_those_that_were_announced() -> None:
    text = (
        "The bill pays for four harbour projects, the senator said.\n\nIt now goes to the house. Details of the "
        "projects follow:\n\n- a new pier at Kelstad\n\n- a crane at Norwick\n\n- a ferry stage at Ashby"
    )
    document = read_text(text, format="markdown")
    found = [link for link in read_document_numbers(document)[2] if link.cue == "bullets-below"]
    assert [link.roles["listed"][0].quantity.core.low for link in found] == [3]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The harbour telescope, scheduled for launch in 2012, could show more.", "future"),
        ("Ferry traffic has declined by a quarter from 1980 to 2021, the port said.", "past"),
    ],
)
def test_plans_and_activities_are_put_before_or_after_the_day_of_publication(text: str, tense: str) -> None:
    found = links_of(text, "tense", published=date(2015, 6, 1))
    assert [link.attributes["tense"] for link in found] == [tense]
