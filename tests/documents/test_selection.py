"""Which files are articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.documents.selection import read_list, select


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "a.md", "b.txt", "c.html", "d.rst", "news/e.md", "news/old/f.md", ".hidden/g.md", "node_modules/h.md",
        "news/skip.md", "news/story.wire",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.")
    (tmp_path / "package.json").write_text('{"name": "x"}')
    (tmp_path / "item.json").write_text('{"headline": "x"}')
    (tmp_path / "feed.xml").write_text("<rss/>")
    (tmp_path / "item.xml").write_text("<nitf></nitf>")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def chosen(*paths: str, force_exclude: bool = False) -> list[str]:
    files, problems = select(paths, force_exclude=force_exclude)
    assert not problems
    return [Path(file).as_posix() for file in files]


def test_a_folder_gives_its_articles_in_order(house: Path) -> None:
    assert chosen(".") == [
        "a.md", "b.txt", "c.html", "item.json", "item.xml", "news/e.md", "news/skip.md", "news/old/f.md",
    ]  # fmt: skip


def test_ignore_files_and_the_configuration_leave_out_and_take_in(house: Path) -> None:
    (house / ".gitignore").write_text("old/\n# a comment\n[bad\n")
    (house / "news" / ".crossfootignore").write_text("skip.*\n")
    (house / "crossfoot.toml").write_text('exclude = ["*.html"]\ninclude = ["news/*.wire"]\n')
    assert chosen(".") == ["a.md", "b.txt", "item.json", "item.xml", "news/e.md", "news/story.wire"]
    assert chosen("c.html", "news/skip.md") == ["c.html", "news/skip.md"]
    assert chosen("c.html", "a.md", force_exclude=True) == ["a.md"]


def test_patterns_and_repeats(house: Path) -> None:
    assert chosen("news/**/*.md", "a.md", "a.md") == ["news/e.md", "news/old/f.md", "news/skip.md", "a.md"]


def test_what_names_nothing_is_a_problem(house: Path) -> None:
    (house / "empty").mkdir()
    files, problems = select(["nothere.md", "*.nope", "empty", "a.md"])
    assert files == ["a.md"]
    assert [str(problem) for problem in problems] == [
        "nothere.md: no such file or folder", "*.nope: this pattern matches no file", "empty: no article in this folder",
    ]  # fmt: skip


def test_links_in_a_circle_end(house: Path) -> None:
    (house / "news" / "loop").symlink_to(house / "news", target_is_directory=True)
    assert chosen("news").count("news/e.md") == 1


def test_lists_of_paths() -> None:
    assert read_list("a b.md\n\nc.md\n") == ["a b.md", "c.md"]
    assert read_list("a\nb.md\0c.md\0") == ["a\nb.md", "c.md"]
