"""Example questions for the first visit, made from what is loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.index import Document, Kind

_REFERENCE = re.compile(r"\b(?:SOU|Ds)\s+\d{4}:\d+")
_DIGEST_OF = re.compile(r"^Referat av\s+")
_MOST = 3


def examples(documents: Sequence[Document]) -> list[str]:
    """At most three questions of different kinds that these documents can be asked."""
    given = dict.fromkeys(document.example for document in documents if document.example)
    questions = [
        *given,
        *_about_proposals(documents),
        *_about_responses(documents),
        "Vilka konsekvenser får förslagen för kommunerna?",
        "Hur ska förslagen genomföras?",
    ]
    return questions[:_MOST]


def _about_proposals(documents: Sequence[Document]) -> list[str]:
    references = dict.fromkeys(
        match.group() for document in documents if (match := _REFERENCE.search(document.title))
    )
    return [f"Vad föreslår utredningen i {reference}?" for reference in list(references)[:1]]


def _about_responses(documents: Sequence[Document]) -> list[str]:
    for document in documents:
        if document.kind is Kind.RESPONSE and document.organisation:
            return [f"Vad anser {document.organisation} om förslagen?"]
    return []
