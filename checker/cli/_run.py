"""What the commands that check articles have in common: settings, cache, workers, decisions, changes since a commit."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.archive.cache import ReportCache
    from checker.archive.replay import Dependencies
    from checker.archive.worker import Answer, Request, Settings
    from checker.cli._since import Changes
    from checker.config import Config
    from checker.errors import Problem
    from checker.model import Document, Report, Rule, Run
    from checker.review.suppress import Decisions
    from checker.stamps import Seen

_MARK = b"crossfoot"
"""What stands in every comment for Crossfoot, in whatever case."""
_PROGRESS_AFTER = 2.0
"""Seconds until a run on a terminal says how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line says about checking; None where it says nothing."""

    config_file: Path | None = None
    isolated: bool = False
    rules: tuple[Path, ...] = ()
    packs: tuple[str, ...] | None = None
    model: str | None = None
    published: date | None = None
    format: str | None = None
    stdin_name: str | None = None
    cache: bool = True
    jobs: int | None = None
    checks: bool = True
    """Whether the checks of articles without findings are wanted."""
    claims: bool = False
    """Whether the claims themselves are wanted, which the cache does not keep."""
    articles: bool = True
    """Whether the articles of findings are wanted, which the cache does not keep either."""
    since: str | None = None
    force_exclude: bool = False
    decide: bool = True
    """Whether waivers, the baseline and the articles' own comments are applied."""
    notices: bool = True
    """Whether decisions that meet no finding any more are reported."""
    waivers: tuple[Path, ...] | None = None
    """Files of waivers in place of the configured ones."""
    baseline: Path | None = None
    """The baseline in place of the configured one."""


@dataclass(slots=True)
class Checked:
    """What became of a run, before anything is left out of it."""

    run: Run
    configs: dict[str, Config] = field(default_factory=dict)
    """The configuration that holds for each article, by its path."""
    decisions: dict[tuple[str, ...], Decisions] = field(default_factory=dict)
    settings: dict[Settings, None] = field(default_factory=dict)
    """Every setting of rules that some article has."""
    failed: bool = False
    """Whether something went wrong inside Crossfoot itself."""
    contents: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Each article's stamp from before it was read, and the digest of the content that its report is about."""
    seen: Seen | None = None
    """What was searched and looked for on the way; None where that is not wholly known."""

    def config(self, path: str) -> Config:
        """The configuration that holds for an article; the defaults for other files."""
        from checker.config import Config

        return self.configs.get(path) or Config()

    def described_rules(self) -> tuple[Rule, ...]:
        """The rules that the run was checked with, for formats that describe them."""
        from checker.archive.worker import rulebook_for

        return tuple(
            {rule.id: rule for settings in self.settings for rule in rulebook_for(settings).rules}.values()
        )

    def dependencies(self) -> Dependencies | None:
        """All that the reports depend on, for a record of the run; None where it is not wholly known."""
        from checker.archive.replay import Dependencies
        from checker.resources import PACKAGE, folder, model_folder

        if self.seen is None:
            return None
        trees = {(str(PACKAGE), ""): None, (str(folder("rules")), ".yaml"): None}
        for settings in self.settings:
            model = model_folder(settings.model)
            if model is None:
                return None
            trees[str(model), ""] = None
            for place in (*(settings.rules or ()), *settings.lexicons):
                trees[place, ".yaml"] = None
        return Dependencies(articles=self.contents, seen=self.seen, trees=trees)


def check_paths(paths: Sequence[str], options: Options) -> Checked:
    """Check what `paths` name: everything found, everything that could not be checked, decisions applied."""
    from checker.documents.selection import select
    from checker.model import Run
    from checker.stamps import Seen

    named = [path for path in paths if path != "-"]
    seen = Seen()
    for path in named:
        seen.look(path)
    files, problems = select(
        named,
        config_file=options.config_file,
        isolated=options.isolated,
        force_exclude=options.force_exclude,
        seen=seen,
    )
    if "-" in paths:
        files.append("-")
    changes: Changes | None = None
    if options.since is not None:
        from checker.cli import _since

        changes = _since.Changes(options.since)
        files = changes.files(files)
    plain = options.cache and not options.claims and changes is None and all(map(os.path.lexists, paths))
    checked = Checked(run=Run(reports=()), seen=seen if plain else None)
    runner = _Runner(options, checked, problems)
    reports = runner.reports(files)
    if changes is not None:
        reports = [changes.only_new(report) for report in reports]
    checked.run = Run(reports=tuple(reports), problems=tuple(runner.problems))
    return checked


class _Runner:
    def __init__(self, options: Options, checked: Checked, problems: list[Problem]) -> None:
        self.options = options
        self.checked = checked
        self.problems = problems
        self.cache: ReportCache | None = None
        self._said: set[Problem] = set()
        self._folders: dict[str, Config | None] = {}
        self._rule_ids: dict[Settings, frozenset[str]] = {}
        self._digests: dict[Settings, bytes] = {}
        self._stdin: bytes | None = None
        self._last: tuple[Config, Settings] | None = None
        self._decided_last: tuple[Config, Decisions | None] | None = None
        self._speaking: set[str] = set()

    def reports(self, files: Sequence[str]) -> list[Report]:
        """The reports of the files in their order, with decisions applied and reports on the decisions at the end."""
        if self.options.cache and not self.options.claims:
            from checker.archive.cache import ReportCache

            self.cache = ReportCache()
        try:
            found = list(self._decided(self._checked(files)))
        finally:
            if self.cache is not None:
                self.cache.trim()
                self.cache.close()
        if self.options.decide and self.options.notices:
            found = self._with_notices(found)
        return found

    # ── settings ──────────────────────────────────────────────────────────────────────────────────────────────

    def _config(self, path: str) -> Config | None:
        from checker.config import config_in
        from checker.errors import ConfigurationError

        name = (self.options.stdin_name or "stdin.txt") if path == "-" else path
        folder = os.path.dirname(name)
        if folder not in self._folders:
            try:
                self._folders[folder] = config_in(
                    os.path.abspath(folder),
                    config_file=self.options.config_file,
                    isolated=self.options.isolated,
                    seen=self.checked.seen,
                )
            except ConfigurationError as error:
                self._say(*error.problems)
                self._folders[folder] = None
        base = self._folders[folder]
        if base is None:
            return None
        config = base.for_file(name)
        if self.options.waivers is not None:
            config = replace(config, waivers=self.options.waivers)
        if self.options.baseline is not None:
            config = replace(config, baseline=self.options.baseline)
        self.checked.configs[path] = config
        return config

    def _settings(self, config: Config) -> Settings:
        from checker.archive.worker import Settings
        from checker.resources import folder

        if self._last is not None and self._last[0] is config:
            return self._last[1]
        rules = (*config.rules, *(path.absolute() for path in self.options.rules))
        places = (str(folder("rules")), *map(str, rules)) if rules else None
        settings = Settings(
            rules=places,
            packs=self.options.packs if self.options.packs is not None else config.packs,
            severities=tuple(sorted(config.severities.items())),
            lexicons=tuple(map(str, config.lexicons)),
            model=self.options.model or config.model,
            cache=self.options.cache,
        )
        self._last = (config, settings)
        return settings

    def _request(self, path: str) -> Request | None:
        from checker.archive.worker import Request

        config = self._config(path)
        if config is None:
            return None
        data = None
        name = path
        if path == "-":
            self._stdin = data = sys.stdin.buffer.read()
            name = self.options.stdin_name or "-"
            self.checked.configs[name] = config
        elif stat.S_ISFIFO(_mode(path)):
            # What a pipe says can be read once only.
            data = Path(path).read_bytes()
        return Request(
            path=name,
            data=data,
            format=self.options.format or config.format,
            published=self.options.published or config.date,
            overrides_date=self.options.published is not None,
            settings=self._settings(config),
        )

    # ── checking ──────────────────────────────────────────────────────────────────────────────────────────────

    def _checked(self, files: Sequence[str]) -> Iterator[tuple[Request, Report]]:
        requests = [request for request in map(self._request, files) if request is not None]
        self.checked.settings = dict.fromkeys(request.settings for request in requests)
        keys = self._keys(requests)
        known = self._known(requests, keys)
        progress = _Progress(len(requests))
        missing = [request for request in requests if id(request) not in known]
        self._load_rules(requests, missing)
        answers = self._answers(missing)
        kept: dict[bytes, Report] = {}
        for count, request in enumerate(requests):
            progress.show(count)
            report = known.get(id(request))
            if report is None:
                answered = next(answers)
                report = answered.report
                if report is not None and id(request) in keys:
                    kept[self._key_of(request, answered, keys)] = report
                    if len(kept) >= 64:
                        self._keep(kept)
            if report is not None:
                yield request, report
        self._keep(kept)
        progress.done()

    def _answers(self, requests: Sequence[Request]) -> Iterator[Answer]:
        from checker.archive.pool import check_many
        from checker.archive.worker import answer_all

        if len(requests) > 16 and self.options.jobs != 1 and not self.options.claims:
            answers = check_many(requests, jobs=self.options.jobs)
        else:
            answers = answer_all(requests)
        for answered in answers:
            self._say(*answered.problems)
            self.checked.failed = self.checked.failed or answered.failed
            yield answered

    def _load_rules(self, requests: Sequence[Request], missing: Sequence[Request]) -> None:
        """Say what is wrong with the rules of this run; rules that were sound and have not changed are not read."""
        from checker.archive.cache import Entry
        from checker.archive.worker import rulebook_for

        needed = {request.settings for request in missing}
        for settings in dict.fromkeys(request.settings for request in requests):
            key = self._digest(settings) + b"rules"
            sound = self.cache is not None and settings not in needed and key in self.cache.get([key])
            if sound:
                continue
            problems = rulebook_for(settings).problems
            self._say(*problems)
            if not problems and self.cache is not None:
                self.cache.put({key: Entry("sound", b"")})

    # ── cache ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _digest(self, settings: Settings) -> bytes:
        if settings not in self._digests:
            self._digests[settings] = settings.digest()
        return self._digests[settings]

    def _keys(self, requests: Sequence[Request]) -> dict[int, bytes]:
        """The key of each article's report in the cache; none for what cannot be read."""
        if self.cache is None:
            return {}
        from checker.documents import LARGEST
        from checker.stamps import digest

        keys: dict[int, bytes] = {}
        for request in requests:
            before = ""
            data = request.data
            try:
                if data is None:
                    before, data = _contents(request.path, LARGEST)
            except (OSError, ValueError):
                continue
            if data is not None:
                if _MARK in data.lower():
                    self._speaking.add(request.path)
                content = digest(data)
                self.checked.contents[request.path] = (before, content)
                keys[id(request)] = self._key(request, content)
        return keys

    def _key(self, request: Request, content: str) -> bytes:
        from checker.archive.cache import report_key

        options = f"{request.format} {request.published} {request.overrides_date}"
        return report_key(self._digest(request.settings), path=request.path, content=content, options=options)

    def _key_of(self, request: Request, answered: Answer, keys: dict[int, bytes]) -> bytes:
        """The key of a report that was made now: of what was checked, where the file was changed under way."""
        if answered.content == self.checked.contents[request.path][1]:
            return keys[id(request)]
        self.checked.contents[request.path] = ("", answered.content)
        return self._key(request, answered.content)

    def _known(self, requests: Sequence[Request], keys: dict[int, bytes]) -> dict[int, Report]:
        from checker.archive.codec import clean_report, decode

        if self.cache is None:
            return {}
        entries = self.cache.get(set(keys.values()), bodies=self.options.checks)
        known: dict[int, Report] = {}
        flagged: dict[int, Request] = {}
        for request in requests:
            entry = entries.get(keys.get(id(request), b""))
            report = (
                None if entry is None or self.options.checks else clean_report(request.path, entry.summary)
            )
            if report is not None:
                known[id(request)] = report
            elif entry is not None:
                flagged[id(request)] = request
        if not self.options.checks:
            entries = self.cache.get({keys[place] for place in flagged})
        for place, request in flagged.items():
            entry = entries.get(keys[place])
            if entry is not None and entry.body:
                with suppress(ValueError):
                    known[place] = replace(decode(entry.body), path=request.path)
        return known

    def _keep(self, reports: dict[bytes, Report]) -> None:
        from checker.archive.cache import Entry
        from checker.archive.codec import encode, summarise

        if self.cache is not None and reports:
            self.cache.put({key: Entry(summarise(report), encode(report)) for key, report in reports.items()})
        reports.clear()

    # ── decisions ─────────────────────────────────────────────────────────────────────────────────────────────

    def _decided(self, pairs: Iterator[tuple[Request, Report]]) -> Iterator[Report]:
        wanted = self.options.articles or self.options.since is not None
        for request, report in pairs:
            document = report.document
            if document is None and ((wanted and report.findings) or self._may_speak(request)):
                document = self._read_again(request)
                report = replace(report, document=document)
            if not self.options.decide:
                yield report
                continue
            decisions = self._decisions(self.checked.config(request.path))
            if document is None and (decisions is None or not report.findings):
                yield report
                continue
            from checker.review.suppress import NOTICES, Decisions, apply_decisions

            names: frozenset[str] = frozenset()
            if document is not None and document.directives:
                names = self._rule_ids.get(request.settings) or frozenset(
                    (*_all_rule_ids(request.settings), *NOTICES)
                )
                self._rule_ids[request.settings] = names
            yield apply_decisions(
                report, document=document, decisions=decisions or Decisions(), rules=names, today=date.today()
            )

    def _decisions(self, config: Config) -> Decisions | None:
        """The decisions on an article; None where there is no file of any."""
        if self._decided_last is not None and self._decided_last[0] is config:
            return self._decided_last[1]
        key = (*map(str, config.waivers), "", str(config.baseline))
        if key not in self.checked.decisions:
            paths = [path for path in (*config.waivers, config.baseline) if path is not None]
            if self.checked.seen is not None:
                for path in paths:
                    self.checked.seen.look(str(path))
            if not any(map(os.path.lexists, paths)):
                self._decided_last = (config, None)
                return None
            from checker.review.suppress import load_decisions

            decisions = load_decisions(config.waivers, config.baseline)
            self._say(*decisions.problems)
            self.checked.decisions[key] = decisions
        self._decided_last = (config, self.checked.decisions[key])
        return self.checked.decisions[key]

    def _with_notices(self, reports: list[Report]) -> list[Report]:
        found = list(reports)
        if self.checked.decisions:
            from checker.review.suppress import notices
        for decisions in self.checked.decisions.values():
            found += notices(reports, decisions=decisions, today=date.today())
        return found

    def _may_speak(self, request: Request) -> bool:
        """Whether the article may hold a comment for Crossfoot."""
        if request.path in self.checked.contents:
            return request.path in self._speaking
        try:
            data = request.data if request.data is not None else Path(request.path).read_bytes()
        except OSError:
            return False
        return _MARK in data.lower()

    def _read_again(self, request: Request) -> Document | None:
        from checker.archive.worker import read_request
        from checker.errors import DocumentError

        try:
            return read_request(request)
        except DocumentError:
            return None

    def _say(self, *problems: Problem) -> None:
        for problem in problems:
            if problem not in self._said:
                self._said.add(problem)
                self.problems.append(problem)


def _all_rule_ids(settings: Settings) -> Iterator[str]:
    """Every rule that an article may name, in force or not."""
    from checker.archive.worker import rulebook_for

    everything = replace(settings, packs=None, severities=())
    for rule in rulebook_for(everything).rules:
        yield rule.id


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode
    except (OSError, ValueError):
        return 0


def _contents(path: str, largest: int) -> tuple[str, bytes | None]:
    """The stamp that a file had before it was read, and its content; None where that is larger."""
    from checker.stamps import stamp

    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        found = os.fstat(handle)
        pieces = []
        left = largest + 1
        while left and (piece := os.read(handle, min(left, max(found.st_size + 1, 65_536)))):
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(handle)
    return stamp(found), b"".join(pieces) if left else None


class _Progress:
    """How far a long run is, on a terminal only, and never in what is piped."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.begun = time.monotonic()
        self.last = 0.0
        self.shown = False
        self.wanted = total > 1 and sys.stderr.isatty()

    def show(self, count: int) -> None:
        """Say it, at most ten times a second."""
        if not self.wanted:
            return
        now = time.monotonic()
        if now - self.begun >= _PROGRESS_AFTER and now - self.last >= 0.1:
            self.last = now
            self.shown = True
            sys.stderr.write(f"\rchecked {count} of {self.total} files")
            sys.stderr.flush()

    def done(self) -> None:
        """Take the line away."""
        if self.shown:
            sys.stderr.write("\r" + " " * 60 + "\r")
            sys.stderr.flush()
