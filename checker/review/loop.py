"""The review in a plain terminal: a finding, the keys, one key, the next finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from checker.model import Decision, Report
from checker.review.session import Item, Session, edit_and_recheck, summary

KEYS = """\
w wrong (opens the editor) · f right as written · space skip
u undo · b back · o editor · e explain · q quit"""
ASKED = "Why is it right as written? (Enter alone: leave it open) "


class Screen(Protocol):
    """What a review reads from and writes to."""

    def key(self) -> str:
        """The next key."""

    def line(self, prompt: str) -> str | None:
        """A line of text, None where it was broken off."""

    def write(self, text: str) -> None:
        """Show text at once."""


def review(
    session: Session,
    screen: Screen,
    *,
    show: Callable[[Item], str],
    explain: Callable[[Item], str],
    edit: Callable[[Item], str | None],
    recheck: Callable[[str], Report | None],
    clean: Callable[[str], str] = str,
) -> None:
    """Show each finding and do what the keys say, until the last one or "q".

    `show` and `explain` give the text of a finding; `edit` opens the editor at its place and says what went wrong;
    `recheck` checks an article anew after it was edited, None where it cannot be read; `clean` makes text fit for the
    terminal.
    """
    try:
        while (item := session.current) is not None:
            _show(session, item, screen, show, clean)
            if not _decided(session, item, screen, explain=explain, edit=edit, recheck=recheck, clean=clean):
                break
    except KeyboardInterrupt:
        screen.write("\n")
    screen.write("\n" + clean(summary(session.progress)) + ".\n")
    if session.progress.open:
        screen.write("Call the same review again to go on.\n")


def _show(
    session: Session, item: Item, screen: Screen, show: Callable[[Item], str], clean: Callable[[str], str]
) -> None:
    progress = session.progress
    done = progress.confirmed + progress.waived
    head = f"finding {progress.place} of {progress.total} · {done} decided"
    if progress.before:
        head += f" · {progress.before} decided before"
    screen.write(f"\n{clean(f'── {head} ──')}\n\n{show(item)}")
    if (standing := session.standing(item)) is not None:
        screen.write(clean(f"\n  {_said(standing)}\n"))
    screen.write(f"\n{clean(KEYS)}\n")


def _said(decision: Decision) -> str:
    by = f" by {decision.by}" if decision.by else ""
    if decision.verdict == "confirm":
        return f"decided{by} on {decision.on.isoformat()}: wrong"
    return f"decided{by} on {decision.on.isoformat()}: right as written: {decision.reason}"


def _decided(
    session: Session,
    item: Item,
    screen: Screen,
    *,
    explain: Callable[[Item], str],
    edit: Callable[[Item], str | None],
    recheck: Callable[[str], Report | None],
    clean: Callable[[str], str],
) -> bool:
    """Read keys until the review moves to another finding; False where it is to end."""
    while True:
        screen.write("> ")
        match screen.key().lower():
            case "w" | "a":
                screen.write("wrong\n")
                other = session.confirm()
                screen.write(clean(_outcome("wrong, to be mended", other)))
                if other is None:
                    _edit(session, item, screen, edit=edit, recheck=recheck, clean=clean)
                return True
            case "f" | "x":
                screen.write("right as written\n")
                if (reason := _reason(session, screen, clean)) is None:
                    screen.write("left open\n")
                    continue
                screen.write(clean(_outcome(f"right as written: {reason}", session.waive(reason))))
                return True
            case "space" | "s" | "n" | "right" | "down":
                screen.write("skip\n")
                session.skip()
                return True
            case "b" | "p" | "left" | "up":
                screen.write("back\n")
                if session.back():
                    return True
                screen.write("this is the first finding\n")
            case "u":
                screen.write("undo\n")
                if (undone := session.undo()) is not None:
                    screen.write(clean(f"taken back: {undone.finding.message}\n"))
                    return True
                screen.write("nothing was decided in this session\n")
            case "o":
                screen.write("editor\n")
                _edit(session, item, screen, edit=edit, recheck=recheck, clean=clean)
                return True
            case "e":
                screen.write("explain\n\n" + explain(item))
            case "q" | "quit":
                screen.write("quit\n")
                return False
            case _:
                screen.write(f"?\n{clean(KEYS)}\n")


def _outcome(words: str, other: Decision | None) -> str:
    if other is None:
        return f"saved: {words}\n"
    return f"not saved, for it was meanwhile {_said(other)}\n"


def _reason(session: Session, screen: Screen, clean: Callable[[str], str]) -> str | None:
    given = session.reasons
    for number, reason in enumerate(given, start=1):
        screen.write(clean(f"  {number} {reason}\n"))
    answer = screen.line(ASKED)
    if not answer:
        return None
    if answer.isdecimal() and 1 <= int(answer) <= len(given):
        return given[int(answer) - 1]
    return answer


def _edit(
    session: Session,
    item: Item,
    screen: Screen,
    *,
    edit: Callable[[Item], str | None],
    recheck: Callable[[str], Report | None],
    clean: Callable[[str], str],
) -> None:
    said = edit_and_recheck(session, item, edit=edit, recheck=recheck).said
    if said:
        screen.write(clean(f"{said}\n"))
