"""The proposals that a draft answers, in the order of the reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Citation
from assistant.drafting import evidence, sentences
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.position import OwnPosition
from assistant.register import Proposal
from ingest.index import Kind


@dataclass(frozen=True, slots=True)
class Answered:
    """A proposal with what is thought of it: the report it is answered in, and its section there
    with heading. `where` names both."""

    doc: str
    section: str
    heading: str
    where: sentences.Place
    proposal: Proposal
    position: OwnPosition


class Answers:
    """All that a draft answers. Proposals that nobody knows are passed over."""

    def __init__(self, draft: Draft, material: Material) -> None:
        self._draft = draft
        self._material = material

    @cached_property
    def docs(self) -> tuple[str, ...]:
        """The reports that are answered, the case's first."""
        made = (
            proposal.doc for proposal, doc in self._known() if doc not in self._draft.case.reports
        )
        return (*self._draft.case.reports, *dict.fromkeys(made))

    @cached_property
    def all(self) -> tuple[Answered, ...]:
        """What is answered, report by report in the reports' order."""
        found = [self._answered(proposal, doc) for proposal, doc in self._known()]
        order = {doc: self._order(doc) for doc in self.docs}
        return tuple(sorted(found, key=lambda one: self._place(one, order[one.doc])))

    def of(self, doc: str) -> tuple[Answered, ...]:
        """What is answered of one report."""
        return tuple(one for one in self.all if one.doc == doc)

    def place(self, doc: str, section: str) -> sentences.Place:
        """A section of a report, which is named where several are answered."""
        name = self._material.report(doc)
        is_clear = len(self.docs) == 1
        return sentences.Place(section, "" if is_clear else name.reference or name.title)

    def own_words(self, one: Answered) -> Citation:
        """Where the report makes the proposal, with its words where they are indexed."""
        here = {"doc": one.doc, "section": one.section}  # another report may make it too
        found = evidence.own_words(self._material, one.proposal.model_copy(update=here))
        return found or _place_alone(one, self._material)

    def _known(self) -> Iterable[tuple[Proposal, str]]:
        """The proposals with the report each is answered in."""
        reports = self._draft.case.reports
        for id_ in self._draft.proposals():
            if (proposal := self._material.proposal(id_)) is not None:
                made_in = (doc for doc in reports if proposal.section_in(doc))
                is_main = proposal.doc in reports
                yield proposal, proposal.doc if is_main else next(made_in, proposal.doc)

    def _answered(self, proposal: Proposal, doc: str) -> Answered:
        section = proposal.section_in(doc) or proposal.section
        position = self._draft.position(proposal.id) or OwnPosition(proposal=proposal.id)
        where = self.place(doc, section)
        heading = self._material.heading(doc, section)
        return Answered(doc, section, heading, where, proposal, position)

    def _order(self, doc: str) -> dict[str, int]:
        return {one.id: place for place, one in enumerate(self._material.proposals_of(doc))}

    def _place(self, one: Answered, order: dict[str, int]) -> tuple[int, int, int]:
        sections = self._material.sections(one.doc)
        where = sections.index(one.section) if one.section in sections else len(sections)
        return self.docs.index(one.doc), where, order.get(one.proposal.id, len(order))


def _place_alone(one: Answered, material: Material) -> Citation:
    """A report that is not indexed is cited by its place alone."""
    return Citation(
        n=1,
        passage_id="",
        doc=one.doc,
        title=material.report(one.doc).full,
        kind=Kind.REPORT,
        organisation=None,
        section=one.section,
        heading=one.heading,
        page=None,
        page_index=None,
        quote="",
        passage="",
        about=None,
    )
