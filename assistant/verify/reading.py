"""A cited passage read once: its sentences, their words and numbers, and the windows over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verify.names import is_named
from assistant.verify.numbers import Number, numbers
from assistant.verify.source import Source
from assistant.verify.wording import tokens
from ingest.index import Analyzer, split_sentences, words

_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: all its words in order, those with meaning, and its numbers."""

    text: str
    tokens: tuple[str, ...]
    content: tuple[str, ...]
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A passage as read. `above` is what stands around it: headings, title, organisation."""

    source: Source
    sentences: tuple[Sentence, ...]
    above: Sentence

    @classmethod
    def of(cls, source: Source, analyzer: Analyzer) -> Read:
        """Read a passage."""
        spans = split_sentences(source.text)
        texts = [" ".join(source.text[span.start : span.end].split()) for span in spans]
        return cls(
            source,
            tuple(_read(text, analyzer) for text in texts),
            _read(source.surroundings, analyzer),
        )

    def windows(self) -> list[Window]:
        """Each sentence, and each two in a row."""
        count = len(self.sentences)
        return [
            Window(self, first, first + size)
            for size in (1, 2)
            for first in range(count + 1 - size)
        ]


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences in a row of a passage: read.sentences[first:end]."""

    read: Read
    first: int
    end: int

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its own sentences."""
        return self.read.sentences[self.first : self.end]

    @property
    def says_something(self) -> bool:
        """Whether it is more than a heading or a name."""
        return sum(len(sentence.content) for sentence in self.sentences) >= _FEWEST_WORDS

    @property
    def around(self) -> tuple[Sentence, ...]:
        """Its sentences with the one before, the one after, and the headings."""
        return (
            *self.read.sentences[max(0, self.first - 1) : self.end + 1],
            self.read.above,
        )

    @property
    def text(self) -> str:
        """Its sentences as text."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def near(self) -> str:
        """`around` as text."""
        return " ".join(sentence.text for sentence in self.around)


def held_facts(
    wanted: Sequence[Number], names: Sequence[str], windows: Sequence[Window]
) -> list[float]:
    """Which share of the numbers and names each window or its headings hold; 1 for no facts."""
    if not wanted and not names:
        return [1.0] * len(windows)
    held: dict[int, frozenset[int]] = {}

    def facts(sentence: Sentence) -> frozenset[int]:
        if id(sentence) not in held:
            found = [any(n.is_same(other) for other in sentence.numbers) for n in wanted]
            found += [is_named(name, sentence.text) for name in names]
            held[id(sentence)] = frozenset(n for n, has in enumerate(found) if has)
        return held[id(sentence)]

    every = len(wanted) + len(names)
    return [
        len(frozenset().union(*map(facts, (*window.sentences, window.read.above)))) / every
        for window in windows
    ]


def content_words(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """The words of a text that carry meaning, lower case, each once."""
    return tuple(word for word in dict.fromkeys(words(text)) if analyzer.word_terms(word))


def _read(text: str, analyzer: Analyzer) -> Sentence:
    return Sentence(text, tuple(tokens(text)), content_words(text, analyzer), tuple(numbers(text)))
