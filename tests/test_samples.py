"""The gallery: reports/samples holds one sample of each output, made from one article; `make samples` writes it anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import crossfoot
from checker.cli.check import FORMATS
from tests import browser

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "reports" / "samples"
ARTICLE = "reports/samples/article.md"
CHECK = ("check", "--isolated", "--no-cache", "--width", "88", ARTICLE)

OUTPUTS: dict[str, tuple[str, ...]] = {
    "terminal.txt": (*CHECK, "--passed"),
    "terminal-60-ascii.txt": ("check", "--isolated", "--no-cache", "--width", "60", "--ascii", ARTICLE),
    "concise.txt": (*CHECK, "--format", "concise"),
    "report.html": (*CHECK, "--format", "html"),
    "report.json": (*CHECK, "--format", "json"),
    "report.jsonl": (*CHECK, "--format", "jsonl"),
    "report.sarif": (*CHECK, "--format", "sarif"),
    "github.txt": (*CHECK, "--format", "github"),
    "gitlab.json": (*CHECK, "--format", "gitlab"),
    "junit.xml": (*CHECK, "--format", "junit"),
    "report.rdjsonl": (*CHECK, "--format", "rdjsonl"),
    "report.csv": (*CHECK, "--format", "csv"),
    "claims.jsonl": ("claims", "--format", "jsonl", ARTICLE),
}
"""Each sample and the command that makes it."""


def _made(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> str:
    monkeypatch.chdir(ROOT)
    for name in (
        "GITHUB_WORKSPACE",
        "GITHUB_STEP_SUMMARY",
        "CI_PROJECT_DIR",
        "FORCE_COLOR",
        "CLICOLOR_FORCE",
    ):
        monkeypatch.delenv(name, raising=False)
    result = CliRunner(charset="utf-8").invoke(crossfoot, words, standalone_mode=False)
    assert result.exception is None, result.exception
    assert result.stderr == ""
    return result.stdout


@pytest.mark.parametrize("name", list(OUTPUTS))
def test_sample_is_what_its_command_prints(
    golden: Callable[..., None], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text = _made(monkeypatch, OUTPUTS[name])
    assert str(ROOT) not in text
    golden(name, text, folder=SAMPLES)


def test_page_about_the_samples_names_each_and_its_command(golden: Callable[..., None]) -> None:
    rows = [f"| [{name}]({name}) | `crossfoot {' '.join(words)}` |" for name, words in OUTPUTS.items()]
    text = (
        "# One article in every output\n\n"
        "[article.md](article.md) has one sum that does not add up. Each file here is what the command beside it\n"
        "prints; `make samples` writes them anew, and a test keeps them true.\n\n"
        "| sample | made by |\n|---|---|\n" + "\n".join(rows) + "\n\n"
        "![The HTML report](report.png)\n\n"
        "The picture shows report.html in a window 1,280 pixels wide.\n"
    )
    golden("README.md", text, folder=SAMPLES)


def test_picture_of_the_page(request: pytest.FixtureRequest) -> None:
    """The picture is drawn anew with the samples, where there is a browser; its bytes depend on the fonts there."""
    picture = SAMPLES / "report.png"
    if request.config.getoption("--update-golden") and browser.missing() is None:
        with browser.started() as window:
            window.size(1280, 1000)
            window.media()
            window.open(SAMPLES / "report.html")
            height = window.run("return document.querySelector('.findings').getBoundingClientRect().bottom")
            window.size(1280, min(int(height), 1240))
            window.picture(picture, whole=False)
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) == 1280


def test_every_output_format_has_its_sample() -> None:
    shown = {words[words.index("--format") + 1] for words in OUTPUTS.values() if "--format" in words}
    assert shown | {"full"} >= set(FORMATS)


def test_no_sample_is_left_over() -> None:
    known = {*OUTPUTS, "article.md", "README.md", "report.png"}
    assert {path.name for path in SAMPLES.iterdir()} <= known
