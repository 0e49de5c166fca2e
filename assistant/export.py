"""An answer or a conversation to take along: as Markdown, and as a Word document.

Both hold the question, the assistant's own sentence on what is missing, each speaker's statements
with their marks, and the sources with section and printed page, with their quotes where the answer
itself does not say them. A conversation also tells when each question was put, and which got no
answer. Pictures, the passages that were weighed, and what was thought of an answer are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.answer import Answer, Citation, mark
from assistant.conversation import Conversation, Turn
from assistant.printable import markdown, one_line
from ingest.index import Kind

_BULLETS = "•-–−*▪◦\uf0b7\uf0a7"
_NO_ANSWER = "Frågan har inget svar."


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph. `mark` stands after its text, a source's number before it; a heading has a
    level."""

    form: Literal["heading", "text", "point", "source", "quote"]
    text: str
    mark: str = ""
    number: int = 0
    level: int = 0


def place(citation: Citation) -> str:
    """Where a citation stands: title, section and printed page."""
    numbered = citation.section[:1].isdigit()
    section = f"avsnitt {citation.section}" if numbered else citation.section
    page = f"s. {citation.page}" if citation.page is not None else ""
    digest = "vårt referat" if citation.kind is Kind.DIGEST else ""
    return ", ".join(part for part in (citation.title, section, page, digest) if part)


def as_markdown(exported: Answer | Conversation) -> str:
    """An answer or a conversation as Markdown; signs of the documents' own mean nothing."""
    text = ""
    before: _Block | None = None
    for block in _blocks(exported):
        in_list = before and before.form == block.form and block.form in ("point", "source")
        text += ("\n" if in_list else "\n\n") if before else ""
        text += _markdown(block)
        before = block
    return f"{text}\n"


def as_word(exported: Answer | Conversation) -> bytes:
    """An answer or a conversation as a Word document (.docx), its text marked as Swedish."""
    from assistant.word import as_bytes, described, new_document

    blocks = list(_blocks(exported))
    document = described(new_document(), blocks[0].text, "Tillitsassistenten")
    for block in blocks:
        document.add_paragraph(_word(block), style=_style(block))
    return as_bytes(document)


def _blocks(exported: Answer | Conversation) -> Iterator[_Block]:
    if isinstance(exported, Answer):
        yield _Block("heading", exported.question, level=1)
        yield from _answered(exported, 2)
        return
    yield _Block("heading", exported.heading.title, level=1)
    for turn in exported.turns:
        yield from _turn(turn)


def _turn(turn: Turn) -> Iterator[_Block]:
    yield _Block("heading", turn.question, level=2)
    if turn.asked:
        yield _Block("text", f"Fråga ställd {_moment(turn.asked)}.")
    if turn.answer:
        yield from _answered(turn.answer, 3)
    else:
        yield _Block("text", turn.problem or _NO_ANSWER)


def _answered(answer: Answer, level: int) -> Iterator[_Block]:
    if answer.lead:
        yield _Block("text", answer.lead)
    said = list(_said(answer, level))
    yield from said
    if answer.citations:
        heading = "Närmaste stycken" if answer.abstained else "Källor"
        yield _Block("heading", heading, level=level)
    words = one_line(" ".join(block.text for block in said))
    for citation in answer.citations:
        yield _Block("source", place(citation), number=citation.n)
        quote = one_line(citation.quote)
        if quote and quote not in words:
            yield _Block("quote", f"”{quote}”")


def _said(answer: Answer, level: int) -> Iterator[_Block]:
    for voice in answer.voices:
        yield _Block("heading", voice.label, level=level)
        for statement in voice.statements:
            points = [point.lstrip(_BULLETS).strip() for point in statement.points]
            if statement.text:
                yield _Block("text", statement.text, "" if points else mark(statement))
            for number, point in enumerate(points, 1):
                yield _Block("point", point, mark(statement) if number == len(points) else "")


def _markdown(block: _Block) -> str:
    text = markdown(block.text)
    match block.form:
        case "heading":
            return f"{'#' * block.level} {text}"
        case "point":
            return f"- {text}{block.mark}"
        case "source":
            return f"{block.number}. {text}"
        case "quote":
            return f"    {text}"  # so far in that it belongs to its source
        case "text":
            return f"{text}{block.mark}"


def _word(block: _Block) -> str:
    before = f"[{block.number}] " if block.form == "source" else ""
    return one_line(f"{before}{block.text}{block.mark}")


def _style(block: _Block) -> str:
    heading = f"Heading {block.level - 1}" if block.level > 1 else "Title"
    styles = {"point": "List Bullet", "quote": "Quote", "heading": heading}
    return styles.get(block.form, "Normal")


def _moment(when: datetime) -> str:
    return f"{when.astimezone():%Y-%m-%d kl. %H.%M}"
