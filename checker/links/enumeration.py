"""Announced counts and the items that follow: "three priorities: …", "two sons, Wyatt and Zachary", bullets, ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.intervals import Interval
from checker.links.amounts import number_of, own_noun, word_set
from checker.links.context import Context, between, derive
from checker.links.items import Items, count_items
from checker.links.subset import names
from checker.model import Claim, Closure, Link, Reading

_MOST = 20
_OFF_BY = 2
"""A list that is further off than this is a misreading, not a slip."""
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_PHRASE = r"(?P<phrase>(?:[\s-](?!and\b|or\b)[\w'’-]++){1,7}?)"
APPOSED = re.compile(rf"^{_PHRASE}(?P<mark>,\s|\s[–—-]\s|\s\()")
DIRECT = re.compile(
    rf"^(?P<phrase>(?:\s(?!in\b|at\b|of\b|on\b|for\b|from\b|to\b|by\b|with\b|near\b)[a-z][\w'’-]+){{0,2}}?"
    rf"\s(?:[a-z][\w'’-]+s|men|women|children|people))\s(?={_NAME}(?:\s{_NAME})?(?:,|\sand)\s)"
)
COLON = re.compile(r"^(?P<phrase>[^:;.!?–—()\n]{2,110}?):\s+(?P<body>\S.*)$", re.DOTALL)
DASH = re.compile(
    r"^(?P<phrase>(?:[\s-][\w'’-]++){1,9}?)\s[–—-]\s(?P<body>[^–—]+?)(?P<close>\s[–—-]\s|[.;:!?]|$)",
    re.DOTALL,
)
GROUPS = re.compile(rf"\b(?P<group>duo|pair|trio|quartet|quintet)\s(?:of\s(?:[a-z]+\s){{0,2}})?(?={_NAME})")
_GROUP_SIZES = {"duo": 2, "pair": 2, "trio": 3, "quartet": 4, "quintet": 5}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
ORDINAL = re.compile(
    r"(?:^|[.!?;][\"”’)]*\s+)(?:and\s+|but\s+)?(?:the\s+)?(?P<ordinal>first|second|third|fourth|fifth|"
    r"sixth|seventh|eighth)"
    r"(?:ly\b|\b)(?P<next>,|\s(?:was|is|were|came|comes|concerns?|reason|problem|[a-z]+\s(?:was|is)\b|"
    r"[a-z]+ed\b))",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    rf"(?:^|[.!?][\"”’)]*\s)The\s(?P<noun>[a-z]+s|people|men|women|children)\s(?:(?:at|in|of|on|near|"
    rf"called|named)\s)?(?={_NAME})"
)
_FIRST_NAME = re.compile(r"(?<=[a-z])\s+(?:[A-Z][\w’'.-]*\s*){1,4}[,–—(-]?\s*$")
_AT_PLACES = re.compile(r"\b(?:in|at|across|of|between|from|near|around)\s+(?:[A-Z][\w’'.-]*\s*){1,4},\s*$")
"""The first of several places where the counted things are: "five new parks in England, Wales and Scotland"."""
"""A name right before the list's first comma, which may be its first item: "the four are A, B, C and D"."""
_OPENERS = re.compile(
    r"\b(?:including|included?|among|such as|like|notably|for example|e\.g|at least|especially|"
    r"starting with|led by|"
    r"out of|apart from|besides|between|against|other than|not)\b",
    re.IGNORECASE,
)
_NOT_LISTED = word_set(
    """
    point goal run wicket vote percent dollar pound euro cent year month week day hour minute second time game match win
    loss defeat victory mile yard foot metre kilometre rebound assist copy seat lap set shot try touchdown inning over
    decade generation century term stroke length inch acre ton tonne penny degree round medal cap
    """
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def find(context: Context) -> Iterator[Link]:
    """Links of kind "enumeration" with the roles "announced" and "listed"; what is listed is a derived number."""
    for claim in context.claims:
        if not _announces(context, claim):
            continue
        link = (
            _bullets(context, claim)
            or _bullets_below(context, claim)
            or _colon(context, claim)
            or _names(context, claim)
            or _dash(context, claim)
            or _ordinals(context, claim)
            or _named_again(context, claim)
        )
        if link is not None:
            yield link
    yield from _groups(context)


def _announces(context: Context, claim: Claim) -> bool:
    """Whether the number is one that can announce a list: a small whole number, said exactly, of things."""
    value = number_of(claim)
    if claim.form != "count" or value is None or value.denominator != 1 or not 2 <= value <= _MOST:
        return False
    if claim.quantity.qualifier != "exactly" or own_noun(claim) is None or own_noun(claim) in _NOT_LISTED:
        return False
    if claim.modality == "denied" or claim.per is not None or context.after(claim, within=1) == "-":
        return False
    if _is_second_of_two(context, claim):
        return False
    lead = context.before(claim, within=24)
    return not re.search(
        r"\b(?:of (?:the|his|her|its|their|our|these|those)|one of|out of"
        r"|among|another|first|top|last|past|next|every)\s+(?:\w+\s)?$",
        lead,
        re.IGNORECASE,
    )


def _is_second_of_two(context: Context, claim: Claim) -> bool:
    """Whether another count is joined to it, so that a list may hold both: "one public and six private channels: …"."""
    if not re.search(r"(?:\band|,|\bplus)\s+$", context.before(claim, within=8)):
        return False
    return any(
        other.form == "count" and other.end < claim.start and claim.start - other.end < 60
        for other in context.in_sentence(claim.sentence)
    )


def _link(
    claim: Claim,
    items: Items,
    *,
    cue: str,
    start: int,
    end: int,
    text: str,
    closed: Closure = "closed",
    like: Claim | None = None,
) -> Link | None:
    said = int(number_of(claim) or 0)
    if min(abs(said - items.low), abs(said - items.high)) > _OFF_BY and not items.low <= said <= items.high:
        return None
    how_many = str(items.low) if items.low == items.high else f"{items.low} or {items.high}"
    listed = derive(
        like or claim,
        readings=(between(items.low, items.high),),
        why=f"{how_many} items counted",
        start=start,
        end=end,
        text=text,
    )
    return Link(
        kind="enumeration",
        roles={"announced": (claim,), "listed": (listed,)},
        closed=closed,
        cue=cue,
        read_as="COUNT nouns, then a list of them",
        excuses=('no "including" or "among them"', "no item that may stand for two"),
    )


def _rest(context: Context, claim: Claim) -> tuple[int, str]:
    """Where the text after the number begins, and that text to the end of the block."""
    return claim.end, context.text(claim.block)[claim.end :]


def _fronted(context: Context, claim: Claim) -> bool:
    """Whether the number stands in a phrase before the subject: "Among 24 nominees, X and Y are"."""
    lead = context.text(claim.block)[claim.sentence_start : claim.start]
    return bool(
        re.match(r"^[\"“]?(?:Among|Of|In|At|On|For|After|With|From|By|Over|During|Under|Like)\b[^,]*$", lead)
    )


def _interrupted(context: Context, claim: Claim, upto: int) -> bool:
    """Whether another count stands between the number and its list."""
    return any(
        claim.end <= other.start < upto and other.form in ("count", "money", "percent", "measure")
        for other in context.in_block(claim.block)
    )


def _in_series(context: Context, claim: Claim) -> bool:
    """Whether the number is an item of a series of counts itself: "a wife, three books, two plays, ..."."""
    if not re.search(r",\s*$", context.before(claim, within=3)):
        return False
    return any(
        other.form == "count" and other.end < claim.start and claim.start - other.end < 40
        for other in context.in_sentence(claim.sentence)
    )


def _names(context: Context, claim: Claim) -> Link | None:
    start, rest = _rest(context, claim)
    apposed = APPOSED.match(rest) or DIRECT.match(rest)
    if apposed is None or _fronted(context, claim) or _interrupted(context, claim, start + apposed.end()):
        return None
    place = apposed.end()
    stop = list_of_names(rest, place)
    if stop is None or _OPENERS.search(apposed.group()) or _OPENERS.search(rest[place:stop]):
        return None
    if any(
        start + place <= other.start < start + stop and other.form == "count"
        for other in context.in_block(claim.block)
    ):
        return None
    body = rest[place:stop]
    mark = apposed.groupdict().get("mark")
    tail = rest[stop:]
    if re.match(
        r",\s*(?:\d|and\s+(?:the|a|an)\b|[A-Z][\w’'-]+\s+[A-Z])|\s*(?:in addition to|along with|as well as|plus)\b",
        tail,
    ):
        return None
    if not re.match(r"\s*(?:[,.;:)!?–—]|$|-\s|for\b|to\b|in\b|from\b|at\b|on\b|as\b|with\b)", tail):
        return None
    if (
        mark is not None
        and re.match(r"\s+\w", tail)
        and not re.match(r"\s+(?:for|to|in|from|at|on|as|with)\b", tail)
    ):
        return None
    if mark == ", " and _in_series(context, claim):
        return None
    if re.match(r",\s+and\s+(?:[A-Z]|he\b|she\b|they\b|it\b)", tail) or _verbal(
        context, claim, start + place, start + stop
    ):
        return None
    if (
        mark is not None
        and mark.strip() == ","
        and re.match(r"\s*,?\s*(?:are|were|have|had|was|is|has|will)\b", tail)
        and not tail.startswith(",")
    ):
        return None
    items = count_items(body)
    if items is None or not items.closed:
        return None
    if _AT_PLACES.search(apposed.group()) or re.match(r"(?:in|at|from|near|across|one)\b", body):
        return None
    if _FIRST_NAME.search(apposed.group()):
        items = replace(items, high=items.high + 1)
    return _link(claim, items, cue="names", start=start + place, end=start + stop, text=body)


_TOKEN = re.compile(r"[\w][\w.'’&-]*|&|[^\w\s]")
_PARTICLES = word_set("of de van von der den bin al la le el du da dos y the")


def list_of_names(text: str, place: int) -> int | None:
    """The end of a list of at least two names that begins at a place, the last joined by "and"; None without one.

    An item is at most four words ("the past champion") and then a name; ages, places and dates may follow it.
    """
    position = place
    items = 0
    joined = False
    while True:
        end = _name(text, position)
        if end is None:
            return None
        items += 1
        if joined:
            more = re.compile(r",\s(?=(?:the|an?|his|her|their)\s)").match(text, end)
            longer = list_of_names(text, more.end()) if more is not None else None
            return longer or end
        end = _after_name(text, end)
        separator = re.compile(r",?\s(?:and|&)\s(?:also\s)?|,\s").match(text, end)
        if separator is None or items > 16:
            return None
        joined = "and" in separator.group() or "&" in separator.group()
        position = separator.end()
        if joined and text.startswith(", ", separator.end() - 1):
            position = separator.end() + 1


def _name(text: str, place: int) -> int | None:
    """The end of one item: a few words in lower case, then words with a capital."""
    small = 0
    end: int | None = None
    position = place
    while True:
        token = _TOKEN.match(text, position)
        if token is None:
            return end
        word = token.group()
        if word[0].isupper():
            end = token.end()
            if word.endswith(".") and len(word) > 4 and word not in ("Sens.", "Reps.", "Gens."):
                return end - 1
        elif end is None and word.isalpha() and small < 5 and word not in ("and", "or", "including"):
            small += 1
        elif (
            end is not None
            and word in _PARTICLES
            and re.match(r"\s(?:(?:the|la|der|las|los)\s)?[A-ZÀ-Þ]", text[token.end() :])
        ):
            pass
        else:
            return end
        position = token.end()
        if position < len(text) and text[position] == " ":
            position += 1
        else:
            return end


def _after_name(text: str, place: int) -> int:
    """Past what may follow a name in a list: a bracket, an age, "of France", "in 1998", "formerly of Leeds"."""
    bracket = re.compile(r"\s\([^)]{1,60}\)").match(text, place)
    end = bracket.end() if bracket is not None else place
    insert = re.compile(
        r",\s(?:(?:aged\s)?\d{1,3}|(?:in|of|from|since|at|for|formerly|now|both|"
        r"then)\s[^,;.:]{1,40})(?=,|\sand\s)"
    ).match(text, end)
    return insert.end() if insert is not None else end


def _verbal(context: Context, claim: Claim, start: int, end: int) -> bool:
    """Whether a stretch of the text holds a finite verb outside a relative clause: then it is no list of things."""
    doc = context.doc(claim.block)
    span = doc.char_span(start, end, alignment_mode="expand") if doc is not None else None
    if span is None:
        return False
    for token in span:
        if token.tag_ not in _FINITE or token.pos_ not in ("VERB", "AUX"):
            continue
        piece = re.split(r"[,;]", context.text(claim.block)[start : token.idx])[-1]
        if re.match(r"\s*(?:who|which|whose|where|that)\b", piece):
            continue
        clause = token
        while clause.head.i != clause.i and clause.i >= span.start and clause.dep_ not in ("relcl", "acl"):
            clause = clause.head
        if clause.dep_ not in ("relcl", "acl"):
            return True
    return False


def _colon(context: Context, claim: Claim) -> Link | None:
    start, rest = _rest(context, claim)
    found = COLON.match(rest)
    if (
        found is None
        or _interrupted(context, claim, start + found.start("body"))
        or _OPENERS.search(found["phrase"])
    ):
        return None
    body = _sentence(found["body"])
    at = start + found.start("body")
    if re.search(r"[“\"‘]", body) or _OPENERS.search(body) or _verbal(context, claim, at, at + len(body)):
        return None
    if re.match(r"\W*(?:\d|[£$€])", body) or re.search(r"\b(?:aka|says?|said|because|if|when)\b", body):
        return None
    items = count_items(body)
    if items is None or not (items.closed or len(items.parts) > 2):
        return None
    if not _homogeneous(items):
        return None
    return _link(claim, items, cue="colon", start=at, end=at + len(body), text=body)


def _sentence(body: str) -> str:
    """The text up to the end of its sentence; a full stop after a short word with a capital ("St.", "J.") ends none."""
    for ending in re.finditer(r"[.!?](?=\s|$)|\n", body):
        word = re.search(r"[\w’']*$", body[: ending.start()])
        abbreviated = word is not None and re.fullmatch(r"[A-Z][a-z]{0,3}", word.group())
        if ending.group() == "." and abbreviated and ending.end() < len(body.rstrip()):
            continue
        return body[: ending.start()]
    return body


def _homogeneous(items: Items) -> bool:
    """Whether the items look alike: all names, all gerunds, all infinitives, or noun phrases that are not too long."""
    heads = []
    for part in items.parts:
        word = part.split()[0]
        if re.match(r"[a-z]+ing$", word):
            heads.append("gerund")
        elif word == "to":
            heads.append("infinitive")
        elif word[0].isupper():
            heads.append("name")
        else:
            heads.append("phrase")
    if len(set(heads)) == 1:
        return heads[0] != "phrase" or all(len(part.split()) <= 9 for part in items.parts)
    return (
        "gerund" not in heads
        and "infinitive" not in heads
        and all(len(part.split()) <= 9 for part in items.parts)
    )


def _dash(context: Context, claim: Claim) -> Link | None:
    start, rest = _rest(context, claim)
    found = DASH.match(rest)
    if found is None or _fronted(context, claim) or _interrupted(context, claim, start + found.start("body")):
        return None
    body = found["body"]
    at = start + found.start("body")
    if _OPENERS.search(found["phrase"]) or _OPENERS.search(body) or re.search(r"[“\"]|\d", body):
        return None
    if re.match(
        r"(?:and|but|so|with|who|which|that|because|when|while|although|as|if|where|all|each|both|one|"
        r"most|many|some)\b",
        body,
    ):
        return None
    if re.match(r"\w+(?:ed|ing)\b", body) or _verbal(context, claim, at, at + len(body)):
        return None
    items = count_items(body)
    if items is None or not items.closed or not _homogeneous(items):
        return None
    return _link(claim, items, cue="dash", start=at, end=at + len(body), text=body)


def _bullets(context: Context, claim: Claim) -> Link | None:
    """A paragraph that ends with the announcement, and the list items that follow it."""
    block = context.block(claim.block)
    if block.kind not in ("paragraph", "heading", "standfirst", "quote") or (number_of(claim) or 0) > 12:
        return None
    text = block.text.rstrip()
    tail = text[claim.end :]
    if not (tail.endswith(":") or (claim.sentence_start == 0 and not re.search(r"[.!?]\s", text))):
        return None
    if re.search(r"[.!?]\s", tail) or _OPENERS.search(tail) or _interrupted(context, claim, len(text)):
        return None
    blocks = context.document.blocks
    following = []
    for index in range(claim.block + 1, len(blocks)):
        if blocks[index].kind != "list_item":
            break
        following.append(index)
    if not following:
        return None
    level = min(blocks[index].list_level for index in following)
    count = sum(blocks[index].list_level == level for index in following)
    if count < 2:
        return None
    items = Items(count, count, True, ())
    return _link(claim, items, cue="bullets", start=claim.start, end=claim.start, text="")


_BELOW = 6
"""Blocks within which an announcement and the list that it announces may stand."""


_TOLD_BELOW = re.compile(
    r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Tt]heir|[Ii]ts|[Ff]ollowing)\s+(?:[\w-]+\s+){0,2}?(?:[\w-]+s|people)\b"
)


def _bullets_below(context: Context, claim: Claim) -> Link | None:
    """ "The bill includes four projects … Details of the projects are below:" and the list items that follow that."""
    noun = own_noun(claim)
    if noun is None or claim.block_kind not in ("paragraph", "headline", "standfirst"):
        return None
    blocks = context.document.blocks
    near = range(claim.block + 1, min(claim.block + _BELOW + 1, len(blocks)))
    first = next((index for index in near if blocks[index].kind == "list_item"), 0)
    if first <= claim.block + 1:
        return None
    same = [other for other in context.claims if other.form == "count" and own_noun(other) == noun]
    if len({number_of(other) for other in same}) != 1:
        return None
    intro = re.split(r"(?<=[.!?])\s+(?=[A-Z])", blocks[first - 1].text.strip())[-1]
    if not intro.endswith(":") or _OPENERS.search(intro):
        return None
    told = _TOLD_BELOW.search(intro)
    words = re.findall(r"[\w-]+", intro)
    if told is None or not any(names(word, noun.split()[-1]) for word in words):
        return None
    following = []
    for index in range(first, len(blocks)):
        if blocks[index].kind != "list_item":
            break
        following.append(index)
    level = min(blocks[index].list_level for index in following)
    count = sum(blocks[index].list_level == level for index in following)
    if count < 2:
        return None
    items = Items(count, count, True, ())
    return _link(claim, items, cue="bullets-below", start=claim.start, end=claim.start, text="")


def _ordinals(context: Context, claim: Claim) -> Link | None:
    """ "There were two reasons. The first … The second … And the third": more are told than were announced."""
    said = number_of(claim)
    if said is None or said > 7:
        return None
    seen: list[tuple[int, int, int, int, str]] = []
    for block in range(claim.block, min(claim.block + 4, len(context.document.blocks))):
        text = context.text(block)
        begin = max(claim.end, claim.sentence_end - 3) if block == claim.block else 0
        for found in ORDINAL.finditer(text, begin):
            rank = _ORDINALS.index(found["ordinal"].lower()) + 1
            if rank == len(seen) + 1:
                seen.append((rank, block, found.start("ordinal"), found.end("ordinal"), found["ordinal"]))
            else:
                break
    if len(seen) < 2 or len(seen) > said + 2:
        return None
    rank, block, start, end, word = seen[-1]
    at_least = Interval.between(rank, None)
    near = next(iter(context.in_block(block)), None)
    anchor = claim if block == claim.block else near
    if anchor is None:
        return None
    listed = derive(
        anchor,
        readings=(Reading(core=at_least, wide=at_least),),
        why=f"{word}: at least {rank}",
        start=start,
        end=end,
        text=word,
    )
    return Link(
        kind="enumeration",
        roles={"announced": (claim,), "listed": (listed,)},
        cue="ordinals",
        read_as="COUNT nouns. The first … The second …",
        excuses=("no second list begun",),
    )


def _named_again(context: Context, claim: Claim) -> Link | None:
    """ "will close three libraries ... The libraries at A, B and C": the things counted once, named later."""
    if context.times_counted(claim.counted) != 1 or claim.block_kind == "headline":
        return None
    for block in range(claim.block, min(claim.block + 6, len(context.document.blocks))):
        text = context.text(block)
        for found in _DEFINITE.finditer(text, claim.end if block == claim.block else 0):
            stop = list_of_names(text, found.end())
            if stop is None or not names(found["noun"], claim.counted or ""):
                continue
            if not re.match(r"\s(?:will|are|were|have|had|would|can|must|may|each|all)\b", text[stop:]):
                continue
            body = text[found.end() : stop]
            items = count_items(body)
            anchor = next(iter(context.in_block(block)), None)
            if items is None or not items.closed or anchor is None:
                return None
            return _link(
                claim,
                items,
                cue="named-again",
                start=found.end(),
                end=stop,
                text=body,
                like=claim if block == claim.block else anchor,
            )
    return None


def _groups(context: Context) -> Iterator[Link]:
    """ "The duo of A and B": the word itself is the count."""
    for index, parsed in enumerate(context.parsed.blocks):
        if parsed.doc is None or not context.in_block(index):
            continue
        text = context.text(index)
        for found in GROUPS.finditer(text):
            stop = list_of_names(text, found.end())
            body = text[found.end() : stop] if stop is not None else ""
            items = count_items(body)
            if items is None or stop is None:
                continue
            size = _GROUP_SIZES[found["group"].lower()]
            like = context.in_block(index)[0]
            written = next(
                (
                    claim
                    for claim in context.in_block(index)
                    if claim.start <= found.start("group") < claim.end
                ),
                None,
            )
            announced = written or derive(
                like,
                readings=(between(size, size),),
                why=f"{found['group']}: {size}",
                start=found.start("group"),
                end=found.end("group"),
                text=found["group"],
            )
            link = _link(announced, items, cue="group", start=found.end(), end=stop, text=body)
            if link is not None:
                yield link
