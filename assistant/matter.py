"""What a question is about: its terms, weighted by how much they tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from assistant.question import Question, term_weights
from ingest.index import Generation

PART_WEIGHT = 0.5  # of a compound's parts, against 1 for a whole word


@dataclass(frozen=True, slots=True)
class Matter:
    """Terms with weights, all above 0. The words that only name whom is asked are not among
    them."""

    weights: Mapping[str, float]

    def share(self, terms: Set[str]) -> float:
        """Which share of the matter these terms hold, by weight: 0 to 1; 1 of nothing."""
        whole = sum(self.weights.values())
        if not whole:
            return 1.0
        return sum(self.weights[term] for term in self.weights.keys() & terms) / whole

    def without(self, terms: Iterable[str]) -> Matter:
        """The matter without these terms; all of it where nothing else would be left."""
        gone = set(terms)
        left = {term: weight for term, weight in self.weights.items() if term not in gone}
        return Matter(left) if left else self


def matter_of(question: Question, generation: Generation, text: str | None = None) -> Matter:
    """The matter of a question, or of the part of it given as `text`; rare terms weigh more."""
    weights = term_weights(text or question.text, generation.analyzer, PART_WEIGHT)
    return Matter(
        {
            term: weight * generation.lexical.rarity(term)
            for term, weight in weights.items()
            if term not in question.naming_words
        }
    )
