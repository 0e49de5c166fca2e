"""The look of a Word document: ours, or that of an organisation's own file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from assistant.printable import shortened

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
_THEME_FONTS = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


class BadTemplate(Exception):
    """The organisation's Word file cannot be used; the message says why (English), `swedish` the
    same on screen."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not a Word document (.docx). Save it as one, or empty TILLIT_WORD_TEMPLATE."
        )
        self.swedish = (
            f"Mallen {path.name} är inte ett Word-dokument (.docx). Spara den som .docx, eller ta "
            "bort inställningen TILLIT_WORD_TEMPLATE."
        )


def new_document(template: Path | None = None) -> Document:
    """An empty document in Swedish, in our own look or in that of a template.

    Of a template its styles, headers, footers and page set-up are kept, and its text is left out.
    Styles that it lacks are added. Raises BadTemplate.
    """
    document = _opened(template) if template else docx.Document()
    if template:
        _empty(document)
    else:
        _dress(document)
    _complete(document)
    _speak_swedish(document)
    return document


def described(document: Document, title: str, author: str, subject: str = "") -> Document:
    """The document with its properties: what a reader sees before opening it, and what a screen
    reader says first."""
    properties = document.core_properties
    properties.title = shortened(title, LONGEST_PROPERTY)
    properties.author = shortened(author, LONGEST_PROPERTY)
    properties.subject = shortened(subject, LONGEST_PROPERTY)
    properties.language = _LANGUAGE
    properties.comments = ""
    return document


def as_bytes(document: Document) -> bytes:
    """The document as a file (.docx)."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _opened(template: Path) -> Document:
    try:
        return docx.Document(str(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise BadTemplate(template) from error


def _empty(document: Document) -> None:
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)


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
    for name in ("List Bullet", "List Number"):
        _paragraph_style(document, name).paragraph_format.space_after = Pt(4)
    for name in ("Header", "Footer"):
        _set_font(_paragraph_style(document, name), 9)


def _complete(document: Document) -> None:
    """Add the styles that we use and the document lacks."""
    line = _added(document, LINE, "Normal")
    if line:
        line.paragraph_format.space_after = Pt(0)
    cell = _added(document, CELL, "Normal")
    if cell:
        cell.font.size = Pt(10)
        cell.paragraph_format.space_after = Pt(2)
    head = _added(document, HEAD, CELL)
    if head:
        head.font.bold = True
        head.paragraph_format.keep_with_next = True
    for name in (*_HEADINGS, "List Bullet", "List Number", "Quote"):
        _added(document, name, "Normal", builtin=True)
    note = _added(document, FOOTNOTE, "Normal", builtin=True)
    if note:
        note.font.size = Pt(9)
        note.paragraph_format.space_after = Pt(2)
        note.paragraph_format.line_spacing = 1.0
    if FOOTNOTE_MARK not in document.styles:
        mark = document.styles.add_style(FOOTNOTE_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True


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
    named = {qn("w:val"): _LANGUAGE, qn("w:eastAsia"): _LANGUAGE}
    run_defaults.append(run_defaults.makeelement(qn("w:lang"), named))
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), _LANGUAGE)


def _child(element: Any, name: str, first: bool = False) -> Any:
    child = element.find(qn(name))
    if child is None:
        child = element.makeelement(qn(name), {})
        element.insert(0 if first else len(element), child)
    return child
