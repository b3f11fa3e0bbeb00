"""What the `rules` commands share: which rules are meant, and how an example is checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from checker.model import Document, Report, Rule, RuleTest
    from checker.rulebook import Rulebook

_Command = TypeVar("_Command", bound=Callable[..., Any])


def folders_option(function: _Command) -> _Command:
    """`--rules FOLDER`, several times: further folders of rules beside the shipped ones."""
    return click.option(
        "--rules",
        "folders",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="A further folder of rules, or a rule file; may be given several times.",
    )(function)


def rulebook(folders: Sequence[Path] = ()) -> Rulebook:
    """The shipped rules, those of the configuration that holds in this folder, and those of `folders`.

    A later rule takes the place of an earlier one of its id. Raises ConfigurationError.
    """
    from checker.config import config_for
    from checker.resources import folder
    from checker.rulebook import load_rulebook

    config = config_for(Path.cwd() / "article")
    own = [path for path in folders if path.absolute() not in config.rules]
    return load_rulebook(
        (folder("rules"), *config.rules, *own),
        packs=config.packs,
        severities=config.severities,
        lexicons=config.lexicons,
    )


def chosen(book: Rulebook, ids: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of these ids, all where none is named; a usage error names the nearest id of an unknown one."""
    from checker.errors import did_you_mean

    if not ids:
        return book.rules
    found = []
    for rule_id in ids:
        rule = book.rule(rule_id)
        if rule is None:
            hint = did_you_mean(rule_id, [rule.id for rule in book.rules])
            raise click.UsageError(f"there is no rule {rule_id!r}" + (f": {hint}" if hint else ""))
        found.append(rule)
    return tuple(found)


def counted(number: int, noun: str) -> str:
    """ "1 rule", "3 rules"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tell_problems(book: Rulebook) -> bool:
    """Say on standard error what is wrong with rule files; whether anything is."""
    for problem in book.problems:
        click.echo(str(problem), err=True)
    return bool(book.problems)


def example_document(test: RuleTest) -> Document:
    """The article that a test describes."""
    from checker.documents import read_text

    return read_text(test.text, path="<test>", published=test.published, title=test.title)


def check_example(test: RuleTest, rule: Rule) -> Report:
    """The text of a test, checked by its rule alone."""
    from checker.check import check_document
    from checker.rulebook import Rulebook

    return check_document(example_document(test), rulebook=Rulebook(rules=(rule,)))
