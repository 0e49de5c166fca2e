"""Chroma, filled from our own vectors and proven against them before it is trusted.

Chroma answers with the right count even when its vector files are gone, so counting proves
nothing: a sample of our own vectors must find themselves.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ingest.index.embedding import Vectors
from ingest.index.errors import DamagedIndex, IndexProblem

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.types import Where
    from chromadb.config import Settings as ChromaSettings

COLLECTION = "passages"
_SEAL = "vectors.json"
_BATCH = 2000
_PROBES = 16

# Chroma's defaults (16 neighbours, 100 explored) find 0.41 of the true neighbours among a million
# clustered vectors; see docs/retrieval.md for what these find.
_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {
        "space": "cosine",
        "max_neighbors": 32,
        "ef_construction": 200,
        "ef_search": 400,
        # Below this many (default 1000) Chroma keeps vectors in its log and writes its vector files
        # anew on every opening, which would break the seal and every other reader with it.
        "sync_threshold": 2,
    }
}


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
    """Make the collection `name` anew from vectors of shape (passages, dimensions)."""
    drop(client, name)
    collection = client.create_collection(
        name, configuration=_CONFIGURATION, embedding_function=None
    )
    for start in range(0, len(ids), _BATCH):
        batch = slice(start, start + _BATCH)
        collection.add(
            ids=list(ids[batch]),
            embeddings=vectors[batch],
            documents=list(texts[batch]),
            metadatas=list(metadata[batch]),
        )


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


def nearest(
    client: Client, name: str, vector: Vectors, k: int, docs: Sequence[str] | None
) -> list[int]:
    """The rows of the k passages nearest to a vector, nearest first; of these documents alone
    where `docs` is given."""
    chosen = cast("Where", {"doc": {"$in": list(docs)}}) if docs is not None else None
    found = client.get_collection(name, embedding_function=None).query(
        query_embeddings=vector.tolist(),
        n_results=k,
        where=chosen,
        include=["metadatas"],
    )
    metadatas = found["metadatas"] or [[]]
    return [int(cast(int, metadata["row"])) for metadata in metadatas[0]]


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
