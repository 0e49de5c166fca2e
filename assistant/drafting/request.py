"""A draft as it is asked for on the command line: a case with its positions, in TOML.

docs/drafting.md explains the fields, docs/examples/ has one for each document type.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from assistant.answer import Citation
from assistant.drafting.case import Case
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.position import OwnPosition
from assistant.drafting.standpoint import Standpoint
from assistant.reading import Piece
from assistant.register import Kind as ProposalKind
from assistant.register import Proposal


class BadRequest(Exception):
    """The file is not one that can be read; the message says file, place and why (English)."""


class NotThere(Exception):
    """The file names what the documents do not have; the message says what (English)."""


_OTHER_WORDS = {"ingen erinran": Standpoint.NO_OBJECTION, "delar inte": Standpoint.OPPOSES}
_SWEDISH = {one.of(kind): one for one in Standpoint for kind in ProposalKind} | _OTHER_WORDS


def _standpoint(value: object) -> object:
    """A word as the standpoint it is for; what is no word as it is. Raises where it is none."""
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word not in _SWEDISH and word not in set(Standpoint):
        known = {"known": ", ".join(one.swedish for one in Standpoint)}
        raise PydanticCustomError("standpoint", "It should be one of: {known}", known)
    return _SWEDISH.get(word, word)


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Argument(_Table):
    """Words of a document that are taken in."""

    doc: str = Field(min_length=1)
    quote: str = Field(min_length=1)


class Position(_Table):
    """A proposal that is answered. `position` may be left out until it is chosen."""

    proposal: str = Field(min_length=1)
    position: Annotated[Standpoint | None, BeforeValidator(_standpoint)] = None
    points: tuple[str, ...] = ()
    argument: tuple[Argument, ...] = ()


class Request(_Table):
    """All that a file may hold. `proposal` are those of reports the register does not have."""

    document_type: str = Field(min_length=1)
    case: Case
    facts: dict[str, str] = {}
    proposal: tuple[Proposal, ...] = ()
    position: tuple[Position, ...] = ()

    def draft(self, material: Material) -> Draft:
        """The draft, still without text. Raises NotThere for a report, a proposal or a quote that
        is not there."""
        facts = {**self.case.facts, **self.facts}
        changes = {"document_type": self.document_type, "facts": facts}
        self._check_reports(material)
        return Draft(
            case=self.case.model_copy(update=changes),
            positions=tuple(_own(one, material) for one in self.position),
        )

    def _check_reports(self, material: Material) -> None:
        for doc in self.case.reports:
            if material.document(doc) is None and not material.is_registered(doc):
                known = ", ".join(one.doc for one in material.reports()) or "none"
                raise NotThere(f"There is no report {doc!r}; the index has: {known}.")


def read_request(path: Path) -> Request:
    """The request of a file. Raises BadRequest, and OSError where it cannot be read."""
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRequest(f"{path} is not valid TOML: {error}.") from error
    try:
        request = Request.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        # pydantic counts from 0, people count tables from 1.
        place = [str(part + 1) if isinstance(part, int) else str(part) for part in first["loc"]]
        raise BadRequest(f"{path}: {' '.join(place)}: {first['msg']}.") from error
    ids = [one.proposal for one in request.position]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise BadRequest(f"{path}: position: the proposal {twice!r} is answered twice.")
    return request


def _own(position: Position, material: Material) -> OwnPosition:
    if material.proposal(position.proposal) is None:
        raise NotThere(
            f"There is no proposal {position.proposal!r}; python -m assistant proposals lists "
            "those of the register, and a [[proposal]] adds one."
        )
    return OwnPosition(
        proposal=position.proposal,
        standpoint=position.position,
        points=position.points,
        arguments=tuple(_cited(one, material) for one in position.argument),
    )


def _cited(argument: Argument, material: Material) -> Citation:
    """Where the words stand."""
    document = material.document(argument.doc)
    if document is None:
        raise NotThere(f"There is no document {argument.doc!r} in the index.")
    words = re.compile(r"\s+".join(map(re.escape, argument.quote.split())))
    for passage in material.assistant.reading.whole(document.doc):
        if found := words.search(passage.text):
            piece = Piece(passage, found.start(), found.end())
            return material.cited(piece, found.start(), found.end())
    raise NotThere(f"{argument.doc} does not say ”{' '.join(argument.quote.split())}”.")
