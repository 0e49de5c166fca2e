"""The way of a PDF from file to transcript."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.errors import (
    DependencyError,
    EmptyFileError,
    FileNotDecryptedError,
    LimitReachedError,
)
from pypdf.generic import DictionaryObject

from ingest.read.pdf import quality
from ingest.read.pdf.columns import order_columns
from ingest.read.pdf.contents import Entry, bookmarks, take_contents
from ingest.read.pdf.footnotes import Footnote, restore_exponents, take_footnotes
from ingest.read.pdf.furniture import take_furniture
from ingest.read.pdf.headings import find_headings
from ingest.read.pdf.layout import layout_of, measure_give
from ingest.read.pdf.numbering import counters, printed_numbers
from ingest.read.pdf.pages import Box, Page, page_of
from ingest.read.pdf.paragraphs import Group, group_lines
from ingest.read.pdf.runs import MALFORMED, FontShelf, drawing_of
from ingest.read.pdf.tables import find_tables
from ingest.read.pdf.words import Vocabulary, joined, points, row_text
from ingest.read.title import stated_title
from ingest.read.transcript import Block, BlockKind, Transcript, UnreadableDocument

log = logging.getLogger(__name__)
# pypdf reports repairs as warnings. Without a handler Python would print them to stderr.
for _name in ("pypdf", "ingest.read.pdf"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_TAIL = 4096  # bytes at the end among which the end mark must stand
_MOST_PAGES = 20_000
_A4 = (0.0, 0.0, 595.0, 842.0)
_MOST_MARGINS = 60  # texts; what a letter says of itself stands on its first pages
_MOST_LOST = 0.1  # of the pages may be unreadable before the document counts as damaged


def read_pdf(path: Path) -> Transcript:
    """Read a PDF: headings, paragraphs, points, table rows and footnotes with their places.

    Running heads, page numbers and contents pages are left out. Headings that open with a section
    number have that number's depth as level; a heading such as "26 kap." in a bill is deeper than
    the section it stands in.

    Raises UnreadableDocument: `empty`, `damaged`, `encrypted`, `scan` (no text), `garbled`
    (letters that the fonts give no meaning), `too_large` (tens of thousands of pages, or content
    that unpacks past all measure).
    """
    reader = _opened(path)
    pages = _pages(reader)
    quality.check(pages)
    labels = _labels(reader)
    title = _title(reader)
    announced = bookmarks(reader)
    return transcript_of(pages, labels, announced, title)


def transcript_of(
    pages: list[Page], labels: Sequence[str] | None, announced: list[Entry], title: str | None
) -> Transcript:
    """The transcript of pages as read; the pages' lines are used up."""
    layout = layout_of(pages)
    read_numbers = counters(pages)
    numbers = printed_numbers(len(pages), read_numbers, labels)
    margins = _margins(pages, lambda: take_furniture(pages, layout, read_numbers))
    announced = announced + take_contents(pages)
    notes = take_footnotes(pages, layout)
    restore_exponents(pages, notes)
    for page in pages:
        order_columns(page)
    measure_give(pages, layout)
    vocabulary = Vocabulary.of(line for page in pages for line in page.lines)
    tables = find_tables(pages, layout)
    in_tables = {id(line) for table in tables for line in table.lines}
    headings = find_headings(pages, layout, announced, numbers, in_tables)
    groups = group_lines(pages, layout, headings, tables)
    blocks = _with_notes(groups, notes, vocabulary, numbers)
    return Transcript(tuple(blocks), title, layout.slides, margins)


def _margins(pages: Sequence[Page], take: Callable[[], None]) -> tuple[str, ...]:
    """What is gone from the pages once the furniture has been taken off them."""
    before = [line for page in pages for line in page.lines]
    take()
    left = {id(line) for page in pages for line in page.lines}
    taken = dict.fromkeys(line.text for line in before if id(line) not in left)
    return tuple(taken)[:_MOST_MARGINS]


def _opened(path: Path) -> PdfReader:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument("damaged", f"cannot be opened: {error.strerror}") from error
    if not data:
        raise UnreadableDocument("empty", "the file is empty")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument("damaged", "the file holds no PDF")
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnreadableDocument(
            "damaged", "the end of the PDF is missing; download or copy the file again"
        )
    del data
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked()
        _check_count(reader)
    except EmptyFileError as error:
        raise UnreadableDocument("empty", "the file is empty") from error
    except (DependencyError, FileNotDecryptedError) as error:
        raise _locked() from error
    except LimitReachedError as error:
        raise _too_large() from error
    except MALFORMED as error:
        raise _damaged() from error
    return reader


def _check_count(reader: PdfReader) -> None:
    """Refuse a document past all measure before its pages are listed."""
    root = reader.root_object.get("/Pages")
    tree = root.get_object() if root is not None else None
    count = tree.get("/Count") if isinstance(tree, DictionaryObject) else None
    if (isinstance(count, int | float) and count > _MOST_PAGES) or len(reader.pages) > _MOST_PAGES:
        raise _too_large()


def _locked() -> UnreadableDocument:
    return UnreadableDocument(
        "encrypted", "the PDF is locked with a password; save a copy without one and add that"
    )


def _too_large() -> UnreadableDocument:
    return UnreadableDocument(
        "too_large",
        f"the PDF has more than {_MOST_PAGES} pages, or pages past all measure; add it in parts",
    )


def _damaged() -> UnreadableDocument:
    return UnreadableDocument("damaged", "the PDF is damaged; download or copy the file again")


def _pages(reader: PdfReader) -> list[Page]:
    """All pages; single ones that cannot be read stay empty."""
    shelf = FontShelf()
    pages: list[Page] = []
    lost = 0
    past_limits = False
    for index in range(len(reader.pages)):
        try:
            page = reader.pages[index]
            pages.append(page_of(index, drawing_of(page, shelf), _frame(page)))
        except MALFORMED as error:
            log.warning("page %d cannot be read: %r", index + 1, error)
            pages.append(Page(index, 0.0, 0.0, 0.0, [], []))
            lost += 1
            past_limits = past_limits or isinstance(error, LimitReachedError)
    if not pages or lost > _MOST_LOST * len(pages):
        raise _too_large() if past_limits else _damaged()
    return pages


def _frame(page: PageObject) -> Box:
    """What of the page is shown: left, bottom, right, top; A4 where the file does not tell."""
    for name in ("cropbox", "mediabox"):
        try:
            box = getattr(page, name)
            frame = float(box.left), float(box.bottom), float(box.right), float(box.top)
        except MALFORMED as error:
            log.warning("the edges of a page cannot be read: %r", error)
            continue
        if frame[2] > frame[0] and frame[3] > frame[1]:
            return frame
    return _A4


def _labels(reader: PdfReader) -> list[str] | None:
    """The page labels that the file gives, None where it gives none."""
    try:
        return reader.page_labels if "/PageLabels" in reader.root_object else None
    except MALFORMED as error:
        log.warning("page labels cannot be read: %s", error)
        return None


def _title(reader: PdfReader) -> str | None:
    try:
        return stated_title(reader.metadata.title if reader.metadata else None)
    except MALFORMED:
        return None


def _blocks(group: Group, vocabulary: Vocabulary, numbers: Sequence[int | None]) -> list[Block]:
    if group.cells:
        texts = [row_text([joined(cell, vocabulary, numbers) for cell in group.cells])]
    else:
        texts = [joined(group.lines, vocabulary, numbers)]
    if group.kind is BlockKind.ITEM:
        texts = points(texts[0])
    return [Block(group.kind, text.text, group.level, text.lines) for text in texts]


def _with_notes(
    groups: Sequence[Group],
    notes: Sequence[Footnote],
    vocabulary: Vocabulary,
    numbers: Sequence[int | None],
) -> list[Block]:
    """The blocks of the groups, each footnote behind the one that its mark stands in; where no
    mark is found, behind the last that begins on its page or before."""
    blocks: list[Block] = []
    marked: dict[tuple[int, str], int] = {}
    for group in groups:
        blocks += _blocks(group, vocabulary, numbers)
        for line in group.lines:
            for mark in line.marks:
                marked.setdefault((line.page, mark.text), len(blocks))
    pages = [block.lines[0].page_index if block.lines else 0 for block in blocks]
    behind: dict[int, list[Block]] = defaultdict(list)
    for note in notes:
        place = marked.get((note.page, note.mark)) or bisect_right(pages, note.page)
        behind[place].append(_note(note, vocabulary, numbers))
    merged = list(behind[0])
    for count, block in enumerate(blocks, 1):
        merged += [block, *behind[count]]
    return merged


def _note(note: Footnote, vocabulary: Vocabulary, numbers: Sequence[int | None]) -> Block:
    first = note.lines[0]
    if first.marks and first.marks[0].at == 0:  # the raised number is no part of the line's text
        first.text = f"{note.mark} {first.text}"
    text = joined(note.lines, vocabulary, numbers)
    return Block(BlockKind.FOOTNOTE, text.text, 0, text.lines)
