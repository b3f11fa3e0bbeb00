"""The word lists of `rules/lexicon`, every scalar read as text, each file read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from checker.resources import lexicon_folder


@cache
def word_list(name: str) -> Mapping[str, Any]:
    """The word list `name`.yaml as a mapping. Raises FileNotFoundError where the installation is incomplete."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    with (lexicon_folder() / f"{name}.yaml").open(encoding="utf-8") as file:
        loaded = yaml.load(file, Loader=loader)  # noqa: S506 - the base loader makes text only
    assert isinstance(loaded, dict)
    return loaded


@cache
def cue(module: str, name: str) -> frozenset[str]:
    """The list `name` of the words that decide for a module how a number beside them is read (cues.yaml)."""
    return frozenset(word_list("cues")[module][name])


class Phrases:
    """Phrases of several words, each with a value, found at a place in a list of words."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], str]]) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, value in phrases:
            by_first.setdefault(words[0], []).append((words, value))
            by_last.setdefault(words[-1], []).append((words, value))
        for table in (by_first, by_last):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        self._by_first = by_first
        self._by_last = by_last

    def starting(self, words: list[str], place: int) -> tuple[int, str] | None:
        """The longest phrase that starts at `place`: the place after it, and its value."""
        if place >= len(words):
            return None
        for phrase, value in self._by_first.get(words[place], ()):
            end = place + len(phrase)
            if tuple(words[place:end]) == phrase:
                return end, value
        return None

    def each_starting(self, words: list[str], place: int) -> Iterator[tuple[int, str]]:
        """Every phrase that starts at `place`, the longest first: the place after it, and its value."""
        if place < len(words):
            for phrase, value in self._by_first.get(words[place], ()):
                end = place + len(phrase)
                if tuple(words[place:end]) == phrase:
                    yield end, value

    def ending(self, words: list[str], place: int) -> tuple[int, str] | None:
        """The longest phrase whose last word stands just before `place`: the place of its first word, its value."""
        if place <= 0 or place > len(words):
            return None
        for phrase, value in self._by_last.get(words[place - 1], ()):
            start = place - len(phrase)
            if start >= 0 and tuple(words[start:place]) == phrase:
                return start, value
        return None

    def __contains__(self, word: object) -> bool:
        return word in self._by_first


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "o", "u"):
        return noun[:-1] + "ies"
    return noun + "s"
