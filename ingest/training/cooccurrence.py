"""A first vector for every piece, from which pieces stand near which in the whole text.

Positive pointwise mutual information in a window, factorised (Levy & Goldberg 2014; Levy, Goldberg
& Dagan 2015 for the smoothed contexts), and rare pieces made to weigh more than frequent ones
(Arora, Liang & Ma 2017). Half a minute that saves epochs of contrastive training and gives rare
pieces neighbours which the pairs alone would not.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csr_array

from ingest.training.pairs import Floats, Ints

WINDOW = 10  # pieces to either side; nearer ones count more
RAREST = 1.0  # weighted meetings below which a pair of pieces tells nothing
SMOOTHING = 0.75  # of the contexts' frequencies
FREQUENT = 1e-4  # the frequency at which a piece weighs half


def first_vectors(
    pieces: Ints, vocabulary: int, length: int, generator: np.random.Generator
) -> Floats:
    """Vectors (vocabulary x length) for the pieces of a running text.

    A rare piece's vector has numbers of standard deviation 1; row 0, the unknown, is zero.
    """
    associations = _associations(_meetings(pieces, vocabulary))
    directions = _leading(associations, length, generator)
    lengths = np.linalg.norm(directions, axis=1, keepdims=True)
    units = directions / np.maximum(lengths, 1e-9)
    frequency = np.bincount(pieces, minlength=vocabulary) / len(pieces)
    weights = FREQUENT / (FREQUENT + frequency) * np.sqrt(length)
    vectors: Floats = (units * weights[:, None]).astype(np.float32)
    vectors[0] = 0.0
    return vectors


def _meetings(pieces: Ints, vocabulary: int) -> csr_array:
    """How often two pieces stand in one window, near ones weighted more (symmetric)."""
    total = csr_array((vocabulary, vocabulary), dtype=np.float32)
    for distance in range(1, min(WINDOW, len(pieces) - 1) + 1):
        weight = np.full(len(pieces) - distance, (WINDOW + 1 - distance) / WINDOW, np.float32)
        places = (pieces[:-distance], pieces[distance:])
        total = total + coo_array((weight, places), shape=total.shape).tocsr()
    both = csr_array(total + total.T)
    both.data[both.data < RAREST] = 0
    both.eliminate_zeros()
    return both


def _associations(meetings: csr_array) -> csr_array:
    """Positive pointwise mutual information (nats), made symmetric."""
    often = np.asarray(meetings.sum(axis=1)).ravel()
    contexts = often**SMOOTHING / np.sum(often**SMOOTHING)
    found = meetings.tocoo()
    information = np.log(found.data / (often[found.row] * contexts[found.col]))
    positive = np.maximum(information, 0).astype(np.float32)
    one_way = csr_array((positive, (found.row, found.col)), shape=meetings.shape)
    both = csr_array((one_way + one_way.T) * np.float32(0.5))
    both.eliminate_zeros()
    return both


def _leading(matrix: csr_array, length: int, generator: np.random.Generator) -> Floats:
    """The leading singular vectors (rows x length), by random projection (Halko et al. 2011)."""
    width = min(length + 64, matrix.shape[0])
    basis: Floats = generator.normal(size=(matrix.shape[0], width)).astype(np.float32)
    for _ in range(3):
        basis = np.linalg.qr(matrix @ basis)[0]
    turned = np.linalg.svd((matrix @ basis).T, full_matrices=False)[2]
    leading: Floats = np.zeros((matrix.shape[0], length), dtype=np.float32)
    leading[:, : min(length, width)] = turned[:length].T
    return leading
