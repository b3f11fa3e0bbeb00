"""JSON with the place of every string: the standard library's parser says values only, and recurses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from checker.documents.blocks import BlockBuilder
from checker.errors import DocumentError, Problem
from checker.model import Block, Lines

DEEPEST = 200
"""Objects and lists within each other; news items have a handful."""

_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]+')
_OTHER = re.compile(r"true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_ESCAPE = re.compile(
    r'\\(?:(?P<one>["\\/bfnrt])|u(?P<code>[0-9a-fA-F]{4})'
    r"(?:(?<=\\u[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2}))?)"
)
_ONE = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class JsonString:
    """A string and the source span between its quotes."""

    start: int
    end: int
    value: str

    def text(self, source: str) -> Block | None:
        """The string as a block of text that maps to the source; None where it is blank."""
        builder = BlockBuilder(verbatim=True)
        position = self.start
        while position < self.end:
            slash = source.find("\\", position, self.end)
            stop = slash if slash >= 0 else self.end
            builder.add(source[position:stop], position, stop)
            if slash < 0:
                break
            match = _ESCAPE.match(source, slash, self.end)
            assert match is not None
            builder.add(_meaning(match), slash, match.end())
            position = match.end()
        return builder.block("paragraph")


Json = dict[str, "Json"] | list["Json"] | JsonString | None
"""Objects, lists, strings with their place; numbers and names are None."""


def read_json(source: str, *, path: str) -> Json:
    """The value that `source` holds. Raises DocumentError at the place where it stops being JSON."""
    return _Parser(source, path).document()


class _Parser:
    def __init__(self, source: str, path: str) -> None:
        self.source = source
        self.path = path
        self.position = 1 if source.startswith("\ufeff") else 0

    def document(self) -> Json:
        root: list[Json] = []
        stack: list[dict[str, Json] | list[Json]] = [root]
        key = ""
        while True:
            # A value is due.
            self._skip()
            container = stack[-1]
            character = self._peek()
            value: Json
            if character in "{[" and character:
                value = {} if character == "{" else []
                self.position += 1
                self._store(container, key, value)
                stack.append(value)
                if len(stack) > DEEPEST:
                    self._fail("nested too deeply to be a news item")
                self._skip()
                if self._peek() != ("}" if character == "{" else "]"):
                    if character == "{":
                        key = self._key()
                    continue
            elif character == '"':
                self._store(container, key, self._string())
            else:
                match = _OTHER.match(self.source, self.position)
                if match is None:
                    self._fail("a value is missing here")
                self.position = match.end()
                self._store(container, key, None)
            # What is complete is closed, until a comma asks for the next value.
            while True:
                if len(stack) == 1:
                    self._skip()
                    if self.position < len(self.source):
                        self._fail("the JSON goes on after its end")
                    return root[0]
                self._skip()
                closing = "}" if isinstance(stack[-1], dict) else "]"
                character = self._peek()
                if character == closing:
                    self.position += 1
                    stack.pop()
                elif character == ",":
                    self.position += 1
                    if isinstance(stack[-1], dict):
                        self._skip()
                        key = self._key()
                    break
                else:
                    self._fail(f"',' or {closing!r} is missing here")

    @staticmethod
    def _store(container: dict[str, Json] | list[Json], key: str, value: Json) -> None:
        if isinstance(container, dict):
            container[key] = value
        else:
            container.append(value)

    def _key(self) -> str:
        if self._peek() != '"':
            self._fail("a name in quotes is missing here")
        name = self._string().value
        self._skip()
        if self._peek() != ":":
            self._fail("':' is missing here")
        self.position += 1
        return name

    def _string(self) -> JsonString:
        start = self.position = self.position + 1
        pieces: list[str] = []
        while True:
            plain = _PLAIN.match(self.source, self.position)
            if plain is not None:
                pieces.append(plain.group())
                self.position = plain.end()
            character = self._peek()
            if character == '"':
                self.position += 1
                return JsonString(start, self.position - 1, "".join(pieces))
            escape = _ESCAPE.match(self.source, self.position)
            if escape is None:
                self._fail("this string is not closed" if character in "\r\n" else "no such escape")
            pieces.append(_meaning(escape))
            self.position = escape.end()

    def _skip(self) -> None:
        match = _SPACE.match(self.source, self.position)
        assert match is not None
        self.position = match.end()

    def _peek(self) -> str:
        return self.source[self.position : self.position + 1]

    def _fail(self, message: str) -> NoReturn:
        line, column = Lines(self.source).position(min(self.position, len(self.source)))
        raise DocumentError(
            Problem(path=self.path, line=line, column=column, message=f"is no JSON: {message}")
        )


def _meaning(match: re.Match[str]) -> str:
    if match["one"]:
        return _ONE[match["one"]]
    code = int(match["code"], 16)
    if match["low"]:
        return chr(0x10000 + ((code - 0xD800) << 10) + (int(match["low"], 16) - 0xDC00))
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
