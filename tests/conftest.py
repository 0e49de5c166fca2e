"""What all tests share: the invented inquiry as a corpus, its settings, and an opened assistant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from invented import OpenTexts, write_corpus

from assistant import Assistant
from ingest.build import build
from ingest.documents import default_files
from ingest.index import Settings

# The same examples on every run: what a run finds, the next one finds too.
hypothesis.settings.register_profile(
    "tillit",
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=100,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("tillit")


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_this_machine() -> Iterator[None]:
    """No TILLIT_ variable of whoever runs the tests decides what they find."""
    patch = pytest.MonkeyPatch()
    for field in Settings.model_fields:
        patch.delenv(f"TILLIT_{field.upper()}", raising=False)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with catalog.toml and the files of the invented inquiry; not to be written in."""
    return write_corpus(tmp_path_factory.mktemp("invented") / "corpus")


@pytest.fixture(scope="session")
def settings(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for the invented corpus, lexical search alone; the data folder is empty at first."""
    data = tmp_path_factory.mktemp("data")
    return Settings(data=data, corpus=corpus, embedding="none", chroma_url="")


@pytest.fixture(scope="session")
def indexed(settings: Settings) -> Settings:
    """The settings, once the invented corpus is indexed in their data folder."""
    report = build(default_files(settings), settings)
    assert not report.refused
    return settings


@pytest.fixture(scope="session")
def assistant(indexed: Settings) -> Iterator[Assistant]:
    """The assistant opened on the invented corpus."""
    opened = Assistant.open(indexed)
    yield opened
    opened.close()


@pytest.fixture
def open_texts(tmp_path: Path) -> Iterator[OpenTexts]:
    """A function that indexes {file name: text} in that order and opens an assistant on it."""
    opened: list[Assistant] = []

    def open_(files: dict[str, str], catalog: str = "") -> Assistant:
        folder = tmp_path / f"texts{len(opened)}"
        folder.mkdir()
        (folder / "catalog.toml").write_text(catalog, encoding="utf8")
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf8")
        settings = Settings(data=folder / "data", corpus=folder, embedding="none", chroma_url="")
        build([folder / name for name in files], settings)
        opened.append(Assistant.open(settings))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()
