"""Chroma, filled from our own vectors and proven against them before it is trusted.

Chroma answers with the right count even when its vector files are gone, so counting proves
nothing: a sample of our own vectors must find themselves.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import file_digest
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ingest.index.embedding import Vectors
from ingest.index.errors import DamagedIndex, IndexProblem

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.config import Settings as ChromaSettings

COLLECTION = "passages"
_SEAL = "vectors.json"
_BATCH = 2000  # passages given to Chroma at a time
_ROUND = 50_000  # passages after which Chroma writes its graph; each writing takes all ids anew
_PROBES = 16
# Texts and metadata are there for those who read the collection by themselves, as LangChain does;
# they take three quarters of the time to fill it and 9 kB a passage.
MOST_DESCRIBED = 100_000

# Chroma's default search (100 explored) finds 0.41 of the true neighbours among a million clustered
# vectors. docs/benchmark.md has what these find and take.
_NEIGHBOURS = 32
_EXPLORED_BUILDING = 200
_FEWEST_EXPLORED = 200
_EXPLORED_PER_ROOT = 2  # times the square root of the number of passages


def open_client(folder: Path, url: str) -> Client:
    """A Chroma client that sends no telemetry: embedded in `folder`, or the server at `url`.

    Raises DamagedIndex where the folder's files cannot be opened, IndexProblem where no server is.
    """
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not url:
        return _open_embedded(folder, settings)
    host, _, port = url.removeprefix("http://").removeprefix("https://").rstrip("/").partition(":")
    secure = url.startswith("https://")
    try:
        number = int(port or (443 if secure else 8000))
        client = chromadb.HttpClient(host=host, port=number, ssl=secure, settings=settings)
    except ValueError as error:
        raise IndexProblem(
            f"The Chroma server at {url} does not answer. Start it, or leave TILLIT_CHROMA_URL "
            "empty to use the embedded one."
        ) from error
    return cast("Client", client)


def _open_embedded(folder: Path, settings: ChromaSettings) -> Client:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.errors import ChromaError

    try:
        return cast("Client", chromadb.PersistentClient(path=str(folder), settings=settings))
    except (ChromaError, ValueError) as error:
        # What did not start stays in Chroma's cache and would fail the next client as well.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise DamagedIndex(f"Chroma cannot be opened: {error}") from error


def fill(
    client: Client,
    name: str,
    ids: Sequence[str],
    vectors: Vectors,
    texts: Sequence[str],
    metadata: Sequence[dict[str, Any]],
) -> None:
    """Make the collection `name` anew from vectors of shape (passages, dimensions).

    Above `MOST_DESCRIBED` passages it holds ids and vectors alone.
    """
    described = len(ids) <= MOST_DESCRIBED
    drop(client, name)
    collection = client.create_collection(
        name, configuration=_configuration(len(ids)), embedding_function=None
    )
    for batch in _batches(len(ids)):
        collection.add(
            ids=list(ids[batch]),
            embeddings=np.array(vectors[batch]),  # a mapped file's rows are slow one by one
            documents=list(texts[batch]) if described else None,
            metadatas=list(metadata[batch]) if described else None,
        )


def _batches(count: int) -> list[slice]:
    """Batches of almost equal size, the same number of them in each round."""
    rounds = _rounds(count)
    batches = rounds * -(-count // (rounds * _BATCH))
    edges = [count * n // batches for n in range(batches + 1)]
    return [slice(*edge) for edge in pairwise(edges)]


def _rounds(count: int) -> int:
    return -(-count // _ROUND)


def _configuration(count: int) -> CreateCollectionConfiguration:
    return {
        "hnsw": {
            "space": "cosine",
            "max_neighbors": _NEIGHBOURS,
            "ef_construction": _EXPLORED_BUILDING,
            "ef_search": max(_FEWEST_EXPLORED, int(_EXPLORED_PER_ROOT * count**0.5)),
            # The last batch reaches this number again: what Chroma has not written it keeps in its
            # log and writes at every opening, which would break the seal and every other reader.
            "sync_threshold": max(2, count // _rounds(count)),
        }
    }


def seal(folder: Path) -> None:
    """Write down what the vector files of a filled and closed embedded Chroma hold."""
    (folder / _SEAL).write_text(json.dumps(_digests(folder)), encoding="utf8")


def check_seal(folder: Path) -> None:
    """Raise DamagedIndex unless the vector files are those that `seal` saw.

    Chroma does not look: searching a file that was cut short ends the whole process.
    """
    try:
        sealed = json.loads((folder / _SEAL).read_bytes())
    except (OSError, ValueError):
        sealed = None
    if sealed != _digests(folder):
        raise DamagedIndex("Chroma's vector files are missing or altered.")


def _digests(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.glob("*/*")):
        with path.open("rb") as file:
            found[path.relative_to(folder).as_posix()] = file_digest(file, "sha256").hexdigest()
    return found


def open_collection(client: Client, name: str) -> Collection:
    """The collection `name` of a proven client. Asking for it anew costs as much as a search."""
    return client.get_collection(name, embedding_function=None)


def nearest(collection: Collection, vector: Vectors, k: int) -> list[str]:
    """The ids of the k passages nearest to a vector, nearest first.

    Ids alone: asking Chroma for metadata as well takes four times as long.
    """
    found = collection.query(query_embeddings=vector[np.newaxis], n_results=k, include=[])
    return found["ids"][0]


def drop(client: Client, name: str) -> None:
    """Delete the collection `name` if there is one."""
    if name in {collection.name for collection in client.list_collections()}:
        client.delete_collection(name)


def prove(client: Client, name: str, vectors: Vectors) -> None:
    """Raise DamagedIndex unless a spread sample of our vectors finds itself in the collection."""
    from chromadb.errors import ChromaError

    chosen = np.unique(np.linspace(0, len(vectors) - 1, min(_PROBES, len(vectors))).astype(int))
    try:
        collection = client.get_collection(name, embedding_function=None)
        if collection.count() != len(vectors):
            raise DamagedIndex("Chroma holds another number of passages than the index.")
        found = collection.query(
            query_embeddings=vectors[chosen], n_results=1, include=["distances"]
        )
    except (ChromaError, ValueError) as error:
        raise DamagedIndex(f"Chroma cannot be searched: {error}") from error
    distances = found["distances"] or []
    for row, nearest in zip(chosen, distances, strict=True):
        # Compared by distance: two passages may be word for word the same.
        if np.any(vectors[row]) and (not nearest or nearest[0] > 1e-3):
            raise DamagedIndex("Chroma does not find the index's own vectors.")
