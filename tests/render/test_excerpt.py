"""Text laid out for a terminal: nothing lost, nothing too wide, every mark under its number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from checker.characters import visible
from checker.render.excerpt import Mark, cells, lay_out, runs_right_to_left, underline

AWKWARD = st.text(
    st.one_of(
        st.sampled_from(
            "ab ,.—“”’\u00a0\t\n\r\x1b\x07\u202e\u2066\u200b\u0301日本語🙂👩‍👩‍👧אבגمرحبا०१٣½£€ﬁ\ud800"
        ),
        st.characters(),
    ),
    max_size=200,
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text with numbers in it, each marked."""
    text, marks = "", []
    for number in draw(st.lists(st.integers(0, 9_999_999), min_size=1, max_size=5)):
        text += draw(AWKWARD) + " "
        digits = f"{number:,}"
        marks.append(
            Mark(len(text), len(text) + len(digits), draw(st.sampled_from(["whole", "part 1", "day"])))
        )
        text += digits
    return text + draw(AWKWARD), marks


@given(marked(), st.integers(20, 200), st.booleans())
def test_lines_fit_and_hold_the_whole_text(
    case: tuple[str, list[Mark]], width: int, ascii_only: bool
) -> None:
    text, marks = case
    lines = list(lay_out(text, marks, width=width, ascii_only=ascii_only))
    shown = "".join(line.text for line in lines)
    wanted = visible(text, ascii_only=ascii_only)
    if runs_right_to_left(text) and not ascii_only:
        shown, wanted = (word.replace("[", "").replace("]", "") for word in (shown, wanted))
    assert shown.replace(" ", "") == wanted.replace(" ", "")
    for line in lines:
        assert cell_len(line.text) <= width or max(map(cell_len, line.text)) > 1
        assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in line.text)
        assert not ascii_only or line.text.isascii()


@given(marked(), st.integers(20, 200))
def test_marks_cover_their_numbers(case: tuple[str, list[Mark]], width: int) -> None:
    text, marks = case
    found: dict[int, str] = {}
    for line in lay_out(text, marks, width=width):
        assert line.marks == tuple(sorted(line.marks, key=lambda mark: mark.start))
        for piece, mark in line.pieces:
            if mark is not None:
                found[mark] = found.get(mark, "") + piece
    digits = {place: text[mark.start : mark.end] for place, mark in enumerate(marks)}
    assert {place: piece.strip("[]") for place, piece in found.items()} == digits


@given(marked(), st.integers(30, 200))
def test_labels_never_run_into_each_other_and_each_is_there(case: tuple[str, list[Mark]], width: int) -> None:
    text, marks = case
    labels = 0
    for line in lay_out(text, marks, width=width):
        carets = 0
        for row in underline(line.marks, width=width):
            cell = -1
            for start, stroke, label in row:
                assert start > cell
                cell = start + len(stroke) + (1 if stroke and label else 0) + cell_len(label)
                carets += bool(stroke)
                labels += bool(label)
        assert carets == len(line.marks)
    assert labels == len(marks)


def test_the_quick_count_of_cells_is_the_exact_one() -> None:
    for character in map(chr, range(0x20, 0x3000)):
        assert cells(character) == cell_len(character), hex(ord(character))
    assert cells("“à” – 12 · 日本") == cell_len("“à” – 12 · 日本")
