"""The verifier on the invented inquiry, and its passages as they are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant.verify import Source, Verifier
from ingest.index import Generation, Settings, open_current


@pytest.fixture(scope="session")
def generation(indexed: Settings) -> Iterator[Generation]:
    """The invented corpus' generation, without vectors."""
    opened = open_current(indexed.data, "")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def verifier(generation: Generation) -> Verifier:
    """The verifier by words alone."""
    return Verifier(generation, None)


@pytest.fixture(scope="session")
def cite(generation: Generation) -> Callable[[str, str], Source]:
    """Gives the passage of a document that holds a text."""

    def cite_(doc: str, text: str) -> Source:
        held = (p for p in generation.records.of_document(doc) if text in " ".join(p.text.split()))
        return Source.of(next(held), generation.documents[doc])

    return cite_
