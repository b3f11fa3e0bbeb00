"""Sentences end where an editor sees them end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.language.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Harlow paid $3.5 million at 5 p.m. on Friday.", "The rest went to St. Brannoc’s."],
        ["The U.S. Army sent 40 trucks.", "“Go!” he said.", "Nobody went."],
        ["J. K. Marlow of Orrin Inc. bought 12 ships.", "They sank."],
        ["It left at 3 a.m.", "The other ship stayed."],
        ["Route No. 5 was closed.", "12 people were hurt."],
        ["He waited…", "Then five came?", "No!"],
        ["Prices rose 3.4 per cent (from 2.1).", "(They fell later.)"],
        ["The firm, in Calif., employs 40.", "It is growing."],
        ["They met in Washington, D.C.", "The talks failed."],
    ],
)
def test_sentences_end_where_they_end(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@given(st.text(alphabet=st.sampled_from("aA1 .!?”“\n\r\t\u00a0é😀…–U.S"), max_size=120))
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    spans = list(sentence_spans(text))
    covered = [place for start, end in spans for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert set(covered) >= {place for place, character in enumerate(text) if not character.isspace()}
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)
