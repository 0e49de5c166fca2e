"""The parts of a document: each section composed from the case, the positions and the material."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from assistant.answer import Citation
from assistant.drafting import consequences, sentences
from assistant.drafting.answered import Answered, Answers
from assistant.drafting.clauses import capital, joined
from assistant.drafting.disposition import Content, Disposition, DocumentType, placeholders
from assistant.drafting.draft import Draft
from assistant.drafting.filling import filled, speaker, values
from assistant.drafting.material import Material
from assistant.drafting.paragraphs import ParagraphBuilder
from assistant.drafting.points import ANNOUNCED, as_sentences
from assistant.drafting.standpoint import Standpoint
from assistant.drafting.text import Basis, Form, Paragraph, Row, Section, Table, marked
from assistant.register import Kind

_ARGUED = (Standpoint.OPPOSES, Standpoint.SUPPORTS_PARTLY, Standpoint.SUPPORTS_WITH_COMMENTS)
_TABLE_HEAD = ("Förslag", "Avsnitt", "Ställningstagande")
_NOT_CHOSEN = "–"


@dataclass(frozen=True, slots=True)
class _Place:
    """A section to compose: its disposition, its key and heading, and of which report, if of one
    alone."""

    disposition: Disposition
    key: str
    heading: str
    docs: tuple[str, ...]


class Parts:
    """Composes the sections of a document type for a draft."""

    def __init__(
        self, draft: Draft, document_type: DocumentType, material: Material, when: datetime
    ) -> None:
        self._draft = draft
        self._type = document_type
        self._material = material
        self._when = when
        self._answers = Answers(draft, material)
        case = draft.case.model_copy(update={"reports": self._answers.docs})
        self._values = values(case, document_type, material)
        self._speaker = speaker(case)

    def title(self) -> str:
        """The title; the document type's name where something in it is missing."""
        return filled(self._type.title, self._values) or self._type.name

    def sections(self) -> Iterator[Section]:
        """All sections in the document type's order, also empty ones."""
        for disposition in self._type.sections:
            for place in self._places(disposition):
                yield from self._of(place)

    def _places(self, disposition: Disposition) -> Iterator[_Place]:
        docs = self._answers.docs
        if not disposition.each_report:
            yield _Place(disposition, disposition.key, disposition.heading, docs)
            return
        for doc in docs:
            name = self._material.report(doc).short
            heading = filled(disposition.heading, self._values | {"report": name})
            yield _Place(disposition, f"{disposition.key}/{doc}", heading, (doc,))

    def _of(self, place: _Place) -> Iterator[Section]:
        """A section, with those under it."""
        if place.disposition.content is Content.OPINIONS:
            yield self._section(place, self._introduction(place))
            yield from self._opinions(place)
        else:
            yield self._section(place, self._paragraphs(place), self._table(place))

    def _section(
        self, place: _Place, paragraphs: Iterator[Paragraph], table: Table | None = None
    ) -> Section:
        level = place.disposition.level
        return Section(
            key=place.key, heading=place.heading, level=level, paragraphs=tuple(paragraphs),
            table=table,
        )  # fmt: skip

    def _paragraphs(self, place: _Place) -> Iterator[Paragraph]:
        contents: dict[Content, Callable[[_Place], Iterator[Paragraph]]] = {
            Content.DECISION: self._decision,
            Content.LINES: self._lines,
            Content.SUMMARY: self._summary,
            Content.RETOLD: self._retold,
            Content.CONSEQUENCES: self._consequences,
            Content.SIGNATURES: self._signatures,
        }
        return contents.get(place.disposition.content, self._introduction)(place)

    def _new(self, key: str, form: Form = "text", proposal: str = "") -> ParagraphBuilder:
        return ParagraphBuilder(key, self._when, form, proposal)

    def _introduction(self, place: _Place) -> Iterator[Paragraph]:
        """The document type's own sentences."""
        paragraph = self._new(f"{place.key}/text")
        for sentence in self._own_sentences(place.disposition):
            paragraph.add(sentence, Basis.TEMPLATE)
        yield from paragraph.built()

    def _own_sentences(self, disposition: Disposition) -> Iterator[str]:
        """The sentences that have all they need; a fact may hold several."""
        for text in disposition.text:
            whole = filled(text, self._values)
            if placeholders(text) and text.startswith("{") and text.endswith("}"):
                yield from (sentence for sentence, _ in marked(whole))
            elif whole:
                yield whole

    def _decision(self, place: _Place) -> Iterator[Paragraph]:
        for number, sentence in enumerate(self._own_sentences(place.disposition), 1):
            paragraph = self._new(f"{place.key}/{number}", "decision")
            paragraph.add(sentence, Basis.TEMPLATE)
            yield from paragraph.built()

    def _lines(self, place: _Place) -> Iterator[Paragraph]:
        yield from self._introduction(place)
        lines = filter(None, map(str.strip, self._fact(place).splitlines()))
        for number, line in enumerate(lines, 1):
            paragraph = self._new(f"{place.key}/{number}", "line")
            paragraph.add(line, Basis.TEMPLATE)
            yield from paragraph.built()

    def _fact(self, place: _Place) -> str:
        return self._draft.case.facts.get(place.disposition.fact, "")

    def _summary(self, place: _Place) -> Iterator[Paragraph]:
        yield from self._introduction(place)
        pattern = self._new(f"{place.key}/monster")
        for standpoint in Standpoint:
            places: dict[Kind, list[sentences.Place]] = {}
            for one in self._answers.all:
                if one.position.standpoint is standpoint:
                    places.setdefault(one.proposal.kind, []).append(one.where)
            if places:
                ordered = {kind: places[kind] for kind in Kind if kind in places}
                text = sentences.positions(self._speaker, standpoint, ordered)
                pattern.add(text, Basis.POSITION)
        yield from pattern.built()
        yield from self._main_points(place)

    def _main_points(self, place: _Place) -> Iterator[Paragraph]:
        """The first point of each proposal that is not simply supported."""
        points = [
            (one, said[0])
            for one in self._answers.all
            if one.position.standpoint in _ARGUED and (said := self._points(one))
        ]
        if not points:
            return
        lead = self._new(f"{place.key}/ingress")
        lead.add(capital(f"{self._speaker} vill framför allt säga följande."), Basis.TEMPLATE)
        yield from lead.built()
        for one, first in points:
            point = self._new(f"{place.key}/{one.proposal.id}", "point", one.proposal.id)
            named = one.heading or capital(str(one.where))
            where = f" ({one.where})" if one.heading else ""
            point.add(f"{named}{where}: {self._without_lead(first)}", Basis.POINT)
            yield from point.built()

    def _without_lead(self, said: str) -> str:
        """A point without the words that only announce it."""
        return said.removeprefix(capital(f"{self._speaker} {ANNOUNCED} "))

    def _points(self, one: Answered) -> list[str]:
        noun = sentences.definite(one.proposal.kind)
        return as_sentences(one.position.points, self._speaker, noun)

    def _table(self, place: _Place) -> Table | None:
        if place.disposition.content is not Content.POSITIONS or not self._answers.all:
            return None
        return Table(head=_TABLE_HEAD, rows=tuple(map(self._row, self._answers.all)))

    def _row(self, one: Answered) -> Row:
        chosen = one.position.standpoint
        where = str(one.where).removeprefix("avsnitt ")
        stands = chosen.swedish if chosen else _NOT_CHOSEN
        return Row(cells=(one.proposal.sentence, where, stands), proposal=one.proposal.id)

    def _retold(self, place: _Place) -> Iterator[Paragraph]:
        """What each report proposes, of that which is answered."""
        yield from self._introduction(place)
        for doc in place.docs:
            yield from self._areas(place, doc)
            for one in self._answers.of(doc):
                paragraph = self._new(f"{place.key}/{one.proposal.id}", "point", one.proposal.id)
                self._add_proposal(paragraph, one, one.where.local)
                yield from paragraph.built()

    def _areas(self, place: _Place, doc: str) -> Iterator[Paragraph]:
        """The fields that the report itself keeps its proposals together by."""
        areas = [area for area in self._material.register.areas if area.doc == doc]
        paragraph = self._new(f"{place.key}/{doc}")
        name = self._material.report(doc).short
        if len(areas) > 1 and (source := self._headings(doc, [area.section for area in areas])):
            fields = "; ".join(f"{area.name[:1].lower()}{area.name[1:]}" for area in areas)
            count = sentences.counted(len(areas))
            text = f"{name} ordnar sina förslag i {count} områden: {fields}."
            paragraph.add(text, Basis.SOURCE, source)
        if self._answers.of(doc):
            paragraph.add(f"Svaret gäller följande i {name}.", Basis.TEMPLATE)
        yield from paragraph.built()

    def _headings(self, doc: str, sections: list[str]) -> Citation | None:
        """Where sections stand together: above them, else the first of them. Their headings are
        what is cited, not the words under them."""
        above = {section.rpartition(".")[0] for section in sections}
        for section in (*(above if len(above) == 1 else ()), *sections):
            if pieces := self._material.section(doc, section):
                whole = self._material.cited(pieces[0], pieces[0].start, pieces[0].end)
                return replace(whole, quote="")
        return None

    def _add_proposal(self, paragraph: ParagraphBuilder, one: Answered, where: str) -> None:
        text = sentences.proposal(one.proposal, where)
        paragraph.add(text, Basis.SOURCE, self._answers.own_words(one))

    def _opinions(self, place: _Place) -> Iterator[Section]:
        """Report by report where several are answered under one heading, and section by section."""
        level = place.disposition.level + 1
        for doc in place.docs:
            key = place.key if place.disposition.each_report else f"{place.key}/{doc}"
            answered = self._answers.of(doc)
            is_several = len(place.docs) > 1
            if is_several and answered:
                name = self._material.report(doc).short
                yield Section(key=key, heading=name, level=level)
            for section, group in groupby(answered, key=lambda one: one.section):
                together = list(group)
                yield Section(
                    key=f"{place.key.split('/')[0]}/{doc}/{section}",
                    heading=_heading(together[0]),
                    level=level + is_several,
                    paragraphs=tuple(
                        paragraph for one in together for paragraph in self._opinion(place, one)
                    ),
                )

    def _opinion(self, place: _Place, one: Answered) -> Iterator[Paragraph]:
        """What is proposed and what is thought of it, why, and what others say."""
        id_, position = one.proposal.id, one.position
        key = f"{place.disposition.key}/{one.doc}/{id_}"
        points = self._points(one)
        stand = self._new(f"{key}/stand", proposal=id_)
        self._add_proposal(stand, one, "")  # the heading says where
        if position.standpoint:
            kind = one.proposal.kind
            said = sentences.position(self._speaker, position.standpoint, kind, bool(points))
            stand.add(said, Basis.POSITION)
        yield from stand.built()
        reasons = self._new(f"{key}/skal", proposal=id_)
        for point in points:
            reasons.add(point, Basis.POINT)
        yield from reasons.built()
        arguments = self._new(f"{key}/argument", proposal=id_)
        before: Citation | None = None
        for citation in position.arguments:
            is_further = before is not None and sentences.is_same_speaker(before, citation)
            text = sentences.argument(citation, one.proposal, is_further)
            arguments.add(text, Basis.SOURCE, citation)
            before = citation
        yield from arguments.built()

    def _consequences(self, place: _Place) -> Iterator[Paragraph]:
        """What the reports say of some consequences, then what the official says of them."""
        yield from self._introduction(place)
        aspect = place.disposition.aspect
        silent = []
        for doc in place.docs:
            paragraph = self._new(f"{place.key}/{doc}")
            answered = [one.proposal.sentence for one in self._answers.of(doc)]
            found = consequences.told_of(self._material, doc, aspect, answered)
            before = ""
            for one in found:
                where = str(self._answers.place(doc, one.citation.section))
                text = sentences.told(one.citation, where if where != before else "")
                paragraph.add(text, Basis.SOURCE, one.citation)
                before = where
            yield from paragraph.built()
            if not found:
                silent.append(doc)
        if len(silent) == len(place.docs):
            yield from self._silence(place)
        own = self._new(f"{place.key}/egna")
        for point in as_sentences(self._fact(place).splitlines(), self._speaker, "förslagen"):
            own.add(point, Basis.POINT)
        yield from own.built()

    def _silence(self, place: _Place) -> Iterator[Paragraph]:
        """A chapter on consequences that says nothing of some: that is said, with its place."""
        aspect = place.disposition.aspect
        silent = {
            doc: chapter
            for doc in place.docs
            if (chapter := consequences.chapter(self._material, doc))
            and not consequences.mentions(self._material, doc, aspect)
        }
        names = [self._material.report(doc) for doc in silent]
        named = joined([name.reference or name.title for name in names])
        noun = "Konsekvensanalysen" if len(silent) == 1 else "Konsekvensanalyserna"
        what = consequences.aspect_in_swedish(aspect)
        if silent:
            paragraph = self._new(f"{place.key}/tystnad")
            text = f"{noun} i {named} tar inte upp konsekvenser för {what}."
            paragraph.add(text, Basis.SOURCE, *silent.values())
            yield from paragraph.built()

    def _signatures(self, place: _Place) -> Iterator[Paragraph]:
        yield from self._introduction(place)
        names = () if place.disposition.text else ("{decision_maker}", "{officer}")
        for number, name in enumerate(names, 1):
            paragraph = self._new(f"{place.key}/{number}", "line")
            paragraph.add(filled(name, self._values), Basis.TEMPLATE)
            yield from paragraph.built()


def _heading(one: Answered) -> str:
    """The heading of a section of the report: "Avsnitt 7.1.1 Statens styrning"."""
    if not one.section[:1].isdigit():
        return one.section
    return f"Avsnitt {one.section} {one.heading}".strip()
