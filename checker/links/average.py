"""Averages: of numbers that are all listed, and of whole numbers, of which not every mean is possible.

Kind `average`: roles `item` (all of them) and `mean`. Kind `whole_mean`: roles `number` (how many whole numbers) and
`mean`, with the derived role `nearest`, the nearest mean that so many whole numbers can have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from checker.intervals import Interval
from checker.links.comparing import alike, is_hedged, unhedged, value_of
from checker.links.context import Context, derive
from checker.links.folding import Match, Shape, Wording, fold, pattern
from checker.model import Claim, Link, Reading

_ITEM = "<:age|money|count|measure|percent|duration>"
_LIST = pattern(rf"{_ITEM}(?: [\w-]+)?(?:, (?:and )?{_ITEM}(?: [\w-]+)?){{1,40}},? and {_ITEM}")
_MEAN = pattern(
    r"\b(?:average|mean)(?: [\w-]+){0,3}? (?:of|was|is|being|at|:|stood at|comes to|works out at) "
    r"(?:about |just |exactly )?<mean:age|money|count|measure|percent|duration>"
)
_AVERAGING = pattern(
    r"\b(?:average|averages|averaged|averaging) (?:out at )?<mean:age|money|count|measure|percent|duration>"
)
_WHOLE_MEAN = (
    pattern(
        r"\b(?:in|over|from|across) (?:his |her |their |its |the |all )?(?:last |past |first |opening"
        r" )?<number:count> [\w-]+"
        r"<gap:40>\baverag(?:e of|ed) <mean:count|measure> (?:goals|points|runs|tries|wickets|medals)\b"
    ),
    pattern(
        r"<number:count> [\w-]+(?: [\w-]+)?<any:90>\b(?:whole number|whole points|points|marks|score"
        r"|scored|gave|awarded|rated|out of|goals|children|stars)<any:200>\b(?:average|mean)(?: score|"
        r" mark| rating| of)*(?: of| was|:)? <mean:count|measure>"
    ),
    pattern(
        r"\b(?:averag(?:e|ed|es|ing)|mean)(?: of)? <mean:count|measure> (?:goals|points|runs|tries"
        r"|children|marks|wickets|medals|stars)<gap:60> (?:in|over|from|across|by|among|for|given by"
        r"|from) (?:his |her |their |its |the |all )?(?:last |past |first |opening )?<number:count>"
        r" [\w-]+"
    ),
)
_WHOLE = pattern(
    r"\b(?:whole \w+|each|every|apiece|from (?:one|nought|zero|0|1) to|out of|goals|runs"
    r"|children|tries)\b"
)
_SPLIT = pattern(r"\b(?:median|weighted|typical|half points?|half marks?|decimals?|fractions? of)\b")


def find(context: Context) -> Iterator[Link]:
    """Every average that stands near all the numbers it is the average of, or near their number."""
    text = fold(context)
    yield from _listed(text)
    yield from _whole(text)


def _listed(text: Wording) -> Iterator[Link]:
    for match in text.search(_LIST):
        items = _items(text.claims(match.start, match.end))
        if len(items) < 3:
            continue
        start, end = text.sentence(match.start)
        following = text.next_sentence(match.start)
        stop = following[1] if following is not None else end
        for wording in (_MEAN, _AVERAGING):
            means = [
                pair[0]
                for found in text.search(wording, start, stop)
                if found.claims["mean"].index not in {item.index for item in items}
                and (pair := alike(unhedged(found.claims["mean"]), items[0])) is not None
            ]
            if len(means) != 1:
                continue
            mean = means[0]
            values = [value_of(claim) for claim in items]
            value = mean.quantity.value
            known = [item for item in values if item is not None]
            if (
                value is None
                or mean.quantity.qualifier != "exactly"
                or (not min(known) <= value <= max(known) and not _of_these(text, stop, mean))
            ):
                continue
            if not min(known) * Fraction(3, 4) <= value <= max(known) * Fraction(4, 3):
                continue
            yield Link(
                kind="average",
                roles={"item": tuple(items), "mean": (rounded_mean(mean),)},
                cue="numbers listed, average",
                read_as="the numbers listed and their average",
                excuses=("no other member of the list", "not a median"),
            )
            break


_APPOSED = pattern(
    r"\b(?:an?|giving an?|for an?|making an?)(?: [a-z]+)? (?:average|mean)(?: [a-z]+)? of $|\baveraging $"
)


def _of_these(text: Wording, stop: int, mean: Claim) -> bool:
    """Whether a mean outside the numbers listed is said to be theirs: "410, 365 and 440 homes, an average of 450"."""
    place = text.place(mean)
    return place is not None and _APPOSED.search(text.text, max(0, place - 40), place) is not None


def _items(claims: Sequence[Claim]) -> list[Claim]:
    """Numbers of one kind in a row, those without a unit in that of the first: "aged 71, 68 and 59"; else none."""
    items: list[Claim] = []
    like = next((claim for claim in claims if claim.unit is not None), claims[0])
    for claim in claims:
        pair = alike(claim, like)
        if pair is None or claim.quantity.value is None or is_hedged(claim):
            return []
        items.append(pair[0])
    return items


def rounded_mean(mean: Claim) -> Claim:
    """A mean is rounded to its last digit even where the items are whole numbers."""
    value, step = mean.quantity.value, mean.quantity.written.unit_place
    assert value is not None
    readings = tuple(
        Reading(
            core=reading.core.hull(Interval.between(value - step / 2, value + step / 2)),
            wide=reading.wide.hull(
                Interval.between(value - step, value + step, low_open=True, high_open=True)
            ),
            unit=reading.unit,
        )
        for reading in mean.quantity.readings
    )
    return replace(mean, quantity=replace(mean.quantity, readings=readings))


def _closest(text: Wording, wording: Shape, match: Match) -> Match:
    """The fit whose number stands in the last sentence that has one: a number of an earlier story is another's."""
    later = next(text.search(wording, match.start + 1, match.end), None)
    while later is not None:
        apart = text.sentence(later.start) != text.sentence(match.start)
        if apart and not text.text.endswith("out of ", 0, later.start):
            match = later
        later = next(text.search(wording, later.start + 1, match.end), None)
    return match


def _whole(text: Wording) -> Iterator[Link]:
    for wording in _WHOLE_MEAN:
        for first in text.search(wording):
            match = _closest(text, wording, first)
            number, mean = match.claims["number"], unhedged(match.claims["mean"])
            how_many, value = number.quantity.value, mean.quantity.value
            step = mean.quantity.written.unit_place
            if how_many is None or value is None or how_many.denominator != 1 or how_many < 2 or step >= 1:
                continue
            if (
                how_many * step >= 1
                or number.quantity.qualifier != "exactly"
                or mean.quantity.qualifier != "exactly"
            ):
                continue
            start, _ = text.sentence(match.start)
            if _WHOLE.search(text.text, start, match.end) is None or _SPLIT.search(
                text.text, start, match.end
            ):
                continue
            nearest = Fraction(floor(value * how_many + Fraction(1, 2)), how_many)
            point = Interval.point(nearest)
            here = Interval.between(value - step, value + step, low_open=True, high_open=True)
            yield Link(
                kind="whole_mean",
                roles={
                    "number": (number,),
                    "mean": (_restated(mean, Interval.between(value - step / 2, value + step / 2), here),),
                    "nearest": (
                        derive(
                            number,
                            readings=(Reading(core=point, wide=point, unit=mean.unit),),
                            why=f"the nearest mean of {how_many} whole numbers",
                            form=mean.form,
                            unit=mean.unit,
                        ),
                    ),
                },
                cue="mean of whole numbers",
                read_as="the mean of so many whole numbers",
            )


def _restated(mean: Claim, core: Interval, wide: Interval) -> Claim:
    reading = Reading(core=core, wide=wide, unit=mean.unit)
    return replace(mean, quantity=replace(mean.quantity, readings=(reading,)))
