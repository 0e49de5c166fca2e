"""Natural pairs: pieces of text that belong together, without anyone having labelled them.

Every text is a *sentence* of the store (titles, headings and questions too); a pair is two lists of
sentence numbers. So the text is encoded once, and every epoch can draw new pairs from it cheaply.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from ingest.training.texts import Document

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
FURTHER = 0.35  # of the targets go on into the next block
LONGEST = 16  # sentences in one side of a pair, about 1,600 characters


@dataclass(frozen=True)
class Pair:
    """Sentence numbers of a query and of its target; the block (or document) both come from.

    ``whole`` says that the query belongs to all of its document (a title, a closing question), so
    that other blocks of that document are no wrong answers to it.
    """

    query: tuple[int, ...]
    target: tuple[int, ...]
    block: int
    document: int
    whole: bool


@dataclass(frozen=True)
class _Place:
    heading: int | None
    sentences: tuple[int, ...]
    number: int


@dataclass
class Store:
    """The sentences of many documents, each once, and where they stand."""

    texts: list[str] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)
    _documents: list[tuple[int, tuple[int, ...], tuple[_Place, ...]]] = field(default_factory=list)
    _blocks: int = 0

    def add(self, document: Document) -> None:
        """Take in a document; equal sentences get equal numbers."""
        places = []
        for block in document.blocks:
            heading = self._number(block.heading) if block.heading else None
            numbers = tuple(self._number(s) for s in block.sentences)
            places.append(_Place(heading, numbers, self._blocks))
            self._blocks += 1
        questions = tuple(self._number(q) for q in document.questions)
        self._documents.append((self._number(document.title), questions, tuple(places)))

    def _number(self, text: str) -> int:
        number = self._known.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number

    def pairs(self, generator: np.random.Generator) -> list[Pair]:
        """One epoch of pairs, drawn anew at each call, in the order of the documents."""
        drawn: list[Pair] = []
        for number, (title, questions, places) in enumerate(self._documents):
            for place, block in enumerate(places):
                after = places[place + 1] if place + 1 < len(places) else None
                for query, target, whole in _draw(title, questions, block, after, generator):
                    longer = target + _further(query, block, after, generator)
                    drawn.append(Pair(query, longer[:LONGEST], block.number, number, whole))
        return drawn


_Drawn = tuple[tuple[int, ...], tuple[int, ...], bool]


def _draw(
    title: int,
    questions: tuple[int, ...],
    block: _Place,
    after: _Place | None,
    generator: np.random.Generator,
) -> list[_Drawn]:
    """The pairs of one block: heading, question, a span of it, what comes next."""
    body = block.sentences
    heading = () if block.heading is None else (block.heading,)
    drawn: list[_Drawn] = []
    if questions:
        asked = questions[int(generator.integers(len(questions)))]
        drawn.append(((asked,), _sometimes((title,), generator) + body, True))
        if generator.random() < 0.5:
            drawn.append(((title,), body, True))
    elif heading:
        drawn.append((_sometimes((title,), generator) + heading, body, False))
    elif generator.random() < 0.5:
        drawn.append(((title,), body, True))
    for _ in range(min(2, len(body) // 2)):
        start = int(generator.integers(len(body)))
        stop = start + 1 + int(len(body) > 4 and generator.random() < 0.3)
        rest = body[:start] + body[stop:]
        above = _sometimes((title, *heading), generator)
        drawn.append((body[start:stop], above + rest, False))
    if after is not None and not heading and generator.random() < 0.5:
        drawn.append((_some(body, generator), after.sentences, False))
    return drawn


def _further(
    query: tuple[int, ...], block: _Place, after: _Place | None, generator: np.random.Generator
) -> tuple[int, ...]:
    """Sometimes the next block too, as an index packs short paragraphs into one passage."""
    if after is None or after.heading != block.heading or generator.random() > FURTHER:
        return ()
    return tuple(s for s in after.sentences if s not in query)


def _sometimes(sentences: tuple[int, ...], generator: np.random.Generator) -> tuple[int, ...]:
    return sentences if generator.random() < 0.5 else ()


def _some(body: tuple[int, ...], generator: np.random.Generator) -> tuple[int, ...]:
    start = int(generator.integers(len(body)))
    return body[start : start + 2]


@dataclass(frozen=True)
class Pieces:
    """Encoded sentences laid end to end: sentence i is ``pieces[starts[i]:starts[i + 1]]``."""

    pieces: Ints
    starts: Ints

    @classmethod
    def encode(cls, tokenizer: Tokenizer, texts: Sequence[str]) -> Pieces:
        """Encode all texts; piece 0 (unknown) is left out."""
        rows: list[Ints] = []
        for start in range(0, len(texts), 20_000):
            for encoding in tokenizer.encode_batch_fast(
                list(texts[start : start + 20_000]), add_special_tokens=False
            ):
                ids = np.array(encoding.ids, dtype=np.int64)
                rows.append(ids[ids > 0])
        starts = np.cumsum([0] + [len(row) for row in rows])
        return cls(np.concatenate(rows), starts)

    def bags(self, lists: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
        """The pieces of each list of sentences, end to end, and the row each piece belongs to."""
        flat = np.fromiter((s for sentences in lists for s in sentences), dtype=np.int64)
        owner = np.repeat(np.arange(len(lists)), [len(sentences) for sentences in lists])
        lengths = self.starts[flat + 1] - self.starts[flat]
        shift = np.repeat(self.starts[flat] - (np.cumsum(lengths) - lengths), lengths)
        return self.pieces[np.arange(int(lengths.sum())) + shift], np.repeat(owner, lengths)


def excused(batch: Sequence[Pair]) -> npt.NDArray[np.bool_]:
    """Which targets (columns) are no wrong answer to which query (rows).

    Those of the same block, and for a query that belongs to its whole document, those of the same
    document; the query's own target is not excused.
    """
    block: Ints = np.array([p.block for p in batch])
    document: Ints = np.array([p.document for p in batch])
    whole = np.array([p.whole for p in batch])
    same: npt.NDArray[np.bool_] = block[:, None] == block[None]
    same |= (document[:, None] == document[None]) & (whole[:, None] | whole[None])
    np.fill_diagonal(same, False)
    return same
