"""The review on the whole screen, its keys pressed by a pilot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.render.terminal import render_finding
from checker.review.ledger import Ledger
from checker.review.session import Session
from checker.review.waivers_file import WaiversFile
from tests.review.sample_session import sample_run

pytest.importorskip("textual", reason="textual is not installed: no whole-screen review to test")


def _play(folder: Path, play: Callable[[Any, Any], Awaitable[None]], *, width: int = 120) -> Session:
    from checker.review.tui import ReviewApplication

    run = sample_run()
    session = Session(
        run,
        ledger=Ledger(folder / "decisions.jsonl"),
        waivers=WaiversFile(folder / "waivers.yaml"),
        by="Kim",
        now=lambda: datetime(2026, 11, 23, tzinfo=UTC),
    )
    application = ReviewApplication(
        session,
        run,
        show=lambda item, columns: render_finding(item.path, item.finding, width=columns),
        edit=lambda item: None,
        recheck=lambda path: None,
    )

    async def played() -> None:
        async with application.run_test(size=(width, 40)) as pilot:
            await pilot.pause()
            await play(application, pilot)

    asyncio.run(played())
    return session


def _text(application: Any, name: str) -> str:
    return str(application.query_one(name).render())


def test_tui_shows_article_finding_and_keys(tmp_path: Path) -> None:
    async def play(application: Any, pilot: Any) -> None:
        assert "finding 1 of 6" in _text(application, "#head")
        assert "There were 6 of 3." in _text(application, "#article-text")
        assert "message 1" in _text(application, "#finding-text")
        await pilot.press("q")

    _play(tmp_path, play)


def test_tui_decides_undoes_and_gives_reasons(tmp_path: Path) -> None:
    async def play(application: Any, pilot: Any) -> None:
        await pilot.press("w")
        assert "finding 2 of 6 · 1 decided" in _text(application, "#head")
        await pilot.press("f")
        await pilot.pause()
        await pilot.press(*"asked", "enter")
        await pilot.pause()
        assert "saved: right as written: asked" in _text(application, "#said")
        await pilot.press("space", "b", "u")
        assert "finding 2 of 6 · 1 decided" in _text(application, "#head")
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("1", "enter")
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("q")

    _play(tmp_path, play)
    state = Ledger(tmp_path / "decisions.jsonl").state
    assert {r.fingerprint[-1]: (r.action, r.reason) for r in state.all_standing()} == {
        "1": ("confirm", ""),
        "2": ("waive", "asked"),
    }
    (entry,) = WaiversFile(tmp_path / "waivers.yaml").entries()
    assert entry.reason == "asked"


def test_tui_at_the_end_says_so_and_undo_still_works(tmp_path: Path) -> None:
    async def play(application: Any, pilot: Any) -> None:
        await pilot.press(*"wwwwww")
        assert "That was the last finding" in _text(application, "#finding-text")
        await pilot.press("u")
        assert "finding 6 of 6" in _text(application, "#head")
        await pilot.press("q")

    _play(tmp_path, play, width=70)
