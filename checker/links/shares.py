"""Shares of one whole: percentages or fractions that leave nothing over, or at least cannot come to more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from checker.intervals import Interval, fraction_intervals
from checker.links.amounts import number_of
from checker.links.context import Context, derive
from checker.links.folding import Wording, fold, pattern
from checker.links.subset import each
from checker.model import Claim, Closure, Link, Reading

REST = pattern(
    r"\b(?:the |a )?(?:remaining|other|final|(?<!of the )rest,?|(?<!of the )remainder,?)"
    r"(?: is| was| \()? <rest:percent|ratio|ordinal>|"
    r"\b(?:everything|everyone|everybody|anything|anyone|all) else(?: [a-z]+){0,2} <others:percent>|"
    r"\bleaving (?:just |only )?<left:percent|ratio>"
)
_OF_THE_VOTE = pattern(
    r"<share:percent>(?: of)? (?:of )?(?:the )?(?:popular |total |valid )?(?:votes?|ballots?|"
    r"vote share)\b(?! (?:count|share of))"
)
_BARE_NEXT = pattern(r"<share:percent>")
_ANSWERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words, re.IGNORECASE))
    for name, words in (
        ("yes", r"\b(?:yes|in favour|in favor|for it|support\w*|backed|approve\w*|agree\w*)\b"),
        ("no", r"\b(?:no|against|oppos\w+|disapprov\w+|disagree\w*|rejected)\b"),
        (
            "undecided",
            r"\b(?:undecided|unsure|not sure|don['’]t know|do not know|did not know|didn['’]t know|"
            r"no opinion|not decided)\b",
        ),
    )
)
_SIDES = (
    (
        re.compile(r"\bleav(?:e|ing)\b", re.IGNORECASE),
        re.compile(r"\b(?:stay|remain)(?:ing)?\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:women|girls|female)\b", re.IGNORECASE),
        re.compile(r"\b(?:men|boys|male)\b", re.IGNORECASE),
    ),
)
_PARTS = {
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "sixth": Fraction(1, 6),
}
_MANY_ANSWERS = re.compile(
    r"\b(?:more than one|several answers|multiple|both|also|as well|up to (?:two|three))\b", re.IGNORECASE
)
_MOVED = re.compile(
    r"\bfrom [^\x00-\uffff]|\b(?:up|down|rose|fell|risen|fallen|increase\w*|decrease\w*|compared|previous\w*|earlier|"
    r"last (?:year|month|time)|"
    r"a year ago|in (?:19|20)\d\d|points?|turnout|margin|swing|lead|threshold|reporting|counted|precincts)\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Links of kind "shares" with the roles "share" and "whole", the whole being a derived 100 per cent."""
    for block in range(len(context.document.blocks)):
        if not context.in_block(block):
            continue
        text = fold(context, block)
        taken: set[int] = set()
        for link in _in_block(text):
            shares = {id(claim) for claim in link.roles["share"]}
            if not shares & taken:
                taken |= shares
                yield link


def _in_block(text: Wording) -> Iterator[Link]:
    yield from _rest(text)
    yield from _answers(text)
    yield from _votes(text)
    yield from _composition(text)
    yield from _choices(text)
    yield from _other_half(text)


def _link(shares: Sequence[Claim], *, cue: str, read_as: str, closed: Closure) -> Link:
    percent = shares[0].form == "percent"
    point = Interval.point(Fraction(100 if percent else 1))
    unit = shares[0].unit
    whole = derive(
        shares[0],
        readings=(Reading(core=point, wide=point, unit=unit),),
        why="all of it",
        form=shares[0].form,
        unit=unit,
    )
    return Link(
        kind="shares",
        roles={"share": tuple(shares), "whole": (whole,)},
        closed=closed,
        cue=cue,
        read_as=read_as,
        excuses=("no answer that could be given beside another",),
    )


def _rest(text: Wording) -> Iterator[Link]:
    """ "45 per cent ..., 30 per cent ...; the remaining 20 per cent"; "Three-quarters ... The remaining third"."""
    for match in each(text, REST):
        rest = _as_share(
            match.claims.get("rest") or match.claims.get("left") or match.claims.get("others"),
            text.text[match.end :],
        )
        if rest is None or (rest.derived is None and number_of(rest) is None):
            continue
        start, _ = text.sentence(match.start)
        shares = _shares(text, start, match.start, rest)
        if not shares:
            previous = text.previous_sentence(match.start)
            if previous is None:
                continue
            shares = _shares(text, *previous, rest)
            start = previous[0]
        if len({share.base for share in shares} - {None}) > 1:
            continue  # "55% of the votes and 40% of the shares": two wholes
        opening = min((text.place(share) or start for share in shares), default=start)
        if shares and _is_of_the_first(shares, rest):
            continue
        if not shares or _MOVED.search(text.text[opening : match.start]) or _nested(text, start, match.start):
            continue
        yield _link(
            [*shares, rest], cue="the-rest", read_as="SHARE, SHARE and the remaining SHARE", closed="closed"
        )


def _is_of_the_first(shares: Sequence[Claim], rest: Claim) -> bool:
    """Whether the shares divide the first one: "takes out 8 %, puts 3 % back, and spends the remaining 5 %"."""
    values = [number_of(share) for share in (*shares, rest)]
    if len(values) < 3 or any(value is None for value in values):
        return False
    first, *others = (value for value in values if value is not None)
    return first == sum(others)


def _as_share(claim: Claim | None, after: str) -> Claim | None:
    """The share that "the remaining third" is; None for a true ordinal ("the remaining third party")."""
    if claim is None or claim.form != "ordinal":
        return claim
    part = _PARTS.get(claim.quantity.text.lower())
    if part is None or not re.match(
        r"\s*(?:$|[.,;:)]|of\b|is\b|was\b|were\b|are\b|came\b|comes\b|goes\b|went\b|will\b)", after
    ):
        return None
    core, wide = fraction_intervals(part)
    return derive(
        claim,
        readings=(Reading(core=core, wide=wide),),
        why=f"a {claim.quantity.text}",
        form="ratio",
        start=claim.start,
        end=claim.end,
        text=claim.quantity.text,
    )


def _shares(text: Wording, start: int, end: int, like: Claim) -> list[Claim]:
    claims = text.claims(start, end)
    if any(claim.form in ("percent", "ratio") and claim.form != like.form for claim in claims):
        return []
    return [
        claim
        for claim in claims
        if claim.form == like.form and claim is not like and number_of(claim) is not None
    ]


def _nested(text: Wording, start: int, end: int) -> bool:
    """Whether one share is taken of another: "half of the 40 per cent", "of those, 30 per cent"."""
    return bool(re.search(r"\b(?:of (?:those|them|these|which|whom))\b", text.text[start:end], re.IGNORECASE))


def _answers(text: Wording) -> Iterator[Link]:
    """Answers that exclude one another: yes, no and undecided; leave and remain."""
    for start, end in _sentences(text):
        if _MANY_ANSWERS.search(text.text[start:end]) or _MOVED.search(text.text[start:end]):
            continue
        claims = [claim for claim in text.claims(start, end) if claim.form == "percent"]
        if not 2 <= len(claims) <= 4:
            continue
        places = [text.place(claim) or 0 for claim in claims]
        stretches = [
            text.text[place + 1 : (places[index + 1] if index + 1 < len(places) else end)]
            for index, place in enumerate(places)
        ]
        said = [
            next((name for name, words in _ANSWERS if words.search(stretch)), None) for stretch in stretches
        ]
        for index, stretch in enumerate(stretches):
            if _ANSWERS[2][1].search(stretch):
                said[index] = "undecided"
        if _apart(text, claims, stretches, start):
            continue
        if None not in said and len(set(said)) == len(said) and {"yes", "no"} <= set(said):
            yield _link(claims, cue="answers", read_as="SHARE said yes, SHARE said no", closed="open")
            continue
        if len(claims) == 2:
            for left, right in _SIDES:
                if (left.search(stretches[0]) and right.search(stretches[1])) or (
                    right.search(stretches[0]) and left.search(stretches[1])
                ):
                    closed: Closure = "closed" if left.pattern.startswith(r"\bleav") else "open"
                    yield _link(
                        claims, cue="two-sides", read_as="SHARE to leave, SHARE to stay", closed=closed
                    )


_OF_A_GROUP = re.compile(r" of (?:the |all |all the |those )?[a-z]", re.IGNORECASE)
_IN_A_PLACE = re.compile(
    r"(?:^|[,;:] ?|\b(?:and|but|while) )(?:in|at|on|among|for) (?:the )?[\w' -]{2,40},? ?$", re.IGNORECASE
)


def _apart(text: Wording, claims: Sequence[Claim], stretches: Sequence[str], start: int) -> bool:
    """Whether the shares are of different groups, or of different places: "58 per cent of the men, 55 of the women"."""
    groups = [match.group().lower() for stretch in stretches if (match := _OF_A_GROUP.match(stretch))]
    if len(groups) == len(claims) and len({stretch.split(",")[0].lower() for stretch in stretches}) > 1:
        return not re.match(
            r" of (?:the |those |all )?(?:votes?|voters|respondents|members|people|those|them)\b",
            stretches[0],
        )
    places = [text.place(claim) or 0 for claim in claims]
    before = [
        text.text[(places[index - 1] + 1 if index else start) : place] for index, place in enumerate(places)
    ]
    return sum(bool(_IN_A_PLACE.search(lead)) for lead in before) >= 2


def _votes(text: Wording) -> Iterator[Link]:
    """Candidates' shares of one vote, told in one paragraph: "25 % of the vote ... 24 % of the vote"."""
    if _MOVED.search(text.text):
        return
    for match in each(text, _PARALLEL_VOTES):
        shares = [match.claims[name] for name in ("first", "second", "third") if name in match.claims]
        yield _link(
            shares, cue="of-the-vote", read_as="SHARE of the vote, NAME SHARE and NAME SHARE", closed="open"
        )
    groups: list[list[Claim]] = [[]]
    last: tuple[int, int] | None = None
    for match in each(text, _OF_THE_VOTE):
        share = match.claims["share"]
        sentence = text.sentence(match.start)
        if last is not None and sentence != last and text.next_sentence(last[0]) != sentence:
            groups.append([])
        groups[-1].append(share)
        last = sentence
    for shares in groups:
        if len(shares) >= 2 and len({number_of(share) for share in shares}) == len(shares):
            yield _link(
                shares, cue="of-the-vote", read_as="SHARE of the vote, SHARE of the vote", closed="open"
            )


_SPLIT = pattern(
    r"\b(?:is|are|was|were|contains?|contained|compris(?:es|ed|ing)|consist(?:s|ed|ing) of|made (?:up )?of|made from"
    r"|a (?:blend|mix|mixture) of|split|shared|divided|allocated|apportioned|distributed|broken down|weighted)\b"
    r"(?P<lead><any:70>)(?=<first:percent>)"
)
_STUFF = re.compile(
    r" (?!of\b|in\b|more|less|higher|lower|up\b|down\b)[a-z][\w-]*(?: [a-z][\w-]*)?(?:,|, and|,? and) ?$"
)
_SHARED_OUT = re.compile(
    r"\b(?:split|shared|divided|allocated|apportioned|distributed|broken down|weighted)\b", re.IGNORECASE
)
_GOES_TO = re.compile(r"^ (?:(?:will |is to |would )?(?:going|goes|go|went|coming) )?(?:to|for|on)\b")


def _composition(text: Wording) -> Iterator[Link]:
    """ "The alloy is 70% copper, 25% zinc and 15% tin"; "split ... 40% to the eldest, 35% to the second and 35% to"."""
    for match in each(text, _SPLIT):
        _, end = text.sentence(match.start)
        first = text.place(match.claims["first"]) or match.end
        shares = [
            claim
            for claim in text.claims(first, end)
            if claim.form == "percent" and number_of(claim) is not None
        ]
        places = [text.place(claim) or 0 for claim in shares]
        if (
            len(shares) < 3
            or _MANY_ANSWERS.search(text.text[match.start : end])
            or _MOVED.search(text.text[first:end])
        ):
            continue
        gaps = [text.text[left + 1 : right] for left, right in pairwise(places)]
        last = text.text[places[-1] + 1 : end]
        made = all(_STUFF.fullmatch(gap) for gap in gaps) and "and" in gaps[-1]
        given = (
            _SHARED_OUT.search(text.text[match.start : match.end]) is not None
            and all(_GOES_TO.match(gap) and len(gap) < 60 for gap in (*gaps, last))
            and re.search(r"\band $", gaps[-1]) is not None
        )
        if made or given:
            yield _link(
                shares, cue="made-of", read_as="SHARE stuff, SHARE stuff and SHARE stuff", closed="open"
            )


_CHOICE = pattern(
    r"\b(?:who|which|whom|whether|how|what)\b[^,<end>]{0,60}\b(?:should|would vote|will vote|vote for|prefer"
    r"|favou?r|choose|intend|be best|do best|best)\b"
    r"[^<end>]{0,40}?,"
)


def _choices(text: Wording) -> Iterator[Link]:
    """ "Asked who should lead, 46% chose Mr Dunn and 61% Ms Agarwal": one answer each."""
    for match in text.search(_CHOICE):
        start, end = text.sentence(match.start)
        if "sked" not in text.text[start : match.start] or _MANY_ANSWERS.search(text.text[start:end]):
            continue
        shares = [
            claim
            for claim in text.claims(match.end, end)
            if claim.form == "percent" and number_of(claim) is not None
        ]
        if len(shares) >= 2 and not _MOVED.search(text.text[match.end : end]):
            places = [text.place(claim) or 0 for claim in shares]
            stretches = [
                text.text[place + 1 : (places[index + 1] if index + 1 < len(places) else end)]
                for index, place in enumerate(places)
            ]
            if not _apart(text, shares, stretches, start):
                yield _link(
                    shares,
                    cue="choices",
                    read_as="asked whom, SHARE chose one and SHARE another",
                    closed="open",
                )


_THE_OTHER_HALF = pattern(
    r"\bthe (?:other|remaining) half\b(?! (?:of|an?|dozen|hour|million|brother|sister|century|time)\b)"
)


def _other_half(text: Wording) -> Iterator[Link]:
    """ "Two thirds of the money comes from fees and the other half from the state"."""
    for match in text.search(_THE_OTHER_HALF):
        start, _ = text.sentence(match.start)
        shares = [claim for claim in text.claims(start, match.start) if claim.form == "ratio"]
        if (
            len(shares) != 1
            or number_of(shares[0]) in (None, Fraction(1, 2))
            or _nested(text, start, match.start)
        ):
            continue
        at, to = match.span()
        core, wide = fraction_intervals(Fraction(1, 2))
        half = derive(
            shares[0], readings=(Reading(core=core, wide=wide),), why="the other half", form="ratio", start=at, end=to,
            text=match.found.group(0),
        )  # fmt: skip
        yield _link([shares[0], half], cue="the-rest", read_as="SHARE and the other half", closed="closed")


_PARALLEL_VOTES = pattern(
    r"<first:percent> of (?:the )?(?:popular |total |valid )?(?:votes?|ballots|vote share|poll)"
    r"(?=(?P<more>(?:,| and|, and|, with|;|, while)(?: [A-Z][\w.'-]+){1,5} (?:on |had |took |won |got |with )?"
    r"<second:percent>(?:(?:,| and|, and)(?: [A-Z][\w.'-]+){1,5} (?:on |had |took |won |got |with )?<third:percent>)?))"
)


def _sentences(text: Wording) -> Iterator[tuple[int, int]]:
    place: tuple[int, int] | None = text.sentence(0)
    while place is not None:
        yield place
        place = text.next_sentence(place[0])
