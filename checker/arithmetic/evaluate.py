"""Expressions over boxes: the interval that a number expression takes, and whether a comparison can or must
hold.

Enclosures are safe: where a claim stands twice in an expression the interval may come out wider than the
truth, so that "cannot hold" is never wrong. Where the expression is monotone in such a claim the ends are
taken exactly.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import product as combinations
from typing import Any, NamedTuple

from checker.arithmetic.units import (
    CALENDAR_YEAR,
    COUNT,
    DATE,
    DAY,
    HOUR,
    MINUTE,
    PERCENT,
    STEP,
    WEEKDAY,
    YEAR,
    Unit,
    factor,
    product,
    unit_of,
)
from checker.intervals import EVERYTHING, Interval
from checker.model import (
    Arithmetic,
    Call,
    Claim,
    Comparison,
    Expression,
    Logical,
    Negative,
    Number,
    Reading,
    RoleName,
    parts_of,
)

_POINTED = frozenset({"more_than", "at_least", "less_than", "at_most", "up_to"})


class Missing(Exception):  # noqa: N818
    """Something needed is not stated: units that cannot be compared, no weekday, a division by zero."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval in a unit; `unit` None is a bare number, which fits any unit."""

    interval: Interval
    unit: Unit | None


class Truth(NamedTuple):
    """Whether some point of the box satisfies a condition, and whether every point does."""

    possible: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Box:
    """Claims in roles with one chosen reading each, and which of their intervals to use.

    `exact` overrides the interval of single claims, by the claim's id.
    """

    roles: Mapping[str, tuple[Claim, ...]]
    readings: Mapping[int, Reading]
    core: bool
    exact: Mapping[int, Interval]
    known: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was worked out in this box before, by what was asked."""

    def interval(self, claim: Claim) -> Interval:
        """The interval of a claim in this box."""
        override = self.exact.get(id(claim))
        if override is not None:
            return override
        reading = self.readings[id(claim)]
        return reading.core if self.core else reading.wide

    def with_exact(self, values: Mapping[int, Interval]) -> Box:
        """The same box with these claims' intervals replaced."""
        return replace(self, exact={**self.exact, **values})


def written_point(claim: Claim, reading: Reading) -> Interval:
    """The number as written: its numeral where there is one, else what it is taken to say."""
    value = claim.quantity.value
    if value is not None and reading.core.hull(Interval.point(value)).is_point:
        return Interval.point(value)
    if value is not None and (
        reading.core.contains(value) or reading.wide.contains(value) or touches(reading, value)
    ):
        return Interval.point(value)
    return reading.core


def touches(reading: Reading, value: Fraction) -> bool:
    """Whether a value is a member or an end of what a reading allows."""
    return any(value in (interval.low, interval.high) for interval in (reading.core, reading.wide))


# ── numbers ──


def evaluate(expression: Expression, box: Box) -> Amount:
    """What a number expression may be; `Missing` where it has no meaning."""
    match expression:
        case Number(value):
            return Amount(Interval.point(value), None)
        case RoleName(name):
            return _claim_amount(_single(name, box), box)
        case Negative(operand):
            amount = evaluate(operand, box)
            return Amount(-amount.interval, amount.unit)
        case Arithmetic(operator, left, right):
            return _arithmetic(operator, evaluate(left, box), evaluate(right, box))
        case Call(function, arguments):
            return _call(function, arguments, box)
        case _:
            raise Missing("a comparison where a number is wanted")


def _single(name: str, box: Box) -> Claim:
    fillers = box.roles.get(name, ())
    if not fillers:
        raise Missing(f"nothing fills the role {name}")
    return fillers[0]


def _claim_amount(claim: Claim, box: Box) -> Amount:
    return Amount(box.interval(claim), unit_of(claim, box.readings[id(claim)].unit))


def amounts(expression: Expression, box: Box) -> list[Amount]:
    """The amounts of an argument: one each for the claims of a role, one for any other expression."""
    if isinstance(expression, RoleName):
        known = box.known.get(expression)
        if known is None:
            known = [_claim_amount(claim, box) for claim in box.roles.get(expression.name, ())]
            box.known[expression] = known
        return list(known)
    return [evaluate(expression, box)]


def brought_to(amount: Amount, unit: Unit | None) -> Amount:
    """The amount in another unit; `Missing` where the two cannot be compared."""
    if unit is None or amount.unit is None or amount.unit == unit:
        return Amount(amount.interval, amount.unit if unit is None else unit)
    change = factor(amount.unit, unit)
    if change is None:
        raise Missing("units that cannot be compared")
    scale, offset = change
    return Amount(amount.interval * Interval.point(scale) + Interval.point(offset), unit)


def _arithmetic(operator: str, left: Amount, right: Amount) -> Amount:
    if operator == "*":
        return Amount(left.interval * right.interval, _product_unit(left.unit, right.unit, divide=False))
    if operator == "/":
        if right.interval.is_point and right.interval.low == 0:
            raise Missing("a division by zero")
        return Amount(left.interval / right.interval, _product_unit(left.unit, right.unit, divide=True))
    step = STEP.get(left.unit or COUNT)
    if step is not None:
        if operator == "-" and right.unit == left.unit:
            return Amount(left.interval - right.interval, step)
        moved = brought_to(right, step).interval
        return Amount(left.interval + moved if operator == "+" else left.interval - moved, left.unit)
    if right.unit is not None and right.unit in STEP:
        if operator == "+":
            return _arithmetic("+", right, left)
        raise Missing("units that cannot be compared")
    right = brought_to(right, left.unit)
    unit = left.unit if left.unit is not None else right.unit
    interval = left.interval + right.interval if operator == "+" else left.interval - right.interval
    return Amount(interval, unit)


def _product_unit(left: Unit | None, right: Unit | None, *, divide: bool) -> Unit | None:
    if right is None:
        return left
    if left is None:
        if not divide:
            return right
        return None if right == PERCENT else product(COUNT, right, divide=True)
    if divide and left == right:
        return None
    return product(left, right, divide=divide)


def _total(parts: Sequence[Amount]) -> Amount:
    if not parts:
        raise Missing("nothing to add up")
    total = parts[0]
    for part in parts[1:]:
        total = _arithmetic("+", total, part)
    return total


def _call(function: str, arguments: tuple[Expression, ...], box: Box) -> Amount:
    match function:
        case "count":
            name = arguments[0]
            assert isinstance(name, RoleName)
            return Amount(Interval.point(len(box.roles.get(name.name, ()))), None)
        case "sum":
            total: Amount | None = box.known.get(arguments)
            if total is None:
                total = _total([amount for argument in arguments for amount in amounts(argument, box)])
                box.known[arguments] = total
            return total
        case "average":
            parts = [amount for argument in arguments for amount in amounts(argument, box)]
            total = _total(parts)
            return Amount(total.interval / Interval.point(len(parts)), total.unit)
        case "min" | "max":
            return _extreme(function, [amount for argument in arguments for amount in amounts(argument, box)])
        case "stated":
            return evaluate(arguments[0], _stated_box(box))
        case "number":
            return Amount(evaluate(arguments[0], box).interval, None)
        case "abs":
            amount = evaluate(arguments[0], box)
            return Amount(amount.interval.absolute(), amount.unit)
        case "percent" | "percent_change":
            return _percent(function, evaluate(arguments[0], box), evaluate(arguments[1], box))
        case "convert":
            source, target = evaluate(arguments[0], box), evaluate(arguments[1], box)
            if target.unit is None or source.unit is None:
                raise Missing("no unit")
            return brought_to(source, target.unit)
        case "convert_difference":
            source, target = evaluate(arguments[0], box), evaluate(arguments[1], box)
            change = factor(source.unit, target.unit) if source.unit and target.unit else None
            if change is None:
                raise Missing("units that cannot be compared")
            return Amount(source.interval * Interval.point(change[0]), target.unit)
        case "days" | "years" | "hours" | "minutes":
            amount = evaluate(arguments[0], box)
            unit = {"days": DAY, "years": YEAR, "hours": HOUR, "minutes": MINUTE}[function]
            return brought_to(Amount(amount.interval, amount.unit or unit), unit)
        case "weekday":
            return _weekday(evaluate(arguments[0], box))
        case "year" | "month":
            return _part_of_date(function, evaluate(arguments[0], box))
        case "years_between":
            return _years_between(evaluate(arguments[0], box), evaluate(arguments[1], box))
        case _:
            raise Missing(f"{function} gives no number")


def _stated_box(box: Box) -> Box:
    points: dict[int, Interval] = {}
    for claim in (claim for fillers in box.roles.values() for claim in fillers):
        if id(claim) in box.exact:
            continue
        reading = box.readings[id(claim)]
        points[id(claim)] = (
            written_point(claim, reading) if claim.quantity.qualifier in _POINTED else reading.core
        )
    return Box(box.roles, box.readings, True, {**points, **box.exact})


def _extreme(function: str, parts: Sequence[Amount]) -> Amount:
    if not parts:
        raise Missing("nothing to compare")
    best = parts[0]
    for part in parts[1:]:
        other = brought_to(part, best.unit).interval
        mine = best.interval if function == "max" else -best.interval
        theirs = other if function == "max" else -other
        top = _maximum(mine, theirs)
        best = Amount(top if function == "max" else -top, best.unit)
    return best


def _maximum(left: Interval, right: Interval) -> Interval:
    hull = left.hull(right)
    low, low_open = left.low, left.low_open
    if low is None or (right.low is not None and (right.low > low or (right.low == low and right.low_open))):
        low, low_open = right.low, right.low_open
    return Interval(low, hull.high, low_open, hull.high_open)


def _percent(function: str, first: Amount, second: Amount) -> Amount:
    hundred = Interval.point(100)
    if function == "percent":
        part, whole = brought_to(first, second.unit), second
        if whole.interval.is_point and whole.interval.low == 0:
            raise Missing("a division by zero")
        return Amount(part.interval / whole.interval * hundred, PERCENT)
    before, after = first, brought_to(second, first.unit)
    if before.interval.is_point and before.interval.low == 0:
        raise Missing("a division by zero")
    return Amount(after.interval / before.interval * hundred - hundred, PERCENT)


def _weekday(amount: Amount) -> Amount:
    if amount.unit == WEEKDAY:
        return amount
    if amount.unit != DATE:
        raise Missing("no date")
    interval = amount.interval
    if interval.low is None or interval.high is None:
        raise Missing("no date")
    if interval.high - interval.low >= 6:
        return Amount(Interval.between(0, 6), WEEKDAY)
    days = [(int(ordinal) - 1) % 7 for ordinal in range(int(interval.low), int(interval.high) + 1)]
    return Amount(Interval.between(min(days), max(days)), WEEKDAY)


def _part_of_date(function: str, amount: Amount) -> Amount:
    if amount.unit == CALENDAR_YEAR and function == "year":
        return amount
    if amount.unit != DATE:
        raise Missing("no date")
    first, last = _day(amount.interval.low), _day(amount.interval.high)
    if function == "year":
        return Amount(Interval.between(first.year, last.year), CALENDAR_YEAR)
    if first.year != last.year:
        return Amount(Interval.between(1, 12), None)
    return Amount(Interval.between(first.month, last.month), None)


def _day(ordinal: Fraction | None) -> date:
    if ordinal is None or not 1 <= ordinal <= date.max.toordinal():
        raise Missing("no date")
    return date.fromordinal(int(ordinal))


def _years_between(first: Amount, second: Amount) -> Amount:
    starts = _as_dates(first)
    ends = _as_dates(second)
    return Amount(Interval.between(_completed(starts[1], ends[0]), _completed(starts[0], ends[1])), YEAR)


def _as_dates(amount: Amount) -> tuple[date, date]:
    if amount.unit == DATE:
        return _day(amount.interval.low), _day(amount.interval.high)
    if amount.unit == CALENDAR_YEAR and amount.interval.low is not None and amount.interval.high is not None:
        low, high = int(amount.interval.low), int(amount.interval.high)
        if 1 <= low <= high <= 9999:
            return date(low, 1, 1), date(high, 12, 31)
    raise Missing("no date")


def _completed(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


# ── truths ──


def judge_truth(expression: Expression, box: Box) -> Truth:
    """Whether the condition can hold, and whether it must, over the box."""
    match expression:
        case Comparison(operator, left, right):
            return _compare(operator, left, right, box)
        case Logical("and", operands):
            truths = [judge_truth(operand, box) for operand in operands]
            return Truth(all(truth.possible for truth in truths), all(truth.certain for truth in truths))
        case Logical("or", operands):
            truths = [judge_truth(operand, box) for operand in operands]
            return Truth(any(truth.possible for truth in truths), any(truth.certain for truth in truths))
        case Logical("not", operands):
            truth = judge_truth(operands[0], box)
            return Truth(not truth.certain, not truth.possible)
        case Call("all", arguments):
            truths = [judge_truth(arguments[0], single) for single in singly(arguments[0], box)]
            return Truth(all(truth.possible for truth in truths), all(truth.certain for truth in truths))
        case Call("same", arguments):
            return _same([amount for argument in arguments for amount in amounts(argument, box)])
        case _:
            raise Missing("a number where a comparison is wanted")


def singly(expression: Expression, box: Box) -> Iterator[Box]:
    """The boxes in which every role of the expression holds one of its claims."""
    names = list(dict.fromkeys(_outer_roles(expression)))
    for choice in combinations(*(box.roles.get(name, ()) for name in names)):
        yield replace(box, roles={**box.roles, **{name: (claim,) for name, claim in zip(names, choice)}})


def _outer_roles(expression: Expression) -> Iterator[str]:
    """The roles that stand outside functions that take several claims."""
    for part in parts_of(expression, outside=_OF_SEVERAL):
        if isinstance(part, RoleName):
            yield part.name


_OF_SEVERAL = ("sum", "count", "average", "min", "max", "same", "all")


def _same(parts: Sequence[Amount]) -> Truth:
    if len(parts) < 2:
        return Truth(True, True)
    common = parts[0].interval
    certain = common.is_point
    for part in parts[1:]:
        interval = brought_to(part, parts[0].unit).interval
        certain = certain and interval == parts[0].interval
        common = common.intersect(interval)
    return Truth(not common.is_empty, certain)


def compare_intervals(operator: str, left: Interval, right: Interval) -> Truth:
    """A comparison of two independent intervals."""
    if left.is_empty or right.is_empty:
        return Truth(False, False)
    match operator:
        case "==":
            return Truth(left.meets(right), left.is_point and left == right)
        case "!=":
            return Truth(not (left.is_point and left == right), not left.meets(right))
        case "<":
            return Truth(_some_below(left, right, strict=True), _all_below(left, right, strict=True))
        case "<=":
            return Truth(_some_below(left, right, strict=False), _all_below(left, right, strict=False))
        case ">":
            return compare_intervals("<", right, left)
        case _:
            return compare_intervals("<=", right, left)


def _some_below(left: Interval, right: Interval, *, strict: bool) -> bool:
    if left.low is None or right.high is None:
        return True
    if left.low == right.high:
        return not strict and not left.low_open and not right.high_open
    return left.low < right.high


def _all_below(left: Interval, right: Interval, *, strict: bool) -> bool:
    if left.high is None or right.low is None:
        return False
    if left.high == right.low:
        return not strict or left.high_open or right.low_open
    return left.high < right.low


def _compare(operator: str, left: Expression, right: Expression, box: Box) -> Truth:
    first, second = evaluate(left, box), evaluate(right, box)
    second = brought_to(second, first.unit)
    truth = compare_intervals(operator, first.interval, second.interval)
    repeated = repeated_claims(Comparison(operator, left, right), box)  # type: ignore[arg-type]
    if not repeated or not truth.possible or truth.certain:
        return truth
    return _exact_ends(operator, left, right, box, repeated, truth)


def repeated_claims(expression: Expression, box: Box) -> tuple[Claim, ...]:
    """The claims that stand more than once in the expression and are no single number in the box."""
    seen: dict[int, int] = {}
    claims: dict[int, Claim] = {}
    for claim in _occurrences(expression, box):
        seen[id(claim)] = seen.get(id(claim), 0) + 1
        claims[id(claim)] = claim
    return tuple(claim for key, claim in claims.items() if seen[key] > 1 and not box.interval(claim).is_point)


def _occurrences(expression: Expression, box: Box) -> Iterator[Claim]:
    match expression:
        case RoleName(name):
            yield from box.roles.get(name, ())
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            yield from _occurrences(left, box)
            yield from _occurrences(right, box)
        case Negative(operand):
            yield from _occurrences(operand, box)
        case Call("count", _):
            return
        case Call(_, arguments):
            for argument in arguments:
                yield from _occurrences(argument, box)
        case Logical(_, operands):
            for operand in operands:
                yield from _occurrences(operand, box)


def _exact_ends(
    operator: str, left: Expression, right: Expression, box: Box, repeated: Sequence[Claim], truth: Truth
) -> Truth:
    """The truth where left - right is monotone in every claim that stands twice: exact at the ends of the
    box."""
    difference = Arithmetic("-", left, right)
    corners: list[Box] = [box]
    for claim in repeated:
        interval = box.interval(claim)
        slope = slope_of(difference, box, claim)
        if slope is None or interval.low is None or interval.high is None:
            return truth
        if not ((slope.low is not None and slope.low >= 0) or (slope.high is not None and slope.high <= 0)):
            return truth
        ends = (Interval.point(interval.low), Interval.point(interval.high))
        corners = [corner.with_exact({id(claim): end}) for corner in corners for end in ends]
        if len(corners) > 16:
            return truth
    hull: Interval | None = None
    for corner in corners:
        try:
            value = evaluate(difference, corner).interval
        except Missing:
            return truth
        hull = value if hull is None else hull.hull(value)
    assert hull is not None
    closed = Interval(hull.low, hull.high)
    exact = compare_intervals(operator, closed, Interval.point(0))
    return Truth(truth.possible and exact.possible, truth.certain or exact.certain)


def slope_of(expression: Expression, box: Box, claim: Claim) -> Interval | None:
    """An enclosure of the derivative by one claim over the box; None where there is no telling."""
    zero = Interval.point(0)
    match expression:
        case Number():
            return zero
        case RoleName(name):
            return Interval.point(sum(filler is claim for filler in box.roles.get(name, ())[:1]))
        case Negative(operand):
            inner = slope_of(operand, box, claim)
            return None if inner is None else -inner
        case Arithmetic(operator, left, right):
            first, second = slope_of(left, box, claim), slope_of(right, box, claim)
            if first is None or second is None:
                return None
            try:
                u, v = evaluate(left, box), evaluate(right, box)
            except Missing:
                return None
            if operator in "+-":
                if u.unit is not None and v.unit is not None and u.unit != v.unit:
                    return None
                return first + second if operator == "+" else first - second
            if operator == "*":
                return first * v.interval + u.interval * second
            if v.interval.contains(0):
                return None
            if second == zero:
                return first / v.interval
            return (first * v.interval - u.interval * second) / (v.interval * v.interval)
        case Call("sum", arguments) if all(isinstance(argument, RoleName) for argument in arguments):
            times = sum(
                filler is claim
                for argument in arguments
                if isinstance(argument, RoleName)
                for filler in box.roles.get(argument.name, ())
            )
            return Interval.point(times)
        case _:
            return None if any(filler is claim for filler in _occurrences(expression, box)) else zero


__all__ = [
    "EVERYTHING",
    "Amount",
    "Box",
    "Missing",
    "Truth",
    "amounts",
    "brought_to",
    "compare_intervals",
    "evaluate",
    "judge_truth",
    "repeated_claims",
    "singly",
    "slope_of",
    "touches",
    "written_point",
]
