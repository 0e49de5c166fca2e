"""Our vectors are those of sentence-transformers; a model that is not whole is said to be so."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tokenizers import Tokenizer

from ingest.index import IndexProblem, StaticEmbedder, open_embedder, unit
from ingest.index.embedding import PREFIXES, TransformerEmbedder, _is_static

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# One worker imports sentence-transformers, which takes longer than all its tests.
slow_import = pytest.mark.xdist_group("sentence_transformers")

TEXTS = [
    "Vindelby kommun tillstyrker förslag om samordning, och stöd.",
    "Tillsyn och uppföljning av vård och skola. Okända ord räknas också.",
    "medarbetare " * 50,
    "stöd",
]

NewModel = Callable[[Path, dict[str, np.ndarray]], Path]


def sentence_transformer(folder: Path) -> SentenceTransformer:
    with warnings.catch_warnings():  # of its own imports
        warnings.simplefilter("ignore")
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(folder), device="cpu")


def assert_same(folder: Path) -> None:
    ours = open_embedder(str(folder))
    assert isinstance(ours, StaticEmbedder)
    theirs = sentence_transformer(folder).encode(TEXTS, normalize_embeddings=True)
    vectors = ours.embed_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert np.min(np.sum(vectors * theirs, axis=1)) > 0.999
    assert ours.embed_question(TEXTS[0]) == pytest.approx(vectors[0])


def quantised(rows: np.ndarray) -> dict[str, np.ndarray]:
    scale = np.abs(rows).max(axis=1) / 127
    return {
        "embeddings": np.rint(rows / scale[:, None]).astype(np.int8),
        "weights": scale.astype(np.float32),
    }


@slow_import
def test_a_plain_table(model: Path) -> None:
    assert_same(model)


@slow_import
def test_a_table_of_eight_bit_rows(tmp_path: Path, rows: np.ndarray, new_model: NewModel) -> None:
    # Rows of very unequal size, so that leaving the factors out would show.
    unequal = (rows * np.geomspace(0.01, 100, len(rows))[:, None]).astype(np.float32)
    folder = new_model(tmp_path / "model", quantised(unequal))
    assert_same(folder)
    plain = new_model(tmp_path / "plain", {"embedding.weight": unequal})
    eight, full = (StaticEmbedder(each).embed_passages(TEXTS) for each in (folder, plain))
    assert np.min(np.sum(eight * full, axis=1)) > 0.999


@slow_import
def test_a_table_whose_tokens_share_rows(
    tmp_path: Path, rows: np.ndarray, new_model: NewModel
) -> None:
    mapping = np.arange(len(rows), dtype=np.int64) // 2
    tensors = {"embeddings": rows[: len(rows) // 2 + 1].copy(), "mapping": mapping}
    assert_same(new_model(tmp_path / "model", tensors))


@slow_import
def test_a_model_that_sentence_transformers_wrote(
    tmp_path: Path, tokenizer: Tokenizer, rows: np.ndarray
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import StaticEmbedding

        table = StaticEmbedding(tokenizer, embedding_weights=rows)
        SentenceTransformer(modules=[table], device="cpu").save(str(tmp_path / "model"))
    assert_same(tmp_path / "model")


@slow_import
def test_other_models_get_the_prefixes_of_their_family(
    tmp_path: Path, rows: np.ndarray, new_model: NewModel, tokenizer: Tokenizer
) -> None:
    folder = new_model(tmp_path / "multilingual-e5-tiny", {"embedding.weight": rows})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        embedder = TransformerEmbedder(str(folder))
    bare = StaticEmbedder(folder)
    assert embedder.embed_question("stöd") == pytest.approx(
        bare.embed_question("query: stöd"), abs=1e-5
    )
    assert embedder.embed_passages(["stöd", "vård"]) == pytest.approx(
        bare.embed_passages(["passage: stöd", "passage: vård"]), abs=1e-5
    )
    assert embedder.fingerprint == f"model:{folder}"


def test_prefixes_are_told_apart_by_family() -> None:
    assert len({family for family, _, _ in PREFIXES}) == len(PREFIXES)
    assert all(question for _, question, _ in PREFIXES)


@slow_import
def test_a_missing_model_is_said_to_be_missing(tmp_path: Path) -> None:
    with warnings.catch_warnings(), pytest.raises(IndexProblem) as caught:
        warnings.simplefilter("ignore")
        open_embedder(str(tmp_path / "borta"))
    assert "TILLIT_EMBEDDING" in str(caught.value)
    assert "borta" in str(caught.value)


@pytest.mark.parametrize("missing", ["model.safetensors", "tokenizer.json"])
def test_a_model_that_is_not_whole(
    missing: str, tmp_path: Path, rows: np.ndarray, new_model: NewModel
) -> None:
    folder = new_model(tmp_path / "model", {"embedding.weight": rows})
    (folder / missing).unlink()
    with pytest.raises(IndexProblem, match=f"{missing} is missing.*TILLIT_EMBEDDING"):
        open_embedder(str(folder))


def test_a_table_of_another_kind(tmp_path: Path, rows: np.ndarray, new_model: NewModel) -> None:
    folder = new_model(tmp_path / "model", {"other": rows})
    with pytest.raises(IndexProblem, match="holds no static embedding"):
        open_embedder(str(folder))


def test_none_is_no_embedder() -> None:
    assert open_embedder("none") is None


def test_the_fingerprint_tells_tables_apart(
    tmp_path: Path, model: Path, rows: np.ndarray, new_model: NewModel
) -> None:
    same = new_model(tmp_path / "same", {"embedding.weight": rows})
    other = new_model(tmp_path / "other", {"embedding.weight": rows + 1})
    names = [StaticEmbedder(folder).fingerprint for folder in (model, same, other)]
    assert names[0] == names[1] != names[2]


def test_nothing_has_a_vector_of_nothing(model: Path) -> None:
    embedder = StaticEmbedder(model)
    assert embedder.embed_passages([]).shape == (0, 8)
    vectors = embedder.embed_passages(["", "stöd", "  "])
    assert np.abs(vectors).sum(axis=1).astype(bool).tolist() == [False, True, False]
    assert unit(np.zeros((1, 3), dtype=np.float32)).tolist() == [[0, 0, 0]]


def test_the_vector_of_texts_together_is_that_of_their_sums(model: Path) -> None:
    embedder = StaticEmbedder(model)
    together = unit(embedder.sum_tokens(TEXTS).sum(axis=0))
    assert together == pytest.approx(embedder.embed_question(" ".join(TEXTS)), abs=1e-5)


def test_a_text_has_one_vector_however_many_are_embedded(model: Path) -> None:
    embedder = StaticEmbedder(model)
    many = [f"{text} {n}" for n in range(300) for text in ("stöd vård", "skola tillsyn .")]
    every = embedder.embed_passages(many)
    assert every[520] == pytest.approx(embedder.embed_question(many[520]))


@pytest.mark.parametrize(
    "kinds, is_table",
    [
        (["StaticEmbedding"], True),
        (["StaticEmbedding", "Normalize"], True),
        (["StaticEmbedding", "Dense"], False),
        (["Transformer", "Pooling", "Normalize"], False),
    ],
)
def test_only_a_table_is_computed_by_ourselves(
    kinds: list[str], is_table: bool, tmp_path: Path
) -> None:
    modules = [{"idx": n, "type": f"some.where.{kind}"} for n, kind in enumerate(kinds)]
    (tmp_path / "modules.json").write_text(json.dumps(modules), encoding="utf8")
    assert _is_static(tmp_path) is is_table
