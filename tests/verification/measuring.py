"""Judging the sentences, fitting the scorer, and the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from assistant.verify import Entailment, Level, Verdict, Verifier
from assistant.verify.scorer import Scorer
from assistant.verify.support import Measures
from ingest.index import Embedder, Generation
from tests.verification.falsify import pick
from tests.verification.fitting import Rows, fit
from tests.verification.material import Case

FALSE_KINDS = (
    "number",
    "actor",
    "negation",
    "organisation",
    "merged",
    "paragraph",
    "invented",
    "wrong passage",
)
CAUGHT = 0.90  # of the false sentences are to be held for not supported
_NEARLY_NONE_LOST = 0.03  # below such a probability a sentence is not supported at all
_FOLDS = 8
_THRESHOLDS = (0.2, 0.3, 0.4, 0.6, 0.7, 0.8)
_NOTHING = Measures(*[0.0] * len(fields(Measures)))


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with its verdict, and what the scorer was asked about it (for fitting)."""

    case: Case
    verdict: Verdict
    measures: tuple[Measures, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether it is held for supported."""
        return self.verdict.level is Level.SUPPORTED


@dataclass(frozen=True)
class _Recorder(Scorer):
    """Lets everything pass that the rules let pass, and keeps what it was asked."""

    asked: list[Measures] = field(default_factory=list)

    def probability(self, measures: Measures) -> float:
        """Certain."""
        self.asked.append(measures)
        return 1.0


def judge(
    cases: Sequence[Case],
    generation: Generation,
    embedder: Embedder | None,
    for_fitting: bool = False,
    entailment: Entailment | None = None,
) -> list[Judged]:
    """The verdicts; for fitting those of the rules alone, with what they leave to the scorer."""
    recorder = _Recorder(_NOTHING, 0.0, 0.5, 0.5)
    verifier = Verifier(generation, embedder, recorder if for_fitting else None, entailment)
    judged = []
    for case in cases:
        recorder.asked.clear()
        verdict = verifier.verify(case.sentence, case.sources)
        judged.append(Judged(case, verdict, tuple(recorder.asked)))
    return judged


def fitted(judged: Sequence[Judged]) -> str:
    """The scorer fitted to these sentences, as it is written in assistant/verify/scorer.py.

    Thresholds come from cross-validation: probabilities of sentences that the coefficients have
    seen are too good.
    """
    open_ = [j for j in judged if j.supported and j.measures]
    rows = np.array([np.mean([m.row() for m in j.measures], axis=0) for j in open_])
    true = np.array([j.case.true for j in open_])
    folds = np.array([pick(f"fold {j.case.place.key}", _FOLDS) for j in open_])
    seen = _cross_validated(rows, true, folds)
    every = sum(j.case.true for j in judged)
    lost_to_rules = sum(j.case.true and not j.supported for j in judged)
    lost = max(0.0, _NEARLY_NONE_LOST * every - lost_to_rules)
    perhaps = float(np.quantile(seen[true], lost / true.sum()))
    passing = (1 - CAUGHT) * sum(not j.case.true for j in judged)
    sure = float(np.quantile(seen[~true], max(0.0, 1 - passing / (~true).sum())))
    final = fit(rows, true)
    values = ", ".join(
        f"{f.name}={w:.3f}" for f, w in zip(fields(Measures), final.coefficients, strict=True)
    )
    return (
        f"Scorer(Measures({values}), constant={final.constant:.3f}, sure={sure:.3f}, "
        f"perhaps={perhaps:.3f})  # of {len(judged)} sentences, {len(open_)} of them open to it"
    )


def curve(judged: Sequence[Judged], scorer: Scorer) -> str:
    """What each threshold would hold for not supported, as a Markdown table; of sentences judged
    for fitting. The scorer's own threshold is among them."""
    lines = ["| `sure` | false, not *belagd* | true, not *belagd* |", "|---|---|---|"]
    for sure in sorted({*_THRESHOLDS, scorer.sure}):
        shares = [
            sum(_likely(j, scorer) < sure for j in judged if j.case.true is truth)
            / sum(j.case.true is truth for j in judged)
            for truth in (False, True)
        ]
        lines.append(f"| {sure:.2f} | {shares[0]:.2f} | {shares[1]:.2f} |")
    return "\n".join(lines)


def _likely(judged: Judged, scorer: Scorer) -> float:
    """What decides over a sentence: its least likely part, or a rule."""
    if not judged.supported:
        return 0.0
    return min((scorer.probability(m) for m in judged.measures), default=1.0)


def _cross_validated(rows: Rows, true: NDArray[np.bool_], folds: NDArray[np.int64]) -> Rows:
    found = np.zeros(len(true))
    for fold in np.unique(folds):
        out = folds == fold
        found[out] = fit(rows[~out], true[~out]).probabilities(rows[out])
    return found


def table(judged: Sequence[Judged]) -> str:
    """How many sentences of each kind are not held for supported, as a Markdown table."""
    lines = [
        "| sentences | made | number | not *belagd* | of them *ej belagd* |",
        "|---|---|---|---|---|",
    ]
    for truth in (False, True):
        of_truth = [j for j in judged if j.case.true is truth]
        kinds = FALSE_KINDS if not truth else sorted({j.case.kind for j in of_truth})
        word = "true" if truth else "false"
        for kind in kinds:
            of_kind = [j for j in of_truth if j.case.kind == kind]
            for origin in sorted({j.case.origin for j in of_kind}):
                some = [j for j in of_kind if j.case.origin == origin]
                lines.append(_line(f"{word}: {kind}", f"by {origin}", some))
        lines.append(_line(f"**{word}, all**", "", of_truth))
    return "\n".join(lines)


def _line(name: str, made: str, judged: Sequence[Judged]) -> str:
    if not judged:
        return f"| {name} | {made} | 0 | | |"
    none = sum(j.verdict.level is Level.UNSUPPORTED for j in judged) / len(judged)
    return f"| {name} | {made} | {len(judged)} | {refused(judged):.2f} | {none:.2f} |"


def refused(judged: Sequence[Judged]) -> float:
    """The share of sentences that are not held for supported."""
    return sum(not j.supported for j in judged) / len(judged)
