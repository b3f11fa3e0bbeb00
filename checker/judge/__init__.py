"""Rules on claims: every binding of every rule gets a verdict with its working.

1. No point of the wide box satisfies the rule: inconsistent.
2. Every point of the wide box does: consistent.
3. Some point of the core box does, and the check could have noticed a misprint: consistent.
4. Otherwise undecided, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from checker.arithmetic.evaluate import Box, Missing, judge_truth
from checker.arithmetic.wording import render_message, working
from checker.judge.bind import Bound, bind
from checker.judge.power import has_power
from checker.model import (
    Arithmetic,
    Assertion,
    Binding,
    Call,
    Claim,
    Comparison,
    Expression,
    Link,
    Logical,
    Negative,
    Outcome,
    Reading,
    Reason,
    RoleName,
    Rule,
    Verdict,
    parts_of,
)

MAX_READINGS = 64
__all__ = ["judge", "judge_bound"]


def judge(rules: Iterable[Rule], claims: Sequence[Claim], links: Sequence[Link]) -> tuple[Verdict, ...]:
    """A verdict for each assertion of each rule on each of its bindings, in the order of the rules and the
    text."""
    return tuple(
        verdict
        for rule in rules
        for bound in bind(rule, claims, links)
        if isinstance(bound, Bound)
        for verdict in judge_bound(bound)
    )


def judge_bound(bound: Bound) -> Iterator[Verdict]:
    """The verdicts of one place where a rule applies, one for each assertion that applies there."""
    for assertion in bound.rule.assertions:
        alternatives = [binding for binding in bound.alternatives if _applies(assertion, binding)]
        if alternatives:
            yield _judge(assertion, alternatives, bound)


@dataclass(frozen=True, slots=True)
class _Opinion:
    """What one reading of one alternative says."""

    outcome: Outcome
    reason: Reason | None
    binding: Binding
    box: Box
    reading: str


def _applies(assertion: Assertion, binding: Binding) -> bool:
    if assertion.condition is not None and not _condition(assertion.condition, binding):
        return False
    return all(
        binding.roles.get(name)
        or (binding.rule.role(name).at_least == 0 and _counts_only(assertion.expression, name))
        for name in _roles(assertion.expression)
    )


def _condition(expression: Expression, binding: Binding) -> bool:
    match expression:
        case RoleName(name):
            return bool(binding.roles.get(name))
        case Logical("and", operands):
            return all(_condition(operand, binding) for operand in operands)
        case Logical("or", operands):
            return any(_condition(operand, binding) for operand in operands)
        case Logical("not", operands):
            return not _condition(operands[0], binding)
        case Comparison():
            box = _box(
                binding, {id(claim): claim.quantity.readings[0] for claim in binding.claims()}, core=True
            )
            try:
                return judge_truth(expression, box).possible
            except Missing:
                return False
        case _:
            return True


def _roles(expression: Expression) -> set[str]:
    return {part.name for part in parts_of(expression) if isinstance(part, RoleName)}


def _counts_only(expression: Expression, name: str) -> bool:
    """Whether a role that nothing fills is only counted or added to others, so that it may be empty."""
    match expression:
        case RoleName(other):
            return other != name
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return _counts_only(left, name) and _counts_only(right, name)
        case Negative(operand):
            return _counts_only(operand, name)
        case Call("count", _):
            return True
        case Call("sum", arguments):
            return len(arguments) > 1 or RoleName(name) not in arguments
        case Call(_, arguments):
            return all(_counts_only(argument, name) for argument in arguments)
        case Logical(_, operands):
            return all(_counts_only(operand, name) for operand in operands)
        case _:
            return True


def _box(binding: Binding, readings: dict[int, Reading], *, core: bool) -> Box:
    return Box(binding.roles, readings, core, {})


def _judge(assertion: Assertion, alternatives: Sequence[Binding], bound: Bound) -> Verdict:
    opinions: list[_Opinion] = []
    trimmed = bound.trimmed
    names = _roles(assertion.expression)
    for binding in alternatives:
        taking_part = {id(filler) for name in names for filler in binding.roles.get(name, ())}
        claims = [claim for claim in binding.claims() if id(claim) in taking_part]
        others = [claim for claim in binding.claims() if claim not in claims]
        ways = product(*(claim.quantity.readings for claim in claims))
        for choice in islice(ways, MAX_READINGS):
            readings = {id(claim): reading for claim, reading in zip(claims, choice)}
            readings.update({id(claim): claim.quantity.readings[0] for claim in others})
            note = "; ".join(reading.note for reading in choice if reading.note)
            opinion = _opinion(assertion, binding, readings, note)
            opinions.append(opinion)
            if opinion.outcome == "consistent":
                return _verdict(opinion, assertion)
        trimmed = trimmed or next(ways, None) is not None
    plausible = [opinion for opinion in opinions if opinion.reason != "missing"]
    if not plausible:
        return _verdict(opinions[0], assertion)
    undecided = [opinion for opinion in plausible if opinion.outcome == "undecided"]
    if undecided:
        reason = undecided[0].reason if len(undecided) == len(plausible) else "ambiguous"
        return _verdict(undecided[0], assertion, outcome="undecided", reason=reason)
    first = plausible[0]
    if trimmed or (bound.link is None and _differ(alternatives)):
        return _verdict(first, assertion, outcome="undecided", reason="ambiguous")
    if bound.link is not None and bound.link.closed == "ambiguous":
        return _verdict(first, assertion, outcome="undecided", reason="ambiguous")
    if bound.link is not None and bound.link.closed not in bound.rule.closed:
        return _verdict(first, assertion, outcome="undecided", reason="not closed")
    return _verdict(first, assertion)


def _differ(alternatives: Sequence[Binding]) -> bool:
    """Whether the ways to fill the roles differ in the numbers, not only in where these stand."""
    shapes = {
        tuple(
            (
                name,
                tuple(
                    tuple((reading.core, reading.unit) for reading in claim.quantity.readings)
                    for claim in fillers
                ),
            )
            for name, fillers in binding.roles.items()
        )
        for binding in alternatives
    }
    return len(shapes) > 1


def _opinion(assertion: Assertion, binding: Binding, readings: dict[int, Reading], note: str) -> _Opinion:
    wide = _box(binding, readings, core=False)
    core = _box(binding, readings, core=True)
    try:
        truth = judge_truth(assertion.expression, wide)
        if not truth.possible:
            return _Opinion("inconsistent", None, binding, wide, note)
        if truth.certain:
            return _Opinion("consistent", None, binding, wide, note)
        if not judge_truth(assertion.expression, core).possible:
            return _Opinion("undecided", "strained", binding, wide, note)
    except Missing:
        return _Opinion("undecided", "missing", binding, wide, note)
    if not has_power(assertion.expression, wide):
        return _Opinion("undecided", "weak", binding, wide, note)
    return _Opinion("consistent", None, binding, core, note)


def _verdict(
    opinion: _Opinion, assertion: Assertion, *, outcome: Outcome | None = None, reason: Reason | None = None
) -> Verdict:
    rule = opinion.binding.rule
    message = assertion.message or rule.message
    return Verdict(
        binding=opinion.binding,
        assertion=assertion,
        outcome=outcome or opinion.outcome,
        severity=assertion.severity,
        message=render_message(message, opinion.box, assertion.expression),
        working=working(assertion.expression, opinion.box),
        reason=reason if outcome is not None else opinion.reason,
        reading=opinion.reading,
        readings=tuple((claim, opinion.box.readings[id(claim)]) for claim in opinion.binding.claims()),
        remark=_remark(rule, opinion, assertion) if (outcome or opinion.outcome) == "consistent" else None,
    )


def _remark(rule: Rule, opinion: _Opinion, assertion: Assertion) -> str | None:
    return None if rule.remark is None else render_message(rule.remark, opinion.box, assertion.expression)
