"""What is said of rules to people: the explanation of one rule, the page of all rules."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from textwrap import dedent, fill

from checker.model import Rule, RuleTest, Selector


def explain(rule: Rule, *, width: int = 100) -> str:
    """All that there is to know of a rule: what, why, the arithmetic, examples, how to waive."""
    lines = [f"{rule.id}  ({rule.pack}, {rule.severity})", "", *_wrapped(rule.summary, width), ""]
    for paragraph in dedent(rule.explain).strip().split("\n\n"):
        lines += [*_wrapped(paragraph, width), ""]
    lines.append("What must hold")
    for assertion in rule.assertions:
        level = f"  [{assertion.severity}]" if assertion.severity != rule.severity else ""
        lines.append(f"    {assertion.source}{level}")
    lines += ["", "Of which numbers"]
    lines += [f"    {line}" for line in roles_of(rule)]
    for title, expect in (("Flagged", "inconsistent"), ("In order", "consistent"), ("Left alone", "none")):
        examples = [test for test in rule.tests if test.expect == expect]
        if examples:
            lines += ["", title]
            for test in examples[:3]:
                lines += _wrapped(_quoted(test), width, indent="    ")
    lines += [
        "",
        "To let a finding stand",
        '    crossfoot waive FINGERPRINT --reason "…"',
        f"    in the article: <!-- crossfoot: ignore {rule.id} -- reason -->",
        f"File: {_near(rule.path)}",
    ]
    return "\n".join(lines) + "\n"


def _near(path: str) -> str:
    """The path from the working folder, where it lies within."""
    try:
        return str(Path(path).absolute().relative_to(Path.cwd()))
    except ValueError:
        return path


def roles_of(rule: Rule) -> list[str]:
    """One line for each role: its name, how many claims fill it, and what these must be."""
    shared = selector_in_words(rule.when)
    lines = []
    for role in rule.roles:
        parts = []
        if role.link_kinds:
            parts.append(f"{role.link_role} of a {' or '.join(role.link_kinds)}")
        parts += [text for text in (selector_in_words(role.selector), shared) if text]
        count = {(1, 1): "", (0, 1): " (optional)", (0, None): " (any number)"}.get(
            (role.at_least, role.at_most), f" ({role.at_least} or more)" if role.at_most is None else ""
        )
        lines.append(f"{role.name}{count}: {'; '.join(parts) or 'any number'}")
    for word, keys in (
        ("agreeing, where stated, on", rule.group),
        ("agreeing on", rule.same),
        ("differing in", rule.distinct),
    ):
        if keys:
            lines.append(f"{word} {', '.join(keys)}")
    return lines


def selector_in_words(selector: Selector) -> str:
    """A selector as a reader says it: "counted drone or missile; scope not each"."""
    parts = [f"{key} {_some(words)}" for key, words in selector.any_of.items()]
    parts += [f"{key} not {_some(words)}" for key, words in selector.none_of.items()]
    if selector.either:
        parts.append(" or ".join(f"({selector_in_words(one)})" for one in selector.either))
    return "; ".join(parts)


def _some(words: tuple[str, ...], most: int = 6) -> str:
    shown = " or ".join(words[:most])
    return f"{shown} or {len(words) - most} more" if len(words) > most else shown


def _wrapped(text: str, width: int, *, indent: str = "") -> list[str]:
    flat = " ".join(text.split())
    return fill(
        flat,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    ).split("\n")


def _quoted(test: RuleTest) -> str:
    text = " ".join(test.text.split())
    title = f"“{test.title}” — " if test.title else ""
    day = f" (published {test.published.isoformat()})" if test.published else ""
    return f"{title}“{text}”{day}"


def page(rules: Iterable[Rule]) -> str:
    """The page of all rules, in Markdown: pack by pack, what each checks, an example flagged and one left alone."""
    ordered = sorted(rules, key=lambda rule: (rule.pack, rule.id))
    lines = [
        "# The rules",
        "",
        "Written by `crossfoot rules docs --write` from the rule files; `crossfoot rules explain ID` says more of each,",
        "and `docs/writing-rules.md` how to write one.",
        "",
    ]
    for pack, members in groupby(ordered, key=lambda rule: rule.pack):
        lines += [f"## {pack}", ""]
        for rule in members:
            lines += [f"### {rule.id}", "", f"*{rule.severity}* · {_escaped(rule.summary)}", ""]
            for title, expect in (
                ("Flagged", "inconsistent"),
                ("In order", "consistent"),
                ("Left alone", "none"),
            ):
                example = next((test for test in rule.tests if test.expect == expect), None)
                if example is not None:
                    lines.append(f"- {title}: {_escaped(_quoted(example))}")
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _escaped(text: str) -> str:
    for character in "\\`*_[]<>":
        text = text.replace(character, "\\" + character)
    return text
