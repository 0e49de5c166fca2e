"""The lexical index: BM25 over analysed passages."""

from __future__ import annotations

import logging
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

import bm25s
import numpy as np
from numpy.typing import NDArray

# The customary values. Others find about as much on the development questions (docs/retrieval.md).
K1 = 1.2
B = 0.75

logging.getLogger("bm25s").setLevel(logging.WARNING)  # else it tells stderr of every build


class LexicalIndex:
    """BM25 (Lucene's variant, by bm25s) over the terms of each passage, in index order."""

    def __init__(self, bm25: bm25s.BM25) -> None:
        self._bm25 = bm25
        self._vocabulary = cast(dict[str, int], bm25.vocab_dict)

    @classmethod
    def build(cls, documents: Iterable[Sequence[str]]) -> LexicalIndex:
        """Index documents given as their terms, which are read one document at a time."""
        vocabulary: dict[str, int] = {}
        ids = [
            array("i", (vocabulary.setdefault(term, len(vocabulary)) for term in terms))
            for terms in documents
        ]
        bm25 = bm25s.BM25(method="lucene", k1=K1, b=B)
        with np.errstate(invalid="ignore"):  # no terms at all: the mean length is 0
            bm25.index((ids, vocabulary), show_progress=False, create_empty_token=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open an index that `save` wrote, mapped into memory rather than read."""
        return cls(bm25s.BM25.load(str(folder), mmap=True))

    def save(self, folder: Path) -> None:
        """Write the index into a folder (made if need be)."""
        self._bm25.save(str(folder), show_progress=False)

    def __contains__(self, term: str) -> bool:
        return term in self._vocabulary

    def scores(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """BM25 score of every passage for terms with weights, shape (passages,)."""
        total = np.zeros(int(self._bm25.scores["num_docs"]), dtype=np.float32)
        starts, rows, data = (self._bm25.scores[key] for key in ("indptr", "indices", "data"))
        for term, weight in weights.items():
            column = self._vocabulary.get(term)
            if column is None:
                continue
            postings = slice(int(starts[column]), int(starts[column + 1]))
            total[rows[postings]] += weight * data[postings]
        return total

    def rarity(self, term: str) -> float:
        """How much a term tells: the logarithm of how few passages hold it, above 0."""
        passages = int(self._bm25.scores["num_docs"])
        return float(np.log(1 + passages / (1 + self.frequency(term))))

    def frequency(self, term: str) -> int:
        """In how many passages the term stands."""
        column = self._vocabulary.get(term)
        if column is None:
            return 0
        starts = self._bm25.scores["indptr"]
        return int(starts[column + 1]) - int(starts[column])
