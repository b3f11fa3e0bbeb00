"""No text raises, and every span is exact, whatever characters the text holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.claims import blocks_with_numbers, read_claims
from checker.claims.mentions import has_numbers, read_mentions
from checker.language import parse
from checker.model import Document
from tests.claims.documents_by_hand import document

PIECES = st.sampled_from(
    [
        "245",
        "1,234",
        "3.4",
        "12",
        "2025",
        "0",
        "007",
        "half",
        "one",
        "two",
        "twenty",
        "hundred",
        "million",
        "dozen",
        "a",
        "an",
        "and",
        "of",
        "in",
        "to",
        "from",
        "between",
        "per cent",
        "%",
        "$",
        "£",
        "US$",
        "bn",
        "m",
        "km",
        "°C",
        "'",
        "’",
        "-",
        "–",
        "—",
        "/",
        ":",
        ".",
        ",",
        "(",
        ")",
        "May",
        "23",
        "Friday",
        "pm",
        "GMT",
        "th",
        "s",
        "aged",
        "year-old",
        "drones",
        "more than",
        "about",
        "or more",
        "times",
        "point",
        "third",
        "quarters",
        "½",
        "٣",
        "１２",
        "²",
        "é",
        "🙂",
        "\xa0",
        "\u202f",
        "\r\n",
        "\n",
        "\t",
        " ",
        "  ",
        "\u200b",
        "x",
        "10",
        "^",
        "e",
        "+",
        "±",
        "no one",
        "both",
        "doubled",
        "fold",
        "minus",
        "negative",
        "USD",
        "MUSD",
    ]
)
NEWSLIKE = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", " "])), max_size=14).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(NEWSLIKE, st.text(max_size=60)))
def test_mentions_stand_in_order_at_their_own_characters(text: str) -> None:
    mentions = read_mentions(text)
    if mentions:
        assert has_numbers(text)
    end = 0
    for mention in mentions:
        assert 0 <= mention.mention_start <= mention.start < mention.end <= mention.mention_end <= len(text)
        assert mention.start >= end
        end = mention.end


@settings(max_examples=40, deadline=None)
@given(NEWSLIKE)
def test_claims_quote_the_text_exactly(text: str) -> None:
    article = document("Officials said " + text, text)
    parsed = parse(article, blocks=blocks_with_numbers(article))
    for index, claim in enumerate(read_claims(article, parsed)):
        block = article.blocks[claim.block]
        quantity = claim.quantity
        assert claim.index == index
        assert block.text[quantity.start : quantity.end] == quantity.text
        assert block.text[quantity.mention_start : quantity.mention_end] == quantity.mention
        assert quantity.readings
        assert not quantity.core.is_empty
        assert quantity.wide.encloses(quantity.core)
        start, end = block.to_source(quantity.start, quantity.end)
        assert article.source[start:end] == quantity.text


def test_no_text_gives_no_claim() -> None:
    article = Document(path="empty.txt", source="", blocks=())
    assert read_claims(article, parse(article)) == ()
