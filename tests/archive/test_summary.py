"""The summary of an archive, whose desks are named by strangers."""

from __future__ import annotations

from checker.archive.summary import as_markdown, summarise


def test_flags_per_thousand_articles() -> None:
    summary = summarise({"articles": 3, "flags": 1, "desk:city": 1, "articles in desk:city": 2})
    assert "3 articles, 1 flags: 333.3 per 1,000 articles." in as_markdown(summary, rejected=0)
    assert "| city | 1 | 2 | 500.0 |" in as_markdown(summary, rejected=0)


def test_a_desk_speaks_to_no_terminal_and_breaks_no_table() -> None:
    page = as_markdown(summarise({"articles": 1, "articles in desk:a\x1b[2J|<b>\n": 1}), rejected=0)
    assert "| a�[2J/&lt;b>  | 0 | 1 | 0.0 |" in page
