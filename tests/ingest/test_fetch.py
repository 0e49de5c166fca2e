"""Originals come whole or not at all, from a server on this machine."""

from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import ingest.fetch
from ingest.catalog import Entry
from ingest.fetch import FetchProblem, fetch_original
from ingest.index import Kind

BODY = "Vindelby kommun tillstyrker förslaget.\n".encode() * 2000


class Official(BaseHTTPRequestHandler):
    """Serves one report, whole, moved, cut off in the middle, or not at all."""

    def do_GET(self) -> None:
        if self.path == "/flyttad":
            self.send_response(301)
            self.send_header("Location", "/sou.text")
            self.end_headers()
        elif self.path == "/borta.pdf":
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(len(BODY)))
            self.end_headers()
            self.wfile.write(BODY[:1000] if self.path == "/avbruten.pdf" else BODY)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Official) as server:
        thread = Thread(target=partial(server.serve_forever, poll_interval=0.01))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "originals"


def entry(original: str, url: str | None = None) -> Entry:
    return Entry(
        doc="sou-2031-77", title="Samordnad vård", kind=Kind.REPORT, original=original, url=url
    )


def problem(each: Entry, folder: Path) -> str:
    with pytest.raises(FetchProblem) as caught:
        fetch_original(each, folder)
    return str(caught.value)


@pytest.mark.parametrize(
    "path, name",
    [
        ("/sou.text", "sou-2031-77.txt"),
        ("/bilaga.pdf?sida=1", "sou-2031-77.pdf"),
        ("/H6B347.html", "sou-2031-77.html"),
        ("/flyttad", "sou-2031-77.txt"),
    ],
)
def test_a_whole_file_is_kept_under_the_documents_name(
    path: str, name: str, address: str, folder: Path
) -> None:
    assert fetch_original(entry(address + path), folder) == folder / name
    assert (folder / name).read_bytes() == BODY
    assert [each.name for each in folder.iterdir()] == [name]


@pytest.mark.parametrize(
    "path, said", [("/borta.pdf", "404"), ("/avbruten.pdf", "closed connection")]
)
def test_what_fails_leaves_nothing_and_says_what_to_do(
    path: str, said: str, address: str, folder: Path
) -> None:
    message = problem(entry(address + path, "https://utredning.example/77"), folder)
    for words in ("Samordnad vård", address + path, said, "https://utredning.example/77", "add"):
        assert words in message
    assert list(folder.iterdir()) == []


def test_a_server_that_is_not_there(free_port: int, folder: Path) -> None:
    message = problem(entry(f"http://127.0.0.1:{free_port}/sou.text"), folder)
    assert "its official page" in message
    assert list(folder.iterdir()) == []


def test_a_file_that_is_too_large(
    address: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest.fetch, "_LARGEST", len(BODY) - 1)
    assert "larger than" in problem(entry(f"{address}/sou.text"), folder)
    assert list(folder.iterdir()) == []
    monkeypatch.setattr(ingest.fetch, "_LARGEST", len(BODY))
    assert fetch_original(entry(f"{address}/sou.text"), folder).read_bytes() == BODY


@pytest.mark.parametrize("path", ["/borta.pdf", "/avbruten.pdf"])
def test_a_failure_leaves_the_file_fetched_before(path: str, address: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    kept = folder / "sou-2031-77.pdf"
    kept.write_bytes(b"hel")
    problem(entry(address + path), folder)
    assert kept.read_bytes() == b"hel"


@pytest.mark.parametrize(
    "original", ["gopher://utredning.example/a.pdf", "http://127.0.0.1:fel/a.pdf"]
)
def test_an_address_that_is_none(original: str, folder: Path) -> None:
    assert original in problem(entry(original), folder)
