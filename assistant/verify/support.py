"""Whether the cited passages carry what a sentence says: a measured scorer on words and vectors.

The sentence is laid against each sentence, and each two in a row, of the cited passages; the
likest is its *stand*. What is measured there becomes a probability by logistic regression, whose
coefficients `python -m tests.verification` fits (docs/verification.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from assistant.verify.actors import missing_actors
from assistant.verify.likeness import Likeness, Matrix, products
from assistant.verify.names import names
from assistant.verify.numbers import numbers
from assistant.verify.polarity import Polarity, polarity
from assistant.verify.reading import Read, Window, content_words, held_facts
from ingest.index import Analyzer, StaticEmbedder, unit

_HEADING = 0.7  # what a word that stands only in the headings counts, against 1 in the stand
UNCOVERED = 0.15  # a word less like any of the stand's is not in it
_NEARLY_ALL = 0.8  # of a window's coverage
_FACT_BONUS = 0.5  # for a stand that holds the sentence's numbers and names


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of a sentence at its stand.

    cosine: of both vectors; uncovered: share of the sentence's words with meaning, 0 to 1, that
    nothing in the stand or the headings is like; opposites, agreeing: words at the other,
    the same end of a scale, up to 2; lone: 1 where one of both alone denies something; actors:
    those that the stand's surroundings do not name, up to 2.
    """

    cosine: float
    uncovered: float
    opposites: float
    agreeing: float
    lone: float
    actors: float

    def row(self) -> list[float]:
        """The measures in the order of the fields."""
        return [float(getattr(self, field.name)) for field in fields(self)]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a sentence is best supported, and what is measured there.

    `focus` is that sentence of the window, or both, by which yes and no are judged; `has_facts`
    tells whether the sentence's numbers and names stand about the window; `missing` are the
    sentence's words that nothing there is like.
    """

    window: Window
    focus: str
    measures: Measures
    polarity: Polarity
    has_facts: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A sentence laid against all words of the cited passages."""

    ours: tuple[str, ...]
    rarity: Matrix
    likeness: Matrix
    column: dict[str, int]
    heading: Matrix

    def columns(self, window: Window) -> list[int]:
        """The places of a window's words."""
        return [self.column[word] for s in window.sentences for word in s.content]

    def likest(self, columns: Sequence[int]) -> Matrix:
        """For each of our words its likeness to the likest of these, shape (ours,)."""
        return np.asarray(self.likeness[:, list(columns)].max(axis=1, initial=0.0))

    def best_in(self, columns: Sequence[int]) -> Matrix:
        """The same, or to the likest of the headings."""
        return np.maximum(self.likest(columns), self.heading)

    def share(self, best: Matrix) -> float:
        """Our words' mean likeness by rarity."""
        return float(best @ self.rarity / max(float(self.rarity.sum()), 1e-9))


class Support:
    """Lays sentences against passages. May be used from several threads."""

    def __init__(
        self,
        analyzer: Analyzer,
        rarity: Callable[[str], float],
        embedder: StaticEmbedder | None,
        common: Sequence[str],
    ) -> None:
        self._analyzer = analyzer
        self._rarity = rarity
        self._embedder = embedder
        self._likeness = Likeness(analyzer, embedder, common)

    def stand(self, sentence: str, reads: Sequence[Read]) -> Stand | None:
        """Where the passages support a sentence best; None where it or they hold no words."""
        every = [window for read in reads for window in read.windows()]
        windows = [window for window in every if window.says_something] or every
        laid = self._laid(sentence, reads)
        if laid is None or not windows:
            return None
        columns = [laid.columns(window) for window in windows]
        best = [laid.best_in(c) for c in columns]
        cosines = self._cosines(sentence, windows)
        facts = held_facts(numbers(sentence), names(sentence), windows)
        scores = [
            laid.share(b) + c + _FACT_BONUS * f
            for b, c, f in zip(best, cosines, facts, strict=True)
        ]
        at = int(np.argmax(scores))
        focus = self._focus(windows[at], laid)
        polar = self.polarity(sentence, focus)
        measures = self._measures(sentence, windows[at], best[at], cosines[at], polar)
        missing = tuple(w for w, b in zip(laid.ours, best[at], strict=True) if b < UNCOVERED)
        return Stand(windows[at], focus, measures, polar, facts[at] == 1.0, missing)

    def alike(self, ours: Sequence[str], theirs: Sequence[str]) -> Matrix:
        """Likeness of words, see Likeness.between."""
        return self._likeness.between(ours, theirs)

    def polarity(self, sentence: str, text: str) -> Polarity:
        """How a sentence's yes and no stand to a text's."""
        return polarity(sentence, text, self._likeness.between)

    def _focus(self, window: Window, laid: _Laid) -> str:
        """That sentence of a window which carries nearly all, or the whole window."""
        whole = laid.share(laid.likest(laid.columns(window)))
        for n in range(window.first, window.end):
            alone = Window(window.read, n, n + 1)
            if laid.share(laid.likest(laid.columns(alone))) >= _NEARLY_ALL * whole:
                return alone.text
        return window.text

    def _laid(self, sentence: str, reads: Sequence[Read]) -> _Laid | None:
        ours = content_words(sentence, self._analyzer)
        held = [w for read in reads for s in read.sentences for w in s.content]
        theirs = list(dict.fromkeys(held))
        if not ours or not theirs:
            return None
        above = list(dict.fromkeys(w for read in reads for w in read.above.content))
        heading = np.zeros(len(ours), dtype=np.float32)
        if above:
            heading = _HEADING * self._likeness.between(ours, above).max(axis=1)
        return _Laid(
            ours,
            np.array([self._weight(word) for word in ours], dtype=np.float32),
            self._likeness.between(ours, theirs),
            {word: column for column, word in enumerate(theirs)},
            heading,
        )

    def _weight(self, word: str) -> float:
        return self._rarity(self._analyzer.stem(word))

    def _cosines(self, sentence: str, windows: Sequence[Window]) -> list[float]:
        if self._embedder is None:
            return [0.0] * len(windows)
        texts = list(dict.fromkeys(s.text for window in windows for s in window.sentences))
        sums = self._embedder.sum_tokens([sentence, *texts])
        of = dict(zip(texts, sums[1:], strict=True))
        vectors = unit(
            np.stack([np.sum([of[s.text] for s in w.sentences], axis=0) for w in windows])
        )
        return [float(x) for x in products(vectors, unit(sums[:1]))[:, 0]]

    def _measures(
        self, sentence: str, window: Window, best: Matrix, cosine: float, polar: Polarity
    ) -> Measures:
        return Measures(
            cosine=cosine,
            uncovered=float((best < UNCOVERED).mean()),
            opposites=float(min(2, len(polar.clashes))),
            agreeing=float(min(2, polar.agreeing)),
            lone=float(polar.lone),
            actors=float(min(2, len(missing_actors(sentence, window.near)))),
        )
