"""The register's proposals with what the responses say of them, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.register import Act, Kind, Position, Proposal, Register, Stance

KINDS = {
    Kind.LEGISLATIVE: "lagförslag",
    Kind.PROPOSAL: "förslag",
    Kind.RECOMMENDATION: "rekommendation",
    Kind.ASSESSMENT: "bedömning",
}
STANCES = {
    Stance.SUPPORTS: "tillstyrker",
    Stance.SUPPORTS_PARTLY: "tillstyrker delvis",
    Stance.OPPOSES: "avstyrker",
    Stance.NO_OBJECTION: "ingen erinran",
    Stance.NO_POSITION: "tar inte ställning",
}


def as_text(register: Register, doc: str | None = None) -> str:
    """The proposals of a report, or of all, each with its positions; Swedish."""
    reports = [report.doc for report in register.reports if doc in (None, report.doc)]
    general = [
        "\n".join([f"{report} i sin helhet", *_lines(positions)])
        for report in reports
        if (positions := register.positions_on_report(report))
    ]
    proposals = [_proposal(register, one, doc or one.doc) for one in _chosen(register, doc)]
    return "\n\n".join([*general, *proposals]) or "Registret har inga förslag."


def as_json(register: Register, doc: str | None = None) -> dict[str, Any]:
    """The same as data, under the names of the register's fields."""
    general = [one for one in register.positions if one.report and doc in (None, one.report)]
    return {
        "positions": [one.model_dump(mode="json") for one in general],
        "proposals": [
            {
                **proposal.model_dump(mode="json"),
                "acts": [act.model_dump(mode="json") for act in register.acts_of(proposal.id)],
                "positions": [
                    one.model_dump(mode="json") for one in register.positions_on(proposal.id)
                ],
            }
            for proposal in _chosen(register, doc)
        ],
    }


def _chosen(register: Register, doc: str | None) -> tuple[Proposal, ...]:
    return register.proposals if doc is None else register.proposals_of(doc)


def _proposal(register: Register, proposal: Proposal, doc: str) -> str:
    addressees = f"Till: {', '.join(proposal.addressees)}." if proposal.addressees else ""
    when = f"När: {proposal.when}." if proposal.when else ""
    told = " ".join(part for part in (addressees, when) if part)
    return "\n".join(
        [
            f"{doc} {proposal.section_in(doc)} – {KINDS[proposal.kind]} ({proposal.id})",
            f"  {proposal.sentence}",
            *([f"  {told}"] if told else []),
            *(f"  Lag: {_law(act)}" for act in register.acts_of(proposal.id)),
            *_lines(register.positions_on(proposal.id)),
        ]
    )


def _law(act: Act) -> str:
    number = f"({act.sfs})" if act.sfs else ""
    chapter = f"{act.chapter} kap." if act.chapter else ""
    paragraph = f"{act.paragraph} §" if act.paragraph else ""
    place = " ".join(part for part in (act.name, number, chapter, paragraph, act.part) if part)
    return f"{place} – {act.change}"


def _lines(positions: Sequence[Position]) -> list[str]:
    return [
        f"  {STANCES[one.position]}: {one.organisation} – {one.sentence} ({one.place})"
        for one in positions
    ]
