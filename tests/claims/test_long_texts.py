"""Texts that are no prose are read without error and without running deep."""

from __future__ import annotations

import pytest

from checker.claims.mentions import read_mentions

PIECES = (
    "one and |twenty-|1-|1.|1,|1 |1|a hundred |and |half a |million |lakh |thousand |$|- |1/|("
    "|“1 |‘1 |May 1 to |between 1 and |one in |"
    "1 or |from 1 to |a@|x10^|1e|dozens of |two million and |1:|5 feet |more than |#1 |Friday |1990-|one over |minus "
)


@pytest.mark.parametrize("piece", PIECES.split("|"))
def test_a_long_repetition_is_read(piece: str) -> None:
    text = piece * 2_000
    for mention in read_mentions(text):
        assert text[mention.start : mention.end]
