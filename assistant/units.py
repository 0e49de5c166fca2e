"""A passage read closely: its sentences and list points with their terms.

Those that judge whether the documents answer and those that compose the answer look at the same
sentences; each is read once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.cache import CACHED_PASSAGES, completed
from assistant.orders import without_orders
from ingest.index import Analyzer, Passage, indexed_text, split_sentences

_POINT = re.compile(r"^(?:[•\-–−*▪◦\uf0b7\uf0a7]|\d{1,2}[.)]|[a-zåäö]\))\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or list point of a passage: passage.text[start:end]."""

    start: int
    end: int
    is_point: bool
    opens_paragraph: bool


@dataclass(frozen=True, slots=True)
class PassageUnits:
    """A passage's units in order, the text and the terms of each, and all its terms with those
    of its headings."""

    units: tuple[Unit, ...]
    texts: tuple[str, ...]
    terms: tuple[frozenset[str], ...]
    whole: frozenset[str]

    @property
    def pairs(self) -> list[tuple[str, frozenset[str]]]:
        """Each unit together with the next, as text and terms: what is said in one breath."""
        following = [*self.texts[1:], ""], [*self.terms[1:], frozenset[str]()]
        return [
            (f"{text} {text_after}", terms | terms_after)
            for text, terms, text_after, terms_after in zip(
                self.texts, self.terms, *following, strict=True
            )
        ]


class UnitReader:
    """Reads passages, and keeps what was read. May be used from several threads."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._read: dict[str, PassageUnits] = {}

    def read(self, passages: Sequence[Passage]) -> list[PassageUnits]:
        """The readings of passages, in their order."""
        by_id = {passage.id: passage for passage in passages}
        read = completed(
            self._read,
            list(by_id),
            CACHED_PASSAGES,
            lambda ids: [self._reading(by_id[i]) for i in ids],
        )
        return [read[passage.id] for passage in passages]

    def _reading(self, passage: Passage) -> PassageUnits:
        found = units(passage)
        texts = tuple(passage.text[unit.start : unit.end] for unit in found)
        return PassageUnits(
            tuple(found),
            texts,
            tuple(frozenset(self._analyzer.terms(text)) for text in texts),
            frozenset(self._analyzer.terms(indexed_text(passage))),
        )


def units(passage: Passage) -> list[Unit]:
    """The sentences and list points of a passage in order.

    Paragraphs that give orders to whoever reads by machine are passed over: they are said to us,
    and answer nothing.
    """
    found: list[Unit] = []
    end_before = 0
    text = without_orders(passage.text)
    for span in split_sentences(text):
        gap = text[end_before : span.start]
        opens_line = not found or "\n" in gap
        is_point = opens_line and bool(_POINT.match(text[span.start : span.end]))
        found.append(Unit(span.start, span.end, is_point, not found or "\n\n" in gap))
        end_before = span.end
    return found
