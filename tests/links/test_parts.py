"""Parts and wholes: which numbers a wording ties together, on articles built by hand."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from checker.links import addition, ballot, breakdown, difference, remainder, shares, subset, table
from checker.model import Claim, Form
from tests.links.articles_by_hand import context_of, told
from tests.numbers_by_hand import number

_WORDS = {"two": 2, "four": 4, "five": 5, "six": 6, "seven": 7, "nine": 9, "twelve": 12, "one": 1}
_NUMBER = re.compile(
    rf"£[\d,]+(?:\.\d+)?m?|\d[\d,.]*\d%?|\d+%?|\b(?:{'|'.join(_WORDS)})\b(?! hundred)", re.IGNORECASE
)


def numbers(text: str) -> list[Claim]:
    """Every number of a text as a count, an amount of pounds or a percentage; the noun is the word behind it."""
    claims = []
    for found in _NUMBER.finditer(text):
        written = found.group()
        nth = len(re.findall(re.escape(written), text[: found.start()])) + 1
        form: Form = "money" if written.startswith("£") else "percent" if written.endswith("%") else "count"
        noun = re.match(r"(?: more)? ([a-z]+?)s?\b", text[found.end() :])
        is_noun = noun is not None and noun[1] not in (
            "of",
            "to",
            "and",
            "in",
            "were",
            "are",
            "with",
            "on",
            "was",
            "ha",
        )
        claims.append(
            number(
                text,
                written,
                nth=nth,
                form=form,
                unit={"money": "GBP", "percent": "percent"}.get(form),
                value=_WORDS.get(written.lower()),
                counted=noun[1] if noun is not None and is_noun else None,
                counted_origin="own" if is_noun else "none",
            )
        )
    return claims


def links(kind: ModuleType, *texts: str) -> list[tuple[str, dict[str, list[str]]]]:
    return told(kind.find(context_of(*(("paragraph", text, numbers(text)) for text in texts))))


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Inspectors closed 12 of the 48 kitchens.", "12", "48"),
        ("They fined seven of the city's 48 kitchens.", "seven", "48"),
        ("He won 35, out of 90 votes.", "35", "90"),
        ("The storm hurt 48 sailors, 12 of them badly.", "12", "48"),
        ("The storm hurt 48 sailors, of whom 12 are in hospital.", "12", "48"),
        ("The storm hurt 48 sailors, including 12 cadets.", "12", "48"),
        ("Of the 48 sailors, 12 are in hospital.", "12", "48"),
        ("The fleet has 48 boats. Of those, 12 were leaking.", "12", "48"),
        ("It inspected 48 kitchens. It closed 12 of the kitchens.", "12", "48"),
    ],
)
def test_a_part_is_tied_to_its_whole(text: str, part: str, whole: str) -> None:
    assert ("subset", {"part": [part], "whole": [whole]}) in links(subset, text)


@pytest.mark.parametrize(
    "text",
    [
        "She has two polls, of which four are needed.",
        "If 60 of the 48 kitchens close, people will go hungry.",
        "They won 12 games, including 48 goals.",
        "The storm hurt 48 sailors. It sank 60 boats.",
        "The number of those hurt rose to 60 after 48 were saved.",
    ],
)
def test_what_only_looks_like_a_part_is_left_alone(text: str) -> None:
    assert links(subset, text) == []


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("The club sold 245 tickets: 128 to families and 117 to students.", "245", ["128", "117"]),
        ("The club sold 245 tickets – 128 to families, 117 to students.", "245", ["128", "117"]),
        ("The crew of 20, made up of 11 cooks and nine stokers, went ashore.", "20", ["11", "nine"]),
        ("It raised £30 from shops and £20 from banks, for a total of £50.", "£50", ["£30", "£20"]),
        ("There were 20 pupils, 11 girls and nine boys, in the choir.", "20", ["11", "nine"]),
    ],
)
def test_a_closed_list_of_parts_is_a_breakdown(text: str, whole: str, parts: list[str]) -> None:
    assert links(breakdown, text) == [("breakdown", {"whole": [whole], "part": parts})]


@pytest.mark.parametrize(
    "text",
    [
        "The club sold 245 tickets, including 128 to families and 117 to students.",
        "The zoo has 126 finches, 40 wrens and 12 owls.",
        "The club sold 245 tickets: 128 to families, such as the Roths, and 117 to students.",
    ],
)
def test_open_and_flat_lists_are_no_breakdown(text: str) -> None:
    assert links(breakdown, text) == []


def test_a_later_sentence_may_break_the_sum_down() -> None:
    assert links(
        breakdown,
        "The town has to fill an £18m hole.",
        "The shortfall is made up of £11m for schools and £9m for roads.",
    ) == [("breakdown", {"whole": ["£18m"], "part": ["£11m", "£9m"]})]


@pytest.mark.parametrize(
    ("text", "whole", "parts", "rest"),
    [
        ("Kit won 39 of the 40 games. Sam won the other 12.", "40", ["39"], "12"),
        ("The grant is £50. Of that, £20 goes to roads and £20 to parks, with the remaining £30 saved.",
         "£50", ["£20", "£20"], "£30"),
        ("The depot has 62 buses, but 13 of those are old, which leaves 59.", "62", ["13"], "59"),
    ],
)  # fmt: skip
def test_the_rest_is_tied_to_its_total_and_the_other_parts(
    text: str, whole: str, parts: list[str], rest: str
) -> None:
    assert ("remainder", {"whole": [whole], "part": parts, "rest": [rest]}) in links(remainder, text)


def test_a_lone_other_is_one() -> None:
    text = "Kit won 36 of the 40 seats. Sam took the other seat."
    ((kind, roles),) = links(remainder, text)
    assert (kind, roles["whole"], roles["part"], roles["rest"]) == (
        "remainder",
        ["40"],
        ["36"],
        ["the other seat"],
    )


def test_remaining_games_are_no_remainder() -> None:
    assert links(remainder, "Kit won 12 of the 40 games and scored in the remaining 15 games.") == []


@pytest.mark.parametrize(
    ("text", "higher", "lower", "gap"),
    [
        ("Ava beat Lee by 110 votes, 480 to 372.", "480", "372", "110"),
        ("The motion was carried by a majority of four, 14 votes to nine.", "14", "nine", "four"),
        ("The pier will cost £64m. That is £14m more than the £48m set aside.", "£64m", "£48m", "£14m"),
    ],
)
def test_a_stated_difference_is_tied_to_its_two_numbers(text: str, higher: str, lower: str, gap: str) -> None:
    assert ("difference", {"higher": [higher], "lower": [lower], "gap": [gap]}) in links(difference, text)


@pytest.mark.parametrize(
    "text",
    [
        "The alliance holds 176 of the 340 seats, a majority of 12.",
        "Kent beat Essex, 214 to 213, by seven wickets.",
    ],
)
def test_margins_that_no_subtraction_gives_are_left_alone(text: str) -> None:
    assert links(difference, text) == []


def test_shares_with_the_rest_named_make_the_whole() -> None:
    ((kind, roles),) = links(shares, "Rent takes 45% of the grant and wages 35%; the remaining 30% is saved.")
    assert (kind, roles["share"]) == ("shares", ["45%", "35%", "30%"])


def test_answers_of_which_several_may_be_given_are_no_shares() -> None:
    assert links(shares, "More than one answer was allowed: 64% said yes, 51% said no.") == []


def test_an_addition_needs_what_was_what_came_and_the_total() -> None:
    ((kind, roles),) = links(
        addition, "Crews found six more bodies, taking the toll to 27. By then 19 bodies had been found."
    )
    assert (kind, roles["added"], roles["total"], roles["base"]) == ("addition", ["six"], ["27"], ["19"])
    assert links(addition, "Crews found six more bodies. In all 27 are missing.") == []


def test_votes_are_tied_to_the_members_and_the_absent() -> None:
    ((kind, roles),) = links(
        ballot, "The levy passed by 31 votes to 22, with one of the board's 50 members absent."
    )
    assert (kind, roles) == (
        "ballot",
        {"for": ["31"], "against": ["22"], "members": ["50"], "apart": ["one"]},
    )


def test_a_house_needs_more_than_half_and_a_lead_is_no_such_need() -> None:
    assert links(ballot, "The chamber has 290 seats. A party needs a majority of 140 seats.") == [
        ("house-majority", {"majority": ["140"], "house": ["290"]})
    ]
    assert links(ballot, "The chamber has 290 seats. The alliance has a majority of 12.") == []


def test_a_table_with_a_total_is_added_down_its_columns() -> None:
    from dataclasses import replace

    rows = [("Ward", "Votes"), ("North", "120"), ("South", "96"), ("Total", "216")]
    cells = [(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line)]
    context = context_of(*(("table_cell", text, numbers(text)) for _, _, text in cells))
    blocks = tuple(
        replace(block, table=0, row=row, column=column)
        for block, (row, column, _) in zip(context.document.blocks, cells, strict=True)
    )
    context = type(context).of(replace(context.document, blocks=blocks), context.parsed, context.claims)
    assert told(table.find(context)) == [("breakdown", {"whole": ["216"], "part": ["120", "96"]})]
