"""Ranges: "between 36 and 40", "range in age from 21 to 78", "at least 17 but not beyond their 22nd birthday".

Kind `range` with the roles `low` and `high`. Kind `clipped_range`, with the same roles, is a range of which only the
upper end has the scale word: "between £26 and £31 million", where the lower one as written is £26.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from checker.intervals import Interval
from checker.links.comparing import alike, value_of
from checker.links.context import Context, derive
from checker.links.folding import Wording, fold, pattern
from checker.model import Claim, Link, Reading

_VALUE = "count|money|measure|percent|age|duration"
_RANGES = (
    (
        "between low and high",
        pattern(
            rf"(?<!difference )(?<!differences )(?<!gap )(?<!distance )(?<!choice )(?<!choose )(?<!ratio )"
            rf"(?<!relationship )(?<!split )(?<!divided )(?<!match )(?<!game )(?<!swing )(?<!margin )"
            rf"(?<!agreement )(?<!spread )\bbetween (?:the ages of |ages )?<low:{_VALUE}>(?: [\w-]+)?"
            rf" and <high:{_VALUE}>"
        ),
    ),
    (
        "range from low to high",
        pattern(
            r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying))(?: in (?:age|price|size|length|height"
            rf"|value|weight|cost))?(?: anywhere)? from <low:{_VALUE}>(?: [\w-]+)? to <high:{_VALUE}>"
        ),
    ),
    (
        "low-high joined by a dash",
        pattern(r"(?<!from )(?<!by )<low:money>[-–]<high:money>(?! (?:lead|win|split|deal))"),
    ),
    (
        "a time of low to high",
        pattern(
            r"\b(?<!cut )(?<!reduction )(?:waits?(?: times?)? of|delays? of|takes?|takes up|lasts?|lasting|every|"
            r"within|sentences of|terms of|"
            r"periods? of|courses? of) (?:about )?<low:count|duration> to <high:duration>(?! (?:earlier|ago|before))"
        ),
    ),
    (
        "aged low to high",
        pattern(
            r"\b(?:aged|ages?)(?: from| between)? <low:age|count> (?:to|and) <high:age|count>(?![ -](?:were|year"
            r"|respectively))"
        ),
    ),
    (
        "low to high",
        pattern(
            r"(?<!from )(?<!by )(?<!rose )(?<!fell )(?<!won )(?<!lost )<low:count> to <high:count> "
            r"(?:people|visitors|protesters|demonstrators|members|men|women|children|troops|soldiers"
            r"|workers|jobs|homes|species|cases|deaths|students|spectators|fans|supporters|participants"
            r"|attendees)\b"
        ),
    ),
    (
        "at least low but not past high",
        pattern(
            r"<low:count|age|duration>(?: years?)?(?: of age| old)?<gap:25>,? (?:but|and) (?:must"
            r" )?not (?:yet )?(?:be )?(?:past|beyond|over|older than|have (?:reached|passed)|reached)(?:"
            r" (?:their|his|her|the age of|the))* ?<high:ordinal|count|age|duration>(?! of (?!age))"
        ),
    ),
)
_NO_RANGE = re.compile(
    r"\b(?:difference|gap|distance|cho(?:ice|ose|osing)|ratio|relationship|split|divided|match|game"
    r"|swing|margin|agreement"
    r"|spread|link|war|talks)s? (?:of )?between (?:\w+ )?$",
    re.IGNORECASE,
)
_COUNTDOWN = re.compile(
    r"\s*(?:\w+ )?(?:before|to (?:midnight|noon|go)|until|ahead|away|ago|from|off)\b", re.IGNORECASE
)
_BEFORE_CHRIST = re.compile(r"\s*(?:BC|BCE|B\.C\.)")
_TWO_VALUES = re.compile(r"(?P<low>\S.*?)\s+(?:and|to|or)\s+(?P<high>.+)", re.DOTALL)
_CLIPPED = re.compile(
    r"\b(?:between|from) (?P<low>[$£€]\s?\d[\d,.]*)\s*(?:and|to)\s*(?P<high>[$£€]\s?\d[\d,.]*\s?"
    r"(?:million|billion"
    r"|trillion|thousand|mn|bn|tn|m|k))\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Every range that the text gives by its two ends."""
    text = fold(context)
    seen: set[int] = set()
    for cue, wording in _RANGES:
        for match in text.search(wording):
            low, high = match.claims["low"], match.claims["high"]
            if _LESS.match(text.text, match.found.end("low")) or _BEFORE_CHRIST.match(text.text, match.end):
                continue  # "between 9 % less and 2 % more", "between 335 and 323 BC"
            if low.index not in seen and (pair := _ends(low, high, text, match.start)) is not None:
                seen.add(low.index)
                yield _link(*pair, cue)
    for claim in context.claims:
        if claim.derived is None and claim.quantity.bounds is not None and claim.form != "score":
            yield from _written_as_one(context, claim)
    for block in range(len(context.document.blocks)):
        if context.in_block(block):
            yield from _clipped(context, block)


_LESS = re.compile(r" (?:less|lower|fewer|below|down|under|short|cheaper)\b", re.IGNORECASE)


def _ends(low: Claim, high: Claim, text: Wording, place: int) -> tuple[Claim, Claim] | None:
    if high.form == "ordinal":
        return low, replace(high, quantity=replace(high.quantity, form=low.form, unit=low.unit))
    pair = alike(low, high)
    if pair is None or any(value_of(claim) is None or value_of(claim) < 0 for claim in pair):  # type: ignore[operator]
        return None
    if (
        low.unit is not None
        and low.unit.startswith("degree")
        and min(value_of(low) or 0, value_of(high) or 0) <= 0
    ):
        return None
    return pair


def _link(low: Claim, high: Claim, cue: str) -> Link:
    return Link(
        kind="range",
        roles={"low": (low,), "high": (high,)},
        cue=cue,
        read_as="a range from the lower end to the upper",
    )


def _written_as_one(context: Context, claim: Claim) -> Iterator[Link]:
    """A range read as one number: its two ends apart."""
    bounds = claim.quantity.bounds
    assert bounds is not None
    text = context.text(claim.block)
    found = _TWO_VALUES.match(text, claim.start, claim.end)
    if found is None or bounds[0] < 0 or ((claim.unit or "").startswith("degree") and min(bounds) <= 0):
        return
    before = context.before(claim, within=40)
    if _BEFORE_CHRIST.match(text, claim.quantity.mention_end) or _BEFORE_CHRIST.match(text, claim.end):
        return
    if _COUNTDOWN.match(text, claim.quantity.mention_end) or _COUNTDOWN.match(text, claim.end):
        return
    if _NO_RANGE.search(before) or not (bounds[0] > bounds[1] or before.rstrip().lower().endswith("between")):
        return
    ends = [
        derive(
            claim,
            readings=(Reading(core=Interval.point(value), wide=Interval.point(value), unit=claim.unit),),
            why="an end of a range",
            form=claim.form,
            start=found.start(name),
            end=found.end(name),
            text=found[name],
            unit=claim.unit,
        )
        for name, value in zip(("low", "high"), bounds, strict=True)
    ]
    yield _link(replace(ends[0], index=claim.index), ends[1], "a range written as one")


_UNITS = {"$": "USD", "£": "GBP", "€": "EUR"}


def _clipped(context: Context, block: int) -> Iterator[Link]:
    for found in _CLIPPED.finditer(context.text(block)):
        claims = [
            claim
            for claim in context.in_block(block)
            if claim.start < found.end() and found.start() < claim.end
        ]
        if not claims or (claims[-1].quantity.written.scale == 1 and claims[-1].quantity.bounds is None):
            continue
        digits = re.sub(r"[^\d.]", "", found["low"]).rstrip(".")
        upper = value_of(claims[-1]) if claims[-1].quantity.bounds is None else claims[-1].quantity.bounds[1]
        if not digits or upper is None:
            continue
        ends = [
            derive(
                claims[0],
                readings=(
                    Reading(core=Interval.point(value), wide=Interval.point(value), unit=claims[-1].unit),
                ),
                why="an end of a range, as written",
                form="money",
                start=found.start(name),
                end=found.end(name),
                text=found[name],
                unit=claims[-1].unit,
            )
            for name, value in (("low", Fraction(digits)), ("high", upper))
        ]
        yield Link(
            kind="clipped_range",
            roles={
                "low": (replace(ends[0], index=claims[0].index, quoted=claims[0].quoted),),
                "high": (replace(ends[1], index=claims[-1].index, quoted=claims[-1].quoted),),
            },
            cue="scale word at the upper end only",
            read_as="a range whose lower end has a sign of its own but no scale word",
        )
