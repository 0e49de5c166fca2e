"""What an answer is kept to: by the reader's choice, by what the question says, or by both."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question import EVERYTHING, Filters, QuestionProblem
from ingest.index import Document, Kind

_KIND_NAMES = {
    Kind.REPORT: "betänkandena",
    Kind.RESPONSE: "remissvaren",
    Kind.SLIDES: "bilderna",
    Kind.DIGEST: "våra referat",
    Kind.OTHER: "övriga dokument",
}


def both(one: Filters, other: Filters, documents: Sequence[Document]) -> Filters:
    """Filters that admit what both admit. Raises QuestionProblem where that is nothing."""
    if one == other == EVERYTHING:
        return EVERYTHING
    docs = frozenset(d.doc for d in documents if one.admits(d) and other.admits(d))
    if not docs:
        raise QuestionProblem("Inget dokument ryms i urvalet. Ändra det och fråga igen.")
    return Filters(docs=docs)


def named(filters: Filters, documents: Sequence[Document]) -> str:
    """What filters admit, as a reader calls it: "remissvaren"; "" for everything."""
    kinds = [name for kind, name in _KIND_NAMES.items() if kind in filters.kinds]
    docs = [_name(document) for document in documents if document.doc in filters.docs]
    organisations = [f"svaret från {name}" for name in sorted(filters.organisations)]
    fields = (" och ".join(dict.fromkeys(names)) for names in (kinds, organisations, docs))
    return ", av dem bara ".join(field for field in fields if field)


def _name(document: Document) -> str:
    if document.speaks_as is Kind.RESPONSE and document.organisation:
        return f"svaret från {document.organisation}"
    title = document.title.removeprefix("Referat av ")
    return next(iter(document.names), document.reference or title)
