"""The date line of an article beside the publication date that its metadata give.

Roles: `stated`, `published`. A date line is a line that holds a date and nothing but a weekday, a place, an hour or a
label ("For immediate release:"), or the place and date before the dash that opens the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.links.context import Context
from checker.links.moments import WEEKDAY_WORD, Moment, moments, publication
from checker.model import Link

_OPENING = 220
"""Characters of the text within which a date line must begin."""
_LABEL = (
    r"(?:(?:for\s+)?immediate\s+release|press\s+release|news\s+release|released?|published|posted|updated|"
    r"date[ds]?|issued)"
)
_LINE_AROUND = re.compile(
    rf"(?:[\s,.;:|•·–—()-]|{WEEKDAY_WORD}|{_LABEL}(?:\s+on)?|\d{{1,2}}[:.]\d\d(?:\s*[ap]\.?m\.?)?|(?-i:[A-Z]{{2,4}}T?\b))*",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    r"(?:[A-Z][\w.'’]*(?:[\s-]+(?:[A-Z(][\w.'’)]*|of|the|de|la|el|and|on))*(?:,\s*)?){1,3}(?:,|\s+[-–—]+|\s*\()?\s*",
)
_DASH_AFTER = re.compile(
    r"[\s,.)]*(?:\((?:[A-Z][\w./ -]{1,30})\)\s*|/[\w -]+/\s*|[A-Z][A-Za-z]+\s*)?(?:[-–—]{1,2}|:)\s"
)
_RELEASED = re.compile(
    rf"(?:^|[\n|•])\s*{_LABEL}(?:\s+on)?\s*:?\s*(?:{WEEKDAY_WORD},?\s*)?$|\b{_LABEL}\s*:\s*(?:{WEEKDAY_WORD},?\s*)?$",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """The date line, where the publication date is known from elsewhere."""
    published = context.document.published
    if published is None or published.origin == "dateline":
        return
    seen = 0
    for index, block in enumerate(context.document.blocks):
        if block.kind == "headline" or block.field == "title":
            continue
        if seen > _OPENING:
            return
        for moment in moments(context, index):
            if moment.day is None or not moment.years or seen + moment.start > _OPENING:
                continue
            day = moment
            cue = _cue(block.text, day)
            stated = day.dated()
            issue = publication(context, stated)
            if _bears_its_weekday(block.text, day) and day.years[0] != published.day.year:
                return  # the metadata give another day, such as that of a collection
            if cue is not None and issue is not None and issue.derived is not None:
                yield Link(
                    kind="dateline",
                    roles={"stated": (stated,), "published": (issue,)},
                    cue=cue,
                    read_as="the date line gives the day of publication",
                )
                return
        seen += len(block.text) + 1


def _bears_its_weekday(text: str, day: Moment) -> bool:
    """Whether a full date stands right behind the weekday that it has."""
    named = re.search(rf"({WEEKDAY_WORD}),?\s*$", text[: day.start], re.IGNORECASE)
    if named is None or day.month is None or day.day is None or len(day.years) != 1:
        return False
    try:
        return date(day.years[0], day.month, day.day).strftime("%A").lower() == named[1].lower()
    except ValueError:
        return False


def _cue(text: str, day: Moment) -> str | None:
    line_start = text.rfind("\n", 0, day.start) + 1
    line_end = text.find("\n", day.end)
    before = text[line_start : day.start]
    after = text[day.end : line_end if line_end >= 0 else len(text)]
    if _LINE_AROUND.fullmatch(after) and (_LINE_AROUND.fullmatch(before) or _PLACE_BEFORE.fullmatch(before)):
        return "line with a date alone"
    if not day.year_stated and not _DASH_AFTER.match(after):
        return None
    bare = re.sub(rf"{WEEKDAY_WORD},?\s*$", "", before, flags=re.IGNORECASE)
    if _DASH_AFTER.match(after) and _PLACE_BEFORE.fullmatch(bare):
        return "place and date before a dash"
    if _RELEASED.search(before):
        return "date of release"
    opens = (
        _LINE_AROUND.fullmatch(before) is not None
        and re.search(WEEKDAY_WORD, before, re.IGNORECASE) is not None
    )
    if opens and day.year_stated and re.match(r"\s+[A-Z]", after):
        return "weekday and date open the text"
    return None
