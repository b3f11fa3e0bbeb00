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
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from random import Random
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import checker
from checker.documents.blocks import LONGEST_SPACE, LONGEST_WORD
from checker.links import skeleton
from checker.links.folding import Shape

SIZES = (500, 2_000, 8_000)
LIMIT = 0.5
"""Seconds of processor time after which a search has failed."""
GROWTH = 9.0
"""Four times the text may take so many times as long; its square would be sixteen."""
FLOOR = 0.002
"""Seconds: what takes less at the largest size is not compared."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The longest text that an expression is put to, and why there is no longer one."""

    characters: int
    why: str


BOUNDED: Mapping[str, Bound] = {
    "checker.render.figure": Bound(400, "lines of arithmetic that Crossfoot wrote itself"),
    "checker.links.needs": Bound(400, "the sources of wordings, which Crossfoot wrote itself"),
}
"""By module, or by module and name of the constant or function: expressions that only ever meet short texts.

They may take the square of them, and are tried on texts of that length: none may take longer than BRIEF.
"""
BRIEF = 0.02
"""Seconds."""
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
    name: str = ""
    """The constant that holds it, or the function that it is written in; "" where neither is known."""

    @property
    def bound(self) -> Bound | None:
        """The length of the texts it is put to; None where nothing bounds them."""
        module = self.place.partition(":")[0]
        return BOUNDED.get(f"{module}:{self.name}", BOUNDED.get(module))


@dataclass(frozen=True, slots=True)
class Slow:
    """An expression whose time grows faster than the text, or is long for its length, with the text that shows it."""

    expression: Expression
    pump: str
    end: str
    times: tuple[float, ...]
    """Seconds at each of SIZES, or at the length that bounds the texts; infinite beyond what was waited for."""
    grows: bool = True
    """Whether it grows faster than the text."""


class _TooLong(Exception):
    pass


def collect() -> tuple[Expression, ...]:
    """Every expression that the modules of Crossfoot compile when they are imported or write where they use it."""
    found: dict[tuple[str | bytes, int], Expression] = {}
    compile_itself: Callable[..., re.Pattern[Any]] = re._compile  # type: ignore[attr-defined]

    def note(pattern: Any, flags: Any) -> re.Pattern[Any]:
        compiled = compile_itself(pattern, flags)
        frame = _stated_at(sys._getframe(1))
        if frame is not None:
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
            found[key] = _as_constant(expression)
        for holder in modules:
            for expression in _written_inside(holder):
                found.setdefault(
                    (expression.source, re.compile(expression.source, expression.flags).flags), expression
                )
    finally:
        re._compile = compile_itself  # type: ignore[attr-defined]
    for expression in _wordings(modules):
        found.setdefault((expression.source, expression.flags), expression)
    return tuple(found.values())


def _stated_at(frame: FrameType | None) -> FrameType | None:
    """The statement of a module of Crossfoot that is being run, or its nearest function; None outside of Crossfoot."""
    nearest = None
    while frame is not None and not str(frame.f_globals.get("__name__")).startswith("importlib"):
        if str(frame.f_globals.get("__name__")).startswith("checker"):
            if frame.f_code.co_name == "<module>":
                return frame
            nearest = nearest or frame
        frame = frame.f_back
    return nearest


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


def _as_constant(expression: Expression) -> Expression:
    """The expression with the name of the module's constant that holds it, and how that is used."""
    module, _, line = expression.place.partition(":")
    names = _constants(module, int(line))
    private = names and all(name.startswith("_") for name in names)
    call = _use_of(_syntax(module), names) if private and expression.call == "compile" else expression.call
    return replace(expression, call=call, name=min(names, default=""))


def _constants(module: str, line: int) -> set[str]:
    """The names that a statement of a module on this line gives."""
    return {
        target.id
        for node in _syntax(module).body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        and node.lineno <= line <= (node.end_lineno or node.lineno)
        for target in (node.targets if isinstance(node, ast.Assign) else (node.target,))
        if isinstance(target, ast.Name)
    }


def _use_of(tree: ast.AST, names: Collection[str]) -> str:
    """ "match" where what has these names is only ever matched at a given place; "compile" where it is searched for."""
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in names]
    read = [node for node in uses if isinstance(node.ctx, ast.Load)]
    called = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names
    ]
    if called and set(called) <= {"match", "fullmatch"} and len(read) == len(called):
        return "match"
    return "compile"


def _wordings(modules: Sequence[ModuleType]) -> Iterator[Expression]:
    """The wordings of links, which are compiled when a text is met that they may fit."""
    names: dict[int, tuple[str, str]] = {}
    for module in modules:
        for name, value in vars(module).items():
            for shape in _shapes(value):
                names.setdefault(id(shape), (module.__name__, name))
    for value in gc.get_objects():
        if isinstance(value, Shape):
            compiled = value.compiled
            holder, name = names.get(id(value), ("checker.links", compiled.pattern[:40]))
            yield Expression(f"{holder}:{name}", compiled.pattern, compiled.flags, "finditer", name)


def _shapes(value: object) -> Iterator[Shape]:
    """The wordings that a constant holds, itself or in its parts."""
    if isinstance(value, Shape):
        yield value
    elif isinstance(value, Mapping):
        yield from _shapes(tuple(value.values()))
    elif isinstance(value, (tuple, list, frozenset)):
        for part in value:
            yield from _shapes(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _shapes(tuple(getattr(value, field.name) for field in fields(value)))


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
    inside = {
        id(node): function
        for function in ast.walk(_syntax(module.__name__))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(_syntax(module.__name__)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            if of_re and node.func.attr in _CALLS:
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
                    place, call = f"{module.__name__}:{node.lineno}", node.func.attr
                    function = inside.get(id(node))
                    if function is None:
                        yield _as_constant(Expression(place, source, flags, call))
                        continue
                    if call == "compile":
                        call = _use_of(function, _given(function, node))
                    yield Expression(place, source, flags, call, function.name)
    if any(value in (skeleton.each, skeleton.matches) for value in vars(module).values() if callable(value)):
        yield from _held(module)


def _given(function: ast.FunctionDef, value: ast.expr) -> set[str]:
    """The names that a function gives to this value, alone or as one of several."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts))
                names |= {name.id for name, given in pairs if given is value and isinstance(name, ast.Name)}
    return names


def _held(module: ModuleType) -> Iterator[Expression]:
    """The sources that a module keeps to be compiled when they are first wanted, without the parts of longer ones."""
    sources: dict[str, str] = {}
    for name, value in vars(module).items():
        for source in _texts(value):
            if ("\\" in source or "(?" in source) and not name.startswith("__"):
                sources.setdefault(source, name)
    everything = "\n".join(sources)
    for source, name in sources.items():
        if everything.count(source) > 1:
            continue
        try:
            re.compile(source, re.IGNORECASE)
        except re.error:
            continue
        yield Expression(f"{module.__name__}:{name}", source, int(re.IGNORECASE), "finditer", name)


def _texts(value: object) -> Iterator[str]:
    """The texts that a constant holds, itself or in its parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, Mapping)):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(part)


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
    """The text on which the expression's time grows fastest, where it grows faster than the text or is long for it."""
    run = runner(expression)
    binary = isinstance(expression.source, bytes)
    slowest: Slow | None = None
    for pump in (*pumps(expression, random), *PROSE):
        for end in ENDS:
            text = _of_length(expression, pump, end)
            if expression.bound is not None:
                brief = text(expression.bound.characters)
                taken = min(seconds(run, brief, binary=binary) for _ in range(2))
                if taken >= BRIEF and (slowest is None or taken > slowest.times[-1]):
                    slowest = Slow(expression, pump, end, (taken,))
                continue
            middle = seconds(run, text(SIZES[1]), binary=binary, limit=2 * LIMIT)
            if middle < FLOOR / 6:
                continue
            limit = max(LIMIT, 2 * GROWTH * middle) if middle < 2 * LIMIT else 0.0
            largest = (
                min(seconds(run, text(SIZES[2]), binary=binary, limit=limit) for _ in range(2))
                if limit
                else float("inf")
            )
            if largest < FLOOR or (largest / middle < GROWTH and largest < LIMIT):
                continue
            smallest = seconds(run, text(SIZES[0]), binary=binary)
            if limit:
                middle = min(middle, *(seconds(run, text(SIZES[1]), binary=binary) for _ in range(2)))
                largest = min(largest, seconds(run, text(SIZES[2]), binary=binary, limit=limit))
                grows = largest / max(middle, 1e-9) >= GROWTH
            else:
                middle = seconds(run, text(SIZES[1]), binary=binary, limit=2 * GROWTH * smallest)
                grows = middle / max(smallest, 1e-9) >= GROWTH
            if grows or largest >= LIMIT:
                if slowest is None or (grows, largest) > (slowest.grows, slowest.times[-1]):
                    slowest = Slow(expression, pump, end, (smallest, middle, largest), grows)
                if largest == float("inf"):
                    return slowest
    return slowest


def measure(options: Mapping[str, str]) -> list[Slow]:
    """Every expression whose time grows faster than the text, or is long for it."""
    signal.signal(signal.SIGVTALRM, _alarmed)
    only = options.get("only", "")
    expressions = [expression for expression in collect() if only in f"{expression.place} {expression.name}"]
    bounded = sum(expression.bound is not None for expression in expressions)
    print(f"regular expressions: {len(expressions)}, {bounded} of them put to short texts only", flush=True)
    slow = []
    for expression in expressions:
        found = worst(expression, Random(f"{options.get('seed', '1')} {expression.source!r}"))
        if found is not None:
            slow.append(found)
            times = " ".join(f"{value * 1000:.1f}" for value in found.times)
            print(
                f"{'not linear' if found.grows else 'heavy'}: {expression.place} {expression.name} [{expression.call}]"
                f" {times} ms: {found.pump!r} … {found.end!r}",
                flush=True,
            )
            print(f"    {expression.source[:300]!r}", flush=True)
    return slow


def main(options: Sequence[str] = ()) -> None:
    """Print the expressions that are not linear, and those that are but take long."""
    slow = measure(dict(option.lstrip("-").split("=", 1) for option in options if "=" in option))
    grows = sum(found.grows for found in slow)
    print(f"not linear: {grows}; more than {LIMIT} s on {SIZES[-1]:,} characters: {len(slow) - grows}")


if __name__ == "__main__":
    main(sys.argv[1:])
