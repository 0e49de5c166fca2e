"""Stub."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from assistant.answer import Citation
from assistant.drafting.material import Material
from assistant.register import Kind, Proposal


@dataclass(frozen=True, slots=True)
class FoundProposal:
    id: str
    doc: str
    section: str
    kind: Kind
    sentence: str
    addressees: tuple[str, ...]
    words: Citation
    why: str

    def as_proposal(self, sentence: str, section: str, addressees: Sequence[str]) -> Proposal:
        return Proposal(
            doc=self.doc,
            id=self.id,
            section=section,
            kind=self.kind,
            sentence=sentence,
            addressees=tuple(addressees),
        )


def found_proposals(material: Material, doc: str) -> list[FoundProposal]:
    return []


def merged(a: FoundProposal, b: FoundProposal) -> FoundProposal:
    return a


def added(doc: str, section: str, kind: Kind, sentence: str, addressees: Sequence[str]) -> Proposal:
    return Proposal(
        doc=doc,
        id=f"{doc}-{sha256(sentence.encode()).hexdigest()[:8]}",
        section=section,
        kind=kind,
        sentence=sentence,
        addressees=tuple(addressees),
    )
