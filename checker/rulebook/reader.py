"""One rule file: YAML in, a rule and every problem of the file out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args

from checker.errors import Problem, did_you_mean
from checker.model import (
    CLOSURES,
    SEVERITIES,
    Assertion,
    Expression,
    Message,
    Role,
    Rule,
    RuleTest,
    Selector,
    Severity,
)
from checker.rulebook.expressions import Mistake, calls, compile_condition, compile_expression
from checker.rulebook.keys import (
    ASSERTION_KEYS,
    EXPECTATIONS,
    GROUP_KEYS,
    REQUIRED_EXPECTATIONS,
    REQUIRED_RULE_KEYS,
    ROLE_ONLY_KEYS,
    RULE_KEYS,
    SELECTOR_KEYS,
    TEST_KEYS,
)
from checker.rulebook.messages import compile_message
from checker.rulebook.tree import Listing, Node, Scalar, Table, read_tree

assert set(get_args(Severity)) == set(SEVERITIES)

_Word = TypeVar("_Word", bound=str)
_Compiled = TypeVar("_Compiled")

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ROLE = re.compile(r"[a-z][a-z0-9_]*")
_COUNT = re.compile(r"(\d{1,3})(?:(\+)|-(\d{1,3}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A rule file as read: its tree with the place of everything."""

    path: str
    pack: str
    tree: Table
    problems: tuple[Problem, ...]

    @property
    def id(self) -> str:
        """What the rule calls itself."""
        node = self.tree.get("id")
        return node.text.strip() if isinstance(node, Scalar) else Path(self.path).stem

    @property
    def extends(self) -> str | None:
        """The rule that it changes."""
        node = self.tree.get("extends")
        return node.text.strip() if isinstance(node, Scalar) and node.text.strip() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of a rule file."""

    rule: Rule | None
    """The rule; None where the file has a problem."""
    partial: Rule | None
    """What can be made of the file in spite of its problems, so that its tests can be tried; None where
    nothing can."""
    problems: tuple[Problem, ...]


def read_source(text: str, *, path: str, pack: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """The tree of a rule file, or None and the problems where there is no tree."""
    tree, problems = read_tree(text, path=path)
    if tree is None:
        return None, tuple(problems)
    if not isinstance(tree, Table):
        problems.append(
            Problem(
                path=path,
                line=tree.line,
                column=tree.column,
                message="a rule file holds keys and values",
                hint="id: …",
            )
        )
        return None, tuple(problems)
    return Source(path=path, pack=pack, tree=tree, problems=tuple(problems)), tuple(problems)


def read_rule(
    source: Source, *, lexicons: Mapping[str, tuple[str, ...]], base: Table | None = None
) -> Reading:
    """The rule that a file describes; `base` is the tree of the rule that it extends."""
    return _RuleReader(source, lexicons).read(base)


class _RuleReader:
    def __init__(self, source: Source, lexicons: Mapping[str, tuple[str, ...]]) -> None:
        self._source = source
        self._lexicons = lexicons
        self._problems: list[Problem] = list(source.problems)
        self._partial_ok = True

    def read(self, base: Table | None) -> Reading:
        tree = self._source.tree
        self._unknown_keys(tree, RULE_KEYS)
        merged = tree if base is None else overlaid(tree, base)
        for key in REQUIRED_RULE_KEYS:
            if merged.get(key) is None:
                self._say(tree, f"the key {key!r} is missing", f"{key}: {RULE_KEYS[key]}")
        rule_id = self._id(merged)
        severity = self._word(merged.get("severity"), SEVERITIES, "severity") or "error"
        when = self._selector(merged.get("when"), "when", allowed=SELECTOR_KEYS)
        roles = self._roles(merged.get("roles"))
        by_name = {role.name: role for role in roles}
        message = self._message(merged.get("message"), by_name)
        assertions = self._assertions(merged.get("assert"), by_name, severity)
        remark = self._message(merged.get("remark"), by_name)
        tests = self._tests(merged, by_name)
        explain = self._text(merged.get("explain"), "explain").strip()
        summary = self._text(merged.get("summary"), "summary").strip() or _first_sentence(explain)
        group, distinct, same = (
            self._names(merged.get(key), GROUP_KEYS, key) for key in ("group", "distinct", "same")
        )
        closed = self._names(merged.get("closed"), CLOSURES, "closed") or ("closed",)
        rule = None
        if roles and assertions:
            rule = Rule(
                id=rule_id,
                pack=self._source.pack,
                severity=severity,
                summary=summary,
                explain=explain,
                roles=roles,
                assertions=assertions,
                message=message or Message("", ()),
                tests=tests,
                path=self._source.path,
                when=when,
                closed=closed,  # type: ignore[arg-type]
                group=group,
                distinct=distinct,
                same=same,
                remark=remark,
            )
        problems = tuple(sorted(self._problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
        return Reading(rule=None if problems else rule, partial=rule, problems=problems)

    # ── parts of a rule ──

    def _id(self, tree: Table) -> str:
        node = tree.get("id")
        stem = Path(self._source.path).stem
        text = self._text(node, "id").strip()
        if node is None:
            return stem
        if not _NAME.fullmatch(text):
            self._say(
                node,
                f"{text!r} is no name for a rule",
                "lower-case words joined by hyphens: parts-sum-to-total",
            )
        elif text != stem:
            self._say(node, f"the id {text!r} differs from the file's name", f"name the file {text}.yaml")
        return text or stem

    def _roles(self, node: Node | None) -> tuple[Role, ...]:
        if node is None:
            return ()
        if not isinstance(node, Table):
            self._say(node, "roles are names with selectors", "whole: {link: breakdown, role: whole}")
            return ()
        roles: list[Role] = []
        for key, value in node:
            if not _ROLE.fullmatch(key.text):
                self._say(
                    key, f"{key.text!r} is no name for a role", "lower-case letters, digits and underscores"
                )
                continue
            roles.append(self._role(key.text, value))
        if roles and all(role.optional for role in roles):
            self._say(node, "every role is optional", "at least one must be required")
        return tuple(roles)

    def _role(self, name: str, node: Node) -> Role:
        allowed = {**SELECTOR_KEYS, **dict.fromkeys(ROLE_ONLY_KEYS)}
        selector = self._selector(node, f"role {name}", allowed=allowed, skip=ROLE_ONLY_KEYS)
        least: int = 1
        most: int | None = 1
        kinds: tuple[str, ...] = ()
        link_role = None
        if isinstance(node, Table):
            count = node.get("count")
            if count is not None:
                least, most = self._count(count)
            kinds = self._plain_words(node.get("link"), "link")
            role_node = node.get("role")
            link_role = self._text(role_node, "role").strip() or None if role_node is not None else None
            if kinds and link_role is None:
                self._say(node, f"the role {name!r} names a link but not the role in it", "role: …")
            if link_role is not None and not kinds:
                self._say(role_node or node, f"the role {name!r} names a role but no link", "link: …")
        return Role(
            name=name, selector=selector, link_kinds=kinds, link_role=link_role, at_least=least, at_most=most
        )

    def _count(self, node: Node) -> tuple[int, int | None]:
        text = self._text(node, "count").strip()
        found = _COUNT.fullmatch(text)
        if found is None:
            self._say(node, f"{text!r} is no count", "1, 0-1, 0+, 1+, 2+ or 2-4")
            return 1, 1
        least = int(found[1])
        most = None if found[2] else int(found[3]) if found[3] else least
        if most is not None and (most < least or most == 0):
            self._say(node, f"{text!r} is no count", "the second number is at least the first, and not zero")
            return 1, 1
        return least, most

    def _selector(
        self,
        node: Node | None,
        where: str,
        *,
        allowed: Mapping[str, tuple[str, ...] | None],
        skip: Iterable[str] = (),
    ) -> Selector:
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return Selector()
        if not isinstance(node, Table):
            self._say(
                node,
                f"{where}: a selector is keys with words",
                "{counted: drone, event: [shoot down, intercept]}",
            )
            return Selector()
        any_of: dict[str, tuple[str, ...]] = {}
        none_of: dict[str, tuple[str, ...]] = {}
        either: tuple[Selector, ...] = ()
        skipped = set(skip)
        for key, value in node:
            if key.text in skipped:
                continue
            if key.text == "not":
                self._negated(value, none_of, allowed)
            elif key.text == "either":
                either = self._either(value, where)
            elif key.text not in allowed:
                self._say(
                    key,
                    f"unknown key {key.text!r} in {where}",
                    did_you_mean(key.text, [*allowed, "not", "either"]),
                )
            elif isinstance(value, Table):
                inner = value.get("not")
                for word, _ in value:
                    if word.text != "not":
                        self._say(
                            word,
                            f"unknown key {word.text!r} under {key.text!r}",
                            "only `not:` may stand here",
                        )
                if inner is not None:
                    none_of[key.text] = self._words(inner, key.text, allowed[key.text])
            else:
                words = self._words(value, key.text, allowed[key.text])
                if words:
                    any_of[key.text] = words
        return Selector(any_of=any_of, none_of=none_of, either=either)

    def _either(self, node: Node, where: str) -> tuple[Selector, ...]:
        if not isinstance(node, Listing) or not node.items:
            self._say(
                node, "`either:` is a list of selectors", "either: [{modifier: occupied}, {event: occupy}]"
            )
            return ()
        return tuple(self._selector(item, where, allowed=SELECTOR_KEYS) for item in node.items)

    def _negated(
        self, node: Node, none_of: dict[str, tuple[str, ...]], allowed: Mapping[str, tuple[str, ...] | None]
    ) -> None:
        if not isinstance(node, Table):
            self._say(node, "`not:` holds keys with words", "not: {scope: each}")
            return
        for key, value in node:
            if key.text not in allowed or key.text in ROLE_ONLY_KEYS:
                self._say(
                    key, f"unknown key {key.text!r} under `not:`", did_you_mean(key.text, SELECTOR_KEYS)
                )
            else:
                none_of[key.text] = self._words(value, key.text, allowed[key.text])

    def _words(self, node: Node, key: str, choices: tuple[str, ...] | None) -> tuple[str, ...]:
        words: list[str] = []
        for item in self._scalars(node, key):
            word = " ".join(item.text.split())
            if not word:
                self._say(item, f"{key}: a word is missing")
            elif word.startswith("$"):
                entry = self._lexicons.get(word[1:])
                if entry is None:
                    self._say(item, f"there is no word list {word!r}", did_you_mean(word[1:], self._lexicons))
                else:
                    words.extend(entry)
            elif choices is not None and word not in (*choices, "any"):
                self._say(
                    item, f"{word!r} is not among the words that {key!r} takes", did_you_mean(word, choices)
                )
            else:
                words.append(word)
        return tuple(dict.fromkeys(words))

    def _assertions(
        self, node: Node | None, roles: Mapping[str, Role], severity: Severity
    ) -> tuple[Assertion, ...]:
        if node is None:
            return ()
        if isinstance(node, Scalar):
            expression = self._expression(node, roles)
            return () if expression is None else (self._assertion("", node, expression, severity),)
        if isinstance(node, Table):
            node = Listing((node,), node.line, node.column)
        found: list[Assertion] = []
        names: set[str] = set()
        for item in node.items:
            if not isinstance(item, Table):
                self._say(item, "an assertion in a list has keys", "{id: …, if: …, expr: …}")
                continue
            self._unknown_keys(item, ASSERTION_KEYS)
            name = self._text(item.get("id"), "id").strip()
            if name in names:
                self._say(item, f"two assertions are called {name!r}", "give each its own id")
            names.add(name)
            own = self._word(item.get("severity"), SEVERITIES, "severity") or severity
            condition = self._condition(item.get("if"), roles)
            message = self._message(item.get("message"), roles)
            expr = item.get("expr")
            if not isinstance(expr, Scalar):
                self._say(expr or item, "the assertion has no expression", "expr: a + b == total")
                continue
            expression = self._expression(expr, roles)
            if expression is not None:
                assertion = self._assertion(name, expr, expression, own)
                found.append(replace(assertion, condition=condition, message=message))
        return tuple(found)

    def _assertion(self, name: str, node: Scalar, expression: Expression, severity: Severity) -> Assertion:
        source = " ".join(node.text.split())
        return Assertion(id=name, expression=expression, source=source, severity=capped(severity, expression))

    def _expression(self, node: Scalar, roles: Mapping[str, Role]) -> Expression | None:
        return self._compiled(node, lambda: compile_expression(node.text, roles=roles))

    def _condition(self, node: Node | None, roles: Mapping[str, Role]) -> Expression | None:
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self._say(node, "a condition is one expression")
            return None
        return self._compiled(node, lambda: compile_condition(node.text, roles=roles))

    def _message(self, node: Node | None, roles: Mapping[str, Role]) -> Message | None:
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self._say(node, "a message is text")
            return None
        return self._compiled(node, lambda: compile_message(" ".join(node.text.split()), roles=roles))

    def _compiled(self, node: Scalar, compiled: Callable[[], _Compiled]) -> _Compiled | None:
        try:
            return compiled()
        except Mistake as mistake:
            column = node.inner + mistake.offset if node.plain else node.column
            self._problems.append(
                Problem(
                    path=self._source.path,
                    line=node.line,
                    column=column,
                    message=mistake.message,
                    hint=mistake.hint,
                )
            )
            return None

    def _tests(self, tree: Table, roles: Mapping[str, Role]) -> tuple[RuleTest, ...]:
        node = tree.get("tests")
        if node is None:
            return ()
        if not isinstance(node, Listing):
            self._say(node, "tests are a list", '- {expect: consistent, text: "…"}')
            return ()
        tests = [test for item in node.items if (test := self._test(item, roles)) is not None]
        for expectation in REQUIRED_EXPECTATIONS:
            if not any(test.expect == expectation for test in tests):
                self._say(node, f"no test expects {expectation!r}", f'- {{expect: {expectation}, text: "…"}}')
        return tuple(tests)

    def _test(self, node: Node, roles: Mapping[str, Role]) -> RuleTest | None:
        if not isinstance(node, Table):
            self._say(node, "a test has keys", '{expect: consistent, text: "…"}')
            return None
        self._unknown_keys(node, TEST_KEYS)
        expect = self._word(node.get("expect"), EXPECTATIONS, "expect")
        text = self._text(node.get("text"), "text")
        if expect is None or not text.strip():
            if node.get("expect") is None or node.get("text") is None:
                self._say(node, "a test needs `expect` and `text`")
            return None
        suggest: dict[str, str] = {}
        suggestions = node.get("suggest")
        if isinstance(suggestions, Table):
            for key, value in suggestions:
                if key.text not in roles:
                    self._say(key, f"there is no role {key.text!r}", did_you_mean(key.text, roles))
                else:
                    suggest[key.text] = self._text(value, "suggest").strip()
        elif suggestions is not None:
            self._say(suggestions, "suggest holds roles with values", "suggest: {whole: 235}")
        title = node.get("title")
        return RuleTest(
            expect=expect,
            text=text.strip(),
            line=node.line,
            published=self._date(node.get("published")),
            title=self._text(title, "title").strip() if title is not None else None,
            suggest=suggest,
        )

    def _date(self, node: Node | None) -> date | None:
        if node is None:
            return None
        text = self._text(node, "published").strip()
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._say(node, f"{text!r} is no date", "YYYY-MM-DD")
            return None

    # ── small readers ──

    def _word(self, node: Node | None, choices: tuple[_Word, ...], key: str) -> _Word | None:
        if node is None:
            return None
        text = self._text(node, key).strip()
        for choice in choices:
            if choice == text:
                return choice
        self._say(node, f"{key}: {text!r} is not allowed", did_you_mean(text, choices))
        return None

    def _names(self, node: Node | None, choices: tuple[str, ...], key: str) -> tuple[str, ...]:
        if node is None:
            return ()
        names: list[str] = []
        for item in self._scalars(node, key):
            if item.text.strip() not in choices:
                self._say(
                    item,
                    f"{key}: {item.text.strip()!r} is not allowed",
                    did_you_mean(item.text.strip(), choices),
                )
            else:
                names.append(item.text.strip())
        return tuple(names)

    def _plain_words(self, node: Node | None, key: str) -> tuple[str, ...]:
        return (
            ()
            if node is None
            else tuple(item.text.strip() for item in self._scalars(node, key) if item.text.strip())
        )

    def _scalars(self, node: Node, key: str) -> list[Scalar]:
        if isinstance(node, Scalar):
            return [node]
        if isinstance(node, Listing):
            found = []
            for item in node.items:
                if isinstance(item, Scalar):
                    found.append(item)
                else:
                    self._say(item, f"{key}: a word is wanted here")
            return found
        self._say(node, f"{key}: a word or a list of words is wanted here")
        return []

    def _text(self, node: Node | None, key: str) -> str:
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.text
        self._say(node, f"{key}: text is wanted here")
        return ""

    def _unknown_keys(self, tree: Table, allowed: Mapping[str, str]) -> None:
        for key, _ in tree:
            if key.text not in allowed:
                self._say(key, f"unknown key {key.text!r}", did_you_mean(key.text, allowed))

    def _say(self, node: Node, message: str, hint: str | None = None) -> None:
        self._problems.append(
            Problem(path=self._source.path, line=node.line, column=node.column, message=message, hint=hint)
        )


def overlaid(tree: Table, base: Table) -> Table:
    """The keys of `tree`, and those of `base` that it leaves out, which stand where `tree` says what it extends."""
    own = {key.text for key, _ in tree}
    place = tree.get("extends") or tree
    inherited = (
        (replace(key, line=place.line, column=place.column), _moved(node, place.line, place.column))
        for key, node in base
        if key.text not in own and key.text != "extends"
    )
    return Table((*tree.entries, *inherited), tree.line, tree.column)


def _moved(node: Node, line: int, column: int) -> Node:
    match node:
        case Scalar():
            return replace(node, line=line, column=column, plain=False)
        case Listing(items):
            return Listing(tuple(_moved(item, line, column) for item in items), line, column)
        case Table(entries):
            moved = (
                (replace(key, line=line, column=column), _moved(value, line, column))
                for key, value in entries
            )
            return Table(tuple(moved), line, column)


def capped(severity: Severity, expression: Expression) -> Severity:
    """The severity of an assertion: what compares written numerals, hedges aside, warns at most."""
    return "warning" if severity == "error" and "stated" in calls(expression) else severity


def _first_sentence(text: str) -> str:
    flat = " ".join(text.split())
    found = re.match(r".*?[.!?](?=\s|$)", flat)
    return found.group() if found else flat
