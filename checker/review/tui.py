"""The review with the article on one side and the finding on the other, for a terminal that is wide enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label, Static

from checker.model import Report, Run
from checker.review.session import Item, Session, edit_and_recheck, summary

STYLES = {"flagged": "bold red underline", "other": "bold", "current": "bold reverse"}


class ReasonScreen(ModalScreen[str | None]):  # type: ignore[misc]
    """Asks why a finding is right as written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss_open", "leave it open")]
    DEFAULT_CSS = """
    ReasonScreen { align: center middle; }
    ReasonScreen > Vertical { width: 80%; max-width: 90; height: auto; border: round $primary; padding: 1 2; }
    """

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__()
        self._reasons = reasons

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Label("Why is it right as written? Enter saves, Escape leaves it open.", markup=False)
            for number, reason in enumerate(self._reasons, start=1):
                yield Label(f"{number} {reason}", markup=False)
            yield Input(placeholder="reason, or the number of one above")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        answer = event.value.strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(self._reasons):
            answer = self._reasons[int(answer) - 1]
        self.dismiss(answer or None)

    def action_dismiss_open(self) -> None:
        self.dismiss(None)


class ReviewApplication(App[None]):  # type: ignore[misc]
    """A review session on the whole screen. The keys are those of the plain review."""

    TITLE = "crossfoot review"
    CSS = """
    #head { height: 1; padding: 0 1; background: $panel; }
    #article { width: 1fr; padding: 0 1; border-right: solid $panel; }
    #finding { width: 1fr; padding: 0 1; }
    #said { height: auto; max-height: 3; padding: 0 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "wrong", "wrong"),
        Binding("f", "fine", "right as written"),
        Binding("space", "skip", "skip"),
        Binding("u", "undo", "undo"),
        Binding("b", "back", "back"),
        Binding("o", "editor", "editor"),
        Binding("q", "quit", "quit"),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        session: Session,
        run: Run,
        *,
        show: Callable[[Item, int], str],
        edit: Callable[[Item], str | None],
        recheck: Callable[[str], Report | None],
    ) -> None:
        """`show` gives the text of a finding for a width; `edit` and `recheck` are as in the plain review."""
        super().__init__()
        self._session = session
        self._reports = {report.path: report for report in run.reports}
        self._show = show
        self._edit = edit
        self._recheck = recheck

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        with Horizontal():
            with VerticalScroll(id="article"):
                yield Static(id="article-text", markup=False)
            with VerticalScroll(id="finding"):
                yield Static(id="finding-text", markup=False)
        yield Static(id="said", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.call_after_refresh(self._refresh)

    def on_resize(self) -> None:
        self.call_after_refresh(self._refresh)

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Text(text))

    def _refresh(self) -> None:
        progress = self._session.progress
        item = self._session.current
        head, body, article = (
            self.query_one(name, Static) for name in ("#head", "#finding-text", "#article-text")
        )
        before = f" · {progress.before} decided before" if progress.before else ""
        if item is None:
            head.update(Text(f"{summary(progress)}{before}"))
            body.update(Text("That was the last finding.\n\nu undo · b back · q quit"))
            article.update(Text(""))
            return
        done = progress.confirmed + progress.waived
        head.update(
            Text(f"finding {progress.place} of {progress.total} · {done} decided{before} · {item.path}")
        )
        width = max(self.query_one("#finding").size.width - 4, 40)
        body.update(Text(self._show(item, width)))
        text, line = self._article(item)
        article.update(text)
        scroll = self.query_one("#article", VerticalScroll)
        share = line / max(str(text).count("\n"), 1)
        self.call_after_refresh(
            lambda: scroll.scroll_to(y=int(share * max(scroll.virtual_size.height - 6, 0)), animate=False)
        )
        self.query_one("#finding", VerticalScroll).scroll_home(animate=False)

    def _article(self, item: Item) -> tuple[Text, int]:
        """The article with its flagged numbers, those of the finding in hand most of all, and the line they are on."""
        report = self._reports.get(item.path)
        if report is None or report.document is None:
            return Text("The article is not at hand."), 0
        text, line = Text(), -1
        for index, block in enumerate(report.document.blocks):
            start = len(text)
            text.append(_plain(block.text), style="bold" if block.kind in ("headline", "heading") else "")
            for finding in report.findings:
                mine = finding.fingerprint == item.fingerprint
                for span in finding.spans:
                    if span.block == index:
                        style = STYLES["current" if mine else "flagged"]
                        text.stylize(style, start + span.block_start, start + span.block_end)
                        if mine and line < 0:
                            line = str(text).count("\n")
            text.append("\n\n")
        return text, max(line, 0)

    def action_wrong(self) -> None:
        """The finding is an error in the copy."""
        item = self._session.current
        if item is None:
            return
        other = self._session.confirm()
        self._say("saved: wrong, to be mended" if other is None else _meanwhile(other.by))
        if other is None:
            self._open_editor(item)
        self._refresh()

    def action_fine(self) -> None:
        """The copy is right as written."""
        if self._session.current is not None:
            self.push_screen(ReasonScreen(self._session.reasons), self._reason_given)

    def _reason_given(self, reason: str | None) -> None:
        if not reason:
            self._say("left open")
            return
        other = self._session.waive(reason)
        self._say(f"saved: right as written: {reason}" if other is None else _meanwhile(other.by))
        self._refresh()

    def action_skip(self) -> None:
        """Leave the finding undecided."""
        self._session.skip()
        self._refresh()

    def action_back(self) -> None:
        """To the finding before."""
        if not self._session.back():
            self._say("this is the first finding")
        self._refresh()

    def action_undo(self) -> None:
        """Take back the last decision."""
        undone = self._session.undo()
        self._say("nothing was decided in this session" if undone is None else "taken back")
        self._refresh()

    def action_editor(self) -> None:
        """Open the editor at the finding."""
        if (item := self._session.current) is not None:
            self._open_editor(item)
            self._refresh()

    def _open_editor(self, item: Item) -> None:
        from textual.app import SuspendNotSupported

        def edit(item: Item) -> str | None:
            try:
                with self.suspend():
                    return self._edit(item)
            except SuspendNotSupported:
                return f"no editor here: open {item.path} yourself"

        edited = edit_and_recheck(self._session, item, edit=edit, recheck=self._recheck)
        if edited.said:
            self._say(edited.said)
        if edited.report is not None:
            self._reports[item.path] = edited.report

    def key_question_mark(self, _: Any) -> None:
        """Say the keys."""
        self._say("w wrong · f right as written · space skip · u undo · b back · o editor · q quit")


def _meanwhile(by: str) -> str:
    return f"not saved: {by or 'somebody'} decided it meanwhile"


def _plain(text: str) -> str:
    """The text without characters that a terminal obeys, each replaced by one."""
    return "".join(
        " " if character in "\t\n\r\v\f" else character if character.isprintable() else "\ufffd"
        for character in text
    )
