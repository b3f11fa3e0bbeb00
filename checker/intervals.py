"""Exact intervals, and the one table that says how much a written number may mean.

The tolerance lives in the numbers, never in the rules: every quantity carries a *core* (what a careful editor
takes it to say) and a *wide* interval (the most that a charitable reader allows), core within wide.

Rounding intervals follow the round and truncate modes of XBRL Calculations 1.1; tolerance from the written digits
follows beancount; round numbers follow Krifka (2007); directed hedges follow PyUncertainNumber. Widths without a
source are stipulated here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

Exact = Fraction | int


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two ends. None is an infinite end; an open end is not itself a member."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @staticmethod
    def point(value: Exact) -> Interval:
        """The one number `value`."""
        exact = Fraction(value)
        return Interval(exact, exact)

    @staticmethod
    def between(
        low: Exact | None, high: Exact | None, *, low_open: bool = False, high_open: bool = False
    ) -> Interval:
        """The numbers from `low` to `high`; None is infinity."""
        return Interval(
            None if low is None else Fraction(low),
            None if high is None else Fraction(high),
            low_open and low is not None,
            high_open and high is not None,
        )

    @property
    def is_empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high and not (self.low_open or self.high_open)

    def contains(self, value: Exact) -> bool:
        """Whether the number `value` is a member."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def encloses(self, other: Interval) -> bool:
        """Whether every member of `other` is a member of this one."""
        if other.is_empty:
            return True
        return self.intersect(other) == other

    def intersect(self, other: Interval) -> Interval:
        """The numbers that are members of both."""
        low, low_open = _tighter(self.low, self.low_open, other.low, other.low_open, upper=False)
        high, high_open = _tighter(self.high, self.high_open, other.high, other.high_open, upper=True)
        return Interval(low, high, low_open, high_open)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a member in common."""
        return not self.intersect(other).is_empty

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that encloses both."""
        if self.is_empty:
            return other
        if other.is_empty:
            return self
        low: Fraction | None
        high: Fraction | None
        if self.low is None or other.low is None:
            low, low_open = None, False
        else:
            low = min(self.low, other.low)
            low_open = all(side.low_open for side in (self, other) if side.low == low)
        if self.high is None or other.high is None:
            high, high_open = None, False
        else:
            high = max(self.high, other.high)
            high_open = all(side.high_open for side in (self, other) if side.high == high)
        return Interval(low, high, low_open, high_open)

    def integers(self) -> Interval:
        """The smallest closed interval that holds the same integers; empty where there are none."""
        low, high = self.low, self.high
        if low is not None:
            up = ceil(low)
            low = Fraction(up + 1 if self.low_open and up == low else up)
        if high is not None:
            down = floor(high)
            high = Fraction(down - 1 if self.high_open and down == high else down)
        return Interval(low, high)

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        if self.is_empty or other.is_empty:
            return EMPTY
        ends = [_product(a, b) for a in _ends(self) for b in _ends(other)]
        return _from_ends(ends)

    def reciprocal(self) -> Interval:
        """The reciprocals of the members; everything where zero lies inside, as division then has no bound."""
        if self.is_empty:
            return EMPTY
        if self.is_point and self.low == 0:
            return EMPTY
        if self.low is not None and self.low >= 0:
            low_end = None if self.low == 0 else 1 / self.low
            high_end = Fraction(0) if self.high is None else 1 / self.high
            return Interval(
                high_end,
                low_end,
                self.high is None or self.high_open,
                low_end is not None and self.low_open,
            )
        if self.high is not None and self.high <= 0:
            return -((-self).reciprocal())
        return EVERYTHING

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.reciprocal()

    def absolute(self) -> Interval:
        """The magnitudes of the members."""
        if self.low is not None and self.low >= 0:
            return self
        if self.high is not None and self.high <= 0:
            return -self
        flipped = -self
        top = self.hull(flipped)
        return Interval(Fraction(0), top.high, False, top.high_open)

    def __str__(self) -> str:
        if self.is_empty:
            return "{}"
        if self.is_point:
            return show_number(self.low)
        left = "(" if self.low is None or self.low_open else "["
        right = ")" if self.high is None or self.high_open else "]"
        return f"{left}{show_number(self.low, infinite='-∞')}, {show_number(self.high, infinite='∞')}{right}"


EVERYTHING = Interval(None, None)
EMPTY = Interval(Fraction(1), Fraction(0))
_NON_NEGATIVE = Interval(Fraction(0), None)

_End = tuple[Fraction | None, int, bool]
"""A value (None with a sign: infinite), its sign where infinite, and whether it is open."""


def _ends(interval: Interval) -> tuple[_End, _End]:
    return (
        (interval.low, -1, interval.low_open or interval.low is None),
        (interval.high, 1, interval.high_open or interval.high is None),
    )


def _product(left: _End, right: _End) -> _End:
    a, sign_a, open_a = left
    b, sign_b, open_b = right
    if a is not None and b is not None:
        closed_zero = (a == 0 and not open_a) or (b == 0 and not open_b)
        return (a * b, 0, (open_a or open_b) and not closed_zero)
    if a == 0 or b == 0:
        zero_open = open_a if a == 0 else open_b
        return (Fraction(0), 0, zero_open)
    side_a = sign_a if a is None else (1 if a > 0 else -1)
    side_b = sign_b if b is None else (1 if b > 0 else -1)
    return (None, side_a * side_b, True)


def _from_ends(ends: Iterable[_End]) -> Interval:
    low: Fraction | None = None
    high: Fraction | None = None
    low_open = high_open = True
    low_infinite = high_infinite = False
    for value, sign, is_open in ends:
        if value is None:
            low_infinite |= sign < 0
            high_infinite |= sign > 0
            continue
        if low is None or value < low or (value == low and low_open):
            low, low_open = value, is_open
        if high is None or value > high or (value == high and high_open):
            high, high_open = value, is_open
    if low_infinite or low is None:
        low, low_open = None, False
    if high_infinite or high is None:
        high, high_open = None, False
    return Interval(low, high, low_open, high_open)


def _tighter(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool, *, upper: bool
) -> tuple[Fraction | None, bool]:
    if a is None:
        return b, b_open
    if b is None:
        return a, a_open
    if a == b:
        return a, a_open or b_open
    if (a < b) == upper:
        return a, a_open
    return b, b_open


def show_number(value: Exact | None, *, infinite: str = "∞") -> str:
    """A number as an editor writes it: thousands in groups, at most four decimals, ≈ in front where it was cut."""
    if value is None:
        return infinite
    exact = Fraction(value)
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    sign = "-" if exact < 0 else ""
    for places in range(1, 5):
        scaled = abs(exact) * 10**places
        if scaled.denominator == 1:
            whole, rest = divmod(scaled.numerator, 10**places)
            return f"{sign}{whole:,}.{rest:0{places}d}"
    magnitude = abs(exact)
    places = 1 if magnitude >= 100 else 2 if magnitude >= 1 else 4
    scaled_int = floor(magnitude * 10**places + Fraction(1, 2))
    whole, rest = divmod(scaled_int, 10**places)
    return f"≈{sign}{whole:,}.{rest:0{places}d}"


# ── What a written number may mean ────────────────────────────────────────────────────────────────────────────

QUALIFIERS = (
    "exactly",
    "about",
    "nearly",
    "just_over",
    "more_than",
    "at_least",
    "less_than",
    "at_most",
    "up_to",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How a number is written: what its digits say about its precision and about how it could be misprinted."""

    digits: str
    """The numeral without separators and sign: "245", "2.3"; "" where it is written in words."""
    scale: Fraction = Fraction(1)
    """What a scale word or suffix multiplies by: 1,000,000 for "million" and "m"."""
    in_words: bool = False
    """Written in words ("twelve"), so that digits cannot have been misprinted."""
    unit_place: Fraction = Fraction(1)
    """u: the value of one unit of the last written digit, scale included."""
    nonzero_place: Fraction = Fraction(1)
    """z: the value of one unit of the last digit that is not zero, scale included."""

    @property
    def is_round(self) -> bool:
        """Whether trailing zeros suggest that the number was rounded ("250", "two thousand")."""
        return self.nonzero_place > 1 and self.nonzero_place > self.unit_place

    @property
    def significant(self) -> int:
        """How many digits are significant, leading and trailing zeros left out."""
        return len(self.digits.replace(".", "").strip("0")) or 1


def written_integer(value: int, *, in_words: bool = False) -> Written:
    """How the integer `value` is written where no more than the value is known."""
    digits = str(abs(value))
    zeros = len(digits) - len(digits.rstrip("0")) if value else 0
    return Written(digits="" if in_words else digits, in_words=in_words, nonzero_place=Fraction(10) ** zeros)


_FIVE_PERCENT = Fraction(5, 100)
_TENTH = Fraction(1, 10)
_QUARTER = Fraction(1, 4)


def number_intervals(
    value: Exact,
    *,
    written: Written,
    qualifier: str = "exactly",
    discrete: bool = True,
    continuous: bool = False,
) -> tuple[Interval, Interval]:
    """The core and the wide interval of one written number.

    `discrete`: only whole numbers can be meant (counts). `continuous`: a measured quantity, which is rounded to its
    last written digit (measures, percentages). Money in plain digits is neither.
    """
    number = Fraction(value)
    size = abs(number)
    d = max(_FIVE_PERCENT * size, min(written.nonzero_place / 2, _TENTH * size))
    core: Interval
    wide: Interval
    rounded = continuous or written.scale > 1 or written.unit_place < 1
    match qualifier:
        case "exactly":
            core, wide = _unhedged(number, written, rounded=rounded and not (discrete and written.scale == 1))
        case "about":
            spread = max(d, min(2 * d, _QUARTER * size))
            core, wide = _around(number, d), _around(number, spread)
        case "nearly":
            core = Interval(number - d, number, False, True)
            wide = Interval(number - 2 * d, number)
        case "just_over":
            core = Interval(number, number + d, True, False)
            wide = Interval(number, number + 2 * d)
        case "more_than":
            core = Interval(number, number + size / 2, True, False)
            wide = Interval(number, None, True, False)
        case "at_least":
            core = Interval(number, number + size / 2)
            wide = Interval(number, None)
        case "less_than":
            core = Interval(number - size / 3, number, False, True)
            wide = Interval(min(Fraction(0), number), number, False, True)
        case "at_most":
            core = Interval(number - size / 3, number)
            wide = Interval(min(Fraction(0), number), number)
        case "up_to":
            core = Interval(min(Fraction(0), number), number)
            wide = _NON_NEGATIVE if number >= 0 else EVERYTHING
        case _:
            raise ValueError(f"no such qualifier: {qualifier!r}")
    if discrete:
        core, wide = core.integers(), wide.integers()
        if core.is_empty:
            core = Interval.point(number)
        if wide.is_empty:
            wide = core
    return core, wide.hull(core)


def _around(number: Fraction, spread: Fraction) -> Interval:
    return Interval(number - spread, number + spread)


def _unhedged(number: Fraction, written: Written, *, rounded: bool) -> tuple[Interval, Interval]:
    size = abs(number)
    if rounded:
        u = written.unit_place
        spread = min(u, _QUARTER * size) if written.significant == 1 and written.scale > 1 else u
        core = _around(number, min(u / 2, spread))
        wide = Interval(number - spread, number + spread, True, True)
        if written.is_round and written.scale == 1:
            wide = wide.hull(_around(number, min(written.nonzero_place / 2, _FIVE_PERCENT * size)))
        return core, wide.hull(core)
    core = Interval.point(number)
    if written.is_round:
        return core, _around(number, min(written.nonzero_place / 2, _FIVE_PERCENT * size))
    return core, core


def range_intervals(
    low: Exact, high: Exact, *, low_written: Written, high_written: Written, discrete: bool = True
) -> tuple[Interval, Interval]:
    """The core and wide interval of "between A and B": the wide one lets each end move by its own half-width."""
    core = Interval(Fraction(low), Fraction(high))
    _, low_wide = number_intervals(low, written=low_written, discrete=discrete)
    _, high_wide = number_intervals(high, written=high_written, discrete=discrete)
    return core, core.hull(low_wide).hull(high_wide)


def converted_intervals(value: Exact, *, written: Written) -> tuple[Interval, Interval]:
    """The intervals of a bracketed conversion, which is rounded by nature: "(160 km)"."""
    number = Fraction(value)
    half = max(written.unit_place / 2, written.nonzero_place / 2)
    return _around(number, half), _around(number, 2 * half)


VAGUE: dict[str, tuple[Interval, Interval]] = {
    word: (Interval.between(*core), Interval.between(*wide))
    for word, core, wide in (
        ("dozens", (24, 99), (12, 199)),
        ("scores", (40, 199), (20, 399)),
        ("hundreds", (200, 999), (101, 1_999)),
        ("thousands", (2_000, 9_999), (1_001, 19_999)),
        ("tens of thousands", (20_000, 99_999), (10_001, 199_999)),
        ("hundreds of thousands", (200_000, 999_999), (100_001, 1_999_999)),
        ("millions", (2_000_000, 9_999_999), (1_000_001, 19_999_999)),
        ("tens of millions", (20_000_000, 99_999_999), (10_000_001, 199_999_999)),
        ("hundreds of millions", (200_000_000, 999_999_999), (100_000_001, 1_999_999_999)),
        ("billions", (2_000_000_000, 9_999_999_999), (1_000_000_001, 19_999_999_999)),
        ("a couple", (2, 2), (2, 3)),
        ("a few", (3, 5), (2, 9)),
        ("a handful", (3, 6), (2, 12)),
        ("several", (3, 7), (3, 12)),
    )
}
"""Number words that name no number: core and wide interval. "several hundred" is "several" times a hundred."""

FRACTION_CORE = Fraction(2, 100)
FRACTION_WIDE = Fraction(5, 100)


def fraction_intervals(value: Fraction) -> tuple[Interval, Interval]:
    """The intervals of a fraction word ("half", "two-thirds"): two points and five points either side."""
    return _around(value, FRACTION_CORE), _around(value, FRACTION_WIDE)


def one_in_intervals(count: Exact, out_of: Exact) -> tuple[Interval, Interval]:
    """The intervals of "one in five": the denominator may be off by a half (core) or by one (wide)."""
    k, q = Fraction(count), Fraction(out_of)
    core = Interval(k / (q + Fraction(1, 2)), k / (q - Fraction(1, 2)))
    wide = Interval(k / (q + 1), k / (q - 1) if q > 1 else None)
    return core, wide
