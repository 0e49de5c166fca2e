"""Second look at the passages found first: sentence by sentence and word by word.

A passage's one vector blurs what its sentences say, and BM25 sees only equal stems. With a static
model single sentences and words have vectors too, at the price of a table look-up:

- sentences: the likeness of the passage's best sentence (under its heading) to the question;
- words: for each word of the question its likest word in the passage, weighted by rarity. This is
  late interaction as in ColBERT (Khattab and Zaharia 2020), over whole words.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ingest.index import (
    Generation,
    Passage,
    StaticEmbedder,
    indexed_text,
    split_sentences,
    unit,
    words,
)

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Scores = NDArray[np.float32]
Places = NDArray[np.int64]

_LEAST_LIKENESS = 0.3  # of two words; what is below is chance
CACHED_PASSAGES = 2000  # whose sentences are kept ready, about 30 kB each
_CACHED_WORDS = 50_000  # about 2 kB each


class Reranker:
    """Scores passages anew against a question. May be used from several threads."""

    def __init__(self, generation: Generation, embedder: StaticEmbedder) -> None:
        self._analyzer = generation.analyzer
        self._lexical = generation.lexical
        self._embedder = embedder
        self._sentences: dict[str, Scores] = {}
        self._table = _WordTable(embedder, self._words_of)

    def sentences(self, question: str, passages: Sequence[Passage]) -> Scores:
        """Cosine of each passage's likest sentence (or two in a row), shape (passages,)."""
        vector = self._embedder.embed_question(question)
        ids = [passage.id for passage in passages]
        known = completed(self._sentences, ids, CACHED_PASSAGES, self._sentence_vectors(passages))
        return np.array([float((known[i] @ vector).max()) for i in ids], dtype=np.float32)

    def words(self, question_words: Sequence[str], passages: Sequence[Passage]) -> Scores:
        """Sum over the question's words of rarity times likest word, shape (passages,)."""
        asked = [w for w in dict.fromkeys(question_words) if self._analyzer.word_terms(w)]
        if not asked or not passages:
            return np.zeros(len(passages), dtype=np.float32)
        table = self._open_table()
        held = table.places(passages)
        distinct, places = np.unique(np.concatenate(held), return_inverse=True)
        likeness = table.vectors.take(distinct, axis=0) @ self._embedder.embed_passages(asked).T
        likeness[likeness < _LEAST_LIKENESS] = 0.0
        rarity = np.array([self._lexical.rarity(self._analyzer.stem(w)) for w in asked])
        starts = np.cumsum([0, *(len(of_passage) for of_passage in held[:-1])])
        best = np.maximum.reduceat(likeness.take(places, axis=0), starts, axis=0)
        return np.asarray(best @ rarity, dtype=np.float32)

    def word_likeness(self, word: str, passages: Sequence[Passage]) -> float:
        """Cosine of a word to the likest word of the passages."""
        table = self._open_table()
        distinct = np.unique(np.concatenate(table.places(passages)))
        return float((table.vectors[distinct] @ self._embedder.embed_question(word)).max())

    def _open_table(self) -> _WordTable:
        """The table of words; a full one is left to the threads that still read it."""
        if len(self._table) > _CACHED_WORDS:
            self._table = _WordTable(self._embedder, self._words_of)
        return self._table

    def _sentence_vectors(
        self, passages: Sequence[Passage]
    ) -> Callable[[Sequence[str]], list[Scores]]:
        """Embeds the sentences, and each two in a row, of those passages that are asked for."""
        by_id = {passage.id: passage for passage in passages}

        def embed(ids: Sequence[str]) -> list[Scores]:
            found = [by_id[i] for i in ids]
            headings = self._embedder.sum_tokens([passage.parts[0].heading for passage in found])
            texts = [_sentences(passage) for passage in found]
            sums = self._embedder.sum_tokens([text for group in texts for text in group])
            groups = np.split(sums, np.cumsum([len(group) for group in texts])[:-1])
            return [
                unit(heading + np.concatenate([group, group[:-1] + group[1:]]))
                for heading, group in zip(headings, groups, strict=True)
            ]

        return embed

    def _words_of(self, passage: Passage) -> set[str]:
        held = {w for w in words(indexed_text(passage)) if self._analyzer.word_terms(w)}
        return held or {""}


class _WordTable:
    """Vectors of the words of the passages seen, one row each. Rows once given stay as they are."""

    def __init__(self, embedder: StaticEmbedder, words_of: Callable[[Passage], set[str]]) -> None:
        self.vectors: Scores = embedder.embed_passages([""])
        self._embedder = embedder
        self._words_of = words_of
        self._place: dict[str, int] = {"": 0}
        self._of_passage: dict[str, Places] = {}
        self._adding = Lock()

    def __len__(self) -> int:
        return len(self._place)

    def places(self, passages: Sequence[Passage]) -> list[Places]:
        """The rows of each passage's words."""
        if any(passage.id not in self._of_passage for passage in passages):
            with self._adding:
                self._add([p for p in passages if p.id not in self._of_passage])
        return [self._of_passage[passage.id] for passage in passages]

    def _add(self, passages: Sequence[Passage]) -> None:
        held = {passage.id: sorted(self._words_of(passage)) for passage in passages}
        new = sorted(set().union(*held.values()) - self._place.keys())
        first, end = len(self._place), len(self._place) + len(new)
        if end > len(self.vectors):
            grown = np.empty((2 * end, self.vectors.shape[1]), dtype=np.float32)
            grown[:first] = self.vectors[:first]
            self.vectors = grown
        self.vectors[first:end] = self._embedder.embed_passages(new)
        self._place.update(zip(new, range(first, end), strict=True))
        for passage_id, of_passage in held.items():
            self._of_passage[passage_id] = np.array([self._place[w] for w in of_passage])


def completed(
    cache: dict[Key, Value],
    keys: Sequence[Key],
    most: int,
    make: Callable[[Sequence[Key]], Iterable[Value]],
) -> dict[Key, Value]:
    """Values for all keys, those not in the cache made in one go; a full cache starts afresh."""
    found = {key: cache[key] for key in keys if key in cache}
    missing = [key for key in keys if key not in found]
    if missing:
        if len(cache) + len(missing) > most:
            cache.clear()
        found.update(zip(missing, make(missing), strict=True))
        cache.update((key, found[key]) for key in missing)
    return found


def _sentences(passage: Passage) -> list[str]:
    return [passage.text[span.start : span.end] for span in split_sentences(passage.text)]
