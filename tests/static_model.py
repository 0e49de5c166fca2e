"""A static embedding model made of words, small enough to make in a test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from ingest.index import words
from ingest.index.stopwords import STOP_WORDS

DIMENSIONS = 48


def write_static_model(folder: Path, texts: Iterable[str], synonyms: Mapping[str, str]) -> Path:
    """Write a sentence-transformers StaticEmbedding; return its folder.

    Each word has a direction of its own, a synonym that of its word, a stop word none.
    """
    known = sorted({word for text in texts for word in words(text)} | set(synonyms))
    rows = [np.zeros(DIMENSIONS, dtype=np.float32)]
    rows += [_direction(synonyms.get(word, word)) for word in known]
    folder.mkdir(parents=True)
    save_file({"embedding.weight": np.stack(rows)}, str(folder / "model.safetensors"))
    vocabulary = {"[UNK]": 0} | {word: n for n, word in enumerate(known, 1)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    module = {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.models.StaticEmbedding",
    }
    (folder / "modules.json").write_text(json.dumps([module]), encoding="utf8")
    return folder


def _direction(word: str) -> NDArray[np.float32]:
    if word in STOP_WORDS:
        return np.zeros(DIMENSIONS, dtype=np.float32)
    return np.random.default_rng(crc32(word.encode())).normal(size=DIMENSIONS).astype(np.float32)
