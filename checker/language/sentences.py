"""Where sentences end, by punctuation and word lists: before any parse, so that only sentences with numbers need one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml

from checker.resources import lexicon_folder

_STOP = re.compile(r"(?<![.!?…])(?P<stop>[.!?…]++)[\"'”’»)\]]*+(?=\s)")
_NEXT = re.compile(r"\s++[\"'“‘«(\[–—-]*+\s*+(?P<word>[^\W_][\w’']*)")
_LAST_WORD = re.compile(r"[^\W_][\w.&’'-]*$")
_LONGEST_WORD = 40


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    path = lexicon_folder() / "sentences.yaml"
    table = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  reads text alone
    return frozenset(table["titles"]), frozenset(table["abbreviations"]), frozenset(table["openers"])


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a block as spans without the white space around them, in order."""
    start = _skip(text, 0)
    for match in _STOP.finditer(text):
        if match.start() < start or not _ends(text, match):
            continue
        yield start, match.end()
        start = _skip(text, match.end())
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _ends(text: str, stop: re.Match[str]) -> bool:
    following = _NEXT.match(text, stop.end())
    if following is None:
        return True
    word = following["word"]
    if word[0].islower():
        return False
    if stop["stop"] != ".":
        return True
    last = _LAST_WORD.search(text, max(0, stop.start() - _LONGEST_WORD), stop.start())
    if last is None:
        return True
    titles, abbreviations, openers = _words()
    before = last.group().lower()
    if before in titles:
        return before in ("no", "v", "st", "art", "fig") and word.lower() in openers and word[0].isupper()
    if len(last.group()) == 1 and last.group().isupper() and last.group() != "I":
        return word.lower() in openers
    if before in abbreviations or re.fullmatch(r"(?:[a-z]\.)+[a-z]", before):
        return word.lower() in openers
    return True
