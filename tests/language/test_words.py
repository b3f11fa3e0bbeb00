"""Each word looked up once gives what the model's own attribute ruler and lemmatizer give."""

from __future__ import annotations

import pytest

from checker.language import load_pipeline
from checker.language.words import NAME, REPLACED, remember_words

SENTENCES = (
    "There were 12 boats, and nobody was aboard.",
    "They're gonna let's say ain't so, but y'all have got ta come on.",
    "She had better leave; he'd do what I did to him and it.",
    "The U.S. sold 3,400 geese for $1.2m in\u00a0May — the men's knives cost more.",
    "  Running, ran, runs: that which has been, being so, isn't.\n",
    "got Got GOT left leaves saw sawn best better well",
)


@pytest.fixture(scope="module")
def annotated() -> tuple[list[list[object]], list[list[object]]]:
    pipeline = load_pipeline()
    ours = [_of(doc) for doc in pipeline.pipe(SENTENCES)]
    with pipeline.select_pipes(disable=[NAME]):
        plain = list(pipeline.pipe(SENTENCES))
    for name in REPLACED:
        plain = [pipeline.get_pipe(name)(doc) for doc in plain]
    return ours, [_of(doc) for doc in plain]


def _of(doc: object) -> list[object]:
    return [
        (token.text, token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_, token.head.i)
        for token in doc  # type: ignore[attr-defined]
    ]


def test_the_annotations_are_those_of_the_model(annotated: tuple[list[object], list[object]]) -> None:
    ours, models = annotated
    assert ours == models


def test_words_that_were_met_before_are_said_the_same_of_again() -> None:
    pipeline = load_pipeline()
    first, second = (list(map(_of, pipeline.pipe(SENTENCES))) for _ in range(2))
    assert first == second


def test_a_pipeline_of_another_make_is_left_alone() -> None:
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    remember_words(blank)
    assert blank.pipe_names == ["sentencizer"]
