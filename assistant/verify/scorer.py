"""From what is measured of a paraphrase to how likely it is supported: logistic regression.

The coefficients come from `python -m tests.verification CORPUS --fit` (docs/verification.md).
"""

from __future__ import annotations

import math

from assistant.verify.support import Measures

SURE = 0.5
LIKELY = 0.2

_WITH_VECTORS: tuple[float, ...] = (0.0,) * 14
_WITH_VECTORS_CONSTANT = 0.0


def probability(measures: Measures, with_vectors: bool) -> float:
    """How likely the measures are of a supported sentence, 0 to 1."""
    total = _WITH_VECTORS_CONSTANT + sum(
        weight * value for weight, value in zip(_WITH_VECTORS, measures.row(), strict=True)
    )
    return 1 / (1 + math.exp(-total))
