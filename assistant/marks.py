"""Where quoted words stand on the printed page, as rectangles to mark.

A passage knows its printed lines and their boxes. The lines on which a quote begins and ends are
cut at the quote's own first and last sign, found among the page's characters; the lines between
are taken whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.index import Line, Passage

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in PDF points, the origin at the page's lower left corner."""

_HYPHENS = "-\u00ad\u2010"
_SLACK = 2.0  # points that a character may stand outside its line's box


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as it is set on a page."""

    sign: str
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre, in points."""
        left, bottom, right, top = self.box
        return (left + right) / 2, (bottom + top) / 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """What of a printed line is quoted: `text[start:end]` of the words that stand on it."""

    line: Line
    text: str
    start: int
    end: int


def stretches(passage: Passage, spans: Iterable[tuple[int, int]]) -> list[Stretch]:
    """The printed lines on which the spans of a passage's text stand, in order."""
    if not passage.lines:
        return []
    found: list[Stretch] = []
    # Where a part begins without a line of its own, the line before it ends nevertheless.
    starts = [*(line.start for line in passage.lines), *(part.start for part in passage.parts)]
    ends = [
        min((start for start in starts if start > line.start), default=len(passage.text))
        for line in passage.lines
    ]
    for first, last in spans:
        for line, end in zip(passage.lines, ends, strict=True):
            start, stop = max(first, line.start), min(last, end)
            text = passage.text[line.start : end]
            if text[start - line.start : max(0, stop - line.start)].strip():
                found.append(Stretch(line, text, start - line.start, stop - line.start))
    return found


def boxes(quoted: Iterable[Stretch], glyphs: Sequence[Glyph]) -> list[Box]:
    """The rectangles that cover the quoted stretches of one page, at most one for each line.

    `glyphs` are the page's characters in any order. Lines without a box have no rectangle, nor has
    a stretch whose signs do not stand on a line whose others do.
    """
    found = (_box(stretch, stretch.line.box, glyphs) for stretch in quoted if stretch.line.box)
    return [box for box in found if box]


def _box(stretch: Stretch, line: Box, glyphs: Sequence[Glyph]) -> Box | None:
    on_line = sorted((g for g in glyphs if _inside(g, line)), key=lambda glyph: glyph.box[0])
    at = _aligned(_signs(stretch.text), "".join(glyph.sign for glyph in on_line))
    if len(at) < len(_signs(stretch.text)) / 2:  # a font whose letters PDFium reads differently
        left, right = _estimate(stretch, line)
        return left, line[1], right, line[3]
    first = len(_signs(stretch.text[: stretch.start]))
    length = len(_signs(stretch.text[stretch.start : stretch.end]))
    places = [at[n] for n in range(first, first + length) if n in at]
    if len(places) < length / 2:
        return None
    last = places[-1] + 1
    if last < len(on_line) and on_line[last].sign in _HYPHENS:
        last += 1  # the text of the passage has mended it away
    held = on_line[places[0] : last]
    return min(g.box[0] for g in held), line[1], max(g.box[2] for g in held), line[3]


def _inside(glyph: Glyph, line: Box) -> bool:
    x, y = glyph.middle
    return line[0] - _SLACK <= x <= line[2] + _SLACK and line[1] <= y <= line[3]


def _aligned(text: str, printed: str) -> dict[int, int]:
    """For each sign of a line's text that is printed on it, its place among the printed ones."""
    blocks = SequenceMatcher(None, text, printed, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def _estimate(stretch: Stretch, line: Box) -> tuple[float, float]:
    """Left and right edge as if all signs were of one width."""
    width, length = line[2] - line[0], max(1, len(stretch.text.rstrip()))
    end = min(stretch.end, length)
    return line[0] + width * stretch.start / length, line[0] + width * end / length


def _signs(text: str) -> str:
    return "".join(text.split())
