"""From files to a new generation: read, outline, cut, embed, write.

Only what changed is read and embedded again; the rest is taken over from the generation in use.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from multiprocessing import get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import numpy as np
import portalocker

from ingest.catalog import Catalog, load_catalog
from ingest.describe import Source, describe
from ingest.index.embedding import (
    Embedder,
    StaticEmbedder,
    Vectors,
    fingerprint,
    model_folder,
    open_embedder,
)
from ingest.index.errors import DamagedIndex, DataFolderProblem, IndexProblem, NoIndex
from ingest.index.generation import (
    Content,
    Generation,
    Refusal,
    indexed_text,
    open_current,
    write_generation,
)
from ingest.index.passage import Document, Passage
from ingest.index.settings import Settings
from ingest.outline import outline
from ingest.passages import passages
from ingest.read import UnreadableDocument, read
from ingest.training.adaptation import AdaptationText, adapt

RECIPE = "2026-11-c"  # raised when reading or cutting changes, so that everything is read anew

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come: the step, what it is at, and how many of how many are done."""

    step: str
    detail: str = ""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `generation` is the name of the one in use afterwards."""

    generation: str
    changed: bool
    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    doc: str
    checksum: str


@dataclass(frozen=True, slots=True)
class _Read:
    """One document's part of a generation."""

    document: Document
    passages: tuple[Passage, ...]


def build(
    files: Sequence[Path],
    settings: Settings,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Make an index that holds exactly these files; nothing is done where it already does.

    A file that cannot be read is refused with its reason and the others are indexed. Raises
    IndexProblem where no index can be made (folder not writable, another build under way).
    """
    with _only_build(settings.data), _previous_generation(settings) as previous:
        found, refused = _identify(files)
        recipe = _recipe(settings.corpus)
        if previous and _is_current(previous, found, refused, settings):
            manifest = previous.manifest
            return Report(
                previous.name, False, manifest.documents, manifest.refused, manifest.passages
            )
        catalog = load_catalog(settings.corpus)
        kept = _reusable(previous, found, recipe)
        read_now, refused_now = _read_all(
            [f for f in found if f.doc not in kept], catalog, progress
        )
        parts = {**kept, **read_now}
        ordered = [parts[file.doc] for file in found if file.doc in parts]
        with TemporaryDirectory(dir=settings.data) as scratch:
            content = _content(
                ordered,
                [*refused, *refused_now],
                recipe,
                _Vectorizer(settings, previous, Path(scratch)),
                progress,
            )
            name = write_generation(
                settings.data, content, settings.chroma_url, lambda step: progress(Progress(step))
            )
    return Report(
        name,
        True,
        tuple(content.documents),
        tuple(content.refused),
        len(content.passages),
    )


@contextmanager
def _only_build(data: Path) -> Iterator[None]:
    """Let one build at a time write into a data folder."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        file = (data / "build.lock").open("a")
    except OSError as error:
        raise DataFolderProblem(
            f"The folder {data} cannot be written ({error.strerror}). Choose another with --data "
            "or TILLIT_DATA."
        ) from error
    with file:
        try:
            portalocker.lock(
                file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
            )
        except portalocker.LockException as error:
            raise IndexProblem(
                f"Another indexing of {data} is under way. Wait for it to end and try again."
            ) from error
        yield


@contextmanager
def _previous_generation(settings: Settings) -> Iterator[Generation | None]:
    """The generation in use; None where there is none or it is damaged and must be made anew."""
    try:
        generation = open_current(settings.data, settings.chroma_url)
    except NoIndex:
        yield None
        return
    except DamagedIndex as damage:
        _log.warning("%s", damage)
        yield None
        return
    try:
        yield generation
    finally:
        generation.close()


def _identify(files: Sequence[Path]) -> tuple[list[_File], list[Refusal]]:
    """Name each file's document, and set aside those that cannot be opened.

    A second document of a taken name gets "-2"; the same bytes twice are one document.
    """
    found: list[_File] = []
    refused: list[Refusal] = []
    for path in files:
        try:
            checksum = sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            message = f"cannot be opened ({error.strerror})"
            refused.append(Refusal(file=path.name, reason="missing", message=message))
            continue
        same = next((f for f in found if f.checksum == checksum), None)
        if same:
            message = f"has the same content as {same.path.name}, which is indexed"
            refused.append(Refusal(file=path.name, reason="duplicate", message=message))
            continue
        found.append(_File(path, _unique(path.stem, {f.doc for f in found}), checksum))
    return found, refused


def _unique(stem: str, taken: set[str]) -> str:
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def _is_current(
    previous: Generation, found: list[_File], refused: list[Refusal], settings: Settings
) -> bool:
    manifest = previous.manifest
    if manifest.recipe != _recipe(settings.corpus):
        return False
    if manifest.embedding != fingerprint(settings):
        return False
    known = {(d.doc, d.file, d.checksum) for d in manifest.documents}
    unreadable = {(r.file, r.checksum) for r in manifest.refused if r.checksum}
    rest = [f for f in found if (f.doc, str(f.path), f.checksum) not in known]
    return (
        len(found) - len(rest) == len(known)
        and {(file.path.name, file.checksum) for file in rest} == unreadable
        and {r.file for r in refused} == {r.file for r in manifest.refused if not r.checksum}
    )


def _recipe(corpus: Path) -> str:
    """What, beside the files, decides how passages come out: the code's version, the catalogue."""
    catalog = corpus / "catalog.toml"
    content = catalog.read_bytes() if catalog.is_file() else b""
    return f"{RECIPE}:{sha256(content).hexdigest()[:16]}"


def _reusable(previous: Generation | None, found: list[_File], recipe: str) -> dict[str, _Read]:
    """What can be taken over unread: documents of the same name and bytes, cut the same way."""
    if previous is None or previous.manifest.recipe != recipe:
        return {}
    wanted = {(file.doc, file.checksum): str(file.path) for file in found}
    return {
        doc.doc: _Read(
            replace(doc, file=wanted[doc.doc, doc.checksum]),  # it may have been moved
            tuple(previous.records.of_document(doc.doc)),
        )
        for doc in previous.manifest.documents
        if (doc.doc, doc.checksum) in wanted
    }


def _read_all(
    files: Sequence[_File], catalog: Catalog, progress: Callable[[Progress], None]
) -> tuple[dict[str, _Read], list[Refusal]]:
    """Read files, several PDFs at a time; a file that cannot be read is refused."""
    done: dict[str, _Read] = {}
    refused: list[Refusal] = []
    for n, (file, outcome) in enumerate(_outcomes(files, catalog)):
        progress(Progress("read", file.path.name, n + 1, len(files)))
        if isinstance(outcome, _Read):
            done[file.doc] = outcome
        else:
            refused.append(outcome)
    return done, refused


def _outcomes(files: Sequence[_File], catalog: Catalog) -> Iterator[tuple[_File, _Read | Refusal]]:
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


def _read_one(file: _File, catalog: Catalog) -> _Read | Refusal:
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
    return _Read(replace(describe(source, catalog), passages=len(cut), pages=pages), tuple(cut))


def _content(
    parts: Sequence[_Read],
    refused: Sequence[Refusal],
    recipe: str,
    vectorizer: _Vectorizer,
    progress: Callable[[Progress], None],
) -> Content:
    every = [passage for part in parts for passage in part.passages]
    if not every:
        reasons = "; ".join(f"{r.file}: {r.message}" for r in refused) or "no files were given"
        raise IndexProblem(f"Nothing could be indexed ({reasons}). The index is as it was.")
    progress(Progress("embed", total=len(every)))
    vectors = vectorizer.embed(every)
    return Content(
        documents=[part.document for part in parts],
        refused=list(refused),
        passages=every,
        vectors=vectors,
        embedding=vectorizer.fingerprint,
        model=vectorizer.model,
        recipe=recipe,
    )


class _Vectorizer:
    """Makes the vectors of a generation, as the settings say.

    A static model is first made at home in the documents (docs/decisions/007); `model` is then the
    folder of what came of it, within `scratch`. Other vectors are taken over from the previous
    generation where a passage is the same.
    """

    def __init__(self, settings: Settings, previous: Generation | None, scratch: Path) -> None:
        self.fingerprint = fingerprint(settings)
        self.model: Path | None = None
        self._settings = settings
        self._previous = previous
        self._scratch = scratch

    def embed(self, every: Sequence[Passage]) -> Vectors | None:
        """Vectors of all passages, shape (passages, dimensions); None for word search alone."""
        base = model_folder(self._settings.embedding) if self.fingerprint else None
        if base and self._settings.adapt:
            self.model = self._scratch / "embedding"
            texts = [AdaptationText(p.parts[0].path, p.text) for p in every]
            adapt(base, texts, self.model)
            return StaticEmbedder(self.model).embed_passages([indexed_text(p) for p in every])
        embedder = open_embedder(self._settings.embedding)
        return self._embed_missing(every, embedder) if embedder else None

    def _embed_missing(self, every: Sequence[Passage], embedder: Embedder) -> Vectors:
        texts = [indexed_text(passage) for passage in every]
        known: dict[str, Vectors] = {}
        previous = self._previous
        same_model = previous and previous.manifest.embedding == self.fingerprint
        if previous and same_model and previous.vectors is not None:
            rows = zip(previous.records, previous.vectors, strict=True)
            known = {indexed_text(passage): vector for passage, vector in rows}
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        if missing:
            known.update(zip(missing, embedder.embed_passages(missing), strict=True))
        return np.stack([known[text] for text in texts]).astype(np.float32)
