"""What a wording cannot do without: the numbers and the words that a text must hold before it is worth a search.

Most wordings fit no sentence of most articles. The least that one asks for is read off its source once: how many
numbers of which forms, and of which words one must stand there. Whatever a source holds that is not understood here
asks for nothing, so a text is searched once too often and never once too seldom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(
    r"(?P<group>\(\?P<\w+>|\(\?(?:-?i)?:|\((?!\?))"
    r"|(?P<around>\(\?(?:=|!|<=|<!))"
    r"|(?P<odd>\(\?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<gap><(?:gap|words|any):\d+>)"
    r"|(?P<end><end>)"
    r"|<\w*:(?P<slot>[a-z_|]+)>"
    r"|‹(?P<marks>\[\^?[^\]\\]+\]\*?|[^\W\d])"
    r"|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<times>(?:[?*+]|\{\d*(?:,\d*)?\})[?+]?)"
    r"|(?P<choice>(?<=[:>(])\w+(?:\|\w+)+(?=\)))"
    r"|(?P<letters>\w+(?![?*+{]))"
    r"|(?P<escape>\\(?:x..|u.{4}|U.{8}|N\{[^}]*\}|\d+|.))"
    r"|(?P<plain>.)",
    re.DOTALL,
)
_WORDS = re.compile(r"\w+")
_HEAD = 3
"""The letters of a word that are looked up where its ending is not known."""
_TAIL = 5
"""The letters of a word that are looked up where its beginning is not known."""

_NUMBER = "#{}"

Kind = Literal["letters", "mark", "edge", "nothing", "slot", "group", "unknown"]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a text must hold for a wording to fit."""

    numbers: tuple[tuple[int, int], ...] = ()
    """Sets of forms, as bits, each with how many numbers of those forms there must be."""
    words: tuple[frozenset[str], ...] = ()
    """Sets of words of each of which one must be there: "rise", "ris*" for any that begins so, "*twice" for any that
    ends so, "#8" for a number of that form.
    """
    total: int = 0
    """How many numbers there must be in all."""
    crosses: bool = True
    """Whether the wording may reach from one sentence into the next."""


@dataclass(slots=True)
class Holdings:
    """What a stretch of text holds: its words, and the forms of its numbers as bits, one entry for each number."""

    start: int
    end: int
    text: str
    forms: Sequence[int]
    _words: frozenset[str] | None = None
    _counts: dict[int, int] | None = None

    def words(self) -> frozenset[str]:
        """The words in small letters, the beginnings and endings of the longer ones, and the forms of the numbers."""
        if self._words is None:
            whole = set(_WORDS.findall(self.text[self.start : self.end].casefold()))
            parts = [word[:_HEAD] + "*" for word in whole if len(word) >= _HEAD]
            parts += ["*" + word[-_TAIL:] for word in whole if len(word) >= _TAIL]
            whole.update(parts)
            whole.update(map(_NUMBER.format, set(self.forms)))
            self._words = frozenset(whole)
        return self._words

    def count(self, forms: int) -> int:
        """How many numbers of these forms there are."""
        if self._counts is None:
            self._counts = {}
        found = self._counts.get(forms)
        if found is None:
            found = self._counts[forms] = sum(1 for form in self.forms if form & forms)
        return found

    def meet(self, needs: Needs) -> bool:
        """Whether nothing that the wording needs is missing."""
        if len(self.forms) < needs.total:
            return False
        for forms, least in needs.numbers:
            if self.count(forms) < least:
                return False
        if needs.words:
            words = self.words()
            return not any(words.isdisjoint(one_of) for one_of in needs.words)
        return True


class Stretches:
    """Stretches of one text, in order, by what they hold.

    Sets of stretches are whole numbers with a bit for each: what thousands of stretches hold is asked at once.
    """

    def __init__(self, stretches: Sequence[Holdings]) -> None:
        self._stretches = stretches
        self._places: dict[str, list[int]] = {}
        for place, held in enumerate(stretches):
            for word in held.words():
                self._places.setdefault(word, []).append(place)
        self._with_one_of: dict[frozenset[str], int] = {}
        self._with_numbers: dict[tuple[int, int], int] = {}

    def meeting(self, needs: Needs) -> list[Holdings]:
        """The stretches in which nothing is missing that the wording needs, in order."""
        bits = self._having(~0, needs.total)
        for forms, least in needs.numbers:
            bits &= self._having(forms, least)
        for one_of in needs.words:
            if not bits:
                return []
            bits &= self._having_one_of(one_of)
        return [self._stretches[place] for place in _places(bits)]

    def _having(self, forms: int, least: int) -> int:
        bits = self._with_numbers.get((forms, least))
        if bits is None:
            bits = self._with_numbers[(forms, least)] = _bits_at(
                (place for place, held in enumerate(self._stretches) if held.count(forms) >= least),
                len(self._stretches),
            )
        return bits

    def _having_one_of(self, words: frozenset[str]) -> int:
        bits = self._with_one_of.get(words)
        if bits is None:
            places = (place for word in words for place in self._places.get(word, ()))
            bits = self._with_one_of[words] = _bits_at(places, len(self._stretches))
        return bits


def _bits_at(places: Iterable[int], length: int) -> int:
    """The number that has a bit at each of these places."""
    room = bytearray(length // 8 + 1)
    for place in places:
        room[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(room, "little")


def _places(bits: int) -> Iterator[int]:
    """The places at which a number has a bit, from the lowest."""
    for number, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        if byte:
            for place in range(8):
                if byte >> place & 1:
                    yield 8 * number + place


@dataclass(frozen=True, slots=True)
class _Node:
    kind: Kind
    letters: str = ""
    forms: int = 0
    branches: tuple[tuple[_Node, ...], ...] = ()
    optional: bool = False
    repeated: bool = False


_NOTHING, _UNKNOWN, _MARK, _EDGE = _Node("nothing"), _Node("unknown"), _Node("mark"), _Node("edge")


@dataclass(frozen=True, slots=True)
class _Found:
    slots: tuple[int, ...]
    words: tuple[frozenset[str], ...]
    apart: bool
    """Whether a word may begin behind it: what ends it is no letter."""


def needs_of(source: str, forms: Mapping[str, int]) -> Needs:
    """What the wording `source` needs; `forms`: what each name of a slot, or letter of a mark, stands for, as bits."""
    reader = _Reader(source, forms)
    branches = reader.branches()
    if branches is None:
        return Needs()
    found = _of_branches(branches, apart=False, followed=False)
    sets = set(found.slots)
    return Needs(
        numbers=tuple((bits, sum(1 for slot in found.slots if slot | bits == bits)) for bits in sorted(sets)),
        words=tuple(sorted(set(found.words), key=len)),
        total=len(found.slots),
        crosses=reader.crosses or not found.slots,
    )


def _union(sets: Iterable[int]) -> int:
    """All that one of the sets of bits holds."""
    bits = 0
    for some in sets:
        bits |= some
    return bits


class _Reader:
    """The source of a wording as a tree; None where it holds a construction that is not known here."""

    def __init__(self, source: str, forms: Mapping[str, int]) -> None:
        self.crosses = False
        self._forms = forms
        self._tokens = list(_TOKEN.finditer(source))
        self._place = 0

    def branches(self) -> tuple[tuple[_Node, ...], ...] | None:
        found = self._branches()
        return found if self._place >= len(self._tokens) else None

    def _branches(self) -> tuple[tuple[_Node, ...], ...] | None:
        branches: list[tuple[_Node, ...]] = []
        nodes: list[_Node] = []
        while self._place < len(self._tokens):
            token = self._tokens[self._place]
            kind = token.lastgroup
            if kind == "close":
                break
            self._place += 1
            if kind == "bar":
                branches.append(tuple(nodes))
                nodes = []
                continue
            if kind == "choice":
                *others, last = (
                    _Node("letters", letters=word) for word in token.group().casefold().split("|")
                )
                branches.extend((node,) for node in others)
                nodes.append(last)
                continue
            node = self._node(token)
            if node is None:
                return None
            nodes.append(self._times(node))
        return (*branches, tuple(nodes))

    def _node(self, token: re.Match[str]) -> _Node | None:
        kind = token.lastgroup
        text = token.group()
        if kind == "letters":
            return _Node("letters", letters=text.casefold())
        if kind in ("group", "around"):
            inside = self._branches()
            if inside is None or self._place >= len(self._tokens):
                return None
            self._place += 1
            return _NOTHING if kind == "around" else _Node("group", branches=inside)
        if kind == "marks":
            letters = token["marks"].strip("[]*")
            named = self._forms if letters.startswith("^") else letters
            return _Node("slot", forms=_union(self._forms.get(letter, 0) for letter in named))
        if kind == "slot":
            return _Node("slot", forms=_union(self._forms[name] for name in token["slot"].split("|")))
        if kind == "plain":
            self.crosses = self.crosses or text in ".^$\x1c\x1d\x1e\x1f"
            if text in "^$":
                return _NOTHING
            if text == ".":
                return _UNKNOWN
            return _Node("letters", letters=text.casefold()) if _WORDS.fullmatch(text) else _MARK
        if kind == "escape":
            self.crosses = self.crosses or text[1] in "sWDZxuUN0123456789"
            if text == r"\b":
                return _EDGE
            return _UNKNOWN if text[1].isalnum() and text[1] not in "sW" else _MARK
        if kind == "class":
            outside = text.startswith("[^")
            self.crosses = self.crosses or outside or re.search(r"\\[sWD]|<end>", text) is not None
            marks = not outside and "\\" not in text and not re.search(r"\w|.-.", text[1:-1])
            return _MARK if marks else _UNKNOWN
        if kind == "gap":
            self.crosses = self.crosses or text.startswith("<any")
            return _UNKNOWN
        if kind == "end":
            self.crosses = True
            return _MARK
        return None

    def _times(self, node: _Node) -> _Node:
        if self._place >= len(self._tokens):
            return node
        token = self._tokens[self._place]
        if token.lastgroup != "times":
            return node
        self._place += 1
        text = token.group()
        optional = text[0] in "?*" or re.match(r"\{0*[,}]", text) is not None
        return _Node(node.kind, node.letters, node.forms, node.branches, optional, repeated=text[0] != "?")


def _of_branches(branches: Sequence[Sequence[_Node]], *, apart: bool, followed: bool) -> _Found:
    each = [_of_sequence(nodes, apart=apart, followed=followed) for nodes in branches]
    if len(each) == 1:
        return each[0]
    slots: tuple[int, ...] = ()
    least = min(len(found.slots) for found in each)
    if least:
        slots = (_union(slot for found in each for slot in found.slots),) * least
    words: tuple[frozenset[str], ...] = ()
    if all(found.words or found.slots for found in each):
        words = (frozenset().union(*map(_one_of, each)),)
    return _Found(slots, words, all(found.apart for found in each))


def _one_of(found: _Found) -> frozenset[str]:
    """The words of which one must be there for a branch; one without words has numbers, and names their forms."""
    if found.words:
        return min(found.words, key=len)
    return frozenset(_NUMBER.format(1 << place) for place in _places(found.slots[0]))


def _word(word: str, *, begun: bool, ended: bool) -> tuple[frozenset[str], ...]:
    """What a text must hold where a run of letters stands that begins, or ends, where a word does."""
    if begun and ended:
        return (frozenset((word,)),)
    if begun and len(word) >= _HEAD:
        return (frozenset((word[:_HEAD] + "*",)),)
    if ended and len(word) >= _TAIL:
        return (frozenset(("*" + word[-_TAIL:],)),)
    return ()


def _of_sequence(nodes: Sequence[_Node], *, apart: bool, followed: bool) -> _Found:
    """What a sequence needs. `apart`: whether what stands before it ends a word; `followed`: so does what comes after."""
    if len(nodes) == 1 and nodes[0].kind == "letters" and not (nodes[0].optional or nodes[0].repeated):
        return _Found((), _word(nodes[0].letters, begun=apart, ended=followed), apart=False)
    slots: list[int] = []
    words: list[frozenset[str]] = []
    word, whole = "", False

    def close(*, bounded: bool) -> None:
        nonlocal word
        words.extend(_word(word, begun=whole, ended=bounded))
        word = ""

    for place, node in enumerate(nodes):
        if node.kind == "nothing":
            continue
        if node.kind == "letters" and not node.optional and not node.repeated:
            if not word:
                whole = apart
            word += node.letters
            apart = False
            continue
        if word:
            close(bounded=_begins_apart(nodes, place, followed=followed))
        if node.kind == "edge":
            apart = True
        elif node.kind in ("mark", "slot"):
            if node.kind == "slot" and not node.optional:
                slots.append(node.forms)
            apart = apart or not node.optional
        elif node.kind == "group":
            inside = _of_branches(
                node.branches,
                apart=apart and not node.repeated,
                followed=not node.repeated and _begins_apart(nodes, place + 1, followed=followed),
            )
            if not node.optional:
                slots.extend(inside.slots)
                words.extend(inside.words)
            apart = inside.apart and (apart or not node.optional)
        else:
            apart = False
    if word:
        close(bounded=followed)
    return _Found(tuple(slots), tuple(words), apart)


def _begins_apart(nodes: Sequence[_Node], place: int, *, followed: bool) -> bool:
    """Whether a word that ends before this place cannot go on there."""
    for behind, node in enumerate(nodes[place:], start=place + 1):
        if node.kind == "nothing":
            continue
        if node.kind == "edge":
            return True
        if node.kind in ("mark", "slot"):
            if not node.optional:
                return True
            continue
        if node.kind == "group":
            after = _begins_apart(nodes, behind, followed=followed)
            return all(_begins_apart(branch, 0, followed=after) for branch in node.branches) and (
                after or not node.optional
            )
        return False
    return followed
