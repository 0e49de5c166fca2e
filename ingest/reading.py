"""Reading files into documents and passages: each in a process of its own, several at a time."""

from __future__ import annotations

import logging
import stat
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest
from pathlib import Path
from unicodedata import category

from ingest.catalog import Catalog
from ingest.describe import Source, describe
from ingest.index.analysis import words
from ingest.index.generation import Refusal
from ingest.index.passage import Document, Passage
from ingest.outline import outline
from ingest.passages import passages
from ingest.progress import Progress
from ingest.read import UnreadableDocument, read
from ingest.supervision import Failure, Limits, supervise

_SAME_WORDS = 0.9  # share of the shorter's words that two formats of one document have in common
_SAME_LENGTH = 0.6  # of the longer one, in words

LARGEST_FILE = 200 * 1024 * 1024  # bytes
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # kinds of characters (Unicode)
_MOST_TEXT = 30_000_000  # characters, of a whole shelf of reports

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: its document's name, the SHA-256 of its bytes, and how many they are."""

    path: Path
    doc: str
    checksum: str
    size: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document's part of a generation."""

    document: Document
    passages: tuple[Passage, ...]


def identify(files: Sequence[Path]) -> tuple[list[File], list[Refusal]]:
    """Name each file's document, and set aside what is no file, too large or cannot be opened.

    A second document of a taken name gets "-2"; the same bytes twice are one document. Of one name
    the PDF goes first, as it alone has pages.
    """
    found: list[File] = []
    refused: list[Refusal] = []
    for path in sorted(files, key=lambda path: path.suffix.lower() != ".pdf"):
        try:
            size, checksum = _fingerprint(path)
        except UnreadableDocument as error:
            name = _shown(path.name)
            refused.append(Refusal(file=name, reason=error.reason, message=str(error)))
            continue
        same = next((f for f in found if f.checksum == checksum), None)
        if same and size:
            message = f"has the same content as {same.path.name}, which is indexed"
            refused.append(Refusal(file=path.name, reason="duplicate", message=message))
            continue
        found.append(File(path, _unique(path.stem, {f.doc for f in found}), checksum, size))
    order = {path: n for n, path in enumerate(files)}
    return sorted(found, key=lambda file: order[file.path]), refused


def _shown(name: str) -> str:
    """A name as it can be shown and stored: bytes that are no letters written out, without
    characters that control a screen or turn the direction of reading."""
    name = name.encode("utf8", "backslashreplace").decode("utf8")
    return "".join("\N{REPLACEMENT CHARACTER}" if category(c) in _UNSEEN else c for c in name)


def _fingerprint(path: Path) -> tuple[int, str]:
    """The size and SHA-256 of a file. Raises UnreadableDocument where it is none to be read."""
    if _shown(str(path)) != str(path):
        raise UnreadableDocument(
            "name", "has a name with characters that cannot be shown; rename it and add it again"
        )
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a folder, or a device or pipe that may never end
            raise UnreadableDocument("missing", "cannot be opened (it is no ordinary file)")
        if status.st_size > LARGEST_FILE:
            raise UnreadableDocument("too_large", "is larger than 200 MB; add it in parts")
        with path.open("rb") as file:
            return status.st_size, file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableDocument("missing", f"cannot be opened ({error.strerror})") from error


def is_readable(path: Path) -> bool:
    """Whether a path leads to a file that may be opened and copied whole."""
    try:
        status = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST_FILE


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
    files: Sequence[File],
    catalog: Catalog,
    progress: Callable[[Progress], None],
    limits: Limits = Limits(),
) -> tuple[dict[str, ReadDocument], list[Refusal]]:
    """Read files, several at a time; a file that cannot be read is refused.

    `progress` hears when a file is begun and when it is done.
    """
    done: dict[str, ReadDocument] = {}
    refused: dict[str, Refusal] = {}

    def tell(file: File) -> None:
        progress(Progress("read", file.path.name, len(done) + len(refused), len(files)))

    # The largest first, so that no long one is left alone at the end.
    largest_first = sorted(files, key=lambda file: -file.size)
    task = partial(_read_one, catalog)
    for file, outcome in supervise(task, largest_first, limits, tell, [__name__]):
        if isinstance(outcome, ReadDocument):
            done[file.doc] = outcome
        elif isinstance(outcome, Failure):
            refused[file.doc] = _refusal(file, _failed(outcome))
        else:
            refused[file.doc] = outcome
        tell(file)
    return done, [refused[file.doc] for file in files if file.doc in refused]


def _failed(failure: Failure) -> UnreadableDocument:
    """What is said of a file whose reader overran or fell."""
    if failure is Failure.TIME:
        return UnreadableDocument(
            "too_slow", "takes too long to read; add it in parts, or ask for another copy"
        )
    if failure is Failure.MEMORY:
        return UnreadableDocument(
            "too_large", "takes too much memory to read; add it in parts, or ask for another copy"
        )
    return UnreadableDocument("damaged", "makes its reader fail; download or copy the file again")


def _refusal(file: File, why: UnreadableDocument) -> Refusal:
    _log.info("%s refused: %s", file.path.name, why)
    return Refusal(file=file.path.name, reason=why.reason, message=str(why), checksum=file.checksum)


def _read_one(catalog: Catalog, file: File) -> ReadDocument | Refusal:
    try:
        transcript = read(file.path)
        if sum(len(block.text) for block in transcript.blocks) > _MOST_TEXT:
            raise UnreadableDocument(
                "too_large", "holds more than 30 million characters; add it in parts"
            )
        sections = outline(transcript)
        cut = passages(file.doc, sections)
        if not cut:
            raise UnreadableDocument("empty", "the file holds no text")
    except UnreadableDocument as error:
        return _refusal(file, error)
    source = Source(file.doc, str(file.path), file.checksum, transcript, sections)
    pages = max((x.page_index + 1 for p in cut for x in p.lines if x.box), default=None)
    return ReadDocument(
        replace(describe(source, catalog), passages=len(cut), pages=pages), tuple(cut)
    )
