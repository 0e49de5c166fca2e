"""A generation: one complete, unchanging state of the index on disk.

    DATA/current                     the name of the generation in use, replaced in one step
    DATA/generations/NAME/
        manifest.json                documents, refusals, embedding, checksums; written last
        passages.sqlite              our record of the passages
        rows.npy                     for each row, the number of its document in the manifest
        embedding/                   the model made at home in these documents, if it was
        vectors.npy                  our vectors of record, shape (passages, dimensions)
        vocabulary.json              the words compounds are split by
        lexical/                     BM25
        tokens/                      what the second look reads, where the model is static
        chroma/                      what is searched; can be made anew from the files above
    DATA/generations/NAME.lock       held shared by readers, so that nobody deletes under them

A folder without a manifest was never finished and is removed by the next build.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from threading import Lock
from typing import IO, Any
from uuid import uuid4

import numpy as np
import portalocker
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.index import vectors as chroma
from ingest.index.analysis import Analyzer, count_words
from ingest.index.embedding import (
    Embedder,
    StaticEmbedder,
    Vectors,
    fingerprint,
    open_embedder,
)
from ingest.index.errors import DamagedIndex, DataFolderProblem, NoIndex
from ingest.index.lexical import LexicalIndex
from ingest.index.passage import Document, Passage, indexed_text
from ingest.index.records import Records, write_records
from ingest.index.settings import Settings
from ingest.index.tokens import TokenIndex

FORMAT = 2  # raised when a generation written by older code can no longer be read

_log = logging.getLogger(__name__)


class Refusal(BaseModel):
    """A file that could not be indexed: `reason` a stable key, `message` a sentence (English).

    `checksum` is that of the bytes that could not be read, empty where none could be had.
    """

    model_config = ConfigDict(frozen=True)

    file: str
    reason: str
    message: str
    checksum: str = ""


class Manifest(BaseModel):
    """What a generation holds. `embedding` is the model's fingerprint, empty without vectors."""

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    created: datetime
    recipe: str
    embedding: str
    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...]
    passages: int
    checksums: dict[str, str]


@dataclass(frozen=True, slots=True)
class Content:
    """What a generation is made from. `vectors` has a row for each passage, None: lexical alone.

    `embedder` made them; `embedding` is the fingerprint of the settings that chose it, and `model`
    its folder, where it was trained on these documents. `recipe` tells apart versions of the code
    that cut the passages.
    """

    documents: Sequence[Document]
    refused: Sequence[Refusal]
    passages: Sequence[Passage]
    vectors: Vectors | None
    embedder: Embedder | None
    embedding: str
    model: Path | None
    recipe: str


def write_generation(
    data: Path, content: Content, chroma_url: str, progress: Callable[[str], None]
) -> str:
    """Write a generation beside the old one, switch to it, and return its name.

    Until the last step, asking goes on against the old one; a crash before it changes nothing.
    Raises DataFolderProblem where the folder cannot be written.
    """
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
    folder = data / "generations" / name
    try:
        folder.mkdir(parents=True)
        _write_files(folder, content, progress)
        if content.vectors is not None:
            progress("vectors")
            _fill(folder, name, chroma_url, content.documents, content.passages, content.vectors)
        _write_manifest(folder, content)
        _switch(data, name)
    except OSError as error:
        raise DataFolderProblem(
            f"The folder {data} cannot be written ({error.strerror}). Choose another with --data "
            "or TILLIT_DATA."
        ) from error
    _remove_unused(data, name, chroma_url)
    return name


class Generation:
    """An opened generation. Holding it keeps its files from being deleted; `close` lets go."""

    def __init__(self, data: Path, name: str, chroma_url: str = "") -> None:
        self.name = name
        self._folder = data / "generations" / name
        self._chroma_url = chroma_url
        self._lock = _lock_shared(self._folder)
        try:
            self.manifest = _read_manifest(self._folder)
            _check_files(self._folder, self.manifest)
        except DamagedIndex:
            if self._lock:
                self._lock.close()  # the build that replaces it may delete it
            raise
        self.documents = {document.doc: document for document in self.manifest.documents}
        self.records = Records(self._folder / "passages.sqlite")
        self.document_of_row: NDArray[np.int32] = np.load(self._folder / "rows.npy", mmap_mode="r")
        self.analyzer = Analyzer(json.loads((self._folder / "vocabulary.json").read_bytes()))
        self.lexical = LexicalIndex.load(self._folder / "lexical")
        tokens = self._folder / "tokens"
        self.tokens = TokenIndex.load(tokens) if tokens.is_dir() else None
        self._chroma: Any = None
        self._searched: Any = None  # its collection
        self._opening = Lock()
        self.vectors: Vectors | None = None
        if self.manifest.embedding:
            self.vectors = np.load(self._folder / "vectors.npy", mmap_mode="r")

    @property
    def collection(self) -> str:
        """The name of this generation's collection in Chroma."""
        return _collection(self.name, self._chroma_url)

    def open_embedder(self, settings: Settings) -> Embedder | None:
        """The model that made the vectors, None for a lexical generation.

        Raises DamagedIndex where the settings name another one: vectors of two models must not be
        compared.
        """
        if self.vectors is None:
            return None
        if fingerprint(settings) != self.manifest.embedding:
            raise DamagedIndex(
                "The index was made with another embedding model than TILLIT_EMBEDDING names. "
                "Index again (python -m ingest index) or set the model it was made with."
            )
        own = self._folder / "embedding"
        return StaticEmbedder(own) if own.is_dir() else open_embedder(settings.embedding)

    def open_chroma(self) -> Any:
        """A client whose collection is proven to find our vectors; made anew where it does not.

        Raises DamagedIndex where it can be neither trusted nor made anew.
        """
        assert self.vectors is not None, "a lexical generation has no Chroma"
        try:
            return self._proven_client(self.vectors)
        except DamagedIndex as damage:
            _log.warning("%s It is made anew from the index's own vectors.", damage)
        if not self._chroma_url:
            shutil.rmtree(self._folder / "chroma", ignore_errors=True)
        documents = self.manifest.documents
        _fill(
            self._folder, self.name, self._chroma_url, documents, list(self.records), self.vectors
        )
        return self._proven_client(self.vectors)

    def nearest(self, vector: Vectors, k: int, docs: Sequence[str] | None = None) -> list[int]:
        """The rows of the k passages nearest to a vector, of these documents alone if given.

        Chosen documents are searched in our own vectors, passage by passage, so that nothing is
        missed (docs/benchmark.md). Raises DamagedIndex where Chroma can be neither trusted nor made
        anew.
        """
        if docs is not None:
            return self._nearest_of(vector, k, docs)
        with self._opening:
            if self._chroma is None:
                self._chroma = self.open_chroma()
                self._searched = chroma.open_collection(self._chroma, self.collection)
        ids = chroma.nearest(self._searched, vector, min(k, self.manifest.passages))
        return self.records.rows(ids)

    def _nearest_of(self, vector: Vectors, k: int, docs: Sequence[str]) -> list[int]:
        assert self.vectors is not None, "a lexical generation has no vectors"
        chosen = set(docs)
        wanted = np.array([d.doc in chosen for d in self.manifest.documents], dtype=bool)
        rows = np.flatnonzero(wanted[self.document_of_row])
        if not len(rows):
            return []
        # A document's rows follow each other, and a stretch of the file needs no copying.
        stretches = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
        vectors = np.asarray(self.vectors)
        likeness = np.concatenate([vectors[s[0] : s[-1] + 1] @ vector for s in stretches])
        best = np.argpartition(-likeness, min(k, len(rows)) - 1)[:k]
        return [int(row) for row in rows[best[np.argsort(-likeness[best], kind="stable")]]]

    def close(self) -> None:
        """Let go of the files."""
        if self._chroma:
            self._chroma.close()
        self.records.close()
        if self._lock:
            self._lock.close()

    def _proven_client(self, vectors: Vectors) -> Any:
        if not self._chroma_url:
            chroma.check_seal(self._folder / "chroma")
        client = chroma.open_client(self._folder / "chroma", self._chroma_url)
        try:
            chroma.prove(client, self.collection, vectors)
        except DamagedIndex:
            client.close()
            raise
        return client


def current_name(data: Path) -> str | None:
    """The name of the generation in use, None where nothing is indexed."""
    try:
        return (data / "current").read_text(encoding="utf8").strip() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataFolderProblem(f"The folder {data} cannot be read ({error.strerror}).") from error


def open_current(data: Path, chroma_url: str = "") -> Generation:
    """Open the generation in use. Raises NoIndex where there is none, DamagedIndex where it is
    not whole."""
    name = current_name(data)
    if name is None:
        raise NoIndex(f"Nothing is indexed in {data} yet. Run: python -m ingest index")
    try:
        return Generation(data, name, chroma_url)
    except DamagedIndex:
        newer = current_name(data)
        if newer is None or newer == name:
            raise
        return Generation(data, newer, chroma_url)  # a build switched while this one was opened


def _write_files(folder: Path, content: Content, progress: Callable[[str], None]) -> None:
    progress("records")
    write_records(folder / "passages.sqlite", content.passages)
    number = {document.doc: n for n, document in enumerate(content.documents)}
    rows = np.array([number[passage.doc] for passage in content.passages], dtype=np.int32)
    np.save(folder / "rows.npy", rows)
    if content.vectors is not None:
        np.save(folder / "vectors.npy", content.vectors)
    if content.model:
        shutil.copytree(content.model, folder / "embedding")
    progress("lexical")
    vocabulary: Counter[str] = count_words(indexed_text(p) for p in content.passages)
    (folder / "vocabulary.json").write_text(
        json.dumps(vocabulary, ensure_ascii=False), encoding="utf8"
    )
    analyzer = Analyzer(vocabulary)
    terms = (analyzer.terms(indexed_text(passage)) for passage in content.passages)
    LexicalIndex.build(terms).save(folder / "lexical")
    if isinstance(content.embedder, StaticEmbedder):
        progress("tokens")
        TokenIndex.build(content.passages, analyzer, content.embedder).save(folder / "tokens")


def _fill(
    folder: Path,
    name: str,
    chroma_url: str,
    documents: Sequence[Document],
    passages: Sequence[Passage],
    vectors: Vectors,
) -> None:
    by_doc = {document.doc: document for document in documents}
    client = chroma.open_client(folder / "chroma", chroma_url)
    chroma.fill(
        client,
        _collection(name, chroma_url),
        [passage.id for passage in passages],
        vectors,
        [passage.text for passage in passages],
        [
            {
                "row": row,
                "doc": passage.doc,
                "section": passage.parts[0].section,
                "kind": by_doc[passage.doc].kind.value,
                "organisation": by_doc[passage.doc].organisation or "",
            }
            for row, passage in enumerate(passages)
        ],
    )
    chroma.prove(client, _collection(name, chroma_url), vectors)
    client.close()
    if not chroma_url:
        chroma.seal(folder / "chroma")


def _collection(name: str, chroma_url: str) -> str:
    return f"{chroma.COLLECTION}-{name}" if chroma_url else chroma.COLLECTION


def _write_manifest(folder: Path, content: Content) -> None:
    manifest = Manifest(
        created=datetime.now(UTC),
        recipe=content.recipe,
        embedding=content.embedding,
        documents=tuple(content.documents),
        refused=tuple(content.refused),
        passages=len(content.passages),
        checksums={path.relative_to(folder).as_posix(): _digest(path) for path in _own(folder)},
    )
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=1), encoding="utf8")


def _own(folder: Path) -> list[Path]:
    """The files that are ours alone; Chroma writes its own when it is opened."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if path.relative_to(folder).parts[0] != "chroma")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _switch(data: Path, name: str) -> None:
    written = data / f"current.{os.getpid()}"
    with written.open("w", encoding="utf8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    written.replace(data / "current")


def _read_manifest(folder: Path) -> Manifest:
    try:
        manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise DamagedIndex(
            f"The index in {folder} is not whole. Make it anew: python -m ingest index"
        ) from error
    if manifest.format != FORMAT:
        raise DamagedIndex(
            "The index was made by another version of the program. Make it anew: "
            "python -m ingest index"
        )
    return manifest


def _check_files(folder: Path, manifest: Manifest) -> None:
    for name, checksum in manifest.checksums.items():
        try:
            intact = _digest(folder / name) == checksum
        except OSError:
            intact = False
        if not intact:
            raise DamagedIndex(
                f"The index is damaged ({name} is missing or altered). Your documents are "
                "untouched. Make the index anew: python -m ingest index"
            )


def _lock_path(folder: Path) -> Path:
    return folder.with_name(folder.name + ".lock")


def _lock_shared(folder: Path) -> IO[Any] | None:
    """Hold the generation against deletion. On a read-only disk nobody can delete it either."""
    try:
        file = _lock_path(folder).open("a")
    except OSError:
        return None
    portalocker.lock(file, portalocker.LockFlags.SHARED)
    return file


def _remove_unused(data: Path, current: str, chroma_url: str) -> None:
    """Delete the generations that nobody reads any more, and what a crash left unfinished."""
    for folder in (data / "generations").iterdir():
        if folder.is_dir() and folder.name != current:
            _remove_if_unread(folder, chroma_url)


def _remove_if_unread(folder: Path, chroma_url: str) -> None:
    with _lock_path(folder).open("a") as file:
        try:
            portalocker.lock(
                file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
            )
        except portalocker.LockException:
            return
        shutil.rmtree(folder, ignore_errors=True)
        if chroma_url:
            client = chroma.open_client(folder, chroma_url)
            chroma.drop(client, _collection(folder.name, chroma_url))
            client.close()
    _lock_path(folder).unlink(missing_ok=True)
