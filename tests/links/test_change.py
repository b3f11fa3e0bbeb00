"""Changes between two values: by clause, over two sentences, and the numbers that are none."""

from __future__ import annotations

import pytest

from checker.links import change
from tests.links.articles_by_hand import told
from tests.links.rates_by_hand import article


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Sales rose 25 per cent, to 5,000 from 4,000.",
            {"old": "4,000", "new": "5,000", "rise": "25 per cent"},
        ),
        (
            "Sales fell by 20% last year, from 5,000 to 4,000.",
            {"old": "5,000", "new": "4,000", "fall": "20%"},
        ),
        ("Exports were $32, down 20% from $40.", {"old": "$40", "new": "$32", "fall": "20%"}),
        (
            "The price climbed from £240 to £288, an increase of 20%.",
            {"old": "£240", "new": "£288", "rise": "20%"},
        ),
        ("The rent is £960, 20% more than the £800 of 2021.", {"old": "£800", "new": "£960", "rise": "20%"}),
        ("The staff shrank by a quarter, from 84 to 63.", {"old": "84", "new": "63", "fall": "a quarter"}),
        ("The fee goes up by £15, from £40 to £55.", {"old": "£40", "new": "£55", "gain": "£15"}),
        ("Membership rose to 412 from 380.", {"old": "380", "new": "412", "higher": "412", "lower": "380"}),
        (
            "The clinic sees 140, down from 190.",
            {"old": "190", "new": "140", "higher": "190", "lower": "140"},
        ),
    ],
)
def test_a_clause_ties_a_change_to_its_values(text: str, roles: dict[str, str]) -> None:
    assert told(change.find(article(text))) == [("change", {role: [item] for role, item in roles.items()})]


def test_two_percentages_make_a_change_of_rate_and_its_label() -> None:
    found = told(change.find(article("The tax rose from 16% to 20%, an increase of 4%.")))
    assert [kind for kind, _ in found] == ["rate_change", "rate_label"]
    assert found[0][1] == {"old": ["16%"], "new": ["20%"], "rise": ["4%"]}


def test_points_belong_to_percentages_only() -> None:
    assert told(change.find(article("Turnout fell 3 points, to 41% from 44%.")))[0][1] == {
        "old": ["44%"],
        "new": ["41%"],
        "points_down": ["3 points"],
    }
    assert not list(change.find(article("The index fell 3 points, to 41 from 44.")))


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Profit fell 18%, to $205 million. A year earlier it had earned $268 million.",),
        ("Profit fell 18%, to $205 million.", "In the same quarter last year it had earned $268 million."),
    ],
)
def test_the_base_may_stand_in_the_next_sentence(paragraphs: tuple[str, ...]) -> None:
    assert told(change.find(article(*paragraphs))) == [
        ("change", {"old": ["$268 million"], "new": ["$205 million"], "fall": ["18%"]})
    ]


def test_that_is_a_rise_takes_up_the_number_before_it() -> None:
    found = told(change.find(article("There were 170 deaths in May. That was a 93% increase from 88.")))
    assert found == [("change", {"old": ["88"], "new": ["170"], "rise": ["93%"]})]


def test_a_verb_of_doubling_is_a_factor() -> None:
    links = list(change.find(article("Cases have almost tripled, from 98 to 286.")))
    assert [link.roles["factor"][0].quantity.text for link in links] == ["tripled"]
    assert links[0].roles["factor"][0].quantity.wide.high == 3


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose 25 per cent, to 5,000, while the 4,000 members paid nothing.",
        "The hall doubles as a gym and seats 400; 250 came.",
        "Revenue rose 5% to $105 million. The chain has 400 shops.",
        "The firm moved from 40 offices to $3 million homes.",
    ],
)
def test_numbers_of_other_things_are_left_alone(text: str) -> None:
    assert not list(change.find(article(text)))


def test_counts_of_different_things_are_no_change() -> None:
    text = "The firm grew from 40 offices to 900 staff."
    context = article(text)
    nouns = dict(zip(("40", "900"), ("office", "staff"), strict=True))
    named = [
        type(claim)(
            **{
                **{name: getattr(claim, name) for name in claim.__dataclass_fields__},
                "counted": nouns[claim.quantity.text],
                "counted_origin": "own",
            }
        )
        for claim in context.claims
    ]
    assert not list(change.find(type(context).of(context.document, context.parsed, named)))
