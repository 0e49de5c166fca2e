"""Word documents: headings by style, outline level or bold type, lists, tables and footnotes.

Kept: the body with text boxes and content controls, tracked insertions, numbers that Word sets by
itself. Left out: tracked deletions, comments, hidden text, headers and footers, contents, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.read.office.archive import MALFORMED, damaged
from ingest.read.office.numbering import BULLET, Numbering
from ingest.read.table import table_rows
from ingest.read.title import stated_title
from ingest.read.transcript import Block, BlockKind, Transcript

_HEADING_STYLE = re.compile(r"^(?:heading|rubrik)\s*([1-9])$", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"^(?:title|rubrik|titel)$", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(
    r"^(?:toc ?(?:[1-9]|heading)|innehåll ?[1-9]|innehållsförteckningsrubrik|table of figures)$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 170
_NO_HEADING = re.compile(r"[.,;:!?]$|@|^[•\-–—]\s")
_FOOT_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")

# What holds text that is not there for the reader, or is there a second time.
_LEFT_OUT = frozenset(
    qn(name)
    for name in (
        "w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:delInstrText",
        "w:commentReference", "w:sdtPr",
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): " ",
    qn("w:cr"): " ",
    qn("w:noBreakHyphen"): "-",
}
_NOTES = {
    qn("w:footnoteReference"): RELATIONSHIP_TYPE.FOOTNOTES,
    qn("w:endnoteReference"): RELATIONSHIP_TYPE.ENDNOTES,
}


def read_word(path: Path) -> Transcript:
    """Read a Word document (.docx). Raises UnreadableDocument: `damaged`."""
    try:
        document = Document(str(path))
        walk = _Walk.of(document)
        blocks = tuple(_with_bold_headings(list(walk.blocks(document.element.body))))
        title = walk.title or stated_title(document.core_properties.title)
        return Transcript(blocks, title, margins=_margins(document))
    except (*MALFORMED, PackageNotFoundError) as error:
        raise damaged() from error


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style and those it is based on say: its names, depth, list and weight."""

    name: str
    level: int | None
    num: str | None
    num_level: int | None
    bold: bool


@dataclass(slots=True)
class _Read:
    """A paragraph as read: its block, and whether all of its type is bold."""

    block: Block
    bold: bool = False


@dataclass(slots=True)
class _Paragraph:
    """What a paragraph's runs hold, in order."""

    text: str = ""
    bold: bool = True
    boxes: list[BaseOxmlElement] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # relationship, id


@dataclass(slots=True)
class _Walk:
    """The document's parts, and what has been counted on the way through its body."""

    styles: dict[str, _Style]
    default_style: str | None
    numbering: Numbering
    notes: dict[tuple[str, str], BaseOxmlElement]
    title: str | None = None
    noted: int = 0

    @classmethod
    def of(cls, document: WordDocument) -> _Walk:
        root = document.styles.element
        elements = {
            style.get(qn("w:styleId"), ""): style
            for style in root.findall(qn("w:style"))
            if style.get(qn("w:type")) == "paragraph"
        }
        default = next((k for k, v in elements.items() if v.get(qn("w:default")) == "1"), None)
        return cls(
            {name: _style(name, elements) for name in elements},
            default,
            Numbering.of(_part(document, RELATIONSHIP_TYPE.NUMBERING)),
            {
                (kind, note.get(qn("w:id"), "")): note
                for kind in _NOTES.values()
                for note in _children(_part(document, kind))
                if note.get(qn("w:type")) not in _FOOT_SEPARATORS
            },
        )

    def blocks(self, parent: BaseOxmlElement) -> Iterator[_Read]:
        """The paragraphs and tables in a body, cell or text box, in order."""
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag == qn("w:sdt") and not _is_contents(element):
                content = element.find(qn("w:sdtContent"))
                yield from self.blocks(content) if content is not None else ()
            elif element.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
                yield from self.blocks(element)

    def _paragraph(self, element: BaseOxmlElement) -> Iterator[_Read]:
        style = self.styles.get(self._style_name(element) or "")
        label = self._label(element, style)
        read = _Paragraph()
        _collect(element, read, bool(style and style.bold))
        text = " ".join(read.text.split())
        if text and not (style and _CONTENTS_STYLE.match(style.name)):
            yield from self._blocks_of(text, label, _level(element, style), style, read.bold)
        for box in read.boxes:
            yield from self.blocks(box)
        for note in read.notes:
            yield from self._note(note)

    def _blocks_of(
        self, text: str, label: str | None, level: int, style: _Style | None, bold: bool
    ) -> Iterator[_Read]:
        if level:
            number = f"{label} " if label and label != BULLET else ""
            yield _Read(Block(BlockKind.HEADING, number + text, level))
        elif style and _TITLE_STYLE.match(style.name):
            if self.title is None:
                self.title = text
            yield _Read(Block(BlockKind.HEADING, text, 1))
        elif label and bold and label != BULLET:
            yield _Read(Block(BlockKind.PARAGRAPH, f"{label} {text}"), True)
        elif label:
            yield _Read(Block(BlockKind.ITEM, f"{label} {text}"))
        else:
            yield _Read(Block(_kind_of(text), text), bold)

    def _style_name(self, element: BaseOxmlElement) -> str | None:
        own = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.default_style if own is None else own.get(qn("w:val"))

    def _label(self, element: BaseOxmlElement, style: _Style | None) -> str | None:
        """The number or bullet in front of a paragraph, counted on; empty paragraphs have none."""
        num, level = _list_of(element.find(qn("w:pPr")))
        if num is None and style:
            num = style.num
            if num and level is None:
                level = style.num_level
                if level is None:
                    level = self.numbering.level_of_style(num, self._style_name(element))
        if not num or num == "0" or not any(True for _ in element.iter(qn("w:t"))):
            return None
        return self.numbering.count(num, level or 0)

    def _note(self, note: tuple[str, str]) -> Iterator[_Read]:
        content = self.notes.get(note)
        if content is None:
            return
        self.noted += 1
        texts = [read.block.text for read in self.blocks(content)]
        if texts:
            yield _Read(Block(BlockKind.FOOTNOTE, f"{self.noted} {' '.join(texts)}"))

    def _table(self, table: BaseOxmlElement) -> Iterator[_Read]:
        """The rows of a table; what a frame of one column holds stands as in the body."""
        rows = []
        for row in _rows(table):
            rows.append([list(self.blocks(cell)) for cell in _cells(row)])
        within = [read for row in rows for cell in row for read in cell]
        notes = [read for read in within if read.block.kind is BlockKind.FOOTNOTE]
        framed = max((len(row) for row in rows), default=0) < 2
        if framed or any(read.block.kind is BlockKind.HEADING for read in within):
            yield from within
            return
        for text in table_rows([[_cell_text(cell) for cell in row] for row in rows]):
            yield _Read(Block(BlockKind.ROW, text))
        yield from notes


def _cell_text(cell: list[_Read]) -> str:
    return " ".join(read.block.text for read in cell if read.block.kind is not BlockKind.FOOTNOTE)


def _kind_of(text: str) -> BlockKind:
    """Points whose bullet was typed are points too."""
    return BlockKind.ITEM if re.match(r"^[•▪◦\uf0b7\uf0a7–-]\s+\S", text) else BlockKind.PARAGRAPH


# Runs


def _collect(element: BaseOxmlElement, read: _Paragraph, bold: bool) -> None:
    """Add what stands in an element, deletions and hidden text left out."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag == qn("w:txbxContent"):
            read.boxes.append(child)
        elif child.tag == qn("w:t"):
            read.text += child.text or ""
            read.bold = read.bold and (bold or not (child.text or "").strip())
        elif child.tag in _SIGNS:
            read.text += _SIGNS[child.tag]
        elif child.tag in _NOTES:
            read.notes.append((_NOTES[child.tag], child.get(qn("w:id"), "")))
        elif child.tag == qn("w:r"):
            properties = child.find(qn("w:rPr"))
            if not _is_on(properties, "w:vanish"):
                _collect(child, read, _is_on(properties, "w:b", bold))
        else:
            _collect(child, read, bold)


def _is_on(properties: BaseOxmlElement | None, name: str, otherwise: bool = False) -> bool:
    """Whether a property that is on or off is on; `otherwise` where nothing is said."""
    found = None if properties is None else properties.find(qn(name))
    if found is None:
        return otherwise
    return found.get(qn("w:val"), "true") not in ("0", "false", "off", "none")


# Styles and properties


def _style(name: str, elements: dict[str, BaseOxmlElement]) -> _Style:
    """A style's own word goes before that of the style it is based on."""
    level = num = num_level = bold = None
    seen: set[str] = set()
    current: str | None = name
    while current in elements and current not in seen:
        seen.add(current)
        element = elements[current]
        level = _heading_level(element) if level is None else level
        own_num, own_level = _list_of(element.find(qn("w:pPr")))
        num, num_level = (own_num, own_level) if num is None else (num, num_level)
        properties = element.find(qn("w:rPr"))
        if bold is None and properties is not None and properties.find(qn("w:b")) is not None:
            bold = _is_on(properties, "w:b")
        current = _child_value(element, "w:basedOn")
    return _Style(
        _child_value(elements[name], "w:name") or name, level or None, num, num_level, bool(bold)
    )


def _heading_level(style: BaseOxmlElement) -> int | None:
    """The depth of headings of a style, 0 for running text, None where nothing is said."""
    stated = _outline_level(style.find(qn("w:pPr")))
    if stated is not None:
        return stated
    for name in (_child_value(style, "w:name"), style.get(qn("w:styleId"))):
        match = _HEADING_STYLE.match(name or "")
        if match:
            return int(match[1])
    return None


def _outline_level(properties: BaseOxmlElement | None) -> int | None:
    """Word counts from 0, and 9 is running text."""
    value = _child_value(properties, "w:outlineLvl")
    if value is None or not value.isdigit():
        return None
    return int(value) + 1 if int(value) < 9 else 0


def _level(element: BaseOxmlElement, style: _Style | None) -> int:
    own = _outline_level(element.find(qn("w:pPr")))
    if own is not None:
        return own
    return (style.level if style else None) or 0


def _list_of(properties: BaseOxmlElement | None) -> tuple[str | None, int | None]:
    """The list that paragraph properties name, and the level in it."""
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    if numbering is None:
        return None, None
    level = _child_value(numbering, "w:ilvl")
    return _child_value(numbering, "w:numId"), int(level) if level and level.isdigit() else None


def _child_value(element: BaseOxmlElement | None, name: str) -> str | None:
    child = None if element is None else element.find(qn(name))
    return None if child is None else child.get(qn("w:val"))


# Parts of the document


def _margins(document: WordDocument) -> tuple[str, ...]:
    """What the headers and footers say, each text once."""
    texts: dict[str, None] = {}
    for relation in document.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            root = parse_xml(relation.target_part.blob)
            for paragraph in root.iter(qn("w:p")):
                read = _Paragraph()
                _collect(paragraph, read, False)
                texts[" ".join(read.text.split())] = None
    return tuple(text for text in texts if text)


def _part(document: WordDocument, kind: str) -> BaseOxmlElement | None:
    """The root of a part that the document refers to, None where there is none."""
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            root: BaseOxmlElement = parse_xml(relation.target_part.blob)
            return root
    return None


def _children(element: BaseOxmlElement | None) -> list[BaseOxmlElement]:
    return [] if element is None else list(element)


def _is_contents(element: BaseOxmlElement) -> bool:
    """Whether a content control is the table of contents that Word made."""
    gallery = element.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and "contents" in gallery.get(qn("w:val"), "").lower()


def _rows(table: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The rows of a table, those of tables within it and deleted ones left out."""
    for child in table:
        if child.tag == qn("w:tr"):
            if child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _rows(child)


def _cells(row: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            yield from _cells(child)


def _with_bold_headings(read: list[_Read]) -> Iterator[Block]:
    """Paragraphs that are short, bold as a whole and have text under them are headings."""
    plain = sum(len(one.block.text) for one in read if not one.bold)
    bold = sum(len(one.block.text) for one in read if one.bold)
    for one, following in zip(read, [*read[1:], None], strict=False):
        block = one.block
        heading = (
            one.bold
            and bold < plain
            and block.kind is BlockKind.PARAGRAPH
            and len(block.text) <= _LONGEST_HEADING
            and not _NO_HEADING.search(block.text)
            and following is not None
            and following.block.kind is not BlockKind.ROW
        )
        yield Block(BlockKind.HEADING, block.text) if heading else block
