"""An index's content of any size: real passages, and beyond them recombined ones.

A recombined passage has 60 % of the sentences of one real passage and the rest from another. Its
vector is the mean of both's by these shares, with as much jitter as lies between that mean and the
vector that the model gives such a text (cosine 0.89). Words and vectors so stay those of Swedish
official prose, in clusters about the real ones.
"""

from __future__ import annotations

from hashlib import sha256
from random import Random

import numpy as np

from ingest.index import Document, Embedder, Kind, Passage, unit
from ingest.index.embedding import Vectors
from ingest.index.generation import Content
from ingest.index.passage import Part
from tests.benchmark.material import LONGEST

ORGANISATIONS = 300
PASSAGES_A_DOCUMENT = 200
_KEPT = 0.6  # of a recombined passage come from the first of its two
_JITTER = 0.51  # length, against 1 for the mean
_SEED = 20182
_BATCH = 20_000

Piece = tuple[str, str]


def content(pieces: list[Piece], vectors: Vectors, count: int, embedder: Embedder) -> Content:
    """The content of an index of `count` passages by invented organisations of skewed sizes."""
    real = len(pieces[:count])
    sources = np.random.default_rng(_SEED).integers(0, real, (count - real, 2))
    random = Random(_SEED)
    made = [_recombined(pieces[a], pieces[b], random) for a, b in sources.tolist()]
    documents = _documents(count)
    passages = [
        _passage(documents[row // PASSAGES_A_DOCUMENT].doc, row % PASSAGES_A_DOCUMENT, *piece)
        for row, piece in enumerate(pieces[:count] + made)
    ]
    return Content(
        documents=documents,
        refused=(),
        passages=passages,
        vectors=_vectors(vectors, sources, count),
        embedder=embedder,
        embedding=embedder.fingerprint,
        model=None,
        recipe="growth",
    )


def _recombined(one: Piece, other: Piece, random: Random) -> Piece:
    own, foreign = one[1].split(". "), other[1].split(". ")
    kept = random.sample(own, max(1, round(_KEPT * len(own))))
    added = random.sample(foreign, min(len(foreign), max(1, len(own) - len(kept))))
    return one[0], ". ".join([*kept, *added])[:LONGEST]


def _vectors(real: Vectors, sources: np.ndarray, count: int) -> Vectors:
    random = np.random.default_rng(_SEED)
    dimensions = real.shape[1]
    found = np.empty((count, dimensions), dtype=np.float32)
    first = count - len(sources)
    found[:first] = real[:first]
    for start in range(0, len(sources), _BATCH):
        one, other = sources[start : start + _BATCH].T
        means = unit(_KEPT * real[one] + (1 - _KEPT) * real[other])
        jitter = unit(random.standard_normal(means.shape, dtype=np.float32))
        found[first + start : first + start + len(one)] = unit(means + _JITTER * jitter)
    return found


def _documents(count: int) -> list[Document]:
    """Documents of about 200 passages; organisation number n writes a share like 1 / n (Zipf)."""
    names = [f"Myndigheten {n:03d}" for n in range(1, ORGANISATIONS + 1)]
    shares = [1 / n for n in range(1, ORGANISATIONS + 1)]
    full, rest = divmod(count, PASSAGES_A_DOCUMENT)
    sizes = [PASSAGES_A_DOCUMENT] * full + [rest] * bool(rest)
    authors = Random(_SEED).choices(names, shares, k=len(sizes))
    both = zip(authors, sizes, strict=True)
    return [_document(n, author, size) for n, (author, size) in enumerate(both)]


def _document(number: int, organisation: str, size: int) -> Document:
    doc = f"yttrande-{number:05d}"
    return Document(
        doc=doc,
        title=doc,
        kind=Kind.RESPONSE,
        file=f"{doc}.txt",
        checksum=sha256(doc.encode()).hexdigest(),
        organisation=organisation,
        passages=size,
    )


def _passage(doc: str, ordinal: int, title: str, text: str) -> Passage:
    part = Part(0, title, title, (title,))
    return Passage(f"{doc}:{ordinal:04d}", doc, ordinal, text, (part,))
