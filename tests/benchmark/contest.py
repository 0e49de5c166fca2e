"""One system on one set of documents and questions: how well, how fast, how large."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from assistant.evaluate import LabelledQuestion, read_questions
from tests.benchmark.gold import figures, rank
from tests.benchmark.process import apart
from tests.benchmark.systems import SYSTEMS


def contest(name: str, files: Sequence[Path], questions: Path) -> dict[str, Any]:
    """The figures of a system; its indexing and its asking each have a process of their own."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        seconds, indexing_memory = apart(_index, name, files, folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        asked, asking_memory = apart(_ask, name, folder, questions)
    return {
        "system": SYSTEMS[name].name,
        **asked,
        "indexing_s": seconds,
        "indexing_mb": indexing_memory,
        "asking_mb": asking_memory,
        "disk_mb": size / 1e6,
    }


def _index(name: str, files: Sequence[Path], folder: Path) -> float:
    return SYSTEMS[name].index(files, folder)


def _ask(name: str, folder: Path, path: Path) -> dict[str, float]:
    """Quality, and milliseconds per question: the first time it is asked, and asked again.

    Unanswerable questions have no rank; they warm the process up.
    """
    questions = read_questions(path)
    search = SYSTEMS[name].opened(folder)
    for question in questions:
        if not question.gold:
            search(question.question)
    answerable = [question for question in questions if question.gold]
    ranks, first = _timed(search, answerable)
    again = np.concatenate([_timed(search, answerable)[1] for _ in range(3)])
    return {
        **figures(ranks),
        **_quantiles("first", first),
        **_quantiles("again", again),
    }


def _timed(
    search: Any, questions: Sequence[LabelledQuestion]
) -> tuple[list[int], np.ndarray[Any, Any]]:
    ranks, milliseconds = [], []
    for question in questions:
        started = time.perf_counter()
        found = search(question.question)
        milliseconds.append(1000 * (time.perf_counter() - started))
        ranks.append(rank(question, found))
    return ranks, np.array(milliseconds)


def _quantiles(name: str, milliseconds: np.ndarray[Any, Any]) -> dict[str, float]:
    return {
        f"{name}_p50_ms": float(np.quantile(milliseconds, 0.5)),
        f"{name}_p95_ms": float(np.quantile(milliseconds, 0.95)),
    }
