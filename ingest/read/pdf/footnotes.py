"""Footnotes: small type at the foot of a page that opens with a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.read.pdf.layout import Layout
from ingest.read.pdf.pages import Page, PrintedLine

_SMALL = 0.95  # at most this part of the usual size
_LOW = 0.6  # notes begin below this part of the page's height
_NUMBERED = re.compile(r"^(\d{1,4}|[*†‡]{1,3})\s+\S")


@dataclass(slots=True)
class Footnote:
    """One note: its mark and its lines, on one page or going on on the next."""

    mark: str
    page: int
    lines: list[PrintedLine] = field(default_factory=list)


def take_footnotes(pages: Sequence[Page], layout: Layout) -> list[Footnote]:
    """Take the footnotes off all pages, in place, and return them in order."""
    notes: list[Footnote] = []
    for page in pages:
        start = _start(page, layout, bool(notes) and notes[-1].page == page.index - 1)
        for line in page.lines[start:]:
            mark = _opening_mark(line)
            if mark is not None or not notes:
                notes.append(Footnote(mark or "", page.index))
            notes[-1].lines.append(line)
        page.lines = page.lines[:start]
    return notes


def _start(page: Page, layout: Layout, may_go_on: bool) -> int:
    """Where the notes of a page begin: the end of its lines where there are none."""
    end = start = len(page.lines)
    first_mark = end
    while start > 0 and _may_be_note(page, page.lines[start - 1], layout):
        start -= 1
        if _opening_mark(page.lines[start]) is not None:
            first_mark = start
    if start < first_mark and may_go_on and _under_rule(page, page.lines[start]):
        return start  # the lines above the first mark go on from the page before
    return first_mark


def _may_be_note(page: Page, line: PrintedLine, layout: Layout) -> bool:
    height = (line.y - page.bottom) / page.height
    return line.size <= _SMALL * layout.size and height < _LOW and not line.turned


def _opening_mark(line: PrintedLine) -> str | None:
    """The number or sign that opens a note."""
    if line.marks and line.marks[0].at == 0:
        return line.marks[0].text
    match = _NUMBERED.match(line.text)
    return match[1] if match else None


def _under_rule(page: Page, line: PrintedLine) -> bool:
    """Whether a short rule stands right above a line, as is set over footnotes."""
    return any(
        0 < y - line.y < 3.5 * line.size and x1 - x0 < 0.6 * page.width for x0, x1, y in page.rules
    )


def restore_exponents(pages: Sequence[Page], notes: Sequence[Footnote]) -> None:
    """Put raised numbers that refer to no note back into the words: "m²" set with a raised 2.

    A number refers to a note where the page or the next has that note, and also after a sign or
    a word of four letters, as notes at the end of a document have it.
    """
    at_hand = {(note.page, note.mark) for note in notes}
    at_hand |= {(note.page - 1, note.mark) for note in notes}
    for page in pages:
        for line in page.lines:
            for mark in reversed(line.marks):
                if (page.index, mark.text) in at_hand or _refers(line.text[: mark.at]):
                    continue
                line.text = _inserted(line.text, mark.at, mark.text)
                if mark.cell < len(line.cells):
                    x0, x1, text = line.cells[mark.cell]
                    line.cells[mark.cell] = x0, x1, _inserted(text, mark.cell_at, mark.text)


def _inserted(text: str, at: int, what: str) -> str:
    return text[:at] + what + text[at:]


def _refers(before: str) -> bool:
    word = re.search(r"[^\W\d_]*$", before.rstrip())
    return not before or not before[-1].isalnum() or bool(word and len(word[0]) >= 4)
