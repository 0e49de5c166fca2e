"""Chroma, filled from our own vectors and proven against them before it is trusted.

Chroma answers with the right count even when its vector files are gone, so counting proves
nothing: a sample of our own vectors must find themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ingest.index.embedding import Vectors
from ingest.index.errors import DamagedIndex, IndexProblem

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.config import Settings as ChromaSettings

COLLECTION = "passages"
_BATCH = 2000
_PROBES = 16

# Chroma's defaults (16 neighbours, 100 explored) find 0.41 of the true neighbours among a million
# clustered vectors; see docs/retrieval.md for what these find.
_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "max_neighbors": 32, "ef_construction": 200, "ef_search": 400}
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


def drop(client: Client, name: str) -> None:
    """Delete the collection `name` if there is one."""
    if name in {collection.name for collection in client.list_collections()}:
        client.delete_collection(name)


def prove(client: Client, name: str, ids: Sequence[str], vectors: Vectors) -> None:
    """Raise DamagedIndex unless a spread sample of our vectors finds itself in the collection."""
    from chromadb.errors import ChromaError

    chosen = np.unique(np.linspace(0, len(ids) - 1, min(_PROBES, len(ids))).astype(int))
    try:
        collection = client.get_collection(name, embedding_function=None)
        if collection.count() != len(ids):
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
