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
        self._documents = generation.manifest.documents
        self._reranker = (
            Reranker(generation, embedder) if isinstance(embedder, StaticEmbedder) else None
        )

    def find(self, question: Question, k: int = 10, filters: Filters = Filters()) -> list[Hit]:
        """The best k passages for a question, best first; fewer where fewer match at all."""
        vector = self._vector(question)
        lexical = self._lexical(question)
        rows = self._candidates(question, filters, lexical, vector)
        if not len(rows):
            return []
        cosines = self._cosines(rows, vector)
        scores = self._weights.lexical * _spread(lexical[rows])
        scores = scores + self._weights.dense * _spread(cosines)
        favour = self._favour(question)[rows]
        first = np.argsort(-(scores + favour), kind="stable")[: max(RERANKED, k)]
        rows, scores, cosines = rows[first], (scores + favour)[first], cosines[first]
        passages = self._generation.records.at(rows.tolist())
        scores = scores + self._second_look(question, passages)
        return [
            Hit(
                int(rows[n]),
                passages[n],
                self._generation.documents[passages[n].doc],
                float(scores[n]),
                float(cosines[n]),
            )
            for n in np.argsort(-scores, kind="stable")[:k]
        ]

    def _vector(self, question: Question) -> Scores | None:
        if self._embedder is None or not self._weights.dense:
            return None
        return self._embedder.embed_question(question.text)

    def word_likeness(self, word: str, hits: Sequence[Hit]) -> float:
        """How like a word is to the likest one in these hits, 0 to 1; 0 without word vectors."""
        if self._reranker is None or not hits:
            return 0.0
        return self._reranker.word_likeness(word, [hit.passage for hit in hits])

    def _lexical(self, question: Question) -> Scores:
        """BM25 of every passage, without the words that only name whom is asked."""
        analyzer = self._generation.analyzer
        weights = term_weights(question.text, analyzer, PART_WEIGHT)
        matter = {t: w for t, w in weights.items() if t not in question.naming_words}
        return self._generation.lexical.scores(matter or weights)

    def _candidates(
        self, question: Question, filters: Filters, lexical: Scores, vector: Scores | None
    ) -> Rows:
        """The rows named by words or vectors: of all, and of the documents the question favours."""
        found: set[int] = set()
        for docs in {self._docs(filters), self._docs(filters) & self._favoured(question)}:
            if not docs:
                continue
            if self._weights.lexical:
                found.update(self._best_by_words(lexical, docs))
            if vector is not None:
                found.update(self._best_by_vector(vector, docs))
        admitted = self._docs(filters)
        for number in question.sections:
            rows = self._generation.records.rows_in_section(number)
            found.update(row for row in rows if self._doc_of(row) in admitted)
        return np.array(sorted(found), dtype=np.int64)

    def _best_by_words(self, lexical: Scores, docs: frozenset[str]) -> list[int]:
        scores = lexical
        if len(docs) < len(self._documents):
            scores = np.where(self._rows_of(docs), lexical, 0)
        count = min(CANDIDATES, len(scores))
        best = np.argpartition(-scores, count - 1)[:count]
        return [int(row) for row in best if scores[row] > 0]

    def _best_by_vector(self, vector: Scores, docs: frozenset[str]) -> list[int]:
        everything = len(docs) == len(self._documents)
        return self._generation.nearest(vector, CANDIDATES, None if everything else sorted(docs))

    def _cosines(self, rows: Rows, vector: Scores | None) -> Scores:
        if vector is None or self._generation.vectors is None:
            return np.zeros(len(rows), dtype=np.float32)
        return np.asarray(self._generation.vectors[rows] @ vector, dtype=np.float32)

    def _second_look(self, question: Question, passages: list[Passage]) -> Scores:
        total = np.zeros(len(passages), dtype=np.float32)
        if question.asks_opinion and (question.answering or question.asks_responses):
            total += [STANCE_BONUS * self._stance(passage) for passage in passages]
        if self._reranker and self._weights.sentence:
            likeness = self._reranker.sentences(question.text, passages)
            total += self._weights.sentence * _spread(likeness)
        if self._reranker and self._weights.word:
            stem = self._generation.analyzer.stem
            matter = [w for w in words(question.text) if stem(w) not in question.naming_words]
            total += self._weights.word * _spread(self._reranker.words(matter, passages))
        return total

    def _stance(self, passage: Passage) -> int:
        """How often a response's passage speaks for itself, at most twice."""
        if self._generation.documents[passage.doc].kind is not Kind.RESPONSE:
            return 0
        return min(2, speaks_for_itself(passage))

    def _favour(self, question: Question) -> Scores:
        """What each row gains or loses by the document or section it stands in."""
        by_document = np.array(
            [self._favour_document(question, d) for d in self._documents], dtype=np.float32
        )
        favour = by_document[self._generation.document_of_row]
        for number in question.sections:
            favour[self._generation.records.rows_in_section(number)] += SECTION_BONUS
        return favour

    def _favour_document(self, question: Question, document: Document) -> float:
        """A digest has part in what its original is favoured by, and steps back behind it."""
        speaker = document.about or document.doc
        steps_back = document.about in self._generation.documents
        bonus = -DIGEST_PENALTY if steps_back else 0.0
        if speaker in question.answering and question.asks_opinion:
            return bonus + ASKED_BONUS
        if speaker in question.named:
            return bonus + NAMED_BONUS
        if question.asks_responses and document.kind is Kind.RESPONSE:
            return bonus + RESPONSES_BONUS
        return bonus

    def _favoured(self, question: Question) -> frozenset[str]:
        return frozenset(d.doc for d in self._documents if self._favour_document(question, d) > 0)

    def _docs(self, filters: Filters) -> frozenset[str]:
        return frozenset(d.doc for d in self._documents if filters.admits(d))

    def _doc_of(self, row: int) -> str:
        return str(self._documents[self._generation.document_of_row[row]].doc)

    def _rows_of(self, docs: frozenset[str]) -> NDArray[np.bool_]:
        numbers = [n for n, document in enumerate(self._documents) if document.doc in docs]
        return np.isin(self._generation.document_of_row, numbers)


def speaks_for_itself(passage: Passage) -> int:
    """In how many places a response states a view of its own rather than retelling the inquiry."""
    return len(_STANCE.findall(passage.text))


def _spread(scores: Scores) -> Scores:
    """Scores brought to mean 0 and standard deviation 1, so that different kinds can be added."""
    deviation = float(scores.std())
    return np.asarray((scores - scores.mean()) / (deviation if deviation > 1e-9 else 1.0))
