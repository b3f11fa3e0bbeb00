"""The file of waivers: what people accepted as right, one entry a finding, to be read, edited and reviewed by people.

```yaml
- fingerprint: 604305228d1e
  rule: parts-sum-to-total
  path: drafts/strike.md
  quote: neutralized 245 drones
  reason: "Ten drones were lost from radar, says the air force"
  by: M. Reyes
  on: 2026-05-24
  until: 2026-12-31
```

This module reads it for a run; `waivers_file` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.errors import Problem, did_you_mean
from checker.model import Decision

KEYS = ("fingerprint", "rule", "path", "quote", "reason", "by", "on", "until")
REQUIRED = ("fingerprint", "reason")
_VALUE = (
    r'"(?:[^"\\\n]++|\\["\\/bfnrt]|\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}))*+"'
    r"|'(?:[^'\n]++|'')*+'"
    r"|[A-Za-z0-9](?:[^\n:#]++|:(?![ \n])|(?<! )#)*+"
)
_ENTRY_LINE = re.compile(
    rf"(?P<dash>-[ ]+|[ ]+)(?P<key>[a-z]+):(?:[ ]+(?P<value>{_VALUE}))?[ ]*(?:#[^\n]*)?(?:\n|\Z)"
)
_WRITTEN = re.compile(
    "- fingerprint: (" + _VALUE + ")\n" + "".join(rf"(?:  {key}: ({_VALUE})\n)?" for key in KEYS[1:])
)
"""An entry as `written` writes it."""
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))")
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_OTHER_LINE = re.compile(r"(?:[ ]*\#[^\n]*|[ ]*|\[\]|---)(?:\n|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverEntry:
    """One entry of the file: the decision, and the line on which it begins."""

    decision: Decision
    line: int

    def expired(self, today: date) -> bool:
        """Whether the waiver's last day is past."""
        return self.decision.until is not None and self.decision.until < today


Fields = dict[str, tuple[str, int]]
"""Key to the value as text and the line on which it stands."""


def read_waivers(path: Path) -> tuple[tuple[WaiverEntry, ...], tuple[Problem, ...]]:
    """The waivers in a file, and every entry that cannot be used; nothing where there is no file."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return (), (Problem(path=str(path), message=f"waivers cannot be read: {reason}"),)
    except UnicodeDecodeError:
        return (), (Problem(path=str(path), message="waivers are not UTF-8"),)
    problems: list[Problem] = []
    raw = _plain_entries(text)
    if raw is None:
        raw = list[tuple[int, Fields | WaiverEntry]](_composed_entries(text, str(path), problems))
    entries: list[WaiverEntry] = []
    seen: dict[str, int] = {}
    for line, values in raw:
        entry = values if isinstance(values, WaiverEntry) else _entry(values, line, str(path), problems)
        if entry is None:
            continue
        earlier = seen.setdefault(entry.decision.fingerprint, line)
        if earlier != line:
            message = f"{entry.decision.fingerprint} is waived on line {earlier} already"
            problems.append(Problem(path=str(path), line=line, column=1, message=message))
            continue
        entries.append(entry)
    return tuple(entries), tuple(problems)


def _plain_entries(text: str) -> list[tuple[int, Fields | WaiverEntry]] | None:
    """The entries of a file in the form that Crossfoot writes, some fifty times as fast as a YAML parser.

    None where the file uses more of YAML than that.
    """
    entries: list[tuple[int, Fields | WaiverEntry]] = []
    position, line, length = 0, 1, len(text)
    while position < length:
        whole = _WRITTEN.match(text, position)
        entry = _written_entry(whole, line) if whole is not None else None
        if whole is not None and entry is not None:
            entries.append((line, entry))
            line += text.count("\n", position, whole.end())
            position = whole.end()
            continue
        match = _ENTRY_LINE.match(text, position)
        if match is None:
            other = _OTHER_LINE.match(text, position)
            if other is None:
                return None
            position = max(other.end(), position + 1)
            line += 1
            continue
        if match["dash"].startswith("-"):
            if len(match["dash"]) != 2:
                return None
            entries.append((line, {}))
        elif not entries or len(match["dash"]) != 2:
            return None
        values = entries[-1][1]
        if isinstance(values, WaiverEntry) or match["key"] in values:
            return None
        values[match["key"]] = (_unquoted(match["value"] or ""), line)
        position = match.end()
        line += 1
    return entries


def _written_entry(match: re.Match[str], line: int) -> WaiverEntry | None:
    """The entry that `written` wrote; None where it was changed into one that must be looked at closely."""
    name, rule, path, quote, reason, by, on, until = match.groups("")
    why = _unquoted(reason).strip()
    try:
        given = date.fromisoformat(_unquoted(on)) if on else date.min
        last = date.fromisoformat(_unquoted(until)) if until else None
    except ValueError:
        return None
    if not why:
        return None
    decision = Decision(
        fingerprint=_unquoted(name),
        rule=_unquoted(rule),
        path=_unquoted(path),
        quote=_unquoted(quote),
        verdict="waive",
        reason=why,
        by=_unquoted(by),
        on=given,
        until=last,
    )
    return WaiverEntry(decision=decision, line=line)


def _unquoted(value: str) -> str:
    if value.startswith('"'):
        return _ESCAPE.sub(_meaning, value[1:-1]) if "\\" in value else value[1:-1]
    if value.startswith("'"):
        return value[1:-1].replace("''", "'")
    return value.rstrip()


def _meaning(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return _ESCAPED.get(escape[4], escape[4])


def _composed_entries(text: str, path: str, problems: list[Problem]) -> Iterator[tuple[int, Fields]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        problems.append(Problem(path=path, line=line, column=column, message=f"no YAML: {error.problem}"))
        return
    except (yaml.YAMLError, RecursionError) as error:
        problems.append(Problem(path=path, message=f"no YAML: {str(error).splitlines()[0]}"))
        return
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        problems.append(
            Problem(path=path, line=1, column=1, message="waivers are a list: each begins with '- '")
        )
        return
    for node in root.value:
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            problems.append(
                Problem(
                    path=path,
                    line=line,
                    column=node.start_mark.column + 1,
                    message="no waiver: no key: value",
                )
            )
            continue
        values: Fields = {}
        for key, value in node.value:
            at = key.start_mark.line + 1
            name = str(key.value)
            if name in values:
                problems.append(Problem(path=path, line=at, column=1, message=f"{name!r} stands here twice"))
            if not isinstance(value, yaml.ScalarNode):
                problems.append(Problem(path=path, line=at, column=1, message=f"{name!r} is no plain text"))
                continue
            text_value = "" if value.style is None and value.value in ("null", "~") else str(value.value)
            values[name] = (text_value, at)
        yield line, values


def _entry(values: Fields, line: int, path: str, problems: list[Problem]) -> WaiverEntry | None:
    before = len(problems)
    for key, (_, at) in values.items():
        if key not in KEYS:
            hint = did_you_mean(key, KEYS)
            problems.append(Problem(path=path, line=at, column=3, message=f"no such key: {key!r}", hint=hint))
    for key in REQUIRED:
        text, at = values.get(key, ("", line))
        if not text.strip():
            problems.append(Problem(path=path, line=at, column=3, message=f"a waiver needs its {key}"))
    days: dict[str, date | None] = {}
    for key in ("on", "until"):
        text, at = values.get(key, ("", line))
        try:
            days[key] = date.fromisoformat(text) if text else None
        except ValueError:
            hint = "write it as 2026-05-24"
            problems.append(Problem(path=path, line=at, column=3, message=f"{text!r} is no date", hint=hint))
    if len(problems) > before:
        return None
    decision = Decision(
        fingerprint=values["fingerprint"][0].strip(),
        rule=values.get("rule", ("", 0))[0],
        path=values.get("path", ("", 0))[0],
        quote=values.get("quote", ("", 0))[0],
        verdict="waive",
        reason=values["reason"][0].strip(),
        by=values.get("by", ("", 0))[0],
        on=days["on"] or date.min,
        until=days["until"],
    )
    return WaiverEntry(decision=decision, line=line)
