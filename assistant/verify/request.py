"""Sentences to be checked, as they come in a file, and the passages they cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.verify.source import Source
from ingest.index import Generation, Passage


class BadRequests(Exception):
    """A file of sentences cannot be read; the message says where and why (English)."""


class Place(BaseModel):
    """A document and its section, by number or heading; "" stands for the whole document."""

    model_config = ConfigDict(extra="forbid")

    doc: str
    section: str = ""


class Request(BaseModel):
    """A sentence with what it cites: passages by id, or whole sections.

    `heading` names who speaks, where the sentence stands under such a heading.
    """

    model_config = ConfigDict(extra="forbid")

    sentence: str = Field(min_length=1)
    passages: list[str] = []
    places: list[Place] = []
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The cited passages, and what was cited and is not in the index (as the screen names it)."""

    sources: tuple[Source, ...]
    missing: tuple[str, ...]


def read_requests(path: Path) -> list[Request]:
    """The sentences of a file of JSON lines. Raises BadRequests where a line is not one."""
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except UnicodeDecodeError as error:
        raise BadRequests(f"{path} is not UTF-8 text.") from error
    requests = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            requests.append(Request.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise BadRequests(f"{path}, line {number}: {where} {first['msg']}.") from error
    return requests


def find(generation: Generation, passages: Sequence[str], places: Sequence[Place]) -> Found:
    """The passages that a sentence cites."""
    found: dict[str, Passage] = {}
    missing: list[str] = []
    for passage_id in passages:
        row = generation.records.row(passage_id)
        if row is None:
            missing.append(passage_id)
        else:
            found[passage_id] = generation.records.at([row])[0]
    for place in places:
        of_place = [p for p in generation.records.of_document(place.doc) if _stands_in(p, place)]
        found |= {passage.id: passage for passage in of_place}
        if not of_place:
            missing.append(f"{place.doc} {place.section}".strip())
    documents = generation.documents
    return Found(tuple(Source.of(p, documents[p.doc]) for p in found.values()), tuple(missing))


def _stands_in(passage: Passage, place: Place) -> bool:
    return not place.section or any(part.section == place.section for part in passage.parts)
