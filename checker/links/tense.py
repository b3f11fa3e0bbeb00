"""A date and the tense in which its event is told: "was held on March 22" in an article of March 6.

Roles: `date`, `published`. Attribute `tense`: "past", where the event is over, or "future", where it is to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from checker.links.context import Context
from checker.links.moments import Moment, days_reading, moments, period, publication, with_readings
from checker.model import Link

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMING = 90
"""Days: a past-tense date without a year is the last such day unless the coming one is this close."""
_DECIDES = frozenset(
    re.findall(
        r"\w+",
        """
        schedule plan slate set extend authorize authorise postpone delay move reschedule expect fix propose
        announce call agree order vote urge ask require book list push defer bring adjourn summon sentence
        remand give get expire renew fund budget cancel name appoint choose pick designate invite nominate
        project forecast predict estimate promise pledge aim target commit allow approve introduce register file
        submit advance shift pencil date issue license licence grant award contract sign hire bar ban suspend
        rule base believe think say tell warn report note add mean want hope intend need know limit freeze
        ration close reopen raise lift cap effect declare proclaim mark
        """,
    )
)
"""Verbs whose own day is not the date: what they decide, grant or tell may lie ahead."""
_SETS = frozenset({"schedule", "plan", "slate", "set", "expect", "due"})
_MODAL_PAST = frozenset({"would", "should", "could", "might", "may", "must", "can"})
_HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|unless|would\s+have|had\s+been\s+due|was\s+due|were\s+due|supposed\s+to|should\s+have)\b",
    re.I,
)
_PERFECT = re.compile(
    r"\b(?:has|have|had|was|were|stood|totall?ed|reported|recorded|confirmed|counted)\b", re.IGNORECASE
)
_LAW = re.compile(
    r"\b(?:will|effective|would|shall|must|eligible|required?|birthday|age|entitled|apply|applies|takes?\s+effect|come\s+into\s+force)\b",
    re.I,
)
_ON = r"(?:on|for|in|at)\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
_WORDINGS = (
    (
        re.compile(
            rf"\b(?:is|are|remains?|now|still|currently|have\s+been|has\s+been)\s+(?:now\s+|still\s+|currently\s+|tentatively\s+)?"
            rf"(?:scheduled|slated|set|due|planned)\b[^.;:()]{{0,50}}?\b{_ON}",
            re.IGNORECASE,
        ),
        "future",
        "is scheduled",
    ),
    (
        re.compile(
            rf"\b(?:upcoming|forthcoming)\s+(?:[\w'’-]+\s+){{1,4}}?(?:scheduled\s+|due\s+)?{_ON}",
            re.IGNORECASE,
        ),
        "future",
        "upcoming",
    ),
    (
        re.compile(
            rf"\buntil\s+(?:his|her|its|their|the)\s+next\s+(?:[\w'’-]+\s+){{1,4}}?{_ON}", re.IGNORECASE
        ),
        "future",
        "until the next",
    ),
    (
        re.compile(
            r"\b(?:runs|continues|lasts|remains\s+\w+|is\s+open|are\s+open|run|continue|stays\s+\w+)\s+(?:there\s+|here\s+)?"
            r"(?:until|till|through)\s+(?:\w+day,?\s+)?(?:the\s+)?$",
            re.IGNORECASE,
        ),
        "future",
        "runs until",
    ),
)
"""Present wordings that put a day ahead."""
_PLANNED_FOR = re.compile(
    r"(?P<lead>(?:[\w'’-]+\s+){0,2})\b(?:scheduled|slated|due|planned|expected|set|intended)\s+(?:for|to)\s+"
    r"(?:[\w'’-]+\s+){0,6}?(?:in|by|on|during|for)\s+(?:the\s+)?(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
_PLANNED_THEN = re.compile(
    r"\b(?:was|were|been|being|originally|initially|first|then|previously|once|had|not|as)\b", re.IGNORECASE
)
"""What makes a plan one of an earlier day: "originally scheduled for launch in 2007"."""
_ACTIVITIES = frozenset(
    re.findall(
        r"\w+",
        """
        serve work play teach live study coach host perform air broadcast simulcast decline rise fall grow increase
        decrease drop operate reign rule attend train tour record preside edit manage fight
        """,
    )
)
"""Verbs of what went on: told as past, it ended by the day of publication."""
_LAST_YEAR_OF_IT = re.compile(r"\b(?:up\s+)?(?:to|until|till|through)\s+$|[–—-]\s*$", re.IGNORECASE)
_CALLED_OFF = re.compile(
    r"\b(?:cancel\w*|postpon\w*|delay\w*|called\s+off|scrapped|abandoned|rescheduled|moved|was|were)\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Dates that a tensed verb puts before or after the day of publication."""
    if context.document.published is None:
        return
    ahead_but_past = False
    for block, content in enumerate(context.document.blocks):
        if content.kind in ("headline", "table_cell"):
            continue
        for day in moments(context, block):
            link = _link(context, block, day)
            if link is None:
                continue
            if link.attributes["tense"] == "past" and _lies_ahead(link):
                if ahead_but_past:
                    continue
                ahead_but_past = True
            yield link


def _lies_ahead(link: Link) -> bool:
    """Whether a date told as past lies after the publication date.

    Where several do, the publication date is at fault and not each of them: the first of them stands for all.
    """
    (day,), (issue,) = link.roles["date"], link.roles["published"]
    latest = issue.quantity.core.high
    return latest is not None and all(
        reading.core.low is not None and reading.core.low > latest for reading in day.quantity.readings
    )


def _link(context: Context, block: int, day: Moment) -> Link | None:
    doc = context.doc(block)
    published = context.document.published
    if doc is None or published is None:
        return None
    span = doc.char_span(day.start, day.end, alignment_mode="expand")
    if span is None or len(span) == 0:
        return None
    root = span.root
    sentence = context.sentence_text(day.claim)
    if _HYPOTHETICAL.search(sentence) or day.claim.quoted:
        return None
    if not day.year_stated and any(
        other.form == "year" and other is not day.claim for other in context.in_sentence(day.claim.sentence)
    ):
        return None
    as_of = re.search(
        r"\b(?:as\s+of|as\s+at)\s+(?:\w+day,?\s+)?$", context.before(day.claim, within=24), re.IGNORECASE
    )
    if as_of is not None and day.precision == "day":
        if _LAW.search(sentence) or not _PERFECT.search(sentence):
            return None
        return _make(context, day, "past", cue="as of a day", verb="as of")
    until = re.search(
        r"\b(?:has|have)\s+until\s+(?:the\s+end\s+of\s+)?(?:\w+day,?\s+)?$",
        context.before(day.claim, within=40),
        re.IGNORECASE,
    )
    if until is not None:
        return _make(context, day, "future", cue="has until a day", verb="has until")
    if day.precision == "month" and not day.year_stated:
        return None
    before = context.before(day.claim, within=90)
    for pattern, tense, cue in _WORDINGS:
        if tense == "future" and cue in ("is scheduled", "upcoming") and _CALLED_OFF.search(sentence):
            continue
        if pattern.search(before) and day.precision != "year":
            return _make(context, day, tense, cue=cue, verb=cue)
    planned = _PLANNED_FOR.search(before)
    if planned is not None and not _PLANNED_THEN.search(planned.group()):
        return _make(context, day, "future", cue="scheduled for a date", verb="scheduled")
    went_on = _went_on(context, day, root)
    if went_on is not None:
        return _make(context, day, "past", cue="went on until a year", verb=went_on)
    verb, preposition = governor(root)
    if verb is None:
        return None
    if preposition is not None and preposition not in ("on", "in", "during", "at"):
        return None
    if preposition is None and day.precision != "day":
        return None
    told = tense_of(verb)
    if told == "future":
        return _make(context, day, "future", cue="future verb and a date", verb=verb.text)
    if told == "planned":
        if _planned_in_the_past(verb):
            return None
        return _make(context, day, "future", cue="planned event and a date", verb=verb.text)
    if told == "past" and verb.lemma_.lower() not in _DECIDES:
        return _make(context, day, "past", cue="past verb and a date", verb=verb.text)
    return None


def _went_on(context: Context, day: Moment, root: Token) -> str | None:
    """The verb of what is told as past up to a year: "served in the house from 1999 to 2012"."""
    if not day.year_stated or not _LAST_YEAR_OF_IT.search(context.before(day.claim, within=12)):
        return None
    current = root
    for _ in range(8):
        head = current.head
        if head is current:
            return None
        if head.pos_ in ("VERB", "AUX"):
            told = tense_of(head) == "past" and head.lemma_.lower() in _ACTIVITIES
            return (
                head.text if told and current.dep_ in ("prep", "dobj", "npadvmod", "attr", "advmod") else None
            )
        if current.dep_ not in ("prep", "pobj", "pcomp", "conj", "npadvmod"):
            return None
        current = head
    return None


def _make(context: Context, day: Moment, tense: str, *, cue: str, verb: str) -> Link | None:
    published = context.document.published
    if published is None or published.origin == "dateline":
        return None
    if day.year_stated:
        dated = day.dated()
    else:
        chosen = _nearest(day, published.day, tense)
        if chosen is None:
            return None
        dated = with_readings(day.claim, [days_reading(*one) for one in chosen], form="date")
    issue = publication(context, dated)
    if issue is None or (issue.start == dated.start and issue.block == dated.block and issue.derived is None):
        return None
    return Link(
        kind="tense",
        roles={"date": (dated,), "published": (issue,)},
        cue=cue,
        read_as=f"“{verb}” puts {day.claim.quantity.text} in the {tense}",
        excuses=("no other year named in the sentence",),
        attributes={"tense": tense},
    )


def _nearest(day: Moment, published: date, tense: str) -> list[tuple[date, date]] | None:
    """The reading of a date without a year; None where it may as well be the last or the next such day."""
    if len({*day.years} - {published.year - 1, published.year, published.year + 1}) > 0:
        return None
    spans = [
        span
        for year in (published.year - 1, published.year, published.year + 1)
        if (span := period(year, day.month, day.day)) is not None
    ]
    ahead = [span for span in spans if span[0] > published]
    behind = [span for span in spans if span[1] < published]
    here = [span for span in spans if span[0] <= published <= span[1]]
    if here:
        return here
    if tense == "past" and ahead and (ahead[0][0] - published).days <= _COMING:
        return [ahead[0]]
    if tense == "future" and behind and (published - behind[-1][1]).days <= _COMING:
        return [behind[-1]]
    return None


def governor(token: Token) -> tuple[Token | None, str | None]:
    """The verb that a date modifies and the preposition that ties it there; no verb where a noun stands between."""
    preposition: str | None = None
    current = token
    for _ in range(4):
        head = current.head
        if head is current:
            return None, preposition
        if head.pos_ == "ADP" and current.dep_ in ("pobj", "pcomp"):
            if preposition is not None:
                return None, preposition
            preposition = head.lower_
            current = head
            continue
        if head.pos_ in ("VERB", "AUX") and current.dep_ in (
            "prep",
            "npadvmod",
            "advmod",
            "tmod",
            "nmod",
            "obl",
        ):
            return head, preposition
        if current.dep_ in ("appos", "npadvmod") and preposition is None and head.pos_ in ("PROPN", "NOUN"):
            current = head
            continue
        return None, preposition
    return None, preposition


def tense_of(verb: Token) -> str | None:
    """ "past", "future", "planned" ("to be held", "scheduled to open") or None."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if words & {"will", "'ll", "’ll", "shall", "wo"}:
        return "future"
    if words & _MODAL_PAST:
        return None
    if verb.tag_ in ("VB", "VBN") and "to" in words:
        if verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_.lower() in _SETS:
            return "planned"
        if (
            verb.tag_ == "VBN"
            and "be" in words
            and verb.dep_ in ("relcl", "acl")
            and verb.head.pos_ in ("NOUN", "PROPN")
        ):
            return "planned"
        return None
    if words & {"have", "has", "had", "'ve", "having"}:
        return "past" if words & {"had", "has", "have"} and verb.tag_ == "VBN" else None
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VBN":
        if words & {"was", "were"}:
            return "past"
        if words & {"is", "are", "be", "being"}:
            return None
        return None
    return None


def _planned_in_the_past(verb: Token) -> bool:
    """ "was scheduled to open" tells of a plan that may be over."""
    head = verb.head if verb.dep_ in ("xcomp", "acl") else verb
    return (
        any(
            child.lower_ in ("was", "were", "had") and child.dep_ in ("aux", "auxpass")
            for child in head.children
        )
        or head.lower_ in ("was", "were")
        or (head.tag_ == "VBD")
    )
