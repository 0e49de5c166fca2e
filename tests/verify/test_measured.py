"""The invented part of what docs/verification.md measures, by the shipped model."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.build import build
from ingest.documents import default_files
from ingest.index import Settings, open_current
from ingest.index.settings import SHIPPED_EMBEDDING
from tests.verification.material import FOLDER, cases, read_places
from tests.verification.measuring import Judged, judge, refused

# By rule nothing but facts, wording and names is at stake; what the figures were when written, less
# a sentence or two.
LEAST_REFUSED = {"number": 0.95, "organisation": 0.9, "paragraph": 1.0, "merged": 0.85}


@pytest.fixture(scope="module")
def judged(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    if not SHIPPED_EMBEDDING.exists():
        pytest.skip(f"no model is shipped in {SHIPPED_EMBEDDING}")
    data = tmp_path_factory.mktemp("measured")
    settings = Settings(data=data, corpus=corpus, embedding="", chroma_url="", adapt=False)
    build(default_files(settings), settings)
    generation = open_current(data, "")
    embedder = generation.open_embedder(settings)
    every = [
        j
        for name in ("invented_fitted", "invented_measured")
        for j in judge(
            cases(read_places(FOLDER / f"{name}.jsonl", generation)), generation, embedder
        )
    ]
    generation.close()
    return every


def test_there_are_enough_of_both(judged: list[Judged]) -> None:
    assert sum(j.case.true for j in judged) > 80
    assert sum(not j.case.true for j in judged) > 150


@pytest.mark.parametrize("kind", LEAST_REFUSED)
def test_a_kind_of_falsehood_is_refused(judged: list[Judged], kind: str) -> None:
    of_kind = [j for j in judged if j.case.kind == kind]

    assert refused(of_kind) >= LEAST_REFUSED[kind]


def test_most_falsehoods_are_refused(judged: list[Judged]) -> None:
    assert refused([j for j in judged if not j.case.true]) >= LEAST_OF_ALL


def test_few_true_sentences_are_refused(judged: list[Judged]) -> None:
    assert refused([j for j in judged if j.case.true]) <= MOST_LOST


LEAST_OF_ALL = 0.85
MOST_LOST = 0.2
