"""Who says what an answer says, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Statement, Voice, about
from assistant.extract import Extract
from ingest.index import Document, Kind, Passage


def citation(n: int, extract: Extract) -> Citation:
    """Where an extract stands; its quote is empty for a digest."""
    end = extract.start + len(extract.quote)
    return cited(n, extract.hit.document, extract.hit.passage, extract.start, end)


def cited(n: int, document: Document, passage: Passage, start: int, end: int) -> Citation:
    """The citation of passage.text[start:end]; its quote is empty for a digest."""
    part, line = passage.part_at(start), passage.line_at(start)
    return Citation(
        n=n,
        passage_id=passage.id,
        doc=document.doc,
        title=document.title,
        kind=document.kind,
        organisation=document.organisation,
        section=part.section,
        heading=part.heading,
        page=line.page if line else None,
        page_index=line.page_index if line else None,
        quote="" if document.kind is Kind.DIGEST else passage.text[start:end],
        passage=passage.text,
        about=about(document, part.section),
        checksum=document.checksum,
    )


def voices(extracts: Sequence[Extract]) -> tuple[Voice, ...]:
    """The extracts grouped by who says them, in the order in which each first speaks."""
    grouped: dict[str, list[Statement]] = {}
    for n, extract in enumerate(extracts, 1):
        grouped.setdefault(label(extract), []).append(_statement(n, extract))
    return tuple(Voice(who, tuple(statements)) for who, statements in grouped.items())


def label(extract: Extract) -> str:
    """Who speaks, as the screen names it."""
    document = extract.hit.document
    if document.kind is Kind.DIGEST:
        return f"Enligt vårt referat av {_retold(extract)}"
    if document.kind is Kind.RESPONSE and document.organisation:
        return document.organisation
    if document.kind is Kind.REPORT:
        return f"Utredningen ({document.reference})" if document.reference else "Utredningen"
    return document.title


def _retold(extract: Extract) -> str:
    """What a digest retells: the section, and whose it is."""
    document, part = extract.hit.document, extract.hit.passage.part_at(extract.start)
    if document.speaks_as is Kind.RESPONSE and document.organisation:
        whose = f"svaret från {document.organisation}"
    else:
        whose = document.reference or document.title.removeprefix("Referat av ")
    if not part.section:
        return whose
    if part.section[:1].isdigit():
        return f"avsnitt {part.section} i {whose}"
    return f"{whose}, avsnittet {part.section}"


def _statement(n: int, extract: Extract) -> Statement:
    text = extract.hit.passage.text
    sentences: list[str] = []
    points: list[str] = []
    for unit in extract.units:
        piece = " ".join(text[unit.start : unit.end].split())
        if unit.is_point:
            points.append(piece)
        elif points:
            points[-1] += f" {piece}"  # a point of several sentences
        else:
            sentences.append(piece)
    return Statement(" ".join(sentences), n, tuple(points))
