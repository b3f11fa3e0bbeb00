"""What went wrong, said to the person who can mend it: file, line, column, the bad word and the nearest right one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.characters import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that could not be read or checked. Lines and columns start at 1; None where there is no such place.

    As a string it is one line, safe to be sent to a terminal.
    """

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    hint: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return visible(f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else ""))


class CrossfootError(Exception):
    """Something named by the user could not be used; carries every problem found, never only the first."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class DocumentError(CrossfootError):
    """An article could not be read."""


class RuleError(CrossfootError):
    """A rule file could not be used."""


class ConfigurationError(CrossfootError):
    """A configuration file or option could not be used."""


class DecisionError(CrossfootError):
    """A waiver, baseline or directive could not be used."""


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that is most like `word`, or None where none is near."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(allowed), n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(word: str, allowed: Iterable[str]) -> str | None:
    """A hint that names the nearest allowed word, or all of them where there are few."""
    choices = list(allowed)
    close = nearest(word, choices)
    if close is not None:
        return f"did you mean {close!r}?"
    if choices and len(choices) <= 12:
        return "allowed: " + ", ".join(sorted(choices))
    return None
