"""What numbers have to do with one another before any wording: whether they can be compared, and what they count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from checker.links.context import Context
from checker.model import Claim


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


PERSONS = word_set(
    """
    adult applicant athlete baby boy candidate captive casualty child citizen civilian combatant conscript convict
    councillor customer daughter dead delegate deputy detainee doctor driver employee farmer fatality fighter
    firefighter girl guard guest hostage immigrant infant inmate injured judge juror lawmaker legislator man member migrant
    militant minister minor mother nurse officer passenger patient people person player police policeman pow prisoner
    protester pupil recruit refugee resident respondent senator serviceman shareholder soldier staff student survivor
    teacher teenager tourist troop victim villager viewer voter woman worker youngster youth
    """
)
"""Nouns for people: a part of people is people, whatever they are called."""

VICTIMS = word_set("victim dead deceased fatality casualty death killed")

CONTAINERS = word_set(
    """
    appearance book bus campaign car chapter concert day decade deal document edition episode event film flight
    game hour inning innings list match meeting minute month night outing over package page quarter report round
    season series set ship show start stop tournament tour trip vehicle visit week weekend year
    """
)
"""Nouns of occasions and containers: "three overs, including four wides" says nothing of overs."""


def number_of(claim: Claim) -> Fraction | None:
    """The number said, where one single number was said."""
    return claim.quantity.value


def family(claim: Claim) -> tuple[str, str] | None:
    """What kind of amount a claim is: claims of one family can be added; None where nothing can be added to it."""
    if claim.form == "count":
        return ("count", "")
    if claim.form in ("money", "measure", "duration"):
        return (claim.form, claim.unit or "")
    if claim.form in ("percent", "ratio"):
        return ("percent", "")
    return None


def comparable(left: Claim, right: Claim) -> bool:
    """Whether both are amounts of one family."""
    kind = family(left)
    return kind is not None and kind == family(right)


def own_noun(claim: Claim) -> str | None:
    """The lemma of the noun that the number itself stands with; None for a bare number."""
    return claim.counted if claim.counted_origin in ("own", "unit") and claim.form == "count" else None


def alike(part: Claim, whole: Claim) -> bool:
    """Whether the nouns allow that one counts a part of what the other counts: a bare number goes with anything."""
    if part.form != "count":
        return True
    first, second = own_noun(part), own_noun(whole)
    return first is None or second is None or first == second or {first, second} <= PERSONS


def least(claim: Claim) -> Fraction | None:
    """The smallest number that a charitable reader lets it mean; None where there is no such end."""
    lows = [reading.wide.low for reading in claim.quantity.readings]
    known = [low for low in lows if low is not None]
    return min(known) if len(known) == len(lows) else None


def most(claim: Claim) -> Fraction | None:
    """The largest number that a charitable reader lets it mean; None where there is no such end."""
    highs = [reading.wide.high for reading in claim.quantity.readings]
    known = [high for high in highs if high is not None]
    return max(known) if len(known) == len(highs) else None


def may_exceed(part: Claim, whole: Claim) -> bool:
    """Whether every reading makes the part larger than the whole."""
    low, high = least(part), most(whole)
    return low is not None and high is not None and low > high


def sum_of(claims: Iterable[Claim]) -> Fraction | None:
    """The sum of the numbers said; None where one of them says no single number."""
    total = Fraction(0)
    for claim in claims:
        value = number_of(claim)
        if value is None:
            return None
        total += value
    return total


def sum_fits(parts: Sequence[Claim], whole: Claim) -> bool:
    """Whether the parts can add up to the whole, as widely as a charitable reader takes them all."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for part in parts:
        below, above = least(part), most(part)
        low = None if low is None or below is None else low + below
        high = None if high is None or above is None else high + above
    bottom, top = least(whole), most(whole)
    return (low is None or top is None or low <= top) and (high is None or bottom is None or high >= bottom)


def is_asserted(claim: Claim) -> bool:
    """Whether the text says that it is so: not planned, possible, required or denied."""
    return claim.modality == "asserted"


def before(context: Context, claim: Claim, *, blocks: int = 0) -> Iterator[Claim]:
    """The claims of the text before a claim, nearest first, at most `blocks` blocks back."""
    for block in range(claim.block, max(-1, claim.block - blocks - 1), -1):
        for other in reversed(context.in_block(block)):
            if other.block < claim.block or other.start < claim.start:
                yield other
