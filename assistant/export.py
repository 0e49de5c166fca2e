"""An answer to take along: as Markdown, and as a Word document.

Both hold the question, the assistant's own sentence on what is missing, each speaker's statements
with their marks, and the sources with section and printed page. Quotes longer than the statements
themselves, pictures and the passages that were weighed are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Statement, mark
from ingest.index import Kind

if TYPE_CHECKING:
    from docx.document import Document

_TO_ESCAPE = r"\`*_{}[]<>#|"
_BULLETS = "•-–−*▪◦\uf0b7\uf0a7"
_LANGUAGE = "sv-SE"


def place(citation: Citation) -> str:
    """Where a citation stands: title, section and printed page."""
    numbered = citation.section[:1].isdigit()
    section = f"avsnitt {citation.section}" if numbered else citation.section
    page = f"s. {citation.page}" if citation.page is not None else ""
    digest = "vårt referat" if citation.kind is Kind.DIGEST else ""
    return ", ".join(part for part in (citation.title, section, page, digest) if part)


def as_markdown(answer: Answer) -> str:
    """The answer with its sources as Markdown; signs of the documents' own mean nothing."""
    blocks = [f"# {_plain(answer.question)}", *([_plain(answer.lead)] if answer.lead else [])]
    for voice in answer.voices:
        blocks.append(f"## {_plain(voice.label)}")
        blocks += [_markdown_statement(statement) for statement in voice.statements]
    if answer.citations:
        blocks.append("## Närmaste stycken" if answer.abstained else "## Källor")
        blocks.append("\n".join(f"{c.n}. {_plain(place(c))}" for c in answer.citations))
    return "\n\n".join(blocks) + "\n"


def as_word(answer: Answer) -> bytes:
    """The answer with its sources as a Word document (.docx)."""
    from docx import Document

    document = Document()
    _set_language(document)
    document.core_properties.title = answer.question[:255]
    document.core_properties.author = "Tillitsassistenten"
    document.add_heading(_clean(answer.question), level=1)
    if answer.lead:
        document.add_paragraph(_clean(answer.lead))
    for voice in answer.voices:
        document.add_heading(_clean(voice.label), level=2)
        for statement in voice.statements:
            _add_statement(document, statement)
    if answer.citations:
        heading = "Närmaste stycken" if answer.abstained else "Källor"
        document.add_heading(heading, level=2)
        for citation in answer.citations:
            document.add_paragraph(_clean(f"[{citation.n}] {place(citation)}"))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _markdown_statement(statement: Statement) -> str:
    lines = [_plain(statement.text)] if statement.text else []
    lines += [f"- {_plain(point)}" for point in _points(statement)]
    if statement.text and statement.points:
        lines.insert(1, "")
    lines[-1] += mark(statement)
    return "\n".join(lines)


def _add_statement(document: Document, statement: Statement) -> None:
    after = mark(statement)
    points = _points(statement)
    if statement.text:
        document.add_paragraph(_clean(statement.text + ("" if points else after)))
    for number, point in enumerate(points, 1):
        last = after if number == len(points) else ""
        document.add_paragraph(_clean(point + last), style="List Bullet")


def _points(statement: Statement) -> list[str]:
    return [point.lstrip(_BULLETS).strip() for point in statement.points]


def _set_language(document: Document) -> None:
    """Mark the text as Swedish, so that Word checks its spelling as such."""
    from docx.oxml.ns import qn

    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = properties.makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGE})
    properties.append(language)


def _plain(text: str) -> str:
    """Text whose signs Markdown would take as its own, made harmless."""
    escaped = "".join(f"\\{sign}" if sign in _TO_ESCAPE else sign for sign in _clean(text))
    return " ".join(escaped.split())


def _clean(text: Iterable[str]) -> str:
    """Text without control characters, which neither format can hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
