"""The trained table as a sentence-transformers folder with eight-bit rows, and its use."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from ingest.training.pairs import Floats

_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding"
        ".StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.base.modules.normalize.Normalize",
    },
]
_NORMALIZE = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
_MODEL = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}


def quantise(vectors: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Rows as whole numbers from -127 to 127, and the factor of each row that gives them back.

    The error of a number is at most half its row's factor, which is the row's largest size / 127.
    """
    factors = np.abs(vectors).max(axis=1) / 127
    rows = np.rint(vectors / np.where(factors > 0, factors, 1)[:, None])
    return rows.astype(np.int8), factors.astype(np.float32)


def restore(rows: npt.NDArray[np.int8], factors: Floats) -> Floats:
    """The vectors (pieces x length) that ``quantise`` took, but for its rounding."""
    return rows.astype(np.float32) * factors[:, None]


def save(folder: Path, tokenizer: Tokenizer, vectors: Floats) -> None:
    """Write a folder that ``SentenceTransformer(folder)`` loads; vectors are (pieces x length).

    The tensors have the names that sentence-transformers 6.2's ``StaticEmbedding.load`` takes over
    from model2vec: ``embeddings`` (int8) and ``weights`` (a factor a row).
    """
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    rows, factors = quantise(vectors)
    save_file({"embeddings": rows, "weights": factors}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)
    (folder / "tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf8")
    _write(folder / "modules.json", _MODULES)
    _write(folder / "1_Normalize" / "config.json", _NORMALIZE)
    _write(folder / "config_sentence_transformers.json", _MODEL)


def load(folder: Path) -> tuple[Tokenizer, Floats]:
    """What ``save`` wrote: the tokenizer and the vectors (pieces x length)."""
    tensors = load_file(folder / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return tokenizer, restore(tensors["embeddings"], tensors["weights"])


def embed(tokenizer: Tokenizer, vectors: Floats, texts: Sequence[str]) -> Floats:
    """Unit vectors (texts x length), as sentence-transformers makes them; zero for no pieces."""
    found: Floats = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
    for row, encoding in enumerate(
        tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    ):
        found[row] = vectors[encoding.ids].sum(axis=0)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    return found


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf8")
