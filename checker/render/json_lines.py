"""JSON Lines: one object an article, the same as in `files` of the JSON report, then one object a problem."""

from __future__ import annotations

import json

from checker.model import Run
from checker.render.json_report import problem_object, problems_of, report_object


def render(run: Run, **_: object) -> str:
    """One line an article in the order of the run; a problem is a line with the one key "error"."""
    lines = [json.dumps(report_object(report), ensure_ascii=False) for report in run.reports]
    lines += [
        json.dumps({"error": problem_object(problem)}, ensure_ascii=False) for problem in problems_of(run)
    ]
    return "".join(f"{line}\n" for line in lines)
