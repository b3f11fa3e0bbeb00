"""How the editor of the user's choice is opened at a place."""

from __future__ import annotations

import pytest

from checker.review.editor import command


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"EDITOR": "vim"}, ["vim", "+call cursor(3,7)", "a b.md"]),
        ({"EDITOR": "nano -w"}, ["nano", "-w", "+3,7", "a b.md"]),
        ({"VISUAL": "code", "EDITOR": "vim"}, ["code", "--wait", "--goto", "a b.md:3:7"]),
        ({"EDITOR": "/usr/bin/emacs -nw"}, ["/usr/bin/emacs", "-nw", "+3:7", "a b.md"]),
        ({"EDITOR": "'/opt/my editor/thing'"}, ["/opt/my editor/thing", "a b.md"]),
        ({"EDITOR": "hx"}, ["hx", "a b.md:3:7"]),
        ({}, None),
        ({"EDITOR": " "}, None),
    ],
)
def test_editor_command(environment: dict[str, str], expected: list[str] | None) -> None:
    assert command("a b.md", 3, 7, environment) == expected


def test_editor_never_takes_a_path_for_an_option() -> None:
    assert command("-rf.md", 1, 1, {"EDITOR": "vi"}) == ["vi", "+1", "./-rf.md"]
