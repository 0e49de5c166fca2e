"""Typesetting small documents for the tests of the PDF reader: invented words only."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

ROMAN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
SIZES = {1: 18, 2: 14, 3: 12}
_VOWELS = "aeiouyåäö"


@dataclass
class Placed:
    """A heading as set: its words, printed page, place in the file."""

    text: str
    page: int
    page_index: int


@dataclass
class Report:
    """A report in two page forms: left pages carry its number, right pages the chapter's title.

    `front` pages at the start carry no printed number. Text flows from page to page; words that
    do not fit are divided.
    """

    path: Path
    name: str = "UTR 2031:7"
    front: int = 1
    hyphenate: bool = True
    bookmarks: bool = True
    contents: list[tuple[str, int]] = field(default_factory=list)
    width: float = 468
    height: float = 678
    margins: tuple[float, float] = (62, 70)  # left edge on right and on left pages
    placed: list[Placed] = field(default_factory=list)
    notes: list[tuple[int, str, int]] = field(default_factory=list)
    chapter: str = ""

    def __post_init__(self) -> None:
        self.canvas = Canvas(str(self.path), pagesize=(self.width, self.height))
        self.index = 0
        self.fresh = True
        self.waiting: list[tuple[int, str]] = []
        for _ in range(self.front):
            self.canvas.setFont(BOLD, 20)
            self.canvas.drawString(62, 480, "Utredning om stigar")
            self.canvas.showPage()
            self.index += 1
        if self.contents:
            self._set_contents()
        self._open_page(chapter_opens=True)

    @property
    def page(self) -> int:
        return self.index + 1 - self.front

    @property
    def left(self) -> float:
        return self.margins[self.page % 2 == 0]

    @property
    def measure(self) -> float:
        return self.width - sum(self.margins)

    def _open_page(self, chapter_opens: bool = False) -> None:
        canvas = self.canvas
        if not chapter_opens:
            canvas.setFont(ITALIC, 9)
            if self.page % 2 == 0:
                canvas.drawString(self.left, 632, self.name)
            else:
                canvas.drawRightString(self.left + self.measure, 632, self.chapter)
        canvas.setFont(ROMAN, 9)
        if self.page % 2 == 0:
            canvas.drawString(self.left, 34, str(self.page))
        else:
            canvas.drawRightString(self.left + self.measure, 34, str(self.page))
        self.y = 606.0
        self.fresh = True

    def close_page(self, chapter_opens: bool = False) -> None:
        """Set the footnotes that wait and begin a new page."""
        if self.waiting:
            low = 62 + 11 * (len(self.waiting) - 1)
            self.canvas.line(self.left, low + 12, self.left + 80, low + 12)
            for i, (number, text) in enumerate(self.waiting):
                y = low - 11 * i
                self.canvas.setFont(ROMAN, 5.5)
                self.canvas.drawString(self.left, y + 3, str(number))
                self.canvas.setFont(ROMAN, 8.5)
                self.canvas.drawString(self.left + 6, y, text)
                self.notes.append((number, text, self.index))
            self.waiting = []
        self.canvas.showPage()
        self.index += 1
        self._open_page(chapter_opens)

    def save(self) -> Path:
        """Finish the file."""
        self.close_page()
        self.canvas.save()
        return self.path

    def _room(self, height: float) -> None:
        if self.y - height < 80 + 11 * len(self.waiting):
            self.close_page()

    def heading(self, text: str, level: int) -> None:
        """Set a heading; one of the first level opens a page."""
        if level == 1:
            if not self.fresh:
                self.close_page(chapter_opens=True)
            self.chapter = text
        size = SIZES.get(level, 11)
        lines = self._wrapped(text, BOLD, size)
        self._room(size * 1.3 * len(lines) + 50)
        self.y -= 0 if self.fresh else 18
        self.placed.append(Placed(text, self.page, self.index))
        if self.bookmarks:
            key = f"h{len(self.placed)}"
            self.canvas.bookmarkPage(key)
            self.canvas.addOutlineEntry(text, key, level=0)
        for line in lines:
            self.canvas.setFont(BOLD, size)
            self.canvas.drawString(self.left, self.y, line)
            self.y -= size * 1.25
        self.y -= 6
        self.fresh = False

    def paragraph(self, text: str, note: str = "", bullet: str = "") -> None:
        """Set a paragraph or a point of a list, with a footnote at its end if one is given."""
        indent = 12 if bullet else 0
        lines = self._wrapped(text, ROMAN, 10.5, self.measure - indent)
        for i, line in enumerate(lines):
            self._room(13.2)
            self.canvas.setFont(ROMAN, 10.5)
            if bullet and i == 0:
                self.canvas.drawString(self.left, self.y, bullet)
            self.canvas.drawString(self.left + indent, self.y, line)
            if note and i == len(lines) - 1:
                number = len(self.notes) + len(self.waiting) + 1
                x = self.left + indent + stringWidth(line, ROMAN, 10.5) + 1
                self.canvas.setFont(ROMAN, 6)
                self.canvas.drawString(x, self.y + 4, str(number))
                self.waiting.append((number, note))
            self.y -= 13.2
            self.fresh = False
        self.y -= 6

    def _set_contents(self) -> None:
        self.canvas.setFont(BOLD, 16)
        self.canvas.drawString(self.left, 606, "Innehåll")
        y = 575.0
        for text, page in self.contents:
            self.canvas.setFont(ROMAN, 10)
            self.canvas.drawString(self.left, y, text)
            x = self.left + stringWidth(text, ROMAN, 10) + 4
            right = self.left + self.measure
            self.canvas.drawString(x, y, ". " * int((right - 20 - x) / 5))
            self.canvas.drawRightString(right, y, str(page))
            y -= 13
        self.canvas.showPage()
        self.index += 1

    def _wrapped(
        self, text: str, font: str, size: float, measure: float | None = None
    ) -> list[str]:
        measure = measure or self.measure
        lines, line = [], ""
        words = text.split(" ")
        while words:
            word = words.pop(0)
            trial = f"{line} {word}".strip()
            if stringWidth(trial, font, size) <= measure:
                line = trial
                continue
            head, tail = self._divided(line, word, font, size, measure)
            if head:
                line, word = f"{line} {head}-", tail
            lines.append(line.strip())
            line = ""
            words.insert(0, word)
        return [*lines, line]

    def _divided(
        self, line: str, word: str, font: str, size: float, measure: float
    ) -> tuple[str, str]:
        """The part of a word that still fits with a hyphen, and the rest."""
        if not self.hyphenate or not line or not word.isalpha() or len(word) < 8:
            return "", word
        for cut in range(len(word) - 3, 2, -1):
            fits = stringWidth(f"{line} {word[:cut]}-", font, size) <= measure
            if fits and word[cut - 1] in _VOWELS and word[cut] not in _VOWELS:
                return word[:cut], word[cut:]
        return "", word


@dataclass
class Sheet:
    """Single pages with every line where the test wants it."""

    path: Path
    size: tuple[float, float] = (595, 842)
    encrypt: object = None

    def __post_init__(self) -> None:
        self.canvas = Canvas(str(self.path), pagesize=self.size, encrypt=self.encrypt)

    def line(self, x: float, y: float, text: str, size: float = 11, font: str = ROMAN) -> None:
        """Set one line."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def lines(self, *texts: str, x: float = 85, y: float = 720, leading: float = 14) -> float:
        """Set lines under each other; returns the height of the next one."""
        for text in texts:
            self.line(x, y, text)
            y -= leading
        return y

    def next_page(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()

    def save(self) -> Path:
        """Finish the file."""
        self.canvas.save()
        return self.path
