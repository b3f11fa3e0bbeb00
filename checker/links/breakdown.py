"""Breakdowns: a total and the numbers that the wording makes its parts.

A list of parts is closed where the wording says so: a dash, a colon or a bracket after the total, "made up of", "of
whom" with "and the rest", a pair that leaves nothing out (women and men), "a total of" after the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

from checker.links.amounts import (
    PERSONS,
    alike,
    comparable,
    least,
    most,
    number_of,
    own_noun,
    sum_fits,
    sum_of,
)
from checker.links.context import Context
from checker.links.folding import Match, Shape, Wording, fold, pattern
from checker.links.operands import is_plain, like_numbers, one_slip, settled
from checker.links.subset import each
from checker.model import Claim, Closure, Link

_TOTAL = "<total:count|money|measure|duration|percent>"
_OPENERS = re.compile(
    r"\b(?:including|included?s?|among (?:them|whom|which|others)|such as|notably|mostly|mainly|at least|"
    r"for example|for instance|e\.g\.|especially|particularly|not counting|excluding|up from|down from|"
    r"compared with)\b",
    re.IGNORECASE,
)
LIST_AFTER = pattern(
    rf"{_TOTAL}(?P<noun><words:80>)(?P<mark> ?[–—] ?| -{{1,2}} |: ?| ?\()"
    r"(?P<body>(?:(?:of (?:them|those|whom|which|these),?|the|some|about) )?)"
    r"(?=<first:count|money|measure|duration|percent>)"
)
MADE_UP_OF = pattern(
    rf"{_TOTAL}(?P<noun><words:80>)(?:,? )(?:(?:which |that )?(?:is|are|was|were) )?"
    r"(?:made up of|composed of|consisting of|consists? of|consisted of|comprised of|compris(?:ing|es?|ed)|"
    r"broken down (?:into|as)|breaking down (?:into|as)|split between|divided (?:into|between|among)|"
    r"shared between)(?P<body>:? (?:the )?)"
    r"(?=<first:count|money|measure|duration|percent>)"
)
NAMED_MADE_UP_OF = pattern(
    r"\b(?:the|this|that) (?P<noun>[a-z]+) (?:(?:is|was|will be) )?(?:made up of|composed of|"
    r"consists of|consisted of|"
    r"comprises|comprised|includes only) (?:the )?(?=<first:count|money|measure>)"
)
_SAME_SUM = (
    frozenset({"gap", "hole", "shortfall", "deficit"}),
    frozenset({"package", "programme", "program", "plan", "scheme", "deal", "investment"}),
    frozenset({"grant", "award", "funding", "fund", "money"}),
    frozenset({"bill", "cost", "price", "total", "sum", "amount"}),
    frozenset({"fine", "penalty"}),
    frozenset({"toll", "casualties"}),
)
"""Nouns that a later sentence may use for the same amount."""
TOTAL_AFTER = pattern(
    r"(?P<lead>(?:for|,? making|,? giving) a (?:combined |grand )?total of|"
    r",? totall?ing|,? a (?:combined |grand )?total of|,? bringing the total to|,? or|,?) "
    rf"{_TOTAL}(?:(?P<noun>(?: [\w'-]+){{0,3}}?)(?P<tail> in all\b| in total\b| altogether\b|"
    rf" all told\b| combined\b|"
    r" overall\b| between them\b| (?:over|across|in) (?:the|both|those) (?:<:duration>|<:count>|"
    r"[a-z]+)(?: [a-z]+)?))?"
)
_PERIOD = pattern(
    r"\b(?:over|in|during|for|across) [^.;,]{0,12}?(?:<:duration>|(?:years?|months?|seasons?|games|matches)\b)"
)
"""A period after the total, which may be longer than that of the parts."""
_STRONG_LEAD = re.compile(r"total", re.IGNORECASE)
COMPLEMENTS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(left.split()), frozenset(right.split()))
    for left, right in (
        ("woman female girl lady actress schoolgirl", "man male boy gentleman actor schoolboy"),
        ("adult grown-up", "child minor juvenile kid"),
        ("soldier serviceman officer policeman combatant", "civilian noncombatant"),
        ("win victory", "loss defeat"),
        ("inpatient", "outpatient"),
        ("undergraduate", "postgraduate graduate"),
        ("single", "album double"),
        ("freshman", "sophomore"),
    )
)
"""Pairs of nouns that leave nothing of a whole out."""
_UNCOUNTED = re.compile(
    r"(?:[,;]|\band|[,;] and)\s+an?\s+(?!further|total|combined|record)[a-z]", re.IGNORECASE
)
"""An item without a number ("and a surveyor"), which counts for one or for none."""
_SOME = re.compile(
    r"\b(?:half|most|many|some|few|third|thirds|quarters?|majority|minority|one in|per cent|percent)\b|%",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r",|;|\band\b|\bplus\b|\bwhile\b|\bwith\b|\bbut\b|\bas well as\b", re.IGNORECASE)
_INITIAL = re.compile(
    r"^[\s,;]*(?:(?:and|plus|while|with|but|as well as|then|also|of them|of those|of whom|the|"
    r"another|an?|some|only|just|about|further|other|others|remaining|rest|additional|final|last|in|for|"
    r"at|on|from|to|by)[\s,]+)*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\b(?:remaining|remainder|rest|other|others|last|final)\b", re.IGNORECASE)


_ANY_TOTAL = "<total:count|money|measure|duration>"
_SUM_SAID: tuple[tuple[str, Shape], ...] = tuple(
    (cue, pattern(source))
    for cue, source in (
        (
            "a combined total",
            rf"\b(?:a|the|their|its) (?:combined|joint|grand|overall|aggregate|collective)(?: [a-z]+){{0,2}}?"
            rf"(?: (?:of|is|was))? {_ANY_TOTAL}",
        ),
        (
            "totalling",
            rf"\b(?:totall?(?:ing|ed|s)|add(?:ing|s|ed)?(?: up)?(?: to)?|making|(?:That|This|It|Which) (?:makes"
            rf"|gives|comes to|is)) {_ANY_TOTAL}",
        ),
        (
            "so much in all",
            rf"{_ANY_TOTAL}(?: [\w'-]+){{0,3}}? (?:in all|in total|altogether|all told|combined|between them|overall"
            r"|together)\b",
        ),
        (
            "together so much",
            r"\b(?:together|combined|between them|in all|in total|all told|altogether|taken together|added together)\b,?"
            rf"<words:40>{_ANY_TOTAL}",
        ),
        (
            "the total",
            rf"\b(?:total|sum|bill|overall cost) (?:of|was|is|came to|comes to|to|stands at) {_ANY_TOTAL}",
        ),
    )
)
_ALL_OF_THEM = pattern(
    r"(?:<end>|, )(?P<word>all|the|all the|those|these) <total:count>(?P<noun>(?: [a-z-]+)+)"
)
_OVERLAP = re.compile(
    r"\b(?:both|of whom|of which|of them|of those|also|as well|some of|overlap\w*|twice|net of|less|minus|after|rose|fell"
    r"|(?<!made )up|down|from|against|compared|than|previous\w*|earlier|last (?:year|month|week)|each|apiece|per|every"
    r"|more|others?|another|further|including|included|at least|at most|up to|as many as|nearly|almost|about|around"
    r"|record|target|average|followed|ahead|behind|aged)\b",
    re.IGNORECASE,
)
"""Words beside parts that let them overlap, or make them something else than all the parts of one total."""
_TAKEN_OFF = re.compile(
    r"\b(?:both|of whom|of which|of them|of those|overlap\w*|net of|less|minus|from|against|compared|than|more|others?"
    r"|another|further|including|included|average|record|target)\b",
    re.IGNORECASE,
)
"""The same between the last part and the total."""
_OUTCOMES: tuple[tuple[str, str], ...] = (
    ("pass(?:ed|es)?", "fail(?:ed|s)?"),
    ("succeed(?:ed|s)?|were successful", "fail(?:ed|s)?|were unsuccessful"),
    ("survived?|lived|are alive|were rescued|were saved", "died|were killed|are dead|perished|drowned"),
    (
        "(?:were |was )?(?:accepted|approved|granted|upheld|allowed)",
        "(?:were |was )?(?:rejected|refused|turned down"
        r"|dismissed|declined|denied|thrown out)",
    ),
    (
        "agreed|said yes|were in favou?r|were for(?: it)?",
        "disagreed|said no|were against(?: it)?|were opposed",
    ),
    ("were convicted|were found guilty", "were acquitted|were cleared|were found not guilty"),
    ("tested positive|were positive|proved positive", "tested negative|were negative|proved negative"),
    ("(?:were |arrived |ran )?on time", "(?:were |arrived |ran )?late"),
    ("attended|turned up|were present", "stayed away|were absent|did not (?:attend|turn up)"),
    (
        "(?:are |were )?occupied|are taken|were taken|are filled",
        "(?:are |were |stood |stand )?(?:empty|vacant|unfilled)",
    ),
    ("are open|were open|stayed open|remain open", "are closed|were closed|are shut|have closed|were shut"),
    ("are full-time|work full-time|full-time", "are part-time|work part-time|part-time"),
    ("are men|were men|men|males?|boys|fathers", "are women|were women|women|females?|girls|mothers"),
    ("are adults|were adults|adults", "are children|were children|children|under 18|minors"),
    ("have been sold|were sold|sold", "(?:are |were |remain(?:ed)? )?unsold|did not sell|failed to sell"),
    ("were won|won", "were lost|lost"),
)
"""Predicates of which one or the other is true of each of a number of things."""
_THIRD_WAY = re.compile(
    r"\b(?:dr[ae]wn?|withdr[ae]w\w*|pending|await\w*|undecided|abstain\w*|abstention\w*|did not|didn't|spoil\w*|missing"
    r"|rest|remain\w*|others?|unknown|not known|so far|yet|still|half|third|quarter|most|per ?cent|%|including|at least"
    r"|at first|absent|postponed|inconclusive|both|later|already|retaken?|resat|some|several|many|few|no result|void)\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Links of kind "breakdown" with the roles "whole" and "part"."""
    taken_up: set[int] = set()
    for link in (
        *_outcomes(fold(context)),
        *_sums(fold(context)),
        *_all_of_them(context, fold(context)),
        *_scale_lost(fold(context)),
    ):
        whole = link.roles["whole"][0]
        if whole.index not in taken_up:
            taken_up.add(whole.index)
            yield link
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) < 2:
            continue
        text = fold(context, block)
        taken: set[int] = set()
        for link in _in_block(context, text):
            whole = link.roles["whole"][0]
            if id(whole) not in taken and whole.index not in taken_up:
                taken.add(id(whole))
                yield link


def _in_block(context: Context, text: Wording) -> Iterator[Link]:
    yield from _made_up_of(text)
    yield from _same_sum(context, text)
    yield from _list_after(text)
    yield from _pairs(text)
    yield from _total_after(text)
    yield from _house(text)


_HOUSE = pattern(
    r"\b(?:elected|returned|has|have|holds?|held|won|consists? of|made up of|comprises?)\b<words:20>(?=<first:count>)"
    r"(?P<list><any:160>) (?:to|in|on|of) (?:the|its|a) (?:[\w-]+ )?<total:count>[ -](?:seat|member|strong|person)s?\b"
)


def _house(text: Wording) -> Iterator[Link]:
    """ "elected 17 Reds, 12 Blues and six Greens to the 35-seat council": every seat by party."""
    for match in each(text, _HOUSE):
        whole, first = match.claims["total"], text.place(match.claims["first"])
        at = text.place(whole)
        if first is None or at is None or _OPENERS.search(text.text[match.start : match.end]):
            continue
        parts = [claim for claim in text.claims(first, at) if claim.form == "count"]
        if len(parts) < 3 or any(claim.counted_origin != "own" or not is_plain(claim) for claim in parts):
            continue
        if (
            text.sentence(first) == text.sentence(at)
            and _enumerated(text, parts)
            and " and " in text.text[first:at]
        ):
            yield _link(
                whole, parts, cue="seats of a house", read_as="PART, PART and PART to the WHOLE-seat house"
            )


def _link(
    whole: Claim, parts: Sequence[Claim], *, cue: str, read_as: str, closed: Closure = "closed"
) -> Link:
    return Link(
        kind="breakdown",
        roles={"whole": (whole,), "part": tuple(parts)},
        closed=closed,
        cue=cue,
        read_as=read_as,
        excuses=('no word that leaves the list open, such as "including"',),
    )


def _sentence_end(text: Wording, place: int) -> int:
    """The end of the sentence at a place; a sentence cut off at a dash, a colon or a semicolon runs on."""
    _, end = text.sentence(place)
    while end < len(text.text) and text.text[:end].rstrip()[-1:] in "–—-:;,":
        _, end = text.sentence(end + 1)
    return end


def _list_after(text: Wording) -> Iterator[Link]:
    for match in each(text, LIST_AFTER):
        whole = match.claims["total"]
        start = match.end - len(match.group("body") or "")
        end = _sentence_end(text, match.end)
        mark = (match.group("mark") or "").strip()
        if mark == "(":
            close = text.text.find(")", match.end)
            if close < 0 or close > end:
                continue
            end = close
        else:
            again = re.search(r"[–—]|(?<= )--?(?= )", text.text[match.end : end]) if mark in "–—--" else None
            if again is not None:
                end = match.end + again.start()
        if _OPENERS.search(text.text[match.start : end]):
            continue
        parts = list_of_parts(text, start, end, whole)
        if len(parts) < 2 or not _plausible(whole, parts, match.group("noun") or ""):
            continue
        cue = {"(": "bracket", ":": "colon"}.get(mark, "dash")
        yield _link(whole, parts, cue=cue, read_as=f"WHOLE noun {mark} PART ... and PART ...")


_MARKER = re.compile(r"(?:\)|\.(?= [a-z]))")
"""What makes a number the mark of an item: "in two ways: 1. directly and 2. indirectly"."""
_GROUP_OF = re.compile(
    r" an? (?:crew|team|group|party|staff|family|couple|further|total) of (?=\S|$)", re.IGNORECASE
)
"""Words before a part that name its members together: "and a crew of five"."""


def list_of_parts(text: Wording, start: int, end: int, whole: Claim) -> list[Claim]:
    """The numbers of a list of items that each begin with a number; empty where an item does not."""
    parts: list[Claim] = []
    if _UNCOUNTED.search(_GROUP_OF.sub(" ", text.text[start:end])):
        return parts
    previous = start
    for claim in text.claims(start, end):
        at = text.place(claim)
        if at is None or _MARKER.match(text.text, at + 1):
            return []
        if not comparable(claim, whole):
            previous = at + 1 if claim.form in ("date", "year", "weekday", "clock_time", "age") else previous
            continue
        lead = _GROUP_OF.sub(" ", text.text[previous:at])
        separators = list(_SEPARATOR.finditer(lead))
        item = lead[separators[-1].start() :] if separators and parts else lead
        if (parts and not separators) or not _INITIAL.match(item):
            return []
        parts.append(claim)
        previous = at + 1
    return parts


def _plausible(whole: Claim, parts: Sequence[Claim], noun: str) -> bool:
    """Whether the numbers can be a whole and its parts at all: nouns that agree, or a sum that nearly does."""
    if number_of(whole) in (None, Fraction(0), Fraction(1)) or len({id(part) for part in parts}) < 2:
        return False
    if sum_fits(parts, whole):
        return True
    if not all(_kin(part, whole) for part in parts):
        return False
    total, said = sum_of(parts), number_of(whole)
    if total is None or said is None:
        return False
    return total <= 2 * said and said <= 2 * total


def _kin(part: Claim, whole: Claim) -> bool:
    if alike(part, whole):
        return True
    first, second = own_noun(part), own_noun(whole)
    return first in PERSONS and second in ("body", "death", "life", "fatality", "casualty", "victim")


def _made_up_of(text: Wording) -> Iterator[Link]:
    for match in each(text, MADE_UP_OF):
        whole = match.claims["total"]
        end = _sentence_end(text, match.end)
        if _OPENERS.search(text.text[match.start : end]) or _in_relative_clause(text, match):
            continue
        parts = list_of_parts(text, match.end, end, whole)
        if any(
            part.form == "percent" and part.base is not None and part.base != whole.base for part in parts
        ):
            continue
        if len(parts) >= 2 and number_of(whole) is not None:
            yield _link(whole, parts, cue="made-up-of", read_as="WHOLE, made up of PART, PART and PART")


def _in_relative_clause(text: Wording, match: Match) -> bool:
    """Whether the number stands in a clause of its own: "the sale, which will raise N, comprises ..."."""
    start, _ = text.sentence(match.start)
    if not re.search(
        r",[\"”’']?\s*(?:which|that|who)\b[^,]*$", text.text[start : match.start], re.IGNORECASE
    ):
        return False
    return "," in (match.group("noun") or "")


def _same_sum(context: Context, text: Wording) -> Iterator[Link]:
    """ "a £9m gap ... The gap is made up of £5m for A, £3m for B and £1m for C"."""
    for match in each(text, NAMED_MADE_UP_OF):
        noun = (match.group("noun") or "").lower()
        first = match.claims["first"]
        end = _sentence_end(text, match.end)
        if _OPENERS.search(text.text[match.start : end]):
            continue
        group = next((words for words in _SAME_SUM if noun in words), frozenset({noun}))
        named = re.compile(rf"^(?:[ -][\w'-]+){{0,2}}?[ -](?:{'|'.join(sorted(group))})\b", re.IGNORECASE)
        wholes = []
        for claim in context.claims:
            if claim.block > text.block or (claim.block == text.block and claim.start >= first.start):
                break
            if comparable(claim, first) and named.match(
                context.text(claim.block)[claim.end : claim.end + 40]
            ):
                wholes.append(claim)
        parts = list_of_parts(text, match.found.start("first"), end, first)
        if wholes and len(parts) >= 2 and len({number_of(whole) for whole in wholes}) == 1:
            yield _link(
                wholes[-1],
                parts,
                cue="named-made-up-of",
                read_as="WHOLE ... The sum is made up of PART and PART",
            )


_ANOTHER_PART = pattern(
    r"(?: [\w'-]+){1,3}?,?(?: and|,) (?:the |an? )?(?:<:count>|child\b|baby\b|infant\b|toddler\b|teenager\b)"
)


def _pairs(text: Wording) -> Iterator[Link]:
    """Two numbers side by side whose nouns leave nothing out, after a total: "20 bodies, eleven women and nine men"."""
    claims = [claim for claim in text.claims(0, len(text.text)) if claim.form == "count"]
    for first, second in pairwise(claims):
        if first.counted_origin != "own" or not _complement(first, second):
            continue
        left, right = text.place(first), text.place(second)
        if (
            left is None
            or right is None
            or not re.fullmatch(
                r"(?: [\w'-]+){1,4},?(?: and)? (?:the )?(?:(?:other|remaining) )?",
                text.text[left + 1 : right],
            )
        ):
            continue
        if _ANOTHER_PART.match(text.text, right + 1):
            continue  # "eight men, four women and two children"
        start, _ = text.sentence(left)
        lead = text.text[start:left]
        if not re.search(r"(?:,|–|—|-|:|\()\s?(?:the )?$|\b(?:included|includes|were|are|with)\s$", lead):
            continue
        wholes = [
            claim
            for claim in text.claims(start, left)
            if claim.form == "count"
            and claim.quantity.value not in (0, 1)
            and _holds_both(claim, first, second)
        ]
        if not wholes or _OPENERS.search(lead[text.place(wholes[-1]) or 0 :]):
            continue
        whole = wholes[-1]
        between = text.text[(text.place(whole) or 0) + 1 : left]
        if (
            len(between) > 90
            or _SOME.search(text.text[start:left])
            or any(claim.form in ("ratio", "percent") for claim in text.claims(start, left))
        ):
            continue
        yield _link(whole, (first, second), cue="complements", read_as="WHOLE, PART women and PART men")


def _complement(first: Claim, second: Claim) -> bool:
    if first.counted is None or second.counted is None:
        return False
    return any(
        (first.counted in left and second.counted in right)
        or (first.counted in right and second.counted in left)
        for left, right in COMPLEMENTS
    )


_OF_ONE_KIND = {"child": frozenset({"girl", "boy"}), "adult": frozenset({"woman", "man"})}
"""Groups of persons that are a part themselves, and the nouns that divide them."""


def _holds_both(whole: Claim, first: Claim, second: Claim) -> bool:
    noun = own_noun(whole)
    if noun is None:
        return False
    if any(noun in left or noun in right for left, right in COMPLEMENTS):
        return {first.counted, second.counted} <= _OF_ONE_KIND.get(noun, frozenset())
    return (
        noun in PERSONS
        or noun in ("body", "death", "pupil", "fatality", "game", "match", "arrest", "suspect")
    ) and noun not in (
        first.counted,
        second.counted,
    )


def _total_after(text: Wording) -> Iterator[Link]:
    """Parts and then their total: "$3m from A, $2m from B and $1m from C, for a total of $6m"; "2 and 3, 5 in all"."""
    for match in each(text, TOTAL_AFTER):
        whole = match.claims["total"]
        lead = match.group("lead") or ""
        if not _STRONG_LEAD.search(lead) and not match.group("tail"):
            continue
        start, _ = text.sentence(match.start)
        parts = [claim for claim in text.claims(start, match.start) if comparable(claim, whole)]
        if len(parts) < 2 or len(parts) > 8:
            continue
        if lead.strip() == "" and not text.text[: match.start].endswith((",", "–", "—")):
            continue
        if _OPENERS.search(text.text[start : match.end]) or not all(alike(part, whole) for part in parts):
            continue
        if any(_larger(part, whole) for part in parts) or any(_is_rate(text, part) for part in parts):
            continue
        if not sum_fits(parts, whole) and (
            text.text[: match.start].endswith((" in", " of"))
            or _PERIOD.search(text.text, match.end, match.end + 60)
        ):
            continue
        if not sum_fits(parts, whole) and not _enumerated(text, parts):
            continue
        yield _link(whole, parts, cue="total-after", read_as="PART, PART and PART, for a total of WHOLE")


def _is_rate(text: Wording, part: Claim) -> bool:
    """Whether the number counts more than once: "£85 each"."""
    place = text.place(part) or 0
    return part.per is not None or bool(
        re.match(
            r"(?: [\w'-]+){0,2}? (?:each|apiece|per|every|a (?:day|week|month|year|head))\b",
            text.text[place + 1 :],
        )
    )


def _larger(part: Claim, whole: Claim) -> bool:
    low, high = least(part), most(whole)
    return low is not None and high is not None and low > high


def _enumerated(text: Wording, parts: Sequence[Claim]) -> bool:
    """Whether the parts stand in one coordination with like frames: each has a preposition of its own or a noun."""
    places = [text.place(part) for part in parts]
    for left, right in pairwise(places):
        if left is None or right is None:
            return False
        gap = text.text[left + 1 : right]
        if (
            len(gap) > 90
            or not _SEPARATOR.search(gap)
            or re.search(r"[.;:]|\b(?:than|from \W*$|to \W*$)", gap)
        ):
            return False
    return True


# ── totals that name no parts ──


def _sums(text: Wording) -> Iterator[Link]:
    """A total that says it is one, after the only numbers that it can be the sum of."""
    for cue, wording in _SUM_SAID:
        for match in each(text, wording):
            total = match.claims["total"]
            place = text.place(total)
            if place is None or not is_plain(total) or number_of(total) is None:
                continue
            start, _ = text.sentence(place)
            parts = _addends(text, start, match.start, total)
            previous = text.previous_sentence(place)
            if len(parts) < 2 and not parts and previous is not None:
                start = previous[0]
                parts = _addends(text, *previous, total)
            found = _summed(text, parts, total, start, match.start)
            if found is not None:
                yield _link(total, found, cue=cue, read_as="PART and PART, WHOLE in all")


def _addends(text: Wording, start: int, end: int, total: Claim) -> list[Claim]:
    found = [
        claim for claim in like_numbers(text, start, end, total) if claim.per is None and alike(claim, total)
    ]
    counting = [
        claim for claim in found if number_of(claim) == len(found) - 1 and claim.quantity.written.in_words
    ]
    return [claim for claim in found if claim not in counting[:1]]  # "three books sold A, B and C"


def _summed(
    text: Wording, parts: Sequence[Claim], total: Claim, start: int, end: int, *, tight: bool = False
) -> Sequence[Claim] | None:
    """The numbers that a total is the sum of: those that make it, else all of them if nothing speaks against it."""
    if not 2 <= len(parts) <= 7:
        return None
    choices: list[Sequence[Claim]] = [
        chosen for size in range(len(parts), 1, -1) for chosen in combinations(parts, size)
    ]
    proved = next((chosen for chosen in choices if sum_of(chosen) == number_of(total)), None)
    if proved is not None:
        return proved
    first, last = text.place(parts[0]), text.place(parts[-1])
    if first is None or last is None:
        return None
    lead = text.text[start:end]

    def off(chosen: Sequence[Claim]) -> bool:
        whole, added = number_of(total), sum_of(chosen)
        if not whole or not added or any(not is_plain(part) for part in chosen):
            return False
        if any((number_of(part) or 0) >= whole for part in chosen):
            return False
        near = Fraction(9, 10) <= whole / added <= Fraction(10, 9)
        return (
            (near if tight else Fraction(3, 4) <= whole / added <= Fraction(4, 3) or one_slip(whole, added))
            and _OVERLAP.search(text.text, start, last) is None
            and _OPENERS.search(lead) is None
            and _TAKEN_OFF.search(text.text, last, end) is None
            and _UNCOUNTED.search(text.text[first:last]) is None
            and _enumerated(text, chosen)
        )

    return settled(
        [list(parts)], fits=lambda chosen: sum_fits(chosen, total) and _enumerated(text, chosen), off=off
    )


def _all_of_them(context: Context, text: Wording) -> Iterator[Link]:
    """ "84 passengers and six crew were aboard. All 90 people ...": the number of all, after the two that make it."""
    for match in each(text, _ALL_OF_THEM):
        total = match.claims["total"]
        place = text.place(total)
        previous = text.previous_sentence(place) if place is not None else None
        if place is None or previous is None or not is_plain(total) or own_noun(total) not in PERSONS:
            continue
        value = number_of(total)
        if value is None or any(
            number_of(claim) == value and claim is not total
            for claim in context.claims
            if claim.form == "count"
        ):
            continue
        parts = [claim for claim in text.claims(*previous) if claim.form == "count"]
        if not all(own_noun(part) in PERSONS or own_noun(part) in ("crew", "staff", None) for part in parts):
            continue
        if not any(own_noun(part) is not None for part in parts):
            continue
        found = _summed(text, parts, total, *previous, tight=True)
        if found is not None:
            yield _link(total, found, cue="all of them", read_as="PART and PART. All WHOLE of them")


def _scale_lost(text: Wording) -> Iterator[Link]:
    """ "$3 billion and $2 billion. The $5 million programme": the sum of the sentence before, but for its scale word."""
    for match in text.search(_THE_SUM):
        total = match.claims["total"]
        previous = text.previous_sentence(match.start + 1)
        if previous is None or not is_plain(total):
            continue
        parts = [
            claim
            for claim in text.claims(*previous)
            if comparable(claim, total) and number_of(claim) is not None
        ]
        added, whole = sum_of(parts), number_of(total)
        if not 2 <= len(parts) <= 5 or not added or not whole or added == whole:
            continue
        if any(added == whole * power or whole == added * power for power in (10, 1000, 1_000_000)):
            yield _link(total, parts, cue="sum, another scale", read_as="PART and PART. The WHOLE ...")


_THE_SUM = pattern(
    r"<end>(?:The|This|That|Their|Its|Together|In all,|Altogether,?)(?: [\w-]+){0,3}? <total:money|measure>"
)


def _outcomes(text: Wording) -> Iterator[Link]:
    """ "Of the 282 pupils 189 passed and 93 failed": two outcomes of which each has one or the other."""
    stretches = list(text.sentences_with(2))
    for wording in _outcome_patterns():
        for match in (match for low, high in stretches for match in text.search(wording, low, high)):
            first, second = match.claims["first"], match.claims["second"]
            start, end = text.sentence(match.start)
            before = [claim for claim in text.claims(start, match.start) if claim.form == "count"]
            if not before:
                previous = text.previous_sentence(match.start)
                if previous is None:
                    continue
                start = previous[0]
                before = [claim for claim in text.claims(*previous) if claim.form == "count"]
            counts = [claim for claim in text.claims(match.start, end) if claim.form == "count"]
            if (
                len(before) != 1
                or len(counts) != 2
                or not all(is_plain(claim) for claim in (*before, first, second))
            ):
                continue
            whole = before[0]
            value, added = number_of(whole), sum_of([first, second])
            if value is None or added is None or _THIRD_WAY.search(text.text[start:end]):
                continue
            if (
                own_noun(whole) is None
                or not Fraction(2, 3) <= value / added <= Fraction(3, 2)
                or value in (added * 2,)
            ):
                continue
            yield _link(
                whole,
                (first, second),
                cue="one outcome or the other",
                read_as="WHOLE, PART passed, PART failed",
            )


@cache
def _outcome_patterns() -> tuple[Shape, ...]:
    join = (
        r"(?: [\w'-]+){0,4}?(?:,| –| —|;)? ?(?:and|while|but|with|against)? ?(?:the other |the remaining )?"
    )
    return tuple(
        pattern(
            rf"<first:count>(?: [\w'-]+){{0,4}}? (?:{one}){join}<second:count>(?: [\w'-]+){{0,4}}? (?:{other})\b"
        )
        for left, right in _OUTCOMES
        for one, other in ((left, right), (right, left))
    )
