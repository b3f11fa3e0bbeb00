"""Named word lists for selectors: `rules/lexicon/selectors/*.yaml`, each a mapping from a name to its words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from checker.errors import Problem
from checker.rulebook.tree import Listing, Scalar, Table, read_tree


def read_lexicons(
    folders: Iterable[Path], named: Iterable[Path] = ()
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """All word lists in these folders, by name, and what is wrong with them; a `named` folder must exist.

    A later folder's list takes the place of an earlier one's; a word `$name` stands for the words of that
    list.
    """
    lists: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    named = tuple(named)
    problems += [
        Problem(path=str(folder), message="there is no such folder of word lists")
        for folder in named
        if not folder.is_dir()
    ]
    for folder in (*folders, *named):
        for path in sorted(folder.glob("*.yaml")):
            _read_file(path, lists, problems)
    return {name: _resolved(name, lists, frozenset()) for name in lists}, problems


def _read_file(path: Path, lists: dict[str, tuple[str, ...]], problems: list[Problem]) -> None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path=str(path), message=f"cannot be read: {error}"))
        return
    tree, found = read_tree(text, path=str(path))
    problems.extend(found)
    if tree is None:
        return
    if not isinstance(tree, Table):
        problems.append(
            Problem(
                path=str(path), line=tree.line, column=tree.column, message="word lists are names with words"
            )
        )
        return
    for key, value in tree:
        if not isinstance(value, Listing) or not all(isinstance(item, Scalar) for item in value.items):
            problems.append(
                Problem(
                    path=str(path),
                    line=value.line,
                    column=value.column,
                    message=f"{key.text}: a list of words is wanted here",
                    hint=f"{key.text}: [word, word]",
                )
            )
            continue
        lists[key.text] = tuple(
            " ".join(item.text.split()) for item in value.items if isinstance(item, Scalar)
        )


def _resolved(name: str, lists: dict[str, tuple[str, ...]], on_the_way: frozenset[str]) -> tuple[str, ...]:
    words: list[str] = []
    for word in lists.get(name, ()):
        if not word.startswith("$"):
            words.append(word)
        elif word[1:] not in on_the_way and word[1:] != name:
            words.extend(_resolved(word[1:], lists, on_the_way | {name}))
    return tuple(dict.fromkeys(words))
