"""Texts with their numbers folded into characters, and patterns over them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.links.folding import fold, pattern
from tests.links.rates_by_hand import article

GAP = pattern(r"<first:count><gap:30> <second:count>")


def test_slots_take_numbers_of_their_form_only() -> None:
    text = fold(article("Of the 40 shops 25% will close."))
    assert [match.claims["n"].quantity.text for match in text.search(pattern("<n:percent>"))] == ["25%"]


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [
        ("The 40 shops in town and 12 more.", False),
        ("The 40 shops in town, with 12 more.", True),
        ("The 40 shops. All 12 closed.", False),
        ("The 40 shops, 3% of them, and 12 more.", False),
        ("The 40 shops in 2019 had 12 clerks.", True),
    ],
)
def test_a_gap_holds_no_quantity_no_new_clause_and_no_end(sentence: str, fits: bool) -> None:
    assert bool(list(fold(article(sentence)).search(GAP))) is fits


def test_an_end_of_sentence_joins_paragraphs() -> None:
    text = fold(article("There were 40 shops.", "Now 12 are left."))
    assert [
        match.claims["b"].quantity.text
        for match in text.search(pattern("<a:count><words:20><end>Now <b:count>"))
    ] == ["12"]


@given(st.lists(st.sampled_from(["40", "25%", "shops", "’", " ", "\n", "£12", ". The", "é"]), max_size=12))
def test_spans_lead_back_to_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces).strip() or "none"
    context = article(text)
    folded = fold(context)
    for match in folded.search(pattern(r"[a-z]+")):
        start, end = match.span()
        assert text[start:end].replace("’", "'") == match.found.group()
    for claim in context.claims:
        place = folded.place(claim)
        assert place is None or folded.claim_at(place) is claim
