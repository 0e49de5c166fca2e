"""The källbilaga: what each sentence of a draft stands on, who wrote it and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant.drafting.case import Case
from assistant.drafting.draft import Draft
from assistant.drafting.export.heading import bound, number_and_date, sender
from assistant.drafting.places import sentences
from assistant.drafting.text import Basis, Paragraph, Sentence, Text
from assistant.export import place
from assistant.printable import markdown, one_line
from assistant.word import add_page_count, add_table, as_bytes, described, new_document
from ingest.index import Kind

_HEAD = ("Mening", "Bygger på", "Källa och citerade ord", "Skrivet")
_WIDTHS = (48.0, 33.0, 47.0, 26.0)
_BASES = {
    Basis.TEMPLATE: "mallens text",
    Basis.POSITION: "valt ställningstagande",
    Basis.POINT: "egen synpunkt",
    Basis.SOURCE: "källa",
    Basis.OWN: "handläggarens egna ord",
}
_INTRODUCTION = (
    "Bilagan visar vad varje mening i dokumentet bygger på, vad som skrevs maskinellt och vad som "
    "har ändrats för hand."
)


def appendix_as_word(draft: Draft) -> bytes:
    """The källbilaga as a file (.docx). Raises ValueError for a draft without text."""
    text = _text(draft)
    document = described(new_document(), _title(text), draft.case.organisation, text.title)
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    add_page_count(footer.paragraphs[0])
    document.add_paragraph(bound(_title(text)), style="Title")
    for line in _lines(draft.case):
        document.add_paragraph(bound(line))
    for heading, paragraphs in _sections(text):
        document.add_paragraph(bound(heading), style="Heading 1")
        rows = [[bound(cell) for cell in row] for row in _rows(paragraphs)]
        add_table(document, _HEAD, rows, _WIDTHS)
    return as_bytes(document)


def appendix_as_markdown(draft: Draft) -> str:
    """The källbilaga as Markdown. Raises ValueError for a draft without text."""
    text = _text(draft)
    blocks = [f"# {markdown(_title(text))}", *map(markdown, _lines(draft.case))]
    for heading, paragraphs in _sections(text):
        blocks.append(f"## {markdown(heading)}")
        rows = [_HEAD, ("---",) * len(_HEAD), *_rows(paragraphs)]
        shown = [[c if c == "---" else markdown(c) for c in row] for row in rows]
        blocks.append("\n".join(f"| {' | '.join(row)} |" for row in shown))
    return "\n\n".join(blocks) + "\n"


def written_by(paragraph: Paragraph, sentence: Sentence) -> str:
    """Who wrote a sentence as it stands, and when, in Swedish."""
    if paragraph.edit and sentence not in paragraph.sentences:
        return f"för hand {_moment(paragraph.edit.when)}"
    writing = paragraph.writing
    how = f"av modellen {writing.model}" if writing.by == "model" else "maskinellt"
    return f"{how} {_moment(writing.when)}"


def _text(draft: Draft) -> Text:
    if draft.text is None:
        raise ValueError("the draft has no text yet")
    return draft.text


def _title(text: Text) -> str:
    return f"Källbilaga: {text.title}"


def _lines(case: Case) -> list[str]:
    return [line for line in (sender(case), number_and_date(case), _INTRODUCTION) if line]


def _sections(text: Text) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """The sections that have paragraphs with something said in them."""
    for section in text.sections:
        paragraphs = tuple(one for one in section.paragraphs if one.said())
        if paragraphs:
            yield section.heading, paragraphs


def _rows(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, ...]]:
    return [_row(one, said.sentence) for one in paragraphs for said in sentences(one)]


def _row(paragraph: Paragraph, sentence: Sentence) -> tuple[str, ...]:
    stands_on = _BASES[sentence.basis]
    if paragraph.edit and sentence.text in paragraph.edit.confirmed:
        stands_on = "egen uppgift, bekräftad av handläggaren"
    if sentence.doubt:
        stands_on += f" (osäkert: {sentence.doubt})"
    sources = []
    for number in sentence.sources:
        citation = paragraph.citation(number)
        words = f": ”{one_line(citation.quote)}”" if citation.quote else ""
        digest = " (referat, inga ord ur källan)" if citation.kind is Kind.DIGEST else ""
        sources.append(f"{place(citation)}{words}{digest}")
    written = written_by(paragraph, sentence)
    return sentence.text, stands_on, "; ".join(sources) or "–", written


def _moment(when: datetime) -> str:
    return f"{when.astimezone():%Y-%m-%d kl. %H.%M}"
