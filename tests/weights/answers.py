"""Fitting the weights by which sentences and passages are chosen, and what they reach.

Every figure is of questions that the weights behind it were not fitted to (ten folds by question).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant import Assistant
from assistant.evaluate import Gold, LabelledQuestion, holds, is_relevant
from assistant.extract.extractor import MOST_PASSAGES, to_read
from assistant.extract.likeness import Likeness
from assistant.extract.sentence import can_stand
from assistant.extract.weighing import (
    PASSAGE_WEIGHTS,
    UNIT_WEIGHTS,
    Weighed,
    passage_measures,
    unit_measures,
)
from assistant.matter import matter_of
from assistant.search import Hit
from assistant.units import UnitReader
from ingest.index import Embedder, Generation

FOLDS = 10
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
_SEED = 20181
_PENALTY = 0.3  # scikit-learn's C; between 0.1 and 3 it matters little
_SHORTEST = 5  # words of a sentence that may itself stand in a gold quote

Numbers = NDArray[np.float64]
Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class Case:
    """An answerable question with what was found, measured."""

    hits: Sequence[Hit]
    places: Sequence[tuple[int, int]]
    measures: Numbers  # (units, len(UNIT_WEIGHTS))
    answers: Truth  # (units,): whether a unit stands in a gold place
    relevant: Truth  # (hits,): whether a hit holds one


@dataclass(frozen=True)
class Fit:
    """Weights by name and their bias."""

    weights: Mapping[str, float]
    bias: float


def cases(
    assistant: Assistant,
    generation: Generation,
    embedder: Embedder | None,
    questions: Sequence[LabelledQuestion],
) -> list[Case]:
    """The answerable questions with the measures of all that may be quoted."""
    reader = UnitReader(generation.analyzer)
    return [
        _case(assistant, generation, embedder, reader, question)
        for question in questions
        if question.gold
    ]


def _case(
    assistant: Assistant,
    generation: Generation,
    embedder: Embedder | None,
    reader: UnitReader,
    labelled: LabelledQuestion,
) -> Case:
    question = assistant.understand(labelled.question)
    hits = to_read(question, assistant.search.find(question, 10))
    readings = reader.read([hit.passage for hit in hits])
    places = [
        (h, u)
        for h, reading in enumerate(readings)
        for u in range(len(reading.units))
        if can_stand(reading, u, hits[h].document.kind)
    ]
    matter = matter_of(question, generation)
    likeness = Likeness(embedder).of(question, hits, readings, places)
    measures = unit_measures(question, matter, hits, readings, places, likeness)
    gold = labelled.gold
    return Case(
        hits,
        places,
        np.array([[measured[name] for name in UNIT_WEIGHTS] for measured in measures]),
        np.array([_stands_in(readings[h].texts[u], hits[h], gold) for h, u in places]),
        np.array([any(is_relevant(hit, place) for place in gold) for hit in hits]),
    )


def _stands_in(text: str, hit: Hit, gold: Sequence[Gold]) -> bool:
    return any(
        place.doc == hit.document.doc
        and (holds(text, place.quote) or (len(text.split()) >= _SHORTEST and text in place.quote))
        for place in gold
        if place.quote
    )


def fit_units(cases: Sequence[Case]) -> Fit:
    """Weights of the measures of sentences."""
    return _fit(
        np.concatenate([case.measures for case in cases]),
        np.concatenate([case.answers for case in cases]),
        list(UNIT_WEIGHTS),
    )


def fit_passages(cases: Sequence[Case], units: Fit) -> Fit:
    """Weights of the measures of passages, where sentences are weighed by `units`."""
    rows, truth = [], []
    for case in cases:
        for hit, measured in passage_measures(case.hits, _weighed(case, units)).items():
            rows.append([measured[name] for name in PASSAGE_WEIGHTS])
            truth.append(bool(case.relevant[hit]))
    return _fit(np.array(rows), np.array(truth), list(PASSAGE_WEIGHTS))


def crossed(cases: Sequence[Case]) -> dict[float, tuple[float, float, float]]:
    """By threshold: answers that quote a passage that answers, quoted passages that do, and
    passages quoted in an answer; each question by weights fitted to the others."""
    fold = np.random.default_rng(_SEED).permutation(len(cases)) % FOLDS
    likelihoods: list[dict[int, float]] = [{} for _ in cases]
    for n in range(FOLDS):
        known = [case for case, f in zip(cases, fold, strict=True) if f != n]
        units = fit_units(known)
        passages = fit_passages(known, units)
        for number in np.flatnonzero(fold == n):
            found = passage_measures(cases[number].hits, _weighed(cases[number], units))
            likelihoods[number] = {
                hit: 1 / (1 + np.exp(-_odds(measured, passages))) for hit, measured in found.items()
            }
    return {threshold: _reached(cases, likelihoods, threshold) for threshold in THRESHOLDS}


def _reached(
    cases: Sequence[Case], likelihoods: Sequence[Mapping[int, float]], threshold: float
) -> tuple[float, float, float]:
    cited, right = [], []
    for case, likely in zip(cases, likelihoods, strict=True):
        best = sorted(likely, key=lambda hit: -likely[hit])
        chosen = [h for h in best if likely[h] >= threshold][:MOST_PASSAGES] or best[:1]
        cited.append(any(case.relevant[h] for h in chosen))
        right += [bool(case.relevant[h]) for h in chosen]
    return float(np.mean(cited)), float(np.mean(right)), len(right) / len(cited)


def _weighed(case: Case, fit: Fit) -> list[Weighed]:
    values = fit.bias + case.measures @ np.array(list(fit.weights.values()))
    return [Weighed(h, u, float(v)) for (h, u), v in zip(case.places, values, strict=True)]


def _odds(measured: Mapping[str, float], fit: Fit) -> float:
    return fit.bias + sum(weight * measured[name] for name, weight in fit.weights.items())


def _fit(rows: Numbers, truth: Truth, names: Sequence[str]) -> Fit:
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=_PENALTY, max_iter=1000).fit(scaler.transform(rows), truth)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    return Fit({name: float(w) for name, w in zip(names, weights, strict=True)}, bias)
