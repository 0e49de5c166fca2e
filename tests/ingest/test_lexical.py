"""The lexical index gives the scores of BM25 as written here from its formula."""

from collections import Counter
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.index.lexical import K1, B, LexicalIndex

DOCUMENTS = [
    ["vård", "stöd", "vård", "kommun"],
    ["stöd"],
    ["kommun", "region", "region", "stöd", "tillsyn", "7.4.2"],
    [],
    ["tillsyn", "skola"],
]


def bm25(documents: list[list[str]], weights: dict[str, float]) -> list[float]:
    """Robertson's formula in Lucene's variant."""
    mean = sum(map(len, documents)) / len(documents)
    counts = [Counter(terms) for terms in documents]
    total = []
    for terms, count in zip(documents, counts, strict=True):
        score = 0.0
        for term, weight in weights.items():
            holding = sum(term in other for other in counts)
            idf = log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            length = 1 - B + B * len(terms) / mean if mean else 1
            score += weight * idf * count[term] / (count[term] + K1 * length)
        total.append(score)
    return total


@pytest.mark.parametrize(
    "weights",
    [
        {"vård": 1.0},
        {"stöd": 1.0, "kommun": 0.5, "region": 2.0},
        {"7.4.2": 1.0, "okänd": 3.0},
        {"okänd": 1.0},
        {},
    ],
)
def test_scores_are_those_of_the_formula(weights: dict[str, float]) -> None:
    scores = LexicalIndex.build(DOCUMENTS).scores(weights)
    assert scores.shape == (5,)
    assert scores == pytest.approx(bm25(DOCUMENTS, weights), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), min_size=1, max_size=8),
    st.dictionaries(st.sampled_from("abcdefg"), st.floats(0.1, 3), max_size=4),
)
def test_scores_of_any_documents(documents: list[list[str]], weights: dict[str, float]) -> None:
    scores = LexicalIndex.build(documents).scores(weights)
    assert scores == pytest.approx(bm25(documents, weights), abs=1e-5)


def test_rarity_and_frequency() -> None:
    index = LexicalIndex.build(DOCUMENTS)
    assert [index.frequency(term) for term in ("stöd", "skola", "okänd")] == [3, 1, 0]
    assert index.rarity("okänd") > index.rarity("skola") > index.rarity("stöd") > 0
    assert "stöd" in index
    assert "okänd" not in index


def test_saved_and_loaded_it_scores_the_same(tmp_path: Path) -> None:
    index = LexicalIndex.build(DOCUMENTS)
    index.save(tmp_path / "lexical")
    loaded = LexicalIndex.load(tmp_path / "lexical")
    for weights in ({"vård": 1.0}, {"stöd": 0.3, "7.4.2": 1.0}):
        assert np.array_equal(loaded.scores(weights), index.scores(weights))
    assert "7.4.2" in loaded


def test_documents_without_terms_score_nothing(tmp_path: Path) -> None:
    index = LexicalIndex.build([[], []])
    index.save(tmp_path)
    assert LexicalIndex.load(tmp_path).scores({"vård": 1.0}).tolist() == [0, 0]


def test_building_says_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """bm25s tells its log of every build, and the command line would pass that on."""
    LexicalIndex.build(DOCUMENTS)
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
