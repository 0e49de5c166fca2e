"""What the rules look at: the question, what was found for it, and what the index holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.matter import Matter, matter_of
from assistant.question import Question
from assistant.search import Hit
from assistant.units import PassageUnits, UnitReader
from ingest.index import Document, Generation, words

Shares = NDArray[np.float64]
Mask = NDArray[np.bool_]

_OF_THE_INQUIRY = 0.2  # share of the passages; a name that frequent is the inquiry's own


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the rules draw their lines, found by cross-validation (docs/refusal.md).

    All but `proposed` are shares of 0 to 1 below which a rule objects.
    """

    together: float = 0.6  # of the matter said elsewhere, in the passages around a name
    together_found: float = 0.35  # the same where the likeliest passage speaks of the name
    own: float = 0.22  # of the matter said elsewhere, around an organisation's own view
    near: float = 0.25  # of the matter said elsewhere, in one breath with a count or a sum
    changed: float = 0.5  # the same with the figure of a change
    said: float = 0.3  # the same with a change that the question takes for granted
    coverage: float = 0.15  # of the matter, in the likeliest passages together
    likeness: float = 0.55  # of an unknown word to the likest word of those
    compound: float = 0.6  # the same of an unknown compound, which is always like its parts
    proposed: float = 0.6  # of the likeliest sentences; a rule objects where more only propose

    def stricter(self, factor: float) -> Limits:
        """Limits by which more is refused (factor above 1) or less (below 1)."""
        scaled = {name: value * factor for name, value in asdict(self).items()}
        return Limits(**scaled | {"proposed": 1 - (1 - self.proposed) * factor})


@dataclass(frozen=True)
class Evidence:
    """A question with what was found for it. `text` is the part of the question that is judged.

    `likeness` gives how like a word is to the likest in some hits.
    """

    question: Question
    text: str
    hits: Sequence[Hit]
    generation: Generation
    reader: UnitReader
    likeness: Callable[[str, Sequence[Hit]], float]
    limits: Limits = Limits()

    @cached_property
    def matter(self) -> Matter:
        """What the judged part is about."""
        return matter_of(self.question, self.generation, self.text)

    @cached_property
    def readings(self) -> list[PassageUnits]:
        """What was found, sentence by sentence."""
        return self.reader.read([hit.passage for hit in self.hits])

    @cached_property
    def breaths(self) -> list[tuple[str, frozenset[str]]]:
        """All that is said in one breath in what was found: each two sentences in a row."""
        return [pair for reading in self.readings for pair in reading.pairs]

    @cached_property
    def documents(self) -> list[Document]:
        """All that is indexed."""
        return list(self.generation.documents.values())

    @cached_property
    def asked(self) -> list[Document]:
        """The responses of those who are asked about, and what retells them."""
        return [d for d in self.documents if d.speaker in self.question.answering]

    @property
    def asked_names(self) -> str:
        """Those who are asked about, by name."""
        names = {document.organisation or document.title for document in self.asked}
        return " och ".join(sorted(names))

    def share(self, matter: Matter) -> Shares:
        """Which share of a matter each passage of the index holds, shape (passages,)."""
        held = sum(
            (weight * self.holding(term) for term, weight in matter.weights.items()),
            np.zeros(self.generation.manifest.passages),
        )
        return np.asarray(held / (sum(matter.weights.values()) or 1.0))

    def holding(self, term: str) -> Mask:
        """Which passages of the index hold a term, shape (passages,)."""
        return np.asarray(self.generation.lexical.scores({term: 1.0}) > 0)

    def around(self, term: str) -> Mask:
        """Which passages of the index hold a term or stand next to one that does."""
        held = self.holding(term)
        around = held.copy()
        around[1:] |= held[:-1]
        around[:-1] |= held[1:]
        return around

    def stem(self, word: str) -> str:
        """A word's stem."""
        return self.generation.analyzer.stem(word.lower())

    def stems(self, phrase: str) -> Collection[str]:
        """The terms of a phrase."""
        return self.generation.analyzer.terms(phrase)

    def is_known(self, word: str) -> bool:
        """Whether a word, or a part of a compound, stands anywhere in the documents."""
        terms = self.generation.analyzer.word_terms(word.lower())
        return not terms or any(term in self.generation.lexical for term in terms)

    def is_the_inquirys_own(self, name: str) -> bool:
        """Whether a name is so frequent that it is that of the inquiry itself, or of its field."""
        frequency = self.generation.lexical.frequency(self.stem(name))
        return frequency > _OF_THE_INQUIRY * self.generation.manifest.passages

    def missing_words(self) -> list[str]:
        """The question's words that stand nowhere in the documents, as the question writes them."""
        return [
            word
            for word in words(self.text)
            if len(word) > 3
            and not self.is_known(word)
            and self.stem(word) not in self.question.naming_words
        ]
