"""Dates whose order the wording itself gives: "on January 10, and again on January 14", "after it was passed on 6 June".

Kind `order`, roles `earlier` and `later`. The order in which things are told says nothing; read are only order words
("followed by", "and again", "after", "before"), the steps of a life or a case in a fixed order told of one subject
(founded before renamed, arrested before convicted), and the times of a running list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from checker.links.context import Context
from checker.links.moments import Moment, moment, moments, period
from checker.links.skeleton import mark, matches
from checker.links.tense import governor
from checker.model import Claim, Link

if TYPE_CHECKING:
    from spacy.tokens import Token

_D1, _D2 = mark("dy", "first"), mark("dy", "second")
_PLAIN = r"(?:[^¶‹›;:]|‹[^‹›dy]\d+›)"
_ORDER_WORDS = (
    (
        rf"\b(?:on|in)\s+{_D1}\s*,?\s+and\s+(?:then\s+)?(?:again|later|once\s+more|a\s+second\s+time)\s+(?:on|in)\s+{_D2}",
        "and again",
    ),
    (
        rf"\bfirst\s+(?:on|in)\s+{_D1}\s*,?\s+(?:and\s+)?(?:then|again|later|and)\s+(?:again\s+)?(?:on|in)\s+{_D2}",
        "first and then",
    ),
    (rf"\b(?:on|in)\s+{_D1}\s*,?\s+followed\s+by\s+{_PLAIN}{{1,60}}?\b(?:on|in)\s+{_D2}", "followed by"),
    (rf"\b(?:on|in)\s+{_D1}\s*,?\s+(?:and\s+)?then\s+(?:[\w'’]+\s+){{1,6}}?(?:on|in)\s+{_D2}", "and then"),
)
_TO_COME = (
    r"(?:will|would|shall|must|is\s+to|are\s+to|was\s+to|were\s+to|(?:is|are|was|were)\s+(?:due|expected|scheduled|set|"
    r"going)\s+to|"
    r"plans?\s+to|planned\s+to|expects?\s+to|expected\s+to|intends?\s+to|hopes?\s+to|hoped\s+to|aims?\s+to|aimed\s+to)"
)
_NO_CLAUSE = (
    r"(?:(?!\b(?:who|whose|whom|which|that|were|was|had|have|been|earned|incurred|made|held|taken|taking|born|since|from|"
    r"backdated|"
    r"retrospective\w*|effective|before|after|until|dated|set|agreed|announced|published|passed|signed|approved|of)\b)"
    r"[^¶‹›;:,])"
)
_ALREADY = (
    r"(?:(?!\b(?:would|will|could|may|might|due|set|scheduled|planned|expected|to\s+be|if|intend\w*|until|for)\b)"
    r"(?:[^¶‹›;:]|‹[^‹›dyw]\d+›))"
)
_SAID = (
    r"(?:said|announced|confirmed|told|agreed|reported|wrote|ruled|promised|pledged|warned|decided|voted|declared|approved|"
    r"revealed|claimed|predicted|insisted|added|stated|ordered|recommended)"
)
_HAPPENED = (
    r"(?:was|were|had|took\s+place|opened|began|died|happened|left|arrived|resigned|ended|closed|started|met|won|lost|"
    r"made)"
)
_NOT_HAD = (
    r"(?:(?!\b(?:had|which|who|that|whose|where|since|first|built|founded|from)\b)(?:[^¶‹›;:]|‹[^‹›dy]\d+›))"
)
_BY = r"\b(?:on|in|by|until)\s+(?:the\s+end\s+of\s+|early\s+|late\s+)?"
_TOLD = (
    # "On 14 March 2024 the minister said the scheme will begin on 1 May 2024"
    (
        rf"\b(?:on|in)\s+{_D1}{_PLAIN}{{0,100}}?\b{_SAID}\b{_PLAIN}{{0,90}}?\b{_TO_COME}\s+{_NO_CLAUSE}{{1,50}}?{_BY}{_D2}",
        "told before it comes",
    ),
    # "The ministry announced on 8 May 2025 that flights will resume on 3 June 2025"
    (
        rf"\b{_SAID}\s+(?:[\w'’]+\s+){{0,3}}?(?:on|"
        rf"in)\s+{_D1}{_PLAIN}{{0,90}}?\b{_TO_COME}\s+{_NO_CLAUSE}{{1,50}}?{_BY}{_D2}",
        "told before it comes",
    ),
    # "The trial, which opened on 20 January 2025, is due to end on 2 March 2025"
    (
        r"\b(?:opened|began|started|met|reported|launched|broke\s+ground|submitted|filed|applied|signed|announced|unveiled|"
        rf"set\s+up|formed)\s+(?:[\w'’]+\s+){{0,3}}?(?:on|in)\s+{_D1}\s*,?\s*(?:and\s+)?"
        r"(?:is\s+(?:due|expected|scheduled|set)\s+to|will|expects?\s+to|hopes?\s+to|plans?\s+to|is\s+to|are\s+to)\s+"
        rf"{_NO_CLAUSE}{{1,50}}?{_BY}{_D2}",
        "begun before it ends",
    ),
)
_TOLD_AFTER = (
    # "In a statement on 3 October 2025 the club said the stand was opened on 12 September 2025"
    (
        r"\b(?:on|"
        rf"in)\s+{_D2}{_ALREADY}{{0,100}}?\b{_SAID}\b{_ALREADY}{{0,80}}?\b{_HAPPENED}\b{_ALREADY}{{0,40}}?\b(?:on|"
        rf"in)\s+{_D1}",
        "happened before it is told",
    ),
    (
        rf"\b{_SAID}\s+(?:[\w'’]+\s+){{0,3}}?on\s+{_D2}\s+that\b{_ALREADY}{{0,90}}?\b{_HAPPENED}\b{_ALREADY}{{0,40}}?"
        rf"\b(?:on|in)\s+{_D1}",
        "happened before it is told",
    ),
)
_AFTER_DOING = (
    # "was closed on 9 June after an inspection on 5 June"
    (
        rf"\b(?:on|in)\s+{_D2}\s*,?\s+(?:shortly\s+|soon\s+|just\s+)?(?:after|following)\s+(?:a|an|the|his|her|its|"
        rf"their)\s+(?:[\w’'-]+\s+){{1,5}}?(?:on|in)\s+{_D1}",
        "after what happened",
    ),
    (
        rf"\b(?:on|in)\s+{_D1}\s*,?\s+(?:shortly\s+|just\s+)?(?:before|ahead\s+of)\s+(?:a|an|the|his|her|its|"
        rf"their)\s+(?:[\w’'-]+\s+){{1,5}}?(?:on|in)\s+{_D2}",
        "before what happened",
    ),
    # "After graduating in 1991 she studied law, qualifying in 1994"
    (
        r"(?:^|[¶,]\s*)(?:shortly\s+|soon\s+)?after\s+(?:being\s+|having\s+)?\w+(?:ing|"
        rf"ed)\b{_PLAIN}{{0,50}}?\b(?:in|on)\s+{_D1}"
        rf"\s*,?{_NOT_HAD}{{1,110}}?\b(?:in|on)\s+{_D2}",
        "after doing",
    ),
    (
        rf"\b(?:in|on)\s+{_D2}\s*,?\s+(?:shortly\s+|soon\s+|just\s+)?after\s+(?:being\s+|having\s+)?"
        rf"(?!according|including|during)\w+ing\b{_NOT_HAD}{{0,50}}?\b(?:in|on)\s+{_D1}",
        "after doing",
    ),
    (
        rf"\b(?:in|on)\s+{_D1}\s*,?\s+before\s+(?:being\s+)?(?!during|including)\w+(?:ing|"
        rf"ed)\b{_NOT_HAD}{{0,50}}?\b(?:in|on)\s+{_D2}",
        "before doing",
    ),
    (
        rf"\b(?:in|on)\s+{_D1}{_NOT_HAD}{{0,50}}?\band\s+(?:later|subsequently|then|eventually|afterwards|"
        r"went\s+on\s+to)\s+"
        rf"{_NOT_HAD}{{1,50}}?\b(?:in|on)\s+{_D2}",
        "and later",
    ),
)
_RUNNING = re.compile(r"^\s*(?P<time>\d{1,2}[:.]\d{2})\s*(?:[–—:-]|[A-Z(\"“])", re.MULTILINE)
_RUNNING_LEAST = 4

STEPS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(first.split()), frozenset(second.split()))
    for first, second in (
        (
            "found establish create incorporate form launch",
            "rename merge dissolve disband close fold collapse acquire sell",
        ),
        ("bear", "graduate marry wed join enlist elect appoint retire die debut emigrate qualify"),
        ("begin start commence", "complete finish conclude"),
        ("enrol enroll matriculate", "graduate"),
        ("admit hospitalise hospitalize", "discharge"),
        ("sign", "ratify"),
        ("shoot film record compose write", "release publish premiere broadcast air screen"),
        ("design", "build open complete"),
        ("vanish disappear", "find"),
        ("crown", "abdicate"),
        ("propose", "reject adopt approve"),
        ("arrest detain", "convict acquit sentence jail"),
        ("charge indict", "convict acquit sentence jail"),
        ("convict", "release parole pardon"),
        ("jail sentence imprison", "release parole pardon free"),
        ("marry wed", "divorce separate"),
        ("appoint hire", "retire resign dismiss fire sack"),
        ("elect", "retire resign"),
        ("join", "leave quit retire resign"),
        ("buy purchase acquire", "sell resell"),
        ("build construct erect", "demolish restore renovate reopen"),
        ("open", "demolish"),
        ("commission", "decommission scrap"),
        ("diagnose", "die"),
        ("die", "bury cremate"),
        ("nominate", "withdraw"),
        ("lodge file submit", "reject dismiss uphold grant approve throw"),
        ("announce", "cancel"),
        ("kidnap abduct", "release free rescue"),
    )
)
"""Verbs of steps that follow each other in the life of one person, body, building or case."""
_PRONOUN = re.compile(
    r"\s*(?:he|she|it|they|the\s+(?:party|company|firm|group|club|band|school|church|organi[sz]ation|agency|bridge|"
    r"building|hotel|newspaper|paper|magazine|store|shop|station|museum|theatre|theater|ship|league|union|bank|"
    r"couple))\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Every pair of dates in a stated order."""
    for block, content in enumerate(context.document.blocks):
        if content.kind == "table_cell":
            continue
        for pattern, cue in (*_ORDER_WORDS, *_TOLD, *_TOLD_AFTER, *_AFTER_DOING):
            for _, claims in matches(context, block, pattern):
                link = _of_claims(context, claims["first"], claims["second"], cue)
                if link is not None:
                    yield link
        yield from _clauses(context, block)
        steps = list(_steps(context, block))
        known = {_places(link) for link in steps}
        yield from steps
        yield from (link for link in _chained(context, block) if _places(link) not in known)
    yield from _running(context)


def _places(link: Link) -> tuple[int, int]:
    return link.roles["earlier"][0].start, link.roles["later"][0].start


def _of_claims(context: Context, first: Claim, second: Claim, cue: str) -> Link | None:
    earlier, later = moment(context, first), moment(context, second)
    if earlier is None or later is None:
        return None
    return order_link(earlier, later, cue)


def order_link(earlier: Moment, later: Moment, cue: str, words: str = "") -> Link | None:
    pair = _comparable(earlier, later)
    if pair is None:
        return None
    first, second = pair
    return Link(
        kind="order",
        roles={"earlier": (first,), "later": (second,)},
        cue=cue,
        read_as=f"{first.quantity.text} comes before {second.quantity.text}{words}",
    )


def _comparable(earlier: Moment, later: Moment) -> tuple[Claim, Claim] | None:
    """Both dates as periods of days; without a year the later one may also fall in the next year."""
    if earlier.year_stated and later.year_stated:
        return earlier.dated(), later.dated()
    if earlier.precision == "year" or later.precision == "year":
        return None
    if earlier.year_stated:
        year = earlier.years[0]
        return earlier.dated(), later.dated([year, *_next_year(earlier, later, year)])
    if later.year_stated:
        year = later.years[0]
        before = [year - 1] if _next_year(earlier, later, year - 1) else []
        return earlier.dated([year, *before]), later.dated()
    year = earlier.year_alike(later)
    return earlier.dated([year]), later.dated([year, *_next_year(earlier, later, year)])


def _next_year(earlier: Moment, later: Moment, year: int) -> list[int]:
    """The following year, where New Year may lie between the two: less than eight months, not within one month."""
    first, second = period(year, earlier.month, earlier.day), period(year + 1, later.month, later.day)
    if first is None or second is None or earlier.month == later.month:
        return []
    return [year + 1] if (second[0] - first[0]).days <= 243 else []


# ── clauses with "after" and "before" ──


def _clauses(context: Context, block: int) -> Iterator[Link]:
    doc = context.doc(block)
    if doc is None:
        return
    dated: list[tuple[Moment, Token, Token]] = []
    for one in moments(context, block):
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        if span is None or len(span) == 0:
            continue
        verb, preposition = governor(span.root)
        if verb is not None and preposition in ("on", "in", "from"):
            dated.append((one, span.root, verb))
    for one, _, verb in dated:
        if one.claim.quoted or verb.dep_ not in ("advcl", "pcomp"):
            continue
        marker = _marker(verb)
        if marker is None:
            continue
        upper = verb.head if verb.dep_ == "advcl" else verb.head.head
        for other, _, above in dated:
            if other is one or above.i != upper.i or other.claim.sentence != one.claim.sentence:
                continue
            first, second = (one, other) if marker == "after" else (other, one)
            link = order_link(first, second, f"clause with {marker}")
            if link is not None:
                yield link


def _marker(verb: Token) -> str | None:
    """ "after" or "before", where that word opens the clause of the verb."""
    word: str = verb.head.lower_
    if verb.dep_ == "pcomp":
        return word if word in ("after", "before") and verb.head.dep_ == "prep" else None
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "mark" and word in ("after", "before"):
            return word
    return None


# ── steps of one subject ──


_AGAIN = re.compile(
    r"\b(?:again|back|once more|re-?(?:join|marri|elect|appoint|open|enter|hir|sign|turn|arrest|instat)\w*|"
    r"(?:second|third) time)\b",
    re.IGNORECASE,
)
"""Words of a step that was taken twice."""


def _steps(context: Context, block: int) -> Iterator[Link]:
    doc = context.doc(block)
    if doc is None:
        return
    text = context.text(block)
    told: list[tuple[Moment, Token, Token | None]] = []
    for one in moments(context, block):
        if not one.year_stated and one.day is None:
            continue
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        if span is None or len(span) == 0 or one.claim.quoted:
            continue
        verb, preposition = governor(span.root)
        if verb is None or preposition not in ("in", "on") or verb.tag_ not in ("VBD", "VBN"):
            continue
        told.append((one, verb, subject_of(verb)))
    for place, (first, verb, subject) in enumerate(told):
        for second, other, its_subject in told[place + 1 : place + 3]:
            if second.claim.sentence - first.claim.sentence > 1 or verb.i == other.i:
                continue
            if first.year_stated != second.year_stated:
                continue
            if _AGAIN.search(text, min(verb.idx, other.idx), second.end + 12):
                continue
            if not _one_subject(context, first, second, subject, its_subject, verb, other):
                continue
            link = _step_link(first, verb, second, other, "steps in order")
            if link is not None:
                yield link


_JOINED = re.compile(
    r"\s*,?\s*(?:and|then|but)?\s*(?:(?:was|were|later|then|eventually|finally|subsequently|before\s+being|"
    r"after\s+which|it|he|she|they)\s+)*",
    re.IGNORECASE,
)


def _chained(context: Context, block: int) -> Iterator[Link]:
    """ "married in 1971, divorced in 1975 and moved": steps of one subject, each verb right behind the date before it."""
    doc = context.doc(block)
    if doc is None:
        return
    text = context.text(block)
    told: list[tuple[Moment, Token]] = []
    for one in moments(context, block):
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        if span is None or len(span) == 0 or one.claim.quoted:
            continue
        place = span.start - 1
        if place < 1 or doc[place].lower_ not in ("in", "on"):
            continue
        verb = next(
            (doc[i] for i in range(place - 1, max(place - 7, -1), -1) if doc[i].tag_ in ("VBD", "VBN")), None
        )
        if verb is None or verb.sent != doc[place].sent:
            continue
        told.append((one, verb))
    for (first, verb), (second, other) in pairwise(told):
        if verb.i == other.i or other.idx < first.end or first.year_stated != second.year_stated:
            continue
        if _JOINED.fullmatch(text[first.end : other.idx]) is None or _AGAIN.search(
            text, verb.idx, second.end + 12
        ):
            continue
        link = _step_link(first, verb, second, other, "steps in a chain")
        if link is not None:
            yield link


def _step_link(first: Moment, verb: Token, second: Moment, other: Token, cue: str) -> Link | None:
    """The two dates in the order of their verbs' steps, whichever was told first; None where they are no such steps."""
    for earlier_verbs, later_verbs in STEPS:
        if step_lemma(verb) in earlier_verbs and step_lemma(other) in later_verbs:
            link = order_link(first, second, cue, f": {verb.text} before {other.text}")
        elif step_lemma(verb) in later_verbs and step_lemma(other) in earlier_verbs:
            link = order_link(second, first, cue, f": {other.text} before {verb.text}")
        else:
            continue
        if link is not None:
            return link
    return None


def step_lemma(verb: Token) -> str:
    """The verb's step: "changed its name" is a renaming."""
    lemma: str = verb.lemma_.lower()
    if lemma == "change" and any(child.lemma_.lower() == "name" for child in list(verb.subtree)[:12]):
        return "rename"
    return lemma


def subject_of(verb: Token) -> Token | None:
    current = verb
    for _ in range(4):
        for child in current.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return child
        if current.dep_ in ("conj", "xcomp") and current.head.pos_ in ("VERB", "AUX"):
            current = current.head
            continue
        if (
            current.dep_ in ("advcl", "ccomp")
            and current.tag_ == "VBN"
            and current.head.pos_ in ("VERB", "AUX")
        ):
            current = current.head
            continue
        if current.dep_ in ("relcl", "acl"):
            return current.head
        return None
    return None


def _one_subject(
    context: Context,
    first: Moment,
    second: Moment,
    subject: Token | None,
    other: Token | None,
    verb: Token,
    later: Token,
) -> bool:
    """Whether the two steps are told of one subject: shared by coordination, or taken up by a pronoun."""
    if subject is None or other is None:
        return False
    if subject.i == other.i:
        return True
    if first.claim.sentence == second.claim.sentence:
        return other.pos_ == "PRON" and other.lower_ in ("he", "she", "it", "they") and other.i > subject.i
    if subject.dep_ not in ("nsubj", "nsubjpass"):
        return False
    text = context.text(second.claim.block)[second.claim.sentence_start : second.claim.sentence_end]
    if other.pos_ == "PRON":
        return other.lower_ in ("he", "she", "it", "they")
    opening = _PRONOUN.match(text)
    return opening is not None and opening.end() == other.idx + len(other.text) - second.claim.sentence_start


# ── running times ──


def _running(context: Context) -> Iterator[Link]:
    """Lines that begin with the time of a recording or a day, each later than the one before."""
    times: list[Claim] = []
    for block, content in enumerate(context.document.blocks):
        places = {match.start("time") for match in _RUNNING.finditer(content.text)}
        for claim in context.in_block(block):
            if claim.start in places and claim.form == "clock_time" and claim.quantity.core.is_point:
                if claim.quantity.text.startswith("12"):
                    return  # noon or midnight: where no half of the day is named, the next line may be a 1 or a 2
                times.append(claim)
    values = [claim.quantity.core.low or 0 for claim in times]
    falls = [place for place, (left, right) in enumerate(pairwise(values)) if left > right]
    if len(times) < _RUNNING_LEAST or len(falls) != 1:
        return
    place = falls[0]
    yield Link(
        kind="order",
        roles={"earlier": (times[place],), "later": (times[place + 1],)},
        cue="running times",
        read_as=f"{times[place].quantity.text} comes before {times[place + 1].quantity.text} in a list by time",
        excuses=(f"all other {len(times) - 1} times rise",),
    )
