"""Pages set in two columns, such as the law texts of a bill: the left one is read first."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ingest.read.pdf.pages import Page, PrintedLine, part_of

_FEWEST = 4  # lines in each column
_FILLED = 0.55  # of its column's width that a line of prose has at least, in the middle
_STEP = 3.0  # points between the places where a gutter is looked for
_TABLE_RULES = 3  # rules across the gutter: the columns are those of a table


def order_columns(page: Page) -> None:
    """Put the lines of a page into the order in which its columns are read, in place."""
    upright = [line for line in page.lines if not line.turned]
    gutter = _gutter(upright)
    if gutter is None:
        return
    ordered: list[PrintedLine] = []
    run: list[PrintedLine] = []
    for line in upright:
        if _crosses(line, gutter):
            ordered += _columns(run, gutter, page)
            run = []
            ordered.append(line)
        else:
            run.append(line)
    ordered += _columns(run, gutter, page)
    page.lines = ordered + [line for line in page.lines if line.turned]


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Where the fewest lines cross the middle of the text, if lines begin to the right of it."""
    if len(lines) < _FEWEST:
        return None
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    low, high = left + 0.35 * (right - left), left + 0.65 * (right - left)
    starts = [x0 for line in lines for x0, _, _ in line.cells if x0 > low]
    if len(starts) < _FEWEST:
        return None
    best: tuple[int, float] | None = None
    place = low
    while place <= high:
        crossing = sum(_crosses(line, place) for line in lines)
        if best is None or crossing < best[0]:
            best = crossing, place
        place += _STEP
    return best[1] if best and best[0] < 0.8 * len(lines) else None


def _crosses(line: PrintedLine, place: float) -> bool:
    return any(x0 < place < x1 for x0, x1, _ in line.cells)


def _columns(run: list[PrintedLine], gutter: float, page: Page) -> list[PrintedLine]:
    """The lines between two full ones: left column, then right, if it is columns they make."""
    lefts = [part for line in run if (part := part_of(line, line.x0 - 1, gutter))]
    rights = [part for line in run if (part := part_of(line, gutter, line.x1 + 1))]
    if min(len(lefts), len(rights)) < _FEWEST or _ruled(run, gutter, page):
        return run
    for side in (lefts, rights):
        x0, x1 = min(line.x0 for line in side), max(line.x1 for line in side)
        if median(line.x1 - line.x0 for line in side) < _FILLED * (x1 - x0):
            return run
        if median(line.text.count(" ") for line in side) < 2:
            return run
        for line in side:
            line.column = (x0, x1)
    return lefts + rights


def _ruled(run: Sequence[PrintedLine], gutter: float, page: Page) -> bool:
    top, bottom = run[0].y, run[-1].y
    rules = {
        round(y)
        for x0, x1, y in page.rules
        if x0 < gutter - 20 and x1 > gutter + 20 and bottom < y < top
    }
    return len(rules) >= _TABLE_RULES
