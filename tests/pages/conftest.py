"""The page under test: run by AppTest, or served to a real browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from playwright.sync_api import Browser, Page, expect, sync_playwright
from streamlit.testing.v1 import AppTest

from ingest.build import build
from ingest.index import Settings
from tests.invented import DIGEST_DOC, write_corpus
from tests.typeset import index_report

PROJECT = Path(__file__).resolve().parents[2]

# Without these, Chromium calls its makers as soon as it starts.
CHROMIUM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back what Streamlit leaves as `__main__`: every process started later would import it,
    which made tests that read many files fifty times as slow."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def own_index(indexed: Settings, tmp_path: Path) -> Settings:
    """The index of the invented inquiry in a data folder that the test may change."""
    shutil.copytree(indexed.data, tmp_path / "data")
    return indexed.model_copy(update={"data": tmp_path / "data"})


@pytest.fixture
def digest_alone(tmp_path: Path) -> Settings:
    """The digest of the invented report indexed alone, with an original that can be fetched."""
    corpus = write_corpus(tmp_path / "corpus")
    catalog = corpus / "catalog.toml"
    original = 'url = "https://exempel.invalid/sou-2031-7/"\n'
    fetched = f'{original}original = "https://exempel.invalid/sou-2031-7.text"\n'
    catalog.write_text(catalog.read_text(encoding="utf8").replace(original, fetched), "utf8")
    settings = Settings(data=tmp_path / "data", corpus=corpus, embedding="none", chroma_url="")
    build([corpus / "referat" / f"{DIGEST_DOC}.md"], settings)
    return settings


@pytest.fixture
def open_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[Settings, str], AppTest]]:
    """Opens "ask", "documents" or the whole "app" with some settings.

    The index may be shared with other tests, the conversations are this test's own.
    """
    own = f"sqlite:///{tmp_path / 'talk.sqlite'}"

    def opened(settings: Settings, name: str) -> AppTest:
        settings = settings.model_copy(update={"database_url": settings.database_url or own})
        for variable, value in environment(settings).items():
            monkeypatch.setenv(variable, value)
        if name == "app":
            return AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
        script = f"from assistant.pages import {name}\n{name}.page()"
        return AppTest.from_string(script, default_timeout=20).run()

    yield opened
    st.cache_resource.clear()


def environment(settings: Settings) -> dict[str, str]:
    """The environment variables that give these settings; a model where one is set."""
    model = {"TILLIT_MODEL": settings.model, "TILLIT_MODEL_URL": settings.model_url}
    return (model if settings.model else {}) | {
        "TILLIT_DATA": str(settings.data),
        "TILLIT_CORPUS": str(settings.corpus),
        "TILLIT_EMBEDDING": settings.embedding,
        "TILLIT_CHROMA_URL": settings.chroma_url,
        "TILLIT_DATABASE_URL": settings.database_url,
    }


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, or a skip that says what is missing."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no browser on this machine (looked for {', '.join(names)})")
    expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(indexed: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page, served on an index of the invented inquiry of its own."""
    data = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(indexed.data, data)
    with serve(indexed.model_copy(update={"data": data})) as address:
        yield address


@contextmanager
def serve(settings: Settings, script: str | Path = "app.py") -> Iterator[str]:
    """Serve the page as a process of its own, killed (-9) at the end; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=PROJECT,
        env=os.environ | environment(settings),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        said = (line for line in process.stdout if "URL:" in line)  # printed when it listens
        try:
            yield next(said).split()[-1]
        finally:
            process.kill()  # asked politely, it waits for the browser's last connections


@pytest.fixture(scope="session")
def served_paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page, served on the invented report as a PDF."""
    with serve(index_report(tmp_path_factory.mktemp("paper") / "corpus")) as address:
        yield address


@pytest.fixture
def browse(chromium: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """Opens the page in a window of some width, and proves that it asked nobody but itself."""
    with windows(chromium, served) as opened:
        yield opened


@pytest.fixture
def browse_paper(chromium: Browser, served_paper: str) -> Iterator[Callable[..., Page]]:
    """As `browse`, for the report as a PDF."""
    with windows(chromium, served_paper) as opened:
        yield opened


@contextmanager
def windows(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens windows at an address, and proves that they asked nobody else."""
    contexts = []
    strangers: list[str] = []

    def opened(path: str = "", width: int = 1280) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 800}, locale="sv-SE")
        contexts.append(context)
        context.on("request", lambda request: _note(request.url, strangers))
        page = context.new_page()
        page.goto(f"{address}/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strangers == []


def _note(url: str, strangers: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
        strangers.append(url)


def shown(app: AppTest, kind: str) -> str:
    """All HTML of the elements of a kind ("bidi_component", "html"), as one text."""
    return "\n".join(_html(element.proto) for element in app.get(kind))


def _html(proto: Any) -> str:
    return str(json.loads(proto.json)["html"]) if hasattr(proto, "json") else str(proto.body)
