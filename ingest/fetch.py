"""Downloading the catalogue's originals. The only place in ingest that uses the network."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlparse

import httpx

from ingest.catalog import Entry
from ingest.documents import SUFFIXES

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_LARGEST = 200 * 1024 * 1024  # bytes


class FetchProblem(Exception):
    """An original could not be downloaded; the message says which, why and what to do."""


def fetch_original(entry: Entry, folder: Path) -> Path:
    """Download the original of a catalogue entry into a folder, whole or not at all.

    Returns the file's path. Raises FetchProblem.
    """
    assert entry.original
    folder.mkdir(parents=True, exist_ok=True)
    suffix = Path(urlparse(entry.original).path).suffix.lower()
    # What the file holds is told by its content; it must only be found among the documents.
    known = suffix in SUFFIXES and suffix != ".text"
    target = folder / f"{entry.doc}{suffix if known else '.txt'}"
    partial = target.with_name(target.name + ".part")
    try:
        _download(entry.original, partial)
    except (httpx.HTTPError, httpx.InvalidURL, FetchProblem) as error:
        partial.unlink(missing_ok=True)
        raise FetchProblem(
            f"{entry.title} could not be downloaded from {entry.original} ({error}). Open "
            f"{entry.url or 'its official page'} in a browser, save the file and add it with: "
            "python -m ingest add FILE"
        ) from error
    partial.replace(target)
    return target


def _download(url: str, target: Path) -> None:
    with (
        httpx.stream("GET", url, timeout=_TIMEOUT, follow_redirects=True) as response,
        target.open("wb") as file,
    ):
        response.raise_for_status()
        size = 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > _LARGEST:
                raise FetchProblem("the file is larger than 200 MB")
            file.write(chunk)
