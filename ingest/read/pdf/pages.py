"""Pages as printed lines: strings joined on their baselines, in reading order.

A line keeps its place, size and face, its cells where wide gaps part it, and the raised numbers
that refer to footnotes, which are no part of its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.read.pdf.fonts import NO_LETTER, UNKNOWN
from ingest.read.pdf.runs import CELL_GAP, WORD_GAP, Drawing, Run

Box = tuple[float, float, float, float]

_SPACES = re.compile(r" {2,}")
_ACCENT = re.compile(r"[\u0300-\u036f]")
_BULLET = re.compile(rf"^ *{NO_LETTER}(?: |$)")
_CONTROL = re.compile(r"[\x01-\x1f\x7f-\x9f]")
_MARK = re.compile(r"^[\[(]?(\d{1,4}|[*†‡]{1,3})[\])]?$")
_RAISED = (0.12, 0.75)  # how far above the baseline a mark stands, in parts of the line's size
_SMALL = 0.88  # a mark is at most this part of its line's size


@dataclass(slots=True)
class Mark:
    """A raised number or sign: in front of the letter at `at` in its line's text.

    `cell` and `cell_at` tell the same place within the line's cells.
    """

    text: str
    at: int
    cell: int = 0
    cell_at: int = 0


@dataclass(slots=True)
class PrintedLine:
    """One line as printed. `cells` are the ends of its parts: (x0, x1, text)."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    box: Box
    page: int
    cells: list[tuple[float, float, str]]
    marks: list[Mark] = field(default_factory=list)
    space: float = 0.0
    turned: bool = False
    bullet: bool = False  # opens with a shape that stands for no letter
    column: tuple[float, float] | None = None  # the edges of its column, where there are several

    @property
    def style(self) -> tuple[float, bool]:
        """Size to the half point, and weight: what sets headings apart from running text."""
        return round(self.size * 2) / 2, self.bold


@dataclass(slots=True)
class Page:
    """A page of the file: its edges as read, its lines from top to bottom, and what is ruled:
    `rules` are level (x0, x1, y), `uprights` are not (y0, y1, x).

    Lines in another direction than most of the page's text come last and are `turned`.
    """

    index: int
    width: float
    bottom: float
    top: float
    lines: list[PrintedLine]
    rules: list[tuple[float, float, float]]
    uprights: list[tuple[float, float, float]] = field(default_factory=list)
    odd: int = 0  # shapes without a letter and control characters

    @property
    def height(self) -> float:
        """From the lower to the upper edge, at least a point."""
        return max(self.top - self.bottom, 1.0)


def page_of(index: int, drawing: Drawing, frame: Box) -> Page:
    """The page drawn; what lies outside its frame (left, bottom, right, top) is not seen."""
    seen = _distinct(run for run in drawing.runs if _inside(run, frame))
    turns = Counter[int]()
    for run in seen:
        turns[run.turn] += len(run.text)
    lines: list[PrintedLine] = []
    for turn, _ in turns.most_common():
        upright = [run for run in seen if run.turn == turn]
        lines.extend(_lines(upright, index, bool(lines)))
    odd = sum(_odd(run.text) for run in seen)
    main = turns.most_common(1)[0][0] if turns else 0
    width, bottom, top = _upright(frame, main)
    page = Page(index, width, bottom, top, lines, [], [], odd)
    if main == 0:
        page.rules, page.uprights = drawing.rules, drawing.uprights
    return page


def _odd(text: str) -> int:
    if text.isprintable() and UNKNOWN not in text:
        return 0
    return text.count(UNKNOWN) + text.count(NO_LETTER) + len(_CONTROL.findall(text))


def _upright(frame: Box, turn: int) -> tuple[float, float, float]:
    """Width, lower and upper edge of a page turned so that its text stands upright."""
    left, bottom, right, top = frame
    edges = {0: (bottom, top), 1: (-right, -left), 2: (-top, -bottom), 3: (left, right)}[turn]
    return (right - left if turn % 2 == 0 else top - bottom), *edges


def part_of(line: PrintedLine, left: float, right: float) -> PrintedLine | None:
    """The cells of a line that stand between two places, as a line of its own."""
    cells = [cell for cell in line.cells if cell[0] >= left and cell[1] <= right]
    if not cells:
        return None
    if len(cells) == len(line.cells):
        return line
    x0, x1 = cells[0][0], cells[-1][1]
    lean = line.x0 - line.box[0]
    box = line.box if line.turned else (x0 - lean, line.box[1], x1 + lean, line.box[3])
    text = " ".join(text for _, _, text in cells)
    return replace(line, text=text, x0=x0, x1=x1, box=box, cells=cells, marks=[])


def _inside(run: Run, frame: Box) -> bool:
    left, bottom, right, top = _turned_back((run.x0, run.y, max(run.x1, run.x0 + 1), run.y), run)
    return right > frame[0] and left < frame[2] and top >= frame[1] - 1 and bottom <= frame[3] + 1


def _distinct(runs: Iterable[Run]) -> list[Run]:
    """Without strings drawn twice on one spot, which some programs do for bold type."""
    seen: set[tuple[str, int, int]] = set()
    distinct = []
    for run in runs:
        key = (run.text, round(run.x0 / 1.5), round(run.y / 1.5))
        if key not in seen:
            seen.add(key)
            distinct.append(run)
    return distinct


def _lines(runs: list[Run], page: int, turned: bool) -> list[PrintedLine]:
    """Lines from top to bottom."""
    rows = _rows(runs)
    _lower_marks(rows)
    lines = [_line(row, page, turned) for row in rows if row]
    return [line for line in lines if line.text or line.marks]


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Strings on one baseline, from the top; a fifth of the size is no new line."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        first = rows[-1][0] if rows else None
        if first and first.y - run.y < 0.2 * min(first.size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.x0)
    return rows


def _lower_marks(rows: list[list[Run]]) -> None:
    """Bring raised and lowered small strings into the row of the line they belong to."""
    for position, row in enumerate(rows):
        for run in list(row):
            for neighbour in (
                rows[position + 1 : position + 3] + rows[max(position - 1, 0) : position]
            ):
                if neighbour and _belongs(run, neighbour):
                    row.remove(run)
                    neighbour.append(run)
                    neighbour.sort(key=lambda run: run.x0)
                    break


def _belongs(run: Run, row: list[Run]) -> bool:
    """Whether a small string is a mark, an exponent or an index in that row."""
    for other in row:
        if run.size > _SMALL * other.size:
            continue
        rise = (run.y - other.y) / other.size
        near = other.x0 - other.size < run.x1 and run.x0 < other.x1 + 0.6 * other.size
        if near and -0.35 < rise < _RAISED[1]:
            return True
    return False


def _line(row: list[Run], page: int, turned: bool) -> PrintedLine:
    weight = Counter[float]()
    for run in row:
        weight[run.size] += len(run.text)
    size = weight.most_common(1)[0][0]
    base = next(run for run in row if run.size == size)
    text, cells, marks = _joined(row, size, base.y)
    inked = sum(len(run.text) for run in row)
    bold = sum(len(run.text) for run in row if run.bold)
    italic = sum(len(run.text) for run in row if run.italic)
    return PrintedLine(
        text=text,
        x0=row[0].x0,
        x1=max(run.x1 for run in row),
        y=base.y,
        size=size,
        bold=bold >= 0.95 * inked,
        italic=italic >= 0.95 * inked,
        box=_box(row),
        page=page,
        cells=cells,
        marks=marks,
        space=base.space,
        turned=turned,
        bullet=bool(_BULLET.match(row[0].text)),
    )


def _joined(
    row: list[Run], size: float, y: float
) -> tuple[str, list[tuple[float, float, str]], list[Mark]]:
    """The text of a row with spaces where the gaps are, its cells, and its marks."""
    pieces: list[str] = []
    cells: list[tuple[float, float, list[str]]] = []
    marks: list[Mark] = []
    before: Run | None = None
    for run in row:
        raised = run.size <= _SMALL * size and run.y - y > _RAISED[0] * size
        if raised and _MARK.match(run.text.strip()):
            marks.append(_mark(run, pieces, cells))
            if before is not None and run.x1 > before.x1:
                before = run
            continue
        gap = run.x0 - before.x1 if before else 0.0
        new_cell = not cells or gap > CELL_GAP * size
        if new_cell:
            cells.append((run.x0, run.x1, []))
        spaced = new_cell or gap > WORD_GAP * min(run.space, before.space if before else run.space)
        if pieces and spaced and not pieces[-1].endswith(" ") and not run.text.startswith(" "):
            pieces.append(" ")
            if not new_cell:
                cells[-1][2].append(" ")
        pieces.append(run.text)
        cells[-1][2].append(run.text)
        cells[-1] = (cells[-1][0], max(cells[-1][1], run.x1), cells[-1][2])
        before = run
    text = _tidy("".join(pieces))
    if len(cells) == 1:
        return text, [(cells[0][0], cells[0][1], text)], marks
    return text, [(x0, x1, _tidy("".join(parts))) for x0, x1, parts in cells], marks


def _mark(
    run: Run, pieces: Sequence[str], cells: Sequence[tuple[float, float, Sequence[str]]]
) -> Mark:
    """The mark that a raised string is, behind what its line holds so far."""
    within = len(_tidy("".join(cells[-1][2]))) if cells else 0
    at = len(_tidy("".join(pieces)))
    return Mark(run.text.strip(" []()"), at, max(len(cells) - 1, 0), within)


def _tidy(text: str) -> str:
    """Without control characters and double spaces, letters with their accents as one."""
    text = _SPACES.sub(" ", text).strip(" ")
    if text.isascii() and text.isprintable():
        return text
    text = _SPACES.sub(" ", text.replace(NO_LETTER, "")).strip(" ")
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    return unicodedata.normalize("NFC", text) if _ACCENT.search(text) else text


def _box(row: list[Run]) -> Box:
    """The rectangle around a row's letters on the page as it lies in the file."""
    # Slanted letters lean out of their widths.
    lean = max(0.06 * max(run.size for run in row), 0.5)
    return _turned_back(
        (
            min(run.x0 for run in row) - lean,
            min(run.y + run.descent for run in row),
            max(run.x1 for run in row) + lean,
            max(run.y + run.ascent for run in row),
        ),
        row[0],
    )


def _turned_back(box: Box, run: Run) -> Box:
    left, bottom, right, top = box
    if run.turn == 1:
        return -top, left, -bottom, right
    if run.turn == 2:
        return -right, -top, -left, -bottom
    if run.turn == 3:
        return bottom, -right, top, -left
    return box
