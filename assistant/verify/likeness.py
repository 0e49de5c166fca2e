"""How like words are, by stems, compound parts and vectors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from ingest.index import Analyzer, StaticEmbedder

Matrix = NDArray[np.float32]

SAME_STEM = 1.0
STEM_IN_COMPOUND = 0.85  # "bidrag" and "statsbidrag"
SHARED_PART = 0.6  # "statsbidrag" and "stimulansbidrag"
MOST_BY_VECTOR = 0.8
# A word's cosine to others is counted in standard deviations above its mean over common words, as
# a rare word's cosines lie closer together than a frequent one's.
_CHANCE = 3.0
_SURE = 10.0
_CACHED_WORDS = 50_000


class Likeness:
    """Compares words. May be used from several threads.

    `common` are words of the documents against which a likeness is judged; without an embedder
    words are like only by their stems and parts.
    """

    def __init__(
        self, analyzer: Analyzer, embedder: StaticEmbedder | None, common: Iterable[str]
    ) -> None:
        self._analyzer = analyzer
        self._embedder = embedder
        self._vectors: dict[str, Matrix] = {}
        self._adding = Lock()
        if embedder:
            vectors = embedder.embed_passages(sorted(set(common)))
            self._middle: Matrix = np.asarray(vectors.mean(axis=0), dtype=np.float32)
            spread = vectors.T @ vectors / len(vectors) - np.outer(self._middle, self._middle)
            self._scatter: Matrix = np.asarray(spread, dtype=np.float32)

    def between(self, ours: Sequence[str], theirs: Sequence[str]) -> Matrix:
        """Likeness of each of our words to each of theirs, 0 to 1, shape (ours, theirs)."""
        likeness = self._by_vector(ours, theirs)
        by_stem, by_part = self._places(theirs)
        for row, word in enumerate(ours):
            stem, *parts = self._terms(word)
            for part in parts:
                _raise(likeness, row, by_part.get(part, ()), SHARED_PART)
                _raise(likeness, row, by_stem.get(part, ()), STEM_IN_COMPOUND)
            _raise(likeness, row, by_part.get(stem, ()), STEM_IN_COMPOUND)
            _raise(likeness, row, by_stem.get(stem, ()), SAME_STEM)
        return likeness

    def _terms(self, word: str) -> list[str]:
        return self._analyzer.word_terms(word) or [self._analyzer.stem(word)]

    def _places(self, theirs: Sequence[str]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        by_stem: dict[str, list[int]] = {}
        by_part: dict[str, list[int]] = {}
        for column, word in enumerate(theirs):
            stem, *parts = self._terms(word)
            by_stem.setdefault(stem, []).append(column)
            for part in parts:
                by_part.setdefault(part, []).append(column)
        return by_stem, by_part

    def _by_vector(self, ours: Sequence[str], theirs: Sequence[str]) -> Matrix:
        if self._embedder is None or not ours or not theirs:
            return np.zeros((len(ours), len(theirs)), dtype=np.float32)
        self._learn(self._embedder, [*ours, *theirs])
        vectors = self._stacked(ours)
        cosines = products(vectors, self._stacked(theirs))
        spread = self._spreads(vectors)
        deviations = (cosines - spread[:, :1]) / np.maximum(spread[:, 1:], 1e-3)
        above = np.clip((deviations - _CHANCE) / (_SURE - _CHANCE), 0.0, 1.0)
        return np.asarray(MOST_BY_VECTOR * above, dtype=np.float32)

    def _learn(self, embedder: StaticEmbedder, words: Sequence[str]) -> None:
        if any(word not in self._vectors for word in words):
            with self._adding:
                if len(self._vectors) > _CACHED_WORDS:
                    self._vectors = {}
                new = [word for word in dict.fromkeys(words) if word not in self._vectors]
                self._vectors |= dict(zip(new, embedder.embed_passages(new), strict=True))

    def _stacked(self, words: Sequence[str]) -> Matrix:
        return np.stack([self._vectors[word] for word in words])

    def _spreads(self, vectors: Matrix) -> Matrix:
        """Means and standard deviations of words' cosines to the common words, shape (words, 2).

        From the common words' mean and covariance, which is the same as from each cosine.
        """
        deviations = np.sqrt(
            np.maximum((products(vectors, self._scatter) * vectors).sum(axis=1), 0.0)
        )
        return np.stack([products(vectors, self._middle[np.newaxis])[:, 0], deviations], axis=1)


def products(ours: Matrix, theirs: Matrix) -> Matrix:
    """Products of each of our rows with each of theirs, shape (ours, theirs), by one thread.

    BLAS would share out even so small a product, and its threads spend more time waiting for each
    other than working: ten times the processor time on a busy machine.
    """
    return np.asarray(np.einsum("id,jd->ij", ours, theirs), dtype=np.float32)


def _raise(likeness: Matrix, row: int, columns: Sequence[int], least: float) -> None:
    for column in columns:
        likeness[row, column] = max(likeness[row, column], least)
