"""Measuring retrieval on questions with known answers, several settings side by side.

A question file has one JSON object a line: id, question, kind, gold. `gold` lists the places that
answer: doc, section and a quote; it is empty for a question that the documents do not answer. See
docs/evaluation.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from assistant.answer import Resolved
from assistant.search import Hit, Weights
from assistant.service import RETRIEVED, Assistant
from ingest.index import Settings

# What can be compared: the search as it is, and with parts of it left out.
VARIANTS: Mapping[str, Weights] = {
    "full": Weights(),
    "words": Weights(dense=0, sentence=0, word=0),
    "vectors": Weights(lexical=0, sentence=0, word=0),
    "first": Weights(sentence=0, word=0),
    "no-sentences": Weights(sentence=0),
    "no-likest-words": Weights(word=0),
}
_SAMPLES = 2000  # of the bootstrap (Efron 1979), by which the 95 % intervals are found
_SEED = 20181
_IGNORED = re.compile(r"[\s\-\u00ad\u2010-\u2015\"”“’'´`«»*_]")


class Gold(BaseModel):
    """A place that answers. Without a quote the whole section counts."""

    doc: str
    section: str
    quote: str = ""


class LabelledQuestion(BaseModel):
    """A question with the places that answer it, none where the documents are silent.

    `history` holds the questions asked before it in the same conversation.
    """

    id: str
    question: str
    history: tuple[str, ...] = ()
    kind: str = "fact"
    gold: tuple[Gold, ...] = ()


class BadQuestions(Exception):
    """The question file cannot be used; the message names the line and what is wrong (English)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval by bootstrap over the questions."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one setting reached: figures over all questions, and R@5 and MRR by question kind."""

    setting: str
    questions: int
    figures: dict[str, Figure]
    by_kind: dict[str, dict[str, float]]


def read_questions(path: Path) -> list[LabelledQuestion]:
    """The questions of a file, at least one with a gold place. Raises BadQuestions."""
    questions = read_labelled(path)
    if not any(question.gold for question in questions):
        raise BadQuestions(f"{path} has no question with a gold place; nothing can be measured.")
    return questions


def read_labelled(path: Path) -> list[LabelledQuestion]:
    """The questions of a file, with or without gold places. Raises BadQuestions."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            questions.append(LabelledQuestion.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            raise BadQuestions(
                f"{path}, line {number}: not a question with id, question and gold "
                "(see docs/evaluation.md)."
            ) from error
    return questions


def evaluate(
    questions: Sequence[LabelledQuestion],
    settings: Settings,
    variant: str,
    by_section: bool,
    history: str = "resolved",
) -> Evaluation:
    """Measure one index with one variant of the search, and one use of HISTORIES of the history.

    With `by_section` a passage is found when it stands in, or is a digest about, a gold section;
    otherwise it must hold half of a gold quote in a row. Unanswerable questions are left out.
    """
    assistant = Assistant.open(settings, VARIANTS[variant])
    found = _in_gold_section if by_section else is_relevant
    answerable = [question for question in questions if question.gold]
    take = HISTORIES[history]
    relevant = np.array([_relevance(assistant, q, take, found) for q in answerable], dtype=bool)
    assistant.close()
    kinds = np.array([question.kind for question in answerable])
    by_kind = {}
    for kind in sorted(set(kinds)):
        values = {name: measure(relevant[kinds == kind]) for name, measure in MEASURES.items()}
        by_kind[kind] = {"n": int((kinds == kind).sum())} | {
            name: round(float(value.mean()), 3) for name, value in values.items()
        }
    return Evaluation(
        setting=f"{settings.data}: {variant}" + ("" if history == "resolved" else f", {history}"),
        questions=len(answerable),
        figures={name: _with_interval(measure(relevant)) for name, measure in MEASURES.items()},
        by_kind=by_kind,
    )


def _resolved(assistant: Assistant, question: LabelledQuestion) -> Resolved:
    """The question as the assistant understands it after answering those before it."""
    return assistant.in_conversation(question.question, assistant.converse(question.history))


def _joined(assistant: Assistant, question: LabelledQuestion) -> Resolved:
    return Resolved(" ".join((*question.history, question.question)))


def _left_out(assistant: Assistant, question: LabelledQuestion) -> Resolved:
    return Resolved(question.question)


# What is made of the questions before one: it is understood from them, put after them, or alone.
HISTORIES: Mapping[str, Callable[[Assistant, LabelledQuestion], Resolved]] = {
    "resolved": _resolved,
    "joined": _joined,
    "left-out": _left_out,
}


def _relevance(
    assistant: Assistant,
    question: LabelledQuestion,
    take: Callable[[Assistant, LabelledQuestion], Resolved],
    found: Callable[[Hit, Gold], bool],
) -> list[bool]:
    taken = take(assistant, question)
    hits = assistant.search.find(assistant.understand(taken.text), RETRIEVED, taken.filters)
    relevant = [any(found(hit, gold) for gold in question.gold) for hit in hits]
    return relevant + [False] * (RETRIEVED - len(relevant))


def is_relevant(hit: Hit, gold: Gold) -> bool:
    """Whether a passage holds a gold quote; without a quote, stands in its section."""
    if hit.document.doc != gold.doc:
        return False
    return holds(hit.passage.text, gold.quote) if gold.quote else _in_gold_section(hit, gold)


def holds(text: str, quote: str) -> bool:
    """Whether a text holds half of a quote's words in a row, typesetting aside."""
    words = quote.split()
    half = (len(words) + 1) // 2
    body = _loose(text)
    return any(_loose(" ".join(run)) in body for run in (words[:half], words[-half:]))


def _in_gold_section(hit: Hit, gold: Gold) -> bool:
    if gold.doc not in (hit.document.doc, hit.document.about):
        return False
    return any(
        part.section == gold.section or gold.section in part.path for part in hit.passage.parts
    )


def _loose(text: str) -> str:
    """Text without what typesetting changes: white space, hyphens, quotation marks, case."""
    return _IGNORED.sub("", text).lower()


def _recall_at(k: int) -> Callable[[NDArray[np.bool_]], NDArray[np.float64]]:
    return lambda relevant: relevant[:, :k].any(axis=1).astype(float)


def _reciprocal_rank(relevant: NDArray[np.bool_]) -> NDArray[np.float64]:
    first = relevant.argmax(axis=1)
    return np.where(relevant.any(axis=1), 1.0 / (first + 1), 0.0)


def _ndcg(relevant: NDArray[np.bool_]) -> NDArray[np.float64]:
    """nDCG@10 with binary relevance (Järvelin and Kekäläinen 2002); the ideal order is that of
    the passages found, as how many there are in all is not known."""
    discount = 1.0 / np.log2(np.arange(2, relevant.shape[1] + 2))
    gained = (relevant * discount).sum(axis=1)
    ideal = np.array([discount[: int(row.sum())].sum() for row in relevant])
    return np.asarray(np.divide(gained, ideal, out=np.zeros_like(gained), where=ideal > 0))


# Each takes relevance, shape (questions, 10), and gives a value for each question.
MEASURES: Mapping[str, Callable[[NDArray[np.bool_]], NDArray[np.float64]]] = {
    "R@1": _recall_at(1),
    "R@3": _recall_at(3),
    "R@5": _recall_at(5),
    "R@10": _recall_at(10),
    "MRR@10": _reciprocal_rank,
    "nDCG@10": _ndcg,
}


def _with_interval(values: NDArray[np.float64]) -> Figure:
    draws = np.random.default_rng(_SEED).integers(0, len(values), (_SAMPLES, len(values)))
    means = values[draws].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Figure(round(float(values.mean()), 3), round(float(low), 3), round(float(high), 3))


def as_table(evaluations: Sequence[Evaluation]) -> str:
    """The evaluations as text: a row a setting, then R@5 by kind of question."""
    names = list(MEASURES)
    width = max(len(e.setting) for e in evaluations)
    rows = [" " * width + "".join(f"{name:>20}" for name in names)]
    for e in evaluations:
        cells = (f"{f.value:.3f} ({f.low:.2f}-{f.high:.2f})" for f in e.figures.values())
        rows.append(f"{e.setting:{width}}" + "".join(f"{cell:>20}" for cell in cells))
    rows += ["", f"R@5 by kind, {evaluations[0].questions} questions with an answer"]
    for e in evaluations:
        kinds = (f"{k} {values['R@5']:.2f} of {values['n']:.0f}" for k, values in e.by_kind.items())
        rows.append(f"{e.setting:{width}}  " + ", ".join(kinds))
    return "\n".join(rows)
