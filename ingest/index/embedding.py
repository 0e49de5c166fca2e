"""Sentence vectors: the shipped static model by table look-up, any other by sentence-transformers.

A static model's vector is the mean of its tokens' rows, so the shipped one needs neither torch nor
sentence-transformers when a question is asked; importing those takes longer than answering.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ingest.index.errors import IndexProblem
from ingest.index.settings import LEXICAL_ONLY, SHIPPED_EMBEDDING, Settings

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Vectors = NDArray[np.float32]
Tokens = NDArray[np.unsignedinteger]

_FEW = 32  # texts that are not worth several threads
_BATCH = 512  # texts embedded at a time; bounds the memory their tokens take

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


def fingerprint(settings: Settings) -> str:
    """Tells apart what vectors an index made with these settings has; empty for none."""
    if settings.embedding == LEXICAL_ONLY:
        return ""
    folder = model_folder(settings.embedding)
    if folder is None:
        return f"model:{settings.embedding}" if settings.embedding else ""
    return _digest(folder) + ("+adapted" if settings.adapt else "")


def model_folder(name: str) -> Path | None:
    """The folder of the static model that a setting names, None where it names another kind."""
    folder = Path(name) if name else SHIPPED_EMBEDDING
    return folder if _is_static(folder) else None


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
        self._tokenizer, self._rows = read_static(folder)
        self.fingerprint = _digest(folder)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        return unit(self.sum_tokens(texts))

    def embed_question(self, text: str) -> Vectors:
        """See Embedder."""
        return cast(Vectors, self.embed_passages([text])[0])

    def sum_tokens(self, texts: Sequence[str]) -> Vectors:
        """Sums of the texts' token rows, shape (texts, dimensions).

        The vector of texts put together (with a space between) is the unit of their sums' sum.
        """
        batches = (texts[n : n + _BATCH] for n in range(0, len(texts), _BATCH))
        parts = [self.sums_of(*self.tokens(batch)) for batch in batches]
        return np.concatenate(parts) if parts else np.zeros((0, self._rows.shape[1]), np.float32)

    def tokens(self, texts: Sequence[str]) -> tuple[Tokens, NDArray[np.int64]]:
        """The tokens of texts end to end, and where each text's begin, shape (texts + 1,)."""
        found = [encoding.ids for encoding in self._encoded(texts)]
        tokens = np.fromiter(chain.from_iterable(found), dtype=np.min_scalar_type(len(self._rows)))
        return tokens, np.cumsum([0, *(len(ids) for ids in found)])

    def _encoded(self, texts: Sequence[str]) -> list[Encoding]:
        """A question's few words are encoded here and now: waking threads takes longer."""
        if len(texts) <= _FEW:
            return [self._tokenizer.encode(text, add_special_tokens=False) for text in texts]
        return self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)

    def sums_of(self, tokens: Tokens, starts: NDArray[np.int64]) -> Vectors:
        """Sums of token rows, shape (texts, dimensions), of what `tokens` gave."""
        ones = np.ones(len(tokens), dtype=np.float32)
        shape = (len(starts) - 1, len(self._rows))
        counts = csr_array((ones, tokens.astype(np.int32), starts), shape=shape)
        return cast(Vectors, counts @ self._rows)

    def distinct_rows(self, tokens: Tokens) -> tuple[Vectors, NDArray[np.int32]]:
        """The rows of the distinct tokens, shape (distinct, dimensions), and for each token of the
        vocabulary which of them is its own. A text holds the same tokens over and over."""
        present = np.zeros(len(self._rows), dtype=bool)
        present[tokens] = True
        distinct = np.flatnonzero(present)
        place = np.empty(len(self._rows), dtype=np.int32)
        place[distinct] = np.arange(len(distinct))
        return self._rows[distinct], place


def read_static(folder: Path) -> tuple[Tokenizer, Vectors]:
    """The tokenizer and table, shape (tokens, dimensions), of a static model's folder.

    Raises IndexProblem where the folder is not whole.
    """
    from tokenizers import Tokenizer

    inner = next((p.parent for p in sorted(folder.glob("**/tokenizer.json"))), folder)
    weights = inner / "model.safetensors"
    for needed in (inner / "tokenizer.json", weights):
        if not needed.is_file():
            raise IndexProblem(
                f"The embedding model in {folder} is not whole ({needed.name} is missing). "
                "Copy it anew, or choose another TILLIT_EMBEDDING."
            )
    tokenizer = Tokenizer.from_file(str(inner / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer, _read_rows(weights)


def _digest(folder: Path) -> str:
    """The fingerprint of a static model: that of its table."""
    tables = sorted(folder.glob("**/model.safetensors"))
    return f"static:{sha256(tables[0].read_bytes()).hexdigest()[:16]}" if tables else ""


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1; rows of nothing stay nothing."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return cast(Vectors, vectors / np.maximum(norms, 1e-12))


def _read_rows(weights: Path) -> Vectors:
    """The rows of a StaticEmbedding's table, shape (tokens, dimensions), and a factor for each.

    Quantised tables hold `embeddings` and a factor a row in `weights`, as sentence-transformers
    6.2 reads them, and `mapping` where tokens share rows; plain ones hold `embedding.weight`.
    """
    from safetensors.numpy import load_file

    tensors = load_file(str(weights))
    rows = tensors.get("embeddings", tensors.get("embedding.weight"))
    if rows is None:
        raise IndexProblem(f"{weights} holds no static embedding; choose another TILLIT_EMBEDDING.")
    if "mapping" in tensors:
        rows = rows[tensors["mapping"]]
    table = rows.astype(np.float32)
    if "weights" in tensors:
        table *= tensors["weights"].astype(np.float32)[:, None]
    return table


class TransformerEmbedder:
    """Any other model, by sentence-transformers, with the prefixes its family was trained with."""

    def __init__(self, name: str) -> None:
        import os

        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(name, local_files_only=True)
        except (OSError, ValueError) as error:
            raise IndexProblem(
                f"The embedding model {name!r} is not on this machine, or cannot be loaded "
                f"({error}). Download it first (hf download {name}), set TILLIT_EMBEDDING to a "
                "folder, or leave it empty for the shipped model."
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
