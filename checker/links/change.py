"""Changes: "rose 7 % to X from Y", "B, up from A", "an increase of P, from A to B", "doubled to B".

Kind `change`, or `rate_change` where the two values are percentages themselves. Roles: `old` and `new`, and by
what the text says of the way between them: `rise` or `fall` (percent), `points_up` or `points_down` (percentage
points), `gain` or `loss` (in the unit of the values), `factor`; where it says no more than the direction, `higher`
and `lower` are the two values again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from checker.links.change_words import (
    COMPARATIVE,
    FACTOR,
    HEDGE,
    NOUN,
    VERB,
    direction,
    factor,
    qualifier,
)
from checker.links.comparing import (
    alike,
    as_percent,
    as_written,
    factor_claim,
    nouns_agree,
    rescaled,
    same_unit,
    value_of,
    worked_with,
)
from checker.links.context import Context
from checker.links.folding import Match, Shape, Wording, fold, pattern
from checker.links.operands import about, is_plain, pairs_around, percent_near, settled
from checker.model import Claim, Link

_BRACKET = r"(?: ?\([^()]{0,70}\))?"
_BASE = (
    r"(?:the |its |their |his |her |a |an |just |only |some |last year's |(?:previous|prior|earlier|record"
    r"|initial) ){0,3}"
)
_TO = (
    r"<gap:60>,? ?\bto (?:a |an |just |only |the |(?:new |all-time )?record (?:of )?|stand at |reach"
    r" ){0,2}<new:value|ratio>"
)
_FROM = rf"{_BRACKET}<gap:60>,? ?\bfrom {_BASE}<old:value|ratio>"
_AMOUNTS = "percent|percent_point|money|count|measure|multiple|ratio"
_LATER = r"(?:compared (?:with|to)|against|versus|up on|down on) " + _BASE + r"<gap:25><old:value|ratio>"


def _amount(name: str) -> str:
    return rf"<{name}:{_AMOUNTS}>"


def _apposed(number: int) -> str:
    """A change named behind its values: ", a 5 % rise", ", up 5 %", ", an increase of 5 %"."""
    first, second, third = (_amount(f"change{number}{letter}") for letter in "abc")
    return (
        rf"{_BRACKET}<gap:60>(?:,| -| –|–| —|—| or|:) ?(?:or )?"
        rf"(?:(?:an? |the )?(?:[\w'-]+ ){{0,2}}(?P<way{number}a>{NOUN}) (?:of|by) {first}"
        rf"|(?:an? |the )?{second}(?:[ -][\w'-]+){{0,2}}? (?P<way{number}b>{NOUN})\b"
        rf"|(?:or )?(?P<way{number}c>up|down|a gain of|a loss of) (?:by )?{third})"
    )


_VERB = rf"\b(?P<way>{VERB}|up|down|higher|lower)"
_BY = rf"(?:<gap:45>\bby| [a-z' -]{{2,40}}?(?<!\bto))? {_amount('change')}"

_VERBS_ONLY = re.compile(rf"\b(?:{VERB})\b", re.IGNORECASE)
_REVISED = re.compile(
    r"\b(?:revis(?:ed?|es|ing|ions?)|scal(?:ed?|es|ing) (?:back|down|up)|downgrad\w+|upgrad\w+)\b",
    re.IGNORECASE,
)
_LOSS = re.compile(r"\b(?:loss(?:es)?|lost|in the red|deficit)\b", re.IGNORECASE)
_PROFIT = re.compile(r"\b(?:profits?|earned|earnings|surplus|in the black)\b", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying))\b", re.IGNORECASE)
_PER_CURRENCY = re.compile(
    r"\b(?:per|to the|against the|on the|versus the) (?:US |U\.S\. |American )?(?:dollar|euro|pound|yen"
    r"|greenback)\b"
    r"|\b(?:exchange rate|yields?|odds|handicap|charts?|rank(?:ed|ings?)|league table|seed(?:ed|ings?))\b",
    re.IGNORECASE,
)
"""Prices of currencies and bonds and places in a table, which are told as rising while their figure falls."""
_COMPARES = re.compile(
    r"\b(?:to|from|than|against|versus|up|down|on|over|compared|after|having|an?)\b", re.IGNORECASE
)
"""A word without which no clause compares."""

_CLAUSES: tuple[tuple[str, Shape], ...] = tuple(
    (cue, pattern(source))
    for cue, source in (
        ("verb by change to new from old", rf"{_VERB}{_BY}{_TO}{_FROM}"),
        ("verb by change from old to new", rf"{_VERB}{_BY}{_FROM}{_TO}"),
        ("verb by change to new against old", rf"{_VERB}{_BY}{_TO}<gap:40>,? {_LATER}"),
        ("verb from old to new, change", rf"{_VERB}{_FROM}{_BRACKET}{_TO}{_apposed(1)}"),
        ("verb to new from old, change", rf"{_VERB}{_TO}{_FROM}{_apposed(1)}"),
        ("verb to new against old, change", rf"{_VERB}{_TO}<gap:40>,? {_LATER}{_apposed(1)}"),
        ("noun of change, from old to new", rf"\b(?P<way>{NOUN}) (?:of|by) {_amount('change')}{_FROM}{_TO}"),
        ("noun of change, to new from old", rf"\b(?P<way>{NOUN}) (?:of|by) {_amount('change')}{_TO}{_FROM}"),
        (
            "change noun, from old to new",
            rf"{_amount('change')}(?: (?!and\b)[\w'-]+){{0,2}}? (?P<way>{NOUN})\b{_FROM}{_TO}",
        ),
        (
            "change noun, to new from old",
            rf"{_amount('change')}(?: (?!and\b)[\w'-]+){{0,2}}? (?P<way>{NOUN})\b{_TO}{_FROM}",
        ),
        (
            "new, change comparative than old",
            rf"<new:value>{_BRACKET}<gap:60>,? (?:or |some |which (?:is|was) |that (?:is|was)"
            rf" )?{_amount('change')}"
            rf" (?P<way>{COMPARATIVE})(?: [\w'-]+){{0,2}} than {_BASE}<gap:20><old:value>",
        ),
        (
            "new, up change on old",
            rf"<new:value>{_BRACKET}<gap:60>(?:,| was| were| is| are) (?P<way>up|down) (?:by"
            rf" )?{_amount('change')} (?:on|from|over|compared (?:with|to)) {_BASE}<gap:25>"
            rf"<old:value>",
        ),
        (
            "new, change noun from old",
            rf"<new:value>{_BRACKET}<gap:60>(?:,| -| –|–| —|—| was| is) (?:an? |the )?{_amount('change')}"
            rf"(?: [\w'-]+){{0,2}}? (?P<way>{NOUN})"
            rf" (?:from|on|over|compared (?:with|to)) {_BASE}<gap:25><old:value>",
        ),
        (
            "new against old, change",
            rf"<new:value|ratio>{_BRACKET}<gap:40>,? {_LATER}{_apposed(1)}",
        ),
        (
            "verb to new, change noun on old",
            rf"{_VERB}{_TO}<gap:40>, an? (?:[\w'-]+ )?(?P<way2>{NOUN}) of {_amount('change')} (?:from|on"
            r"|over|compared (?:with|to))"
            rf" {_BASE}<gap:30><old:value>",
        ),
        (
            "verb by change to new (year: old)",
            rf"{_VERB}{_BY}{_TO} ?\((?:from |<:year>: ?|<:year>, ?|in <:year>: ?)<old:value>\)",
        ),
        (
            "old, verb to new, change",
            r"<old:value><gap:40>, (?:which |it |they )?(?:had |has |have |will have |is to have )?"
            rf"(?P<way>{VERB}) to <new:value>{_apposed(1)}",
        ),
        (
            "verb by change: new against old",
            rf"{_VERB}{_BY}<gap:40>(?::|;| -| –|–| —|—) ?<words:30><new:value>{_BRACKET}<gap:40>,? {_LATER}",
        ),
        (
            "old in year and new in year, change",
            rf"<old:value><gap:30> in <:year> and <new:value><gap:20> in <:year>{_apposed(1)}",
        ),
        (
            "old; later new, change",
            r"<old:value><words:60>[;,.] ?(?:but |and )?(?:last year|this year|now|today|a year later|in"
            r" <:year>|by <:year>|this time)"
            rf",?<words:40><new:value>{_apposed(1)}",
        ),
        ("from old to new, change", rf"\bfrom {_BASE}<old:value|ratio>{_BRACKET}{_TO}{_apposed(1)}"),
        (
            "new, comparative than the old",
            rf"<new:value>{_BRACKET}<gap:50>, (?:well |far |slightly |much |still )?(?P<way>more|higher"
            r"|fewer|less|lower|greater|larger"
            r"|smaller|bigger) than (?:the|his|her|its|their|last year's) (?:[\w'-]+ )?<old:value>",
        ),
        (
            "fewer of them, new against old",
            rf"\b(?P<way>more|fewer) (?:[\w-]+ ){{0,2}}[\w-]+, <new:count>{_BRACKET},? (?:against"
            r"|compared (?:with|to)|versus)"
            rf" {_BASE}<gap:10><old:count>",
        ),
        ("factor, to new from old", rf"\b(?:(?P<hedge>{HEDGE}) )?(?P<factor>{FACTOR})\b{_TO}{_FROM}"),
        ("factor, from old to new", rf"\b(?:(?P<hedge>{HEDGE}) )?(?P<factor>{FACTOR})\b{_FROM}{_TO}"),
        (
            "factor, to new against old",
            rf"\b(?:(?P<hedge>{HEDGE}) )?(?P<factor>{FACTOR})\b{_TO}<gap:40>,? {_LATER}",
        ),
        ("verb from old to new", rf"{_VERB}{_FROM}{_BRACKET}{_TO}"),
        ("verb to new from old", rf"{_VERB}{_TO}{_FROM}"),
        ("noun from old to new", rf"\b(?P<way>{NOUN}){_FROM}{_BRACKET}{_TO}"),
        (
            "new, up from old",
            rf"<new:value|ratio>{_BRACKET}<gap:60>(?:,| -| –|–| —|—| is| was| are| were)? (?:is |was |are"
            r" |were )?(?:sharply |slightly |well |far |still )?"
            rf"(?P<way>up|down) (?:on|from) {_BASE}<gap:15><old:value|ratio>",
        ),
        ("verb to new against old", rf"{_VERB}{_TO}<gap:20>,? {_LATER}"),
        (
            "comparative than old, with new",
            rf"\b(?P<way>higher|lower|more|fewer|less|up|down) (?:than|on|from)"
            rf" {_BASE}[\w' -]{{0,20}}?(?<=[ '])<old:value>(?: [\w-]+){{0,2}},? (?:with|at)"
            rf" <new:value>",
        ),
        (
            "verb at new, after old",
            rf"{_VERB}<gap:30> (?:at|to) <new:value>(?:,| –| -)? (?:after|having|when it|where|which had|against"
            rf"|compared (?:with|to)"
            rf"|from)(?: [\w'-]+){{0,6}}? (?:at|on|from|with|to|was|stood at|of|in at) {_BASE}<old:value>",
        ),
        (
            "down on last year, new against old",
            rf"\b(?P<way>up|down|higher|lower) (?:on|from|than)<words:25>,? (?:at|to|with|standing at|totalling)"
            rf" <new:value><gap:15>,? "
            rf"{_LATER}",
        ),
        (
            "shorter times improve",
            rf"\b(?:waiting |journey |response |reaction |travel |delivery |turnaround )?(?:times?|waits?|delays?"
            rf"|queues?)\b<gap:40>"
            rf" (?P<better>improved|improving|worsened|deteriorated|got worse|got better){_TO}{_FROM}",
        ),
        (
            "new, noun from old",
            rf"<new:value|ratio>{_BRACKET}<gap:40>,? an? (?:[\w'-]+ ){{0,2}}(?P<way>{NOUN}) (?:from|on"
            rf"|over) {_BASE}<gap:15><old:value|ratio>",
        ),
    )
)
"""The clauses that name both values, those that also say the change first."""


@dataclass(frozen=True, slots=True)
class _Change:
    old: Claim
    new: Claim
    way: str
    change: Claim | None
    factor: Claim | None
    cue: str


def find(context: Context) -> Iterator[Link]:
    """Every change that one clause, or two neighbouring sentences, state with its values."""
    text = fold(context)
    seen: set[tuple[int, int]] = set()
    for change in _changes(context, text):
        pair = (change.old.index, change.new.index)
        if pair not in seen and pair[::-1] not in seen:
            seen.add(pair)
            yield from _links(change)


def _changes(context: Context, text: Wording) -> Iterator[_Change]:
    stretches = [
        (start, end) for start, end in text.sentences_with(2) if _COMPARES.search(text.text, start, end)
    ]
    for cue, wording in _CLAUSES:
        for match in (match for start, end in stretches for match in text.search(wording, start, end)):
            change = _of_clause(context, match, cue)
            if change is not None:
                yield change
    yield from _respectively(text)
    yield from _taken_up(text)
    yield from _then_and_now(context, text)
    yield from _base_later(context, text)
    yield from _dropped_to(text)
    yield from _alone(context, text)
    yield from _places(text)
    yield from _factors(context, text)


def _of_clause(context: Context, match: Match, cue: str) -> _Change | None:
    pair = alike(match.claims["old"], match.claims["new"])
    if pair is None or _measured_against_another(match):
        return None
    old, new = pair
    if _told_of_another(match):
        return None
    if not nouns_agree(old, new) or not _may_be_compared(old) or not _may_be_compared(new):
        return None
    factor_word = match.group("factor")
    if factor_word is not None:
        times = factor(factor_word)
        assert times is not None
        start, end = match.span("factor")
        hedge = qualifier(match.group("hedge"))
        if times < 1:
            hedge = _TURNED_HEDGES.get(hedge, hedge)
        return _Change(
            old, new, direction(factor_word), None,
            factor_claim(context, block=match.block(
            "factor"), start=start, end=end, times=times, qualifier=hedge), cue,
        )  # fmt: skip
    change = next((claim for name, claim in match.claims.items() if name.startswith("change")), None)
    words = [word for name, word in match.found.groupdict().items() if name.startswith("way") and word]
    better = (match.group("better") or "").lower()
    if better:  # shorter times are better
        way = "down" if better.startswith("improv") or better.endswith("better") else "up"
    else:
        way = direction(words[-1])
    if cue == "comparative than old, with new" and any(
        _alike(claim, old) for claim in match.text.claims(match.text.sentence(match.start)[0], match.start)
    ):
        return None  # "a majority of 2,311, down from 4,807, with 14,502 votes"
    if cue == "new, change comparative than old" and new.preposition == "of":
        return None  # "51 of the 100 senators, nine fewer than the 60 who must"
    if _in_compound(match) or _is_place(old, new) or _is_amount_of_change(match, change):
        return None
    if not way or _turned(match, way) or _is_rate_of_exchange(match) or _loss_beside_profit(match):
        return None
    if (
        cue.startswith("verb by")
        and change is not None
        and change.form in ("count", "measure", "duration")
        and change.preposition in _PLACED
    ):
        return None
    if change is not None and change.per is not None and change.form == "percent":
        change = None  # "to grow by 6 % a year, from 5 bn to 9 bn": the pace, not the whole change
    if change is not None and change.form == "percent" and _is_otherwise_counted(match):
        change = None
    if change is not None and change.form == "multiple":
        return _Change(old, new, way, None, change, cue)
    return _Change(old, new, way, change, None, cue)


_ANOTHER_CHANGE = re.compile(
    r"(?>.*?\b(?:with|while|whereas|as|and|but|including|led by|thanks to|even though|although)\b)"
    rf".*?\b(?:{VERB}|up|down)\b",
    re.IGNORECASE | re.DOTALL,
)


def _told_of_another(match: Match) -> bool:
    """Whether a second change begins between the values: "doubled to £4m, with online sales up from £2m"."""
    places = sorted(match.found.start(name) for name in ("old", "new"))
    return _ANOTHER_CHANGE.match(match.text.text, places[0], places[1]) is not None


_PLACED = frozenset({"on", "of", "in", "among", "at", "for", "with"})
"""Prepositions of a number that says where or of what the change is, not how large: "raises it on the 15-member board"."""


def _in_compound(match: Match) -> bool:
    """Whether the word of direction is part of another word: "lower-cost areas", "a part-rise"."""
    text = match.text.text
    for name, word in match.found.groupdict().items():
        if name.startswith("way") and word:
            start, end = match.found.span(name)
            if text[end : end + 1] == "-" or text[max(0, start - 1) : start] == "-":
                return True
    return False


def _is_place(old: Claim, new: Claim) -> bool:
    """Whether the two are places in a table, of which the lower number is the better: "at five, up from 13"."""
    return new.preposition == "at" and all(
        claim.form == "count"
        and claim.counted is None
        and (value := value_of(claim)) is not None
        and value.denominator == 1
        and 1 <= value <= 100
        for claim in (old, new)
    )


def _is_amount_of_change(match: Match, change: Claim | None) -> bool:
    """Whether the supposed new value is the change again, in numbers: "147 cases, 28 or 16 % fewer than the 175"."""
    if change is None:
        return False
    first, second = match.text.place(match.claims["new"]), match.text.place(change)
    if first is None or second is None or second < first:
        return False
    return match.text.text[first + 1 : second].strip() in ("or", ", or", "–", "(", ", some", ", about")


_TURNED_HEDGES = {
    "more_than": "less_than",
    "just_over": "nearly",
    "nearly": "just_over",
    "less_than": "more_than",
}
"""What a hedge makes of a factor below one: "more than halved" is to less than a half, "almost halved" to a little more."""
_OTHERWISE_COUNTED = re.compile(
    r"\b(?:on the (?:day|week|month)|(?:month|week|day|quarter)-on-(?:month|week|day|quarter)"
    r"|(?:previous|prior) (?:day|week|month|session)|annual(?:is|iz)ed|annual rate|annually|real terms"
    r"|after inflation"
    r"|adjust(?:ed|ing)|like-for-like|same-store|comparable|constant (?:currenc(?:y|ies)|exchange)"
    r"|underlying|organic)\b",
    re.IGNORECASE,
)


def _is_otherwise_counted(match: Match) -> bool:
    """Whether the percentage may be of other values than those written: of a month, after inflation, like for like."""
    start, end = match.text.sentence(match.start)
    return bool(_OTHERWISE_COUNTED.search(match.text.text, start, end))


_ANOTHER = re.compile(
    r"\b(?:low|high|peak|trough|forecasts?|expect\w*|estimate\w*|predict\w*|target|average|national"
    r"|analysts?|consensus|budget"
    r"|rivals?|industry|loss(?:es)?|deficit|surplus|profits?)\b",
    re.IGNORECASE,
)
_PAIR = pattern(r"<:count> to (?:<:count>,? ?)?$")
_OTHER_SIDE = pattern(r" ?to <:count>")


def _measured_against_another(match: Match) -> bool:
    """Whether the words between the two values say that they are no earlier and later value of one quantity."""
    places = sorted(match.found.start(name) for name in ("old", "new"))
    if _ANOTHER.search(match.text.text, places[0], places[1]):
        return True
    text = match.text.text
    if _PAIR.search(text, max(0, match.start - 12), match.start):
        return True
    return _OTHER_SIDE.match(text, match.end) is not None


def _turned(match: Match, way: str) -> bool:
    """Whether another verb behind the one that was taken turns the change round: "growth slowed to"."""
    name = next(
        (name for name, word in match.found.groupdict().items() if name.startswith("way") and word), "better"
    )
    new = match.text.place(match.claims["new"])
    start, end = match.found.start(name), match.found.end(name)
    if _REVISED.search(match.text.text, match.text.sentence(start)[0], max(start, new or start)):
        return True
    if new is None or end > new:
        return False
    if _RANGE.search(match.text.text, end, new):
        return True
    return any(
        (other := direction(word.group().lower())) and other != way
        for word in _VERBS_ONLY.finditer(match.text.text, end, new)
    )


def _loss_beside_profit(match: Match) -> bool:
    """Whether one value is a loss and the other a profit, so that the smaller number may be the better result."""
    start, end = match.text.sentence(match.start)
    sentence = match.text.text[start:end]
    return bool(_LOSS.search(sentence) and _PROFIT.search(sentence))


def _is_rate_of_exchange(match: Match) -> bool:
    """Whether a currency is told by its price, which falls as it rises: "climbed to 43.3 per dollar"."""
    start, end = match.text.sentence(match.start)
    return bool(_PER_CURRENCY.search(match.text.text, start, end))


def _may_be_compared(claim: Claim) -> bool:
    return claim.polarity == "positive" and claim.scope != "additional" and not _is_period(claim)


def _is_period(claim: Claim) -> bool:
    """Whether a duration says when and not how long: "higher than in the previous three months"."""
    return claim.form == "duration" and (
        claim.definite or claim.preposition in ("in", "during", "over", "for")
    )


# ── changes over two sentences ──

_IS = (
    r"(?:is|was|would be|will be|represents?|represented|marks?|marked|shows?|showed|means|meant|equates"
    r" to|amounts to"
    r"|amounted to|constitutes|constituted|translates (?:in)?to|compares with|reflects?|reflected)"
)
_THAT_IS_A_CHANGE = (
    (
        "that is a change from old",
        pattern(
            rf"<end>(?:That|This|It|Which|The figure|The number|The total)(?: [\w-]+)? {_IS} (?:an? |the "
            rf"|up |down )?(?:[\w-]+ )?{_amount('change')}"
            rf"(?: [\w'-]+){{0,2}}? (?P<way>{NOUN}|{COMPARATIVE})\b<gap:20>(?:from|on|over|than|compared "
            rf"(?:with|to)) {_BASE}<gap:25><old:value|ratio>"
        ),
    ),
    (
        "that is a rise, when it was old",
        pattern(
            rf"<end>(?:That|This|It|Which) {_IS} (?:up|down|an? (?:[\w-]+ )?(?P<way>{NOUN})) (?:from|on"
            r"|over) <words:35>(?:when|which) (?:it|they|the (?:figure|number|rate|share|total)) (?:was"
            r"|were|stood at) <old:value|ratio>"
        ),
    ),
    (
        "that is up from old",
        pattern(
            rf"<end>(?:That|This|It|Which|The figure|The number|The total) {_IS} (?:sharply |well "
            r"|slightly )?(?P<way>up|down|higher|lower|more|fewer|less) (?:from|on|than)"
            rf" {_BASE}<gap:12><old:value|ratio>"
        ),
    ),
)


def _taken_up(text: Wording) -> Iterator[_Change]:
    """ "There were 170 deaths. That was a 93 % increase from 88": the new value is the one in the sentence before."""
    for cue, wording in _THAT_IS_A_CHANGE:
        for match in text.search(wording):
            previous = text.sentence(match.start - 1)
            old = match.claims["old"]
            candidates = [claim for claim in text.claims(*previous) if _alike(claim, old)]
            if len(candidates) != 1:
                continue
            pair = alike(old, candidates[0])
            if pair is None:
                continue
            way = direction(match.group("way") or "")
            change = match.claims.get("change")
            if way:
                yield _Change(pair[0], pair[1], way, change, None, cue)


def _alike(claim: Claim, like: Claim) -> bool:
    """Whether two numbers may be an earlier and a later value of one quantity."""
    return (
        claim.form in ("count", "money", "measure", "percent", "ratio", "duration", "age")
        and (same_unit(claim, like) or {claim.form, like.form} <= {"ratio", "percent"})
        and nouns_agree(claim, like)
    )


_QUANTITY = (
    r"(?:number|figure|rate|share|total|toll|percentage|proportion|likelihood|chance|probability|level"
    r"|amount|limit|price|count|average|sum)"
)
_FINISH = (
    r"(?:has |have |had |would |will |is |was |then |later |since |now |soon |already |quickly |sharply "
    r"|steadily |actually |expected to |due to )*"
)
_MOVED = (
    (
        "it dropped to new",
        pattern(
            rf"\b(?:this|that|it|the (?:[\w-]+ )?{_QUANTITY}|(?:this|that|these|its|their) (?:[\w-]+"
            rf" )?{_QUANTITY}s?) {_FINISH}(?P<way>{VERB})(?: [\w]+ly| further| back)? to (?:just |only |a"
            r" |an )?<new:value|ratio>"
        ),
    ),
    (
        "had risen to new",
        pattern(
            rf"\b(?P<topic>[\w-]{{5,}}) had (?:since |already |by then )?(?P<way>{VERB}) to (?:just |only"
            r" |a |an )?<new:percent>"
        ),
    ),
)


def _dropped_to(text: Wording) -> Iterator[_Change]:
    """ "80 ballots were allowed. That number drops to six": the old value is the last like one before."""
    for cue, wording in _MOVED:
        for match in text.search(wording):
            new = match.claims["new"]
            start, _ = text.sentence(match.start)
            before = [claim for claim in text.claims(start, match.start) if _alike(claim, new)]
            if not before:
                previous = text.previous_sentence(match.start)
                if previous is None:
                    continue
                before = [claim for claim in text.claims(*previous) if _alike(claim, new)]
                topic = match.group("topic")
                if topic is not None and topic[:5].lower() not in text.text[slice(*previous)].lower():
                    continue
            elif match.group("topic") is not None:
                continue
            if len(before) != 1:
                continue
            pair = alike(before[0], new)
            way = direction(match.group("way") or "")
            if pair is not None and way:
                yield _Change(pair[0], pair[1], way, None, None, cue)


_CHANGE_ALONE = (
    pattern(rf"\b(?:(?P<hedge>{HEDGE}) )?(?P<factor>{FACTOR})\b(?! as\b)"),
    pattern(rf"\b(?P<way>{VERB}) (?:by )?{_amount('change')}"),
    pattern(rf"{_amount('change')}(?: [\w'-]+){{0,2}}? (?P<way>{NOUN})\b"),
)
_NOW = (
    r"(?:now|today|this (?:year|month|week|spring|summer|autumn|winter|season)|by (?:last|this|the end of"
    r"|early|late|mid-?)[ \w]*|by <:time>|currently|at present|at the last count)"
)
_THEN_NOW = (
    pattern(
        r"(?:\bin <:time>|\bin (?:january|february|march|april|may|june|july|august|september|october"
        r"|november|december|spring|summer|autumn|winter)|there (?:were|was)|\bthen|at the time|a "
        r"(?:year|decade|month) (?:ago|earlier|before)|last (?:year|month|spring|summer|autumn|winter)"
        r"|<:duration> (?:ago|earlier))<words:60><old:value><words:60>[;,.<end>] ?(?:but |and"
        rf" )?(?:(?:it|they|there|he|she) )?{_NOW},?<words:60><new:value>"
    ),
)


def _then_and_now(context: Context, text: Wording) -> Iterator[_Change]:
    """ "The number has halved. There were 5,200 then; by last autumn it was down to 2,600."""
    for wording in _THEN_NOW:
        for match in text.search(wording):
            pair = alike(match.claims["old"], match.claims["new"])
            if pair is None or not nouns_agree(*pair):
                continue
            first, last = text.sentence(match.start)[0], text.sentence(match.end - 1)[1]
            between = text.claims(match.start, match.end)
            if sum(_alike(claim, pair[1]) for claim in between) != 2:
                continue
            previous = text.previous_sentence(match.start)
            for low, high in ((first, match.start), previous or (0, 0), (match.end, last)):
                change = _said_alone(context, text, low, high, pair)
                if change is not None:
                    yield change
                    break


def _said_alone(
    context: Context, text: Wording, low: int, high: int, pair: tuple[Claim, Claim]
) -> _Change | None:
    """A change in a stretch of text that names no value that it could lie between."""
    if any(_alike(claim, pair[1]) and claim.form != "percent" for claim in text.claims(low, high)):
        return None
    for wording in _CHANGE_ALONE:
        for match in text.search(wording, low, high):
            change = _with_values(context, match, pair, "then and now")
            if change is not None:
                return change
    return None


def _with_values(context: Context, match: Match, pair: tuple[Claim, Claim], cue: str) -> _Change | None:
    old, new = pair
    word = match.group("factor")
    if word is not None:
        times = factor(word)
        assert times is not None
        start, end = match.span("factor")
        hedge = qualifier(match.group("hedge"))
        if times < 1:
            hedge = _TURNED_HEDGES.get(hedge, hedge)
        like = factor_claim(
            context, block=match.block("factor"), start=start, end=end, times=times, qualifier=hedge
        )
        return _Change(old, new, direction(word), None, like, cue)
    change = match.claims.get("change")
    way = direction(match.group("way") or "")
    if (
        change is None
        or not way
        or change.form not in ("percent", "percent_point", "ratio")
        or _is_otherwise_counted(match)
    ):
        return None
    return _Change(old, new, way, change, None, cue)


_EARLIER = pattern(
    r"(?:in the same (?:period|quarter|month|week|half|three months|six months|nine months)|in the "
    r"(?:previous|prior|preceding|year-earlier|corresponding)"
    r"|a (?:year|month|week|decade) (?:earlier|before|ago|previously)|the (?:year|month|quarter|season"
    r"|week) before|(?:the )?(?:previous|last|prior) (?:year|month|season|quarter|time)"
    r"|in <:year>|in <:date>|at the same (?:time|point) last|<:duration> (?:earlier|before"
    r"|ago))(?![\w-])"
)
_TO_NEW = tuple(
    (cue, pattern(source))
    for cue, source in (
        ("verb by change to new; old later", rf"{_VERB}(?: by)? {_amount('change')}{_TO}"),
        ("factor, to new; old later", rf"\b(?:(?P<hedge>{HEDGE}) )?(?P<factor>{FACTOR})\b{_TO}"),
        (
            "new, up change; old later",
            rf"<new:value>{_BRACKET}<gap:40>, (?P<way>up|down) (?:by )?{_amount('change')}",
        ),
    )
)


def _base_later(context: Context, text: Wording) -> Iterator[_Change]:
    """ "Profit fell 18 %, to $205 million. A year earlier it had earned $250 million." """
    for cue, wording in _TO_NEW:
        for match in text.search(wording):
            new = match.claims["new"]
            old = _earlier_value(text, match.end, new)
            if old is None:
                continue
            pair = alike(old, new)
            if pair is None or not nouns_agree(*pair) or old.preposition == "by" or old.change == "by":
                continue
            change = _with_values(context, match, pair, cue)
            if change is not None:
                yield change


_TOPICS = (
    (
        re.compile(r"\b(?:profits?|income|earnings)\b", re.IGNORECASE),
        re.compile(r"\b(?:earned|made|profits?|income|earnings)\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:sales|revenues?|turnover|takings)\b", re.IGNORECASE),
        re.compile(r"\b(?:sales|revenues?|turnover|turned over|took|takings|sold)\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:loss(?:es)?)\b", re.IGNORECASE),
        re.compile(r"\b(?:lost|loss(?:es)?)\b", re.IGNORECASE),
    ),
)


def _earlier_value(text: Wording, place: int, new: Claim) -> Claim | None:
    """The one like value in the next sentence but one at most, where that opens with an earlier time."""
    start, end = text.sentence(place)
    if _values_like(text, (place, end), new):
        return None
    opening = text.text[start:place]
    following = text.next_sentence(place)
    for distance in range(2):
        if following is None:
            return None
        claims = _values_like(text, following, new)
        found = _EARLIER.match(text.text, following[0], following[1])
        if found is not None and len(claims) == 1:
            sentence = text.text[slice(*following)]
            same_topic = any(one.search(opening) and other.search(sentence) for one, other in _TOPICS)
            return claims[0] if distance == 0 or same_topic else None
        if claims:
            return None
        following = text.next_sentence(following[0])
    return None


def _values_like(text: Wording, stretch: tuple[int, int], new: Claim) -> list[Claim]:
    """The numbers of a stretch that may be another value of the same quantity: like it and of its order."""
    return [claim for claim in text.claims(*stretch) if _alike(claim, new) and _near(claim, new)]


def _near(old: Claim, new: Claim) -> bool:
    """Whether two values are of one order of magnitude, as a quantity and its value a year earlier are."""
    pair = alike(old, new)
    if pair is None:
        return False
    before, after = value_of(pair[0]), value_of(pair[1])
    return before is not None and after is not None and 0 < before <= 20 * after and 0 < after <= 20 * before


_RESPECTIVELY = pattern(
    rf"\b(?P<way>{VERB})(?: by)? <first_change:percent|count>(?: per ?cent| percent|%)? and"
    r" <second_change:percent>,?(?: respectively)?,? to <first_new:value> and <second_new:value>(?:,?"
    r" respectively)?(?:<words:40><end>|, )<words:40>(?:from|had been|were|was|stood at|had stood at|of"
    r"|and) <first_old:value> and <second_old:value>"
)


def _respectively(text: Wording) -> Iterator[_Change]:
    """ "Sales in A and B rose 10 and 20 per cent respectively, to X and Y. A year earlier they had been V and W." """
    for match in text.search(_RESPECTIVELY):
        way = direction(match.group("way") or "")
        for which in ("first", "second"):
            old, new = match.claims[f"{which}_old"], match.claims[f"{which}_new"]
            change = alike(match.claims[f"{which}_change"], match.claims["second_change"])
            pair = alike(old, new)
            if change is not None and pair is not None and way:
                yield _Change(pair[0], pair[1], way, change[0], None, "respectively")


# ── a change and the only two values around it ──

_SAID_CHANGE = (
    pattern(rf"\b(?P<way>{VERB}|up|down) by (?:just |only |some |about )?<change:ratio>"),
    pattern(rf"<change:ratio> (?P<way>{COMPARATIVE})\b"),
    pattern(rf"<change:percent|percent_point>(?: (?!of\b)[\w'-]+){{0,2}}? (?P<way>{NOUN}|{COMPARATIVE})\b"),
    pattern(
        rf"\b(?P<way>{VERB}|up|down)(?: by)? (?:just |only |some |about )?<change:percent|percent_point>"
    ),
    pattern(rf"\bcalled (?:it |this |that )?an? <change:percent> (?P<way>{NOUN})\b"),
    pattern(rf"\b(?P<way>{NOUN}) (?:of|by) (?:just |only |some |about )?<change:percent|percent_point>"),
    pattern(rf"\b(?P<way>{VERB}|up|down)(?: by)? <change:count> (?:percentage )?points?\b"),
    pattern(rf"<change:count> (?:percentage )?points? (?P<way>{COMPARATIVE})\b"),
)
_OWN_BASE = re.compile(
    r"\b(?:since|overnight|annual\w*|per year|a year(?! (?:ago|earlier|before))|on average|compounded"
    r"|than (?:expected|forecast|the (?:[a-z]+ )?average|in|at|when|it|they|before)|on (?:the|a) (?:day|week|month|year)\b"
    r"|(?:in|over|during|for) the (?:past|last|previous|first|second|third|fourth)|(?:above|below) (?:the|its|their) \w+"
    r"|next (?:year|month)|by (?:20\d\d|the end)|so far)\b",
    re.IGNORECASE,
)
_OTHER_BASE = re.compile(
    r"\b(?:on|from|than|over|in) (?:the |a )?(?:same )?(?:year|month|week|quarter|day|season|period)s? (?:before"
    r"|earlier|ago|previously)\b"
    r"|\b(?:but|and|while|whereas|though|although)\b",
    re.IGNORECASE,
)
"""The same even where a value follows, which then belongs to another comparison."""
_TO_BE = pattern(r"(?: (?:percentage )?points?)? to (?:reach |stand at |be |become )?<:percent>")
_AND = re.compile(r"\b(?:and|while|but|whereas)\b")
_OTHER_VALUES = re.compile(
    r"\b(?:highest|lowest|biggest|smallest|best|worst|since"
    r"|excluding|including|than (?:expected|forecast)|expectations|target|goal|average|median|record|high|low|peak|each"
    r"|per|loss(?:es)?|while|whereas|respectively|combined|total|of which|of whom|of them|costs? of|worth|fined)\b",
    re.IGNORECASE,
)
"""Words of a sentence in which two values need not be an earlier and a later one of the same quantity."""


def _alone(context: Context, text: Wording) -> Iterator[_Change]:
    """ "The clinic saw 860 patients a month. It now sees 1,290, an increase of 33 per cent": no other values near by."""
    stretches = text.sentences_of("percent", "percent_point", "ratio", "count")
    for wording, (low, high) in ((wording, stretch) for wording in _SAID_CHANGE for stretch in stretches):
        for match in text.search(wording, low, high):
            said = match.claims["change"]
            way = direction(match.group("way") or "")
            place = text.place(said)
            if place is None or not way or said.quantity.value is None or said.per is not None:
                continue
            points = said.form != "percent"
            if said.form == "ratio":
                said, points = as_percent(said), False
            if points and said.form == "count" and said.counted != "point":
                continue
            found = _values(text, match, said, way, points=points)
            if found is not None:
                yield _Change(found[0], found[1], way, said, None, "change, alone with its values")


def _values(
    text: Wording, match: Match, said: Claim, way: str, *, points: bool
) -> tuple[Claim, Claim] | None:
    def takes(claim: Claim) -> bool:
        if claim.index == said.index or claim.quantity.value is None or claim.change == "by":
            return False
        if points:
            return claim.form == "percent"
        return (
            claim.form in ("count", "money", "measure")
            and claim.scope not in ("additional", "each", "of_them")
            and claim.counted != "point"
            and claim.polarity == "positive"
        )

    start, end = text.sentence(match.start)
    pairs, wider = pairs_around(text, match.start, takes=takes)
    pairs = [pair for pair in pairs if nouns_agree(*pair) and _of_one_order(*pair)]
    ordered = [_in_order(pair, way) for pair in pairs]
    value = (said.quantity.value or Fraction(0)) / (100 if said.unit == "basis_point" else 1)
    place = text.place(said) or match.start
    following = [claim for claim in text.claims(place + 1, end) if takes(claim)]
    stop = (text.place(following[0]) or end) if following else end
    tail = text.text[place + 1 : stop]
    base_follows = bool(following)
    first = (
        text.previous_sentence(match.start) if not pairs or pairs[0][0].sentence != said.sentence else None
    )
    sentence = text.text[first[0] if first is not None else start : end]

    if _OTHER_VALUES.search(sentence):
        return None

    def worked(pair: tuple[Claim, Claim]) -> Fraction:
        old, new = (value_of(claim) or Fraction(0) for claim in pair)
        if points:
            return abs(new - old)
        return abs(new - old) / old * 100 if old else Fraction(-1)

    after = _TO_BE.match(text.text, place + 1) is not None

    def off(pair: tuple[Claim, Claim]) -> bool:
        old, new = (value_of(claim) or Fraction(0) for claim in pair)
        right = worked(pair)
        if wider or right <= 0 or not old or not new or not all(is_plain(claim, rate=True) for claim in pair):
            return False
        slips = percent_near(value, right) or (not points and _printed_instead(value, old, new))
        return (
            slips
            and nouns_agree(*pair)
            and is_plain(said)
            and max(old, new) <= 20 * min(old, new)
            and not _OTHERWISE_COUNTED.search(sentence)
            and not _is_rate_of_exchange(match)
            and not _loss_beside_profit(match)
            and (base_follows or not _OWN_BASE.search(tail))
            and not _OTHER_BASE.search(tail)
            and not (after and _AND.search(text.text, text.place(pair[0]) or 0, end))
            and all(claim.block == said.block for claim in pair)
            and sum(
                claim.form in ("percent", "percent_point", "ratio")
                for claim in text.claims(first[0] if first is not None else start, end)
            )
            == (3 if points else 1) - (1 if points and said.form == "count" else 0)
        )

    return settled(ordered, fits=lambda pair: about(said, worked(pair)), off=off)


_MOVED_PLACE = pattern(
    r"\b(?P<way>climb\w*|r[io]se[ns]?|jump\w*|mov(?:e|es|ed|ing) up|go(?:es|ing|ne)? up|went up|drop\w*|fall\w*"
    r"|fell|slip\w*"
    r"|sl[iu]d\w*|sank|sink\w*|tumbl\w*|mov(?:e|es|ed|ing) down|went down|plung\w*|slump\w*|leap\w*|leapt)"
    r"(?: (?:back|up|down|further|sharply|again|\w+ places?))? from <old:ordinal>(?: (?:place|position|spot))?(?:"
    r" (?:in|on) [^,.;<end>]{1,30})? "
    r"to <new:ordinal>"
)
_STANDINGS = re.compile(
    r"\b(?:table|place|position|league|rank(?:ing|ings|ed)?|standings|list|world|seed(?:ing|ed)?|spot|poll|grid|chart|charts|index"
    r"|division|group)\b",
    re.IGNORECASE,
)


def _places(text: Wording) -> Iterator[_Change]:
    """ "Dropped from sixth to ninth in the table": the first place is the highest."""
    stretches = text.sentences_of("ordinal")
    for match in (match for low, high in stretches for match in text.search(_MOVED_PLACE, low, high)):
        start, end = text.sentence(match.start)
        word = (match.group("way") or "").lower()
        up = word.startswith(("climb", "r", "jump", "leap")) or word.endswith(" up")
        if _STANDINGS.search(text.text, start, end):
            yield _Change(
                match.claims["new"],
                match.claims["old"],
                "up" if up else "down",
                None,
                None,
                "places in a table",
            )


def _of_one_order(one: Claim, other: Claim) -> bool:
    low, high = sorted(value_of(claim) or Fraction(0) for claim in (one, other))
    return 0 < high <= 20 * low


_NOW_AND_THEN = pattern(
    r"\b(?:compared (?:with|to)|against|up from|down from|a (?:year|month|week|decade) (?:ago|earlier|before)"
    r"|last (?:year|month|season)|the (?:year|month|season) before|previous|previously|then|in <:year>)\b"
)
"""Words that tell one of two values as the earlier."""


def _stretch(text: Wording, claims: tuple[Claim, ...], start: int, end: int) -> tuple[int, int]:
    """The sentences of a statement and of the numbers around it."""
    places = [place for claim in claims if (place := text.place(claim)) is not None]
    return min([start, *(text.sentence(place)[0] for place in places)]), max(
        [end, *(text.sentence(place)[1] for place in places)]
    )


_SAID_FACTOR = pattern(rf"\b(?:(?P<hedge>{HEDGE}) )?(?P<factor>{FACTOR})\b(?! as\b)")


def _factors(context: Context, text: Wording) -> Iterator[_Change]:
    """ "Complaints have quadrupled: 920 were lodged, compared with 230 the year before": no other values near by."""
    for match in text.search(_SAID_FACTOR):
        word = match.group("factor") or ""
        times, way = factor(word), direction(word)
        start, end = text.sentence(match.start)
        if (
            times is None
            or not way
            or _OTHER_VALUES.search(text.text, start, end)
            or _OWN_BASE.search(text.text, start, end)
        ):
            continue

        def takes(claim: Claim) -> bool:
            return (
                claim.form in ("count", "money", "measure", "percent")
                and claim.quantity.value is not None
                and claim.scope not in ("additional", "each", "of_them")
                and claim.polarity == "positive"
            )

        pairs, wider = pairs_around(text, match.start, takes=takes)
        pairs = [_in_order(pair, way) for pair in pairs if nouns_agree(*pair) and _of_one_order(*pair)]
        if wider or len(pairs) != 1 or any(not is_plain(claim, rate=True) for claim in pairs[0]):
            continue
        if any(claim.block != match.block("factor") for claim in pairs[0]) or not _NOW_AND_THEN.search(
            text.text, *_stretch(text, (*pairs[0],), start, end)
        ):
            continue
        if pairs[0][0].form == "count" and (
            pairs[0][0].counted is None or pairs[0][0].counted != pairs[0][1].counted
        ):
            continue
        if _MOVED_BY.match(text.text, match.end):
            continue
        old, new = pairs[0]
        ratio = (value_of(new) or Fraction(0)) / (value_of(old) or Fraction(1))
        if not Fraction(1, 3) <= ratio / times <= 3:
            continue
        at, to = match.span("factor")
        hedge = qualifier(match.group("hedge"))
        if times < 1:
            hedge = _TURNED_HEDGES.get(hedge, hedge)
        like = factor_claim(
            context, block=match.block("factor"), start=at, end=to, times=times, qualifier=hedge
        )
        yield _Change(old, new, way, None, like, "factor, alone with its values")


_MOVED_BY = pattern(r" (?:<:quantity>|in (?:size|value|price|number)|the (?:number|size))")


def _in_order(pair: tuple[Claim, Claim], way: str) -> tuple[Claim, Claim]:
    """The two values as the way says: the smaller one first in a rise."""
    low, high = sorted(pair, key=lambda claim: value_of(claim) or Fraction(0))
    return (low, high) if way == "up" else (high, low)


def _printed_instead(said: Fraction, old: Fraction, new: Fraction) -> bool:
    """Whether a percentage is the change worked out from the wrong base, or the ratio in place of the change."""
    return any(
        abs(said - other) <= Fraction(1, 2)
        for other in (abs(new - old) / new * 100, new / old * 100, old / new * 100)
    )


# ── links ──


def _links(change: _Change) -> Iterator[Link]:
    old, new = worked_with(change.old), worked_with(change.new)
    roles: dict[str, tuple[Claim, ...]] = {"old": (old,), "new": (new,)}
    up = change.way == "up"
    said = change.change
    is_rate = change.new.form == "percent"
    if change.factor is not None:
        roles["factor"] = (change.factor,)
    elif said is not None and said.form in ("percent", "ratio"):
        roles["rise" if up else "fall"] = (as_percent(said),)
    elif said is not None and (said.form == "percent_point" or (is_rate and said.counted == "point")):
        if not is_rate:
            return
        step = Fraction(1, 100) if said.unit == "basis_point" else 1
        points = rescaled(said, step, unit="percent_point", form="percent_point")
        roles["points_up" if up else "points_down"] = (points,)
    elif said is not None and (pair := alike(said, change.new)) is not None:
        roles["gain" if up else "loss"] = (pair[0],)
    else:
        roles["higher" if up else "lower"] = (change.new,)
        roles["lower" if up else "higher"] = (change.old,)
    yield Link(
        kind="rate_change" if is_rate else "change",
        roles=roles,
        cue=change.cue,
        read_as=change.cue,
        excuses=("no other base in the clause", "no hedge that would excuse it"),
        attributes={"direction": change.way},
    )
    if is_rate and said is not None and said.form == "percent":
        yield Link(
            kind="rate_label",
            roles={
                "old": (as_written(change.old),),
                "new": (as_written(change.new),),
                "rise" if up else "fall": (as_written(said),),
            },
            cue=change.cue,
            read_as="two percentages and their difference, as written",
        )
