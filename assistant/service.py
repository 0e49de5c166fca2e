"""The assistant: opens an index once and answers questions from it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING

from assistant.anchor import Anchor, anchored
from assistant.answer import Answer, Citation, Resolved, Retrieved, Statement, Voice
from assistant.extract import Extract, Extractor
from assistant.followup import Exchange, Resolver, resolve
from assistant.matter import Matter, matter_of
from assistant.occurrences import Found, occurrences, places, sought
from assistant.question import Filters, Question, QuestionProblem, understand
from assistant.reading import Reading
from assistant.scope import both, named
from assistant.search import Hit, Search, Weights
from assistant.silence import Evidence, Judgement, judge
from assistant.understanding import understood as how_understood
from assistant.units import PassageUnits, UnitReader
from assistant.utterance import Sources
from assistant.verify import (
    Entailment,
    Request,
    Source,
    Verdict,
    Verifier,
    open_entailment,
    weakest,
)
from assistant.voice import citation, voices
from ingest.index import (
    Document,
    Embedder,
    Generation,
    IndexProblem,
    Passage,
    Refusal,
    Settings,
    open_current,
)

if TYPE_CHECKING:
    from assistant.writer import Checker, Writer, Written

RETRIEVED = 10
STANDS_IN = "I stället visas dokumentens egna meningar."
_NEAREST = 3  # passages shown where the documents are silent


@dataclass(frozen=True, slots=True)
class Context:
    """A passage where it stands: its document and its neighbours."""

    document: Document
    passage: Passage
    previous: Passage | None
    next: Passage | None


@dataclass(frozen=True, slots=True)
class Growing:
    """An answer as far as it has come. `pending` is what a model has written of its next
    sentence, which is not checked yet."""

    answer: Answer
    pending: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question understood and searched for, and whether the documents answer it.

    `own_words` are the asker's; how they were taken may hold words of earlier answers, from the
    documents `said_before`.
    """

    own_words: str
    resolved: Resolved
    scope: str
    said_before: Sequence[Document]
    evidence: Evidence
    judgement: Judgement
    started: float

    @property
    def question(self) -> Question:
        """The question as understood."""
        return self.evidence.question

    @property
    def hits(self) -> Sequence[Hit]:
        """The passages found, best first."""
        return self.evidence.hits

    @property
    def retrieved(self) -> tuple[Retrieved, ...]:
        """What was weighed."""
        return tuple(Retrieved(hit.passage, hit.document, hit.score) for hit in self.hits)

    @property
    def milliseconds(self) -> float:
        """Since the question was put."""
        return (time.perf_counter() - self.started) * 1000


class Assistant:
    """Answers from one generation of the index. May be used from several threads."""

    def __init__(
        self,
        generation: Generation,
        embedder: Embedder | None,
        weights: Weights = Weights(),
        entailment: Entailment | None = None,
    ) -> None:
        self._generation = generation
        self._embedder = embedder
        self._search = Search(generation, embedder, weights)
        self._units = UnitReader(generation.analyzer)
        self._extractor = Extractor(generation, embedder, self._units)
        self._verifier = Verifier(generation, embedder, entailment=entailment)
        self._sources = Sources(
            generation.manifest.documents, generation.analyzer, generation.lexical.rarity
        )
        self.reading = Reading(generation)

    @classmethod
    def open(cls, settings: Settings, weights: Weights = Weights()) -> Assistant:
        """Open the index in use.

        Raises NoIndex where nothing is indexed, DamagedIndex where the index is not whole or was
        made by another embedding model than the one set, and IndexProblem where a model that is set
        is not on this machine.
        """
        generation = open_current(settings.data, settings.chroma_url)
        try:
            embedder = generation.open_embedder(settings)
            return cls(generation, embedder, weights, open_entailment(settings.entailment))
        except IndexProblem:
            generation.close()  # else nobody could remove it while this process lives
            raise

    @property
    def generation_name(self) -> str:
        """The name of the opened generation."""
        return self._generation.name

    @property
    def documents(self) -> list[Document]:
        """What is indexed, in index order."""
        return list(self._generation.manifest.documents)

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """Files that could not be indexed."""
        return self._generation.manifest.refused

    @property
    def embedding(self) -> str:
        """The fingerprint of the embedding model, empty for lexical search alone."""
        return self._generation.manifest.embedding

    @property
    def created(self) -> datetime:
        """When the index was made."""
        return self._generation.manifest.created

    @property
    def search(self) -> Search:
        """The search of the opened generation."""
        return self._search

    def understand(self, question: str) -> Question:
        """A question as understood. Raises QuestionProblem for one that cannot be taken."""
        return understand(question, self.documents, self._generation.analyzer)

    def in_conversation(self, question: str, earlier: Sequence[Exchange] = ()) -> Resolved:
        """A question as understood after others; see followup.resolve."""
        return resolve(question, earlier, self._sources)

    def ask(
        self,
        question: str,
        filters: Filters = Filters(),
        earlier: Sequence[Exchange] = (),
        resolver: Resolver = resolve,
        writer: Writer | None = None,
    ) -> Answer:
        """Answer a question from what the filters admit, with a writer by its model.

        `earlier` is the conversation before it, oldest first, from which `resolver` understands a
        follow-up. Raises QuestionProblem for a question that cannot be taken.
        """
        asked = self._ask(question, filters, earlier, resolver)
        *_, last = self._answering(asked, writer, Event())
        return last.answer

    def answering(
        self,
        question: str,
        filters: Filters = Filters(),
        earlier: Sequence[Exchange] = (),
        writer: Writer | None = None,
        stop: Event | None = None,
    ) -> Iterator[Growing]:
        """The answer of `ask` as it grows; the last one is whole. Setting `stop` ends it early.

        Whether the documents are silent is decided before a model is asked. Where its answer
        fails as a whole, the documents' own sentences stand in and the lead says why.
        """
        asked = self._ask(question, filters, earlier, resolve)
        yield from self._answering(asked, writer, stop or Event())

    def _answering(self, asked: _Asked, writer: Writer | None, stop: Event) -> Iterator[Growing]:
        if writer is None or asked.judgement.silent:
            yield Growing(self._extractive(asked))
            return
        written = None
        told = asked.question.text if writer.may_read(asked.said_before) else asked.own_words
        for written in writer.write(told, asked.hits, self._checker, stop):
            if not written.ended:
                yield Growing(_generative(asked, written, writer), written.composed.pending)
        assert written is not None, "a writer says at least how it ended"
        if written.composed.is_supported:
            yield Growing(_generative(asked, written, writer))
        else:
            why = written.problem.swedish if written.problem else ""
            yield Growing(self._extractive(asked, _together(why, STANDS_IN, *written.notes)))

    @cached_property
    def _checker(self) -> Checker:
        """Made when a model first writes."""
        from assistant.writer import Checker

        return Checker(self._generation, self._embedder, self._verifier)

    def _ask(
        self,
        question: str,
        filters: Filters,
        earlier: Sequence[Exchange],
        resolver: Resolver,
    ) -> _Asked:
        started = time.perf_counter()
        resolved = resolver(question, earlier, self._sources)
        understood = self.understand(resolved.text)
        kept_to = both(filters, resolved.filters, self.documents)
        hits = self._search.find(understood, RETRIEVED, kept_to)
        evidence = self._evidence(understood, hits)
        cited = {c.doc for exchange in earlier for c in exchange.answer.citations}
        return _Asked(
            own_words=" ".join(question.split()),
            resolved=resolved,
            scope=named(filters, self.documents),
            said_before=[d for d in self.documents if d.doc in cited],
            evidence=evidence,
            judgement=judge(evidence),
            started=started,
        )

    def _extractive(self, asked: _Asked, why: str = "") -> Answer:
        """The answer of the documents' own sentences, or the passages nearest to one."""
        silent = asked.judgement.silent
        if silent:
            extracts = self._extractor.nearest(asked.question, asked.hits[:_NEAREST])
        else:
            extracts = self._extractor.extract(asked.question, asked.hits)
        return Answer(
            question=asked.own_words,
            abstained=silent,
            mode="extractive",
            lead=_together(asked.judgement.missing, why),
            voices=() if silent else self._checked(voices(extracts), extracts),
            citations=tuple(citation(n, extract) for n, extract in enumerate(extracts, 1)),
            retrieved=asked.retrieved,
            milliseconds=asked.milliseconds,
            understood=how_understood(asked.evidence),
            resolved=asked.resolved,
            scope=asked.scope,
        )

    def converse(self, questions: Sequence[str]) -> list[Exchange]:
        """Ask questions one after the other; one that cannot be taken leaves nothing behind."""
        exchanges: list[Exchange] = []
        for question in questions:
            with suppress(QuestionProblem):
                exchanges.append(Exchange(question, self.ask(question, earlier=exchanges)))
        return exchanges

    def occurrences(self, query: str) -> Found:
        """The passages in which the words of a plain search stand."""
        return occurrences(query, self._generation)

    def word_spans(self, query: str, text: str) -> list[tuple[int, int]]:
        """Where any words of a plain search stand in a text."""
        found = places(text, sought(query), self._generation.analyzer)
        return sorted(span for of_one in found for span in of_one)

    @property
    def verifier(self) -> Verifier:
        """What checks sentences against passages of the opened generation."""
        return self._verifier

    def units(self, passages: Sequence[Passage]) -> list[PassageUnits]:
        """Passages read closely, in their order; what was read is kept."""
        return self._units.read(passages)

    def matter(self, text: str) -> Matter:
        """What a text is about: its terms, those that tell more weighing more."""
        return matter_of(Question(text), self._generation)

    def verify(self, request: Request) -> Verdict:
        """How far what a sentence cites supports it, whoever wrote it."""
        return self._verifier.answer(request)

    def _checked(self, said: Sequence[Voice], extracts: Sequence[Extract]) -> tuple[Voice, ...]:
        """The voices with the verdict on each statement."""

        def check(statement: Statement, label: str) -> Statement:
            assert statement.citation is not None, "an extract stands somewhere"
            hit = extracts[statement.citation - 1].hit
            sources = [Source.of(hit.passage, hit.document)]
            pieces = [piece for piece in (statement.text, *statement.points) if piece]
            verdicts = [self._verifier.verify(piece, sources, label) for piece in pieces]
            return replace(statement, verdict=weakest(verdicts))

        return tuple(
            replace(voice, statements=tuple(check(s, voice.label) for s in voice.statements))
            for voice in said
        )

    def evidence(self, question: str) -> Evidence:
        """What a question is judged by. Raises QuestionProblem for one that cannot be taken."""
        understood = self.understand(question)
        return self._evidence(understood, self._search.find(understood, RETRIEVED))

    def _evidence(self, question: Question, hits: Sequence[Hit]) -> Evidence:
        likeness = self._search.word_likeness
        return Evidence(question, question.text, hits, self._generation, self._units, likeness)

    def context(self, passage_id: str) -> Context:
        """A passage with its neighbours. Raises KeyError for an unknown id."""
        records = self._generation.records
        row = records.row(passage_id)
        if row is None:
            raise KeyError(passage_id)
        first, last = max(0, row - 1), min(row + 1, self._generation.manifest.passages - 1)
        around = {passage.id: passage for passage in records.at(range(first, last + 1))}
        passage = around[passage_id]
        neighbours = {p.ordinal: p for p in around.values() if p.doc == passage.doc}
        return Context(
            self._generation.documents[passage.doc],
            passage,
            neighbours.get(passage.ordinal - 1),
            neighbours.get(passage.ordinal + 1),
        )

    def anchor(self, citation: Citation, words: Sequence[str]) -> Anchor | None:
        """Where a citation stands today, however old it is; None where its source has changed.

        `words` are its quote, or the sentences taken from a digest.
        """
        records = self._generation.records
        row = records.row(citation.passage_id)
        passage = records.at([row])[0] if row is not None else None
        if passage and passage.text == citation.passage:  # as most are: no need to read them all
            return anchored(citation, words, self.documents, lambda _: [passage])
        return anchored(citation, words, self.documents, records.of_document)

    def close(self) -> None:
        """Let go of the index."""
        self._generation.close()


def _generative(asked: _Asked, written: Written, writer: Writer) -> Answer:
    """The answer that a model has written so far."""
    why = written.problem.swedish if written.problem else ""
    return Answer(
        question=asked.own_words,
        abstained=False,
        mode="generative",
        lead=_together(asked.judgement.missing, why, *written.notes),
        voices=written.composed.voices,
        citations=written.composed.citations,
        retrieved=asked.retrieved,
        milliseconds=asked.milliseconds,
        model=writer.choice.label,
        understood=how_understood(asked.evidence),
        resolved=asked.resolved,
        scope=asked.scope,
    )


def _together(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
