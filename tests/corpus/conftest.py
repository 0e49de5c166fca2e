"""The corpus that the project ships, and the originals where they are at hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from ingest.build import build
from ingest.index import Settings
from ingest.outline import Section, outline
from ingest.read import read

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
_ORIGINALS = CORPUS.parents[1] / "shared" / "corpus"


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder with the originals, or a skip that says where they would be."""
    if not _ORIGINALS.is_dir():
        pytest.skip("the originals are not at hand (../shared/corpus)")
    return _ORIGINALS


@pytest.fixture(scope="session")
def register() -> dict[str, dict[str, str]]:
    """{report: {section number: heading}} as corpus/register/avsnitt.toml lists them."""
    content = tomllib.loads((CORPUS / "register" / "avsnitt.toml").read_text(encoding="utf8"))
    return {report["doc"]: report["sections"] for report in content["report"]}


def sections(path: Path) -> list[Section]:
    """A document's sections, the text before the first heading left out."""
    return [section for section in outline(read(path)) if section.heading]


@pytest.fixture(scope="session")
def digest_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The digest indexed alone, as a fresh clone has it."""
    data = tmp_path_factory.mktemp("clone")
    settings = Settings(data=data, corpus=CORPUS, chroma_url="")
    report = build(sorted((CORPUS / "referat").glob("*.md")), settings)
    assert not report.refused
    return settings


@pytest.fixture(scope="session")
def clone(digest_settings: Settings) -> Iterator[Assistant]:
    """The assistant of a fresh clone."""
    opened = Assistant.open(digest_settings)
    yield opened
    opened.close()
