"""The numbers that a stated result was worked out from, where the wording names the result and not its operands.

"an average of 70", "48 short", "£9,400 in all" each say what was done with two or more numbers near by. Where some of
them give the result, they are what was meant. Where none does, the result is held against them only if there is but
one way to choose them and the result is off as misprints and slips of the pen are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

from checker.links.comparing import alike, is_hedged
from checker.links.folding import Wording
from checker.model import Claim

_Operands = TypeVar("_Operands")


def settled(
    candidates: Iterable[_Operands], *, fits: Callable[[_Operands], bool], off: Callable[[_Operands], bool]
) -> _Operands | None:
    """The operands that were meant: the first that fit, else the only ones there are if they are `off` by a slip."""
    every = list(candidates)
    for one in every:
        if fits(one):
            return one
    if len(every) == 1 and off(every[0]):
        return every[0]
    return None


def about(claim: Claim, worked: Fraction) -> bool:
    """Whether a stated number allows a worked-out one, as widely as a charitable reader takes it."""
    return any(reading.wide.contains(worked) for reading in claim.quantity.readings)


def slipped(stated: Fraction, worked: Fraction) -> bool:
    """Whether one number is off from another as slips are: a digit, two swapped, a power of ten, or a fifth of it."""
    if stated <= 0 or worked <= 0:
        return False
    ratio = stated / worked
    if Fraction(4, 5) <= ratio <= Fraction(5, 4):
        return True
    if max(stated, worked) < 10:
        return abs(stated - worked) <= 1
    return power_of_ten_off(stated, worked) or one_slip(stated, worked)


def power_of_ten_off(stated: Fraction, worked: Fraction) -> bool:
    """Whether one number is ten, a hundred, a thousand or a million times the other, give or take 3 per cent."""
    if stated <= 0 or worked <= 0:
        return False
    ratio = stated / worked
    return any(
        Fraction(97, 100) <= off <= Fraction(103, 100)
        for power in (10, 100, 1000, 1_000_000)
        for off in (ratio / power, ratio * power)
    )


def one_slip(left: Fraction, right: Fraction) -> bool:
    """Whether the digits of two numbers differ by one digit, by one too many, or by two neighbours swapped.

    Numbers of fewer than three digits that count are always near each other, which is no evidence.
    """
    a, b = _digits(left, right), _digits(right, left)
    if a is None or b is None:
        return False
    if max(len(a.strip("0")), len(b.strip("0"))) < 3:
        return len(a) == len(b) >= 3 and a[0] == b[1] != a[1] == b[0]
    if len(a) == len(b):
        differing = [place for place in range(len(a)) if a[place] != b[place]]
        if len(differing) == 1:
            return True
        return (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and a[differing[0]] == b[differing[1]]
            and a[differing[1]] == b[differing[0]]
        )
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) == len(short) + 1 and any(
        long[:place] + long[place + 1 :] == short for place in range(len(long))
    )


def _digits(number: Fraction, other: Fraction) -> str | None:
    """The digits of a number to as many decimals as it or the other has; None beyond four decimals."""
    for decimals in range(5):
        shift = 10**decimals
        if (number * shift).denominator == 1 and (other * shift).denominator == 1:
            return str((number * shift).numerator)
    return None


def like_numbers(
    text: Wording, start: int, end: int, like: Claim, *, without: Sequence[Claim] = ()
) -> list[Claim]:
    """The numbers of a stretch that can be told in the unit of another, told so; those in `without` left out."""
    left_out = {claim.index for claim in (*without, like)}
    found: list[Claim] = []
    for claim in text.claims(start, end):
        if claim.index in left_out or claim.quantity.value is None:
            continue
        pair = alike(claim, like)
        if pair is not None:
            found.append(pair[0])
    return found


def is_plain(claim: Claim, *, rate: bool = False) -> bool:
    """Whether a number stands for itself: exact, neither denied nor merely possible, and unless allowed no rate."""
    return (
        not is_hedged(claim)
        and claim.modality not in ("possible", "denied")
        and claim.polarity == "positive"
        and (claim.per is None or rate)
    )


Pair = tuple[Claim, Claim]


def pairs_around(
    text: Wording, place: int, *, takes: Callable[[Claim], bool]
) -> tuple[list[Pair], list[Pair]]:
    """The pairs of like numbers that a statement at a place may be about, and those that could only clear it.

    Of its own sentence; where that has but one such number, of it and the sentence before; where it has none, of the
    sentence before. The other pairs over the two sentences are the second answer.
    """
    here = main_numbers([claim for claim in text.claims(*text.sentence(place)) if takes(claim)])
    previous = text.previous_sentence(place)
    before = (
        main_numbers([claim for claim in text.claims(*previous) if takes(claim)])
        if previous is not None
        else []
    )
    across = _like_pairs((one, other) for one in before for other in here)
    within = _like_pairs(combinations(here, 2))
    if within:
        return within, across
    if here:
        return (across, []) if len(here) == 1 else ([], across)
    return _like_pairs(combinations(before, 2)), []


def main_numbers(claims: Sequence[Claim]) -> list[Claim]:
    """The numbers without the small ones in words that count something of their own, where two others remain."""

    def aside(claim: Claim) -> bool:
        value = claim.quantity.value
        return (
            value is not None
            and value <= 12
            and claim.form == "count"
            and claim.quantity.written.in_words
            and claim.counted_origin == "own"
            and not any(other is not claim and other.counted == claim.counted for other in claims)
        )

    rest = [claim for claim in claims if not aside(claim)]
    return rest if len(rest) >= 2 else list(claims)


def _like_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for one, other in pairs if (pair := alike(one, other)) is not None]


def percent_near(stated: Fraction, worked: Fraction) -> bool:
    """Whether a percentage is off from the right one as slips are: by half at most, a power of ten or a digit."""
    return worked > 0 and (Fraction(1, 2) <= stated / worked <= 2 or slipped(stated, worked))
