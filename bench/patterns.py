"""Every regular expression of Crossfoot against its worst case: how its time grows with the length of the text.

Each expression is searched for in texts built to defeat it: runs of what its own repetitions accept, of its own
beginnings, and of what prose is made of, each ended by what it cannot match. Time must grow with the length of the
text, not with its square.
"""

from __future__ import annotations

import ast
import gc
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import checker
from checker.documents.blocks import LONGEST_SPACE, LONGEST_WORD
from checker.links.folding import Shape

SIZES = (500, 2_000, 8_000)
LIMIT = 0.5
"""Seconds of processor time after which a search has failed."""
GROWTH = 9.0
"""Four times the text may take so many times as long; its square would be sixteen."""
FLOOR = 0.002
"""Seconds: what takes less at the largest size is not compared."""
BOUNDED = {
    "checker.render.figure": "lines of arithmetic that Crossfoot wrote itself",
}
"""Modules whose expressions never meet a stranger's text, and why."""
PROSE = (
    " ", "1", "a", "A", "-", "–", "“", "\"", ",", ".", "(", "[", "<", "{", "*", "\\", "1, ", "1 ", "a ", "a, ", "Aa ", "Aa Aa, ",
    "and ", ", and ", "one and ", "twenty-", "a. ", "of the ", "‹c1›", "‹c1› ", "‹d1› and ", "1 of ", "from 1 to ", "May 1, ",
    "<a ", "![", "<!-- ", "\n\n", "\ue000 ", "\ue000 a ",
)  # fmt: skip
ENDS = ("!", "a")


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression of Crossfoot, and where it is written."""

    place: str
    source: str | bytes
    flags: int
    call: str
    """The method it is used by: "search", "match", "fullmatch" …; "compile" where that is not known."""


@dataclass(frozen=True, slots=True)
class Slow:
    """An expression whose time grows faster than the text, with the text that shows it."""

    expression: Expression
    pump: str
    end: str
    times: tuple[float, ...]
    """Seconds at each of SIZES; infinite where it took longer than LIMIT."""


class _TooLong(Exception):
    pass


def collect() -> tuple[Expression, ...]:
    """Every expression that the modules of Crossfoot compile when they are imported or write where they use it."""
    found: dict[tuple[str | bytes, int], Expression] = {}
    compile_itself: Callable[..., re.Pattern[Any]] = re._compile  # type: ignore[attr-defined]

    def note(pattern: Any, flags: Any) -> re.Pattern[Any]:
        compiled = compile_itself(pattern, flags)
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_globals.get("__name__") in ("re", "checker.links.folding"):
            frame = frame.f_back
        if frame is not None and str(frame.f_globals.get("__name__")).startswith("checker"):
            place = f"{frame.f_globals['__name__']}:{frame.f_lineno}"
            found.setdefault(
                (compiled.pattern, compiled.flags),
                Expression(place, compiled.pattern, compiled.flags & ~re.DEBUG, "compile"),
            )
        return compiled

    re._compile = note  # type: ignore[attr-defined]
    try:
        modules = list(_modules())
        for key, expression in list(found.items()):
            found[key] = replace(expression, call=_use_of(expression))
        for module in modules:
            for expression in _written_inside(module):
                found.setdefault(
                    (expression.source, re.compile(expression.source, expression.flags).flags), expression
                )
        for expression in _wordings(modules):
            found.setdefault((expression.source, expression.flags), expression)
    finally:
        re._compile = compile_itself  # type: ignore[attr-defined]
    return tuple(found.values())


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(checker.__path__, "checker."):
        if module.name != "checker.__main__":
            yield importlib.import_module(module.name)


@cache
def _syntax(module: str) -> ast.Module:
    file = sys.modules[module].__file__
    assert file is not None
    with open(file, encoding="utf-8") as stream:
        return ast.parse(stream.read())


def _use_of(expression: Expression) -> str:
    """ "match" where the module's constant is only ever matched at a given place; "compile" where it is searched for."""
    module, _, line = expression.place.partition(":")
    tree = _syntax(module)
    names = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and node.lineno <= int(line) <= (node.end_lineno or node.lineno)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in names]
    called = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names
    ]
    private = all(name.startswith("_") for name in names)
    if private and called and set(called) <= {"match", "fullmatch"} and len(uses) == len(called) + 1:
        return "match"
    return "compile"


def _wordings(modules: Sequence[ModuleType]) -> Iterator[Expression]:
    """The wordings of links, which are compiled when a text is met that they may fit."""
    names = {
        id(value): f"{module.__name__}:{name}"
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Shape)
    }
    for value in gc.get_objects():
        if isinstance(value, Shape):
            compiled = value.compiled
            place = names.get(id(value), f"checker.links:{compiled.pattern[:40]}")
            yield Expression(place, compiled.pattern, compiled.flags, "finditer")


_CALLS = {
    "search",
    "match",
    "fullmatch",
    "sub",
    "split",
    "findall",
    "finditer",
    "compile",
    "compiled",
    "pattern",
}


def _written_inside(module: ModuleType) -> Iterator[Expression]:
    """The expressions that functions of a module give to re, or to the builders of patterns, as they run."""
    if module.__file__ is None:
        return
    with open(module.__file__, encoding="utf-8") as stream:
        tree = ast.parse(stream.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            if (
                isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in _CALLS
            ):
                source = _evaluated(node.args[0], module)
                flags = 0
                for argument in (
                    *node.args[1 if node.func.attr == "compile" else 2 :],
                    *(keyword.value for keyword in node.keywords),
                ):
                    value = _evaluated(argument, module)
                    if isinstance(value, re.RegexFlag):
                        flags |= value
                if isinstance(source, (str, bytes)):
                    yield Expression(f"{module.__name__}:{node.lineno}", source, flags, node.func.attr)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and module.__name__.startswith("checker.links")
        ):
            pass
    if hasattr(module, "skeleton"):
        yield from _held(module)


def _held(module: ModuleType) -> Iterator[Expression]:
    """The sources that a module keeps to be compiled when they are first wanted."""
    for name, value in vars(module).items():
        values = value if isinstance(value, tuple) else tuple(value) if isinstance(value, dict) else (value,)
        for source in values:
            if isinstance(source, tuple):
                values = (*values, *source)
        for source in values:
            if isinstance(source, str) and ("\\" in source or "(?" in source) and not name.startswith("__"):
                try:
                    re.compile(source, re.IGNORECASE)
                except re.error:
                    continue
                yield Expression(f"{module.__name__}:{name}", source, int(re.IGNORECASE), "finditer")


def _evaluated(node: ast.expr, module: ModuleType) -> Any:
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    if any(name not in vars(module) and name != "str" for name in names):
        return None
    try:
        return eval(compile(ast.Expression(node), "<source>", "eval"), dict(vars(module)))
    except Exception:
        return None


# ── texts that defeat an expression ───────────────────────────────────────────────────────────────────────────


def pumps(expression: Expression, random: Random, *, many: int = 12) -> tuple[str, ...]:
    """Pieces whose repetition is hard on an expression: its loops, its beginnings, and those of prose."""
    source = expression.source
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    try:
        tree = parser.parse(
            text, expression.flags & ~re.UNICODE if isinstance(source, bytes) else expression.flags
        )
    except Exception:
        return ()
    found: dict[str, None] = {}
    for _ in range(2):
        for piece in _pieces(tree, "", random):
            if 0 < len(piece) <= 60:
                found.setdefault(piece)
    own = list(found)
    if len(own) > many:
        own = random.sample(own, many)
    return tuple(own)


def _pieces(tree: Any, before: str, random: Random) -> Iterator[str]:
    """What each repetition accepts, alone and after what stands before it."""
    for place, (code, value) in enumerate(tree):
        lead = before + "".join(_sample([item], random) for item in list(tree)[:place])
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, body = value
            piece = _sample(body, random)
            if high > 8 and piece:
                yield piece
                yield lead + piece
                yield lead + piece * 3
            yield from _pieces(body, lead, random)
        elif code is codes.SUBPATTERN:
            yield from _pieces(value[3], lead, random)
        elif code is codes.ATOMIC_GROUP:
            yield from _pieces(value, lead, random)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _pieces(branch, lead, random)
    yield _sample(tree, random)


def _sample(tree: Any, random: Random) -> str:
    text = ""
    for code, value in tree:
        if code is codes.LITERAL:
            text += chr(value)
        elif code is codes.NOT_LITERAL:
            text += "a" if value != ord("a") else "b"
        elif code is codes.ANY:
            text += random.choice("a1 ,")
        elif code is codes.IN:
            text += _member(value, random)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, body = value
            text += "".join(
                _sample(body, random) for _ in range(random.choice((low, max(low, min(int(high), low + 1)))))
            )
        elif code is codes.SUBPATTERN:
            text += _sample(value[3], random)
        elif code is codes.ATOMIC_GROUP:
            text += _sample(value, random)
        elif code is codes.BRANCH:
            text += _sample(random.choice(value[1]), random)
    return text


_OF_CATEGORY = {
    "CATEGORY_DIGIT": "1", "CATEGORY_NOT_DIGIT": "a", "CATEGORY_SPACE": " ", "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_WORD": "a", "CATEGORY_NOT_WORD": " ",
}  # fmt: skip


def _member(members: Any, random: Random) -> str:
    if members and members[0][0] is codes.NEGATE:
        compiled_members = [_one(member) for member in members[1:]]
        for character in random.sample("a1 A,.-xé\n", 10):
            if not any(inside(character) for inside in compiled_members):
                return character
        return "\x02"
    code, value = random.choice(members)
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.RANGE:
        return chr(random.choice(value))
    return _OF_CATEGORY.get(str(value), "a")


def _one(member: Any) -> Callable[[str], bool]:
    code, value = member
    if code is codes.LITERAL:
        return lambda character: ord(character) == value
    if code is codes.RANGE:
        return lambda character: value[0] <= ord(character) <= value[1]
    kind = str(value)
    if "DIGIT" in kind:
        return lambda character: character.isdigit() != ("NOT" in kind)
    if "SPACE" in kind:
        return lambda character: character.isspace() != ("NOT" in kind)
    return lambda character: (character.isalnum() or character == "_") != ("NOT" in kind)


# ── measuring ─────────────────────────────────────────────────────────────────────────────────────────────────


def _alarmed(number: int, frame: FrameType | None) -> None:
    raise _TooLong


def seconds(run: Callable[[str | bytes], object], text: str, *, binary: bool, limit: float = LIMIT) -> float:
    """Processor time of one search through a text; infinity beyond `limit`."""
    subject: str | bytes = text.encode("utf-8", "replace") if binary else text
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    began = time.thread_time()
    try:
        run(subject)
    except _TooLong:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.thread_time() - began


def runner(expression: Expression) -> Callable[[str | bytes], object]:
    """How the expression is put to a text: as it is used where that is known, else by looking for every match."""
    compiled: re.Pattern[Any] = re.compile(expression.source, expression.flags)
    if expression.call in ("match", "fullmatch"):
        return getattr(compiled, expression.call)  # type: ignore[no-any-return]

    def every(text: str | bytes) -> None:
        for _ in compiled.finditer(text):
            pass

    return every


_TAMED = re.compile(rf"(\s{{{LONGEST_SPACE}}})\s+|(\S{{{LONGEST_WORD}}})\S+")


def _of_length(expression: Expression, pump: str, end: str) -> Callable[[int], str]:
    """The text of a length that repeats a piece; blocks of an article hold no run beyond the measure of documents."""
    reads_blocks = expression.place.split(".")[1] in ("claims", "links", "language")

    def text(size: int) -> str:
        whole = (pump * (size // len(pump) + 1))[:size]
        if reads_blocks:
            run = _TAMED.sub(r"\1\2", whole)
            if len(run) < size and len(run) > 8:
                joint = "" if run[0].isspace() != run[-1].isspace() else "a" if run[0].isspace() else " "
                whole = ((run + joint) * (size // len(run) + 1))[:size]
        return whole + end

    return text


def worst(expression: Expression, random: Random) -> Slow | None:
    """The text on which the expression's time grows fastest, where it grows faster than the text."""
    run = runner(expression)
    binary = isinstance(expression.source, bytes)
    slowest: Slow | None = None
    for pump in (*pumps(expression, random), *PROSE):
        for end in ENDS:
            text = _of_length(expression, pump, end)
            middle = seconds(run, text(SIZES[1]), binary=binary)
            if middle < FLOOR / 6:
                continue
            largest = min(seconds(run, text(SIZES[2]), binary=binary) for _ in range(2))
            if largest < FLOOR or largest / middle < GROWTH:
                continue
            middle = min(middle, *(seconds(run, text(SIZES[1]), binary=binary) for _ in range(2)))
            largest = min(largest, seconds(run, text(SIZES[2]), binary=binary))
            if largest == float("inf") or largest / max(middle, 1e-9) >= GROWTH:
                smallest = seconds(run, text(SIZES[0]), binary=binary)
                if slowest is None or largest > slowest.times[-1]:
                    slowest = Slow(expression, pump, end, (smallest, middle, largest))
                if largest == float("inf"):
                    return slowest
    return slowest


def measure(options: Mapping[str, str]) -> list[Slow]:
    """Every expression whose time grows faster than the text."""
    signal.signal(signal.SIGVTALRM, _alarmed)
    random = Random(int(options.get("seed", "1")))
    only = options.get("only", "")
    expressions = [expression for expression in collect() if only in expression.place]
    expressions = [
        expression for expression in expressions if expression.place.partition(":")[0] not in BOUNDED
    ]
    print(f"regular expressions: {len(expressions)}", flush=True)
    slow = []
    for expression in expressions:
        found = worst(expression, random)
        if found is not None:
            slow.append(found)
            times = " ".join(f"{value * 1000:.1f}" for value in found.times)
            print(
                f"{expression.place} [{expression.call}] {times} ms: {found.pump!r} … {found.end!r}",
                flush=True,
            )
            print(f"    {expression.source[:300]!r}", flush=True)
    return slow


def main(options: Sequence[str] = ()) -> None:
    """Print the expressions that are not linear."""
    slow = measure(dict(option.lstrip("-").split("=", 1) for option in options if "=" in option))
    print(f"not linear: {len(slow)}")


if __name__ == "__main__":
    main(sys.argv[1:])
