"""Numbers that are names: models and products, sections of law, routes, addresses, phones, list markers, idioms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from checker.claims.amounts import Text
from checker.claims.clock import is_military
from checker.claims.dates import numeric_date
from checker.claims.lexicon import Phrases, cue, word_list
from checker.claims.money import currency_before
from checker.claims.numerals import glued, words
from checker.claims.tokens import tokenize
from checker.claims.units import unit_after

_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class _Names:
    labels: frozenset[str]
    labels_always: frozenset[str]
    idioms: Phrases
    names: Phrases
    streets: frozenset[str]


@cache
def _names() -> _Names:
    table = word_list("not_claims")

    def phrases(name: str) -> Phrases:
        return Phrases([(tuple(t.lower for t in tokenize(phrase)), "name") for phrase in table[name]])

    return _Names(
        frozenset(table["labels"]),
        frozenset(table["labels_always"]),
        phrases("idioms"),
        phrases("names"),
        frozenset(table["street_words"]),
    )


_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|#\w+|@\w+")


def links_in(text: str) -> list[tuple[int, int]]:
    """The spans of web and mail addresses, hashtags and handles."""
    if "/" not in text and "@" not in text and "#" not in text and "www" not in text:
        return []
    return [match.span() for match in _LINK.finditer(text)]


def name_at(text: Text, place: int) -> int | None:
    """The place after a name, idiom or code that starts at a token and holds a number; None where none does."""
    table = _names()
    for phrases in (table.names, table.idioms):
        found = phrases.starting(text.lowers, place)
        article = text.lowers[place] == "a" and not glued(text.tokens, place + 1)  # "a 4% rise" is no A4
        if found is not None and not article and _is_whole(text, place, found[0]):
            return found[0]
    token = text.tokens[place]
    if token.kind == "number":
        if unit_after(
            text.tokens, text.lowers, text.texts, place + 1, digits=True
        ) is not None and not _labelled(text, place):
            return None
        return _number_as_name(text, place)
    if token.kind == "dotted":
        return place + 1
    if (
        token.lower in words().cardinals
        and place
        and text.lowers[place - 1] in _RANKS
        and not _before_plural(text, place + 1)
    ):
        return place + 1
    if token.lower in ("one", "ones"):
        return _pronoun(text, place)
    return _labelled_word(text, place) or _town(text, place)


_RANKS = frozenset({"top", "bottom"})
"""Words before a number that make it the name of a group: "the top three", "the bottom 10"."""


def _before_plural(text: Text, place: int) -> bool:
    return place < len(text.tokens) and text.tokens[place].kind == "word" and _plural_noun(text.lowers[place])


def _is_whole(text: Text, first: int, last: int) -> bool:
    """Whether a phrase is not a part of a longer word ("5g" of "2.5g")."""
    tokens = text.tokens
    if first and glued(tokens, first) and tokens[first - 1].kind != "sign":
        return False
    if first and glued(tokens, first) and text.texts[first - 1] in "$£€¥₹.-":
        return False
    return not (last < len(tokens) and glued(tokens, last) and tokens[last].kind != "sign")


def _labelled(text: Text, place: int) -> bool:
    """Whether a label stands before the number or something touches it, so that a unit after it decides nothing."""
    if place == 0:
        return False
    before = text.tokens[place - 1]
    if glued(text.tokens, place):
        return before.kind == "word" or before.text in _HYPHENS or before.text in "/#№_§@^\\"
    return before.lower in _names().labels_always or before.text == "."


_SYMBOL = re.compile(r"[b-df-hj-np-tv-zB-DF-HJ-NP-TV-ZµΩ]{1,3}")


def _is_exponent(text: Text, place: int) -> bool:
    """Whether the number is the power of a unit's symbol after a number: "5 mg L-1", "12 m s−1"."""
    tokens, texts = text.tokens, text.texts
    if place < 3 or texts[place] not in ("1", "2", "3") or texts[place - 1] not in (*_HYPHENS, "−"):
        return False
    if not (glued(tokens, place) and glued(tokens, place - 1)) or glued(tokens, place - 2):
        return False
    if _SYMBOL.fullmatch(texts[place - 2]) is None or text.lowers[place - 2] == "pm":
        return False
    before = place - 3
    if tokens[before].kind == "word" and _SYMBOL.fullmatch(re.sub("[ou]", "", texts[before])):
        before -= 1
    if (
        before > 0
        and tokens[before].kind == "number"
        and tokens[before - 1].kind == "word"
        and glued(tokens, before)
    ):
        before -= 2
    return before >= 0 and tokens[before].kind == "number"


def _number_as_name(text: Text, place: int) -> int | None:
    tokens, texts, lowers = text.tokens, text.texts, text.lowers
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = place + 1
    if (
        before is not None
        and before.lower in _RANKS
        and token.text.isdecimal()
        and not _before_plural(text, after)
    ):
        return after
    if (
        before is not None
        and before.text in _HYPHENS
        and place >= 2
        and lowers[place - 2] in ("last", "top", "final")
        and glued(tokens, place)
    ):
        return after
    if _is_exponent(text, place):
        return after
    # A320, iPhone15, H1: letters directly before
    if before is not None and glued(tokens, place):
        if before.kind == "word" and currency_before(tokens, texts, lowers, place - 1) is None:
            return _rest(text, after)
        if before.text in _HYPHENS and place >= 2 and glued(tokens, place - 1):
            joined = tokens[place - 2]
            if (
                joined.kind == "word"
                and (
                    joined.text[0].isupper()
                    or joined.lower in ("covid", "sars", "omega", "mid")
                    or _is_code(joined.lower)
                )
                and joined.lower not in words().cardinals
            ):
                if joined.lower in cue("not_claims", "number_as_name_words_2"):
                    return None
                return _rest(text, after)
        if before.text in ("/", "#", "№", "_", "§", "@", "^", "\\") and not (
            before.text == "/" and place >= 2 and tokens[place - 2].kind == "number"
        ):
            if (
                before.text == "/"
                and place >= 2
                and tokens[place - 2].kind != "number"
                and glued(tokens, place - 1)
            ):
                return _rest(text, after)
            if before.text != "/":
                return _rest(text, after)
    if (
        after + 1 < len(tokens)
        and tokens[after].kind == "word"
        and glued(tokens, after)
        and glued(tokens, after + 1)
        and tokens[after + 1].kind == "number"
        and not (lowers[after] == "e" or (lowers[after] == "x" and texts[after + 1] in ("2", "10")))
    ):
        return _rest(text, after)
    if after < len(tokens) and lowers[after] in ("zip", "postcode") and not glued(tokens, after):
        return after
    # phone and reference numbers: many groups joined by hyphens or slashes
    if after < len(tokens) and texts[after] in ("-", "/", "–") and glued(tokens, after):
        groups = 1
        position = place
        while (
            position + 2 < len(tokens)
            and texts[position + 1] in ("-", "/", "–")
            and glued(tokens, position + 1)
            and glued(tokens, position + 2)
            and tokens[position + 2].kind == "number"
        ):
            position += 2
            groups += 1
        if groups >= 3:
            return position + 1 if numeric_date(text, place) is None else None
        if (
            groups == 2
            and token.text.isdecimal()
            and len(token.text) >= 3
            and len(texts[position]) >= 4
            and texts[after] == "-"
            and not (
                token.text[0] != "0"
                and int(texts[position].replace(",", "").split(".")[0] or 0) > int(token.text)
            )
        ):
            return position + 1
    # 0800 555 1234, leading zeros, very long runs
    if (
        token.text.isdecimal()
        and len(token.text) >= 3
        and token.text[0] == "0"
        and not _clock_follows(text, after)
        and not is_military(text, place)
    ):
        position = after
        while (
            position < len(tokens) and tokens[position].kind == "number" and len(tokens[position].text) <= 8
        ):
            position += 1
        return position
    # letters glued after with more digits: 3D2, 10K (runs), 4x4
    if (
        after < len(tokens)
        and glued(tokens, after)
        and texts[after] in ("x", "×", "X")
        and texts[after + 1 : after + 2] not in (["10"], ["2"])
        and after + 1 < len(tokens)
        and tokens[after + 1].kind == "number"
        and glued(tokens, after + 1)
    ):
        return _rest(text, after + 2)
    if before is not None and not glued(tokens, place):
        label = before.lower
        table = _names()
        if before.text in ("#", "№", "§"):
            return _rest(text, after)
        capitals = any(letter.isupper() for letter in before.text)
        capitalised = capitals and not _opens_sentence(text, place - 1)
        labelled = label in table.labels_always or (label in table.labels and capitalised)
        if before.kind == "word" and labelled and not _counts(text, place):
            return _rest(text, after)
        if (
            before.text == "."
            and place >= 2
            and lowers[place - 2] in cue("not_claims", "number_as_name_words")
            and glued(tokens, place - 1)
        ):
            return _rest(text, after)
        if before.kind == "word" and (_product(text, place) or _door(text, place)):
            return _rest(text, after)
    if _address(text, place) or _before_name(text, place) or _model_after_number(text, place):
        return after
    return _list_marker(text, place)


def _is_code(word: str) -> bool:
    """Whether letters before a hyphen and a number are an abbreviation: they hold no vowel ("scp-173")."""
    return 2 <= len(word) <= 4 and not any(letter in "aeiouy" for letter in word)


def _clock_follows(text: Text, after: int) -> bool:
    if after >= len(text.tokens):
        return False
    return text.lowers[after] in cue("not_claims", "after_clock_follows")


def _is_currency_word(word: str) -> bool:
    tokens = tokenize(word + "1")
    return currency_before(tokens, [t.text for t in tokens], [t.lower for t in tokens], 0) is not None


def _rest(text: Text, after: int) -> int:
    """The place after what is joined to a name's number: letters, further groups, list members ("Articles 5 and 6")."""
    tokens = text.tokens
    while (
        after < len(tokens)
        and glued(tokens, after)
        and (
            tokens[after].kind in ("word", "number", "dotted")
            or (
                text.texts[after] in "-–/."
                and after + 1 < len(tokens)
                and glued(tokens, after + 1)
                and tokens[after + 1].kind != "sign"
            )
        )
    ):
        after += 1
    return after


def _counts(text: Text, place: int) -> bool:
    """Whether the number after a label word counts what follows: "section 12 million"."""
    after = place + 1
    if after >= len(text.tokens):
        return False
    return text.lowers[after] in cue("not_claims", "after_counts") or (text.tokens[place].text.find(",") > 0)


def _opens_sentence(text: Text, place: int) -> bool:
    if place == 0:
        return True
    before = text.tokens[place - 1]
    return (
        before.text in (".", "!", "?", "”", '"', ":")
        or "\n" in text.text[before.end : text.tokens[place].start]
    )


def _product(text: Text, place: int) -> bool:
    """ "iPhone 15", "Windows 11", "Model 3": a capitalised word in mid-sentence before a bare number of few digits
    that has no noun, unit or hedge."""
    tokens = text.tokens
    before = tokens[place - 1]
    digits = tokens[place].text
    if not digits.isdecimal() or len(digits) > 4:
        return False
    word = before.text
    if before.lower.endswith(("'s", "s'")):
        return False
    if before.lower in cue("not_claims", "verbish") or not (
        word[0].isupper() or (len(word) > 1 and any(c.isupper() for c in word[1:]))
    ):
        return False
    if (
        before.lower in cue("not_claims", "months_and_days")
        or word == "AD"
        or _is_currency_word(word)
        or before.lower in words().cardinals
    ):
        return False
    after = place + 1
    if after < len(tokens):
        following = tokens[after]
        if following.kind == "sign" and following.text in ("%", "°", "-", "–", "/", "$", "€", "£", "+"):
            return False
        if following.kind == "word" and glued(tokens, after):
            return False
        if following.kind == "word" and following.lower in cue("not_claims", "after_product"):
            return False
    if _opens_sentence(text, place - 1):
        mixed = any(c.isupper() for c in word[1:]) and any(c.islower() for c in word)
        return mixed or (place >= 1 and before.lower in _names().labels)
    if len(digits) == 4 and 1000 <= int(digits) <= 2199:
        return False
    if (
        after < len(tokens)
        and tokens[after].text in (",", ")")
        and place >= 2
        and tokens[place - 2].kind == "word"
    ):
        # "Edwards 23, Jones 14" are points
        return False
    return not (
        after < len(tokens)
        and tokens[after].kind == "word"
        and tokens[after].text[0].islower()
        and _plural_noun(tokens[after].lower)
    )


def _door(text: Text, place: int) -> bool:
    """ "(lives in) flat 12", "(at) gate 4.": a part of a building with its number, which counts nothing."""
    if place < 2 or not text.texts[place].isdecimal() or len(text.texts[place]) > 3:
        return False
    if text.lowers[place - 1] not in cue("not_claims", "doors"):
        return False
    following = text.tokens[place + 1] if place + 1 < len(text.tokens) else None
    ends = following is None or following.text in (".", ",", ";", ")") or following.lower in _AFTER_DOOR
    return ends and text.lowers[place - 2] in cue("not_claims", "before_doors")


_AFTER_DOOR = frozenset(
    {"at", "in", "of", "on", "and", "when", "where", "after", "before", "with", "was", "is"}
)


def _plural_noun(word: str) -> bool:
    return (word.endswith("s") and word not in cue("not_claims", "plural_noun_words")) or word in (
        "people",
        "men",
        "women",
        "children",
    )


def _address(text: Text, place: int) -> bool:
    """ "49 Zorro Ranch Road": a number before a capitalised name that ends in a street word."""
    tokens = text.tokens
    if len(tokens[place].text) > 5 or "." in tokens[place].text or "," in tokens[place].text:
        return False
    position = place + 1
    streets = _names().streets
    steps = 0
    while position < len(tokens) and steps < 5:
        token = tokens[position]
        if token.kind != "word" or not token.text[0].isupper():
            if (
                token.kind == "number"
                and position + 2 < len(tokens)
                and text.lowers[position + 1] in ("st", "nd", "rd", "th")
            ):
                position += 2
                steps += 1
                continue
            return False
        if token.lower in streets and steps >= 1:
            return True
        position += 1
        steps += 1
    return False


def _before_name(text: Text, place: int) -> bool:
    """ "787 Dreamliner", "22 Avenue Foch": bare digits before a name in the singular that no plural noun follows."""
    tokens = text.tokens
    digits = tokens[place].text
    if not digits.isdecimal() or not 2 <= len(digits) <= 4 or place == 0:
        return False
    position = place + 1
    if (
        position < len(tokens)
        and text.texts[position] in _HYPHENS
        and glued(tokens, position)
        and position + 1 < len(tokens)
        and tokens[position + 1].kind == "number"
    ):
        position += 2
    first = position
    while (
        position < len(tokens)
        and tokens[position].kind == "word"
        and tokens[position].text[0].isupper()
        and not glued(tokens, position)
    ):
        position += 1
    if (
        position == first
        or text.lowers[position - 1] in cue("not_claims", "verbish")
        or text.lowers[first] in cue("not_claims", "verbish")
        or text.lowers[first] in cue("not_claims", "months_and_days")
    ):
        return False
    if (
        _is_currency_word(text.texts[first])
        or text.texts[first].isupper()
        or text.lowers[position - 1].endswith(("s", "ese", "ish", "men", "ch", "people"))
    ):
        return False
    following = tokens[position] if position < len(tokens) else None
    if following is not None and following.kind == "number" and not glued(tokens, position):
        return False  # "12 Boeing 787s": the name's own number follows
    if (
        following is not None
        and following.kind == "word"
        and following.text not in cue("not_claims", "after_before_name")
    ):
        return False
    capitals = sum(
        1
        for token in tokens[max(0, place - 8) : place + 9]
        if token.kind == "word" and token.text[0].isupper()
    )
    others = sum(1 for token in tokens[max(0, place - 8) : place + 9] if token.kind == "word") - capitals
    return capitals <= others


def _model_after_number(text: Text, place: int) -> bool:
    """The "737" of "two new 737 Max jets": a bare number in a phrase that another number opened."""
    if place < 2 or not text.texts[place].isdecimal() or not 3 <= len(text.texts[place]) <= 4:
        return False
    number = text.tokens[place - 2]
    counts = number.lower in words().cardinals or (number.kind == "number" and number.text.isdecimal())
    after = place + 1
    noun = after < len(text.tokens) and text.tokens[after].kind == "word" and not glued(text.tokens, after)
    return counts and noun and text.lowers[place - 1] in cue("not_claims", "before_model")


def _list_marker(text: Text, place: int) -> int | None:
    """ "1)", "(2)", "3." at the start of a line."""
    tokens, texts = text.tokens, text.texts
    token = tokens[place]
    if not token.text.isdecimal() or len(token.text) > 2:
        return None
    after = place + 1
    if after >= len(tokens) or not glued(tokens, after):
        return None
    line_start = place == 0 or "\n" in text.text[tokens[place - 1].end : token.start]
    if texts[after] == ")" and not (place and texts[place - 1] == "(" and glued(tokens, place)):
        if line_start or (place and texts[place - 1] in (";", ",", ":")):
            return after + 1
        return None
    if (
        texts[after] == "."
        and line_start
        and after + 1 < len(tokens)
        and not glued(tokens, after + 1)
        and tokens[after + 1].text[0].isupper()
    ):
        return after + 1
    return None


def _pronoun(text: Text, place: int) -> int | None:
    """ "one" that stands for a noun or a person: "the one who", "one can see", "a big one"."""
    tokens, lowers = text.tokens, text.lowers
    if lowers[place] == "ones":
        return place + 1
    before = lowers[place - 1] if place else ""
    after = place + 1
    following = lowers[after] if after < len(tokens) else ""
    if following in ("-", "‐", "‑") and after + 1 < len(tokens) and lowers[after + 1] == "in":
        following = "in"
    if following == "of" and before not in ("the", "another", "this"):
        return None
    if following in words().scales or unit_after(tokens, lowers, text.texts, after, digits=False) is not None:
        return None
    if following == "'s" or before in cue("not_claims", "before_pronoun") or before in ("a", "an"):
        return (
            None
            if following in ("in", "third", "per", "percent", "out") and before in ("a", "an", "that", "only")
            else place + 1
        )
    if following in ("was", "is", "has", "had") and before in ("and", ",", "but", ";"):
        return None
    if following in cue("not_claims", "after_pronoun"):
        return place + 1
    return None


def _town(text: Text, place: int) -> int | None:
    """ "(in) Ninety Six, South Carolina": number words with capitals, then a comma and the name of a state."""
    tokens = text.tokens
    last = place
    while last < len(tokens) and tokens[last].lower in words().cardinals and tokens[last].text[0].isupper():
        last += 1
    if last == place or last + 1 >= len(tokens) or tokens[last].text != ",":
        return None
    state = tokens[last + 1]
    if state.kind != "word" or not state.text[0].isupper() or state.lower in words().cardinals:
        return None
    inside = place > 0 and text.lowers[place - 1] in cue("not_claims", "before_towns")
    return last if last > place + 1 or inside else None


def _labelled_word(text: Text, place: int) -> int | None:
    """ "Article Five", "Level Two", "Chapter Three": a label and a number word, both capitalised."""
    tokens = text.tokens
    token = tokens[place]
    if token.lower not in words().cardinals or place == 0:
        return None
    before = tokens[place - 1]
    if (
        token.text[0].isupper()
        and before.kind == "word"
        and before.lower in _names().labels
        and before.text[0].isupper()
    ):
        return place + 1
    return None
