"""The assertion compiler: Python's own grammar for expressions, a whitelist of nodes, and no evaluation at
all.

What comes out is a value of the model (`Expression`); nothing of a rule is ever run by Python.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.errors import did_you_mean
from checker.model import (
    Arithmetic,
    Call,
    Comparison,
    Expression,
    Logical,
    Negative,
    Number,
    Role,
    RoleName,
    parts_of,
)

MAX_LENGTH = 400
MAX_DEPTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """What rules may call: how many arguments it takes and what it gives."""

    name: str
    least: int
    most: int | None
    """None: any number."""
    gives: str
    many: bool = False
    """Whether its arguments may be roles that hold several claims."""
    truth: bool = False
    """Whether it gives true or false, not a number."""


FUNCTIONS: Mapping[str, Function] = {
    function.name: function
    for function in (
        Function(name="sum", least=1, most=None, many=True, gives="the sum of all claims in these roles"),
        Function(name="count", least=1, most=1, many=True, gives="how many claims fill the role"),
        Function(
            name="average", least=1, most=None, many=True, gives="the mean of all claims in these roles"
        ),
        Function(name="min", least=1, most=None, many=True, gives="the least of them"),
        Function(name="max", least=1, most=None, many=True, gives="the greatest of them"),
        Function(
            name="all",
            least=1,
            most=1,
            many=True,
            truth=True,
            gives="whether a comparison holds for every claim",
        ),
        Function(
            name="same", least=1, most=None, many=True, truth=True, gives="whether all can be one number"
        ),
        Function(
            name="stated",
            least=1,
            most=1,
            gives="the number as written, hedges aside; a conflict is a warning at most",
        ),
        Function(name="number", least=1, most=1, gives="the number without its unit"),
        Function(name="abs", least=1, most=1, gives="the size without the sign"),
        Function(name="percent", least=2, most=2, gives="100 × the first ÷ the second, in percent"),
        Function(
            name="percent_change",
            least=2,
            most=2,
            gives="the change from the first to the second, in percent of the first",
        ),
        Function(name="convert", least=2, most=2, gives="the first in the unit of the second"),
        Function(
            name="convert_difference", least=2, most=2, gives="as convert, for a difference of temperatures"
        ),
        Function(name="weekday", least=1, most=1, gives="the day of the week, 0 for Monday to 6"),
        Function(name="year", least=1, most=1, gives="the calendar year of a date"),
        Function(name="month", least=1, most=1, gives="the month of a date, 1 to 12"),
        Function(name="days", least=1, most=1, gives="a duration in days"),
        Function(name="years", least=1, most=1, gives="a duration in years"),
        Function(name="hours", least=1, most=1, gives="a duration in hours"),
        Function(name="minutes", least=1, most=1, gives="a duration in minutes"),
        Function(
            name="years_between",
            least=2,
            most=2,
            gives="the completed years from the first date or year to the second",
        ),
    )
}

_ARITHMETIC: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISON: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="
}  # fmt: skip
_NUMERAL = re.compile(r"\d{1,30}(?:_\d{1,30})*(?:\.\d{1,30})?")


class Mistake(Exception):  # noqa: N818
    """What is wrong with an expression; `offset` counts characters from its beginning."""

    def __init__(self, message: str, offset: int = 0, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint


def compile_expression(
    source: str, *, roles: Mapping[str, Role] | Collection[str], truth: bool = True
) -> Expression:
    """The expression, or a `Mistake` with the place in `source`.

    `truth`: it must be something that holds or not; otherwise it must be a number. Where `roles` is a
    mapping, roles that may hold several claims are let through only inside the functions that take several.
    """
    expression, lead = _compiled(source, "an expression", roles)
    if truth and not is_truth(expression):
        raise Mistake("an assertion must compare: use ==, <=, <, >=, > or !=", lead)
    if not truth and is_truth(expression):
        raise Mistake("a number is wanted here, not a comparison", lead)
    if isinstance(roles, Mapping):
        _check_several(expression, roles, inside=False)
    return expression


def compile_condition(source: str, *, roles: Collection[str]) -> Expression:
    """The condition of an assertion, where a role's name alone asks whether the role is filled."""
    return _compiled(source, "a condition", roles)[0]


def _compiled(source: str, what: str, roles: Collection[str]) -> tuple[Expression, int]:
    """The expression, and how many characters of white space stand before it."""
    if len(source) > MAX_LENGTH:
        raise Mistake(f"{what} has at most {MAX_LENGTH} characters, this one has {len(source)}")
    flat = source.strip().replace("\n", " ").replace("\t", " ")
    if not flat:
        raise Mistake(f"the {what.split()[-1]} is empty")
    lead = len(source) - len(source.lstrip())
    try:
        tree = _parsed(flat)
    except SyntaxError as error:
        raise Mistake(f"not {what}: {error.msg}", lead + _offset(error, flat), _syntax_hint(flat)) from None
    except (ValueError, RecursionError, MemoryError):
        raise Mistake(f"not {what}: nested too deeply") from None
    return _Compiler(flat, lead, roles).compile(tree.body, depth=0), lead


def _parsed(source: str) -> ast.Expression:
    """The syntax of an expression; what Python would warn of, the compiler refuses in words of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source, mode="eval")


def _offset(error: SyntaxError, source: str) -> int:
    """The character where Python found the mistake; it counts bytes at times, and may point behind the end."""
    return min(max((error.offset or 1) - 1, 0), len(source))


def is_truth(expression: Expression) -> bool:
    """Whether the expression holds or not, rather than being a number."""
    match expression:
        case Comparison() | Logical():
            return True
        case Call(function, _):
            return FUNCTIONS[function].truth
        case _:
            return False


def calls(expression: Expression) -> Iterator[str]:
    """The names of the functions called in an expression."""
    return (part.function for part in parts_of(expression) if isinstance(part, Call))


def _syntax_hint(source: str) -> str | None:
    if re.search(r"(?<![=<>!])=(?!=)", source):
        return "equality is written =="
    if "&&" in source or "||" in source:
        return "write `and`, `or`"
    return None


def _check_several(expression: Expression, roles: Mapping[str, Role], *, inside: bool) -> None:
    match expression:
        case RoleName(name) if not inside and roles[name].at_most != 1:
            raise Mistake(
                f"the role {name!r} may hold several claims",
                hint=f"write sum({name}), count({name}) or all(… {name} …)",
            )
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            _check_several(left, roles, inside=inside)
            _check_several(right, roles, inside=inside)
        case Negative(operand):
            _check_several(operand, roles, inside=inside)
        case Call(function, arguments):
            for argument in arguments:
                _check_several(argument, roles, inside=inside or FUNCTIONS[function].many)
        case Logical(_, operands):
            for operand in operands:
                _check_several(operand, roles, inside=inside)


class _Compiler:
    def __init__(self, source: str, lead: int, roles: Collection[str]) -> None:
        self._source = source
        self._lead = lead
        self._roles = roles

    def compile(self, node: ast.expr, *, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise self._mistake(node, "nested too deeply")
        deeper = depth + 1
        match node:
            case ast.Constant():
                return self._number(node)
            case ast.Name(id=name):
                if name not in self._roles:
                    if name in FUNCTIONS:
                        raise self._mistake(node, f"{name} is a function", f"write {name}(…)")
                    raise self._mistake(node, f"there is no role {name!r}", did_you_mean(name, self._roles))
                return RoleName(name)
            case ast.BinOp(left=left, op=operator, right=right):
                sign = _ARITHMETIC.get(type(operator))
                if sign is None:
                    raise self._mistake(
                        node, f"the operator {_spell(operator)} is not allowed", "allowed: + - * /"
                    )
                return Arithmetic(sign, self.compile(left, depth=deeper), self.compile(right, depth=deeper))  # type: ignore[arg-type]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negative(self.compile(operand, depth=deeper))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.compile(operand, depth=deeper)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Logical("not", (self.compile(operand, depth=deeper),))
            case ast.BoolOp(op=operator, values=values):
                parts = tuple(self.compile(value, depth=deeper) for value in values)
                return Logical("and" if isinstance(operator, ast.And) else "or", parts)
            case ast.Compare(left=left, ops=operators, comparators=others):
                return self._comparison(left, operators, others, deeper)
            case ast.Call():
                return self._call(node, deeper)
            case ast.Attribute(attr=name):
                raise self._mistake(
                    node, f"a role has no attributes (.{name})", "a role's name alone is its number"
                )
            case _:
                raise self._mistake(
                    node, f"{_name_of(node)} is not allowed", "numbers, roles, + - * /, comparisons and calls"
                )

    def _number(self, node: ast.Constant) -> Number:
        written = ast.get_source_segment(self._source, node) or ""
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self._mistake(node, f"{written} is not a number")
        if not _NUMERAL.fullmatch(written):
            raise self._mistake(
                node, f"the number {written[:20]} is not written in plain digits", "write 1000 or 2.5"
            )
        return Number(Fraction(written.replace("_", "")))

    def _comparison(
        self, left: ast.expr, operators: list[ast.cmpop], others: list[ast.expr], depth: int
    ) -> Expression:
        sides = [self.compile(side, depth=depth) for side in (left, *others)]
        parts: list[Expression] = []
        for place, operator in enumerate(operators):
            sign = _COMPARISON.get(type(operator))
            if sign is None:
                raise self._mistake(
                    others[place],
                    f"the operator {_spell(operator)!r} is not allowed",
                    "allowed: == != < <= > >=",
                )
            parts.append(Comparison(sign, sides[place], sides[place + 1]))  # type: ignore[arg-type]
        return parts[0] if len(parts) == 1 else Logical("and", tuple(parts))

    def _call(self, node: ast.Call, depth: int) -> Expression:
        if not isinstance(node.func, ast.Name):
            raise self._mistake(
                node, "only a function's name can be called", "allowed: " + ", ".join(FUNCTIONS)
            )
        name = node.func.id
        function = FUNCTIONS.get(name)
        if function is None:
            hint = did_you_mean(name, FUNCTIONS) or "allowed: " + ", ".join(FUNCTIONS)
            raise self._mistake(node, f"there is no function {name!r}", hint)
        if node.keywords:
            raise self._mistake(node, f"{name}() takes no named arguments")
        arguments = tuple(self.compile(argument, depth=depth) for argument in node.args)
        if len(arguments) < function.least or (function.most is not None and len(arguments) > function.most):
            wanted = str(function.least) if function.most == function.least else f"{function.least} or more"
            raise self._mistake(node, f"{name}() takes {wanted} argument(s), not {len(arguments)}")
        if name == "count" and not isinstance(arguments[0], RoleName):
            raise self._mistake(node, "count() takes a role")
        if name == "all" and not is_truth(arguments[0]):
            raise self._mistake(node, "all() takes a comparison", "all(part <= whole)")
        return Call(name, arguments)

    def _mistake(self, node: ast.AST, message: str, hint: str | None = None) -> Mistake:
        return Mistake(message, self._lead + getattr(node, "col_offset", 0), hint)


def _spell(operator: ast.AST) -> str:
    return {
        "Pow": "**", "Mod": "%", "FloorDiv": "//", "MatMult": "@", "LShift": "<<", "RShift": ">>", "BitOr": "|",
        "BitAnd": "&", "BitXor": "^", "In": "in", "NotIn": "not in", "Is": "is", "IsNot": "is not",
    }.get(type(operator).__name__, type(operator).__name__)  # fmt: skip


def _name_of(node: ast.AST) -> str:
    return {
        "Lambda": "a lambda", "IfExp": "an if-else", "Subscript": "an index", "List": "a list", "Tuple": "a tuple",
        "Dict": "a dictionary", "Set": "a set", "JoinedStr": "a formatted string", "ListComp": "a comprehension",
        "GeneratorExp": "a comprehension", "SetComp": "a comprehension", "DictComp": "a comprehension",
        "NamedExpr": "an assignment", "Starred": "a star", "Await": "await", "Yield": "yield", "UnaryOp": "~",
    }.get(type(node).__name__, type(node).__name__)  # fmt: skip
