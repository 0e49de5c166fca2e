"""The look of a Word document: ours, or that of an organisation's own file."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles import BabelFish
from docx.styles.style import ParagraphStyle

from assistant.printable import shortened
from assistant.word.numbering import BULLETS, NUMBERS, make_lists
from assistant.word.template import emptied

LINE, CELL, HEAD = "Rad", "Tabelltext", "Tabellrubrik"
FOOTNOTE, FOOTNOTE_MARK = "footnote text", "footnote reference"
LONGEST_PROPERTY = 255  # characters, as the format has it

_LANGUAGE = "sv-SE"
_FONT = "Arial"
_BLACK = RGBColor(0, 0, 0)
# Points: size, space before, space after.
_HEADINGS = {
    "Title": (17, 0, 12), "Heading 1": (14, 18, 4), "Heading 2": (12, 14, 3),
    "Heading 3": (11, 10, 2), "Heading 4": (11, 10, 2), "Heading 5": (11, 10, 2),
    "Heading 6": (11, 10, 2),
}  # fmt: skip
_NORMAL, _GRID = "Normal", "Table Grid"
_BUILT_IN = (_NORMAL, *_HEADINGS, BULLETS, NUMBERS, "Quote", FOOTNOTE, FOOTNOTE_MARK, _GRID)
_LINES = f"""<w:tblPr {nsdecls("w")}><w:tblBorders>{
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
}</w:tblBorders></w:tblPr>"""
_THEME_FONTS = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def new_document(template: Path | None = None) -> Document:
    """An empty document in Swedish, in our own look or in that of a template.

    Of a template (see template.py) the look is kept, and its text is left out. Styles that it lacks
    are added. Raises BadTemplate.
    """
    document = emptied(template) if template else docx.Document()
    if not template:
        _dress(document)
    _name_as_word_does(document)
    _complete(document)
    make_lists(document)
    _speak_swedish(document)
    return document


def described(document: Document, title: str, author: str, subject: str = "") -> Document:
    """The document with its properties: what a reader sees before opening it, and what a screen
    reader says first."""
    properties = document.core_properties
    properties.title = shortened(title, LONGEST_PROPERTY)
    properties.author = shortened(author, LONGEST_PROPERTY)
    properties.subject = shortened(subject, LONGEST_PROPERTY)
    properties.last_modified_by = properties.author
    properties.language = _LANGUAGE
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime.now(UTC)
    properties.revision = 1
    return document


def as_bytes(document: Document) -> bytes:
    """The document as a file (.docx)."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _dress(document: Document) -> None:
    """Our own look: A4, one plain typeface, black headings, space by styles alone."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(28)
    page.top_margin = page.bottom_margin = Mm(25)
    normal = _paragraph_style(document, "Normal")
    _set_font(normal, 11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    for name, (size, before, after) in _HEADINGS.items():
        style = _paragraph_style(document, name)
        _set_font(style, size)
        style.font.bold, style.font.italic = True, False
        style.font.color.rgb = _BLACK
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before), Pt(after),
        )  # fmt: skip
        style.paragraph_format.keep_with_next = True
        borders = style.element.pPr.find(qn("w:pBdr"))
        if borders is not None:  # the line under the title
            style.element.pPr.remove(borders)
    for name in (BULLETS, NUMBERS):
        # After the list alone: between its points there is none (contextual spacing).
        _paragraph_style(document, name).paragraph_format.space_after = Pt(8)
    for name in ("Header", "Footer"):
        _set_font(_paragraph_style(document, name), 9)


def _complete(document: Document) -> None:
    """Add the styles that we use and the document lacks."""
    if _NORMAL not in document.styles:
        document.styles.add_style(_NORMAL, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    line = _added(document, LINE, _NORMAL)
    if line:
        line.paragraph_format.space_after = Pt(0)
    cell = _added(document, CELL, _NORMAL)
    if cell:
        cell.font.size = Pt(10)
        cell.paragraph_format.space_after = Pt(2)
    head = _added(document, HEAD, CELL)
    if head:
        head.font.bold = True
        head.paragraph_format.keep_with_next = True
    for name in (*_HEADINGS, BULLETS, NUMBERS, "Quote"):
        _added(document, name, _NORMAL, builtin=True)
    note = _added(document, FOOTNOTE, _NORMAL, builtin=True)
    if note:
        note.font.size = Pt(9)
        note.paragraph_format.space_after = Pt(2)
        note.paragraph_format.line_spacing = 1.0
    if FOOTNOTE_MARK not in document.styles:
        mark = document.styles.add_style(FOOTNOTE_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
    if _GRID not in document.styles:
        grid = document.styles.add_style(_GRID, WD_STYLE_TYPE.TABLE, builtin=True)
        grid.element.append(parse_xml(_LINES))


def _name_as_word_does(document: Document) -> None:
    """Built-in styles under the names that Word has for them: other programs write "normal" or
    "Footnote Text", which are the same to Word."""
    names = {name.lower(): BabelFish.ui2internal(name) for name in _BUILT_IN}
    for named in document.styles.element.xpath("w:style/w:name"):
        name = named.get(qn("w:val"))
        named.set(qn("w:val"), names.get(name.lower(), name))


def _added(
    document: Document, name: str, based_on: str, builtin: bool = False
) -> ParagraphStyle | None:
    """A new style; None where the document has it."""
    if name in document.styles:
        return None
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles[based_on]
    return style


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _set_font(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for theme in _THEME_FONTS:  # they would go before the name
        fonts.attrib.pop(qn(theme), None)


def _speak_swedish(document: Document) -> None:
    """Swedish is the language of all text; what styles say of another one is taken away."""
    styles: Any = document.styles.element
    for language in list(styles.iter(qn("w:lang"))):
        language.getparent().remove(language)
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = styles.makeelement(qn("w:docDefaults"), {})
        styles.insert(0, defaults)
    run_defaults = _child(_child(defaults, "w:rPrDefault", first=True), "w:rPr")
    run_defaults.append(run_defaults.makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGE}))
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.attrib.clear()
        theme.set(qn("w:val"), _LANGUAGE)


def _child(element: Any, name: str, first: bool = False) -> Any:
    child = element.find(qn(name))
    if child is None:
        child = element.makeelement(qn(name), {})
        element.insert(0 if first else len(element), child)
    return child
