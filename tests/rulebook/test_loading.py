"""Folders of rules: packs, severities, rules that extend others, and bad files that stop no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.resources import folder
from checker.rulebook import Rulebook, load_rulebook

SOUND = """\
id: {id}
severity: error
explain: All parts make the whole. And more.
roles:
  whole: {{link: breakdown, role: whole}}
  part: {{link: breakdown, role: part, count: 2+}}
assert: sum(part) == whole
message: "{{part|sum}} is not {{whole}}"
tests:
- {{expect: consistent, text: a}}
- {{expect: inconsistent, text: b}}
- {{expect: none, text: c}}
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "beds-add-up.yaml").write_text(SOUND.format(id="beds-add-up"))
    return tmp_path


def said(book: Rulebook) -> list[str]:
    return [problem.message for problem in book.problems]


def test_a_pack_is_the_folder_of_its_rules(house: Path) -> None:
    (rule,) = load_rulebook((house,)).rules
    assert (rule.id, rule.pack, rule.summary) == ("beds-add-up", "desk", "All parts make the whole.")


def test_a_bad_file_stops_no_other(house: Path) -> None:
    (house / "desk" / "broken.yaml").write_text("id: [")
    (house / "desk" / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    book = load_rulebook((house,))
    assert [rule.id for rule in book.rules] == ["beds-add-up"]
    assert len(book.problems) == 2


def test_the_id_is_the_name_of_the_file(house: Path) -> None:
    (house / "desk" / "other.yaml").write_text(SOUND.format(id="beds"))
    assert "the id 'beds' differs from the file's name" in said(load_rulebook((house,)))


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert said(load_rulebook((tmp_path / "nowhere",))) == ["there is no such folder of rules"]


def test_one_id_twice_in_a_folder_is_a_problem(house: Path) -> None:
    (house / "more").mkdir()
    (house / "more" / "beds-add-up.yaml").write_text(SOUND.format(id="beds-add-up"))
    book = load_rulebook((house,))
    assert len(book.rules) == 1
    assert "is also in" in said(book)[0]


def test_a_later_folder_takes_the_place_of_an_earlier(
    house: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    later = tmp_path_factory.mktemp("later")
    (later / "beds-add-up.yaml").write_text(SOUND.format(id="beds-add-up").replace("error", "note"))
    (rule,) = load_rulebook((house, later)).rules
    assert rule.severity == "note"


def test_a_rule_may_extend_one_of_its_own_name(house: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    later = tmp_path_factory.mktemp("later")
    (later / "beds-add-up.yaml").write_text("id: beds-add-up\nextends: beds-add-up\nseverity: warning\n")
    book = load_rulebook((house, later))
    assert not book.problems
    (rule,) = book.rules
    assert rule.severity == "warning"
    assert rule.assertions[0].source == "sum(part) == whole"


def test_a_rule_may_extend_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "drones-add-up.yaml").write_text(
        "id: drones-add-up\nextends: parts-sum-to-total\nwhen: {counted: $drone}\nmessage: 'Not {whole} drones.'\n"
    )
    book = load_rulebook((tmp_path,))
    assert not book.problems
    (rule,) = book.rules
    assert rule.message.source == "Not {whole} drones."
    assert "uav" in rule.when.any_of["counted"]
    assert rule.tests


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        ("parts-sum-to-totla", "there is no rule 'parts-sum-to-totla' to extend"),
        ("mine", "there is no rule 'mine' to extend"),
    ],
)
def test_what_is_extended_must_exist(tmp_path: Path, extends: str, message: str) -> None:
    (tmp_path / "mine.yaml").write_text(f"id: mine\nextends: {extends}\n")
    book = load_rulebook((tmp_path,))
    assert said(book) == [message]
    assert (book.problems[0].line, book.problems[0].column) == (2, 10)


def test_rules_that_extend_each_other_are_named(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("id: one\nextends: two\n")
    (tmp_path / "two.yaml").write_text("id: two\nextends: one\n")
    assert all("extend each other" in message for message in said(load_rulebook((tmp_path,))))


def test_severities_by_rule_and_by_pack(house: Path) -> None:
    by_rule = load_rulebook((house,), severities={"beds-add-up": "note"})
    assert by_rule.rules[0].severity == by_rule.rules[0].assertions[0].severity == "note"
    assert load_rulebook((house,), severities={"desk": "warning"}).rules[0].severity == "warning"
    assert not load_rulebook((house,), severities={"desk": "off"}).rules


def test_unknown_names_of_packs_rules_and_severities(house: Path) -> None:
    book = load_rulebook((house,), packs=["dseks"], severities={"beds-ad-up": "note", "desk": "fatal"})
    assert said(book) == [
        "there is no pack 'dseks'",
        "there is no rule 'beds-ad-up'",
        "desk: 'fatal' is no severity",
    ]
    assert book.problems[0].hint is not None
    assert book.problems[1].hint == "did you mean 'beds-add-up'?"


def test_a_house_may_bring_its_own_word_lists(house: Path) -> None:
    lists = house / "lexicon" / "selectors"
    lists.mkdir(parents=True)
    (lists / "ward.yaml").write_text("bed: [bed, cot]\nroom: [$bed, ward]\n")
    text = SOUND.format(id="rooms").replace("roles:", "when: {counted: $room}\nroles:")
    (house / "desk" / "rooms.yaml").write_text(text)
    book = load_rulebook((house,))
    assert not book.problems
    rule = book.rule("rooms")
    assert rule is not None
    assert rule.when.any_of["counted"] == ("bed", "cot", "ward")


def test_the_shipped_rules_load() -> None:
    book = load_rulebook()
    assert [str(problem) for problem in book.problems] == []
    assert Path(book.rules[0].path).is_relative_to(folder("rules"))
