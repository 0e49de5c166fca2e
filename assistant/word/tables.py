"""Tables with a head that is repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.table import Table, _Row

from assistant.word.look import CELL, HEAD


def add_table(
    document: Document,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float] = (),
) -> Table:
    """A table at the end of the document; `widths` in millimetres, equal where there are none. The
    texts are fit for a file (see assistant/printable.py)."""
    table: Table = document.add_table(rows=0, cols=len(head))
    if "Table Grid" in document.styles:
        table.style = document.styles["Table Grid"]
    for style, cells in [(HEAD, head), *((CELL, row) for row in rows)]:
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]
        _mark(row, "w:cantSplit")
        for cell, text in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].style = document.styles[style]
            cell.paragraphs[0].add_run(text)
    _mark(table.rows[0], "w:tblHeader")
    if widths:
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
    return table


def _mark(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)
