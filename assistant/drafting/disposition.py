"""Document types: what stands in a yttrande of each kind, in which order, under which headings.

They are TOML files that an organisation may change, `dispositions/` holds those shipped;
docs/dispositions.md explains the fields.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Set
from enum import StrEnum
from itertools import chain
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.drafting.case import Case

ASPECTS = ("economy", "safety", "equality", "environment", "administration")
NEEDED = tuple(name for name in Case.model_fields if name not in ("document_type", "facts"))


class Content(StrEnum):
    """What is composed under a heading."""

    TEXT = "text"  # the file's own sentences, filled in from the case
    DECISION = "decision"  # the file's own sentences as att-satser
    LINES = "lines"  # a fact of the case, a line for each of its lines
    SUMMARY = "summary"  # whom the answer is from, what it is about, and the positions in short
    POSITIONS = "positions"  # a table of all proposals answered with their positions
    OPINIONS = "opinions"  # proposal by proposal: position, reasons, arguments
    RETOLD = "retold"  # what the report proposes, neutrally
    CONSEQUENCES = "consequences"  # what the report says of some consequences
    SIGNATURES = "signatures"  # who decides and who prepared


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Field(_Part):
    """Something that a document type asks for beside what every case has; kept in `Case.facts`."""

    key: str
    label: str
    help: str = ""
    lines: bool = False
    required: bool = False


class Disposition(_Part):
    """A section of a document type.

    `key` tells it apart. `text` are the sentences of TEXT and DECISION with {placeholders}; one
    that has nothing to fill in is left out. `fact` names the field of LINES, `aspect` which
    consequences are meant. With `each_report` it is repeated for every report that is answered.
    """

    key: str
    heading: str
    content: Content = Content.TEXT
    level: int = 1
    text: tuple[str, ...] = ()
    fact: str = ""
    aspect: str = ""
    each_report: bool = False


class DocumentType(_Part):
    """A type of document. `needs` are the fields of the case that must be filled in."""

    key: str
    name: str
    title: str
    needs: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    sections: tuple[Disposition, ...] = ()


PLACEHOLDERS = (
    "organisation", "speaker", "committee", "department", "officer", "decision_maker", "dnr",
    "date", "deadline", "recipient", "recipient_dnr", "reports", "full_reports", "the_reports",
    "report",
)  # fmt: skip
_SHIPPED = Path(__file__).with_name("dispositions")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


class DispositionProblem(Exception):
    """A document type cannot be used. The message says file, place and what is wrong (English)."""


def document_types(folder: Path | None = None) -> dict[str, DocumentType]:
    """The document types by key: those shipped, and over them an organisation's own.

    Raises DispositionProblem for a file that is not valid, OSError where one cannot be read.
    """
    if folder is not None and not folder.is_dir():
        raise DispositionProblem(f"{folder} is no folder; set TILLIT_TEMPLATES to one or to none.")
    found: dict[str, DocumentType] = {}
    for place in (_SHIPPED, folder):
        own: dict[str, Path] = {}
        for path in sorted(place.glob("*.toml")) if place else ():
            one = _read(path)
            if one.key in own:
                raise DispositionProblem(f"{path}: key: {one.key!r} is also in {own[one.key]}.")
            own[one.key] = path
            found[one.key] = one
    return found


def placeholders(text: str) -> list[str]:
    """The names in braces that a text has to be filled in with."""
    return _PLACEHOLDER.findall(text)


def _read(path: Path) -> DocumentType:
    try:
        content = tomllib.loads(path.read_text(encoding="utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DispositionProblem(f"{path} is not valid TOML: {error}.") from error
    try:
        found = DocumentType.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        # pydantic counts from 0, people count tables from 1.
        place = [part + 1 if isinstance(part, int) else part for part in first["loc"]]
        raise DispositionProblem(f"{path}: {' '.join(map(str, place))}: {first['msg']}.") from error
    if problem := next(_problems(found), None):
        raise DispositionProblem(f"{path}: {problem}.")
    return found


def _problems(found: DocumentType) -> Iterator[str]:
    """What does not hold together in a document type, each with its place."""
    fields = {field.key for field in found.fields}
    known = {*PLACEHOLDERS, *fields}
    for name in found.needs:
        if name not in NEEDED:
            yield f"needs: a case has no {name!r}; it has {', '.join(NEEDED)}"
    yield from (f"title: {problem}" for problem in _unknown([found.title], known))
    keys = [section.key for section in found.sections]
    level = 0
    for number, section in enumerate(found.sections, 1):
        place = f"sections {number} ({section.key})"
        if keys.index(section.key) < number - 1:
            yield f"{place}: the key stands twice"
        if not 1 <= section.level <= level + 1:
            yield f"{place}: level {section.level} cannot follow level {level}"
        level = section.level
        for problem in (*_of_section(section, fields), *_unknown(section.text, known)):
            yield f"{place}: {problem}"


def _of_section(section: Disposition, fields: set[str]) -> Iterator[str]:
    """What does not hold together in a section."""
    named = {"report"} if section.each_report else set()
    yield from (f"heading: {problem}" for problem in _unknown([section.heading], named))
    if section.fact and section.fact not in fields:
        yield f"fact: there is no field {section.fact!r}"
    if section.content is Content.LINES and not section.fact:
        yield "fact: name the field whose lines are set"
    of_some = section.content is Content.CONSEQUENCES or section.aspect
    if of_some and section.aspect not in ASPECTS:
        yield f"aspect: choose among {', '.join(ASPECTS)}"


def _unknown(texts: Iterable[str], known: Set[str]) -> Iterator[str]:
    """The placeholders that nothing is filled in for."""
    for name in chain.from_iterable(map(placeholders, texts)):
        if name not in known:
            yield f"there is nothing called {{{name}}}"
