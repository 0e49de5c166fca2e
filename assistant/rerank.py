"""Second look at the passages found first: sentence by sentence and word by word.

A passage's one vector blurs what its sentences say, and BM25 sees only equal stems. With a static
model single sentences and words have vectors too, at the price of a table look-up:

- sentences: the likeness of the passage's best sentence (under its heading) to the question;
- words: for each word of the question its likest word in the passage, weighted by rarity. This is
  late interaction as in ColBERT (Khattab and Zaharia 2020), over whole words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.index import Generation, StaticEmbedder, TokenIndex

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]

_LEAST_LIKENESS = 0.3  # of two words; what is below is chance


class Reranker:
    """Scores passages, given by row, anew against a question. May be used from several threads."""

    def __init__(
        self, generation: Generation, tokens: TokenIndex, embedder: StaticEmbedder
    ) -> None:
        self._analyzer = generation.analyzer
        self._lexical = generation.lexical
        self._tokens = tokens
        self._embedder = embedder

    def look(
        self, vector: Scores, question_words: Sequence[str], rows: Rows
    ) -> tuple[Scores, Scores]:
        """For each passage the cosine of its likest sentence (or two in a row) to the question's
        vector, and the sum over the question's words of rarity times likest word; shape (rows,)."""
        asked = [w for w in dict.fromkeys(question_words) if self._analyzer.word_terms(w)]
        vectors = self._embedder.embed_passages(asked)
        sentences, likeness = self._tokens.look(rows, vector, vectors, self._embedder)
        likeness[likeness < _LEAST_LIKENESS] = 0.0
        rarity = [self._lexical.rarity(self._analyzer.stem(w)) for w in asked]
        return sentences, np.asarray(likeness @ np.array(rarity), dtype=np.float32)

    def word_likeness(self, word: str, rows: Rows) -> float:
        """Cosine of a word to the likest word of the passages."""
        vector = self._embedder.embed_question(word)
        return float(self._tokens.look(rows, vector, vector[np.newaxis], self._embedder)[1].max())
