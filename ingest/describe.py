"""What a document is, read from itself: kind, title, who wrote it, when, under which number, and
which reports it answers.

The catalogue goes first; this serves the files that it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.catalog import Catalog, Entry
from ingest.index.passage import Document, Kind
from ingest.letter import Letter, find_date, find_dnr, find_references, found_month
from ingest.organisation import find_organisation
from ingest.outline import Section
from ingest.read.transcript import BlockKind, Transcript

_OPENING = 4000  # characters in which a document says what it is
_FEWEST_CHAPTERS = 15  # numbered sections; letters have fewer, reports more

_RESPONSE = re.compile(
    r"\b(?:yttrande|remissvar|remissyttrande|tjänsteutlåtande|tjänsteskrivelse|remiss(?:en)?\b|"
    r"synpunkter på (?:remissen|betänkandet))",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:del|slut|huvud)?betänkande(?:t)?\b", re.IGNORECASE)
# An inquiry that speaks of itself, as in a summary printed by itself.
_INQUIRY = re.compile(
    r"\b(?:\w*utredningen|\w*delegationen|\w*kommittén|\w*kommissionen) (?:kan konstatera|"
    r"konstaterar|bedömer|föreslår|lämnar|har haft|fick|har i uppdrag|anser|menar)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS_OF_INQUIRY = 2
_REFERENCE = re.compile(r"\b(SOU|Ds)\s+(\d{4}:\d+)")
_FILE_REFERENCE = re.compile(r"^(sou|ds)[-_ ]?((?:19|20)\d\d)[-_: ](\d{1,3})(?!\d)", re.IGNORECASE)
_LONGEST_COVER_LINE = 60  # characters; a report's number stands on the cover alone


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
    letter = Letter.of(source.transcript)
    heading = _first_heading(source.transcript)
    entry = catalog.recognise(source.doc, heading, letter.text)
    if entry:
        return _from_catalog(source, entry, catalog.retold_by(entry), letter)
    kind = _kind(source, letter.text)
    title = source.transcript.title or heading or source.doc
    if kind is Kind.RESPONSE:
        return _response(source, letter, title, catalog)
    return Document(
        doc=source.doc,
        title=title,
        kind=kind,
        file=source.file,
        checksum=source.checksum,
        reference=_own_reference(source, letter) if kind is Kind.REPORT else None,
        date=found_month(letter) if kind is Kind.REPORT else find_date(letter),
        dnr=None if kind is Kind.REPORT else find_dnr(letter),
    )


def _response(source: Source, letter: Letter, title: str, catalog: Catalog) -> Document:
    organisation, names = find_organisation(letter)
    answers = find_references(letter) or catalog.reports_named(letter.text[:_OPENING])
    if organisation and not _RESPONSE.search(title):
        title = _title_of_response(organisation, answers)
    return Document(
        doc=source.doc,
        title=title,
        kind=Kind.RESPONSE,
        file=source.file,
        checksum=source.checksum,
        organisation=organisation,
        names=names,
        date=find_date(letter),
        dnr=find_dnr(letter),
        answers=answers,
    )


def _title_of_response(organisation: str, answers: Sequence[str]) -> str:
    """ "Vindelby kommuns yttrande över SOU 2031:7 och SOU 2031:8", as no such letter says it."""
    owner = organisation if organisation[-1] in "sxz" else f"{organisation}s"
    over = " och ".join([", ".join(answers[:-1]), answers[-1]] if len(answers) > 1 else answers)
    return f"{owner} yttrande över {over}" if over else f"{owner} yttrande"


def _from_catalog(source: Source, entry: Entry, retold: Entry | None, letter: Letter) -> Document:
    """The document as the catalogue has it; a digest takes over who and what it retells."""
    told = retold or entry
    own = find_dnr(letter) if entry.kind is Kind.RESPONSE else None
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
        dnr=told.dnr or own,
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
    if _REPORT.search(opening) or len(_INQUIRY.findall(opening)) >= _FEWEST_WORDS_OF_INQUIRY:
        return Kind.REPORT
    return Kind.OTHER


def _own_reference(source: Source, letter: Letter) -> str | None:
    """The series number a report carries: on its cover, in its title or running heads, or in the
    name of its file. Numbers in its sentences are those of others."""
    cover = [
        line
        for line in letter.lines[:20]
        if len(line) <= _LONGEST_COVER_LINE and not line.endswith(".")
    ]
    for text in (source.transcript.title or "", *letter.margins, *cover):
        found = _REFERENCE.search(text)
        if found:
            return " ".join(found.groups())
    named = _FILE_REFERENCE.match(source.doc)
    if named is None:
        return None
    return f"{'SOU' if named[1].lower() == 'sou' else 'Ds'} {named[2]}:{named[3]}"
