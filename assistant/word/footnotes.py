"""Footnotes, which python-docx (1.2) cannot write: a part of its own in the file.

A mark in the text names a footnote by its id; the ids -1 and 0 are the lines that part notes from
text (ECMA-376, 17.11).
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph
from lxml import etree

from assistant.word.look import FOOTNOTE, FOOTNOTE_MARK

_EMPTY = f"""
<w:footnotes {nsdecls("w")}>
  <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
  <w:footnote w:type="continuationSeparator" w:id="0">
    <w:p><w:r><w:continuationSeparator/></w:r></w:p>
  </w:footnote>
</w:footnotes>"""

_LINES = f"""
<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"""
# What of the settings may follow on that (ECMA-376, 17.15.1.78); the order is fixed.
_AFTER = {
    qn(name)
    for name in (
        "w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema",
        "w:themeFontLang", "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats",
        "w:doNotAutoCompressPictures", "w:forceUpgrade", "w:captions", "w:readModeInkLockDown",
        "w:smartTagType", "w:shapeDefaults", "w:doNotEmbedSmartTags", "w:decimalSymbol",
        "w:listSeparator",
    )
}  # fmt: skip


class Footnotes:
    """Collects the footnotes of a document; `finish` puts them into it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: Any = parse_xml(_EMPTY)
        self._number = 0

    def add(self, paragraph: Paragraph, text: str) -> None:
        """A mark at the end of the paragraph, and its note: one line, fit for a file. A comma parts
        it from a mark just before it, so that 1 and 2 are not read as 12."""
        self._number += 1
        if paragraph._p.xpath("w:r[last()]/w:footnoteReference"):
            comma = OxmlElement("w:t")
            comma.text = ","
            paragraph._p.append(self._mark(comma))
        mark = self._mark(OxmlElement("w:footnoteReference"))
        mark[-1].set(qn("w:id"), str(self._number))
        paragraph._p.append(mark)
        self._notes.append(self._note(text))

    def finish(self) -> None:
        """Put the notes into the document, in place of those a template had."""
        if not self._number:
            return
        part = self._document.part
        for id_, related in list(part.rels.items()):
            if related.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
                part.drop_rel(id_)
                del part.rels[id_]
        content = etree.tostring(
            self._notes, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        name = PackURI("/word/footnotes.xml")
        notes = Part(name, CONTENT_TYPE.WML_FOOTNOTES, content, part.package)
        part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
        self._name_the_lines()

    def _name_the_lines(self) -> None:
        """The settings name the lines; those of a template may have had other ids."""
        settings = self._document.settings.element
        for there in settings.findall(qn("w:footnotePr")):
            settings.remove(there)
        named = parse_xml(_LINES)
        following = next((child for child in settings if child.tag in _AFTER), None)
        if following is None:
            settings.append(named)
        else:
            following.addprevious(named)

    def _note(self, text: str) -> Any:
        note, paragraph = OxmlElement("w:footnote"), OxmlElement("w:p")
        note.set(qn("w:id"), str(self._number))
        properties, style = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        style.set(qn("w:val"), self._document.styles[FOOTNOTE].style_id)
        properties.append(style)
        run, words = OxmlElement("w:r"), OxmlElement("w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = f" {text}"
        run.append(words)
        paragraph.extend([properties, self._mark(OxmlElement("w:footnoteRef")), run])
        note.append(paragraph)
        return note

    def _mark(self, what: Any) -> Any:
        run, properties, style = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:rStyle")
        style.set(qn("w:val"), self._document.styles[FOOTNOTE_MARK].style_id)
        properties.append(style)
        run.extend([properties, what])
        return run
