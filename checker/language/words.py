"""Part of speech, morphology and lemma of every word, by a model's own rules, each word looked up once.

The rules of an attribute ruler decide nearly every token by its tag and its dependency alone, some by its word too, and
the lemmatizer after them by the word and what they said. Each is asked once and its answer kept; sentences with a word
that one of the rules over several tokens may concern go through the rules themselves. The annotations are those of the
model as it comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc

NAME = "crossfoot_words"
REPLACED = ("attribute_ruler", "lemmatizer")
_MOST = 200_000
"""Words kept; more than any language has is rubbish, and all are forgotten."""

_Token = Mapping[str, Any]
_Key = tuple[int, int, int]
"""A word, its tag and its dependency."""
_Row = tuple[int, ...]
"""Tag, part of speech, morphology, lemma, dependency."""


def remember_words(pipeline: Language) -> None:
    """Let a pipeline that ends with an attribute ruler and a lemmatizer by rules look each word up once.

    Any other pipeline is left as it is.
    """
    from spacy.language import Language as Registered

    if tuple(pipeline.pipe_names[-2:]) != REPLACED:
        return
    ruler, lemmatizer = (pipeline.get_pipe(name) for name in REPLACED)
    if getattr(lemmatizer, "mode", None) != "rule" or getattr(lemmatizer, "overwrite", True):
        return
    patterns = [tokens for entry in getattr(ruler, "patterns", ()) for tokens in entry["patterns"]]
    if not all(_is_plain(token) for tokens in patterns for token in tokens):
        return
    if any(_anchor(tokens) is None for tokens in patterns if len(tokens) > 1):
        return
    _index_lemmas(lemmatizer)
    Registered.factory(NAME, func=_create)
    pipeline.add_pipe(NAME)
    for name in REPLACED:
        pipeline.disable_pipe(name)


def _index_lemmas(lemmatizer: Any) -> None:
    """Let the lemmatizer look its lists of known lemmas up as sets; it asks no more than whether a word is there."""
    if lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech in list(table):
            table[part_of_speech] = frozenset(table[part_of_speech])


def _is_plain(token: _Token) -> bool:
    """Whether a token's pattern asks for nothing but words that it names, its tag and its dependency."""
    return set(token) <= {"LOWER", "TAG", "DEP", "IS_SPACE"} and (
        "LOWER" not in token or isinstance(token["LOWER"], str) or set(token["LOWER"]) <= {"IN", "REGEX"}
    )


def _anchor(tokens: Sequence[_Token]) -> tuple[str, str] | None:
    """What tells that a pattern of several tokens may fit: one token's word or dependency; None where none is plain."""
    for attribute in ("LOWER", "DEP"):
        for token in tokens:
            value = token.get(attribute)
            if isinstance(value, str):
                return attribute, value
    return None


def _create(nlp: Language, name: str) -> Words:
    ruler, lemmatizer = (nlp.get_pipe(replaced) for replaced in REPLACED)
    return Words(nlp, ruler, lemmatizer)


class Words:
    """A component in place of an attribute ruler and a lemmatizer."""

    def __init__(self, nlp: Language, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG

        self._vocab = nlp.vocab
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._asked = [ORTH, TAG, DEP]
        self._said = [TAG, POS, MORPH, LEMMA, DEP]
        patterns = [tokens for entry in ruler.patterns for tokens in entry["patterns"]]
        anchors = {_anchor(tokens) for tokens in patterns if len(tokens) > 1} - {None}
        self._anchor_words = {anchor[1] for anchor in anchors if anchor is not None and anchor[0] == "LOWER"}
        self._anchor_dependencies = {
            nlp.vocab.strings.add(anchor[1])
            for anchor in anchors
            if anchor is not None and anchor[0] == "DEP"
        }
        named = [token["LOWER"] for tokens in patterns for token in tokens if "LOWER" in token]
        self._named = {word for word in named if isinstance(word, str)}
        self._named.update(
            word for words in named if not isinstance(words, str) for word in words.get("IN", ())
        )
        self._shapes = [
            re.compile(words["REGEX"]) for words in named if not isinstance(words, str) and "REGEX" in words
        ]
        self._known: dict[_Key, _Row | None] = {}
        self._by_tag: dict[_Key, _Row] = {}

    def __call__(self, doc: Doc) -> Doc:
        import numpy

        known = self._known
        keys = [(orth, tag, dep) for orth, tag, dep in doc.to_array(self._asked).tolist()]
        try:
            rows = [known[key] for key in keys]
        except KeyError:
            if len(known) > _MOST:
                known.clear()
            known.update(self._learnt({key for key in keys if key not in known}))
            rows = [known[key] for key in keys]
        if None in rows:
            return self._lemmatizer(self._ruler(doc))
        return doc.from_array(self._said, numpy.array(rows, dtype="uint64")) if rows else doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """The Docs of a stream, one after another."""
        for doc in stream:
            yield self(doc)

    def _learnt(self, keys: Iterable[_Key]) -> dict[_Key, _Row | None]:
        """What the rules say of such tokens; None where their neighbours may have a say."""
        found: dict[_Key, _Row | None] = {}
        plain: list[_Key] = []
        for orth, tag, dep in keys:
            lexeme = self._vocab[orth]
            word = lexeme.lower_
            if word in self._anchor_words or dep in self._anchor_dependencies:
                found[orth, tag, dep] = None
                continue
            # A word that no rule names is treated as any other with its tag and dependency.
            named = word in self._named or any(shape.search(word) for shape in self._shapes)
            like = (orth if named else int(lexeme.is_space), tag, dep)
            if like not in self._by_tag:
                self._by_tag[like] = self._ruled(lexeme.text, tag, dep)
            found[orth, tag, dep] = self._by_tag[like]
            plain.append((orth, tag, dep))
        for key, lemma in zip(plain, self._lemmas(plain, [found[key] or () for key in plain]), strict=True):
            tag, pos, morph, _, dep = found[key] or ()
            found[key] = (tag, pos, morph, lemma, dep)
        return found

    def _ruled(self, word: str, tag: int, dep: int) -> _Row:
        doc = self._made([word], self._asked[1:], [(tag, dep)])
        return tuple(int(value) for value in self._ruler(doc).to_array(self._said)[0])

    def _lemmas(self, keys: Sequence[_Key], rows: Sequence[_Row]) -> list[int]:
        if not keys:
            return []
        doc = self._made([self._vocab.strings[orth] for orth, _, _ in keys], self._said, rows)
        return [token.lemma for token in self._lemmatizer(doc)]

    def _made(self, words: Sequence[str], attributes: Sequence[int], rows: Sequence[_Row]) -> Doc:
        import numpy
        from spacy.tokens import Doc as NewDoc

        doc = NewDoc(self._vocab, words=list(words))
        return doc.from_array(list(attributes), numpy.array(rows, dtype="uint64"))
