"""Composing an answer of the documents' own sentences.

The sentences of the best passages are scored against the question, the best are taken until the
answer is long enough, and what stands together is shown together, in the order of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import Question, term_weights
from assistant.search import Hit
from ingest.index import Analyzer, Embedder, Generation, Kind, Passage, split_sentences

PASSAGES = 5  # of the passages found, so many are read for sentences
MOST_WORDS = 165
MOST_CITATIONS = 5
OVERLAP_WEIGHT = 1.0  # of the question's words that a sentence holds
LIKENESS_WEIGHT = 1.0  # of its vector's cosine to the question's
RELEVANCE_WEIGHT = 0.8  # of its passage's place in the search
FORM_BONUS = 0.5  # for a figure where one is asked for, a definition where one is
LEAST_SHARE = 0.4  # of the best sentence's score; what is below only fills space
ENOUGH_WORDS = 60  # an answer so long takes in only sentences above that

_LONGEST_LIST = 110  # words; a longer list is shown by the points that answer
_SHORTEST_SENTENCE = 5  # words; shorter ones are headings and fragments

_POINT = re.compile(r"^(?:[•\-–−*▪◦\uf0b7\uf0a7]|\d{1,2}[.)]|[a-zåäö]\))\s+")
_ENDED = re.compile(r"[.!?:;…][”\"’')\]]*$")
_FIGURE = re.compile(
    r"\d|\b(?:hälften|tredjedel|fjärdedel|majoritet|procent|miljoner|miljarder|tre av fyra)\b"
)
_DEFINITION = re.compile(
    r"^[^,.;]{3,80}?\b(?:är (?:en?|ett|det|den|att)|innebär|betyder|handlar om|definieras|avser)\b|"
    r"\b(?:menar vi|menas|definierar|avses|definition)\b"
)
# A sentence that opens so points back at the one before and is not understood alone.
_POINTS_BACK = re.compile(
    r"^(?:Detta|Dessa|Denna|Det här|Den|De|Dessutom|Därför|Därmed|Däremot|Samtidigt|Sådana?|Så|"
    r"Vidare|Han|Hon|Hen|Där|Då|Båda|Även|Också|Men|Och|Ett sådant|En sådan|Också)\b"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or list point of a passage: passage.text[start:end]."""

    start: int
    end: int
    is_point: bool
    opens_paragraph: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """Units in a row, `first` to `last` (included), that are shown as one statement."""

    hit: Hit
    units: tuple[Unit, ...]

    @property
    def start(self) -> int:
        """Where its quote begins in the passage."""
        return self.units[0].start

    @property
    def quote(self) -> str:
        """The document's words, exactly as they stand in the passage."""
        return self.hit.passage.text[self.units[0].start : self.units[-1].end]


@dataclass(slots=True)
class _Candidate:
    hit_number: int
    unit_number: int
    score: float


def units(passage: Passage) -> list[Unit]:
    """The sentences and list points of a passage in order."""
    found: list[Unit] = []
    end_before = 0
    for span in split_sentences(passage.text):
        gap = passage.text[end_before : span.start]
        opens_line = not found or "\n" in gap
        is_point = opens_line and bool(_POINT.match(passage.text[span.start : span.end]))
        found.append(Unit(span.start, span.end, is_point, not found or "\n\n" in gap))
        end_before = span.end
    return found


class Extractor:
    """Chooses the sentences that answer a question."""

    def __init__(self, generation: Generation, embedder: Embedder | None) -> None:
        self._analyzer: Analyzer = generation.analyzer
        self._lexical = generation.lexical
        self._embedder = embedder

    def extract(self, question: Question, hits: Sequence[Hit]) -> list[Extract]:
        """The extracts that answer, best passage first and in document order within each."""
        hits = hits[:PASSAGES]
        by_hit = [units(hit.passage) for hit in hits]
        chosen: dict[int, set[int]] = {}
        total, best = 0, 0.0
        said: list[frozenset[str]] = []
        for candidate in self._candidates(question, hits, by_hit):
            hit, every = hits[candidate.hit_number], by_hit[candidate.hit_number]
            taken = chosen.get(candidate.hit_number, set())
            group = _with_company(hit.passage, every, candidate.unit_number) - taken
            terms = self._terms(hit.passage, every[candidate.unit_number])
            if not group or _said_already(terms, said):
                continue
            best = best or candidate.score
            if total > ENOUGH_WORDS and candidate.score < LEAST_SHARE * best:
                break
            length = sum(_word_count(hit.passage, every[n]) for n in group)
            if total and total + length > MOST_WORDS:
                continue
            if len(chosen) >= MOST_CITATIONS and candidate.hit_number not in chosen:
                continue
            chosen.setdefault(candidate.hit_number, set()).update(group)
            said.append(terms)
            total += length
        # The passage with the likeliest sentence speaks first: the most important comes first.
        return [
            extract
            for number in chosen
            for extract in _runs(hits[number], by_hit[number], chosen[number])
        ]

    def nearest(self, question: Question, hits: Sequence[Hit]) -> list[Extract]:
        """The likeliest sentence of each passage, to show what lies nearest where none answers."""
        by_hit = [units(hit.passage) for hit in hits]
        best: dict[int, int] = {}
        for candidate in self._candidates(question, hits, by_hit):
            best.setdefault(candidate.hit_number, candidate.unit_number)
        return [Extract(hits[h], (by_hit[h][u],)) for h, u in sorted(best.items())]

    def _candidates(
        self, question: Question, hits: Sequence[Hit], by_hit: Sequence[Sequence[Unit]]
    ) -> list[_Candidate]:
        """All units that can stand in an answer, best first."""
        places = [
            (h, u)
            for h, every in enumerate(by_hit)
            for u, unit in enumerate(every)
            if _can_stand(hits[h], unit)
        ]
        if not places:
            return []
        texts = [_text(hits[h].passage, by_hit[h][u]) for h, u in places]
        relevance = _relevance(hits)
        overlap = self._overlap(question, texts)
        likeness = self._likeness(question, texts)
        candidates = [
            _Candidate(
                h,
                u,
                OVERLAP_WEIGHT * overlap[i]
                + LIKENESS_WEIGHT * likeness[i]
                + RELEVANCE_WEIGHT * relevance[h]
                + FORM_BONUS * _fits(question, texts[i]),
            )
            for i, (h, u) in enumerate(places)
        ]
        return sorted(candidates, key=lambda c: (-c.score, c.hit_number, c.unit_number))

    def _overlap(self, question: Question, texts: Sequence[str]) -> list[float]:
        """Which share of the question's terms, by rarity, each text holds: 0 to 1."""
        weights = {
            term: weight * self._lexical.rarity(term)
            for term, weight in term_weights(question.text, self._analyzer, 0.5).items()
        }
        whole = sum(weights.values()) or 1.0
        return [
            sum(weights.get(term, 0.0) for term in set(self._analyzer.terms(text))) / whole
            for text in texts
        ]

    def _likeness(self, question: Question, texts: Sequence[str]) -> list[float]:
        if self._embedder is None:
            return [0.0] * len(texts)
        vectors = self._embedder.embed_passages(texts)
        return [float(x) for x in vectors @ self._embedder.embed_question(question.text)]

    def _terms(self, passage: Passage, unit: Unit) -> frozenset[str]:
        return frozenset(self._analyzer.terms(_text(passage, unit)))


def _fits(question: Question, text: str) -> bool:
    """Whether a sentence has the form that is asked for: a figure, a definition."""
    if question.asks_number:
        return bool(_FIGURE.search(text))
    return question.asks_definition and bool(_DEFINITION.search(text))


def _relevance(hits: Sequence[Hit]) -> list[float]:
    """The hits' scores brought to 0..1: the last one's 0, the best one's 1."""
    low, high = hits[-1].score, max(hit.score for hit in hits)
    return [(hit.score - low) / max(high - low, 1e-6) for hit in hits]


def _text(passage: Passage, unit: Unit) -> str:
    return passage.text[unit.start : unit.end]


def _can_stand(hit: Hit, unit: Unit) -> bool:
    """Whether a unit is a sentence or a list point; headings, addresses and names are not.

    Slides hardly ever end a sentence, so there its length must do.
    """
    if unit.is_point:
        return True
    ended = bool(_ENDED.search(_text(hit.passage, unit))) or hit.document.kind is Kind.SLIDES
    return ended and _word_count(hit.passage, unit) >= _SHORTEST_SENTENCE


def _word_count(passage: Passage, unit: Unit) -> int:
    return len(_text(passage, unit).split())


def _said_already(terms: frozenset[str], said: Sequence[frozenset[str]]) -> bool:
    """Whether an earlier sentence says nearly the same: most of the smaller one's terms."""
    return any(
        len(terms & other) > 0.7 * min(len(terms), len(other)) for other in said if terms and other
    )


def _with_company(passage: Passage, every: Sequence[Unit], number: int) -> set[int]:
    """A unit with what it cannot stand without: its list, or the sentence it points back at."""
    unit = every[number]
    if unit.is_point or _text(passage, unit).endswith(":"):
        return _list_around(passage, every, number)
    if _POINTS_BACK.match(_text(passage, unit)) and number and not unit.opens_paragraph:
        return {number - 1, number}
    return {number}


def _list_around(passage: Passage, every: Sequence[Unit], number: int) -> set[int]:
    """The list a point or its lead belongs to, with the lead; of a long one that point alone."""
    first = number
    while first > 0 and every[first].is_point:
        first -= 1
    has_lead = not every[first].is_point and _text(passage, every[first]).endswith(":")
    last = max(first, number)
    while last + 1 < len(every) and (
        every[last + 1].is_point or (last > first and not every[last + 1].opens_paragraph)
    ):
        last += 1
    members = set(range(first if has_lead else min(first + 1, number), last + 1)) | {number}
    if sum(_word_count(passage, every[n]) for n in members) <= _LONGEST_LIST:
        return members
    return {first, number} if has_lead else {number}


def _runs(hit: Hit, every: Sequence[Unit], chosen: set[int]) -> list[Extract]:
    """The chosen units as extracts: neighbours together, a list's lead with its points.

    No extract crosses a heading, which would stand between its words in the document, and none
    goes on after a list, or it could not be shown in the order it is written.
    """
    runs: list[list[int]] = []
    for number in sorted(chosen):
        if runs and _goes_on(hit.passage, every, runs[-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [Extract(hit, tuple(every[n] for n in run)) for run in runs]


def _goes_on(passage: Passage, every: Sequence[Unit], run: Sequence[int], number: int) -> bool:
    unit, before = every[number], every[run[-1]]
    if number != run[-1] + 1 or passage.part_at(unit.start) != passage.part_at(before.start):
        return False
    leaves_list = unit.opens_paragraph and not unit.is_point
    return not (leaves_list and any(every[n].is_point for n in run))
