"""Reasons written by a model: from the position, the points and the arguments taken in.

The position itself is always stated by our rules. Of what a model writes, each sentence is kept
only where it can be followed: to a source that carries it and is named as the speaker, or to the
official's own points. What it leaves out of the points and arguments, our rules add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event

from assistant.answer import Citation
from assistant.drafting.checks.citing import source_of
from assistant.drafting.checks.standing import said_standpoint
from assistant.drafting.draft import Draft
from assistant.drafting.filling import speaker
from assistant.drafting.material import Material
from assistant.drafting.paragraphs import ParagraphBuilder
from assistant.drafting.position import OwnPosition
from assistant.drafting.standpoint import Standpoint
from assistant.drafting.text import Basis, Paragraph, Section, Sentence, Text, Writing, marked
from assistant.verify import Level, Source
from assistant.writer import Writer
from assistant.writer.language import is_swedish, repeats_instructions
from assistant.writer.prompts import POSITION, REASONS
from ingest.index import Document, Kind, words

_INQUIRY = re.compile(r"utredning|betänkande|delegation|kommitté|promemori|referat", re.IGNORECASE)
_STEM = 5  # letters by which a word is known in another form
_COVERED = 0.6  # of a sentence's longer words, for it to be said already
_OWN = 0.6  # of a sentence's longer words, for it to say the official's points and not another's


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What our rules wrote of the reasons: paragraphs of one proposal that nobody edited."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def points(self) -> list[Sentence]:
        """The official's points as sentences."""
        said = (one for paragraph in self.paragraphs for one in paragraph.sentences)
        return [one for one in said if one.basis is Basis.POINT]

    @property
    def arguments(self) -> list[tuple[Sentence, Citation]]:
        """The arguments taken in, each with its source."""
        return [
            (one, paragraph.citation(one.sources[0]))
            for paragraph in self.paragraphs
            for one in paragraph.sentences
            if one.basis is Basis.SOURCE and one.sources
        ]


def with_reasons(draft: Draft, reasons: Paragraph) -> Draft:
    """The draft with reasons that a model wrote in place of what our rules wrote; as it is where
    somebody has edited that since."""
    ruled = _ruled(draft, reasons.proposal)
    if draft.text is None or reasons.key not in {one.key for one in ruled.paragraphs}:
        return draft
    return draft.with_text(_put(draft.text, ruled, reasons))


class Reasoner:
    """Has a model write the reasons of a draft's positions. May be used from several threads."""

    def __init__(self, writer: Writer, material: Material) -> None:
        self._writer = writer
        self._material = material

    def proposals(self, draft: Draft) -> list[str]:
        """The proposals whose reasons can be written: those with points or arguments, in an
        unedited text."""
        return [
            one.proposal
            for one in draft.positions
            if one.standpoint and (ruled := _ruled(draft, one.proposal)) and ruled.paragraphs
        ]

    def reasons(self, draft: Draft, proposal: str, when: datetime, stop: Event) -> Paragraph | None:
        """The reasons for one position as the model writes them; None where nothing of what it
        wrote can be followed.

        Raises NeedsConsent, ModelProblem and Stopped.
        """
        position, ruled = draft.position(proposal), _ruled(draft, proposal)
        if position is None or position.standpoint is None or not ruled.paragraphs:
            return None
        sent = [
            (sentence, citation)
            for sentence, citation in ruled.arguments
            if self._writer.may_read([source_of(citation, self._material).document])
        ]
        request = self._request(draft, position, ruled)
        sources = [(self._speaker(citation), citation.passage) for _, citation in sent]
        text = self._writer.reply(REASONS, request, sources, stop)
        citations = [citation for _, citation in sent]
        kept = self._kept(text, draft, position.standpoint, ruled, citations)
        return self._paragraph(kept, ruled, citations, when) if kept else None

    def _request(self, draft: Draft, position: OwnPosition, ruled: _Ruled) -> str:
        proposal = self._material.proposal(position.proposal)
        assert position.standpoint, "only what was chosen is reasoned"
        return POSITION.format(
            speaker=speaker(draft.case),
            proposal=proposal.sentence if proposal else "",
            standpoint=position.standpoint.swedish,
            points="\n".join(f"- {one.text}" for one in ruled.points) or "(inga)",
        )

    def _speaker(self, citation: Citation) -> str:
        return citation.organisation or citation.title

    def _kept(
        self,
        text: str,
        draft: Draft,
        standpoint: Standpoint,
        ruled: _Ruled,
        citations: Sequence[Citation],
    ) -> list[Sentence]:
        """The sentences of a model's text that can be followed."""
        if not is_swedish(text):
            return []
        own = _own_source(draft, ruled)
        kept = []
        for said, numbers in marked(" ".join(text.split())):
            cited = tuple(n for n in numbers if 1 <= n <= len(citations))
            if not words(said) or repeats_instructions(said) or numbers != cited:
                continue
            if cited:
                sentence = self._sourced(said, cited, citations)
            else:
                sentence = self._pointed(said, standpoint, own)
            if sentence:
                kept.append(sentence)
        return kept

    def _sourced(
        self, said: str, cited: tuple[int, ...], citations: Sequence[Citation]
    ) -> Sentence | None:
        """A sentence on sources: they carry it, and it names each of those who speak."""
        sources = [source_of(citations[n - 1], self._material) for n in cited]
        if not all(_names(said, source.document) for source in sources):
            return None
        verdict = self._material.assistant.verifier.verify(said, sources)
        if verdict.level is not Level.SUPPORTED:
            return None  # the quote itself, which our rules have, is better than half a truth
        return Sentence(text=said, basis=Basis.SOURCE, sources=cited)

    def _pointed(self, said: str, standpoint: Standpoint, own: Source) -> Sentence | None:
        """A sentence of the organisation's own: its points carry it, and it takes no other
        position."""
        position = said_standpoint(said)
        if not own.text or (position is not None and position is not standpoint):
            return None
        who = own.document.organisation or ""
        if _share(said, f"{own.text} {who}") < _OWN or _INQUIRY.search(said):
            return None
        verdict = self._material.assistant.verifier.verify(said, [own])
        if verdict.level is Level.UNSUPPORTED:
            return None
        doubt = ""
        if verdict.level is Level.PARTLY:
            doubt = f"Den säger mer än era synpunkter. {' '.join(verdict.reasons)}"
        return Sentence(text=said, basis=Basis.POINT, doubt=doubt)

    def _paragraph(
        self,
        kept: Sequence[Sentence],
        ruled: _Ruled,
        citations: Sequence[Citation],
        when: datetime,
    ) -> Paragraph:
        """What was kept, and in our rules' words what the model left out."""
        first = ruled.paragraphs[0]
        builder = ParagraphBuilder(first.key, when, first.form, first.proposal)
        text = " ".join(one.text for one in kept)
        used = {citations[n - 1] for one in kept for n in one.sources}
        left = [(one, ()) for one in ruled.points if _share(one.text, text) < _COVERED]
        unused = [(one, (c,)) for one, c in ruled.arguments if c not in used]
        for sentence in kept:
            builder.add(
                sentence.text, sentence.basis, *(citations[n - 1] for n in sentence.sources)
            )
            builder.sentences[-1] = builder.sentences[-1].model_copy(
                update={"doubt": sentence.doubt}
            )
        for sentence, cited in (*left, *unused):
            builder.add(sentence.text, sentence.basis, *cited)
        (paragraph,) = builder.built()
        writing = Writing(by="model", when=when, model=self._writer.choice.label)
        return paragraph.model_copy(update={"writing": writing})


def _ruled(draft: Draft, proposal: str) -> _Ruled:
    """The reasons for a position in a text, as far as nobody edited them."""
    paragraphs = (one for _, one in draft.text.paragraphs()) if draft.text else ()
    return _Ruled(
        tuple(
            one
            for one in paragraphs
            if one.proposal == proposal
            and not one.edit
            and one.writing.by == "rules"
            and not any(said.basis is Basis.POSITION for said in one.sentences)
            and one.key.endswith(("/skal", "/argument"))
        )
    )


def _own_source(draft: Draft, ruled: _Ruled) -> Source:
    """The official's points as a source: what the organisation says is checked against them."""
    who = speaker(draft.case)
    document = Document(
        doc="egna-synpunkter", title=who, kind=Kind.OTHER, file="", checksum="",
        organisation=who or None,
    )  # fmt: skip
    return Source("\n".join(one.text for one in ruled.points), document)


def _names(said: str, document: Document) -> bool:
    """Whether a sentence names whose words it gives."""
    if document.speaks_as is Kind.RESPONSE and document.organisation:
        forms = (document.organisation, *document.names)
        return any(form.lower() in said.lower() for form in forms)
    return bool(_INQUIRY.search(said))


def _share(sentence: str, text: str) -> float:
    """Which share of a sentence's longer words stands in a text, in any form: 0 to 1."""
    wanted = set(_stems(sentence))
    return len(wanted & set(_stems(text))) / len(wanted) if wanted else 1.0


def _stems(text: str) -> Iterator[str]:
    return (word[:_STEM] for word in words(text) if len(word) >= _STEM)


def _put(text: Text, ruled: _Ruled, paragraph: Paragraph) -> Text:
    """The text with one paragraph in place of those that our rules wrote."""
    gone = {one.key for one in ruled.paragraphs} - {paragraph.key}

    def without(section: Section) -> Section:
        paragraphs = tuple(one for one in section.paragraphs if one.key not in gone)
        return section.model_copy(update={"paragraphs": paragraphs})

    sections = tuple(without(section) for section in text.sections)
    return text.model_copy(update={"sections": sections}).replaced(paragraph)
