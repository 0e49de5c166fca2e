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
        cosine=2.480, uncovered=-0.802, opposites=-2.522, agreeing=0.321, lone=-1.720, actors=-2.139
    ),
    constant=0.405,
    sure=0.400,
    perhaps=0.163,
)
# Without vectors fewer of a paraphrase's words are recognised, and there is no cosine.
WORDS_ALONE = Scorer(
    Measures(
        cosine=0.0, uncovered=-1.037, opposites=-2.105, agreeing=0.478, lone=-0.996, actors=-1.669
    ),
    constant=1.303,
    sure=0.311,
    perhaps=0.187,
)
