"""What a draft is made of: the proposals, how the reports are named, and their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation
from assistant.reading import Piece
from assistant.register import Proposal, Register
from assistant.service import Assistant
from assistant.voice import cited
from ingest.index import Document, Kind

_OF_A_DIGEST = "Referat av "
_REFERENCE = re.compile(r"\s*\([^()]*\d{4}:\d+[^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class ReportName:
    """How a report is named: "Närmare vardagen", "service där människor bor", "SOU 2031:7"."""

    doc: str
    title: str
    subtitle: str
    reference: str

    @property
    def short(self) -> str:
        """Its title and number, as running text names it."""
        return f"{self.title} ({self.reference})" if self.reference else self.title

    @property
    def full(self) -> str:
        """Its title, subtitle and number, as a title names it."""
        title = " – ".join(part for part in (self.title, self.subtitle) if part)
        return f"{title} ({self.reference})" if self.reference else title


class Material:
    """Looks up, in an opened index and the register, what drafts are made of.

    `own` are proposals that officials confirmed for reports the register does not have. May be used
    from several threads.
    """

    def __init__(
        self, assistant: Assistant, register: Register, own: Sequence[Proposal] = ()
    ) -> None:
        self.assistant = assistant
        self.register = register
        self._own = tuple(own)
        self._by_id = {one.id: one for one in (*register.proposals, *own)}

    def reports(self) -> list[ReportName]:
        """The reports that can be answered: those indexed, themselves or as our digest. Of those
        with one reference (a report and its printed summary) the longest."""
        longest: dict[str, Document] = {}
        for document in self.assistant.documents:
            if document.speaks_as is not Kind.REPORT:
                continue
            name = document.reference or document.speaker
            if name not in longest or longest[name].passages < document.passages:
                longest[name] = document
        return [self.report(document.speaker) for document in longest.values()]

    def report(self, doc: str) -> ReportName:
        """How a report is named; by its `doc` where it is not indexed."""
        document = self.document(doc)
        if document is None:
            return ReportName(doc, doc, "", "")
        whole = _REFERENCE.sub("", document.title.removeprefix(_OF_A_DIGEST))
        title, _, subtitle = whole.partition(" – ")
        return ReportName(doc, title, subtitle, document.reference or "")

    def document(self, doc: str) -> Document | None:
        """A document, or where only our digest of it is indexed that one."""
        documents = self.assistant.reading.documents
        digest = (one for one in documents.values() if one.about == doc)
        return documents.get(doc) or next(digest, None)

    def proposal(self, id_: str) -> Proposal | None:
        """The proposal of that id, from the register or confirmed by officials."""
        return self._by_id.get(id_)

    def proposals_of(self, doc: str) -> tuple[Proposal, ...]:
        """What a report proposes, in its order."""
        listed = self.register.proposals_of(doc) if self.is_registered(doc) else ()
        return (*listed, *(one for one in self._own if one.doc == doc))

    def is_registered(self, doc: str) -> bool:
        """Whether the register has the report."""
        return any(report.doc == doc for report in self.register.reports)

    def sections(self, doc: str) -> tuple[str, ...]:
        """The sections of a report in its order, from the register or else from the index."""
        for report in self.register.reports:
            if report.doc == doc:
                return tuple(report.headings)
        document = self.document(doc)
        outline = self.assistant.reading.outline(document.doc) if document else ()
        return tuple(dict.fromkeys(one.label for one in outline))

    def heading(self, doc: str, section: str) -> str:
        """The heading of a section without its number, from the register or else from the index;
        empty where neither has it."""
        for report in self.register.reports:
            if report.doc == doc and section in report.headings:
                return report.headings[section]
        document = self.document(doc)
        outline = self.assistant.reading.outline(document.doc) if document else ()
        found = next((one.heading for one in outline if one.label == section), "")
        return found.removeprefix(section).lstrip(". ")

    def section(self, doc: str, section: str) -> list[Piece]:
        """The text of a section in its order, from the document or else from our digest; of the
        section alone, without those under it. Empty where neither has it."""
        document = self.document(doc)
        if document is None:
            return []
        reading = self.assistant.reading
        return [
            piece
            for one in reading.outline(document.doc)
            if one.label == section
            for piece in reading.pieces(one)
        ]

    def cited(self, piece: Piece, start: int, end: int, n: int = 1) -> Citation:
        """The citation of `piece.passage.text[start:end]`. A digest's words are ours, so its quote
        is empty; then these words stand as its passage, for us to retell them."""
        document = self.assistant.reading.documents[piece.passage.doc]
        found = cited(n, document, piece.passage, start, end)
        is_retold = document.kind is Kind.DIGEST
        return replace(found, passage=piece.passage.text[start:end]) if is_retold else found
