"""Any text: nothing raises but its own errors, nothing hangs, every offset is right."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.fuzz import PIECES, mutated
from bench.targets import Target, targets

CORPUS = Path(__file__).parent / "corpus"
TARGETS = {target.name: target for target in targets()}
CHEAP = [name for name, target in TARGETS.items() if target.share > 1]
BROKE = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*.txt"))

PATIENCE = 60
"""Seconds after which a test has hung: far beyond what any of these inputs takes."""


@pytest.fixture(autouse=True)
def nothing_hangs() -> Iterator[None]:
    def hung(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"still at it after {PATIENCE} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, hung)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def texts(target: Target) -> st.SearchStrategy[str]:
    """Texts of every sort: of any characters, of pieces that often break things, and known texts with changes."""
    changed = st.builds(
        lambda seed, base: mutated(base, target.seeds, Random(seed)),
        st.integers(0, 2**32),
        st.sampled_from(target.seeds),
    )
    return st.one_of(
        st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join), changed
    )


@pytest.mark.parametrize("name", CHEAP)
def test_any_text_is_read_or_refused(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(texts(target))
    def tried(text: str) -> None:
        target.run(text)

    tried()


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in CHEAP])
def test_a_few_texts_go_the_whole_way(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(texts(target))
    def tried(text: str) -> None:
        target.run(text)

    tried()


@pytest.mark.parametrize("name", BROKE)
def test_what_once_broke_something(name: str) -> None:
    folder, _, _ = name.partition("/")
    text = (CORPUS / name).read_bytes().decode("utf-8", "surrogatepass")
    TARGETS[folder.replace("-", " ")].run(text)
