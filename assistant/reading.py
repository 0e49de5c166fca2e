"""A document as it is read: its tree of sections, and the text under each.

A passage knows the headings it stands under; the tree is made of them. A section holds what is
called by one label in citations ("7.1.1"); unnumbered headings under it stand in its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.index import Document, Generation, Part, Passage

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_CACHED_OUTLINES = 64  # about 100 kB each for a report of 350 pages


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the tree. `path` holds the headings above it, outermost first, and its own.

    `label` is what citations and links call it. `rows` are those of the passages that hold its own
    text; none where it only has sections under it.
    """

    label: str
    path: tuple[str, ...]
    rows: tuple[int, ...] = ()

    @property
    def heading(self) -> str:
        """The heading itself, "" for the text before the first one."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """The stretch of a passage, `passage.text[start:end]`, that stands in one section.

    `subheading` is the unnumbered heading that it opens with, if any.
    """

    passage: Passage
    start: int
    end: int
    subheading: str = ""

    @property
    def text(self) -> str:
        """The words of the stretch."""
        return self.passage.text[self.start : self.end].strip()


class Reading:
    """Reads the documents of one generation by section. May be used from several threads."""

    def __init__(self, generation: Generation) -> None:
        self._records = generation.records
        self.documents: dict[str, Document] = generation.documents
        self.outline = lru_cache(maxsize=_CACHED_OUTLINES)(self._outline)

    def _outline(self, doc: str) -> tuple[Section, ...]:
        """The document's sections in reading order, each after those above it; empty for an
        unknown document."""
        outline: list[Section] = []
        for row, parts in self._records.parts_of_document(doc):
            for part in parts:
                _place(outline, row, part)
        return tuple(outline)

    def passages(self, section: Section) -> list[Passage]:
        """The passages that hold a section's own text."""
        return self._records.at(section.rows)

    def pieces(self, section: Section) -> list[Piece]:
        """A section's own text in reading order."""
        found: list[Piece] = []
        before: Part | None = None
        for passage in self.passages(section):
            for part, start, end in stretches_of(passage):
                if home(part) != section.path:
                    continue
                opens = (before is None or before.path != part.path) and part.path != section.path
                found.append(Piece(passage, start, end, part.heading if opens else ""))
                before = part
        return found

    def whole(self, doc: str) -> list[Passage]:
        """All passages of a document."""
        return self._records.of_document(doc)


def stretches_of(passage: Passage) -> list[tuple[Part, int, int]]:
    """Each part of a passage with where its text begins and ends."""
    ends = [*(part.start for part in passage.parts[1:]), len(passage.text)]
    return [(part, part.start, end) for part, end in zip(passage.parts, ends, strict=True)]


def home(part: Part) -> tuple[str, ...]:
    """The path of the section that a part's text is read in: the one that bears its label."""
    if not _NUMBER.fullmatch(part.section):
        return part.path
    for depth, heading in enumerate(part.path, 1):
        if _number(heading) == part.section:
            return part.path[:depth]
    return part.path


def _place(outline: list[Section], row: int, part: Part) -> None:
    """Add a part's text to the tree: to the section that is open, or to new ones."""
    path = home(part)
    if outline and outline[-1].path == path:
        last = outline[-1]
        rows = last.rows if row in last.rows[-1:] else (*last.rows, row)
        outline[-1] = Section(part.section, path, rows)
        return
    known = outline[-1].path if outline else ()
    for depth in range(1, len(path)):
        if path[:depth] != known[:depth]:
            outline.append(Section(_number(path[depth - 1]) or path[depth - 1], path[:depth]))
    outline.append(Section(part.section, path, (row,)))


def _number(heading: str) -> str | None:
    first = heading.split(" ", 1)[0].rstrip(".")
    return first if _NUMBER.fullmatch(first) else None
