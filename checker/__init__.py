"""Crossfoot: reads the numbers in an article and shows the arithmetic that does not add up.

    >>> from checker import check_text
    >>> report = check_text("Crews planted 245 trees: 128 were oaks and 107 were limes.")
    >>> report.findings[0].working
    ('128 + 107 = 235', 'stated: 245')

Importing this package loads nothing heavy; the first article that is checked loads the language model. Every value that
comes back is frozen. Neither configuration files nor waivers are read here: what is given is all there is.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from checker.errors import ConfigurationError, CrossfootError, DocumentError, Problem, RuleError
    from checker.intervals import Interval
    from checker.model import (
        Block,
        Check,
        Claim,
        Coverage,
        Document,
        Excerpt,
        Finding,
        Quantity,
        Report,
        Run,
        Span,
        Suspect,
        Waiver,
    )
    from checker.rulebook import Rulebook

__version__ = "0.1.0"

__all__ = [
    "Block",
    "Check",
    "Claim",
    "ConfigurationError",
    "Coverage",
    "CrossfootError",
    "Document",
    "DocumentError",
    "Excerpt",
    "Finding",
    "Interval",
    "Problem",
    "Quantity",
    "Report",
    "RuleError",
    "Run",
    "Span",
    "Suspect",
    "Waiver",
    "__version__",
    "check_file",
    "check_text",
    "read_claims",
]

_HOMES = {
    "checker.errors": ("ConfigurationError", "CrossfootError", "DocumentError", "Problem", "RuleError"),
    "checker.intervals": ("Interval",),
    "checker.model": (
        "Block", "Check", "Claim", "Coverage", "Document", "Excerpt", "Finding", "Quantity", "Report", "Run", "Span",
        "Suspect", "Waiver",
    ),
}  # fmt: skip


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def check_text(
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    format: str = "text",  # noqa: A002
    rules: Sequence[str | Path] = (),
    packs: Collection[str] | None = None,
    severities: Mapping[str, str] | None = None,
    model: str | None = None,
) -> Report:
    """Everything that can be said of the numbers in `text`.

    `title`: a headline that stands outside the text. `published`: the day from which "yesterday" counts; it stands in
    for a date in the text's metadata. `format`: text, markdown, html, ninjs, nitf, newsml or archieml. `rules`: folders
    of rules beside the shipped ones. `packs`: the packs in force, None for all. `severities`: rule or pack to error,
    warning, note or off. `model`: a spaCy pipeline for English other than the installed one.

    Spans count code points of `text`, half-open. Raises DocumentError where `text` is not of that format, and RuleError
    where a rule cannot be used.
    """
    from checker.check import check_document
    from checker.documents import read_text

    document = read_text(text, format=format, published=published, title=title)
    return check_document(document, rulebook=_sound_rulebook(rules, packs, severities), model=model)


def check_file(
    path: str | Path,
    *,
    published: date | None = None,
    format: str | None = None,  # noqa: A002
    rules: Sequence[str | Path] = (),
    packs: Collection[str] | None = None,
    severities: Mapping[str, str] | None = None,
    model: str | None = None,
) -> Report:
    """Everything that can be said of the numbers in an article's file.

    `format` is what the name's ending says where it is None, and may be docx besides those of `check_text`. The other
    options are those of `check_text`. Spans count code points of the file's text; of a Word document, of the text as
    read, which is `report.document.source`. Raises DocumentError where the file cannot be read.
    """
    from checker.check import check_document
    from checker.documents import read_document

    document = read_document(path, format=format, published=published)
    return check_document(document, rulebook=_sound_rulebook(rules, packs, severities), model=model)


def read_claims(
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    format: str = "text",  # noqa: A002
    model: str | None = None,
) -> tuple[Claim, ...]:
    """The numbers that `text` claims, in the order of the text: value, hedge, unit, what is counted, what happened.

    A claim's spans are offsets into the text of its block. The options are those of `check_text`.
    """
    from checker.claims import blocks_with_numbers
    from checker.claims import read_claims as read
    from checker.documents import read_text
    from checker.language import parse

    document = read_text(text, format=format, published=published, title=title)
    parsed = parse(document, model=model, blocks=blocks_with_numbers(document))
    return read(document, parsed)


def _sound_rulebook(
    rules: Sequence[str | Path], packs: Collection[str] | None, severities: Mapping[str, str] | None
) -> Rulebook:
    from checker.check import rulebook_of
    from checker.errors import RuleError

    rulebook = rulebook_of(
        tuple(map(str, rules)),
        None if packs is None else tuple(packs),
        tuple(sorted((severities or {}).items())),
    )
    if rulebook.problems:
        raise RuleError(*rulebook.problems)
    return rulebook
