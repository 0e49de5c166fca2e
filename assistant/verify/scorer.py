"""From what is measured of a paraphrase to how likely it is supported: logistic regression.

The figures come from `python -m tests.verification CORPUS --fit` (docs/verification.md).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.verify.support import Measures


@dataclass(frozen=True, slots=True)
class Scorer:
    """Coefficients of the measures and their constant. A sentence as likely as `sure` is belagd,
    one as likely as `perhaps` delvis belagd."""

    coefficients: Measures
    constant: float
    sure: float
    perhaps: float

    def probability(self, measures: Measures) -> float:
        """How likely the measures are of a supported sentence, 0 to 1."""
        pairs = zip(self.coefficients.row(), measures.row(), strict=True)
        return 1 / (1 + math.exp(-self.constant - sum(weight * value for weight, value in pairs)))


WITH_VECTORS = Scorer(
    Measures(
        cosine=2.854, uncovered=-0.617, opposites=-1.810, agreeing=0.448, lone=-0.765, actors=-2.147
    ),
    constant=-0.237,
    sure=0.498,
    perhaps=0.044,
)
# Without vectors fewer of a paraphrase's words are recognised, and there is no cosine.
WORDS_ALONE = Scorer(
    Measures(
        cosine=0.0, uncovered=-1.970, opposites=-1.746, agreeing=0.447, lone=-0.500, actors=-1.503
    ),
    constant=1.634,
    sure=0.527,
    perhaps=0.107,
)
