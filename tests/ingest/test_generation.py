"""Generations: complete or not there, healed where they can be, kept while somebody reads."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import numpy as np
import pytest

from ingest.index import (
    DamagedIndex,
    DataFolderProblem,
    Document,
    Generation,
    Kind,
    NoIndex,
    Part,
    Passage,
    Refusal,
    current_name,
    indexed_text,
    open_current,
    unit,
)
from ingest.index.generation import FORMAT, Content, write_generation
from ingest.index.vectors import open_client

pytestmark = pytest.mark.xdist_group("chroma")

COUNT = 40
LARGE = 600  # enough for a graph worth searching


def content(count: int = COUNT, vectors: bool = True) -> Content:
    documents = [
        Document(f"svar-{n}", f"Svar {n}", Kind.RESPONSE, f"/in/svar-{n}.txt", "0" * 64)
        for n in range(2)
    ]
    passages = []
    for row in range(count):
        doc = documents[row * 2 // count].doc
        part = Part(0, f"{row}", f"{row} Stöd", (f"{row} Stöd",))
        passages.append(Passage(f"{doc}:{row:04d}", doc, row, f"Stöd nummer {row}.", (part,)))
    random = np.random.default_rng(11).normal(size=(count, 8)).astype(np.float32)
    return Content(
        documents=documents,
        refused=[Refusal(file="tom.txt", reason="empty", message="the file is empty")],
        passages=passages,
        vectors=unit(random) if vectors else None,
        embedder=None,
        embedding="static:test" if vectors else "",
        model=None,
        recipe="test",
    )


def quiet(_: str) -> None:
    """Say nothing."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose Chroma has vector files; copied by each test that breaks them."""
    data = tmp_path_factory.mktemp("large") / "data"
    write_generation(data, content(LARGE), "", quiet)
    return data


def folder_of(data: Path) -> Path:
    name = current_name(data)
    assert name
    return data / "generations" / name


def left(data: Path) -> list[str]:
    """The generations that are still on disk; nothing else may lie beside them but locks."""
    return sorted(each.name for each in (data / "generations").iterdir() if each.is_dir())


def nearest(generation: Generation, client: Any, row: int) -> list[int]:
    collection = client.get_collection(generation.collection, embedding_function=None)
    assert generation.vectors is not None
    found = collection.query(query_embeddings=generation.vectors[row : row + 1], n_results=10)
    return [int(each["row"]) for each in found["metadatas"][0]]


def exact(generation: Generation, row: int) -> list[int]:
    assert generation.vectors is not None
    return [int(n) for n in np.argsort(-(generation.vectors @ generation.vectors[row]))[:10]]


def test_what_is_written_is_read(data: Path) -> None:
    made = content()
    name = write_generation(data, made, "", quiet)
    generation = open_current(data)
    assert (generation.name, current_name(data)) == (name, name)
    assert list(generation.records) == list(made.passages)
    assert generation.records.at([3, 0]) == [made.passages[3], made.passages[0]]
    assert generation.records.row("svar-1:0021") == 21
    assert generation.records.row("borta") is None
    assert generation.records.of_document("svar-0") == list(made.passages[:20])
    assert generation.records.parts_of_document("svar-1") == [
        (row, made.passages[row].parts) for row in range(20, 40)
    ]
    assert generation.records.rows_in_section("7") == [7]
    assert np.array_equal(generation.vectors, made.vectors)
    assert generation.document_of_row.tolist() == [0] * 20 + [1] * 20
    assert list(generation.documents.values()) == list(made.documents)
    assert generation.manifest.refused == tuple(made.refused)
    assert generation.lexical.scores({"17": 1.0}).argmax() == 17
    client = generation.open_chroma()
    assert nearest(generation, client, 17)[0] == 17
    client.close()
    generation.close()


def test_sections_are_found_with_those_below_them(data: Path) -> None:
    made = content(4, vectors=False)
    for number, passage in zip(("7.4", "7.4.2", "7.40", "17.4"), made.passages, strict=True):
        object.__setattr__(passage, "parts", (Part(0, number, number, (number,)),))
    write_generation(data, made, "", quiet)
    generation = open_current(data)
    assert generation.records.rows_in_section("7.4") == [0, 1]
    assert generation.records.rows_in_section("7") == [0, 1, 2]
    generation.close()


def test_lexical_alone_needs_no_chroma(data: Path) -> None:
    write_generation(data, content(vectors=False), "", quiet)
    generation = open_current(data)
    assert generation.vectors is None
    assert not (folder_of(data) / "chroma").exists()
    generation.close()


def test_headings_are_indexed_before_the_text() -> None:
    passage = content().passages[3]
    assert indexed_text(passage) == "3 Stöd\nStöd nummer 3."


def test_nothing_indexed(data: Path) -> None:
    assert current_name(data) is None
    with pytest.raises(NoIndex, match="python -m ingest index"):
        open_current(data)


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("upptagen")
    with pytest.raises(DataFolderProblem, match="TILLIT_DATA"):
        write_generation(tmp_path / "data", content(), "", quiet)
    with pytest.raises(DataFolderProblem, match="cannot be read"):
        open_current(tmp_path / "data")


def vector_folder(data: Path) -> Path:
    (found,) = (each for each in (folder_of(data) / "chroma").iterdir() if each.is_dir())
    return found


def delete_vector_files(data: Path) -> None:
    shutil.rmtree(vector_folder(data))


def truncate_vectors(data: Path) -> None:
    os.truncate(vector_folder(data) / "data_level0.bin", 1000)


def empty_vectors(data: Path) -> None:
    os.truncate(vector_folder(data) / "data_level0.bin", 0)


def zero_vectors(data: Path) -> None:
    file = vector_folder(data) / "data_level0.bin"
    file.write_bytes(bytes(file.stat().st_size))


def truncate_header(data: Path) -> None:
    os.truncate(vector_folder(data) / "header.bin", 10)


def truncate_links(data: Path) -> None:
    os.truncate(vector_folder(data) / "link_lists.bin", 0)


def delete_database(data: Path) -> None:
    (folder_of(data) / "chroma" / "chroma.sqlite3").unlink()


def truncate_database(data: Path) -> None:
    os.truncate(folder_of(data) / "chroma" / "chroma.sqlite3", 5000)


def overwrite_database(data: Path) -> None:
    (folder_of(data) / "chroma" / "chroma.sqlite3").write_bytes(b"inte en databas" * 100)


def delete_everything(data: Path) -> None:
    shutil.rmtree(folder_of(data) / "chroma")


@pytest.mark.parametrize(
    "harm",
    [
        delete_vector_files,
        truncate_vectors,
        empty_vectors,
        zero_vectors,
        truncate_header,
        truncate_links,
        delete_database,
        truncate_database,
        overwrite_database,
        delete_everything,
    ],
)
def test_chroma_is_healed_from_our_own_vectors(
    harm: Callable[[Path], None],
    large: Path,
    data: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_model(name: str) -> None:
        raise AssertionError(f"the model {name!r} was opened")

    monkeypatch.setattr("ingest.index.embedding.open_embedder", no_model)
    shutil.copytree(large, data)
    harm(data)
    generation = open_current(data)
    client = generation.open_chroma()
    assert "made anew" in caplog.text
    for row in (0, 300, LARGE - 1):
        assert nearest(generation, client, row) == exact(generation, row)
    client.close()
    caplog.clear()
    generation.open_chroma().close()  # and it is whole from then on
    assert not caplog.records
    generation.close()


def test_a_whole_chroma_is_left_alone(
    large: Path, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(large, data)
    generation = open_current(data)
    client = generation.open_chroma()
    assert not caplog.records
    rows = range(0, LARGE, 50)
    hits = [len({*nearest(generation, client, r)} & {*exact(generation, r)}) for r in rows]
    assert sum(hits) >= 0.98 * 10 * len(rows)
    client.close()
    generation.close()


def test_nearest_is_what_exact_search_finds_in_all_and_in_chosen_documents(
    large: Path, data: Path
) -> None:
    shutil.copytree(large, data)
    generation = open_current(data)
    assert generation.vectors is not None
    vector = generation.vectors[10]
    everything = np.argsort(-(generation.vectors @ vector)).tolist()
    assert generation.nearest(vector, 10) == everything[:10]
    of_second = [row for row in everything if row >= LARGE // 2]
    assert generation.nearest(vector, 10, ["svar-1"]) == of_second[:10]
    assert sorted(generation.nearest(vector, LARGE, ["svar-1"])) == sorted(of_second)
    assert generation.nearest(vector, 10, []) == []
    generation.close()


OWN = [
    "passages.sqlite",
    "rows.npy",
    "vectors.npy",
    "vocabulary.json",
    "lexical/data.csc.index.npy",
    "manifest.json",
]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("harm", ["delete", "truncate", "alter"])
def test_our_own_files_are_never_trusted_unproven(name: str, harm: str, data: Path) -> None:
    write_generation(data, content(4), "", quiet)
    file = folder_of(data) / name
    whole = file.read_bytes()
    if harm == "delete":
        file.unlink()
    elif harm == "truncate":
        file.write_bytes(whole[: len(whole) // 2])
    else:
        file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    with pytest.raises(DamagedIndex, match="python -m ingest index"):
        open_current(data)
    # And what is damaged is not kept in the way of the next.
    write_generation(data, content(4), "", quiet)
    assert left(data) == [current_name(data)]


def test_another_format_is_made_anew(data: Path) -> None:
    write_generation(data, content(4, vectors=False), "", quiet)
    manifest = folder_of(data) / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {FORMAT}', '"format": 99'))
    with pytest.raises(DamagedIndex, match="another version"):
        open_current(data)


def test_a_current_that_names_nothing(data: Path) -> None:
    data.mkdir()
    (data / "current").write_text("20310101T000000-abcdef")
    with pytest.raises(DamagedIndex, match="not whole"):
        open_current(data)


def test_an_unfinished_generation_is_ignored_and_cleaned(data: Path) -> None:
    name = write_generation(data, content(4, vectors=False), "", quiet)
    unfinished = data / "generations" / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-ffffff"
    (unfinished / "chroma").mkdir(parents=True)
    (unfinished / "passages.sqlite").write_bytes(b"halv")
    open_current(data).close()
    assert current_name(data) == name
    second = write_generation(data, content(5, vectors=False), "", quiet)
    assert left(data) == [second]
    assert not list((data / "generations").glob("*.lock")) or left(data) == [second]


def test_a_failure_on_the_way_changes_nothing(data: Path) -> None:
    name = write_generation(data, content(4, vectors=False), "", quiet)

    def stop(step: str) -> None:
        if step == "lexical":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_generation(data, content(5, vectors=False), "", stop)
    assert current_name(data) == name
    generation = open_current(data)
    assert generation.manifest.passages == 4
    generation.close()


def test_a_generation_that_is_read_is_kept_until_it_is_closed(data: Path) -> None:
    first = write_generation(data, content(4), "", quiet)
    reader = open_current(data)
    client = reader.open_chroma()
    second = write_generation(data, content(5), "", quiet)
    assert left(data) == sorted([first, second])
    third = write_generation(data, content(6), "", quiet)
    assert left(data) == sorted([first, third])
    assert [passage.ordinal for passage in reader.records] == [0, 1, 2, 3]
    assert reader.lexical.scores({"2": 1.0}).argmax() == 2
    assert nearest(reader, client, 2)[0] == 2
    client.close()
    reader.close()
    last = write_generation(data, content(7, vectors=False), "", quiet)
    assert left(data) == [last]
    assert [lock.stem for lock in (data / "generations").glob("*.lock")] in ([], [last])


def test_two_readers_may_hold_one(data: Path) -> None:
    first = write_generation(data, content(4, vectors=False), "", quiet)
    readers = [open_current(data), open_current(data)]
    readers[0].close()
    second = write_generation(data, content(5, vectors=False), "", quiet)
    assert left(data) == sorted([first, second])
    readers[1].close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Chroma server of this machine's own."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    command = Path(sys.executable).with_name("chroma")
    if not command.exists():
        pytest.skip("the chroma command is not installed")
    folder = tmp_path_factory.mktemp("server")
    process = subprocess.Popen(
        [command, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
    )
    assert process.stdout
    try:
        if not any("listening on" in line for line in process.stdout):
            pytest.skip("the chroma server does not start here")
        # What it says must be read, or it stops when the pipe is full.
        Thread(target=deque, args=(process.stdout, 0), daemon=True).start()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


# Chroma's client leaves its connections to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_chroma_server_holds_one_collection_for_each_generation(server: str, data: Path) -> None:
    first = write_generation(data, content(), server, quiet)
    assert not (folder_of(data) / "chroma").exists()
    reader = open_current(data, server)
    client = reader.open_chroma()
    assert nearest(reader, client, 17) == exact(reader, 17)
    second = write_generation(data, content(5), server, quiet)
    collections = {each.name for each in client.list_collections()}
    assert collections == {f"passages-{first}", f"passages-{second}"}
    assert nearest(reader, client, 17) == exact(reader, 17)
    client.delete_collection(reader.collection)  # behind its back
    client.close()
    client = reader.open_chroma()
    assert nearest(reader, client, 17) == exact(reader, 17)
    client.close()
    reader.close()
    third = write_generation(data, content(6), server, quiet)
    client = open_client(data, server)
    assert {each.name for each in client.list_collections()} == {f"passages-{third}"}
    client.close()
    for each in gc.get_objects():
        if issubclass(type(each), httpx.Client):
            each.close()
