"""Builds paragraphs: sentences in a row, each with what it stands on, sources numbered from 1."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.answer import Citation
from assistant.drafting.text import Basis, Form, Paragraph, Sentence, Writing


@dataclass(slots=True)
class ParagraphBuilder:
    """A paragraph in the making. A source that is cited twice gets one number."""

    key: str
    when: datetime
    form: Form = "text"
    proposal: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    sources: list[Citation] = field(default_factory=list)

    def add(self, text: str, basis: Basis, *citations: Citation) -> None:
        """Add a sentence; an empty one is nothing."""
        if text:
            numbers = tuple(dict.fromkeys(self._number(one) for one in citations))
            self.sentences.append(Sentence(text=text, basis=basis, sources=numbers))

    def _number(self, citation: Citation) -> int:
        for number, known in enumerate(self.sources, 1):
            if replace(known, n=citation.n) == citation:
                return number
        self.sources.append(replace(citation, n=len(self.sources) + 1))
        return len(self.sources)

    def built(self) -> tuple[Paragraph, ...]:
        """The paragraph; none where there is no sentence."""
        if not self.sentences:
            return ()
        paragraph = Paragraph(
            key=self.key,
            sentences=tuple(self.sentences),
            writing=Writing(by="rules", when=self.when),
            form=self.form,
            proposal=self.proposal,
            sources=tuple(self.sources),
        )
        return (paragraph,)
