"""PowerPoint presentations: each slide a section, its points, tables and speaker's notes.

Left out: hidden slides, dates, footers and slide numbers, pictures, charts and diagrams.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError, PythonPptxError
from pptx.oxml.ns import qn
from pptx.slide import Slide

from ingest.read.office.archive import MALFORMED, damaged
from ingest.read.office.numbering import BULLET, numeral
from ingest.read.table import table_rows
from ingest.read.title import stated_title
from ingest.read.transcript import Block, BlockKind, Transcript

_LONGEST_TITLE = 130  # characters in the first line of a slide without a title
_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_POINTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY)
_NUMBERS = {"alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman",
            "romanUc": "upperRoman", "arabic": "decimal"}  # fmt: skip
_SIGNS = {"ParenR": "{})", "Period": "{}.", "ParenBoth": "({})", "Plain": "{}"}


def read_presentation(path: Path) -> Transcript:
    """Read a presentation (.pptx). Raises UnreadableDocument: `damaged`."""
    try:
        presentation = Presentation(str(path))
        blocks: list[Block] = []
        for number, slide in enumerate(presentation.slides, 1):
            if slide._element.get("show") not in ("0", "false"):
                blocks.extend(_slide(slide, number))
        return Transcript(
            tuple(blocks), stated_title(presentation.core_properties.title), slides=True
        )
    except (*MALFORMED, PackageNotFoundError, PythonPptxError) as error:
        raise damaged() from error


def _slide(slide: Slide, number: int) -> Iterator[Block]:
    title = slide.shapes.title
    body = [block for shape in _shapes(slide.shapes, title) for block in _shape(shape)]
    heading = _text(title.text_frame) if title is not None else ""
    if not heading and body and body[0].kind is BlockKind.PARAGRAPH:
        first = body[0].text
        if len(first) <= _LONGEST_TITLE and not first.endswith("."):
            heading = body.pop(0).text
    notes = _notes(slide)
    if heading or body or notes:
        yield Block(BlockKind.HEADING, heading or f"Bild {number}", 1)
    yield from body
    yield from notes


def _shapes(shapes: Iterable[Any], title: Any) -> Iterator[Any]:
    """The shapes of a slide in the order in which they are read aloud, groups opened."""
    for shape in shapes:
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes, title)
        elif not (shape.is_placeholder and shape.placeholder_format.type in _FURNITURE):
            yield shape


def _shape(shape: Any) -> Iterator[Block]:
    if shape.has_text_frame:
        placed = shape.is_placeholder and shape.placeholder_format.type in _POINTS
        yield from _paragraphs(shape.text_frame, placed)
    elif getattr(shape, "has_table", False) and shape.has_table:
        rows = [[_text(cell.text_frame) for cell in row.cells] for row in shape.table.rows]
        yield from (Block(BlockKind.ROW, text) for text in table_rows(rows))


def _paragraphs(frame: Any, points: bool) -> Iterator[Block]:
    """The paragraphs of a frame; with `points` those that say nothing of a bullet have one."""
    counts: dict[int, int] = {}
    for paragraph in frame.paragraphs:
        text = _line(paragraph)
        if not text:
            continue
        counts = {level: n for level, n in counts.items() if level <= paragraph.level}
        label = _label(paragraph, points, counts)
        if label:
            yield Block(BlockKind.ITEM, f"{label} {text}")
        else:
            kind = BlockKind.ITEM if text.startswith(("• ", "– ", "- ")) else BlockKind.PARAGRAPH
            yield Block(kind, text)


def _label(paragraph: Any, points: bool, counts: dict[int, int]) -> str | None:
    properties = paragraph._p.pPr
    if properties is not None:
        if properties.find(qn("a:buNone")) is not None:
            return None
        numbered = properties.find(qn("a:buAutoNum"))
        if numbered is not None:
            level = paragraph.level
            start = int(numbered.get("startAt", "1"))
            counts[level] = counts.get(level, start - 1) + 1
            return _numbered(numbered.get("type", "arabicPeriod"), counts[level])
        if properties.find(qn("a:buChar")) is not None:
            return BULLET
    return BULLET if points else None


def _numbered(form: str, number: int) -> str:
    letters = next((name for name in _NUMBERS if form.startswith(name)), "arabic")
    sign = _SIGNS.get(form.removeprefix(letters), "{}.")
    return sign.format(numeral(number, _NUMBERS[letters]))


def _notes(slide: Slide) -> list[Block]:
    if not slide.has_notes_slide:
        return []
    frame = slide.notes_slide.notes_text_frame
    texts = [_line(paragraph) for paragraph in frame.paragraphs] if frame is not None else []
    return [Block(BlockKind.SPEAKER, text) for text in texts if text]


def _text(frame: Any) -> str:
    return " ".join(filter(None, (_line(paragraph) for paragraph in frame.paragraphs)))


def _line(paragraph: Any) -> str:
    """A paragraph's words; python-pptx gives line breaks as vertical tabs."""
    return " ".join(paragraph.text.replace("\v", " ").split())
