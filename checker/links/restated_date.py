"""Days, hours and years stated twice: the same event on two weekdays, one deadline with two dates, an act of two years."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checker.links.alike import content_words, event_class, folded, listed, names_in
from checker.links.context import Context
from checker.model import Claim, Link

_STORY = ("paragraph", "list_item", "quote")
_TELLING = listed(
    """
    say tell announce report add write state confirm speak ask post tweet note explain publish release be have
    do make go come take get see know call meet begin start end hold expect plan schedule issue follow
    continue
    """
)
_ONCE = ("expire", "scrub", "retire", "resign", "marry", "close", "crash", "die", "jail")
_DEADLINE = re.compile(
    r"\b(?:by|through|until|till|deadline|due|no later than|before|closes?|closing|end|ends)\b", re.I
)
_SHIFTED = re.compile(
    r"\b(?:last|next|following|previous|every|each|postponed|delayed|rescheduled|moved|brought forward|instead|"
    r"originally|initially|earlier|another|second|again|also|week|mondays|tuesdays|wednesdays|thursdays|fridays|"
    r"saturdays|sundays)\b",
    re.I,
)


def find(context: Context) -> Iterator[Link]:
    """Every pair of days, dates or years that the wording gives one and the same event, deadline or act."""
    yield from _weekdays(context)
    yield from _dates_with_times(context)
    yield from _acts(context)
    yield from _the_act(context)
    yield from _headline_dates(context)
    yield from _usual_date(context)


@dataclass(frozen=True, slots=True)
class _Day:
    claim: Claim
    event: str
    subject: str | None
    weekday: int


def _weekdays(context: Context) -> Iterator[Link]:
    """ "Wednesday's scrub … scrubbed on Tuesday": one event in an article happens on one weekday."""
    days: dict[str, list[_Day]] = defaultdict(list)
    for claim in context.claims:
        if claim.form != "weekday" or claim.block_kind not in _STORY or claim.derived:
            continue
        calendar = claim.quantity.calendar
        weekday = calendar.weekday if calendar is not None else None
        happened = _event_of(context, claim)
        if weekday is not None and happened is not None:
            days[happened[0]].append(_Day(claim, happened[0], happened[1], weekday))
    for members in days.values():
        if len({day.weekday for day in members}) != 2:
            continue
        first = members[0]
        for second in members[1:]:
            if second.weekday == first.weekday or second.claim.sentence == first.claim.sentence:
                continue
            if first.subject is not None and second.subject is not None and first.subject != second.subject:
                continue
            texts = context.sentence_text(first.claim), context.sentence_text(second.claim)
            if any(_SHIFTED.search(context.before(day.claim, within=30) + context.after(day.claim, within=30))
                   for day in (first, second)):  # fmt: skip
                continue
            shared = content_words(texts[0]) & content_words(texts[1])
            names = names_in(texts[0]) & names_in(texts[1])
            if (len(shared - {folded(first.event)}) >= 2 and names) or len(shared) >= 5:
                yield Link(
                    kind="restated_day",
                    roles={"first": (first.claim,), "second": (second.claim,)},
                    cue="weekday_of_the_same_event",
                    read_as="EVENT on WEEKDAY … the same EVENT on WEEKDAY",
                    excuses=("no other day of it", "not moved or repeated"),
                )
                break


def _event_of(context: Context, claim: Claim) -> tuple[str, str | None] | None:
    """What happened on a weekday and to whom: the noun of "Monday's scrub", else the verb with its subject.

    Only what happens once in a story: people are arrested, attacks made and matches played on several days.
    """
    owned = re.match(r"[’']s\s+(?:\w+\s+)?(\w+)", context.after(claim))
    if owned is not None:
        name = event_class(owned[1].lower())
        return (name, None) if name in _ONCE else None
    lemma = claim.event
    if lemma is None or lemma in _TELLING:
        return None
    name = event_class(lemma)
    return (name, claim.subject) if name in _ONCE else None


def _dates_with_times(context: Context) -> Iterator[Link]:
    """One date and one hour given together twice, of which one agrees and the other does not."""
    pairs: list[tuple[Claim, Claim]] = []
    for sentence, claims in context.sentences():
        dates = [claim for claim in claims if claim.form == "date" and _day_of(claim) is not None]
        hours = [
            claim for claim in claims if claim.form == "clock_time" and claim.quantity.calendar is not None
        ]
        if len(dates) == 1 and len(hours) == 1 and context.block(sentence.block).kind in _STORY:
            pairs.append((dates[0], hours[0]))
    for place, (date, hour) in enumerate(pairs):
        for other_date, other_hour in pairs[place + 1 :]:
            same_day = _day_of(date) == _day_of(other_date)
            same_hour = _minute(hour) == _minute(other_hour)
            if not same_day and not same_hour:
                continue
            texts = context.sentence_text(date), context.sentence_text(other_date)
            shared = content_words(texts[0]) & content_words(texts[1])
            deadline = all(_DEADLINE.search(text) for text in texts)
            if len(shared) < (2 if deadline else 5):
                continue
            if not deadline and (hour.event is None or hour.event != other_hour.event):
                continue
            first, second = (hour, other_hour) if same_day else (date, other_date)
            if same_hour and _minute(hour) in (0, 720):
                continue
            yield Link(
                kind="restated_day",
                roles={"first": (first,), "second": (second,)},
                cue="date_and_hour",
                read_as="DATE at HOUR … the same with one of them changed",
            )


def _day_of(claim: Claim) -> tuple[int | None, int, int] | None:
    calendar = claim.quantity.calendar
    if calendar is None or calendar.month is None or calendar.day is None:
        return None
    return calendar.year, calendar.month, calendar.day


def _minute(claim: Claim) -> int | None:
    return claim.quantity.calendar.minute_of_day if claim.quantity.calendar is not None else None


_ACT_OF = re.compile(
    r"(?<![\w’'-])((?:[A-Z][\w’'-]*+\s++(?:(?:and|of|for|the|to)\s++)*+){1,8}?)(?:Act|ACT|Law)\s+of\s+$"
)
_AMENDED = re.compile(r"\b(?:amend|reauthori|replac|original|supersed|updat|previous|renew|extend)\w*", re.I)


def _acts(context: Context) -> Iterator[Link]:
    """ "the Energy Policy Act of 2005 … Energy Policy Act of 2003": one act has one year."""
    named: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in context.claims:
        if claim.form != "year" or claim.derived:
            continue
        found = _ACT_OF.search(context.before(claim))
        if found is not None:
            name = tuple(word.lower() for word in re.findall(r"[A-Z][\w’'-]*", found[1])[-3:])
            if len(name) >= 2:
                named[name].append(claim)
    for claims in named.values():
        first = claims[0]
        for second in claims[1:]:
            if second.sentence == first.sentence:
                continue
            near = " | ".join(
                context.before(claim, within=110) + context.after(claim, within=40)
                for claim in (first, second)
            )
            if not _AMENDED.search(near):
                yield Link(
                    kind="restated_year",
                    roles={"first": (first,), "second": (second,)},
                    cue="act_of_year",
                    read_as="NAME Act of YEAR, twice",
                    excuses=("not amended or replaced",),
                )
                break


_THE_ACT = re.compile(r"\s+(?:[Aa]ct|[Ll]aw|[Ss]tatute)\b(?!\s+of\b)")


def _the_act(context: Context) -> Iterator[Link]:
    """ "the Arts and Crafts Act of 1990 … the passage of the 1990 act": the only dated act is the one meant."""
    years = [claim for claim in context.claims if claim.form == "year" and not claim.derived]
    named = [claim for claim in years if _ACT_OF.search(context.before(claim))]
    others = [
        claim
        for claim in years
        if claim not in named and re.match(r"\s+(?:[A-Z][\w’'-]*\s+)+(?:Act|ACT|Law)\b", context.after(claim))
    ]
    if len({claim.quantity.value for claim in (*named, *others)}) != 1 or not named:
        return
    for claim in years:
        if claim in named or claim in others or not _THE_ACT.match(context.after(claim)):
            continue
        near = context.before(claim, within=60) + context.after(claim, within=40)
        if re.search(r"\b(?:the|this|that)\s+$", context.before(claim), re.I) and not _AMENDED.search(near):
            yield Link(
                kind="restated_year",
                roles={"first": (named[0],), "second": (claim,)},
                cue="the_act_of_year",
                read_as="NAME Act of YEAR … the YEAR act",
                excuses=("no other act with a year",),
            )
            return


def _headline_dates(context: Context) -> Iterator[Link]:
    """The headline's date and the date in the first paragraphs, where the story nowhere gives the headline's."""
    story = [claim for claim in context.claims if claim.block_kind in _STORY and claim.form == "date"]
    for claim in context.claims:
        day = _day_of(claim)
        if claim.block_kind != "headline" or claim.form != "date" or day is None:
            continue
        others = [(other, _day_of(other)) for other in story]
        equal = next((other for other, theirs in others if theirs and theirs[1:] == day[1:]), None)
        near = [
            other
            for other, theirs in others
            if theirs is not None and theirs[1] == day[1]
            and len(content_words(context.text(claim.block)) & content_words(context.sentence_text(other))) >= 2
        ]  # fmt: skip
        published = context.document.published
        if published is not None and equal is None:
            if (published.day.month, published.day.day) == day[1:]:
                continue
            near = [
                o for o in near if (d := _day_of(o)) and d[1:] != (published.day.month, published.day.day)
            ]
        days = {(_day_of(item) or (None, 0, 0))[1:] for item in near}
        other = equal or (near[0] if len(days) == 1 else None)
        if other is not None:
            yield Link(
                kind="restated_day",
                roles={"first": (claim,), "second": (other,)},
                cue="headline_date",
                read_as="DATE in the headline, the story's date of the same",
                excuses=("the story does not give the headline's date",),
            )


def _usual_date(context: Context) -> Iterator[Link]:
    """A day of a month told three times or more, and one of the same month told once that a misprint would make of it."""
    story = [
        claim
        for claim in context.claims
        if claim.block_kind in _STORY
        and claim.form == "date"
        and not claim.derived
        and _day_of(claim) is not None
    ]
    days = [(_day_of(claim) or (None, 0, 0))[1:] for claim in story]
    times = Counter(days)
    published = context.document.published
    issued = () if published is None else (published.day.month, published.day.day)
    for single, day in zip(story, days, strict=True):
        if times[day] != 1 or day == issued or _SHIFTED.search(context.before(single, within=30)):
            continue
        for usual, other in zip(story, days, strict=True):
            if (
                other[0] != day[0]
                or other in (day, issued)
                or times[other] < 3
                or not _looks_misprinted(day[1], other[1])
            ):
                continue
            texts = context.sentence_text(single), context.sentence_text(usual)
            shared = content_words(texts[0]) & content_words(texts[1])
            if len(shared) < 4 or any(
                (_day_of(claim) or (None, 0, 0))[1:] == other
                for claim in context.in_sentence(single.sentence)
                if claim.form == "date"
            ):
                continue
            yield Link(
                kind="restated_day",
                roles={"first": (usual,), "second": (single,)},
                cue="usual_date",
                read_as="DATE of it three times or more, another once",
                excuses=("not the day of publication", "not moved or repeated"),
            )
            break


def _looks_misprinted(single: int, usual: int) -> bool:
    """Whether a digit too many or too few, two that changed places, or one for another make the one day of the other."""
    left, right = str(single), str(usual)
    if len(left) != len(right):
        return left in right or right in left
    return left == right[::-1] or sum(a != b for a, b in zip(left, right, strict=True)) < len(left)
