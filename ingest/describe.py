"""What a document is, read from itself: kind, title, organisation, date, what it answers.

The catalogue goes first; this serves the files that it does not know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.catalog import Catalog, Entry
from ingest.index.passage import Document, Kind
from ingest.outline import Section
from ingest.read.transcript import BlockKind, Transcript

_OPENING = 4000  # characters in which a document says what it is
_FEWEST_CHAPTERS = 15  # numbered sections; letters have fewer, reports more

_RESPONSE = re.compile(
    r"\b(?:yttrande|remissvar|tjänsteutlåtande|tjänsteskrivelse|remiss(?:en)?\b|"
    r"synpunkter på (?:remissen|betänkandet))",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:del|slut|huvud)?betänkande(?:t)?\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\b(SOU|Ds)\s+(\d{4}:\d+)")
_DATE = re.compile(r"\b((?:19|20)\d\d-\d\d-\d\d)\b")

# How Swedish public bodies are called: a name and what the body is, in either order.
_NAME = r"[A-ZÅÄÖ][a-zåäöé]+(?:[- ][A-ZÅÄÖ][a-zåäöé]+)*"
_BODY = (
    r"(?:kommun|stadsdelsförvaltning|stadsdelsnämnd|stad|läns landsting|landsting|universitet|"
    r"högskola|länsstyrelse|tingsrätt|förvaltningsrätt|kammarrätt|hovrätt|förbund|riksförbund)"
)
_ORGANISATION = re.compile(
    rf"\b(?:{_NAME} {_BODY}|Region {_NAME}|Länsstyrelsen i {_NAME}|"
    rf"[A-ZÅÄÖ][a-zåäö]+(?:myndigheten|verket|inspektionen|kontoret|rådet|förbundet|ombudsmannen))"
)
_ABBREVIATION = re.compile(r"\s*\(([A-ZÅÄÖ][A-ZÅÄÖa-z]{1,6})\)")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that has been read, with what is needed to describe it."""

    doc: str
    file: str
    checksum: str
    transcript: Transcript
    sections: Sequence[Section]


def describe(source: Source, catalog: Catalog) -> Document:
    """The document as the catalogue has it, and from its own text where the catalogue is silent."""
    text = "\n".join(block.text for block in source.transcript.blocks)
    heading = _first_heading(source.transcript)
    entry = catalog.recognise(source.doc, heading, text)
    if entry:
        return _from_catalog(source, entry, catalog.retold_by(entry))
    kind = _kind(source, text)
    organisation, names = _organisation(text) if kind is Kind.RESPONSE else (None, ())
    references = [" ".join(found) for found in _REFERENCE.findall(text[:_OPENING])]
    date = _DATE.search(text[:_OPENING])
    return Document(
        doc=source.doc,
        title=source.transcript.title or heading or source.doc,
        kind=kind,
        file=source.file,
        checksum=source.checksum,
        organisation=organisation,
        names=names,
        reference=_own_reference(text) if kind is Kind.REPORT else None,
        date=date[1] if date else None,
        answers=tuple(dict.fromkeys(references)) if kind is Kind.RESPONSE else (),
    )


def _from_catalog(source: Source, entry: Entry, retold: Entry | None) -> Document:
    """The document as the catalogue has it; a digest takes over who and what it retells."""
    told = retold or entry
    return Document(
        doc=source.doc,
        title=entry.title,
        kind=entry.kind,
        file=source.file,
        checksum=source.checksum,
        organisation=told.organisation,
        names=told.names,
        reference=told.reference,
        date=told.date,
        url=told.url,
        answers=told.answers,
        about=entry.about,
        about_kind=retold.kind if retold else None,
        example=told.example,
    )


def _first_heading(transcript: Transcript) -> str | None:
    headings = (b.text for b in transcript.blocks[:12] if b.kind is BlockKind.HEADING)
    return transcript.title or next(headings, None)


def _kind(source: Source, text: str) -> Kind:
    if source.transcript.slides:
        return Kind.SLIDES
    numbered = sum(section.number is not None for section in source.sections)
    opening = text[:_OPENING]
    if numbered >= _FEWEST_CHAPTERS:
        return Kind.REPORT
    if _RESPONSE.search(opening):
        return Kind.RESPONSE
    return Kind.REPORT if _REPORT.search(opening) else Kind.OTHER


def _own_reference(text: str) -> str | None:
    """The series number a report carries: stated first of all, or else the one it repeats most."""
    first = _REFERENCE.search(text[:600])
    if first:
        return " ".join(first.groups())
    return None


def _organisation(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The body a letter is from: the one it names most, its head and its end counting double.

    Abbreviations that the letter explains ("Exempelstads läns landsting (ELL)") are names too.
    """
    votes: Counter[str] = Counter()
    abbreviations: dict[str, set[str]] = {}
    for match in _ORGANISATION.finditer(text):
        at_the_edge = match.start() < 1500 or match.start() > len(text) - 1500
        votes[match.group()] += 2 if at_the_edge else 1
        explained = _ABBREVIATION.match(text, match.end())
        if explained:
            abbreviations.setdefault(match.group(), set()).add(explained[1])
    if not votes:
        return None, ()
    name = votes.most_common(1)[0][0]
    return name, tuple(sorted(abbreviations.get(name, ())))
