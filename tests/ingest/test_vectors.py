"""Chroma: filled from our vectors, proven by searching, and never trusted for its count."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.index import DamagedIndex, IndexProblem, unit
from ingest.index.vectors import check_seal, drop, fill, open_client, prove, seal

pytestmark = pytest.mark.xdist_group("chroma")

VECTORS = unit(np.random.default_rng(3).normal(size=(40, 8)).astype(np.float32))
IDS = [f"yttrande:{n:04d}" for n in range(40)]


def fill_with(client: Any, vectors: np.ndarray = VECTORS, name: str = "passages") -> None:
    count = len(vectors)
    fill(client, name, IDS[:count], vectors, IDS[:count], [{"row": n} for n in range(count)])


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Any]:
    opened = open_client(tmp_path / "chroma", "")
    yield opened
    opened.close()


def test_what_is_filled_is_found(client: Any) -> None:
    fill_with(client)
    prove(client, "passages", VECTORS)
    collection = client.get_collection("passages", embedding_function=None)
    found = collection.query(query_embeddings=VECTORS[17:18], n_results=1)
    assert found["ids"] == [["yttrande:0017"]]
    assert found["metadatas"] == [[{"row": 17}]]
    assert found["distances"][0][0] == pytest.approx(0, abs=1e-5)


def test_a_large_collection_holds_ids_and_vectors_alone(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.index.vectors.MOST_DESCRIBED", 39)
    fill_with(client)
    prove(client, "passages", VECTORS)
    found = client.get_collection("passages", embedding_function=None).get(IDS[:1])
    assert found["documents"] == [None]
    assert found["metadatas"] == [None]


def test_filling_again_makes_it_anew(client: Any) -> None:
    fill_with(client)
    fill_with(client, VECTORS[:5])
    prove(client, "passages", VECTORS[:5])
    with pytest.raises(DamagedIndex, match="another number"):
        prove(client, "passages", VECTORS)


def test_the_right_number_of_wrong_vectors_is_not_enough(client: Any) -> None:
    fill_with(client, unit(VECTORS[::-1] + 0.5))
    with pytest.raises(DamagedIndex, match="does not find"):
        prove(client, "passages", VECTORS)


def test_passages_of_the_same_words_prove_each_other(client: Any) -> None:
    same = np.repeat(VECTORS[:2], 20, axis=0)
    fill_with(client, same)
    prove(client, "passages", same)


def test_passages_without_known_words_are_passed_over(client: Any) -> None:
    some = VECTORS.copy()
    some[[0, 5, 39]] = 0
    fill_with(client, some)
    prove(client, "passages", some)


def test_a_missing_collection_cannot_be_searched(client: Any) -> None:
    with pytest.raises(DamagedIndex, match="cannot be searched"):
        prove(client, "passages", VECTORS)


def test_all_is_written_when_the_last_batch_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.index.vectors._BATCH", 7)
    monkeypatch.setattr("ingest.index.vectors._ROUND", 15)
    filled = open_client(tmp_path, "")
    fill_with(filled)
    filled.close()
    seal(tmp_path)
    opened = open_client(tmp_path, "")
    prove(opened, "passages", VECTORS)
    opened.close()
    check_seal(tmp_path)


def test_dropping_is_of_one_collection_and_may_be_repeated(client: Any) -> None:
    fill_with(client, name="ett-namn")
    fill_with(client, name="annat-namn")
    drop(client, "ett-namn")
    drop(client, "ett-namn")
    assert [collection.name for collection in client.list_collections()] == ["annat-namn"]


def test_a_folder_that_holds_no_database_is_damaged_and_can_be_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"inte en databas" * 1000)
    with pytest.raises(DamagedIndex, match="cannot be opened"):
        open_client(folder, "")
    (folder / "chroma.sqlite3").unlink()
    client = open_client(folder, "")
    fill_with(client)
    prove(client, "passages", VECTORS)
    client.close()


def test_a_server_that_is_not_there(tmp_path: Path, free_port: int) -> None:
    with pytest.raises(IndexProblem, match=r"does not answer.*TILLIT_CHROMA_URL") as caught:
        open_client(tmp_path, f"http://127.0.0.1:{free_port}")
    assert not isinstance(caught.value, DamagedIndex)
    assert list(tmp_path.iterdir()) == []
