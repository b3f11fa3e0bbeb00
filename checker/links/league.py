"""A team's record and its place in a table, in the words and shapes of league reports.

Kinds: `season_games` (roles `wins`, `draws`, `losses`, `games`), `season_points` (`wins`, `draws`, `points`),
`games_of_record` (`wins`, `losses`, `games`: sports without draws), `goal_difference` (`scored`, `conceded`,
`difference`).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.links.context import Context
from checker.links.worded import cue, worded
from checker.model import Link

_UPSET = (
    r"\b(?:dock(?:ed)?|deduct(?:ed|ion)|penalt(?:y|ies)|bonus|stripped|carried (?:over|forward)|forfeit|"
    r"overtime|"
    r"shoot-?out|no result|abandoned|void|annulled|super over|washed out|rained off|walkover|expunged)\b"
)
_OTHER_POINTS = (
    rf"{_UPSET}|\b(?:rugby|tries|try|hockey|basketball|heats|races|laps|grand prix|cricket|wickets|runs|"
    r"netball)\b"
)
_NO_DRAWS = (
    rf"{_UPSET}|\b(?:draws?|drawn|drew|ties?|tied|losses in|per cent|minutes|pts|all-time|career|against)\b"
)
_GAMES = r"(?:games?|matches|outings|fixtures|starts|tests?|ties|bouts|fights|contests)"
_OF = r"(?:in|from|of|out of|after|over|across|through)"
_ITS = (
    r"(?:the |their |its |his |her |our |those |all )?(?:first |opening |last |previous |past |league |"
    r"\w+ )?"
)
_SAID = ("no result struck out, no points docked or carried over",)

_RECORDS = (
    cue(
        "played_won_drawn_lost",
        r"\bplayed <games:count>(?: "
        + _GAMES
        + r")?(?:,|;| and|:)? (?:they have |have |has |having )?won <wins:count>"
        r"(?: of them)?,? (?:and )?(?:drawn|drew|tied) <draws:count>,?(?: and)? lost <losses:count>",
        read_as="played GAMES, won WINS, drawn DRAWS and lost LOSSES",
        unless=_UPSET,
        excuses=_SAID,
    ),
    cue(
        "played_won_lost_drawn",
        r"\bplayed <games:count>(?: "
        + _GAMES
        + r")?(?:,|;| and|:)? (?:they have |have |has |having )?won <wins:count>"
        r"(?: of them)?,? (?:and )?lost <losses:count>,?(?: and)? (?:drawn|drew|tied) <draws:count>",
        read_as="played GAMES, won WINS, lost LOSSES and drawn DRAWS",
        unless=_UPSET,
        excuses=_SAID,
    ),
    cue(
        "won_drawn_lost_games",
        r"\b(?:won|winning) <wins:count>,? (?:and )?(?:drawn|drew|drawing|tied|tying) <draws:count>,?(?: "
        r"and)? "
        rf"(?:lost|losing) <losses:count>,? {_OF} {_ITS}<games:count>(?: \w+)? ?{_GAMES}?",
        read_as="won WINS, drawn DRAWS and lost LOSSES of GAMES",
        unless=_UPSET,
        excuses=_SAID,
    ),
    cue(
        "games_won_drawn_lost",
        rf"\b(?:{_OF} |played |contested |started )?{_ITS}<games:count>(?: \w+)? {_GAMES}(?: so far| "
        r"this season| in charge| to date)?,?"
        r"<words:30> (?:won|winning) <wins:count>(?: of them)?,? (?:and )?(?:drawn|drew|drawing|tied|"
        r"tying) <draws:count>,?(?: and)? "
        r"(?:lost|losing) <losses:count>",
        read_as="in GAMES games won WINS, drawn DRAWS and lost LOSSES",
        unless=_UPSET,
        excuses=_SAID,
    ),
    cue(
        "games_wins_draws_defeats",
        rf"<games:count>(?: \w+)? {_GAMES}<words:50>[,:–—(-] ?<wins:count> wins?, <draws:count> "
        r"(?:draws?|ties?),? and <losses:count> "
        r"(?:defeats?|loss(?:es)?)",
        read_as="GAMES games: WINS wins, DRAWS draws and LOSSES defeats",
        unless=_UPSET,
        excuses=_SAID,
    ),
    cue(
        "games_with_wins_draws_defeats",
        r"<wins:count> (?:wins?|victories)(?:,| and) <draws:count> (?:draws?|ties?),?(?: and| against| "
        r"to go with| with)? (?:just |only )?"
        rf"<losses:count> (?:defeats?|loss(?:es)?|reverses?)<words:20> {_OF} {_ITS}<games:count>(?: "
        rf"\w+)? ?{_GAMES}",
        read_as="WINS wins, DRAWS draws and LOSSES defeats in GAMES games",
        unless=_UPSET,
        excuses=_SAID,
    ),
    cue(
        "table_row",
        r"\(?P ?<games:count>,? W ?<wins:count>,? D ?<draws:count>,? L ?<losses:count>",
        read_as="P GAMES W WINS D DRAWS L LOSSES",
        unless=_UPSET,
    ),
)
_POINTS = (
    cue(
        "won_and_drawn_for_points",
        r"\b(?:won|winning) <wins:count>(?: of <:count>(?: \w+)? "
        + _GAMES
        + r")?,? (?:and )?(?:drawn|drew|drawing) <draws:count>(?:,?(?: and)? (?:lost|losing) <:count>)?"
        r"<words:70><points:count> points?\b(?! (?:clear|ahead|behind|adrift|above|below|off|short|lead|"
        r"from|better|worse|more))",
        read_as="won WINS and drawn DRAWS … POINTS points",
        unless=_OTHER_POINTS,
        excuses=_SAID,
    ),
    cue(
        "points_from_wins_and_draws",
        r"<points:count> points? from <wins:count> (?:wins?|victories) and <draws:count> (?:draws?|ties?)",
        read_as="POINTS points from WINS wins and DRAWS draws",
        unless=_OTHER_POINTS,
        excuses=_SAID,
    ),
)
_TWO_WAY = (
    cue(
        "record_after_games",
        r"\b(?:are|is|were|was|at|to|go|went|stand|stands|stood|with|record of|now|sit|sits) (?:now |a |"
        r"an |at |a record of )?"
        rf"<wins__losses:score>(?: record)?,? (?:after|in|from|through|over) {_ITS}<games:count>(?: "
        rf"\w+)? ?{_GAMES}",
        read_as="are WINS-LOSSES after GAMES games",
        unless=_NO_DRAWS,
        excuses=_SAID,
        alike=False,
    ),
    cue(
        "won_and_lost_of_games",
        r"\b(?:won|winning) <wins:count>(?: of them)? and (?:lost|losing|been beaten in) (?:just |only |"
        r"the other )?<losses:count>(?: of| in| from| out of) "
        rf"{_ITS}<games:count>(?: \w+)? ?{_GAMES}",
        read_as="won WINS and lost LOSSES of GAMES games",
        unless=rf"{_NO_DRAWS}|\b(?:football|soccer|league|rovers|united|city|town|cup)\b",
        excuses=_SAID,
    ),
)
_DIFFERENCE = (
    cue(
        "scored_conceded_difference",
        r"\b(?:scored|netted|found the net|struck) (?:just |only )?<scored:count>(?: goals| times)?,?(?: "
        r"and| while| but)?(?: have| has)? "
        r"(?:conceded|conceding|let in|shipped|leaked) (?:just |only )?<conceded:count><words:50>\bgoal "
        r"difference (?:of|at|to|is|stands at) "
        r"(?:just )?(?:plus |minus |\+|-|−)?<difference:count>",
        read_as="scored SCORED and conceded CONCEDED, a goal difference of DIFFERENCE",
        excuses=("no goals struck out or awarded",),
    ),
    cue(
        "difference_scored_conceded",
        r"\bgoal difference (?:of|at|to|is|stands at) (?:just )?(?:plus |minus |\+|-|"
        r"−)?<difference:count><words:50>"
        r"\b(?:scored|netted|struck|scoring) (?:just |only )?<scored:count>(?: goals| times)?,?(?: and| "
        r"while| but)?(?: have| has)? "
        r"(?:conceded|conceding|let in|shipped|leaked|letting in) (?:just |only )?<conceded:count>",
        read_as="a goal difference of DIFFERENCE, having scored SCORED and conceded CONCEDED",
        excuses=("no goals struck out or awarded",),
    ),
)


def find(context: Context) -> Iterator[Link]:
    """Every record of results with the games, the points or the goals that the same sentence gives."""
    yield from worded(context, "season_games", _RECORDS)
    yield from worded(context, "season_points", _POINTS)
    yield from worded(context, "games_of_record", _TWO_WAY)
    yield from worded(context, "goal_difference", _DIFFERENCE)
