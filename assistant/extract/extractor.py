"""Choosing what is shown: the likeliest passages, and of each the sentences that answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.extract.likeness import Likeness
from assistant.extract.sentence import can_stand, goes_on, with_company, word_count
from assistant.extract.weighing import (
    UNIT_BIAS,
    UNIT_WEIGHTS,
    Standing,
    Weighed,
    odds,
    standings,
    unit_measures,
)
from assistant.matter import matter_of
from assistant.question import Question
from assistant.search import Hit
from assistant.stance import retells, speaks_in
from assistant.units import PassageUnits, Unit, UnitReader
from ingest.index import Embedder, Generation, Kind

PASSAGES = 6  # of the passages found, so many are read for sentences
PASSAGES_ASKED = 10  # where one organisation's view is asked for, of its response
LEAST_LIKELY = 0.22  # a passage's likelihood; what is below does not help
MOST_PASSAGES = 4
MOST_WORDS = 165
ENOUGH_WORDS = 60  # an answer so long takes in only sentences near the best
FURTHEST_ODDS = 3.0  # the same of a passage's first sentence
SHORTEST_QUOTE = 4  # words; less is no clause
LEAST_ODDS = 1.6  # below the best sentence's log-odds; what is further only fills space


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


class Extractor:
    """Chooses the sentences that answer a question."""

    def __init__(
        self, generation: Generation, embedder: Embedder | None, reader: UnitReader | None = None
    ) -> None:
        self._generation = generation
        self._likeness = Likeness(embedder)
        self._reader = reader or UnitReader(generation.analyzer)

    def extract(self, question: Question, hits: Sequence[Hit]) -> list[Extract]:
        """The extracts that answer, likeliest passage first and in document order within each."""
        hits = to_read(question, hits)
        readings = self._reader.read([hit.passage for hit in hits])
        weighed = _of_ones_own(question, self.weigh(question, hits, readings), readings)
        if not weighed:
            return []
        chosen = _Choice(hits, readings)
        passages = _helping(question, hits, readings, standings(hits, weighed))
        for passage in passages:  # each that helps says at least one thing
            chosen.take_first(
                unit
                for unit in weighed
                if unit.hit == passage and weighed[0].odds - unit.odds <= FURTHEST_ODDS
            )
        for unit in weighed:
            if unit.hit in passages and not chosen.is_enough(weighed[0].odds - unit.odds):
                chosen.take(unit)
        return [extract for passage in passages for extract in chosen.extracts(passage)]

    def nearest(self, question: Question, hits: Sequence[Hit]) -> list[Extract]:
        """The likeliest sentence of each passage, to show what lies nearest where none answers."""
        readings = self._reader.read([hit.passage for hit in hits])
        best: dict[int, int] = {}
        for unit in self.weigh(question, hits, readings):
            if word_count(readings[unit.hit].texts[unit.unit]) < SHORTEST_QUOTE:
                continue
            best.setdefault(unit.hit, unit.unit)
        return [Extract(hits[h], (readings[h].units[u],)) for h, u in sorted(best.items())]

    def weigh(
        self, question: Question, hits: Sequence[Hit], readings: Sequence[PassageUnits]
    ) -> list[Weighed]:
        """All units that can stand in an answer, the likeliest first."""
        places = [
            (h, u)
            for h, reading in enumerate(readings)
            for u in range(len(reading.units))
            if can_stand(reading, u, hits[h].document.kind)
        ]
        if not places:
            return []
        matter = matter_of(question, self._generation)
        likeness = self._likeness.of(question, hits, readings, places)
        measures = unit_measures(question, matter, hits, readings, places, likeness)
        weighed = [
            Weighed(h, u, odds(measured, UNIT_WEIGHTS, UNIT_BIAS))
            for (h, u), measured in zip(places, measures, strict=True)
        ]
        return sorted(weighed, key=lambda unit: (-unit.odds, unit.hit, unit.unit))


class _Choice:
    """The units taken so far, by hit."""

    def __init__(self, hits: Sequence[Hit], readings: Sequence[PassageUnits]) -> None:
        self._hits = hits
        self._readings = readings
        self._taken: dict[int, set[int]] = {}
        self._said: list[frozenset[str]] = []
        self._words = 0
        self._first: dict[int, int] = {}

    def take_first(self, candidates: Iterable[Weighed]) -> None:
        """Take the first of the candidates that can be taken."""
        next((unit for unit in candidates if self.take(unit)), None)

    def take(self, candidate: Weighed) -> bool:
        """Take a unit with its company, unless it says nothing new or is too long."""
        hit, reading = self._hits[candidate.hit], self._readings[candidate.hit]
        taken = self._taken.setdefault(candidate.hit, set())
        if candidate.unit in taken:
            return False
        group = with_company(hit.passage, reading, candidate.unit) - taken
        terms = reading.terms[candidate.unit]
        length = sum(word_count(reading.texts[n]) for n in group)
        too_long = self._words and self._words + length > MOST_WORDS
        if not group or too_long or _said_already(terms, self._said):
            return False
        taken |= group
        self._first.setdefault(candidate.hit, candidate.unit)
        self._said.append(terms)
        self._words += length
        return True

    def is_enough(self, gap: float) -> bool:
        """Whether a unit so far below the best would only fill space."""
        return self._words > ENOUGH_WORDS and gap > LEAST_ODDS

    def extracts(self, number: int) -> list[Extract]:
        """What is taken of a hit: neighbours together, a list's lead with its points.

        What was taken first says most and is put first, unless a list would be torn from what
        it stands in.
        """
        hit, every = self._hits[number], self._readings[number].units
        runs: list[list[int]] = []
        for unit in sorted(self._taken.get(number, ())):
            if runs and goes_on(hit.passage, every, runs[-1], unit):
                runs[-1].append(unit)
            else:
                runs.append([unit])
        if not any(every[n].is_point for run in runs for n in run):
            runs.sort(key=lambda run: self._first.get(number) not in run)
        return [Extract(hit, tuple(every[n] for n in run)) for run in runs]


def to_read(question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits that are read for sentences: of those whose view is asked for all that was found;
    what others say is left out, unless they say nothing at all."""
    if question.answering and question.asks_opinion:
        own = [hit for hit in hits if hit.document.speaker in question.answering]
        if own:
            return own[:PASSAGES_ASKED]
    return hits[:PASSAGES]


def _helping(
    question: Question,
    hits: Sequence[Hit],
    readings: Sequence[PassageUnits],
    found: Sequence[Standing],
) -> list[int]:
    """The hits to quote from, the likeliest first: at least one, and one of each side that is
    compared."""
    likely = [s.hit for s in found if s.likelihood >= LEAST_LIKELY][:MOST_PASSAGES]
    chosen = likely or [found[0].hit]
    for speaker in _sides(question, hits, readings):
        own = [s.hit for s in found if hits[s.hit].document.speaker == speaker]
        if own and not set(own) & set(chosen):
            chosen.append(own[0])
    return chosen


def _of_ones_own(
    question: Question, weighed: Sequence[Weighed], readings: Sequence[PassageUnits]
) -> Sequence[Weighed]:
    """Where a view is asked for, what is not merely retold of the inquiry, if there is any: a
    response retells it at length."""
    if not (question.asks_opinion and (question.answering or question.asks_responses)):
        return weighed
    own = [unit for unit in weighed if not _retold(readings[unit.hit], unit.unit)]
    return own or weighed


def _retold(reading: PassageUnits, number: int) -> bool:
    """Whether a unit, or the sentence that leads its list, retells the inquiry."""
    while number and reading.units[number].is_point:
        number -= 1
    return retells(reading.texts[number])


def _sides(question: Question, hits: Sequence[Hit], readings: Sequence[PassageUnits]) -> list[str]:
    """Those of whom each is to be heard: the organisations that are compared, and a document
    that is named."""
    if question.named and not question.answering:
        return sorted(question.named)
    if len(question.answering) > 1:
        return sorted(question.answering)
    if question.asks_responses and question.asks_opinion and not question.answering:
        speakers = [
            hit.document.speaker
            for hit, reading in zip(hits, readings, strict=True)
            if hit.document.speaks_as is Kind.RESPONSE and any(map(speaks_in, reading.texts))
        ]
        return list(dict.fromkeys(speakers))
    return []


def _said_already(terms: frozenset[str], said: Sequence[frozenset[str]]) -> bool:
    """Whether an earlier sentence says nearly the same: most of the smaller one's terms."""
    return any(
        len(terms & other) > 0.7 * min(len(terms), len(other)) for other in said if terms and other
    )
