"""What every reader returns: the document as blocks in reading order.

A reader knows its file format and nothing else. It takes away what belongs to the paper (running
heads, page numbers, line breaks) and keeps every word of the text exactly as printed, because
quotes are later compared with it letter by letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.index.passage import Line

__all__ = ["REASONS", "Block", "BlockKind", "Line", "Transcript", "UnreadableDocument"]

# Why a file is not indexed; docs/documents.md says more of each.
REASONS = frozenset(
    {
        "damaged",
        "duplicate",
        "empty",
        "encoding",
        "encrypted",
        "garbled",
        "missing",
        "name",
        "scan",
        "too_large",
        "too_slow",
        "unsupported",
    }
)


class BlockKind(StrEnum):
    """The part a block plays on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one point of a list, its bullet or number kept in the text
    ROW = "row"  # one row of a table, cells parted by " | "
    FOOTNOTE = "footnote"
    SPEAKER = "speaker"  # what the notes under a slide say


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list point, table row, footnote or speaker's note.

    `text` has single spaces and mended line-break hyphens. `level` is a heading's depth from 1 (0
    where the file does not tell and for all other kinds). `lines` is empty for files without pages.
    """

    kind: BlockKind
    text: str
    level: int = 0
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A document as read: its blocks in order, and the title the file itself states, if any.

    `slides` is true where each heading opens a slide of its own. `margins` is what was taken away
    with the paper (running heads, letterheads), each text once: it tells who writes, and when.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    slides: bool = False
    margins: tuple[str, ...] = ()


class UnreadableDocument(Exception):
    """The file cannot become text. The message tells a person why and what to do (English).

    `reason` is one of REASONS, a short stable key under which the page finds its Swedish sentence.
    """

    def __init__(self, reason: str, message: str) -> None:
        assert reason in REASONS, reason
        super().__init__(message)
        self.reason = reason
