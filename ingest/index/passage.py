"""The unit that is indexed and cited, and the document it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

# The headings of what stands apart from the running text: footnotes, notes under slides.
FOOTNOTES, SPEAKERS_NOTES = "Fotnoter", "Anteckningar"
NOTE_HEADINGS = (FOOTNOTES, SPEAKERS_NOTES)


class Kind(StrEnum):
    """What sort of document speaks; decides whose voice a sentence is given."""

    REPORT = "report"
    RESPONSE = "response"
    SLIDES = "slides"
    DIGEST = "digest"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """Where a printed line begins in its text, and where it stands in the file.

    `page` is the number printed on the paper, `page_index` the place in the PDF (from 0). `box` is
    left, bottom, right, top in PDF points with the origin at the page's lower left corner.
    """

    start: int
    page: int | None
    page_index: int
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a passage, from `start` on, that stands under one heading.

    `section` is the heading's number ("7.1.1"), or the heading itself where it has none. `path`
    holds the headings above it, outermost first, and the heading last.
    """

    start: int
    section: str
    heading: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """At most 1,600 characters of a document, never cutting a sentence.

    `text` holds the document's own words; paragraphs are parted by a blank line and the points of
    a list by a line break. `parts` has at least one element (several where short sections share a
    passage); `lines` is empty for files without pages.
    """

    id: str
    doc: str
    ordinal: int
    text: str
    parts: tuple[Part, ...]
    lines: tuple[Line, ...] = ()

    def part_at(self, offset: int) -> Part:
        """The part in which the character at `offset` stands."""
        return self.parts[max(0, bisect_right([part.start for part in self.parts], offset) - 1)]

    def line_at(self, offset: int) -> Line | None:
        """The printed line in which the character at `offset` stands, if the file has pages."""
        if not self.lines:
            return None
        return self.lines[max(0, bisect_right([line.start for line in self.lines], offset) - 1)]

    @property
    def is_note(self) -> bool:
        """Whether it holds footnotes or speaker's notes and no running text."""
        return all(part.heading in NOTE_HEADINGS for part in self.parts)

    @property
    def context(self) -> str:
        """The headings the passage stands under, outermost first, as one line."""
        headings = dict.fromkeys(heading for part in self.parts for heading in part.path)
        return " › ".join(headings)


def indexed_text(passage: Passage) -> str:
    """What of a passage is analysed and embedded: its headings, then its text."""
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of one document, from the catalogue or read from itself.

    `doc` is the file's name without folder and ending, made unique. `about` names the document
    that a digest retells and `about_kind` what sort that is; its organisation, names, reference
    and address are then those of what it retells. `example` is a question it can be asked.
    `answers` the reports that a response answers, by reference
    ("SOU 2018:47") or `doc`. `names` are the ways the documents themselves call the organisation.
    `dnr` is the number under which the sender keeps it (diarienummer), `date` a day or month
    (2031-10-04, 2031-06). `checksum` is the SHA-256 of the file's bytes.
    """

    doc: str
    title: str
    kind: Kind
    file: str
    checksum: str
    organisation: str | None = None
    names: tuple[str, ...] = ()
    reference: str | None = None
    date: str | None = None
    dnr: str | None = None
    url: str | None = None
    answers: tuple[str, ...] = ()
    about: str | None = None
    about_kind: Kind | None = None
    example: str | None = None
    passages: int = 0
    pages: int | None = None

    @property
    def speaker(self) -> str:
        """The `doc` whose content this is: its own, or of a digest what it retells."""
        return self.about or self.doc

    @property
    def speaks_as(self) -> Kind:
        """The kind of document whose content this is."""
        return self.about_kind or self.kind
