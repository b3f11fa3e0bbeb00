"""A season's wins, draws and losses, the games they add up to and the points they earn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.links.context import Context
from checker.links.written import CARDINAL, DASH, number, sentences
from checker.model import Claim, Link

_NUMERAL = rf"(?:\d{{1,3}}|{CARDINAL}|no|an?)"
_COUNT = rf"(?:\d{{1,3}}|{CARDINAL})"
_RECORD = re.compile(
    rf"\b(?P<wins>{_NUMERAL})\s+(?:wins?|victor(?:y|ies))\b[^.;]{{0,40}}?"
    rf"\b(?P<draws>{_NUMERAL})\s+(?:draws?|ties?|drawn)\b"
    rf"(?:[^.;]{{0,40}}?\b(?P<losses>{_NUMERAL})\s+(?:defeats?|loss(?:es)?|reverses?))?",
    re.I,
)
_VERBS = re.compile(
    rf"\bwon (?P<wins>{_COUNT}),? (?:and )?drawn (?P<draws>{_COUNT}),? and lost (?P<losses>{_COUNT})\b", re.I
)
_POINTS = re.compile(rf"\b(?P<points>{_COUNT})\s+points\b", re.I)
_GAMES = re.compile(
    r"\b(?:from|in|of|after|over|across|played)\s+(?:their |its |his |the |the first |their first |\w+ )?"
    rf"(?P<games>{_COUNT})\s+(?:\w+ )?(?:matches|games|outings|fixtures|starts)\b",
    re.I,
)
_LOST_OF = re.compile(
    rf"\blost\s+(?:only |just )?(?P<part>{_COUNT})\s+(?:of|out of|in)\s+(?:their |its |his |her |the |the last )?"
    rf"(?:first |opening )?(?P<games>{_COUNT})\s+(?:\w+ )?(?:games|matches|starts|outings)\b",
    re.I,
)
_STANDS_AT = re.compile(
    rf"\b(?:at|are|is|record of|stands? at|now|record)\s+(?P<wins>\d{{1,3}}){DASH}(?P<losses>\d{{1,3}})\b(?!{DASH}\d)"
)
_DEDUCTED = re.compile(
    r"\b(?:dock(?:ed)?|deduct(?:ed|ion)|penalt(?:y|ies)|bonus|would have|would be|stripped|carried (?:over|forward)|"
    r"forfeit|overtime|shoot-?out|extra time|no result|abandoned|last season|void|annulled)\b",
    re.I,
)
_OTHER_POINTS = re.compile(r"\b(?:rugby|tries|try|hockey|basketball|heats|races|laps|grand prix)\b", re.I)


def find(context: Context) -> Iterator[Link]:
    """Every record of wins and draws with the points or the games that the same sentence gives."""
    for block in range(len(context.document.blocks)):
        text = context.text(block)
        if not context.in_block(block) or _DEDUCTED.search(text) or _OTHER_POINTS.search(text):
            continue
        for start, end in sentences(text):
            yield from _record(context, block, text[start:end], start)
            yield from _standing(context, block, text[start:end], start)


def _record(context: Context, block: int, sentence: str, start: int) -> Iterator[Link]:
    record = _VERBS.search(sentence) or _RECORD.search(sentence)
    if record is None:
        return
    found = {name: record.span(name) for name in ("wins", "draws", "losses") if record[name]}
    points = _POINTS.search(sentence, record.end()) or _POINTS.search(sentence, 0, record.start())
    games = _GAMES.search(sentence)
    if points is not None:
        found["points"] = points.span("points")
    if games is not None:
        found["games"] = games.span("games")
    roles: dict[str, tuple[Claim, ...]] = {}
    for name, (low, high) in found.items():
        claim = number(context, block, start + low, start + high, f"the {name} of a record")
        if claim is not None:
            roles[name] = (claim,)
    excuses = ("no points docked, carried over or earned as a bonus",)
    if {"wins", "draws", "points"} <= roles.keys():
        yield Link(
            kind="season_points", roles=roles, cue="wins_draws_points",
            read_as="WINS, DRAWS, LOSSES … POINTS", excuses=excuses,
        )  # fmt: skip
    if {"wins", "draws", "losses", "games"} <= roles.keys():
        yield Link(
            kind="season_games", roles=roles, cue="wins_draws_games",
            read_as="WINS, DRAWS, LOSSES … GAMES", excuses=excuses,
        )  # fmt: skip


def _standing(context: Context, block: int, sentence: str, start: int) -> Iterator[Link]:
    part, stands = _LOST_OF.search(sentence), _STANDS_AT.search(sentence)
    if part is None or stands is None:
        return
    spans = {
        "lost": part.span("part"),
        "games": part.span("games"),
        "wins": stands.span("wins"),
        "losses": stands.span("losses"),
    }
    claims = {
        name: number(context, block, start + low, start + high, f"the {name} of a record")
        for name, (low, high) in spans.items()
    }
    roles = {name: (claim,) for name, claim in claims.items() if claim is not None}
    if len(roles) == len(spans):
        yield Link(
            kind="season_record",
            roles=roles,
            cue="lost_of_games_at",
            read_as="lost LOST of GAMES … at WINS-LOSSES",
        )
