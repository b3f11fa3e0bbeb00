"""Selectors: which claims they let through, and on what claims agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checker.intervals import Interval
from checker.judge.select import FACTS, disagreement, failing_key, matches
from checker.model import Reading, Selector
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
        ({"block_kind": "headline"}, "block", "headline", True),
        ({"block_kind": "standfirst"}, "block", "body", False),
        ({"block_kind": "caption"}, "block", "body", False),
        ({"block_kind": "list_item"}, "block", "body", True),
        ({"block_kind": "list_item"}, "block", "list_item", True),
        ({}, "written", "digits", True),
        ({}, "written", "words", False),
        ({"quoted": True}, "quoted", "yes", True),
        ({"definite": False}, "definite", "no", True),
        ({"form": "money", "unit": "USD"}, "unit", "usd", True),
        ({"form": "measure", "unit": "mile"}, "dimension", "length", True),
        ({"qualifier": "at_least"}, "qualifier", "at_least", True),
    ],
)
def test_keys_and_words(frame: dict[str, Any], key: str, word: str, expected: bool) -> None:
    assert selects(frame, **{key: (word,)}) is expected


def test_how_a_number_is_written() -> None:
    dozens = number("dozens", "dozens")
    assert matches(Selector(any_of={"written": ("words",)}), dozens)
    assert not matches(Selector(any_of={"written": ("digits",)}), dozens)
    unsaid = replace(dozens.quantity.written, in_words=False)
    claim = replace(dozens, quantity=replace(dozens.quantity, written=unsaid))
    assert matches(Selector(any_of={"written": ("words",)}), claim)
    worded = replace(number("2", "2").quantity.written, in_words=True)
    claim = replace(claim, quantity=replace(claim.quantity, written=worded))
    assert matches(Selector(any_of={"written": ("words",)}), claim)


def test_the_dimension_is_that_of_the_likeliest_reading() -> None:
    point = Interval.point(5)
    readings = tuple(Reading(core=point, wide=point, unit=unit) for unit in ("mile", "minute"))
    claim = number("5", "5", form="measure", readings=readings)
    assert matches(Selector(any_of={"dimension": ("length",)}), claim)
    assert not matches(Selector(any_of={"dimension": ("time",)}), claim)


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
    assert not matches(Selector(none_of={"cue": ("rose to",)}), claim, tied)
    assert not matches(Selector(any_of={"cue": ("rose to",)}), claim)
    cues = tuple(Selector(any_of={"cue": (cue,)}) for cue in ("rose to", "fell to"))
    assert matches(Selector(either=cues), claim, tied)
    assert failing_key(Selector(either=cues), claim) == "cue"


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
        ({"agent": "ward"}, {"agent": "they"}, {"group": ("agent",)}, None),
        ({"patient": "ward"}, {"patient": "it"}, {"group": ("patient",)}, None),
        ({"counted": "ward"}, {"counted": "one"}, {"group": ("counted",)}, "group counted"),
        ({"sentence": 3}, {"sentence": 3}, {"group": ("sentence",)}, None),
        ({"sentence": 3}, {"sentence": 4}, {"group": ("sentence",)}, "group sentence"),
        ({"unit": "USD"}, {"unit": "usd"}, {"group": ("unit",)}, None),
        ({"unit": "USD"}, {"unit": "EUR"}, {"group": ("unit",)}, "group unit"),
        ({"unit": "USD"}, {}, {"group": ("unit",)}, "group unit"),
        ({"unit": "none"}, {}, {"same": ("unit",)}, None),
        ({}, {}, {"same": ("unit",)}, None),
        ({"time": "friday"}, {"time": "friday"}, {"same": ("time",)}, None),
        ({"time": "friday"}, {"time": "may"}, {"same": ("time",)}, "same time"),
        ({}, {}, {"same": ("time",)}, "same time"),
    ],
)
def test_agreement(
    one: dict[str, Any], other: dict[str, Any], keys: dict[str, Any], expected: str | None
) -> None:
    claims = (number("1", "1", **one), number("2", "2", **other))
    given = {"group": (), "same": (), "distinct": (), **keys}
    assert disagreement(claims, **given) == expected


def test_every_claim_is_compared() -> None:
    def stated(*places: str | None, **keys: tuple[str, ...]) -> str | None:
        claims = tuple(number("1", "1", place=place) for place in places)
        return disagreement(claims, **{"group": (), "same": (), "distinct": (), **keys})

    assert stated("Kyiv", "Kyiv", "Sumy", group=("place",)) == "group place"
    assert stated("Kyiv", "Sumy", "Sumy", group=("place",)) == "group place"
    assert stated("Kyiv", "Kyiv", "Sumy", same=("place",)) == "same place"
    assert stated("Kyiv", "Sumy", "Sumy", same=("place",)) == "same place"
    assert stated("Kyiv", "Kyiv", None, same=("place",)) == "same place"
    assert stated("Kyiv", "Kyiv", "Kyiv", same=("place",)) is None
    assert stated("Kyiv", same=("place",)) is None
    assert stated("Kyiv", "Sumy", "Sumy", distinct=("place",)) == "distinct place"
    assert stated("Kyiv", "Sumy", "Kyiv", distinct=("place",)) == "distinct place"
