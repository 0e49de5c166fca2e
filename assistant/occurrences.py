"""Plain search: the passages in which words stand as they were typed, or inflected.

All words must stand in a passage; words within quotation marks must follow each other as typed.
The words' stems are looked up in the lexical index, and what is found is proven in the text: the
index also holds the parts of compounds, which nobody typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from ingest.index import Analyzer, Document, Generation, Passage, word_places

MOST = 1000  # passages shown; who gets more needs another word rather than another page
_PHRASE = re.compile(r'["”“„]([^"”“„]+)["”“„]?')

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sought:
    """A word, or in `phrase` the words of one in order. Both lower case."""

    words: tuple[str, ...]
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A passage in which all that is sought stands, and where: spans of its text, in order."""

    document: Document
    passage: Passage
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The passages found in reading order, document by document.

    `too_common` is true where no sought word is rare enough to be in the index, and `more` where
    only the first MOST passages were looked at.
    """

    occurrences: tuple[Occurrence, ...] = ()
    more: bool = False
    too_common: bool = False


def sought(query: str) -> list[Sought]:
    """What a typed query asks for."""
    phrases = [tuple(w for w, _, _ in word_places(p)) for p in _PHRASE.findall(query)]
    found = [Sought(phrase, True) for phrase in phrases]
    found += [Sought((word,)) for word, _, _ in word_places(_PHRASE.sub(" ", query))]
    return [one for one in dict.fromkeys(found) if one.words]


def occurrences(query: str, generation: Generation) -> Found:
    """The passages that hold all that a query asks for."""
    asked = sought(query)
    rows = _candidates(asked, generation)
    if rows is None:
        return Found(too_common=bool(asked))
    found: list[Occurrence] = []
    for passage in generation.records.at(rows[:MOST].tolist()):
        spans = places(passage.text, asked, generation.analyzer)
        if all(spans):
            every = sorted(span for of_one in spans for span in of_one)
            document = generation.documents[passage.doc]
            found.append(Occurrence(document, passage, tuple(every)))
    return Found(tuple(found), more=len(rows) > MOST)


def places(text: str, asked: Sequence[Sought], analyzer: Analyzer) -> list[list[Span]]:
    """For each that is sought, where it stands in a text."""
    in_text = word_places(text)
    typed = [word for word, _, _ in in_text]
    stems = [analyzer.stem(word) for word in typed]
    found: list[list[Span]] = []
    for one in asked:
        held = typed if one.phrase else stems
        wanted = [word if one.phrase else analyzer.stem(word) for word in one.words]
        length = len(wanted)
        at = [n for n, word in enumerate(held) if word == wanted[0]]
        found.append(
            [
                (in_text[n][1], in_text[n + length - 1][2])
                for n in at
                if held[n : n + length] == wanted
            ]
        )
    return found


def _candidates(asked: Sequence[Sought], generation: Generation) -> NDArray[np.int64] | None:
    """The rows of passages that may hold all words, None where the index knows none of them."""
    analyzer, lexical = generation.analyzer, generation.lexical
    every = {word for one in asked for word in one.words}
    stems = {terms[0] for word in every if (terms := analyzer.word_terms(word))}
    if not stems:
        return None
    holding = [np.flatnonzero(lexical.scores({stem: 1.0})) for stem in stems]
    return reduce(np.intersect1d, holding)
