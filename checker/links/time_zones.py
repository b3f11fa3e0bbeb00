"""What the name of a time zone or of a place says about the distance of its clocks from Greenwich.

Abbreviations have several meanings (IST is Indian, Irish and Israeli): all of them are given. Places are those of the
public time zone tables, with the great cities that these file under another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

ABBREVIATIONS: Mapping[str, tuple[int, ...]] = {
    "gmt": (0,),
    "utc": (0,),
    "z": (0,),
    "bst": (60, 360),
    "wet": (0,),
    "west": (60,),
    "cet": (60,),
    "cest": (120,),
    "eet": (120,),
    "eest": (180,),
    "msk": (180, 240),
    "ist": (330, 60, 120),
    "idt": (180,),
    "pkt": (300,),
    "est": (-300, 600),
    "edt": (-240, 660),
    "cst": (-360, 480, -300),
    "cdt": (-300, -240),
    "mst": (-420, 480),
    "mdt": (-360,),
    "pst": (-480, 480),
    "pdt": (-420,),
    "akst": (-540,),
    "akdt": (-480,),
    "hst": (-600,),
    "ast": (-240, 180),
    "adt": (-180,),
    "nst": (-210,),
    "ndt": (-150,),
    "brt": (-180,),
    "art": (-180,),
    "sast": (120,),
    "cat": (120,),
    "eat": (180,),
    "wat": (60,),
    "gst": (240,),
    "hkt": (480,),
    "sgt": (480,),
    "jst": (540,),
    "kst": (540,),
    "aest": (600,),
    "aedt": (660,),
    "acst": (570,),
    "acdt": (630,),
    "awst": (480,),
    "nzst": (720,),
    "nzdt": (780,),
}
"""Minutes east of Greenwich."""

SEASONAL: Mapping[str, str] = {
    "et": "America/New_York",
    "eastern": "America/New_York",
    "eastern time": "America/New_York",
    "us east coast time": "America/New_York",
    "east coast time": "America/New_York",
    "ct": "America/Chicago",
    "central time": "America/Chicago",
    "mt": "America/Denver",
    "mountain time": "America/Denver",
    "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
    "pacific time": "America/Los_Angeles",
    "west coast time": "America/Los_Angeles",
    "uk time": "Europe/London",
    "british time": "Europe/London",
    "moscow time": "Europe/Moscow",
    "beijing time": "Asia/Shanghai",
    "india time": "Asia/Kolkata",
    "indian time": "Asia/Kolkata",
    "japan time": "Asia/Tokyo",
    "eastern standard time": "America/New_York",
    "eastern daylight time": "America/New_York",
    "central european time": "Europe/Paris",
}
"""Names of zones whose clocks are put forward in summer, and a place in each."""

_ELSEWHERE: Mapping[str, str] = {
    "washington": "America/New_York",
    "boston": "America/New_York",
    "miami": "America/New_York",
    "atlanta": "America/New_York",
    "philadelphia": "America/New_York",
    "houston": "America/Chicago",
    "dallas": "America/Chicago",
    "new orleans": "America/Chicago",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "las vegas": "America/Los_Angeles",
    "san diego": "America/Los_Angeles",
    "hollywood": "America/Los_Angeles",
    "montreal": "America/Toronto",
    "ottawa": "America/Toronto",
    "rio de janeiro": "America/Sao_Paulo",
    "rio": "America/Sao_Paulo",
    "beijing": "Asia/Shanghai",
    "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "bangalore": "Asia/Kolkata",
    "islamabad": "Asia/Karachi",
    "lahore": "Asia/Karachi",
    "abu dhabi": "Asia/Dubai",
    "doha": "Asia/Qatar",
    "tel aviv": "Asia/Jerusalem",
    "osaka": "Asia/Tokyo",
    "hanoi": "Asia/Bangkok",
    "edinburgh": "Europe/London",
    "glasgow": "Europe/London",
    "manchester": "Europe/London",
    "liverpool": "Europe/London",
    "cardiff": "Europe/London",
    "belfast": "Europe/London",
    "greenwich": "Etc/UTC",
    "geneva": "Europe/Zurich",
    "munich": "Europe/Berlin",
    "hamburg": "Europe/Berlin",
    "frankfurt": "Europe/Berlin",
    "milan": "Europe/Rome",
    "naples": "Europe/Rome",
    "barcelona": "Europe/Madrid",
    "the hague": "Europe/Amsterdam",
    "st petersburg": "Europe/Moscow",
    "cape town": "Africa/Johannesburg",
    "pretoria": "Africa/Johannesburg",
    "abuja": "Africa/Lagos",
    "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland",
    "hawaii": "Pacific/Honolulu",
    "kyiv": "Europe/Kyiv",
    "kiev": "Europe/Kyiv",
    "new york city": "America/New_York",
}

HALF_HOURS = re.compile(
    r"\b(?:India|Indian|Delhi|Mumbai|Kolkata|Calcutta|Bangalore|Chennai|Hyderabad|Mysore|Kashmir|Sri\s+Lanka|Colombo|"
    r"Nepal|Kathmandu|Iran|Iranian|Tehran|Afghan\w*|Kabul|Myanmar|Burma|Yangon|Rangoon|Adelaide|South\s+Australia|"
    r"Northern\s+Territory|Darwin|Newfoundland|St\.?\s+John['’]s|Marquesas|Lord\s+Howe|Cocos|Venezuela|Caracas|"
    r"North\s+Korea|Pyongyang|Chatham|IST|ACST|ACDT|NST|NDT)\b"
)
"""Places whose clocks are, or in our time were, not whole hours from Greenwich."""


@cache
def _places() -> Mapping[str, str]:
    try:
        names = sorted(available_timezones())
    except (ZoneInfoNotFoundError, OSError):
        names = []
    places: dict[str, str] = {}
    for name in names:
        region, _, city = name.rpartition("/")
        if region.split("/")[0] in (
            "Africa",
            "America",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific",
        ):
            places.setdefault(city.replace("_", " ").lower(), name)
    places.update((place, zone) for place, zone in _ELSEWHERE.items() if zone in names)
    return places


def offsets(name: str, days: Iterable[date]) -> tuple[int, ...]:
    """The minutes east of Greenwich that the clocks of a zone or place show on one of the days; none if unknown.

    Without days those of January and July of 2024 are given.
    """
    key = re.sub(r"[.\s]+", " ", name.lower()).strip()
    if key in ABBREVIATIONS:
        return ABBREVIATIONS[key]
    zone = SEASONAL.get(key) or _places().get(re.sub(r"^the\s+", "", key)) or _places().get(key)
    if zone is None:
        return ()
    try:
        clock = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return ()
    found: list[int] = []
    for day in list(days) or [date(2024, 1, 15), date(2024, 7, 15)]:
        try:
            distance = datetime(day.year, day.month, day.day, 12, tzinfo=clock).utcoffset()
        except (OverflowError, ValueError):
            continue
        if distance is not None and (minutes := int(distance.total_seconds() // 60)) not in found:
            found.append(minutes)
    return tuple(found)
