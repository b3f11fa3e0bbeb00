"""YAML read with positions: every scalar is text, every node knows its place, no key stands twice.

YAML 1.1 turns `no` into False, `12:30` into 750 and `2024-02-28` into a date, which is fatal in rules about
numbers: nothing is resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from checker.errors import Problem

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INDENT = re.compile(r"^( *\t[ \t]*)", re.MULTILINE)
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text, and where it begins; lines and columns start at 1."""

    text: str
    line: int
    column: int
    inner: int
    """The column of the first character, after a quotation mark."""
    plain: bool = True
    """Whether it stands as written: not a block of text, whose lines are joined."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A YAML mapping, in the order written."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value at `key`, None where there is none."""
        for name, node in self.entries:
            if name.text == key:
                return node
        return None

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        for name, _ in self.entries:
            if name.text == key:
                return name
        return None

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)


Node = Scalar | Listing | Table


def read_tree(text: str, *, path: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text and every problem found on the way; no tree where the text is no YAML."""
    problems: list[Problem] = []
    candidates = [text]
    if "\t" in text:
        for found in _INDENT.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            column = found.group().index("\t") + 1
            problems.append(
                Problem(
                    path=path,
                    line=line,
                    column=column,
                    message="a tab in the indentation",
                    hint="YAML is indented with spaces",
                )
            )
        if problems:
            candidates = [_without_tabs(text, width) for width in (2, 4, 8, 1)]
    failure: yaml.YAMLError | None = None
    for candidate in candidates:
        try:
            node = yaml.compose(candidate, Loader=_Loader)
        except RecursionError:
            problems.append(Problem(path=path, line=1, column=1, message="nested too deeply"))
            return None, problems
        except yaml.YAMLError as error:
            failure = failure or error
            continue
        if node is None:
            problems.append(Problem(path=path, line=1, column=1, message="the file is empty"))
            return None, problems
        reader = _Reader(path, problems)
        return reader.convert(node, 0), problems
    assert failure is not None
    problems.append(_syntax_problem(path, failure))
    return None, problems


def _without_tabs(text: str, width: int) -> str:
    return _INDENT.sub(lambda indent: indent.group().replace("\t", " " * width), text)


def _syntax_problem(path: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    hint = None
    if "mapping values are not allowed" in said:
        hint = "put text that holds a colon in quotation marks"
    elif "found character" in said and ("'@'" in said or "'`'" in said or "'%'" in said):
        hint = "put the text in quotation marks"
    return Problem(
        path=path,
        line=None if mark is None else mark.line + 1,
        column=None if mark is None else mark.column + 1,
        message=f"this is not YAML: {said}",
        hint=hint,
    )


class _Reader:
    def __init__(self, path: str, problems: list[Problem]) -> None:
        self._path = path
        self._problems = problems
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node, depth: int) -> Node:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        refusal = None
        if id(node) in self._seen:
            refusal = "anchors and aliases are not allowed"
        elif depth > MAX_DEPTH:
            refusal = "nested too deeply"
        if refusal is not None:
            self._problems.append(Problem(path=self._path, line=line, column=column, message=refusal))
            return Scalar("", line, column, column)
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._table(node, line, column, depth)
        if isinstance(node, yaml.SequenceNode):
            return Listing(tuple(self.convert(item, depth + 1) for item in node.value), line, column)
        style = getattr(node, "style", None)
        return Scalar(str(node.value), line, column, column + (style in ("'", '"')), style not in ("|", ">"))

    def _table(self, node: yaml.MappingNode, line: int, column: int, depth: int) -> Table:
        entries: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        for key_node, value_node in node.value:
            key = self.convert(key_node, depth + 1)
            value = self.convert(value_node, depth + 1)
            if not isinstance(key, Scalar):
                self._problems.append(
                    Problem(path=self._path, line=key.line, column=key.column, message="a key must be a word")
                )
                continue
            if key.text in first:
                self._problems.append(
                    Problem(
                        path=self._path,
                        line=key.line,
                        column=key.column,
                        message=f"the key {key.text!r} stands twice",
                        hint=f"first on line {first[key.text].line}",
                    )
                )
                continue
            first[key.text] = key
            entries.append((key, value))
        return Table(tuple(entries), line, column)
