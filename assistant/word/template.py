"""An organisation's own Word file, emptied of its text: its look is what is wanted."""

from __future__ import annotations

import zlib
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

_TYPES = "[Content_Types].xml"
_TEMPLATE = CONTENT_TYPE.WML_DOCUMENT_MAIN.replace("document.main", "template.main")
_UNFIT = (BadZipFile, KeyError, ValueError, OpcError, EOFError, zlib.error, etree.XMLSyntaxError)


class BadTemplate(Exception):
    """The organisation's Word file cannot be used; the message says why (English), `swedish` the
    same on screen."""

    def __init__(self, english: str, swedish: str) -> None:
        super().__init__(english)
        self.swedish = swedish


def emptied(path: Path) -> Document:
    """A Word document (.docx) or template (.dotx) without its text: styles, page set-up, headers
    and footers. Of several sections the last one's page is kept, with the headers and footers that
    it takes over from those before it. Raises BadTemplate."""
    document = _opened(path)
    body = document.element.body
    page = body.get_or_add_sectPr()
    _take_over(list(body.iter(qn("w:sectPr"))), page)
    for child in list(body):
        if child is not page:
            body.remove(child)
    return document


def _opened(path: Path) -> Document:
    try:
        return docx.Document(BytesIO(_as_document(path.read_bytes())))
    except OSError as error:
        raise BadTemplate(
            f"{path} cannot be read. Check TILLIT_WORD_TEMPLATE and the rights to the file.",
            f"Mallen {path.name} går inte att läsa. Kontrollera inställningen "
            "TILLIT_WORD_TEMPLATE och rättigheterna till filen.",
        ) from error
    except _UNFIT as error:
        raise BadTemplate(
            f"{path} is not a Word document (.docx). Save it as one, or empty "
            "TILLIT_WORD_TEMPLATE.",
            f"Mallen {path.name} är inte ett Word-dokument (.docx). Spara den som .docx, eller ta "
            "bort inställningen TILLIT_WORD_TEMPLATE.",
        ) from error


def _as_document(file: bytes) -> bytes:
    """A template (.dotx) as a document: they differ in what they say they are."""
    with ZipFile(BytesIO(file)) as there:
        if _TEMPLATE.encode() not in there.read(_TYPES):
            return file
        written = BytesIO()
        with ZipFile(written, "w") as copy:
            for entry in there.infolist():
                content = there.read(entry)
                if entry.filename == _TYPES:
                    document = CONTENT_TYPE.WML_DOCUMENT_MAIN.encode()
                    content = content.replace(_TEMPLATE.encode(), document)
                copy.writestr(entry, content)
    return written.getvalue()


def _take_over(sections: list[Any], last: Any) -> None:
    """Gives the last section the headers and footers that it has from those before it."""
    shown = {_kind(one): one for section in sections for one in _references(section)}
    own = {_kind(one) for one in _references(last)}
    for kind, reference in shown.items():
        if kind not in own:
            last.insert(0, deepcopy(reference))


def _references(section: Any) -> list[Any]:
    return [*section.findall(qn("w:headerReference")), *section.findall(qn("w:footerReference"))]


def _kind(reference: Any) -> tuple[str, str]:
    return reference.tag, reference.get(qn("w:type"))
