"""The register: what the reports propose and what the responses say of it, `corpus/register`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)


class RegisterProblem(Exception):
    """The register does not hold together. The message says where and what (English)."""


class Kind(StrEnum):
    """What a report calls what it wants: one of these names, or only what it deems right."""

    LEGISLATIVE = "legislative"
    PROPOSAL = "proposal"
    RECOMMENDATION = "recommendation"
    ASSESSMENT = "assessment"


class Stance(StrEnum):
    """Where a response stands; `supports_partly` is also support with reservations."""

    SUPPORTS = "supports"
    SUPPORTS_PARTLY = "supports_partly"
    OPPOSES = "opposes"
    NO_OBJECTION = "no_objection"
    NO_POSITION = "no_position"


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Table(BaseModel):
    """A table of a register file; docs/register.md explains the fields of each."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    doc: Text

    def sections(self) -> Iterator[tuple[str, str]]:
        """Every section of a report that the table names, as (doc, section)."""
        yield from ()


class Report(_Table):
    """A report's numbered sections: number to heading, in the report's order."""

    headings: dict[Text, Text] = Field(alias="sections")


class Area(_Table):
    """A field that a report itself keeps its proposals together by."""

    id: Text
    section: Text
    name: Text

    def sections(self) -> Iterator[tuple[str, str]]:
        yield self.doc, self.section


class Proposal(_Table):
    """Something that a report wants done or deems right, in one sentence of ours.

    `section` is where it is made, `also` are other sections of the same report, `elsewhere` its
    sections in other reports, the main one first. `when` is in Swedish, as is `addressees`.
    """

    id: Text
    section: Text
    kind: Kind
    sentence: Text
    also: tuple[Text, ...] = ()
    elsewhere: dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]] = {}
    area: Text | None = None
    addressees: tuple[Text, ...] = ()
    when: Text | None = None

    def sections(self) -> Iterator[tuple[str, str]]:
        yield from ((self.doc, section) for section in (self.section, *self.also))
        for doc, elsewhere in self.elsewhere.items():
            yield from ((doc, section) for section in elsewhere)

    def section_in(self, doc: str) -> str | None:
        """The section where that report makes the proposal; None where it does not."""
        return next((section for named, section in self.sections() if named == doc), None)


class Principle(_Table):
    """A guiding principle, in our words."""

    number: int
    name: Text
    section: Text
    sentence: Text
    also: tuple[Text, ...] = ()

    def sections(self) -> Iterator[tuple[str, str]]:
        yield from ((self.doc, section) for section in (self.section, *self.also))


class Act(_Table):
    """A statute that a proposal changes, down to the paragraph where the report says so."""

    proposal: Text
    section: Text
    name: Text
    change: Text
    sfs: Text | None = None
    chapter: Text | None = None
    paragraph: Text | None = None
    part: Text | None = None
    in_force: Text | None = None

    def sections(self) -> Iterator[tuple[str, str]]:
        yield self.doc, self.section


class Term(_Table):
    """What a report means by a word, in our words."""

    name: Text
    section: Text
    definition: Text
    also: tuple[Text, ...] = ()

    def sections(self) -> Iterator[tuple[str, str]]:
        yield from ((self.doc, section) for section in (self.section, *self.also))


class Position(_Table):
    """What a response (`doc`) says of one proposal, or of a `report` as a whole.

    `place` is the heading in the response under which it says so.
    """

    organisation: Text
    position: Stance
    place: Text
    sentence: Text
    proposal: Text | None = None
    report: Text | None = None

    @model_validator(mode="after")
    def _of_one_thing(self) -> Position:
        if (self.proposal is None) == (self.report is None):
            raise ValueError("name either a proposal or a report")
        return self


class _File(BaseModel):
    """What one file of the register may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: tuple[Report, ...] = ()
    area: tuple[Area, ...] = ()
    proposal: tuple[Proposal, ...] = ()
    principle: tuple[Principle, ...] = ()
    act: tuple[Act, ...] = ()
    term: tuple[Term, ...] = ()
    position: tuple[Position, ...] = ()

    def tables(self) -> Iterator[tuple[str, _Table]]:
        """Each table with its place in the file: `proposal 3`."""
        for name in type(self).model_fields:
            for number, table in enumerate(getattr(self, name), 1):
                yield f"{name} {number}", table


class Register(BaseModel):
    """All that the register's files hold, in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reports: tuple[Report, ...] = ()
    areas: tuple[Area, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    principles: tuple[Principle, ...] = ()
    acts: tuple[Act, ...] = ()
    terms: tuple[Term, ...] = ()
    positions: tuple[Position, ...] = ()

    @cached_property
    def _order(self) -> dict[tuple[str, str], int]:
        """Where in its report each section stands."""
        return {
            (report.doc, section): place
            for report in self.reports
            for place, section in enumerate(report.headings)
        }

    def proposals_of(self, doc: str) -> tuple[Proposal, ...]:
        """The proposals a report makes, also those listed under another, by its sections."""
        made = [(proposal.section_in(doc), proposal) for proposal in self.proposals]
        here = [(self._order[doc, section], proposal) for section, proposal in made if section]
        return tuple(proposal for _, proposal in sorted(here, key=lambda pair: pair[0]))

    def proposal(self, id_: str) -> Proposal | None:
        """The proposal of that id."""
        return next((proposal for proposal in self.proposals if proposal.id == id_), None)

    def acts_of(self, proposal: str) -> tuple[Act, ...]:
        """The statutes that a proposal changes."""
        return tuple(act for act in self.acts if act.proposal == proposal)

    def positions_on(self, proposal: str) -> tuple[Position, ...]:
        """What the responses say of one proposal."""
        return tuple(one for one in self.positions if one.proposal == proposal)

    def positions_on_report(self, doc: str) -> tuple[Position, ...]:
        """What the responses say of a report as a whole."""
        return tuple(one for one in self.positions if one.report == doc)


def load_register(corpus: Path) -> Register:
    """Read the register of a corpus folder; an absent one is empty.

    Raises RegisterProblem where a file is not valid or names what is not there, with the place.
    """
    files = {path: _read(path) for path in sorted((corpus / "register").glob("*.toml"))}
    register = Register(
        reports=_joined(files, "report"),
        areas=_joined(files, "area"),
        proposals=_joined(files, "proposal"),
        principles=_joined(files, "principle"),
        acts=_joined(files, "act"),
        terms=_joined(files, "term"),
        positions=_joined(files, "position"),
    )
    tables = [
        (f"{path}: {place}", table)
        for path, file in files.items()
        for place, table in file.tables()
    ]
    _check_once(tables)
    for place, table in tables:
        if problem := _unknown(table, register):
            raise RegisterProblem(f"{place}: {problem}.")
    return register


def _joined(files: dict[Path, _File], name: str) -> tuple[Any, ...]:
    return tuple(chain.from_iterable(getattr(file, name) for file in files.values()))


def _read(path: Path) -> _File:
    try:
        content = tomllib.loads(path.read_text(encoding="utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegisterProblem(f"{path} is not valid TOML: {error}.") from error
    try:
        return _File.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        # pydantic counts from 0, people count tables from 1.
        place = [part + 1 if isinstance(part, int) else part for part in first["loc"]]
        table, fields = " ".join(map(str, place[:2])), ".".join(map(str, place[2:]))
        where = ": ".join(part for part in (table, fields) if part)
        raise RegisterProblem(f"{path}: {where}: {first['msg']}.") from error


def _unknown(table: _Table, register: Register) -> str | None:
    """What a table names that the register does not hold."""
    headings = {report.doc: report.headings for report in register.reports}
    for doc, section in table.sections():
        if doc not in headings:
            return f"there is no report {doc!r}; list its sections in a [[report]]"
        if section not in headings[doc]:
            return f"{doc} has no section {section!r}"
    report, area, proposal = (getattr(table, name, None) for name in ("report", "area", "proposal"))
    if report and report not in headings:
        return f"there is no report {report!r}; list its sections in a [[report]]"
    if area and area not in {one.id for one in register.areas}:
        return f"there is no area {area!r}"
    if proposal and not register.proposal(proposal):
        return f"there is no proposal {proposal!r}"
    return None


def _check_once(tables: list[tuple[str, _Table]]) -> None:
    """Raises RegisterProblem where a report, an area or a proposal stands twice."""
    taken = set()
    for place, table in tables:
        id_ = table.doc if isinstance(table, Report) else getattr(table, "id", None)
        if id_ and (type(table), id_) in taken:
            raise RegisterProblem(f"{place}: {id_!r} stands twice.")
        taken.add((type(table), id_))
