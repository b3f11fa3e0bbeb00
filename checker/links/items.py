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
    rf"(?<!\w)({_FULL_NAME})\s+and\s+(?=(?:the\s+)?(?:[a-z]+\s+)?(?:{_FULL_NAME}|{_NAME}\s\+))"
)
_JOINED = re.compile(
    r"\b(Trinidad|Bosnia|Antigua|Kitts|Tyne|Brighton|Hammersmith|Kensington|Marks|Procter|Ernst|"
    r"Standard|Barnes|Health|"
    r"Food|Arts|Trade|Foreign|Law|Research|Science|Culture|Oil|Simon|Rosencrantz)\s+and\s+"
)
_COUNTED = re.compile(
    r"^(?:(?:the|another|some|about)\s+)?(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\d{1,2})\s+[a-z]"
)
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip


_APPOSED = re.compile(r"(?!(?:an?|the|his|her|their|its|another|one)\b)[a-z]")
"""What says who the name before it is, and is no item: "Helen Marsh, once head of the Treasury, ..."."""


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
    maybe = 0
    if last is None:
        parts = re.split(r",\s*", cleaned)
        closed = False
    else:
        closed = True
        head, tail = cleaned[: last.start()], cleaned[last.end() :]
        head = re.sub(r",\s*and\s+", ", ", head)
        head = _TWO_NAMES.sub(lambda found: f"{found[1]}, ", head)
        tail = _TWO_NAMES.sub(lambda found: f"{found[1]}, ", tail)
        parts = [*re.split(r",\s*", head), *re.split(r",\s*", tail)]
        maybe = sum(len(re.findall(r"\band\b", part)) for part in parts)
    parts = [part.strip() for part in parts if part.strip()]
    if with_inserts != cleaned and not parts:
        return None
    return _total(parts, sure=len(parts) + pairs, maybe=maybe, closed=closed)


def _is_item(insert: str) -> bool:
    """Whether what looks like an insert ("the drummer Bo Lund", "a school") may be an item of its own."""
    return bool(re.match(r",\s*(?:an?|the)\s", insert))


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
    names = [part for part in parts if re.match(_FULL_NAME, part)]
    if len(names) >= 2 and re.match(_FULL_NAME, parts[0]):
        sure -= sum(bool(_APPOSED.match(part)) for part in parts)
    low, high = (
        sure,
        sure + maybe + extra + len(parts) - max(sure, 0) if sure < len(parts) else sure + maybe + extra,
    )
    if extra:
        low = min(low, high)
    return Items(low, high, closed, tuple(parts))
