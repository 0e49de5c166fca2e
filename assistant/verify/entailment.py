"""A larger model of entailment, by setting: whether a stretch of text says what a sentence says.

Any sentence-transformers CrossEncoder with an output for each of entailment, neutral and
contradiction, from this machine's disk alone. Nothing of torch is imported before a sentence needs
it, and nothing at all where TILLIT_ENTAILMENT is empty.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ingest.index import IndexProblem

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_LABELS = ("entailment", "neutral", "contradiction")
_DECIDES = 0.5  # of the probability: more than both others together


@dataclass(frozen=True, slots=True)
class Reading:
    """How likely a text entails a sentence, and contradicts it; each 0 to 1, together at most 1."""

    entailed: float
    contradicted: float

    @property
    def agrees(self) -> bool:
        """Whether the text says what the sentence says."""
        return self.entailed > _DECIDES

    @property
    def denies(self) -> bool:
        """Whether the text says the opposite."""
        return self.contradicted > _DECIDES


class Entailment(Protocol):
    """Reads a text for what it says of a sentence."""

    def read(self, text: str, sentence: str) -> Reading:
        """Whether the text entails or contradicts the sentence."""
        ...


def open_entailment(name: str) -> Entailment | None:
    """The model that a setting names, a folder or one downloaded before; None for "".

    Raises IndexProblem where it is not on this machine or does not tell entailment from
    contradiction; that is looked up in its configuration, the model itself is loaded when needed.
    """
    return CrossEncoderEntailment(name) if name else None


class CrossEncoderEntailment:
    """A CrossEncoder of three outputs. May be used from several threads."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._places = _places(name, _configuration(name))
        self._loading = Lock()

    def read(self, text: str, sentence: str) -> Reading:
        """See Entailment. Raises IndexProblem where the model cannot be loaded."""
        with self._loading:
            scores = self._model.predict(
                [(text, sentence)], apply_softmax=True, show_progress_bar=False
            )
        found = np.asarray(scores, dtype=np.float64)[0]
        return Reading(
            float(found[self._places["entailment"]]), float(found[self._places["contradiction"]])
        )

    @cached_property
    def _model(self) -> CrossEncoder:
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            from sentence_transformers import CrossEncoder

            model: CrossEncoder = CrossEncoder(self._name, local_files_only=True)
            return model
        except (OSError, ValueError, ImportError) as error:
            raise _absent(self._name, str(error)) from error


def _configuration(name: str) -> Mapping[str, object]:
    """The model's config.json, from its folder or from what was downloaded before."""
    file = Path(name) / "config.json"
    if not Path(name).is_dir():
        from huggingface_hub import try_to_load_from_cache
        from huggingface_hub.errors import HFValidationError

        try:
            cached = try_to_load_from_cache(name, "config.json")
        except HFValidationError as error:
            raise _absent(name, "there is no such folder") from error
        if not isinstance(cached, str):
            raise _absent(name, "it has not been downloaded")
        file = Path(cached)
    try:
        read = json.loads(file.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise _absent(name, f"{file.name} is missing or damaged") from error
    return read if isinstance(read, dict) else {}


def _places(name: str, configuration: Mapping[str, object]) -> dict[str, int]:
    """Which output stands for what, by the names that the model gives them."""
    named = configuration.get("id2label")
    places = {
        label: int(number)
        for number, given in (named.items() if isinstance(named, dict) else ())
        for label in _LABELS
        if label.startswith(str(given).lower()[:6])
    }
    if len(places) != len(_LABELS) or len(set(places.values())) != len(_LABELS):
        raise IndexProblem(
            f"The model {name!r} in TILLIT_ENTAILMENT does not name its outputs entailment, "
            "neutral and contradiction; choose one trained to tell them (an NLI cross-encoder)."
        )
    return places


def _absent(name: str, why: str) -> IndexProblem:
    return IndexProblem(
        f"The entailment model {name!r} is not on this machine, or cannot be loaded ({why}). "
        f"Download it first (hf download {name}), set TILLIT_ENTAILMENT to a folder, or leave it "
        "empty."
    )
