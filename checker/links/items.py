"""Counting the items of a list as written: the fewest and the most that a reader can find in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = r"[A-ZÀ-Þ][\w.'’-]*+"
_FULL_NAME = rf"{_NAME}(?:\s(?:de|van|von|der|bin|al|la|el|of|the)\b|\s{_NAME}){{0,9}}\s{_NAME}"
_BRACKETS = re.compile(r"\s*[(\[][^)\]]{0,300}[)\]]")
_INSERTS = re.compile(
    r",\s*(?:since|in|from|of|at|for|after|before|until|till|now|formerly|previously|then|both|all|each|"
    r"aged?|also|"
    r"respectively|headquartered|located|called|named|owned|led|founded|backed|who|which|whose|where|whom|that|with|by|on|near|as|born|during|under|over|"
    r"based|known|an?|the)\s"
    r"[^,;]*(?=,|;|$)"
)
_INSERTS_BEFORE_LAST = re.compile(r"\band,\s*[^,;]+,\s*")
_AGES = re.compile(r",\s*(?:aged\s*)?\d{1,3}(?=,|;|$|\s+and\b)")
_DATES = re.compile(r",\s*(?:in\s+)?(?:1[5-9]|20)\d\d(?=,|;|$|\s+and\b)")
_TITLES = re.compile(
    r",\s*(?:L\.?L\.?C|Inc|Ltd|Co|Corp|L\.?L\.?P|PLC|plc|Jr|Sr|II|III|M\.?D|Ph\.?D|[DRI]-[A-Z][\w.]*)\b\.?(?=[,;\s]|$)"
)
"""What belongs to the name before the comma: "Lamb, LLC", "Ross, Jr."."""
_AS_WELL = re.compile(r",?\s+(?:as well as|along with|together with|plus|and also)\s+")
_PAIR = re.compile(
    rf"\b(?:the\s+)?(?:twins|brothers|sisters|siblings|couple|duo|pair|cousins|"
    rf"(?:the\s)[a-z]+s)\s+{_NAME}\s+and\s+{_NAME}"
)
_TWO_NAMES = re.compile(
    rf"(?<![\w.-])(?<!\w['’])({_FULL_NAME})\s+and\s+(?=(?:the\s+)?(?:[a-z]+\s+)?(?:{_FULL_NAME}|{_NAME}\s\+))"
)
_SHARED_HEAD = re.compile(
    rf"{_NAME}\s+and\s+(?:{_NAME}\s)+(?:Act|Administration|Affairs|Agency|Association|Bank|Bill|Board|Bureau|Centre|Center|"
    r"Club|College|Commission|Committee|Company|Corporation|Council|Court|Department|Exchange|Foundation|Fund|Group|Hospital|"
    r"Industries|Initiative|Institute|Law|Ministry|Museum|Office|Organi[sz]ation|Party|Plan|Program(?:me)?|Project|School|"
    r"Service|Services|Society|Trust|Union|University)\b"
)
"""A name that may hold the word that joins names: "the Environment and Public Works Committee"."""
_JOINED = re.compile(
    r"\b(Trinidad|Bosnia|Antigua|Kitts|Tyne|Brighton|Hammersmith|Kensington|Marks|Procter|Ernst|"
    r"Standard|Barnes|Health|"
    r"Food|Arts|Trade|Foreign|Law|Research|Science|Culture|Oil|Simon|Rosencrantz)\s+and\s+"
)
_COUNTED = re.compile(
    r"^(?:(?:the|another|some|about)\s+)?(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\d{1,2})\s+[a-z]"
)
_DESCRIBED_NAME = re.compile(
    r"(?!(?:an?|one|another|west|east|north|south|once|also|then|now|formerly|both|just|near|of|in|at|on|from|by|for|with|as|to)\b|\w+(?:ed|ing|wn)\b)"
    r"(?:[a-z][\w'’-]*\s){1,4}[A-ZÀ-Þ]"
)
"""An item that says what its name is: "the drummer Bo Lund"."""
_SHORT_NAME = re.compile(r"\([A-Z][A-Z&]+\)")
"""The short form behind a full name, which may hold "and": "the Staffing and Training for Rescue (STAR) Act"."""
_COMMA = re.compile(r",(?!\d{3}\b)\s*")
_SEVERAL = re.compile(
    r"\b(?:twins|triplets|brothers|sisters|siblings|parents|grandparents|sons|daughters|children|kids|cousins|nephews|"
    r"nieces|friends|colleagues|relatives|couple|duo|trio|pair|quartet|family|others|members|players|staff|workers|"
    r"students|pupils|officers|soldiers|sailors|guards|men|women|boys|girls|people)\b(?! (?:of|for|to|with|and|from)\b)",
)
"""An item that is more than one person, but not how many."""
_MANY = 20
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Items:
    """How many items a list may have."""

    low: int
    high: int
    closed: bool
    """Whether its last item is joined by "and", as the last of a complete list is."""
    parts: tuple[str, ...]
    """The items as they were split."""


def count_items(text: str) -> Items | None:
    """The number of items in the text of a list; None where it is no plain list ("A or B", a single item)."""
    cleaned = " ".join(text.split()).strip(" ,;.:–—-")
    if re.search(r"\b(?:or|nor|etc)\b|\.\.\.|…|\bamong others\b|\bothers\b|\bso on\b", cleaned):
        return None
    short_names = len(_SHORT_NAME.findall(cleaned))
    cleaned = _TITLES.sub("", _BRACKETS.sub("", cleaned))
    cleaned = _AS_WELL.sub(", and ", cleaned)
    cleaned = re.sub(r"\bboth\s+(?![A-Z][\w’'-]*s$)|\beither\s+", "", cleaned)
    if ";" in cleaned:
        parts = [re.sub(r"^(?:and|then)\b[\s,]*", "", part.strip()) for part in cleaned.split(";")]
        parts = [part for part in parts if part]
        return _total(parts, sure=len(parts), maybe=0, closed=bool(re.search(r";\s*and\b", cleaned)))
    cleaned = _INSERTS_BEFORE_LAST.sub("and ", cleaned)
    cleaned = _AGES.sub("", cleaned)
    cleaned = _DATES.sub("", cleaned)
    with_inserts = cleaned
    cleaned = _INSERTS.sub(lambda found: found.group() if _is_item(found.group()) else "", cleaned)
    cleaned = cleaned.strip(" ,")
    pairs = 0

    def joined(found: re.Match[str]) -> str:
        nonlocal pairs
        pairs += 1
        return re.sub(r"\s+and\s+", " + ", found.group())

    cleaned = _PAIR.sub(joined, cleaned)
    cleaned = _JOINED.sub(lambda found: f"{found[1]} + ", cleaned)
    serial = list(re.finditer(r",\s*and\s+", cleaned))
    plain = list(re.finditer(r"(?<!,)\s+and\s+", cleaned))
    if serial:
        last = serial[-1]
    elif plain:
        last = plain[-1]
    else:
        last = None
    maybe = splits = 0
    if last is None:
        parts = _COMMA.split(cleaned)
        closed = False
    else:
        closed = True
        head, tail = cleaned[: last.start()], cleaned[last.end() :]
        head = re.sub(r",\s*and\s+", ", ", head)
        head, first_splits = _TWO_NAMES.subn(lambda found: f"{found[1]}, ", head)
        tail, last_splits = _TWO_NAMES.subn(lambda found: f"{found[1]}, ", tail)
        splits = len(_SHARED_HEAD.findall(cleaned)) if first_splits + last_splits else 0
        parts = [*_COMMA.split(head), *_COMMA.split(tail)]
        maybe = sum(len(re.findall(r"\band\b", part)) for part in parts)
    parts = [part.strip() for part in parts if part.strip()]
    if with_inserts != cleaned and not parts:
        return None
    # "Environment and Public Works" may be one name, which only looks like two.
    additions = _additions(parts) + splits
    sure = len(parts) + pairs - additions
    if short_names > 1 and short_names < sure:
        additions, sure = additions + sure - short_names, short_names
    return _total(parts, sure=sure, maybe=maybe + additions, closed=closed)


def _is_item(insert: str) -> bool:
    """Whether what looks like an insert ("the drummer Bo Lund", "a school") may be an item of its own."""
    return bool(re.match(r",\s*(?:an?|the)\s", insert))


def _additions(parts: list[str]) -> int:
    """How many parts may only tell more of the name before them: "Highway 22, west of the river, known as …, and …"."""
    if len(parts) < 2 or not parts[0][:1].isupper():
        return 0
    return sum(part[:1].islower() and not _DESCRIBED_NAME.match(part) for part in parts[1:])


def _total(parts: list[str], *, sure: int, maybe: int, closed: bool) -> Items | None:
    if len(parts) < 2:
        return None
    extra = 0
    for part in parts:
        if re.match(r"both\s+[A-Z][\w’'-]*s$", part):
            extra += 1
        counted = _COUNTED.match(part)
        if counted is not None:
            word = counted[1].lower()
            extra += (int(word) if word.isdigit() else _WORDS[word]) - 1
    low, high = sure, sure + maybe + extra
    if any(_COUNTED.match(part) is None and _SEVERAL.search(part) for part in parts):
        high += _MANY
    if extra:
        low = min(low, high)
    return Items(low, high, closed, tuple(parts))
