"""A hedged number beside the number itself: "More than 500 firefighters ... All 487 of them".

Kind `threshold` with the roles `hedged` and `exact`: two mentions of one quantity. Kind `limit` with the roles
`lower` and `upper`: "fines of up to $10,000 ... fined $12,500", "over magnitude 4.5, including a 4.4".
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.links.comparing import alike, as_written, is_hedged, nouns_agree, value_of
from checker.links.context import Context
from checker.links.folding import Wording, fold, pattern
from checker.model import Claim, Link

_VALUE = "count|money|measure|percent|duration"
_RESTATED = tuple(
    (cue, pattern(source))
    for cue, source in (
        (
            "all of them",
            r"<hedged:count><any:220>(?:<end>|; |, )(?:[\"“])?All (?:of the )?<exact:count>(?: of "
            r"(?:them|those|these)| [\w-]+)?\b",
        ),
        (
            "the exact number",
            rf"<hedged:{_VALUE}><any:160>\b(?:exact|precise|actual|official|final) (?:figure|number|total"
            rf"|count|tally|sum)<gap:20>(?: was| is| of|,|:) <exact:{_VALUE}>"
            r"(?!<gap:30>\b(?:last|previous|earlier)\b)",
        ),
        (
            "to be exact",
            rf"<hedged:{_VALUE}><gap:60>(?:,| -| –|–| —|—| \() ?<exact:{_VALUE}>(?: [\w-]+)?,? (?:to be "
            r"(?:exact|precise)|exactly|precisely|in fact)\b",
        ),
        (
            "counted",
            r"<hedged:count> [\w-]+<words:90>[;:] (?:the [\w-]+ |it |they |police |organisers |officials"
            r" )(?:counted|recorded|registered|logged) <exact:count>(?! [a-z-]+s\b)",
        ),
        ("in fact", rf"<hedged:{_VALUE}><words:90>[;:.](?:<end>| )?in fact,? <exact:{_VALUE}>"),
        (
            "so many of them are listed",
            r"<hedged:count><any:160>\b(?:lists?|listed|counts?|counted|names?|named) <exact:count> of"
            r" them\b",
        ),
        (
            "at this rate",
            r"<hedged:percent><words:120><end>At <exact:percent>, (?:the|this|that|it|inflation|growth)\b",
        ),
        (
            "in brackets",
            rf"<hedged:{_VALUE}>(?: [\w-]+)? \((?:exactly |or |in fact |actually )<exact:{_VALUE}>",
        ),
    )
)
_CEILING = pattern(
    r"\b(?:fines?|penalt(?:y|ies)|sentences?|terms?|grants?|awards?|payments?|payouts?|loans?|bonus(?:es)?"
    r"|compensation) of (?:a maximum of )?<ceiling:money|duration>"
)
_CASE = pattern(
    r"\b(?:fined|must pay|ordered to pay|(?:was|were) (?:given|awarded)|received|paid|sentenced to"
    r"|jailed for|got)"
    r" <value:money|duration>"
)
_LEAST = pattern(
    r"\b(?:(?:over|above|exceeding|stronger than|higher than|greater than) )?(?:a )?magnitude"
    r" <least:count|measure>"
    r"<words:60>,? including (?:an?|one of|one) (?:magnitude )?<value:count|measure>(?! of)"
)
_LAW = pattern(
    r"\b(?:under (?:it|the|this|that)|by-?law|the (?:law|act|rule|scheme|code|fund|programme|program)"
    r"|maximum)\b"
)


def find(context: Context) -> Iterator[Link]:
    """Every hedged number that the same paragraph also gives exactly, and every limit beside a case under it."""
    text = fold(context)
    seen: set[int] = set()
    for cue, wording in _RESTATED:
        for match in text.search(wording):
            hedged, exact = match.claims["hedged"], match.claims["exact"]
            if exact.index in seen or not is_hedged(hedged) or is_hedged(exact):
                continue
            if alike(hedged, exact) is None or not nouns_agree(hedged, exact):
                continue
            if hedged.quantity.qualifier == "up_to" or not _near(hedged, exact):
                continue
            seen.add(exact.index)
            yield Link(
                kind="threshold",
                roles={"hedged": (hedged,), "exact": (exact,)},
                cue=cue,
                read_as="one quantity, hedged and exact",
            )
    yield from _limits(text)


def _near(hedged: Claim, exact: Claim) -> bool:
    """Whether the two are of one size, as a number and its rounding are."""
    pair = alike(hedged, exact)
    if pair is None:
        return False
    rounded, precise = (value_of(claim) for claim in pair)
    if not rounded or precise is None:
        return False
    return 2 * rounded <= 3 * precise <= Fraction(9, 2) * rounded


def _limits(text: Wording) -> Iterator[Link]:
    for match in text.search(_CEILING):
        ceiling = match.claims["ceiling"]
        start, end = text.sentence(match.start)
        following = text.next_sentence(match.start)
        stop = end if following is None else following[1]
        if ceiling.quantity.qualifier not in ("up_to", "at_most", "less_than"):
            continue
        if _LAW.search(text.text, start, stop) is None:
            continue
        for case in text.search(_CASE, match.end, stop):
            yield from _limit(case.claims["value"], as_written(ceiling), "a fine of up to the limit")
    for match in text.search(_LEAST):
        yield from _limit(
            as_written(match.claims["least"]), match.claims["value"], "over the limit, including one"
        )


def _limit(lower: Claim, upper: Claim, cue: str) -> Iterator[Link]:
    pair = alike(lower, upper)
    if pair is not None:
        yield Link(
            kind="limit",
            roles={"lower": (pair[0],), "upper": (pair[1],)},
            cue=cue,
            read_as="a limit and a case under it",
        )
