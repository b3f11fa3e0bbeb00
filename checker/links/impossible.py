"""Numbers that cannot be: a fall of more than 100 %, more than 100 % of all voters.

Kind `fall` with the role `fall`; kind `part_of_all` with the role `share`.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.links.change_words import NOUN, VERB, direction
from checker.links.context import Context
from checker.links.folding import fold, pattern
from checker.model import Link

_FALLS = (
    pattern(rf"\b(?P<way>{VERB})(?:<gap:40>\bby)? (?:a |an |as much as )?<fall:percent>"),
    pattern(rf"<fall:percent> (?:[\w-]+ )?(?P<way>{NOUN})\b"),
    pattern(rf"\b(?P<way>{NOUN}) of <fall:percent>"),
    pattern(r"<fall:percent> (?P<way>less|fewer|lower|smaller|cheaper) (?:than\b|[\w-]+ than\b)?"),
    pattern(r"\b(?P<way>down) (?:by )?<fall:percent>"),
)
_MAY_PASS_ZERO = pattern(
    r"\b(?:loss(?:es)?|profits?|earnings|results?|income|margins?|balance|surplus|deficit|cash flow"
    r"|return|returns|ebitda|temperature|contribution|growth|spread|yield)\b"
)
_OF_ALL = (
    pattern(
        r"<share:percent> of (?:[\w-]+ ){0,3}?[\w.-]+(?:'s|s') (?:[a-z-]+ ){0,2}?(?:people|voters|residents|patients|"
        r"pupils|students|"
        r"households|adults|children|women|men|members|employees|staff|workers|drivers|electorate|population|"
        r"families|teachers|homes|"
        r"inhabitants|electors|over-\w+|pensioners)\b"
    ),
    pattern(
        r"<share:percent> of (?:all |the |its |their |our |those |eligible |registered |adult |local "
        r"|british |american ){0,3}(?:people|voters|respondents|residents|patients|pupils|students"
        r"|households|adults|children|women|men|members|employees|staff|workers|drivers|the vote|votes"
        r"|ballots|electorate|population|those (?:asked|polled|surveyed|questioned)|registered voters"
        r"|families|teachers|seats|homes|passengers)\b"
    ),
    pattern(
        r"\bturnout(?: \w+){0,3}? (?:<:count>(?: [\w'-]+){1,3} )?(?:was|were|of|at|is|ranged from|came to)(?: \w+)? "
        r"(?:<:percent>(?:,| and|, and| to| in| \w+ \w+)+ ?){0,4}<share:percent>"
    ),
    pattern(
        r"\b(?:probability|chance|likelihood)(?: [\w'-]+){0,6}? (?:of|was|is|at|reached|stood at|put at|to) "
        r"(?:about |just |nearly |<:count>, or )?<share:percent>"
    ),
    pattern(r"<share:percent> (?:chance|probability|likelihood|turnout)\b"),
    pattern(r"\bturnout (?:of|was|is|at|reached|stood at|hit) (?:about |just |nearly )?<share:percent>"),
)
_MORE_THAN_ALL = pattern(
    r"\b(?:capacity|target|quota|previous|last year|expected|forecast|equivalent|gdp|average|level"
    r"|normal|rose|grew|increase|budget|compared|give|gave|giving|hoped|planned|intended|needed|usual|as"
    r" many)\b"
)


def find(context: Context) -> Iterator[Link]:
    """Every fall in percent of what cannot go below nothing, and every share of all the members of a group."""
    text = fold(context)
    seen: set[int] = set()
    for wording in _FALLS:
        for match in text.search(wording):
            fall = match.claims["fall"]
            start, end = text.sentence(match.start)
            if fall.index in seen or direction(match.group("way") or "") != "down":
                continue
            if _MAY_PASS_ZERO.search(text.text, start, end) is None:
                seen.add(fall.index)
                yield Link(
                    kind="fall",
                    roles={"fall": (fall,)},
                    cue="fall in percent",
                    read_as="a fall in percent of something that cannot go below nothing",
                    excuses=("no profit, loss or balance, which may pass through zero",),
                )
    for wording in _OF_ALL:
        for match in text.search(wording):
            share = match.claims["share"]
            start, end = text.sentence(match.start)
            if share.index not in seen and _MORE_THAN_ALL.search(text.text, start, end) is None:
                seen.add(share.index)
                yield Link(
                    kind="part_of_all",
                    roles={"share": (share,)},
                    cue="percent of all",
                    read_as="a share of all members of a group",
                )
