"""A draft as Markdown, with footnotes; signs of the text's own mean nothing."""

from __future__ import annotations

from assistant.drafting.draft import Draft
from assistant.drafting.export.heading import Notes, addressed, number_and_date, sender
from assistant.drafting.text import Paragraph, Section, Table
from assistant.printable import markdown

_DEEPEST = 6


def as_markdown(draft: Draft) -> str:
    """The document as Markdown. Raises ValueError for a draft without text."""
    if draft.text is None:
        raise ValueError("the draft has no text yet")
    notes: list[str] = []
    wording = Notes()
    case = draft.case
    over = [sender(case), number_and_date(case), addressed(case)]
    blocks = [f"# {markdown(draft.text.title)}", *(markdown(line) for line in over if line)]
    for section in draft.text.sections:
        blocks += _section(section, notes, wording)
    blocks += ["\n".join(f"[^{n}]: {text}" for n, text in enumerate(notes, 1))] if notes else []
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, notes: list[str], wording: Notes) -> list[str]:
    blocks = [f"{'#' * min(section.level + 1, _DEEPEST)} {markdown(section.heading)}"]
    before = ""
    for paragraph in section.paragraphs:
        for text in _texts(paragraph, notes, wording):
            if paragraph.form == before and before != "text":
                blocks[-1] += f"{'  ' if before == 'line' else ''}\n{text}"
            else:
                blocks.append(text)
            before = paragraph.form
    return [*blocks, *([_table(section.table)] if section.table else [])]


def _texts(paragraph: Paragraph, notes: list[str], wording: Notes) -> list[str]:
    sign = {"point": "- ", "decision": "1. "}.get(paragraph.form, "")
    texts = []
    for block in paragraph.blocks():
        said = []
        for sentence in block:
            marks = ""
            for source in sentence.sources:
                notes.append(markdown(wording.note(paragraph.citation(source), sentence)))
                marks += f"[^{len(notes)}]"
            said.append(markdown(sentence.text) + marks)
        texts.append(sign + " ".join(said))
    return texts


def _table(table: Table) -> str:
    rows = [table.head, ("---",) * len(table.head), *(row.cells for row in table.rows)]
    shown = [[cell if cell == "---" else markdown(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in shown)
