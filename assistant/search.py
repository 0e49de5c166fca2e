"""Finding the passages that answer a question: lexical and dense scores, fused by weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.question import Filters, Question, term_weights
from ingest.index import Document, Embedder, Generation, Kind, Passage

if TYPE_CHECKING:
    from langchain_chroma import Chroma

Scores = NDArray[np.float32]

# Found on the development questions; each has its line in docs/retrieval.md.
PART_WEIGHT = 0.5  # of a compound's parts, against 1 for a whole word
DENSE_WEIGHT = 0.5  # of the vectors, against 1 - it for the words
NAMED_BONUS = 0.25  # for the passages of a document that the question names
SECTION_BONUS = 0.5  # for the passages of a section that the question names
DIGEST_PENALTY = 0.2  # for a digest whose original is indexed too
DENSE_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score (higher is better, at most about 1)."""

    row: int
    passage: Passage
    document: Document
    score: float
    lexical: float
    dense: float


class Search:
    """Searches one generation. May be used from several threads."""

    def __init__(self, generation: Generation, embedder: Embedder | None, chroma: Chroma | None):
        self._generation = generation
        self._embedder = embedder
        self._chroma = chroma
        self._documents = generation.manifest.documents
        self._prior = self._digest_prior()

    def find(self, question: Question, k: int = 10, filters: Filters = Filters()) -> list[Hit]:
        """The best k passages for a question, best first; fewer where fewer match at all."""
        admitted = self._admitted(filters)
        lexical = self._lexical(question) * admitted
        dense = self._dense(question, filters) * admitted
        scores = (1 - DENSE_WEIGHT) * lexical + DENSE_WEIGHT * dense if dense.any() else lexical
        matching = (scores > 0) & admitted
        scores = np.where(matching, scores + self._favour(question) + self._prior, -np.inf)
        best = np.argsort(-scores, kind="stable")[:k]
        rows = [int(row) for row in best if matching[row]]
        passages = self._generation.records.at(rows)
        return [
            Hit(
                row,
                passage,
                self._generation.documents[passage.doc],
                float(scores[row]),
                float(lexical[row]),
                float(dense[row]),
            )
            for row, passage in zip(rows, passages, strict=True)
        ]

    def _lexical(self, question: Question) -> Scores:
        """BM25 of every passage, divided by the best one's."""
        weights = term_weights(question.text, self._generation.analyzer, PART_WEIGHT)
        scores = self._generation.lexical.scores(weights)
        return scores / max(float(scores.max(initial=0.0)), 1e-9)

    def _dense(self, question: Question, filters: Filters) -> Scores:
        """Cosine of the nearest passages, scaled to 0..1 among them; 0 for the others."""
        scores = np.zeros(len(self._generation.document_of_row), dtype=np.float32)
        if self._embedder is None or self._chroma is None:
            return scores
        vector = self._embedder.embed_question(question.text)
        found = self._chroma.similarity_search_by_vector_with_relevance_scores(
            vector.tolist(),
            k=min(DENSE_CANDIDATES, len(scores)),
            filter=self._chroma_filter(filters),
        )
        rows = [int(document.metadata["row"]) for document, _ in found]
        cosines = np.array([1 - distance for _, distance in found], dtype=np.float32)
        if len(rows):
            low = float(cosines.min())
            scores[rows] = (cosines - low) / max(float(cosines.max()) - low, 1e-6)
        return scores

    def _favour(self, question: Question) -> Scores:
        """What a passage gains by standing in a document or section that the question names."""
        numbers = [n for n, d in enumerate(self._documents) if self._is_named(d, question)]
        bonus = NAMED_BONUS * np.isin(self._generation.document_of_row, numbers)
        for number in question.sections:
            bonus[self._generation.records.rows_in_section(number)] += SECTION_BONUS
        return bonus.astype(np.float32)

    def _is_named(self, document: Document, question: Question) -> bool:
        return document.doc in question.named or document.about in question.named

    def _digest_prior(self) -> Scores:
        """A digest steps back where its original is indexed too."""
        docs = {document.doc for document in self._documents}
        numbers = [
            n
            for n, document in enumerate(self._documents)
            if document.kind is Kind.DIGEST and document.about in docs
        ]
        prior = -DIGEST_PENALTY * np.isin(self._generation.document_of_row, numbers)
        return prior.astype(np.float32)

    def _admitted(self, filters: Filters) -> NDArray[np.bool_]:
        numbers = [n for n, d in enumerate(self._documents) if filters.admits(d)]
        return np.isin(self._generation.document_of_row, numbers)

    def _chroma_filter(self, filters: Filters) -> Any:
        docs = [document.doc for document in self._documents if filters.admits(document)]
        return {"doc": {"$in": docs}} if len(docs) < len(self._documents) else None
