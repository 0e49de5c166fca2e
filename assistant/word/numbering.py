"""Lists of a Word document: what makes a style one, and numbers that begin anew.

A paragraph or its style names a numbering (w:num), and that one a definition (w:abstractNum); in
the file all definitions stand before all numberings (ECMA-376, 17.9).
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

BULLETS, NUMBERS = "List Bullet", "List Number"

_SIGNS = {BULLETS: ("bullet", "•"), NUMBERS: ("decimal", "%1.")}
_INDENT = 425  # twentieths of a point, 7.5 mm


def make_lists(document: Document) -> None:
    """Sets signs and numbers before the paragraphs of our list styles, where nothing does."""
    for name in _SIGNS:
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        if _numbering_of(style) is None:
            numbered = style.element.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_numId().val = _new_list(document, name)


def new_numbers(document: Document) -> int:
    """A numbering like that of the style for numbers, which begins at 1."""
    style = document.styles[NUMBERS]
    assert isinstance(style, ParagraphStyle)
    lists = _lists(document)
    like = lists.num_having_numId(_numbering_of(style))
    numbering = lists.add_num(like.abstractNumId.val)
    numbering.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(numbering.numId)


def count_in(paragraph: Paragraph, numbering: int) -> None:
    """Counts a paragraph in a numbering."""
    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = 0
    numbered.get_or_add_numId().val = numbering


def _numbering_of(style: ParagraphStyle) -> int | None:
    """The numbering that a style names, itself or through those it builds on."""
    at: Any = style
    while at is not None:
        found = at.element.xpath("w:pPr/w:numPr/w:numId/@w:val")
        if found:
            return int(found[0])
        at = at.base_style
    return None


def _new_list(document: Document, name: str) -> int:
    lists = _lists(document)
    there = lists.findall(qn("w:abstractNum"))
    taken = [int(one.get(qn("w:abstractNumId"))) for one in there]
    new = max(taken, default=-1) + 1
    form, sign = _SIGNS[name]
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{new}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_INDENT}" w:hanging="{_INDENT}"/></w:pPr></w:lvl></w:abstractNum>'
    )
    if there:
        there[-1].addnext(definition)
    else:
        lists.insert(0, definition)
    return int(lists.add_num(new).numId)


def _lists(document: Document) -> Any:
    """The w:numbering of a document, which gets one where it has none."""
    part = document.part
    for related in part.rels.values():
        if related.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return part.numbering_part.element
    made = NumberingPart(
        PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING,
        parse_xml(f"<w:numbering {nsdecls('w')}/>"), part.package,
    )  # fmt: skip
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element
