"""Messages are compiled when a rule loads: unknown roles and filters are found then."""

from __future__ import annotations

import pytest

from checker.model import Placeholder, RoleName
from checker.rulebook.expressions import Mistake
from checker.rulebook.messages import compile_message


def test_text_and_placeholders_in_turn() -> None:
    message = compile_message("{part|plus} is not {whole}.", roles=("part", "whole"))
    assert message.parts == (
        Placeholder(RoleName("part"), ("plus",)),
        " is not ",
        Placeholder(RoleName("whole")),
        ".",
    )


def test_doubled_braces_are_braces() -> None:
    assert compile_message("{{{whole}}}", roles=("whole",)).parts == (
        "{",
        Placeholder(RoleName("whole")),
        "}",
    )


@pytest.mark.parametrize(
    ("source", "message", "offset"),
    [
        ("{hole}", "there is no role 'hole'", 1),
        ("is {whole|pluss}", "there is no filter 'pluss'", 10),
        ("is {whole", "a brace is not closed", 3),
        ("is whole}", "a closing brace without an opening one", 8),
        ("is {whole.real}", "a role has no attributes (.real)", 4),
        ("is {whole == 1}", "a number is wanted here", 4),
        ("is {}", "the expression is empty", 4),
    ],
)
def test_mistakes_are_named_with_their_place(source: str, message: str, offset: int) -> None:
    with pytest.raises(Mistake) as caught:
        compile_message(source, roles=("whole",))
    assert message in caught.value.message
    assert caught.value.offset == offset
