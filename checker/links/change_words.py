"""The words that say which way a number went, and by what factor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

_RISING_VERBS = (
    "rise rises rose risen rising grow grows grew grown growing increase increases increased increasing "
    "climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soars"
    " soared soaring "
    "leap leaps leapt leaped leaping gain gains gained gaining swell swells swelled swollen swelling "
    "expand expands expanded expanding rocket rockets rocketed rocketing skyrocket skyrocketed balloon"
    " ballooned "
    "ballooning spike spikes spiked spiking rally rallied rallying widen widens widened widening "
    "raise raises raised raising lift lifts lifted lifting boost boosts boosted boosting "
    "advance advances advanced advancing mushroom mushroomed snowball snowballed accelerate accelerated"
    " accelerating"
)
_FALLING_VERBS = (
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining "
    "decrease decreases decreased decreasing plunge plunges plunged plunging slump slumps slumped slumping "
    "tumble tumbles tumbled tumbling slide slides slid sliding sink sinks sank sunk sinking "
    "shrink shrinks shrank shrunk shrinking dip dips dipped dipping slip slips slipped slipping "
    "plummet plummets plummeted plummeting ease eases eased easing slow slows slowed slowing "
    "narrow narrows narrowed narrowing contracted "
    "cut cuts cutting reduce reduces reduced reducing lower lowers lowered lowering trim trims trimmed"
    " trimming "
    "slash slashes slashed slashing dwindle dwindles dwindled dwindling crash crashed crashing "
    "diminish diminished diminishing weaken weakened weakening collapse collapsed collapsing shave shaved"
)
_RISING_NOUNS = (
    "rise increase growth jump surge gain climb leap hike uptick upturn spike improvement advance expansion"
    " boost raise"
)
_FALLING_NOUNS = (
    "fall drop decline decrease reduction cut plunge slump slide dip loss downturn contraction slowdown slip "
    "shrinkage tumble fall-off drop-off"
)
_RISING_COMPARATIVES = "more higher greater larger bigger up above heavier longer taller costlier dearer"
_FALLING_COMPARATIVES = "fewer less lower smaller down below lighter shorter cheaper"
_FACTORS: Mapping[str, tuple[Fraction, str]] = {
    **{word: (Fraction(2), "up") for word in ("double", "doubles", "doubled", "doubling")},
    **{
        word: (Fraction(3), "up")
        for word in ["triple", "triples", "tripled", "tripling", "treble", "trebles", "trebled", "trebling"]
    },
    **{word: (Fraction(4), "up") for word in ["quadruple", "quadruples", "quadrupled", "quadrupling"]},
    **{word: (Fraction(5), "up") for word in ["quintuple", "quintuples", "quintupled", "quintupling"]},
    **{word: (Fraction(1, 2), "down") for word in ("halve", "halves", "halved", "halving")},
}

_DIRECTIONS: Mapping[str, str] = {
    **dict.fromkeys(f"{_RISING_VERBS} {_RISING_NOUNS} {_RISING_COMPARATIVES}".split(), "up"),
    **dict.fromkeys(f"{_FALLING_VERBS} {_FALLING_NOUNS} {_FALLING_COMPARATIVES}".split(), "down"),
    **{word: side for word, (_, side) in _FACTORS.items()},
}


def _alternatives(words: str) -> str:
    return "(?:" + "|".join(sorted(words.split(), key=lambda word: (-len(word), word))) + ")"


_MOVING = (
    "go goes went gone going is are was were be been being come comes came move moves moved send sends"
    " sent push "
    "pushes pushed bring brings brought take takes took taken drive drives drove driven edge edges"
    " edged edging "
    "inch inched inching tick ticked pull pulled drag dragged shoot shot end ended finish finished"
    " close closed trade "
    "traded"
)
VERB = (
    rf"(?:{_alternatives(_MOVING)} (?:back |further |sharply |slightly |a bit |right )?(?:up|down|higher"
    r"|lower)"
    rf"|{_alternatives(f'{_RISING_VERBS} {_FALLING_VERBS}')})"
)
"""A pattern for a verb of rising or falling, in any of its forms ("rose", "went up")."""
NOUN = _alternatives(f"{_RISING_NOUNS} {_FALLING_NOUNS}") + "s?"
"""A pattern for a noun of rising or falling."""
COMPARATIVE = _alternatives(f"{_RISING_COMPARATIVES} {_FALLING_COMPARATIVES}")
"""A pattern for a comparative that sets one number above or below another."""
FACTOR = _alternatives(" ".join(_FACTORS))
"""A pattern for a verb that says a factor ("doubled")."""


def direction(word: str) -> str:
    """Which way a word points: "up", "down", or "" where it does not say."""
    folded = re.sub(r"\s+", " ", word.strip().lower())
    for form in (folded, folded.removesuffix("s"), folded.split(" ")[-1]):
        if form in _DIRECTIONS:
            return _DIRECTIONS[form]
    return ""


def factor(word: str) -> Fraction | None:
    """The factor that a verb says: 2 for "doubled", a half for "halved"."""
    found = _FACTORS.get(word.strip().lower())
    return None if found is None else found[0]


_HEDGES: tuple[tuple[str, str], ...] = (
    (r"(?:well |far |much )?more than|over|at least", "more_than"),
    (r"less than|not (?:quite|even)|under", "less_than"),
    (r"almost|nearly|close to|(?:very |all )?but|virtually|practically|just under", "nearly"),
    (r"about|roughly|approximately|around|some|effectively|broadly", "about"),
    (r"just over|slightly more than|a little (?:over|more than)", "just_over"),
)
HEDGE = "(?:" + "|".join(source for source, _ in _HEDGES) + ")"
"""A pattern for a hedge before a verb that says a factor ("more than doubled")."""


def qualifier(hedge: str | None) -> str:
    """The qualifier that such a hedge is."""
    if hedge is None:
        return "exactly"
    for source, name in reversed(_HEDGES):
        if re.fullmatch(source, hedge.strip().lower()):
            return name
    return "exactly"
