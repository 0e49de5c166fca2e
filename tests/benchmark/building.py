"""Building the growth run's generations, each size in a process of its own."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import numpy as np

from ingest.index import open_embedder
from ingest.index.generation import write_generation
from tests.benchmark.material import read_material
from tests.benchmark.recombination import content


def embed_real(texts: Path, folder: Path) -> float:
    """Embed all real passages into FOLDER/real.npy; the milliseconds that one takes."""
    embedder = open_embedder("")
    assert embedder is not None, "the growth run needs the shipped embedding"
    pieces = read_material(texts).pieces
    started = time.perf_counter()
    vectors = embedder.embed_passages([f"{title}\n{text}" for title, text in pieces])
    taken = time.perf_counter() - started
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "real.npy", vectors)
    return 1000 * taken / len(pieces)


def build(texts: Path, folder: Path, count: int) -> dict[str, float]:
    """Write a generation of `count` passages into FOLDER/COUNT; seconds by step and bytes."""
    embedder = open_embedder("")
    assert embedder is not None, "the growth run needs the shipped embedding"
    pieces = read_material(texts).pieces
    made = content(pieces, np.load(folder / "real.npy"), count, embedder)
    data = folder / str(count)
    steps: list[tuple[str, float]] = []

    def note(step: str) -> None:
        steps.append((step, time.perf_counter()))
        print(count, step, time.strftime("%H:%M:%S"), flush=True)

    write_generation(data, made, "", note)
    note("done")
    figures = {step: end - start for (step, start), (_, end) in pairwise(steps)}
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    return figures | {"real": min(count, len(pieces)), "bytes": size}
