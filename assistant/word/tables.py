"""Tables with a head that is repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu, Mm
from docx.table import Table, _Row

from assistant.word.look import CELL, HEAD


def add_table(
    document: Document,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float] = (),
) -> Table:
    """A table at the end of the document, as wide as its text; `widths` are the columns' shares,
    equal where there are none. The texts are fit for a file (see assistant/printable.py)."""
    table: Table = document.add_table(rows=0, cols=len(head))
    table.style = document.styles["Table Grid"]
    for style, cells in [(HEAD, head), *((CELL, row) for row in rows)]:
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]
        _mark(row, "w:cantSplit")
        for cell, text in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].style = document.styles[style]
            cell.paragraphs[0].add_run(text)
    _mark(table.rows[0], "w:tblHeader")
    _set_widths(table, widths or [1.0] * len(head), _text_width(document))
    return table


def _text_width(document: Document) -> int:
    """What a page has room for, in EMU (914,400 to the inch)."""
    page = document.sections[-1]
    margins = (page.left_margin or 0) + (page.right_margin or 0)
    return (page.page_width or Mm(210)) - margins


def _set_widths(table: Table, shares: Sequence[float], whole: int) -> None:
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        width = Emu(round(whole * share / sum(shares)))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _mark(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)
