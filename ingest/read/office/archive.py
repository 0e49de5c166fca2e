"""The zip archive that an Office file is: which kind it holds, and whether it may be unpacked."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from struct import error as StructError
from zipfile import BadZipFile, LargeZipFile, ZipFile
from zlib import error as ZlibError

from lxml.etree import XMLSyntaxError

from ingest.read.transcript import UnreadableDocument

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = re.compile(
    rb'ContentType\s*=\s*["\']application/(?:vnd\.openxmlformats-officedocument\.|vnd\.ms-)'
    rb"(word|presentation|powerpoint|spreadsheet|excel)[\w.]*\.main\+xml"
)
_MEBIBYTE = 1024 * 1024
_MOST_PARTS = 20_000
_LARGEST = 400 * _MEBIBYTE  # unpacked, pictures included
_LARGEST_XML = 32 * _MEBIBYTE  # unpacked; a report of 500 pages has some 5

# What the libraries raise on files that are no sound Office documents.
MALFORMED = (
    BadZipFile, LargeZipFile, XMLSyntaxError, ZlibError, StructError, EOFError, KeyError,
    LookupError, ValueError, AttributeError, AssertionError, TypeError, NotImplementedError,
    RecursionError, RuntimeError, OSError,
)  # fmt: skip


class OfficeKind(StrEnum):
    """What a zip archive may hold."""

    WORD = "word"
    PRESENTATION = "presentation"
    OTHER = "other"


def office_kind(path: Path) -> OfficeKind:
    """What kind of Office document a zip file holds, by its own list of contents.

    Raises UnreadableDocument: `damaged`, `encrypted`, `too_large` (unpacked).
    """
    try:
        with ZipFile(path) as archive:
            _check_sizes(archive)
            if _CONTENT_TYPES not in archive.namelist():
                return OfficeKind.OTHER
            match = _MAIN.search(archive.read(_CONTENT_TYPES))
    except MALFORMED as error:
        if "password" in str(error):
            raise UnreadableDocument(
                "encrypted", "the file is locked with a password; save a copy without one"
            ) from error
        raise damaged() from error
    names = {b"word": OfficeKind.WORD, b"presentation": OfficeKind.PRESENTATION}
    names[b"powerpoint"] = OfficeKind.PRESENTATION
    return names.get(match[1], OfficeKind.OTHER) if match else OfficeKind.OTHER


def _check_sizes(archive: ZipFile) -> None:
    """Refuse what would unpack past all measure. zipfile unpacks no more than is stated here."""
    parts = archive.infolist()
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    total = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or total > _LARGEST or xml > _LARGEST_XML:
        raise UnreadableDocument(
            "too_large", "the file unpacks to more than can be read; add it in parts, or as PDF"
        )


def damaged() -> UnreadableDocument:
    """What is said of an Office file that cannot be opened."""
    return UnreadableDocument("damaged", "the file is damaged; download or copy it again")
