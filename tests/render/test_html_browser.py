"""The HTML report in a real browser: on a phone and a desk, by keyboard, printed, without scripts, dark and light."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checker.render.html import render
from checker.review.decisions_import import read_decisions
from tests.browser import Browser, missing, started
from tests.by_hand import strike_run
from tests.render.test_html import hostile_run

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")

TAB, ENTER, ESCAPE, SPACE = "\ue004", "\ue007", "\ue00c", " "


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as window:
        yield window


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Path:
    """The report of the sample run, open at desk width, with nothing remembered from another test."""
    path = tmp_path / "report.html"
    path.write_text(render(strike_run()), encoding="utf-8")
    browser.size(1280)
    browser.media()
    browser.open(path)
    browser.run("localStorage.clear()")
    browser.open(path)
    browser.console()
    return path


def _shown(browser: Browser, selector: str) -> int:
    return int(
        browser.run(
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).length",
            selector,
        )
    )


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("hostile", [False, True], ids=["sample", "hostile"])
def test_page_fits_and_is_silent(browser: Browser, tmp_path: Path, width: int, hostile: bool) -> None:
    path = tmp_path / "report.html"
    path.write_text(render(hostile_run() if hostile else strike_run()), encoding="utf-8")
    browser.size(width, mobile=width < 500)
    browser.console()
    browser.open(path)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    wider = (
        "return [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.closest('svg')"
        " && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
    )
    assert browser.run(wider) == []
    assert browser.console() == []


def test_page_runs_nothing_of_an_article(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render(hostile_run()), encoding="utf-8")
    browser.run("window.alert = () => { throw new Error('alert') }")
    browser.open(path)
    assert browser.run("return document.querySelectorAll('img, main script, iframe').length") == 0
    assert "alert" in browser.run("return document.querySelector('.text').textContent")


def test_page_policy_stops_even_markup_that_was_not_escaped(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    text = render(strike_run())
    path.write_text(text.replace("<main", "<script>document.title = 'run'</script><main"), encoding="utf-8")
    browser.open(path)
    assert browser.run("return document.title") != "run"
    assert any("Content Security Policy" in line for line in browser.console())


def test_page_shows_a_claim_by_keyboard(browser: Browser, page: Path) -> None:
    browser.run("document.querySelector('.number.flagged').focus()")
    browser.press([ENTER])
    assert _shown(browser, ".claim") == 1
    assert "whole of" in browser.run("return document.querySelector('.claim:popover-open').textContent")
    browser.press([ESCAPE])
    assert _shown(browser, ".claim") == 0


def test_page_every_control_can_be_reached_by_tab(browser: Browser, page: Path) -> None:
    wanted = browser.run(
        "return [...document.querySelectorAll('a[href], button, input, summary, .finding')].filter(e => "
        "e.checkVisibility({visibilityProperty: true}) && !e.closest('[popover]') "
        "&& !(e.type === 'radio' && !e.checked)).length"
    )
    browser.run(
        "document.activeElement.blur(); window.seen = new Set();"
        "document.addEventListener('focusin', e => window.seen.add(e.target))"
    )
    browser.press([TAB] * (wanted + 5))
    assert browser.run("return window.seen.size") >= wanted


def test_page_shows_a_claim_under_the_pointer(browser: Browser, page: Path) -> None:
    x, y = browser.run(
        "const e = document.querySelector('.number.flagged'); e.scrollIntoView();"
        "const box = e.getBoundingClientRect(); return [Math.round(box.x + 5), Math.round(box.y + 10)]"
    )
    browser.move_to(x, y)
    time.sleep(0.6)
    assert _shown(browser, ".claim") == 1
    browser.move_to(2, 2)
    time.sleep(0.8)
    assert _shown(browser, ".claim") == 0


def test_page_review_by_keyboard_and_export(browser: Browser, page: Path) -> None:
    browser.run("document.querySelector('.finding').focus()")
    browser.press(["w"])
    assert browser.run("return document.activeElement.id") == "finding-1-2"
    browser.press(["f"])
    browser.press(["o", "k", " ", "f", "5", ENTER])
    assert browser.run("return document.getElementById('decided').textContent") == "2 of 2 decided"
    browser.run("document.getElementById('reviewer').focus()")
    browser.press(list("Kim"))
    browser.run("document.getElementById('export').click()")
    saved = browser.downloads / "decisions.json"
    for _ in range(100):
        if saved.is_file() and saved.stat().st_size:
            break
        time.sleep(0.1)
    decisions = json.loads(saved.read_text(encoding="utf-8"))["decisions"]
    taken = read_decisions(saved, today=date(2026, 11, 23))
    saved.unlink()
    assert [decision.fingerprint for decision in taken] == ["604305228d", "91b2c07e4f"]
    assert [(d["fingerprint"], d["verdict"], d["reason"], d["by"]) for d in decisions] == [
        ("604305228d", "confirm", "", "Kim"),
        ("91b2c07e4f", "waive", "ok f5", "Kim"),
    ]
    assert decisions[0]["quote"].startswith("Rescue teams freed 245 drivers")
    assert browser.console() == []
    browser.open(page)
    assert browser.run("return document.getElementById('decided').textContent") == "2 of 2 decided"


def test_page_export_asks_for_the_reason(browser: Browser, page: Path) -> None:
    browser.run("document.querySelector('.finding').focus()")
    browser.press(["f", ESCAPE])
    browser.run("document.getElementById('export').click()")
    assert "needs a reason" in browser.run("return document.getElementById('decided').textContent")
    assert browser.run("return document.activeElement.matches('input.reason')")
    assert not list(browser.downloads.iterdir())


def test_page_moves_between_findings(browser: Browser, page: Path) -> None:
    browser.run("document.querySelector('.finding').focus()")
    browser.press(["j", "j", "k"])
    assert browser.run("return document.activeElement.id") == "finding-1-2"


def test_page_filters(browser: Browser, page: Path) -> None:
    assert _shown(browser, ".finding") == 3
    browser.run("document.getElementById('show-error').click()")
    assert _shown(browser, ".finding.error") == 0
    browser.run("document.getElementById('show-waived').click()")
    assert _shown(browser, ".finding") == 1
    browser.run("document.getElementById('show-error').click()")
    browser.run("document.getElementById('filter').focus()")
    browser.press(list("snow plough"))
    assert _shown(browser, ".finding") == 1
    assert _shown(browser, ".article") == 1
    browser.run("document.getElementById('mark-verified').click()")
    line = "return getComputedStyle(document.querySelector('.number.verified')).textDecorationLine"
    assert browser.run(line) == "none"


def test_page_prints_all_but_the_controls(browser: Browser, page: Path) -> None:
    browser.media(print_=True)
    assert _shown(browser, ".controls, .export, .decision, .jump, .claim") == 0
    assert _shown(browser, ".finding") == 3
    assert _shown(browser, ".text") == 2
    assert browser.pdf().startswith(b"%PDF")


def test_page_without_scripts_has_everything_but_the_decisions(browser: Browser, page: Path) -> None:
    browser.scripts(enabled=False)
    try:
        browser.open(page)
        visible = _elements_without_scripts(browser)
    finally:
        browser.scripts(enabled=True)
        browser.open(page)
    assert visible == {
        ".finding": 3,
        ".number": 13,
        "svg.balance": 2,
        ".decision[hidden]": 2,
        ".export[hidden]": 1,
    }


def _elements_without_scripts(browser: Browser) -> dict[str, int]:
    root = browser.devtools("DOM.getDocument")["root"]["nodeId"]
    selectors = (".finding", ".number", "svg.balance", ".decision[hidden]", ".export[hidden]")
    found = {}
    for selector in selectors:
        nodes = browser.devtools("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"]
        if not selector.endswith("[hidden]"):
            nodes = [
                node for node in nodes if browser.devtools("DOM.getBoxModel", nodeId=node)["model"]["height"]
            ]
        found[selector] = len(nodes)
    return found


@pytest.mark.skipif("CROSSFOOT_AXE" not in os.environ, reason="CROSSFOOT_AXE does not name axe.min.js")
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_page_has_no_accessibility_violation(browser: Browser, page: Path, width: int, dark: bool) -> None:
    browser.size(width, mobile=width < 500)
    browser.media(dark=dark)
    browser.open(page)
    browser.run("document.querySelectorAll('details').forEach(e => e.open = true)")
    browser.run(Path(os.environ["CROSSFOOT_AXE"]).read_text(encoding="utf-8"))
    for state in ("", "document.querySelector('.number.flagged').click();"):
        violations = browser.run_async(
            state
            + "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(r => done("
            "r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))))"
        )
        assert violations == []
