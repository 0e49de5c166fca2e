"""From files to a new generation: read, outline, cut, embed, write.

Only what changed is read and embedded again; the rest is taken over from the generation in use.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import portalocker

from ingest.catalog import load_catalog
from ingest.index.embedding import fingerprint
from ingest.index.errors import DamagedIndex, DataFolderProblem, IndexProblem, NoIndex
from ingest.index.generation import (
    Content,
    Generation,
    Refusal,
    open_current,
    write_generation,
)
from ingest.index.passage import Document
from ingest.index.settings import Settings
from ingest.progress import Progress
from ingest.reading import File, ReadDocument, identify, one_of_each, read_all
from ingest.vectorizer import Vectorizer

RECIPE = "2026-11-f"  # raised when reading or cutting changes, so that everything is read anew

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `generation` is the name of the one in use afterwards."""

    generation: str
    changed: bool
    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...]
    passages: int


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
        found, refused = identify(files)
        recipe = _recipe(settings.corpus)
        if previous and _is_current(previous, found, refused, settings):
            manifest = previous.manifest
            return Report(
                previous.name, False, manifest.documents, manifest.refused, manifest.passages
            )
        catalog = load_catalog(settings.corpus)
        kept = _reusable(previous, found, recipe)
        read_now, refused_now = read_all([f for f in found if f.doc not in kept], catalog, progress)
        parts = {**kept, **read_now}
        ordered, twice = one_of_each([parts[file.doc] for file in found if file.doc in parts])
        with TemporaryDirectory(dir=settings.data) as scratch:
            content = _content(
                ordered,
                [*refused, *refused_now, *twice],
                recipe,
                Vectorizer(settings, previous, Path(scratch)),
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


def _is_current(
    previous: Generation, found: list[File], refused: list[Refusal], settings: Settings
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


def _reusable(
    previous: Generation | None, found: list[File], recipe: str
) -> dict[str, ReadDocument]:
    """What can be taken over unread: documents of the same name and bytes, cut the same way."""
    if previous is None or previous.manifest.recipe != recipe:
        return {}
    wanted = {(file.doc, file.checksum): str(file.path) for file in found}
    return {
        doc.doc: ReadDocument(
            replace(doc, file=wanted[doc.doc, doc.checksum]),  # it may have been moved
            tuple(previous.records.of_document(doc.doc)),
        )
        for doc in previous.manifest.documents
        if (doc.doc, doc.checksum) in wanted
    }


def _content(
    parts: Sequence[ReadDocument],
    refused: Sequence[Refusal],
    recipe: str,
    vectorizer: Vectorizer,
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
        embedder=vectorizer.embedder,
        embedding=vectorizer.fingerprint,
        model=vectorizer.model,
        recipe=recipe,
    )
