"""Series of games: how many a score makes, which game comes next, and how many wins a best of n takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.links.context import Context
from checker.links.written import CARDINAL, ORDINALS, SCORE, number, sentences, sides
from checker.model import Link

_GAME = re.compile(
    rf"\b(?:the |a |an )?(?:(?P<ordinal>{'|'.join(ORDINALS[3:8])}|[4-7]th|3rd)"
    r"(?:,? (?:and )?(?:deciding|final|decisive|last))?,? (?:game|match|race|frame|meeting)"
    rf"|game (?P<word>\d|{CARDINAL})\b|(?:game|match) no\.? (?P<digit>\d)\b)",
    re.I,
)
_SERIES = re.compile(r"\b(?:series|best[- ]of[- ]\w+|play-?offs?|finals)\b", re.I)
# Draws count for neither side, and sets have games of their own.
_OTHER_COUNT = re.compile(
    r"\b(?:Tests?|one-day|ODIs?|Twenty20|cricket|wickets?|innings|drawn?|sets?|serve|served|break point|seed|legs?)\b"
)
_DECIDED = re.compile(
    r"\b(?:took|take|takes|won|wins|win|winning|clinched|clinch|sealed|claimed|captured|lost|completed|wrapped up)\b",
    re.I,
)
_STANDING = re.compile(
    r"\b(?:lead|leads|leading|led|trail|trails|trailing|up|down|ahead|behind|tied|level|stands? at|deficit)\b",
    re.I,
)
_COMING = re.compile(
    r"\b(?:can|could|will|would|may|next|looking to|look to|hopes? to|hoping to|is on|comes|to be played|tonight|"
    r"chance to|tries to|try to)\b",
    re.I,
)
_BEST_OF = re.compile(rf"\bbest[- ]of[- ](?P<games>\d|{CARDINAL})\b", re.I)
_SWEEP = re.compile(
    r"\b(?:lead|leads|leading|trail|trails|trailing|up|down|ahead|behind|after|following|with)\b", re.I
)


def find(context: Context) -> Iterator[Link]:
    """Every series score with the game that it was decided in or stands before, and with the games it is the best of."""
    for block in range(len(context.document.blocks)):
        if not context.in_block(block):
            continue
        text = context.text(block)
        if not re.search(r"\d", text):
            continue
        for start, end in sentences(text):
            sentence = text[start:end]
            score = _series_score(sentence)
            if score is None:
                continue
            yield from _game(context, block, sentence, start, score)
            yield from _best_of(context, block, sentence, start, score)


def _series_score(sentence: str) -> re.Match[str] | None:
    """The one score of a sentence that counts games of a series."""
    if not _SERIES.search(sentence) or _OTHER_COUNT.search(sentence):
        return None
    small = [
        m for m in SCORE.finditer(sentence) if max(int(m[1]), int(m[3])) <= 5 and int(m[1]) + int(m[3]) >= 1
    ]
    beside = [
        m
        for m in small
        if re.search(
            r"\b(?:series|tie|final|finals|best[- ]of[- ]\w+(?: \w+)?)(?:,? (?:by|now|at))?\s*$",
            sentence[: m.start()],
            re.I,
        )
        or re.match(
            r"\s*(?:series|lead in|in the (?:best|series)|in (?:games|their best))", sentence[m.end() :], re.I
        )
    ]
    if len(beside) == 1:
        return beside[0]
    return small[0] if len(small) == 1 else None


def _game(context: Context, block: int, sentence: str, start: int, score: re.Match[str]) -> Iterator[Link]:
    game = _GAME.search(sentence)
    if game is None:
        return
    label = next(name for name in ("ordinal", "word", "digit") if game[name])
    place = number(
        context, block, start + game.start(label), start + game.end(label), "the number of the game"
    )
    both = sides(context, block, score, start, "one side of the score")
    if place is None or both is None:
        return
    before = sentence[max(0, score.start() - 60) : score.start()]
    after = sentence[score.end() : score.end() + 25]
    kind = ""
    if _STANDING.search(before) or re.match(
        r"\s*(?:up|down|ahead|lead|series lead|advantage|deficit)", after
    ):
        coming = game.start() > score.end() and _COMING.search(sentence[score.end() : game.start()])
        kind = "series_next" if coming else "series_standing"
    elif _DECIDED.search(sentence[: score.start()]):
        kind = "series_decided"
    if kind:
        yield Link(
            kind=kind,
            roles={"won": (both[0],), "lost": (both[1],), "game": (place,)},
            cue=kind,
            read_as="SERIES at A-B … GAME n",
            excuses=("no other score of the series in the sentence",),
        )


_LEADS = re.compile(r"\b(?:leads?|leading|ahead|up)\b", re.I)
_STILL_OPEN = re.compile(
    r"\b(?:can|could|hopes? to|aims? to|chance to|one (?:win|game|victory) (?:from|away)|looking to|bid(?:ding)? to) "
    r"?(?:[\w'-]+ ){0,3}?(?:wrap|clinch|close|seal|win|finish|end|settle|complete|advanc\w+)\b",
    re.I,
)


def _best_of(context: Context, block: int, sentence: str, start: int, score: re.Match[str]) -> Iterator[Link]:
    best = _BEST_OF.search(sentence)
    if best is None or best.start() < score.end() <= best.end():
        return
    before = sentence[max(0, score.start() - 60) : score.start()]
    games = number(context, block, start + best.start("games"), start + best.end("games"), "games at most")
    both = sides(context, block, score, start, "one side of the score")
    if games is None or both is None or not (_DECIDED.search(before) or _SWEEP.search(before)):
        return
    # A best of five may be played out after it is won (a Davis Cup tie); a best of seven is not.
    decided = (games.quantity.value or 0) >= 7
    larger, smaller = both if int(score[1]) >= int(score[3]) else (both[1], both[0])
    yield Link(
        kind="best_of_decided" if decided else "best_of",
        roles={"won": (larger,), "lost": (smaller,), "games": (games,)},
        cue="best_of_decided" if decided else "best_of",
        read_as="BEST OF n … A-B",
    )
    if _LEADS.search(sentence) and _STILL_OPEN.search(sentence):
        yield Link(
            kind="best_of_open",
            roles={"won": (larger,), "games": (games,)},
            cue="best_of_open",
            read_as="leads the BEST OF n … A-B and can win it",
            excuses=("still to be won",),
        )
