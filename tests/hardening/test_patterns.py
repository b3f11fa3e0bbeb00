"""Regular expressions: those that once took time in the square of the text, or worse, each on the text that showed it.

The guard is a patience far beyond what a linear search takes; how the time of every expression grows is measured by
`python -m bench patterns`.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

LENGTH = 60_000
PATIENCE = 20


@pytest.fixture(autouse=True)
def nothing_hangs() -> Iterator[None]:
    def hung(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"still at it after {PATIENCE} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, hung)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def _sentences(text: str) -> object:
    from checker.language.sentences import sentence_spans

    return list(sentence_spans(text))


def _quotes(text: str) -> object:
    from checker.claims.quotes import quoted_spans
    from checker.model import Block

    return quoted_spans(Block(kind="paragraph", text=text, segments=()))


def _mentions(text: str) -> object:
    from checker.claims.mentions import read_mentions

    return read_mentions(text)


def _dateline(text: str) -> object:
    from checker.claims.dateline import dateline
    from checker.documents import read_text

    return dateline(read_text(text))


def _links(text: str) -> object:
    from checker.claims import read_claims
    from checker.documents import read_text
    from checker.language import parse
    from checker.links import find_links

    document = read_text(text)
    parsed = parse(document, blocks=())
    return find_links(document, parsed, read_claims(document, parsed))


@pytest.mark.parametrize("piece", ["!", "...", "! ", '!"', "a. ", "é"])
def test_sentences(piece: str) -> None:
    _sentences(piece * (LENGTH // len(piece)) + "!a")


@pytest.mark.parametrize("space", ["\xa0", "\u2003"])
def test_sentences_far_apart(space: str) -> None:
    _sentences("Yes!" + space * LENGTH + "-")


@pytest.mark.parametrize("piece", ["‘", "‘a", "``", '"a', "“", "«"])
def test_quotations_that_never_end(piece: str) -> None:
    _quotes(piece * (LENGTH // len(piece)))


@pytest.mark.parametrize("piece", ["a@", "a@a", "@", "#", "www.", "http://a", "a.a"])
def test_addresses(piece: str) -> None:
    from checker.claims.not_claims import links_in

    links_in("/" + piece * (LENGTH // len(piece)))


@pytest.mark.parametrize("lead", ["a" * 78, "a. " * 26, "A (bb) " * 11, "' " * 39])
def test_a_dateline_behind_a_long_lead(lead: str) -> None:
    _dateline(f"{lead} May 21, 2024 ! and so on")


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1 ", "1-", "1.", "1:", "one ", "twenty-", "hundred ", "and ", "1/", "$", "1 and ", "-", "½"],
)
def test_numbers(piece: str) -> None:
    _mentions(piece * (6_000 // len(piece)))


@pytest.mark.parametrize("run", [_sentences, _quotes, _mentions])
def test_a_word_without_end(run: Callable[[str], object]) -> None:
    run("a" * LENGTH)


@pytest.mark.parametrize(
    ("lead", "piece", "end"),
    [
        ("At 9 am the ship ", "left ", "by 11 am, two hours in all."),
        ("There were 5 more deaths, taking the number to 12 from 7, ", "lost ", "."),
        ("", "Aa" * 200 + " ", "and 8 others left."),
        ("", "A’" * 200 + " ", "and a third man left."),
        ("Sales rose 5% to 12 tonnes ", "and ", "from 10 tonnes."),
        ("They married in 1962 ", "; ", "and left."),
        ("From 5 ", "from ", "the 3."),
    ],
)
def test_a_sentence_without_end(lead: str, piece: str, end: str) -> None:
    _links(f"{lead}{piece * (LENGTH // 4 // len(piece))}{end}")
