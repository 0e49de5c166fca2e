"""The whole way from public texts to the model's folder."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from ingest.training import card, heldout, tokenizer
from ingest.training.cooccurrence import first_vectors
from ingest.training.pairs import Floats, Pieces, Store
from ingest.training.quantise import load, save
from ingest.training.rotation import turned
from ingest.training.texts import Document, read
from ingest.training.train import Settings, train


@dataclass(frozen=True)
class Recipe:
    """All choices of a run; the defaults make the shipped model."""

    vocabulary: int = 32_000
    damping: float = 0.5
    length: int = 512
    contrast: Settings = field(default_factory=Settings)
    seed: int = 1
    threads: int = 2


def run(text: Path, out: Path, recipe: Recipe) -> None:
    """Train on the texts in ``text``, write model and card to ``out``."""
    torch.set_num_threads(recipe.threads)
    torch.use_deterministic_algorithms(True)
    began = time.monotonic()
    documents, kept = heldout.split(read(text))
    vocabulary, vectors = model(documents, recipe)
    save(out, vocabulary, vectors)
    minutes = (time.monotonic() - began) / 60
    rows = figures(*load(out), kept, documents)
    card.write(out / "README.md", recipe, len(documents), len(kept), minutes, rows)


def model(documents: Sequence[Document], recipe: Recipe) -> tuple[Tokenizer, Floats]:
    """The tokenizer and the vectors (pieces x length) learned from the documents."""
    generator = np.random.default_rng(recipe.seed)
    store = Store()
    for document in documents:
        store.add(document)
    vocabulary = tokenizer.train(store.texts, recipe.vocabulary, recipe.damping)
    pieces = Pieces.encode(vocabulary, store.texts)
    print(f"{len(store.texts)} sentences, {len(pieces.pieces)} pieces", flush=True)
    vectors = first_vectors(pieces.pieces, vocabulary.get_vocab_size(), recipe.length, generator)
    steps = recipe.contrast.epochs * (
        len(store.pairs(np.random.default_rng(recipe.seed))) // recipe.contrast.batch
    )
    epochs = (store.pairs(generator) for _ in range(recipe.contrast.epochs))
    vectors = train(vectors, epochs, pieces, steps, recipe.contrast, generator)
    passages = [" ".join(b.sentences) for d in documents for b in d.blocks]
    sample = generator.choice(len(passages), min(20_000, len(passages)), replace=False)
    return vocabulary, turned(vectors, vocabulary, [passages[i] for i in sample])


def figures(
    vocabulary: Tokenizer,
    vectors: Floats,
    kept: Sequence[Document],
    others: Sequence[Document],
) -> list[card.Row]:
    """The held-out figures of the model, of shorter vectors, of BM25, and of both together."""
    rows = []
    tasks = {
        "question → paragraph": heldout.questions_task(kept, others),
        "heading → section": heldout.headings_task(kept),
    }
    for name, task in tasks.items():
        if not task.questions:
            continue
        words = heldout.by_words(task)
        rows.append(card.Row(name, "BM25, Swedish stems", heldout.measure(task, words)))
        for length in (128, 256, vectors.shape[1]):
            scores = heldout.by_vectors(vocabulary, vectors[:, :length])(task)
            rows.append(card.Row(name, f"model, {length} numbers", heldout.measure(task, scores)))
        both = heldout.together(words, scores)
        rows.append(card.Row(name, "BM25 and model", heldout.measure(task, both)))
    return rows
