"""Whether a passage holds a gold place, and the figures made of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.evaluate import LabelledQuestion

READ = 1600  # characters of a passage that count
_TYPESET = re.compile(r"[\s\-\u00ad\u2010-\u2015\"”“’'´`«»]")


def rank(question: LabelledQuestion, found: Sequence[tuple[str, str]]) -> int:
    """The place, from 1, of the first passage (doc, text) that holds gold; 0 where none does."""
    for place, (doc, text) in enumerate(found, 1):
        loose = _loose(text[:READ])
        if any(gold.doc == doc and _holds(loose, gold.quote) for gold in question.gold):
            return place
    return 0


def figures(ranks: Sequence[int]) -> dict[str, float]:
    """R@1, R@5, R@10 and MRR@10 of ranks from 1, 0 standing for not found."""
    found = np.array([r or np.inf for r in ranks])
    recall = {f"R@{k}": float((found <= k).mean()) for k in (1, 5, 10)}
    return recall | {"MRR@10": float(np.where(found <= 10, 1 / found, 0).mean())}


def _holds(loose: str, quote: str) -> bool:
    """Whether the first or last half of a quote's words stands in a row in the text."""
    words = quote.split()
    half = (len(words) + 1) // 2
    return any(_loose(" ".join(run)) in loose for run in (words[:half], words[-half:]))


def _loose(text: str) -> str:
    """Text without what typesetting changes: white space, hyphens, quotation marks, case."""
    return _TYPESET.sub("", text).lower()
