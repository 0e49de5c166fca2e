"""Proposals without a position, and positions without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.standpoint import Standpoint

_TO_BE_EXPLAINED = (
    Standpoint.SUPPORTS_WITH_COMMENTS, Standpoint.SUPPORTS_PARTLY, Standpoint.OPPOSES,
)  # fmt: skip


def position_remarks(draft: Draft, material: Material) -> Iterator[Remark]:
    """All remarks of this kind."""
    yield from _unanswered_reports(draft, material)
    yield from _without_standpoint(draft, material)
    yield from _without_reason(draft, material)
    if draft.text is None:
        yield Remark(
            matter=Matter.POSITION, told="Texten är inte skriven än.",
            mend="Välj ”Skriv texten” under Texten.", must=True, step="texten",
        )  # fmt: skip


def named(material: Material, proposal: str) -> str:
    """How a remark names a proposal: by its section and first words."""
    found = material.proposal(proposal)
    if found is None:
        return f"förslaget {proposal}"
    words = found.sentence.split()
    short = " ".join(words[:9]) + (" …" if len(words) > 9 else "")
    return f"”{short}” (avsnitt {found.section})"


def _unanswered_reports(draft: Draft, material: Material) -> Iterator[Remark]:
    """Each report that is answered has a proposal that is. Rationale: the ministry asks of every
    report it sends what is thought of it."""
    answered = [material.proposal(one) for one in draft.proposals()]
    for doc in draft.case.reports:
        if not any(proposal and proposal.section_in(doc) for proposal in answered):
            yield Remark(
                matter=Matter.POSITION,
                told=f"Inget förslag i {material.report(doc).short} är valt.",
                mend="Välj vilka förslag ni svarar på, eller ta bort betänkandet under Ärendet.",
                must=True, step="forslagen",
            )  # fmt: skip


def _without_standpoint(draft: Draft, material: Material) -> Iterator[Remark]:
    """Every proposal chosen has a standpoint."""
    for position in draft.positions:
        if position.standpoint is None:
            yield _remark(
                f"{named(material, position.proposal)} har inget ställningstagande.",
                "Välj ett, eller välj bort förslaget.", position.proposal,
            )  # fmt: skip


def _without_reason(draft: Draft, material: Material) -> Iterator[Remark]:
    """A no, a half yes and a yes with comments say why. Rationale: the ministry weighs reasons, not
    votes (SB PM 2021:1 asks those who are against to say why)."""
    for position in draft.positions:
        if position.standpoint not in _TO_BE_EXPLAINED or position.points or position.arguments:
            continue
        yield _remark(
            f"Ni {position.standpoint.swedish} {named(material, position.proposal)}, men inget "
            "skäl är angivet.",
            "Skriv en egen synpunkt, eller ta in ett argument.", position.proposal,
        )  # fmt: skip


def _remark(told: str, mend: str, proposal: str) -> Remark:
    return Remark(
        matter=Matter.POSITION, told=told[0].upper() + told[1:], mend=mend, must=True,
        step="stallningstaganden", proposal=proposal,
    )  # fmt: skip
