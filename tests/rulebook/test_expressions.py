"""The assertion compiler: what it lets through, what it refuses, and that it runs nothing."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import (
    Arithmetic,
    Call,
    Comparison,
    Logical,
    Negative,
    Number,
    Role,
    RoleName,
    Selector,
)
from checker.rulebook.expressions import (
    MAX_DEPTH,
    MAX_LENGTH,
    Mistake,
    calls,
    compile_condition,
    compile_expression,
    is_truth,
)

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


# ── word for word ──

PLAIN = ("whole", "left")
"""Roles of which nothing more is known."""


def refused(source: str, *, truth: bool = True) -> tuple[str, int, str | None]:
    with pytest.raises(Mistake) as caught:
        compile_expression(source, roles=PLAIN, truth=truth)
    assert str(caught.value) == caught.value.message
    return caught.value.message, caught.value.offset, caught.value.hint


@pytest.mark.parametrize("sign", ["**", "%", "//", "@", "<<", ">>", "|", "&", "^"])
def test_operators_that_are_not_arithmetic(sign: str) -> None:
    said = (f"the operator {sign} is not allowed", 2, "allowed: + - * /")
    assert refused(f"  whole {sign} 2 == 4") == said


@pytest.mark.parametrize("sign", ["in", "not in", "is", "is not"])
def test_operators_that_do_not_compare_numbers(sign: str) -> None:
    said = (f"the operator '{sign}' is not allowed", 9 + len(sign), "allowed: == != < <= > >=")
    assert refused(f"1 < whole {sign} left") == (said[0], 11 + len(sign), said[2])


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("lambda: 1", "a lambda"),
        ("whole if left else 1", "an if-else"),
        ("whole[0]", "an index"),
        ("[1]", "a list"),
        ("(1, 2)", "a tuple"),
        ("{1: 2}", "a dictionary"),
        ("{1}", "a set"),
        ("f'{whole}'", "a formatted string"),
        ("[w for w in left]", "a comprehension"),
        ("{w for w in left}", "a comprehension"),
        ("{w: 1 for w in left}", "a comprehension"),
        ("(w for w in left)", "a comprehension"),
        ("(w := 1)", "an assignment"),
        ("sum(*left)", "a star"),
        ("await whole", "await"),
        ("(yield whole)", "yield"),
        ("~whole", "~"),
    ],
)
def test_what_is_no_expression_goes_by_its_name(source: str, what: str) -> None:
    said, _, hint = refused(source)
    assert (said, hint) == (f"{what} is not allowed", "numbers, roles, + - * /, comparisons and calls")


NAMES = (
    "sum, count, average, min, max, all, same, stated, number, abs, percent, percent_change, convert, "
    "convert_difference, weekday, year, month, days, years, hours, minutes, years_between"
)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", ("the expression is empty", 0, None)),
        (" \n ", ("the expression is empty", 0, None)),
        ("whole", ("an assertion must compare: use ==, <=, <, >=, > or !=", 0, None)),
        ("  whole + 1", ("an assertion must compare: use ==, <=, <, >=, > or !=", 2, None)),
        (" whole = 1", ("not an expression: invalid syntax", 7, "equality is written ==")),
        ("whole != 1 = 2", ("not an expression: invalid syntax", 11, "equality is written ==")),
        ("whole == 1 && left", ("not an expression: invalid syntax", 12, "write `and`, `or`")),
        ("whole == 1 || left", ("not an expression: invalid syntax", 12, "write `and`, `or`")),
        ("whole == 1 +", ("not an expression: invalid syntax", 0, None)),
        ("whole <= 1 >= + ", ("not an expression: invalid syntax", 0, None)),
        ("whole == (", ("not an expression: '(' was never closed", 9, None)),
        ("whole == 1j", ("1j is not a number", 9, None)),
        ("whole == None", ("None is not a number", 9, None)),
        ("whole == b'x'", ("b'x' is not a number", 9, None)),
        ("whole == 1.", ("the number 1. is not written in plain digits", 9, "write 1000 or 2.5")),
        (
            "whole == 1e0000000000000000000000000",
            ("the number 1e000000000000000000 is not written in plain digits", 9, "write 1000 or 2.5"),
        ),
        ("sum() == 1", ("sum() takes 1 or more argument(s), not 0", 0, None)),
        ("1 == count(1)", ("count() takes a role", 5, None)),
        ("count(whole, left) == 1", ("count() takes 1 argument(s), not 2", 0, None)),
        ("years_between(whole) == 1", ("years_between() takes 2 argument(s), not 1", 0, None)),
        ("sum(left, start=1) == whole", ("sum() takes no named arguments", 0, None)),
        ("all(whole)", ("all() takes a comparison", 0, "all(part <= whole)")),
        ("summ(whole) == 1", ("there is no function 'summ'", 0, "did you mean 'sum'?")),
        ("zzz(whole) == 1", ("there is no function 'zzz'", 0, f"allowed: {NAMES}")),
        ("(1)(1) == 1", ("only a function's name can be called", 0, f"allowed: {NAMES}")),
        ("wohle == 1", ("there is no role 'wohle'", 0, "did you mean 'whole'?")),
        ("1 == sum", ("sum is a function", 5, "write sum(…)")),
        ("whole.x == 1", ("a role has no attributes (.x)", 0, "a role's name alone is its number")),
    ],
)
def test_mistakes_word_for_word(source: str, said: tuple[str, int, str | None]) -> None:
    assert refused(source) == said


def test_a_number_where_a_number_is_wanted() -> None:
    said = ("a number is wanted here, not a comparison", 1, None)
    for source in (" whole == 1", " same(whole, left)", " not whole == 1"):
        assert refused(source, truth=False) == said
    assert compile_expression("whole", roles=PLAIN, truth=False) == RoleName("whole")
    assert compile_expression("same(whole, left)", roles=PLAIN) == Call(
        "same", (RoleName("whole"), RoleName("left"))
    )


@pytest.mark.parametrize(
    ("source", "compiled"),
    [
        ("-whole == +1", Comparison("==", Negative(RoleName("whole")), Number(Fraction(1)))),
        ("whole != 1_000", Comparison("!=", RoleName("whole"), Number(Fraction(1000)))),
        ("whole < 0.25", Comparison("<", RoleName("whole"), Number(Fraction(1, 4)))),
        (
            "whole > 1 or not left >= 2",
            Logical(
                "or",
                (
                    Comparison(">", RoleName("whole"), Number(Fraction(1))),
                    Logical("not", (Comparison(">=", RoleName("left"), Number(Fraction(2))),)),
                ),
            ),
        ),
        (
            "\n whole\n<=\twhole - left / 2 * 3 ",
            Comparison(
                "<=",
                RoleName("whole"),
                Arithmetic(
                    "-",
                    RoleName("whole"),
                    Arithmetic(
                        "*", Arithmetic("/", RoleName("left"), Number(Fraction(2))), Number(Fraction(3))
                    ),
                ),
            ),
        ),
    ],
)
def test_what_is_compiled(source: str, compiled: Comparison | Logical) -> None:
    assert compile_expression(source, roles=PLAIN) == compiled
    assert compile_condition(source, roles=PLAIN) == compiled


def test_what_is_allowed_has_its_limits() -> None:
    longest = "whole == 1".ljust(MAX_LENGTH)
    assert compile_expression(longest, roles=PLAIN) == compile_condition(longest, roles=PLAIN)
    assert refused(longest + " ")[0] == "an expression has at most 400 characters, this one has 401"
    deepest = "-" * (MAX_DEPTH - 1)
    assert compile_expression(f"{deepest}whole == 1", roles=PLAIN)
    assert refused(f"{deepest}-whole == 1") == ("nested too deeply", MAX_DEPTH, None)
    for source in ("not " * MAX_DEPTH + "whole", " or ".join(["whole"] * 40), "+" * MAX_DEPTH + "whole"):
        assert compile_condition(source, roles=PLAIN)
    for source in (
        "not " * MAX_DEPTH + "not whole",
        "+" * MAX_DEPTH + "+whole",
        "abs(" * 31 + "whole" + ")" * 31,
        "whole" + " + whole" * 31,
        "whole" + " < (whole" * 31 + ")" * 31,
        "whole" + " and (whole or (whole" * 16 + "))" * 16,
    ):
        with pytest.raises(Mistake, match=r"^nested too deeply$"):
            compile_condition(source, roles=PLAIN)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", ("the condition is empty", 0, None)),
        ("  left =", ("not a condition: invalid syntax", 7, "equality is written ==")),
        ("  hole == 1", ("there is no role 'hole'", 2, "did you mean 'whole'?")),
        ("left and\n hole", ("there is no role 'hole'", 10, "did you mean 'whole'?")),
        ("left = 1", ("not a condition: invalid syntax", 5, "equality is written ==")),
        ("left" * 101, ("a condition has at most 400 characters, this one has 404", 0, None)),
    ],
)
def test_mistakes_of_conditions(source: str, said: tuple[str, int, str | None]) -> None:
    with pytest.raises(Mistake) as caught:
        compile_condition(source, roles=PLAIN)
    assert (caught.value.message, caught.value.offset, caught.value.hint) == said


@pytest.mark.parametrize(
    ("source", "allowed"),
    [
        ("sum(part) == whole", True),
        ("part == whole", False),
        ("whole == part", False),
        ("whole + part == 1", False),
        ("part + whole == 1", False),
        ("-part == 1", False),
        ("abs(part) == 1", False),
        ("abs(whole, part) == 1", False),
        ("abs(sum(part)) == 1", True),
        ("sum(abs(part)) == 1", True),
        ("percent(whole, part) == 1", False),
        ("all(part + 1 <= whole)", True),
        ("all(-part <= whole)", True),
        ("same(part, whole)", True),
        ("whole == 1 and part == 1", False),
        ("not part == 1", False),
        ("all(part <= whole) and whole == 1", True),
        ("all(part <= 1 and -part <= 1)", True),
        ("left == 1", True),
    ],
)
def test_roles_of_several_claims_stand_in_functions_of_several(source: str, allowed: bool) -> None:
    with suppress(Mistake) if not allowed else nullcontext():
        compile_expression(source, roles=ROLES)
        assert allowed


def test_a_role_of_several_claims_is_told_how_to_stand() -> None:
    found = mistake("whole == part")
    assert found.message == "the role 'part' may hold several claims"
    assert found.hint == "write sum(part), count(part) or all(… part …)"


def test_the_functions_that_an_expression_calls() -> None:
    compiled = compile_expression("abs(sum(left) - 1) == whole and count(left) == 1", roles=PLAIN)
    assert sorted(calls(compiled)) == ["abs", "count", "sum"]
    truths = {"whole == 1": True, "not whole": True, "same(whole)": True, "whole": False, "sum(whole)": False}
    for source, expected in truths.items():
        assert is_truth(compile_condition(source, roles=PLAIN)) is expected
