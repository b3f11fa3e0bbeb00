"""Remainders: what is left of a total when its parts are taken away: "12 of the 40 ..., the other 28", "leaving 46"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.links.amounts import alike, comparable, least, most, number_of, own_noun, sum_fits, sum_of
from checker.links.context import Context, derive, exactly
from checker.links.folding import Match, Wording, fold, pattern
from checker.links.subset import OF_THE, OF_THEM, each
from checker.model import Claim, Link

_REST = "<rest:count|money|measure|duration>"
REST = pattern(
    r"\b(?:(?P<word>the remaining|remaining|the other|the remainder,?|the rest,?|the last|the final)"
    rf"|(?P<leave>leaving|leaves?|left)(?: (?:it|them|him|her|us|only|just|the [a-z]+))?) {_REST}"
)
REST_ONE = pattern(r"\bthe (?P<word>other|remaining) (?P<noun>[a-z][\w-]+)\b(?! [a-z]+s\b)")
_OF_THOSE = pattern(r"\b(?:of|from) (?:that|this|it|those|these|them|which|whom)\b,?")
_SEQUENCE = re.compile(
    r"^[\s,]*(?:\w+[\s-]){0,2}?(?:game|match|minute|second|hour|day|week|month|year|season|lap|hole|"
    r"over|set|quarter|mile|"
    r"kilometre|kilometer|metre|time|meeting|start|fixture|round|race|week|weekend|decade|century|"
    r"shot)s?\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|unless|would|could|might|whether)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|fell|up|down|increase[sd]?|decrease[sd]?|more than|fewer than|less than|from)\W*$",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Link]:
    """Links of kind "remainder" with the roles "whole", "part" and "rest"."""
    for block in range(len(context.document.blocks)):
        if not context.in_block(block):
            continue
        text = fold(context, block)
        taken: set[int] = set()
        for match in each(text, REST):
            rest = match.claims["rest"]
            if id(rest) in taken or _excused(text, match):
                continue
            link = _of_the_rest(text, match, rest) or _gathered(text, match, rest)
            if link is not None:
                taken.add(id(rest))
                yield link
        yield from _single(text)


def _excused(text: Wording, match: Match) -> bool:
    start, _ = text.sentence(match.start)
    word = (match.group("word") or "").lower()
    after = text.text[match.end : match.end + 30]
    if word in ("the last", "the final", "remaining", "the remaining") and _SEQUENCE.match(after):
        return True
    return bool(_SUPPOSED.search(text.text[start : match.end]))


def _link(whole: Claim, parts: Sequence[Claim], rest: Claim, *, cue: str, read_as: str) -> Link:
    return Link(
        kind="remainder",
        roles={"whole": (whole,), "part": tuple(parts), "rest": (rest,)},
        cue=cue,
        read_as=read_as,
        excuses=("no third part between them",),
    )


def _of_the_rest(text: Wording, match: Match, rest: Claim) -> Link | None:
    """ "N of the M ..., the other K": the last "N of the M" before, in this sentence or the two before it."""
    start = text.sentence(match.start)[0]
    for _ in range(2):
        earlier = text.previous_sentence(start)
        start = earlier[0] if earlier is not None else start
    for found in sorted(each(text, OF_THE, start, match.start), key=lambda found: -found.start):
        part, whole = found.claims["part"], found.claims["whole"]
        if not comparable(part, rest) or not comparable(whole, rest) or whole is rest:
            continue
        if match.group("leave") is None and not alike(rest, whole) and not alike(rest, part):
            continue
        between = [
            claim
            for claim in text.claims(found.end, match.start)
            if comparable(claim, whole) and claim is not rest
        ]
        for parts in ([part], [part, *between]):
            if sum_fits([*parts, rest], whole):
                return _link(
                    whole, parts, rest, cue="of-the-rest", read_as="PART of the WHOLE ... the other REST"
                )
        if len(between) > 2 or not all(alike(claim, whole) for claim in between) or _exceeds(rest, whole):
            return None
        if match.group("leave") is not None and between:
            return None
        return _link(
            whole, [part, *between], rest, cue="of-the-rest", read_as="PART of the WHOLE ... the other REST"
        )
    return None


def _exceeds(part: Claim, whole: Claim) -> bool:
    low, high = least(part), most(whole)
    return low is not None and high is not None and low >= high


def _gathered(text: Wording, match: Match, rest: Claim) -> Link | None:
    """A total, its parts one by one, and the rest, within this sentence and the two before it."""
    start = text.sentence(match.start)[0]
    own = start
    for _ in range(2):
        earlier = text.previous_sentence(start)
        start = earlier[0] if earlier is not None else start
    claims = [
        claim for claim in text.claims(start, match.start) if comparable(claim, rest) and claim is not rest
    ]
    if len(claims) < 2:
        return None
    leaving = match.group("leave") is not None
    for first in range(len(claims) - 2, -1, -1):
        whole, parts = claims[first], claims[first + 1 :]
        if sum_fits([*parts, rest], whole) and sum_of(parts) is not None:
            return _link(whole, parts, rest, cue=_cue(match), read_as="WHOLE ... PART ... the remaining REST")
    if leaving and (
        len(claims) != 2 or not list(each(text, OF_THEM, text.place(claims[0]) or 0, match.start))
    ):
        return None
    announced = list(each(text, _OF_THOSE, start, match.start))
    if leaving:
        whole, parts = claims[0], claims[1:]
        cue = "leaving"
    elif announced:
        place = announced[-1].start
        directly = next((claim for claim in claims if 0 < place - (text.place(claim) or 0) <= 2), None)
        if directly is not None and directly is not claims[0]:
            place = (text.place(directly) or 0) - 1  # "14 of them": the number itself is a part
        wholes = [claim for claim in claims if (text.place(claim) or 0) <= place]
        parts = [claim for claim in claims if (text.place(claim) or 0) > place]
        if not wholes or not parts:
            return None
        whole = wholes[-1]
        cue = "of-those-rest"
    else:
        whole, parts = claims[0], claims[1:]
        cue = _cue(match)
        if (text.place(parts[0]) or 0) < own and (text.place(whole) or 0) < text.sentence(
            text.place(parts[0]) or 0
        )[0]:
            return None
        if match.group("word") not in (
            "the remaining",
            "the remainder",
            "the remainder,",
            "the rest,",
            "remaining",
        ):
            return None
        if own_noun(rest) is not None and own_noun(rest) != own_noun(whole):
            return None
    if len(parts) > 6 or number_of(whole) is None or any(_exceeds(part, whole) for part in [*parts, rest]):
        return None
    if not all(alike(part, whole) for part in parts):
        return None
    total = sum_of([*parts, rest])
    said = number_of(whole)
    if total is None or said is None or total > 2 * said or said > 2 * total:
        return None
    if any(_CHANGE.search(text.text[: text.place(part) or 0]) for part in parts):
        return None
    return _link(whole, parts, rest, cue=cue, read_as="WHOLE ... PART ... the remaining REST")


def _cue(match: Match) -> str:
    return "leaving" if match.group("leave") is not None else "the-rest"


def _single(text: Wording) -> Iterator[Link]:
    """ "39 of the 40 delegates ... the other delegate": the rest is one."""
    for match in each(text, REST_ONE):
        noun = (match.group("noun") or "").lower()
        start = text.sentence(match.start)[0]
        for _ in range(2):
            earlier = text.previous_sentence(start)
            start = earlier[0] if earlier is not None else start
        for found in sorted(each(text, OF_THE, start, match.start), key=lambda found: -found.start):
            part, whole = found.claims["part"], found.claims["whole"]
            if not comparable(part, whole) or whole.counted != noun or number_of(whole) in (None, 1):
                continue
            between = [
                claim
                for claim in text.claims(found.end, match.start)
                if claim.form == "count" and own_noun(claim) is None
            ]
            at, to = match.span()
            one = derive(
                whole,
                readings=(exactly(1),),
                why=f"the {match.group('word')} {noun}: one",
                start=at if whole.block == text.block_at(0) else None,
                end=to if whole.block == text.block_at(0) else None,
                text=match.found.group(0),
            )
            parts = [part]
            if between and sum_fits([part, *between, one], whole):
                parts = [part, *between]
            yield _link(whole, parts, one, cue="the-other-one", read_as="PART of the WHOLE ... the other one")
            break
