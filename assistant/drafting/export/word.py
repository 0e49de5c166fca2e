"""A draft as a Word document.

There is: title, header with sender, number and date, footer "Sida x (y)", real headings, lists,
tables with a repeated head, and a footnote for each source. Left out: what a sentence stands on and
who wrote it, which the appendix tells. An organisation's own file gives styles, page, header and
footer; {organisation}, {dnr}, {datum} and {titel} in its header and footer are filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docx.document import Document
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.drafting.case import Case
from assistant.drafting.draft import Draft
from assistant.drafting.export.frame import add_frame
from assistant.drafting.export.heading import Notes, addressed, bound, number_and_date, sender
from assistant.drafting.text import Paragraph, Section, Sentence, Table
from assistant.printable import one_line
from assistant.word import (
    Footnotes,
    add_table,
    as_bytes,
    count_in,
    described,
    new_document,
    new_numbers,
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
    lines = [bound(line) for line in (sender(case), number_and_date(case)) if line]
    add_frame(document, lines, _filled(draft.text.title, case))
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
    numbers: int | None = None  # of the decisions in a row, which are counted from 1
    for number, paragraph in enumerate(section.paragraphs):
        if paragraph.form != "decision":
            numbers = None
        elif numbers is None:
            numbers = new_numbers(document)
        following = section.paragraphs[number + 1 : number + 2]
        for block in paragraph.blocks():
            added = _added(document, paragraph, block, notes)
            if numbers is not None:
                count_in(added, numbers)
            if paragraph.form == "line" and following and following[0].form == "line":
                added.paragraph_format.keep_with_next = True  # signatures stay together
    if section.table:
        _table(document, section.table)


def _added(
    document: Document, paragraph: Paragraph, sentences: tuple[Sentence, ...], notes: _Noting
) -> WordParagraph:
    """A paragraph at the end, each sentence with the footnotes of its sources."""
    added = document.add_paragraph(style=_STYLES[paragraph.form])
    for number, sentence in enumerate(sentences):
        added.add_run((" " if number else "") + bound(sentence.text))
        for source in sentence.sources:
            worded = notes.wording.note(paragraph.citation(source), sentence)
            notes.footnotes.add(added, bound(worded))
    return added


def _table(document: Document, table: Table) -> None:
    head = [bound(cell) for cell in table.head]
    rows = [[bound(cell) for cell in row.cells] for row in table.rows]
    add_table(document, head, rows, _TABLE_WIDTHS.get(len(head), ()))


def _filled(title: str, case: Case) -> dict[str, str]:
    """What the placeholders of an organisation's own file stand for."""
    return {
        "{organisation}": one_line(case.organisation),
        "{dnr}": one_line(case.dnr),
        "{datum}": case.date.isoformat() if case.date else "",
        "{titel}": one_line(title),
    }
