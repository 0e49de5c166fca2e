"""Sentence vectors: the shipped static model by table look-up, any other by sentence-transformers.

A static model's vector is the mean of its tokens' rows, so the shipped one needs neither torch nor
sentence-transformers when a question is asked; importing those takes longer than answering.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from ingest.index.errors import IndexProblem
from ingest.index.settings import LEXICAL_ONLY, SHIPPED_EMBEDDING

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

# What model families want put before a question and a passage (from their model cards).
PREFIXES: tuple[tuple[str, str, str], ...] = (
    ("e5", "query: ", "passage: "),
    ("bge", "Represent this sentence for searching relevant passages: ", ""),
    ("nomic-embed", "search_query: ", "search_document: "),
)


class Embedder(Protocol):
    """Turns texts into vectors of unit length."""

    @property
    def fingerprint(self) -> str:
        """Tells models apart: vectors of different fingerprints must not be compared."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, shape (texts, dimensions), rows of unit length."""
        ...

    def embed_question(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,), of unit length."""
        ...


def open_embedder(name: str) -> Embedder | None:
    """The embedder that a setting names: "" the shipped model, "none" none at all.

    Raises IndexProblem where the model cannot be loaded.
    """
    if name == LEXICAL_ONLY:
        return None
    folder = Path(name) if name else SHIPPED_EMBEDDING
    if not name and not folder.exists():
        return None
    if _is_static(folder):
        return StaticEmbedder(folder)
    return TransformerEmbedder(name)


def _is_static(folder: Path) -> bool:
    modules = folder / "modules.json"
    if not modules.is_file():
        return False
    types = [str(module["type"]) for module in json.loads(modules.read_text(encoding="utf8"))]
    return types[0].endswith("StaticEmbedding") and all(
        t.endswith(("StaticEmbedding", "Normalize")) for t in types
    )


class StaticEmbedder:
    """A sentence-transformers StaticEmbedding, computed with tokenizers and numpy alone."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        inner = next((p.parent for p in sorted(folder.glob("**/tokenizer.json"))), folder)
        weights = inner / "model.safetensors"
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(inner / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._rows, self._scale = _read_rows(weights)
        self.fingerprint = f"static:{sha256(weights.read_bytes()).hexdigest()[:16]}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return np.stack([self._mean(encoding.ids) for encoding in encodings])

    def embed_question(self, text: str) -> Vectors:
        """See Embedder."""
        return cast(Vectors, self.embed_passages([text])[0])

    def _mean(self, ids: list[int]) -> Vectors:
        if not ids:
            return np.zeros(self._rows.shape[1], dtype=np.float32)
        rows = self._rows[ids].astype(np.float32) * self._scale[ids, None]
        mean = rows.mean(axis=0)
        return cast(Vectors, mean / max(float(np.linalg.norm(mean)), 1e-12))


def _read_rows(weights: Path) -> tuple[NDArray[np.generic], Vectors]:
    """The rows of a StaticEmbedding's table, shape (tokens, dimensions), and a factor for each.

    Quantised tables hold `embeddings` and a factor a row in `weights`, as sentence-transformers
    6.2 reads them; plain ones hold `embedding.weight`.
    """
    from safetensors.numpy import load_file

    tensors = load_file(str(weights))
    rows = tensors.get("embeddings", tensors.get("embedding.weight"))
    if rows is None:
        raise IndexProblem(f"{weights} holds no static embedding; choose another TILLIT_EMBEDDING.")
    scale = tensors.get("weights", np.ones(len(rows), dtype=np.float32))
    return rows, scale.astype(np.float32)


class TransformerEmbedder:
    """Any other model, by sentence-transformers, with the prefixes its family was trained with."""

    def __init__(self, name: str) -> None:
        import os

        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            from sentence_transformers import SentenceTransformer

            self._model: SentenceTransformer = SentenceTransformer(name)
        except (OSError, ValueError) as error:
            raise IndexProblem(
                f"The embedding model {name!r} cannot be loaded ({error}). Set TILLIT_EMBEDDING to "
                "a model that is on this machine, or leave it empty for the shipped one."
            ) from error
        self.fingerprint = f"model:{name}"
        family = Path(name).name.lower()
        self._prefixes = next((p[1:] for p in PREFIXES if p[0] in family), ("", ""))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        return self._encode([self._prefixes[1] + text for text in texts])

    def embed_question(self, text: str) -> Vectors:
        """See Embedder."""
        return cast(Vectors, self._encode([self._prefixes[0] + text])[0])

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
