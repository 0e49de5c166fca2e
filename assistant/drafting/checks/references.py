"""References to sections and pages: they exist, and are those of what is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.checks.places import unquoted
from assistant.drafting.checks.positions import named
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Paragraph, Section
from assistant.register import Proposal

_SECTION = re.compile(r"\b(?:avsnitt|kapitel|kap\.)\s+(\d{1,2}(?:\.\d{1,2}){0,3})\b", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:s\.|sidan?)\s+(\d{1,4})\b")


def reference_remarks(draft: Draft, material: Material) -> Iterator[Remark]:
    """All remarks of this kind."""
    if draft.text is None:
        return
    known = {number for doc in draft.case.reports for number in _sections_of(doc, material)}
    for _, paragraph in draft.text.paragraphs():
        proposal = material.proposal(paragraph.proposal) if paragraph.proposal else None
        yield from _unknown(paragraph, known, proposal)
        if proposal:
            yield from _of_another(paragraph, known, proposal, material)
        yield from _other_page(paragraph)
    yield from _without(draft, draft.text.sections, material)


def _sections_of(doc: str, material: Material) -> set[str]:
    """The numbers of a report's sections, from the register and from the index."""
    listed = {
        number
        for report in material.register.reports
        if report.doc == doc
        for number in report.headings
    }
    document = material.document(doc)
    outline = material.assistant.reading.outline(document.doc) if document else ()
    return listed | {section.label for section in outline if section.label[:1].isdigit()}


def _unknown(paragraph: Paragraph, known: set[str], proposal: Proposal | None) -> Iterator[Remark]:
    """A section that is referred to exists in a report that is answered."""
    for found in _SECTION.finditer(unquoted(paragraph.text)):
        if known and found[1] not in known:
            yield _remark(
                paragraph, f"Avsnitt {found[1]} finns inte i betänkandet.",
                "Rätta avsnittets nummer.", found, True, proposal.section if proposal else None,
            )  # fmt: skip


def _of_another(
    paragraph: Paragraph, known: set[str], proposal: Proposal, material: Material
) -> Iterator[Remark]:
    """A section that is referred to where a proposal is answered is one of the proposal's, or of a
    source cited there. Rationale: the ministry sorts the answers by section."""
    own = {section for _, section in proposal.sections()}
    own |= {citation.section for citation in paragraph.sources}
    own |= {citation.about.section for citation in paragraph.sources if citation.about}
    for found in _SECTION.finditer(unquoted(paragraph.text)):
        if found[1] in known and not any(_is_within(found[1], one) for one in own):
            yield _remark(
                paragraph,
                f"{_capital(named(material, proposal.id))} behandlas inte i avsnitt {found[1]}.",
                f"Hänvisa till avsnitt {proposal.section}.", found, True, proposal.section,
            )  # fmt: skip


def _other_page(paragraph: Paragraph) -> Iterator[Remark]:
    """A page that is referred to is the printed page of a source cited there."""
    pages = {citation.page for citation in paragraph.sources if citation.page is not None}
    for found in _PAGE.finditer(unquoted(paragraph.text)):
        if pages and int(found[1]) not in pages:
            only = str(next(iter(pages))) if len(pages) == 1 else None
            yield _remark(
                paragraph, f"Sidan {found[1]} är inte den som källan anger.",
                "Rätta sidans nummer.", found, True, only,
            )  # fmt: skip


def _without(draft: Draft, sections: tuple[Section, ...], material: Material) -> Iterator[Remark]:
    """Each proposal that is answered is referred to by its section, in a heading or the text."""
    told: dict[str, list[str]] = {}
    heading = ""
    for section in sections:
        heading = section.heading if section.heading[:1] else heading
        for paragraph in section.paragraphs:
            if paragraph.proposal:
                told.setdefault(paragraph.proposal, []).append(f"{heading} {paragraph.text}")
    for proposal_id in draft.proposals():
        proposal = material.proposal(proposal_id)
        if proposal is None or proposal_id not in told:
            continue
        numbers = {found for text in told[proposal_id] for found in _SECTION.findall(text)}
        if not numbers & {section for _, section in proposal.sections()}:
            yield Remark(
                matter=Matter.REFERENCE,
                told=f"Texten säger inte i vilket avsnitt {named(material, proposal_id)} finns.",
                mend=f"Hänvisa till avsnitt {proposal.section}.", must=False, step="texten",
                proposal=proposal_id,
            )  # fmt: skip


def _is_within(number: str, section: str) -> bool:
    """Whether a number names a section, or one above it ("7.1" for what stands in "7.1.1")."""
    return section == number or section.startswith(f"{number}.")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _remark(
    paragraph: Paragraph,
    told: str,
    mend: str,
    found: re.Match[str],
    must: bool,
    instead: str | None,
) -> Remark:
    start, end = found.span(1)
    return Remark(
        matter=Matter.REFERENCE, told=told, mend=mend, must=must, step="texten",
        proposal=paragraph.proposal, paragraph=paragraph.key, start=start, end=end, instead=instead,
    )  # fmt: skip
