"""The trained model: repeatable, better than chance, hardly hurt by rounding, loaded anywhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from small_texts import write_texts
from tokenizers import Tokenizer

from ingest.index.embedding import StaticEmbedder
from ingest.training import quantise
from ingest.training.adaptation import AdaptationText, adapt
from ingest.training.negatives import neighbours
from ingest.training.pairs import Floats
from ingest.training.recipe import Recipe, run
from ingest.training.rotation import turned
from ingest.training.train import Settings

SMALL = Recipe(vocabulary=300, length=32, contrast=Settings(epochs=12, batch=64, leaf=16))
TEXTS = ["Läkare och patienter på sjukhuset.", "rektorn", "", "Ärenden om 17 tillstånd"]


@pytest.fixture(scope="module", autouse=True)
def _torch_as_before() -> object:
    threads = torch.get_num_threads()
    yield
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(False)


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_texts(tmp_path_factory.mktemp("text"))


@pytest.fixture(scope="module")
def folder(text: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models") / "toy"
    run(text, out, SMALL)
    return out


def test_the_same_seed_gives_the_same_files(text: Path, folder: Path, tmp_path: Path) -> None:
    run(text, tmp_path / "again", SMALL)
    for name in ("model.safetensors", "tokenizer.json"):
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_text_is_nearest_to_its_own_theme(folder: Path) -> None:
    vectors = quantise.embed(
        *quantise.load(folder),
        ["patienter väntar på behandlingen", "läkare och sjukhuset", "jägare och avverkningar"],
    )
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


def test_rounding_moves_no_number_by_more_than_half_a_step() -> None:
    vectors = np.random.default_rng(0).normal(size=(50, 64)).astype(np.float32)
    vectors[0] = 0
    rows, factors = quantise.quantise(vectors)
    error = np.abs(quantise.restore(rows, factors) - vectors)
    assert rows.dtype == np.int8
    assert (error <= factors[:, None] / 2 + 1e-6).all()


def test_sentence_transformers_and_plain_numpy_give_the_same_vectors(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(folder), device="cpu").encode(TEXTS)
    ours = StaticEmbedder(folder).embed_passages(TEXTS)
    ours_in_training = quantise.embed(*quantise.load(folder), TEXTS)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)
    np.testing.assert_allclose(ours_in_training, theirs, atol=1e-5)


def test_the_card_tells_data_method_figures_and_limits(folder: Path) -> None:
    card = (folder / "README.md").read_text(encoding="utf8")
    for heading in ("## Data", "## Method", "## Figures", "## Limits"):
        assert heading in card
    assert "BM25 and model" in card


def test_turning_changes_no_cosine(folder: Path) -> None:
    tokenizer, vectors = quantise.load(folder)
    after = turned(vectors, tokenizer, TEXTS)
    one, other = (quantise.embed(tokenizer, v, TEXTS) for v in (vectors, after))
    np.testing.assert_allclose(one @ one.T, other @ other.T, atol=1e-4)


def test_groups_hold_everyone_once_and_near_ones_together() -> None:
    generator = np.random.default_rng(3)
    towns = np.repeat(np.eye(8, dtype=np.float32), 32, axis=0)
    towns += 0.01 * generator.normal(size=towns.shape).astype(np.float32)
    order = neighbours(towns, 16, generator)
    assert sorted(order.tolist()) == list(range(256))
    together = np.mean(np.diff(order // 32) == 0)
    assert together > 0.5


def home() -> list[AdaptationText]:
    return [
        AdaptationText((f"Avsnitt {n}", f"Om zebror nummer {n}"), f"Zebror gillar {what} gräs. "
                       f"Randiga djur äter {what} strån. De springer till {what} ängar sen.")
        for n, what in enumerate(["högt", "lågt", "torrt", "grönt", "blött", "brunt"] * 8)
    ]  # fmt: skip


def vectors_of(folder: Path) -> tuple[Tokenizer, Floats]:
    return quantise.load(folder)


def test_adaptation_is_repeatable_and_leaves_other_pieces_alone(
    folder: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        adapt(folder, home(), tmp_path / name, seed=7)
    (tokenizer, before), (_, after), (_, again) = map(
        vectors_of, (folder, tmp_path / "one", tmp_path / "two")
    )
    np.testing.assert_array_equal(after, again)
    used = {i for p in home() for t in (*p.heading_path, p.text) for i in tokenizer.encode(t).ids}
    unused = np.setdiff1d(np.arange(len(before)), list(used))
    assert len(unused) > 10
    assert np.abs(after[list(used)] - before[list(used)]).max() > 0.1


def test_adaptation_without_documents_changes_nothing(folder: Path, tmp_path: Path) -> None:
    adapt(folder, [], tmp_path / "same", seed=7)
    np.testing.assert_allclose(vectors_of(tmp_path / "same")[1], vectors_of(folder)[1], atol=1e-6)
