"""The assistant: opens an index once and answers questions from it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.answer import Answer, Citation, Retrieved, Statement, Voice, about
from assistant.extract import Extract, Extractor
from assistant.occurrences import Found, occurrences, places, sought
from assistant.question import Filters, Question, understand
from assistant.reading import Reading
from assistant.search import Hit, Search, Weights
from assistant.silence import Evidence, judge
from assistant.understanding import understood as how_understood
from assistant.units import UnitReader
from assistant.verify import (
    Entailment,
    Request,
    Source,
    Verdict,
    Verifier,
    open_entailment,
    weakest,
)
from ingest.index import (
    Document,
    Embedder,
    Generation,
    IndexProblem,
    Kind,
    Passage,
    Refusal,
    Settings,
    open_current,
)

RETRIEVED = 10
_NEAREST = 3  # passages shown where the documents are silent


@dataclass(frozen=True, slots=True)
class Context:
    """A passage where it stands: its document and its neighbours."""

    document: Document
    passage: Passage
    previous: Passage | None
    next: Passage | None


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
        self._search = Search(generation, embedder, weights)
        self._units = UnitReader(generation.analyzer)
        self._extractor = Extractor(generation, embedder, self._units)
        self._verifier = Verifier(generation, embedder, entailment=entailment)
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

    def ask(self, question: str, filters: Filters = Filters()) -> Answer:
        """Answer a question. Raises QuestionProblem for one that cannot be taken."""
        started = time.perf_counter()
        understood = self.understand(question)
        hits = self._search.find(understood, RETRIEVED, filters)
        evidence = self._evidence(understood, hits)
        judgement = judge(evidence)
        if judgement.silent:
            extracts = self._extractor.nearest(understood, hits[:_NEAREST])
        else:
            extracts = self._extractor.extract(understood, hits)
        citations = [_citation(n, extract) for n, extract in enumerate(extracts, 1)]
        return Answer(
            question=understood.text,
            abstained=judgement.silent,
            mode="extractive",
            lead=judgement.missing,
            voices=() if judgement.silent else self._checked(_voices(extracts), extracts),
            citations=tuple(citations),
            retrieved=tuple(Retrieved(hit.passage, hit.document, hit.score) for hit in hits),
            milliseconds=(time.perf_counter() - started) * 1000,
            understood=how_understood(evidence),
        )

    def occurrences(self, query: str) -> Found:
        """The passages in which the words of a plain search stand."""
        return occurrences(query, self._generation)

    def word_spans(self, query: str, text: str) -> list[tuple[int, int]]:
        """Where any words of a plain search stand in a text."""
        found = places(text, sought(query), self._generation.analyzer)
        return sorted(span for of_one in found for span in of_one)

    def verify(self, request: Request) -> Verdict:
        """How far what a sentence cites supports it, whoever wrote it."""
        return self._verifier.answer(request)

    def _checked(self, voices: Sequence[Voice], extracts: Sequence[Extract]) -> tuple[Voice, ...]:
        """The voices with the verdict on each statement."""

        def check(statement: Statement, label: str) -> Statement:
            hit = extracts[statement.citation - 1].hit
            sources = [Source.of(hit.passage, hit.document)]
            pieces = [piece for piece in (statement.text, *statement.points) if piece]
            verdicts = [self._verifier.verify(piece, sources, label) for piece in pieces]
            return replace(statement, verdict=weakest(verdicts))

        return tuple(
            replace(voice, statements=tuple(check(s, voice.label) for s in voice.statements))
            for voice in voices
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

    def close(self) -> None:
        """Let go of the index."""
        self._generation.close()


def _citation(n: int, extract: Extract) -> Citation:
    passage, document = extract.hit.passage, extract.hit.document
    part, line = passage.part_at(extract.start), passage.line_at(extract.start)
    return Citation(
        n=n,
        passage_id=passage.id,
        doc=document.doc,
        title=document.title,
        kind=document.kind,
        organisation=document.organisation,
        section=part.section,
        heading=part.heading,
        page=line.page if line else None,
        page_index=line.page_index if line else None,
        quote="" if document.kind is Kind.DIGEST else extract.quote,
        passage=passage.text,
        about=about(document, part.section),
    )


def _voices(extracts: Sequence[Extract]) -> tuple[Voice, ...]:
    """The extracts grouped by who says them, in the order in which each first speaks."""
    grouped: dict[str, list[Statement]] = {}
    for n, extract in enumerate(extracts, 1):
        grouped.setdefault(_label(extract), []).append(_statement(n, extract))
    return tuple(Voice(label, tuple(statements)) for label, statements in grouped.items())


def _label(extract: Extract) -> str:
    """Who speaks, as the screen names it."""
    document = extract.hit.document
    if document.kind is Kind.DIGEST:
        return f"Enligt vårt referat av {_retold(extract)}"
    if document.kind is Kind.RESPONSE and document.organisation:
        return document.organisation
    if document.kind is Kind.REPORT:
        return f"Utredningen ({document.reference})" if document.reference else "Utredningen"
    return document.title


def _retold(extract: Extract) -> str:
    """What a digest retells: the section, and whose it is."""
    document, part = extract.hit.document, extract.hit.passage.part_at(extract.start)
    if document.speaks_as is Kind.RESPONSE and document.organisation:
        whose = f"svaret från {document.organisation}"
    else:
        whose = document.reference or document.title.removeprefix("Referat av ")
    if not part.section:
        return whose
    if part.section[:1].isdigit():
        return f"avsnitt {part.section} i {whose}"
    return f"{whose}, avsnittet {part.section}"


def _statement(n: int, extract: Extract) -> Statement:
    text = extract.hit.passage.text
    sentences: list[str] = []
    points: list[str] = []
    for unit in extract.units:
        piece = " ".join(text[unit.start : unit.end].split())
        if unit.is_point:
            points.append(piece)
        elif points:
            points[-1] += f" {piece}"  # a point of several sentences
        else:
            sentences.append(piece)
    return Statement(" ".join(sentences), n, tuple(points))
