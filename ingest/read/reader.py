"""Choosing the reader for a file by its content, and decoding text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.read.html.reader import decode_html, looks_like_html, read_html
from ingest.read.markdown import HEADING, read_markdown
from ingest.read.office import OfficeKind, office_kind, read_presentation, read_word
from ingest.read.pdf import read_pdf
from ingest.read.plain import read_plain
from ingest.read.transcript import Transcript, UnreadableDocument

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # a stream's name in the file's directory
_OTHER_XML = re.compile(r"^\s*<(?:\?xml\b|!DOCTYPE\b|!--)", re.IGNORECASE)
_MOSTLY_UTF8 = re.compile(b"\xc3[\xa5\xa4\xb6\x85\x84\x96]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x80-\x9f\ufffd]")


def read(path: Path) -> Transcript:
    """Read a document of any known format.

    Raises UnreadableDocument where no text can be had, with the reason in words.
    """
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise UnreadableDocument("damaged", f"cannot be opened: {error.strerror}") from error
    if not head:
        raise UnreadableDocument("empty", "the file is empty")
    if b"%PDF-" in head:
        return read_pdf(path)
    if path.suffix.lower() == ".pdf":
        raise UnreadableDocument("damaged", "the file is named .pdf but holds no PDF")
    if head.startswith(_ZIP):
        return _read_office(path)
    if head.startswith(_OLD_OFFICE):
        raise _old_office(path)
    data = path.read_bytes()
    text = decode(data)
    if looks_like_html(text):
        return _checked_html(decode_html(data, decode))
    if not re.search(r"\w", text):
        raise UnreadableDocument("empty", "the file holds no text")
    if _OTHER_XML.match(text):
        raise UnreadableDocument(
            "unsupported", "XML of this kind cannot be read; save it as PDF or text and add that"
        )
    headings = sum(bool(HEADING.match(line)) for line in text.splitlines())
    markdown = headings >= 2 or path.suffix.lower() == ".md"
    return read_markdown(text) if markdown else read_plain(text)


def _read_office(path: Path) -> Transcript:
    kind = office_kind(path)
    if kind is OfficeKind.WORD:
        return read_word(path)
    if kind is OfficeKind.PRESENTATION:
        return read_presentation(path)
    raise UnreadableDocument(
        "unsupported",
        "a zip file, or an Office file of another kind than Word and PowerPoint, cannot be read; "
        "save it as PDF or text and add that",
    )


def _old_office(path: Path) -> UnreadableDocument:
    """Word, Excel and PowerPoint put a file with a password into the form of their old files."""
    if _LOCKED_OFFICE in path.read_bytes():
        return UnreadableDocument(
            "encrypted", "the file is locked with a password; save a copy without one and add that"
        )
    return UnreadableDocument(
        "unsupported", "an old Office file cannot be read; save it as .docx, .pptx or PDF"
    )


def _checked_html(text: str) -> Transcript:
    transcript = read_html(text)
    if not any(re.search(r"\w", block.text) for block in transcript.blocks):
        raise UnreadableDocument("empty", "the page holds no text")
    return transcript


def decode(data: bytes) -> str:
    """Decode text as UTF-8, UTF-16 with a mark, or Windows-1252, in that order.

    Raises UnreadableDocument("encoding") where the result is not text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(data, encoding)
    try:
        return _checked(data, "utf-8")
    except UnreadableDocument as refusal:
        if _MOSTLY_UTF8.search(data):  # damaged in a place; as Windows-1252 it would read "Ã¥"
            raise refusal
        return _checked(data, "cp1252")


def _checked(data: bytes, encoding: str) -> str:
    refusal = UnreadableDocument(
        "encoding", "the characters cannot be read as text; save the file as UTF-8"
    )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal from error
    if len(_CONTROL.findall(text)) * 200 > len(text):
        raise refusal
    return text
