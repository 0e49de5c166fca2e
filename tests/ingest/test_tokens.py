"""The token index against what it stands for: splitting, embedding and comparing each time."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from static_model import write_static_model

from ingest.index import (
    Analyzer,
    Part,
    Passage,
    StaticEmbedder,
    TokenIndex,
    indexed_text,
    split_sentences,
    unit,
    words,
)
from ingest.index.analysis import count_words

WORDS = "kommunen regionen ska kan stödja pröva granska skolan vården avgiften och att i".split()
QUESTION = "Ska kommunen granska skolan?"


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> StaticEmbedder:
    folder = tmp_path_factory.mktemp("model") / "small"
    return StaticEmbedder(write_static_model(folder, [" ".join(WORDS)], {}))


def passage(row: int, heading: str, text: str) -> Passage:
    return Passage(f"svar:{row:04d}", "svar", row, text, (Part(0, heading, heading, (heading,)),))


def build(passages: list[Passage], embedder: StaticEmbedder) -> tuple[TokenIndex, Analyzer]:
    analyzer = Analyzer(count_words(indexed_text(p) for p in passages))
    return TokenIndex.build(passages, analyzer, embedder), analyzer


def likest_sentence(of: Passage, vector: np.ndarray, embedder: StaticEmbedder) -> float:
    """As one would do it without an index."""
    sentences = [of.text[span.start : span.end] for span in split_sentences(of.text)]
    pairs = [f"{one} {next_}" for one, next_ in itertools.pairwise(sentences)]
    texts = [f"{of.parts[0].heading} {text}" for text in sentences + pairs]
    return float((embedder.embed_passages(texts) @ vector).max())


def likest_word(of: Passage, vector: np.ndarray, embedder: StaticEmbedder, by: Analyzer) -> float:
    held = [word for word in words(indexed_text(of)) if by.word_terms(word)] or [""]
    return float((embedder.embed_passages(held) @ vector).max())


sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(
    lambda chosen: " ".join(chosen).capitalize() + "."
)
texts = st.lists(sentence, min_size=1, max_size=5).map(" ".join)
collections = st.lists(st.tuples(st.sampled_from(["", *WORDS]), texts), min_size=1, max_size=6)


@given(collections, st.data())
def test_finds_what_embedding_each_sentence_and_word_finds(
    embedder: StaticEmbedder, made: list[tuple[str, str]], data: st.DataObject
) -> None:
    passages = [passage(row, heading, text) for row, (heading, text) in enumerate(made)]
    index, analyzer = build(passages, embedder)
    rows = np.array(data.draw(st.permutations(range(len(passages)))))
    vector = embedder.embed_question(QUESTION)
    asked = embedder.embed_passages(["skolan", "avgiften"])
    sentences, found = index.look(rows, vector, asked, embedder)
    for place, row in enumerate(rows):
        one = passages[row]
        expected = likest_sentence(one, vector, embedder)
        assert sentences[place] == pytest.approx(expected, abs=1e-5)
        best = [likest_word(one, word, embedder, analyzer) for word in asked]
        assert found[place] == pytest.approx(best, abs=1e-5)


def test_no_words_asked_finds_none(embedder: StaticEmbedder) -> None:
    index, _ = build([passage(0, "Skolan", "Kommunen ska granska.")], embedder)
    none = np.zeros((0, embedder.embed_question(QUESTION).shape[0]), dtype=np.float32)
    _, found = index.look(np.array([0]), embedder.embed_question(QUESTION), none, embedder)
    assert found.shape == (1, 0)


def test_a_passage_of_unknown_words_is_like_nothing(embedder: StaticEmbedder) -> None:
    index, _ = build([passage(0, "", "Zq xk."), passage(1, "", "Skolan.")], embedder)
    vector = embedder.embed_question("skolan")
    sentences, found = index.look(np.array([0, 1]), vector, vector[np.newaxis], embedder)
    assert sentences == pytest.approx([0, 1], abs=1e-5)
    assert found[:, 0] == pytest.approx([0, 1], abs=1e-5)


def test_what_was_saved_finds_the_same(embedder: StaticEmbedder, tmp_path: Path) -> None:
    passages = [
        passage(n, "Skolan", f"Kommunen ska {word}. Den kan.") for n, word in enumerate(WORDS)
    ]
    index, _ = build(passages, embedder)
    index.save(tmp_path / "tokens")
    rows, vector = np.arange(len(passages)), embedder.embed_question(QUESTION)
    asked = unit(np.eye(2, len(vector), dtype=np.float32))
    for one, other in zip(
        index.look(rows, vector, asked, embedder),
        TokenIndex.load(tmp_path / "tokens").look(rows, vector, asked, embedder),
        strict=True,
    ):
        assert np.array_equal(one, other)
