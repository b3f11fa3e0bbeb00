"""Differences that a text states beside the two numbers: majorities, margins, leads, gaps, "that is N more than"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from checker.links.amounts import comparable, number_of, own_noun
from checker.links.change_words import COMPARATIVE, NOUN, VERB
from checker.links.comparing import nouns_agree, rescaled
from checker.links.context import Context
from checker.links.folding import Match, Shape, Wording, fold, pattern
from checker.links.operands import about, is_plain, like_numbers, main_numbers, settled, slipped
from checker.links.race_times import race_times
from checker.links.subset import each
from checker.model import Claim, Link

_ANY = "count|money|measure|duration|percent"
PAIR = pattern(
    r"<first:count>(?P<noun> (?:votes?|points?|seats?|ballots))?(?P<words><words:45>),? (?:to|"
    r"against) <second:count>"
    r"(?= (?:for|votes?|against|by|from)\b|[,.;:)]| with\b| in\b| and\b|<end>|$)"
)
MARGIN = pattern(
    r"(?:\b(?:beat|beats|beating|defeat\w*|won|wins|winning|win|edged|ahead|led|leads?|leading|lost|"
    r"carried|passed|passing|"
    r"adopted|approved|rejected|seat|held|takes?|took|taken)\b<words:70> by (?:just |only |a mere |some )?|"
    r"\b(?:majority|margin|lead|advantage|gap|difference) (?:of|had shrunk to|shrank to|was|is|"
    r"narrowed to|fell to) "
    r"(?:just |only |a mere |some )?|\b(?:larger|bigger|smaller|longer|shorter|higher|lower|older|"
    r"heavier) by )"
    rf"<gap:{_ANY}>(?P<noun>(?: [a-z]+)?)"
)
MORE_THAN = pattern(
    rf"<first:{_ANY}>(?P<between>[^<end>]{{0,90}}?(?:<end>|; |, |[–—] ?))(?:and )?(?:that|this|which|it) "
    rf"(?:is|was|would be|were|means) (?P<hedge>(?:also |still |now )?)<gap:{_ANY}> "
    r"(?P<way>more|less|fewer|higher|lower|above|below|over|under|short of|dearer|cheaper|better|"
    r"worse)(?P<words><words:60>)"
    rf"(?P<than><second:{_ANY}>|(?:the|its|their|his|her) (?P<name>[a-z]+))"
)
STATED_AS = (
    r"\b(?:the|its|their|his|her|a|an) (?:[a-z]+ )?{name}(?: [a-z']+){{0,3}} (?:at|was|is|of|being|:|"
    r"to) <value:" + _ANY + ">"
)
NOW_FROM = pattern(r"<now:count> (?P<noun>[a-z]+(?: [a-z]+)?), (?P<way>down|up) from <before:count>")
_TWO_LISTED = pattern(rf"<first:{_ANY}> and <second:{_ANY}>(?P<words><words:60>) respectively")
_ONLY = r"(?:just |only |some |about |a mere |nearly |almost |no fewer than |fully )?"
_GAP = "<gap:count|money|measure|duration|percent_point>"
_STATED_GAP: tuple[tuple[str, Shape], ...] = tuple(
    (cue, pattern(source))
    for cue, source in (
        (
            "so much above or below",
            rf"{_GAP} (?:above|below|(?:over|under|beyond|up on|down on) (?:the|its|their|his|her|what|budget|target))\b",
        ),
        (
            "gap named behind",
            rf"{_GAP}[ -]?(?:[a-z]+[ -])?(?:gap|difference|margin|lead|majority|advantage|shortfall|shortage"
            rf"|deficit|surplus|saving"
            r"|overspend|underspend|overrun|discrepancy|increase|decrease|reduction|rise|drop|fall)\b",
        ),
        (
            "so much that is missing",
            rf"{_GAP}(?: [a-z]+)? (?:that|which) (?:is|are|was|were) (?:still )?(?:lacking|missing|short|left"
            rf"|outstanding|needed|unsold)\b",
        ),
        (
            "gap that has moved to",
            r"\b(?:gap|difference|margin|lead|majority|advantage|shortfall|deficit)\b<any:60> (?:closed|narrowed"
            r"|widened|shrunk|shrank"
            rf"|grown|grew|fallen|fell|come down|came down|cut|stands|stood|put|is|was|works out|comes)(?: to| at)?"
            rf" {_ONLY}{_GAP}",
        ),
        ("differ by", rf"\b(?:differ\w*|separat\w+|divid\w+|apart)(?: by)? {_ONLY}{_GAP}"),
        ("apart", rf"{_GAP}(?: [a-z]+)? (?:apart|between them|separat\w+|divid\w+)\b"),
        (
            "saving so much",
            rf"\b(?:saving|saves?|saved|knocking|shaving|pocketing|clearing|netting|gaining|losing)(?:"
            rf" (?!and\b|but\b|or\b|with\b)[a-z]+){{0,2}} {_ONLY}{_GAP}",
        ),
        (
            "so much more or less",
            rf"{_GAP}(?: [a-z]+)? (?:more(?= than|[,.;]|<end>|$)|fewer|less|higher|lower|greater|bigger|larger|smaller"
            r"|dearer|cheaper|longer|shorter|older|younger|taller|heavier|lighter|faster|slower|quicker|warmer|colder"
            r"|cooler|deeper|wider|short|shy|ahead|behind|clear|adrift|over (?:budget|the limit)|under budget)\b",
        ),
        (
            "a gap of",
            r"\b(?:gap|difference|margin|lead|majority|advantage|shortfall|shortage|deficit|surplus|saving|overspend"
            r"|underspend|overrun|discrepancy|disparity|spread)(?: (?:between|in|over) [a-z ]{{1,30}})?"
            rf" (?:of|was|is|at) {_ONLY}{_GAP}",
        ),
        (
            "by so much",
            r"\b(?:beat\w*|won|wins?|winning|lost|losing|miss\w*|exceed\w*|overshot|undershot|overspent|outpoll\w*"
            r"|outnumber\w*|outscor\w*|short|over|over budget|under budget|ahead|trail\w*|lead\w*|led|behind|edg\w+"
            rf"|{VERB})(?: [\w'-]+){{0,5}}? by {_ONLY}{_GAP}",
        ),
        (
            "another so much",
            rf"\b(?:needs?|needed|must|has to|have to|had to|requires?|lacks?|short|still|leaving|to find|to"
            rf" raise)<words:30>"
            rf"\b(?:another|a further|an extra|an additional) {_GAP}",
        ),
        (
            "so much left",
            rf"(?:\bwith |\bleaving |\bso |\bmeaning |\bthat |\band |<end>(?:The |Another )?|, )(?:another |the"
            rf" other |the remaining )?{_ONLY}{_GAP}"
            r"(?: [\w-]+){0,2}? (?:(?:is |are |were |was )?(?:still |yet |now )?(?:available|unsold|left|to go|to spare"
            r"|remaining|unfilled|empty|vacant|to come|to raise|to find|to collect|to pay|to sell|outstanding"
            r"|unspent|untouched|unaccounted for|missing|in hand)"
            r"|(?:has |have |is |are |was |were )?(?:still|yet) to (?:be )?\w+)\b",
        ),
    )
)
_OWN_BASE = re.compile(
    r"\b(?:from (?:about |some |just )?[^\x00-\uffff]"
    r"|since|overnight|on the (?:day|week|month|year)|(?:in|over|during|for) the (?:past|last|previous)|at constant"
    r"|than (?!(?:the |its |their |his |her |just |only |some |about )?\S?[^\x00-\uffff])|than (?:the \S+"
    r" )?(?:average|expected|forecast)|on last|from last"
    r"|last (?:year|month|week)"
    r"|a year (?:ago|earlier)|the (?:year|month|week) before|compared (?:with|to)|a (?:year|month|week|day)\b|per\b"
    r"|each|apiece|this (?:year|month|week)|in (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b)",
    re.IGNORECASE,
)
"""Words after a gap that give it a base, or a period, of its own."""
_LOST = re.compile(
    r"\b(?:clos\w+|shut\w*|axe[ds]?|axing|shed\w*|los[et]\w*|cut\w*|sold|scrapp\w+|"
    r"demolish\w+)\s(?:[a-z]+\s)?$",
    re.IGNORECASE,
)
_GAINED = re.compile(
    r"\b(?:open\w+|add\w+|built|gain\w+|hir\w+|bought|acquir\w+)\s(?:[a-z]+\s)?$", re.IGNORECASE
)
_ABSOLUTE = re.compile(r"\b(?:over all|overall|absolute|of the|coalition|working) ", re.IGNORECASE)
_WICKETS = frozenset({"wicket", "shot", "stroke", "length", "hole", "set", "minute", "second", "hour"})


def find(context: Context) -> Iterator[Link]:
    """Links of kind "difference" with the roles "higher", "lower" and "gap"; the larger number stands as higher."""
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) < 2:
            continue
        text = fold(context, block)
        yield from _margins(text)
        yield from _more_than(context, text)
        yield from _closed(context, text)
    yield from _worked_out(context, fold(context))


def _link(first: Claim, second: Claim, gaps: Sequence[Claim], *, cue: str, read_as: str) -> Link | None:
    one, two = number_of(first), number_of(second)
    if one is None or two is None or one == two or first is second:
        return None
    higher, lower = (first, second) if one > two else (second, first)
    fitting = [gap for gap in gaps if gap is not first and gap is not second]
    if not fitting:
        return None
    return Link(
        kind="difference",
        roles={"higher": (higher,), "lower": (lower,), "gap": tuple(fitting)},
        cue=cue,
        read_as=read_as,
        excuses=("no other number that could be the difference",),
    )


def _margins(text: Wording) -> Iterator[Link]:
    """ "by 300 votes, 5,200 to 4,900"; "a majority of six, 17 votes to 11"; also in the sentence before or after."""
    margins = list(each(text, MARGIN))
    if not margins:
        return
    used: set[int] = set()
    for pair in [*each(text, PAIR), *each(text, _TWO_LISTED)]:
        first, second = pair.claims["first"], pair.claims["second"]
        if id(first) in used or not comparable(first, second) or not _two_of_a_kind(pair):
            continue
        if text.text[: pair.found.start("first")].endswith(" by "):
            continue  # "by three to 12" is a change
        start, end = text.sentence(pair.start)
        near = [match for match in margins if start <= match.start < end or _beside(text, match, start)]
        gaps = [match.claims["gap"] for match in near if _fits(match.claims["gap"], match, first, second)]
        if not gaps or any(
            _ABSOLUTE.search(text.text[max(0, match.start - 30) : match.end]) for match in near
        ):
            continue
        link = _link(first, second, gaps, cue="margin", read_as="FIRST to SECOND, a margin of GAP")
        if link is not None:
            used.add(id(first))
            yield link


def _two_of_a_kind(pair: Match) -> bool:
    """Whether the pair is a result: votes, or two bare numbers side by side."""
    first, second = own_noun(pair.claims["first"]), own_noun(pair.claims["second"])
    words = pair.group("words") or ""
    if "noun" in pair.found.groupdict() and pair.group("noun") is None and first is None and words.strip():
        return False
    if re.search(r"\b(?:from|rose|fell|up|down|increase|about)\b", words):
        return False
    return first is None or second is None or first == second


def _beside(text: Wording, match: Match, start: int) -> bool:
    return text.text[match.end : start].count("\x1e") == 1 if match.end <= start else False


def _fits(gap: Claim, match: Match, first: Claim, second: Claim) -> bool:
    if not comparable(gap, first) or own_noun(gap) in _WICKETS or gap is first or gap is second:
        return False
    noun = own_noun(gap)
    pair = own_noun(first) or own_noun(second)
    return noun is None or pair is None or noun == pair or noun in ("vote", "point", "seat", "ballot")


def _more_than(context: Context, text: Wording) -> Iterator[Link]:
    """ "The pool will cost $93m. That is $7m more than the $86m set aside"."""
    for match in each(text, MORE_THAN):
        first, gap = match.claims["first"], match.claims["gap"]
        second = match.claims.get("second")
        if not comparable(first, gap) or text.claims(
            match.found.start("between"), match.found.end("between")
        ):
            continue
        if second is None:
            second = _by_name(context, text, match, gap)
        if second is None or not comparable(second, first):
            continue
        one, two = number_of(first), number_of(second)
        if one is None or two is None:
            continue
        upwards = match.group("way") in ("more", "higher", "above", "over", "dearer", "better")
        if (one > two) != upwards and match.group("way") not in ("better", "worse"):
            continue
        link = _link(
            first, second, [gap], cue="that-is-more-than", read_as="FIRST. That is GAP more than SECOND"
        )
        if link is not None:
            yield link


def _by_name(context: Context, text: Wording, match: Match, gap: Claim) -> Claim | None:
    """The value of what the comparison names ("the reserve"), where the text gives it once."""
    name = match.group("name")
    if name is None:
        return None
    shape = pattern(STATED_AS.format(name=re.escape(name)))
    found: list[Claim] = []
    for block in range(max(0, text.block - 1), min(text.block + 3, len(context.document.blocks))):
        if not context.in_block(block):
            continue
        other = text if block == text.block else fold(context, block)
        found.extend(hit.claims["value"] for hit in each(other, shape) if hit.claims["value"] is not gap)
    values = {number_of(claim) for claim in found}
    return found[0] if len(values) == 1 else None


def _closed(context: Context, text: Wording) -> Iterator[Link]:
    """ "closed 40 shops ... now has 310 shops, down from 350": the only change that the article tells of."""
    for match in each(text, NOW_FROM):
        now, before = match.claims["now"], match.claims["before"]
        if now.counted is None:
            continue
        verb = _LOST if match.group("way") == "down" else _GAINED
        changes = [
            claim
            for claim in context.in_blocks(now.block - 5, now.block + 5)
            if claim is not now
            and claim is not before
            and claim.form == "count"
            and claim.counted == now.counted
            and claim.counted_origin == "own"
            and claim.modality == "asserted"
            and verb.search(context.before(claim, within=40))
        ]
        values = {number_of(claim) for claim in changes}
        if len(values) != 1:
            continue
        link = _link(
            now,
            before,
            changes[-1:],
            cue="closed-down-from",
            read_as="closed GAP ... now LOWER, down from HIGHER",
        )
        if link is not None:
            yield link


def _worked_out(context: Context, text: Wording) -> Iterator[Link]:
    """ "The hospital has 412 beds but needs 450, leaving it 38 short": a gap and the only two numbers it lies between."""
    seen: set[int] = set()
    stretches = text.sentences_of("count", "money", "measure", "duration", "percent_point")
    for (cue, wording), (low, high) in ((said, stretch) for said in _STATED_GAP for stretch in stretches):
        for match in text.search(wording, max(low - 1, 0), high):
            gap = match.claims["gap"]
            if gap.index in seen or not is_plain(gap) or number_of(gap) in (None, 0):
                continue
            pair = _pair_around(text, match, gap, cue) or _two_times(context, gap)
            if pair is None:
                continue
            seen.add(gap.index)
            shown = (
                gap
                if pair[0].form != "percent"
                else rescaled(gap, 1, unit="percent_point", form="percent_point")
            )
            link = _link(*pair, [shown], cue=cue, read_as="FIRST and SECOND, and the GAP between them")
            if link is not None:
                yield link


def _pair_around(text: Wording, match: Match, gap: Claim, cue: str) -> tuple[Claim, Claim] | None:
    """The two numbers that a gap lies between: two of its sentence, or one of it and one of the sentence before."""
    start, end = text.sentence(match.start)
    here = _ends(text, start, end, gap)
    previous = text.previous_sentence(match.start)
    before = _ends(text, *previous, gap) if previous is not None else []
    place = text.place(gap) or match.start
    if len(here) >= 2:
        pairs = list(combinations(here, 2))
    elif here:
        pairs = [(one, here[0]) for one in before]
    else:
        pairs = list(combinations(before, 2)) if before and before[-1].block == gap.block else []
    pairs = [pair for pair in pairs if _may_differ_by(pair, number_of(gap))]
    wider = [(one, other) for one in before for other in here] if len(here) >= 2 else []
    tail = text.text[place + 1 : min(end, place + 60)]
    said = number_of(gap)
    assert said is not None
    explicit = cue in ("so much left", "another so much") or " short" in tail[:12]

    def fits(pair: tuple[Claim, Claim]) -> bool:
        return about(gap, _apart(pair))

    def off(pair: tuple[Claim, Claim]) -> bool:
        apart = _apart(pair)
        return (
            not wider
            and apart > 0
            and all(is_plain(one) for one in pair)
            and nouns_agree(*pair)
            and (slipped(said, apart) or (explicit and Fraction(1, 2) <= said / apart <= 2))
            and said < max(number_of(one) or 0 for one in pair)
            and all(one.block == gap.block for one in pair)
            and _OWN_BASE.search(tail) is None
            and not (_LOSS.search(text.text, start, end) and _PROFIT.search(text.text, start, end))
            and _WITHIN.search(text.text, start, match.start) is None
        )

    return settled([*pairs, *wider], fits=fits, off=off)


_LOSS = re.compile(r"\b(?:loss(?:es)?|lost|deficit)\b", re.IGNORECASE)
_PROFIT = re.compile(r"\b(?:profits?|earned|earnings|surplus)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:includ\w+|after|before|excluding|despite|because of) (?:an? |the )?$", re.IGNORECASE
)
"""Words before a gain or a saving that is a part of one of the numbers: "a profit of 38m, which included a gain of 34m"."""


def _may_differ_by(pair: tuple[Claim, Claim], gap: Fraction | None) -> bool:
    one, two = (number_of(claim) or Fraction(0) for claim in pair)
    return nouns_agree(*pair) and max(one, two) > (gap or 0) and max(one, two) <= 20 * min(one, two)


def _two_times(context: Context, gap: Claim) -> tuple[Claim, Claim] | None:
    """Two times of a race, in the sentence of the seconds that lie between them or in the one before."""
    if gap.form != "duration" or gap.unit not in ("second", "minute"):
        return None
    times = [
        time for time in race_times(context, gap.block) if gap.sentence - 1 <= time.sentence <= gap.sentence
    ]
    said, seconds = number_of(gap), {"second": 1, "minute": 60}
    if len(times) != 2 or said is None:
        return None
    apart = _apart((times[0], times[1]))
    return (
        (times[0], times[1])
        if slipped(said * seconds[gap.unit], apart) or said * seconds[gap.unit] == apart
        else None
    )


def _apart(pair: tuple[Claim, Claim]) -> Fraction:
    one, two = (number_of(claim) or Fraction(0) for claim in pair)
    return abs(one - two)


_CHANGE_BEHIND = pattern(rf" (?:[\w'-]+ )?(?:{NOUN}|{COMPARATIVE})\b")
_CHANGE_BEFORE = pattern(rf"\b(?:(?:{VERB}|up|down)(?: by)?|{NOUN} of) $")


def _is_change(text: Wording, claim: Claim) -> bool:
    """Whether a percentage is itself a change: "a 10 per cent rise", "up 4 per cent"."""
    place = text.place(claim)
    if place is None:
        return False
    return (
        _CHANGE_BEHIND.match(text.text, place + 1) is not None
        or _CHANGE_BEFORE.search(text.text, max(0, place - 30), place) is not None
    )


def _is_said_by(text: Wording, claim: Claim) -> bool:
    """Whether a number is itself how much something changed: "rose by 300"."""
    place = text.place(claim)
    return (
        claim.change == "by"
        and place is not None
        and text.text[:place].endswith((" by ", " by about ", " by just "))
    )


def _ends(text: Wording, start: int, end: int, gap: Claim) -> list[Claim]:
    """The numbers of a sentence that a gap may lie between: percentages for points, else numbers in its own unit."""
    if gap.form == "percent_point" or (gap.form == "count" and own_noun(gap) == "point"):
        percents = [claim for claim in text.claims(start, end) if claim.form == "percent"]
        if percents or gap.form == "percent_point":
            return [
                claim for claim in percents if number_of(claim) is not None and not _is_change(text, claim)
            ]
    return [
        claim
        for claim in main_numbers(like_numbers(text, start, end, gap))
        if claim.scope not in ("additional", "each") and not _is_said_by(text, claim)
    ]
