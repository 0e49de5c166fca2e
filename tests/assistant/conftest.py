"""The invented inquiry indexed in two more ways: with vectors, and as our digest alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import DIGEST_DOC, FILES
from static_model import write_static_model

from assistant import Assistant
from ingest.build import build
from ingest.documents import default_files
from ingest.index import Settings
from ingest.index.settings import SHIPPED_EMBEDDING

# What the model holds for the same thing; no word to the left stands in the documents.
SYNONYMS = {
    "ledsagare": "vardagslots",
    "ombudshandling": "fullmakt",
    "lässal": "biblioteket",
    "prislapp": "kosta",
    "åldringar": "äldre",
}


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small static embedding model that knows the invented texts' words."""
    folder = tmp_path_factory.mktemp("model") / "small"
    return write_static_model(folder, FILES.values(), SYNONYMS)


@pytest.fixture(scope="session")
def dense_settings(corpus: Path, model: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the invented corpus indexed with vectors; built."""
    data = tmp_path_factory.mktemp("dense")
    # Not adapted to the documents: the tests know what this model holds for alike.
    settings = Settings(data=data, corpus=corpus, embedding=str(model), chroma_url="", adapt=False)
    build(default_files(settings), settings)
    return settings


@pytest.fixture(scope="session")
def dense_assistant(dense_settings: Settings) -> Iterator[Assistant]:
    """The assistant on the invented corpus with vectors in Chroma."""
    opened = Assistant.open(dense_settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shipped_assistant(
    corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """The assistant on the invented corpus with the embedding model that is shipped."""
    if not SHIPPED_EMBEDDING.exists():
        pytest.skip(f"no model is shipped in {SHIPPED_EMBEDDING}")
    data = tmp_path_factory.mktemp("shipped")
    settings = Settings(data=data, corpus=corpus, embedding="", chroma_url="", adapt=False)
    build(default_files(settings), settings)
    opened = Assistant.open(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def digest_assistant(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant where the report itself is not indexed, only our digest of a part of it."""
    data = tmp_path_factory.mktemp("digest")
    settings = Settings(data=data, corpus=corpus, embedding="none", chroma_url="")
    build([corpus / "referat" / f"{DIGEST_DOC}.md"], settings)
    opened = Assistant.open(settings)
    yield opened
    opened.close()
