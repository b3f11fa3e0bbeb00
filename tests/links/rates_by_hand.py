"""The numbers of a sentence of rates and changes, told apart by how they are written: no model is needed."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from checker.links.context import Context
from checker.model import Claim, Form
from tests.links.articles_by_hand import context_of
from tests.numbers_by_hand import number

_NUMBERS = re.compile(
    r"(?P<percent>\d[\d.]*(?:%| per cent))|(?P<percent_point>\d[\d.]* points)|(?P<money>[£$€]"
    r"(?:\d[\d,.]*\d|\d)(?: million)?)"
    r"|(?P<year>(?:19|20)\d\d)(?![\d,])|(?P<ratio>a third|a quarter|half)|(?P<count>\d[\d,]*\d|\d)"
)
_UNITS = {"£": "GBP", "$": "USD", "€": "EUR"}
_FRACTIONS = {"a third": Fraction(1, 3), "a quarter": Fraction(1, 4), "half": Fraction(1, 2)}


def claims_of(text: str, **frame: Any) -> list[Claim]:
    """A claim for every number of the text, its form read off its signs."""
    claims = []
    for found in _NUMBERS.finditer(text):
        form: Form = found.lastgroup  # type: ignore[assignment]
        written = found.group().rstrip(".,")
        nth = len(re.findall(re.escape(written), text[: found.start()])) + 1
        unit = {"percent": "percent", "percent_point": "percent_point"}.get(form, _UNITS.get(written[0]))
        claims.append(
            number(text, written, nth=nth, form=form, unit=unit, value=_FRACTIONS.get(written), **frame)
        )
    return claims


def article(*paragraphs: str, **frame: str) -> Context:
    """An article of these paragraphs with all of their numbers."""
    return context_of(*(("paragraph", text, claims_of(text, **frame)) for text in paragraphs))
