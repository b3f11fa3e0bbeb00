"""Units of amounts: what may be added and compared, and by what factor.

A unit is a product of named units with powers. A bare number (a literal, a ratio) has none at all and fits
any; a count is the empty product. Calendar units ("date", "calendar year", "time of day", "weekday") are
places on a scale: their differences are durations.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from checker.model import Claim

Unit = tuple[tuple[str, int], ...]

COUNT: Unit = ()
PERCENT: Unit = (("percent", 1),)
DATE: Unit = (("date", 1),)
CALENDAR_YEAR: Unit = (("calendar year", 1),)
TIME_OF_DAY: Unit = (("time of day", 1),)
WEEKDAY: Unit = (("weekday", 1),)
DAY: Unit = (("day", 1),)
YEAR: Unit = (("year", 1),)
HOUR: Unit = (("hour", 1),)
MINUTE: Unit = (("minute", 1),)
STEP: dict[Unit, Unit] = {DATE: DAY, CALENDAR_YEAR: YEAR, TIME_OF_DAY: MINUTE}
"""What the difference of two places on a scale is measured in."""


def unit_of(claim: Claim, unit: str | None) -> Unit:
    """The unit of a claim whose reading stands in `unit`."""
    match claim.form:
        case "date":
            return DATE
        case "year" | "decade":
            return CALENDAR_YEAR
        case "weekday":
            return WEEKDAY
        case "clock_time":
            return TIME_OF_DAY
        case "age" if unit is None:
            return YEAR
        case "percent" | "percent_point":
            return PERCENT
        case _:
            return COUNT if unit is None else named(unit)


@lru_cache(maxsize=1024)
def named(text: str) -> Unit:
    """The unit that a name as in `Quantity.unit` stands for: "kilometre / hour", "USD", "percent"."""
    if text in ("percent", "percent_point"):
        return PERCENT
    powers: dict[str, int] = {}
    sign = last_sign = 1
    name = previous = ""
    for piece in (
        text.replace("**", " ^ ").replace("*", " * ").replace("/", " / ").replace("^", " ^ ").split(" ")
    ):
        if not piece:
            continue
        if piece == "/":
            sign = -1
        elif piece == "*":
            sign = 1
        elif name and piece.isdigit() and previous == "^":
            powers[name] += (int(piece) - 1) * last_sign
        elif piece != "^":
            name, last_sign = piece, sign
            powers[name] = powers.get(name, 0) + sign
        previous = piece
    return _tidy(powers)


def _tidy(powers: dict[str, int]) -> Unit:
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def product(left: Unit, right: Unit, *, divide: bool = False) -> Unit:
    """The unit of a product or quotient; percent falls away beside any other unit."""
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + (-power if divide else power)
    if len(powers) > 1 or (PERCENT in (left, right) and left != right):
        powers.pop("percent", None)
    return _tidy(powers)


def is_currency(name: str) -> bool:
    """Whether a unit's name is an ISO 4217 code."""
    return len(name) == 3 and name.isalpha() and name.isupper()


@lru_cache(maxsize=1024)
def factor(source: Unit, target: Unit) -> tuple[Fraction, Fraction] | None:
    """(a, b) such that x in `source` is a·x + b in `target`; None where the two cannot be compared."""
    if source == target:
        return Fraction(1), Fraction(0)
    left, right = dict(source), dict(target)
    for name in {*left, *right}:
        special = is_currency(name) or name == "percent" or ((name, 1),) in (*STEP, WEEKDAY)
        if special and left.pop(name, 0) != right.pop(name, 0):
            return None
    if not left or not right:
        return (Fraction(1), Fraction(0)) if left == right else None
    return _pint_factor(_tidy(left), _tidy(right))


def _pint_factor(source: Unit, target: Unit) -> tuple[Fraction, Fraction] | None:
    registry = _registry()
    try:
        low = registry.Quantity(Fraction(0), _container(source)).to(_container(target)).magnitude
        high = registry.Quantity(Fraction(1), _container(source)).to(_container(target)).magnitude
    except Exception:  # pint raises several unrelated kinds of error for unknown and unlike units
        return None
    return _exact(high) - _exact(low), _exact(low)


def dimension_of(unit: Unit) -> str | None:
    """The physical dimension's name ("length"), "money", "share", "count"; None where it has no simple name."""
    if unit == COUNT:
        return "count"
    if unit == PERCENT:
        return "share"
    if any(is_currency(name) for name, _ in unit):
        return "money" if len(unit) == 1 else None
    try:
        dimensions = _registry().Quantity(1, _container(unit)).dimensionality
    except Exception:  # as above
        return None
    key = tuple(sorted((str(name).strip("[]"), int(power)) for name, power in dimensions.items()))
    return _DIMENSIONS.get(key)


_DIMENSIONS = {
    (("length", 1),): "length",
    (("length", 2),): "area",
    (("length", 3),): "volume",
    (("mass", 1),): "mass",
    (("time", 1),): "time",
    (("length", 1), ("time", -1)): "speed",
    (("temperature", 1),): "temperature",
    (("length", 2), ("mass", 1), ("time", -2)): "energy",
    (("length", 2), ("mass", 1), ("time", -3)): "power",
    (("length", 1), ("mass", 1), ("time", -2)): "force",
    (("length", -1), ("mass", 1), ("time", -2)): "pressure",
    (): "data",
}


def _container(unit: Unit) -> str:
    """The unit as pint reads it: it knows no square or cubic metre by name."""
    factors = []
    for name, power in unit:
        for prefix, times in (("square_", 2), ("cubic_", 3)):
            if name.startswith(prefix):
                name, power = name.removeprefix(prefix), power * times
        factors.append(f"{name} ** {power}")
    return " * ".join(factors)


def _exact(value: Any) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(str(value))


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction)
    for definition in _NO_PINT_UNITS:
        registry.define(definition)
    return registry


_NO_PINT_UNITS = (
    "brake_horsepower = horsepower",
    "pound_foot = foot * force_pound",
    "newton_metre = newton * metre",
)
"""Units that copy has and pint has not: power at the shaft, and torque, which is no foot-pound of work."""


def show(unit: Unit, *, plural: bool = True) -> str:
    """The unit in words: "kilometres per hour", "square miles", "°C"; empty for a count."""
    above = [(name, power) for name, power in unit if power > 0]
    below = [(name, -power) for name, power in unit if power < 0]
    words = [
        _worded(name, power, plural=plural and place == len(above) - 1)
        for place, (name, power) in enumerate(above)
    ]
    words += [f"per {_worded(name, power, plural=False)}" for name, power in below]
    return " ".join(words)


_SHORT = {
    "degree_Celsius": "°C", "degree_Fahrenheit": "°F", "delta_degree_Celsius": "°C", "delta_degree_Fahrenheit": "°F",
    "kelvin": "K",
}  # fmt: skip
_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries", "hertz": "hertz", "stone": "stone"}


def _worded(name: str, power: int, *, plural: bool) -> str:
    if name in _SHORT:
        return _SHORT[name]
    word = name.replace("_", " ")
    if plural and not is_currency(name):
        word = _PLURALS.get(name) or f"{word}s"
    return {1: word, 2: f"square {word}", 3: f"cubic {word}"}.get(power, f"{word}^{power}")
