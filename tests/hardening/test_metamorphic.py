"""Changes that mean the same change no finding, and a sum that is broken is not verified.

`python -m bench metamorphic` tries 200 articles.
"""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from bench.metamorphic import CHANGES, Change, articles, broken_sums, differences
from checker.rulebook import Rulebook, load_rulebook


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize("change", CHANGES, ids=[change.name for change in CHANGES])
def test_what_means_the_same_is_judged_the_same(change: Change) -> None:
    found = [
        difference
        for article in articles(12, seed=3)
        for difference in differences(article, rulebook(), change, Random(1))
    ]
    assert not found


def test_sums_scaled_and_broken() -> None:
    assert not list(broken_sums(rulebook(), 8))
