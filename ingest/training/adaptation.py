"""The model made at home in an organisation's own documents, while they are indexed.

A short training on nothing but the documents themselves: headings and the text below them,
sentences and the rest of their paragraph. No questions, no labels, no torch; the same documents
and seed give the same vectors. The pieces that the documents do not use keep their vectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from threadpoolctl import threadpool_limits

from ingest.index.embedding import read_static
from ingest.training.pairs import Floats, Pair, Pieces, Store, excused
from ingest.training.quantise import save
from ingest.training.texts import Block, Document, sentences

_ROWS = 128  # of the table, for which Adam's four arrays take 1 MB


@dataclass(frozen=True)
class AdaptationText:
    """A paragraph or passage and the headings above it, outermost first."""

    heading_path: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Settings:
    """How long and how hard to train; ``steps`` bounds the time for large collections."""

    epochs: int = 12
    steps: int = 400
    batch: int = 512
    rate: float = 0.02
    dropout: float = 0.3
    scale: float = 20.0


def adapt(model_folder: Path, passages: Sequence[AdaptationText], out: Path, seed: int = 0) -> None:
    """Write to ``out`` the model of ``model_folder`` trained further on ``passages``.

    ``out`` is as ``quantise.save`` writes it. With too few passages to learn from, the
    model is written unchanged.
    """
    tokenizer, vectors = read_static(model_folder)
    store = Store()
    for document in _documents(passages):
        store.add(document)
    if store.texts:
        pieces = Pieces.encode(tokenizer, store.texts)
        used, local = np.unique(pieces.pieces, return_inverse=True)
        generator = np.random.default_rng(seed)
        with threadpool_limits(1):  # these matrices are too small to be shared among threads
            vectors[used] = trained(
                vectors[used], store, Pieces(local, pieces.starts), Settings(), generator
            )
    save(out, tokenizer, vectors)


def trained(
    table: Floats,
    store: Store,
    pieces: Pieces,
    settings: Settings,
    generator: np.random.Generator,
) -> Floats:
    """The table (pieces x length) after Adam on the store's pairs with in-batch wrong answers."""
    steps = min(settings.steps, settings.epochs * _batches_in(store, settings))
    adam = _Adam(table.copy(), settings.rate, steps)
    while adam.step < steps:
        pairs = store.pairs(generator)
        order = generator.permutation(len(pairs))
        for start in range(0, len(order), settings.batch):
            batch = [pairs[i] for i in order[start : start + settings.batch]]
            if adam.step < steps and len(batch) > 1:
                adam.take(_gradient(adam.table, batch, pieces, settings, generator))
    return adam.table


def _documents(passages: Iterable[AdaptationText]) -> list[Document]:
    """The passages as documents, one for each run of passages under the same headings."""
    return [
        Document(path[0] if path else "", (), tuple(_blocks(path, run)))
        for path, run in groupby(passages, key=lambda passage: passage.heading_path)
    ]


def _blocks(path: tuple[str, ...], passages: Iterable[AdaptationText]) -> list[Block]:
    heading = path[-1] if path else ""
    split = [sentences(passage.text) for passage in passages]
    return [Block(heading, found) for found in split if found]


def _batches_in(store: Store, settings: Settings) -> int:
    return len(store.pairs(np.random.default_rng(0))) // settings.batch + 1


class _Adam:
    """Adam (Kingma & Ba 2015) on one dense table, the rate falling to nothing over the steps."""

    def __init__(self, table: Floats, rate: float, steps: int) -> None:
        self.table = table
        self.step = 0
        self._rate, self._steps = rate, steps
        self._mean, self._square = np.zeros_like(table), np.zeros_like(table)

    def take(self, gradient: Floats) -> None:
        """One step against the gradient (pieces x length), which is overwritten."""
        share = self.step / self._steps
        rate = self._rate * min(1.0, 20 * (share + 1 / self._steps)) * (1 - share)
        self.step += 1
        rate *= (1 - 0.99**self.step) ** 0.5 / (1 - 0.9**self.step)
        for start in range(0, len(self.table), _ROWS):
            rows = slice(start, start + _ROWS)
            self._take(rows, gradient[rows], np.float32(rate))

    def _take(self, rows: slice, gradient: Floats, rate: np.float32) -> None:
        """The step for some rows, few enough to stay in the processor's cache throughout."""
        mean, square = self._mean[rows], self._square[rows]
        mean *= 0.9
        mean += np.float32(0.1) * gradient
        square *= 0.99
        square += np.float32(0.01) * np.square(gradient, out=gradient)
        np.sqrt(square, out=gradient)
        gradient += np.float32(1e-8)
        np.divide(mean, gradient, out=gradient)
        gradient *= rate
        self.table[rows] -= gradient


def _gradient(
    table: Floats,
    batch: Sequence[Pair],
    pieces: Pieces,
    settings: Settings,
    generator: np.random.Generator,
) -> Floats:
    """The gradient of the two-way cross entropy of the batch (as in ``train``) by the table."""
    queries = _bags([p.query for p in batch], pieces, len(table), settings.dropout, generator)
    targets = _bags([p.target for p in batch], pieces, len(table), settings.dropout, generator)
    q, q_length = _units(queries @ table)
    t, t_length = _units(targets @ table)
    scores: Floats = np.float32(settings.scale) * (q @ t.T)
    scores[excused(batch)] = -1e4
    error: Floats = np.add(_softmax(scores, axis=1), _softmax(scores, axis=0))
    error[np.diag_indices(len(batch))] -= 2
    error *= settings.scale / (2 * len(batch))
    back: Floats = queries.T @ _through(error @ t, q, q_length)
    back += targets.T @ _through(error.T @ q, t, t_length)
    return back


def _bags(
    lists: Sequence[Sequence[int]],
    pieces: Pieces,
    width: int,
    dropout: float,
    generator: np.random.Generator,
) -> csr_array:
    """How often each piece stands in each list of sentences, some left out at random."""
    ids, owners = pieces.bags(lists)
    kept = generator.random(len(ids)) >= dropout
    ones = np.ones(int(kept.sum()), dtype=np.float32)
    return csr_array((ones, (owners[kept], ids[kept])), shape=(len(lists), width))


def _units(sums: Floats) -> tuple[Floats, Floats]:
    lengths: Floats = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return sums / lengths, lengths


def _through(by_unit: Floats, units: Floats, lengths: Floats) -> Floats:
    """The gradient by the sums, given that by their unit vectors."""
    along = np.sum(by_unit * units, axis=1, keepdims=True)
    back: Floats = (by_unit - units * along) / lengths
    return back


def _softmax(scores: Floats, axis: int) -> Floats:
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    shares: Floats = powers / powers.sum(axis=axis, keepdims=True)
    return shares
