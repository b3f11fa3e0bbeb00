"""The report for a terminal, at three widths, with and without colour, in ASCII, and for awkward text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from rich.cells import cell_len

from checker.errors import Problem
from checker.model import Coverage, Report, Run
from checker.render.terminal import render, render_finding
from tests.by_hand import article, finding, number, report, strike_run

Golden = Callable[[str, str], None]


def _one(text: str, *numbers: tuple[str, str], message: str = "These cannot all be true.") -> Run:
    document = article("a.txt", ("paragraph", text))
    spans = [number(document, digits, role) for digits, role in numbers]
    return Run(
        reports=(report(document, [finding(document, spans, message=message, working=["1 + 1 = 2"])]),)
    )


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("colour", [False, True], ids=["plain", "colour"])
def test_terminal_golden(golden: Golden, width: int, colour: bool) -> None:
    text = render(strike_run(), width=width, colour=colour, passed=True, fail_on="error")
    golden(f"terminal/{width}-{'colour' if colour else 'plain'}.txt", text)


def test_terminal_ascii_golden(golden: Golden) -> None:
    text = render(strike_run(), width=80, ascii_only=True)
    assert text.isascii()
    golden("terminal/80-ascii.txt", text)


@pytest.mark.parametrize("width", [60, 80, 100, 137, 200])
def test_terminal_colour_only_adds_colour(width: int) -> None:
    run = strike_run()
    assert _plain(render(run, width=width, colour=True, passed=True)) == render(run, width=width, passed=True)


@pytest.mark.parametrize("width", range(60, 201, 7))
@pytest.mark.parametrize("ascii_only", [False, True])
def test_terminal_keeps_to_the_width(width: int, ascii_only: bool) -> None:
    text = render(strike_run(), width=width, passed=True, ascii_only=ascii_only)
    for line in text.splitlines():
        assert cell_len(line) <= width or re.match(r"drafts/\S+  \w+  \S+  \[", line), line


@pytest.mark.parametrize("width", range(40, 130, 3))
def test_terminal_carets_stand_under_their_numbers(width: int) -> None:
    lines = render(strike_run(), width=width).splitlines()
    marked: list[str] = []
    for above, below in pairwise(lines):
        if " | " in above and " | " in below and "^" in below:
            marked += [above[match.start() : match.end()] for match in re.finditer(r"\^+", below)]
    assert marked == ["245", "128", "107", "60", "75", "20%"]


def test_terminal_wide_characters_shift_the_carets() -> None:
    lines = render(
        _one("救助隊は 245 人 (128 and 107) を。", ("245", "whole"), ("128", "part")), width=80
    ).splitlines()
    text = next(line for line in lines if "救助隊" in line)
    carets = lines[lines.index(text) + 1]
    for digits, match in zip(("245", "128"), re.finditer(r"\^+", carets)):
        assert cell_len(text[: text.index(digits)]) == match.start()


def test_terminal_right_to_left_text_has_brackets_instead_of_carets() -> None:
    text = render(_one("אמר כי 245 נהגים חולצו, 128 ברגל", ("245", "whole"), ("128", "part")), width=80)
    assert "[245]" in text
    assert "[128]" in text
    assert "^" not in text
    assert "whole · part" in text


def test_terminal_never_passes_on_control_characters() -> None:
    run = _one(
        "Some \x1b[31m 245\x07 of \u202e128\u202c were \x9b2J free.", ("245", "whole"), ("128", "part")
    )
    text = render(run, width=80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "245" in text


def test_terminal_hostile_path_and_message_stay_on_their_line() -> None:
    document = article("a\n\x1b]0;x.txt", ("paragraph", "5 of 4"))
    spans = [number(document, "5", "part"), number(document, "4", "whole")]
    text = render(Run(reports=(report(document, [finding(document, spans, message="a\rb", working=[])]),)))
    assert "\x1b" not in text
    assert "\r" not in text
    assert text.splitlines()[0].startswith("a �]0;x.txt:1:1  error")


def test_terminal_distant_sentences_have_dots_between() -> None:
    text = render(_one("There were 5. Nothing else. Yet 9 left.", ("5", "whole"), ("9", "part")), width=80)
    assert "There were 5. … Yet 9 left." in text


def test_terminal_blocks_each_have_their_line_and_kind() -> None:
    document = article(
        "a.txt", ("headline", "Nine dead"), ("paragraph", "No news."), ("paragraph", "Only 8 died.")
    )
    spans = [number(document, "Nine", "first"), number(document, "8", "second")]
    text = render(
        Run(reports=(report(document, [finding(document, spans, message="m", working=[])]),)), width=80
    )
    assert "        (headline)\n    1 | Nine dead\n      | ^^^^ first\n    …\n    5 | Only 8 died.\n" in text


def test_terminal_labels_that_do_not_fit_go_below() -> None:
    text = render(_one("It was 10-12-14 here.", ("10", "whole"), ("12", "part"), ("14", "part")), width=80)
    assert (
        "      |        ^^ ^^ ^^ part 2\n"
        "      |        whole\n"
        "      |           part 1\n" in text
    )  # fmt: skip


def test_terminal_long_words_are_broken_not_lost() -> None:
    word = "x" * 150
    text = render(_one(f"See {word} and 245 of 128.", ("245", "whole"), ("128", "part")), width=60)
    assert "".join(re.findall("x{3,}", text)) == word


def test_terminal_show_hides_lesser_findings_and_says_so() -> None:
    text = render(strike_run(), width=100, show="error")
    assert "percent-change" not in text
    assert "not shown: 1 warning" in text


def test_terminal_names_the_failing_level_only_where_it_fails() -> None:
    document = article("a.txt", ("paragraph", "All is well."))
    clean = Run(reports=(report(document),))
    assert "exit 1" not in render(clean, fail_on="note")
    assert "Fails: --fail-on warning (exit 1)." in render(strike_run(), fail_on="warning")


def test_terminal_clean_run_still_says_what_was_read() -> None:
    document = article("a.txt", ("paragraph", "There were 3 of 40."))
    text = render(Run(reports=(report(document),)), width=200)
    assert text == ("nothing flagged in 1 file · 2 numbers read, 0 compared, 2 with nothing to compare to\n")


def test_terminal_problems_are_listed_and_counted() -> None:
    run = Run(
        reports=(),
        problems=(Problem(path="a.docx", message="not a Word document", hint="save it again", line=None),),
    )
    text = render(run, width=80)
    assert text.startswith("a.docx  not checked\n  not a Word document\n  save it again\n")
    assert "1 problem: see “not checked” above" in text


def test_terminal_derived_numbers_and_metadata_are_said_to_be_so() -> None:
    document = article("a.txt", ("paragraph", "Five towns: Ardal, Bremnes, Voss."))
    spans = [
        number(document, "Five", "stated"),
        replace(number(document, "Ardal", "listed"), block=-1, text="3", claim=None, detail="items counted"),
    ]
    item = finding(document, spans, message="m", working=[])
    text = render_finding("a.txt", item, width=100)
    assert "listed: items counted (metadata, not written in the text)" in text


def test_terminal_finding_about_a_waiver_has_no_arithmetic() -> None:
    document = article("waivers.yaml", ("paragraph", "604305228d"))
    span = replace(number(document, "604305228d", "waiver"), block=-1, claim=None)
    item = replace(finding(document, [span], message="this waiver ended", working=[]), excerpts=())
    text = render_finding("waivers.yaml", item, width=80)
    assert text.splitlines()[1:] == ["  this waiver ended"]


def test_terminal_one_figure_without_excerpt_is_enough() -> None:
    empty = Report(
        path="a.txt", claims=0, coverage=Coverage(read=0, compared=0, verified=0, undecided=0, flagged=0),
        findings=(), checks=(),
    )  # fmt: skip
    document = article("a.txt", ("paragraph", "31 June"))
    item = replace(
        finding(document, [number(document, "31", "day")], message="m", working=["30 days"]), excerpts=()
    )
    text = render(Run(reports=(replace(empty, findings=(item,)),)), width=80)
    assert "Compare the figure with the source." in text
