"""References to sections and pages: they exist, and are those of what is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.drafting.checks.positions import named
from assistant.drafting.checks.sections import (
    SectionReference,
    is_within,
    page_references,
    section_references,
)
from assistant.drafting.clauses import capital
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Paragraph, Section
from assistant.register import Proposal

_Known = Mapping[str, set[str]]  # of each report, by its number ("SOU 2031:7") or doc


def reference_remarks(draft: Draft, material: Material) -> Iterator[Remark]:
    """All remarks of this kind."""
    if draft.text is None:
        return
    known = _known(draft, material)
    for section in draft.text.sections:
        for paragraph in section.paragraphs:
            proposal = material.proposal(paragraph.proposal) if paragraph.proposal else None
            for found in section_references(paragraph.text):
                yield from _unknown(paragraph, found, known, proposal)
                yield from _of_another(paragraph, found, known, proposal, material)
            yield from _other_page(paragraph)
        yield from _without(section, material)


def _known(draft: Draft, material: Material) -> _Known:
    """The numbered sections of the reports that are answered, from the register and the index."""
    made = (material.proposal(one) for one in draft.proposals())
    docs = dict.fromkeys([*draft.case.reports, *(one.doc for one in made if one)])
    known = {}
    for doc in docs:
        document = material.document(doc)
        outline = material.assistant.reading.outline(document.doc) if document else ()
        labels = {*material.sections(doc), *(one.label for one in outline)}
        known[material.report(doc).reference or doc] = {
            above for label in labels if label[:1].isdigit() for above in _with_those_above(label)
        }
    return {name: numbers for name, numbers in known.items() if numbers}


def _with_those_above(label: str) -> list[str]:
    parts = label.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts) + 1)]


def _unknown(
    paragraph: Paragraph, found: SectionReference, known: _Known, proposal: Proposal | None
) -> Iterator[Remark]:
    """A section that is referred to exists in the report that is spoken of. Rationale: the ministry
    sorts the answers by section; a wrong number is read as an answer to something else."""
    meant = [known[found.report]] if found.report in known else list(known.values())
    if (found.report and found.report not in known) or not meant:
        return
    if not any(found.number in numbers for numbers in meant):
        where = found.report or ("betänkandet" if len(known) == 1 else "betänkandena")
        yield Remark.on(
            paragraph,
            Matter.REFERENCE,
            f"Avsnitt {found.number} finns inte i {where}.",
            "Rätta avsnittets nummer.",
            found.start,
            found.end,
            instead=proposal.section if proposal and proposal.section[:1].isdigit() else None,
        )


def _of_another(
    paragraph: Paragraph,
    found: SectionReference,
    known: _Known,
    proposal: Proposal | None,
    material: Material,
) -> Iterator[Remark]:
    """A section that is referred to where a proposal is answered is one of the proposal's, or of a
    source cited there. What only points on ("se även avsnitt 6.2") may be any."""
    exists = any(found.number in numbers for numbers in known.values())
    if proposal is None or found.points or not exists:
        return
    own = {section for _, section in proposal.sections()}
    own |= {citation.section for citation in paragraph.sources}
    own |= {citation.about.section for citation in paragraph.sources if citation.about}
    if not any(is_within(found.number, one) for one in own):
        yield Remark.on(
            paragraph,
            Matter.REFERENCE,
            f"{capital(named(material, proposal.id))} behandlas inte i avsnitt {found.number}.",
            f"Hänvisa till avsnitt {proposal.section}.",
            found.start,
            found.end,
            instead=proposal.section if proposal.section[:1].isdigit() else None,
        )


def _other_page(paragraph: Paragraph) -> Iterator[Remark]:
    """A page that is referred to is the printed page of a source cited there."""
    pages = sorted({citation.page for citation in paragraph.sources if citation.page is not None})
    for found in page_references(paragraph.text):
        if pages and not any(found.first <= page <= found.last for page in pages):
            yield Remark.on(
                paragraph,
                Matter.REFERENCE,
                f"Sidan {found.first} är inte den som källan anger. Den står på sidan "
                f"{' och '.join(map(str, pages))}.",
                "Rätta sidans nummer.",
                found.start,
                found.end,
                instead=str(pages[0]) if len(pages) == 1 else None,
            )


def _without(section: Section, material: Material) -> Iterator[Remark]:
    """Each proposal that is answered is referred to by its section, in the heading or the text
    under it. A wrong one is told of by itself."""
    by_proposal: dict[str, list[Paragraph]] = {}
    for paragraph in section.paragraphs:
        if paragraph.proposal:
            by_proposal.setdefault(paragraph.proposal, []).append(paragraph)
    for id_, paragraphs in by_proposal.items():
        proposal = material.proposal(id_)
        if proposal is None or not proposal.section[:1].isdigit():
            continue
        texts = [section.heading, *(paragraph.text for paragraph in paragraphs)]
        if all(one.points for text in texts for one in section_references(text)):
            yield Remark.on(
                paragraphs[0],
                Matter.REFERENCE,
                f"Texten säger inte i vilket avsnitt {named(material, id_)} finns.",
                f"Hänvisa till avsnitt {proposal.section}.",
                must=False,
            )
