"""The assertion compiler: what it lets through, what it refuses, and that it runs nothing."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Arithmetic, Call, Comparison, Logical, Number, Role, RoleName, Selector
from checker.rulebook.expressions import MAX_LENGTH, Mistake, compile_condition, compile_expression

ROLES = {
    "part": Role(name="part", selector=Selector(), at_least=1, at_most=None),
    "whole": Role(name="whole", selector=Selector()),
    "left": Role(name="left", selector=Selector(), at_least=0),
}


def mistake(source: str) -> Mistake:
    with pytest.raises(Mistake) as caught:
        compile_expression(source, roles=ROLES)
    return caught.value


def test_an_assertion_becomes_a_value() -> None:
    compiled = compile_expression("sum(part) + 2.5 == whole", roles=ROLES)
    assert compiled == Comparison(
        "==", Arithmetic("+", Call("sum", (RoleName("part"),)), Number(Fraction(5, 2))), RoleName("whole")
    )


def test_a_chain_of_comparisons_is_all_of_them() -> None:
    compiled = compile_expression("0 <= whole <= 100", roles=ROLES)
    assert isinstance(compiled, Logical)
    assert compiled.operator == "and"
    assert len(compiled.operands) == 2


@pytest.mark.parametrize(
    ("source", "message", "offset"),
    [
        ("whole ** 2 == 4", "the operator ** is not allowed", 0),
        ("whole % 2 == 0", "the operator % is not allowed", 0),
        ("whole.real == 1", "a role has no attributes (.real)", 0),
        ("1 == whole.real", "a role has no attributes (.real)", 5),
        ("whole == open(whole)", "there is no function 'open'", 9),
        ("whole == __import__('os')", "there is no function '__import__'", 9),
        ("whole == 'text'", "'text' is not a number", 9),
        ("whole == True", "True is not a number", 9),
        ("whole == 1e1000000000", "is not written in plain digits", 9),
        ("whole == 0x10", "is not written in plain digits", 9),
        ("whole == (lambda: 1)()", "only a function's name can be called", 9),
        ("[w for w in part] == whole", "a comprehension is not allowed", 0),
        ("whole[0] == 1", "an index is not allowed", 0),
        ("(x := 1) == whole", "an assignment is not allowed", 1),
        ("part == whole", "the role 'part' may hold several claims", 0),
        ("percent(whole) == 1", "percent() takes 2 argument(s), not 1", 0),
        ("sum(part, start=1) == whole", "sum() takes no named arguments", 0),
        ("all(part) == whole", "all() takes a comparison", 0),
        ("whole + 1", "an assertion must compare", 0),
        ("whole is 1", "the operator 'is' is not allowed", 9),
        ("hole == 1", "there is no role 'hole'", 0),
        ("sum == 1", "sum is a function", 0),
        ("", "the expression is empty", 0),
    ],
)
def test_mistakes_are_named_with_their_place(source: str, message: str, offset: int) -> None:
    found = mistake(source)
    assert message in found.message
    assert found.offset == offset


def test_a_single_equals_sign_gets_a_hint() -> None:
    assert mistake("whole = 1").hint == "equality is written =="


def test_a_misspelt_role_gets_the_nearest() -> None:
    assert mistake("wohle == 1").hint == "did you mean 'whole'?"


@pytest.mark.parametrize(
    "source",
    [
        "(" * 10_000 + "1" + ")" * 10_000 + " == whole",
        "-" * 380 + "1 == whole",
        "not " * 90 + "whole == 1",
        "whole == 10**1000000000",
        "whole == 9" + "9" * 390,
        "whole == " + "+".join("1" * 190),
    ],
)
def test_nothing_hangs_or_overflows(source: str) -> None:
    with pytest.raises(Mistake):
        compile_expression(source, roles=ROLES)


def test_length_is_bounded() -> None:
    assert "at most 400 characters" in mistake("whole == 1" + " " * MAX_LENGTH).message


@given(st.text(max_size=60))
def test_any_text_is_compiled_or_refused(source: str) -> None:
    with suppress(Mistake):
        compile_expression(source, roles=ROLES)


@given(st.text(alphabet="whole part()+-*/=<>.,[]{}:'\"0123456789 notandorif\n\\", max_size=80))
def test_what_looks_like_an_expression_is_compiled_or_refused(source: str) -> None:
    with suppress(Mistake):
        compile_expression(source, roles=ROLES)


def test_a_condition_may_be_a_role_alone() -> None:
    assert compile_condition("left", roles=ROLES) == RoleName("left")
    assert compile_condition("not left", roles=ROLES) == Logical("not", (RoleName("left"),))
