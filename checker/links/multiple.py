"""Multiples between two numbers: "five times as much as those who have 20", "900, three times more", "twice the 14".

Roles: `larger`, `smaller`, `factor`. Where the words are
"N times more", either reading of them is allowed, and the
attribute `more` says so. Verbs that multiply ("doubled from A to B") are changes, see `change`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from checker.links.change_words import HEDGE, qualifier
from checker.links.comparing import alike, factor_claim, nouns_agree, value_of, worked_with
from checker.links.context import Context
from checker.links.folding import Match, Shape, fold, pattern
from checker.links.operands import is_plain, pairs_around, settled
from checker.model import Claim, Link

_WORDS: Mapping[str, Fraction | int] = {
    "twice": 2, "double": 2, "triple": 3, "treble": 3, "thrice": 3, "quadruple": 4, "half": Fraction(1, 2),
}  # fmt: skip
_NUMBERS: Mapping[str, Fraction | int] = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "fifty": 50, "a hundred": 100, "a thousand": 1000,
    "two and a half": Fraction(5, 2), "one and a half": Fraction(3, 2), "three and a half": Fraction(7, 2),
}  # fmt: skip
_COUNT = "|".join(sorted(_NUMBERS, key=lambda word: -len(word)))
_TIMES = (
    rf"(?:(?P<hedge>{HEDGE}) )?(?:(?P<word>twice|thrice|double|triple|treble|quadruple)|(?:"
    rf"(?P<number>{_COUNT})"
    r"|<figure:count|multiple|ratio>)(?:[ -]times)|(?P<whole><multiple:multiple>))"
)
_AS = r"(?: (?:as|more|the|that|what|higher|larger|greater|bigger|its|their|his|her)\b)"
_MANY = "much|many|high|large|big|long|great|likely|heavy|old|tall|deep|wide|fast|expensive|far"
_COMPARISON = "larger, n times as many as smaller"
_COMPARED: tuple[tuple[str, Shape], ...] = tuple(
    (cue, pattern(source))
    for cue, source in (
        (
            _COMPARISON,
            rf"<larger:value><gap:50>,? (?:or |some )?{_TIMES}(?P<more> as (?:{_MANY})(?: [\w-]+)? as| "
            r"(?:more|[\w]+er) than"
            r"| the| that of| what)\b<words:70> (?:the |just |only |about )?<smaller:value>",
        ),
        (
            "n times as many, larger against smaller",
            rf"{_TIMES}(?P<more> as (?:likely|many|much|high|common|large|big|long)(?: [\w-]+)?| more(?:"
            r" [\w-]+)?| higher)<gap:90>,? (?:at )?<larger:value><gap:20>,? (?:against|compared (?:with"
            r"|to)|to|versus) (?:the |just |only )?<gap:10><smaller:value>",
        ),
        (
            "larger, against smaller, n times as many",
            r"<larger:value><gap:40>,? (?:against|compared (?:with|to)|versus)<gap:20>"
            rf" <smaller:value><gap:40>, (?:or |that is |almost |nearly )?{_TIMES}(?P<more> as (?:much"
            r"|many|high|large)| more| higher| the (?:figure|number|rate|level|price))",
        ),
        (
            "smaller. Larger, n times more",
            rf"<smaller:value><words:80><end><words:60><larger:value><gap:20>, {_TIMES}(?P<more> more\b|"
            r" as many\b| as much\b| as high\b| the (?:number|figure|total|rate)| higher\b)"
            r"(?! (?:[\w'-]+ )?(?:as|than|of)\b<words:30> <:value>)",
        ),
        (
            "n-fold rise, from smaller to larger",
            rf"\b(?:(?P<hedge>{HEDGE}) )?(?:an? |the )?(?:(?P<fold>{_COUNT})[ -]?fold"
            r"|<figure:count|multiple|ratio>[ -]?fold|<multiple:multiple>)(?P<more>) (?:increase|rise"
            r"|growth|jump|surge|gain|hike|leap)<words:90>,? ?from (?:the |just |only"
            r" )?<smaller:value><gap:50> to <gap:10><larger:value>",
        ),
        (
            "rose n-fold, from smaller to larger",
            r"\b(?:rose|risen|grew|grown|increased|jumped|multiplied|climbed|soared|surged|went up|gone"
            rf" up|up) (?:by )?(?:(?P<hedge>{HEDGE}) )?(?:(?P<fold>{_COUNT})[ -]?fold"
            r"|<figure:count|multiple|ratio>[ -]?fold|<multiple:multiple>)(?P<more>)<gap:50>,? from "
            r"(?:the |just |only )?<smaller:value><gap:50>,? to <gap:10><larger:value>",
        ),
    )
)


_SAID_FACTOR = pattern(
    rf"{_TIMES}(?P<more> as (?:{_MANY}|common|strong|loud|bright|rich|wealthy)\b| more\b| higher\b| larger\b"
    r"| greater\b| bigger\b| the (?:number|figure|rate|level|price|amount|size|length|cost|total|average"
    r"|weight|height|value|share)\b| that (?:of|in|for)\b| that(?= sum| amount| number| figure|[,.;]|<end>)| what\b)"
)
_OTHER_RATIO = re.compile(
    r"\b(?:per cent|percent|%|than (?:in|last|the (?:average|national)|it (?:was|did)|before|expected)|since|each|per"
    r"|average|including|combined|total|up to)\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Every pair of numbers that the wording sets in a ratio."""
    text = fold(context)
    seen: set[tuple[int, int]] = set()
    for cue, wording in _COMPARED:
        for match in text.search(wording):
            link = _link(context, match, cue)
            if link is not None:
                pair = (link.roles["larger"][0].index, link.roles["smaller"][0].index)
                if pair not in seen:
                    seen.add(pair)
                    yield link
    for match in text.search(_SAID_FACTOR):
        found = _alone(context, match)
        if found is None or (found[0].index, found[1].index) in seen:
            continue
        link = _link(context, match, "n times as many, alone", found)
        if link is not None:
            seen.add((found[0].index, found[1].index))
            yield link


def _alone(context: Context, match: Match) -> tuple[Claim, Claim] | None:
    """The only two like numbers around a factor, or those that stand in it."""
    factor = _times(context, match)
    times = factor.quantity.value if factor is not None else None
    if factor is None or times is None or times <= 1:
        return None
    text = match.text
    own = {claim.index for claim in match.claims.values()}

    def takes(claim: Claim) -> bool:
        return (
            claim.index not in own
            and claim.form in ("count", "money", "measure", "percent", "duration")
            and claim.quantity.value is not None
            and claim.scope not in ("additional", "of_them")
            and claim.polarity == "positive"
            and claim.start != factor.start
        )

    def ratio(pair: tuple[Claim, Claim]) -> Fraction:
        low, high = sorted(value_of(claim) or Fraction(0) for claim in pair)
        return high / low if low else Fraction(0)

    pairs, wider = pairs_around(text, match.start, takes=takes)
    start, end = text.sentence(match.start)

    def off(pair: tuple[Claim, Claim]) -> bool:
        return (
            not wider
            and Fraction(3, 10) <= ratio(pair) / times <= Fraction(10, 3)
            and all(is_plain(claim, rate=True) for claim in pair)
            and nouns_agree(*pair)
            and "duration" not in (pair[0].form, pair[1].form)
            and not _OTHER_RATIO.search(text.text, start, end)
        )

    found = settled(pairs, fits=lambda pair: factor.quantity.wide.contains(ratio(pair)), off=off)
    if found is None:
        return None
    low, high = sorted(found, key=lambda claim: value_of(claim) or Fraction(0))
    return high, low


def _link(context: Context, match: Match, cue: str, pair: tuple[Claim, Claim] | None = None) -> Link | None:
    pair = pair or alike(match.claims["larger"], match.claims["smaller"])
    if pair is None:
        return None
    larger, smaller = pair
    times = _times(context, match)
    if times is None:
        return None
    if cue == _COMPARISON and not _plausible(larger, smaller, times):
        return None
    larger, smaller = worked_with(larger), worked_with(smaller)
    said = (match.group("more") or "").strip().lower()
    return Link(
        kind="multiple",
        roles={
            "larger": (larger,),
            "smaller": (smaller,),
            "times_more" if said.startswith("more") or said.endswith(" than") else "times": (times,),
        },
        cue=cue,
        read_as=cue,
    )


def _plausible(larger: Claim, smaller: Claim, times: Claim) -> bool:
    """Whether the ratio of two numbers is of the order of the factor, so that the one is meant to be compared so."""
    large, small, factor = value_of(larger), value_of(smaller), times.quantity.value
    if not large or not small or not factor:
        return False
    return Fraction(2, 5) <= large / small / factor <= Fraction(5, 2)


def _times(context: Context, match: Match) -> Claim | None:
    """The factor that the wording says, as a claim."""
    hedge = qualifier(match.group("hedge"))
    for group in ("word", "number", "fold"):
        word = match.group(group)
        if word:
            folded = word.lower()
            number = Fraction(_WORDS[folded] if folded in _WORDS else _NUMBERS[folded])
            start, end = match.span(group)
            return factor_claim(
                context, block=match.block(group), start=start, end=end, times=number, qualifier=hedge
            )
    for name in ("figure", "multiple"):
        claim = match.claims.get(name)
        if claim is not None and claim.quantity.value is not None:
            return factor_claim(
                context,
                block=claim.block,
                start=claim.start,
                end=claim.end,
                times=claim.quantity.value,
                qualifier=claim.quantity.qualifier if hedge == "exactly" else hedge,
            )
    return None
