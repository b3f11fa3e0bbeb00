"""The same input gives the same output to the byte, whatever the process, hash seed, locale and time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import checker
from bench.articles import make

ROOT = Path(checker.__file__).parent.parent
SETTINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(18):
        text = make(number, paragraphs=2).as_markdown()
        if number % 3 == 0:
            text += "\nOf the 412 homes that were flooded, 297 were dry and 125 were not. The 21 men were aged 20 to 40.\n"
        (folder / f"{number:02}.md").write_text(text, encoding="utf-8")
    return folder


def output(folder: Path, settings: dict[str, str], *options: str) -> bytes:
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "checker", "check", "--no-cache", "--format", "json", *options, "."]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


def test_the_same_bytes_whatever_the_process(articles: Path) -> None:
    one = output(articles, SETTINGS[0], "--jobs", "1")
    assert output(articles, SETTINGS[1], "--jobs", "2") == one
    assert b'"findings"' in one
    assert b'"parts' in one
