"""A quantity and the same in another unit: "12 feet (3.7 metres)", "10 miles, or 16 km".

Kinds of link: `conversion` (roles `source`, `target`), with the
attribute `of`: "measure", "temperature" (a reading or a difference) or "temperature difference"; and
`compound_conversion` (roles `whole`, `larger`, `smaller`: "188 months (15 years, 8 months)").

A conversion is rounded by nature, forwards or backwards: `target` allows one unit of its last digit that is not zero,
four per cent, or the share that the rounding of the source hides, at most a tenth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from checker.arithmetic.units import dimension_of, named
from checker.intervals import Interval, Written, converted_intervals
from checker.links.context import Context, derive
from checker.links.moments import with_readings
from checker.links.skeleton import unit_end
from checker.model import Claim, Form, Link, Reading

_HEDGE = (
    r"(?:or|about|around|approximately|approx\.?|roughly|some|nearly|almost|just\s+over|just\s+under|over|under|more\s+than|"
    r"less\s+than|up\s+to|at\s+least|equivalent\s+to|the\s+equivalent\s+of|equal\s+to|a|an|=|~|≈|c\.?|ca\.?|to|between|from)"
)
_BRACKET = re.compile(rf"(?P<words>[^()\d‹›;:.]{{0,30}}?)[(\[]\s*(?:{_HEDGE}\s*)*", re.IGNORECASE)
_OR = re.compile(
    rf"(?:,\s+(?:or|which\s+is|that\s+is|equivalent\s+to|the\s+equivalent\s+of|equal\s+to|i\.e\.)"
    rf"|(?:\s+[–—-]|[,;.–—])\s+(?:that['’]s|that\s+is|which\s+is)|\s+(?:or\s+(?:about|some|around|roughly|nearly|almost|approximately)|is\s+equal\s+to|equals|is\s+equivalent\s+to|is\s+the\s+equivalent\s+of|=)|\s+[–—-])\s+(?:{_HEDGE}\s*)*",
    re.IGNORECASE,
)
_SLASH = re.compile(r"\s?/\s?")
_AFTER_TARGET = re.compile(
    r"(?:[\s-]*(?:tall|long|wide|high|deep|thick|across|away|apart|square|or\s+so|each|a\s+day|per\s+\w+))?\s*[)\];,/]",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"\s*(?:;|,|/|or)\s*(?:{_HEDGE}\s*)*", re.IGNORECASE)
_COMPOUND_BEFORE = re.compile(
    r"\d\s*(?:ft|feet|foot|['′]|lbs?|pounds?|stone|st|hours?|hrs?|h|years?|°|deg|miles?)\s*,?\s*(?:and\s+)?$|\d[\w\s.-]{0,14}\bby\s*$|[x×]\s*$",
    re.IGNORECASE,
)
_COMPOUND_AFTER = re.compile(r"\s*(?:by|x|×)\s*\d", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas\w*|warm(?:ed|ing|er)?|cool(?:ed|ing|er)?|drop(?:ped|s)?|fell|fall(?:s|en|ing)?|climb(?:ed|s)?|"
    r"hotter|colder|higher|lower|up|down|jump(?:ed)?|difference|gap|change[ds]?|by|swing|shift(?:ed)?)\s+"
    r"(?:(?:of|by|between|up|down|some|about|around|roughly|nearly|almost|more|than|at|least|to\s+be|another|a|further|an?\s+average|average|only|just|over|under)\s+)*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|difference\s+of|drop\s+of|rise\s+of|fall\s+of|increase\s+of|change\s+of|warming\s+of|swing\s+of|gap\s+of)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_AT_SEA = re.compile(
    r"\b(?:seas?|ships?|boats?|vessels?|coast\w*|offshore|nautical|naval|navy|knots?|sail\w*|harbou?rs?|ports?|islands?|isle|ocean"
    r"|atlantic|pacific|storms?|hurricane|cyclone|typhoon|aircraft|planes?|flights?|fl(?:y|ew|own|ying)|air|lifeboat|marine|ferry"
    r"|yachts?|pilots?|missiles?|cables?|winds?|gulf|strait|channel|bay)\b",
    re.IGNORECASE,
)
"""Words of articles in which a mile may be a nautical one."""
_WARMER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:warmer|colder|cooler|hotter|higher|lower|above\s+(?:average|normal|pre-industrial)|below\s+(?:average|normal)|more|less|of\s+warming)\b",
    re.IGNORECASE,
)
_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "ton": ("short_ton", "long_ton", "metric_ton"),
    "short_ton": ("short_ton", "long_ton", "metric_ton"),
    "tonne": ("metric_ton",),
    "gallon": ("gallon", "imperial_gallon"),
    "quart": ("quart", "imperial_quart"),
    "pint": ("pint", "imperial_pint"),
    "fluid_ounce": ("fluid_ounce", "imperial_fluid_ounce"),
    "horsepower": ("horsepower", "metric_horsepower"),
    "calorie": ("calorie", "kilocalorie"),
    "mile": ("mile", "nautical_mile"),
    "barrel": ("oil_barrel", "barrel"),
}
"""Units that mean several, by pint's names: all of them are tried."""
_TEMPERATURES = frozenset({"degree_Celsius", "degree_Fahrenheit", "kelvin"})
_TWO_UNITS = re.compile(
    rf"(?<![\d.,])(?:(?P<feet>\d{{1,2}})\s?-?(?:ft|feet|foot|['′’])\.?,?[\s-]*(?:and\s+)?(?P<inches>\d{{1,2}}(?:\.\d)?)\s?-?(?:ins?|inch|inches|[\"″”])\.?|"
    rf"(?P<stones>\d{{1,2}})\s?(?:st|stones?)\.?,?\s*(?:and\s+)?(?P<pounds>\d{{1,2}})\s?(?:lbs?|pounds?)\.?|"
    rf"(?P<heavy>\d{{1,2}})\s?(?:lbs?|pounds?)\.?,?\s*(?:and\s+)?(?P<ounces>\d{{1,2}}(?:\.\d)?)\s?(?:oz|ounces?)\.?)"
    rf"\s*(?:\(|,\s+(?:or|which\s+is|that\s+is)\s|\sor\s)\s*(?:{_HEDGE}\s*)*",
    re.IGNORECASE,
)
_PARTS_OF: Mapping[tuple[str, str], tuple[str, str]] = {
    ("feet", "inches"): ("foot", "inch"),
    ("stones", "pounds"): ("stone", "pound"),
    ("heavy", "ounces"): ("pound", "ounce"),
}
"""The groups of a measure in two units, and those units."""
_HEIGHT = Fraction(1, 100)
"""How far a bracketed height or weight may be off for its rounding."""
_FORMS = frozenset({"measure", "duration"})
_MOST_ROUNDED = Fraction(1, 10)
_FORWARD = Fraction(4, 100)


def find(context: Context) -> Iterator[Link]:
    """Every quantity that is given a second time in another unit."""
    for block, _ in enumerate(context.document.blocks):
        text = context.text(block)
        claims = [
            claim for claim in context.in_block(block) if claim.form in _FORMS and claim.unit is not None
        ]
        yield from _two_units_first(text, claims)
        for place, source in enumerate(claims):
            following = claims[place + 1 : place + 4]
            if following:
                yield from _of_source(context, text, source, following)


def _of_source(context: Context, text: str, source: Claim, following: list[Claim]) -> Iterator[Link]:
    end = unit_end(source, text)
    if end == source.end and source.quantity.text[-1:].isdigit():
        return  # its unit was taken over from another number
    target = following[0]
    cue = _cue(text, end, target)
    if cue is None or _COMPOUND_BEFORE.search(text[max(0, source.start - 16) : source.start]):
        return
    if len(following) > 1 and _is_compound(text, following[0], following[1]):
        link = _compound(source, following[0], following[1], text, cue)
        if link is not None:
            yield link
        return
    if cue == "bracket" and not _AFTER_TARGET.match(text, unit_end(target, text)):
        return
    if _COMPOUND_AFTER.match(text, unit_end(target, text)):
        return
    yield from _pair(context, text, source, target, cue)
    last = target
    for other in following[1:]:
        if (
            not _NEXT.fullmatch(text[unit_end(last, text) : other.start])
            or cue != "bracket"
            or not _AFTER_TARGET.match(text, unit_end(other, text))
        ):
            return
        yield from _pair(context, text, source, other, "second conversion in a bracket")
        last = other


def _cue(text: str, end: int, target: Claim) -> str | None:
    between = text[end : target.start]
    if _BRACKET.fullmatch(between):
        return "bracket"
    if _OR.fullmatch(between):
        return "comma or"
    if _SLASH.fullmatch(between):
        return "slash"
    return None


def _is_compound(text: str, first: Claim, second: Claim) -> bool:
    return (
        first.sentence == second.sentence
        and re.fullmatch(r"\s*(?:,|and|,\s*and)?\s*", text[unit_end(first, text) : second.start]) is not None
    )


def _compound(whole: Claim, larger: Claim, smaller: Claim, text: str, cue: str) -> Link | None:
    dimensions = {
        dimension_of(named(claim.unit)) for claim in (whole, larger, smaller) if claim.unit is not None
    }
    if (
        len(dimensions) != 1
        or None in dimensions
        or cue != "bracket"
        or len({whole.unit, larger.unit, smaller.unit}) == 1
    ):
        return None
    if not re.match(r"\s*[)\];,]", text[unit_end(smaller, text) :]):
        return None
    return Link(
        kind="compound_conversion",
        roles={"whole": (whole,), "larger": (larger,), "smaller": (smaller,)},
        cue="bracket of two units",
        read_as=f"{whole.quantity.mention} is {larger.quantity.mention} and {smaller.quantity.mention}",
    )


def _two_units_first(text: str, claims: list[Claim]) -> Iterator[Link]:
    """ "6ft 2in (1.88m)", "12st 7lb (79kg)": two units before the bracket, one in it."""
    for match in _TWO_UNITS.finditer(text):
        target = next((claim for claim in claims if claim.start == match.end()), None)
        if (
            target is None
            or target.quantity.value is None
            or not _AFTER_TARGET.match(text, unit_end(target, text))
        ):
            continue
        names = next(pair for pair in _PARTS_OF if match[pair[0]])
        units = _PARTS_OF[names]
        larger, smaller = (_part(target, match, name, unit) for name, unit in zip(names, units, strict=True))
        if dimension_of(named(units[0])) != dimension_of(named(target.unit or "")):
            continue
        _, allowed = converted_intervals(target.quantity.value, written=target.quantity.written)
        allowed = allowed.hull(_within(target.quantity.value, _HEIGHT))
        yield Link(
            kind="compound_conversion",
            roles={
                "whole": (with_readings(target, _readings(target, allowed, core=allowed)),),
                "larger": (larger,),
                "smaller": (smaller,),
            },
            cue="two units before a bracket",
            read_as=f"{match.group().rstrip(' (')} is {target.quantity.mention}",
        )


def _part(like: Claim, match: re.Match[str], name: str, unit: str) -> Claim:
    point = Interval.point(Fraction(match[name]))
    start, end = match.span(name)
    return derive(
        like, readings=[Reading(core=point, wide=point, unit=unit)], why="a part of a measure in two units",
        form="measure", start=start, end=end, text=match[name], unit=unit,
    )  # fmt: skip


def _pair(context: Context, text: str, source: Claim, target: Claim, cue: str) -> Iterator[Link]:
    assert source.unit is not None
    assert target.unit is not None
    if source.sentence != target.sentence or source.unit == target.unit:
        return
    dimension = dimension_of(named(source.unit))
    if dimension is None or dimension != dimension_of(named(target.unit)) or dimension in ("count", "data"):
        return
    if {source.unit, target.unit} == {"metre", "kilometre"} or {source.unit, target.unit} == {
        "meter",
        "kilometer",
    }:
        return  # "1.3m (2.1km)": m for miles
    of = "measure"
    at_sea = _AT_SEA.search(text) is not None
    if source.unit in _TEMPERATURES:
        of = _temperature(text, source, target)
    lows, highs = source.quantity.bounds, target.quantity.bounds
    if (lows is None) != (highs is None):
        return
    if lows is None or highs is None:
        if source.quantity.value is None or target.quantity.value is None:
            return
        yield _link(
            source, target, source.quantity.value, target.quantity.value, cue=cue, of=of, at_sea=at_sea
        )
        return
    for value, other, which in ((lows[0], highs[0], "lower end"), (lows[1], highs[1], "upper end")):
        yield _link(
            _as_end(source, value, which),
            _as_end(target, other, which),
            value,
            other,
            cue=f"{cue}, {which}",
            of=of,
            at_sea=at_sea,
        )


def _temperature(text: str, source: Claim, target: Claim) -> str:
    before = text[max(0, source.start - 60) : source.start]
    if (
        _BY.search(before)
        or _WARMER.match(text, unit_end(source, text))
        or _WARMER.match(text, unit_end(target, text) + 1)
    ):
        return "temperature difference"
    return "temperature"


def _as_end(claim: Claim, value: Fraction, why: str) -> Claim:
    point = Interval.point(value)
    form: Form = claim.form
    return derive(
        claim, readings=[Reading(core=point, wide=point, unit=claim.unit)], why=f"the {why} of a range", form=form,
        start=claim.start, end=claim.end, text=claim.quantity.text, unit=claim.unit,
    )  # fmt: skip


def _link(
    source: Claim, target: Claim, value: Fraction, other: Fraction, *, cue: str, of: str, at_sea: bool
) -> Link:
    written, target_written = _written(source, value), _written(target, other)
    _, allowed = converted_intervals(other, written=target_written)
    if of == "measure" and value:
        hidden = min(written.nonzero_place / 2 / abs(value), _MOST_ROUNDED)
        allowed = allowed.hull(_within(other, max(_FORWARD, hidden)))
    return Link(
        kind="conversion",
        roles={
            "source": (with_readings(source, _readings(source, Interval.point(value), at_sea=at_sea)),),
            "target": (with_readings(target, _readings(target, allowed, core=allowed, at_sea=at_sea)),),
        },
        cue=cue,
        read_as=f"{source.quantity.mention} is the same as {target.quantity.mention}",
        excuses=("not within the rounding of either number",),
        attributes={"of": of},
    )


def _written(claim: Claim, value: Fraction) -> Written:
    """How the number is written; for an end of a range that has none of its own, as its value is."""
    if claim.derived is None and claim.quantity.value == value:
        return claim.quantity.written
    place = Fraction(1)
    while (value / place).denominator != 1 and place > Fraction(1, 10**6):
        place /= 10
    nonzero = place
    while value and (value / (nonzero * 10)).denominator == 1:
        nonzero *= 10
    return Written(digits=str(value), unit_place=place, nonzero_place=nonzero)


def _within(value: Fraction, share: Fraction) -> Interval:
    spread = abs(value) * share
    return Interval(value - spread, value + spread)


def _readings(
    claim: Claim, wide: Interval, *, core: Interval | None = None, at_sea: bool = True
) -> list[Reading]:
    meanings: tuple[str | None, ...] = _MEANINGS.get(claim.unit or "", (claim.unit,))
    if not at_sea:
        meanings = tuple(name for name in meanings if name != "nautical_mile")
    return [Reading(core=core or wide, wide=wide, unit=unit) for unit in meanings]
