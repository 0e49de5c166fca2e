"""How like sentences are to a question, by their vectors."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.cache import CACHED_PASSAGES, completed
from assistant.question import Question
from assistant.rerank import Scores
from assistant.search import Hit
from assistant.units import PassageUnits
from ingest.index import Embedder

_USUAL = 0.35  # about that of the sentences which are quoted


class Likeness:
    """Compares sentences with questions, and keeps their vectors. May be used from several
    threads."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder
        self._vectors: dict[str, Scores] = {}

    def of(
        self,
        question: Question,
        hits: Sequence[Hit],
        readings: Sequence[PassageUnits],
        places: Sequence[tuple[int, int]],
    ) -> list[float]:
        """Cosine to the question of the units at these places (hit, unit).

        Without vectors all are as like as is usual, so that likelihoods mean what they do with.
        """
        embedder = self._embedder
        if embedder is None:
            return [_USUAL] * len(places)
        texts = {hit.passage.id: reading.texts for hit, reading in zip(hits, readings, strict=True)}
        vectors = completed(
            self._vectors,
            list(texts),
            CACHED_PASSAGES,
            lambda ids: [embedder.embed_passages(texts[i]) for i in ids],
        )
        asked = embedder.embed_question(question.text)
        cosines = {passage_id: vectors[passage_id] @ asked for passage_id in texts}
        return [float(cosines[hits[h].passage.id][u]) for h, u in places]
