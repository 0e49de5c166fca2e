"""The way through a page's elements: from markup to pieces of text with their look and page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TypedDict

from lxml import etree
from lxml.html import HtmlElement

from ingest.read.html.styles import Look, Styles
from ingest.read.hyphens import join_lines
from ingest.read.markdown import ITEM
from ingest.read.plain import read_plain
from ingest.read.table import BAR, table_rows
from ingest.read.transcript import BlockKind

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p section summary table tbody td"
    " tfoot th thead tr ul".split()
)
_LEFT_OUT = frozenset(
    "audio button canvas dialog embed head iframe input math nav noscript object script select"
    " style svg template textarea title video".split()
)
_LEFT_OUT_ROLES = frozenset("navigation banner search contentinfo doc-toc menu toolbar".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_CONTENTS_CLASS = re.compile(r"(?:^|\s)(?:mso)?toc\d*(?:\s|$)", re.IGNORECASE)
_NOTE_CLASS = re.compile(
    r"(?:^|\s)(?:mso(?:footnote|endnote)text|footnote|fotnot|fn)(?:\s|$)", re.IGNORECASE
)
_NOTE_ID = re.compile(r"^_?(?:ftn|edn|fn|fotnot|footnote)[:_-]?\d+$", re.IGNORECASE)
_NOTE_MARK = re.compile(r"^[\[(]?(\d{1,4}|[*†‡]{1,3})[\])]?$")
_PAGE_PLACE = re.compile(r"^(?:sidan?|sid|page|pg|s)[ _-]?(\d{1,4})$", re.IGNORECASE)
_PAGE_CLASS = re.compile(r"(?:^|\s)(?:page-?num(?:ber)?|sidnummer|sidnr|pagebreak)(?:\s|$)", re.I)
_PAPER = re.compile(r"^page_(\d{1,5})$")  # what converters call the pages of a PDF
_UNIT = re.compile(r"(?:(?<!\d)10|(?<![^\W\d_])(?:[kdcm]?m|R))$")  # "10³", "m²" are no footnotes
_NOTE_LINK = re.compile(r"^#_?(?:ftn|edn|fn|fotnot|footnote)", re.IGNORECASE)
_NOTE_BACK = re.compile(r"^#_?(?:ftn|edn|fn|fotnot|footnote)s?-?ref", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|\d{1,4}|[•▪–-]|[a-zåäö]\))$")
_NEW_PAGE = "\x01"  # stands in the text where a page begins, until its place is known
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_LINES = 6  # a paragraph of more lines broken by hand is plain text
_PARAGRAPHS = re.compile(r"\n[ \t\xa0]*\n\s*")


@dataclass(slots=True)
class Piece:
    """A paragraph, heading, point, row or footnote as it stands in the markup.

    `starts` tells where pages begin in the text: (offset, place among the pages, printed number).
    `sheet` is the page of a converted PDF, from 1. `linked`: all of it leads to a place in this
    very document.
    """

    kind: BlockKind
    text: str
    level: int = 0
    bold: bool = False
    size: float | None = None
    linked: bool = False
    sheet: int | None = None
    starts: list[tuple[int, int, int]] = field(default_factory=list)


class _Place(TypedDict):
    sheet: int | None
    starts: list[tuple[int, int, int]]


@dataclass(slots=True)
class _Gathered:
    """Text on its way to a piece, and how many of its characters look how."""

    text: str = ""
    letters: int = 0
    bold: int = 0
    linked: int = 0
    sizes: Counter[float | None] = field(default_factory=Counter)

    def add(self, text: str, look: Look, linked: bool) -> None:
        self.text += text
        letters = len(text) - text.count(" ") - text.count("\n")
        self.letters += letters
        self.bold += letters * look.bold
        self.linked += letters * linked
        self.sizes[look.size] += letters


@dataclass(slots=True)
class _Open:
    """An element that the way has entered, and what holds within it."""

    look: Look
    heading: int = 0
    note: bool = False
    contents: bool = False
    linked: bool = False
    sheet: int | None = None


class Walk:
    """One way through an element, from its start to its end; no depth of nesting is too deep."""

    def __init__(self, styles: Styles, converted: bool) -> None:
        self._styles = styles
        self._converted = converted
        self._open = [_Open(Look())]
        self._gathered = _Gathered()
        self._labels: list[str] = []  # in front of the next piece
        self._counts: list[int | None] = []  # of the lists that are open; None: bullets
        self._pages: list[int] = []  # printed numbers, as their pages begin
        self._passed = 0  # pages that began before the text on its way
        self.pieces: list[Piece] = []

    def through(self, root: HtmlElement) -> list[Piece]:
        """The pieces of an element in order."""
        walk = etree.iterwalk(root, events=("start", "end"))
        entered: list[bool] = []
        for event, element in walk:
            if event == "start":
                entered.append(self._enter(element))
                if not entered[-1]:
                    walk.skip_subtree()
                continue
            if entered.pop():
                self._leave(element)
            if element is not root:
                self._say(element.tail)
        self._flush()
        return self.pieces

    def _enter(self, element: HtmlElement) -> bool:
        """Open an element; False where its content is left out or has been dealt with."""
        around = self._open[-1]
        look = self._styles.look(element, around.look)
        if element.tag in _BLOCKS or element.tag == "pre":
            self._flush()
        self._meet_page(element)
        if _is_left_out(element, look) or self._is_note_mark(element):
            return False
        if self._converted and element.tag == "span" and _LABEL.match(self._gathered.text):
            self._gathered.text += " "  # converters set a number and its heading apart
        if element.tag == "br":
            self._gathered.text += "\n"
        elif element.tag == "pre":
            self._take_plain(_CONTROL.sub("", "".join(element.itertext())))
            return False
        elif element.tag == "table" and _is_table(element):
            self._take_rows(element)
            return False
        elif element.tag in ("ul", "ol"):
            self._counts.append(_first(element) if element.tag == "ol" else None)
        elif element.tag == "li":
            self._labels = [self._point(element)]
        self._open.append(_inner(element, around, look))
        self._say(element.text)
        return True

    def _leave(self, element: HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        if element.tag in ("ul", "ol") and self._counts:
            self._counts.pop()
        if element.tag == "li":
            self._labels = []
        self._open.pop()

    def _say(self, text: str | None) -> None:
        if text:
            text = re.sub(r"[ \t\r\n\f]+", " ", _CONTROL.sub("", text))
            self._gathered.add(text, self._open[-1].look, self._open[-1].linked)

    def _point(self, element: HtmlElement) -> str:
        """The bullet or number of a list point; texts that bring their own keep it."""
        text = "".join(element.itertext()).strip()
        own = bool(ITEM.match(text[:20]))
        count = self._counts[-1] if self._counts else None
        if count is not None:
            value = element.get("value", "")
            count = int(value) if value.isdigit() else count
            self._counts[-1] = count + 1
        if own:
            return ""
        return "• " if count is None else f"{count}. "

    # Pages

    def _meet_page(self, element: HtmlElement) -> None:
        number = _page_number(element)
        if number is not None:
            self._pages.append(number)
            self._gathered.text += _NEW_PAGE

    def _here(self) -> list[tuple[int, int, int]]:
        """The page on which the next text begins."""
        return [(0, self._passed - 1, self._pages[self._passed - 1])] if self._passed else []

    def _placed(self, text: str) -> tuple[str, list[tuple[int, int, int]]]:
        """A text without the signs of new pages, and where pages begin in it."""
        parts = text.split(_NEW_PAGE)
        starts = self._here()
        clean = parts[0]
        for part in parts[1:]:
            self._passed += 1
            starts = [start for start in starts if start[0] < len(clean)]
            starts.append((len(clean), self._passed - 1, self._pages[self._passed - 1]))
            clean += part.lstrip() if not clean or clean.endswith(" ") else part
        return clean, starts

    # Pieces

    def _is_note_mark(self, element: HtmlElement) -> bool:
        """Whether an element is the mark of a footnote, or leads back from one; "m²" is none."""
        if element.tag not in ("sup", "a"):
            return False
        text = "".join(element.itertext()).strip()
        target = element.get("href") or ""
        if self._open[-1].note:
            return bool(_NOTE_BACK.match(target)) and not any(map(str.isalnum, text))
        before = self._gathered.text.replace(_NEW_PAGE, "").rstrip()
        if not before or not _NOTE_MARK.match(text):
            return False
        if element.tag == "a":
            return bool(_NOTE_LINK.match(target))
        return not _UNIT.search(before)

    def _flush(self) -> None:
        """End the piece on the way."""
        gathered, self._gathered = self._gathered, _Gathered()
        here = self._open[-1]
        if gathered.text.strip(" \n\xa0" + _NEW_PAGE) and not here.contents:
            if gathered.text.strip().count("\n") >= _MOST_LINES and not here.heading:
                self._take_plain(gathered.text.replace(_NEW_PAGE, ""))
            else:
                for paragraph in _PARAGRAPHS.split(gathered.text.strip(" \n")):
                    text, starts = self._placed(join_lines(paragraph.split("\n")))
                    if text:
                        self.pieces.append(self._piece(text, starts, gathered, here))
        self._passed = len(self._pages)

    def _piece(
        self, text: str, starts: list[tuple[int, int, int]], gathered: _Gathered, here: _Open
    ) -> Piece:
        label = self._labels.pop() if self._labels else None
        kind = BlockKind.PARAGRAPH
        if here.heading:
            kind, label = BlockKind.HEADING, None
        elif here.note:
            kind = BlockKind.FOOTNOTE
            label = f"{label[:-2]} " if label and label[0].isdigit() else None
        elif label is not None or ITEM.match(text):
            kind = BlockKind.ITEM
        if label:
            text = label + text
            starts = [(at and at + len(label), place, page) for at, place, page in starts]
        return Piece(
            kind,
            text,
            here.heading,
            bold=gathered.bold == gathered.letters > 0,
            size=gathered.sizes.most_common(1)[0][0] if gathered.sizes else None,
            linked=gathered.linked == gathered.letters > 0,
            sheet=here.sheet,
            starts=starts,
        )

    def _take_plain(self, text: str) -> None:
        """Text whose lines were broken by hand is read as a text file would be."""
        sheet = self._open[-1].sheet
        self.pieces += [
            Piece(block.kind, block.text, block.level, sheet=sheet, starts=self._here())
            for block in read_plain(text).blocks
        ]

    def _take_rows(self, table: HtmlElement) -> None:
        rows: list[list[str]] = []
        notes: list[Piece] = []
        place: _Place = {"sheet": self._open[-1].sheet, "starts": self._here()}
        for row in table.iter("tr"):
            cells = []
            for cell in row.iter("td", "th"):
                pieces = self._in_cell(cell)
                notes += [piece for piece in pieces if piece.kind is BlockKind.FOOTNOTE]
                said = (piece.text for piece in pieces if piece.kind is not BlockKind.FOOTNOTE)
                cells.append(" ".join(said))
            # Converters fill the space between columns with empty cells.
            rows.append([cell for cell in cells if cell.strip()] if self._converted else cells)
        for text in table_rows(rows):
            bullet, bar, point = text.partition(BAR)
            if bar and BAR not in point and ITEM.match(f"{bullet} x"):
                self.pieces.append(Piece(BlockKind.ITEM, f"{bullet} {point}", **place))
            else:
                self.pieces.append(Piece(BlockKind.ROW, text, **place))
        self.pieces += notes

    def _in_cell(self, cell: HtmlElement) -> list[Piece]:
        within = Walk(self._styles, self._converted)
        pieces = within.through(cell)
        self._pages += within._pages
        self._passed = len(self._pages)
        return pieces


def _inner(element: HtmlElement, around: _Open, look: Look) -> _Open:
    """What holds within an element."""
    classes = element.get("class") or ""
    place = element.get("id") or ""
    paper = _PAPER.match(place)
    note = (
        bool(_NOTE_CLASS.search(classes))
        or element.get("role") in ("doc-footnote", "doc-endnote")
        or (element.tag in ("p", "div", "li", "aside", "td") and bool(_NOTE_ID.match(place)))
    )
    return _Open(
        look,
        heading=_HEADINGS.get(element.tag, around.heading),
        note=around.note or note,
        contents=around.contents or bool(_CONTENTS_CLASS.search(classes)),
        linked=around.linked
        or (element.tag == "a" and (element.get("href") or "").startswith("#")),
        sheet=int(paper[1]) if paper else around.sheet,
    )


def _is_left_out(element: HtmlElement, look: Look) -> bool:
    return (
        look.hidden or element.tag in _LEFT_OUT or element.get("role") in _LEFT_OUT_ROLES
    ) or bool(_PAGE_CLASS.search(element.get("class") or ""))


def _page_number(element: HtmlElement) -> int | None:
    """The printed number of the page that begins at an element, None where none does."""
    if element.get("role") == "doc-pagebreak" or _PAGE_CLASS.search(element.get("class") or ""):
        for text in (element.get("aria-label"), element.get("title"), element.text_content()):
            digits = re.search(r"\d{1,4}", text or "")
            if digits:
                return int(digits[0])
    for name in (element.get("name"), element.get("id")):
        match = _PAGE_PLACE.match(name or "")
        if match and not _PAPER.match(name or ""):
            return int(match[1])
    return None


def _is_table(table: HtmlElement) -> bool:
    """Whether a table holds columns of data; others only lay out the page."""
    rows = list(table.iter("tr"))
    widest = max((sum(1 for _ in row.iter("td", "th")) for row in rows), default=0)
    nested = next(table.iterdescendants("table", *_HEADINGS), None)
    return widest > 1 and nested is None


def _first(element: HtmlElement) -> int:
    start = element.get("start", "")
    return int(start) if start.isdigit() else 1
