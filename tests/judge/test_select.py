"""Selectors: which claims they let through, and on what claims agree."""

from __future__ import annotations

from typing import Any

import pytest

from checker.judge.select import FACTS, disagreement, failing_key, matches
from checker.model import Selector
from checker.rulebook.keys import GROUP_KEYS, SELECTOR_KEYS
from tests.numbers_by_hand import link, number


def selects(frame: dict[str, Any], **keys: tuple[str, ...]) -> bool:
    return matches(Selector(any_of=keys), number("245", "245", **frame))


def test_every_key_of_the_rule_language_is_known_to_the_judge() -> None:
    assert set(SELECTOR_KEYS) == set(FACTS) | {"attribute", "cue", "closed"}
    assert set(GROUP_KEYS) <= set(FACTS) | {"sentence"}


@pytest.mark.parametrize(
    ("frame", "key", "word", "expected"),
    [
        ({"counted": "drone"}, "counted", "Drone", True),
        ({"counted": "drone"}, "counted", "missile", False),
        ({}, "counted", "drone", False),
        ({}, "counted", "none", True),
        ({"counted": "drone"}, "counted", "any", True),
        ({"event": "shoot down"}, "event", "shoot down", True),
        ({"modifiers": ("Occupied", "new")}, "modifier", "occupied", True),
        ({"modality": "planned"}, "modality", "planned", True),
        ({"scope": "each"}, "scope", "none", False),
        ({"block_kind": "headline"}, "block", "body", False),
        ({"block_kind": "list_item"}, "block", "body", True),
        ({"quoted": True}, "quoted", "yes", True),
        ({"definite": False}, "definite", "no", True),
        ({"form": "money", "unit": "USD"}, "unit", "usd", True),
        ({"form": "measure", "unit": "mile"}, "dimension", "length", True),
        ({"qualifier": "at_least"}, "qualifier", "at_least", True),
    ],
)
def test_keys_and_words(frame: dict[str, Any], key: str, word: str, expected: bool) -> None:
    assert selects(frame, **{key: (word,)}) is expected


def test_all_keys_must_hold_and_alternatives_are_enough() -> None:
    frame = {"counted": "drone", "event": "down"}
    assert selects(frame, counted=("uav", "drone"), event=("down",))
    assert not selects(frame, counted=("uav", "drone"), event=("jam",))


def test_not_refuses_what_it_names() -> None:
    selector = Selector(none_of={"scope": ("each", "other")})
    assert matches(selector, number("1", "1"))
    assert failing_key(selector, number("1", "1", scope="each")) == "not scope"


def test_either_of_several_selectors_is_enough() -> None:
    selector = Selector(
        any_of={"counted": ("bed",)},
        either=(Selector(any_of={"event": ("occupy",)}), Selector(any_of={"modifier": ("occupied",)})),
    )
    assert matches(selector, number("1", "1", counted="bed", event="occupy"))
    assert matches(selector, number("1", "1", counted="bed", modifiers=("occupied",)))
    assert failing_key(selector, number("1", "1", counted="bed")) == "event and modifier"
    assert selector.keys == {"counted", "event", "modifier"}


def test_keys_of_the_link() -> None:
    claim = number("1", "1")
    tied = link("change", cue="rose to", whole=claim)
    assert matches(Selector(any_of={"cue": ("rose to",), "closed": ("closed",)}), claim, tied)
    assert not matches(Selector(any_of={"cue": ("fell",)}), claim, tied)


@pytest.mark.parametrize(
    ("one", "other", "keys", "expected"),
    [
        ({"time": "friday"}, {"time": "friday"}, {"group": ("time",)}, None),
        ({"time": "friday"}, {}, {"group": ("time",)}, None),
        ({"time": "friday"}, {"time": "may"}, {"group": ("time",)}, "group time"),
        ({"time": "friday"}, {}, {"same": ("time",)}, "same time"),
        ({"place": "Kyiv"}, {"place": "Sumy"}, {"distinct": ("place",)}, None),
        ({"place": "Kyiv"}, {"place": "kyiv"}, {"distinct": ("place",)}, "distinct place"),
        ({"place": "Kyiv"}, {}, {"distinct": ("place",)}, None),
        ({"subject": "ward"}, {"subject": "which"}, {"group": ("subject",)}, None),
        ({"subject": "ward"}, {"subject": "2"}, {"group": ("subject",)}, None),
        ({"subject": "ward"}, {"subject": "hospital"}, {"group": ("subject",)}, "group subject"),
    ],
)
def test_agreement(
    one: dict[str, Any], other: dict[str, Any], keys: dict[str, Any], expected: str | None
) -> None:
    claims = (number("1", "1", **one), number("2", "2", **other))
    given = {"group": (), "same": (), "distinct": (), **keys}
    assert disagreement(claims, **given) == expected
