"""Scores: series and the games they took, wins, draws and losses, sets, half-time and full-time, votes for and against."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from checker.links.context import Context, derive, exactly
from checker.links.written import CARDINALS, ORDINALS, number
from checker.model import Claim, Link

_WORD = "|".join(CARDINALS[1:])
_NUMERAL = rf"(?:\d{{1,3}}|{_WORD}|no|a)"
_DASH = r"\s?[-–—]\s?"
_SCORE = re.compile(
    rf"(?<![\d.,:/–—-])(\d{{1,3}})({_DASH}|-to-)(\d{{1,3}})(?![\d.,]*\d|%|{_DASH}\d|/|-\w*(?:year|month|day))"
)
_GAME = re.compile(
    rf"\b(?:in |of |for |to |with )?(?:the |a |an )?(?:(?P<ordinal>{'|'.join(ORDINALS[3:8])}|[3-7]th|3rd)(?: and (?:deciding|final|decisive|last))?"
    rf" (?:and deciding |deciding |decisive )?(?:game|match|test|leg|race|frame)|game (?P<word>\d|{_WORD})\b)",
    re.I,
)
_SERIES = re.compile(
    r"\b(?:series|best[- ]of[- ](?:\w+)|play-?offs?|finals?|championship|pennant|tie)\b", re.I
)
_DECIDED = re.compile(
    r"\b(?:took|take|takes|won|wins|win|winning|clinched|clinch(?:es)?|sealed|claimed|captured|lost|completed)\b",
    re.I,
)
_STANDING = re.compile(
    r"\b(?:lead|leads|leading|led|trail|trails|trailing|up|down|ahead|behind|tied|level|2-2|3-3)\b", re.I
)
_DEDUCTED = re.compile(
    r"\b(?:dock(?:ed)?|deduct(?:ed|ion)|penalt(?:y|ies)|bonus|would have|stripped|carried (?:over|forward)|forfeit|"
    r"overtime|shoot-?out|ot loss|extra time|super over|no result|abandoned|last season)\b",
    re.I,
)
_STRAIGHT = re.compile(r"\b(?:in )?straight (?:sets|games)\b", re.I)
_IN_SETS = re.compile(r"\bin (?P<n>two|three|four|five) (?P<straight>straight )?sets\b", re.I)
_LOST = re.compile(
    r"\b(?:lost|loses|lose|losing|beaten|defeated by|went down|fell|falling|succumbed|out in|crashed out)\b",
    re.I,
)
_WON = re.compile(
    r"\b(?:won|wins|win|winning|beat|beats|beating|defeat(?:ed|s|ing)?|thrash(?:ed|es|ing)?|victory|edged|saw off|overcame|downed|crushed|through|triumph(?:ed)?)\b",
    re.I,
)
_SHOOT_OUT = re.compile(
    r"\b(?:on penalties|shoot-?out|aggregate|on pens|after extra time|tie-?break(?:er)?|overtime|on away goals|first leg|second leg|leg)\b",
    re.I,
)
_BREAK = re.compile(
    r"\b(?:at (?:the )?(?:break|half-?time|interval)|by half-?time|at the turn|half-?time (?:lead|score)|first half|before the break|interval lead)\b",
    re.I,
)
_FINAL = re.compile(
    r"\b(?:final score|full-?time|run out|ran out|won|win|winners|victory|beat|finished|ended|final whistle|lost)\b",
    re.I,
)
_CARRIED = re.compile(
    r"\b(?:passed|approved|adopted|carried|backed|confirmed|agreed|ratified|endorsed|enacted|upheld|acquitted|impeached|"
    r"voted to \w+|won)\b[^.;]{0,70}?\b(?:by|on|with|in)?\s*(?:a |the )?(?:votes?|vote of|votes of|majority)?\s*(?:of |by )?(?:about )?$",
    re.I,
)
_REJECTED = re.compile(
    r"\b(?:rejected|defeated|failed|fell|against|lost|struck down|blocked|turned down|short|veto|override)\b",
    re.I,
)


def find(context: Context) -> Iterator[Link]:
    """Every score that the wording ties to another number: a series to its games, a half to the whole, wins to points."""
    for block in range(len(context.document.blocks)):
        claims = context.in_block(block)
        text = context.text(block)
        if not claims or (not re.search(r"\d", text) and not re.search(_WORD, text, re.I)):
            continue
        yield from _series(context, block, text)
        yield from _season(context, block, text)
        yield from _sets(context, block, text)
        yield from _progress(context, block, text)
        yield from _votes(context, block, text)
        yield from _winner(context, block, text)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"[.!?][\"”’']?\s+(?=[A-Z“\"])|$", text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()


def _sides(
    context: Context, block: int, match: re.Match[str], offset: int, why: str
) -> tuple[Claim, Claim] | None:
    left = number(context, block, offset + match.start(1), offset + match.end(1), why)
    right = number(context, block, offset + match.start(3), offset + match.end(3), why)
    return None if left is None or right is None else (left, right)


def _series(context: Context, block: int, text: str) -> Iterator[Link]:
    """ "took the series 4-2 … in the seventh game": a series decided in game n has n games; one that stands has n - 1."""
    for start, end in _sentences(text):
        sentence = text[start:end]
        game = _GAME.search(sentence)
        if game is None or not _SERIES.search(sentence):
            continue
        small = [
            m
            for m in _SCORE.finditer(sentence)
            if max(int(m[1]), int(m[3])) <= 6 and int(m[1]) + int(m[3]) >= 1
        ]
        if len(small) != 1:
            continue
        score = small[0]
        label = "ordinal" if game["ordinal"] else "word"
        place = number(
            context, block, start + game.start(label), start + game.end(label), "the number of the game"
        )
        sides = _sides(context, block, score, start, "one side of the score")
        if place is None or sides is None:
            continue
        before = sentence[max(0, score.start() - 60) : score.start()]
        after = sentence[score.end() : score.end() + 25]
        state = ""
        if _STANDING.search(before) or re.match(
            r"\s*(?:up|down|ahead|lead|series lead|advantage|deficit)", after
        ):
            state = "standing"
        elif _DECIDED.search(before) or _DECIDED.search(sentence[: score.start()]):
            state = "decided"
        if not state:
            continue
        yield Link(
            kind="series_decided" if state == "decided" else "series_standing",
            roles={"won": (sides[0],), "lost": (sides[1],), "game": (place,)},
            cue=f"series_{state}",
            read_as="SERIES won A-B … in GAME n",
        )


_RECORD = re.compile(
    rf"\b(?P<wins>{_NUMERAL})\s+(?:wins|victories|win|victory)\b(?P<gap>[^.;]{{0,40}}?)\b(?P<draws>{_NUMERAL})\s+(?:draws?|ties?|drawn)\b"
    rf"(?:[^.;]{{0,40}}?\b(?P<losses>{_NUMERAL})\s+(?:defeats?|loss(?:es)?|reverses?))?",
    re.I,
)
_POINTS = re.compile(rf"\b(?P<points>\d{{1,3}}|{_WORD})\s+points\b", re.I)
_GAMES = re.compile(
    rf"\b(?:from|in|of|after|over|across)\s+(?:their |its |his |the |the first |their first |\w+ )?(?P<games>\d{{1,3}}|{_WORD})\s+(?:\w+ )?(?:matches|games|outings|fixtures|starts)\b",
    re.I,
)
_LOST_OF = re.compile(
    rf"\b(?P<verb>lost|won)\s+(?:only |just |all but )?(?P<part>\d{{1,3}}|{_WORD})\s+(?:of|out of|in)\s+(?:their|its|his|her|the|the last)?\s*(?:first |opening )?(?P<games>\d{{1,3}}|{_WORD})\s+(?:\w+ )?(?:games|matches|starts|outings)\b",
    re.I,
)
_STANDS_AT = re.compile(
    rf"\b(?:at|are|is|record of|stand at|stands at|now|record)\s+(?P<wins>\d{{1,3}}){_DASH}(?P<losses>\d{{1,3}})\b(?!{_DASH}\d)"
)


def _season(context: Context, block: int, text: str) -> Iterator[Link]:
    """Wins, draws and losses against the points and the games they make."""
    for start, end in _sentences(text):
        sentence = text[start:end]
        record = _RECORD.search(sentence)
        if record is not None and not _DEDUCTED.search(text):
            roles: dict[str, tuple[Claim, ...]] = {}
            found = {
                name: (start + record.start(name), start + record.end(name))
                for name in ("wins", "draws", "losses")
                if record[name]
            }
            rest = sentence[record.end() :]
            points, games = (
                _POINTS.search(rest) or _POINTS.search(sentence[: record.start()]),
                _GAMES.search(sentence),
            )
            if points is not None:
                base = start + (record.end() if _POINTS.search(rest) else 0)
                found["points"] = (base + points.start("points"), base + points.end("points"))
            if games is not None:
                found["games"] = (start + games.start("games"), start + games.end("games"))
            for name, span in found.items():
                claim = number(context, block, *span, f"the {name} of a record")
                if claim is not None:
                    roles[name] = (claim,)
            if {"wins", "draws", "points"} <= roles.keys():
                yield Link(
                    kind="season_points",
                    roles=roles,
                    cue="wins_draws_points",
                    read_as="WINS, DRAWS, LOSSES … POINTS",
                )
            if {"wins", "draws", "losses", "games"} <= roles.keys():
                yield Link(
                    kind="season_games",
                    roles=roles,
                    cue="wins_draws_games",
                    read_as="WINS, DRAWS, LOSSES … GAMES",
                )
        part = _LOST_OF.search(sentence)
        stands = _STANDS_AT.search(sentence)
        if (
            part is not None
            and stands is not None
            and not _DEDUCTED.search(sentence)
            and part["verb"].lower() == "lost"
        ):
            spans = {
                "lost": part.span("part"), "games": part.span("games"),
                "wins": stands.span("wins"), "losses": stands.span("losses"),
            }  # fmt: skip
            claims = {
                name: number(context, block, start + low, start + high, f"the {name} of a record")
                for name, (low, high) in spans.items()
            }
            if all(claims.values()):
                yield Link(
                    kind="season_record",
                    roles={name: (claim,) for name, claim in claims.items() if claim is not None},
                    cue="lost_of_games_at",
                    read_as="lost LOST of GAMES … at WINS-LOSSES",
                )


def _sets(context: Context, block: int, text: str) -> Iterator[Link]:
    """ "in straight sets, 6-4, 3-6, 7-5": the winner of straight sets wins each of them."""
    for start, end in _sentences(text):
        sentence = text[start:end]
        straight, counted = _STRAIGHT.search(sentence), _IN_SETS.search(sentence)
        mark = straight or counted
        if mark is None:
            continue
        scores = [
            m
            for m in _SCORE.finditer(sentence)
            if max(int(m[1]), int(m[3])) in range(6, 27) or int(m[1]) + int(m[3]) >= 6
        ]
        if len(scores) < 2 or any(b.start() - a.end() > 25 for a, b in itertools.pairwise(scores)):
            continue
        lost = bool(_LOST.search(sentence[: mark.start()])) and not _WON.search(sentence[: mark.start()])
        if straight is not None:
            for score in scores:
                sides = _sides(context, block, score, start, "one side of a set")
                if sides is None:
                    continue
                claim = derive(sides[0], readings=[exactly(0)], why="straight sets", start=start + straight.start(),
                               end=start + straight.end(), text=straight.group())  # fmt: skip
                yield Link(
                    kind="straight_set",
                    roles={
                        "won": (sides[1 if lost else 0],),
                        "lost": (sides[0 if lost else 1],),
                        "claim": (claim,),
                    },
                    cue="straight_sets",
                    read_as="in straight sets, SET, SET …",
                )
        if counted is not None:
            said = number(
                context, block, start + counted.start("n"), start + counted.end("n"), "the number of sets"
            )
            last = number(
                context, block, start + scores[-1].start(1), start + scores[-1].end(1), "the last set"
            )
            if said is None or last is None:
                continue
            listed = derive(last, readings=[exactly(len(scores))], why=f"{len(scores)} sets listed",
                            start=start + scores[0].start(), end=start + scores[-1].end(),
                            text=sentence[scores[0].start() : scores[-1].end()])  # fmt: skip
            yield Link(
                kind="set_count",
                roles={"said": (said,), "listed": (listed,)},
                cue="in_n_sets",
                read_as="in N sets, SET, SET …",
            )


_ADDED = re.compile(
    rf"\b(?:added|scored|netted|struck|got|hit)\s+(?:a further |another |another )?(?P<n>\d|{_WORD})\s+(?:more|further|others?|goals|unanswered)\b",
    re.I,
)
_OWN_LEAD = re.compile(r"\b(?:up|ahead|led|lead|leading|in front|advantage)\b", re.I)


def _progress(context: Context, block: int, text: str) -> Iterator[Link]:
    """ "2-0 up at the break … added three more … 4-1 winners": nothing is taken back after half-time."""
    for start, end in _sentences(text):
        sentence = text[start:end]
        mark = _BREAK.search(sentence)
        if mark is None or _SHOOT_OUT.search(sentence):
            continue
        scores = [m for m in _SCORE.finditer(sentence) if max(int(m[1]), int(m[3])) < 100]
        if len(scores) != 2:
            continue
        half = min(scores, key=lambda m: min(abs(m.end() - mark.start()), abs(m.start() - mark.end())))
        final = scores[1] if half is scores[0] else scores[0]
        if not _FINAL.search(sentence[max(0, final.start() - 60) : final.end() + 25]):
            continue
        near_half = sentence[max(0, half.start() - 25) : half.end() + 25]
        near_final = sentence[max(0, final.start() - 40) : final.end() + 25]
        if (
            not _OWN_LEAD.search(near_half)
            or _LOST.search(near_final)
            or not _WON.search(near_final + " " + ("won" if "winners" in near_final else ""))
        ):
            continue
        before, after = (
            _sides(context, block, half, start, "one side of the half-time score"),
            _sides(context, block, final, start, "one side of the final score"),
        )
        if before is None or after is None:
            continue
        added = _ADDED.search(sentence[half.end() : final.start()]) if half is scores[0] else None
        roles = {"half_won": (before[0],), "half_lost": (before[1],), "won": (after[0],), "lost": (after[1],)}
        if added is not None:
            base = start + half.end()
            more = number(context, block, base + added.start("n"), base + added.end("n"), "goals added")
            if more is not None:
                yield Link(
                    kind="goals_added",
                    roles={"half": roles["half_won"], "added": (more,), "final": roles["won"],
                           "half_other": roles["half_lost"], "final_other": roles["lost"]},
                    cue="added_more",
                    read_as="A-B at half-time, added N more, won C-D",
                )  # fmt: skip
                continue
        yield Link(
            kind="half_time", roles=roles, cue="half_and_full_time", read_as="A-B at half-time … won C-D"
        )


def _votes(context: Context, block: int, text: str) -> Iterator[Link]:
    """ "passed by votes of 230-to-197": what was carried had more votes for it than against."""
    pattern = re.compile(
        r"(?<![\d.,–—-])(\d{1,3}(?:,\d{3})*)(\s?[-–—]\s?|-to-| to | votes to | votes for(?: it)? (?:and|to) )(\d{1,3}(?:,\d{3})*)(?![\d.,]*\d|%|-year)"
    )
    for start, end in _sentences(text):
        sentence = text[start:end]
        for match in pattern.finditer(sentence):
            before = sentence[max(0, match.start() - 110) : match.start()]
            after = sentence[match.end() : match.end() + 40]
            follows = bool(re.search(r"\d\s*(?:and|,)\s*$", before)) and "respectively" in sentence
            if not (
                _CARRIED.search(before) or (follows and _CARRIED.search(before[: before.rfind(" and ") - 8]))
            ):
                continue
            if _REJECTED.search(before) or re.match(r"\s*(?:against|of|per)\b", after):
                continue
            if match[2].strip() in ("-", "–", "—") and not re.search(
                r"\b(?:votes?|voted|house|senate|commons|council|parliament|committee|assembly|panel|board|court|judges?|bill|motion|resolution|amendment|measure|articles?|justices)\b",
                sentence,
                re.I,
            ):
                continue
            if match[2].strip() == "to" and not re.search(r"\b(?:votes?|voted)\b", sentence, re.I):
                continue
            low = start + match.start(1), start + match.end(1)
            high = start + match.start(3), start + match.end(3)
            ayes = number(context, block, *low, "votes for", value=int(match[1].replace(",", "")))
            noes = number(context, block, *high, "votes against", value=int(match[3].replace(",", "")))
            if ayes is not None and noes is not None:
                yield Link(
                    kind="vote_carried",
                    roles={"ayes": (ayes,), "noes": (noes,)},
                    cue="carried_by_votes",
                    read_as="carried by AYES to NOES",
                    excuses=("no 'rejected', 'failed' or 'override'",),
                )


_BEAT = re.compile(
    r"\b(?:beat|beats|defeated|thrashed|edged|hammered|overcame|saw off|knocked out|crushed|downed)\s+(?:[A-Z][\w’'\-]*\s*|of\s|the\s|\w+ ){1,5}(?:by\s)?$"
)


def _winner(context: Context, block: int, text: str) -> Iterator[Link]:
    """ "Sweden defeated South Korea 1-0": the winner's score comes first and is the higher."""
    for start, end in _sentences(text):
        sentence = text[start:end]
        for match in _SCORE.finditer(sentence):
            before = sentence[: match.start()]
            after = sentence[match.end() : match.end() + 30]
            if not _BEAT.search(before) or re.search(
                r"\b(?:not|never|failed|didn[’']t|been|was|were|if|could|golf|par)\b", before[-70:]
            ):
                continue
            if re.match(r"\s*(?:,?\s*\d|in golf|odds|favou?rites?)", after) or _SHOOT_OUT.search(after):
                continue
            sides = _sides(context, block, match, start, "one side of the score")
            if sides is not None:
                yield Link(
                    kind="match_won",
                    roles={"winner": (sides[0],), "loser": (sides[1],)},
                    cue="beat_by_score",
                    read_as="WINNER beat LOSER A-B",
                )
