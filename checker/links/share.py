"""Shares of a whole: "46 of the 212, or 22 %", "of the 1,240, 310 left, a rate of 25 %", "a third of its 96 staff".

Roles: `part`, `whole`, and `share` (a percentage) or `fraction` (a fraction word or
"one in five", in percent).
A share in two forms, "a third, 31 per cent", is of kind `same_share` with the roles `fraction` and `share`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.intervals import Interval
from checker.links.change_words import COMPARATIVE, NOUN
from checker.links.comparing import (
    alike,
    as_percent,
    as_written,
    nouns_agree,
    value_of,
    word_claim,
    worked_with,
)
from checker.links.context import Context
from checker.links.folding import Match, Shape, Wording, fold, pattern
from checker.links.operands import about, is_plain, pairs_around, percent_near, settled
from checker.links.subset import FRONTED, OF_THE
from checker.model import Claim, Link, Reading

_WHOLE = "<whole:count|money|measure>"
_PART = "<part:count|money|measure>"
_SHARE = "<share:percent|ratio>"
_OWN = (
    r"(?:the |its |their |his |her |our |all |all the |some |those |these |[\w.-]+'s? |a total of |more than"
    r" ){0,3}"
)
_NO_BASE = r"(?! of (?!(?:the|that|all|this)? ?(?:total|whole|them|those|these|all)\b))"
_NOT_OF_THEM = r"(?! of (?:them|those|these)\b)"
"""Behind a part, "half of them" is half of that part."""
_NAMED = (
    r"(?:(?:an?|the) (?:[\w'-]+ ){0,2}(?:rate|share|proportion|ratio|percentage|turnout|figure|response"
    r"|average) of "
    r"|equivalent to |equal to |representing |accounting for |making up |which is |that is |i\.e\. |some"
    r" |just |only )"
)
_ALSO = rf"(?:,| -| –|–| —|—| \() ?(?:or )?{_NAMED}?"

_ONE_SENTENCE: tuple[tuple[str, Shape], ...] = tuple(
    (cue, pattern(source))
    for cue, source in (
        (
            "part of the whole, or share",
            rf"{_PART}<gap:30> (?:out )?of {_OWN}{_WHOLE}<words:70>{_ALSO}{_SHARE}{_NO_BASE}{_NOT_OF_THEM}",
        ),
        (
            "part or share of the whole",
            rf"{_PART}<gap:25>(?:,| \() ?(?:or )?{_SHARE},? (?:\) ?)?of {_OWN}{_WHOLE}",
        ),
        (
            "part (share) of the whole",
            rf"{_PART} ?\({_SHARE}\)<gap:15> (?:out )?of {_OWN}{_WHOLE}",
        ),
        (
            "of the whole, part, or share",
            rf"\b(?:of|among|out of) {_OWN}{_WHOLE}<words:90>, <words:15>{_PART}<words:70>(?:,| -| –|–| —"
            rf"|—| \() ?(?:or {_NAMED}?|{_NAMED}){_SHARE}{_NO_BASE}",
        ),
        (
            "of the whole, part (share)",
            rf"\b(?:of|among|out of) {_OWN}{_WHOLE}<words:90>, <words:15>{_PART}<gap:20> \({_SHARE}\)",
        ),
        (
            "share of the whole, or part",
            rf"{_SHARE}(?:,)? of {_OWN}{_WHOLE}<gap:40>(?:, or|, that is|,? \(| - or| – or| — or) ?"
            rf"(?:some |about )?{_PART}(?! (?:of|in) )",
        ),
        (
            "turnout of share: of the whole, part",
            r"\b(?:turnout|participation|response rate|uptake|take-up|pass rate|success rate|clear-up"
            rf" rate)<words:25>{_SHARE}<words:80>[:;,–—-] ?(?:of|from)"
            rf" {_OWN}{_WHOLE}<words:60>,<words:15>{_PART}",
        ),
        (
            "share: part of the whole",
            rf"{_SHARE}(?<! )<gap:30>(?:: ?| ?\(| - | – | — |, (?:with )?){_PART}<gap:12> (?:out )?of"
            rf" {_OWN}{_WHOLE}",
        ),
        (
            "whole, of whom part, or share",
            rf"{_WHOLE}<words:50>,? of (?:whom|which|those|them|these),? <words:12>{_PART}<gap:30>(?:,|"
            rf" \() ?(?:or {_NAMED}?|{_NAMED})?{_SHARE}{_NO_BASE}",
        ),
        (
            "whole, part of them, or share",
            rf"{_WHOLE}<words:60>{_PART}<gap:10> of (?:whom|which|those|them|these)<gap:20>(?:,| \() ?"
            rf"(?:or {_NAMED}?|{_NAMED}){_SHARE}{_NO_BASE}",
        ),
        (
            "part of the whole, a share rate",
            rf"{_PART}<gap:30> (?:out )?of {_OWN}{_WHOLE}<words:60>(?:,| -| –|–| —|—) ?(?:an?|the)"
            rf" {_SHARE} (?:[\w-]+ )?(?:rate|share|proportion|response|turnout|ratio)",
        ),
        (
            "out of the whole part, or share",
            rf"\b(?:out of|of) {_OWN}{_WHOLE}<words:90> {_PART}(?:,| \() ?(?:or {_NAMED}?"
            rf"|{_NAMED}){_SHARE}{_NO_BASE}",
        ),
        (
            "whole, part of them (share)",
            rf"{_WHOLE}<words:60>{_PART} of (?:whom|which|those|them|these) \({_SHARE}\)",
        ),
        (
            "the whole includes part, or share",
            rf"{_WHOLE} [\w-]+(?: [\w-]+)? includ(?:e|es|ed) {_PART}<gap:20>, or {_SHARE}{_NO_BASE}",
        ),
        (
            "profit on sales, a margin",
            rf"\b(?:profit|earnings|surplus|loss|income) of {_PART}<words:25> (?:on|from) (?:<words:20>)?"
            r"(?:sales|revenues?|turnover|income) of"
            rf" {_WHOLE}<words:30>,? an? (?:profit |net |operating |gross |pre-tax )?margin of {_SHARE}",
        ),
        (
            "share of the whole, part in apposition",
            rf"<share:ratio|percent> of {_OWN}{_WHOLE}<gap:30>, {_PART}(?: [\w-]+){{0,2}},(?! <:quantity>)",
        ),
    )
)
_TWO_SENTENCES: tuple[tuple[str, Shape], ...] = tuple(
    (cue, pattern(source))
    for cue, source in (
        (
            "of the whole, part. That is share",
            rf"\bof {_OWN}{_WHOLE}<words:90>, <words:15>{_PART}<words:90><end>(?:That|This|It|Which) "
            r"(?:is|was|represents|represented|amounts to|amounted to|makes up|made up|accounts for"
            r"|accounted for|equals|equalled|comes to|came to|works out at) (?:just |only |a share of |a"
            rf" rate of )?{_SHARE}",
        ),
        (
            "part of the whole. That is share",
            rf"{_PART}<gap:30> (?:out )?of {_OWN}{_WHOLE}<words:90><end>(?:That|This|It) (?:is|was"
            r"|represents|represented|amounts to|makes up|made up|accounts for|equals|comes to|works out"
            rf" at) (?:just |only |a share of |a rate of )?{_SHARE}",
        ),
        (
            "share of the whole. The part who",
            rf"{_SHARE} of {_OWN}{_WHOLE}<words:120><end>(?:The|Those|All|These) {_PART}(?:"
            rf" [\w-]+){{0,2}} (?:who|that|which|to be|being|affected|concerned|involved|are to|will|were"
            r"|are|have)\b",
        ),
        (
            "share would; of the whole, part would",
            rf"<share:ratio|percent> (?:of )?<gap:60><words:40><end>Of {_OWN}{_WHOLE}<words:70>,"
            rf" <words:10>{_PART} (?:said |say |of them )?(?:that )?(?:they |it |he |she )?(?:would|did"
            r"|had|do|could|agreed|were|was so|said so|said yes)\b",
        ),
        (
            "whole. Of those, part. That share",
            rf"{_WHOLE}<words:90>(?:<end>|; ?|, ?)(?:But |And |Only )?<words:40>of (?:those|them|these"
            r"|which|whom),?"
            rf" <words:12>{_PART}<words:120><end>\W?(?:That|This|The) {_SHARE}\b",
        ),
        (
            "whole. Part of those. That share",
            rf"{_WHOLE}<words:90>(?:<end>|; ?|, ?)(?:But |And |Only )?<words:40>{_PART}<gap:12>"
            rf" of (?:those|them|these|which|whom)<words:120><end>\W?(?:That|This|The) {_SHARE}\b",
        ),
    )
)
_TWO_MORE: tuple[tuple[str, Shape], ...] = tuple(
    (cue, pattern(source))
    for cue, source in (
        (
            "share of them failed. They looked at the whole and found part",
            rf"{_SHARE} (?:of )?<gap:60>[^<end>]{{0,60}}<end><words:40>\b(?:looked at|tested|inspected|examined"
            rf"|checked|surveyed"
            r"|questioned|interviewed|polled|sampled|visited|studied|asked|reviewed|screened|analysed|analyzed)"
            r" (?:all |some )?"
            rf"{_WHOLE}<words:50>(?:\band\b|, of (?:whom|which)|;)<words:30>{_PART}(?! (?:of|out of|in) )",
        ),
        (
            "share, in the words of a claim. The figures: of the whole, part",
            rf"{_SHARE} (?:of )?<gap:60>[^<end>]{{0,60}}<end><words:50>\b(?:figures?|records?|data|report|survey"
            rf"|count|books|study)\b"
            rf"<words:40>\b(?:of|out of) {_OWN}{_WHOLE}<words:50>, <words:15>{_PART}",
        ),
        (
            "share of the whole; part voted for it",
            rf"{_SHARE} of {_OWN}{_WHOLE}(?: [\w-]+){{0,6}}?(?:;| –| —|:| \() ?{_PART} (?:of them |members |people"
            rf" )?[a-z]+(?:ed|t|n|s)\b",
        ),
    )
)
_SAME: tuple[tuple[str, Shape], ...] = tuple(
    (cue, pattern(source))
    for cue, source in (
        (
            "fraction of them, share",
            r"<fraction:ratio> (?:of )?<gap:50>(?:<:age>[\w-]*)?<gap:30>(?:,| \(| -| –|–| —|—) ?(?:or "
            r"|at |some )?<share:percent>(?:,|\)|\.| -| –|–| —|—|<end>)",
        ),
        (
            "share, or fraction",
            r"<share:percent>(?: of <gap:50>)?(?:, or| \(|, that is,?| - or| – or| — or| - that is| –"
            r" that is) ?<fraction:ratio>(?! of (?:the|its|their) [\w-]+ (?:than|as))",
        ),
        (
            "share ..., or fraction of the total",
            r"<share:percent><gap:40>, or <fraction:ratio> of (?:the|all|them|those)",
        ),
    )
)
_MOST_SHARE = pattern(
    r"(?P<word>\b(?:most|an? (?:[\w-]+ )?majority)(?: of)?) (?!recent|likely|important)<gap:40>(?:,| \(| –| —|:)"
    r" ?<share:percent>(?:,|\)| –| —)"
)
_MAJORITY = pattern(
    r"(?P<word>\b(?:an?|the) (?:clear |large |slim |narrow |overwhelming |bare |vast |small |big"
    r" )?majority of|\bmost) (?!recent|of all|likely|important|notably)<gap:70>\b(?P<verb>support"
    r"|supported|back|backed|favou?r|favou?red|want|wanted|agree|agreed|approve|approved|oppose|opposed"
    r"|say|said|think|believe|are in favou?r|are against)\b"
)
_FOR = pattern(
    r"<share:percent><gap:25> (?:(?:were|are|was|is|voted|came out|said (?:that )?they were) (?:in"
    r" favou?r|for it|for|supportive"
    r"|behind it)|supported|support|backed|back|approved|approve|agreed|agree|favou?red|favou?r|wanted"
    r"|want|said yes|voted yes)\b"
)
_AGAINST = pattern(
    r"<share:percent><gap:25> (?:(?:were|are|was|is|voted|came out|said (?:that )?they were) (?:against"
    r"|opposed)|opposed|oppose"
    r"|rejected|reject|disapproved|disapprove|said no|voted no)\b"
)


@dataclass(frozen=True, slots=True)
class _Share:
    part: Claim
    whole: Claim
    share: Claim
    cue: str


_WORTH = (
    r"(?:rate|share|proportion|ratio|percentage|turnout|figure|response|take-up|uptake|margin|fraction|total|tally|return"
    r"|yield|average|occupancy|attendance|majority|pass mark|hit rate|strike rate|reading)"
)
_SAID_SHARE = (
    pattern(
        r"(?:,| \(| -| –| —|:|;|\bor|\bmeaning|\bwhich (?:is|was)|\bthat (?:is|was)|<end>(?:That|This|It) (?:is|was"
        r"|represents|amounts to|makes up|equals)|\bequal to|\bequivalent to|\brepresent(?:ing|s|ed)"
        r"|\baccount(?:ing|s|ed) for|\bma(?:king|kes|de) up|\bamount(?:ing|s|ed) to)"
        rf" ?(?:or )?(?:(?:an?|the) (?:[\w-]+ ){{0,2}}{_WORTH} of |just |only |some |about |that is |which is |i\.e\. )?"
        rf"{_SHARE}(?! (?:[\w-]+ )?(?:{NOUN}|{COMPARATIVE})\b)(?! as\b| again\b)"
    ),
    pattern(rf"\b{_WORTH} (?:of|was|is|at|to) (?:just |only )?{_SHARE}"),
    pattern(rf"{_SHARE} (?:[\w-]+ )?{_WORTH}\b"),
    pattern(rf"{_SHARE} of (?:them|those|these|whom|which|the total|the whole|all|it|that|the lot)\b"),
    pattern(
        rf"\b(?:cover\w*|fund\w*|met|meets?|meeting|paid|pays?|owns?|owned|holds?|held) <gap:20>{_SHARE}"
        rf" of {_OWN}<whole:money|count>"
    ),
)
_OTHER_BASES = re.compile(
    r"\b(?:including|each|turnout|ris(?:es?|ing)|rose|falls?|falling|fell|risen|fallen|cuts?|lost"
    r"|gain\w*|added|adds?|grew|grown|up|down|increase\w*|decrease\w*|decline\w*|compared|than|against"
    r"|previous\w*|last (?:year|month|time)|a year (?:ago|earlier)|interest|inflation|on average|stake|discount|tax"
    r"|vat|levy|commission|deposit|from [^\x00-\uffff] to|below|above|average)\b",
    re.IGNORECASE,
)
"""Words of a sentence whose percentage need be no share of the number beside it."""
_SAYS_ALL = frozenset(
    {
        None,
        "they",
        "total",
        "whole",
        "all",
        "it",
        "that",
        "them",
        "those",
        "these",
        "number",
        "lot",
        "whom",
        "fleet",
        "workforce",
        "membership",
        "electorate",
        "intake",
        "stock",
        "catch",
        "harvest",
        "turnout",
        "vote",
    }
)


def _alone(text: Wording) -> Iterator[Link]:
    """ "Breath samples were taken from 640 motorists. Sixteen failed, a rate of 4.5 per cent": no other numbers near."""
    stretches = text.sentences_of("percent", "ratio")
    for wording, (low, high) in ((wording, stretch) for wording in _SAID_SHARE for stretch in stretches):
        for match in text.search(wording, max(low - 1, 0), high):
            said = match.claims["share"]
            place = text.place(said)
            if place is None or said.change is not None or said.scope in ("additional", "remaining"):
                continue
            start, end = text.sentence(place)
            if (
                sum(claim.form in ("percent", "ratio", "percent_point") for claim in text.claims(start, end))
                != 1
            ):
                continue
            link = _share_around(text, place, said)
            if link is not None:
                yield link


_OF_SUCH = re.compile(
    r" of (?:an?|the|its|their|his|her|some|about|total|all)\b[^,;:.\x1e\ud800-\U0010ffff]{0,50}$"
)


def _leads_to(text: Wording, said: Claim, whole: Claim) -> bool:
    """Whether the share is of the whole in so many words: "12% of an inmate population of 14,000"."""
    place, at = text.place(said), text.place(whole)
    return (
        place is not None
        and at is not None
        and place < at
        and _OF_SUCH.match(text.text[place + 1 : at]) is not None
    )


def _of_a_fraction(text: Wording) -> Iterator[Link]:
    """ "One in five had to wait: of 2,400 who came, 840 did": a fraction, then the part and the whole it sums up."""
    for match in text.search(_FRACTION_FIRST):
        said = match.claims["share"]
        start, end = text.sentence(match.start)
        following = text.next_sentence(match.start)
        stop = following[1] if following is not None and ":" not in text.text[match.end : end] else end
        if (
            sum(claim.form in ("percent", "ratio", "percent_point") for claim in text.claims(start, stop))
            != 1
        ):
            continue
        if stop != end and (
            _AT_A_TIME.search(text.text, match.end, stop)
            or any(claim.form in ("year", "date", "decade") for claim in text.claims(start, stop))
        ):
            continue
        if _REQUIRED.search(text.text, start, match.end):
            continue
        pairs = [
            (found.claims["part"], found.claims["whole"])
            for wording in (OF_THE, FRONTED)
            for found in text.search(wording, match.end - 2, stop)
        ]
        counts = [claim for claim in text.claims(start, stop) if claim.form in ("count", "money", "measure")]
        if len(pairs) != 1 or len(counts) != 2 or _OTHER_BASES.search(text.text, match.end, stop):
            continue
        pair = alike(*pairs[0])
        if pair is None or not all(is_plain(claim) for claim in pair):
            continue
        part, whole = (value_of(claim) or Fraction(0) for claim in pair)
        value = value_of(as_percent(said)) or Fraction(0)
        if 0 < part < whole and Fraction(2, 5) <= value * whole / part / 100 <= Fraction(5, 2):
            link = _share(*pair, said, "fraction; of the whole, part")
            if link is not None:
                yield link


_FRACTION_FIRST = pattern(
    r"(?:^|<end>|\x1d|, |\bthat )(?:(?:only|just|but|almost|nearly|about|around|some|more than|over|fewer than|under) )?"
    r"<share:ratio>(?: of)?(?: (?:[\w'-]+|<:time>)){1,12}?(?::| \(| -| –| —|;|,|\.?<end>)"
)


_HALFWAY = pattern(
    r"(?P<hedge>\b(?:more than|over|past|well over|beyond|nearly|almost|about|around|not (?:yet|even|quite)|less"
    r" than|just over"
    r"|just under) )?(?P<word>\bhalf[ -]?way)(?P<past> past)? (?:to|towards?|through|there)<words:40><whole:money"
    r"|count|measure>"
)
_WAYS = {
    "": (45, 55), "about ": (40, 60), "around ": (40, 60), "nearly ": (38, 50), "almost ": (38, 50),
    "just under ": (42, 50), "just over ": (50, 58),
}  # fmt: skip


_ON_THE_WAY = pattern(
    r"<share:ratio|percent> of the way (?:to|towards?|through|along)<words:40><whole:money|count|measure>"
)


def _halfway(context: Context, text: Wording) -> Iterator[Link]:
    """ "Halfway to its goal of $2 million, having taken in $1 million"."""
    for match in text.search(_ON_THE_WAY):
        start, end = text.sentence(match.start)
        whole = match.claims["whole"]
        others = [
            claim
            for claim in text.claims(start, end)
            if claim.index not in (whole.index, match.claims["share"].index)
            and alike(claim, whole) is not None
        ]
        if len(others) == 1 and is_plain(others[0]):
            link = _share(
                others[0], as_written(whole), match.claims["share"], "so much of the way to the whole"
            )
            if link is not None:
                yield link
    for match in text.search(_HALFWAY):
        whole = match.claims["whole"]
        start, end = text.sentence(match.start)
        parts = [
            claim
            for claim in text.claims(start, end)
            if claim.index != whole.index
            and claim.quantity.value is not None
            and alike(claim, whole) is not None
        ]
        hedge = (match.group("hedge") or "").lower()
        low, high = _WAYS.get(hedge, (50, 100))
        if "not" in hedge or "less" in hedge:
            low, high = 0, 50
        elif match.group("past"):
            low, high = 50, 100
        if len(parts) != 1 or not is_plain(parts[0]):
            continue
        at, to = match.span("word")
        around = Interval.between(low, high)
        word = word_claim(
            context,
            block=match.block("word"),
            start=at,
            end=to,
            form="percent",
            unit="percent",
            reading=Reading(core=around, wide=around, unit="percent"),
            why="halfway is half of it",
        )
        link = _share(parts[0], whole, word, "halfway to the whole")
        if link is not None:
            yield replace(
                link, roles={"part": link.roles["part"], "whole": (as_written(whole),), "fraction": (word,)}
            )


_AT_A_TIME = re.compile(
    r"\b(?:this|last|next) (?:year|month|week|season|spring|summer|autumn|winter)|\b(?:so far|now|today|another|a"
    r" second|later)\b",
    re.IGNORECASE,
)


_REQUIRED = re.compile(
    r"\b(?:needs?|needed|requires?|required|must|necessary|at least|threshold|quorum)\b", re.IGNORECASE
)


def _share_around(text: Wording, place: int, said: Claim) -> Link | None:
    percent = as_percent(said)
    value = value_of(percent)
    if value is None:
        return None
    start, end = text.sentence(place)

    def takes(claim: Claim) -> bool:
        return (
            claim.form in ("count", "money", "measure")
            and claim.quantity.value is not None
            and claim.per is None
            and claim.scope not in ("additional", "each")
            and claim.polarity == "positive"
        )

    def worked(pair: tuple[Claim, Claim]) -> Fraction:
        low, high = sorted(value_of(claim) or Fraction(0) for claim in pair)
        return 100 * low / high if high else Fraction(0)

    pairs, wider = pairs_around(text, place, takes=takes)
    first = min((text.place(claim) or start for pair in pairs for claim in pair), default=start)

    def off(pair: tuple[Claim, Claim]) -> bool:
        whole = max(pair, key=lambda claim: value_of(claim) or Fraction(0))
        part = min(pair, key=lambda claim: value_of(claim) or Fraction(0))
        base = said.base
        if (
            (text.place(part) or 0) > place
            and (text.place(whole) or 0) > place
            and part.sentence == said.sentence
        ):
            return False  # "12% of its £50m in cash, and has put £9m into bonds"
        return (
            not wider
            and nouns_agree(*pair)
            and all(is_plain(claim) and claim.block == said.block for claim in pair)
            and sum(claim.form == "percent" for claim in text.claims(min(first, start), end)) <= 1
            and (is_plain(percent) or abs(value - worked(pair)) >= 3)
            and (base in _SAYS_ALL or base == whole.counted or _leads_to(text, said, whole))
            and percent_near(value, worked(pair))
            and 0 < worked(pair) < 100
            and not _OTHER_BASES.search(text.text, min(first, start), end)
        )

    found = settled(pairs, fits=lambda pair: about(percent, worked(pair)), off=off)
    if found is None or (said.base in ("it", "that") and found[0].sentence != said.sentence):
        return None
    part, whole = sorted(found, key=lambda claim: value_of(claim) or Fraction(0))
    return _share(part, whole, said, "share, alone with its numbers")


def find(context: Context) -> Iterator[Link]:
    """Every share whose part, whole and size the wording ties together, and every share said in two ways."""
    text = fold(context)
    seen: set[int] = set()
    for match, cue in _matches(text):
        share = match.claims["share"]
        if share.index not in seen:
            link = _link(match, cue)
            if link is not None:
                seen.add(share.index)
                yield link
    for cue, wording in _SAME:
        for match in text.search(wording):
            fraction, share = match.claims["fraction"], match.claims["share"]
            if share.index not in seen:
                seen.add(share.index)
                yield Link(
                    kind="same_share",
                    roles={"fraction": (as_percent(fraction),), "share": (share,)},
                    cue=cue,
                    read_as="a fraction and a percentage of the same whole",
                )
    for share_link in (
        *_of_the_total(context, text),
        *_votes(context, text),
        *_demonstrative(text),
        *_alone(text),
        *_of_a_fraction(text),
        *_halfway(context, text),
    ):
        share = next(iter(share_link.roles.get("share") or share_link.roles["fraction"]))
        if share.index not in seen:
            seen.add(share.index)
            yield share_link
    yield from _most_of(context, text)
    yield from _majorities(context, text)


def _matches(text: Wording) -> Iterator[tuple[Match, str]]:
    for cue, wording in (*_ONE_SENTENCE, *_TWO_SENTENCES, *_TWO_MORE):
        for match in text.search(wording):
            yield match, cue


_NARROWED = pattern(r" (?:[\w-]+ )?(?:in|on|at|from|built|made|born|living|under|over|aged)\b")


def _link(match: Match, cue: str) -> Link | None:
    if cue.startswith("share of the whole; part voted") and _REQUIRED.search(
        match.text.text, match.text.sentence(match.start)[0], match.start
    ):
        return None
    if cue == "share would; of the whole, part would":
        place = match.text.place(match.claims["whole"])
        if place is not None and _NARROWED.match(match.text.text, place + 1):
            return None  # "Of the 27 on the south coast, six": of another whole than the share
    return _share(match.claims["part"], match.claims["whole"], match.claims["share"], cue)


def _share(first: Claim, second: Claim, share: Claim, cue: str) -> Link | None:
    pair = alike(first, second)
    if pair is None or share.change == "from" or share.preposition == "from":
        return None
    part, whole = pair
    small, large = value_of(part), value_of(whole)
    if small is None or large is None or large <= 0 or small > large or part.scope == "additional":
        return None
    part, whole = worked_with(part), worked_with(whole)
    roles = {
        "part": (part,),
        "whole": (whole,),
        "fraction" if share.form == "ratio" else "share": (as_percent(share),),
    }
    return Link(kind="share", roles=roles, cue=cue, read_as=cue, excuses=("the share names no other base",))


_OF_THE_TOTAL = pattern(
    r"<part:count|money><gap:12>, (?:or |some |about )?<share:percent|ratio> of (?:the |its |their |all )?"
    r"(?:total|whole|overall (?:total|sum|figure)|lot)\b"
)


def _of_the_total(context: Context, text: Wording) -> Iterator[Link]:
    """ "Sales came to £640m. Exports made £160m, or a quarter of the total": any base in the article clears."""
    for match in text.search(_OF_THE_TOTAL):
        part, share = match.claims["part"], match.claims["share"]
        start, _ = text.sentence(match.start)
        previous = text.previous_sentence(match.start)
        if previous is not None and text.block_at(previous[0]) != text.block_at(match.start):
            previous = None
        near = text.claims(previous[0] if previous else start, match.start)
        links = [
            link
            for whole in (*reversed(near), *context.claims)
            if whole.index != part.index
            and whole.form == part.form
            and whole.change != "from"
            and (link := _share(part, whole, share, "part, or share of the total")) is not None
        ]
        places = {claim.index for claim in near}
        nearest = [link for link in links if link.roles["whole"][0].index in places]
        if nearest:
            yield next((link for link in links if _fits(link)), nearest[0])


def _fits(link: Link) -> bool:
    """Whether the part is about the share of the whole that is said, which proves that this whole is meant."""
    part, whole = (value_of(link.roles[name][0]) for name in ("part", "whole"))
    said = next(iter(link.roles.get("share") or link.roles["fraction"]))
    if part is None or not whole:
        return False
    return said.quantity.wide.contains(100 * part / whole)


_VOTES = pattern(
    r"<part:count>(?: votes)?(?: <gap:40>)?,? or <share:percent>(?! (?:more|fewer|less|higher|lower|up"
    r"|down)\b)"
)
_ALL_VOTES = tuple(
    pattern(source)
    for source in (
        r"<whole:count>(?: [\w-]+){0,3}?(?:,|,? or <:percent>,?| \(<:percent>\))? (?:did so|voted|cast "
        r"(?:a |their )?(?:vote|ballot)s?"
        r"|turned out|took part)\b",
        r"<whole:count> (?:valid |total )?(?:votes|ballots)(?: [\w-]+){0,2} (?:cast|counted|polled)\b",
        r"\b(?:turnout|total vote|total) (?:of|was) <whole:count>(?: votes| voters| people)?\b",
        r"\bof (?:the )?<whole:count> votes\b",
    )
)


def _votes(context: Context, text: Wording) -> Iterator[Link]:
    """ "She received 11,408 votes, or 36 per cent ... 31,600 voted": every total of votes in the article may be meant."""
    totals = [match.claims["whole"] for wording in _ALL_VOTES for match in text.search(wording)]
    if not totals:
        return
    for match in text.search(_VOTES):
        part, share = match.claims["part"], match.claims["share"]
        if part.counted != "vote":
            continue
        links = [
            link
            for whole in totals
            if whole.index != part.index
            and (link := _share(part, whole, share, "votes, or share")) is not None
        ]
        if links:
            yield next((link for link in links if _fits(link)), links[0])


_THAT_SHARE = pattern(r"(?:<end>|[\"“] ?)(?:That|This) <share:percent|ratio>(?! of\b)")


def _demonstrative(text: Wording) -> Iterator[Link]:
    """ "They visited 84 homes ... 21 of the homes failed. "That 15 per cent should fall short ..." """
    for match in text.search(_THAT_SHARE):
        share = match.claims["share"]
        start = match.start
        claims: list[Claim] = []
        for _ in range(4):
            previous = text.previous_sentence(start + 1)
            if previous is None:
                break
            claims = [*text.claims(*previous), *claims]
            start = previous[0]
        links = [
            link
            for place, part in enumerate(claims)
            for whole in claims[:place]
            if part.scope == "of_them"
            and part.form == whole.form == "count"
            and part.counted is not None
            and part.counted == whole.counted
            and whole.scope != "of_them"
            and (link := _share(part, whole, share, "so many of them; that share")) is not None
        ]
        if links:
            yield next((link for link in links if _fits(link)), links[0])


_HALF_AND_MORE = Interval.between(50, 100, low_open=True)
_ABOVE_HALF = Reading(core=_HALF_AND_MORE, wide=_HALF_AND_MORE, unit="percent")
_MOST_OF = pattern(
    rf"(?P<word>\b(?:most|an? (?:[\w-]+ )?majority) of) {_OWN}{_WHOLE}<gap:30>, {_PART}(?:"
    rf" [\w-]+){{0,2}},(?! <:quantity>)"
)


def _most_of(context: Context, text: Wording) -> Iterator[Link]:
    """ "Most of the 80 delegates, 47, voted for it": the part is more than half of the whole."""
    for match in text.search(_MOST_OF):
        start, end = match.span("word")
        most = word_claim(
            context,
            block=match.block("word"),
            start=start,
            end=end,
            form="percent",
            unit="percent",
            reading=_ABOVE_HALF,
            why="most is more than half",
        )
        link = _share(match.claims["part"], match.claims["whole"], most, "most of the whole, part")
        if link is not None:
            roles = {name: claims for name, claims in link.roles.items() if name != "share"}
            yield replace(link, roles={**roles, "fraction": (most,)})


_ANOTHER_TIME = pattern(r"\bin <:date|year>|\b(?:later|earlier|since|now|then)\b")


def _majorities(context: Context, text: Wording) -> Iterator[Link]:
    """ "A majority support it ... 46 per cent were in favour", in one sentence or the next."""
    for match in text.search(_MOST_SHARE):
        at, to = match.span("word")
        most = word_claim(
            context,
            block=match.block("word"),
            start=at,
            end=to,
            form="percent",
            unit="percent",
            reading=_ABOVE_HALF,
            why="most is more than half",
        )
        yield Link(
            kind="same_share",
            roles={"fraction": (most,), "share": (match.claims["share"],)},
            cue="most of them, share",
            read_as="most of them, and their percentage",
        )
    for match in text.search(_MAJORITY):
        start, end = text.sentence(match.start)
        following = text.next_sentence(match.start)
        stop = end if following is None else following[1]
        verb = (match.group("verb") or "").lower()
        if verb in ("say", "said", "think", "believe"):
            continue
        side = _AGAINST if verb.startswith("oppose") or verb.endswith("against") else _FOR
        stated = list(text.search(side, match.end, stop))
        if (
            _ANOTHER_TIME.search(text.text, match.end, stop)
            or len(stated) != 1
            or not any(claim.form == "percent" for claim in text.claims(start, stop))
        ):
            continue
        share = stated[0].claims["share"]
        at, to = match.span("word")
        majority = word_claim(
            context,
            block=match.block("word"),
            start=at,
            end=to,
            form="percent",
            unit="percent",
            reading=_ABOVE_HALF,
            why="a majority is more than half",
        )
        yield Link(
            kind="same_share",
            roles={"fraction": (majority,), "share": (share,)},
            cue="majority, share in favour",
            read_as="a majority, and the percentage of those in favour",
        )
