"""Tables, read row by row: those with ruled cells, and lines whose parts stand in columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.read.pdf.layout import Layout
from ingest.read.pdf.pages import Page, PrintedLine, part_of

Span = tuple[float, float]

# "7.1   Title" and "•   point" are parted by a gap, but are no cells.
_LABEL = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|\(?\d{1,2}[.)]|\(?[a-zåäö][.)]|[•●▪■◦○‣∙·*✓➢►\uf000-\uf0ff–—-])$"
)
_ALIGNED = 3.0  # points that edges of one column may differ
_FARTHEST = 3.2  # times the usual line spacing between two lines of one table
_FULL = 0.9  # of the page's height
_RULE_SHARE = 0.5  # of the table's width that a rule between rows has at least


@dataclass(slots=True)
class TableRow:
    """One row: the printed parts of each cell, from left to right."""

    cells: list[list[PrintedLine]] = field(default_factory=list)

    @property
    def parts(self) -> list[PrintedLine]:
        """All parts of the row."""
        return [part for cell in self.cells for part in cell]


@dataclass(slots=True)
class Table:
    """The lines of a table and its rows."""

    lines: list[PrintedLine]
    rows: list[TableRow]


def find_tables(pages: Sequence[Page], layout: Layout) -> list[Table]:
    """The tables of a document, each on one page."""
    tables: list[Table] = []
    for page in pages:
        tables += _ruled_tables(page)
        tables += _aligned_tables(page, layout, {id(line) for t in tables for line in t.lines})
    return tables


# Cells with rules around them


def _ruled_tables(page: Page) -> list[Table]:
    """Tables whose rows and columns are all ruled."""
    if len(page.rules) < 3 or len(page.uprights) < 3:
        return []
    tables = []
    for levels, uprights in _grids(page):
        lines = [
            line
            for line in page.lines
            if levels[-1] < line.y < levels[0]
            and uprights[0] - 3 < line.x0
            and line.x1 < uprights[-1] + 3
            and not line.turned
        ]
        rows = _grid_rows(lines, levels, uprights)
        first = page.lines.index(lines[0]) if lines else 0
        together = page.lines[first : first + len(lines)] == lines
        if together and sum(sum(map(bool, row.cells)) > 1 for row in rows) > 1:
            tables.append(Table(lines, rows))
    return tables


def _grids(page: Page) -> list[tuple[list[float], list[float]]]:
    """Heights of the rules and places of the uprights of each grid drawn on a page."""
    grids: list[tuple[list[float], list[float]]] = []
    spans: list[Span] = []
    # Frames and grounds as high as the page part no cells.
    uprights = [line for line in page.uprights if line[1] - line[0] < _FULL * page.height]
    for low, high, _ in sorted(uprights):
        if spans and low < spans[-1][1] + _ALIGNED:
            spans[-1] = spans[-1][0], max(spans[-1][1], high)
        else:
            spans.append((low, high))
    for low, high in spans:
        levels = _distinct(y for _, _, y in page.rules if low - 2 <= y <= high + 2)[::-1]
        places = _distinct(x for y0, y1, x in uprights if low - 2 <= y0 and y1 <= high + 2)
        if len(levels) >= 3 and len(places) >= 3:
            grids.append((levels, places))
    return grids


def _distinct(values: Iterable[float]) -> list[float]:
    """Values from the lowest, those that lie together as one."""
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > _ALIGNED:
            distinct.append(value)
    return distinct


def _grid_rows(
    lines: Sequence[PrintedLine], levels: Sequence[float], uprights: Sequence[float]
) -> list[TableRow]:
    """The rows between the levels, from the top; what is empty is left out."""
    columns = list(pairwise(uprights))
    rows = []
    for top, bottom in pairwise(levels):
        row = TableRow([[] for _ in columns])
        for line in lines:
            if not bottom < line.y + 0.25 * line.size <= top:
                continue
            for x0, x1, _ in line.cells:
                part = part_of(line, x0, x1)
                if part:
                    row.cells[_nearest((x0, x1), columns)].append(part)
        if row.parts:
            rows.append(row)
    return rows


# Cells by the gaps between them


def _aligned_tables(page: Page, layout: Layout, taken: set[int]) -> list[Table]:
    """Tables without full rules: lines with several cells that share edges."""
    tables: list[Table] = []
    for lines in _stretches(page.lines, taken):
        if sum(_has_cells(line) for line in lines) < 2:
            continue
        start = 0
        while start < len(lines):
            end = _end(lines, start, layout, page) if _has_cells(lines[start]) else start
            columns = _columns(lines[start:end])
            if end - start >= 2 and _aligned(lines[start:end], columns):
                tables.append(Table(lines[start:end], _rows(lines[start:end], columns, page)))
                start = end
            else:
                start += 1
    return tables


def _stretches(lines: Sequence[PrintedLine], taken: set[int]) -> list[list[PrintedLine]]:
    """Lines one after the other that no table has taken."""
    stretches: list[list[PrintedLine]] = [[]]
    for line in lines:
        if id(line) in taken:
            stretches.append([])
        else:
            stretches[-1].append(line)
    return stretches


def _has_cells(line: PrintedLine) -> bool:
    if len(line.cells) < 2 or line.turned:
        return False
    return len(line.cells) > 2 or not _LABEL.match(line.cells[0][2])


def _end(lines: Sequence[PrintedLine], start: int, layout: Layout, page: Page) -> int:
    """Where a table that begins at `start` ends."""
    last = start
    position = start + 1
    while position < len(lines):
        above, line = lines[position - 1], lines[position]
        if not 0 < layout.gap(above, line) < _FARTHEST:
            break
        if _has_cells(line):
            last = position
        else:
            columns = _columns(lines[start : last + 1])
            column = _column_of((line.x0, line.x1), columns)
            if column is None or position - last > 6:
                break
            if column > 0 or _rule_under(line, columns, page):
                last = position
        position += 1
    return last + 1


def _columns(lines: Sequence[PrintedLine]) -> list[Span]:
    """The columns: what the cells of the lines with several cover, overlapping ones as one."""
    spans = sorted((x0, x1) for line in lines if _has_cells(line) for x0, x1, _ in line.cells)
    columns: list[Span] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1] + 1:
            columns[-1] = columns[-1][0], max(columns[-1][1], x1)
        else:
            columns.append((x0, x1))
    return columns


def _column_of(span: Span, columns: Sequence[Span]) -> int | None:
    """The one column a part stands in, None where it reaches over two."""
    touched = [i for i, (x0, x1) in enumerate(columns) if span[0] < x1 and span[1] > x0]
    if len(touched) == 1:
        return touched[0]
    before = [i for i, (x0, _) in enumerate(columns) if abs(span[0] - x0) <= _ALIGNED]
    return before[0] if not touched and before else None


def _aligned(lines: Sequence[PrintedLine], columns: Sequence[Span]) -> bool:
    """Whether two lines or more have cells in a column after the first that share an edge."""
    if len(columns) < 2:
        return False
    for low, high in columns[1:]:
        cells = [
            (x0, x1)
            for line in lines
            if _has_cells(line)
            for x0, x1, _ in line.cells
            if low <= x0 and x1 <= high
        ]
        for edge in (0, 1):
            places = sorted(cell[edge] for cell in cells)
            if any(b - a <= _ALIGNED for a, b in pairwise(places)):
                return True
    return False


def _rows(lines: Sequence[PrintedLine], columns: Sequence[Span], page: Page) -> list[TableRow]:
    """Rows by the rules between them; without rules, each line with a first cell opens one."""
    ruled = [_rule_between(above, below, columns, page) for above, below in pairwise(lines)]
    full = sum(_has_cells(line) for line in lines)
    by_rules = sum(ruled) >= 0.5 * (full - 1)
    rows: list[TableRow] = []
    for line, rule in zip(lines, [True, *ruled], strict=True):
        first_cell = _column_of((line.cells[0][0], line.cells[0][1]), columns) == 0
        if rule or not rows or (not by_rules and first_cell):
            rows.append(TableRow([[] for _ in columns]))
        for x0, x1, _ in line.cells:
            part = part_of(line, x0, x1)
            if part:
                rows[-1].cells[_nearest((x0, x1), columns)].append(part)
    return rows


def _nearest(span: Span, columns: Sequence[Span]) -> int:
    """The column a cell shares most with, or else is nearest to; no cell is lost."""

    def shared(i: int) -> float:
        return min(span[1], columns[i][1]) - max(span[0], columns[i][0])

    return max(range(len(columns)), key=shared)


def _rule_between(
    above: PrintedLine, below: PrintedLine, columns: Sequence[Span], page: Page
) -> bool:
    """Whether rules part two lines; borders of cells are drawn one by one."""
    drawn = sum(
        min(x1, columns[-1][1]) - max(x0, columns[0][0])
        for x0, x1, y in set(page.rules)
        if below.y + 0.2 * below.size < y < above.y + 0.2 * above.size
        and x0 < columns[-1][1]
        and x1 > columns[0][0]
    )
    return drawn >= _RULE_SHARE * (columns[-1][1] - columns[0][0])


def _rule_under(line: PrintedLine, columns: Sequence[Span], page: Page) -> bool:
    """Whether a rule as wide as half the table stands under a line, but not far."""
    width = columns[-1][1] - columns[0][0]
    return any(
        0 < line.y - y < 1.5 * line.size and x1 - x0 >= _RULE_SHARE * width
        for x0, x1, y in page.rules
    )
