"""The drawing of a sum: its bars are to scale, and what cannot be drawn is not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.render.figure import draw, percent


def test_figure_of_parts_against_their_total() -> None:
    figure = draw(["128 + 107 = 235", "stated: 245"])
    assert figure is not None
    assert [piece.text for piece in figure.bars[0].pieces] == ["128", "107"]
    assert figure.bars[0].pieces[1].start == percent(Fraction(128, 245))
    assert figure.bars[1].pieces[0].size == "100"
    assert figure.gap is not None
    assert figure.gap.size == percent(Fraction(10, 245))
    assert figure.gap_row == 0
    assert figure.description == "sum 128 + 107 against stated 245; the gap is 4.08% of the longer bar"


def test_figure_of_an_exact_sum_has_no_gap() -> None:
    figure = draw(["128 + 117 = 245", "stated: 245"])
    assert figure is not None
    assert figure.gap is None


@pytest.mark.parametrize(
    "working",
    [
        ["31 ≤ 40"],
        ["13 November 2026 = Friday", "stated: Thursday"],
        ["128 + 107 = 235"],
        ["stated: 245"],
        ["21 May 2026 = 739757", "stated: 22 May 2026"],
        ["12:30 = 750", "stated: 9:15"],
        ["0 = 0", "stated: 0"],
        ["5 − 9 = −4", "stated: 4"],
        [],
    ],
)
def test_figure_of_what_cannot_be_drawn_is_none(working: list[str]) -> None:
    assert draw(working) is None


@pytest.mark.parametrize(
    ("working", "first", "gap"),
    [
        (["$1.2 million + $300,000 = $1.5 million", "stated: $2 million"], ["60", "15"], "25"),
        (["75 − 60 = 15 (between 14 and 16)", "stated: 20"], ["75"], "25"),
        (["needed: 31 ≤ 40"], ["77.5"], "22.5"),
        (["60 to 75 = 25%", "stated: 20%"], ["100"], "20"),
        (["10,000 × 2 = 20,000", "stated: 10,000"], ["100"], "50"),
    ],
)
def test_figure_reads_the_text_s_own_figures(working: list[str], first: list[str], gap: str) -> None:
    figure = draw(working)
    assert figure is not None
    assert [piece.size for piece in figure.bars[0].pieces] == first
    assert figure.gap is not None
    assert figure.gap.size == gap


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=6), st.integers(1, 10**10))
def test_figure_never_leaves_its_frame(parts: list[int], stated: int) -> None:
    figure = draw([f"{' + '.join(f'{part:,}' for part in parts)} = {sum(parts):,}", f"stated: {stated:,}"])
    assert figure is not None
    pieces = [piece for bar in figure.bars for piece in bar.pieces] + ([figure.gap] if figure.gap else [])
    for piece in pieces:
        assert 0 <= Fraction(piece.start) <= 100
        assert Fraction(piece.start) + Fraction(piece.size) <= Fraction("100.02")
