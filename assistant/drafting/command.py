"""Writes a draft from the command line: reads the request, composes, checks, exports."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import process_time
from typing import TYPE_CHECKING

from assistant.drafting.checks.check import check
from assistant.drafting.compose import written_anew
from assistant.drafting.disposition import DispositionProblem, DocumentType, document_types
from assistant.drafting.draft import Draft
from assistant.drafting.export import (
    NoPdf,
    appendix_as_markdown,
    appendix_as_word,
    as_markdown,
    as_pdf,
    as_word,
)
from assistant.drafting.material import Material
from assistant.drafting.remark import Remark
from assistant.drafting.request import BadRequest, NotThere, Request, read_request
from assistant.register import load_register
from assistant.service import Assistant
from assistant.word import BadTemplate
from ingest.index import Settings

if TYPE_CHECKING:
    from assistant.writer import Writer

FORMATS = (".md", ".docx", ".pdf")


class WrongRequest(Exception):
    """The request does not make sense; the message says why (English)."""


class NotWritten(Exception):
    """The document could not be written; the message says why (English)."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the checks say of the document, and the processor seconds that composing took."""

    remarks: list[Remark]
    seconds: float


def write(
    path: Path, out: Path, appendix: Path | None, settings: Settings, writer: Writer | None = None
) -> Written:
    """Write the document that a file asks for, the reasons by a model where there is a writer.

    Raises WrongRequest, NotWritten, and what opening the index and the register raise.
    """
    try:
        request = read_request(path)
        document_type = _document_type(path, request, settings)
    except BadRequest as problem:
        raise WrongRequest(str(problem)) from problem
    with closing(Assistant.open(settings)) as assistant:
        material = Material(assistant, load_register(settings.corpus), request.proposal)
        try:
            asked = request.draft(material)
            began = process_time()
            draft = written_anew(asked, document_type, material, datetime.now(UTC))
            seconds = process_time() - began
            draft = _reasoned(draft, material, writer)
            out.write_bytes(_exported(draft, out, settings))
            if appendix:
                appendix.write_bytes(_appended(draft, appendix))
        except (NotThere, NoPdf, BadTemplate) as problem:
            raise NotWritten(str(problem)) from problem
        return Written(check(draft, document_type, material), seconds)


def _reasoned(draft: Draft, material: Material, writer: Writer | None) -> Draft:
    """The draft with its reasons written by the model. Raises NotWritten where it fails."""
    if writer is None:
        return draft
    from assistant.drafting.modelled import Reasoner, with_reasons
    from assistant.writer import ModelProblem

    reasoner = Reasoner(writer, material)
    try:
        for proposal in reasoner.proposals(draft):
            reasons = reasoner.reasons(draft, proposal, datetime.now(UTC), Event())
            draft = with_reasons(draft, reasons) if reasons else draft
    except ModelProblem as problem:
        raise NotWritten(f"{problem} Empty TILLIT_MODEL to write without a model.") from problem
    return draft


def _document_type(path: Path, request: Request, settings: Settings) -> DocumentType:
    try:
        known = document_types(settings.templates)
    except DispositionProblem as problem:
        raise NotWritten(str(problem)) from problem
    if request.document_type not in known:
        raise BadRequest(
            f"{path}: document_type: there is no {request.document_type!r}; choose among "
            f"{', '.join(sorted(known))}."
        )
    document_type = known[request.document_type]
    fields = [field.key for field in document_type.fields]
    if unknown := next((key for key in request.facts if key not in fields), None):
        raise BadRequest(
            f"{path}: facts: {document_type.key} has no field {unknown!r}; it has "
            f"{', '.join(fields)}."
        )
    return document_type


def _exported(draft: Draft, out: Path, settings: Settings) -> bytes:
    if out.suffix.lower() == ".md":
        return as_markdown(draft).encode("utf8")
    word = as_word(draft, settings.word_template)
    return as_pdf(word) if out.suffix.lower() == ".pdf" else word


def _appended(draft: Draft, appendix: Path) -> bytes:
    is_word = appendix.suffix.lower() == ".docx"
    return appendix_as_word(draft) if is_word else appendix_as_markdown(draft).encode("utf8")
