"""Binding: which claims fill the roles of a rule, nearest first, and why a rule does not fire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judge.bind import Bound, Refusal, bind, why_not
from checker.model import Claim, Link, Rule
from tests.numbers_by_hand import link, number, rule

DRONES = rule(
    "{down: {event: down}, jammed: {event: jam}, total: {event: stop}}",
    "down + jammed == total",
    group="[time, place]",
)
SUM = rule(
    "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 2+}}",
    "sum(part) == whole",
)


def claim(value: int, event: str, sentence: int = 0, **frame: Any) -> Claim:
    return number(str(value), str(value), event=event, sentence=sentence, counted="drone", **frame)


def bound(given: Rule, claims: Sequence[Claim], links: Sequence[Link] = ()) -> list[Bound]:
    return [result for result in bind(given, claims, links) if isinstance(result, Bound)]


def refusal(given: Rule, claims: Sequence[Claim], links: Sequence[Link] = ()) -> str:
    (result,) = bind(given, claims, links)
    assert isinstance(result, Refusal)
    return result.why


def test_claims_of_one_sentence_are_joined() -> None:
    claims = (claim(3, "stop"), claim(1, "down"), claim(2, "jam"))
    (found,) = bound(DRONES, claims)
    assert found.alternatives[0].roles == {"down": claims[1:2], "jammed": claims[2:], "total": claims[:1]}


def test_claims_of_neighbouring_sentences_are_joined() -> None:
    assert bound(DRONES, (claim(3, "stop", 0), claim(1, "down", 1), claim(2, "jam", 1)))


def test_claims_far_apart_are_joined_only_where_all_groups_are_stated() -> None:
    far = (claim(3, "stop", 0), claim(1, "down", 5), claim(2, "jam", 9))
    assert not bound(DRONES, far)
    stated = tuple(
        claim(value, event, sentence, time="friday", place="Kyiv")
        for value, event, sentence in ((3, "stop", 0), (1, "down", 5), (2, "jam", 9))
    )
    assert bound(DRONES, stated)


def test_what_disagrees_is_not_joined() -> None:
    claims = (claim(3, "stop", time="may"), claim(1, "down", time="friday"), claim(2, "jam"))
    assert refusal(DRONES, claims) == "the claims may not stand together: `group time`"


def test_a_missing_role_is_named() -> None:
    assert refusal(DRONES, (claim(3, "stop"), claim(1, "down"))) == "nothing fills the role 'jammed'"


def test_the_nearest_wins_and_each_claim_is_bound_once() -> None:
    first = (claim(3, "stop", 0), claim(1, "down", 0), claim(2, "jam", 0))
    second = (claim(7, "stop", 1), claim(3, "down", 1), claim(4, "jam", 1))
    found = bound(DRONES, (*first, *second))
    assert [len(one.alternatives) for one in found] == [1, 1]


@pytest.mark.parametrize(
    "frame",
    [
        {"polarity": "negative"},
        {"modality": "denied"},
        {"modality": "possible"},
        {"scope": "each"},
        {"scope": "other"},
    ],
)
def test_denied_possible_and_partial_claims_are_left_out(frame: dict[str, Any]) -> None:
    assert not bound(DRONES, (claim(3, "stop"), claim(1, "down", **frame), claim(2, "jam")))


def test_a_rule_may_ask_for_what_is_left_out_by_default() -> None:
    asking = rule("{a: {event: down, scope: each}, b: {event: stop}}", "a <= b")
    assert bound(asking, (claim(1, "down", scope="each"), claim(3, "stop")))


@pytest.mark.parametrize(("key", "word"), [("polarity", "negative"), ("modality", "denied")])
def test_a_rule_that_asks_for_what_is_denied_gets_it(key: str, word: str) -> None:
    said: dict[str, Any] = {key: word}
    asking = rule(f"{{a: {{event: down, {key}: {word}}}, b: {{event: stop}}}}", "a <= b")
    assert bound(asking, (claim(1, "down", **said), claim(3, "stop")))
    always = rule("{a: {event: down}, b: {event: stop}}", "a <= b", when=f"{{{key}: {word}}}")
    assert bound(always, (claim(1, "down", **said), claim(3, "stop", **said)))


def test_what_is_bound_is_not_bound_again_in_the_article() -> None:
    stated: dict[str, Any] = {"time": "friday", "place": "Kyiv"}
    near = [claim(value, event, **stated) for value, event in ((3, "stop"), (1, "down"), (2, "jam"))]
    assert len(bound(DRONES, (*near, claim(4, "stop", 7, **stated)))) == 1
    assert len(bound(DRONES, (*near, *(claim(4, event, 7, **stated) for event in ("down", "jam"))))) == 1


def test_each_time_of_the_article_is_bound_by_itself() -> None:
    claims = [
        claim(value, event, sentence, time=time, place="Kyiv")
        for time, first in (("friday", 0), ("may", 20))
        for value, event, sentence in ((3, "stop", first), (1, "down", first + 5), (2, "jam", first + 9))
    ]
    assert [len(found.alternatives) for found in bound(DRONES, claims)] == [1, 1]
    assert not bound(DRONES, (*claims[:2], claims[5]))
    apart = rule("{a: {event: down}, b: {event: stop}}", "a <= b", group="[time]", distinct="[place]")
    (refused,) = bind(apart, claims[:2], ())
    assert isinstance(refused, Refusal)
    assert (refused.where, refused.why) == (
        "the article",
        "the claims may not stand together: `distinct place`",
    )


def test_one_claim_fills_one_role() -> None:
    given = rule("{a: {counted: drone}, b: {counted: drone}}", "a <= b")
    only = claim(1, "down")
    assert refusal(given, (only,)) == "one claim cannot fill two roles"
    pair = (only, claim(2, "down"))
    (found,) = bound(given, pair)
    assert [tuple(way.claims()) for way in found.alternatives] == [pair, pair[::-1]]


def test_sentences_of_which_some_are_dated_are_not_joined() -> None:
    def three(whole: str | None, *parts: str | None) -> tuple[Claim, ...]:
        downs = (
            claim(place, event, 1, time=time) for place, event, time in zip((1, 2), ("down", "jam"), parts)
        )
        return (claim(3, "stop", 0, time=whole), *downs)

    said = "the claims may not stand together: `time`"
    assert refusal(DRONES, three("friday", None, None)) == said
    assert refusal(DRONES, three(None, "friday", None)) == said
    assert bound(DRONES, three("friday", "friday", None))
    assert bound(DRONES, three(None, None, None))
    undated = rule(
        "{down: {event: down}, jammed: {event: jam}, total: {event: stop}}", "down + jammed == total"
    )
    assert bound(undated, three("friday", None, None))
    of_a_link = rule(
        "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 2+}}",
        "sum(part) == whole",
        group="[time]",
    )
    claims = three("friday", None, None)
    assert bound(of_a_link, claims, (link("breakdown", whole=claims[0], part=claims[1:]),))


def test_several_candidates_are_several_ways() -> None:
    claims = (claim(3, "stop"), claim(1, "down"), claim(2, "down"), claim(2, "jam"))
    (found,) = bound(DRONES, claims)
    assert len(found.alternatives) == 2


def test_a_link_binds_its_claims() -> None:
    claims = (claim(3, "stop"), claim(1, "down"), claim(2, "jam"))
    (found,) = bound(SUM, claims, (link("breakdown", whole=claims[0], part=claims[1:]),))
    assert found.alternatives[0].roles["part"] == claims[1:]


def test_other_kinds_of_link_are_not_tried() -> None:
    claims = (claim(3, "stop"), claim(1, "down"), claim(2, "jam"))
    assert not list(bind(SUM, claims, (link("subset", whole=claims[0], part=claims[1:]),)))


def test_a_filler_that_fits_no_role_stops_the_rule() -> None:
    counts_only = rule(
        "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, counted: drone, count: 1+}}",
        "sum(part) == whole",
    )
    parts = (claim(1, "down"), number("2", "2", counted="missile"))
    whole = claim(3, "stop")
    said = refusal(counts_only, (whole, *parts), (link("breakdown", whole=whole, part=parts),))
    assert said == "'2' is part but fits no role"


def test_when_holds_for_every_claim_of_a_link() -> None:
    asserted = rule(
        "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 1+}}",
        "sum(part) == whole",
        when="{modality: asserted}",
    )
    parts = (claim(1, "down"), claim(2, "down", modality="planned"))
    whole = claim(3, "stop")
    assert "`when: modality` does not hold" in refusal(
        asserted, (whole, *parts), (link("breakdown", whole=whole, part=parts),)
    )


def test_a_refusal_names_its_rule_and_its_place() -> None:
    claims = (claim(3, "stop"), claim(1, "down"), claim(2, "jam"))
    (short,) = bind(DRONES, claims[:2], ())
    assert isinstance(short, Refusal)
    assert (short.rule, short.where) == (DRONES, "the article")
    apart = (claim(3, "stop", 4, time="may"), claim(1, "down", 4, time="friday"), claim(2, "jam", 4))
    (refused,) = bind(DRONES, apart, ())
    assert isinstance(refused, Refusal)
    assert (refused.rule, refused.where) == (DRONES, "sentence 5")
    (few,) = bind(SUM, claims, (link("breakdown", whole=claims[0], part=claims[1]),))
    assert isinstance(few, Refusal)
    assert (few.rule, few.where, few.why) == (SUM, "breakdown (by hand)", "too few for 'part'")
    (none,) = bind(SUM, claims, (link("breakdown", cue="", whole=claims[0]),))
    assert isinstance(none, Refusal)
    assert (none.where, none.why) == ("breakdown", "nothing fills the role 'part'")
    (twice,) = bind(
        SUM, claims, (link("breakdown", whole=claims[0], part=claims[:2]), link("subset", whole=claims[0]))
    )
    assert isinstance(twice, Refusal)
    assert (twice.where, twice.why) == ("breakdown (by hand)", "one claim cannot fill two roles")


def test_a_refusal_of_a_claim_names_its_rule_and_its_place() -> None:
    roles = (
        "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, event: down, count: 1+}}"
    )
    claims = (claim(3, "stop"), claim(1, "down"), claim(2, "jam"))
    tied = link("breakdown", whole=claims[0], part=claims[1:])
    for ours in (rule(roles, "sum(part) == whole"), rule(roles, "sum(part) == whole", when="{event: down}")):
        (refused,) = bind(ours, claims, (tied,))
        assert isinstance(refused, Refusal)
        assert (refused.rule, refused.where) == (ours, "breakdown (by hand)")


def test_keys_of_the_link_are_asked_of_the_link() -> None:
    claims = (claim(3, "stop"), claim(1, "down"), claim(2, "jam"))
    roles = "{{whole: {{link: breakdown, role: whole{0}}}, part: {{link: breakdown, role: part, count: 1+}}}}"
    for cue, expected in (("of whom", True), ("among", False)):
        tied = link("breakdown", cue=cue, whole=claims[0], part=claims[1:])
        selecting = rule(roles.format(", cue: of whom"), "sum(part) == whole")
        asking = rule(roles.format(""), "sum(part) == whole", when="{cue: of whom}")
        assert bool(bound(selecting, claims, (tied,))) is expected
        assert bool(bound(asking, claims, (tied,))) is expected


@pytest.mark.parametrize(
    ("kinds", "joined"),
    [
        (("paragraph", "paragraph"), True),
        (("list_item", "quote"), True),
        (("headline", "paragraph"), False),
        (("paragraph", "caption"), False),
    ],
)
def test_headlines_and_captions_are_not_read_with_their_neighbours(
    kinds: tuple[str, str], joined: bool
) -> None:
    def pair(blocks: tuple[int, int]) -> list[Claim]:
        return [
            claim(3, "stop", 0, block=blocks[0], block_kind=kinds[0]),
            claim(1, "down", 1, block=blocks[1], block_kind=kinds[1]),
            claim(2, "jam", 1, block=blocks[1], block_kind=kinds[1]),
        ]

    assert bool(bound(DRONES, pair((0, 1)))) is joined


def test_two_sentences_of_one_headline_are_read_together() -> None:
    frame = {"block": 0, "block_kind": "headline"}
    assert bound(
        DRONES, (claim(3, "stop", 0, **frame), claim(1, "down", 1, **frame), claim(2, "jam", 1, **frame))
    )
    assert not bound(DRONES, (claim(3, "stop", 0), claim(1, "down", 2), claim(2, "jam", 2)))


@pytest.mark.parametrize(
    ("frame", "why"),
    [
        ({"polarity": "negative"}, "polarity"),
        ({"modality": "denied"}, "modality"),
        ({"modality": "possible"}, "modality"),
        ({"scope": "each"}, "scope"),
        ({"event": "jam"}, "event"),
        ({"counted": "boat"}, "when: counted"),
        ({}, None),
    ],
)
def test_the_key_that_keeps_a_claim_out(frame: dict[str, Any], why: str | None) -> None:
    given = rule("{a: {event: down}, b: {event: stop}}", "a <= b", when="{counted: drone}")
    made = replace(claim(1, "down"), **frame)
    assert why_not(given, given.role("a"), made) == why


def test_a_link_with_a_role_of_the_sentence() -> None:
    """A role without a link is filled from the sentences of the link, by claims that are not in it."""
    given = rule(
        "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 2+}, "
        "left: {scope: remaining, count: 0-1}}",
        "sum(part, left) == whole",
    )
    whole, parts = claim(9, "stop"), (claim(1, "down"), claim(2, "jam"))
    tied = link("breakdown", whole=whole, part=parts)
    left = claim(6, "leave", scope="remaining")
    elsewhere = claim(6, "leave", 3, scope="remaining")
    (found,) = bound(given, (whole, *parts, left), (tied,))
    assert found.alternatives[0].roles["left"] == (left,)
    assert found.link is tied
    (found,) = bound(given, (whole, *parts, elsewhere), (tied,))
    assert found.alternatives[0].roles["left"] == ()


def test_the_roles_of_a_rule_stand_in_any_order() -> None:
    given = rule(
        "{left: {counted: drone, count: 0-1}, other: {link: subset, role: part, count: 0-1}, "
        "whole: {link: breakdown, role: whole}, beside: {event: leave, count: 0-1}, "
        "part: {link: breakdown, role: part, count: 2+}}",
        "sum(part, left, other, beside) == whole",
    )
    whole, parts = claim(9, "stop"), (claim(1, "down"), claim(2, "jam"))
    tied = link("breakdown", whole=whole, part=parts)
    (found,) = bound(given, (whole, *parts), (tied,))
    assert found.alternatives[0].roles == {
        "left": (), "other": (), "whole": (whole,), "beside": (), "part": parts
    }  # fmt: skip
    beside = number("6", "6", event="leave", counted="boat", sentence=0)
    (found,) = bound(given, (whole, *parts, beside), (tied,))
    assert found.alternatives[0].roles["beside"] == (beside,)


def test_a_role_that_takes_some_of_many_takes_neighbours() -> None:
    given = rule("{part: {event: down, count: 2-2}, whole: {event: stop}}", "sum(part) == whole")
    downs = tuple(claim(value, "down") for value in (1, 2, 3))
    (found,) = bound(given, (claim(3, "stop"), *downs))
    assert [way.roles["part"] for way in found.alternatives] == [downs[:2], downs[1:]]
    assert not found.trimmed


def test_ways_are_bounded() -> None:
    claims = [claim(value, event) for value in range(1, 30) for event in ("down", "jam", "stop")]
    (found,) = bound(DRONES, claims)
    assert len(found.alternatives) == 64
    assert found.trimmed


@pytest.mark.parametrize(("downs", "stops", "trimmed"), [(16, 16, False), (15, 20, True)])
def test_ways_that_do_not_agree_are_tried_too(downs: int, stops: int, trimmed: bool) -> None:
    given = rule("{down: {event: down}, total: {event: stop}}", "down <= total", group="[time]")
    claims = [
        *(claim(value, "down", time="friday" if value else "may") for value in range(downs)),
        *(claim(value, "stop", time="may") for value in range(stops)),
    ]
    (found,) = bound(given, claims)
    assert (len(found.alternatives), found.trimmed) == (stops, trimmed)


@given(st.permutations(range(6)))
def test_the_order_of_claims_changes_no_binding(order: list[int]) -> None:
    claims = [
        claim(value, event, sentence, time="friday")
        for value, event, sentence in (
            (3, "stop", 0), (1, "down", 0), (2, "jam", 0), (7, "stop", 4), (3, "down", 5), (4, "jam", 5)
        )
    ]  # fmt: skip
    found = bound(DRONES, [claims[place] for place in order])
    ways = {
        frozenset(claims.index(one) for one in binding.claims())
        for place in found
        for binding in place.alternatives
    }
    assert ways == {frozenset({0, 1, 2}), frozenset({3, 4, 5})}
