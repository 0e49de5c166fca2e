"""Contents pages and bookmarks: what the document says about its own headings."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import Destination

from ingest.read.pdf.pages import Page, PrintedLine
from ingest.read.pdf.runs import MALFORMED

log = logging.getLogger(__name__)

_LEADER = re.compile(r"(?:[.·…_]\s?){4,}|…{2,}")
_LEADER_ENTRY = re.compile(r"^(.*?)\s*(?:(?:[.·…_]\s?){4,}|…{2,})\s*(\d{1,4}|[ivxlc]+)?\s*$")
_PLAIN_ENTRY = re.compile(r"^(.*\S)\s+(\d{1,4})$")
_TITLE = re.compile(
    r"^(?:innehåll|innehållsförteckning|contents|table of contents)$", re.IGNORECASE
)
_FEWEST = 3  # entries with leaders that make a contents page
_FEWEST_PLAIN = 5  # entries without
_MOST_BOOKMARKS = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as announced: its words, its depth (0: not told), and where it stands."""

    title: str
    level: int = 0
    page: int | None = None
    page_index: int | None = None


def bookmarks(reader: PdfReader) -> list[Entry]:
    """The file's own outline, flat and in order; empty where it has none or it is broken."""
    try:
        outline = reader.outline
    except MALFORMED as error:
        log.warning("bookmarks cannot be read: %s", error)
        return []
    entries: list[Entry] = []
    _flatten(reader, outline, 1, entries)
    return entries


def _flatten(
    reader: PdfReader, outline: Sequence[object], level: int, entries: list[Entry]
) -> None:
    for item in outline:
        if len(entries) >= _MOST_BOOKMARKS or level > 12:
            return
        if isinstance(item, list):
            _flatten(reader, item, level + 1, entries)
        elif isinstance(item, Destination) and isinstance(item.title, str):
            try:
                place = reader.get_destination_page_number(item)
            except MALFORMED:
                place = None
            title = " ".join(item.title.split())
            if title:
                entries.append(Entry(title, level, page_index=place))


def take_contents(pages: Sequence[Page]) -> list[Entry]:
    """Take the contents pages' lines off, in place, and return what they announce."""
    spans: list[tuple[int, int] | None] = []
    for page in pages:
        goes_on = bool(spans and spans[-1])
        span = _leader_span(page, goes_on) or _plain_span(page, goes_on)
        if span and goes_on and spans[-1] and span[0] == 0:
            # The entry at the foot of the page before ends here.
            spans[-1] = (spans[-1][0], len(pages[len(spans) - 1].lines))
        spans.append(span)
    lines: list[PrintedLine] = []
    for page, span in zip(pages, spans, strict=True):
        if span:
            lines += page.lines[span[0] : span[1]]
            page.lines = page.lines[: span[0]] + page.lines[span[1] :]
    return _entries(lines)


def _leader_span(page: Page, goes_on: bool) -> tuple[int, int] | None:
    """The lines from the first to the last with leaders, and the title above them."""
    with_leaders = [i for i, line in enumerate(page.lines) if _is_leader_entry(line.text)]
    if len(with_leaders) < (1 if goes_on else _FEWEST):
        return None
    return _start(page, with_leaders[0], goes_on), with_leaders[-1] + 1


def _is_leader_entry(text: str) -> bool:
    match = _LEADER_ENTRY.match(text)
    return bool(match and match[2])


def _plain_span(page: Page, goes_on: bool) -> tuple[int, int] | None:
    """Entries without leaders: under the title, numbers at the right edge that never fall."""
    titled = next((i for i, line in enumerate(page.lines) if _TITLE.match(line.text)), None)
    if titled is None and not goes_on:
        return None
    found: list[tuple[int, int]] = []
    edge = max((line.x1 for line in page.lines), default=0.0)
    for i, line in enumerate(page.lines):
        match = _PLAIN_ENTRY.match(line.text)
        if match and line.x1 > edge - 1.5 * line.size and (titled is None or i > titled):
            found.append((i, int(match[2])))
    numbers = [number for _, number in found]
    if len(found) < _FEWEST_PLAIN or numbers != sorted(numbers):
        return None
    if 2 * len(found) < len(page.lines) - (titled or 0) - 1:
        return None
    return (titled if titled is not None else found[0][0]), found[-1][0] + 1


def _start(page: Page, first: int, goes_on: bool) -> int:
    """Where the contents begin: at their title, or where the first entry does."""
    for i in range(first - 1, -1, -1):
        if _TITLE.match(page.lines[i].text):
            return i
    if goes_on:
        return 0  # an entry may go on from the page before
    while first > 0 and _same_entry(page.lines[first - 1], page.lines[first]):
        first -= 1
    return first


def _same_entry(above: PrintedLine, below: PrintedLine) -> bool:
    return above.style == below.style and 0 < above.y - below.y < 1.6 * below.size


def _entries(lines: Sequence[PrintedLine]) -> list[Entry]:
    """Entries; those that run over several lines end with their page number."""
    entries: list[Entry] = []
    pending: list[str] = []
    for line in lines:
        text = line.text
        if _TITLE.match(text):
            continue
        leaders = _LEADER_ENTRY.match(text)
        plain = None if _LEADER.search(text) else _PLAIN_ENTRY.match(text)
        if leaders and leaders[2]:
            pending.append(leaders[1])
            page = int(leaders[2]) if leaders[2].isdigit() else None
        elif plain and line.cells[-1][2] == plain[2]:
            pending.append(plain[1])
            page = int(plain[2])
        else:
            pending.append(text)
            continue
        entries.append(Entry(" ".join(pending), page=page))
        pending = []
    return entries
