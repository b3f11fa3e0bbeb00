"""Ages: "aged 44", "the 44-year-old", "44 years old", "a man of 34", "Keane, 44,"."""

from __future__ import annotations

from dataclasses import replace

from checker.claims.amounts import Amount, Text
from checker.claims.lexicon import cue
from checker.claims.numerals import glued

_AGE_UNITS = frozenset({"year", "month", "week", "day"})
_HYPHENS = frozenset("-‐‑–")


def as_age(text: Text, amount: Amount) -> Amount | None:
    """The amount as an age, where the words around it say so."""
    if amount.is_ordinal or amount.is_fraction or (amount.value is None and amount.vague is None):
        return None
    tokens, lowers, texts = text.tokens, text.lowers, text.texts
    place = amount.unit_last
    if amount.unit in _AGE_UNITS and amount.per is None:
        after = place
        while after < len(tokens) and texts[after] in _HYPHENS:
            after += 1
        if after < len(tokens):
            if lowers[after] in ("old", "olds", "yo"):
                return _age(amount, after + 1)
            if lowers[after] == "of" and after + 1 < len(tokens) and lowers[after + 1] == "age":
                return _age(amount, after + 2)
            if lowers[after] == "aged":
                return _age(amount, after + 1)
        if amount.first and lowers[amount.first - 1] in ("aged", "age"):
            return _age(amount, place)
        return None
    if amount.form != "count" or amount.unit is not None or amount.vague is not None or amount.value is None:
        return None
    if not 0 < (amount.high or amount.value) < 130 or amount.value.denominator != 1:
        return None
    if place < len(lowers) and lowers[place] in ("yo", "y.o", "y.o."):
        return _age(amount, place + 1)
    if lowers[place : place + 4] in (["-", "year", "-", "old"], ["-", "years", "-", "old"]):
        return _age(amount, place + 4)
    before = lowers[amount.first - 1] if amount.first else ""
    before_two = lowers[amount.first - 2] if amount.first >= 2 else ""
    if before in ("aged", "ages") or _limits_an_age(text, amount, _word_at(lowers, place)):
        return _age(amount, amount.last)
    if before == "age" or (before == "of" and before_two in ("age", "ages")):
        return _age(amount, amount.last)
    following = lowers[place] if place < len(tokens) else ""
    if (
        before == "of"
        and before_two in cue("ages", "persons")
        and not (
            place < len(tokens)
            and tokens[place].kind == "word"
            and following not in cue("ages", "after_as_age")
        )
    ):
        return _age(amount, amount.last)
    nearby = lowers[max(0, amount.first - 5) : amount.first]
    if before in ("from", "between") and any(word in ("age", "ages", "aged") for word in nearby):
        return _age(amount, amount.last)
    if _is_of_age(text, amount, before, following) or _turned(text, amount, following):
        return _age(amount, amount.last)
    if before == "both" and before_two == "," and following in (",", ".", ")"):
        return _age(amount, amount.last)
    if before == "," and not amount.high and amount.in_digits and _stands_after_name(text, amount):
        return _age(amount, amount.last)
    if (
        before == "("
        and following == ")"
        and amount.in_digits
        and amount.value < 110
        and _stands_after_name(text, amount, closer=")")
    ):
        return _age(amount, amount.last)
    return None


def _limits_an_age(text: Text, amount: Amount, following: str) -> bool:
    """ "children under five", "anyone over 65": a person, a hedge and a bare number."""
    person = text.lowers[amount.first - 1] if amount.first else ""
    hedge = text.lowers[amount.first] if amount.first < len(text.lowers) else ""
    if person not in cue("ages", "limited_persons") or hedge not in ("under", "over", "above", "below"):
        return False
    noun = following.endswith("s") and following not in cue("ages", "after_age")
    return not noun and following not in cue("ages", "after_no_age")


def _word_at(lowers: list[str], place: int) -> str:
    """The word at a place, empty past the end."""
    return lowers[place] if place < len(lowers) else ""


def _is_of_age(text: Text, amount: Amount, before: str, following: str) -> bool:
    """ "life expectancy for men is 73", "raise the retirement age to 67": a number that says how high an age is."""
    ends = not following or following in cue("ages", "after_age") or following.endswith("ing")
    if before not in cue("ages", "before_an_age") or not ends:
        return False
    nearby = text.lowers[max(0, amount.first - 12) : amount.first]
    for place in range(len(nearby) - 1, -1, -1):
        if nearby[place] in (".", ";", ",", ":") or nearby[place].isdecimal():
            return False
        if nearby[place] == "expectancy" or (
            nearby[place] in ("age", "ages") and place and nearby[place - 1] in cue("ages", "kinds_of_age")
        ):
            return True
    return False


def _turned(text: Text, amount: Amount, following: str) -> bool:
    """ "turned 35", "she was 19 when", "died at 87": the age by the verb before it."""
    lowers = text.lowers
    if amount.high is not None or (following and following not in cue("ages", "after_age")):
        return False
    words = lowers[max(0, amount.first - 4) : amount.first]
    if not words:
        return False
    if words[-1] in ("turned", "turns", "turning") or words[-2:] == ["turn", "turn"]:
        return True
    if words[-1] == "at" and len(words) > 1 and words[-2] in ("died", "dies", "dead", "die"):
        return True
    verbs = [word for word in words if word in cue("ages", "turned_words_2")]
    if words[-1] in cue("ages", "turned_words"):
        start = len(words) - 1
        while start >= 0 and words[start] in verbs:
            start -= 1
        return (
            start >= 0
            and words[start] in cue("ages", "person_pronouns")
            and amount.value is not None
            and amount.value >= (15 if following in (".", ",") else 3)
        )
    return False


def _stands_after_name(text: Text, amount: Amount, *, closer: str = ",") -> bool:
    """ "Priya Nair, 44, …": a name or a person before, a comma, a bracket or the end after."""
    tokens, lowers, texts = text.tokens, text.lowers, text.texts
    place = amount.last
    if (
        place < len(tokens)
        and texts[place] not in (closer, ".", ";", ")")
        and lowers[place] not in cue("ages", "stands_after_name_words_2")
    ):
        return False
    if (
        place < len(tokens)
        and texts[place] == "."
        and glued(tokens, place)
        and place + 1 < len(tokens)
        and glued(tokens, place + 1)
    ):
        return False
    name = amount.first - 2
    if name < 0 or tokens[name].kind != "word":
        return False
    word = tokens[name]
    if lowers[name] in cue("ages", "persons") or lowers[name] in cue("ages", "stands_after_name_words_3"):
        return True
    if not word.text[0].isupper():
        return False
    if lowers[name] in cue("ages", "stands_after_name_words"):
        return False
    # one capitalised word that opens the sentence is no name ("Yesterday, 44, …")
    if closer == ")":
        return (
            name >= 1
            and tokens[name - 1].kind == "word"
            and tokens[name - 1].text[0].isupper()
            and amount.value is not None
            and amount.value >= 10
        )
    if place < len(tokens) and texts[place] in (";", ".") and _in_a_list_of_names(text, name, place):
        return True
    return place < len(tokens) and (
        texts[place] in (",", ")") or lowers[place] in ("and", "of", "who", "from")
    )


def _in_a_list_of_names(text: Text, name: int, place: int) -> bool:
    """Whether a full name ends at `name`, and stands in a list: "Ada Orrin, 44; Bo Lind, 45; and Cy Reed, 46."."""
    if not name or text.tokens[name - 1].kind != "word" or not text.texts[name - 1][0].isupper():
        return False
    return text.texts[place] == ";" or ";" in text.texts[max(0, name - 4) : name]


def _age(amount: Amount, last: int) -> Amount:
    return replace(
        amount, form="age", unit=amount.unit or "year", unit_last=max(last, amount.unit_last), per=None
    )
