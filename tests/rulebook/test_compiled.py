"""Compiled rules are the rules that were compiled, are made anew when anything changes, and nothing else passes for them."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from checker import rulebook as rules
from checker.archive import worker
from checker.archive.worker import Settings, rulebook_for
from checker.errors import Problem
from checker.resources import folder
from checker.rulebook import Rulebook, load_rulebook
from checker.rulebook.compiled import from_json, to_json

RULE = (folder("rules") / "calendar" / "date-exists.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of rules and one of word lists, a cache, and no rules loaded so far in this process."""
    monkeypatch.setenv("CROSSFOOT_CACHE_DIR", str(tmp_path / "cache"))
    place = tmp_path / "house"
    for name, text in (
        ("days/days.yaml", RULE.replace("date-exists", "days")),
        ("lists/lists.yaml", "a: [b]\n"),
    ):
        path = place / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    time.sleep(0.15)
    return place


def load(house: Path, **options: object) -> tuple[Rulebook, bool]:
    """The rules as a new process would load them, and whether any rule file was read for it."""
    read: list[object] = []

    def reading(*arguments: object, **named: object) -> Rulebook:
        read.append(arguments)
        return load_rulebook(*arguments, **named)  # type: ignore[arg-type]

    rulebook_for.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "load_rulebook", reading)
        settings = Settings(
            rules=(str(house / "days"),),
            lexicons=(str(house / "lists"),),
            **options,  # type: ignore[arg-type]
        )
        rulebook = rulebook_for(settings)
    rulebook_for.cache_clear()
    return rulebook, bool(read)


def test_the_shipped_rules_come_back_as_they_were() -> None:
    rulebook = load_rulebook()
    assert rulebook.rules
    assert from_json(to_json(rulebook)) == rulebook


def test_rules_are_read_once(house: Path) -> None:
    first, was_read = load(house)
    assert was_read
    again, was_read = load(house)
    assert not was_read
    assert again == first


@pytest.mark.parametrize("name", ["days/days.yaml", "lists/lists.yaml"])
def test_rules_are_read_anew_when_a_file_changes(house: Path, name: str) -> None:
    load(house)
    path = house / name
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("a leap", "a LEAP").replace("[b]", "[c]"), encoding="utf-8")
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    changed, was_read = load(house)
    assert was_read
    assert "c" in changed.lexicons["a"] if name.startswith("lists") else "a LEAP" in str(changed.rules)


def test_rules_are_read_anew_when_one_is_added(house: Path) -> None:
    load(house)
    (house / "days" / "more.yaml").write_text(RULE.replace("date-exists", "more"), encoding="utf-8")
    changed, was_read = load(house)
    assert was_read
    assert changed.rule("more") is not None


def test_rules_are_read_anew_by_another_version(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(house)
    monkeypatch.setattr("checker.archive.cache.__version__", "99")
    assert load(house)[1]


def test_each_setting_has_rules_of_its_own(house: Path) -> None:
    assert load(house)[1]
    assert load(house, severities=(("days", "note"),))[1]
    narrowed, was_read = load(house, packs=("days",))
    assert was_read
    assert [rule.id for rule in narrowed.rules] == ["days"]
    (house / "days").rename(house / "weeks")
    (house / "days").symlink_to(house / "weeks")
    assert load(house)[1], "the pack is called by its folder"


def test_rules_at_another_place_know_their_place(house: Path, tmp_path: Path) -> None:
    load(house)
    house.rename(tmp_path / "moved")
    moved, was_read = load(tmp_path / "moved")
    assert was_read
    rule = moved.rule("days")
    assert rule is not None
    assert rule.path.startswith(str(tmp_path / "moved"))


def test_without_a_cache_rules_are_read_and_not_kept(house: Path, tmp_path: Path) -> None:
    assert load(house, cache=False)[1]
    assert not (tmp_path / "cache").exists()
    load(house)
    assert load(house, cache=False)[1]


def test_rules_with_problems_say_them_every_time(house: Path) -> None:
    (house / "days" / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    for _ in range(2):
        broken, was_read = load(house)
        assert was_read
        assert broken.problems


def test_rules_that_change_while_they_are_read_are_not_kept(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = worker._read_rules

    def meanwhile(settings: Settings) -> Rulebook:
        rulebook = original(settings)
        (house / "days" / "days.yaml").write_text(
            RULE.replace("date-exists", "days") + "\n", encoding="utf-8"
        )
        return rulebook

    monkeypatch.setattr(worker, "_read_rules", meanwhile)
    load(house)
    monkeypatch.setattr(worker, "_read_rules", original)
    (house / "days" / "days.yaml").write_text(RULE.replace("date-exists", "days"), encoding="utf-8")
    assert load(house)[1]


def test_a_copied_or_broken_file_is_not_believed(house: Path, tmp_path: Path) -> None:
    first, _ = load(house)
    (kept,) = (tmp_path / "cache" / "rules").iterdir()
    content = kept.read_bytes()
    kept.write_bytes(content[:-9])
    again, was_read = load(house)
    assert was_read
    assert again == first
    copy = kept.with_name("copy")
    copy.write_bytes(kept.read_bytes())
    copy.chmod(0o600)
    copy.replace(kept)
    assert load(house)[1]


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "1", "[]", "{}", '["t"]', "[99]", "[-1]", '["x"]', "[0]", '[0,["t"],{},["t"]]', '["f",1,0]', "[[1]]",
        "[" * 5_000, '["d","today"]', "[1,2,3]",
    ],
)  # fmt: skip
def test_what_is_no_rulebook_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text)


def test_rules_with_problems_are_not_compiled() -> None:
    rulebook = load_rulebook()
    with pytest.raises(ValueError, match="problems"):
        to_json(replace(rulebook, problems=(Problem(path="a.yaml", message="wrong"),)))
