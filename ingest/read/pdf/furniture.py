"""What belongs to the paper: running heads, page numbers, letterheads on every page.

None of it is known by name. Heads stand outermost on the page at a height of their own and come
back on other pages, numbers aside.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ingest.read.pdf.layout import Layout
from ingest.read.pdf.numbering import Counter as PageCounter
from ingest.read.pdf.numbering import is_roman, is_spelled_counter
from ingest.read.pdf.pages import Page, PrintedLine

_ZONE = 0.2  # of the page's height, from the top and from the bottom
_DEEPEST = 8  # lines that a letterhead may have
_TALL = 1.15  # above this part of the usual size a line may be a heading that comes back
_MOST = 0.4  # of a document's letters; more is no furniture
_DIGITS = re.compile(r"\d+")
_NOTE_START = re.compile(r"^\d{1,4}\s+\S")

_Band = tuple[bool, int]  # at the top?, height in steps of three points


def take_furniture(pages: Sequence[Page], layout: Layout, counters: dict[int, PageCounter]) -> None:
    """Take the furniture off all pages, in place."""
    numbered = {id(counter.line) for counter in counters.values()}
    bands = _bands(pages, layout, numbered)
    taken = [_heads(page, layout, bands, numbered) for page in pages]
    if _share(pages, taken) > _MOST:  # pages that are all alike, such as forms
        taken = [_heads(page, layout, set(), numbered) for page in pages]
    for page, heads in zip(pages, taken, strict=True):
        page.lines = [line for line in page.lines if id(line) not in heads]
    _take_stray_heads(pages)


def _share(pages: Sequence[Page], taken: Sequence[set[int]]) -> float:
    """What part of the document's letters would be taken."""
    letters = sum(len(line.text) for page in pages for line in page.lines)
    lost = sum(
        len(line.text)
        for page, heads in zip(pages, taken, strict=True)
        for line in page.lines
        if id(line) in heads
    )
    return lost / max(letters, 1)


def _bands(pages: Sequence[Page], layout: Layout, numbered: set[int]) -> set[_Band]:
    """The heights at which heads stand."""
    texts: dict[_Band, list[tuple[str, PrintedLine]]] = defaultdict(list)
    for page in pages:
        for band, line in _outer_lines(page):
            texts[band].append((_pattern(line.text), line))
    filled = sum(bool(page.lines) for page in pages)
    return {
        band
        for band, entries in texts.items()
        if _is_band(band[0], entries, layout, filled, numbered)
    }


def _is_band(
    top: bool,
    entries: list[tuple[str, PrintedLine]],
    layout: Layout,
    pages: int,
    numbered: set[int],
) -> bool:
    """Whether what stands at one height comes back, or is set apart on many pages."""
    entries = [(text, line) for text, line in entries if not _may_be_note(line, layout, top)]
    if len(entries) < 2:
        return False
    times = Counter(text for text, _ in entries)
    enough = 2 if pages <= 10 else 3
    repeated = sum(count for count in times.values() if count >= enough)
    repeated += sum(id(line) in numbered for text, line in entries if times[text] < enough)
    if any(line.size > _TALL * layout.size for _, line in entries):
        # Headings of slides come back too, but not on half of the pages.
        return max(times.values()) * 2 > pages
    if 2 * repeated >= len(entries):
        return True
    apart = sum(_set_apart(line, layout) for _, line in entries)
    return top and 10 * apart >= 9 * len(entries) and 3 * len(entries) >= pages >= 6


def _set_apart(line: PrintedLine, layout: Layout) -> bool:
    """Smaller than the running text, or slanted."""
    return line.size < 0.95 * layout.size or line.italic


def _heads(page: Page, layout: Layout, bands: set[_Band], numbered: set[int]) -> set[int]:
    """The lines to take off one page, peeled from the bottom and from the top."""
    middle = (page.top + page.bottom) / 2
    left = [line for line in page.lines if not line.turned]
    taken: set[int] = set()
    for top in (False, True):
        lines = left if top else left[::-1]
        count = 0
        for position, line in enumerate(lines[:_DEEPEST]):
            if (line.y > middle) is not top:
                break
            counts = id(line) in numbered or _counts(page, line, top)
            if not counts and (not _in_band(line, top, bands) or _may_be_note(line, layout, top)):
                break
            if counts or _stands_apart(lines, position, layout):
                count = position + 1
        taken.update(id(line) for line in lines[:count])
        left = [line for line in left if id(line) not in taken]
    return taken


def _stands_apart(lines: Sequence[PrintedLine], position: int, layout: Layout) -> bool:
    """Whether a line is parted from the text: lines that only happen to come back are not."""
    line = lines[position]
    if position + 1 == len(lines):
        return len(lines) <= 2 or _set_apart(line, layout)
    upper, lower = sorted((line, lines[position + 1]), key=lambda line: -line.y)
    return layout.parts_paragraphs(layout.gap(upper, lower))


def _counts(page: Page, line: PrintedLine, top: bool) -> bool:
    """Whether a line says that it is a page number, or is one in roman numerals."""
    if is_spelled_counter(line.text):
        return True
    return len(line.text) < 6 and is_roman(line.text) and _in_zone(page, line, top)


def _in_band(line: PrintedLine, top: bool, bands: set[_Band]) -> bool:
    height = round(line.y / 3)
    return any((top, height + step) in bands for step in (-1, 0, 1))


def _outer_lines(page: Page) -> Iterable[tuple[_Band, PrintedLine]]:
    upright = [line for line in page.lines if not line.turned]
    for top, lines in ((True, upright), (False, upright[::-1])):
        for line in lines[:_DEEPEST]:
            if _in_zone(page, line, top):
                yield (top, round(line.y / 3)), line


def _in_zone(page: Page, line: PrintedLine, top: bool) -> bool:
    height = (line.y - page.bottom) / page.height
    return height > 1 - _ZONE if top else height < _ZONE


def _may_be_note(line: PrintedLine, layout: Layout, top: bool) -> bool:
    """Footnotes stand low on the page and may read alike ("Ibid."), but are no furniture."""
    if top:
        return False
    if line.marks and line.marks[0].at == 0:
        return True
    return line.size < 0.95 * layout.size and bool(_NOTE_START.match(line.text))


def _pattern(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()


def _take_stray_heads(pages: Sequence[Page]) -> None:
    """Take off heads that stand amid the text, as when a print-out was set anew.

    A line that says that it counts pages is one, and so are its neighbours if the same stand
    beside another such line.
    """
    places = [
        (page, position)
        for page in pages
        for position, line in enumerate(page.lines)
        if is_spelled_counter(line.text)
    ]
    beside: Counter[tuple[int, str]] = Counter()
    for page, position in places:
        beside.update(_beside(page, position))
    stray: set[int] = set()
    for page, position in places:
        stray.add(id(page.lines[position]))
        for step in (-1, 1):
            at = position + step
            while 0 <= at < len(page.lines) and abs(at - position) <= 4:
                if beside[at - position, _pattern(page.lines[at].text)] < 2:
                    break
                stray.add(id(page.lines[at]))
                at += step
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in stray]


def _beside(page: Page, position: int) -> set[tuple[int, str]]:
    return {
        (at - position, _pattern(page.lines[at].text))
        for at in range(max(position - 4, 0), min(position + 5, len(page.lines)))
        if at != position
    }
