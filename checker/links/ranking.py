"""Who is ahead of whom: winner and runner-up, "followed by", "ahead of", records old and new, highest since.

A ranking link holds the number that the wording puts first and the one that it puts behind. Which of the two has to
be larger depends on what is measured: most votes win, and so does the lowest time; the link sorts them into the
roles `larger` and `smaller` by the superlative that the text uses, else by what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.links.alike import same_noun
from checker.links.context import Context
from checker.links.race_times import race_times
from checker.links.written import number
from checker.model import Claim, Link

_HIGH = re.compile(
    r"\b(?:highest|largest|biggest|greatest|most|longest|tallest|heaviest|hottest|warmest|wettest|oldest|richest|"
    r"busiest|deepest|record high|all-time high)\b",
    re.I,
)
_LOW = re.compile(
    r"\b(?:lowest|smallest|fewest|least|shortest|fastest|quickest|cheapest|coldest|driest|youngest|lightest|"
    r"slimmest|narrowest|record low|all-time low)\b",
    re.I,
)
_GOLF = re.compile(
    r"\b(?:par|strokes?|golf(?:er)?|birdies?|bogeys?|round of|rounds of|cards? of|carded|fairway|leaderboard|"
    r"hole|masters|ryder|pga)\b",
    re.I,
)
_UNDER_PAR = re.compile(r"\b(?:\w+|\d+)[- ](?:under|over)(?:[- ]par)?\b(?! \d)", re.I)
_RACE = re.compile(
    r"\b(?:gold|silver|bronze|medal|ran|run|race|raced|runner|finished|crossed|clocked|swam|lap|heat|sprint|marathon|"
    r"metres|meters|freestyle|"
    r"backstroke|time|times|qualifying|pole|stage)\b",
    re.I,
)
_FAR = re.compile(
    r"\b(?:jump(?:ed)?|leap(?:ed|t)?|threw|throw|thrown|vault(?:ed)?|put|hurled|cleared|javelin|discus)\b",
    re.I,
)
_FIRST = re.compile(
    r"\b(?:won|wins|win|winning|winner|led|leads|leading|leader|first|top(?:ped|s)?|came out on top|held|took|"
    r"secured|earned|received|finished first|gold|victory|beat|elected|most|highest|largest|biggest|fastest)\b",
    re.I,
)
_FOLLOWED = re.compile(r"\bfollowed (?:closely |distantly |narrowly )?by\b", re.I)
_AHEAD = re.compile(
    r"\b(?:ahead of|just ahead of|well ahead of|in front of|clear of|beating|pipping)\b", re.I
)
_SECOND = re.compile(
    r"\b(?:in second(?: place)?|(?:came|finished|was|ran|placed|were) (?:a (?:close|distant|narrow) )?(?:in )?second|"
    r"second[- ]placed?|runner-up|next[- ](?:highest|largest|biggest|most)|second[- ](?:highest|largest|biggest)|"
    r"(?:closest|nearest|main) (?:rival|challenger)|took second|second place|"
    r"(?:with|and) [A-Z][^.;,\d]{2,40} (?:a (?:close|distant) )?second (?=(?:in|on|with|at)\b))\b",
    re.I,
)
_RECORD_NEW = re.compile(
    r"\b(?:a |the |new |all-time ){0,4}(?:record (?:low|high)|(?:low|high)est (?:on record|ever))\b", re.I
)
_RECORD_OLD = re.compile(
    r"\b(?:previous|old|former|earlier|existing|last) (?:\w+ )?(?:record|best|mark|high|low|peak)\b[^.;:]{0,40}$",
    re.I,
)
_BROKEN = re.compile(
    r"\b(?:taking|took|broke|breaking|beat|beating|smash(?:ed|ing)|shatter(?:ed|ing)|eclips(?:ed|ing)|better(?:ed|ing)|"
    r"surpass(?:ed|ing)|lower(?:ed|ing)|improv(?:ed|ing)(?: on)?|off|topp(?:ed|ing))\b"
    r"[^.;]{0,50}\b(?:record|mark|best)\b(?: time)?(?: of)?\s*(?:about |around )?$",
    re.I,
)
_SINCE = re.compile(
    r"\b(?P<which>highest|lowest|largest|smallest|biggest|fewest|most|least|fastest|slowest)\b[^.;]{0,40}?\bsince\b"
    r"[^.;]{0,40}\bwhen\b[^.;]{0,60}$",
    re.I,
)
_CAREER_HIGH = re.compile(
    r"\b(?:career[- ](?:high|best)|(?:highest|best)(?: career)? ranking)(?: ranking| rank| position)?"
    r"(?: of| at| was)?(?: world)?(?: number| no\.?)? (?P<rank>\d{1,4})(?:st|nd|rd|th)?\b",
    re.I,
)
_RANKED = re.compile(
    r"\b(?:ranked|ranking(?: of| is)?|world (?:number|no\.?))(?: number| no\.?)? (?P<rank>\d{1,4})(?:st|nd|rd|th)?\b",
    re.I,
)
_TIED = re.compile(
    r"\b(?:tied?|level|joint|jointly|equal|same|countback|tie-?break|on goal difference|previous)\b", re.I
)
_BY_PAIR = re.compile(
    r"(?:\b(?:with|on|at|in|had|has|having|won|got|received|earned|polled|took|scored|of|around|about|a|"
    r"totall?ing)\s*$|[,(]\s*$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Pair:
    ahead: Claim
    behind: Claim
    cue: str
    direction: str = ""


def find(context: Context) -> Iterator[Link]:
    """Every pair of numbers of which the wording puts one ahead of the other."""
    for block in range(len(context.document.blocks)):
        claims = [claim for claim in context.in_block(block) if not claim.derived]
        if not claims:
            continue
        text = context.text(block)
        times = race_times(context, block)
        pool = sorted(
            [claim for claim in claims if not any(claim.start < t.end and t.start < claim.end for t in times)]
            + list(times),
            key=lambda claim: claim.start,
        )
        pool = [_with_unit(claim, pool) for claim in pool]
        seen: set[tuple[int, int]] = set()
        for pair in _pairs(context, block, text, pool):
            key = (pair.ahead.start, pair.behind.start)
            if key in seen:
                continue
            seen.add(key)
            link = _link(context, pair)
            if link is not None:
                yield link


def _with_unit(claim: Claim, pool: Sequence[Claim]) -> Claim:
    """ "in 52.31 seconds, with Dial second in 52.12": a bare decimal after a time is a time too."""
    quantity = claim.quantity
    if (
        claim.form != "count"
        or claim.counted is not None
        or quantity.written.unit_place >= 1
        or quantity.unit
    ):
        return claim
    before = [
        c for c in pool if c.sentence == claim.sentence and c.start < claim.start and c.unit == "second"
    ]
    if not before:
        return claim
    readings = tuple(replace(reading, unit="second") for reading in quantity.readings)
    form = before[-1].form
    return replace(claim, quantity=replace(quantity, form=form, unit="second", readings=readings))


_CHART = re.compile(
    r"\b(?:charts?|number (?:one|two|three|\d)|(?:entry|up|down|slipped|climbed) .{0,20}\bplaces?)\b", re.I
)
"""Places in a chart, of which the lower is the better."""


def _pairs(context: Context, block: int, text: str, pool: Sequence[Claim]) -> Iterator[_Pair]:
    for mark in _FOLLOWED.finditer(text):
        if _CHART.search(text):
            continue
        yield from _chain(context, text, pool, mark, "followed_by", need_first=False)
    for mark in _AHEAD.finditer(text):
        yield from _chain(context, text, pool, mark, "ahead_of", need_first=False)
    for mark in _BEHIND.finditer(text):
        yield from _behind(text, pool, mark)
    for mark in _SECOND.finditer(text):
        yield from _runner_up(context, text, pool, mark)
    yield from _records(context, text, pool)
    yield from _since(context, pool)
    yield from _career_high(context, block, text)
    yield from _bettered(text, pool)
    yield from _respective_times(text, pool)


def _chain(
    context: Context, text: str, pool: Sequence[Claim], mark: re.Match[str], cue: str, *, need_first: bool
) -> Iterator[_Pair]:
    """ "8.4, followed by Harwell with 7.9 and Oxley with 6.2": each number behind the one before it."""
    stop = _sentence_end(text, mark.end())
    behind = [
        claim
        for claim in pool
        if mark.end() <= claim.start < stop
        and _BY_PAIR.search(text[mark.end() : claim.start])
        and re.search(r"[A-Z]", text[mark.end() : claim.start])
    ]
    before = [
        claim
        for claim in pool
        if _previous_sentence(text, mark.start()) <= claim.start < mark.start()
        and not re.search(r"\b(?:every|per|each)\s*$", text[: claim.start], re.I)
        # "23 seconds ahead of", "two points clear of": a margin, not a mark.
        and not (cue == "ahead_of" and re.fullmatch(r"(?:\s+\w+){0,2}\s*", text[claim.end : mark.start()]))
    ]
    if not behind:
        return
    ahead = _nearest([claim for claim in before if _comparable(claim, behind[0])], behind[0])
    if ahead is None or ahead.form in ("year", "date", "weekday", "clock_time", "age", "ordinal"):
        return
    if text[ahead.end : mark.start()].count(".") > 1:
        return
    last = ahead
    for claim in behind:
        if not _comparable(ahead, claim):
            break
        yield _Pair(ahead if cue == "ahead_of" else last, claim, cue)
        last = claim


_BEHIND = re.compile(
    r"\b(?:behind|trailing|adrift of|second only to)\s+(?=[A-Z]|the winner\b|the champion\b)"
)
_FIRST_BEHIND = re.compile(
    r"\s*(?:only )?(?:the (?:winner|champion),? )?(?:[A-Z][\w.’'-]*,?\s+){0,4}?(?:\(|on |with |at |in |who (?:has|"
    r"had|have|scored|won|got) |['’]s )$"
)
_BEHIND_TIME = re.compile(
    r"\b(?:games? in hand|behind (?:the|bars|closed)|last (?:season|year)|points? behind|ago)\b", re.I
)


def _behind(text: str, pool: Sequence[Claim], mark: re.Match[str]) -> Iterator[_Pair]:
    """ "With 38 goals he is second, behind Marsh on 41": what is behind a rival has the lesser mark."""
    start, stop = _sentence_start(text, mark.start()), _sentence_end(text, mark.end())
    if _BEHIND_TIME.search(text[start:stop]):
        return
    rivals = [
        c
        for c in pool
        if mark.end() <= c.start < stop and _FIRST_BEHIND.fullmatch(text[mark.end() : c.start])
    ]
    own = [
        c
        for c in pool
        if start <= c.start < mark.start()
        and not re.fullmatch(r"(?:\s+\w+){0,2}\s*", text[c.end : mark.start()])
        and _BY_PAIR.search(text[start : c.start])
    ]
    for rival in rivals[:1]:
        same = [c for c in own if _comparable(c, rival)]
        if len(same) == 1 and rival.form not in ("year", "date", "weekday", "clock_time", "age", "ordinal"):
            yield _Pair(rival, same[0], "behind")


def _runner_up(context: Context, text: str, pool: Sequence[Claim], mark: re.Match[str]) -> Iterator[_Pair]:
    """ "won with 25.7% ... came in second with 24.4%": the sentence of the second, and the one before it."""
    start, stop = _sentence_start(text, mark.start()), _sentence_end(text, mark.end())
    after = [c for c in pool if mark.end() <= c.start < stop and _BY_PAIR.search(text[mark.end() : c.start])]
    if re.match(r"[^.;]{0,40}\b(?:behind|to)\b", text[mark.end() :]):
        return
    superlative = re.search(r"(?:highest|largest|biggest|most)$", mark.group(), re.I)
    noun = re.match(r"\s(\w{3,})", text[mark.end() :]) if superlative else None
    for claim in after[:1]:
        if claim.form in ("year", "date", "weekday", "clock_time", "age", "ordinal"):
            continue
        low = _sentence_start(text, start - 2) if start else 0
        for ahead in reversed([c for c in pool if low <= c.start < mark.start() and _comparable(c, claim)]):
            lead = text[_sentence_start(text, ahead.start) : _sentence_end(text, ahead.end)]
            if noun is not None and not re.search(rf"\b{re.escape(noun[1])}\b", lead, re.I):
                continue  # the largest of other things
            if _FIRST.search(lead) and not _SECOND.search(
                text[_clause_start(text, ahead.start) : ahead.start]
            ):
                yield _Pair(ahead, claim, "runner_up")
                break


def _records(context: Context, text: str, pool: Sequence[Claim]) -> Iterator[_Pair]:
    """A new record and the one that it replaces."""
    for old in pool:
        start = _sentence_start(text, old.start)
        before = text[start : old.start]
        if _BROKEN.search(before):
            same = [c for c in pool if start <= c.start < old.start and _comparable(c, old)]
            if re.search(
                r"\b(?:new|set|sets|setting|equal\w*|could|would|may|might|aim\w*|hop\w+|close to|chas\w+)\b",
                before,
                re.I,
            ):
                continue
            if not same or re.search(r"\b(?:by|hundredths?|tenths?)\s*$", text[: same[-1].start], re.I):
                continue
            sentence = text[_sentence_start(text, old.start) : _sentence_end(text, old.end)]
            direction = _direction(sentence, old)
            if direction and not re.search(
                r"\b(?:short|outside|failed|miss(?:ed|ing)|just off|seconds? off)\b", sentence, re.I
            ):
                yield _Pair(same[-1], old, "record_broken", direction)
        elif _RECORD_OLD.search(before):
            new = [c for c in pool if c.start < old.start and _comparable(c, old)]
            near = [
                c for c in new if c.start >= _previous_sentence(text, _sentence_start(text, old.start) - 1)
            ]
            for claim in reversed(near):
                sentence = text[_sentence_start(text, claim.start) : _sentence_end(text, claim.end)]
                cue = _RECORD_NEW.search(sentence)
                if cue is not None:
                    direction = "low" if _LOW.search(cue.group()) or "low" in cue.group().lower() else "high"
                    yield _Pair(claim, old, "record_replaced", direction)
                    break


def _since(context: Context, pool: Sequence[Claim]) -> Iterator[_Pair]:
    """ "at 4.1 per cent, the highest since 1999, when it was 4.6": the earlier one bounds the present."""
    for then in pool:
        if then.form in ("year", "date", "weekday", "clock_time", "ordinal"):
            continue
        found = _SINCE.search(context.before(then, within=200))
        if found is None or re.search(r"\d", found.group().split("when")[-1]):
            continue
        same = [c for c in pool if c.sentence == then.sentence and c is not then and _comparable(c, then)]
        now = [c for c in same if c.start < then.start] or [c for c in same if c.start > then.end]
        # Beside the level a sentence often gives the change that led to it; the level is the one like the old level.
        near = [c for c in now if _factor(c, then) <= 2]
        if near:
            high = found["which"].lower() in ("highest", "largest", "biggest", "most", "fastest")
            yield _Pair(
                then, min(near, key=lambda c: _factor(c, then)), "extreme_since", "high" if high else "low"
            )


def _career_high(context: Context, block: int, text: str) -> Iterator[_Pair]:
    """ "ranked 27th, he reached a career high of number 16": a better rank is a lower number."""
    for mark in _CAREER_HIGH.finditer(text):
        start, stop = _sentence_start(text, mark.start()), _sentence_end(text, mark.end())
        here = [found for found in _RANKED.finditer(text) if start <= found.start() < stop]
        here = [found for found in here if found.end() <= mark.start() or found.start() >= mark.end()]
        if not here:
            continue
        best = number(context, block, *mark.span("rank"), "a best ranking")
        ranked = number(context, block, *here[0].span("rank"), "a ranking")
        if best is not None and ranked is not None:
            yield _Pair(best, ranked, "career_high", "low")


_BETTERED = re.compile(
    r"\b(?:best(?:ed|ing)|surpass(?:ed|ing)|exceed(?:ed|ing)|improv(?:ed|ing) (?:on|upon)|better(?:ed|ing)|"
    r"(?:not|never) (?:be|been) (?:topped|bettered|surpassed|beaten|exceeded)[^.;]{0,40}\buntil)\b"
    r"(?: (?:that|this|it|his|her|their|its)\b)?",
    re.I,
)


def _bettered(text: str, pool: Sequence[Claim]) -> Iterator[_Pair]:
    """ "won 0.5 percent … bettered that in 2016 with 3.27 percent": what betters a figure is the better one."""
    for mark in _BETTERED.finditer(text):
        if mark.group().split()[-1].lower() not in (
            "that",
            "this",
            "until",
            "his",
            "her",
            "their",
            "its",
            "it",
        ):
            continue
        start, stop = _sentence_start(text, mark.start()), _sentence_end(text, mark.end())
        new = [c for c in pool if mark.end() <= c.start < stop and c.form in ("percent", "count", "money")]
        for claim in new[:2]:
            old = [
                c
                for c in pool
                if _sentence_start(text, start - 2) <= c.start < mark.start() and _comparable(c, claim)
            ]
            if (
                old
                and claim.counted_origin != "unit"
                and (claim.form != "count" or claim.counted == old[-1].counted)
            ):
                yield _Pair(claim, old[-1], "bettered", "high")
                break


def _respective_times(text: str, pool: Sequence[Claim]) -> Iterator[_Pair]:
    """ "Second and third were A and B, in 1:02:11 and 1:02:40": in the order of the places."""
    places = re.compile(r"\b(?:second and third|first and second|silver and bronze|gold and silver)\b", re.I)
    for mark in places.finditer(text):
        stop = _sentence_end(text, mark.end())
        times = [c for c in pool if mark.end() <= c.start < stop and c.form == "duration"]
        if len(times) == 2 and re.search(r"\btimes? of\b", text[mark.end() : times[0].start]):
            yield _Pair(times[0], times[1], "respective_times", "low")


def _link(context: Context, pair: _Pair) -> Link | None:
    text = context.text(pair.ahead.block)
    start = min(pair.ahead.start, pair.behind.start)
    around = text[_sentence_start(text, start) : max(pair.ahead.end, pair.behind.end)]
    if _factor(pair.ahead, pair.behind) > 10 or _UNDER_PAR.search(around):
        return None
    direction = pair.direction or _direction(around, pair.behind)
    if not direction or (
        _TIED.search(text[pair.ahead.end : pair.behind.start]) and pair.cue != "record_replaced"
    ):
        return None
    high = direction == "high"
    return Link(
        kind="ranking",
        roles={
            "larger": (pair.ahead if high else pair.behind,),
            "smaller": (pair.behind if high else pair.ahead,),
        },
        cue=pair.cue,
        read_as="AHEAD … BEHIND, where " + ("more" if high else "less") + " is ahead",
        excuses=("no tie", "the same measure"),
        attributes={"ahead": "larger" if high else "smaller"},
    )


def _direction(around: str, claim: Claim) -> str:
    """Whether the larger or the smaller number is ahead: "high", "low", or "" where it cannot be told."""
    low, high = _LOW.search(around), _HIGH.search(around)
    if claim.counted in ("vote", "seat", "delegate", "point", "goal", "medal") or (
        claim.form == "percent" and not low
    ):
        return "high"
    if (
        claim.form == "duration"
        or claim.unit in ("second", "minute", "hour")
        or (_GOLF.search(around) and claim.form in ("count", "score"))
    ):
        if high and not low and not _RACE.search(around) and not _GOLF.search(around):
            return "high"
        return "low" if _RACE.search(around) or _GOLF.search(around) or low else ""
    if low and not high:
        return "low"
    if claim.form == "measure" and not high:
        return "high" if _FAR.search(around) else ""
    return "high"


def _nearest(candidates: Sequence[Claim], behind: Claim) -> Claim | None:
    """The mark that a number stands behind: of the last sentence that has one, the nearest in size.

    "58 points from 24 games, ahead of Arsenal on 49": the games are no mark.
    """
    last = max((claim.sentence for claim in candidates), default=None)
    here = [claim for claim in candidates if claim.sentence == last]
    return min(here, key=lambda claim: _factor(claim, behind), default=None)


def _factor(left: Claim, right: Claim) -> Fraction:
    """How many times the larger is the smaller, by magnitude; a huge number where one is zero or not said."""
    first, second = left.quantity.value, right.quantity.value
    if not first or not second:
        return Fraction(10**9)
    return max(abs(first), abs(second)) / min(abs(first), abs(second))


def _comparable(left: Claim, right: Claim) -> bool:
    """Whether two numbers measure the same: form and unit, and the same noun or none of its own behind."""
    if left.form != right.form or _measured(left, right) != _measured(right, left):
        return False
    if left.form == "count":
        if left.counted and right.counted and right.counted_origin == "own" and left.counted_origin == "own":
            return same_noun(left.counted, right.counted)
        return True
    return True


def _measured(claim: Claim, other: Claim) -> str | None:
    """The unit; without what it is for each of, where the other does not repeat it ("41 cents a mile … 38 cents")."""
    bare = claim.unit is not None and " / " not in (other.unit or "")
    return claim.unit.split(" / ")[0] if bare and claim.unit is not None else claim.unit


_SENTENCE_ENDS = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z“\"])")
_SENTENCE_OR_TEXT_ENDS = re.compile(r"[.!?][\"”’']?(?:\s+(?=[A-Z“\"])|$)")
_LONGEST_SENTENCE = 1_000
"""Characters: how far the ends of the sentence around a number are looked for."""


def _sentence_start(text: str, offset: int) -> int:
    start = max(0, offset - _LONGEST_SENTENCE)
    for found in _SENTENCE_ENDS.finditer(text, start, max(offset, 0)):
        start = found.end()
    return start


def _sentence_end(text: str, offset: int) -> int:
    found = _SENTENCE_OR_TEXT_ENDS.search(text, offset)
    return found.start() if found else len(text)


def _previous_sentence(text: str, offset: int) -> int:
    return _sentence_start(text, _sentence_start(text, offset) - 2)


def _clause_start(text: str, offset: int) -> int:
    return max(text.rfind(mark, 0, offset) for mark in (",", ";", ".", ":")) + 1
