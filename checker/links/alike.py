"""Whether two mentions speak of the same kind of thing: what is counted, what happened, which words they share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from checker.links.context import Context
from checker.model import Claim


def listed(words: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(words.split())


_EVENTS = {
    "die": "die assassinate dead death kill fatal fatality deadly perish slay murder drown toll body casualty lose_life",
    "shoot": "shoot shot gunshot shooting",
    "hurt": "injure hurt wound injury hospitalise hospitalize hospital",
    "arrest": "arrest pick detain hold seize_person custody nab round_up detention apprehend",
    "jail": "jail imprison convict guilty condemn prison",
    "charge": "charge indict accuse prosecute",
    "miss": "miss missing disappear unaccounted",
    "rescue": "rescue alive save pull evacuate evacuation",
    "seize": "seize recover confiscate find discover impound",
    "cut": "cut axe shed lose go slash loss redundancy redundant lay_off layoff",
    "create": "create creation hire recruit add",
    "award": "award secure announce receive grant win fund funding provide approve allocate",
    "exchange": "exchange swap release free trade hand_over return",
    "build": "build construct construction building",
    "infect": "infect infection case diagnose test",
    "close": "close shut shut_down closure shutdown suspend suspension prorogue",
    "strike": "strike walk_out walkout",
    "overspend": "overspend overspending deficit over_budget overrun",
    "sell": "sell sale",
    "buy": "buy acquire purchase acquisition takeover",
    "pay": "pay payment fine payout compensation compensate damages",
    "rise": "rise grow increase jump climb gain surge growth up",
    "fall": "fall drop decline decrease plunge slump down",
    "march": "march rally protest demonstrate demonstration attend",
    "vote": "vote elect election ballot",
    "retire": "retire retirement retiring",
    "expire": "expire expiry expiration",
    "scrub": "scrub abort postpone",
    "ban": "ban suspend disqualify suspension disqualification",
    "donate": "donate donation gift",
    "delay": "delay",
    "sentence": "sentence term",
    "cost": "cost price",
    "marry": "marry wedding marriage",
    "resign": "resign resignation step_down quit",
    "attack": "attack assault bombing blast explosion explode",
    "crash": "crash collide collision wreck",
    "quake": "earthquake quake tremor aftershock",
    "begin": "begin start open opening launch",
    "end": "end finish conclude",
}
_CLASS_OF = {lemma: name for name, lemmas in _EVENTS.items() for lemma in lemmas.split()}

_PERSONS = listed(
    """
    biker rider walker hiker swimmer sailor farmer trucker trader lawyer monk nun priest pilgrim teen jockey coach
    people person man woman child boy girl passenger victim resident worker civilian soldier officer police
    policeman student pupil patient protester migrant refugee prisoner detainee suspect member miner tourist
    villager fan supporter player employee staff crew driver firefighter teacher doctor nurse troop personnel
    pedestrian cyclist teenager pensioner defendant other inmate guest demonstrator survivor infant baby adult
    juror voter skier climber sailor pilot rebel militant hostage dead fatality casualty national citizen
    human youth motorist bystander customer relative gunman attacker insurgent fighter troops kid teen
    """
)
_GENERIC_PERSONS = frozenset(
    [
        "people",
        "person",
        "victim",
        "dead",
        "fatality",
        "casualty",
        "other",
        "body",
        "death",
        "life",
        "individual",
    ]
)
_SYNONYMS = (
    ("job", "post", "position", "redundancy"),
    ("bike", "bicycle"),
    ("kid", "child"),
    ("cop", "officer", "police", "policeman"),
    ("pupil", "student", "schoolchild"),
    ("house", "home", "property", "dwelling"),
    ("shop", "store", "outlet"),
    ("staff", "worker", "employee"),
    ("car", "vehicle"),
    ("prisoner", "pow", "captive", "detainee", "combatant", "soldier"),
    ("death", "people", "person", "victim", "fatality", "body", "life", "casualty", "dead"),
    ("quake", "earthquake", "tremor"),
    ("murder", "killing", "victim"),
    ("vote", "ballot"),
    ("case", "infection"),
    ("plane", "aircraft", "jet"),
    ("migrant", "refugee"),
    ("soldier", "troop", "troops"),
    ("flat", "apartment"),
    ("protester", "demonstrator"),
)
_GROUP_OF: dict[str, tuple[int, ...]] = {}
for _number, _group in enumerate(_SYNONYMS):
    for _word in _group:
        _GROUP_OF[_word] = (*_GROUP_OF.get(_word, ()), _number)

_STOP = listed(
    """
    a an the and or but of to in on at by for with from as is are was were be been being has have had do does
    did it its he she they his her their this that these those which who whom said says say told will would
    could should may might can not no after before when while than then there here also about over under into
    out up down off all some any more most other another one two three four five six seven eight nine ten
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mr mrs ms dr sir year years month months week weeks day days today
    yesterday tomorrow new first last per cent percent million billion thousand hundred dozen least almost
    nearly around between since during so if us we you i our your my me him them what where how why just only
    very much many such
    """
)
_IRREGULAR = {
    "died": "die", "men": "man", "women": "woman", "children": "child", "lives": "life", "policemen": "policeman",
    "held": "hold",
    "lost": "lose", "won": "win", "sold": "sell", "bought": "buy", "paid": "pay", "built": "build",
    "went": "go", "gone": "go", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise", "grew": "grow",
    "grown": "grow", "began": "begin", "begun": "begin", "slain": "slay",
}  # fmt: skip


def event_class(word: str | None) -> str | None:
    """The class of happenings a lemma belongs to ("kill" and "death" are both "die"); itself where it has none."""
    if word is None:
        return None
    return _CLASS_OF.get(word.replace(" ", "_"), word)


def classes_in(text: str) -> frozenset[str]:
    """The classes of happenings that the words of a text name."""
    found = (_CLASS_OF_STEM.get(folded(word)) for word in re.findall(r"[A-Za-z]+", text))
    return frozenset(name for name in found if name is not None)


def happening(context: Context, claim: Claim) -> str | None:
    """The class of what happened to the counted things, by the words next to the number ("three dead", "kills at
    least nine", "four people were killed"), which a parser of headlines gets wrong; else by the claim's own event."""
    for word in re.findall(r"[A-Za-z]+|[,;:()\d]", context.after(claim, within=70))[:7]:
        if not word[0].isalpha():
            break
        found = _CLASS_OF_STEM.get(folded(word))
        if found is not None:
            return found
        if word.lower() in (
            "and",
            "but",
            "who",
            "which",
            "that",
            "as",
            "after",
            "when",
            "while",
            "in",
            "by",
            "from",
        ):
            break
    for word in reversed(re.findall(r"[A-Za-z]+|[,;:()]", context.before(claim, within=50))[-5:]):
        if not word[0].isalpha():
            break
        found = _CLASS_OF_STEM.get(folded(word))
        if found is not None:
            return found
        if word.lower() in ("and", "but", "who", "as", "after", "when", "while", "in", "from", "among"):
            break
    return event_class(claim.event)


def is_person(noun: str | None) -> bool:
    """Whether people are counted."""
    return noun is not None and (
        noun in _PERSONS or (len(noun) > 5 and noun.endswith(("ist", "ian", "eer", "man")))
    )


def is_generic_person(noun: str | None) -> bool:
    """Whether people are counted whoever they are, not a group of them such as women or soldiers."""
    return noun in _GENERIC_PERSONS


def same_noun(left: str | None, right: str | None) -> bool:
    """Whether two lemmas name the same things: equal, or synonyms in news copy ("jobs", "posts")."""
    if left is None or right is None:
        return False
    if left == right:
        return True
    return bool(set(_GROUP_OF.get(left, ())) & set(_GROUP_OF.get(right, ())))


def folded(word: str) -> str:
    """A rough stem, enough to tell "bicycles" and "bicycle", "searched" and "searches" as the same word."""
    word = word.lower().strip("’'")
    word = _IRREGULAR.get(word, word)
    for ending in ("’s", "'s"):
        word = word.removesuffix(ending)
    for ending, put in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending) + put
    return word.removesuffix("e") if len(word) > 3 else word


_CLASS_OF_STEM = {folded(lemma): name for lemma, name in _CLASS_OF.items() if "_" not in lemma}


def content_words(text: str) -> frozenset[str]:
    """The words that say what a text is about, roughly stemmed: no numbers, no function words, no calendar words."""
    return frozenset(
        folded(word) for word in re.findall(r"[A-Za-z][A-Za-z’'\-]+", text) if word.lower() not in _STOP
    )


def names_in(text: str) -> frozenset[str]:
    """The words of a text written with a capital where no sentence begins."""
    found: set[str] = set()
    for match in re.finditer(r"[A-Z][A-Za-z’'\-]+", text):
        before = text[: match.start()].rstrip(" “\"'‘(")
        if before and before[-1] not in ".!?:\n" and match.group().lower() not in _STOP:
            found.add(match.group().removesuffix("'s").removesuffix("’s"))
    return frozenset(found)


def containment(left: frozenset[str], right: frozenset[str]) -> int:
    """How much of the smaller set of words the larger one holds, in percent; 0 where either is empty."""
    smaller = min(len(left), len(right))
    return 100 * len(left & right) // smaller if smaller else 0


def words_around(context: Context, claim: Claim) -> frozenset[str]:
    """The content words of a claim's sentence."""
    return content_words(context.sentence_text(claim))


def same_measure(left: Claim, right: Claim) -> bool:
    """Whether two claims are written in the same form and unit."""
    return left.form == right.form and left.unit == right.unit


def compatible_nouns(left: Claim, right: Claim) -> bool:
    """Whether nothing in the counted nouns keeps the two apart; an unstated noun is compatible with every one."""
    if left.counted is None or right.counted is None:
        return True
    return same_noun(left.counted, right.counted)


def is_sum_of(target: Fraction, parts: Iterable[Fraction], *, spare: int = 0) -> bool:
    """Whether two to four of the parts add up to the target, or fall short of it by up to `spare` implied ones."""
    values = [part for part in parts if 0 < part < target][:14]
    wanted = {target - short for short in range(spare + 1)}
    return any(sum(group) in wanted for size in (2, 3, 4) for group in combinations(values, size)) or any(
        value + extra == target for value in values for extra in range(1, spare + 1)
    )


def digits_swapped(left: str, right: str) -> bool:
    """Whether two numerals differ by two neighbouring digits that changed places."""
    return right in with_digits_swapped(left)


def with_digits_swapped(digits: str) -> set[str]:
    """The numerals that differ from this one by two neighbouring digits that changed places."""
    found = set()
    for first in range(len(digits) - 1):
        second = first + 2 if digits[first + 1] == "." else first + 1
        one, other = digits[first : first + 1], digits[second : second + 1]
        if one.isdigit() and other.isdigit() and one != other:
            found.add(digits[:first] + other + digits[first + 1 : second] + one + digits[second + 1 :])
    return found
