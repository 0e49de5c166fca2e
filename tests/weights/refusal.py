"""How much is refused and answered as the rules draw their lines more or less strictly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant import Assistant
from assistant.evaluate import LabelledQuestion
from assistant.silence import RULES, Evidence, Limits, judge

STRICTNESS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0)
LEAST_ANSWERED = 0.95  # of the answerable questions
FOLDS = 10
_SEED = 20181


@dataclass(frozen=True)
class Judged:
    """A question, whether it has an answer, and whether it is refused at each strictness."""

    answerable: bool
    refused: NDArray[np.bool_]
    rule: str


def judged(assistant: Assistant, questions: Iterable[LabelledQuestion]) -> list[Judged]:
    """Questions judged at each strictness."""
    found = []
    for labelled in questions:
        evidence = assistant.evidence(labelled.question)
        refused = [
            judge(replace(evidence, limits=Limits().stricter(factor))).silent
            for factor in STRICTNESS
        ]
        rule = _first_rule(evidence) if judge(evidence).silent else ""
        found.append(Judged(bool(labelled.gold), np.array(refused), rule))
    return found


def _first_rule(evidence: Evidence) -> str:
    """The rule that silences."""
    return next((rule.__name__ for rule in RULES if rule(evidence)), "part")


def curve(questions: Sequence[Judged]) -> list[tuple[float, float, float]]:
    """By strictness: the share of the unanswerable refused, and of the answerable answered."""
    without = np.array([q.refused for q in questions if not q.answerable])
    having = np.array([q.refused for q in questions if q.answerable])
    return [
        (factor, float(without[:, n].mean()), 1 - float(having[:, n].mean()))
        for n, factor in enumerate(STRICTNESS)
    ]


def crossed(questions: Sequence[Judged]) -> tuple[float, float]:
    """Refused and answered, each question at the strictness that refuses most of the *others*
    while enough of them are answered."""
    fold = np.random.default_rng(_SEED).permutation(len(questions)) % FOLDS
    refused, answered = [], []
    for n in range(FOLDS):
        others = [q for q, f in zip(questions, fold, strict=True) if f != n]
        best = _strictest(curve(others))
        for number in np.flatnonzero(fold == n):
            question = questions[number]
            (answered if question.answerable else refused).append(bool(question.refused[best]))
    return float(np.mean(refused)), 1 - float(np.mean(answered))


def by_rule(questions: Sequence[Judged]) -> list[tuple[str, int, int]]:
    """By rule: how many unanswerable questions it refuses, and how many answerable ones."""
    right = Counter(q.rule for q in questions if q.rule and not q.answerable)
    wrong = Counter(q.rule for q in questions if q.rule and q.answerable)
    order = [rule.__name__ for rule in RULES] + ["part"]
    return [(name, right[name], wrong[name]) for name in order if right[name] or wrong[name]]


def _strictest(points: Sequence[tuple[float, float, float]]) -> int:
    enough = [n for n, point in enumerate(points) if point[2] >= LEAST_ANSWERED]
    return max(enough or [0], key=lambda n: (points[n][1], points[n][2]))
