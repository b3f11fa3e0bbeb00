"""Subsets: a number that the wording makes a part of another one: "N of the M", "of whom N", "M, including N"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.links.amounts import (
    CONTAINERS,
    PERSONS,
    VICTIMS,
    alike,
    comparable,
    may_exceed,
    own_noun,
)
from checker.links.context import Context
from checker.links.folding import Match, Shape, Wording, fold, pattern
from checker.model import Claim, Link

_PART = "<part:count|measure|money|duration>"
_WHOLE = "<whole:count|measure|money|duration>"
_POSSESSOR = r"(?:the |its |their |his |her |our )?(?:[\w.&'-]+ ){0,4}?[\w.&-]+(?:'s|s') (?:[\w-]+ ){0,2}?"
_DETERMINER = (
    r"(?:(?:all|only|just) )?"
    rf"(?:(?:the|its|their|his|her|our|your|these|those|this|that|an?) (?:[\w.'-]+ ){{0,3}}?|{_POSSESSOR})?"
)
OF_THE = pattern(rf"{_PART}(?P<noun>(?: [\w'-]+){{0,3}}?),? (?P<out>out )?of {_DETERMINER}{_WHOLE}")
FRONTED = pattern(
    rf"(?:^|<end>|[:;,–—] ?|\b(?:said|says) )(?:out of|of|among|from) {_DETERMINER}{_WHOLE}"
    rf"(?P<noun><words:110>)(?:,|–|—) ?(?P<lead>(?:<gap:30>)?){_PART}"
)
PAIR_OF_THE = pattern(
    rf"<first:count|measure|money> and <second:count|measure|money> (?:out )?of {_DETERMINER}{_WHOLE}"
)
OF_THEM = pattern(
    rf"(?P<all>\ball )?{_PART}(?P<noun>(?: [\w'-]+){{0,2}}?) (?:of|among|from) "
    r"(?P<pronoun>them|whom|which|those|these)\b(?P<same>(?: [a-z][\w-]+)?)"
)
OF_THEM_FIRST = pattern(
    r"\b(?:of|among|from) (?P<pronoun>them|whom|which|those|these)(?P<same>(?: [a-z][\w-]+)?)"
    rf",? (?P<gap>(?:<gap:40>)?){_PART}"
)
INCLUDING = pattern(
    rf"{_WHOLE}(?P<noun><words:90>),? (?<!not )(?<!n't )(?P<word>including|included|include|includes|among them|among whom)"
    rf"(?::|,)? (?:(?:according to|it said|officials said|police said|"
    rf"by)\b[^,;.<end>]{{0,50}}, )?(?P<lead>(?:(?:at least|about|some|only|another|all|the|its|their|"
    rf"his|her) )*){_PART}"
)
OF_THE_NOUN = pattern(
    rf"{_PART} of (?:the|those|these|its|their|his|her) (?P<noun>(?:[a-z][\w-]* ){{0,2}}?[a-z][\w-]+)\b"
)
_NEXT = re.compile(r"^(?:, and |, |; and |; | and )(?:(?:about|some|another|the) )*$")
_FINITE = re.compile(
    r"(?: [a-z]+)?(?: more| others?)? (?:had|have|has|was|were|are|is|will|would|could|did)\b"
)
"""A verb after a number, which begins a clause of its own: "including six teenagers; 36 had been held"."""
_CLAUSE_START = re.compile(r"(?:^|\x1e|[.,;:(–—-]|\b(?:and|but|that|while))\s?$", re.IGNORECASE)
_NEEDED = re.compile(
    r"\b(?:(?:needed|required)(?! (?:[a-z]+ing|[a-z]+s|work|repair|attention|treatment|surgery|help)\b)"
    r"|necessary|requires?|needs?|mandatory|must)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|unless|would|could|might|may|should|whether)\b", re.IGNORECASE)
_NO_WHOLE = re.compile(r"\bfor\b|\btop .?$", re.IGNORECASE)
_SCALE = re.compile(r" ?(?:mln|bln|trln|mn|bn)\b", re.IGNORECASE)
_NO_PART = re.compile(
    r"\b(?:consist(?:s|ed|ing)?|compos(?:ed|ing)|compris(?:es|ed|ing)|made|made up|formed|instead|ahead|short|because"
    r"|worth|(?:north|south|east|west)(?:ern|wards?)?)$",
    re.IGNORECASE,
)
"""Words before "of the N" after which the number before them is no part: "10 that consisted of the seven"."""
_GROWN = re.compile(
    r"(?>.*?\bfrom\b).*?\b(?:gr[eo]w\w*|r[oi]se\w*|risen|climb\w*|increas\w*|expand\w*|went|gone|jump\w*|swell\w*|swollen|"
    r"swelled|rais\w*|double\w*|became|become|up) (?:\w+ )?(?:to|into)\b",
    re.IGNORECASE | re.DOTALL,
)
_OPEN_EXCUSES = ("no requirement", "no condition")


def find(context: Context) -> Iterator[Link]:
    """Links of kind "subset" with the roles "part" and "whole"; "of all N of them" is kind "recount" instead."""
    for block in range(len(context.document.blocks)):
        if len(context.in_block(block)) == 0:
            continue
        text = fold(context, block)
        seen: set[tuple[str, int, int]] = set()
        for link in _in_block(context, text):
            whole, part = link.roles["whole"][0], link.roles["part"][-1]
            key = (link.kind, id(part), id(whole))
            if key not in seen:
                seen.add(key)
                yield link


def _in_block(context: Context, text: Wording) -> Iterator[Link]:
    yield from _of_the(text)
    yield from _of_them(context, text)
    yield from _including(text)
    yield from _of_the_noun(context, text)


def _is_rank(text: Wording, whole: Claim) -> bool:
    """Whether the number names a rank, not so many things: "eight top three hits"."""
    place = text.place(whole)
    return place is not None and text.text[:place].endswith("top ")


def _link(part: Claim, whole: Claim, *, cue: str, read_as: str, kind: str = "subset") -> Link:
    return Link(
        kind=kind,
        roles={"part": (part,), "whole": (whole,)},
        cue=cue,
        read_as=read_as,
        excuses=_OPEN_EXCUSES,
    )


def _of_the(text: Wording) -> Iterator[Link]:
    for match in each(text, OF_THE):
        part, whole = match.claims["part"], match.claims["whole"]
        if _NO_WHOLE.search(text.text, match.start, match.end) or _SCALE.match(text.text, match.end):
            continue
        if not comparable(part, whole) or _excused(text, match):
            continue
        noun = (match.group("noun") or "").strip()
        if (
            "--" in match.found.group()
            or _NO_PART.search(noun)
            or re.search(r"\b(?:and|or|but|with)\b", noun)
        ):
            continue
        if noun and not match.group("out") and part.form != "duration" and not _same_noun(part, whole):
            continue
        yield _link(part, whole, cue="of-the", read_as="PART of the WHOLE")
    for match in each(text, PAIR_OF_THE):
        first, second, whole = (match.claims[name] for name in ("first", "second", "whole"))
        if comparable(first, whole) and comparable(second, whole) and not _excused(text, match):
            yield _link(first, whole, cue="of-the", read_as="PART and PART of the WHOLE")
            yield Link(
                kind="breakdown",
                roles={"whole": (whole,), "part": (first, second)},
                closed="open",
                cue="pair-of-the",
                read_as="PART and PART of the WHOLE",
                excuses=("no word that makes the parts overlap",),
            )
    for match in each(text, FRONTED):
        part, whole = match.claims["part"], match.claims["whole"]
        if _GROWN.match(text.text, match.start, match.end):
            continue  # "From its first $700,000 the fund has grown to $5bn"
        if comparable(part, whole) and alike(part, whole) and not _excused(text, match):
            yield _link(part, whole, cue="of-the-first", read_as="Of the WHOLE, PART")


def _same_noun(part: Claim, whole: Claim) -> bool:
    first, second = own_noun(part), own_noun(whole)
    return first is not None and (first == second or (second in PERSONS and first in PERSONS))


def _of_them(context: Context, text: Wording) -> Iterator[Link]:
    for shape in (OF_THEM, OF_THEM_FIRST):
        for match in each(text, shape):
            part = match.claims["part"]
            if part.form != "count" or _excused(text, match):
                continue
            if shape is OF_THEM_FIRST and not _CLAUSE_START.search(text.text[: match.start]):
                continue
            wholes = _antecedents(text, match, part)
            if not wholes:
                continue
            if match.found.groupdict().get("all"):
                if wholes[0].quantity.qualifier != "exactly":
                    continue
                yield _link(
                    part, wholes[0], cue="all-of-them", read_as="WHOLE ... all PART of them", kind="recount"
                )
                continue
            whole = next((whole for whole in wholes if not may_exceed(part, whole)), wholes[0])
            yield _link(part, whole, cue="of-them", read_as="WHOLE ... of them PART")


def _antecedents(text: Wording, match: Match, part: Claim) -> list[Claim]:
    """The counts that "them" can stand for, likeliest first."""
    start, _ = text.sentence(match.start)
    noun = (match.group("same") or "").strip()
    here = _plurals(text.claims(start, match.start), part, noun)
    here.reverse()
    if here or match.group("pronoun") in ("whom", "which"):
        return here
    previous = text.previous_sentence(match.start)
    return _plurals(text.claims(*previous), part, noun) if previous is not None else []


def _plurals(claims: Sequence[Claim], part: Claim, noun: str) -> list[Claim]:
    found = []
    for claim in claims:
        if (
            claim is part
            or not comparable(claim, part)
            or claim.quantity.value in (None, 0, 1)
            or not alike(part, claim)
        ):
            continue
        if noun and claim.counted is not None and not names(noun, claim.counted) and _is_noun(noun):
            continue
        found.append(claim)
    return found


def _is_noun(word: str) -> bool:
    if word in (
        "as",
        "was",
        "is",
        "has",
        "its",
        "his",
        "this",
        "across",
        "plus",
        "less",
        "always",
        "perhaps",
        "besides",
    ):
        return False
    return word.endswith("s") or word in ("people", "men", "women", "children")


def names(word: str, lemma: str) -> bool:
    """Whether a plural as written is that lemma."""
    folded = word.lower()
    irregular = {"men": "man", "women": "woman", "children": "child", "people": "person"}
    if irregular.get(folded) == lemma or folded in (lemma, f"{lemma}s", f"{lemma}es"):
        return True
    return lemma.endswith("y") and folded == f"{lemma[:-1]}ies"


def _including(text: Wording) -> Iterator[Link]:
    for match in each(text, INCLUDING):
        whole, part = match.claims["whole"], match.claims["part"]
        if not comparable(part, whole) or _excused(text, match) or not _may_include(part, whole):
            continue
        if own_noun(part) is None and _is_of_something_larger(part, whole):
            continue  # "3 m of them were sold in over 80 countries, including 2 m in one"
        yield _link(part, whole, cue="including", read_as="WHOLE, including PART")
        place = match.end
        for other in text.claims(match.end, text.sentence(match.start)[1]):
            at = text.place(other)
            if at is None or not comparable(other, whole) or not _may_include(other, whole):
                break
            lead = text.text[place:at]
            comma = max(lead.rfind(","), lead.rfind(" and "), lead.rfind(";"))
            if comma < 0 or not _NEXT.match(lead[comma:]) or _FINITE.match(text.text, at + 1):
                break
            yield _link(other, whole, cue="including", read_as="WHOLE, including PART, PART and PART")
            place = at + 1


_TOO_LARGE = 20


def _is_of_something_larger(part: Claim, whole: Claim) -> bool:
    """Whether a number is so far above the supposed whole that it must be a part of another one."""
    low, high = part.quantity.value, whole.quantity.value
    return low is not None and high is not None and low >= _TOO_LARGE * high


def _may_include(part: Claim, whole: Claim) -> bool:
    first, second = own_noun(part), own_noun(whole)
    if second in CONTAINERS and first != second:
        return False
    return not (first in PERSONS and second is not None and second not in PERSONS and second not in VICTIMS)


def _of_the_noun(context: Context, text: Wording) -> Iterator[Link]:
    for match in each(text, OF_THE_NOUN):
        part = match.claims["part"]
        noun = (match.group("noun") or "").split()[-1]
        if part.form != "count" or part.quantity.value == 1 or _excused(text, match):
            continue
        wholes = [
            claim
            for claim in context.in_blocks(part.block - 3, part.block)
            if (claim.block, claim.start) < (part.block, part.start)
            and claim.form == "count"
            and claim.counted_origin == "own"
            and claim.counted is not None
            and claim.quantity.value not in (0, 1)
            and names(noun, claim.counted)
        ]
        if not wholes:
            continue
        fitting = [whole for whole in wholes if not may_exceed(part, whole)]
        yield _link(
            part, (fitting or wholes)[-1], cue="of-the-noun", read_as="WHOLE nouns ... PART of the nouns"
        )


def each(text: Wording, shape: Shape, start: int = 0, end: int | None = None) -> Iterator[Match]:
    """Every place in a stretch of the text where a pattern fits, also those that begin inside another fit."""
    for place, stop in text.worth_searching(shape, start, end):
        while (found := shape.search(text.text, place, stop)) is not None:
            yield text.matched(found)
            place = found.start() + 1


def _excused(text: Wording, match: Match) -> bool:
    whole = match.claims.get("whole")
    if whole is not None and _is_rank(text, whole):
        return True
    start, end = text.sentence(match.start)
    after = text.text[match.end : min(end, match.end + 40)]
    return bool(_NEEDED.search(after) or _SUPPOSED.search(text.text[start:end]))
