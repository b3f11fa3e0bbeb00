"""Base forms that the lemmatizer does not give: of participles tagged as adjectives, and of "fined", which is no "fin"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

_VERBS, _EXCEPTIONS = "verbs", "verb_exceptions"
_TABLES = {_VERBS: "lemma_index", _EXCEPTIONS: "lemma_exc"}
_VOWELS = frozenset("aeiou")


def share_lemma_tables(pipeline: Language) -> None:
    """Put the word lists of a pipeline's lemmatizer into its vocabulary, where every token finds them."""
    if "lemmatizer" not in pipeline.pipe_names:
        return
    lookups: Any = getattr(pipeline.get_pipe("lemmatizer"), "lookups", None)
    shared = pipeline.vocab.lookups
    for name, source in _TABLES.items():
        if lookups is None or not lookups.has_table(source) or shared.has_table(name):
            continue
        verbs = lookups.get_table(source).get("verb", {})
        shared.add_table(name, dict(verbs) if isinstance(verbs, dict) else dict.fromkeys(verbs, True))


def verb_lemma(token: Token) -> str:
    """The lemma of a verb in small letters; "fine" for "fined", as a verb "fin" would double its last letter."""
    lemma = str(token.lemma_.lower())
    word = str(token.lower_)
    verbs = _verbs(token)
    if verbs and lemma not in verbs:
        return participle_lemma(token) or lemma
    if word.removeprefix(lemma) in ("ed", "ing") and _would_double(lemma):
        longer = f"{lemma}e"
        if longer in verbs:
            return longer
    return lemma


def participle_lemma(token: Token) -> str | None:
    """The verb whose participle in -ed a word is ("jam" for "jammed"), whatever its tag; None where it is none."""
    word = str(token.lower_)
    if not word.endswith("ed") or len(word) < 5:
        return None
    verbs = _verbs(token)
    exceptions = _exceptions(token)
    if word in exceptions and str(exceptions[word][0]) in verbs:
        return str(exceptions[word][0])
    if word[-3] == word[-4] and word[:-3] in verbs and _would_double(word[:-3]):
        return word[:-3]
    stems = [word[:-1], word[:-2]]
    if word.endswith("ied"):
        stems.insert(0, word[:-3] + "y")
    found = [stem for stem in stems if stem in verbs and not (stem == word[:-2] and _would_double(stem))]
    return min(found, key=len) if found else None


def _would_double(verb: str) -> bool:
    """Whether a verb of one syllable ends in one vowel and one consonant, which it doubles before -ed."""
    return (
        len(verb) >= 3
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in _VOWELS
        and verb[-3] not in _VOWELS
        and sum(letter in "aeiouy" for letter in verb) == 1
    )


def _verbs(token: Token) -> Any:
    lookups = token.vocab.lookups
    return lookups.get_table(_VERBS) if lookups.has_table(_VERBS) else {}


def _exceptions(token: Token) -> Any:
    lookups = token.vocab.lookups
    return lookups.get_table(_EXCEPTIONS) if lookups.has_table(_EXCEPTIONS) else {}
