"""Proposals without a position, and positions without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.clauses import capital
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.position import OwnPosition
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.standpoint import Standpoint

_TO_BE_EXPLAINED = (
    Standpoint.SUPPORTS_WITH_COMMENTS,
    Standpoint.SUPPORTS_PARTLY,
    Standpoint.OPPOSES,
)


def position_remarks(draft: Draft, material: Material) -> Iterator[Remark]:
    """All remarks of this kind."""
    yield from _unanswered_reports(draft, material)
    yield from _unknown(draft, material)
    yield from _without_standpoint(draft, material)
    yield from _without_reason(draft, material)
    if draft.text is None:
        yield Remark(
            matter=Matter.POSITION,
            told="Texten är inte skriven än.",
            mend="Välj ”Skriv texten” under Texten.",
            must=True,
            step="texten",
        )


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
    if not draft.case.reports and not answered:
        yield Remark(
            matter=Matter.POSITION,
            told="Inget förslag är valt.",
            mend="Välj betänkande under Ärendet, och de förslag ni svarar på under Förslagen.",
            must=True,
            step="forslagen",
        )
    for doc in draft.case.reports:
        if not any(proposal and proposal.section_in(doc) for proposal in answered):
            yield Remark(
                matter=Matter.POSITION,
                told=f"Inget förslag i {material.report(doc).short} är valt.",
                mend="Välj vilka förslag ni svarar på, eller ta bort betänkandet under Ärendet.",
                must=True,
                step="forslagen",
            )


def _unknown(draft: Draft, material: Material) -> Iterator[Remark]:
    """A proposal that is answered is still in the list of the report's proposals."""
    for id_ in draft.proposals():
        if material.proposal(id_) is None:
            yield _remark(
                f"{named(material, id_)} finns inte längre i listan.",
                "Välj bort det under Förslagen, eller bekräfta det på nytt.",
                id_,
                "forslagen",
            )


def _without_standpoint(draft: Draft, material: Material) -> Iterator[Remark]:
    """Every proposal chosen has a standpoint."""
    for position in draft.positions:
        if position.standpoint is None:
            yield _remark(
                f"{named(material, position.proposal)} har inget ställningstagande.",
                "Välj ett, eller välj bort förslaget.",
                position.proposal,
            )


def _without_reason(draft: Draft, material: Material) -> Iterator[Remark]:
    """A no, a half yes and a yes with comments say why. Rationale: the ministry weighs reasons, not
    votes."""
    for position in draft.positions:
        if position.standpoint not in _TO_BE_EXPLAINED or _has_reason(position):
            continue
        yield _remark(
            f"Ni {position.standpoint.swedish} {named(material, position.proposal)}, men inget "
            "skäl är angivet.",
            "Skriv en egen synpunkt, eller ta in ett argument.",
            position.proposal,
        )


def _has_reason(position: OwnPosition) -> bool:
    return bool(position.arguments) or any(point.strip() for point in position.points)


def _remark(told: str, mend: str, proposal: str, step: str = "stallningstaganden") -> Remark:
    return Remark(
        matter=Matter.POSITION,
        told=capital(told),
        mend=mend,
        must=True,
        step=step,
        proposal=proposal,
    )
