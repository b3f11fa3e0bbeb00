"""Whole texts read for the wordings of league reports, chambers, ledgers, tolls and parts that exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from checker.claims import read_claims
from checker.documents import read_text
from checker.language import parse
from checker.links import (
    chamber,
    exclusive,
    innings,
    league,
    ledger,
    poll_shares,
    stated_margin,
    toll,
    weekday_pair,
)
from checker.links.context import Context
from checker.model import Link

Find = Callable[[Context], Iterator[Link]]


def links(find: Find, text: str) -> list[tuple[str, dict[str, list[str]]]]:
    document = read_text(text)
    parsed = parse(document)
    context = Context.of(document, parsed, read_claims(document, parsed))
    return [
        (link.kind, {role: [claim.quantity.text for claim in claims] for role, claims in link.roles.items()})
        for link in find(context)
    ]


@pytest.mark.parametrize(
    ("find", "text", "kind", "roles"),
    [
        (
            league.find,
            "Oxley have played 21, won 12, drawn five and lost four.",
            "season_games",
            {"games": ["21"], "wins": ["12"], "draws": ["five"], "losses": ["four"]},
        ),
        (
            league.find,
            "The Herons are 31-18 after 49 games.",
            "games_of_record",
            {"wins": ["31"], "losses": ["18"], "games": ["49"]},
        ),
        (
            innings.find,
            "Chasing 187 to win, Harwick fell 21 short on 166 for nine.",
            "chase_short",
            {"target": ["187"], "short": ["21"], "reached": ["166"]},
        ),
        (
            stated_margin.find,
            "Oxley are on 61 points, four clear of Harwick on 57.",
            "difference",
            {"higher": ["61"], "gap": ["four"], "lower": ["57"]},
        ),
        (
            chamber.find,
            "The party won 52 of the 109 seats, one short of a majority.",
            "seats_short",
            {"seats": ["52"], "house": ["109"], "distance": ["one"]},
        ),
        (
            ledger.find,
            "The borough will spend £212m against an income of £198m, leaving a gap of £14m.",
            "deficit",
            {"spending": ["£212m"], "income": ["£198m"], "gap": ["£14m"]},
        ),
        (
            toll.find,
            "Each side freed 165 prisoners in the exchange, 330 in all.",
            "each_side",
            {"each": ["165"], "total": ["330"]},
        ),
        (
            poll_shares.find,
            "Mr Lind took 52.3% of the vote and Ms Osei 49.1%.",
            "shares",
            {"share": ["52.3%", "49.1%"], "whole": [""]},
        ),
        (
            exclusive.find,
            "Of the 64 drones launched, 41 were intercepted, 19 disappeared from radar and four struck their targets.",
            "exclusive_parts",
            {"whole": ["64"], "part": ["41", "19", "four"]},
        ),
    ],
)
def test_a_wording_ties_its_numbers(find: Find, text: str, kind: str, roles: dict[str, list[str]]) -> None:
    assert (kind, roles) in links(find, text)


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (league.find, "Oxley, docked three points, have played 21, won 12, drawn five and lost four."),
        (innings.find, "Set a revised target of 187 to win, Harwick fell 21 short on 166 for nine."),
        (stated_margin.find, "Oxley are on 61 points, four clear of Harwick, who have two games in hand."),
        (chamber.find, "The party would win 52 of the 109 seats, three short of a majority."),
        (
            ledger.find,
            "The borough will spend £212m against an income of £198m and reserves, leaving a gap of £4m.",
        ),
        (toll.find, "Each side freed 165 prisoners in the exchange."),
        (poll_shares.find, "Mr Lind took 52.3% of the vote, up from 49.1% in 2019."),
        (exclusive.find, "Of the 64 patients, 41 had a cough and 39 a fever."),
        (exclusive.find, "Of the 64 soldiers, 41 were wounded, 12 of whom later died."),
        (
            weekday_pair.find,
            "The fair opens on Friday, May 2; the following year it opens on Saturday, May 7.",
        ),
    ],
)
def test_what_else_is_told_keeps_them_apart(find: Find, text: str) -> None:
    assert not links(find, text)


def test_the_odd_weekday_of_three_is_held_against_the_two_that_agree() -> None:
    ((kind, first), (_, second)) = links(
        weekday_pair.find,
        "It opens on Saturday 14 June, moves on Monday 16 June and ends on Saturday 22 June.",
    )
    assert kind == "weekday_pair"
    assert {first["date"][0], second["date"][0]} == {"16 June", "22 June"}
    assert first["first"] == second["first"] == ["14 June"]
