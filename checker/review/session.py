"""Findings decided one by one. Each decision is on disk before the next finding is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from checker.model import Decision, Finding, Report, Run
from checker.review.ledger import Ledger, Record, State, new_record


class Waivers(Protocol):
    """The file of waivers, as far as a review writes to it."""

    def grant(self, decision: Decision) -> None:
        """Write a waiver; one that is there already for the finding is replaced."""

    def withdraw(self, fingerprint: str) -> None:
        """Take a waiver out, if it is there."""


@dataclass(frozen=True, slots=True)
class Item:
    """A finding to decide on, and the article it stands in."""

    path: str
    finding: Finding

    @property
    def fingerprint(self) -> str:
        return self.finding.fingerprint


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review has come."""

    place: int
    """Which of the findings is shown, from 1; one more than there are at the end."""
    total: int
    confirmed: int
    waived: int
    skipped: int
    before: int
    """Findings that were decided before this session began, and are not shown."""

    @property
    def open(self) -> int:
        return self.total - self.confirmed - self.waived


class Session:
    """A review of the findings of a run: where it stands, what was decided, and how to go on.

    Shown are the findings that nobody has decided yet; with `again`, also those decided before. Decisions are written
    to the ledger, and waivers to the waivers file besides.
    """

    def __init__(
        self,
        run: Run,
        *,
        ledger: Ledger,
        waivers: Waivers,
        by: str,
        now: Callable[[], datetime],
        again: bool = False,
    ) -> None:
        self._ledger = ledger
        self._waivers = waivers
        self._by = by
        self._now = now
        self._history: list[tuple[int, Record]] = []
        self._skipped: set[str] = set()
        self.place = 0
        settle(ledger, waivers, now)
        every = items_of(run)
        self.items = [item for item in every if again or ledger.state.standing(item.fingerprint) is None]
        self.before = len(every) - len(self.items)

    @property
    def current(self) -> Item | None:
        """The finding to decide on; None at the end."""
        return self.items[self.place] if self.place < len(self.items) else None

    @property
    def progress(self) -> Progress:
        standing = [self._ledger.state.standing(item.fingerprint) for item in self.items]
        return Progress(
            place=self.place + 1,
            total=len(self.items),
            confirmed=sum(record is not None and record.action == "confirm" for record in standing),
            waived=sum(record is not None and record.action == "waive" for record in standing),
            skipped=len(self._skipped),
            before=self.before,
        )

    @property
    def reasons(self) -> tuple[str, ...]:
        """Reasons given before, to choose from."""
        return self._ledger.state.reasons()

    def standing(self, item: Item) -> Decision | None:
        """What was decided on a finding, by whomever."""
        self._ledger.refresh()
        record = self._ledger.state.standing(item.fingerprint)
        return record.decision() if record is not None else None

    def confirm(self) -> Decision | None:
        """The finding is an error in the copy; on to the next. What another had decided meanwhile is returned."""
        return self._decide("confirm", reason="")

    def waive(self, reason: str) -> Decision | None:
        """The copy is right as written; on to the next. What another had decided meanwhile is returned."""
        return self._decide("waive", reason=reason.strip())

    def _decide(self, action: str, *, reason: str) -> Decision | None:
        item = self.current
        if item is None:
            return None
        known = self._ledger.state.standing(item.fingerprint)
        record = new_record(
            "confirm" if action == "confirm" else "waive",
            fingerprint=item.fingerprint,
            now=self._now(),
            rule=item.finding.rule,
            path=item.path,
            quote=quote_of(item.finding),
            reason=reason,
            by=self._by,
        )

        def decided_since(state: State) -> Record | None:
            standing = state.standing(item.fingerprint)
            return standing if standing is not None and standing != known else None

        other = self._ledger.append(record, unless=decided_since)
        if other is not None:
            self.place += 1
            return other.decision()
        self._history.append((self.place, record))
        self._skipped.discard(item.fingerprint)
        settle(self._ledger, self._waivers, self._now)
        self.place += 1
        return None

    def skip(self) -> None:
        """Leave the finding undecided; on to the next."""
        if (item := self.current) is not None:
            if self._ledger.state.standing(item.fingerprint) is None:
                self._skipped.add(item.fingerprint)
            self.place += 1

    def back(self) -> bool:
        """To the finding before; False at the first."""
        if self.place == 0:
            return False
        self.place -= 1
        return True

    def undo(self) -> Item | None:
        """Take back the last decision of this session and show its finding; None where there is none."""
        if not self._history:
            return None
        place, record = self._history.pop()
        self._ledger.append(
            new_record("undo", fingerprint=record.fingerprint, now=self._now(), by=self._by, of=record.id)
        )
        settle(self._ledger, self._waivers, self._now)
        self.place = next(
            (index for index, item in enumerate(self.items) if item.fingerprint == record.fingerprint), place
        )
        return self.current

    def replace(self, report: Report) -> tuple[int, int]:
        """Take the findings of an article that was edited: (how many are gone, how many are new).

        Findings already passed stay where they are; of those to come, the ones no longer found are left out.
        """
        fresh = {
            finding.fingerprint: Item(report.path, finding)
            for finding in report.findings
            if not finding.waived
        }
        passed, coming = self.items[: self.place], self.items[self.place :]
        known = {item.fingerprint for item in self.items}
        gone = [item for item in coming if item.path == report.path and item.fingerprint not in fresh]
        kept = [
            fresh.get(item.fingerprint, item) if item.path == report.path else item
            for item in coming
            if item not in gone
        ]
        new = [
            item
            for fingerprint, item in fresh.items()
            if fingerprint not in known and self._ledger.state.standing(fingerprint) is None
        ]
        self.items = [*passed, *new, *kept]
        mended = sum(item.path == report.path and item.fingerprint not in fresh for item in passed)
        return len(gone) + mended, len(new)


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of opening the editor."""

    said: str
    """For the reviewer; "" where nothing is to be said."""
    report: Report | None = None
    """The article checked anew, where it was changed."""


def edit_and_recheck(
    session: Session,
    item: Item,
    *,
    edit: Callable[[Item], str | None],
    recheck: Callable[[str], Report | None],
) -> Edited:
    """Open the editor at a finding, and where the article was changed take its findings anew."""
    before = _content(item.path)
    trouble = edit(item)
    if _content(item.path) == before:
        return Edited(trouble or "")
    report = recheck(item.path)
    if report is None:
        return Edited(f"{item.path} can no longer be read; its findings stay as they were")
    gone, new = session.replace(report)
    return Edited(f"{item.path} was edited and checked anew: {gone} gone, {new} new", report)


def _content(path: str) -> bytes | None:
    try:
        return Path(path).read_bytes()
    except OSError:
        return None


def items_of(run: Run) -> list[Item]:
    """The findings of a run that are not waived, each fingerprint once."""
    found: dict[str, Item] = {}
    for report in run.reports:
        for finding in report.findings:
            if finding.waived is None:
                found.setdefault(finding.fingerprint, Item(report.path, finding))
    return list(found.values())


def quote_of(finding: Finding) -> str:
    """The sentences of a finding, as a waiver quotes them."""
    return " … ".join(" ".join(excerpt.text.split()) for excerpt in finding.excerpts)


def settle(ledger: Ledger, waivers: Waivers, now: Callable[[], datetime]) -> int:
    """Bring the waivers file up to the ledger, where somebody was stopped between the two; how many lines it took."""
    lines = ledger.state.unsettled()
    for record in lines:
        standing = ledger.state.standing(record.fingerprint)
        if standing is not None and standing.action == "waive":
            waivers.grant(standing.decision())
        else:
            waivers.withdraw(record.fingerprint)
        ledger.append(new_record("settled", fingerprint=record.fingerprint, now=now(), of=record.id))
    return len(lines)


def summary(progress: Progress) -> str:
    """ "3 wrong, 2 right as written, 1 skipped, 4 still open"."""
    parts = [f"{progress.confirmed} wrong", f"{progress.waived} right as written"]
    if progress.skipped:
        parts.append(f"{progress.skipped} skipped")
    parts.append(f"{progress.open} still open")
    return ", ".join(parts)
