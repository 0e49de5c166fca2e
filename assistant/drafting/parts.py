"""The sections of a document, in the order of its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.drafting.composing import Composing, Place
from assistant.drafting.disposition import Content, Disposition
from assistant.drafting.filling import filled
from assistant.drafting.opinions import opinions
from assistant.drafting.retelling import consequences, retold
from assistant.drafting.summary import summary, table
from assistant.drafting.text import Basis, Paragraph, Section


def title(of: Composing) -> str:
    """The title; the document type's name where something in it is missing."""
    return filled(of.type.title, of.values) or of.type.name


def sections(of: Composing) -> Iterator[Section]:
    """All sections in the document type's order, also empty ones."""
    for disposition in of.type.sections:
        for place in _places(of, disposition):
            yield from _composed(of, place)


def _places(of: Composing, disposition: Disposition) -> Iterator[Place]:
    docs = of.answers.docs
    if not disposition.each_report:
        yield Place(disposition, disposition.key, disposition.heading, docs)
        return
    for doc in docs:
        name = of.material.report(doc).short
        heading = filled(disposition.heading, of.values | {"report": name})
        yield Place(disposition, f"{disposition.key}/{doc}", heading, (doc,))


def _composed(of: Composing, place: Place) -> Iterator[Section]:
    """A section, with those under it."""
    content = place.disposition.content
    compose = _PARAGRAPHS.get(content, Composing.introduction)
    yield Section(
        key=place.key,
        heading=place.heading,
        level=place.disposition.level,
        paragraphs=tuple(compose(of, place)),
        table=table(of) if content is Content.POSITIONS else None,
    )
    if content is Content.OPINIONS:
        yield from opinions(of, place)


def _decision(of: Composing, place: Place) -> Iterator[Paragraph]:
    for number, (sentence, basis) in enumerate(of.own_sentences(place.disposition), 1):
        paragraph = of.new(f"{place.key}/{number}", "decision")
        paragraph.add(sentence, basis)
        yield from paragraph.built()


def _lines(of: Composing, place: Place) -> Iterator[Paragraph]:
    yield from of.introduction(place)
    lines = filter(None, map(str.strip, of.fact(place).splitlines()))
    for number, line in enumerate(lines, 1):
        paragraph = of.new(f"{place.key}/{number}", "line")
        paragraph.add(line, Basis.TEMPLATE)
        yield from paragraph.built()


def _signatures(of: Composing, place: Place) -> Iterator[Paragraph]:
    yield from of.introduction(place)
    names = () if place.disposition.text else ("{decision_maker}", "{officer}")
    for number, name in enumerate(names, 1):
        paragraph = of.new(f"{place.key}/{number}", "line")
        paragraph.add(filled(name, of.values), Basis.TEMPLATE)
        yield from paragraph.built()


_PARAGRAPHS: dict[Content, Callable[[Composing, Place], Iterator[Paragraph]]] = {
    Content.DECISION: _decision,
    Content.LINES: _lines,
    Content.SUMMARY: summary,
    Content.RETOLD: retold,
    Content.CONSEQUENCES: consequences,
    Content.SIGNATURES: _signatures,
}
