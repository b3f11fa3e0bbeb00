"""Rule files in, rules out: every problem named with its place, and one bad file never stops the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker.errors import Problem, did_you_mean
from checker.model import SEVERITIES, Rule, Severity
from checker.resources import folder as shipped_folder
from checker.rulebook.lexicons import read_lexicons
from checker.rulebook.reader import Reading, Source, capped, overlaid, read_rule, read_source
from checker.rulebook.tree import Table

LEXICON_FOLDER = "lexicon"

__all__ = ["Rulebook", "load_rulebook", "read_rule_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The rules in force, in the order of their ids, and what is wrong with the files they came from."""

    rules: tuple[Rule, ...]
    lexicons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    partial: tuple[Rule, ...] = ()
    """What could be made of the files that have problems: never in force, but their tests can be tried."""

    def rule(self, rule_id: str) -> Rule | None:
        """The rule called so, None where there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        return None

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs that have rules in force."""
        return tuple(dict.fromkeys(rule.pack for rule in sorted(self.rules, key=lambda rule: rule.pack)))


def load_rulebook(
    folders: Sequence[Path] | None = None,
    *,
    packs: Collection[str] | None = None,
    severities: Mapping[str, str] | None = None,
    lexicons: Sequence[Path] = (),
) -> Rulebook:
    """The rules of all folders and the problems of their files.

    `folders`: None for the shipped rules alone. A folder holds rule files, packs (folders of rule files) or
    both, and may hold `lexicon/selectors/`. A rule of a later folder takes the place of an earlier one of the
    same id. `packs`: the packs in force, None for all. `severities`: rule id or pack to error, warning, note,
    or off. `lexicons`: further folders of word lists, whose lists take the place of earlier ones of the same name.
    """
    folders = (shipped_folder("rules"),) if folders is None else tuple(folders)
    shipped = () if shipped_folder("rules") in folders else (shipped_folder("rules"),)
    word_lists = [
        place / LEXICON_FOLDER / "selectors"
        for place in (*shipped, *folders)
        if (place / LEXICON_FOLDER).is_dir()
    ]
    known, problems = read_lexicons(word_lists, lexicons)
    layers: dict[str, list[Source]] = defaultdict(list)
    for place in shipped:
        for source in _sources(place, []):
            layers[source.id].append(source)
    inherited = set(layers)
    sources: dict[str, Source] = {}
    for place in folders:
        for source in _sources(place, problems):
            before = sources.get(source.id)
            if before is not None and _folder_of(before, folders) == place:
                problems.append(
                    Problem(
                        path=source.path, line=1, message=f"the rule {source.id!r} is also in {before.path}"
                    )
                )
                continue
            sources[source.id] = source
            layers[source.id].append(source)
    readings = [_reading(source, layers, known) for source in sources.values()]
    problems.extend(problem for reading in readings for problem in reading.problems)
    rules = [reading.rule for reading in readings if reading.rule is not None]
    problems.extend(_unknown_names(sources, inherited, packs, severities))
    return Rulebook(
        rules=tuple(sorted(_in_force(rules, packs, severities or {}), key=lambda rule: rule.id)),
        lexicons=known,
        problems=tuple(problems),
        partial=tuple(
            reading.partial for reading in readings if reading.rule is None and reading.partial is not None
        ),
    )


def read_rule_text(
    text: str, *, path: str, pack: str = "house", lexicons: Mapping[str, tuple[str, ...]] | None = None
) -> Reading:
    """The rule in a text, as if it stood in the file `path`."""
    source, problems = read_source(text, path=path, pack=pack)
    if source is None:
        return Reading(rule=None, partial=None, problems=problems)
    return read_rule(source, lexicons=lexicons or {})


def _rule_files(place: Path, problems: list[Problem]) -> Iterable[tuple[Path, str]]:
    if place.is_file():
        yield place, place.parent.name
        return
    if not place.is_dir():
        problems.append(Problem(path=str(place), message="there is no such folder of rules"))
        return
    for path in sorted(place.rglob("*.yaml")):
        parts = path.relative_to(place).parts
        if parts[0] == LEXICON_FOLDER or any(part.startswith(".") for part in parts):
            continue
        yield path, parts[-2] if len(parts) > 1 else place.resolve().name


def _source(path: Path, pack: str, problems: list[Problem]) -> Source | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(
            Problem(path=str(path), message=f"not UTF-8: byte {error.start}", hint="save the file as UTF-8")
        )
        return None
    except OSError as error:
        problems.append(Problem(path=str(path), message=f"cannot be read: {error.strerror}"))
        return None
    source, found = read_source(text, path=str(path), pack=pack)
    if source is None:
        problems.extend(found)
    return source


def _sources(place: Path, problems: list[Problem]) -> Iterator[Source]:
    for path, pack in _rule_files(place, problems):
        source = _source(path, pack, problems)
        if source is not None:
            yield source


def _folder_of(source: Source, folders: Sequence[Path]) -> Path | None:
    path = Path(source.path)
    return next((place for place in folders if path == place or path.is_relative_to(place)), None)


def _reading(
    source: Source, layers: Mapping[str, Sequence[Source]], lexicons: Mapping[str, tuple[str, ...]]
) -> Reading:
    if source.extends is None:
        return read_rule(source, lexicons=lexicons)
    base, problem = _base(source, layers, lexicons, frozenset())
    if base is None:
        assert problem is not None
        return Reading(rule=None, partial=None, problems=(*source.problems, problem))
    return read_rule(source, lexicons=lexicons, base=base)


def _base(
    source: Source,
    layers: Mapping[str, Sequence[Source]],
    lexicons: Mapping[str, tuple[str, ...]],
    on_the_way: frozenset[str],
) -> tuple[Table | None, Problem | None]:
    """The tree of the rule that `source` extends, itself extended where it extends another; or why there is none."""
    node = source.tree.get("extends")
    wanted = source.extends
    assert node is not None
    assert wanted is not None

    def problem(message: str, hint: str | None = None) -> tuple[None, Problem]:
        return None, Problem(path=source.path, line=node.line, column=node.column, message=message, hint=hint)

    earlier = [other for other in layers.get(wanted, ()) if other.path != source.path]
    if wanted == source.id:
        before = [other.path for other in layers[wanted]].index(source.path)
        earlier = list(layers[wanted][:before])
    if not earlier:
        return problem(
            f"there is no rule {wanted!r} to extend", did_you_mean(wanted, sorted(set(layers) - {source.id}))
        )
    base = earlier[-1]
    if base.path in on_the_way:
        return problem(f"{source.id!r} and {wanted!r} extend each other")
    if base.extends is None:
        if read_rule(base, lexicons=lexicons).problems:
            return problem(f"the rule {wanted!r} has errors of its own", f"mend {base.path} first")
        return base.tree, None
    tree, why = _base(base, layers, lexicons, on_the_way | {source.path})
    return (None, why) if tree is None else (overlaid(base.tree, tree), None)


def _unknown_names(
    sources: Mapping[str, Source],
    inherited: Collection[str],
    packs: Collection[str] | None,
    severities: Mapping[str, str] | None,
) -> Iterable[Problem]:
    known_packs = {source.pack for source in sources.values()}
    for pack in packs or ():
        if pack not in known_packs:
            yield Problem(
                path="rules", message=f"there is no pack {pack!r}", hint=did_you_mean(pack, known_packs)
            )
    for name, severity in (severities or {}).items():
        if name not in sources and name not in known_packs and name not in inherited:
            hint = did_you_mean(name, [*sources, *known_packs])
            yield Problem(path="rules", message=f"there is no rule {name!r}", hint=hint)
        if severity not in (*SEVERITIES, "off"):
            hint = did_you_mean(severity, [*SEVERITIES, "off"])
            yield Problem(path="rules", message=f"{name}: {severity!r} is no severity", hint=hint)


def _in_force(
    rules: Iterable[Rule], packs: Collection[str] | None, severities: Mapping[str, str]
) -> Iterable[Rule]:
    for rule in rules:
        if packs is not None and rule.pack not in packs:
            continue
        wanted = severities.get(rule.id, severities.get(rule.pack))
        if wanted == "off":
            continue
        if wanted in SEVERITIES and wanted != rule.severity:
            rule = _with_severity(rule, wanted)
        yield rule


def _with_severity(rule: Rule, severity: str) -> Rule:
    for allowed in SEVERITIES:
        if allowed == severity:
            assertions = tuple(
                replace(item, severity=capped(allowed, item.expression))
                if _follows(item.severity, rule.severity, allowed)
                else item
                for item in rule.assertions
            )
            return replace(rule, severity=allowed, assertions=assertions)
    return rule


def _follows(own: Severity, before: Severity, after: Severity) -> bool:
    """Whether an assertion takes on its rule's new severity: where it had the old one, or would now be graver."""
    return own == before or SEVERITIES.index(own) < SEVERITIES.index(after)
