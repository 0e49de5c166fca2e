"""Reading files into documents and passages, several PDFs at a time."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from hashlib import sha256
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from ingest.catalog import Catalog
from ingest.describe import Source, describe
from ingest.index.analysis import words
from ingest.index.generation import Refusal
from ingest.index.passage import Document, Passage
from ingest.outline import outline
from ingest.passages import passages
from ingest.progress import Progress
from ingest.read import UnreadableDocument, read

_SAME_WORDS = 0.9  # share of the shorter's words that two formats of one document have in common
_SAME_LENGTH = 0.6  # of the longer one, in words

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class File:
    path: Path
    doc: str
    checksum: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document's part of a generation."""

    document: Document
    passages: tuple[Passage, ...]


def identify(files: Sequence[Path]) -> tuple[list[File], list[Refusal]]:
    """Name each file's document, and set aside those that cannot be opened.

    A second document of a taken name gets "-2"; the same bytes twice are one document. Of one name
    the PDF goes first, as it alone has pages.
    """
    found: list[File] = []
    refused: list[Refusal] = []
    for path in sorted(files, key=lambda path: path.suffix.lower() != ".pdf"):
        try:
            data = path.read_bytes()
        except OSError as error:
            message = f"cannot be opened ({error.strerror})"
            refused.append(Refusal(file=path.name, reason="missing", message=message))
            continue
        checksum = sha256(data).hexdigest()
        same = next((f for f in found if f.checksum == checksum), None)
        if same and data:
            message = f"has the same content as {same.path.name}, which is indexed"
            refused.append(Refusal(file=path.name, reason="duplicate", message=message))
            continue
        found.append(File(path, _unique(path.stem, {f.doc for f in found}), checksum))
    order = {path: n for n, path in enumerate(files)}
    return sorted(found, key=lambda file: order[file.path]), refused


def one_of_each(
    parts: Sequence[ReadDocument],
) -> tuple[list[ReadDocument], list[Refusal]]:
    """Leave out what is another format of a document of the same name, and say so."""
    kept: list[ReadDocument] = []
    refused: list[Refusal] = []
    with_pages_first = sorted(parts, key=lambda part: part.document.pages is None)
    for part in with_pages_first:
        same = next((other for other in kept if _same_document(part, other)), None)
        if same is None:
            kept.append(part)
            continue
        name, other_name = Path(part.document.file).name, Path(same.document.file).name
        message = f"is the same document as {other_name}, which is indexed"
        checksum = part.document.checksum
        refused.append(Refusal(file=name, reason="duplicate", message=message, checksum=checksum))
    return [part for part in parts if part in kept], refused


def _same_document(one: ReadDocument, other: ReadDocument) -> bool:
    if Path(one.document.file).stem != Path(other.document.file).stem:
        return False
    counts = [
        Counter(word for passage in part.passages for word in words(passage.text))
        for part in (one, other)
    ]
    common = (counts[0] & counts[1]).total()
    shorter, longer = sorted(count.total() for count in counts)
    # The formats differ in what is a heading and what is text, so one may hold some words more.
    return common >= _SAME_WORDS * shorter and shorter >= _SAME_LENGTH * longer


def _unique(stem: str, taken: set[str]) -> str:
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def read_all(
    files: Sequence[File], catalog: Catalog, progress: Callable[[Progress], None]
) -> tuple[dict[str, ReadDocument], list[Refusal]]:
    """Read files, several PDFs at a time; a file that cannot be read is refused."""
    done: dict[str, ReadDocument] = {}
    refused: list[Refusal] = []
    for n, (file, outcome) in enumerate(_outcomes(files, catalog)):
        progress(Progress("read", file.path.name, n + 1, len(files)))
        if isinstance(outcome, ReadDocument):
            done[file.doc] = outcome
        else:
            refused.append(outcome)
    return done, refused


def _outcomes(
    files: Sequence[File], catalog: Catalog
) -> Iterator[tuple[File, ReadDocument | Refusal]]:
    slow = [file for file in files if file.path.suffix.lower() == ".pdf"]
    if len(slow) < 2:
        yield from ((file, _read_one(file, catalog)) for file in files)
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_end_with_build) as pool:
        # The largest first, so that no long one is left alone at the end.
        slow.sort(key=lambda file: -file.path.stat().st_size)
        pending = {pool.submit(_read_one, file, catalog): file for file in slow}
        yield from ((file, _read_one(file, catalog)) for file in files if file not in slow)
        for future in as_completed(pending):
            yield pending[future], future.result()


def _end_with_build() -> None:
    """End this reader when the build is stopped or killed, or it would wait for work for ever."""
    build_process = parent_process()
    assert build_process

    def end() -> None:
        build_process.join()
        os._exit(1)

    Thread(target=end, daemon=True).start()


def _read_one(file: File, catalog: Catalog) -> ReadDocument | Refusal:
    try:
        transcript = read(file.path)
        sections = outline(transcript)
        cut = passages(file.doc, sections)
        if not cut:
            raise UnreadableDocument("empty", "the file holds no text")
    except UnreadableDocument as error:
        _log.info("%s refused: %s", file.path.name, error)
        return Refusal(
            file=file.path.name, reason=error.reason, message=str(error), checksum=file.checksum
        )
    source = Source(file.doc, str(file.path), file.checksum, transcript, sections)
    pages = max((line.page_index + 1 for p in cut for line in p.lines), default=None)
    return ReadDocument(
        replace(describe(source, catalog), passages=len(cut), pages=pages), tuple(cut)
    )
