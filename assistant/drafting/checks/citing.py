"""What a sentence cites, as the verification sees it."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.drafting.material import Material
from assistant.drafting.text import Paragraph, Sentence
from assistant.verify import Source
from ingest.index import Document


def source_of(citation: Citation, material: Material) -> Source:
    """A citation as a source; its passage as it was cited, whatever the index holds today."""
    document = material.assistant.reading.documents.get(citation.doc) or Document(
        doc=citation.doc, title=citation.title, kind=citation.kind, file="",
        checksum=citation.checksum, organisation=citation.organisation,
    )  # fmt: skip
    return Source(citation.passage, document, citation.heading)


def sources_of(paragraph: Paragraph, sentence: Sentence, material: Material) -> list[Source]:
    """The sources that a sentence cites."""
    return [source_of(paragraph.citation(n), material) for n in sentence.sources]
