"""What an article's own comments say to Crossfoot.

    ignore RULE[, RULE] [until=DATE] -- reason          the block that follows, or in which the comment stands
    ignore-file RULE[, RULE] [until=DATE] -- reason     the whole article
    off RULE[, RULE] [until=DATE] -- reason             from here on ...
    on RULE[, RULE]                                      ... to here

The rule and the reason are required: a comment that silences everything by a slip silences nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checker.errors import Problem, did_you_mean, nearest
from checker.model import Directive, Document, Finding, Lines, Waiver

VERBS = ("ignore", "ignore-file", "off", "on")

_PARTS = re.compile(r"(?P<verb>[\w-]+)(?P<rest>.*?)(?:\s(?:--+|[—–])\s+(?P<reason>.*))?\Z", re.DOTALL)
_UNTIL = re.compile(r"\buntil\s*=\s*(\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What one directive silences: findings of `rules` with a number in the blocks [first, last)."""

    directive: Directive
    rules: frozenset[str]
    reason: str
    until: date | None
    first: int
    last: int

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is one of its rules and has a number in its blocks."""
        if self.rules.isdisjoint((finding.rule, *finding.relations)):
            return False
        return any(self.first <= span.block < self.last for span in finding.spans)

    def waiver(self) -> Waiver:
        """The waiver that it is for the findings it covers."""
        return Waiver(reason=self.reason, until=self.until, origin="directive")


def read_directives(
    document: Document, *, rules: Collection[str]
) -> tuple[tuple[Silence, ...], tuple[Problem, ...]]:
    """What the directives of an article silence, and every directive that says nothing that could be done."""
    reader = _Reader(document, rules)
    for directive in sorted(document.directives, key=lambda directive: directive.start):
        reader.read(directive)
    return tuple(reader.silences), tuple(reader.problems)


class _Reader:
    def __init__(self, document: Document, rules: Collection[str]) -> None:
        self.document = document
        self.rules = rules
        self.lines: Lines | None = None
        self.silences: list[Silence] = []
        self.problems: list[Problem] = []
        self.end = len(document.blocks)

    def read(self, directive: Directive) -> None:
        match = _PARTS.match(directive.text.strip())
        verb = match["verb"].lower() if match else ""
        if match is None or verb not in VERBS:
            hint = did_you_mean(verb, VERBS) or "write: crossfoot: ignore RULE -- reason"
            self.complain(directive, f"no such instruction: {verb or directive.text!r}", hint)
            return
        before = len(self.problems)
        rest, until = self._until(directive, match["rest"])
        names = self._names(directive, rest)
        if len(self.problems) > before:
            return
        if verb == "on":
            self._on(directive, names)
            return
        reason = " ".join((match["reason"] or "").split())
        if not reason:
            self.complain(
                directive, f"{verb} needs a reason", f"write: crossfoot: {verb} {', '.join(names)} -- reason"
            )
            return
        first, last = directive.block, directive.block + 1
        if verb == "ignore-file":
            first, last = -1, self.end
        elif verb == "off":
            last = self.end
        self.silences.append(
            Silence(
                directive=directive,
                rules=frozenset(names),
                reason=reason,
                until=until,
                first=first,
                last=last,
            )
        )

    def _until(self, directive: Directive, rest: str) -> tuple[str, date | None]:
        match = _UNTIL.search(rest)
        if match is None:
            return rest, None
        rest = rest[: match.start()] + rest[match.end() :]
        try:
            return rest, date.fromisoformat(match[1])
        except ValueError:
            self.complain(directive, f"{match[1]!r} is no date", "write until=2026-05-24")
            return rest, None

    def _names(self, directive: Directive, rest: str) -> Sequence[str]:
        names = [name for name in re.split(r"[\s,]+", rest) if name]
        if not names:
            self.complain(directive, "a rule must be named", "write: crossfoot: ignore RULE -- reason")
        unknown = [name for name in names if name not in self.rules]
        for name in unknown:
            close = nearest(name, self.rules)
            hint = f"did you mean {close!r}?" if close else "the reason stands after --"
            self.complain(directive, f"no such rule: {name!r}", hint)
        return names

    def _on(self, directive: Directive, names: Sequence[str]) -> None:
        """End the stretches that `off` began."""
        for place, silence in enumerate(self.silences):
            open_ended = (
                silence.directive.text.lstrip().lower().startswith("off") and silence.last == self.end
            )
            shared = silence.rules & frozenset(names)
            if not open_ended or not shared:
                continue
            kept = silence.rules - shared
            self.silences[place] = replace(silence, rules=shared, last=directive.block)
            if kept:
                self.silences.append(replace(silence, rules=kept))
            names = [name for name in names if name not in shared]
        if names:
            self.complain(directive, f"{', '.join(names)} was not off here")

    def complain(self, directive: Directive, message: str, hint: str | None = None) -> None:
        self.lines = self.lines or Lines(self.document.source)
        line, column = self.lines.position(directive.start)
        self.problems.append(
            Problem(path=self.document.path, line=line, column=column, message=message, hint=hint)
        )
