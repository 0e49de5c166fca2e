"""Document types: what stands in a yttrande of each kind, in which order, under which headings.

They are TOML files that an organisation may change, `dispositions/` holds those shipped;
docs/dispositions.md explains the fields.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


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
