"""What all sections are composed with: the draft, what it answers, and the values filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from assistant.drafting import sentences
from assistant.drafting.answered import Answered, Answers
from assistant.drafting.disposition import Disposition, DocumentType, placeholders
from assistant.drafting.draft import Draft
from assistant.drafting.filling import filled, speaker, values
from assistant.drafting.material import Material
from assistant.drafting.paragraphs import ParagraphBuilder
from assistant.drafting.points import as_sentences
from assistant.drafting.text import Basis, Form, Paragraph, marked


@dataclass(frozen=True, slots=True)
class Place:
    """A section to compose: its disposition, its key and heading, and of which report, if of one
    alone."""

    disposition: Disposition
    key: str
    heading: str
    docs: tuple[str, ...]


class Composing:
    """One draft being composed as one document type."""

    def __init__(
        self, draft: Draft, document_type: DocumentType, material: Material, when: datetime
    ) -> None:
        self.draft = draft
        self.type = document_type
        self.material = material
        self.when = when
        self.answers = Answers(draft, material)
        case = draft.case.model_copy(update={"reports": self.answers.docs})
        self.values = values(case, document_type, material)
        self.speaker = speaker(case)

    def new(self, key: str, form: Form = "text", proposal: str = "") -> ParagraphBuilder:
        """A paragraph that bears this composing's time."""
        return ParagraphBuilder(key, self.when, form, proposal)

    def introduction(self, place: Place) -> Iterator[Paragraph]:
        """The document type's own sentences."""
        paragraph = self.new(f"{place.key}/text")
        for sentence, basis in self.own_sentences(place.disposition):
            paragraph.add(sentence, basis)
        yield from paragraph.built()

    def own_sentences(self, disposition: Disposition) -> Iterator[tuple[str, Basis]]:
        """The sentences that have all they need. Those of a fact, which may hold several, are the
        official's own."""
        for text in disposition.text:
            whole = filled(text, self.values)
            if placeholders(text) and text.startswith("{") and text.endswith("}"):
                yield from ((sentence, Basis.POINT) for sentence, _ in marked(whole))
            elif whole:
                yield whole, Basis.TEMPLATE

    def fact(self, place: Place) -> str:
        """What the field of a section holds."""
        return self.draft.case.facts.get(place.disposition.fact, "")

    def points(self, one: Answered) -> list[str]:
        """The official's own points on a proposal, as sentences."""
        noun = sentences.definite(one.proposal.kind)
        return as_sentences(one.position.points, self.speaker, noun)

    def add_proposal(self, paragraph: ParagraphBuilder, one: Answered, where: str) -> None:
        """Add what the report proposes, with its source."""
        text = sentences.proposal(one.proposal, where)
        paragraph.add(text, Basis.SOURCE, self.answers.own_words(one))
