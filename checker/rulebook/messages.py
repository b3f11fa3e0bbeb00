"""Messages of rules: `{role}` quotes the text, arithmetic on roles is worked out, filters shape the result."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from checker.errors import did_you_mean
from checker.model import Message, Placeholder, Role
from checker.rulebook.expressions import Mistake, compile_expression

FILTERS: Mapping[str, str] = {
    "sum": "the sum of the role's numbers",
    "plus": "the role's numbers joined by plus signs",
    "list": 'the role\'s numbers in a row, with "and" before the last',
    "versus": 'the role\'s numbers joined by "against"',
    "count": "how many numbers fill the role",
    "interval": "what the number may mean, as a range",
    "implied": "what the number would have to be for the rule to hold, all others as written",
    "number": "the number alone, without its unit",
    "round": "the number to the nearest whole one",
    "weekday": "the name of the day of the week",
    "date": "the date in words",
    "counted": "the noun that is counted",
}
"""What a filter makes of a placeholder."""


def compile_message(source: str, *, roles: Mapping[str, Role] | Collection[str]) -> Message:
    """The message, or a `Mistake` with the place in `source`."""
    parts: list[str | Placeholder] = []
    text: list[str] = []
    position = 0
    while position < len(source):
        character = source[position]
        if character in "{}" and source[position : position + 2] == character * 2:
            text.append(character)
            position += 2
        elif character == "}":
            raise Mistake("a closing brace without an opening one", position, "a brace itself is written }}")
        elif character == "{":
            end = source.find("}", position)
            if end < 0:
                raise Mistake("a brace is not closed", position)
            if text:
                parts.append("".join(text))
                text = []
            parts.append(_placeholder(source[position + 1 : end], position + 1, roles))
            position = end + 1
        else:
            text.append(character)
            position += 1
    if text:
        parts.append("".join(text))
    return Message(source, tuple(parts))


def _placeholder(inner: str, offset: int, roles: Mapping[str, Role] | Collection[str]) -> Placeholder:
    expression_text, *filters = inner.split("|")
    place = offset + len(expression_text) + 1
    for word in filters:
        if word.strip() not in FILTERS:
            raise Mistake(f"there is no filter {word.strip()!r}", place, did_you_mean(word.strip(), FILTERS))
        place += len(word) + 1
    try:
        expression = compile_expression(expression_text, roles=tuple(roles), truth=False)
    except Mistake as mistake:
        raise Mistake(mistake.message, offset + mistake.offset, mistake.hint) from None
    return Placeholder(expression, tuple(word.strip() for word in filters))
