"""What is said of a binding: its message, and its working in the text's own figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import floor

from checker.arithmetic.evaluate import Box, Missing, amounts, evaluate, singly
from checker.arithmetic.solve import implied
from checker.arithmetic.units import (
    CALENDAR_YEAR,
    COUNT,
    DATE,
    PERCENT,
    TIME_OF_DAY,
    WEEKDAY,
    Unit,
    is_currency,
    show,
    unit_of,
)
from checker.intervals import Interval, show_number
from checker.model import (
    Arithmetic,
    Call,
    Claim,
    Comparison,
    Expression,
    Logical,
    Message,
    Negative,
    Number,
    Placeholder,
    RoleName,
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SCALE_WORDS = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_SHOWN = {"*": "×", "/": "÷", "-": "−"}


def figure(claim: Claim) -> str:
    """A claim's number in the text's own figures: "2.3 million", "about 240"; words are turned into digits."""
    return hedge(claim) + bare_figure(claim)


def hedge(claim: Claim) -> str:
    """The words before a number that loosen it, with a space after them: "at least "; empty where there are none."""
    quantity = claim.quantity
    if quantity.qualifier == "exactly" or not quantity.text:
        return ""
    words, found, _ = quantity.mention.partition(quantity.text)
    words = " ".join(words.split()).casefold()
    if not found or not words or len(words) > 25:
        words = quantity.qualifier.replace("_", " ")
    return f"{words} "


def bare_figure(claim: Claim) -> str:
    """A claim's number without the words that loosen it."""
    quantity = claim.quantity
    if quantity.text and quantity.written.digits and not quantity.written.in_words:
        return " ".join(quantity.text.split())
    if not quantity.text:
        return show_amount(quantity.core, unit_of(claim, quantity.readings[0].unit))
    if quantity.value is not None and quantity.form not in ("date", "weekday", "clock_time"):
        return show_amount(Interval.point(quantity.value), _unit_shown(claim))
    return " ".join(quantity.text.split())


def _unit_shown(claim: Claim) -> Unit:
    if claim.form in ("percent", "percent_point"):
        return PERCENT
    if claim.unit is not None and is_currency(claim.unit):
        return ((claim.unit, 1),)
    return COUNT


def scales_of(claims: Iterable[Claim]) -> tuple[int, ...]:
    """The thousands, millions and billions that the text writes out for these claims, the largest first."""
    scales = {claim.quantity.written.scale for claim in claims}
    return tuple(sorted((int(scale) for scale in scales if scale in _SCALE_WORDS), reverse=True))


def show_amount(interval: Interval, unit: Unit | None, scales: Sequence[int] = ()) -> str:
    """An amount as an editor writes it: "235", "$4.5", "12%", "2.7 million", "between 223 and 233", "Friday".

    `scales`: the scale words that the text uses ("million" for 1,000,000) and so may stand here.
    """
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "any number"
    if low is not None and interval.is_point:
        return _show_value(low, unit, scales)
    if low is not None and high is None:
        return f"{'more than' if interval.low_open else 'at least'} {_show_value(low, unit, scales)}"
    assert high is not None
    if low is None or (low == 0 and high > 0 and unit not in (WEEKDAY, TIME_OF_DAY)):
        return f"{'less than' if interval.high_open else 'at most'} {_show_value(high, unit, scales)}"
    least = _show_value(low, None if _is_named(unit) else unit, scales)
    return f"between {least} and {_show_value(high, unit, scales)}"


def _is_named(unit: Unit | None) -> bool:
    """Whether a unit is a word after the number, which need not be said twice."""
    if not unit or unit in (DATE, WEEKDAY, CALENDAR_YEAR, TIME_OF_DAY):
        return False
    return not is_currency(unit[0][0])


def _show_value(value: Fraction, unit: Unit | None, scales: Sequence[int] = ()) -> str:
    if unit == DATE and 1 <= value <= date.max.toordinal():
        return show_date(date.fromordinal(int(value)))
    if unit == WEEKDAY:
        return WEEKDAYS[int(value) % 7]
    if unit == CALENDAR_YEAR:
        return str(int(value))
    if unit == TIME_OF_DAY:
        return f"{int(value) // 60}:{int(value) % 60:02d}"
    scale = next((scale for scale in scales if abs(value) >= scale), 1)
    word = f" {_SCALE_WORDS[scale]}" if scale > 1 else ""
    number = show_number(value / scale)
    if unit == PERCENT:
        return f"{number}%"
    if unit is not None and len(unit) == 1 and unit[0][1] == 1 and is_currency(unit[0][0]):
        return _priced(number, unit[0][0]) + word
    number += word
    name = "" if not unit else show(unit, plural=abs(value) != 1)
    if name.startswith("°"):
        return number + name
    return f"{number} {name}" if name else number


def _priced(number: str, currency: str) -> str:
    sign = _SIGNS.get(currency)
    if sign is None:
        return f"{currency} {number}"
    lead = "".join(character for character in number[:2] if character in "≈-")
    return f"{lead}{sign}{number[len(lead) :]}"


def show_date(day: date) -> str:
    """A date in words: "5 May 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


# ── the working ──


def working(expression: Expression, box: Box) -> tuple[str, ...]:
    """The arithmetic of an assertion, step by step: ("128 + 107 = 235", "stated: 245")."""
    lines: list[str] = []
    _work(expression, box, lines)
    return tuple(dict.fromkeys(lines))


def _work(expression: Expression, box: Box, lines: list[str]) -> None:
    match expression:
        case Comparison(operator, left, right):
            _work_comparison(operator, left, right, box, lines)
        case Logical(_, operands):
            for operand in operands:
                _work(operand, box, lines)
        case Call("all", arguments):
            for single in list(singly(arguments[0], box))[:20]:
                _work(arguments[0], single, lines)
        case Call("same", arguments):
            figures = [_term(argument, box) for argument in arguments]
            lines.append("the same number: " + " and ".join(figures).replace(" + ", " and "))


def _work_comparison(operator: str, left: Expression, right: Expression, box: Box, lines: list[str]) -> None:
    if _is_plain(left, box) and not _is_plain(right, box):
        left, right = right, left
        operator = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(operator, operator)
    if _is_plain(left, box):
        sign = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}.get(operator, operator)
        lines.append(f"needed: {_term(left, box)} {sign} {_term(right, box)}")
        return
    lines.append(_step(left, box))
    if _is_plain(right, box):
        word = (
            "stated"
            if operator == "=="
            else {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}.get(operator, "not")
        )
        lines.append(f"{word}: {_term(right, box)}")
    else:
        lines.append(_step(right, box))


def _is_plain(expression: Expression, box: Box) -> bool:
    match expression:
        case Number():
            return True
        case RoleName(name):
            return len(box.roles.get(name, ())) == 1
        case Call("stated" | "number" | "sum" | "min" | "max" | "average", arguments):
            return len(arguments) == 1 and _is_plain(arguments[0], box)
        case _:
            return False


def _step(expression: Expression, box: Box) -> str:
    shown = _term(expression, box)
    try:
        written = evaluate(expression, written_box(box))
        allowed = evaluate(expression, box)
    except Missing:
        return shown
    scales = scales_of(claim for fillers in box.roles.values() for claim in fillers)
    line = f"{shown} = {show_amount(written.interval, written.unit, scales)}"
    if not allowed.interval.is_point and written.interval.is_point and allowed.unit not in (DATE, WEEKDAY):
        line += f" ({show_amount(allowed.interval, allowed.unit, scales)})"
    return line


def written_box(box: Box) -> Box:
    """The box in which every claim is the number that is written, as far as one is."""
    points: dict[int, Interval] = {}
    for claim in (claim for fillers in box.roles.values() for claim in fillers):
        value = claim.quantity.value
        if value is not None and claim.form not in ("date", "weekday", "clock_time"):
            points[id(claim)] = Interval.point(value)
    return box.with_exact({key: value for key, value in points.items() if key not in box.exact})


def _term(expression: Expression, box: Box, outer: int = 0) -> str:
    match expression:
        case Number(value):
            return show_number(value)
        case RoleName(name):
            return " + ".join(figure(claim) for claim in box.roles.get(name, ()))
        case Negative(operand):
            return f"−{_term(operand, box, 3)}"
        case Arithmetic(operator, left, right):
            rank = _PRECEDENCE[operator]
            text = (
                f"{_term(left, box, rank)} {_SHOWN.get(operator, operator)} "
                f"{_term(right, box, rank + (operator in '-/'))}"
            )
            return f"({text})" if rank < outer else text
        case Call("sum", arguments):
            text = " + ".join(_term(argument, box, 1) for argument in arguments)
            return f"({text})" if outer > 1 and " + " in text else text
        case Call("stated" | "number", arguments):
            return _term(arguments[0], box, outer)
        case Call("count", arguments):
            return show_number(len(amounts(arguments[0], box)))
        case Call("percent", arguments):
            text = f"{_term(arguments[0], box, 2)} ÷ {_term(arguments[1], box, 3)}"
            return f"({text})" if outer > 1 else text
        case Call("percent_change", arguments):
            return f"{_term(arguments[0], box)} to {_term(arguments[1], box)}"
        case Call("convert" | "convert_difference" | "days" | "years" | "hours" | "minutes", arguments):
            return _mention(arguments[0], box)
        case Call("weekday", arguments):
            return _term(arguments[0], box)
        case Call(function, arguments):
            return f"{function.replace('_', ' ')} of " + ", ".join(
                _term(argument, box) for argument in arguments
            )
        case Comparison() | Logical():
            return ""


def _mention(expression: Expression, box: Box) -> str:
    if isinstance(expression, RoleName):
        return " + ".join(with_unit(claim) for claim in box.roles.get(expression.name, ()))
    return _term(expression, box)


def with_unit(claim: Claim) -> str:
    """A claim's number with its unit: "100 kilometres", "$45"."""
    text = figure(claim)
    unit = unit_of(claim, claim.unit)
    if not claim.quantity.text or unit in (COUNT, PERCENT, DATE, WEEKDAY, CALENDAR_YEAR, TIME_OF_DAY):
        return text
    if any(is_currency(name) for name, _ in unit):
        return text
    name = show(unit, plural=claim.quantity.value != 1)
    return f"{text}{name}" if name.startswith("°") else f"{text} {name}"


_UNIT_WORDS = re.compile(r"\s?[^\W\d_]+(?: [^\W\d_]+)?")
"""One or two words after a number: its unit, as the text writes it."""


def quoted(claim: Claim) -> str:
    """A claim as a message quotes it: "128", "$45", "12 feet"."""
    quantity = claim.quantity
    if claim.form not in ("measure", "duration") or not quantity.text:
        return figure(claim)
    if quantity.written.digits and not quantity.written.in_words:
        _, found, rest = quantity.mention.partition(quantity.text)
        if found and _UNIT_WORDS.fullmatch(rest):
            return hedge(claim) + " ".join((quantity.text + rest).split())
    return with_unit(claim)


# ── messages ──


def render_message(message: Message, box: Box, assertion: Expression) -> str:
    """The message with its placeholders filled in."""
    parts: list[str] = []
    for part in message.parts:
        parts.append(part if isinstance(part, str) else _fill(part, box, assertion))
    return "".join(parts)


def _fill(placeholder: Placeholder, box: Box, assertion: Expression) -> str:
    expression = placeholder.expression
    claims = box.roles.get(expression.name, ()) if isinstance(expression, RoleName) else ()
    name = placeholder.filters[-1] if placeholder.filters else ""
    try:
        match name:
            case "plus":
                return " + ".join(figure(claim) for claim in claims) or _value(expression, box)
            case "versus":
                return " against ".join(figure(claim) for claim in claims) or _value(expression, box)
            case "count":
                return show_number(len(claims))
            case "sum":
                total = evaluate(Call("sum", (expression,)), written_box(box))
                return show_amount(total.interval, total.unit, scales_of(claims))
            case "interval":
                amount = evaluate(expression, box)
                return show_amount(amount.interval, amount.unit)
            case "implied":
                return _implied(assertion, expression, box, claims)
            case "number":
                amount = evaluate(expression, written_box(box))
                return show_amount(amount.interval, None)
            case "round":
                amount = evaluate(expression, written_box(box))
                if amount.interval.is_point and amount.interval.low is not None:
                    return show_amount(
                        Interval.point(floor(amount.interval.low + Fraction(1, 2))), amount.unit
                    )
                return show_amount(amount.interval.integers(), amount.unit)
            case "weekday" | "date":
                amount = evaluate(Call("weekday", (expression,)) if name == "weekday" else expression, box)
                return show_amount(amount.interval, amount.unit)
            case "counted":
                return next((claim.counted for claim in claims if claim.counted), "")
        if claims:
            return enumerate_words([quoted(claim) for claim in claims])
        return "" if isinstance(expression, RoleName) else _value(expression, box)
    except Missing:
        return "?"


def _value(expression: Expression, box: Box) -> str:
    amount = evaluate(expression, written_box(box))
    scales = scales_of(claim for fillers in box.roles.values() for claim in fillers)
    return show_amount(amount.interval, amount.unit, scales)


def enumerate_words(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def _implied(assertion: Expression, expression: Expression, box: Box, claims: Sequence[Claim]) -> str:
    """What a number, or one side of an equation, would have to be if all else were as written."""
    written = written_box(box)
    if len(claims) == 1:
        value = implied(assertion, written, claims[0])
        if value is not None:
            return show_value_of(claims[0], value)
    if isinstance(assertion, Comparison) and expression in (assertion.left, assertion.right):
        other = assertion.right if assertion.left == expression else assertion.left
        amount = evaluate(other, written)
        return show_amount(amount.interval, amount.unit)
    raise Missing("no telling what it would have to be")


def show_value_of(claim: Claim, value: Interval) -> str:
    """A value that a claim might take, written as the text writes the claim: "117", "2.4 million", "202–206"."""
    unit = unit_of(claim, claim.unit)
    if unit in (DATE, WEEKDAY, CALENDAR_YEAR, TIME_OF_DAY):
        return show_amount(value, unit)
    low, high = value.low, value.high
    if low is not None and (value.is_point or low == high):
        return _in_style(claim, low)
    if low is not None and high is not None:
        return f"{_in_style(claim, low, bare=True)}–{_in_style(claim, high)}"
    if high is not None:
        return f"{_in_style(claim, high)} or less"
    if low is not None:
        return f"{_in_style(claim, low)} or more"
    return "any number"


def _in_style(claim: Claim, value: Fraction, *, bare: bool = False) -> str:
    scale = claim.quantity.written.scale
    if scale in _SCALE_WORDS:
        larger = (power for power in sorted(_SCALE_WORDS, reverse=True) if scale < power <= abs(value))
        scale = Fraction(next(larger, int(scale)))
    if abs(value) * 10 < scale:
        scale = Fraction(1)
    word = f" {_SCALE_WORDS[int(scale)]}" if scale in _SCALE_WORDS and not bare else ""
    number = show_number(value / scale)
    plain = claim.quantity.written.scale == 1 and "," not in claim.quantity.text
    if plain and (claim.quantity.value or 0) >= 1000 and abs(value) < 10_000:
        number = number.replace(",", "")
    unit = unit_of(claim, claim.unit)
    if unit == PERCENT and not bare:
        return f"{number}%"
    if len(unit) == 1 and is_currency(unit[0][0]):
        return _priced(number, unit[0][0]) + word
    return number + word
