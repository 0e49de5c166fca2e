"""Making the vectors of a generation's passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.index.embedding import (
    Embedder,
    StaticEmbedder,
    Vectors,
    fingerprint,
    model_folder,
    open_embedder,
)
from ingest.index.generation import Generation
from ingest.index.passage import Passage, indexed_text
from ingest.index.settings import Settings
from ingest.training.adaptation import AdaptationText, adapt


class Vectorizer:
    """Makes the vectors of a generation, as the settings say.

    A static model is first made at home in the documents (docs/decisions/007); `model` is then the
    folder of what came of it, within `scratch`. Other vectors are taken over from the previous
    generation where a passage is the same. `embedder` is, once they are made, what made them.
    """

    def __init__(self, settings: Settings, previous: Generation | None, scratch: Path) -> None:
        self.fingerprint = fingerprint(settings)
        self.model: Path | None = None
        self.embedder: Embedder | None = None
        self._settings = settings
        self._previous = previous
        self._scratch = scratch

    def embed(self, every: Sequence[Passage]) -> Vectors | None:
        """Vectors of all passages, shape (passages, dimensions); None for word search alone."""
        base = model_folder(self._settings.embedding) if self.fingerprint else None
        if base and self._settings.adapt:
            self.model = self._scratch / "embedding"
            texts = [AdaptationText(p.parts[0].path, p.text) for p in every if not p.is_note]
            adapt(base, texts, self.model)
            self.embedder = StaticEmbedder(self.model)
            return self.embedder.embed_passages([indexed_text(p) for p in every])
        self.embedder = open_embedder(self._settings.embedding)
        return self._embed_missing(every, self.embedder) if self.embedder else None

    def _embed_missing(self, every: Sequence[Passage], embedder: Embedder) -> Vectors:
        texts = [indexed_text(passage) for passage in every]
        known: dict[str, Vectors] = {}
        previous = self._previous
        same_model = previous and previous.manifest.embedding == self.fingerprint
        if previous and same_model and previous.vectors is not None:
            rows = zip(previous.records, previous.vectors, strict=True)
            known = {indexed_text(passage): vector for passage, vector in rows}
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        if missing:
            known.update(zip(missing, embedder.embed_passages(missing), strict=True))
        return np.stack([known[text] for text in texts]).astype(np.float32)
