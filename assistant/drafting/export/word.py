"""A draft as a Word document.

There is: title, header with sender, number and date, footer "Sida x (y)", real headings, lists,
tables with a repeated head, and a footnote for each source. Left out: what a sentence stands on and
who wrote it, which the appendix tells. An organisation's own file gives styles, page, header and
footer; {organisation}, {dnr}, {datum} and {titel} in its header and footer are filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import _BaseHeaderFooter
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.drafting.case import Case
from assistant.drafting.draft import Draft
from assistant.drafting.export.heading import Notes, addressed, bound, number_and_date, sender
from assistant.drafting.text import Paragraph, Section, Sentence, Table
from assistant.printable import one_line
from assistant.word import (
    Footnotes,
    add_page_count,
    add_table,
    as_bytes,
    described,
    new_document,
)
from assistant.word.look import LINE

_STYLES = {"text": "Normal", "point": "List Bullet", "decision": "List Number", "line": LINE}
_DEEPEST = 6
_TABLE_WIDTHS = {3: (82.0, 34.0, 38.0)}


@dataclass(frozen=True, slots=True)
class _Noting:
    """The footnotes of the document, and how they are worded."""

    footnotes: Footnotes
    wording: Notes


def as_word(draft: Draft, template: Path | None = None) -> bytes:
    """The document as a file (.docx). Raises BadTemplate; ValueError for a draft without text."""
    if draft.text is None:
        raise ValueError("the draft has no text yet")
    case = draft.case
    author = case.officer or case.organisation or "Tillitsassistenten"
    document = described(new_document(template), draft.text.title, author, sender(case))
    _frame(document, draft.text.title, case)
    notes = _Noting(Footnotes(document), Notes())
    document.add_paragraph(bound(draft.text.title), style="Title")
    for line in filter(None, (addressed(case),)):
        document.add_paragraph(bound(line), style="Normal")
    depth = 0
    for section in draft.text.sections:
        depth = min(section.level, depth + 1, _DEEPEST)  # no level is skipped
        _section(document, section, depth, notes)
    notes.footnotes.finish()
    return as_bytes(document)


def _section(document: Document, section: Section, depth: int, notes: _Noting) -> None:
    document.add_paragraph(bound(section.heading), style=f"Heading {depth}")
    for number, paragraph in enumerate(section.paragraphs):
        following = section.paragraphs[number + 1 : number + 2]
        for block in paragraph.blocks():
            _add(document, paragraph, block, notes, bool(following and following[0].form == "line"))
    if section.table:
        _table(document, section.table)


def _add(
    document: Document,
    paragraph: Paragraph,
    sentences: tuple[Sentence, ...],
    notes: _Noting,
    with_next: bool,
) -> None:
    """A paragraph, each sentence with the footnotes of its sources."""
    added = document.add_paragraph(style=_STYLES[paragraph.form])
    if paragraph.form == "line" and with_next:
        added.paragraph_format.keep_with_next = True  # signatures stay together
    for number, sentence in enumerate(sentences):
        added.add_run((" " if number else "") + bound(sentence.text))
        for source in sentence.sources:
            worded = notes.wording.note(paragraph.citation(source), sentence)
            notes.footnotes.add(added, bound(worded))


def _table(document: Document, table: Table) -> None:
    head = [bound(cell) for cell in table.head]
    rows = [[bound(cell) for cell in row.cells] for row in table.rows]
    add_table(document, head, rows, _TABLE_WIDTHS.get(len(head), ()))


def _frame(document: Document, title: str, case: Case) -> None:
    """Fill the header and footer; ours stand where the organisation's file has none."""
    filled = {
        "{organisation}": case.organisation,
        "{dnr}": case.dnr,
        "{datum}": case.date.isoformat() if case.date else "",
        "{titel}": one_line(title),
    }
    for section in document.sections:
        first = section.different_first_page_header_footer
        headers = [section.header, *([section.first_page_header] if first else [])]
        footers = [section.footer, *([section.first_page_footer] if first else [])]
        for part in (*headers, *footers):
            for paragraph in _paragraphs(part):
                _fill(paragraph, filled)
        for header in headers:
            if _is_empty(header):
                lines = [line for line in (sender(case), number_and_date(case)) if line]
                for paragraph, line in zip(_blank(header, len(lines)), lines, strict=True):
                    paragraph.add_run(bound(line))
        for footer in footers:
            if _is_empty(footer):
                (paragraph,) = _blank(footer, 1)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                add_page_count(paragraph)


def _paragraphs(part: _BaseHeaderFooter) -> Iterator[WordParagraph]:
    yield from part.paragraphs
    for table in part.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _is_empty(part: _BaseHeaderFooter) -> bool:
    return part.is_linked_to_previous or not any(
        paragraph.text.strip() or len(paragraph._p.xpath(".//w:drawing | .//w:fldSimple"))
        for paragraph in _paragraphs(part)
    )


def _blank(part: _BaseHeaderFooter, number: int) -> list[WordParagraph]:
    """So many empty paragraphs, the first one the paragraph that every header has."""
    part.is_linked_to_previous = False
    first = part.paragraphs[0]
    return [first, *(part.add_paragraph(style=first.style) for _ in range(number - 1))][:number]


def _fill(paragraph: WordParagraph, filled: dict[str, str]) -> None:
    """Fill placeholders in; Word may have parted one over several runs."""
    text = paragraph.text
    if not any(placeholder in text for placeholder in filled):
        return
    for placeholder, value in filled.items():
        text = text.replace(placeholder, one_line(value))
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        run.text = ""
