"""The tokens of every passage, ready for a second look at the passages that were found first.

With a static model the vector of a sentence or a word is the unit of the sum of its tokens' rows,
so its cosine to a question is the sum of its tokens' scores over a length that is known before.
Both are kept here: nothing has to be split, tokenised or embedded when a question is asked, even of
passages that nobody has looked at before. docs/benchmark.md has what that saves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.index.analysis import Analyzer, words
from ingest.index.embedding import StaticEmbedder, Vectors
from ingest.index.passage import Passage, indexed_text
from ingest.index.sentences import split_sentences

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]

_BATCH = 2000  # passages read at a time; bounds the memory their sentences' vectors take
_LEAST_LENGTH = 1e-6  # of a sum of rows; what is shorter holds no known token


@dataclass(frozen=True, slots=True)
class _Ragged:
    """Rows of unequal length end to end: row n is values[starts[n]:starts[n + 1]]."""

    values: NDArray[Any]
    starts: NDArray[np.int64]

    def take(self, rows: Rows) -> _Ragged:
        """These rows alone, in the order asked for."""
        first = self.starts[rows]
        starts = np.cumsum([0, *(self.starts[rows + 1] - first)])
        return _Ragged(self.values[_ranges(first, starts)], starts)

    def sums(self, scores: NDArray[Any]) -> NDArray[np.float64]:
        """The sum over each row of scores given for each value; rows of nothing sum to 0."""
        running = np.zeros((len(scores) + 1, *scores.shape[1:]))
        np.cumsum(scores, axis=0, dtype=np.float64, out=running[1:])
        return np.asarray(running[self.starts[1:]] - running[self.starts[:-1]])

    def save(self, folder: Path, name: str) -> None:
        np.save(folder / f"{name}.npy", self.values)
        np.save(folder / f"{name}.starts.npy", self.starts)

    @classmethod
    def load(cls, folder: Path, name: str) -> _Ragged:
        """Mapped into memory rather than read."""
        return cls(_mapped(folder / f"{name}.npy"), _mapped(folder / f"{name}.starts.npy"))


@dataclass(slots=True)
class _RaggedWriter:
    """Collects rows of unequal length."""

    parts: list[NDArray[Any]] = field(default_factory=list)
    lengths: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, values: NDArray[Any], lengths: NDArray[np.int64]) -> None:
        self.parts.append(values)
        self.lengths.append(lengths)

    def ragged(self) -> _Ragged:
        return _Ragged(
            np.concatenate(self.parts), np.cumsum(np.concatenate([np.zeros(1, int), *self.lengths]))
        )


class TokenIndex:
    """Looks at passages, given by row, sentence by sentence and word by word."""

    def __init__(
        self, units: _Ragged, passages: NDArray[np.int64], lengths: Scores, held: _Ragged,
        spelled: _Ragged, word_lengths: Scores,
    ) -> None:  # fmt: skip
        self._units = units  # the tokens of a passage's heading, then of its sentences
        self._passages = passages  # which of the units begins each passage, and the end
        self._lengths = lengths  # of a heading with a sentence, and with it and the next one
        self._held = held  # the words of each passage, by number
        self._spelled = spelled  # the tokens of each word
        self._word_lengths = word_lengths

    @classmethod
    def build(
        cls, passages: Sequence[Passage], analyzer: Analyzer, embedder: StaticEmbedder
    ) -> TokenIndex:
        """Read all passages of a generation, in index order."""
        units, held, vocabulary = _RaggedWriter(), _RaggedWriter(), _Vocabulary(analyzer)
        counts: list[int] = []
        lengths: list[Scores] = []
        for batch in _batches(passages):
            texts = [[passage.parts[0].heading, *_sentences(passage)] for passage in batch]
            counts += [len(of_passage) for of_passage in texts]
            tokens, starts = embedder.tokens([text for group in texts for text in group])
            units.add(tokens, np.diff(starts))
            sums = embedder.sums_of(tokens, starts)
            groups = np.split(sums, np.cumsum([len(of_passage) for of_passage in texts])[:-1])
            lengths += [_lengths(of_passage) for of_passage in groups]
            numbers = [vocabulary.numbers(passage) for passage in batch]
            held.add(np.concatenate(numbers), np.array([len(n) for n in numbers]))
        tokens, starts = embedder.tokens(vocabulary.words)
        return cls(
            units.ragged(),
            np.cumsum([0, *counts]),
            np.concatenate(lengths),
            held.ragged(),
            _Ragged(tokens, starts),
            _length(embedder.sum_tokens(vocabulary.words)),
        )

    def look(
        self, rows: Rows, vector: Vectors, asked: Vectors, embedder: StaticEmbedder
    ) -> tuple[Scores, Scores]:
        """Look at passages again: the cosine of a vector to each one's likest sentence (or two in
        a row) under its heading, shape (rows,), and of each asked vector to its likest word, shape
        (rows, asked).

        Both in one go, as words and sentences are made of the same tokens.
        """
        first = self._passages[rows]
        opens = np.cumsum([0, *(self._passages[rows + 1] - first)])
        numbers = _ranges(first, opens)
        units, held = self._units.take(numbers), self._held.take(rows)
        distinct, places = np.unique(held.values, return_inverse=True)
        spelled = self._spelled.take(distinct)
        rows_of, place = embedder.distinct_rows(np.concatenate([units.values, spelled.values]))
        of_units = (rows_of @ vector)[place[units.values]]
        of_words = (rows_of @ asked.T)[place[spelled.values]]
        sentences = _likest_sentence(units.sums(of_units), self._lengths[numbers], opens)
        words = spelled.sums(of_words) / self._word_lengths[distinct, np.newaxis]
        best = np.maximum.reduceat(words[places], held.starts[:-1], axis=0)
        return sentences, np.asarray(best, dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write the index into a folder (made if need be)."""
        folder.mkdir(exist_ok=True)
        self._units.save(folder, "units")
        self._held.save(folder, "held")
        self._spelled.save(folder, "spelled")
        np.save(folder / "passages.npy", self._passages)
        np.save(folder / "lengths.npy", self._lengths)
        np.save(folder / "word_lengths.npy", self._word_lengths)

    @classmethod
    def load(cls, folder: Path) -> TokenIndex:
        """Open an index that `save` wrote, mapped into memory rather than read."""
        passages, lengths, word_lengths = (
            _mapped(folder / f"{name}.npy") for name in ("passages", "lengths", "word_lengths")
        )
        units, held, spelled = (_Ragged.load(folder, name) for name in ("units", "held", "spelled"))
        return cls(units, passages, lengths, held, spelled, word_lengths)


class _Vocabulary:
    """Numbers the words that passages hold. Number 0 is no word at all."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._number: dict[str, int] = {"": 0}

    def numbers(self, passage: Passage) -> NDArray[np.int32]:
        """The distinct words of a passage but stop words; that of no word where it has none."""
        held = sorted({w for w in words(indexed_text(passage)) if self._analyzer.word_terms(w)})
        numbers = [self._number.setdefault(word, len(self._number)) for word in held or [""]]
        return np.array(numbers, dtype=np.int32)

    @property
    def words(self) -> list[str]:
        """All words seen, by number."""
        return list(self._number)


def _mapped(path: Path) -> NDArray[Any]:
    """A file mapped into memory, as a plain array: numpy's class for them is slow to slice."""
    return np.asarray(np.load(path, mmap_mode="r"))


def _ranges(first: Rows, starts: Rows) -> Rows:
    """The numbers from first[n] on, as many as there are from starts[n] to starts[n + 1]."""
    return np.asarray(np.arange(starts[-1]) + np.repeat(first - starts[:-1], np.diff(starts)))


def _likest_sentence(sums: NDArray[np.float64], lengths: Scores, opens: Rows) -> Scores:
    """Of each passage's sentences, alone and with the next, the best cosine. `sums` are products
    with the vector, the heading's at `opens` and the sentences' after it."""
    heading = np.repeat(sums[opens[:-1]], np.diff(opens))
    following = np.append(sums[1:], 0.0)
    following[opens[1:] - 1] = 0.0  # after the last sentence comes another passage
    likeness = np.maximum(
        (heading + sums) / lengths[:, 0], (heading + sums + following) / lengths[:, 1]
    )
    likeness[opens[:-1]] = -1.0  # a heading is no sentence
    return np.asarray(np.maximum.reduceat(likeness, opens[:-1]), dtype=np.float32)


def _batches(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    return (passages[n : n + _BATCH] for n in range(0, len(passages), _BATCH))


def _sentences(passage: Passage) -> list[str]:
    return [passage.text[span.start : span.end] for span in split_sentences(passage.text)]


def _lengths(sums: Vectors) -> Scores:
    """Of a passage's heading (first) with each sentence, alone and with the next; shape (units, 2).

    The last sentence has no next one and counts alone both times.
    """
    alone = sums + sums[0]
    following = np.concatenate([sums[1:], np.zeros_like(sums[:1])])
    return np.stack([_length(alone), _length(alone + following)], axis=1)


def _length(vectors: Vectors) -> Scores:
    lengths = np.maximum(np.linalg.norm(vectors, axis=-1), _LEAST_LENGTH)
    return np.asarray(lengths, dtype=np.float32)
