"""Times of races ("2:20:51", "8min 41.6sec"), read as durations in seconds where the sentence speaks of a race."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from checker.intervals import Interval
from checker.links.context import Context, derive
from checker.model import Claim, Reading

_TIME = re.compile(
    r"(?<![\d:.])(?:"
    r"(?:(?P<h>\d{1,2})\s?(?:hours?|hrs?|h)\s*(?:and\s+)?)?(?P<m>\d{1,2})\s?(?:minutes?|mins?|m)\s*(?:and\s+)?"
    r"(?P<s>\d{1,2}(?:\.\d+)?)\s?(?:seconds?|secs?|s)\b"
    r"|(?:(?P<hc>\d{1,2}):)?(?P<mc>\d{1,2}):(?P<sc>\d{2}(?:\.\d+)?)(?![\d:])(?!\s*(?:[ap]\.?m\b|GMT|BST|UTC|local|ET\b))"
    r")",
    re.I,
)
_TIMED = re.compile(r"\b(?:time|record|best|mark|clocked)\b[^.;]{0,30}$", re.I)
_RACE = re.compile(
    r"\b(?:record|race|ran|run|runner|marathon|metres|meters|m in|lap|course|finished|clocked|timed?|"
    r"won|winner|crossed the line|finish line|winning margin|seconds (?:ahead|behind|clear|adrift)|best|freestyle"
    r"|backstroke|swam|second|third|followed)\b",
    re.I,
)


def race_times(context: Context, block: int) -> tuple[Claim, ...]:
    """The race times of a block in order, as derived claims in seconds."""
    text = context.text(block)
    claims = context.in_block(block)
    if not claims or not _RACE.search(text):
        return ()
    found: list[Claim] = []
    for match in _TIME.finditer(text):
        colons = match["mc"] is not None
        # Two parts without a fraction are as likely a clock time or a score.
        doubtful = colons and match["hc"] is None and "." not in match["sc"]
        if doubtful and not _TIMED.search(text[: match.start()]):
            continue
        hours = int(match["hc"] or match["h"] or 0)
        minutes = int(match["mc"] or match["m"] or 0)
        seconds = Fraction(match["sc"] or match["s"])
        total = Interval.point(hours * 3600 + minutes * 60 + seconds)
        near = [claim for claim in claims if claim.sentence_start <= match.start() < claim.sentence_end]
        like = near[0] if near else claims[0]
        found.append(
            replace(
                derive(
                    like,
                    readings=[Reading(core=total, wide=total, unit="second")],
                    why="a time of hours, minutes and seconds",
                    form="duration",
                    start=match.start(),
                    end=match.end(),
                    text=match.group(),
                    unit="second",
                ),
                counted=None,
            )
        )
    return tuple(found)
