"""A place in a row and the count it belongs to: "three books … a fourth", "the third of two"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.links.alike import is_person, same_noun
from checker.links.context import Context, derive, exactly
from checker.links.written import value_of
from checker.model import Claim, Link

_LIMIT = 20
_ARTICLE = re.compile(
    r"\b(?:an?|and an?|but an?|while an?)\s+(?:possible |suspected |alleged |further )?$", re.I
)
_BARE = re.compile(
    r"\s*(?:,|$|[.;]|(?:is|was|were|has|had|will|also|who|whom|which|that|would|remains?|escaped|fled|died|said|voted|"
    r"are|one|person|man|woman|suspect|victim|member|officer)\b)",
    re.I,
)
_COMING = re.compile(
    r"\b(?:aim\w* (?:for|at)|going for|bid\w* for|chas\w+|seek\w*|target\w*|close to|closing in on|looking for|"
    r"on (?:course|track) for|in pursuit of|hop\w+ for|wants?|working on|planning|plans|expecting)\s+an?\s*$",
    re.I,
)
_ENUMERATED = re.compile(
    r"\b(?:another|second|the other|others|one of (?:them|whom|the)|one (?:was|is|had|died|in|on|at|from|to)|the first|"
    r"first)\b",
    re.I,
)
_WITHIN = re.compile(
    r"\s+(?:\w+\s+)?(?:of|out of|among|in a series of|in a run of)\s+(?:the |its |his |her |their |those |these |a "
    r"(?:series|run|total) of )?(?:\w+ )?$",
    re.I,
)
_AFTER = re.compile(
    r"\b(?:after|following|on top of|adding to|to add to|having (?:already )?(?:won|lost|had))\s+(?:\w+\s+){0,3}$",
    re.I,
)
_ROW = re.compile(r"\b(?:straight|consecutive|successive|in a row|running|on the trot|in succession)\b", re.I)
_ONLY_OTHERS = re.compile(r"\b(?:only|just)\s+(?:\w+\s+)?$", re.I)


def find(context: Context) -> Iterator[Link]:
    """Every ordinal with the count that it continues or that it is counted in."""
    for read in context.claims:
        claim = is_ordinal(context, read)
        if claim is None:
            continue
        yield from _within(context, claim)
        yield from _next(context, claim)
        yield from _after_a_row(context, claim)
        yield from _after_others(context, claim)
        yield from _after_years(context, claim)


_WON = (
    r"(?:title|crown|win|victory|triumph|gold|gold medal|silver|bronze|medal|championship|trophy|cup|award|oscar|success|"
    r"final|defeat|bronze medal|silver medal|green jacket|grand slam|prize)"
)
_YEARS = r"(?:(?:1[89]|20)\d\d(?:, | and |, and ))*(?:(?:1[89]|20)\d\d)"
_AFTER_YEARS = re.compile(
    rf"\s+(?:\w+\s+){{0,2}}?{_WON}\b[^.;\d]{{0,40}}?\b(?:after|following|adding to|to add to|to go with|having won)\s+"
    r"(?:(?:those|the ones|wins?|victories|titles?|triumphs|successes|golds?|it|them|also)\s+)*(?:in|of|"
    rf"from)\s+(?P<years>{_YEARS})"
    r"(?!\s*(?:season|and \w|[,]? \d|[-–/]))",
    re.I,
)


def _after_years(context: Context, claim: Claim) -> Iterator[Link]:
    """ "her fourth title, after wins in 2016, 2018 and 2019": the next after the years that are listed."""
    if claim.form != "ordinal":
        return
    match = _AFTER_YEARS.match(context.text(claim.block), claim.end)
    if match is None or match.end() > claim.sentence_end:
        return
    years = re.findall(r"\d{4}", match["years"])
    if len(set(years)) != len(years):
        return
    count = derive(
        claim,
        readings=[exactly(len(years))],
        why=f"{len(years)} years listed",
        start=match.start("years"),
        end=match.end("years"),
        text=match["years"],
    )
    yield Link(
        kind="next_after_years",
        roles={"count": (count,), "next": (claim,)},
        cue="after_years_listed",
        read_as="the ORDINAL title, after wins in YEARS",
        excuses=("one in each year listed",),
    )


def is_ordinal(context: Context, claim: Claim) -> Claim | None:
    """The claim as a place in a row: an ordinal, or "a third" where no "of" makes it a fraction."""
    if claim.derived or claim.quantity.value is None:
        return None
    if claim.form == "ordinal":
        return claim
    further = re.fullmatch(r"an?\s+(\w+)", claim.quantity.text, re.I)
    if claim.form != "ratio" or further is None or re.match(r"\s*of\b", context.after(claim), re.I):
        return None
    place = value_of(further[1])
    if place is None:
        return None
    start = claim.start + further.start(1)
    return derive(
        claim,
        readings=[exactly(place)],
        why="a further one",
        form="ordinal",
        start=start,
        end=claim.end,
        text=further[1],
    )


def _counts(context: Context, claim: Claim, *, sentences: int) -> list[Claim]:
    """The small counts before the ordinal, in its block and at most `sentences` sentences back, nearest first."""
    return [
        other
        for other in reversed(context.in_block(claim.block))
        if other.start < claim.start
        and claim.sentence - other.sentence <= sentences
        and other.form == "count"
        and other.quantity.value is not None
        and other.quantity.qualifier == "exactly"
        and other.quantity.value.denominator == 1
        and 2 <= other.quantity.value < _LIMIT
        and not re.search(r"\b(?:first|last|next)\s+$", context.before(other), re.I)
    ]


def _within(context: Context, claim: Claim) -> Iterator[Link]:
    """ "the third of his two attempts": no place beyond the number of places."""
    for other in context.in_block(claim.block):
        if (
            other.form == "count"
            and other.start > claim.end
            and _WITHIN.fullmatch(context.between(claim, other))
        ):
            if other.counted is None and not re.match(r"\s*(?:[.,;]|$)", context.after(other)):
                return
            yield Link(
                kind="place_in_count",
                roles={"place": (claim,), "count": (other,)},
                cue="ordinal_of_count",
                read_as="the ORDINAL of COUNT",
            )
            return


def _next(context: Context, claim: Claim) -> Iterator[Link]:
    """ "two of them opposed it, and a third …": the one after the count."""
    if claim.quantity.value is None or claim.quantity.value < 3 or not _ARTICLE.search(context.before(claim)):
        return
    after = context.after(claim)
    own = claim.counted if claim.counted_origin == "own" else None
    candidates = [other for other in _counts(context, claim, sentences=2) if other.counted is not None]
    # Any count that the ordinal may belong to, and that it does follow, is the one that is meant.
    fitting = [other for other in candidates if claim.quantity.value <= (other.quantity.value or 0) + 1]
    for other in fitting or candidates:
        noun = own is not None and (
            same_noun(own, other.counted) or (is_person(own) and is_person(other.counted))
        )
        coming = own is None and _COMING.search(context.before(claim))
        if noun and set(claim.modifiers) - set(other.modifiers):
            continue
        if not noun and not coming and (own is not None or not _BARE.match(after)):
            continue
        text = context.text(claim.block)[other.end : claim.start]
        if _ENUMERATED.search(text) or re.search(
            r"\b(?:a|the)\s+(?:further|third|fourth|fifth)\b", text, re.I
        ):
            return
        if other.scope in ("other", "additional", "remaining") or (
            claim.sentence - other.sentence > 1 and other not in fitting
        ):
            continue
        yield Link(
            kind="next_in_count",
            roles={"count": (other,), "next": (claim,)},
            cue="count_and_a_further_one",
            read_as="COUNT things … and an ORDINAL",
            excuses=("no 'another' in between",),
        )
        return


def _after_a_row(context: Context, claim: Claim) -> Iterator[Link]:
    """ "a fourth win after three in a row": the next of the row."""
    if claim.counted is None:
        return
    for other in context.in_block(claim.block):
        if other.sentence != claim.sentence or other.start < claim.end or other.form != "count":
            continue
        if not _AFTER.search(context.between(claim, other)) or other.quantity.value is None:
            return
        tail = context.after(other, within=40)
        same = same_noun(claim.counted, other.counted)
        bare = other.counted is None or other.counted_origin != "own"
        row = _ROW.search(context.between(claim, other)[:40]) or _ROW.search(tail)
        if (same and (row or re.search(r"\ban?\s*$", context.before(claim)))) or (bare and row):
            yield Link(
                kind="next_in_count",
                roles={"count": (other,), "next": (claim,)},
                cue="ordinal_after_count",
                read_as="an ORDINAL thing after COUNT of them",
            )
        return


def _after_others(context: Context, claim: Claim) -> Iterator[Link]:
    """ "the third president to be impeached … only two others have been": one more than the others."""
    own = claim.counted
    if own is None or not re.search(r"\bthe\s*$", context.before(claim), re.I):
        return
    for other in context.claims:
        if other.form != "count" or abs(other.sentence - claim.sentence) > 40 or other.quantity.value is None:
            continue
        after = context.after(other, within=60)
        if not re.match(r"\s*(?:other|others)\b", after, re.I) or not _ONLY_OTHERS.search(
            context.before(other)
        ):
            continue
        if same_noun(own, other.counted) or re.match(rf"\s*other\s+(?:\w+\s+)?{re.escape(own)}", after, re.I):
            yield Link(
                kind="next_in_count",
                roles={"count": (other,), "next": (claim,)},
                cue="ordinal_and_only_others",
                read_as="the ORDINAL thing … only COUNT other things",
            )
            return
