"""Whether a text still says what its case and positions say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.drafting.compose import compose
from assistant.drafting.disposition import DocumentType
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Basis, Paragraph, Text

WRITE_ANEW = "Välj ”Skriv om det som inte är ändrat” under Texten."


@dataclass(frozen=True, slots=True)
class Freshness:
    """The text as it would be composed today, and the keys of the paragraphs that nobody has edited
    and that would be otherwise."""

    today: Text
    outdated: frozenset[str]

    def states(self, proposal: str) -> bool:
        """Whether today's text has a place for the position on a proposal."""
        return any(
            sentence.basis is Basis.POSITION
            for _, paragraph in self.today.paragraphs()
            if paragraph.proposal == proposal
            for sentence in paragraph.sentences
        )


def freshness(
    draft: Draft, text: Text, document_type: DocumentType, material: Material
) -> Freshness:
    """How a draft's text stands to what it is made of.

    What a model wrote is left to the other checks: it is never written the same twice. So are
    paragraphs of sections that the document type does not have.
    """
    today = compose(draft, document_type, material, datetime.now(UTC))
    known = {section.key for section in document_type.sections}
    old = {
        paragraph.key
        for section, paragraph in text.paragraphs()
        if paragraph.writing.by == "rules" and paragraph.edit is None
        if section.key.split("/")[0] in known and _differs(paragraph, today)
    }
    return Freshness(today, frozenset(old))


def outdated_remarks(text: Text, fresh: Freshness) -> Iterator[Remark]:
    """A paragraph says what its case and positions say now. Rationale: who goes back and chooses
    anew expects the text to follow."""
    for _, paragraph in text.paragraphs():
        if paragraph.key in fresh.outdated:
            yield Remark.on(
                paragraph,
                Matter.AGREEMENT,
                "Stycket skrevs innan ni ändrade underlaget, och stämmer inte längre med det.",
                f"Skriv om stycket. {WRITE_ANEW}",
            )
        anew = fresh.today.paragraph(paragraph.key)
        is_edited = paragraph.edit is not None and paragraph.writing.by == "rules"
        if is_edited and anew and anew.written != paragraph.written:
            yield Remark.on(
                paragraph,
                Matter.AGREEMENT,
                "Underlaget har ändrats sedan ni redigerade stycket.",
                f"Kontrollera stycket. Utan er ändring skulle det lyda: {anew.written}",
                must=False,
            )


def _differs(paragraph: Paragraph, today: Text) -> bool:
    anew = today.paragraph(paragraph.key)
    return anew is None or anew.written != paragraph.written
