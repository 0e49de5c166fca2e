"""How a document is set: the type of its running text, its margins, its line spacing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ingest.read.pdf.pages import Page, PrintedLine

_PARAGRAPH_GAP = (1.22, 2.6)  # in parts of the usual line spacing
_MOST_SLIDE_WORDS = 110
_FEWEST_PAIRS = 20


@dataclass(slots=True)
class Layout:
    """The usual setting, in points.

    `left` and `right` are the edges of the text for even and odd places in the file, since right
    and left pages may differ. `spaced` tells whether space parts the paragraphs. `give` is the
    room, in parts of the width, that lines within a sentence leave though a word would fit: some
    for text wrapped elsewhere and set anew, next to none else.
    """

    size: float
    bold: bool
    leading: float
    left: tuple[float, float]
    right: tuple[float, float]
    spaced: bool
    slides: bool
    give: float = 0.05

    def margin(self, line: PrintedLine) -> float:
        """The left edge of the text on the line's page."""
        return line.column[0] if line.column else self.left[line.page % 2]

    def edge(self, line: PrintedLine) -> float:
        """The right edge of the text on the line's page."""
        return line.column[1] if line.column else self.right[line.page % 2]

    def width(self, line: PrintedLine) -> float:
        """How wide the text is set on the line's page."""
        return max(self.edge(line) - self.margin(line), 1.0)

    def slack(self, above: PrintedLine, below: PrintedLine) -> float:
        """The room left on a line after the next one's first word, in parts of the width."""
        first = below.text.split(" ", 1)[0]
        word = (below.x1 - below.x0) * len(first) / max(len(below.text), 1)
        return (self.edge(above) - above.x1 - above.space - word) / self.width(above)

    def gap(self, above: PrintedLine, below: PrintedLine) -> float:
        """The distance of two baselines, in parts of what is usual for type of their size."""
        size = max(above.size, below.size)
        usual = self.leading * max(size / self.size, 0.6) if self.size else size * 1.2
        return (above.y - below.y) / usual

    def parts_paragraphs(self, gap: float) -> bool:
        """Whether a gap is wide enough to part paragraphs."""
        return gap > _PARAGRAPH_GAP[0]


def layout_of(pages: list[Page]) -> Layout:
    """Measure the usual setting of a document."""
    styles = Counter[tuple[float, bool]]()
    for page in pages:
        for line in page.lines:
            styles[line.style] += len(line.text)
    size, bold = styles.most_common(1)[0][0] if styles else (10.0, False)
    body = [
        [line for line in page.lines if abs(line.size - size) <= 0.5 and not line.turned]
        for page in pages
    ]
    leading = _leading(body, size)
    sides = (_sides(body[0::2]), _sides(body[1::2]))
    if not any(body[1::2]):
        sides = (sides[0], sides[0])
    if not any(body[0::2]):
        sides = (sides[1], sides[1])
    return Layout(
        size=size,
        bold=bold,
        leading=leading,
        left=(sides[0][0], sides[1][0]),
        right=(sides[0][1], sides[1][1]),
        spaced=_spaced(body, leading),
        slides=_slides(pages),
    )


def measure_give(pages: list[Page], layout: Layout) -> None:
    """Set `give`: what 97 of 100 lines within a sentence stay below."""
    slacks = sorted(
        layout.slack(above, below)
        for page in pages
        for above, below in pairwise(page.lines)
        if above.text[-1:].islower() and below.text[:1].islower() and layout.gap(above, below) > 0
        if abs(above.size - layout.size) <= 0.5 and abs(below.x0 - above.x0) < 1
    )
    if len(slacks) >= _FEWEST_PAIRS:
        layout.give = min(max(slacks[int(0.97 * (len(slacks) - 1))], 0.02), 0.25)


def _leading(body: list[list[PrintedLine]], size: float) -> float:
    gaps = Counter[float]()
    for lines in body:
        for above, below in pairwise(lines):
            gap = above.y - below.y
            if 0.9 * size < gap < 3 * size:
                gaps[round(gap * 4) / 4] += 1
    return gaps.most_common(1)[0][0] if gaps else size * 1.25


def _sides(body: list[list[PrintedLine]]) -> tuple[float, float]:
    """The commonest left edge, and the right edge that one line in fifty passes."""
    lefts = Counter(round(line.x0) for lines in body for line in lines)
    if not lefts:
        return 0.0, 0.0
    rights = sorted(line.x1 for lines in body for line in lines)
    return float(lefts.most_common(1)[0][0]), rights[int(0.98 * (len(rights) - 1))]


def _spaced(body: list[list[PrintedLine]], leading: float) -> bool:
    """Whether at least one gap in twenty is a paragraph's."""
    gaps = [
        (above.y - below.y) / leading
        for lines in body
        for above, below in pairwise(lines)
        if above.y > below.y
    ]
    low, high = _PARAGRAPH_GAP
    return sum(low < gap < high for gap in gaps) * 20 > len(gaps)


def _slides(pages: list[Page]) -> bool:
    """Wide pages with few words each."""
    filled = [page for page in pages if page.lines]
    wide = sum(page.width > 1.15 * page.height for page in filled)
    words = sorted(sum(line.text.count(" ") + 1 for line in page.lines) for page in filled)
    return 2 * wide > len(filled) > 0 and words[len(words) // 2] <= _MOST_SLIDE_WORDS
