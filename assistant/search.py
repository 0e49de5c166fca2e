"""Finding the passages that answer a question.

First the words (BM25) and the vectors (Chroma) each name candidates; then the candidates' scores,
each brought to mean 0 and spread 1 among them, are added by weight, and the best are looked at
again sentence by sentence and word by word. docs/retrieval.md has a line for what each step pays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.question import Filters, Question, term_weights
from assistant.rerank import Reranker
from ingest.index import Document, Embedder, Generation, Kind, Passage, StaticEmbedder, words

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

CANDIDATES = 60  # from each of words and vectors
RERANKED = 50  # of the candidates, looked at twice

PART_WEIGHT = 0.5  # of a compound's parts in BM25, against 1 for a whole word
# Added to scores whose spread is about 1, so 6 means: before all others.
ASKED_BONUS = 6.0  # the responses whose authors' opinion is asked for
NAMED_BONUS = 1.8  # other documents the question names
RESPONSES_BONUS = 3.0  # all responses, when it asks for "remissvaren"
SECTION_BONUS = 3.0  # a section that the question names
STANCE_BONUS = 0.6  # for up to two sentences in which a response speaks for itself
DIGEST_PENALTY = 1.5  # for a digest whose original is indexed too

# A response retells the inquiry at length; in these sentences it speaks for itself.
_STANCE = re.compile(
    r"\b(?:förvaltning(?:en|ens)?|nämnden|landstinget|kommunen|regionen|styrelsen|myndigheten|"
    r"universitetet|högskolan|förbundet|länsstyrelsen|verket|domstolen|vi)\b[^.]{0,40}?\b(?:anser|"
    r"instämmer|delar|välkomnar|ser|vill|ställer|saknar|efterfrågar|föreslår|tillstyrker|"
    r"avstyrker|bedömer|menar|noterar|understryker|poängterar|påtalar|påpekar|positiv|tveksam|"
    r"avråder|förordar)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of score counts in the sum; 0 leaves it out altogether."""

    lexical: float = 0.6
    dense: float = 0.3
    sentence: float = 0.2
    word: float = 0.4


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its fused score (higher is better) and its cosine to the question (0
    without vectors)."""

    row: int
    passage: Passage
    document: Document
    score: float
    cosine: float


class Search:
    """Searches one generation. May be used from several threads."""

    def __init__(
        self, generation: Generation, embedder: Embedder | None, weights: Weights = Weights()
    ) -> None:
        self._generation = generation
        self._weights = weights
        self._embedder = embedder
        self._favours = Favours(generation.manifest.documents)
        self._reranker: Reranker | None = None
        if generation.tokens and isinstance(embedder, StaticEmbedder):
            self._reranker = Reranker(generation, generation.tokens, embedder)

    def find(self, question: Question, k: int = 10, filters: Filters = Filters()) -> list[Hit]:
        """The best k passages for a question, best first; fewer where fewer match at all."""
        vector = self._vector(question)
        lexical = self._lexical(question)
        in_sections = self._rows_in_sections(question)
        by_document = self._favours.of(question)
        rows = self._candidates(
            self._admitted(filters), by_document > 0, in_sections, lexical, vector
        )
        if not len(rows):
            return []
        cosines = self._cosines(rows, vector)
        scores = self._weights.lexical * _spread(lexical[rows])
        scores = scores + self._weights.dense * _spread(cosines)
        favour = by_document[self._generation.document_of_row[rows]]
        for section in in_sections:
            favour[np.isin(rows, section)] += SECTION_BONUS
        first = np.argsort(-(scores + favour), kind="stable")[: max(RERANKED, k)]
        rows, scores, cosines = rows[first], (scores + favour)[first], cosines[first]
        scores = scores + self._second_look(question, vector, rows)
        best = np.argsort(-scores, kind="stable")[:k]
        passages = self._generation.records.at(rows[best])
        documents = self._generation.documents
        return [
            Hit(int(rows[n]), passage, documents[passage.doc], float(scores[n]), float(cosines[n]))
            for n, passage in zip(best, passages, strict=True)
        ]

    def _vector(self, question: Question) -> Scores | None:
        if self._embedder is None or not self._weights.dense:
            return None
        return self._embedder.embed_question(question.text)

    def word_likeness(self, word: str, hits: Sequence[Hit]) -> float:
        """How like a word is to the likest one in these hits, 0 to 1; 0 without word vectors."""
        if self._reranker is None or not hits:
            return 0.0
        return self._reranker.word_likeness(word, np.array([hit.row for hit in hits]))

    def _lexical(self, question: Question) -> Scores:
        """BM25 of every passage, without the words that only name whom is asked."""
        analyzer = self._generation.analyzer
        weights = term_weights(question.text, analyzer, PART_WEIGHT)
        matter = {t: w for t, w in weights.items() if t not in question.naming_words}
        return self._generation.lexical.scores(matter or weights)

    def _candidates(
        self,
        admitted: Mask,
        favoured: Mask,
        in_sections: Sequence[Rows],
        lexical: Scores,
        vector: Scores | None,
    ) -> Rows:
        """The rows named by words or vectors: of all, and of the documents the question favours;
        and those in the sections it names. Masks are by document."""
        found: set[int] = set()
        for of in (admitted, admitted & favoured):
            if not of.any() or (of is not admitted and (of == admitted).all()):
                continue
            if self._weights.lexical:
                found.update(self._best_by_words(lexical, of))
            if vector is not None:
                found.update(self._best_by_vector(vector, of))
        for rows in in_sections:
            found.update(rows[admitted[self._generation.document_of_row[rows]]].tolist())
        return np.array(sorted(found), dtype=np.int64)

    def _best_by_words(self, lexical: Scores, of: Mask) -> list[int]:
        holding = np.flatnonzero(lexical)
        if not of.all():
            holding = holding[of[self._generation.document_of_row[holding]]]
        if len(holding) > CANDIDATES:
            holding = holding[np.argpartition(-lexical[holding], CANDIDATES - 1)[:CANDIDATES]]
        return [int(row) for row in holding]

    def _best_by_vector(self, vector: Scores, of: Mask) -> list[int]:
        documents = self._generation.manifest.documents
        docs = None if of.all() else [documents[n].doc for n in np.flatnonzero(of)]
        return self._generation.nearest(vector, CANDIDATES, docs)

    def _rows_in_sections(self, question: Question) -> list[Rows]:
        """The rows in each section that a question names."""
        records = self._generation.records
        found = [records.rows_in_section(number) for number in question.sections]
        return [np.array(rows, dtype=np.int64) for rows in found]

    def _cosines(self, rows: Rows, vector: Scores | None) -> Scores:
        if vector is None or self._generation.vectors is None:
            return np.zeros(len(rows), dtype=np.float32)
        return np.asarray(self._generation.vectors[rows] @ vector, dtype=np.float32)

    def _second_look(self, question: Question, vector: Scores | None, rows: Rows) -> Scores:
        total = np.zeros(len(rows), dtype=np.float32)
        if question.asks_opinion and (question.answering or question.asks_responses):
            passages = self._generation.records.at(rows)
            total += [STANCE_BONUS * self._stance(passage) for passage in passages]
        weights = self._weights
        if self._reranker and vector is not None and (weights.sentence or weights.word):
            stem = self._generation.analyzer.stem
            matter = [w for w in words(question.text) if stem(w) not in question.naming_words]
            sentence, word = self._reranker.look(vector, matter, rows)
            total += weights.sentence * _spread(sentence) + weights.word * _spread(word)
        return total

    def _stance(self, passage: Passage) -> int:
        """How often a response's passage speaks for itself, at most twice."""
        if self._generation.documents[passage.doc].speaks_as is not Kind.RESPONSE:
            return 0
        return min(2, speaks_for_itself(passage))

    def _admitted(self, filters: Filters) -> Mask:
        documents = self._generation.manifest.documents
        if filters == Filters():
            return np.ones(len(documents), dtype=bool)
        return np.array([filters.admits(document) for document in documents], dtype=bool)


class Favours:
    """What passages gain or lose by the document they stand in."""

    def __init__(self, documents: Sequence[Document]) -> None:
        present = {document.doc for document in documents}
        self._by_itself = np.zeros(len(documents), dtype=np.float32)
        self._responses: list[int] = []
        self._of_speaker: dict[str, list[int]] = {}
        for number, document in enumerate(documents):
            if document.about in present:
                self._by_itself[number] = -DIGEST_PENALTY
            if document.kind is Kind.RESPONSE:
                self._responses.append(number)
            self._of_speaker.setdefault(document.about or document.doc, []).append(number)

    def of(self, question: Question) -> Scores:
        """What each document gains or loses, shape (documents,).

        A digest has part in what its original is favoured by, and steps back behind it.
        """
        bonus = np.zeros_like(self._by_itself)
        if question.asks_responses:
            bonus[self._responses] = RESPONSES_BONUS
        for doc in question.named:
            bonus[self._of_speaker.get(doc, [])] = NAMED_BONUS
        if question.asks_opinion:
            for doc in question.answering:
                bonus[self._of_speaker.get(doc, [])] = ASKED_BONUS
        return self._by_itself + bonus


def speaks_for_itself(passage: Passage) -> int:
    """In how many places a response states a view of its own rather than retelling the inquiry."""
    return len(_STANCE.findall(passage.text))


def _spread(scores: Scores) -> Scores:
    """Scores brought to mean 0 and standard deviation 1, so that different kinds can be added."""
    deviation = float(scores.std())
    return np.asarray((scores - scores.mean()) / (deviation if deviation > 1e-9 else 1.0))
