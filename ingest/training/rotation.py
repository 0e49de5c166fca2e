"""Turning the vectors so that the first numbers carry most: shorter vectors for larger indexes.

A linear map of the pieces' vectors is the same map of every text's vector, and turning changes no
cosine; it only lets the first half of the numbers stand for nearly all (principal components).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from tokenizers import Tokenizer

from ingest.training.pairs import Floats
from ingest.training.quantise import embed


def turned(vectors: Floats, tokenizer: Tokenizer, passages: Sequence[str]) -> Floats:
    """The vectors (pieces x length) along the principal directions of the passages' vectors."""
    covariance = np.cov(embed(tokenizer, vectors, passages).T)
    directions = np.linalg.eigh(covariance)[1][:, ::-1]
    along: Floats = (vectors @ directions).astype(np.float32)
    return along
