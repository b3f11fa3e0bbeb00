"""Every number, cut from the source by its offsets, is the number as written; in every format, however it is encoded."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.documents import read_document
from checker.model import Block, Document, Lines
from tests.documents.stories import FORMATS, Story, write

NUMBER = re.compile(r"\d(?:[\d,.\u00a0\u2009]*\d)?")
WORDS = (
    "drones", "Kyiv", "“quoted”", "245", "1,000", "1\u00a0000", "25\u2009000", "£2.5m", "R&D", "<5", "9>8", "é", "😀",
    "m²", "x*y", "snake_case", "[note]", "a|b", "back\\slash", "#5", "it's", '"so"', "30–35C", "&amp;", "~7", "`12`",
    "3.5%", "$40", "U+0031", "naïve", "12\u00adpart", "{3}", "(4)", "+6", "—", "= 8",
)  # fmt: skip
paragraph = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(
    lambda words: f"Officials said {' '.join(words)} on the day."
)
story = st.builds(
    Story,
    headline=st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(
        lambda words: f"Officials count {' '.join(words)} again"
    ),
    paragraphs=st.lists(paragraph, min_size=1, max_size=4).map(tuple),
)


def visible(text: str) -> str:
    return text.replace("\u00ad", "")


def lines_of(source: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", source)


def numbers_of(document: Document) -> list[tuple[Block, int, int]]:
    return [(block, *match.span()) for block in document.blocks for match in NUMBER.finditer(block.text)]


@pytest.mark.parametrize("name", list(FORMATS))
@settings(max_examples=40, deadline=None)
@given(story=story, seed=st.integers(0, 1000), windows=st.booleans(), mark=st.booleans())
def test_every_number_is_where_it_is_said_to_be(
    name: str, story: Story, seed: int, windows: bool, mark: bool
) -> None:
    writing = write(name, story, seed=seed, windows=windows, mark=mark)
    document = read_document(name, data=writing.data)
    assert [block.text for block in document.blocks] == [
        visible(text) for text in (story.headline, *story.paragraphs)
    ]
    assert [block.kind for block in document.blocks] == ["headline"] + ["paragraph"] * len(story.paragraphs)
    place = Lines(document.source)
    lines = lines_of(document.source)
    for block, start, end in numbers_of(document):
        low, high = block.to_source(start, end)
        written = document.source[low:high]
        assert visible(writing.decode(written)) == block.text[start:end]
        line, column = place.position(low)
        assert lines[line - 1][column - 1 :].startswith(lines_of(written)[0])


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "story.txt"])
def test_the_publication_date_has_its_place(name: str) -> None:
    writing = write(name, Story(headline="Crews plant 245 trees", paragraphs=("It took 3 days.",)))
    document = read_document(name, data=writing.data)
    if name.endswith(".docx"):
        assert document.published is None
        return
    assert document.published is not None
    assert document.published.day.isoformat() == "2026-05-24"
    start, end = document.published.start, document.published.end
    assert start is not None
    assert document.source[start:end].replace("-", "").startswith("20260524")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab1 \n\r\t*_`#>-+|[]()!<&;~\\\"'=:.0/", max_size=120))
def test_any_markdown_keeps_its_numbers_in_place(text: str) -> None:
    document = read_document("any.md", data=text.encode())
    for block, start, end in numbers_of(document):
        low, high = block.to_source(start, end)
        digits = re.sub(r"\D", "", block.text[start:end])
        assert re.sub(r"\D", "", document.source[low:high]) == digits


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab1 \n\r<>/=\"'!-&;#xptdrliu?sc", max_size=150))
def test_any_html_keeps_its_text_in_place(text: str) -> None:
    document = read_document("any.html", data=text.encode())
    for block in document.blocks:
        for segment in block.segments:
            assert 0 <= segment.source <= segment.source + segment.source_length <= len(document.source)
            if segment.length == segment.source_length > 1:
                piece = block.text[segment.text : segment.text + segment.length]
                source = document.source[segment.source : segment.source + segment.length]
                assert piece == re.sub(r"[ \t\r\n]", " ", source)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab1. \n\r\t•-*—A", max_size=150))
def test_any_text_is_read_whole(text: str) -> None:
    document = read_document("any.txt", data=text.encode())
    kept = "".join(block.text for block in document.blocks)
    assert re.sub(r"[^ab1A.]", "", kept) in re.sub(r"[^ab1A.]", "", text) or "1." in text
    for block, start, end in numbers_of(document):
        low, high = block.to_source(start, end)
        assert document.source[low:high] == block.text[start:end]
