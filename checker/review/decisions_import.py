"""Decisions that another program saved, as the HTML report does: a JSON file taken into the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import msgspec

from checker.errors import DecisionError, Problem
from checker.model import Decision
from checker.review.ledger import Ledger, Record, State, new_record
from checker.review.session import Waivers, settle


class _Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    fingerprint: str
    verdict: Literal["waive", "confirm"]
    rule: str
    path: str
    quote: str
    reason: str = ""
    by: str = ""
    on: date | None = None
    until: date | None = None


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    schema: Literal[1]
    decisions: list[msgspec.Raw]


def read_decisions(path: Path, *, today: date) -> list[Decision]:
    """The decisions of a file that the HTML report saved.

    DecisionError names everything that is wrong with it, and then nothing of the file is taken.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DecisionError(Problem(path=str(path), message=f"cannot be read: {reason}")) from error
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DecisionError(
            Problem(path=str(path), message="not a file of decisions", hint=str(error).lower())
        ) from error
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for number, raw in enumerate(file.decisions, start=1):
        try:
            entry = msgspec.json.decode(raw, type=_Decision)
        except msgspec.MsgspecError as error:
            problems.append(Problem(path=str(path), message=f"decision {number}: {str(error).lower()}"))
            continue
        if not entry.fingerprint.strip():
            problems.append(Problem(path=str(path), message=f"decision {number} names no fingerprint"))
        elif entry.verdict == "waive" and not entry.reason.strip():
            problems.append(
                Problem(
                    path=str(path),
                    message=f"decision {number}: the waiver of {entry.fingerprint} has no reason",
                )
            )
        else:
            decisions.append(
                Decision(
                    fingerprint=entry.fingerprint,
                    rule=entry.rule,
                    path=entry.path,
                    quote=entry.quote,
                    verdict=entry.verdict,
                    reason=entry.reason.strip(),
                    by=entry.by,
                    on=entry.on or today,
                    until=entry.until,
                )
            )
    if problems:
        raise DecisionError(*problems)
    return decisions


def take(
    decisions: list[Decision], *, ledger: Ledger, waivers: Waivers, now: Callable[[], datetime]
) -> tuple[int, list[tuple[Decision, Decision]]]:
    """Write decisions to the ledger and the waivers: (how many were new, those that stood otherwise already).

    A decision that stands already in the same words is not written again; one that stands otherwise is left as it is
    and returned with the one in the file.
    """
    settle(ledger, waivers, now)
    written = 0
    contrary: list[tuple[Decision, Decision]] = []
    for decision in decisions:
        record = new_record(
            decision.verdict,
            fingerprint=decision.fingerprint,
            now=now(),
            rule=decision.rule,
            path=decision.path,
            quote=decision.quote,
            reason=decision.reason,
            by=decision.by,
            until=decision.until,
        )
        other = ledger.append(record, unless=_standing(decision.fingerprint))
        if other is None:
            written += 1
        elif (other.action, other.reason) != (decision.verdict, decision.reason):
            contrary.append((decision, other.decision()))
    settle(ledger, waivers, now)
    return written, contrary


def _standing(fingerprint: str) -> Callable[[State], Record | None]:
    return lambda state: state.standing(fingerprint)
