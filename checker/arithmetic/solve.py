"""What one claim would have to be for an assertion to hold, all others as they are."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from checker.arithmetic.evaluate import Amount, Box, Missing, amounts, brought_to, evaluate, singly
from checker.arithmetic.units import Unit
from checker.intervals import Interval
from checker.model import Arithmetic, Call, Claim, Comparison, Expression, Logical, Negative, RoleName

_LIMITS: dict[str, Callable[[Interval], Interval]] = {
    "==": lambda other: other,
    "<=": lambda other: Interval(None, other.high, False, other.high_open),
    "<": lambda other: Interval(None, other.high, False, other.high is not None),
    ">=": lambda other: Interval(other.low, None, other.low_open, False),
    ">": lambda other: Interval(other.low, None, other.low is not None, False),
}
_TURNED = {"==": "==", "<=": ">=", "<": ">", ">=": "<=", ">": "<"}


def implied(expression: Expression, box: Box, claim: Claim) -> Interval | None:
    """The values of `claim`, in its own unit, for which the condition can hold; None where there is no
    telling.

    The method is the backward step of interval constraint propagation (HC4): the comparison's other side is
    taken back through each operation above the claim. The claim must stand in it once.
    """
    match expression:
        case Logical("and", operands):
            allowed = Interval(None, None)
            for operand in operands:
                if _stands_in(operand, box, claim):
                    part = implied(operand, box, claim)
                    if part is None:
                        return None
                    allowed = allowed.intersect(part)
            return allowed
        case Call("all", arguments):
            return _implied_all(arguments[0], box, claim)
        case Comparison(operator, left, right) if operator in _LIMITS:
            inside_left, inside_right = (_stands_in(side, box, claim) for side in (left, right))
            if inside_left == inside_right:
                return None
            side, other = (left, right) if inside_left else (right, left)
            try:
                target = brought_to(evaluate(other, box), evaluate(side, box).unit)
                limit = _LIMITS[operator if inside_left else _TURNED[operator]](target.interval)
                return _back(side, box, claim, limit)
            except Missing:
                return None
        case _:
            return None


def _implied_all(expression: Expression, box: Box, claim: Claim) -> Interval | None:
    allowed = Interval(None, None)
    for single in singly(expression, box):
        if _stands_in(expression, single, claim):
            part = implied(expression, single, claim)
            if part is None:
                return None
            allowed = allowed.intersect(part)
    return allowed


def _stands_in(expression: Expression, box: Box, claim: Claim) -> bool:
    match expression:
        case RoleName(name):
            asked = ("fillers", name)
            if asked not in box.known:
                box.known[asked] = frozenset(map(id, box.roles.get(name, ())))
            return id(claim) in box.known[asked]
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return _stands_in(left, box, claim) or _stands_in(right, box, claim)
        case Negative(operand):
            return _stands_in(operand, box, claim)
        case Call("count", _):
            return False
        case Call(_, arguments) | Logical(_, arguments):
            return any(_stands_in(argument, box, claim) for argument in arguments)
        case _:
            return False


def _back(expression: Expression, box: Box, claim: Claim, target: Interval) -> Interval | None:
    match expression:
        case RoleName():
            return target
        case Negative(operand):
            return _back(operand, box, claim, -target)
        case Arithmetic(operator, left, right):
            return _back_arithmetic(operator, left, right, box, claim, target)
        case Call("sum", arguments):
            return _back_sum(arguments, box, claim, target)
        case Call("percent", (part, whole)):
            return _back(Arithmetic("/", part, whole), box, claim, target / Interval.point(100))
        case Call("percent_change", (before, after)):
            hundred = Interval.point(100)
            return _back(Arithmetic("/", after, before), box, claim, (target + hundred) / hundred)
        case Call("convert", (source, unit)) if not _stands_in(unit, box, claim):
            return _converted(source, evaluate(unit, box).unit, box, claim, target)
        case Call("number" | "stated", (inner,)):
            return _back(inner, box, claim, target)
        case Call("days" | "years" | "hours" | "minutes", (inner,)):
            return _converted(inner, evaluate(expression, box).unit, box, claim, target)
        case _:
            return None


def _converted(
    expression: Expression, unit: Unit | None, box: Box, claim: Claim, target: Interval
) -> Interval | None:
    own = evaluate(expression, box).unit
    return _back(expression, box, claim, brought_to(Amount(target, unit), own).interval)


def _back_arithmetic(
    operator: str, left: Expression, right: Expression, box: Box, claim: Claim, target: Interval
) -> Interval | None:
    inside_left = _stands_in(left, box, claim)
    if inside_left == _stands_in(right, box, claim):
        return None
    side, other = (left, right) if inside_left else (right, left)
    if operator in "+-":
        mine, theirs = evaluate(side, box), evaluate(other, box)
        if mine.unit is not None and theirs.unit is not None and mine.unit != theirs.unit:
            return None
        value = theirs.interval
        if operator == "+":
            return _back(side, box, claim, target - value)
        return _back(side, box, claim, target + value if inside_left else value - target)
    value = evaluate(other, box).interval
    if operator == "*":
        return None if value.contains(0) else _back(side, box, claim, target / value)
    if inside_left:
        return _back(side, box, claim, target * value)
    return None if target.contains(0) else _back(side, box, claim, value / target)


def _back_sum(arguments: tuple[Expression, ...], box: Box, claim: Claim, target: Interval) -> Interval | None:
    rest = target
    inside: Expression | None = None
    seen = 0
    for argument in arguments:
        if isinstance(argument, RoleName):
            own, others = _others(argument, box, claim)
            seen += own
            if others is not None:
                rest = rest - others
        elif _stands_in(argument, box, claim):
            seen += 1
            inside = argument
        else:
            rest = rest - evaluate(argument, box).interval
    if seen != 1:
        return None
    return rest if inside is None else _back(inside, box, claim, rest)


def _others(role: RoleName, box: Box, claim: Claim) -> tuple[int, Interval | None]:
    """How often a claim fills a role, and what those that fill it besides, or before and after it, come to."""
    asked = ("others", role)
    if asked not in box.known:
        intervals = [amount.interval for amount in amounts(role, box)]
        before = list(accumulate(intervals))
        after = list(accumulate(reversed(intervals)))[::-1]
        fillers: dict[int, list[int]] = {}
        for place, filler in enumerate(box.roles.get(role.name, ())):
            fillers.setdefault(id(filler), []).append(place)
        box.known[asked] = fillers, before, after
    places, before, after = box.known[asked]
    own: list[int] = places.get(id(claim), [])
    if not own:
        return 0, before[-1] if before else None
    if len(own) > 1:
        return len(own), None
    place = own[0]
    if place == 0:
        return 1, after[1] if len(after) > 1 else None
    if place == len(before) - 1:
        return 1, before[place - 1]
    return 1, before[place - 1] + after[place + 1]
