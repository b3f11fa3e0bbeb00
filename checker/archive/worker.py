"""What one worker does: settings and articles in, reports out. Everything here can be sent to another process."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker import resources
from checker.errors import CrossfootError, DocumentError, Problem

if TYPE_CHECKING:
    from checker.language import Parsed
    from checker.model import Document, Report
    from checker.rulebook import Rulebook

_COMPILED = 10
"""Rulebooks kept."""
TOGETHER = 16
"""Articles whose sentences go through the model together."""
_LETTERS_TOGETHER = 300_000
"""The length of articles beyond which they go through the model without waiting for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a verdict depends on besides the article itself."""

    rules: tuple[str, ...] | None = None
    """Folders of rules; None are the shipped ones."""
    packs: tuple[str, ...] | None = None
    severities: tuple[tuple[str, str], ...] = ()
    lexicons: tuple[str, ...] = ()
    """Folders of word lists beside the shipped ones."""
    model: str | None = None
    cache: bool = True
    """Whether the rules may come compiled from the cache, and be kept there."""

    def digest(self) -> bytes:
        """A digest of everything that a verdict depends on besides the article, as it is now."""
        from checker.archive.cache import settings_digest

        # A pack may be called by the name of its folder.
        names = None if self.rules is None else [Path(folder).resolve().name for folder in self.rules]
        parts = [repr(part) for part in (self.packs, self.severities, self.model, names)]
        folders = [Path(folder) for folder in (*(self.rules or ()), *self.lexicons)]
        return settings_digest(parts, rule_folders=folders, model=self.model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One article to check."""

    path: str
    data: bytes | None = None
    """Its content; None: it is read from `path`."""
    format: str | None = None
    published: date | None = None
    """The publication date where the article says none."""
    overrides_date: bool = False
    """Whether `published` holds whatever the article says."""
    settings: Settings = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A request's report, or the problems for which there is none."""

    request: Request
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    """Whether Crossfoot itself failed."""
    content: str = ""
    """The digest of the content that was checked; empty where there is no report."""


@lru_cache(maxsize=8)
def rulebook_for(settings: Settings) -> Rulebook:
    """The rules under these settings, loaded once per process.

    They come compiled from the cache, where they lie under a digest of every file they were made of and of the code
    that made them; rules with problems are read anew each time.
    """
    if not settings.cache:
        return _read_rules(settings)
    from checker.archive.kept import cache_folder, read_kept, write_kept
    from checker.rulebook.compiled import from_json, to_json
    from checker.stamps import digest

    before = settings.digest()
    # The places of the files stand in the rules, and no digest of contents knows them.
    places = "\0".join((str(resources.folder("rules")), *(settings.rules or ()), *settings.lexicons))
    name = digest(before + places.encode("utf-8", "surrogateescape"))
    path = os.path.join(cache_folder(), "rules", name)
    kept = read_kept(path)
    if kept is not None:
        with suppress(ValueError):
            return from_json(kept)
    rulebook = _read_rules(settings)
    if not rulebook.problems and settings.digest() == before:
        with suppress(ValueError):
            write_kept(path, to_json(rulebook), at_most=_COMPILED)
    return rulebook


def _read_rules(settings: Settings) -> Rulebook:
    from checker.rulebook import load_rulebook

    return load_rulebook(
        None if settings.rules is None else [Path(folder) for folder in settings.rules],
        packs=settings.packs,
        severities=dict(settings.severities),
        lexicons=[Path(folder) for folder in settings.lexicons],
    )


def read_request(request: Request) -> Document:
    """The article of a request. Raises DocumentError where it cannot be read."""
    from checker.documents import read_document
    from checker.model import Published

    document = read_document(
        request.path,
        data=request.data,
        format=request.format,
        published=request.published if request.overrides_date else None,
    )
    if document.published is None and request.published is not None:
        return replace(document, published=Published(day=request.published, origin="option"))
    return document


def answer_all(requests: Iterable[Request]) -> Iterator[Answer]:
    """Check articles in this process, their answers in order; the sentences of several go through the model together.

    What cannot be read is a problem of the answer, never an exception. So is an error inside Crossfoot, which must not
    cost the other articles their reports; its trace goes to standard error. A model that is not there concerns every
    article, and is raised as the ConfigurationError that it is.
    """
    waiting: list[_Read] = []
    for request in requests:
        read = _read(request)
        if waiting and waiting[0].request.settings.model != request.settings.model:
            yield from _answers(waiting)
            waiting = []
        waiting.append(read)
        if len(waiting) >= TOGETHER or sum(one.letters for one in waiting) >= _LETTERS_TOGETHER:
            yield from _answers(waiting)
            waiting = []
    yield from _answers(waiting)


@dataclass(frozen=True, slots=True)
class _Read:
    """A request with its article, or with the answer that there is none."""

    request: Request
    document: Document | None = None
    content: str = ""
    answer: Answer | None = None

    @property
    def letters(self) -> int:
        return 0 if self.document is None else sum(len(block.text) for block in self.document.blocks)


def _read(request: Request) -> _Read:
    from checker.documents import contents_of
    from checker.stamps import digest

    try:
        data = contents_of(request.path) if request.data is None else request.data
        return _Read(request, read_request(replace(request, data=data)), digest(data))
    except DocumentError as error:
        return _Read(request, answer=Answer(request=request, problems=error.problems))
    except CrossfootError:
        raise
    except Exception as error:
        return _Read(request, answer=_failed(request, error))


def _answers(waiting: Sequence[_Read]) -> Iterator[Answer]:
    from checker.check import check_document

    parses = iter(
        parses_of([one.document for one in waiting if one.document], waiting[0].request.settings.model)
        if waiting
        else ()
    )
    for one in waiting:
        if one.document is None:
            assert one.answer is not None
            yield one.answer
            continue
        settings = one.request.settings
        parsed = next(parses)
        try:
            report = check_document(
                one.document, rulebook=rulebook_for(settings), model=settings.model, parsed=parsed
            )
        except DocumentError as error:
            yield Answer(request=one.request, problems=error.problems)
        except CrossfootError:
            raise
        except Exception as error:
            yield _failed(one.request, error)
        else:
            yield Answer(request=one.request, report=report, content=one.content)


def parses_of(documents: Sequence[Document], model: str | None) -> Sequence[Parsed | None]:
    """The parses of articles together; None for each where one of them cannot be parsed, so that each says so itself."""
    from checker.check import parse_documents

    try:
        return parse_documents(documents, model=model)
    except CrossfootError:
        raise
    except Exception:
        return [None] * len(documents)


def _failed(request: Request, error: Exception) -> Answer:
    traceback.print_exception(error)
    message = f"internal error: {type(error).__name__}: {error}"
    problem = Problem(path=request.path, message=message, hint="please report it with the article's text")
    return Answer(request=request, problems=(problem,), failed=True)
