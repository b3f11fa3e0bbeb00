"""A review of the sample findings in this terminal, for the tests that drive one: `python sample_session.py FOLDER BY`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from checker.model import Run
from checker.render.terminal import render_finding
from checker.review.keyboard import Keyboard
from checker.review.ledger import Ledger
from checker.review.loop import review
from checker.review.session import Session
from checker.review.waivers_file import WaiversFile
from tests.by_hand import article, finding, number, report


def sample_run(findings: int = 6) -> Run:
    """A run over one article with as many findings as are wanted."""
    document = article(
        "a.txt", *(("paragraph", f"There were {n + 3} of {n}.") for n in range(1, findings + 1))
    )
    return Run(
        reports=(
            report(
                document,
                [
                    finding(
                        document,
                        [
                            number(document, str(n + 3), "part", block=n - 1),
                            number(document, str(n), "whole", block=n - 1),
                        ],
                        message=f"message {n}",
                        working=[f"needed: {n + 3} ≤ {n}"],
                        rule="subset-not-larger-than-whole" if n % 2 else "parts-sum-to-total",
                        fingerprint=f"{n:012x}",
                    )
                    for n in range(1, findings + 1)
                ],
            ),
        )
    )


def main(folder: Path, by: str) -> None:
    """Review in this terminal, the decisions kept in `folder`."""
    session = Session(
        sample_run(),
        ledger=Ledger(folder / "decisions.jsonl"),
        waivers=WaiversFile(folder / "waivers.yaml"),
        by=by,
        now=lambda: datetime.now().astimezone(),
    )
    with Keyboard() as keyboard:
        review(
            session,
            keyboard,
            show=lambda item: render_finding(item.path, item.finding, width=80),
            explain=lambda item: f"about {item.fingerprint}\n",
            edit=lambda item: f"would edit {item.path}",
            recheck=lambda path: None,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
