"""Measuring a generation of the growth run: time per question and how much is found."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.question import Filters, Question, understand
from assistant.search import Search
from ingest.index import Generation, Settings, open_current
from tests.benchmark.material import QUESTIONS, read_material

FOUND = 50
_CLOSE = 1e-6  # passages as near as the last of the true ones count as found: words may be the same


@dataclass(frozen=True, slots=True)
class Choice:
    """What is searched: everything, or one organisation's documents."""

    name: str
    filters: Filters
    passages: int


def measure(texts: Path, data: Path) -> list[dict[str, float | str]]:
    """For everything and for a small, a medium and a large organisation: milliseconds per
    question and recall@50."""
    started = time.perf_counter()
    generation = open_current(data)
    embedder = generation.open_embedder(Settings(data=data, embedding="", adapt=False))
    assert embedder is not None, "the growth run needs the shipped embedding"
    search = Search(generation, embedder)
    opened = time.perf_counter() - started
    documents = generation.manifest.documents
    titles = read_material(texts).questions
    asked, understanding = [], []
    for title in titles:
        started = time.perf_counter()
        asked.append(understand(title, documents, generation.analyzer))
        understanding.append(1000 * (time.perf_counter() - started))
    vectors = np.stack([embedder.embed_question(title) for title in titles[-QUESTIONS:]])
    common = {"opening_s": opened, "understanding_p95_ms": float(np.quantile(understanding, 0.95))}
    return [
        {"choice": choice.name, "chosen": choice.passages, **common}
        | _times(search, asked, choice)
        | _recall(generation, vectors, choice)
        for choice in _choices(generation)
    ]


def _choices(generation: Generation) -> list[Choice]:
    sizes: Counter[str] = Counter()
    for document in generation.manifest.documents:
        sizes[str(document.organisation)] += document.passages
    ordered = sizes.most_common()
    chosen = [Choice("everything", Filters(), generation.manifest.passages)]
    for name, place in (("large", 0), ("medium", len(ordered) // 2), ("small", -1)):
        organisation, passages = ordered[place]
        chosen.append(Choice(name, Filters(organisations=frozenset({organisation})), passages))
    return chosen


def _times(search: Search, asked: Sequence[Question], choice: Choice) -> dict[str, float]:
    """Each question is asked once; those before the last 200 only warm up."""
    milliseconds = []
    for question in asked:
        started = time.perf_counter()
        search.find(question, filters=choice.filters)
        milliseconds.append(1000 * (time.perf_counter() - started))
    timed = milliseconds[-QUESTIONS:]
    return {"p50_ms": float(np.quantile(timed, 0.5)), "p95_ms": float(np.quantile(timed, 0.95))}


def _recall(generation: Generation, asked: np.ndarray, choice: Choice) -> dict[str, float]:
    """Recall@50 of `nearest` against exact search, and the milliseconds `nearest` takes."""
    assert generation.vectors is not None, "the growth run needs vectors"
    documents = generation.manifest.documents
    admitted = np.array([choice.filters.admits(document) for document in documents])
    docs = None if admitted.all() else [d.doc for d in documents if choice.filters.admits(d)]
    rows = np.flatnonzero(admitted[generation.document_of_row])
    vectors = np.asarray(generation.vectors) if docs is None else generation.vectors[rows]
    recall, milliseconds = [], []
    for vector in asked:
        started = time.perf_counter()
        found = generation.nearest(vector, FOUND, docs)
        milliseconds.append(1000 * (time.perf_counter() - started))
        likeness = vectors @ vector
        count = min(FOUND, len(rows))
        last = np.partition(likeness, len(rows) - count)[len(rows) - count]
        near = generation.vectors[found] @ vector >= last - _CLOSE
        recall.append(near.sum() / count)
    return {
        "recall": float(np.mean(recall)),
        "nearest_p50_ms": float(np.quantile(milliseconds, 0.5)),
        "nearest_p95_ms": float(np.quantile(milliseconds, 0.95)),
    }
