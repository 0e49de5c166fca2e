"""Indexing from the page: start, follow and stop. Each job is a process of its own.

The page stays quick while a report is read, and stopping is safe: a generation that is not
finished is never seen.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO
from urllib.parse import urlparse

from ingest.catalog import load_catalog
from ingest.documents import UPLOADS
from ingest.index.passage import Document
from ingest.index.settings import PROJECT, Settings
from ingest.progress import Progress

_LONGEST_NAME, _LONGEST_SUFFIX = 180, 20  # bytes; file systems take 255 for both


@dataclass(slots=True)
class Job:
    """A running or finished command of the ingest pipeline.

    `progress` is where it is now, `exit_status` None until it ends, `messages` what it said on
    the way (refused files, the reason it failed), in English.
    """

    process: subprocess.Popen[str]
    progress: Progress = field(default_factory=lambda: Progress("start"))
    messages: list[str] = field(default_factory=list)
    _readers: list[Thread] = field(default_factory=list)

    @property
    def exit_status(self) -> int | None:
        """None while the job runs, then 0 for done and anything else for failed or stopped."""
        return self.process.poll()

    def stop(self) -> None:
        """End the job; the index stays as it was."""
        self.process.terminate()

    def wait(self, seconds: float) -> int | None:
        """Wait at most so long for the end; the exit status, None if it still runs."""
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        for reader in self._readers:
            reader.join(seconds)
        return status


def start_index(settings: Settings) -> Job:
    """Index the documents at hand, the digest and uploads."""
    return _start("index", [], settings)


def start_add(paths: list[Path], settings: Settings) -> Job:
    """Add files to what is indexed."""
    return _start("add", [str(path) for path in paths], settings)


def start_remove(doc: str, settings: Settings) -> Job:
    """Take a document out of the index."""
    return _start("remove", [doc], settings)


def start_fetch(settings: Settings) -> Job:
    """Download the catalogue's originals and index them."""
    return _start("fetch", [], settings)


def fetch_hosts(settings: Settings) -> list[str]:
    """The hosts that `start_fetch` contacts, in the catalogue's order.

    Raises IndexProblem where the catalogue is not valid.
    """
    originals = (entry.original for entry in load_catalog(settings.corpus).entries)
    return list(dict.fromkeys(urlparse(url).netloc for url in originals if url))


def fetchable(settings: Settings) -> set[str]:
    """The documents that `start_fetch` can download, by name.

    Raises IndexProblem where the catalogue is not valid.
    """
    return {entry.doc for entry in load_catalog(settings.corpus).entries if entry.original}


def is_upload(document: Document, settings: Settings) -> bool:
    """Whether a document's file is our own copy, which removing the document deletes."""
    return Path(document.file).parent == (settings.data / UPLOADS).absolute()


def save_upload(name: str, data: bytes, settings: Settings) -> Path:
    """Keep an uploaded file in the data folder under its own name, without any folders in it."""
    folder = settings.data / UPLOADS
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _harmless(name)
    path.write_bytes(data)
    return path


def _harmless(name: str) -> str:
    """A file's name that leads to no folder, shows as it is and fits on any disk."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*')
    path = Path(shown.strip(" .") or "dokument")
    stem = path.stem.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return stem + path.suffix.encode()[:_LONGEST_SUFFIX].decode(errors="ignore")


def _start(command: str, arguments: list[str], settings: Settings) -> Job:
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "ingest", command),
            *("--data", str(settings.data.absolute()), "--progress-json"),
            *(["--", *arguments] if arguments else []),
        ],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf8",
    )
    job = Job(process)
    assert process.stdout and process.stderr
    for follow, stream in ((_follow_progress, process.stdout), (_follow_messages, process.stderr)):
        reader = Thread(target=follow, args=(job, stream), daemon=True)
        reader.start()
        job._readers.append(reader)
    return job


def _follow_progress(job: Job, stream: IO[str]) -> None:
    with stream:
        for line in stream:
            said = json.loads(line)
            job.progress = Progress(
                said["step"], said.get("detail", ""), said.get("done", 0), said.get("total", 0)
            )


def _follow_messages(job: Job, stream: IO[str]) -> None:
    with stream:
        for line in stream:
            job.messages.append(line.strip())
