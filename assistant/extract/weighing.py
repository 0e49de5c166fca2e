"""How likely a sentence, and the passage it stands in, is to answer a question.

Both are logistic regressions of few measures, fitted to the development questions' gold places
(`python -m tests.weights answers`, docs/answers.md). What they say is a likelihood, so that one
threshold means the same for a short question as for a long one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.matter import Matter
from assistant.question import Question
from assistant.search import Hit
from assistant.stance import speaks_in
from assistant.units import PassageUnits

# What a sentence's measures count (see `unit_measures`), and where they begin.
UNIT_WEIGHTS = {
    "overlap": 3.18,
    "likeness": 2.96,
    "relevance": 2.10,
    "before": 2.78,
    "passage": -1.72,
    "figure": 1.47,
    "no_figure": -2.10,
    "time": 1.80,
    "no_time": -1.23,
    "form": 1.31,
    "stance": 0.78,
}
UNIT_BIAS = -5.01
# The same of a passage (see `passage_measures`).
PASSAGE_WEIGHTS = {"best": 0.62, "gap": 0.34, "second": 0.25, "score": 0.03, "behind": -0.10}
PASSAGE_BIAS = 1.05

# References, years and numbers of sections are figures that no one asks for.
_REFERENCE = re.compile(
    r"\([^()]*\b(?:19|20)\d\d[a-z]?[^()]*\)|\b(?:19|20)\d\d(?::\d+)?\b|\b\d+(?:\.\d+)+\b|"
    r"\b(?:avsnitt|kapitel|kap\.|figur|tabell|sid|s\.|fråga|§) ?\d+"
)
_FIGURE = re.compile(
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w{3,}tals?|hälften|flertalet|"
    r"majoriteten|tredjedel\w*|fjärdedel\w*|femtedel\w*|dubbelt|halv|halvera\w*|fördubbla\w*|"
    r"procent|hundra|tusen|miljon\w*|miljard\w*|ingen|inga|samtliga)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:\d|halv|miljo|miljar|tusen|hundra)[^.]{0,25}"
    r"\b(?:kronor|miljon\w*|miljard\w*|mkr|mnkr|mdkr|kr|tkr|euro)\b|"
    r"\b(?:ingen|inga|inte|lägre|högre)\b[^.]{0,40}\bkostnad\w*|"
    r"kostnad\w*[^.]{0,60}\bprocent\b|kostnad\w*[^.]{0,20}\b(?:gick|ner|upp)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:den \d{1,2} \w+|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|"
    r"november|december|våren|hösten|sommaren|vintern|höst|vår|sedan|år|under|till|från) "
    r"(?:år )?(?:19|20)\d\d|\d+ (?:år|månader|veckor|dagar)|"
    r"(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv) (?:år|månader|veckor|dagar))\b|"
    r"^År (?:19|20)\d\d",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^[^,.;]{3,80}?\b(?:är (?:en?|ett|det|den|att)|innebär|betyder|handlar om|definieras|avser)\b|"
    r"\b(?:menar vi|menas|definierar|avses|definition)\b"
)
_REASON = re.compile(
    r"\b(?:eftersom|därför att|på grund av|beror på|orsak\w*|anledning\w*|skäl\w*|leder till|"
    r"lett till|ledde till|medför\w*|till följd|förklar\w*|bidrar till|risk\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A unit that can stand: where it is, and its log-odds of answering."""

    hit: int
    unit: int
    odds: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A passage's likelihood of answering, 0 to 1."""

    hit: int
    likelihood: float


def has_figure(text: str) -> bool:
    """Whether a text gives a figure, other than in a reference."""
    return bool(_FIGURE.search(without_references(text)))


def has_sum(text: str) -> bool:
    """Whether a text gives a sum of money, or how a cost changed."""
    return bool(_MONEY.search(without_references(text)))


def without_references(text: str) -> str:
    """A text without what is cited in it, years, and numbers of sections."""
    return _REFERENCE.sub(" ", text)


def has_form(question: Question, defined: str, text: str) -> bool:
    """Whether a sentence has the form of a definition or a reason where one is asked for.

    `defined` is a pattern of the words that may be what is to be defined.
    """
    if question.asks_definition:
        as_point = rf"^[•\-–*]?\s*(?:{defined})\w*(?: \w+)?:"
        return bool(_DEFINITION.search(text) or re.search(as_point, text, re.IGNORECASE))
    return question.asks_reason and bool(_REASON.search(text))


def unit_measures(
    question: Question,
    matter: Matter,
    hits: Sequence[Hit],
    readings: Sequence[PassageUnits],
    places: Sequence[tuple[int, int]],
    likeness: Sequence[float],
) -> list[dict[str, float]]:
    """The measures of the units at these places (hit, unit), by the names in UNIT_WEIGHTS.

    `likeness` is each unit's cosine to the question, 0 without vectors.
    """
    texts = [readings[h].texts[u] for h, u in places]
    low, high = hits[-1].score, max(hit.score for hit in hits)
    passages = [matter.share(reading.whole) for reading in readings]
    defined = "|".join(re.escape(term) for term in matter.weights) or "(?!)"
    asks_figure = question.asks_number or question.asks_money
    opinion = question.asks_opinion and bool(question.answering)
    measures = []
    for (h, u), text, like in zip(places, texts, likeness, strict=True):
        terms = readings[h].terms[u]
        overlap = matter.share(terms)
        before = matter.share(terms | readings[h].terms[u - 1]) - overlap if u else 0.0
        dated = bool(_TIME.search(text))
        wanted = has_sum if question.asks_money else has_figure
        figure = asks_figure and wanted(text)
        measures.append(
            {
                "overlap": overlap,
                "likeness": like,
                "relevance": (hits[h].score - low) / max(high - low, 1e-6),
                "before": before,
                "passage": passages[h],
                "figure": float(figure),
                "no_figure": float(asks_figure and not figure),
                "time": float(question.asks_time and dated),
                "no_time": float(question.asks_time and not dated),
                "form": float(has_form(question, defined, text)),
                "stance": float(opinion and speaks_in(text)),
            }
        )
    return measures


def passage_measures(
    hits: Sequence[Hit], weighed: Sequence[Weighed]
) -> dict[int, dict[str, float]]:
    """The measures of each hit with a unit that can stand, by the names in PASSAGE_WEIGHTS."""
    odds: dict[int, list[float]] = {}
    for unit in weighed:
        odds.setdefault(unit.hit, []).append(unit.odds)
    top = max(unit.odds for unit in weighed)
    measures = {}
    for hit, values in odds.items():
        best, second = sorted([*values, min(values) - 2.0], reverse=True)[:2]
        measures[hit] = {
            "best": best,
            "gap": best - top,
            "second": second - top,
            "score": hits[hit].score,
            "behind": hits[0].score - hits[hit].score,
        }
    return measures


def odds(measures: dict[str, float], weights: dict[str, float], bias: float) -> float:
    """The log-odds that measures add up to."""
    return bias + sum(weight * measures[name] for name, weight in weights.items())


def standings(hits: Sequence[Hit], weighed: Sequence[Weighed]) -> list[Standing]:
    """The passages with their likelihoods, the likeliest first."""
    found = [
        Standing(hit, float(1 / (1 + np.exp(-odds(m, PASSAGE_WEIGHTS, PASSAGE_BIAS)))))
        for hit, m in passage_measures(hits, weighed).items()
    ]
    return sorted(found, key=lambda standing: (-standing.likelihood, standing.hit))
