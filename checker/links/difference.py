"""Differences that a text states beside the two numbers: majorities, margins, leads, gaps, "that is N more than"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.links.amounts import comparable, number_of, own_noun
from checker.links.context import Context
from checker.links.folding import Match, Wording, fold, pattern
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
            for claim in context.claims
            if claim is not now
            and claim is not before
            and claim.form == "count"
            and claim.counted == now.counted
            and claim.counted_origin == "own"
            and claim.modality == "asserted"
            and abs(claim.block - now.block) <= 5
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
