"""Proposal by proposal: what it is, what is thought of it and why, and what others say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from assistant.answer import Citation
from assistant.drafting import sentences
from assistant.drafting.answered import Answered
from assistant.drafting.composing import Composing, Place
from assistant.drafting.text import Basis, Paragraph, Section


def opinions(of: Composing, place: Place) -> Iterator[Section]:
    """Report by report where several are answered under one heading, and section by section."""
    level = place.disposition.level + 1
    for doc in place.docs:
        key = place.key if place.disposition.each_report else f"{place.key}/{doc}"
        answered = of.answers.of(doc)
        is_several = len(place.docs) > 1
        if is_several and answered:
            name = of.material.report(doc).short
            yield Section(key=key, heading=name, level=level)
        for section, group in groupby(answered, key=lambda one: one.section):
            together = list(group)
            yield Section(
                key=f"{place.key.split('/')[0]}/{doc}/{section}",
                heading=_heading(together[0]),
                level=level + is_several,
                paragraphs=tuple(
                    paragraph for one in together for paragraph in _opinion(of, place, one)
                ),
            )


def _opinion(of: Composing, place: Place, one: Answered) -> Iterator[Paragraph]:
    """What is proposed and what is thought of it, why, and what others say."""
    id_, position = one.proposal.id, one.position
    key = f"{place.disposition.key}/{one.doc}/{id_}"
    points = of.points(one)
    stand = of.new(f"{key}/stand", proposal=id_)
    of.add_proposal(stand, one, "")  # the heading says where
    if position.standpoint:
        kind = one.proposal.kind
        said = sentences.position(of.speaker, position.standpoint, kind, bool(points))
        stand.add(said, Basis.POSITION)
    yield from stand.built()
    reasons = of.new(f"{key}/skal", proposal=id_)
    for point in points:
        reasons.add(point, Basis.POINT)
    yield from reasons.built()
    arguments = of.new(f"{key}/argument", proposal=id_)
    before: Citation | None = None
    for citation in position.arguments:
        is_further = before is not None and sentences.is_same_speaker(before, citation)
        text = sentences.argument(citation, is_further)
        arguments.add(text, Basis.SOURCE, citation)
        before = citation
    yield from arguments.built()


def _heading(one: Answered) -> str:
    """The heading of a section of the report: "Avsnitt 7.1.1 Statens styrning"."""
    if not one.section[:1].isdigit():
        return one.section
    return f"Avsnitt {one.section} {one.heading}".strip()
