"""Series, seasons, sets, matches and votes: which numbers of a sentence the wording ties together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from checker.links import carried_vote, match_score, season, series, sets
from checker.links.context import Context
from checker.model import Link
from tests.links.articles_by_hand import context_of, told
from tests.numbers_by_hand import number

Find = Callable[[Context], Iterator[Link]]


def links(find: Find, text: str) -> list[tuple[str, dict[str, list[str]]]]:
    """What is found in one paragraph; its first character stands for a number of the text, as some number must."""
    return told(find(context_of(("paragraph", text, [number(text, text[0])]))))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Larks won the series 4-3 with a 90-88 victory in the seventh game.", "series_decided"),
        ("The Larks took a 3-1 lead in the series by winning game four.", "series_standing"),
        ("The Larks lead the series 3-2 and can settle it in Game 6 on Sunday.", "series_next"),
    ],
)
def test_a_series_score_is_tied_to_the_game_that_the_sentence_names(text: str, kind: str) -> None:
    assert [found for found, _ in links(series.find, text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The Larks won the final 3-1 in their fourth match of the spring.",
        "He broke in the seventh game to lead the final set 5-2, the best of the series of matches.",
        "England lead the series 2-1 before the fifth Test at the Oval.",
        "The Larks won the series 4-2, their seventh title.",
    ],
)
def test_finals_sets_and_series_with_draws_have_no_counted_games(text: str) -> None:
    assert not links(series.find, text)


def test_a_best_of_seven_has_the_larger_side_as_its_wins() -> None:
    found = links(series.find, "The Larks lost the best-of-seven series 2-4 on Sunday.")
    assert ("best_of_decided", {"won": ["4"], "lost": ["2"], "games": ["seven"]}) in found


def test_wins_draws_and_losses_go_with_points_and_games() -> None:
    text = "With two wins, four draws and a defeat, Rovers have ten points from seven matches."
    found = dict(links(season.find, text))
    assert found["season_points"]["points"] == ["ten"]
    assert found["season_games"] == {
        "wins": ["two"], "draws": ["four"], "losses": ["a"], "points": ["ten"], "games": ["seven"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "With two wins and four draws Rovers would have ten points, had they not been docked three.",
        "With two wins and four draws the rugby club has ten points.",
        "They have two wins from seven matches.",
    ],
)
def test_deductions_and_other_ways_to_count_points_are_left_alone(text: str) -> None:
    assert not links(season.find, text)


def test_each_set_of_straight_sets_is_the_winners() -> None:
    found = links(sets.find, "Kos won in straight sets, 6-4, 7-5.")
    assert [(roles["won"], roles["lost"]) for _, roles in found] == [(["6"], ["4"]), (["7"], ["5"])]


def test_the_loser_of_straight_sets_comes_second() -> None:
    found = links(sets.find, "Kos lost in straight sets, 4-6, 5-7.")
    assert [(roles["won"], roles["lost"]) for _, roles in found] == [(["6"], ["4"]), (["7"], ["5"])]


def test_straight_sets_of_another_match_are_not_its_scores() -> None:
    assert not links(sets.find, "Kos won 6-4, 3-6, 7-5 after winning her first two matches in straight sets.")


@pytest.mark.parametrize("number", ["three", "3"])
def test_the_sets_announced_are_counted(number: str) -> None:
    (_, roles), *_ = links(sets.find, f"Kos won in {number} sets, 6-4, 3-6, 7-5.")
    assert roles == {"said": [number], "listed": ["6-4, 3-6, 7-5"]}


def test_half_time_and_full_time_are_told_from_the_winners_side() -> None:
    (_, roles), *_ = links(match_score.find, "Albion trailed 2-0 at half-time but won 3-2.")
    assert roles == {"half_won": ["0"], "half_lost": ["2"], "won": ["3"], "lost": ["2"]}


@pytest.mark.parametrize(
    "text",
    [
        "Albion led 12-3 at half-time and added two tries to win 26-10.",
        "Albion led 1-0 at half-time and won 4-3 on penalties.",
    ],
)
def test_other_points_and_shoot_outs_are_no_sums_of_goals(text: str) -> None:
    assert not links(match_score.find, text)


def test_the_beaten_side_has_the_lesser_number_in_whatever_order_it_is_told() -> None:
    for score in ("3-2", "2-3"):
        (_, roles), *_ = links(match_score.find, f"Albion led 2-1 at half-time but lost {score}.")
        assert roles == {"half_won": ["2"], "half_lost": ["1"], "won": ["2"], "lost": ["3"]}


def test_a_draw_is_told_by_its_score() -> None:
    (kind, roles), *_ = links(match_score.find, "Albion drew 3-2 with Harwick.")
    assert (kind, roles) == ("match_drawn", {"one": ["3"], "other": ["2"]})
    assert not links(match_score.find, "Albion drew the series 3-2 with Harwick.")


def test_two_legs_make_an_aggregate_whoever_won_them() -> None:
    text = "Beaten 3-1 at home, they went through 5-4 on aggregate, having won the first leg 4-1."
    (_, roles), *_ = links(match_score.find, text)
    assert (roles["first_for"], roles["second_for"], roles["for"]) == (["1"], ["4"], ["5"])
    assert (roles["first_against"], roles["second_against"], roles["against"]) == (["3"], ["1"], ["4"])


@pytest.mark.parametrize(
    "text",
    [
        "Rovers were beaten 1-2 by Albion.",
        "Rovers could have beaten Albion 2-1.",
        "Kos beat Dial 4-6, 6-3, 6-2.",
    ],
)
def test_only_a_plain_victory_has_its_winner_first(text: str) -> None:
    assert not links(match_score.find, text)


def test_votes_for_stand_before_votes_against() -> None:
    text = "Both bills passed, by votes of 240-to-187 and 239-to-188 respectively."
    assert [roles for _, roles in links(carried_vote.find, text)] == [
        {"ayes": ["240"], "noes": ["187"]},
        {"ayes": ["239"], "noes": ["188"]},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The bill was rejected by 112 votes to 131.",
        "The board backed the manager after a 1-4 defeat.",
        "The veto was upheld as the override failed by 60 votes to 65.",
    ],
)
def test_nothing_else_is_carried(text: str) -> None:
    assert not links(carried_vote.find, text)
