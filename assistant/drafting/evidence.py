"""What the documents say of one proposal: its own words, its reasons, and what others think."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Citation
from assistant.drafting.material import Material
from assistant.register import Position, Proposal


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an organisation says of a proposal: its position where the register has it, and its
    words."""

    organisation: str
    position: Position | None
    words: tuple[Citation, ...]


def own_words(material: Material, proposal: Proposal) -> Citation | None:
    """Where the report makes the proposal, with its own words; None where it is not indexed."""
    pieces = material.section(proposal.doc, proposal.section)
    if not pieces:
        return None
    return material.cited(pieces[0], pieces[0].start, pieces[0].end)


def reasons(material: Material, proposal: Proposal) -> list[Citation]:
    """How the report argues for the proposal, the strongest first."""
    return []


def others(material: Material, proposal: Proposal) -> list[Opinion]:
    """What others say of the proposal, those with a position in the register first."""
    return []
