"""Several relations at once, exactly: z3 over rationals and integers, loaded only when a conflict needs it.

Every claim is one variable, held in its wide interval by a switch of its own; every verdict is one row, held by a
switch too. What cannot be true together is then a set of switches, of claims and of rules alike.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from checker.arithmetic.evaluate import Box, Missing, amounts, evaluate, singly
from checker.arithmetic.units import DAY, HOUR, MINUTE, PERCENT, STEP, YEAR, Unit, factor, unit_of
from checker.intervals import Interval
from checker.model import (
    Arithmetic,
    Call,
    Claim,
    Comparison,
    Expression,
    Logical,
    Negative,
    Number,
    RoleName,
    Verdict,
)
from checker.reconcile.boxes import box_of, number_of

TIMEOUT_MILLISECONDS = 2000


class Untranslatable(Exception):  # noqa: N818
    """The expression has parts that are no arithmetic: weekdays, months, completed years."""


class System:
    """The relations of some verdicts over their claims, for questions about which can be true together.

    Verdicts whose assertion is no plain arithmetic are left out; `rows` are those that take part.
    """

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        import z3

        self._z3: Any = z3
        self._solver: Any = z3.Solver()
        self._solver.set("timeout", TIMEOUT_MILLISECONDS)
        self._variables: dict[Hashable, Any] = {}
        self._held: dict[Hashable, Any] = {}
        self.claims: list[Claim] = []
        self.rows: list[Verdict] = []
        self._switches: list[Any] = []
        for verdict in verdicts:
            self._add(verdict)

    def possible(self, *, released: Collection[Claim] = (), without: Collection[Verdict] = ()) -> bool | None:
        """Whether all rows but some can hold with all claims but the released ones as written.

        None where the solver cannot tell in time.
        """
        free = {number_of(claim) for claim in released}
        left_out = {id(verdict) for verdict in without}
        switches = [self._held[number_of(claim)] for claim in self.claims if number_of(claim) not in free]
        switches += [switch for row, switch in zip(self.rows, self._switches) if id(row) not in left_out]
        answer = self._solver.check(*switches)
        if answer == self._z3.sat:
            return True
        return False if answer == self._z3.unsat else None

    def possible_with(self, claim: Claim, value: Fraction) -> bool | None:
        """Whether everything holds if this claim alone were `value`; None where it stands in no row."""
        if number_of(claim) not in self._variables:
            return None
        z3 = self._z3
        others = [
            self._held[number_of(other)] for other in self.claims if number_of(other) != number_of(claim)
        ]
        self._solver.push()
        try:
            self._solver.add(self._variables[number_of(claim)] == self._rational(value))
            answer = self._solver.check(*others, *self._switches)
        finally:
            self._solver.pop()
        if answer == z3.sat:
            return True
        return False if answer == z3.unsat else None

    def minimal_conflict(self) -> tuple[tuple[Claim, ...], tuple[Verdict, ...]] | None:
        """The claims and the rows of one minimal set that cannot be true together; None where there is no conflict."""
        names = {str(switch): claim for claim in self.claims for switch in [self._held[number_of(claim)]]}
        rows = {str(switch): row for row, switch in zip(self.rows, self._switches)}
        switches = [*(self._held[number_of(claim)] for claim in self.claims), *self._switches]
        if self._solver.check(*switches) != self._z3.unsat:
            return None
        core = list(self._solver.unsat_core())
        for switch in list(core):
            fewer = [other for other in core if not other.eq(switch)]
            if self._solver.check(*fewer) == self._z3.unsat:
                core = fewer
        kept = [str(switch) for switch in core]
        return (
            tuple(names[name] for name in kept if name in names),
            tuple(rows[name] for name in kept if name in rows),
        )

    def smallest_repairs(
        self, *, most: int = 3, among: Collection[Hashable] | None = None
    ) -> tuple[tuple[Claim, ...], ...]:
        """All smallest sets of claims that, released together, let everything else hold.

        With `among`, only sets in which one of these numbers takes part.
        """
        for size in range(1, most + 1):
            found = [
                released
                for released in combinations(self.claims, size)
                if (among is None or any(number_of(claim) in among for claim in released))
                and self.possible(released=released) is True
            ]
            if found:
                return tuple(found)
        return ()

    # ── translation ──

    def _add(self, verdict: Verdict) -> None:
        box = box_of(verdict)
        try:
            row = self._truth(verdict.assertion.expression, box)
        except (Untranslatable, Missing):
            return
        switch = self._z3.Bool(f"row {len(self.rows)}")
        self._solver.add(self._z3.Implies(switch, row))
        self.rows.append(verdict)
        self._switches.append(switch)

    def _variable(self, claim: Claim, box: Box) -> Any:
        known = self._variables.get(number_of(claim))
        if known is not None:
            return known
        z3 = self._z3
        name = f"claim {len(self.claims)}"
        variable = z3.ToReal(z3.Int(name)) if claim.is_integer else z3.Real(name)
        switch = z3.Bool(f"as written {len(self.claims)}")
        for condition in self._within(variable, box.interval(claim)):
            self._solver.add(z3.Implies(switch, condition))
        value = claim.quantity.value
        if value is not None and value >= 0 and claim.form not in ("date", "percent", "measure", "money"):
            self._solver.add(variable >= 0)
        self._variables[number_of(claim)] = variable
        self._held[number_of(claim)] = switch
        self.claims.append(claim)
        return variable

    def _within(self, variable: Any, interval: Interval) -> list[Any]:
        conditions = []
        if interval.low is not None:
            low = self._rational(interval.low)
            conditions.append(variable > low if interval.low_open else variable >= low)
        if interval.high is not None:
            high = self._rational(interval.high)
            conditions.append(variable < high if interval.high_open else variable <= high)
        return conditions

    def _rational(self, value: Fraction) -> Any:
        return self._z3.RealVal(f"{value.numerator}/{value.denominator}")

    def _truth(self, expression: Expression, box: Box) -> Any:
        z3 = self._z3
        match expression:
            case Comparison(operator, left, right):
                a, unit = self._number(left, box)
                b = self._brought(*self._number(right, box), unit)
                match operator:
                    case "==":
                        return a == b
                    case "!=":
                        return a != b
                    case "<":
                        return a < b
                    case "<=":
                        return a <= b
                    case ">":
                        return a > b
                    case _:
                        return a >= b
            case Logical("and", operands):
                return z3.And(*(self._truth(operand, box) for operand in operands))
            case Logical("or", operands):
                return z3.Or(*(self._truth(operand, box) for operand in operands))
            case Logical("not", operands):
                return z3.Not(self._truth(operands[0], box))
            case Call("all", arguments):
                return z3.And(*(self._truth(arguments[0], single) for single in singly(arguments[0], box)))
            case Call("same", arguments):
                numbers = [number for argument in arguments for number in self._numbers(argument, box)]
                first, unit = numbers[0]
                return z3.And(
                    *(first == self._brought(other, other_unit, unit) for other, other_unit in numbers[1:])
                )
            case _:
                raise Untranslatable

    def _numbers(self, expression: Expression, box: Box) -> list[tuple[Any, Unit | None]]:
        if isinstance(expression, RoleName):
            claims = box.roles.get(expression.name, ())
            return [
                (self._variable(claim, box), unit_of(claim, box.readings[id(claim)].unit)) for claim in claims
            ]
        return [self._number(expression, box)]

    def _number(self, expression: Expression, box: Box) -> tuple[Any, Unit | None]:
        match expression:
            case Number(value):
                return self._rational(value), None
            case RoleName():
                numbers = self._numbers(expression, box)
                if not numbers:
                    raise Untranslatable
                return numbers[0]
            case Negative(operand):
                number, unit = self._number(operand, box)
                return -number, unit
            case Arithmetic(operator, left, right):
                return self._arithmetic(operator, left, right, box, evaluate(expression, box).unit)
            case Call(function, arguments):
                return self._call(function, arguments, box, expression)
            case _:
                raise Untranslatable

    def _arithmetic(
        self, operator: str, left: Expression, right: Expression, box: Box, unit: Unit | None
    ) -> tuple[Any, Unit | None]:
        a, unit_a = self._number(left, box)
        b, unit_b = self._number(right, box)
        if operator == "*":
            return a * b, unit
        if operator == "/":
            self._solver.add(b != 0)
            return a / b, unit
        step = STEP.get(unit_a) if unit_a else None
        if step is not None and unit_b != unit_a:
            b = self._brought(b, unit_b, step)
        elif step is None and unit_b is not None and unit_b in STEP:
            a = self._brought(a, unit_a, STEP[unit_b])
        elif step is None:
            b = self._brought(b, unit_b, unit_a)
        return (a + b if operator == "+" else a - b), unit

    def _call(
        self, function: str, arguments: tuple[Expression, ...], box: Box, expression: Call
    ) -> tuple[Any, Unit | None]:
        match function:
            case "count":
                return self._rational(Fraction(len(amounts(arguments[0], box)))), None
            case "sum" | "average":
                numbers = [number for argument in arguments for number in self._numbers(argument, box)]
                if not numbers:
                    raise Untranslatable
                total, unit = numbers[0]
                for other, other_unit in numbers[1:]:
                    total = total + self._brought(other, other_unit, unit)
                return (total / len(numbers) if function == "average" else total), unit
            case "number":
                return self._number(arguments[0], box)[0], None
            case "percent" | "percent_change":
                first, unit_a = self._number(arguments[0], box)
                second, unit_b = self._number(arguments[1], box)
                second = self._brought(second, unit_b, unit_a)
                base, other = (second, first) if function == "percent" else (first, second)
                self._solver.add(base != 0)
                return other / base * 100 - (100 if function == "percent_change" else 0), PERCENT
            case "convert":
                number, unit = self._number(arguments[0], box)
                target = evaluate(arguments[1], box).unit
                return self._brought(number, unit, target), target
            case "days" | "years" | "hours" | "minutes":
                number, unit = self._number(arguments[0], box)
                target = {"days": DAY, "years": YEAR, "hours": HOUR, "minutes": MINUTE}[function]
                return self._brought(number, unit, target), target
            case _:
                raise Untranslatable

    def _brought(self, number: Any, unit: Unit | None, target: Unit | None) -> Any:
        if unit is None or target is None or unit == target:
            return number
        change = factor(unit, target)
        if change is None:
            raise Untranslatable
        scale, offset = change
        return number * self._rational(scale) + self._rational(offset)
