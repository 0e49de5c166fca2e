"""What the reports say: their proposals in short, and their consequences by aspect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.answer import Citation
from assistant.drafting import consequences as chapters
from assistant.drafting import sentences
from assistant.drafting.clauses import joined
from assistant.drafting.composing import Composing, Place
from assistant.drafting.points import as_sentences
from assistant.drafting.text import Basis, Paragraph


def retold(of: Composing, place: Place) -> Iterator[Paragraph]:
    """What each report proposes, of that which is answered."""
    yield from of.introduction(place)
    for doc in place.docs:
        yield from _areas(of, place, doc)
        for one in of.answers.of(doc):
            paragraph = of.new(f"{place.key}/{one.proposal.id}", "point", one.proposal.id)
            of.add_proposal(paragraph, one, one.where.local)
            yield from paragraph.built()


def consequences(of: Composing, place: Place) -> Iterator[Paragraph]:
    """What the reports say of some consequences, then what the official says of them."""
    yield from of.introduction(place)
    aspect = place.disposition.aspect
    silent = []
    for doc in place.docs:
        paragraph = of.new(f"{place.key}/{doc}")
        answered = [one.proposal.sentence for one in of.answers.of(doc)]
        found = chapters.told_of(of.material, doc, aspect, answered)
        before = ""
        for one in found:
            where = str(of.answers.place(doc, one.citation.section))
            text = sentences.told(one.citation, where if where != before else "")
            paragraph.add(text, Basis.SOURCE, one.citation)
            before = where
        yield from paragraph.built()
        if not found:
            silent.append(doc)
    if len(silent) == len(place.docs):
        yield from _silence(of, place)
    own = of.new(f"{place.key}/egna")
    for point in as_sentences(of.fact(place).splitlines(), of.speaker, "förslagen"):
        own.add(point, Basis.POINT)
    yield from own.built()


def _silence(of: Composing, place: Place) -> Iterator[Paragraph]:
    """A chapter on consequences that says nothing of some: that is said, with its place."""
    aspect = place.disposition.aspect
    silent = {
        doc: chapter
        for doc in place.docs
        if (chapter := chapters.chapter(of.material, doc))
        and not chapters.mentions(of.material, doc, aspect)
    }
    names = [of.material.report(doc) for doc in silent]
    named = joined([name.reference or name.title for name in names])
    noun = "Konsekvensanalysen" if len(silent) == 1 else "Konsekvensanalyserna"
    what = chapters.aspect_in_swedish(aspect)
    if silent:
        paragraph = of.new(f"{place.key}/tystnad")
        text = f"{noun} i {named} tar inte upp konsekvenser för {what}."
        paragraph.add(text, Basis.SOURCE, *silent.values())
        yield from paragraph.built()


def _areas(of: Composing, place: Place, doc: str) -> Iterator[Paragraph]:
    """The fields that the report itself keeps its proposals together by."""
    areas = [area for area in of.material.register.areas if area.doc == doc]
    paragraph = of.new(f"{place.key}/{doc}")
    name = of.material.report(doc).short
    if len(areas) > 1 and (source := _headings(of, doc, [area.section for area in areas])):
        fields = "; ".join(f"{area.name[:1].lower()}{area.name[1:]}" for area in areas)
        count = sentences.counted(len(areas))
        text = f"{name} ordnar sina förslag i {count} områden: {fields}."
        paragraph.add(text, Basis.SOURCE, source)
    if of.answers.of(doc):
        paragraph.add(f"Svaret gäller följande i {name}.", Basis.TEMPLATE)
    yield from paragraph.built()


def _headings(of: Composing, doc: str, sections: list[str]) -> Citation | None:
    """Where sections stand together: above them, else the first of them. Their headings are
    what is cited, not the words under them."""
    above = {section.rpartition(".")[0] for section in sections}
    for section in (*(above if len(above) == 1 else ()), *sections):
        if pieces := of.material.section(doc, section):
            whole = of.material.cited(pieces[0], pieces[0].start, pieces[0].end)
            return replace(whole, quote="")
    return None
