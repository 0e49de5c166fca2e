"""Text, summary and table agree with the positions chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.checks.citing import others_named
from assistant.drafting.checks.freshness import (
    WRITE_ANEW,
    Freshness,
    freshness,
    outdated_remarks,
)
from assistant.drafting.checks.positions import named
from assistant.drafting.checks.sections import SectionReference, section_references
from assistant.drafting.checks.standing import Stated, stated
from assistant.drafting.disposition import DocumentType
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.places import Placed, sentences
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.standpoint import Standpoint
from assistant.drafting.text import Basis, Paragraph, Text
from assistant.register import Kind, Proposal

_ALL = re.compile(
    r"\b(?:samtliga|alla|vart och ett av)\b[^.]*\b(?:\w*förslag|rekommendation|bedömning)",
    re.IGNORECASE,
)
_NUMBERS = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv".split()
_COUNTED = re.compile(
    rf"\b(\d{{1,3}}|en|{'|'.join(_NUMBERS)}) (?:av (?:de |utredningens |delegationens )?"
    rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)}) )?(lagförslag|förslag|rekommendation|bedömning)",
    re.IGNORECASE,
)
_KINDS = {
    "lagförslag": (Kind.LEGISLATIVE,),
    "förslag": (Kind.PROPOSAL,),
    "rekommendation": (Kind.RECOMMENDATION,),
    "bedömning": (Kind.ASSESSMENT,),
}
_BY_HAND = "Ändra texten eller ställningstagandet, eller skriv om stycket."


def agreement_remarks(
    draft: Draft, document_type: DocumentType, material: Material
) -> Iterator[Remark]:
    """All remarks of this kind."""
    if draft.text is None:
        return
    fresh = freshness(draft, draft.text, document_type, material)
    others = others_named(draft.case, material)
    yield from outdated_remarks(draft.text, fresh)
    for _, paragraph in draft.text.paragraphs():
        if paragraph.key in fresh.outdated:
            continue  # it is to be written anew, whatever it says
        if paragraph.proposal and draft.position(paragraph.proposal) is None:
            yield _no_longer_answered(paragraph, material)
            continue
        for placed, one in _own_positions(paragraph, draft, others):
            yield from _other_than_chosen(draft, paragraph, placed, one, material)
    for position in draft.positions:
        has_place = fresh.states(position.proposal) or not document_type.sections
        if position.standpoint and has_place:
            yield from _not_in_the_text(
                position.proposal, draft, draft.text, fresh, others, material
            )
    yield from _table(draft, draft.text, material)


def _not_in_the_text(
    proposal: str, draft: Draft, text: Text, fresh: Freshness, others: str, material: Material
) -> Iterator[Remark]:
    """Each position chosen is stated where its proposal is answered. Rationale: what is not said
    in the text does not reach the ministry."""
    paragraphs = [one for _, one in text.paragraphs() if one.proposal == proposal]
    if any(True for one in paragraphs for _ in _own_positions(one, draft, others)):
        return
    if not fresh.outdated.intersection(one.key for one in paragraphs):
        yield Remark(
            matter=Matter.AGREEMENT,
            told=f"Ställningstagandet till {named(material, proposal)} står inte i texten.",
            mend=f"Skriv det i stycket, eller skriv om stycket. {WRITE_ANEW}",
            must=True,
            step="texten",
            proposal=proposal,
            paragraph=paragraphs[0].key if paragraphs else "",
        )


def _table(draft: Draft, text: Text, material: Material) -> Iterator[Remark]:
    """The table says what was chosen, of all that is answered and of nothing else."""
    for section in text.sections:
        rows = [row for row in section.table.rows if row.proposal] if section.table else []
        shown = {row.proposal: row.cells for row in rows}
        for proposal in dict.fromkeys([*shown, *(draft.proposals() if rows else ())]):
            position = draft.position(proposal)
            found = material.proposal(proposal)
            stands = None
            if position and position.standpoint and found:
                stands = position.standpoint.of(found.kind)
            if (
                position is None
                or proposal not in shown
                or (stands and stands not in shown[proposal])
            ):
                yield Remark(
                    matter=Matter.AGREEMENT,
                    told="Tabellen stämmer inte med ert ställningstagande till "
                    f"{named(material, proposal)}.",
                    mend=WRITE_ANEW,
                    must=True,
                    step="texten",
                    proposal=proposal,
                )


def _no_longer_answered(paragraph: Paragraph, material: Material) -> Remark:
    """The text answers no proposal that is not chosen."""
    return Remark.on(
        paragraph,
        Matter.AGREEMENT,
        f"Texten svarar på {named(material, paragraph.proposal)}, som inte längre är valt.",
        "Välj förslaget igen, eller ta bort texten.",
    )


def _own_positions(
    paragraph: Paragraph, draft: Draft, others: str
) -> Iterator[tuple[Placed, Stated]]:
    """The positions of the organisation's own that a paragraph states, with their sentences. What
    is told of others, and the official's own points, are no positions."""
    for placed in sentences(paragraph):
        sentence = placed.sentence
        if sentence.basis is Basis.POINT or (
            sentence.sources and _has_kept(paragraph, sentence.text)
        ):
            continue
        text = paragraph.text[placed.start : placed.end]
        for one in stated(text, draft.case, others):
            yield placed, one


def _has_kept(paragraph: Paragraph, text: str) -> bool:
    return any(one.text == text for one in paragraph.sentences)


def _other_than_chosen(
    draft: Draft, paragraph: Paragraph, placed: Placed, one: Stated, material: Material
) -> Iterator[Remark]:
    """What the text says is what was chosen: of a proposal, by its paragraph or by the sections
    that are named, else of all, of a number, or of any. Rationale: the ministry counts what the
    text says; the committee decided on what was chosen."""
    sections = list(section_references(one.clause))
    of_these = _proposals_in(sections, draft, material)
    if one.of_assessment and not of_these and _is_no_assessment(paragraph, material):
        return
    told = _unanswered(sections, material, draft) if not of_these else ""
    if not told and not of_these and paragraph.proposal:
        of_these = [[paragraph.proposal]]
    if not told:
        told = _of_each(one, of_these, draft, material)
    if not told and not paragraph.proposal:
        told = _of_the_whole(one, draft, material)
    if told:
        start, end = placed.start + one.start, placed.start + one.end
        yield Remark.on(paragraph, Matter.AGREEMENT, told, _BY_HAND, start, end)


def _is_no_assessment(paragraph: Paragraph, material: Material) -> bool:
    return bool(paragraph.proposal) and _kind(paragraph.proposal, material) is not Kind.ASSESSMENT


def _proposals_in(
    sections: list[SectionReference], draft: Draft, material: Material
) -> list[list[str]]:
    """The proposals answered in each of the sections, those without any left out."""
    answered = [one for id_ in draft.proposals() if (one := material.proposal(id_))]
    groups = [[p.id for p in answered if _is_in(p, one, material)] for one in sections]
    return [group for group in groups if group]


def _is_in(proposal: Proposal, section: SectionReference, material: Material) -> bool:
    return any(
        own == section.number and section.report in ("", material.report(doc).reference)
        for doc, own in proposal.sections()
    )


def _unanswered(sections: list[SectionReference], material: Material, draft: Draft) -> str:
    """A position on a section whose proposals are not answered."""
    for doc in draft.case.reports:
        for proposal in material.proposals_of(doc):
            if any(_is_in(proposal, section, material) for section in sections):
                what = named(material, proposal.id)
                return f"Texten tar ställning till {what}, som ni inte svarar på."
    return ""


def _of_each(one: Stated, of_these: list[list[str]], draft: Draft, material: Material) -> str:
    """What does not agree with what was chosen; where a section has several proposals, one of them
    must agree."""
    for group in of_these:
        chosen = [position for id_ in group if (position := draft.position(id_))]
        if chosen and not any(one.agrees(position.standpoint) for position in chosen):
            first = chosen[0]
            shown = f"”{first.standpoint.swedish}”" if first.standpoint else "inget"
            return (
                f"Texten säger ”{one.swedish}” om {named(material, first.proposal)}, men valt är "
                f"{shown}."
            )
    return ""


def _of_the_whole(one: Stated, draft: Draft, material: Material) -> str:
    """What is said of the whole follows from its parts."""
    chosen = [
        position
        for position in draft.positions
        if position.standpoint
        if not one.of_assessment or _kind(position.proposal, material) is Kind.ASSESSMENT
    ]
    fitting = [position for position in chosen if one.agrees(position.standpoint)]
    if not chosen:
        return ""
    if not fitting and not any(_is_rough(one, position.standpoint) for position in chosen):
        return f"”{one.swedish}” sägs här, men inget förslag har det ställningstagandet."
    if _ALL.search(one.clause) and len(fitting) != len(chosen):
        return (
            f"Här sägs ”{one.swedish}” om alla förslag, men det är valt för {len(fitting)} av "
            f"{len(chosen)}."
        )
    for count, kind in _counts(one.clause):
        kinds = [p for p in fitting if _kind(p.proposal, material) in _KINDS[kind]]
        exactly = [p for p in kinds if p.standpoint is one.said]
        roughly = [p for p in chosen if p in fitting or _is_rough(one, p.standpoint)]
        if count not in {len(kinds), len(exactly), len(fitting), len(roughly)}:
            return f"Här sägs ”{one.swedish}” om {count} {kind}, men det är valt för {len(kinds)}."
    return ""


def _kind(proposal: str, material: Material) -> Kind | None:
    found = material.proposal(proposal)
    return found.kind if found else None


def _is_rough(one: Stated, chosen: Standpoint | None) -> bool:
    """Whether a summary may say it of what is supported in part, where it does not say of which."""
    return one.said is Standpoint.SUPPORTS and chosen is Standpoint.SUPPORTS_PARTLY


def _counts(clause: str) -> Iterator[tuple[int, str]]:
    """The numbers of proposals that a clause speaks of, each with their kind."""
    for found in _COUNTED.finditer(clause):
        number = (
            found[1].lower().replace("en", "ett") if found[1].lower() == "en" else found[1].lower()
        )
        yield int(number) if number.isdigit() else _NUMBERS.index(number), found[2].lower()
