"""Fields that Word fills in by itself."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def add_page_count(paragraph: Paragraph) -> None:
    """ "Sida 2 (7)" at the end of a paragraph."""
    paragraph.add_run("Sida\u00a0")
    _field(paragraph, "PAGE")
    paragraph.add_run("\u00a0(")
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(")")


def _field(paragraph: Paragraph, instruction: str) -> None:
    """A field with a number that stands there until Word counts (ECMA-376, 17.16.19)."""
    element = paragraph._p  # python-docx has no fields of its own
    field = element.makeelement(qn("w:fldSimple"), {qn("w:instr"): instruction})
    run = field.makeelement(qn("w:r"), {})
    text = run.makeelement(qn("w:t"), {})
    text.text = "1"
    run.append(text)
    field.append(run)
    element.append(field)
