"""An accessibility check of Word documents: what a screen reader needs to find its way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LEAST_CONTRAST = 4.5  # WCAG 2.1, 1.4.3


def findings(word: bytes) -> list[str]:
    """What a document (.docx) lacks; empty where nothing."""
    document = docx.Document(BytesIO(word))
    checks = (_titles, _headings, _language, _tables, _spacing, _lists, _footnotes, _contrast)
    return [finding for check in checks for finding in check(document)]


def _titles(document: Document) -> Iterator[str]:
    if not document.core_properties.title.strip():
        yield "no title property"
    titles = [one for one in document.paragraphs if _style(one) == "Title"]
    if len(titles) != 1:
        yield f"{len(titles)} titles"


def _headings(document: Document) -> Iterator[str]:
    depth = 0
    for paragraph in document.paragraphs:
        found = _HEADING.fullmatch(_style(paragraph))
        if not found:
            continue
        level = int(found[1])
        if level > depth + 1:
            yield f"heading level {level} after {depth}"
        if not paragraph.text.strip():
            yield "an empty heading"
        depth = level


def _language(document: Document) -> Iterator[str]:
    trees = [document.styles.element, document.element]
    languages = {one.get(qn("w:val")) for tree in trees for one in tree.iter(qn("w:lang"))}
    if languages != {"sv-SE"}:
        yield f"languages {sorted(map(str, languages))}"
    if document.core_properties.language != "sv-SE":
        yield "no language property"


def _tables(document: Document) -> Iterator[str]:
    for table in document.tables:
        properties = table.rows[0]._tr.trPr
        if properties is None or properties.find(qn("w:tblHeader")) is None:
            yield "a table without a head"
        if table._tbl.xpath(".//w:gridSpan | .//w:vMerge"):
            yield "merged cells"


def _spacing(document: Document) -> Iterator[str]:
    for paragraph in document.paragraphs:
        if not paragraph.text.strip() and not paragraph._p.xpath(".//w:drawing"):
            yield "an empty paragraph"
        if re.search(r"\t|   ", paragraph.text):
            yield "tabs or spaces as layout"


def _lists(document: Document) -> Iterator[str]:
    for paragraph in document.paragraphs:
        by_hand = re.match(r"[•–*-] |\d+[.)] ", paragraph.text)
        if by_hand and not _style(paragraph).startswith(("List", "Heading", "Title")):
            yield f"a list by hand: {paragraph.text[:20]}"


def _footnotes(document: Document) -> Iterator[str]:
    marks = [m.get(qn("w:id")) for m in document.element.iter(qn("w:footnoteReference"))]
    notes: set[str] = set()
    for related in document.part.rels.values():
        if related.reltype.endswith("/footnotes"):
            from docx.oxml import parse_xml

            tree: Any = parse_xml(related.target_part.blob)
            notes = {n.get(qn("w:id")) for n in tree if n.get(qn("w:type")) is None}
    if set(marks) != notes or len(marks) != len(set(marks)):
        yield f"footnotes {sorted(notes)} for marks {marks}"


def _contrast(document: Document) -> Iterator[str]:
    styles = {one.style.style_id: one.style.element for one in document.paragraphs if one.style}
    colors = [one.find(f"{qn('w:rPr')}/{qn('w:color')}") for one in styles.values()]
    for color in (*colors, *document.element.iter(qn("w:color"))):
        value = "auto" if color is None else color.get(qn("w:val"))
        if value != "auto" and 1.05 / (_luminance(value) + 0.05) < _LEAST_CONTRAST:
            yield f"contrast {1.05 / (_luminance(value) + 0.05):.1f} of {value}"


def _luminance(color: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _style(paragraph: Any) -> str:
    return str(paragraph.style.name) if paragraph.style else ""
