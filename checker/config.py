"""The configuration: `crossfoot.toml`, or `[tool.crossfoot]` in `pyproject.toml`, the nearest above an article.

The search goes upwards from the article to the root of its repository. One file holds; `extend` names another that it
builds on. Every value knows the place where it was set, and every key that is not known is an error with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ConfigurationError, Problem, did_you_mean

if TYPE_CHECKING:
    from checker.stamps import Seen

CONFIG_NAME = "crossfoot.toml"
WAIVERS_NAME = "crossfoot-waivers.yaml"
BASELINE_NAME = "crossfoot-baseline.json"
LEVELS = ("error", "warning", "note")
FAIL_LEVELS = (*LEVELS, "never")
RULE_LEVELS = (*LEVELS, "off")

_ROOTS = (".git", ".hg", ".jj", ".svn")
_DEEPEST_EXTEND = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSection:
    """Settings for the articles whose paths match: one `[[files]]` of the configuration."""

    paths: tuple[str, ...]
    """Patterns as in .gitignore, relative to the folder of the configuration."""
    values: Mapping[str, Any]
    origins: Mapping[str, str]
    """Setting to the place where it is set: `crossfoot.toml:12:1`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What holds for an article. Every path is absolute."""

    path: Path | None = None
    """The configuration file; None where there is none."""
    folder: Path | None = None
    """The folder that its patterns are relative to."""
    sources: tuple[Path, ...] = ()
    """Every file that it was read from, those that it builds on first."""
    rules: tuple[Path, ...] = ()
    """Folders of the house's own rules, beside the shipped ones."""
    packs: tuple[str, ...] | None = None
    """The packs of rules in force; None: all."""
    severities: Mapping[str, str] = field(default_factory=dict)
    """Rule id or pack to error, warning, note or off."""
    lexicons: tuple[Path, ...] = ()
    """Folders of word lists that rules may name, beside the shipped ones."""
    show: str = "note"
    fail_on: str = "error"
    model: str | None = None
    date: date | None = None
    """The publication date of articles that say none."""
    format: str | None = None
    """The format of the articles; None: what their names say."""
    waivers: tuple[Path, ...] = ()
    baseline: Path | None = None
    include: tuple[str, ...] = ()
    """Patterns of further files in folders that are articles."""
    exclude: tuple[str, ...] = ()
    """Patterns of files in folders that are left out."""
    files: tuple[FileSection, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    """Setting to the place where it was set; a setting that is not here has its default."""

    def for_file(self, path: str | Path) -> Config:
        """What holds for one article: the sections whose patterns match it, later ones over earlier ones."""
        matching = [section for section in self.files if self.matches(section.paths, path)]
        result = self
        for section in matching:
            values = dict(section.values)
            origins = {**result.origins, **section.origins}
            if "severities" in values:
                values["severities"] = {**result.severities, **values["severities"]}
            result = replace(result, origins=origins, **values)
        return result

    def matches(self, patterns: Sequence[str], path: str | Path) -> bool:
        """Whether one of the patterns matches the path, read from the folder of the configuration."""
        if not patterns:
            return False
        relative = _relative(Path(path), self.folder)
        return relative is not None and _spec(tuple(patterns)).match_file(relative)


SETTINGS = tuple(
    entry.name
    for entry in fields(Config)
    if entry.name not in ("path", "folder", "sources", "files", "origins")
)
"""Every setting, as `Config` names it; in TOML with hyphens."""


@lru_cache(maxsize=64)
def _spec(patterns: tuple[str, ...]) -> Any:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def _relative(path: Path, folder: Path | None) -> str | None:
    absolute = path if path.is_absolute() else Path.cwd() / path
    try:
        return absolute.relative_to(folder or Path.cwd()).as_posix()
    except ValueError:
        try:
            return absolute.resolve().relative_to((folder or Path.cwd()).resolve()).as_posix()
        except (ValueError, OSError):
            return None


# ── finding the file ──────────────────────────────────────────────────────────────────────────────────────────


def find_config(start: str | Path, *, seen: Seen | None = None) -> Path | None:
    """The configuration file that holds in the folder `start`, searched upwards to the repository's root.

    What is looked for on the way is noted in `seen`.
    """
    folder = Path(start).absolute()
    while True:
        own = folder / CONFIG_NAME
        project = folder / "pyproject.toml"
        if seen is not None:
            for path in (own, project, *(folder / name for name in _ROOTS)):
                seen.look(str(path))
        if own.is_file():
            return own
        if project.is_file() and _has_section(project):
            return project
        if folder.parent == folder or any((folder / name).exists() for name in _ROOTS):
            return None
        folder = folder.parent


def _has_section(path: Path) -> bool:
    try:
        return b"tool.crossfoot" in path.read_bytes()
    except OSError:
        return False


def load_config(path: Path) -> Config:
    """The configuration in a file. Raises ConfigurationError with every problem of the file, each with its place."""
    problems: list[Problem] = []
    config = _load(path.absolute(), problems, 0)
    if problems:
        raise ConfigurationError(*problems)
    return with_defaults(config)


def with_defaults(config: Config) -> Config:
    """The configuration with the files for waivers and the baseline where it names none."""
    folder = config.folder or Path.cwd()
    if "waivers" not in config.origins:
        config = replace(config, waivers=(folder / WAIVERS_NAME,))
    if "baseline" not in config.origins:
        config = replace(config, baseline=folder / BASELINE_NAME)
    return config


def config_in(
    folder: str | Path, *, config_file: Path | None = None, isolated: bool = False, seen: Seen | None = None
) -> Config:
    """What holds in a folder, before the sections for some files. The options are those of `config_for`."""
    chosen = None if isolated else config_file or find_config(folder, seen=seen)
    config = with_defaults(Config()) if chosen is None else load_config(chosen)
    if seen is not None:
        for source in config.sources:
            seen.look(str(source))
    return config


def config_for(
    path: str | Path, *, config_file: Path | None = None, isolated: bool = False, seen: Seen | None = None
) -> Config:
    """What holds for an article. `config_file` is used instead of the nearest one; `isolated` reads none at all.

    What is looked for and read is noted in `seen`.
    """
    folder = Path(path).absolute().parent
    return config_in(folder, config_file=config_file, isolated=isolated, seen=seen).for_file(path)


# ── reading the file ──────────────────────────────────────────────────────────────────────────────────────────


def _load(path: Path, problems: list[Problem], depth: int) -> Config:
    import tomllib

    shown = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8")
        tree = tomllib.loads(text.replace("\r\n", "\n"))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        problems.append(Problem(path=shown, message=f"configuration cannot be read: {reason}"))
        return Config(path=path, folder=path.parent)
    except UnicodeDecodeError:
        problems.append(Problem(path=shown, message="configuration is not UTF-8"))
        return Config(path=path, folder=path.parent)
    except tomllib.TOMLDecodeError as error:
        problems.append(_syntax_problem(shown, str(error)))
        return Config(path=path, folder=path.parent)
    except RecursionError:
        problems.append(Problem(path=shown, message="configuration is nested too deeply"))
        return Config(path=path, folder=path.parent)
    prefix: tuple[str, ...] = ()
    if path.name == "pyproject.toml":
        prefix = ("tool", "crossfoot")
        tree = tree.get("tool", {}).get("crossfoot", {})
    reader = _TableReader(path, text.replace("\r\n", "\n"), prefix, problems)
    base = Config()
    extended = tree.pop("extend", None)
    if extended is not None:
        if not isinstance(extended, str):
            reader.complain(("extend",), "extend is the path of another configuration, in quotes")
        elif depth >= _DEEPEST_EXTEND:
            reader.complain(("extend",), "configurations extend each other in a circle")
        else:
            try:
                base = _load((path.parent / extended).resolve(), problems, depth + 1)
            except ValueError:  # a character that no name has
                reader.complain(("extend",), f"no such file: {extended!r}")
    values = reader.values(tree, (), in_section=False)
    origins = {**base.origins, **reader.origins(values, ())}
    if "severities" in values:
        values["severities"] = {**base.severities, **values["severities"]}
    sections = tuple(reader.sections(tree.get("files", [])))
    return replace(
        base,
        path=path,
        folder=path.parent,
        sources=(*base.sources, path),
        files=(*base.files, *sections),
        origins=origins,
        **values,
    )


def _syntax_problem(path: str, message: str) -> Problem:
    match = re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)\Z", message)
    words = message[: match.start()].rstrip() if match else message
    line, column = (int(match[1]), int(match[2])) if match and match[1] else (None, None)
    return Problem(path=path, line=line, column=column, message=f"no TOML: {words[:1].lower()}{words[1:]}")


class _TableReader:
    """Checks one table and turns its values into settings."""

    def __init__(self, path: Path, text: str, prefix: tuple[str, ...], problems: list[Problem]) -> None:
        self.path = path
        self.prefix = prefix
        self.problems = problems
        self.places = dict(_key_places(text))

    def place(self, keys: tuple[str, ...]) -> tuple[int, int]:
        """Line and column of a key; of the table around it where the key stands in an inline table."""
        full = (*self.prefix, *keys)
        while full and full not in self.places:
            full = full[:-1]
        return self.places.get(full, (1, 1))

    def origin(self, keys: tuple[str, ...]) -> str:
        """The place of a key, to be shown."""
        line, column = self.place(keys)
        return f"{_shown(self.path)}:{line}:{column}"

    def origins(self, values: Mapping[str, Any], above: tuple[str, ...]) -> dict[str, str]:
        """Where each setting of a table was set, and each rule's severity."""
        found = {name: self.origin((*above, _spelled(name))) for name in values}
        for rule in values.get("severities", ()):
            found[f"severities.{rule}"] = self.origin((*above, "severities", rule))
        return found

    def complain(self, keys: tuple[str, ...], message: str, hint: str | None = None) -> None:
        """Note a problem at a key."""
        line, column = self.place(keys)
        self.problems.append(
            Problem(path=_shown(self.path), line=line, column=column, message=message, hint=hint)
        )

    def values(self, table: Mapping[str, Any], above: tuple[str, ...], *, in_section: bool) -> dict[str, Any]:
        """The settings of a table."""
        known = dict(_SECTION_READERS) if in_section else dict(_READERS)
        found: dict[str, Any] = {}
        for key, value in table.items():
            if key == "files" and not in_section:
                continue
            reader = known.get(key)
            if reader is None:
                allowed = [*known, "files", "extend"] if not in_section else list(known)
                hint = did_you_mean(key, allowed) or did_you_mean(key.replace("_", "-"), allowed)
                where = " for some files" if in_section and key in _READERS else ""
                self.complain((*above, key), f"no such setting{where}: {key!r}", hint)
                continue
            result = reader(self, (*above, key), value)
            if result is not None:
                found[key.replace("-", "_")] = result
        return found

    def sections(self, entries: Any) -> Iterator[FileSection]:
        """The `[[files]]` of the configuration."""
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.complain(("files",), "files are sections: write [[files]]")
            return
        for index, entry in enumerate(entries):
            above = ("files", str(index))
            paths = entry.get("paths")
            patterns = _patterns(self, (*above, "paths"), paths) if paths is not None else None
            if paths is None:
                self.complain(above, 'a [[files]] section says which: paths = ["sport/**"]')
            rest = {key: value for key, value in entry.items() if key != "paths"}
            values = self.values(rest, above, in_section=True)
            if patterns:
                yield FileSection(paths=patterns, values=values, origins=self.origins(values, above))


Keys = tuple[str, ...]
Reader = Callable[[_TableReader, Keys, Any], Any]


def _choice(allowed: Sequence[str]) -> Reader:
    def read(reader: _TableReader, keys: Keys, value: Any) -> str | None:
        if isinstance(value, str) and value in allowed:
            return value
        hint = did_you_mean(value, allowed) if isinstance(value, str) else None
        reader.complain(keys, f"{keys[-1]} is one of {', '.join(allowed)}, not {value!r}", hint)
        return None

    return read


def _strings(reader: _TableReader, keys: Keys, value: Any) -> tuple[str, ...] | None:
    entries = [value] if isinstance(value, str) else value
    if isinstance(entries, list) and all(isinstance(entry, str) for entry in entries):
        return tuple(entries)
    reader.complain(keys, f"{keys[-1]} is a list of words in quotes, not {value!r}")
    return None


def _patterns(reader: _TableReader, keys: Keys, value: Any) -> tuple[str, ...] | None:
    patterns = _strings(reader, keys, value)
    if patterns is None:
        return None
    try:
        _spec(patterns)
    except ValueError as error:
        reader.complain(keys, f"no such pattern: {error}")
        return None
    return patterns


def _folders(reader: _TableReader, keys: Keys, value: Any) -> tuple[Path, ...] | None:
    names = _strings(reader, keys, value)
    if names is None:
        return None
    found = []
    for name in names:
        try:
            folder = (reader.path.parent / name).resolve()
            is_there = folder.is_dir()
        except (OSError, ValueError):  # too long, or with a character that no name has
            is_there = False
        if is_there:
            found.append(folder)
        else:
            reader.complain(keys, f"no such folder: {name!r}")
    return tuple(found)


def _paths(reader: _TableReader, keys: Keys, value: Any) -> tuple[Path, ...] | None:
    names = _strings(reader, keys, value)
    return None if names is None else tuple(reader.path.parent / name for name in names)


def _path(reader: _TableReader, keys: Keys, value: Any) -> Path | None:
    if isinstance(value, str) and value:
        return reader.path.parent / value
    reader.complain(keys, f"{keys[-1]} is the path of a file, not {value!r}")
    return None


def _word(reader: _TableReader, keys: Keys, value: Any) -> str | None:
    if isinstance(value, str) and value:
        return value
    reader.complain(keys, f"{keys[-1]} is a name in quotes, not {value!r}")
    return None


def _day(reader: _TableReader, keys: Keys, value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    reader.complain(keys, f"{value!r} is no date", "write it as 2026-05-24")
    return None


def _severities(reader: _TableReader, keys: Keys, value: Any) -> dict[str, str] | None:
    if not isinstance(value, dict):
        reader.complain(keys, 'severities is a table: [severities], then rule = "warning"')
        return None
    found = {}
    for name, level in value.items():
        if level in RULE_LEVELS:
            found[name] = level
        else:
            hint = did_you_mean(level, RULE_LEVELS) if isinstance(level, str) else None
            reader.complain(
                (*keys, name), f"a severity is one of {', '.join(RULE_LEVELS)}, not {level!r}", hint
            )
    return found


_SECTION_READERS: Mapping[str, Reader] = {
    "packs": _strings,
    "severities": _severities,
    "show": _choice(LEVELS),
    "fail-on": _choice(FAIL_LEVELS),
    "model": _word,
    "date": _day,
    "format": _word,
}
_READERS: Mapping[str, Reader] = {
    **_SECTION_READERS,
    "rules": _folders,
    "lexicons": _folders,
    "waivers": _paths,
    "baseline": _path,
    "include": _patterns,
    "exclude": _patterns,
}


def _spelled(name: str) -> str:
    return name.replace("_", "-")


def _shown(path: Path) -> str:
    """The path as it is shown: from the working folder where it lies below that."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


# ── where the keys stand ──────────────────────────────────────────────────────────────────────────────────────

_BARE = r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
_DOTTED = rf"(?:{_BARE})(?:[ \t]*\.[ \t]*(?:{_BARE}))*"
_HEADER = rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]\]?"
_ASSIGNMENT = rf"[ \t]*({_DOTTED})[ \t]*=[ \t]*"
_LEXEME = (
    r"""(?P<skip>"{3}(?:[^\\]|\\.)*?"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*)"""
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|."
)


def _key_places(text: str) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
    """Each key of a TOML text as its path, with line and column; tables of a list have their index in the path."""
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    position = 0
    # Most runs read no configuration: the patterns are compiled where one is read.
    header_pattern, assignment_pattern = re.compile(_HEADER), re.compile(_ASSIGNMENT)
    while position < len(text):
        header = header_pattern.match(text, position)
        if header is not None:
            table = _names(header[2])
            if header[1] == "[[":
                index = counts.get(table, 0)
                counts[table] = index + 1
                yield table, _line_column(text, header.start(1))
                table = (*table, str(index))
            yield table, _line_column(text, header.start(1))
            position = _line_end(text, header.end())
            continue
        assignment = assignment_pattern.match(text, position)
        if assignment is None:
            position = _line_end(text, position)
            continue
        key = (*table, *_names(assignment[1]))
        yield key, _line_column(text, assignment.start(1))
        end = _value_end(text, assignment.end())
        if text.startswith("{", assignment.end()):
            for inner in re.finditer(rf"(?:[{{,])[ \t\n]*({_DOTTED})[ \t]*=", text[assignment.end() : end]):
                yield (*key, *_names(inner[1])), _line_column(text, assignment.end() + inner.start(1))
        position = end


def _value_end(text: str, position: int) -> int:
    depth = 0
    for token in re.compile(_LEXEME, re.DOTALL).finditer(text, position):
        if token["open"]:
            depth += 1
        elif token["close"]:
            depth -= 1
        elif token["end"] and depth <= 0:
            return token.end()
    return len(text)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end + 1


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_BARE, dotted))


def _line_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
