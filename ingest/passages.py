"""Cutting a document's sections into passages: the unit that is indexed and cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.index.passage import FOOTNOTES, SPEAKERS_NOTES, Line, Part, Passage
from ingest.index.sentences import Span, split_sentences
from ingest.outline import Section
from ingest.read.transcript import Block, BlockKind

LONGEST = 1600  # characters; what one citation may ask a person to read
TARGET = 1300  # characters; sections are cut evenly into pieces of at most this
SMALLEST = 250  # characters; shorter neighbours share a passage

# What stands apart from the running text is headed so that it cannot be taken for it.
NOTES = {BlockKind.FOOTNOTE: FOOTNOTES, BlockKind.SPEAKER: SPEAKERS_NOTES}


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text with the parts and lines that it is made of, offsets from its own start."""

    text: str
    parts: tuple[Part, ...] = ()
    lines: tuple[Line, ...] = ()
    joint: str = "\n\n"  # what parts it from the piece before
    notes: str = ""  # whose passages: of the running text, or of notes under a chapter's heading

    def __add__(self, other: _Piece) -> _Piece:
        shift = len(self.text) + len(other.joint)
        return _Piece(
            self.text + other.joint + other.text,
            self.parts + tuple(replace(p, start=p.start + shift) for p in other.parts),
            self.lines + tuple(replace(x, start=x.start + shift) for x in other.lines),
            self.joint,
            self.notes,
        )


def passages(doc: str, sections: list[Section]) -> list[Passage]:
    """The passages of a document in reading order; the same sections give the same passages.

    A passage never cuts a sentence (unless one alone is longer than LONGEST), keeps a short list
    whole, and holds several sections only where one is shorter than SMALLEST. Footnotes and
    speaker's notes have passages of their own, after the section that they belong to.
    """
    pieces: list[_Piece] = []
    for section in sections:
        pieces.extend(_section_pieces(section))
        pieces.extend(_note_pieces(section))
    return [
        Passage(f"{doc}:{n:04d}", doc, n, piece.text, _merged_parts(piece.parts), piece.lines)
        for n, piece in enumerate(_share(pieces))
    ]


def _section_pieces(section: Section) -> Iterator[_Piece]:
    part = Part(0, section.label, section.heading, section.path)
    if not section.blocks:
        if section.heading and not section.has_children:
            yield _Piece(section.heading, (part,), section.lines)
        return
    units = [unit for block in section.blocks for unit in _units(block)]
    for piece in _pack(units):
        yield replace(piece, parts=(part,))


def _note_pieces(section: Section) -> Iterator[_Piece]:
    for kind, heading in NOTES.items():
        units = [unit for note in section.notes if note.kind is kind for unit in _units(note)]
        part = Part(0, section.label, heading, (*section.path, heading))
        group = f"{heading} {section.path[:1]}"
        for piece in _pack(units) if units else ():
            yield replace(piece, parts=(part,), notes=group)


def _units(block: Block) -> Iterator[_Piece]:
    """A block as one piece, or as its sentences where it is too long for a passage."""
    joint = "\n" if block.kind in (BlockKind.ITEM, BlockKind.ROW) else "\n\n"
    if len(block.text) <= TARGET:
        yield _Piece(block.text, (), block.lines, joint)
        return
    for n, span in enumerate(split_sentences(block.text)):
        for start, end in _bearable(block.text, span):
            yield _Piece(
                block.text[start:end],
                (),
                _lines_between(block.lines, start, end),
                " " if n or start > span.start else joint,
            )


def _bearable(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """A sentence's start and end; stretches of whole words where it is longer than LONGEST."""
    start = span.start
    while span.end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST + 1)
        end = space if space > start else start + LONGEST
        yield start, end
        start = end + (space > start)
    yield start, span.end


def _lines_between(lines: tuple[Line, ...], start: int, end: int) -> tuple[Line, ...]:
    """The lines that text[start:end] stands on, with offsets from `start`."""
    kept: list[Line] = []
    for line in lines:
        if line.start <= start:
            kept = [replace(line, start=0)]
        elif line.start < end:
            kept.append(replace(line, start=line.start - start))
    return tuple(kept)


def _pack(units: list[_Piece]) -> list[_Piece]:
    """Join units into as few pieces as TARGET allows, of about even length."""
    total = sum(len(unit.text) for unit in units)
    count = max(1, -(-total // TARGET))
    even = total / count
    packed: list[_Piece] = []
    for unit in units:
        if packed and _belongs(packed[-1], unit, even):
            packed[-1] = packed[-1] + unit
        else:
            packed.append(unit)
    return packed


def _belongs(piece: _Piece, unit: _Piece, even: float) -> bool:
    together = len(piece.text) + len(unit.joint) + len(unit.text)
    if together > LONGEST:
        return False
    if unit.joint == "\n" or piece.text.endswith(":"):  # a list stays with its points and its lead
        return True
    return len(piece.text) + len(unit.text) / 2 <= even


def _share(pieces: list[_Piece]) -> list[_Piece]:
    """Let short neighbours share a passage, each under its own heading line.

    Notes are neighbours of the notes before them, and the text around them of the text.
    """
    shared: list[_Piece] = []
    last: dict[str, int] = {}
    for piece in pieces:
        before = last.get(piece.notes)
        if before is not None and _can_share(shared[before], piece):
            shared[before] = shared[before] + piece
        else:
            last[piece.notes] = len(shared)
            shared.append(piece)
    return shared


def _can_share(before: _Piece, piece: _Piece) -> bool:
    together = len(before.text) + len(piece.joint) + len(piece.text)
    return together <= LONGEST and min(len(before.text), len(piece.text)) < SMALLEST


def _merged_parts(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    kept: list[Part] = []
    for part in parts:
        if not kept or kept[-1].path != part.path:
            kept.append(part)
    return tuple(kept)
