"""A cited passage as the check sees it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.index import Document, Kind, Passage


@dataclass(frozen=True, slots=True)
class Source:
    """A passage with whose words they are. `headings` are those it stands under."""

    text: str
    document: Document
    headings: str = ""

    @classmethod
    def of(cls, passage: Passage, document: Document) -> Source:
        """A passage of the index."""
        return cls(passage.text, document, passage.context)

    @property
    def is_digest(self) -> bool:
        """Whether the words are our own, not the source's."""
        return self.document.kind is Kind.DIGEST

    @property
    def surroundings(self) -> str:
        """What is known of the passage beside its text: headings, title, organisation, names."""
        document = self.document
        named = (document.title, document.organisation, document.reference, *document.names)
        return "\n".join([self.headings, *(name for name in named if name)])
