"""Ballots: votes for and against beside the members, the majority that was needed, and the votes of all candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.intervals import Interval
from checker.links.amounts import number_of, own_noun
from checker.links.context import Context, derive, exactly
from checker.links.folding import Wording, fold, pattern
from checker.links.subset import each
from checker.model import Claim, Link, Reading

RESULT = pattern(
    r"\b(?:by |carried |passed |adopted |approved |rejected |defeated |voted |vote of |margin of |"
    r"result was )"
    r"<for:count>(?: votes?)?(?: in favou?r)? (?:to|against) <against:count>"
)
MEMBERS = pattern(
    r"(?:<members:count>(?:[ -](?:strong|seat|member))(?: [\w'-]+){0,2}|"
    r"(?<!\bby )<all:count>(?: [\w'-]+){0,2}? (?:members|councillors|senators|deputies|lawmakers|legislators|"
    r"delegates|seats|MPs))\b"
)
APART = pattern(
    r"<apart:count>(?: of (?:the|its|their)(?: [\w'-]+){0,3}? <:count>)?(?P<words><words:40>)"
    r"(?:abstain\w*|abstention\w*|absent|not voting|did not vote|recus\w*)"
)
ONE_APART = pattern(
    r"(?P<one>\bone) of (?:the|its|their)(?: [\w'-]+){0,3}? <:count>(?P<words><words:40>)"
    r"(?:abstain\w*|absent|not voting|did not vote|recus\w*)"
)
_NEEDED_SHARE = pattern(
    r"\b(?:need(?:ed|s)?|required?s?|requiring|necessary|by|with|reached|won) (?:an? |the |"
    r"its )?(?:\w+ )?<share:ratio>"
    r"(?:[ -](?:\w+ )?(?:majority|vote)| of (?:those|the votes|votes))"
)
_SHARES = (Fraction(2, 3), Fraction(3, 5), Fraction(3, 4))
_CARRIED = re.compile(
    r"\b(?:adopted|passed|carried|approved|ratified|endorsed|elected|confirmed|convicted|scraped through)\b"
)
_FAILED = re.compile(
    r"\b(?:failed|fell short|rejected|defeated|not enough|short of|lost|missed)\b", re.IGNORECASE
)
NEEDED = pattern(
    r"(?:<value:count>(?P<after><words:60>) (?P<verb>clear\w*|surpass\w*|exceed\w*|pass(?:es|ed|ing)|"
    r"more than|above|over|past|"
    r"comfortably above|beyond) (?:of )?the <needed:count>(?: [\w'-]+){0,3}? (?:needed|required|necessary))"
)
MAJORITY = pattern(
    r"(?:\b(?:need(?:s|ed)?|requires?|required)\b<words:60>\bmajority of <majority:count>|"
    r"\b<needed:count>(?: [\w'-]+){0,2}? (?:needed|required) for (?:an? )?(?:\w+ )?majority)"
)
HOUSE = pattern(
    r"(?:<house:count>-(?:seat|member)\b|\b(?:includes|has|have|of the|of|with|"
    r"all) <seats:count> (?:seats|members|MPs|deputies|"
    r"lawmakers|senators))"
)
VALID = pattern(
    r"(?:<valid:count> (?:valid |legal )?(?:votes|ballots|papers) (?:had been |were |have been |"
    r"was )?(?:validly )?(?:cast|counted|returned)|"
    r"<voted:count>(?:, or <:percent>,)? (?:did so|voted|had voted|cast (?:a |their )?(?:vote|ballot)s?)\b)"
)
_POLLED = re.compile(
    r"(?:\b(?:with|on|to|received|won|polled|took|got|secured|gained|managed|attracted|votes?:?|scored|"
    r"has|had|and|finished on)\s)$"
)
_ALL_NAMED = re.compile(
    r"\b(?:no other candidates?|only (?:two|three|four|five|six) candidates|(?:came|finished|was|were|"
    r"trailed) last|last (?:with|on)|"
    r"bottom of the poll|between them|the (?:two|three|four|five|six) candidates)\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Links of kind "ballot" (for, against, apart, members), "qualified-majority" (for, against, needed),
    "needed" (value, needed), "house-majority" (majority, house) and breakdowns of valid votes by candidate."""
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) < 2:
            continue
        text = fold(context, block)
        yield from _ballots(text)
        yield from _needed(text)
        yield from _house(context, text)
        yield from _candidates(context, text)


def _ballots(text: Wording) -> Iterator[Link]:
    for match in each(text, RESULT):
        votes, against = match.claims["for"], match.claims["against"]
        if own_noun(votes) not in (None, "vote") or own_noun(against) not in (None, "vote"):
            continue
        start, end = text.sentence(match.start)
        roles: dict[str, tuple[Claim, ...]] = {"for": (votes,), "against": (against,)}
        members = [
            claim
            for hit in each(text, MEMBERS, start, end)
            if (claim := hit.claims.get("members") or hit.claims.get("all")) is not None
        ]
        apart = [
            hit.claims["apart"]
            for hit in each(text, APART, match.end, end)
            if hit.claims["apart"] not in (votes, against, *members)
        ]
        apart.extend(
            derive(
                votes,
                readings=(exactly(1),),
                why="one of the members",
                start=hit.span("one")[0],
                end=hit.span("one")[1],
                text=hit.group("one") or "",
            )
            for hit in each(text, ONE_APART, match.end, end)
            if not apart
        )
        if len(members) == 1 and members[0] not in (votes, against):
            roles["members"] = (members[0],)
            if apart:
                roles["apart"] = (apart[0],)
            yield Link(
                kind="ballot",
                roles=roles,
                cue="members",
                read_as="FOR to AGAINST, APART absent, of the MEMBERS",
                excuses=("no second chamber named",),
            )
        share = next((hit.claims["share"] for hit in each(text, _NEEDED_SHARE, start, match.start)), None)
        sentence = text.text[start:end]
        part = number_of(share) if share is not None else None
        if (
            share is not None
            and part in _SHARES
            and _CARRIED.search(sentence)
            and not _FAILED.search(sentence)
        ):
            point = Interval.point(part)
            needed = derive(
                votes,
                readings=(Reading(core=point, wide=point),),
                why=f"a majority of {share.quantity.text}",
                form="ratio",
                start=share.start,
                end=share.end,
                text=share.quantity.text,
            )
            yield Link(
                kind="qualified-majority",
                roles={
                    "for": (votes,),
                    "against": (against,),
                    "needed": (needed,),
                    "members": tuple(members[:1]),
                },
                cue="needed-share",
                read_as="needed SHARE, carried by FOR to AGAINST",
                excuses=("no word that the motion failed",),
            )


def _needed(text: Wording) -> Iterator[Link]:
    """ "won 264 seats, more than the 270 needed": the number must pass the one that is needed."""
    for match in each(text, NEEDED):
        value, needed = match.claims["value"], match.claims["needed"]
        words = match.group("after") or ""
        if re.search(r"\b(?:not|fail\w*|short|without|n't|if|would|could)\b", words) or value is needed:
            continue
        yield Link(
            kind="needed",
            roles={"value": (value,), "needed": (needed,)},
            cue="more-than-needed",
            read_as="VALUE, more than the NEEDED needed",
            excuses=("no denial and no condition",),
        )


def _house(context: Context, text: Wording) -> Iterator[Link]:
    """ "The house has 338 seats ... it needs a majority of 170"."""
    for match in each(text, MAJORITY):
        majority = match.claims.get("majority") or match.claims.get("needed")
        if majority is None or majority.form != "count":
            continue
        houses: list[Claim] = []
        for block in range(max(0, text.block - 2), min(text.block + 2, len(context.document.blocks))):
            if not context.in_block(block):
                continue
            other = text if block == text.block else fold(context, block)
            houses.extend(
                claim
                for hit in each(other, HOUSE)
                if (claim := hit.claims.get("house") or hit.claims.get("seats")) is not None
                and claim is not majority
            )
        large = [house for house in houses if (number_of(house) or 0) > (number_of(majority) or 0)]
        if len({number_of(house) for house in large}) == 1:
            yield Link(
                kind="house-majority",
                roles={"majority": (majority,), "house": (large[0],)},
                cue="majority-of-the-house",
                read_as="HOUSE seats ... needs a majority of MAJORITY",
                excuses=("one house only",),
            )


def _candidates(context: Context, text: Wording) -> Iterator[Link]:
    """All candidates' votes, where the text says that they are all, and the valid votes."""
    for match in each(text, VALID):
        whole = match.claims.get("valid") or match.claims.get("voted")
        if whole is None or own_noun(whole) not in (
            None,
            "vote",
            "ballot",
            "paper",
            "people",
            "person",
            "voter",
        ):
            continue
        parts: list[Claim] = []
        said_all = False
        for block in range(max(0, text.block - 2), text.block + 1):
            if not context.in_block(block):
                continue
            other = text if block == text.block else fold(context, block)
            end = match.start if block == text.block else len(other.text)
            said_all = said_all or _ALL_NAMED.search(other.text[:end]) is not None
            for claim in other.claims(0, end):
                at = other.place(claim)
                if at is None or claim.form != "count" or claim is whole or number_of(claim) is None:
                    continue
                after = other.text[at + 1 : at + 12]
                if (
                    own_noun(claim) in (None, "vote")
                    and _POLLED.search(other.text[:at])
                    and not re.match(r"-", after)
                ):
                    parts.append(claim)
        low = min((number_of(part) or Fraction(0) for part in parts), default=Fraction(0))
        if not said_all or len(parts) < 3 or low < 10:
            continue
        yield Link(
            kind="breakdown",
            roles={"whole": (whole,), "part": tuple(parts)},
            closed="closed" if "valid" in match.claims else "open",
            cue="valid-votes",
            read_as="A with PART, B on PART, C last with PART ... WHOLE valid votes",
            excuses=("the candidates named are said to be all",),
        )
