"""What holds more numbers than any sentence is left alone, so that finding links takes no square of a text."""

from __future__ import annotations

from checker.links import MOST_NUMBERS, find_links
from tests.links.rates_by_hand import article


def test_a_sentence_of_data_is_tied_to_nothing() -> None:
    told = "the index rose from 10 points to 12, an increase of 3"
    few, many = (article(", ".join([told] * count) + ".") for count in (2, MOST_NUMBERS // 3 + 1))
    assert find_links(few.document, few.parsed, few.claims)
    assert not find_links(many.document, many.parsed, many.claims)
