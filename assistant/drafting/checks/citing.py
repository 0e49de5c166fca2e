"""What a sentence cites, as the verification sees it, and whose words that is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Citation
from assistant.drafting.case import Case
from assistant.drafting.material import Material
from assistant.drafting.text import Paragraph, Sentence
from assistant.verify import Source
from ingest.index import Document, Kind

INQUIRY = (
    r"\w*(?:utredning|delegation|kommitté|betänkande|utredare|promemoria)"
    r"(?:n|en|et|t|s|ns|ens|ts|ets)?"
)


def source_of(citation: Citation, material: Material) -> Source:
    """A citation as a source; its passage as it was cited, whatever the index holds today."""
    document = material.assistant.reading.documents.get(citation.doc) or Document(
        doc=citation.doc,
        title=citation.title,
        kind=citation.kind,
        file="",
        checksum=citation.checksum,
        organisation=citation.organisation,
    )
    return Source(citation.passage, document, citation.heading)


def sources_of(paragraph: Paragraph, sentence: Sentence, material: Material) -> list[Source]:
    """The sources that a sentence cites."""
    return [source_of(paragraph.citation(n), material) for n in sentence.sources]


def called(document: Document) -> str:
    """A pattern of all that the author of a document is called."""
    if document.speaks_as is Kind.RESPONSE and document.organisation:
        return _any_of((document.organisation, *document.names))
    if document.speaks_as is Kind.REPORT:
        title = document.title.removeprefix("Referat av ").split(" – ")[0].split(" (")[0]
        return f"{INQUIRY}|{_any_of(filter(None, (document.reference, title)))}"
    return _any_of((document.title,))


def others_named(case: Case, material: Material) -> str:
    """A pattern of the organisations that are not the one that answers; empty where there are
    none."""
    responses = [
        document
        for document in material.assistant.documents
        if document.speaks_as is Kind.RESPONSE and document.organisation
        if document.organisation != case.organisation
    ]
    return "|".join(called(document) for document in responses)


def names(pattern: str, text: str) -> bool:
    """Whether a text names somebody, also in the genitive."""
    return bool(re.search(rf"(?<!\w)(?:{pattern})s?(?!\w)", text, re.IGNORECASE))


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, forms)) or "(?!)"
