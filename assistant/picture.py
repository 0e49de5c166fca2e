"""The printed page as a picture, with the quoted words marked.

Pages are drawn by PDFium, which may be used by one thread at a time and has no mercy with files
that changed since they were indexed: both are seen to here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops, ImageDraw, ImageOps

from assistant.marks import Box, Glyph, boxes, stretches
from ingest.index import Document, Passage

WIDTH = 1100  # pixels, of a page in a picture; read well at twice the panel's width
_MOST_PIXELS = 4_000_000  # a page as long as a road is drawn small
_COLOURS = 32  # text is grey and a mark is yellow: more would only make the file larger
_CACHED = 24  # pictures, about 100 kB each
_MARK = (255, 224, 102)
_DIVIDED = "\x02"  # what PDFium makes of a hyphen at a line's end
_EDGE = 24  # pixels of white kept around what is printed
_PADDING = 1.0  # points around the marked signs

_pdfium = Lock()  # PDFium is not safe in several threads, whatever the document


class PictureProblem(StrEnum):
    """Why a page cannot be shown as it was indexed."""

    MISSING = "missing"
    CHANGED = "changed"
    DAMAGED = "damaged"


class NoPicture(Exception):
    """The page cannot be drawn; the text of the passage still can be read."""

    def __init__(self, problem: PictureProblem) -> None:
        super().__init__(f"The page cannot be drawn: the file is {problem}.")
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG, its white margins cut off.

    `page` is the number printed on it, `page_index` its place in the file.
    """

    png: bytes
    page: int | None
    page_index: int


Spans = tuple[tuple[int, int], ...]
"""Start and end of stretches of a passage's text."""


def pictured_pages(passage: Passage, spans: Spans) -> list[int]:
    """The page indexes on which the spans stand, or all of the passage's where none is given;
    empty for a file without pages."""
    quoted = stretches(passage, spans or [(0, len(passage.text))])
    return sorted({stretch.line.page_index for stretch in quoted})


@lru_cache(maxsize=_CACHED)
def picture(document: Document, passage: Passage, spans: Spans, page_index: int) -> Picture:
    """One page of a document with the spans of a passage's text marked.

    Raises NoPicture where the file is gone, is no longer the one that was indexed, or is broken.
    """
    with _opened_page(_indexed_bytes(document), page_index) as page:
        png = _drawn(page, _marks_on(page, passage, spans, page_index))
    printed = next(line.page for line in passage.lines if line.page_index == page_index)
    return Picture(png, printed, page_index)


def marks(document: Document, passage: Passage, spans: Spans, page_index: int) -> list[Box]:
    """The rectangles that `picture` marks. Raises NoPicture as it does."""
    with _opened_page(_indexed_bytes(document), page_index) as page:
        return _marks_on(page, passage, spans, page_index)


def _marks_on(page: pdfium.PdfPage, passage: Passage, spans: Spans, page_index: int) -> list[Box]:
    quoted = [s for s in stretches(passage, spans) if s.line.page_index == page_index]
    return boxes(quoted, _glyphs(page)) if quoted else []


def _indexed_bytes(document: Document) -> bytes:
    """The file as it was when it was indexed: what is checked is what is drawn."""
    try:
        data = Path(document.file).read_bytes()
    except OSError as error:
        raise NoPicture(PictureProblem.MISSING) from error
    if sha256(data).hexdigest() != document.checksum:
        raise NoPicture(PictureProblem.CHANGED)
    return data


@contextmanager
def _opened_page(data: bytes, page_index: int) -> Iterator[pdfium.PdfPage]:
    with _pdfium:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise NoPicture(PictureProblem.DAMAGED) from error
        try:
            yield document[page_index]
        except (pdfium.PdfiumError, IndexError) as error:
            raise NoPicture(PictureProblem.DAMAGED) from error
        finally:
            document.close()


def _glyphs(page: pdfium.PdfPage) -> list[Glyph]:
    """The characters of a page that are not white space, with their boxes."""
    text = page.get_textpage()
    found: list[Glyph] = []
    for n in range(text.count_chars()):
        sign = chr(pdfium_c.FPDFText_GetUnicode(text, n)).replace(_DIVIDED, "-")
        if not sign.isspace() and sign.isprintable():
            found.append(Glyph(sign, text.get_charbox(n)))
    return found


def _drawn(page: pdfium.PdfPage, marked: list[Box]) -> bytes:
    width, height = page.get_size()
    scale = min(WIDTH / width, (_MOST_PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, may_draw_forms=False)
    image = bitmap.to_pil().convert("RGB")
    image = ImageChops.multiply(image, _paper(page, image.size, marked))
    image = _without_margins(image)
    file = BytesIO()
    image.quantize(_COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _without_margins(image: Image.Image) -> Image.Image:
    """What is printed, with a little white around it: the panel is narrow, the margins are not."""
    printed = ImageOps.invert(image.convert("L")).getbbox()
    if printed is None:
        return image
    left, top, right, bottom = printed
    width, height = image.size
    return image.crop(
        (
            max(0, left - _EDGE),
            max(0, top - _EDGE),
            min(width, right + _EDGE),
            min(height, bottom + _EDGE),
        )
    )


def _paper(page: pdfium.PdfPage, size: tuple[int, int], marked: list[Box]) -> Image.Image:
    """White paper with the marks on it; laid over the page, the print stays black."""
    paper = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(paper)
    for left, bottom, right, top in marked:
        corners = [
            _pixel(page, size, left - _PADDING, top),
            _pixel(page, size, right + _PADDING, bottom),
        ]
        xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        pen.rectangle((xs[0], ys[0], xs[1], ys[1]), fill=_MARK)
    return paper


def _pixel(page: pdfium.PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    """A point of the page in the picture, whatever its crop and rotation."""
    column, row = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, column, row)
    return column.value, row.value
