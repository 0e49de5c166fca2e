"""The test that goes into the model card: documents kept out of training, and what is found.

The closing questions of interpellations that the model has not seen should find their own
interpellation's paragraphs among 20,000; the headings of unseen acts their own section among all
sections of unseen acts. Swedish BM25 on the same task stands beside it, and the two together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
import numpy.typing as npt
import Stemmer
from tokenizers import Tokenizer

from ingest.training.pairs import Floats, Ints
from ingest.training.quantise import embed
from ingest.training.texts import Document

KEPT_OUT = 20  # one document in so many
PARAGRAPHS = 20_000
QUESTIONS = 2_000


@dataclass(frozen=True)
class Task:
    """Questions, candidates, and which document each belongs to: a hit is one of the same."""

    questions: list[str]
    candidates: list[str]
    asked_of: Ints
    part_of: Ints


@dataclass(frozen=True)
class Figures:
    """Shares of questions with a hit among the first 1, 5, 10; mean of 1 / rank of the first."""

    first: float
    five: float
    ten: float
    reciprocal: float


def split(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """The documents to train on, and those kept out: one in twenty, by a hash of the title."""
    out = [int(hashlib.sha256(d.title.encode()).hexdigest(), 16) % KEPT_OUT for d in documents]
    return (
        [d for d, place in zip(documents, out, strict=True) if place],
        [d for d, place in zip(documents, out, strict=True) if not place],
    )


def questions_task(kept: Sequence[Document], others: Sequence[Document]) -> Task:
    """Closing questions of ``kept`` among their paragraphs and, to fill up, those of ``others``."""
    asked = [(q, n) for n, d in enumerate(kept) for q in d.questions[:2]][:QUESTIONS]
    pool = [*kept, *others[:: max(1, len(others) // 2_500)]]
    bodies = [(" ".join(b.sentences), n) for n, d in enumerate(pool) for b in d.blocks]
    return _task(asked, bodies[:PARAGRAPHS])


def headings_task(kept: Sequence[Document]) -> Task:
    """Headings of acts of law (with the act's title) among all sections of those acts."""
    blocks = [(d.title, b) for d in kept if not d.questions for b in d.blocks if b.heading]
    names = {name: n for n, name in enumerate(dict.fromkeys((t, b.heading) for t, b in blocks))}
    asked = [(" ".join(name), n) for name, n in names.items()][:QUESTIONS]
    return _task(asked, [(" ".join(b.sentences), names[t, b.heading]) for t, b in blocks])


def _task(asked: list[tuple[str, int]], bodies: list[tuple[str, int]]) -> Task:
    return Task(
        [text for text, _ in asked],
        [text for text, _ in bodies],
        np.array([n for _, n in asked]),
        np.array([n for _, n in bodies]),
    )


Scores = Callable[[Task], Floats]


def by_vectors(tokenizer: Tokenizer, vectors: Floats) -> Scores:
    """Scores (questions x candidates) by the cosine of the mean of the pieces' vectors."""
    return lambda task: (
        embed(tokenizer, vectors, task.questions) @ embed(tokenizer, vectors, task.candidates).T
    )


def by_words(task: Task) -> Floats:
    """Scores (questions x candidates) by BM25 over Swedish stems."""
    stem = Stemmer.Stemmer("swedish")

    def stems(text: str) -> list[str]:
        words: list[str] = stem.stemWords(re.findall(r"\w+", text.lower()))
        return words

    index = bm25s.BM25(k1=1.2, b=0.7)
    index.index([stems(text) for text in task.candidates], show_progress=False)
    return np.stack([index.get_scores(stems(text)) for text in task.questions])


def together(one: Floats, other: Floats) -> Floats:
    """The sum of two tables of scores, each made standard within its rows."""
    return _standard(one) + _standard(other)


def _standard(scores: Floats) -> Floats:
    spread = scores.std(axis=1, keepdims=True) + np.float32(1e-9)
    standard: Floats = (scores - scores.mean(axis=1, keepdims=True)) / spread
    return standard


def measure(task: Task, scores: Floats) -> Figures:
    """How far up the first candidate of the question's own document stands."""
    own: npt.NDArray[np.bool_] = task.asked_of[:, None] == task.part_of[None]
    best = np.where(own, scores, -np.inf).max(axis=1, keepdims=True)
    ranks = (scores > best).sum(axis=1) + 1
    first, five, ten = (float((ranks <= k).mean()) for k in (1, 5, 10))
    return Figures(first, five, ten, float((1 / ranks).mean()))
