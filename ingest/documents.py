"""Which files the index is made of: those at hand, or those named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.index.errors import IndexProblem
from ingest.index.settings import Settings

SUFFIXES = (".md", ".txt", ".text", ".pdf", ".html", ".htm", ".docx", ".pptx")

ORIGINALS = "originals"  # in the data folder: what `fetch` downloaded
UPLOADS = "uploads"  # in the data folder: what was added by hand
DIGEST = "referat"  # in the corpus folder


def default_files(settings: Settings) -> list[Path]:
    """What `index` without paths indexes: documents laid in the corpus folder, the digest,
    downloaded originals and uploads."""
    folders = (
        settings.corpus,
        settings.corpus / DIGEST,
        settings.data / ORIGINALS,
        settings.data / UPLOADS,
    )
    return [path for folder in folders if folder.is_dir() for path in _documents_in(folder)]


def expand(paths: Sequence[Path]) -> list[Path]:
    """The files that paths name, folders replaced by the documents directly in them.

    Raises IndexProblem for a path that is not there.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files.extend(_documents_in(path))
        elif os.path.lexists(path):  # a link that leads nowhere is refused with its reason
            files.append(path)
        else:
            raise IndexProblem(f"There is no file or folder {path}.")
    return list(dict.fromkeys(files))


def _documents_in(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
